//! The files of a command, one after another in one transaction, and what they come to.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use super::came::Came;
use super::line::Line;
use super::task::Task;
use crate::command::Context;
use crate::domain::{Day, plural};
use crate::intake::reading::{Encoding, Map, Source};
use crate::intake::{Mode, Tally};
use crate::store::Store;

/// As many absent people are shown after an import; more are counted.
pub(super) const SHOWN: usize = 20;

/// A file of the command.
#[derive(Debug, Clone)]
pub struct Input {
    /// `-` is standard input.
    pub path: PathBuf,
    /// What messages call it, if not by its path.
    pub name: Option<String>,
}

/// How the files are read.
#[derive(Debug, Clone, Default)]
pub struct How {
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
    pub inputs: Vec<Input>,
    /// How they are read.
    pub how: How,
    /// Refused rows are left out, and the rest is imported.
    pub accept_valid: bool,
    /// Nothing is kept, and the whole plan is the result.
    pub dry_run: bool,
    /// The whole plan is made, whatever of it is shown.
    pub whole: bool,
    /// The file or the folder for refused rows.
    pub rejects: Option<PathBuf>,
}

impl Input {
    /// A file that goes by its path.
    pub fn of(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), name: None }
    }

    /// The file as the intake takes it.
    pub fn source(&self, how: &How) -> Source {
        let (encoding, sheet, map) = (how.encoding, how.sheet.clone(), how.map.clone());
        Source { path: self.path.clone(), called: self.name.clone(), encoding, sheet, map }
    }
}

impl Batch {
    /// Imports the files within the command's transaction, which must not be kept if they aren't accepted.
    ///
    /// # Errors
    /// The database can't be used; refused rows can't be written away.
    pub fn run(&self, store: &Store, context: &Context, task: &mut dyn Task) -> Result<Came> {
        let mut came = Came::default();
        for (at, input) in self.inputs.iter().enumerate() {
            let source = input.source(&self.how);
            let share = |share: f64| context.progress.tell((at as f64 + share) / self.inputs.len() as f64);
            let mode = Mode {
                accept_valid: self.accept_valid,
                keep_defects: self.whole || self.rejects.is_some(),
                keep_new: self.whole,
                rejects: self.rejects.is_some(),
                progress: Some(&share),
            };
            match task.import(store, context, &source, mode) {
                Ok(mut plan) => {
                    let blame = self.blame(&plan);
                    let rejects = self.write_rejects(at, &mut plan)?;
                    came.refused.extend(blame.map(|failure| match rejects {
                        Some(said) => failure.hint(said),
                        None => failure,
                    }));
                    came.said.append(&mut plan.notes);
                    came.said.push(plan.tally().said(&plan.name, self.dry_run));
                    came.warnings.append(&mut plan.warnings);
                    came.lines.extend(Line::of_plan(&plan));
                    came.tallies.push((plan.name.clone(), plan.tally()));
                }
                Err(error) => came.refuse(error)?,
            }
        }
        self.conclude(store, context, task, &mut came)?;
        Ok(came)
    }

    /// What the files come to together.
    fn conclude(&self, store: &Store, context: &Context, task: &mut dyn Task, came: &mut Came) -> Result<()> {
        if self.inputs.len() > 1 {
            let files = plural::count(self.inputs.len() as u64, "файлу", "файлам", "файлам");
            let total: Tally = came.tallies.iter().map(|(_, tally)| *tally).sum();
            came.said.push(total.said(&format!("всего по {files}"), self.dry_run));
        }
        let is_sound = self.accepts(came);
        if !is_sound && !self.whole {
            return Ok(());
        }
        let most = if self.whole { usize::MAX } else { SHOWN };
        let ending = task.conclude(store, context, is_sound, most)?;
        came.warnings.extend(ending.warnings);
        came.objection = ending.refusal;
        came.lines.extend(ending.absent.iter().map(|(absent, day)| Line::of_absent(absent, *day)));
        let ended = ending.absent.iter().find_map(|(_, day)| *day);
        came.said.extend(self.absent(ending.count, ended, !came.refused.is_empty()));
        Ok(())
    }

    /// What is said of those in no file.
    fn absent(&self, count: usize, ended: Option<Day>, any_refused: bool) -> Option<String> {
        if count == 0 {
            return None;
        }
        let what = if self.inputs.len() > 1 { "нет ни в одном файле" } else { "нет в файле" };
        let records = plural::count(count as u64, "запись о работе", "записи о работе", "записей о работе");
        let rest = match ended {
            Some(day) => format!(", последний день работы — {day}"),
            None if any_refused => "; среди них могут быть люди из отказанных строк".into(),
            None if !self.dry_run && count > SHOWN => "; кого — покажет --dry-run".into(),
            None => String::new(),
        };
        Some(format!("{what}: {records}{rest}"))
    }
}
