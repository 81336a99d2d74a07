//! The end of the journal: what is old is forgotten, and an entry says so.

use anyhow::Result;

use super::EntryDraft;
use crate::domain::Day;
use crate::store::journal::History;

impl History<'_> {
    /// How many entries were made before a day.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn entries_before(&self, day: Day) -> Result<i64> {
        let sql = "SELECT count(*) FROM entries WHERE made < ?1";
        Ok(self.0.first(sql, [day], |row| row.get(0))?.unwrap_or_default())
    }

    /// Forgets the entries that were made before a day, which can't be undone any more; `draft` is the entry that says so.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn prune(&self, day: Day, draft: &EntryDraft) -> Result<()> {
        self.0.knowledge().keep()?;
        let journal = self.0.journal()?;
        journal.prunes.set(Some(day));
        // The schema lets go only of what an entry says is pruned: so the entry comes first.
        journal.end(&self.0.connection, draft)?;
        self.0.execute("DELETE FROM changes WHERE entry_id IN (SELECT id FROM entries WHERE made < ?1)", [day])?;
        self.0.execute("DELETE FROM entries WHERE made < ?1", [day])?;
        Ok(())
    }
}
