//! What the files of a command came to.

use anyhow::Result;

use super::line::Line;
use crate::error::{Failure, Kind};
use crate::intake::Tally;
use crate::store::refusal;

/// What the files came to.
#[derive(Default)]
pub struct Came {
    /// The plan, as whole as the batch wants it.
    pub lines: Vec<Line>,
    /// How many rows came to what, file by file.
    pub tallies: Vec<(String, Tally)>,
    pub(super) said: Vec<String>,
    pub(super) warnings: Vec<String>,
    pub(super) refused: Vec<Failure>,
    /// Why all files together are refused.
    pub(super) objection: Option<Failure>,
    /// Whether there is something that no leaving out of rows can help.
    pub(super) hopeless: bool,
}

impl Came {
    /// A file that is no table of its kind is refused; the others are still looked at.
    pub(super) fn refuse(&mut self, error: anyhow::Error) -> Result<()> {
        match refusal::of(&error) {
            failure if failure.kind == Kind::Refused => self.refused.push(failure),
            _ => return Err(error),
        }
        self.hopeless = true;
        Ok(())
    }
}
