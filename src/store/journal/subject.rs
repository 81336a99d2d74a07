//! A row as people call it, whether it is still there or not.

use std::collections::BTreeSet;

use anyhow::Result;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

use crate::domain::{Day, Decimal, Names, Phrase, Secret, Who, number};
use crate::phrase;
use crate::register::{self, Field, Register, Sort};
use crate::store::journal::History;

/// A row whose history is asked for: with the rows that belong to it.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// What it is.
    pub register: &'static Register,
    /// Which one.
    pub id: i64,
}

/// A stored value as people see it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Nothing was stored.
    Nothing,
    /// Text.
    Text(String),
    /// A number.
    Number(i64),
    /// A day.
    Day(Day),
    /// да / нет.
    Flag(bool),
    /// A member of a closed set: code, title.
    Code(&'static str, &'static str),
    /// Another row, as people call it.
    Row(Phrase),
    /// What isn't shown where people aren't named.
    Secret(Box<Shown>),
}

impl Shown {
    /// The value in words, people named.
    pub fn words(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text,
            Self::Number(n) => n.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Flag(yes) => if yes { "да" } else { "нет" }.into(),
            Self::Code(_, title) => title.into(),
            Self::Row(label) => label.said(&Names::default()),
            Self::Secret(inner) => inner.words(),
        }
    }

    /// The value as a part of a row's label; a flag is none.
    fn part(self) -> Option<Phrase> {
        Some(match self {
            Self::Nothing | Self::Flag(_) => return None,
            Self::Text(text) => text.into(),
            Self::Row(label) => label,
            Self::Number(n) => n.to_string().into(),
            Self::Day(day) => day.to_string().into(),
            Self::Code(_, title) => title.into(),
            Self::Secret(inner) => match *inner {
                Self::Text(text) => Secret(text).into(),
                _ => return None,
            },
        })
    }
}

/// The fields of a row.
pub(in crate::store) type RowFields = Map<String, Value>;

