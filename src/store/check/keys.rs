//! Search keys against the names that they are made of: a row whose key is wrong can't be found by its name.

use anyhow::Result;
use rusqlite::Connection;

use super::{Finding, Severity};
use crate::domain::{Phrase, Secret, name};
use crate::phrase;

const KIND: (&str, &str) = ("search_key", "Ключ поиска не соответствует названию");
const ADVICE: &str = "запись изменила другая программа: восстановите базу из копии (nastavnik org restore) или исправьте \
                      название сначала на иное, потом обратно";

/// How a key is made of a name.
type Make = fn(&str) -> String;

/// The table, the name, the key, what makes it, what a row is called.
const KEYS: &[(&str, &str, &str, Make, &str)] = &[
    ("people", "name", "key", name::key, "человек"),
    ("former_names", "name", "key", name::key, "прежняя фамилия"),
    ("orgs", "name", "key", name::org_key, "организация"),
    ("orgs", "short_name", "short_key", name::org_key, "организация"),
    ("municipalities", "name", "key", name::org_key, "муниципалитет"),
    ("posts", "title", "key", name::key, "должность"),
    ("group_kinds", "title", "key", name::key, "вид группы"),
    ("groups", "title", "key", name::org_key, "группа"),
    ("groups", "code", "code_key", name::key, "группа"),
    ("pairs", "number", "number_key", name::key, "пара"),
    ("programs", "number", "number_key", name::key, "программа"),
];

/// The rows whose key isn't that of their name.
pub fn findings(connection: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (table, name, key, make, what) in KEYS {
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
            let is_person = ["people", "former_names"].contains(table);
            let (key, due) = (key.unwrap_or_default(), due.unwrap_or_default());
            let told = |text: &str| if is_person { Secret(text.to_owned()).into() } else { Phrase::from(text) };
            found.push(Finding {
                kind: KIND,
                severity: Severity::Error,
                subject: phrase![format!("{what} № {id}: "), told(name)],
                org: (*table == "orgs").then(|| name.to_owned()),
                finding: phrase!["ключ «", told(key), "», а должен быть «", told(&due), "»"],
                advice: ADVICE,
            });
        }
    }
    Ok(found)
}
