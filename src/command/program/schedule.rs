//! `program schedule`: the schedule of training of organisations, drawn from the individual routes of programs (kuzbass app. 3
//! item 7), as a list and as a paper to approve.

use anyhow::Result;
use clap::Args;

use crate::command::pair::print::participant::PeopleOnDay;
use crate::command::paper_template::PaperTemplateArgs;
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, DaySpan, Level, Period, Secret, number};
use crate::phrase;
use crate::register::{employment, person, program, task};
use crate::report::{Column, Document, DocumentFields, List, Value};
use crate::store::Store;
use crate::store::training_schedule::{ScheduledTraining, TrainingsSought};

/// The name of its template.
const NAME: &str = "schedule";
/// A place to fill in by hand.
const BLANK: &str = "____________________";

/// `program schedule`.
#[derive(Debug, Args)]
pub struct ProgramSchedule {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только тех, чьё основное место работы — эта организация")]
    org: Option<String>,
    #[arg(
        long,
        value_name = "ПЕРИОД",
        help = "2024-2025 (учебный год), 2024, 2024-H1, 2024-Q3, 2024-09 или ДАТА..ДАТА; без него — этот учебный год"
    )]
    period: Option<Period>,
    #[command(flatten)]
    template: PaperTemplateArgs,
}

impl ProgramSchedule {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; there is no such organisation.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(outcome) = self.template.printed(NAME, || paper(DocumentFields::default()), context)? {
            return Ok(outcome);
        }
        context.read(|store| self.print(store, context))
    }

    fn print(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let today = context.today;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        let period = self.period.unwrap_or_else(|| Period::school_year_of(today));
        let mut trainings = Vec::new();
        store.each_training(TrainingsSought { period, org, today }, &mut |training| {
            trainings.push(training);
            Ok(())
        })?;
        let mut outcome = Outcome::default();
        if trainings.is_empty() {
            let told =
                "курсов и семинаров в этом периоде нет; записать: nastavnik program task add НОМЕР … --kind курсы";
            outcome.warnings.push(told.to_owned());
        }
        let template = self.template.chosen(NAME, context, &mut outcome)?;
        let fields = fields(&trainings, period, store, today)?;
        let title = format!("Курсы и семинары {}:", DaySpan::new(period.from, period.to));
        let rows = trainings.into_iter().map(move |training| (training, today));
        let list = List::new(title, columns()).counted().of(rows);
        outcome.report = Some(list.with_document(paper(fields).by_template(template)));
        Ok(outcome)
    }
}

fn columns() -> [Column<(ScheduledTraining, Day)>; 13] {
    [
        field_column::both(employment::ORG, |(training, _): &(ScheduledTraining, Day)| (&training.org).into()),
        field_column::both(task::DUE, |(training, _)| training.due.into()),
        field_column::both(person::NAME, |(training, _)| (&training.who).into()),
        field_column::both(task::KIND, |(training, _)| training.kind.into()),
        field_column::both(task::TASK, |(training, _)| Secret(&training.text).into()),
        field_column::both(task::LEVEL, |(training, _)| training.level.into()),
        field_column::both(task::RESPONSIBLE, |(training, _)| Secret(&training.responsible).into()),
        Column::both("state", "Состояние", |(training, today)| {
            let state = training.state(*today);
            Value::Code(state.code(), state.title())
        }),
        field_column::both(task::DONE, |(training, _)| training.done.into()),
        Column::data("program", program::NUMBER.heading, |(training, _)| (&training.program).into()),
        Column::data("task_id", "№ задачи", |(training, _)| training.task.into()),
        Column::data("person", "№ человека", |(training, _)| training.who.id.into()),
        field_column::data(person::SNILS, |(training, _)| training.snils.as_deref().map(number::snils_shown).into()),
    ]
}

/// What the paper says: an organisation after another, each with its rows.
fn fields(trainings: &[ScheduledTraining], period: Period, store: &Store, today: Day) -> Result<DocumentFields> {
    let mut people = PeopleOnDay::new(store, 0, today)?;
    let mut schedules = Vec::new();
    for of_org in trainings.chunk_by(|one, next| one.org_id == next.org_id) {
        let org = of_org.first().and_then(|training| training.org_id);
        people.of_another_org(org.unwrap_or_default());
        let mut rows = Vec::new();
        for training in of_org {
            rows.push(
                DocumentFields::default()
                    .with("имя", people.told(&training.who)?)
                    .with("вид", training.kind.title())
                    .with("мероприятие", phrase![Secret(training.text.clone())])
                    .with_known("уровень", training.level.map(Level::title))
                    .with_day("срок", training.due)
                    .with_known("ответственный", training.responsible.clone().map(|who| phrase![Secret(who)]))
                    .with_day("выполнено", training.done),
            );
        }
        let org = org.map(|org| store.orgs().of_id(org)).transpose()?;
        let head = org.as_ref().and_then(|org| org.head.clone());
        schedules.push(
            DocumentFields::default()
                .with("организация", org.map_or_else(|| BLANK.to_owned(), |org| org.name))
                .with("руководитель", head.map_or_else(|| BLANK.into(), |head| phrase![Secret(head)]))
                .with_rows("строки", rows),
        );
    }
    Ok(DocumentFields::default()
        .with("период", DaySpan::new(period.from, period.to).to_string())
        .with_rows("графики", schedules))
}

/// The words of the paper, with places for its facts.
fn paper(fields: DocumentFields) -> Document {
    Document::new("График повышения квалификации", fields)
        .statement("for график in графики")
        .statement("if not loop.first")
        .page_break()
        .statement("endif")
        .heading("{{ график.организация }}")
        .line("УТВЕРЖДАЮ")
        .line("Руководитель  ____________________  {{ график.руководитель }}")
        .kind("ГРАФИК")
        .heading("поэтапного повышения квалификации и посещения семинаров {{ период }}")
        .table_of(
            "строка in график.строки",
            &[
                ("№", 5, "{{ loop.index }}"),
                (person::NAME.heading, 23, "{{ строка.имя }}"),
                ("Что предстоит", 29, "{{ строка.вид }}: {{ строка.мероприятие }}"),
                (task::LEVEL.heading, 11, "{{ строка.уровень }}"),
                (task::DUE.heading, 11, "{{ строка.срок }}"),
                (task::RESPONSIBLE.heading, 11, "{{ строка.ответственный }}"),
                (task::DONE.heading, 10, "{{ строка.выполнено }}"),
            ],
        )
        .line("Ответственный  ____________________")
        .statement("endfor")
}
