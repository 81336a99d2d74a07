//! `pair print agreement`: the agreements to mentors' contracts (nozhay-yurt 2.5; ст. 351.8 ТК РФ), a page each, to sign.

use anyhow::Result;
use clap::{ArgGroup, Args};

use super::participant::{PeopleOnDay, PrintedPair, first_job, pairs_asked_for};
use super::{BLANK, BLANK_DAY};
use crate::command::paper_template::PaperTemplateArgs;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, DaySpan, Phrase, Secret, Who};
use crate::error::Failure;
use crate::refuse;
use crate::register::{agreement, pair, post};
use crate::report::{Column, Document, DocumentFields, List};
use crate::store::Store;
use crate::store::agreement::AgreementDraft;
use crate::store::org::Org;
use crate::store::pair::Pair;

/// The name of its template.
const NAME: &str = "agreement";

/// `pair print agreement`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("printed").args(["org", "number", "print_template"]).required(true))]
pub struct PrintAgreement {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: Option<String>,
    #[arg(
        long,
        value_name = "ОРГАНИЗАЦИЯ",
        help = "Все пары организации без соглашения и без основания: номер, ИНН или часть наименования"
    )]
    org: Option<String>,
    #[arg(long, help = "И те соглашения, которые уже записаны: такими, какими записаны")]
    all: bool,
    #[command(flatten)]
    template: PaperTemplateArgs,
}

/// An agreement with a mentor.
struct PrintedAgreement {
    pair: String,
    mentor: Who,
    job: String,
    text: AgreementDraft,
    fields: DocumentFields,
}

impl PrintAgreement {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(outcome) = self.template.printed(NAME, || paper(DocumentFields::default()), context)? {
            return Ok(outcome);
        }
        context.read(|store| self.print(store, context))
    }

    fn print(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let mut people = PeopleOnDay::new(store, 0, context.today)?;
        let mut agreements = Vec::new();
        for pair in pairs_asked_for(store, self.number.as_deref(), self.org.as_deref(), context.today)? {
            let printed = PrintedPair::on_day(store, pair, context.today)?;
            for text in self.texts(store, &printed.pair)? {
                agreements.push(of_pair(store, &printed, text, context.today, &mut people)?);
            }
        }
        if agreements.is_empty() {
            return Err(Failure::refused(
                "соглашения или основания, по которым они не требуются, уже записаны у всех пар",
            )
            .hint("напечатать записанные: --all")
            .hint("список: nastavnik pair agreement list")
            .into());
        }
        let template = self.template.chosen(NAME, context, &mut outcome)?;
        let fields = agreements.iter().map(|agreement| agreement.fields.clone()).collect();
        let fields = DocumentFields::default().with_rows("соглашения", fields);
        let list = List::new("Соглашения с наставниками:", columns()).counted().of(agreements);
        outcome.report = Some(list.with_document(paper(fields).by_template(template)));
        Ok(outcome)
    }

    /// What is to be printed of a pair: what is entered, where that is asked for; else one with blanks, where none is entered
    /// and one may be due.
    fn texts(&self, store: &Store, pair: &Pair) -> Result<Vec<AgreementDraft>> {
        let entered = store.agreements().of_pair(pair.id)?;
        if entered.is_empty() {
            let is_due = self.number.is_some() || !store.pairs().is_mentor_outside(pair)?;
            return Ok(is_due.then(AgreementDraft::default).into_iter().collect());
        }
        if self.number.is_some() && entered.iter().all(|agreement| agreement.text.dated.is_none()) {
            let id = entered.first().map_or(0, |agreement| agreement.id);
            refuse!(
                "пара № {}: соглашение не требуется, основание записано: nastavnik pair agreement show {id}",
                pair.number
            );
        }
        let asked = entered.into_iter().filter(|agreement| self.all && agreement.text.dated.is_some());
        Ok(asked.map(|agreement| agreement.text).collect())
    }
}

