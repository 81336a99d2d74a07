//! The files of a command, one after another in one transaction, and what they come to.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use super::books_told::BooksTold;
use super::import_command::{AllFiles, ImportCommand};
use super::plan_line::PlanLine;
use super::result::BatchResult;
use crate::command::{Context, advice};
use crate::domain::plural;
use crate::intake::reading::{Encoding, Map, Source};
use crate::intake::{ImportMode, Tally, warning};
use crate::store::Store;

/// At most so many records that are in no file are shown after an import; more are counted.
pub const SHOWN: usize = 20;

/// What stands for all sheets of a book; no sheet can be called so.
pub const ALL_SHEETS: &str = "*";

/// A file of the command.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// `-` is standard input.
    pub path: PathBuf,
    /// What messages call it, if not by its path.
    pub name: Option<String>,
    /// The sheet of a workbook, if it is one of several that are all taken.
    pub sheet: Option<String>,
    /// The kind of table, by the sheet of its layout, where a file may hold several kinds.
    pub kind: Option<String>,
}

/// How the files are read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// `None`: recognised.
    pub encoding: Option<Encoding>,
    /// `None`: the only one with such a table.
    pub sheet: Option<String>,
    /// What the files call the columns.
    pub map: Option<Arc<Map>>,
    /// Where that is written.
    pub map_path: Option<PathBuf>,
}

/// The files and what is to come of them.
#[derive(Debug)]
pub struct Batch {
    /// The files.
    pub inputs: Vec<InputFile>,
    /// What there is to say of how they were found.
    pub notes: Vec<String>,
    /// What was passed over that somebody should look at.
    pub passed_over: Vec<String>,
    /// How they are read.
    pub how: ReadOptions,
    /// Refused rows are left out, and the rest is imported.
    pub accept_valid: bool,
    /// Nothing is kept, and the whole plan is the result.
    pub dry_run: bool,
    /// The whole plan is made, whatever of it is shown.
    pub whole: bool,
    /// The file or the folder for refused rows.
    pub rejects: Option<PathBuf>,
}

impl InputFile {
    /// A file that goes by its path.
    pub fn of(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), name: None, sheet: None, kind: None }
    }

    /// The file as the intake takes it.
    pub fn source(&self, how: &ReadOptions) -> Source {
        let named = how.sheet.clone().filter(|sheet| sheet != ALL_SHEETS);
        let (encoding, sheet, map) = (how.encoding, self.sheet.clone().or(named), how.map.clone());
        let (path, called, kind) = (self.path.clone(), self.name.clone(), self.kind.clone());
        Source { path, called, encoding, sheet, kind, map }
    }
}

impl Batch {
    /// Imports the files within the command's transaction, which must not be kept if they aren't accepted.
    ///
    /// # Errors
    /// The database can't be used; refused rows can't be written away.
    pub fn run(&self, store: &Store, context: &Context, import: &mut dyn ImportCommand) -> Result<BatchResult> {
        let mut result = BatchResult { messages: self.notes.clone(), ..BatchResult::default() };
        let mut books = BooksTold::default();
        for (at, input) in self.inputs.iter().enumerate() {
            let source = input.source(&self.how);
            let share = |share: f64| context.progress.tell((at as f64 + share) / self.inputs.len() as f64);
            let mode = ImportMode {
                accept_valid: self.accept_valid,
                keep_defects: self.whole || self.rejects.is_some(),
                keep_new: self.whole,
                rejects: self.rejects.is_some(),
                refused: None,
                progress: Some(&share),
                told: advice::told,
            };
            match import.import(store, context, &source, mode) {
                Ok(mut plan) => {
                    let blame = self.blame(&plan);
                    let rejects = self.write_rejects(at, &mut plan, context)?;
                    let blame = blame.map(|failure| match rejects {
                        Some(said) => failure.hint(said),
                        None => failure,
                    });
                    result.refused.extend(blame.map(|failure| (input.path.clone(), failure)));
                    result.near = result.near.or(plan.near);
                    match &input.kind {
                        Some(kind) => books.take(&input.path, kind, &mut plan),
                        None => {
                            result.messages.push(std::mem::take(&mut plan.read_as));
                            result.messages.append(&mut plan.notes);
                            result.messages.push(plan.tally().said(&plan.name, self.dry_run));
                        }
                    }
                    result.noticed.append(&mut plan.warnings);
                    result.lines.extend(PlanLine::of_plan(&plan));
                    result.tallies.push((plan.name.clone(), plan.tally()));
                }
                Err(error) => result.refuse(&input.path, error)?,
            }
        }
        result.messages.extend(books.told(self.dry_run));
        if self.is_of_books() {
            // They were taken register by register; a person looks at them file by file.
            result.refused.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        result.warnings = self.passed_over.iter().cloned().chain(warning::told(&result.noticed)).collect();
        self.conclude(store, context, import, &mut result)?;
        Ok(result)
    }

    /// Whether each table may be of another register.
    pub fn is_of_books(&self) -> bool {
        self.inputs.iter().any(|input| input.kind.is_some())
    }

    /// How many there are for a person: tables, but of workbooks of several registers the files, each once.
    pub fn count_told(&self) -> usize {
        match self.is_of_books() {
            true => self.inputs.iter().map(|input| &input.path).collect::<BTreeSet<_>>().len(),
            false => self.inputs.len(),
        }
    }

    /// What the files come to together.
    fn conclude(
        &self,
        store: &Store,
        context: &Context,
        import: &mut dyn ImportCommand,
        result: &mut BatchResult,
    ) -> Result<()> {
        let all = self.count_told() as u64;
        if all > 1 {
            let files = if !self.is_of_books() && self.inputs.iter().any(|input| input.sheet.is_some()) {
                plural::count(all, "таблице", "таблицам", "таблицам")
            } else {
                plural::count(all, "файлу", "файлам", "файлам")
            };
            let total: Tally = result.tallies.iter().map(|(_, tally)| *tally).sum();
            result.messages.push(total.said(&format!("всего по {files}"), self.dry_run));
        }
        if let Some((known, new)) = result.near.filter(|_| !self.dry_run && self.accepts(result)) {
            result.messages.push(format!(
                "если № {known} и новый № {new} — один человек, объединить записи: nastavnik org staff merge {known} {new}"
            ));
        }
        let all = AllFiles {
            is_accepted: self.accepts(result),
            has_refusals: !result.refused.is_empty(),
            are_several: self.count_told() > 1,
            dry_run: self.dry_run,
            whole: self.whole,
        };
        if !all.is_accepted && !self.whole {
            return Ok(());
        }
        let end = import.conclude(store, context, &all)?;
        result.warnings.extend(end.warnings);
        result.objection = end.refusal;
        result.lines.extend(end.lines);
        result.messages.extend(end.messages);
        Ok(())
    }
}
