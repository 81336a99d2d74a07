//! What in the registers needs a person: the page of queries, run.

use anyhow::{Context, Result};
use rusqlite::Connection;

use super::{Finding, Severity};
use crate::domain::{Day, Who};
use crate::phrase;

/// The page: headers, then a query, for each kind of finding.
const PAGE: &str = include_str!("registers.sql");

/// A kind of finding as the page has it.
struct Entry {
    kind: (&'static str, &'static str),
    severity: Severity,
    advice: &'static str,
    sql: &'static str,
}

/// All findings on a day.
pub fn findings(connection: &Connection, today: Day) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for part in PAGE.split("-- finding: ").skip(1) {
        let Entry { kind, severity, advice, sql } = entry(part).context("registers.sql: a header is missing")?;
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([today])?;
        while let Some(row) = rows.next()? {
            let (subject, org, finding): (String, _, String) =
                (row.get("subject")?, row.get("org")?, row.get("finding")?);
            let person: Option<i64> = row.get("person")?;
            let subject = match person {
                Some(id) => phrase![subject, Who::new(id, row.get::<_, String>("name")?)],
                None => subject.into(),
            };
            let finding = finding.into();
            found.push(Finding { kind, severity, subject, org, finding, advice });
        }
    }
    Ok(found)
}

fn entry(part: &'static str) -> Option<Entry> {
    let (code, rest) = part.split_once('\n')?;
    let (title, rest) = rest.strip_prefix("-- title: ")?.split_once('\n')?;
    let (severity, rest) = rest.strip_prefix("-- severity: ")?.split_once('\n')?;
    let (advice, sql) = rest.strip_prefix("-- advice: ")?.split_once('\n')?;
    let severity = [Severity::Error, Severity::Warning].into_iter().find(|known| known.code() == severity)?;
    Some(Entry { kind: (code, title), severity, advice, sql })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_of_the_page_is_read() {
        let entries: Vec<_> = PAGE.split("-- finding: ").skip(1).map(|part| entry(part).unwrap().kind.0).collect();
        assert!(entries.len() >= 10, "{entries:?}");
    }
}
