//! What stands on an entry, so that it can't be undone before.

use std::collections::BTreeSet;

use anyhow::Result;
use rusqlite::Row;

use super::{entry, is_shared};
use crate::domain::Names;
use crate::register::{self, Span};
use crate::store::journal::History;

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
pub(super) struct ForeignKey {
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

impl History<'_> {
    /// The rows of an entry that a later one in force touched, or refers to.
    pub(super) fn standing_on(&self, id: i64) -> Result<Vec<Conflict>> {
        let later = entry::later(id, &self.entries()?);
        if later.is_empty() {
            return Ok(Vec::new());
        }
        let later = serde_json::to_string(&later)?;
        // The later changes are walked, the entry's own are looked up: those of a row, or of rows added as a range.
        let fields = "SELECT DISTINCT l.entry_id, l.relation, e.row_id FROM json_each(?2) j CROSS JOIN changes l CROSS JOIN changes e \
                      WHERE l.entry_id = j.value AND e.entry_id = ?1 AND e.relation = l.relation AND e.row_id BETWEEN l.row_id AND l.last_id \
                        AND (e.field IS NULL OR l.field IS NULL OR l.field = e.field OR l.old IS NULL AND l.new IS NULL) LIMIT ?3";
        let mut found = self.0.all(fields, (id, &later, MOST), touched)?;
        let ours = self.added_by(id)?;
        for (relation, first, last) in &ours {
            let added = "SELECT DISTINCT l.entry_id, l.relation, max(l.row_id, ?2) FROM json_each(?1) j CROSS JOIN changes l \
                         WHERE l.entry_id = j.value AND l.relation = ?4 AND l.row_id <= ?3 AND l.last_id >= ?2 LIMIT ?5";
            found.extend(self.0.all(added, (&later, first, last, relation, MOST), touched)?);
        }
        for register in register::ALL {
            if let Some(span) = register.span.filter(|span| !span.owners.is_empty()) {
                found.extend(self.successors(id, &later, register.table, span)?);
            }
        }
        for reference in self.references()? {
            found.extend(self.replaced(id, &later, &reference)?);
            let ForeignKey { child, column, parent } = reference;
            if is_shared(&parent) {
                continue;
            }
            // What later entries added is walked, and refers to what the entry added.
            let sql = format!(
                "SELECT l.entry_id, l.relation, c.id FROM json_each(?3) j CROSS JOIN changes l CROSS JOIN {child} c \
                 WHERE l.entry_id = j.value AND l.relation = '{child}' AND l.field IS NULL AND l.old IS NULL \
                   AND c.id BETWEEN l.row_id AND l.last_id AND c.{column} BETWEEN ?1 AND ?2 LIMIT ?4"
            );
            for (_, first, last) in ours.iter().filter(|(relation, ..)| *relation == parent) {
                found.extend(self.0.all(&sql, (first, last, &later, MOST), touched)?);
            }
        }
        found.sort();
        found.dedup();
        found.into_iter().map(|(entry, relation, row)| self.conflict(Some(entry), &relation, row)).collect()
    }

    /// The rows that later entries added after rows that the entry ended.
    fn successors(
        &self,
        id: i64,
        later: &str,
        relation: &str,
        Span { last: end, owners, .. }: Span,
    ) -> Result<Vec<(i64, String, i64)>> {
        let same: Vec<_> = owners.iter().map(|owner| format!("n.{owner} IS o.{owner}")).collect();
        let sql = format!(
            "SELECT l.entry_id, l.relation, n.id FROM json_each(?2) j CROSS JOIN changes l CROSS JOIN {relation} n \
             CROSS JOIN {relation} o CROSS JOIN changes e \
             WHERE l.entry_id = j.value AND l.relation = '{relation}' AND l.field IS NULL AND l.old IS NULL \
               AND n.id BETWEEN l.row_id AND l.last_id AND {} AND o.id <> n.id \
               AND e.entry_id = ?1 AND e.relation = '{relation}' AND e.row_id = o.id AND e.field = '{end}' LIMIT ?3",
            same.join(" AND ")
        );
        Ok(self.0.all(&sql, (id, later, MOST), touched)?)
    }

    /// The rows that the entry's old values refer to and later entries removed: the id may be somebody else's since.
    fn replaced(&self, id: i64, later: &str, reference: &ForeignKey) -> Result<Vec<(i64, String, i64)>> {
        let ForeignKey { child, column, parent } = reference;
        let old = "SELECT DISTINCT CASE WHEN field IS NULL THEN old ->> ?3 ELSE old END FROM changes \
                   WHERE entry_id = ?1 AND relation = ?2 AND (field = ?3 OR field IS NULL) AND old IS NOT NULL";
        let old: Vec<Option<i64>> = self.0.all(old, (id, child, column), |row| row.get(0))?;
        let old: BTreeSet<i64> = old.into_iter().flatten().collect();
        if old.is_empty() {
            return Ok(Vec::new());
        }
        let moved = "SELECT l.entry_id, l.row_id, l.last_id FROM json_each(?1) j CROSS JOIN changes l \
                     WHERE l.entry_id = j.value AND l.relation = ?2 AND l.field IS NULL";
        let moved: Vec<(i64, i64, i64)> =
            self.0.all(moved, (later, parent), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let moved = moved.into_iter().flat_map(|(entry, first, last)| {
            old.range(first..=last).map(move |row| (entry, parent.clone(), *row)).collect::<Vec<_>>()
        });
        Ok(moved.take(MOST as usize).collect())
    }

    pub(super) fn conflict(&self, entry: Option<i64>, relation: &str, row: i64) -> Result<Conflict> {
        // Seen only by whoever undoes something, and that goes with names.
        Ok(Conflict { entry, row: self.subject(relation, row)?.said(&Names::default()) })
    }

    /// All references of the schema.
    pub(super) fn references(&self) -> Result<Vec<ForeignKey>> {
        let sql = "SELECT s.name, f.\"from\", f.\"table\" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f \
                   WHERE s.type = 'table' AND s.name <> 'changes' ORDER BY s.rowid, f.id";
        Ok(self
            .0
            .all(sql, [], |row| Ok(ForeignKey { child: row.get(0)?, column: row.get(1)?, parent: row.get(2)? }))?)
    }
}
