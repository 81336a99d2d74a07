//! How it is told what the files of a command came to.

use anyhow::Result;

use super::batch::{Batch, SHOWN};
use super::plan_line::{self, PlanLine, RowState};
use super::result::BatchResult;
use crate::command::{Context, Outcome};
use crate::error::{EXIT_ATTENTION, EXIT_DONE, EXIT_REFUSED};
use crate::report::Format;

impl Batch {
    /// Whether what the files came to may be kept.
    pub fn accepts(&self, result: &BatchResult) -> bool {
        !result.hopeless && result.objection.is_none() && (self.accept_valid || result.refused.is_empty())
    }

    /// The plan or what was changed as a result, the counts as talk, the refusals as an error.
    ///
    /// # Errors
    /// The files are refused, and it isn't only their plan that is wanted.
    pub fn outcome(&self, mut result: BatchResult, context: &Context) -> Result<Outcome> {
        let is_accepted = self.accepts(&result);
        let refusal = match (
            self.together(result.refused.into_iter().map(|(_, failure)| failure).collect(), !is_accepted),
            result.objection,
        ) {
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
            let many = result.lines.iter().filter(|line| line.state == RowState::Absent).count() > SHOWN;
            let kept = |line: &PlanLine| match line.state {
                RowState::Changed => true,
                RowState::Absent => !many || !line.new.is_empty(),
                RowState::New | RowState::Refused => false,
            };
            result.lines.retain(kept);
        }
        let several = self.count_told() > 1;
        let any_change = result.lines.iter().any(|line| line.state == RowState::Changed || !line.new.is_empty());
        let title = match (self.dry_run, several) {
            (false, false) if !any_change => "Кого нет в файле",
            (false, true) if !any_change => "Кого нет ни в одном файле",
            (true, false) => "Что изменит файл",
            (true, true) => "Что изменят файлы",
            (false, false) => "Что изменил файл",
            (false, true) => "Что изменили файлы",
        };
        // A program always gets its result; a person only where there is something to see.
        let told = !result.lines.is_empty() || context.format != Format::Table;
        let lines = match context.format {
            Format::Table => plan_line::together(result.lines),
            _ => result.lines,
        };
        let report = told.then(|| plan_line::report(lines, title, self.inputs.len() > 1));
        let keep = is_accepted && !self.dry_run;
        // Of a path only the name: where the files lay is nobody's business later.
        let bare = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let mut names: Vec<_> = match self.is_of_books() {
            // Of a workbook its name once, not that of each sheet.
            true => self.inputs.iter().map(|input| bare(&input.path.display().to_string())).collect(),
            false => result.tallies.iter().map(|(name, _)| bare(name)).collect(),
        };
        if self.is_of_books() {
            names.sort();
            names.dedup();
        }
        let source = (!names.is_empty()).then(|| names.join(", "));
        Ok(Outcome {
            report,
            // What a dry run would change is what it is there for.
            is_talk: !self.dry_run && context.format == Format::Table,
            source,
            messages: result.messages,
            warnings: result.warnings,
            refusal,
            keep,
            exit,
            ..Outcome::default()
        })
    }
}
