//! `org add`, `edit`, `list`, `close`: the register of organisations by hand.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{Day, OrgKind, Secret, name, number, plural};
use crate::refuse;
use crate::register::org;
use crate::report::{Column, List};
use crate::store::org::{Org, OrgDraft, OrgInFull};
use crate::store::{Change, Store};

/// The fields of an organisation that `add` and `edit` share.
#[derive(Debug, Args)]
pub(super) struct OrgFields {
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
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Головная организация, если это филиал: он носит её ИНН")]
    parent: Option<String>,
}

impl OrgFields {
    pub(super) fn draft(self, store: &Store, title: Option<String>, kind: Option<OrgKind>) -> Result<OrgDraft> {
        Ok(OrgDraft {
            inn: self.inn,
            name: title.map(|title| name::tidy(&title)),
            short_name: self.short.map(|title| name::tidy(&title)),
            kind,
            municipality: self.municipality.map(|title| name::tidy(&title)),
            address: self.address,
            head: self.head,
            site: self.site,
            opened: self.opened,
            parent: self.parent.map(|parent| store.orgs().find(&parent)).transpose()?.map(|parent| parent.id),
            ..OrgDraft::default()
        })
    }
}

/// `org add`.
#[derive(Debug, Args)]
pub struct OrgAdd {
    #[arg(value_name = "НАИМЕНОВАНИЕ", help = "Полное наименование")]
    name: String,
    #[arg(
        long,
        value_name = "ВИД",
        help = "Вид: школа, дополнительное образование, детский сад, СПО, орган управления, предприятие, вуз, иное"
    )]
    kind: OrgKind,
    #[command(flatten)]
    fields: OrgFields,
}

/// `org list`.
#[derive(Debug, Args)]
pub struct OrgList {
    #[arg(long, value_name = "ВИД", help = "Только этого вида")]
    kind: Option<OrgKind>,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Только этого муниципалитета")]
    municipality: Option<String>,
    #[arg(long, help = "Вместе с закрытыми")]
    all: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// `org close`.
#[derive(Debug, Args)]
pub struct OrgClose {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    org: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день работы")]
    date: Day,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Преемник: кто продолжает её дела")]
    successor: Option<String>,
}

impl OrgAdd {
    /// Enters an organisation.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let draft = self.fields.draft(store, Some(self.name), Some(self.kind))?;
        let id = store.orgs().add(&draft)?;
        let title = draft.name.unwrap_or_default();
        let namesakes = store.orgs().namesakes(id, &title)?;
        let mut outcome = Outcome::done(format!("Записана организация № {id}: {title}"));
        outcome.warnings.extend(namesakes.iter().map(|org| {
            format!(
                "так же называется или называлась № {} {} ({}); если это она же, отмените запись: nastavnik org undo",
                org.id, org.name, org.municipality
            )
        }));
        context.check_day(draft.opened, "дата открытия", &mut outcome)?;
        Ok(outcome)
    }
}

/// What an edit changed, a line a field.
pub fn changed(who: &str, changes: &[Change]) -> Outcome {
    if changes.is_empty() {
        return Outcome::done(format!("{who}: изменений нет"));
    }
    let line = |c: &Change| {
        let [old, new] = [&c.old, &c.new].map(|said| if said.is_empty() { "–" } else { said });
        format!("{who}: {}: {old} → {new}", c.heading)
    };
    Outcome { messages: changes.iter().map(line).collect(), ..Outcome::default() }
}

impl OrgList {
    /// A school alone.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { kind: None, municipality: None, all: true, school: Some(Rc::clone(school)) }
    }

    /// Lists the organisations.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let columns = [
            Column::both("id", "№", |o: &OrgInFull| o.org.id.into()),
            field_column::both(org::INN, |o| (&o.org.inn).into()),
            field_column::both(org::NAME, |o| (&o.title).into()),
            field_column::both(org::KIND, |o| o.org.kind.into()),
            field_column::data(org::MUNICIPALITY, |o| (&o.org.municipality).into()),
            field_column::data(org::SHORT_NAME, |o| (&o.org.short_name).into()),
            field_column::data(org::ADDRESS, |o| (&o.org.address).into()),
            field_column::data(org::HEAD, |o| Secret(&o.org.head).into()),
            field_column::data(org::SITE, |o| (&o.org.site).into()),
            field_column::data(org::OPENED, |o| o.org.opened.into()),
            field_column::both_if(self.all, org::CLOSED, |o| o.org.closed.into()),
            Column::data("order_number", "Номер приказа о внедрении", |o| {
                (&o.order_number).into()
            }),
            Column::data("order_date", "Дата приказа о внедрении", |o| o.order_dated.into()),
            Column::data("regulation_date", "Дата утверждения положения", |o| {
                o.regulation_dated.into()
            }),
            Column::data("road_map_date", "Дата утверждения дорожной карты", |o| {
                o.road_map_dated.into()
            }),
            Column::data("curator", "Куратор", |o| Secret(&o.curator).into()),
            Column::data("curator_date", "Дата назначения куратора", |o| o.appointed.into()),
            field_column::data(org::PARENT, |o| o.org.parent.as_ref().map(|kin| &kin.name).into()),
            field_column::data(org::SUCCESSOR, |o| o.org.successor.as_ref().map(|kin| &kin.name).into()),
        ];
        let (store, today) = (Rc::clone(store), context.today);
        let sought = self.municipality.as_deref().map(name::org_key);
        let is_meant = move |org: &Org| {
            self.kind.is_none_or(|kind| kind == org.kind)
                && self.school.as_ref().is_none_or(|school| school.org.id == org.id)
                && sought.as_ref().is_none_or(|key| name::org_key(&org.municipality).contains(key))
                && (self.all || org.closed.is_none_or(|closed| closed >= today))
        };
        Ok(Outcome::report(
            List::new("Организации:", columns).counted().walked(move |row| {
                store.orgs().each(&mut |found| if is_meant(&found.org) { row(found) } else { Ok(()) })
            }),
        ))
    }
}

impl OrgClose {
    /// Ends an organisation's work.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = store.orgs().find(&self.org)?;
        if let Some(closed) = org.closed {
            refuse!("организация уже закрыта {closed}: {}", org.name);
        }
        let successor = self.successor.map(|successor| store.orgs().find(&successor)).transpose()?;
        let (closed, successor) = (Some(self.date), successor.map(|successor| successor.id));
        store.orgs().amend(&org, &OrgDraft { closed, successor, ..OrgDraft::default() })?;
        let mut outcome = Outcome::done(format!("Организация закрыта {}: {}", self.date, org.name));
        context.check_day(Some(self.date), "дата закрытия", &mut outcome)?;
        let open = store.staff().list(Some(org.id), Some(self.date.next()))?.len() as u64;
        if open > 0 {
            let staff = plural::count(open, "сотрудник", "сотрудника", "сотрудников");
            outcome.warnings.push(format!("в закрытой организации остаётся {staff}: оформите перевод или увольнение"));
        }
        Ok(outcome)
    }
}
