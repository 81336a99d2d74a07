//! What in the registers needs a person: the page of queries, run.

use anyhow::Result;

use super::{Finding, Severity};
use crate::domain::{Day, Who};
use crate::error::Advice;
use crate::page::{PageFault, Section, SectionKind, SqlPage};
use crate::phrase;
use crate::store::Store;

/// A query for each kind of finding.
const PAGE: SqlPage = SqlPage { file: "src/store/check/registers.sql", text: include_str!("registers.sql") };

const KINDS: &[SectionKind] =
    &[SectionKind { opening: "finding", required: &["title", "severity", "advice"], optional: &[] }];

/// A kind of finding as the page has it.
struct FindingQuery {
    kind: (&'static str, &'static str),
    severity: Severity,
    advice: &'static str,
    sql: &'static str,
}

/// All findings on a day.
pub fn findings(store: &Store, today: Day) -> Result<Vec<Finding>> {
    let names = store.people().names_on(today)?;
    let mut found = Vec::new();
    for FindingQuery { kind, severity, advice, sql } in read(PAGE)? {
        let mut statement = store.connection.prepare(sql)?;
        let mut rows = statement.query([today])?;
        while let Some(row) = rows.next()? {
            let (subject, org, finding): (String, _, String) =
                (row.get("subject")?, row.get("org")?, row.get("finding")?);
            let person: Option<i64> = row.get("person")?;
            let subject = match person {
                Some(id) => phrase![subject, names.of(Who::new(id, row.get::<_, String>("name")?))],
                None => subject.into(),
            };
            let finding = finding.into();
            let advice = Advice::Plain(advice);
            found.push(Finding { kind, severity, subject, org, finding, advice });
        }
    }
    Ok(found)
}

/// All kinds of findings: a word for programs, the same for people.
pub fn kinds() -> Result<Vec<(&'static str, &'static str)>> {
    Ok(read(PAGE)?.into_iter().map(|query| query.kind).collect())
}

fn read(page: SqlPage) -> Result<Vec<FindingQuery>, PageFault> {
    page.sections(KINDS)?.iter().map(FindingQuery::read).collect()
}

impl FindingQuery {
    fn read(section: &Section) -> Result<Self, PageFault> {
        let value = |key| section.value(key).unwrap_or_default();
        let severity =
            [Severity::Error, Severity::Warning, Severity::Note].into_iter().find(|s| s.code() == value("severity"));
        Ok(Self {
            kind: (section.name, value("title")),
            severity: severity.ok_or_else(|| section.fault(format!("no severity is «{}»", value("severity"))))?,
            advice: value("advice"),
            sql: section.body,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_of_the_page_is_read() {
        let queries = read(PAGE).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(queries.len() >= 10);
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        let read = |text| {
            let told = read(SqlPage { file: "registers.sql", text }).map(|queries| queries.len());
            told.map_err(|fault| fault.to_string())
        };
        let severe = "\n-- finding: a\n-- title: Название\n-- severity: fatal\n-- advice: совет\nSELECT 1;";
        assert_eq!(read(severe), Err("registers.sql:2: no severity is «fatal»".into()));
        let without = "-- finding: a\n-- title: Название\n-- severity: error\nSELECT 1;";
        assert_eq!(read(without), Err("registers.sql:1: «advice» is missing".into()));
    }
}
