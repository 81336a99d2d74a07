//! `program`: personalised programs (nozhay-yurt 1.6, 7.7 *).

mod card;
mod draft;
mod edit;
mod import;
mod list;
mod need;

pub use card::program_object;
pub use import::import_of_programs;
pub use need::import_of_deficits;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Context, Outcome};
use crate::domain::{Day, ProgramOutcome};
use crate::store::Store;

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
        after_help = "Примеры:\n  nastavnik program approve 7 --date 05.09.2024\n  nastavnik program approve 8 --date 05.09.2024"
    )]
    Approve(ProgramApprove),
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
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Need(command) => command.run(context),
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
        store.programs().approve(&program, self.date)?;
        outcome.messages.push(format!("Программа № {} утверждена {}", program.number, self.date));
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
