//! Schedules of exports, and the exports that were made by them.

use anyhow::Result;
use rusqlite::Row;

use super::{RowDraft, Store};
use crate::domain::{By, Cycle, Day, FileKind};
use crate::error::{Advice, Failure};
use crate::register::schedule::{self, SCHEDULES};

/// What a command says of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleDraft {
    /// How long its periods are.
    pub cycle: Cycle,
    /// Where its files go, from the root of the disk: a scheduler stands in another folder.
    pub folder: String,
    /// What kind of files.
    pub format: FileKind,
    /// The codes of the measures; none is all.
    pub codes: Vec<String>,
    /// Only those of an act.
    pub regulation: Option<String>,
    /// What the rows are apart for.
    pub by: Option<By>,
    /// No period that ended before this day.
    pub since: Day,
}

/// A schedule as it is stored.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// Stays the same for ever, and is given to no other one.
    pub id: i64,
    /// What was said of it.
    pub said: ScheduleDraft,
}

/// An export that was made.
#[derive(Debug, Clone)]
pub struct ExportRun {
    /// The last day of its period.
    pub ends: Day,
    /// On which day.
    pub made: Day,
    /// How many measures missed their target.
    pub below: i64,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Schedule> {
    let codes: Option<String> = row.get("codes")?;
    Ok(Schedule {
        id: row.get("id")?,
        said: ScheduleDraft {
            cycle: row.get("period")?,
            folder: row.get("folder")?,
            format: row.get("format")?,
            codes: codes.iter().flat_map(|codes| codes.split(' ')).map(Into::into).collect(),
            regulation: row.get("regulation")?,
            by: row.get("breakdown")?,
            since: row.get("since")?,
        },
    })
}

fn read_run(row: &Row<'_>) -> rusqlite::Result<ExportRun> {
    Ok(ExportRun { ends: row.get("ends")?, made: row.get("made")?, below: row.get("below")? })
}

/// The schedules of exports.
#[derive(Debug, Clone, Copy)]
pub struct Schedules<'s>(&'s Store);

impl Store {
    /// Schedules of exports.
    pub fn schedules(&self) -> Schedules<'_> {
        Schedules(self)
    }
}

impl Schedules<'_> {
    /// The schedules that hold, in the order in which they were entered.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all(&self) -> Result<Vec<Schedule>> {
        Ok(self.0.all("SELECT * FROM schedules WHERE removed IS NULL ORDER BY id", [], read)?)
    }

    /// Enters a schedule; returns its id.
    ///
    /// # Errors
    /// The same one is there, whenever it begins.
    pub fn put(&self, said: &ScheduleDraft) -> Result<i64> {
        let same = |other: &Schedule| ScheduleDraft { since: said.since, ..other.said.clone() } == *said;
        if let Some(other) = self.all()?.iter().find(|other| same(other)) {
            return Err(Failure::refused(format!("такое расписание уже есть: № {}", other.id))
                .advise(Advice::ListSchedules)
                .advise(Advice::RemoveSchedule(other.id))
                .into());
        }
        let row = RowDraft::of(&SCHEDULES)
            .with(schedule::PERIOD, Some(said.cycle))
            .with(schedule::FOLDER, Some(&said.folder))
            .with(schedule::FORMAT, Some(said.format))
            .with(schedule::CODES, Some(said.codes.join(" ")).filter(|codes| !codes.is_empty()))
            .with(schedule::REGULATION, said.regulation.as_ref())
            .with(schedule::BREAKDOWN, said.by)
            .with(schedule::SINCE, Some(said.since));
        self.0.insert_row(&row)
    }

    /// Ends a schedule; returns whether there was one that held.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn remove(&self, id: i64, today: Day) -> Result<bool> {
        let sql = "UPDATE schedules SET removed = ?2 WHERE id = ?1 AND removed IS NULL";
        Ok(self.0.execute(sql, (id, today))? > 0)
    }

    /// What was made by a schedule, by period.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn runs_of(&self, schedule: i64) -> Result<Vec<ExportRun>> {
        Ok(self.0.all(
            "SELECT ends, made, below FROM runs WHERE schedule_id = ?1 ORDER BY ends",
            [schedule],
            read_run,
        )?)
    }

    /// Notes what was made by a schedule.
    ///
    /// # Errors
    /// There is no such schedule, or the period is done.
    pub fn put_run(&self, schedule: i64, made: &ExportRun) -> Result<()> {
        let sql = "INSERT INTO runs (schedule_id, ends, made, below) VALUES (?1, ?2, ?3, ?4)";
        self.0.insert(sql, (schedule, made.ends, made.made, made.below))?;
        Ok(())
    }

    /// Whether an export was noted once and undone since: its file is this database's own. A pruned journal knows no more.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn was_taken_back(&self, schedule: i64, ends: Day) -> Result<bool> {
        let sql = "SELECT 1 FROM changes WHERE relation = 'runs' AND field IS NULL AND old IS NOT NULL \
                   AND CASE WHEN field IS NULL THEN old ->> 'schedule_id' = ?1 AND old ->> 'ends' = ?2 END";
        Ok(self.0.first(sql, (schedule, ends), |_| Ok(()))?.is_some())
    }
}
