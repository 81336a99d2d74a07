//! One export of a schedule: whether it is due, what its file is called, how it is made.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;

use crate::command::Context;
use crate::command::monitor::indicators::{below, report};
use crate::command::monitor::knowledge::unknown_before;
use crate::command::monitor::selection::MeasureArgs;
use crate::disk::FileWriter;
use crate::domain::{Day, FileKind, Period};
use crate::error::Failure;
use crate::indicator::{Figures, OrgsOnDay};
use crate::report::{Format, Rendering};
use crate::store::schedule::{ExportRun, Schedule};
use crate::store::{Store, refusal};

/// An export that is due.
pub struct DueExport {
    /// By which schedule.
    pub schedule: Schedule,
    /// For when.
    pub period: Period,
}

/// What an export holds.
pub struct ExportContents {
    /// How many measures.
    pub measures: usize,
    /// The codes of those that miss their target.
    pub below: Vec<String>,
    /// That whoever left earlier isn't known, where the period lies before the first day of knowledge.
    pub unknown: Option<String>,
}

/// The periods of a schedule that are over and not yet exported, the oldest first.
pub fn due(store: &Store, schedule: &Schedule, today: Day) -> Result<Vec<Period>> {
    let made: Vec<Day> = store.schedules().runs_of(schedule.id)?.iter().map(|made| made.ends).collect();
    let over = schedule.said.cycle.over(schedule.said.since, today);
    Ok(over.filter(|period| !made.contains(&period.to)).collect())
}

/// The first period of a schedule that isn't over yet, nor exported by a clock that was fast.
pub fn coming(store: &Store, schedule: &Schedule, today: Day) -> Result<Period> {
    let cycle = schedule.said.cycle;
    let last = store.schedules().runs_of(schedule.id)?.last().map_or(today, |made| made.ends.next());
    Ok(cycle.period_of(today.max(schedule.said.since).max(last)))
}

/// In what form the files of a schedule are written.
fn written_format(kind: FileKind) -> Format {
    Format::of_code(kind.code()).unwrap_or(Format::Csv)
}

/// `2024-H1_spassky_2.csv`: the period, what of, and the number of the schedule, which no other ever gets.
pub fn file_name(schedule: &Schedule, period: Period) -> String {
    let said = &schedule.said;
    let what = match (&said.regulation, said.codes.as_slice()) {
        (Some(act), _) => act.as_str(),
        (None, []) => "all",
        (None, _) => "selected",
    };
    format!("{}_{what}_{}.{}", said.cycle.name(period), schedule.id, written_format(said.format).ending())
}

/// A file in a folder that has the name of some export of a schedule with this number.
///
/// # Errors
/// Those of the file system.
pub fn taken(folder: &Path, schedule: i64) -> io::Result<Option<String>> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let parts = name
            .rsplit_once('.')
            .filter(|(_, ending)| FileKind::ALL.iter().any(|kind| written_format(*kind).ending() == *ending));
        let parts = parts.and_then(|(stem, _)| stem.rsplit_once('_'));
        let Some((rest, number)) = parts else { continue };
        let period = rest.split_once('_').map(|(period, _)| period);
        if number == schedule.to_string() && period.is_some_and(|period| Period::parse(period).is_ok()) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

impl DueExport {
    /// The name of its period: `2024-H1`.
    pub fn period_name(&self) -> String {
        self.schedule.said.cycle.name(self.period)
    }

    /// Its file.
    pub fn path(&self) -> PathBuf {
        Path::new(&self.schedule.said.folder).join(file_name(&self.schedule, self.period))
    }

    /// Writes the file and notes that it is made; `None` where another run has been first, or the schedule is gone.
    ///
    /// The file comes before the note: whatever breaks off between them, the same file is made once more.
    ///
    /// # Errors
    /// The folder isn't there, the disk is full: nothing is noted.
    pub fn make(&self, store: &Store, context: &Context) -> Result<Option<ExportContents>> {
        let schedules = store.schedules().all()?;
        let Some(schedule) = schedules.iter().find(|schedule| schedule.id == self.schedule.id) else {
            return Ok(None);
        };
        if !due(store, schedule, context.today)?.contains(&self.period) {
            return Ok(None);
        }
        let said = &schedule.said;
        // The folder isn't made here: where a network disk isn't connected, its place must stay empty.
        fs::metadata(&said.folder).map_err(|e| refusal::of_io(&e, "открыть папку", Path::new(&said.folder)))?;
        let when = self.period.seen(context.today)?;
        let (catalogue, measures) =
            MeasureArgs::of(said.codes.clone(), said.regulation.clone()).measures(store, when.day)?;
        let figures = Rc::new(Figures::compute(OrgsOnDay::new(store, when)?, measures)?);
        let below = below(&figures, said.by);
        let unknown = unknown_before(store, when.day)?;
        let held = ExportContents { measures: figures.counted.len(), below, unknown };
        let format = written_format(said.format);
        let mut bytes = Vec::new();
        let scratch = Path::new(&said.folder);
        let rendering = Rendering { format, width: 0, names: &context.names, scratch };
        report(&catalogue, figures, said.by).write(rendering, &mut bytes)?;
        self.write(&bytes, &context.files, store.schedules().was_taken_back(schedule.id, self.period.to)?)?;
        let below = i64::try_from(held.below.len())?;
        store.schedules().put_run(schedule.id, &ExportRun { ends: self.period.to, made: context.today, below })?;
        Ok(Some(held))
    }

    /// Puts the file into its place. One that is there already is replaced only if this database has made it and its export
    /// was undone; one with the same content was left by a run that broke off before its note. Any other may be another
    /// database's, or have been sent to somebody.
    fn write(&self, bytes: &[u8], files: &FileWriter, was_taken_back: bool) -> Result<(), Failure> {
        let path = self.path();
        let done = match fs::read(&path) {
            Ok(there) if there == bytes => Ok(()),
            Ok(_) if !was_taken_back => {
                let what = format!("файл «{}» уже есть, а в этой базе он не записан: он не тронут", path.display());
                return Err(Failure::refused(what).hint(
                    "для каждой базы нужна своя папка; если этот файл лишний, переименуйте или уберите его, и \
                     следующий запуск сделает выгрузку",
                ));
            }
            Ok(_) => files.write(&path, |out| out.write_all(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => files.write_new(&path, |out| out.write_all(bytes)),
            Err(error) => Err(error),
        };
        done.map_err(|e| refusal::of_io(&e, "записать", &path))
    }
}
