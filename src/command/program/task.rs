//! `program task`: what is to be done in programs, by when and by whom (nozhay-yurt 1.6, 5.3, 5.4).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::mentee_choice::ProgramMenteeChoice;
use super::task_list::TaskList;
use crate::command::field_column::on_card;
use crate::command::org::changed;
use crate::command::{Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport};
use crate::domain::{Day, Level, Phrase, Secret, TaskKind, name};
use crate::error::Failure;
use crate::intake::tasks;
use crate::refuse;
use crate::register::task::TASKS;
use crate::register::{program, task};
use crate::report::{Card, Value};
use crate::store::Store;
use crate::store::task::{Task, TaskDraft};

/// The commands under `program task`.
#[derive(Debug, Subcommand)]
pub enum TaskCommand {
    /// Imports tasks.
    #[command(
        about = "Загрузить задачи программ",
        after_help = "Примеры:\n  nastavnik program task import tasks.csv --dry-run\n  nastavnik program task import tasks.csv"
    )]
    Import(TaskImport),
    /// Sets one.
    #[command(
        about = "Поставить задачу программы",
        after_help = "Примеры:\n  nastavnik program task add 7 \"Посетить три урока наставника\" --due 31.10.2024 --need 3\n  \
                      nastavnik program task add 7 \"Курсы по ФГОС\" --kind курсы --set 20.09.2024 --due 31.03.2025"
    )]
    Add(TaskAdd),
    /// Says that one was done.
    #[command(
        about = "Отметить, что задача выполнена",
        after_help = "Примеры:\n  nastavnik program task done 5 --date 28.10.2024\n  nastavnik program task done 5 --date 28.10.2024 --result \"Уроки разобраны\"\n\n\
                      Номера задач: nastavnik program task list."
    )]
    Done(TaskDone),
    /// Corrects one.
    #[command(
        about = "Исправить задачу программы",
        after_help = "Примеры:\n  nastavnik program task edit 5 --due 30.11.2024\n  nastavnik program task edit 5 --responsible наставник --need 3\n\n\
                      Номера задач: nastavnik program task list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(TaskEdit),
    /// Lists them.
    #[command(
        about = "Список задач программ: что в работе, что просрочено, что выполнено",
        after_help = "Примеры:\n  nastavnik program task list --program 7\n  nastavnik program task list --overdue --as-of 31.12.2024"
    )]
    List(TaskList),
    /// Shows one.
    #[command(
        about = "Карточка задачи программы",
        after_help = "Примеры:\n  nastavnik program task show 5\n  nastavnik program task show 5 --format json"
    )]
    Show(TaskShow),
}

/// `program task import`.
#[derive(Debug, Args)]
pub struct TaskImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `program task add`.
#[derive(Debug, Args)]
pub struct TaskAdd {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    program: String,
    #[arg(value_name = "ЗАДАЧА", help = "Что нужно сделать, своими словами")]
    task: String,
    #[command(flatten)]
    mentee: ProgramMenteeChoice,
    #[arg(long, value_name = "НОМЕР", help = "На какой дефицит отвечает: его номер")]
    need: Option<i64>,
    #[arg(long, value_name = "ВИД", help = "Задача, курсы, семинар, тема самообразования или подготовка к аттестации")]
    kind: Option<TaskKind>,
    #[arg(long, value_name = "ДАТА", help = "Когда поставлена")]
    set: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Срок")]
    due: Option<Day>,
    #[arg(long, value_name = "КТО", help = "Кто отвечает")]
    responsible: Option<String>,
    #[arg(
        long,
        value_name = "УРОВЕНЬ",
        help = "Уровень курсов или семинара: школа, муниципалитет, регион или федерация"
    )]
    level: Option<Level>,
}

/// `program task done`.
#[derive(Debug, Args)]
pub struct TaskDone {
    #[arg(value_name = "НОМЕР", help = "Номер задачи")]
    id: i64,
    #[arg(long, value_name = "ДАТА", help = "Когда выполнена")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Что получилось")]
    result: Option<String>,
}

/// `program task edit`.
#[derive(Debug, Args)]
pub struct TaskEdit {
    #[arg(value_name = "НОМЕР", help = "Номер задачи")]
    id: i64,
    #[arg(long, value_name = "ЗАДАЧА", help = "Что нужно сделать")]
    task: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "На какой дефицит отвечает: его номер")]
    need: Option<i64>,
    #[arg(long, value_name = "ВИД", help = "Вид задачи")]
    kind: Option<TaskKind>,
    #[arg(long, value_name = "ДАТА", help = "Когда поставлена")]
    set: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Срок")]
    due: Option<Day>,
    #[arg(long, value_name = "КТО", help = "Кто отвечает")]
    responsible: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Что получилось")]
    result: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Когда выполнена")]
    done: Option<Day>,
    #[arg(long, value_name = "УРОВЕНЬ", help = "Уровень курсов или семинара")]
    level: Option<Level>,
}

/// `program task show`.
#[derive(Debug, Args)]
pub struct TaskShow {
    #[arg(value_name = "НОМЕР", help = "Номер задачи")]
    id: i64,
}

