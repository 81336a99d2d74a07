//! How it is told what the files of a command came to.

use anyhow::Result;

use super::batch::{Batch, SHOWN};
use super::came::Came;
use super::line::{self, Line, State};
use crate::command::{Context, Outcome};
use crate::error::{EXIT_ATTENTION, EXIT_DONE, EXIT_REFUSED};
use crate::report::Format;

impl Batch {
    /// Whether what the files came to may be kept.
    pub fn accepts(&self, came: &Came) -> bool {
        !came.hopeless && came.objection.is_none() && (self.accept_valid || came.refused.is_empty())
    }

    /// The plan or what was changed as a result, the counts as talk, the refusals as an error.
    ///
    /// # Errors
    /// The files are refused, and it isn't only their plan that is wanted.
    pub fn outcome(&self, mut came: Came, context: &Context) -> Result<Outcome> {
        let is_accepted = self.accepts(&came);
        let refusal = match (self.together(came.refused, !is_accepted), came.objection) {
            (Some(failure), Some(objection)) => Some(failure.hint(objection.message)),
            (failure, objection) => failure.or(objection),
        };
        let exit = match (&refusal, is_accepted) {
            (None, _) => EXIT_DONE,
            (Some(_), true) => EXIT_ATTENTION,
            (Some(_), false) => EXIT_REFUSED,
        };
        if let (Some(failure), false, false) = (&refusal, is_accepted, self.dry_run) {
            return Err(failure.clone().into());
        }
        if !self.dry_run {
            let many = came.lines.iter().filter(|line| line.state == State::Absent).count() > SHOWN;
            let kept = |line: &Line| match line.state {
                State::Changed => true,
                State::Absent => !many || !line.new.is_empty(),
                State::New | State::Refused => false,
            };
            came.lines.retain(kept);
        }
        let several = self.inputs.len() > 1;
        let any_change = came.lines.iter().any(|line| line.state == State::Changed || !line.new.is_empty());
        let title = match (self.dry_run, several) {
            (false, false) if !any_change => "Кого нет в файле",
            (false, true) if !any_change => "Кого нет ни в одном файле",
            (true, false) => "Что изменит файл",
            (true, true) => "Что изменят файлы",
            (false, false) => "Что изменил файл",
            (false, true) => "Что изменили файлы",
        };
        // A program always gets its result; a person only where there is something to see.
        let told = !came.lines.is_empty() || context.format != Format::Table;
        let report = told.then(|| line::report(came.lines, title, several));
        let keep = is_accepted && !self.dry_run;
        // Of a path only the name: where the files lay is nobody's business later.
        let bare = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let names: Vec<_> = came.tallies.iter().map(|(name, _)| bare(name)).collect();
        let source = (!names.is_empty()).then(|| names.join(", "));
        Ok(Outcome {
            report,
            source,
            said: came.said,
            warnings: came.warnings,
            refusal,
            keep,
            exit,
            ..Outcome::default()
        })
    }
}
