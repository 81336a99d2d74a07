//! `monitor setting since`: the day from which on the registers answer.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::Day;
use crate::error::Failure;
use crate::store::Store;

/// `monitor setting since`.
#[derive(Debug, Args)]
pub struct SettingSince {
    #[arg(value_name = "ДАТА", help = "Первый день, с которого сведения полны; не указан — показать, с какого")]
    day: Option<Day>,
}

impl SettingSince {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; the day lies ahead.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self.day {
            Some(day) => context.write_nameless(|store| say(store, day, context)),
            None => context.read(|store| Ok(Outcome::done(day_in_words(store.knowledge().since()?)))),
        }
    }
}

fn say(store: &Store, day: Day, context: &Context) -> Result<Outcome> {
    day.not_after(context.today).map_err(|why| Failure::refused(format!("сведения с {day}: {why}")))?;
    store.knowledge().say(Some(day))?;
    Ok(Outcome::done(day_in_words(Some(day))))
}

fn day_in_words(since: Option<Day>) -> String {
    match since {
        Some(day) => format!("Сведения ведутся с {day}"),
        None => "С какого дня ведутся сведения, неизвестно: не указано, и сотрудники не загружались".into(),
    }
}
