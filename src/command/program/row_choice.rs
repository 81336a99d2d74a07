//! Whose rows of programs a list is asked for: deficits, tasks, measurements.

use anyhow::Result;
use clap::Args;

use crate::command::person_choice::JobChoice;
use crate::domain::Day;
use crate::store::Store;
use crate::store::program::ProgramRowsSought;

/// Whose rows.
#[derive(Debug, Default, Args)]
pub struct ProgramRowChoice {
    #[arg(long, value_name = "ЧЕЛОВЕК", help = "Только этого наставляемого")]
    person: Option<String>,
    #[command(flatten)]
    job: JobChoice,
}

impl ProgramRowChoice {
    /// The rows of a program, if one is named, and of the person, if one is.
    ///
    /// # Errors
    /// There is no such program; nobody is like that, or several are.
    pub fn sought(&self, store: &Store, program: Option<&str>, day: Day) -> Result<ProgramRowsSought> {
        let program = program.map(|number| store.programs().named(number)).transpose()?;
        let person = self.person.as_deref().map(|text| self.job.find(store, text, day)).transpose()?;
        Ok(ProgramRowsSought { program: program.map(|program| program.id), person: person.map(|person| person.id) })
    }
}
