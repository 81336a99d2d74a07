//! What a change to a known record is, where a file brings it: an event or a correction.

use clap::Args;

use crate::command::{Context, Options};
use crate::domain::Day;
use crate::error::Failure;
use crate::store::staff::ChangeMode;

/// Whether a file tells of events or corrects.
#[derive(Debug, Args)]
pub struct ChangeArgs {
    #[arg(
        long,
        conflicts_with = "apply",
        help = "Изменённые наименования, виды, признаки считать исправлением ошибок прежних записей, и за прошлые даты"
    )]
    correct: bool,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with_all = ["correct", "apply"],
        help = "Изменённые наименования, виды, признаки считать событиями: так стало с этой даты"
    )]
    effective: Option<Day>,
}

impl ChangeArgs {
    /// What a change is.
    ///
    /// # Errors
    /// The day is over a year ahead.
    pub fn mode(&self, context: &Context) -> Result<ChangeMode, Failure> {
        if let Some(day) = self.effective {
            day.not_too_far(context.today).map_err(|why| Failure::refused(format!("изменения с {day}: {why}")))?;
        }
        Ok(mode(self.effective, self.correct))
    }
}

/// What a change is, by the day of the event if there is one, else by whether it corrects.
pub fn mode(effective: Option<Day>, correct: bool) -> ChangeMode {
    match effective {
        Some(day) => ChangeMode::Event(day),
        None if correct => ChangeMode::Correction,
        None => ChangeMode::Unsaid,
    }
}

/// As a saved plan keeps it.
pub fn options(mode: ChangeMode) -> Options {
    let told = match mode {
        ChangeMode::Unsaid => None,
        ChangeMode::Correction => Some(("correct".to_owned(), String::new())),
        ChangeMode::Event(day) => Some(("effective".to_owned(), day.iso())),
    };
    told.into_iter().collect()
}

/// What a saved plan has kept.
///
/// # Errors
/// It is no day.
pub fn restored(options: &Options) -> Result<ChangeMode, Failure> {
    let day = options.get("effective").map(|day| Day::parse(day)).transpose().map_err(Failure::refused)?;
    Ok(mode(day, options.contains_key("correct")))
}