impl TaskCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_tasks()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Done(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
        }
    }
}

/// The import of tasks.
pub fn import_of_tasks() -> impl ImportCommand {
    let import = SimpleImport { command: "program task import", importer: tasks::IMPORTER };
    let known = |store: &Rc<Store>, context: &_, school: &_| TaskList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl TaskAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.program)?;
        let need = self.need.map(|id| store.deficits().get(id)).transpose()?;
        let who = match (self.mentee.named(store, &program, context.today)?, &need) {
            (Some(named), _) => Some(named),
            (None, Some(deficit)) => Some(deficit.who.clone()),
            (None, None) => store.programs().only_mentee(&program)?,
        };
        let person = who.as_ref().map(|who| who.id);
        if let Some(deficit) = &need {
            store.tasks().check_answer(&program.number, person, deficit)?;
        }
        let mut outcome = Outcome::default();
        context.check_day(self.set, "день, когда задача поставлена,", &mut outcome)?;
        context.check_plan(self.due, "срок задачи")?;
        let draft = TaskDraft {
            deficit: self.need,
            kind: self.kind,
            text: Some(name::tidy(&self.task)),
            set_on: self.set,
            due: self.due,
            responsible: self.responsible.as_deref().map(name::tidy),
            level: self.level,
            ..TaskDraft::default()
        };
        if let Some(same) = store.tasks().meant(program.id, person, &draft)?.filter(|same| same.due == draft.due) {
            refuse!("программа {}: такая задача с этим сроком уже записана: № {}", program.number, same.id);
        }
        let put = store.tasks().put(&program, person, &draft)?;
        let of_whom = who.map_or_else(|| "для всех наставляемых".to_owned(), |who| who.name.to_string());
        outcome.messages.push(format!("Записана задача № {}: программа № {}, {of_whom}", put.id, program.number));
        Ok(outcome)
    }
}

impl TaskDone {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let task = store.tasks().get(self.id)?;
        if let Some(done) = task.done {
            refuse!("задача № {} уже выполнена {done}", task.id);
        }
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "день выполнения", &mut outcome)?;
        let result = self.result.as_deref().map(name::tidy);
        store.tasks().amend(&task, &TaskDraft { result, done: Some(self.date), ..TaskDraft::default() })?;
        let late =
            task.due.filter(|due| *due < self.date).map(|due| format!(", позже срока {due}")).unwrap_or_default();
        outcome
            .messages
            .push(format!("Задача № {} программы № {} выполнена {}{late}", task.id, task.program, self.date));
        Ok(outcome)
    }
}

impl TaskEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let draft = TaskDraft {
            deficit: self.need,
            kind: self.kind,
            text: self.task.as_deref().map(name::tidy),
            set_on: self.set,
            due: self.due,
            responsible: self.responsible.as_deref().map(name::tidy),
            result: self.result.as_deref().map(name::tidy),
            done: self.done,
            level: self.level,
        };
        if draft == TaskDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let task = store.tasks().get(self.id)?;
        if let Some(need) = self.need {
            let person = task.who.as_ref().map(|who| who.id);
            store.tasks().check_answer(&task.program, person, &store.deficits().get(need)?)?;
        }
        let mut checked = Outcome::default();
        context.check_day(self.set, "день, когда задача поставлена,", &mut checked)?;
        context.check_day(self.done, "день выполнения", &mut checked)?;
        context.check_plan(self.due, "срок задачи")?;
        // What is emptied comes first: a day may be wrong only beside another that goes.
        let mut changes = context.emptied.apply(store, &TASKS, task.id)?;
        changes.extend(store.tasks().amend(&store.tasks().get(self.id)?, &draft)?);
        let outcome = changed(&format!("Задача № {}", task.id), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

impl TaskShow {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let task = store.tasks().get(self.id)?;
        let state = task.state(context.today);
        let Task {
            id,
            program,
            who,
            deficit_id,
            deficit,
            kind,
            text,
            set_on,
            due,
            responsible,
            result,
            done,
            level,
            ..
        } = task;
        let mut card = Card::new(format!("Задача № {id}"), task::TASK.heading);
        card.datum("id", id);
        on_card(&mut card, task::TASK, Secret(text));
        on_card(&mut card, task::KIND, kind);
        card.field("program", program::NUMBER.heading, program);
        let of_whom = who.clone().map_or_else(|| "все наставляемые программы".into(), Phrase::from);
        card.field_told("mentee", "Наставляемый", who, Some(of_whom));
        on_card(&mut card, task::DEFICIT, deficit.map(Secret));
        card.datum("deficit_id", deficit_id);
        on_card(&mut card, task::SET_ON, set_on);
        on_card(&mut card, task::DUE, due);
        on_card(&mut card, task::RESPONSIBLE, responsible.map(Secret));
        card.field("state", "Состояние", Value::Code(state.code(), state.title()));
        on_card(&mut card, task::DONE, done);
        on_card(&mut card, task::RESULT, result.map(Secret));
        on_card(&mut card, task::LEVEL, level);
        Ok(Outcome::report(card.report(Vec::new())))
    }
}
