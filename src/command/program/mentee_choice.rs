//! Which mentee of a program a command is about.

use anyhow::Result;
use clap::Args;

use crate::command::person_choice::JobChoice;
use crate::domain::{Day, Who};
use crate::store::Store;
use crate::store::program::Program;

/// Which of those whom a program names.
#[derive(Debug, Default, Args)]
pub struct ProgramMenteeChoice {
    #[arg(
        long,
        value_name = "НАСТАВЛЯЕМЫЙ",
        help = "О ком из наставляемых программы; не нужен, если она называет одного"
    )]
    mentee: Option<String>,
    #[command(flatten)]
    job: JobChoice,
}

impl ProgramMenteeChoice {
    /// The mentee who is named.
    ///
    /// # Errors
    /// The program names none such, or several.
    pub fn named(&self, store: &Store, program: &Program, day: Day) -> Result<Option<Who>> {
        let Some(text) = &self.mentee else { return Ok(None) };
        if self.job.job.is_none() {
            return store.programs().find_mentee(program, Some(text)).map(Some);
        }
        let person = self.job.find(store, text, day)?;
        store.programs().find_mentee(program, Some(&person.id.to_string())).map(Some)
    }

    /// The mentee who is named, else the only one.
    ///
    /// # Errors
    /// The program names none such, or several.
    pub fn find(&self, store: &Store, program: &Program, day: Day) -> Result<Who> {
        match self.named(store, program, day)? {
            Some(who) => Ok(who),
            None => store.programs().find_mentee(program, None),
        }
    }
}
