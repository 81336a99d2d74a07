//! `org add`, `edit`, `list`, `close`: the register of organisations by hand.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::{Day, Document, OrgKind, Secret, name, number, plural};
use crate::refuse;
use crate::report::{Column, Report, Value};
use crate::store::org::OrgDraft;
use crate::store::{Change, Store};

/// The fields of an organisation that `add` and `edit` share.
#[derive(Debug, Args)]
struct Fields {
    #[arg(long, value_name = "ИНН", help = "ИНН, 10 или 12 цифр", value_parser = number::inn)]
    inn: Option<String>,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Краткое наименование")]
    short: Option<String>,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Муниципалитет, если это не район базы")]
    municipality: Option<String>,
    #[arg(long, value_name = "АДРЕС", help = "Адрес")]
    address: Option<String>,
    #[arg(long, value_name = "ФИО", help = "Руководитель")]
    head: Option<String>,
    #[arg(long, value_name = "АДРЕС", help = "Сайт")]
    site: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата открытия")]
    opened: Option<Day>,
}

impl Fields {
    fn draft(self, title: Option<String>, kind: Option<OrgKind>) -> OrgDraft {
        OrgDraft {
            inn: self.inn,
            name: title.map(|title| name::tidy(&title)),
            short_name: self.short.map(|title| name::tidy(&title)),
            kind,
            municipality: self.municipality.map(|title| name::tidy(&title)),
            address: self.address,
            head: self.head,
            site: self.site,
            opened: self.opened,
            closed: None,
        }
    }
}

/// `org add`.
#[derive(Debug, Args)]
pub struct Add {
    #[arg(value_name = "НАИМЕНОВАНИЕ", help = "Полное наименование")]
    name: String,
    #[arg(
        long,
        value_name = "ВИД",
        help = "Вид: школа, дополнительное образование, детский сад, СПО, орган управления, предприятие, вуз, иное"
    )]
    kind: OrgKind,
    #[command(flatten)]
    fields: Fields,
}

/// `org edit`.
#[derive(Debug, Args)]
pub struct Edit {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    org: String,
    #[arg(long, value_name = "НАИМЕНОВАНИЕ", help = "Полное наименование")]
    name: Option<String>,
    #[arg(long, value_name = "ВИД", help = "Вид организации")]
    kind: Option<OrgKind>,
    #[command(flatten)]
    fields: Fields,
}

/// `org list`.
#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ВИД", help = "Только этого вида")]
    kind: Option<OrgKind>,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Только этого муниципалитета")]
    municipality: Option<String>,
    #[arg(long, help = "Вместе с закрытыми")]
    all: bool,
}

/// `org close`.
#[derive(Debug, Args)]
pub struct Close {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    org: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день работы")]
    date: Day,
}

impl Add {
    /// Enters an organisation.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let draft = self.fields.draft(Some(self.name), Some(self.kind));
        let id = store.add_org(&draft)?;
        let mut outcome = Outcome::said(format!("Записана организация № {id}: {}", draft.name.unwrap_or_default()));
        context.check_day(draft.opened, "дата открытия", &mut outcome)?;
        Ok(outcome)
    }
}

impl Edit {
    /// Corrects an organisation.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = store.find_org(&self.org)?;
        let draft = self.fields.draft(self.name, self.kind);
        let mut outcome = changed(&org.name, &store.amend_org(&org, &draft)?);
        context.check_day(draft.opened, "дата открытия", &mut outcome)?;
        Ok(outcome)
    }
}

/// What an edit changed, a line a field.
pub fn changed(who: &str, changes: &[Change]) -> Outcome {
    if changes.is_empty() {
        return Outcome::said(format!("{who}: изменений нет"));
    }
    let line = |c: &Change| {
        let old = if c.old.is_empty() { "–" } else { &c.old };
        format!("{who}: {}: {old} → {}", c.heading, c.new)
    };
    Outcome { said: changes.iter().map(line).collect(), ..Outcome::default() }
}

impl List {
    /// Lists the organisations.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let sought = self.municipality.as_deref().map(name::org_key);
        let mut orgs = store.orgs()?;
        orgs.retain(|org| {
            self.kind.is_none_or(|kind| kind == org.kind)
                && sought.as_ref().is_none_or(|key| name::org_key(&org.municipality).contains(key))
                && (self.all || org.closed.is_none_or(|closed| closed >= context.today))
        });
        let count = orgs.len();
        let mut rows = Vec::new();
        for org in orgs {
            // Of the editions of a paper the last, of the curators the present one: as a file of organisations has them.
            let papers = store.papers(org.id)?;
            let paper = |kind| papers.iter().rev().find(|paper| paper.kind == kind);
            let (order, regulation, road_map) =
                (paper(Document::Order), paper(Document::Regulation), paper(Document::RoadMap));
            let curator = store.curators(org.id)?.into_iter().find(|curator| curator.ended.is_none());
            let order_number = order.and_then(|paper| paper.number.clone());
            rows.push(vec![
                org.id.into(),
                org.inn.into(),
                org.name.into(),
                Value::Code(org.kind.code(), org.kind.title()),
                org.municipality.into(),
                org.short_name.into(),
                org.address.into(),
                Secret(org.head).into(),
                org.site.into(),
                org.opened.into(),
                org.closed.into(),
                order_number.into(),
                order.and_then(|paper| paper.dated).into(),
                regulation.and_then(|paper| paper.dated).into(),
                road_map.and_then(|paper| paper.dated).into(),
                Secret(curator.as_ref().and_then(|curator| curator.name.clone())).into(),
                curator.and_then(|curator| curator.appointed).into(),
            ]);
        }
        Ok(Outcome::report(Report {
            title: format!("Организации: {count}").into(),
            columns: vec![
                Column::both("id", "№"),
                Column::both("inn", "ИНН"),
                Column::both("name", "Наименование"),
                Column::both("kind", "Вид"),
                Column::data("municipality", "Муниципалитет"),
                Column::data("short_name", "Краткое наименование"),
                Column::data("address", "Адрес"),
                Column::data("head", "Руководитель"),
                Column::data("site", "Сайт"),
                Column::data("opened", "Дата открытия"),
                if self.all {
                    Column::both("closed", "Дата закрытия")
                } else {
                    Column::data("closed", "Дата закрытия")
                },
                Column::data("order_number", "Номер приказа о внедрении"),
                Column::data("order_date", "Дата приказа о внедрении"),
                Column::data("regulation_date", "Дата утверждения положения"),
                Column::data("road_map_date", "Дата утверждения дорожной карты"),
                Column::data("curator", "Куратор"),
                Column::data("curator_date", "Дата назначения куратора"),
            ],
            rows: Box::new(rows.into_iter()),
            grouped: false,
            notes: Vec::new(),
        }))
    }
}

impl Close {
    /// Ends an organisation's work.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = store.find_org(&self.org)?;
        if let Some(closed) = org.closed {
            refuse!("организация уже закрыта {closed}: {}", org.name);
        }
        store.amend_org(&org, &OrgDraft { closed: Some(self.date), ..OrgDraft::default() })?;
        let mut outcome = Outcome::said(format!("Организация закрыта {}: {}", self.date, org.name));
        context.check_day(Some(self.date), "дата закрытия", &mut outcome)?;
        let open = store.staff().list(Some(org.id), Some(self.date.next()))?.len() as u64;
        if open > 0 {
            let staff = plural::count(open, "сотрудник", "сотрудника", "сотрудников");
            outcome.warnings.push(format!("в закрытой организации остаётся {staff}: оформите перевод или увольнение"));
        }
        Ok(outcome)
    }
}
