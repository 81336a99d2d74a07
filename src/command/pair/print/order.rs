//! `pair print order`: the order that fixes an organisation's pairs (nozhay-yurt 2.7), to sign or to print once more.

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::participant::{PeopleOnDay, PrintedPair, pairs_on_day};
use super::{BLANK, BLANK_DAY};
use crate::command::paper_template::PaperTemplateArgs;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, DaySpan, Document as PaperKind, Phrase, Role, Secret, name};
use crate::error::Failure;
use crate::register::{pair, survey};
use crate::report::{Column, Document, DocumentFields, List};
use crate::store::Store;
use crate::store::org::Org;
use crate::store::pair::Pair;

/// The name of its template.
const NAME: &str = "order";

/// `pair print order`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("printed").args(["org", "print_template"]).required(true))]
pub struct PrintOrder {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Чей приказ: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[arg(
        long,
        value_name = "НОМЕР",
        requires = "org",
        help = "Приказ, который уже записан у пар; без этого — новый, на пары без приказа"
    )]
    order: Option<String>,
    #[arg(
        long,
        value_name = "НОМЕР",
        conflicts_with = "order",
        help = "Номер нового приказа; без него — место, чтобы вписать"
    )]
    number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата приказа; без неё у нового — место, чтобы вписать")]
    date: Option<Day>,
    #[command(flatten)]
    template: PaperTemplateArgs,
}

/// An order with what is known of it.
struct PairOrder {
    number: Option<String>,
    dated: Option<Day>,
    /// The day on which people are called and work as they are named.
    day: Day,
    pairs: Vec<PrintedPair>,
}

impl PrintOrder {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(outcome) = self.template.printed(NAME, || paper(DocumentFields::default()), context)? {
            return Ok(outcome);
        }
        context.read(|store| self.print(store, context))
    }

    fn print(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let org = store.orgs().find(self.org.as_deref().unwrap_or_default())?;
        let order = match &self.order {
            Some(number) => self.stored(number, &org, store, context)?,
            None => self.planned(&org, store, context)?,
        };
        let template = self.template.chosen(NAME, context, &mut outcome)?;
        outcome.warnings.extend(order.without_consent());
        let mut people = PeopleOnDay::new(store, org.id, order.day)?;
        let fields = fields(&order, &org, store, &mut people)?;
        let mut rows = Vec::new();
        for PrintedPair { pair, mentees } in order.pairs {
            rows.push(OrderRow { mentor: people.told(&pair.mentor)?, mentees: people.all_told(&mentees)?, pair });
        }
        let title = format!("{}: пары приказа о закреплении:", org.name);
        let list = List::new(title, columns()).counted().of(rows);
        outcome.report = Some(list.with_document(paper(fields).by_template(template)));
        Ok(outcome)
    }

    /// The order that the pairs have already.
    fn stored(&self, number: &str, org: &Org, store: &Store, context: &Context) -> Result<PairOrder> {
        let key = name::key(number);
        let mut pairs = store.pairs().of_org(org.id, context.today)?;
        pairs.retain(|pair| pair.order_number.as_deref().is_some_and(|number| name::key(number) == key));
        pairs.retain(|pair| self.date.is_none_or(|day| pair.order_dated == Some(day)));
        let mut days: Vec<_> = pairs.iter().map(|pair| pair.order_dated).collect();
        days.sort_unstable();
        days.dedup();
        let Some(first) = pairs.first() else {
            return Err(Failure::refused(format!("{}: нет пар с приказом № {number}", org.name))
                .hint("пары и их приказы: nastavnik pair list --all")
                .hint("новый приказ, на пары без приказа: та же команда без --order")
                .untyped(format!("{}: нет пар с таким приказом", org.name))
                .into());
        };
        if days.len() > 1 {
            let days: Vec<_> =
                days.into_iter().map(|day| day.map_or("без даты".into(), |day| day.to_string())).collect();
            return Err(Failure::refused(format!("{}: приказов № {number} несколько: {}", org.name, days.join(", ")))
                .hint("укажите дату: --date ДД.ММ.ГГГГ")
                .untyped(format!("{}: приказов с таким номером несколько: {}", org.name, days.join(", ")))
                .into());
        }
        let (number, dated) = (first.order_number.clone(), first.order_dated);
        let mut printed = Vec::new();
        for pair in pairs {
            let mut mentees = store.pairs().mentees(pair.id)?;
            // Who joined by an order of his own isn't in this one.
            mentees.retain(|mentee| {
                let own = mentee.order_number.as_deref();
                own.is_none() && mentee.order_dated.is_none() || own.is_some_and(|own| name::key(own) == key)
            });
            printed.push(PrintedPair { pair, mentees });
        }
        Ok(PairOrder { number, dated, day: dated.unwrap_or(context.today), pairs: printed })
    }

    /// The order that the pairs have not yet.
    fn planned(&self, org: &Org, store: &Store, context: &Context) -> Result<PairOrder> {
        let day = self.date.unwrap_or(context.today);
        let mut pairs = pairs_on_day(store, org.id, day)?;
        pairs.retain(|pair| pair.order_number.is_none() || pair.order_dated.is_none());
        if pairs.is_empty() {
            return Err(Failure::refused(format!("{}: нет пар без приказа о закреплении", org.name))
                .hint("напечатать приказ, который уже записан: --order НОМЕР")
                .hint("пары и их приказы: nastavnik pair list --all")
                .into());
        }
        let printed = pairs.into_iter().map(|pair| PrintedPair::on_day(store, pair, day)).collect::<Result<_>>()?;
        Ok(PairOrder { number: self.number.clone(), dated: self.date, day, pairs: printed })
    }
}