impl History<'_> {
    /// A subject as people call it.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn subject_label(&self, subject: Subject) -> Result<Phrase> {
        self.subject(subject.register.table, subject.id)
    }

    /// A row as people call it: «пара 12».
    pub(super) fn subject(&self, relation: &str, id: i64) -> Result<Phrase> {
        let noun = register::of_table(relation).map_or("строка", |register| register.noun);
        Ok(phrase![noun, " ", self.label(relation, id, None)?])
    }

    /// A field of a row as people call it: «организация Школа А, поле «Руководитель»».
    pub(in crate::store) fn place(&self, relation: &str, id: i64, field: &str) -> Result<String> {
        let known = register::of_table(relation).and_then(|register| register.field(field));
        let heading = known.map_or(field, |field| field.heading);
        Ok(format!("{}, поле «{heading}»", self.subject(relation, id)?.said(&Names::default())))
    }

    /// The same without the noun; the fields, if they are at hand.
    pub(in crate::store) fn label(&self, relation: &str, id: i64, fields: Option<&RowFields>) -> Result<Phrase> {
        let (Some(register), Some(fields)) =
            (register::of_table(relation), fields.cloned().map_or_else(|| self.fields(relation, id), |f| Ok(Some(f)))?)
        else {
            return Ok(format!("№ {id}").into());
        };
        if let ("people", Some(Value::String(name))) = (relation, fields.get("name")) {
            return Ok(Who::new(id, name.as_str()).into());
        }
        let mut parts = Vec::new();
        for field in register.label() {
            parts.extend(self.shown(field, fields.get(field.column).unwrap_or(&Value::Null))?.part());
        }
        Ok(if parts.is_empty() { format!("№ {id}").into() } else { Phrase::list(parts) })
    }

    /// The fields of a row that is there, or as it was when it was removed.
    pub(in crate::store) fn fields(&self, relation: &str, id: i64) -> Result<Option<RowFields>> {
        let mut statement = self.0.connection.prepare_cached(&format!("SELECT * FROM {relation} WHERE id = ?1"))?;
        let names: Vec<String> = statement.column_names().map(Into::into).collect();
        let mut rows = statement.query([id])?;
        if let Some(row) = rows.next()? {
            let mut fields = RowFields::new();
            for (at, name) in names.into_iter().enumerate() {
                fields.insert(name, json(row.get_ref(at)?));
            }
            return Ok(Some(fields));
        }
        let sql = "SELECT old FROM changes WHERE entry_id IN (SELECT id FROM entries WHERE removed > 0) \
                   AND relation = ?1 AND row_id = ?2 AND field IS NULL AND old IS NOT NULL ORDER BY id DESC";
        let removed: Option<String> = self.0.first(sql, (relation, id), |row| row.get(0))?;
        Ok(removed.map(|row| serde_json::from_str(&row)).transpose()?)
    }

    /// A value of a field as people see it.
    pub(in crate::store) fn shown(&self, field: &Field, value: &Value) -> Result<Shown> {
        let text = match value {
            Value::Null => return Ok(Shown::Nothing),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let shown = match (field.sort, value.as_i64()) {
            (Sort::Row(parent), Some(id)) if parent.is_numbered => Shown::Row(self.subject(parent.table, id)?),
            (Sort::Row(parent), Some(id)) => Shown::Row(self.label(parent.table, id, None)?),
            (Sort::Flag, Some(n)) => Shown::Flag(n != 0),
            (Sort::Number, Some(n)) => Shown::Number(n),
            (Sort::Decimal, _) => {
                value.as_f64().map_or(Shown::Text(text), |value| Shown::Text(Decimal::of_float(value).to_string()))
            }
            (Sort::Day, None) => Day::parse(&text).map_or(Shown::Text(text), Shown::Day),
            (Sort::Snils, None) => Shown::Text(number::snils_shown(&text).0),
            (Sort::Set(set), None) => {
                (set.titled)(&text).map_or(Shown::Text(text), |(code, title)| Shown::Code(code, title))
            }
            _ => Shown::Text(text),
        };
        Ok(if field.is_secret { Shown::Secret(Box::new(shown)) } else { shown })
    }

    /// The id of a row that was removed and isn't there, by its search key.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn removed_row_id(&self, register: &Register, text: &str) -> Result<Option<i64>> {
        let Some((_, key)) = register.known_by() else { return Ok(None) };
        let sql = "SELECT row_id FROM changes WHERE entry_id IN (SELECT id FROM entries WHERE removed > 0) \
                   AND relation = ?1 AND field IS NULL AND old ->> ?2 = ?3 ORDER BY id DESC";
        Ok(self.0.first(sql, (register.table, key.column, (key.make)(text)), |row| row.get(0))?)
    }

    /// The rows that make up a subject: its own and those that refer to it, there or removed.
    pub(super) fn rows_of(&self, subject: Subject) -> Result<BTreeSet<(String, i64)>> {
        let (relation, id) = (subject.register.table, subject.id);
        let mut rows = BTreeSet::from([(relation.to_owned(), id)]);
        for reference in self.references()? {
            if reference.parent != relation {
                continue;
            }
            let (child, column) = (&reference.child, &reference.column);
            let there = format!("SELECT id FROM {child} WHERE {column} = ?1");
            let mut found: Vec<i64> = self.0.all(&there, [id], |row| row.get(0))?;
            let removed = format!(
                "SELECT row_id FROM changes WHERE entry_id IN (SELECT id FROM entries WHERE removed > 0) \
                 AND relation = '{child}' AND field IS NULL AND old ->> '{column}' = ?1"
            );
            found.extend(self.0.all(&removed, [id], |row| row.get::<_, i64>(0))?);
            rows.extend(found.into_iter().map(|row| (child.clone(), row)));
        }
        Ok(rows)
    }
}

/// A stored value that was kept as JSON; the schema knows integers and texts.
pub(in crate::store) fn of_json(json: &Value) -> rusqlite::types::Value {
    match json {
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().into(),
        },
        Value::String(text) => text.clone().into(),
        _ => rusqlite::types::Value::Null,
    }
}

/// A stored value as JSON.
pub(in crate::store) fn json(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(n) => n.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        _ => Value::Null,
    }
}
