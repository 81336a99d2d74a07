//! Search keys against the names that they are made of: a row whose key is wrong can't be found by its name.

use anyhow::Result;
use rusqlite::Connection;

use super::Finding;
use crate::domain::{Phrase, Secret, Severity};
use crate::error::Advice;
use crate::phrase;
use crate::register::{self, Field, Key, Register};

pub(super) const KIND: (&str, &str) = ("search_key", "Ключ поиска не соответствует названию");

/// The rows whose key isn't that of their name.
pub fn findings(connection: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (register, field, Key { column: key, make }) in keys() {
        let (table, name, what) = (register.table, field.column, register.noun);
        let mut statement = connection.prepare(&format!("SELECT id, {name}, {key} FROM {table} ORDER BY id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name = row.get_ref(1)?.as_str_or_null()?;
            let key = row.get_ref(2)?.as_str_or_null()?;
            let due = name.map(make);
            if due.as_deref() == key {
                continue;
            }
            let (name, id) = (name.unwrap_or_default(), row.get::<_, i64>(0)?);
            let (key, due) = (key.unwrap_or_default(), due.unwrap_or_default());
            let told = |text: &str| if field.is_secret { Secret(text.to_owned()).into() } else { Phrase::from(text) };
            found.push(Finding {
                kind: KIND,
                severity: Severity::Error,
                subject: phrase![format!("{what} № {id}: "), told(name)],
                org: (table == "orgs").then(|| name.to_owned()),
                finding: phrase!["ключ «", told(key), "», а должен быть «", told(&due), "»"],
                advice: Advice::RestoreOrRetitle,
            });
        }
    }
    Ok(found)
}

/// The fields that have a search key.
fn keys() -> impl Iterator<Item = (&'static Register, &'static Field, Key)> {
    register::fields(|field| field.key.is_some()).filter_map(|(register, field)| Some((register, field, field.key?)))
}
