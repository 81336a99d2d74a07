//! `program`: personalised programs (nozhay-yurt 1.6, 7.7 *).

mod card;
mod contents;
mod correction;
mod draft;
mod edit;
mod extend;
mod import;
mod list;
mod measure;
mod mentee_choice;
mod need;
mod print;
mod row_choice;
mod schedule;
mod stage;
mod task;
mod task_list;

pub use card::program_object;
pub use correction::import_of_corrections;
pub use import::import_of_programs;
pub use measure::import_of_measurements;
pub use need::import_of_deficits;
pub use task::import_of_tasks;

use anyhow::Result;
use clap::{ArgGroup, Args, Subcommand};

use super::{Context, Outcome};
use crate::domain::{Day, ProgramOutcome, name};
use crate::error::{Advice, Failure};
use crate::store::Store;
use crate::store::program::ProgramDraft;

/// The commands under `program`.
#[derive(Debug, Subcommand)]
pub enum ProgramCommand {
    /// Imports programs.
    #[command(
        about = "Загрузить файл программ",
        after_help = "Примеры:\n  nastavnik program import programs.csv --dry-run\n  nastavnik program import programs.csv"
    )]
    Import(import::ProgramImportArgs),
    /// Enters a draft, or links one to a pair.
    #[command(
        about = "Записать проект программы или связать программу с парой",
        after_help = "Примеры:\n  nastavnik program draft --pair 12 --start 01.09.2024 --finish 31.05.2025\n  nastavnik program draft --number 7 --pair 14"
    )]
    Draft(draft::ProgramDraftArgs),
    /// Approves a program.
    #[command(
        about = "Утвердить программу",
        after_help = "Примеры:\n  nastavnik program approve 7 --date 05.09.2024\n  nastavnik program approve 8 --date 05.09.2024 --number 41-ОД"
    )]
    Approve(ProgramApprove),
    /// Makes a program longer.
    #[command(
        about = "Продлить программу: до года от начала, дольше — с причиной",
        after_help = "Примеры:\n  nastavnik program extend 7 --until 31.08.2025\n  nastavnik program extend 7 --until 31.12.2025 --length-reason \"болезнь наставляемого\""
    )]
    Extend(extend::ProgramExtend),
    /// Prints a program.
    #[command(
        about = "Напечатать персонализированную программу",
        after_help = "Примеры:\n  nastavnik program print 7 --output программа.docx\n  nastavnik program print --print-template templates/\n\nБез --output — что нужно сделать по программе"
    )]
    Print(print::ProgramPrint),
    /// Notes the mentor's report and the mentee's reflexion.
    #[command(
        about = "Отметить отчёт наставника и рефлексию наставляемого (Ножай-Юрт, п. 5.5)",
        after_help = "Примеры:\n  nastavnik program report 7 --date 25.05.2025 --reflexion 20.05.2025\n  nastavnik program report 8 --date 25.05.2025"
    )]
    Report(ProgramReport),
    /// Corrects a program.
    #[command(
        about = "Исправить программу, и утверждённую тоже",
        after_help = "Примеры:\n  nastavnik program edit 7 --title \"Первый год в школе\"\n  nastavnik program edit 7 --pair 12 --until 31.01.2025"
    )]
    Edit(edit::ProgramEdit),
    /// Lists the programs.
    #[command(
        about = "Список программ",
        after_help = "Примеры:\n  nastavnik program list\n  nastavnik program list --by-mentee --format excel --output programs.csv"
    )]
    List(list::ProgramList),
    /// Shows a program.
    #[command(
        about = "Карточка программы",
        after_help = "Примеры:\n  nastavnik program show 7\n  nastavnik program show 7 --format json"
    )]
    Show(card::ProgramShow),
    /// Professional deficits.
    #[command(
        subcommand,
        about = "Профессиональные дефициты наставляемых",
        after_help = "Примеры:\n  nastavnik program need add 7 \"Не ведёт электронный журнал\" --method анкета\n  nastavnik program need list --program 7"
    )]
    Need(need::NeedCommand),
    /// What is to be done.
    #[command(
        subcommand,
        about = "Задачи программ: что сделать, к какому сроку, кто отвечает",
        after_help = "Примеры:\n  nastavnik program task add 7 \"Посетить три урока наставника\" --due 31.10.2024\n  nastavnik program task list --overdue"
    )]
    Task(task::TaskCommand),
    /// What monitoring measures.
    #[command(
        subcommand,
        about = "Замеры мониторинга программ: на входе и на выходе (Ножай-Юрт, п. 7.2–7.5)",
        after_help = "Примеры:\n  nastavnik program measure add 7 успеваемость --stage вход --value 72,5 --date 15.09.2024\n  nastavnik program measure list --program 7"
    )]
    Measure(measure::MeasureCommand),
    /// Corrections on the way.
    #[command(
        subcommand,
        about = "Корректировки программ: что изменено по ходу программы и почему (Ножай-Юрт, п. 6.5.1)",
        after_help = "Примеры:\n  nastavnik program correction add 7 \"добавлены уроки\" --date 20.01.2025 --reason \"диагностика\"\n  nastavnik program correction list --program 7"
    )]
    Correction(correction::CorrectionCommand),
    /// The individual route.
    #[command(
        about = "Индивидуальные маршруты: курсы, семинары, самообразование, подготовка к аттестации",
        after_help = "Примеры:\n  nastavnik program route 7\n  nastavnik program route --org \"СОШ № 8\" --output маршруты.docx\n\nПункты маршрута записывает nastavnik program task add с видом (--kind)"
    )]
    Route(task_list::ProgramRoute),
    /// The schedule of training.
    #[command(
        about = "График повышения квалификации: курсы и семинары маршрутов по организациям и срокам (Кузбасс, прил. 3, п. 7)",
        after_help = "Примеры:\n  nastavnik program schedule --org \"СОШ № 8\" --period 2024-2025\n  nastavnik program schedule --org \"СОШ № 8\" --output график.docx\n  nastavnik program schedule --print-template templates/"
    )]
    Schedule(schedule::ProgramSchedule),
    /// Marks a stage, or lists them.
    #[command(
        about = "Отметить этап программы или показать отмеченные",
        after_help = "Примеры:\n  nastavnik program stage 7 подготовительный --since 01.09.2024 --until 30.09.2024\n  nastavnik program stage 7"
    )]
    Stage(stage::ProgramStageArgs),
    /// Completes a program.
    #[command(
        about = "Завершить программу",
        after_help = "Примеры:\n  nastavnik program complete 7 --date 31.05.2025\n  nastavnik program complete 8 --date 20.05.2025"
    )]
    Complete(ProgramComplete),
    /// Cancels a program.
    #[command(
        about = "Отменить программу",
        after_help = "Примеры:\n  nastavnik program cancel 7 --date 15.01.2025 --reason \"наставляемый уволился\"\n  nastavnik program cancel 8 --date 15.01.2025 --reason \"смена наставника\""
    )]
    Cancel(ProgramCancel),
}

