//! Findings that are put off up to a day: afterwards they are open again.

use anyhow::Result;
use rusqlite::Row;

use super::Worklist;
use crate::domain::Day;
use crate::register::waiver::{DATED, FINDING, REASON, UNTIL, WAIVERS};
use crate::store::{PutRow, RowDraft};

/// A finding that is put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Stays the same for ever.
    pub id: i64,
    /// The key of the finding.
    pub finding: String,
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: Day,
    /// Since when.
    pub dated: Day,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Waiver> {
    Ok(Waiver {
        id: row.get("id")?,
        finding: row.get("finding")?,
        reason: row.get("reason")?,
        until: row.get("until")?,
        dated: row.get("dated")?,
    })
}

impl Worklist<'_> {
    /// Puts a finding off; of one that is put off already the reason and the last day are others from now on.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn waive(self, finding: &str, reason: &str, until: Day, today: Day) -> Result<PutRow> {
        let row = RowDraft::of(&WAIVERS)
            .with(FINDING, Some(finding))
            .with(REASON, Some(reason))
            .with(UNTIL, Some(until))
            .with(DATED, Some(today));
        self.0.put_row(self.0.row_like(&row)?, &row)
    }

    /// Opens a finding again; whether it was put off.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn reopen(self, finding: &str) -> Result<bool> {
        Ok(self.0.execute("DELETE FROM waivers WHERE finding = ?1", [finding])? > 0)
    }

    /// All that are put off or were, by their keys.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn waivers(self) -> Result<Vec<Waiver>> {
        Ok(self.0.all("SELECT * FROM waivers ORDER BY finding", [], read)?)
    }
}
