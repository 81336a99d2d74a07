//! The pages of findings: one declaration a kind.

use std::rc::Rc;

use crate::domain::Severity;
use crate::page::{PageFault, Section, SectionKind, SqlPage};

/// The pages, in the order in which findings that move nothing are listed.
const PAGES: &[SqlPage] = &[
    SqlPage { file: "src/store/worklist/people.sql", text: include_str!("people.sql") },
    SqlPage { file: "src/store/worklist/orgs.sql", text: include_str!("orgs.sql") },
    SqlPage { file: "src/store/worklist/pairs.sql", text: include_str!("pairs.sql") },
    SqlPage { file: "src/store/worklist/programs.sql", text: include_str!("programs.sql") },
    SqlPage { file: "src/store/worklist/reviews.sql", text: include_str!("reviews.sql") },
];

const SECTIONS: &[SectionKind] = &[
    SectionKind {
        opening: "finding",
        required: &["title", "severity", "advice", "command"],
        optional: &["clause", "compared"],
    },
    SectionKind { opening: "moves", required: &["unit", "facts"], optional: &["certain"] },
];

/// A kind of finding.
#[derive(Debug)]
pub struct FindingKind {
    /// The word for programs.
    pub code: &'static str,
    /// The same for people.
    pub title: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is asked for; empty where no act does.
    pub clause: &'static str,
    /// What to do, in words.
    pub advice: &'static str,
    /// The command that mends it, columns of the query in braces; what only the reader knows in capitals.
    pub command: &'static str,
    /// The query.
    pub(super) sql: &'static str,
    /// The columns of two keys of names that must be alike, which no query can tell; none: whatever is listed is found.
    pub(super) compared: Vec<&'static str>,
    /// What its mending makes true.
    pub moves: Vec<FactMove>,
}

/// Facts of some units that hold once a finding is mended.
#[derive(Debug)]
pub struct FactMove {
    /// The page of the units: `teacher`.
    pub unit: &'static str,
    /// The facts.
    pub facts: Rc<[&'static str]>,
    /// Whether they hold then; else they are only known.
    pub is_certain: bool,
    pub(super) sql: &'static str,
}

/// All kinds of all pages.
pub(super) fn read_all() -> Result<Vec<FindingKind>, PageFault> {
    let mut kinds = Vec::new();
    for page in PAGES {
        kinds.extend(read(*page)?);
    }
    Ok(kinds)
}

fn read(page: SqlPage) -> Result<Vec<FindingKind>, PageFault> {
    let mut kinds: Vec<FindingKind> = Vec::new();
    for section in page.sections(SECTIONS)? {
        match section.opening {
            "finding" => kinds.push(FindingKind::read(&section)?),
            _ => match kinds.last_mut().filter(|kind| kind.code == section.name) {
                Some(kind) => kind.moves.push(FactMove::read(&section)?),
                None => return Err(section.fault(format!("«{}» isn't the finding above", section.name))),
            },
        }
    }
    Ok(kinds)
}

impl FindingKind {
    fn read(section: &Section) -> Result<Self, PageFault> {
        let value = |key| section.value(key).unwrap_or_default();
        let severity = Severity::of_code(value("severity"));
        Ok(Self {
            code: section.name,
            title: value("title"),
            severity: severity.ok_or_else(|| section.fault(format!("no severity is «{}»", value("severity"))))?,
            clause: value("clause"),
            advice: value("advice"),
            command: value("command"),
            sql: section.body,
            compared: value("compared").split(',').map(str::trim).filter(|column| !column.is_empty()).collect(),
            moves: Vec::new(),
        })
    }
}

impl FactMove {
    fn read(section: &Section) -> Result<Self, PageFault> {
        let is_certain = match section.value("certain") {
            None => true,
            Some("no") => false,
            Some(other) => return Err(section.fault(format!("«certain» is «no» or isn't there, but it is «{other}»"))),
        };
        let unit = section.value("unit").unwrap_or_default();
        let facts = section.value("facts").unwrap_or_default().split(',').map(str::trim).collect();
        Ok(Self { unit, facts, is_certain, sql: section.body })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_finding_of_the_pages_is_read() {
        let kinds = read_all().unwrap_or_else(|fault| panic!("{fault}"));
        assert!(kinds.len() >= 40, "{}", kinds.len());
        let codes: BTreeSet<_> = kinds.iter().map(|kind| kind.code).collect();
        assert_eq!(codes.len(), kinds.len(), "a word stands for one kind");
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        let read = |text| {
            let told = read(SqlPage { file: "pairs.sql", text }).map(|kinds| kinds.len());
            told.map_err(|fault| fault.to_string())
        };
        let severe = "\n-- finding: a\n-- title: Название\n-- severity: fatal\n-- advice: совет\n-- command: nastavnik\nSELECT 1;";
        assert_eq!(read(severe), Err("pairs.sql:2: no severity is «fatal»".into()));
        let without = "-- finding: a\n-- title: Название\n-- severity: error\n-- command: nastavnik\nSELECT 1;";
        assert_eq!(read(without), Err("pairs.sql:1: «advice» is missing".into()));
        let stray = "-- moves: b\n-- unit: teacher\n-- facts: young\nSELECT 1;";
        assert_eq!(read(stray), Err("pairs.sql:1: «b» isn't the finding above".into()));
    }
}
