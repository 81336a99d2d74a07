//! Rows of any register, by its declaration: found, entered, changed. What is a register's own stands in its own file.

use anyhow::Result;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{OptionalExtension, ToSql, params_from_iter};

use super::journal::{Shown, json, of_json};
use super::{Change, Store};
use crate::domain::{Day, Names};
use crate::error::Failure;
use crate::register::org::CLOSED;
use crate::register::{Field, Register};

/// What a command or a file says of a row; a field of which nothing is said isn't there, and changes nothing.
#[derive(Debug, Clone)]
pub struct RowDraft {
    register: &'static Register,
    values: Vec<(Field, Value)>,
}

/// What became of a row that was put into a register.
#[derive(Debug, Clone, PartialEq)]
pub struct PutRow {
    /// Its id.
    pub id: i64,
    /// Whether it wasn't there before.
    pub is_new: bool,
    /// What is otherwise than before, if it was.
    pub changes: Vec<Change>,
}

impl RowDraft {
    /// Nothing is said yet.
    pub fn of(register: &'static Register) -> Self {
        Self { register, values: Vec::new() }
    }

    /// Says what a field is, if anything is said of it.
    pub fn with(mut self, field: Field, value: Option<impl ToSql>) -> Self {
        let value = value.as_ref().and_then(|value| value.to_sql().ok());
        let value = match value {
            Some(ToSqlOutput::Owned(value)) => value,
            Some(ToSqlOutput::Borrowed(value)) => value.try_into().unwrap_or(Value::Null),
            _ => Value::Null,
        };
        if value != Value::Null {
            self.values.push((field, value));
        }
        self
    }

    /// Says that a field is empty from now on: it was a mistake, or is no more.
    pub fn emptied(mut self, field: Field) -> Self {
        self.values.push((field, Value::Null));
        self
    }

    /// The columns that are said, search keys among them, each with its value.
    fn columns(&self) -> impl Iterator<Item = (&'static str, Value)> {
        self.values.iter().flat_map(|(field, value)| columns_of(field, value))
    }
}

/// The column of a field, and its search key, which follows from it.
fn columns_of(field: &Field, value: &Value) -> impl Iterator<Item = (&'static str, Value)> + use<> {
    let key = match (field.key, value) {
        (Some(key), Value::Text(text)) => Some((key.column, Value::Text((key.make)(text)))),
        (Some(key), Value::Null) => Some((key.column, Value::Null)),
        _ => None,
    };
    [Some((field.column, value.clone())), key].into_iter().flatten()
}

