//! What the files of a command came to.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::plan_line::PlanLine;
use crate::command::advice;
use crate::error::{Failure, Kind};
use crate::intake::Tally;
use crate::intake::warning::Warning;

/// What the files came to.
#[derive(Default)]
pub struct BatchResult {
    /// The plan, as whole as the batch wants it.
    pub lines: Vec<PlanLine>,
    /// How many rows came to what, file by file.
    pub tallies: Vec<(String, Tally)>,
    /// What is told while all goes well.
    pub(super) messages: Vec<String>,
    /// What a person should look at, row by row.
    pub(super) noticed: Vec<Warning>,
    /// The same and more, a sentence a line.
    pub(super) warnings: Vec<String>,
    /// The numbers of somebody known and of somebody new who may be one person.
    pub(super) near: Option<(i64, i64)>,
    /// Why files are refused, each with its path.
    pub(super) refused: Vec<(PathBuf, Failure)>,
    /// Why all files together are refused.
    pub(super) objection: Option<Failure>,
    /// Whether there is something that no leaving out of rows can help.
    pub(super) hopeless: bool,
}

impl BatchResult {
    /// A file that is no table of its kind is refused; the others are still looked at.
    pub(super) fn refuse(&mut self, path: &Path, error: anyhow::Error) -> Result<()> {
        match advice::failure(&error) {
            failure if failure.kind == Kind::Refused => self.refused.push((path.to_owned(), failure)),
            _ => return Err(error),
        }
        self.hopeless = true;
        Ok(())
    }
}
