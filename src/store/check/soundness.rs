//! Pages, indexes, references: what SQLite itself can tell of a file.

use anyhow::Result;
use rusqlite::Connection;

use super::super::backup::unfinished_copy::is_damage;
use super::Finding;
use crate::domain::Severity;
use crate::error::Advice;

/// As many faults are told; of a broken file there may be millions.
const MOST: u32 = 100;

const KIND: (&str, &str) = ("integrity", "Файл повреждён");
const REFERENCE: (&str, &str) = ("reference", "Ссылки на то, чего нет");

/// What SQLite says of an index, a row, a column, in English, and the same in Russian around the names.
const SENTENCES: &[(&str, &str, &str)] = &[
    ("row ", " missing from index ", "строки {1} нет в указателе {2}"),
    ("wrong # of entries in index ", "", "в указателе {1} не столько записей, сколько строк в таблице"),
    ("non-unique entry in index ", "", "в указателе {1} запись повторяется"),
    ("NULL value in ", "", "пусто обязательное поле {1}"),
    ("CHECK constraint failed in ", "", "строка таблицы {1} нарушает её правило"),
    ("non-INTEGER value in ", "", "значение не того типа в поле {1}"),
    ("non-TEXT value in ", "", "значение не того типа в поле {1}"),
];

/// What is wrong with the file itself.
pub fn findings(connection: &Connection) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    let read = read(connection, &mut found);
    match read {
        Err(error) if is_damage(&error) => found.push(unreadable()),
        other => other?,
    }
    Ok(found)
}

/// Not even the beginning can be read.
pub fn unreadable() -> Finding {
    finding(KIND, "файл базы".into(), "страницы файла не читаются как база данных".into())
}

fn read(connection: &Connection, found: &mut Vec<Finding>) -> Result<()> {
    // The rows of a table are sought in each of its indexes, all over the file.
    connection.execute_batch("PRAGMA cache_size = -64000")?;
    let mut statement = connection.prepare(&format!("PRAGMA integrity_check({MOST})"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        let lines = said.lines().filter(|line| *line != "ok" && !line.starts_with("*** in database"));
        found.extend(lines.map(|line| finding(KIND, "файл базы".into(), russian(line))));
    }
    if !found.is_empty() {
        return Ok(());
    }
    let sql = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT ?1";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([MOST])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let subject = format!("{table}, строка {}", id.unwrap_or_default());
        found.push(finding(REFERENCE, subject, format!("ссылается на строку таблицы {parent}, которой нет")));
    }
    Ok(())
}

fn finding(kind: (&'static str, &'static str), subject: String, finding: String) -> Finding {
    let (subject, finding) = (subject.into(), finding.into());
    Finding { kind, severity: Severity::Error, subject, org: None, finding, advice: Advice::RestoreDamaged }
}

fn russian(line: &str) -> String {
    let told = SENTENCES.iter().find_map(|(start, middle, sentence)| {
        let rest = line.strip_prefix(start)?;
        let (one, two) = if middle.is_empty() { (rest, "") } else { rest.split_once(middle)? };
        Some(sentence.replace("{1}", one).replace("{2}", two))
    });
    told.unwrap_or_else(|| format!("нарушено строение файла (SQLite: {line})"))
}