impl Store {
    /// Enters a row; returns its id.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn insert_row(&self, draft: &RowDraft) -> Result<i64> {
        let (columns, values): (Vec<_>, Vec<_>) = draft.columns().unzip();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", draft.register.table, columns.join(", "));
        Ok(self.insert(&sql, params_from_iter(values))?)
    }

    /// Changes what a draft says otherwise than a stored row; returns the changes.
    ///
    /// # Errors
    /// There is no such row; a rule of the schema.
    pub fn amend_row(&self, id: i64, draft: &RowDraft) -> Result<Vec<Change>> {
        if draft.values.is_empty() {
            return Ok(Vec::new());
        }
        let columns: Vec<_> = draft.values.iter().map(|(field, _)| field.column).collect();
        let table = draft.register.table;
        let sql = format!("SELECT {} FROM {table} WHERE id = ?1", columns.join(", "));
        let stored: Vec<Value> = self
            .connection
            .prepare_cached(&sql)?
            .query_row([id], |row| (0..columns.len()).map(|at| row.get(at)).collect())?;
        let mut changes = Vec::new();
        let (mut sets, mut values) = (Vec::new(), Vec::new());
        for ((field, new), old) in draft.values.iter().zip(stored).filter(|((_, new), old)| new != old) {
            let words =
                |value| Ok::<_, anyhow::Error>(self.history().shown(field, &json(ValueRef::from(value)))?.words());
            changes.push(Change { heading: field.heading, old: words(&old)?, new: words(new)? });
            for (column, value) in columns_of(field, new) {
                sets.push(format!("{column} = ?"));
                values.push(value);
            }
        }
        if !sets.is_empty() {
            values.push(id.into());
            self.execute(&format!("UPDATE {table} SET {} WHERE id = ?", sets.join(", ")), params_from_iter(values))?;
        }
        Ok(changes)
    }

    /// Changes the row that is known already, or enters a new one.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn put_row(&self, known: Option<i64>, draft: &RowDraft) -> Result<PutRow> {
        match known {
            Some(id) => Ok(PutRow { id, is_new: false, changes: self.amend_row(id, draft)? }),
            None => Ok(PutRow { id: self.insert_row(draft)?, is_new: true, changes: Vec::new() }),
        }
    }

    /// Walks the rows of a register in the order of their names: the id, then each field as people see it. `without`: only
    /// those in which this field is empty.
    ///
    /// # Errors
    /// The file can't be read; what `row` returns.
    pub fn each_row(
        &self,
        register: &Register,
        without: Option<Field>,
        row: &mut dyn FnMut(i64, Vec<Shown>) -> Result<()>,
    ) -> Result<()> {
        let columns: Vec<_> = register.fields.iter().map(|field| field.column).collect();
        let only = without.map(|field| format!("WHERE {} IS NULL", field.column)).unwrap_or_default();
        let order = register.known_by().map_or("id", |(_, key)| key.column);
        let sql = format!("SELECT id, {} FROM {} {only} ORDER BY {order}, id", columns.join(", "), register.table);
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(stored) = rows.next()? {
            let cells = register.fields.iter().enumerate();
            let cells = cells.map(|(at, field)| self.history().shown(field, &json(stored.get_ref(at + 1)?)));
            row(stored.get(0)?, cells.collect::<Result<_>>()?)?;
        }
        Ok(())
    }

    /// What people call the rows of a register, in order; without organisations that have closed before a day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn names_in(&self, register: &Register, day: Day) -> Result<Vec<String>> {
        let Some(label) = register.label().find(|field| field.is_text()) else { return Ok(Vec::new()) };
        let order = label.key.map_or(label.column, |key| key.column);
        let is_open = register.field(CLOSED.column).map(|field| format!("ifnull({}, ?1) >= ?1", field.column));
        let sql = format!(
            "SELECT {} FROM {} WHERE {} ORDER BY {order}, id",
            label.column,
            register.table,
            is_open.unwrap_or_else(|| "?1 IS NOT NULL".into())
        );
        Ok(self.all(&sql, [day], |row| row.get(0))?)
    }

    /// The next free whole number of a register whose rows people number themselves.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn next_number(&self, register: &Register) -> Result<String> {
        let number = register.known_by().map_or("id", |(field, _)| field.column);
        let sql = format!(
            "SELECT ifnull(max(CAST({number} AS INTEGER)), 0) + 1 FROM {} WHERE {number} NOT GLOB '*[^0-9]*'",
            register.table
        );
        let next: Option<i64> = self.first(&sql, [], |row| row.get(0))?;
        Ok(next.unwrap_or(1).to_string())
    }

    /// The row with exactly this number, code or name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn row_named(&self, register: &Register, text: &str) -> Result<Option<i64>> {
        let Some((_, key)) = register.known_by() else { return Ok(None) };
        let sql = format!("SELECT id FROM {} WHERE {} = ?1", register.table, key.column);
        Ok(self.connection.prepare_cached(&sql)?.query_row([(key.make)(text)], |row| row.get(0)).optional()?)
    }

    /// A row of a register as it is stored, without some fields, so that it may be entered again with others in their place.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn row_again(&self, register: &'static Register, id: i64, without: &[Field]) -> Result<RowDraft> {
        let stored = self.history().fields(register.table, id)?.unwrap_or_default();
        let is_kept = |field: &&Field| without.iter().all(|other| other.column != field.column);
        let told = register.fields.iter().filter(is_kept);
        Ok(told.fold(RowDraft::of(register), |row, field| row.with(*field, stored.get(field.column).map(of_json))))
    }

    /// The row that agrees with a draft in whatever tells the rows of its register apart.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn row_like(&self, draft: &RowDraft) -> Result<Option<i64>> {
        let RowDraft { register, values } = draft;
        if register.told_apart_by.is_empty() {
            return Ok(None);
        }
        let told = |column: &&str| values.iter().find(|(field, _)| field.column == *column).map(|(_, value)| value);
        let tests: Vec<_> = register.told_apart_by.iter().map(|column| format!("{column} IS ?")).collect();
        let sql = format!("SELECT id FROM {} WHERE {}", register.table, tests.join(" AND "));
        let values = params_from_iter(register.told_apart_by.iter().map(told));
        Ok(self.connection.prepare_cached(&sql)?.query_row(values, |row| row.get(0)).optional()?)
    }

    /// The row that a person at the command line means: by its number, code or name, or by an unambiguous part of any name
    /// of it; one that is known by none, by its id.
    ///
    /// # Errors
    /// None is like that, or several are: the message lists them.
    pub fn find_row(&self, register: &'static Register, text: &str) -> Result<i64> {
        if let Some(id) = self.row_named(register, text)? {
            return Ok(id);
        }
        let found = match register.known_by() {
            Some(_) => self.rows_like(register, text)?,
            None => {
                let sql = format!("SELECT id FROM {} WHERE id = ?1", register.table);
                self.all(&sql, [text.parse::<i64>().ok()], |row| row.get(0))?
            }
        };
        match found[..] {
            [only] => Ok(only),
            [] => Err(Failure::refused(format!("не найдено: {} «{text}»", register.noun)).into()),
            _ => {
                let mut failure =
                    Failure::refused(format!("под «{text}» подходит несколько записей: {}", register.noun));
                for id in found.iter().take(20) {
                    failure = failure.hint(self.history().label(register.table, *id, None)?.said(&Names::default()));
                }
                Err(failure.hint("укажите одну из этого списка полностью").into())
            }
        }
    }

    /// The rows with a text in any of their names.
    fn rows_like(&self, register: &Register, text: &str) -> Result<Vec<i64>> {
        let keys = register.fields.iter().filter_map(|field| field.key);
        let (tests, values): (Vec<_>, Vec<_>) =
            keys.map(|key| (format!("instr({}, ?)", key.column), (key.make)(text))).unzip();
        let sql = format!("SELECT id FROM {} WHERE {} ORDER BY id LIMIT 1000", register.table, tests.join(" OR "));
        Ok(self.all(&sql, params_from_iter(values), |row| row.get(0))?)
    }
}
