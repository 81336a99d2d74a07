//! The files of a command, one after another in one transaction, and what they come to.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use super::line::{self, Line, State};
use super::task::Task;
use crate::command::{Context, Outcome};
use crate::domain::{Day, plural};
use crate::error::{EXIT_ATTENTION, EXIT_DONE, EXIT_REFUSED, Failure, Kind};
use crate::intake::{Encoding, Map, Mode, Source, Tally};
use crate::report::Format;
use crate::store::{Store, refusal};

/// As many absent people are shown after an import; more are counted.
const SHOWN: usize = 20;

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

/// What the files came to.
#[derive(Default)]
pub struct Came {
    /// The plan, as whole as the batch wants it.
    pub lines: Vec<Line>,
    /// How many rows came to what, file by file.
    pub tallies: Vec<(String, Tally)>,
    said: Vec<String>,
    warnings: Vec<String>,
    refused: Vec<Failure>,
    /// Why all files together are refused.
    objection: Option<Failure>,
    /// Whether there is something that no leaving out of rows can help.
    hopeless: bool,
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
        let is_sound = came.is_accepted(self);
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

impl Came {
    /// A file that is no table of its kind is refused; the others are still looked at.
    fn refuse(&mut self, error: anyhow::Error) -> Result<()> {
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
        Ok(Outcome { report, said: self.said, warnings: self.warnings, refusal, keep, exit, ..Outcome::default() })
    }
}
