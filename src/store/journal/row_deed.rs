//! What a command that writes has done so far, row by row: what a program is told of it.

use anyhow::Result;

use super::{Count, Deed, History, RowFields, is_shared};
use crate::domain::Phrase;
use crate::register;

/// What became of a row.
#[derive(Debug, Clone)]
pub struct RowDeed {
    /// What.
    pub deed: Deed,
    /// What such a row is, as `--of` calls it.
    pub word: &'static str,
    /// The row's id.
    pub id: i64,
    /// How people know it.
    pub label: Phrase,
    /// Whether it is a row that no command owns: a new post comes by the way.
    is_shared: bool,
}

/// What a command has done.
#[derive(Debug, Clone)]
pub struct EntryDeeds {
    /// The number of its entry; `None`: it has changed nothing, so there will be none.
    pub entry: Option<i64>,
    /// How many rows it has added, changed and removed.
    pub count: Count,
    /// The first of them: the added before the others, a row before those that refer to it.
    pub rows: Vec<RowDeed>,
}

impl EntryDeeds {
    /// The row that the command was about: of several the one that the others refer to, and nothing that comes by the way.
    pub fn subject(&self) -> Option<&RowDeed> {
        self.rows.iter().find(|row| !row.is_shared).or(self.rows.first())
    }
}

impl History<'_> {
    /// What the command has done until now, with so many rows at most.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn deeds(&self, most: usize) -> Result<EntryDeeds> {
        let (journal, connection) = (self.0.journal()?, &self.0.connection);
        let mut count = journal.count(connection)?;
        let mut rows = Vec::new();
        for (relation, first, last) in journal.added(connection)? {
            count.added += last - first + 1;
            for id in (first..=last).take(most.saturating_sub(rows.len())) {
                rows.push(self.row_deed(Deed::Added, &relation.name, id, None)?);
            }
        }
        let sql = "SELECT relation, row_id, field IS NULL, CASE WHEN field IS NULL THEN old END FROM changes \
                   WHERE entry_id = ?1 GROUP BY relation, row_id, field IS NULL ORDER BY min(id) LIMIT ?2";
        let others = self.0.all(sql, (journal.entry, (most - rows.len()) as i64), |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, bool>(2)?,
                row.get::<_, Option<String>>(3)?,
            ))
        })?;
        for (relation, id, is_removed, old) in others {
            let deed = if is_removed { Deed::Removed } else { Deed::Changed };
            let fields: Option<RowFields> = old.map(|old| serde_json::from_str(&old)).transpose()?;
            rows.push(self.row_deed(deed, &relation, id, fields.as_ref())?);
        }
        let entry = (count != Count::default()).then_some(journal.entry);
        Ok(EntryDeeds { entry, count, rows })
    }

    fn row_deed(&self, deed: Deed, relation: &str, id: i64, fields: Option<&RowFields>) -> Result<RowDeed> {
        let word = register::of_table(relation).map_or("row", |register| register.word);
        Ok(RowDeed { deed, word, id, label: self.label(relation, id, fields)?, is_shared: is_shared(relation) })
    }
}