/// The agreement on a pair, with its mentor by the name and at the work of the day.
fn of_pair(
    store: &Store,
    printed: &PrintedPair,
    text: AgreementDraft,
    day: Day,
    people: &mut PeopleOnDay<'_>,
) -> Result<PrintedAgreement> {
    let PrintedPair { pair, mentees } = printed;
    let employer = employer_of(store, printed, day)?;
    people.of_another_org(employer.as_ref().map_or(0, |org| org.id));
    let (named, job) = (people.named(&pair.mentor), people.job(&pair.mentor)?);
    let span = DaySpan::new(text.since.or_else(|| pair.first_day()), text.until.or(pair.planned_end));
    let term = Some(span.to_string()).filter(|term| !term.is_empty());
    let secret = |text: &Option<String>| text.clone().map_or(BLANK.into(), |text| Phrase::from(Secret(text)));
    let head = employer.as_ref().and_then(|org| org.head.clone());
    let fields = DocumentFields::default()
        .with("номер", text.number.clone().unwrap_or_else(|| "________".into()))
        .with("дата", text.dated.map_or(BLANK_DAY.to_owned(), |day| day.to_string()))
        .with("организация", employer.map_or(BLANK.to_owned(), |org| org.name))
        .with("руководитель", secret(&head))
        .with("имя", named.clone())
        .with("должность", if job.is_empty() { BLANK.into() } else { job.clone() })
        .with("пара", pair.number.as_str())
        .with("наставляемые", people.all_told(mentees)?)
        .with_known("приказ", pair.order().as_deref())
        .with("содержание", secret(&text.content))
        .with("период", term.unwrap_or_else(|| BLANK.into()))
        .with("форма", text.form.clone().unwrap_or_else(|| BLANK.into()))
        .with("доплата", secret(&text.pay));
    Ok(PrintedAgreement { pair: pair.number.clone(), mentor: named, job, text, fields })
}

/// With whom the mentor's contract is: the organisation of the pair, if the mentor works there, else that of the main work.
fn employer_of(store: &Store, printed: &PrintedPair, day: Day) -> Result<Option<Org>> {
    let of_pair = PeopleOnDay::org_of(store, &printed.pair, &printed.mentees, day)?;
    let job = first_job(store, printed.pair.mentor.id, of_pair, day)?;
    job.map(|job| store.orgs().of_id(job.org_id)).transpose()
}

fn columns() -> [Column<PrintedAgreement>; 5] {
    [
        field_column::short(pair::NUMBER, |printed| (&printed.pair).into()),
        field_column::both(pair::MENTOR, |printed| (&printed.mentor).into()),
        field_column::both(post::TITLE, |printed| (&printed.job).into()),
        field_column::both(agreement::NUMBER, |printed| (&printed.text.number).into()),
        field_column::both(agreement::DATED, |printed| printed.text.dated.into()),
    ]
}

/// The words of the agreements, with places for their facts.
fn paper(fields: DocumentFields) -> Document {
    Document::new("Дополнительные соглашения о наставничестве", fields)
        .statement("for соглашение in соглашения")
        .statement("if not loop.first")
        .page_break()
        .statement("endif")
        .kind("ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ № {{ соглашение.номер }}")
        .heading("к трудовому договору от «___» ____________ 20___ г. № ________")
        .sides("____________________", "{{ соглашение.дата }}")
        .line("Работодатель: {{ соглашение.организация }}")
        .line("Руководитель: {{ соглашение.руководитель }}")
        .line("Работник: {{ соглашение.имя }}")
        .line("Должность: {{ соглашение.должность }}")
        .sentence("1. Работодатель поручает, а работник с письменного согласия выполняет работу по наставничеству (статья 351.8 Трудового кодекса Российской Федерации) в паре (группе) № {{ соглашение.пара }}.{% if соглашение.приказ %} Приказ о закреплении: {{ соглашение.приказ }}.{% endif %}")
        .line("Наставляемые: {{ соглашение.наставляемые }}")
        .sentence("2. Содержание работы: {{ соглашение.содержание }}")
        .sentence("3. Срок работы: {{ соглашение.период }}")
        .sentence("4. Форма выполнения работы: {{ соглашение.форма }}")
        .sentence("5. Размер и условия оплаты: {{ соглашение.доплата }}")
        .sentence("6. Работник вправе досрочно отказаться от этой работы, а работодатель — досрочно отменить поручение, письменно предупредив другую сторону не позднее чем за три рабочих дня.")
        .sentence("7. Соглашение составлено в двух экземплярах, по одному у каждой стороны; остальные условия трудового договора не меняются.")
        .sides("Работодатель  ____________________", "{{ соглашение.руководитель }}")
        .sides("Работник  ____________________", "{{ соглашение.имя }}")
        .line("Экземпляр соглашения получен  ____________________")
        .statement("endfor")
}
