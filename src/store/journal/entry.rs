//! The entries and how they stand to each other.

use std::collections::HashMap;

use anyhow::Result;

use super::Count;
use crate::domain::Moment;
use crate::store::journal::History;

/// An entry of the journal: one command that changed something.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number.
    pub id: i64,
    /// When.
    pub made: Moment,
    /// The words of the command.
    pub command: String,
    /// The names of the files that it took.
    pub source: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// How many rows it touched.
    pub count: Count,
    /// The entry that it undoes.
    pub undoes: Option<i64>,
    /// The entry that undoes it, and is in force.
    pub undone: Option<i64>,
}

/// What undoes what, of the entries in force, from all entries as pairs of an id and what it undoes, the latest first. An
/// undone one isn't in force, unless the undoing was undone too.
fn undone(entries: impl Iterator<Item = (i64, Option<i64>)>) -> HashMap<i64, i64> {
    let mut undone = HashMap::new();
    for (id, undoes) in entries {
        if let Some(target) = undoes.filter(|_| !undone.contains_key(&id)) {
            undone.insert(target, id);
        }
    }
    undone
}

/// What stands on an entry: later ones in force, but for an undoing of something later than the entry, as both cancel out.
pub(super) fn later(id: i64, entries: &[Entry]) -> Vec<i64> {
    let stands =
        |entry: &&Entry| entry.id > id && entry.undone.is_none() && entry.undoes.is_none_or(|target| target < id);
    entries.iter().filter(stands).map(|entry| entry.id).collect()
}

impl History<'_> {
    /// The whole journal, the latest entry first.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        let sql =
            "SELECT id, made, command, source, reason, added, changed, removed, undoes FROM entries ORDER BY id DESC";
        let mut entries = self.0.all(sql, [], |row| {
            Ok(Entry {
                id: row.get(0)?,
                made: row.get(1)?,
                command: row.get(2)?,
                source: row.get(3)?,
                reason: row.get(4)?,
                count: Count { added: row.get(5)?, changed: row.get(6)?, removed: row.get(7)? },
                undoes: row.get(8)?,
                undone: None,
            })
        })?;
        let undone = undone(entries.iter().map(|entry| (entry.id, entry.undoes)));
        entries.iter_mut().for_each(|entry| entry.undone = undone.get(&entry.id).copied());
        Ok(entries)
    }

    /// Whether values of an entry were destroyed with somebody's personal data: it can't be undone any more.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn is_erased(&self, entry: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM changes WHERE entry_id = ?1 \
                   AND (old = '{}' OR field IS NOT NULL AND old IS NULL AND new IS NULL)";
        Ok(self.0.first(sql, [entry], |_| Ok(()))?.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_undone_twice_is_in_force_again() {
        let found = |entries: &[(i64, Option<i64>)]| {
            let undone = undone(entries.iter().rev().copied());
            entries.iter().map(|(id, _)| undone.get(id).copied()).collect::<Vec<_>>()
        };
        assert_eq!(found(&[(1, None), (2, None), (3, Some(1))]), [Some(3), None, None]);
        assert_eq!(found(&[(1, None), (2, None), (3, Some(1)), (4, Some(3))]), [None, None, Some(4), None]);
        assert_eq!(found(&[(1, None), (3, Some(1)), (4, Some(3)), (5, Some(4))]), [Some(3), None, Some(5), None]);
        assert_eq!(found(&[(1, None), (2, Some(1)), (3, Some(2)), (4, Some(1))]), [Some(4), Some(3), None, None]);
    }
}
