//! What the files of a command came to, and how it is told.

use anyhow::Result;

use super::batch::{Batch, SHOWN};
use super::line::{self, Line, State};
use crate::command::{Context, Outcome};
use crate::error::{EXIT_ATTENTION, EXIT_DONE, EXIT_REFUSED, Failure, Kind};
use crate::intake::Tally;
use crate::report::Format;
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

    /// Whether it may be kept.
    pub fn is_accepted(&self, batch: &Batch) -> bool {
        !self.hopeless && self.objection.is_none() && (batch.accept_valid || self.refused.is_empty())
    }

    /// The plan or what was changed as a result, the counts as talk, the refusals as an error.
    ///
    /// # Errors
    /// The files are refused, and it isn't only their plan that is wanted.
    pub fn outcome(mut self, batch: &Batch, context: &Context) -> Result<Outcome> {
        let is_accepted = self.is_accepted(batch);
        let refusal = match (batch.together(self.refused, !is_accepted), self.objection) {
            (Some(failure), Some(objection)) => Some(failure.hint(objection.message)),
            (failure, objection) => failure.or(objection),
        };
        let exit = match (&refusal, is_accepted) {
            (None, _) => EXIT_DONE,
            (Some(_), true) => EXIT_ATTENTION,
            (Some(_), false) => EXIT_REFUSED,
        };
        if let (Some(failure), false, false) = (&refusal, is_accepted, batch.dry_run) {
            return Err(failure.clone().into());
        }
        if !batch.dry_run {
            let many = self.lines.iter().filter(|line| line.state == State::Absent).count() > SHOWN;
            let kept = |line: &Line| match line.state {
                State::Changed => true,
                State::Absent => !many || !line.new.is_empty(),
                State::New | State::Refused => false,
            };
            self.lines.retain(kept);
        }
        let several = batch.inputs.len() > 1;
        let any_change = self.lines.iter().any(|line| line.state == State::Changed || !line.new.is_empty());
        let title = match (batch.dry_run, several) {
            (false, false) if !any_change => "Кого нет в файле",
            (false, true) if !any_change => "Кого нет ни в одном файле",
            (true, false) => "Что изменит файл",
            (true, true) => "Что изменят файлы",
            (false, false) => "Что изменил файл",
            (false, true) => "Что изменили файлы",
        };
        // A program always gets its result; a person only where there is something to see.
        let told = !self.lines.is_empty() || context.format != Format::Table;
        let report = told.then(|| line::report(self.lines, title, several));
        let keep = is_accepted && !batch.dry_run;
        // Of a path only the name: where the files lay is nobody's business later.
        let bare = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let names: Vec<_> = self.tallies.iter().map(|(name, _)| bare(name)).collect();
        let source = (!names.is_empty()).then(|| names.join(", "));
        Ok(Outcome {
            report,
            source,
            said: self.said,
            warnings: self.warnings,
            refusal,
            keep,
            exit,
            ..Outcome::default()
        })
    }
}