impl PairOrder {
    /// The pairs in which somebody's consent isn't known: an order needs it in writing (nozhay-yurt 2.7).
    fn without_consent(&self) -> Option<String> {
        let lacks = |printed: &&PrintedPair| {
            printed.pair.mentor_consent_on(self.day).is_none()
                || printed.mentees.iter().any(|mentee| mentee.consent_on(self.day).is_none())
        };
        let numbers: Vec<_> = self.pairs.iter().filter(lacks).map(|printed| printed.pair.number.as_str()).collect();
        let told = || {
            format!(
                "нет даты чьего-либо согласия, а приказ издают с ними (Ножай-Юрт, п. 2.7): пары № {}",
                numbers.join(", ")
            )
        };
        (!numbers.is_empty()).then(told)
    }
}

/// A pair as the list shows it.
struct OrderRow {
    pair: Pair,
    mentor: Phrase,
    mentees: Phrase,
}

fn columns() -> [Column<OrderRow>; 6] {
    [
        field_column::short(pair::NUMBER, |row| (&row.pair.number).into()),
        field_column::both(pair::MENTOR, |row| (&row.mentor).into()),
        Column::both("mentees", "Наставляемые", |row| (&row.mentees).into()),
        field_column::both(pair::FORM, |row| (&row.pair.form).into()),
        field_column::both(pair::KIND, |row| row.pair.kind.into()),
        field_column::both(pair::PLANNED_END, |row| row.pair.planned_end.into()),
    ]
}

