//! `pair meet`: the meetings of a pair, held or by a schedule that was set beforehand (nozhay-yurt 4.6).

use anyhow::Result;
use clap::{ArgGroup, Args, Subcommand};

use super::meet_list::MeetList;
use crate::command::field_column::on_card;
use crate::command::org::changed;
use crate::command::{Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport};
use crate::domain::{Day, MeetingForm, Secret};
use crate::error::Failure;
use crate::intake::meetings;
use crate::phrase;
use crate::register::meeting::{self, MEETINGS};
use crate::register::pair;
use crate::report::{Card, Value};
use crate::store::Store;
use crate::store::meeting::{Meeting, MeetingDraft};

/// The commands under `pair meet`.
#[derive(Debug, Subcommand)]
pub enum MeetCommand {
    /// Imports meetings.
    #[command(
        about = "Загрузить встречи и графики встреч",
        after_help = "Примеры:\n  nastavnik pair meet import meetings.csv --dry-run\n  nastavnik pair meet import meetings.csv"
    )]
    Import(MeetImport),
    /// Enters meetings.
    #[command(
        about = "Записать встречу или дни встреч по графику",
        after_help = "Примеры:\n  nastavnik pair meet add 12 --date 12.10.2024 --form очно --topic \"рабочая программа\"\n  \
                      nastavnik pair meet add 12 --due 10.11.2024 --due 10.12.2024\n\n\
                      О встрече по графику, которая состоялась: nastavnik pair meet edit НОМЕР --date ДАТА."
    )]
    Add(MeetAdd),
    /// Corrects one, or tells that it was held.
    #[command(
        about = "Исправить встречу или отметить, что встреча по графику состоялась",
        after_help = "Примеры:\n  nastavnik pair meet edit 3 --date 12.11.2024 --topic \"анализ урока\"\n  nastavnik pair meet edit 3 --due 20.11.2024\n\n\
                      Номера встреч: nastavnik pair meet list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(MeetEdit),
    /// Lists them.
    #[command(
        about = "Журнал встреч: все или одной пары",
        after_help = "Примеры:\n  nastavnik pair meet list 12\n  nastavnik pair meet list --overdue --format excel --output встречи.csv"
    )]
    List(MeetList),
    /// Shows one.
    #[command(
        about = "Карточка встречи",
        after_help = "Примеры:\n  nastavnik pair meet show 3\n  nastavnik pair meet show 3 --format json"
    )]
    Show(MeetShow),
}

/// `pair meet import`.
#[derive(Debug, Args)]
pub struct MeetImport {
    #[command(flatten)]
    file: FileArgs,
}

/// What is told of a meeting.
#[derive(Debug, Args)]
struct MeetFields {
    #[arg(long, value_name = "ФОРМА", help = "Очно или дистанционно")]
    form: Option<MeetingForm>,
    #[arg(long, value_name = "ТЕКСТ", help = "Тема встречи")]
    topic: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Посещённый урок: класс, предмет, тема")]
    lesson: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Номер протокола или ссылка на него")]
    minutes: Option<String>,
}

/// `pair meet add`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("day").args(["date", "due"]).required(true).multiple(true))]
pub struct MeetAdd {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    pair: String,
    #[arg(long, value_name = "ДАТА", help = "День, когда встреча состоялась")]
    date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "День по графику; для нескольких дней повторите параметр")]
    due: Vec<Day>,
    #[command(flatten)]
    told: MeetFields,
}

/// `pair meet edit`.
#[derive(Debug, Args)]
pub struct MeetEdit {
    #[arg(value_name = "НОМЕР", help = "Номер встречи")]
    id: i64,
    #[arg(long, value_name = "ДАТА", help = "День, когда встреча состоялась")]
    date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "День по графику")]
    due: Option<Day>,
    #[command(flatten)]
    told: MeetFields,
}

/// `pair meet show`.
#[derive(Debug, Args)]
pub struct MeetShow {
    #[arg(value_name = "НОМЕР", help = "Номер встречи")]
    id: i64,
}