/// `program approve`.
#[derive(Debug, Args)]
pub struct ProgramApprove {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Дата утверждения")]
    date: Day,
    #[arg(long = "number", value_name = "НОМЕР_ПРИКАЗА", help = "Номер приказа об утверждении")]
    order: Option<String>,
}

/// `program report`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("told").args(["date", "reflexion"]).required(true).multiple(true))]
pub struct ProgramReport {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Когда наставник представил отчёт")]
    date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Когда наставляемый подвёл итоги (рефлексия)")]
    reflexion: Option<Day>,
}

/// `program complete`.
#[derive(Debug, Args)]
pub struct ProgramComplete {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
}

/// `program cancel`.
#[derive(Debug, Args)]
pub struct ProgramCancel {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина отмены")]
    reason: String,
}

impl ProgramCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Draft(args) => context.write(|store| args.run(store, context)),
            Self::Approve(args) => context.write(|store| args.run(store, context)),
            Self::Extend(args) => context.write(|store| args.run(store, context)),
            Self::Print(args) => args.run(context),
            Self::Report(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Need(command) => command.run(context),
            Self::Task(command) => command.run(context),
            Self::Measure(command) => command.run(context),
            Self::Correction(command) => command.run(context),
            Self::Route(args) => context.read(|store| args.run(store, context)),
            Self::Schedule(args) => args.run(context),
            Self::Stage(args) => args.run(context),
            Self::Complete(args) => context
                .write(|store| end_program(store, context, &args.number, ProgramOutcome::Completed, args.date, None)),
            Self::Cancel(args) => context.write(|store| {
                end_program(store, context, &args.number, ProgramOutcome::Cancelled, args.date, Some(&args.reason))
            }),
        }
    }
}

impl ProgramApprove {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.number)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата утверждения", &mut outcome)?;
        let order = self.order.as_deref().map(name::tidy);
        store.programs().approve(&program, self.date, order.as_deref())?;
        let verb = if self.date > context.today { "будет утверждена" } else { "утверждена" };
        let by = order.map(|number| format!(", приказ № {number}")).unwrap_or_default();
        outcome.messages.push(format!("Программа № {} {verb} {}{by}", program.number, self.date));
        Ok(outcome)
    }
}

impl ProgramReport {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.number)?;
        let mut outcome = Outcome::default();
        for (told, stored, what) in [
            (self.date, program.reported, "отчёт наставника"),
            (self.reflexion, program.reflected, "рефлексия наставляемого"),
        ] {
            let Some(day) = told else { continue };
            context.check_day(Some(day), what, &mut outcome)?;
            if let Some(stored) = stored {
                return Err(Failure::refused(format!("программа {}: {what} уже есть, {stored}", program.number))
                    .advise(Advice::EditProgram)
                    .into());
            }
            outcome.messages.push(format!("Программа № {}: {what} {day}", program.number));
        }
        let number = program.number.clone();
        let draft = ProgramDraft { number, reported: self.date, reflected: self.reflexion, ..ProgramDraft::default() };
        store.programs().put(&draft)?;
        Ok(outcome)
    }
}

/// Completes or cancels a program.
fn end_program(
    store: &Store,
    context: &Context,
    number: &str,
    outcome: ProgramOutcome,
    day: Day,
    reason: Option<&str>,
) -> Result<Outcome> {
    let program = store.programs().named(number)?;
    let mut done = Outcome::default();
    context.check_day(Some(day), "последний день", &mut done)?;
    store.programs().end(&program, outcome, day, reason)?;
    done.messages.push(format!("Программа № {} {} {day}", program.number, outcome.title()));
    Ok(done)
}
