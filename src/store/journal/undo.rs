//! To take a command back: exactly, or not at all.

use std::collections::HashSet;

use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{ErrorCode, ToSql, params_from_iter};
use serde_json::Map;

use super::conflict::{Conflict, ForeignKey};
use super::{Journal, is_shared, of_json};
use crate::error::Failure;
use crate::store::journal::History;
use crate::store::refusal;

/// A field of a row as it was and as the entry left it.
struct FieldToRestore {
    relation: String,
    row: i64,
    name: String,
    old: Value,
    new: Value,
}

impl History<'_> {
    /// Undoes an entry within the command's transaction, which isn't to be kept if something stands on the entry: that is
    /// returned.
    ///
    /// The rows that the entry added go first, as they are in nobody's way then; what it changed and removed comes back in the
    /// reverse order; shared rows that it added go last, but for those that others need.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn undo(&self, entry: i64) -> Result<Vec<Conflict>> {
        let conflicts = self.standing_on(entry)?;
        if !conflicts.is_empty() {
            return Ok(conflicts);
        }
        let journal = self.0.journal()?;
        journal.undoes.set(Some(entry));
        // What refers to a row may go or come after it.
        self.0.connection.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let added = self.added_by(entry)?;
        let references = self.references()?;
        for (relation, first, last) in added.iter().rev().filter(|(relation, ..)| !is_shared(relation)) {
            self.0.execute(&format!("DELETE FROM {relation} WHERE id BETWEEN ?1 AND ?2"), (first, last))?;
        }
        let is_gone = |relation: &str, row: i64| {
            added.iter().any(|(name, first, last)| name == relation && (*first..=*last).contains(&row))
        };
        // An id that the entry freed and gave to another row: what it did to the first one goes back to the first one.
        let mut freed = HashSet::new();
        let mut conflicts = Vec::new();
        let mut pending: Vec<FieldToRestore> = Vec::new();
        let mut statement = self.0.connection.prepare(
            "SELECT relation, row_id, field, old, new FROM changes \
             WHERE entry_id = ?1 AND (field IS NOT NULL OR old IS NOT NULL) ORDER BY id DESC",
        )?;
        let mut rows = statement.query([entry])?;
        while let Some(row) = rows.next()? {
            let (relation, id): (String, i64) = (row.get(0)?, row.get(1)?);
            let name: Option<String> = row.get(2)?;
            let Some(name) = name else {
                self.restore_fields(&mut pending, &mut conflicts)?;
                self.put_back(journal, &relation, id, &row.get::<_, String>(3)?)?;
                if is_gone(&relation, id) {
                    freed.insert((relation, id));
                }
                continue;
            };
            if is_gone(&relation, id) && !freed.contains(&(relation.clone(), id)) {
                continue;
            }
            // RowFields that were changed together go back together: one without the other might break a rule.
            let is_together = pending.last().is_none_or(|last| last.relation == relation && last.row == id)
                && pending.iter().all(|field| field.name != name);
            if !is_together {
                self.restore_fields(&mut pending, &mut conflicts)?;
            }
            pending.push(FieldToRestore { relation, row: id, name, old: row.get(3)?, new: row.get(4)? });
        }
        self.restore_fields(&mut pending, &mut conflicts)?;
        // Only now it shows which of the shared ones others need: until here the entry's own rows may have.
        for (relation, first, last) in added.iter().rev().filter(|(relation, ..)| is_shared(relation)) {
            let mut sql = format!("DELETE FROM {relation} WHERE id BETWEEN ?1 AND ?2");
            for ForeignKey { child, column, .. } in references.iter().filter(|to| to.parent == *relation) {
                sql += &format!(" AND NOT EXISTS (SELECT 1 FROM {child} WHERE {column} = {relation}.id)");
            }
            self.0.execute(&sql, (first, last))?;
        }
        conflicts.extend(self.dangling(&references, &added, &journal.put_back())?);
        Ok(conflicts)
    }

    /// The number that the entry of this command will have.
    ///
    /// # Errors
    /// Only a writing command has one.
    pub fn entry_number(&self) -> Result<i64> {
        Ok(self.0.journal()?.entry)
    }

    /// The ranges of rows that an entry added.
    pub(super) fn added_by(&self, entry: i64) -> Result<Vec<(String, i64, i64)>> {
        let sql = "SELECT relation, row_id, last_id FROM changes \
                   WHERE entry_id = ?1 AND field IS NULL AND old IS NULL ORDER BY id";
        Ok(self.0.all(sql, [entry], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?)
    }

    /// Gives the fields of one row their old values; a row that isn't as the entry left it is a conflict.
    fn restore_fields(&self, fields: &mut Vec<FieldToRestore>, conflicts: &mut Vec<Conflict>) -> Result<()> {
        let Some(FieldToRestore { relation, row, .. }) = fields.first() else { return Ok(()) };
        let sets: Vec<_> = fields.iter().map(|field| format!("{} = ?", field.name)).collect();
        let tests: Vec<_> = fields.iter().map(|field| format!("{} IS ?", field.name)).collect();
        let sql = format!("UPDATE {relation} SET {} WHERE id = ? AND {}", sets.join(", "), tests.join(" AND "));
        let old = fields.iter().map(|field| &field.old as &dyn ToSql);
        let new = fields.iter().map(|field| &field.new as &dyn ToSql);
        let values = old.chain([row as &dyn ToSql]).chain(new);
        let done =
            self.0.execute(&sql, params_from_iter(values)).map_err(|error| self.barred(error, relation, *row))?;
        if done == 0 {
            conflicts.push(self.conflict(None, relation, *row)?);
        }
        fields.clear();
        Ok(())
    }

    /// Puts a removed row back under its id.
    fn put_back(&self, journal: &Journal, relation: &str, id: i64, row: &str) -> Result<()> {
        let row: Map<String, serde_json::Value> = serde_json::from_str(row)?;
        let columns: Vec<_> = row.keys().map(String::as_str).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {relation} (id, {}) VALUES (?, {marks})", columns.join(", "));
        let values = [Value::from(id)].into_iter().chain(row.values().map(of_json));
        self.0.execute(&sql, params_from_iter(values)).map_err(|error| self.barred(error, relation, id))?;
        journal.note_put_back(relation, id)
    }

    /// A rule that the row as it was would break now: the rule alone wouldn't say whose row it is.
    fn barred(&self, error: rusqlite::Error, relation: &str, row: i64) -> anyhow::Error {
        if error.sqlite_error_code() != Some(ErrorCode::ConstraintViolation) {
            return error.into();
        }
        let rule = refusal::of(&error.into());
        match self.conflict(None, relation, row) {
            Ok(Conflict { row, .. }) => {
                let message = format!("прежние значения не вернуть: {}", rule.message);
                Failure { message, ..rule }.hint(row).hint("сначала измените или отмените то, что им мешает").into()
            }
            Err(error) => error,
        }
    }

    /// Rows that refer to one that is gone now: what the undoing removed, or what the rows that came back refer to.
    fn dangling(
        &self,
        references: &[ForeignKey],
        gone: &[(String, i64, i64)],
        back: &[(String, i64, i64)],
    ) -> Result<Vec<Conflict>> {
        let mut found = HashSet::new();
        for ForeignKey { child, column, parent } in references {
            for (_, first, last) in gone.iter().filter(|(relation, ..)| relation == parent && !is_shared(relation)) {
                let sql = format!("SELECT id FROM {child} WHERE {column} BETWEEN ?1 AND ?2");
                let rows: Vec<i64> = self.0.all(&sql, (first, last), |row| row.get(0))?;
                found.extend(rows.into_iter().map(|row| (child.clone(), row)));
            }
            for (_, first, last) in back.iter().filter(|(relation, ..)| relation == child) {
                let sql = format!(
                    "SELECT {column} FROM {child} c WHERE id BETWEEN ?1 AND ?2 AND {column} IS NOT NULL \
                     AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.id = c.{column})"
                );
                let rows: Vec<i64> = self.0.all(&sql, (first, last), |row| row.get(0))?;
                found.extend(rows.into_iter().map(|row| (parent.clone(), row)));
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort();
        found.into_iter().map(|(relation, row)| self.conflict(None, &relation, row)).collect()
    }
}

impl Journal {
    fn note_put_back(&self, relation: &str, id: i64) -> Result<()> {
        let at = self.relations.iter().position(|known| known.name == relation).context("the table is gone")?;
        let mut rows = self.put_back.borrow_mut();
        match rows.iter_mut().rev().find(|(table, ..)| *table == at) {
            // Removed rows were written down from the first to the last, and come back from the last to the first.
            Some((_, first, _)) if *first == id + 1 => *first = id,
            Some((_, _, last)) if *last == id - 1 => *last = id,
            _ => rows.push((at, id, id)),
        }
        Ok(())
    }

    fn put_back(&self) -> Vec<(String, i64, i64)> {
        let name = |at: usize| self.relations[at].name.clone();
        self.put_back.borrow().iter().map(|(at, first, last)| (name(*at), *first, *last)).collect()
    }
}
