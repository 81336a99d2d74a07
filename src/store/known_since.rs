//! The day from which on the registers answer: whoever left earlier isn't known, and a share of an earlier day counts only
//! those who stayed.

use std::collections::BTreeSet;

use anyhow::Result;

use super::Store;
use crate::domain::Day;

/// Since when a file knows.
#[derive(Debug, Clone, Copy)]
pub struct Knowledge<'s>(&'s Store);

impl Store {
    /// Since when the file knows.
    pub fn knowledge(&self) -> Knowledge<'_> {
        Knowledge(self)
    }
}

impl Knowledge<'_> {
    /// The day that was said, else that of the first import of staff in force.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn since(&self) -> Result<Option<Day>> {
        match self.said()? {
            Some(day) => Ok(Some(day)),
            None => self.first_import(),
        }
    }

    /// Says it.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn say(&self, day: Option<Day>) -> Result<()> {
        self.0.execute("UPDATE district SET known_since = ?1", [day])?;
        Ok(())
    }

    /// Keeps the day of the first import, whose entry is about to be forgotten.
    ///
    /// # Errors
    /// The file can't be written.
    pub(super) fn keep(&self) -> Result<()> {
        match (self.said()?, self.first_import()?) {
            (None, Some(day)) => self.say(Some(day)),
            _ => Ok(()),
        }
    }

    fn said(&self) -> Result<Option<Day>> {
        Ok(self.0.first("SELECT known_since FROM district", [], |row| row.get(0))?.flatten())
    }

    /// The day of the first entry in force by which a file brought work.
    fn first_import(&self) -> Result<Option<Day>> {
        let sql = "SELECT id FROM entries e WHERE source IS NOT NULL AND EXISTS (SELECT 1 FROM changes c \
                   WHERE c.entry_id = e.id AND c.relation = 'employments' AND c.field IS NULL AND c.old IS NULL)";
        let imports: BTreeSet<i64> = self.0.all(sql, [], |row| row.get(0))?.into_iter().collect();
        if imports.is_empty() {
            return Ok(None);
        }
        let entries = self.0.history().entries()?;
        let in_force = entries.iter().filter(|entry| imports.contains(&entry.id) && entry.undone.is_none());
        Ok(in_force.map(|entry| entry.made.day()).min())
    }
}
