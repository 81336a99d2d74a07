//! What stands on an entry, so that it can't be undone before.

use anyhow::Result;
use rusqlite::Row;

use super::{SHARED, entry};
use crate::domain::Names;
use crate::store::Store;

/// A row that has something to do with the entry and isn't as the entry left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The later entry that touched it; `None`: no entry tells.
    pub entry: Option<i64>,
    /// The row as people call it: «сотрудник Иванова Анна Ильинична».
    pub row: String,
}

/// A reference from one table to the id of another.
#[derive(Debug, Clone)]
pub(super) struct Reference {
    /// What refers.
    pub child: String,
    /// By which column.
    pub column: String,
    /// What it refers to.
    pub parent: String,
}

/// As many conflicts are looked for: nobody reads more.
const MOST: i64 = 1000;

/// An entry and a row that it touched.
fn touched(row: &Row<'_>) -> rusqlite::Result<(i64, String, i64)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

impl Store {
    /// The rows of an entry that a later one in force touched, or refers to.
    pub(super) fn standing_on(&self, id: i64) -> Result<Vec<Conflict>> {
        let later = entry::later(id, &self.entries()?);
        if later.is_empty() {
            return Ok(Vec::new());
        }
        let later = serde_json::to_string(&later)?;
        // The later changes are walked, the entry's own are looked up: a field by its row, an added row by its range.
        let fields = "SELECT DISTINCT l.entry_id, l.relation, l.row_id FROM json_each(?2) j CROSS JOIN changes l CROSS JOIN changes e \
                      WHERE l.entry_id = j.value AND e.entry_id = ?1 AND e.relation = l.relation AND e.row_id = l.row_id \
                        AND (e.field IS NULL OR l.field IS NULL OR l.field = e.field OR l.old IS NULL AND l.new IS NULL) LIMIT ?3";
        let added = "SELECT DISTINCT l.entry_id, l.relation, max(l.row_id, e.row_id) FROM json_each(?2) j CROSS JOIN changes e CROSS JOIN changes l \
                     WHERE e.entry_id = ?1 AND e.field IS NULL AND e.old IS NULL \
                       AND l.entry_id = j.value AND l.relation = e.relation AND l.row_id <= e.last_id AND l.last_id >= e.row_id LIMIT ?3";
        let mut found = Vec::new();
        for sql in [fields, added] {
            found.extend(self.all(sql, (id, &later, MOST), touched)?);
        }
        let ours = self.added_by(id)?;
        for Reference { child, column, parent } in self.references()? {
            if SHARED.contains(&parent.as_str()) {
                continue;
            }
            // What later entries added is walked, and refers to what the entry added.
            let sql = format!(
                "SELECT l.entry_id, l.relation, c.id FROM json_each(?3) j CROSS JOIN changes l CROSS JOIN {child} c \
                 WHERE l.entry_id = j.value AND l.relation = '{child}' AND l.field IS NULL AND l.old IS NULL \
                   AND c.id BETWEEN l.row_id AND l.last_id AND c.{column} BETWEEN ?1 AND ?2 LIMIT ?4"
            );
            for (_, first, last) in ours.iter().filter(|(relation, ..)| *relation == parent) {
                found.extend(self.all(&sql, (first, last, &later, MOST), touched)?);
            }
        }
        found.sort();
        found.dedup();
        found.into_iter().map(|(entry, relation, row)| self.conflict(Some(entry), &relation, row)).collect()
    }

    pub(super) fn conflict(&self, entry: Option<i64>, relation: &str, row: i64) -> Result<Conflict> {
        // Seen only by whoever undoes something, and that goes with names.
        Ok(Conflict { entry, row: self.subject(relation, row)?.said(&Names::default()) })
    }

    /// All references of the schema.
    pub(super) fn references(&self) -> Result<Vec<Reference>> {
        let sql = "SELECT s.name, f.\"from\", f.\"table\" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f \
                   WHERE s.type = 'table' AND s.name <> 'changes' ORDER BY s.rowid, f.id";
        Ok(self.all(sql, [], |row| Ok(Reference { child: row.get(0)?, column: row.get(1)?, parent: row.get(2)? }))?)
    }
}
