//! `pair print consent`: the written consents of those who take part in pairs (nozhay-yurt 2.3, 2.4), a page each, to sign.

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::participant::{PeopleOnDay, PrintedPair, pairs_asked_for};
use super::{BLANK, BLANK_DAY};
use crate::command::paper_template::PaperTemplateArgs;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, DaySpan, Role, Who};
use crate::error::Failure;
use crate::register::{mentee, pair, person, post, survey};
use crate::report::{Column, Document, DocumentFields, List};
use crate::store::Store;

/// The name of its template.
const NAME: &str = "consent";

/// `pair print consent`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("printed").args(["org", "number", "print_template"]).required(true))]
pub struct PrintConsent {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Все пары организации: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[arg(long, help = "И те, чьё согласие уже записано")]
    all: bool,
    #[command(flatten)]
    template: PaperTemplateArgs,
}

/// A consent of somebody.
struct PrintedConsent {
    pair: String,
    role: Role,
    who: Who,
    job: String,
    dated: Option<Day>,
    fields: DocumentFields,
}

impl PrintConsent {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(outcome) = self.template.printed(NAME, || paper(DocumentFields::default()), context)? {
            return Ok(outcome);
        }
        context.read(|store| self.print(store, context))
    }

    fn print(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let day = context.today;
        let mut consents = Vec::new();
        let mut people = PeopleOnDay::new(store, 0, day)?;
        for pair in pairs_asked_for(store, self.number.as_deref(), self.org.as_deref(), day)? {
            let printed = PrintedPair::on_day(store, pair, day)?;
            let org = PeopleOnDay::org_of(store, &printed.pair, &printed.mentees, day)?;
            let title = org.map(|org| store.orgs().of_id(org)).transpose()?.map(|org| org.name);
            people.of_another_org(org.unwrap_or_default());
            consents.extend(of_pair(&printed, title.as_deref(), day, &mut people)?);
        }
        consents.retain(|consent| self.all || consent.dated.is_none());
        if consents.is_empty() {
            return Err(Failure::refused("согласия всех участников уже записаны")
                .hint("напечатать и их: --all")
                .into());
        }
        let template = self.template.chosen(NAME, context, &mut outcome)?;
        let fields = consents.iter().map(|consent| consent.fields.clone()).collect();
        let fields = DocumentFields::default().with_rows("согласия", fields);
        let list = List::new("Согласия участников:", columns()).counted().of(consents);
        outcome.report = Some(list.with_document(paper(fields).by_template(template)));
        Ok(outcome)
    }
}

/// The consents of a pair's mentor and mentees.
fn of_pair(
    printed: &PrintedPair,
    org: Option<&str>,
    day: Day,
    people: &mut PeopleOnDay<'_>,
) -> Result<Vec<PrintedConsent>> {
    let PrintedPair { pair, mentees } = printed;
    let mentor = (&pair.mentor, Role::Mentor, pair.mentor_consent_on(day));
    let mentees_too = mentees.iter().map(|mentee| (&mentee.who, Role::Mentee, mentee.consent_on(day)));
    let mut consents = Vec::new();
    for (who, role, dated) in [mentor].into_iter().chain(mentees_too) {
        let (named, job) = (people.named(who), people.job(who)?);
        let fields = DocumentFields::default()
            .with("имя", named.clone())
            .with("роль", role.title())
            .with("должность", if job.is_empty() { BLANK.into() } else { job.clone() })
            .with("организация", org.unwrap_or(BLANK))
            .with("дата", dated.map_or(BLANK_DAY.to_owned(), |day| day.to_string()));
        let fields = printed
            .added_to(fields, people)?
            .with("период", DaySpan::new(pair.first_day(), pair.planned_end).to_string());
        consents.push(PrintedConsent { pair: pair.number.clone(), role, who: named, job, dated, fields });
    }
    Ok(consents)
}

fn columns() -> [Column<PrintedConsent>; 5] {
    [
        field_column::short(pair::NUMBER, |consent| (&consent.pair).into()),
        field_column::both(survey::ROLE, |consent| consent.role.into()),
        field_column::both(person::NAME, |consent| (&consent.who).into()),
        field_column::both(post::TITLE, |consent| (&consent.job).into()),
        field_column::both(mentee::CONSENT, |consent| consent.dated.into()),
    ]
}

/// The words of the consents, with places for their facts.
fn paper(fields: DocumentFields) -> Document {
    Document::new("Согласия на участие в наставничестве", fields)
        .statement("for согласие in согласия")
        .statement("if not loop.first")
        .page_break()
        .statement("endif")
        .kind("СОГЛАСИЕ")
        .heading("на участие в наставничестве")
        .line("Фамилия, имя, отчество: {{ согласие.имя }}")
        .line("Должность: {{ согласие.должность }}")
        .line("Организация: {{ согласие.организация }}")
        .line("Роль: {{ согласие.роль }}")
        .sentence("Я согласен (согласна) участвовать в работе наставнической пары (группы) № {{ согласие.пара }} в этой роли.")
        .line("Наставник: {{ согласие.наставник }}")
        .line("Наставляемые: {{ согласие.наставляемые }}")
        .statement("if согласие.форма")
        .line("Форма наставничества: {{ согласие.форма }}")
        .statement("endif")
        .statement("if согласие.вид")
        .line("Вид наставничества: {{ согласие.вид }}")
        .statement("endif")
        .statement("if согласие.период")
        .line("Период: {{ согласие.период }}")
        .statement("endif")
        .sentence("С положением о наставничестве, своими правами и обязанностями в паре (группе) ознакомлен(а). Участие добровольное; это согласие можно отозвать письменно.")
        .sides("Подпись  ____________________", "Дата: {{ согласие.дата }}")
        .statement("endfor")
}
