//! A change to one row, field by field: what it was, what it becomes. An absent value never erases a stored one.

use anyhow::Result;
use rusqlite::ToSql;
use rusqlite::types::Value;

use super::Store;
use crate::domain::{Day, Sex};
use crate::register::Field;

/// One field that a command or a file changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The field's Russian heading.
    pub heading: &'static str,
    /// What was stored, as people read it; empty where nothing was.
    pub old: String,
    /// What is stored now.
    pub new: String,
}

/// The changes to one row, collected and then applied at once.
pub struct Patch {
    table: &'static str,
    id: i64,
    columns: Vec<(&'static str, Value)>,
    changes: Vec<Change>,
}

/// Whether two sayings of one thing don't contradict each other: an absent one says nothing.
pub fn agree<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Changes that come to pass on a day: each says so itself, and the field that keeps the day (`since`) isn't told.
pub fn as_event(mut changes: Vec<Change>, from: Day, since: &Field, dated: &[Field]) -> Vec<Change> {
    changes.retain(|change| change.heading != since.heading);
    for change in changes.iter_mut().filter(|change| dated.iter().any(|field| field.heading == change.heading)) {
        change.new = format!("{} (с {from})", change.new);
    }
    changes
}

/// A stored value that a person can read.
pub trait InWords: ToSql + PartialEq {
    /// As people read it.
    fn shown(&self) -> String;
}

impl InWords for String {
    fn shown(&self) -> String {
        self.clone()
    }
}

impl InWords for bool {
    fn shown(&self) -> String {
        if *self { "да".into() } else { "нет".into() }
    }
}

macro_rules! shown_by_display {
    ($($name:ty),+) => {$(impl InWords for $name { fn shown(&self) -> String { self.to_string() } })+};
}

shown_by_display!(Day, Sex);

impl Patch {
    /// Of a row of a table; nothing is changed yet.
    pub fn new(table: &'static str, id: i64) -> Self {
        Self { table, id, columns: Vec::new(), changes: Vec::new() }
    }

    /// Notes a new value for a field, if there is one and it differs.
    ///
    /// # Errors
    /// None in practice: the value can always be bound.
    pub fn set<T: InWords>(&mut self, field: &Field, old: Option<&T>, new: Option<&T>) -> Result<()> {
        if let Some(new) = new.filter(|new| old != Some(*new)) {
            self.silently(field.column, new)?;
            if let Some(key) = field.key {
                self.silently(key.column, &(key.make)(&new.shown()))?;
            }
            self.note(field, old.map(InWords::shown).unwrap_or_default(), new.shown());
        }
        Ok(())
    }

    /// Sets a column that people don't see: a search key, an id.
    ///
    /// # Errors
    /// None in practice: the value can always be bound.
    pub fn silently(&mut self, column: &'static str, new: &impl ToSql) -> Result<()> {
        use rusqlite::types::ToSqlOutput;
        let value = match new.to_sql()? {
            ToSqlOutput::Owned(value) => value,
            ToSqlOutput::Borrowed(value) => value.try_into()?,
            _ => Value::Null,
        };
        self.columns.push((column, value));
        Ok(())
    }

    /// Notes a change that [`Patch::silently`] carried.
    pub fn note(&mut self, field: &Field, old: impl Into<String>, new: impl Into<String>) {
        self.changes.push(Change { heading: field.heading, old: old.into(), new: new.into() });
    }

    /// Whether a column is to be changed.
    pub fn touches(&self, column: &str) -> bool {
        self.columns.iter().any(|(name, _)| *name == column)
    }

    /// Writes the changes and returns them; none, and nothing is written.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn apply(self, store: &Store) -> Result<Vec<Change>> {
        if !self.columns.is_empty() {
            let columns: Vec<_> = self.columns.iter().map(|(name, _)| format!("{name} = ?")).collect();
            let sql = format!("UPDATE {} SET {} WHERE id = ?", self.table, columns.join(", "));
            let id = Value::from(self.id);
            let values = self.columns.iter().map(|(_, value)| value).chain([&id]);
            store.execute(&sql, rusqlite::params_from_iter(values))?;
        }
        Ok(self.changes)
    }
}