fn fields(order: &PairOrder, org: &Org, store: &Store, people: &mut PeopleOnDay<'_>) -> Result<DocumentFields> {
    let (mut rows, mut participants) = (Vec::new(), Vec::<(i64, DocumentFields)>::new());
    for printed in &order.pairs {
        let PrintedPair { pair, mentees } = printed;
        let all =
            [(&pair.mentor, Role::Mentor)].into_iter().chain(mentees.iter().map(|mentee| (&mentee.who, Role::Mentee)));
        for (who, role) in all {
            if participants.iter().all(|(known, _)| *known != who.id) {
                let fields = DocumentFields::default()
                    .with("имя", people.named(who))
                    .with("должность", people.job(who)?)
                    .with("роль", role.title());
                participants.push((who.id, fields));
            }
        }
        let days = DaySpan::new(pair.first_day(), pair.planned_end).to_string();
        rows.push(
            printed
                .added_to(DocumentFields::default(), people)?
                .with_day("начало", pair.first_day())
                .with_day("срок", pair.planned_end)
                .with("период", days),
        );
    }
    let curators = store.documents().curators(org.id)?;
    let in_office = |span: DaySpan| span.covers(order.day);
    let curator = curators.into_iter().rev().find(|curator| in_office(DaySpan::new(curator.appointed, curator.ended)));
    let curator = curator.and_then(|curator| curator.name);
    Ok(DocumentFields::default()
        .with("организация", org.name.as_str())
        .with("муниципалитет", org.municipality.as_str())
        .with("дата", order.dated.map_or(BLANK_DAY.to_owned(), |day| day.to_string()))
        .with("номер", order.number.clone().unwrap_or_else(|| "________".into()))
        .with("основание", basis(org, order.day, store)?)
        .with("куратор", curator.map_or(BLANK.into(), |name| Phrase::from(Secret(name))))
        .with("руководитель", org.head.clone().map_or(BLANK.into(), |name| Phrase::from(Secret(name))))
        .with_rows("пары", rows)
        .with_rows("участники", participants.into_iter().map(|(_, fields)| fields).collect()))
}

/// The organisation's papers in force on a day, and what the order is issued with.
fn basis(org: &Org, day: Day, store: &Store) -> Result<String> {
    let mut told = Vec::new();
    for paper in store.documents().papers(org.id)? {
        let Some(dated) = paper.dated.filter(|dated| *dated <= day) else { continue };
        let is_over = [paper.valid_until, paper.repealed].into_iter().flatten().any(|last| last < day);
        if !is_over {
            let number = paper.number.map(|number| format!(" № {number}")).unwrap_or_default();
            let kind = match paper.kind {
                PaperKind::Order => "приказ о внедрении системы наставничества",
                other => other.title(),
            };
            told.push(format!("{kind}{number} от {dated}"));
        }
    }
    told.push("письменные согласия участников".into());
    Ok(told.join("; "))
}

/// The words of the order, with places for its facts.
fn paper(fields: DocumentFields) -> Document {
    Document::new("Приказ о закреплении наставнических пар (групп)", fields)
        .heading("{{ организация }}")
        .kind("ПРИКАЗ")
        .sides("{{ дата }}", "№ {{ номер }}")
        .topic("О закреплении наставнических пар (групп)")
        .sentence("Для сопровождения педагогических работников и развития наставничества приказываю:")
        .sentence("1. Закрепить наставнические пары (группы):")
        .table_of(
            "пара in пары",
            &[
                ("№", 6, "{{ loop.index }}"),
                (pair::MENTOR.heading, 28, "{{ пара.наставник }}"),
                ("Наставляемые", 30, "{{ пара.наставляемые }}"),
                ("Форма и вид наставничества", 23, "{{ пара.форма }}{% if пара.форма and пара.вид %}; {% endif %}{{ пара.вид }}"),
                ("Срок работы", 16, "{{ пара.период }}"),
            ],
        )
        .sentence("2. Наставникам вместе с наставляемыми составить персонализированные программы наставничества и представить их на утверждение.")
        .sentence("3. Куратору наставничества вести учёт пар (групп) и сопровождать выполнение программ. Куратор: {{ куратор }}.")
        .sentence("4. Ознакомить участников с приказом под подпись.")
        .sentence("5. Контроль за исполнением приказа оставляю за собой.")
        .line("Основание: {{ основание }}.")
        .sides("Руководитель  ____________________", "{{ руководитель }}")
        .line("С приказом ознакомлены:")
        .table_of(
            "участник in участники",
            &[
                ("№", 6, "{{ loop.index }}"),
                ("Фамилия, имя, отчество", 45, "{{ участник.имя }}"),
                (survey::ROLE.heading, 20, "{{ участник.роль }}"),
                ("Подпись, дата", 32, ""),
            ],
        )
}
