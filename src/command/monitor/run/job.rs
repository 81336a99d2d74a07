//! One export of a schedule: whether it is due, what its file is called, how it is made.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::Result;

use crate::command::Context;
use crate::command::monitor::indicators::{below, report};
use crate::command::monitor::selection::Selection;
use crate::domain::{Day, FileKind, Period};
use crate::indicator::Figures;
use crate::report::{Format, write_atomic};
use crate::store::schedule::{Made, Schedule};
use crate::store::{Store, refusal};

/// An export that is due.
pub struct Job {
    /// By which schedule.
    pub schedule: Schedule,
    /// For when.
    pub period: Period,
}

/// What an export holds.
pub struct Held {
    /// How many measures.
    pub measures: usize,
    /// The codes of those that miss their target.
    pub below: Vec<String>,
}

/// The periods of a schedule that are over and not yet exported, the oldest first.
pub fn due(store: &Store, schedule: &Schedule, today: Day) -> Result<Vec<Period>> {
    let made: Vec<Day> = store.made(schedule.id)?.iter().map(|made| made.ends).collect();
    let over = schedule.said.cycle.over(schedule.said.since, today);
    Ok(over.filter(|period| !made.contains(&period.to)).collect())
}

/// The first period of a schedule that isn't over yet, nor exported by a clock that was fast.
pub fn coming(store: &Store, schedule: &Schedule, today: Day) -> Result<Period> {
    let cycle = schedule.said.cycle;
    let last = store.made(schedule.id)?.last().map_or(today, |made| made.ends.next());
    Ok(cycle.period_of(today.max(schedule.said.since).max(last)))
}

/// `2024-H1_spassky_2.csv`: the period, what of, and the number of the schedule, which no other ever gets.
pub fn file_name(schedule: &Schedule, period: Period) -> String {
    let said = &schedule.said;
    let what = match (&said.regulation, said.codes.as_slice()) {
        (Some(act), _) => act.as_str(),
        (None, []) => "all",
        (None, _) => "selected",
    };
    let ending = if said.format == FileKind::Json { "json" } else { "csv" };
    format!("{}_{what}_{}.{ending}", said.cycle.name(period), schedule.id)
}

impl Job {
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
    pub fn make(&self, store: &Store, context: &Context) -> Result<Option<Held>> {
        let schedules = store.schedules()?;
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
        let (catalogue, measures) = Selection::of(said.codes.clone(), said.regulation.clone()).measures()?;
        let figures = Rc::new(Figures::compute(store, when, measures)?);
        let below = below(&figures, said.by);
        let held = Held { measures: figures.counted.len(), below };
        let format = Format::of_code(said.format.code()).unwrap_or(Format::Csv);
        let path = self.path();
        write_atomic(&path, |out| report(&catalogue, figures, said.by).write(format, 0, &context.names, out))
            .map_err(|e| refusal::of_io(&e, "записать", &path))?;
        let below = i64::try_from(held.below.len())?;
        store.put_made(schedule.id, &Made { ends: self.period.to, made: context.today, below })?;
        Ok(Some(held))
    }
}
