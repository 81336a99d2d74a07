//! The schema of a file against the one that this program makes. A stepped-up file has the same definitions in another order
//! and with other words between them: the definitions are compared, not the text.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use rusqlite::Connection;

use super::super::migrate;
use super::Finding;
use crate::domain::Severity;
use crate::error::Advice;

const KIND: (&str, &str) = ("schema", "Схема базы не такая, какой её делает программа");

/// What a schema consists of: the kind and the name of each part, and its definitions.
type SchemaObjects = BTreeMap<(String, String), BTreeSet<String>>;

/// A part of the schema that isn't as it should be: what it is, what is wrong.
struct Difference {
    subject: String,
    finding: String,
    /// Something more than the program makes, which does no harm; a trigger may do any.
    is_extra: bool,
}

/// In what the schema differs.
pub fn findings(connection: &Connection) -> Result<Vec<Finding>> {
    let finding = |found: Difference| {
        let Difference { subject, finding, .. } = found;
        let (subject, finding) = (subject.into(), finding.into());
        Finding {
            kind: KIND,
            severity: Severity::Error,
            subject,
            org: None,
            finding,
            advice: Advice::RestoreForeignSchema,
        }
    };
    Ok(differences(connection)?.into_iter().map(finding).collect())
}

/// What the schema lacks; SQLite is content with a file that has lost a rule.
pub fn lack(connection: &Connection) -> Result<Option<String>> {
    let lack = differences(connection)?.into_iter().find(|difference| !difference.is_extra);
    Ok(lack.map(|Difference { subject, finding, .. }| format!("{subject}: {finding}")))
}

/// The first difference there is, harmless or not.
pub fn first(connection: &Connection) -> Result<Option<String>> {
    let first = differences(connection)?.into_iter().next();
    Ok(first.map(|Difference { subject, finding, .. }| format!("{subject}: {finding}")))
}

fn differences(connection: &Connection) -> Result<Vec<Difference>> {
    let fresh = Connection::open_in_memory()?;
    migrate::create(&fresh)?;
    let (found, expected) = (parts(connection)?, parts(&fresh)?);
    let names: BTreeSet<_> = found.keys().chain(expected.keys()).collect();
    let told = names.into_iter().filter_map(|name| {
        let finding = match (found.get(name), expected.get(name)) {
            (Some(found), Some(expected)) if found == expected => return None,
            (Some(found), Some(expected)) => difference(found, expected),
            (None, _) => "нет в базе".into(),
            (_, None) => "есть в базе, но программа этого не создаёт".into(),
        };
        let subject = format!("{} {}", russian(&name.0), name.1);
        Some(Difference { subject, finding, is_extra: !expected.contains_key(name) && name.0 != "trigger" })
    });
    Ok(told.collect())
}

fn russian(kind: &str) -> &'static str {
    match kind {
        "table" => "таблица",
        "index" => "указатель",
        "trigger" => "триггер",
        _ => "представление",
    }
}

fn difference(found: &BTreeSet<String>, expected: &BTreeSet<String>) -> String {
    let list = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        one.difference(other).map(|part| format!("«{}»", part.trim())).collect::<Vec<_>>().join(", ")
    };
    let (missing, extra) = (list(expected, found), list(found, expected));
    let told = [("нет определения ", missing), ("лишнее определение ", extra)];
    told.into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(what, list)| what.to_owned() + &list)
        .collect::<Vec<_>>()
        .join("; ")
}

fn parts(connection: &Connection) -> rusqlite::Result<SchemaObjects> {
    let sql = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get::<_, String>(2)?)))?;
    rows.map(|row| row.map(|(name, sql)| (name, definitions(&sql)))).collect()
}

/// The definitions of a stored statement: without comments, with single spaces, a table's columns and rules one by one.
fn definitions(sql: &str) -> BTreeSet<String> {
    let bare: String = sql.lines().map(|line| format!("{} ", line.split("--").next().unwrap_or_default())).collect();
    let mut bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    for sign in ["(", ")", ","] {
        bare = bare.replace(&format!(" {sign}"), sign).replace(&format!("{sign} "), sign);
    }
    // Only the commas inside the outermost parentheses part definitions.
    let (mut parts, mut part, mut depth) = (BTreeSet::new(), String::new(), 0);
    for c in bare.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if c == ',' && depth == 1 || c == '(' && depth == 1 && parts.is_empty() || c == ')' && depth == 0 {
            parts.insert(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.insert(part);
    parts
}