impl MeetCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_meetings()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
        }
    }
}

/// The import of meetings.
pub fn import_of_meetings() -> impl ImportCommand {
    let import = SimpleImport { command: "pair meet import", importer: meetings::IMPORTER };
    let known = |store: &_, context: &_, school: &_| MeetList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl MeetFields {
    fn draft(&self, held: Option<Day>, due: Option<Day>) -> MeetingDraft {
        MeetingDraft {
            held,
            due,
            form: self.form,
            topic: self.topic.clone(),
            lesson: self.lesson.clone(),
            minutes: self.minutes.clone(),
        }
    }
}

impl MeetAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        if self.date.is_some() && self.due.len() > 1 {
            return Err(Failure::usage("одна встреча состоялась в один день: с --date бывает один --due").into());
        }
        let pair = store.pairs().named(&self.pair)?;
        check_days(self.date, &self.due, context)?;
        let mut outcome = Outcome::default();
        let due = if self.due.is_empty() { vec![None] } else { self.due.iter().copied().map(Some).collect() };
        for due in due {
            let put = store.meetings().put(&pair, &self.told.draft(self.date, due))?;
            let meeting = store.meetings().get(put.id)?;
            let what = if put.is_new { "Записана встреча" } else { "Дополнена встреча" };
            outcome.messages.push(format!("{what} № {}: {}", put.id, meeting_in_words(&meeting)));
        }
        Ok(outcome)
    }
}

impl MeetEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let draft = self.told.draft(self.date, self.due);
        if draft == MeetingDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage(
                "не указано, что исправить: --date, --due, --form, --topic, --lesson или --minutes",
            )
            .into());
        }
        let meeting = store.meetings().get(self.id)?;
        let pair = store.pairs().named(&meeting.pair)?;
        check_days(self.date, self.due.as_slice(), context)?;
        let mut changes = store.meetings().amend(&pair, &meeting, &draft)?;
        changes.extend(context.emptied.apply(store, &MEETINGS, meeting.id)?);
        let meeting = store.meetings().get(self.id)?;
        Ok(changed(&format!("Встреча № {}, {}", meeting.id, meeting_in_words(&meeting)), &changes))
    }
}

impl MeetShow {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let meeting = store.meetings().get(self.id)?;
        let state = meeting.state(context.today);
        let mut card = Card::new(phrase![format!("Встреча № {}", meeting.id)], "Встреча");
        card.datum("id", meeting.id);
        on_card(&mut card, meeting::PAIR, Some(meeting.pair));
        on_card(&mut card, pair::MENTOR, meeting.mentor);
        on_card(&mut card, meeting::HELD, meeting.held);
        on_card(&mut card, meeting::DUE, meeting.due);
        card.field("state", "Состояние", Value::Code(state.code(), state.title()));
        on_card(&mut card, meeting::FORM, meeting.form);
        on_card(&mut card, meeting::TOPIC, meeting.topic.map(Secret));
        on_card(&mut card, meeting::LESSON, meeting.lesson.map(Secret));
        on_card(&mut card, meeting::MINUTES, meeting.minutes.map(Secret));
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

/// The days of a meeting typed by hand: it was held by today, the schedule may run ahead.
fn check_days(held: Option<Day>, due: &[Day], context: &Context) -> Result<(), Failure> {
    if let Some(day) = held {
        day.not_after(context.today).map_err(|why| {
            Failure::refused(format!("дата встречи {day}: {why}")).hint("заранее назначенный день указывают в --due")
        })?;
    }
    due.iter().try_for_each(|day| context.check_plan(Some(*day), "день встречи по графику"))
}

/// Whose meeting it is, and when.
fn meeting_in_words(meeting: &Meeting) -> String {
    let when = match (meeting.held, meeting.due) {
        (Some(held), _) => held.to_string(),
        (None, Some(due)) => format!("по графику {due}"),
        (None, None) => String::new(),
    };
    format!("пара № {}, {when}", meeting.pair)
}
