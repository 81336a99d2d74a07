//! A page of facts: the query that lists the units of one kind, then a short named query a fact.

use std::sync::OnceLock;

use crate::page::{PageFault, Section, SectionKind, SqlPage};

/// One named query under its header.
#[derive(Debug, Clone)]
pub struct Query {
    /// The fact's name, or the unit's for the query that lists them.
    pub name: String,
    /// What it means, in Russian.
    pub says: String,
    /// The reason, in Russian, when it doesn't hold; empty for the query that lists the units.
    pub otherwise: String,
    /// The reason, in Russian, when it can't be known; empty where it always can.
    pub unknown: String,
    /// Act and clause, if a regulation defines it.
    pub clause: String,
    /// What a report must say wherever the fact counts, in Russian; empty for most.
    pub note: String,
    /// Of units that carry a value: its largest, 10 for a score of 0 to 10; else 0.
    pub scale: u32,
    /// The unit whose listing the query uses as a table of that name.
    with: Option<String>,
    body: String,
}

/// The page of one kind of unit.
#[derive(Debug)]
pub struct Page {
    /// Lists the units: `unit`, `label` (the name; of a person's, `person` is the id, else NULL), `org`, `holds` and, where
    /// they carry one, `value`.
    pub units: Query,
    /// Lists, each, the units for which a fact holds: `unit`, `holds`.
    pub facts: Vec<Query>,
    /// Under the name of a fact: a nearer reason why it doesn't hold, and the units for which that is the reason.
    pub reasons: Vec<Query>,
    /// Under the name of a fact: a nearer reason why it can't be known, and the units for which that is the reason.
    pub doubts: Vec<Query>,
}

const PAGES: &[SqlPage] = &[
    SqlPage { file: "src/indicator/facts/teacher.sql", text: include_str!("facts/teacher.sql") },
    SqlPage { file: "src/indicator/facts/org.sql", text: include_str!("facts/org.sql") },
    SqlPage { file: "src/indicator/facts/answer.sql", text: include_str!("facts/answer.sql") },
];

const KINDS: &[SectionKind] = &[
    SectionKind { opening: "unit", required: &["says"], optional: &["unknown", "clause", "scale"] },
    SectionKind { opening: "fact", required: &["says", "otherwise"], optional: &["unknown", "clause", "note", "with"] },
    SectionKind { opening: "reason", required: &["says"], optional: &[] },
    SectionKind { opening: "doubt", required: &["says"], optional: &[] },
];

/// All pages.
///
/// # Panics
/// A page that came with the program is broken: a test keeps this from happening.
pub fn pages() -> &'static [Page] {
    static READ: OnceLock<Vec<Page>> = OnceLock::new();
    READ.get_or_init(|| {
        let read: Result<_, _> = PAGES.iter().map(|page| Page::read(*page)).collect();
        read.unwrap_or_else(|fault| panic!("{fault}"))
    })
}

impl Page {
    /// The page of a kind of unit.
    pub fn of(unit: &str) -> Option<&'static Self> {
        pages().iter().find(|page| page.units.name == unit)
    }

    /// The fact with a name; the unit's own name is the first of its facts.
    pub fn fact(&self, name: &str) -> Option<&Query> {
        std::iter::once(&self.units).chain(&self.facts).find(|query| query.name == name)
    }

    fn read(source: SqlPage) -> Result<Self, PageFault> {
        let sections = source.sections(KINDS)?;
        let first = sections.first().filter(|section| section.opening == "unit");
        let first = first.ok_or_else(|| source.fault(1, "the page lists no units at its beginning".into()))?;
        let mut page = Self { units: Query::read(first)?, facts: Vec::new(), reasons: Vec::new(), doubts: Vec::new() };
        for section in &sections[1..] {
            let query = Query::read(section)?;
            match (section.opening, page.fact(section.name).is_some()) {
                ("fact", false) => page.facts.push(query),
                ("reason", true) => page.reasons.push(query),
                ("doubt", true) => page.doubts.push(query),
                ("reason" | "doubt", false) => {
                    return Err(section.fault(format!("there is no fact «{}» above", section.name)));
                }
                _ => return Err(section.fault(format!("«{}» stands twice", section.name))),
            }
        }
        Ok(page)
    }
}

impl Query {
    fn read(section: &Section) -> Result<Self, PageFault> {
        let text = |key| section.value(key).unwrap_or_default().to_owned();
        let scale = section.value("scale").map_or(Ok(0), str::parse);
        Ok(Self {
            name: section.name.into(),
            says: text("says"),
            otherwise: text("otherwise"),
            unknown: text("unknown"),
            clause: text("clause"),
            note: text("note"),
            scale: scale.map_err(|_| section.fault("«scale» is no whole number".into()))?,
            with: section.value("with").map(Into::into),
            body: section.body.trim_end_matches(';').into(),
        })
    }

    /// The whole statement.
    pub fn sql(&self) -> String {
        match self.with.as_deref().and_then(Page::of) {
            // Not made as a table: the query asks for a few of its rows.
            Some(page) => format!("WITH {} AS NOT MATERIALIZED ({}) {}", page.units.name, page.units.body, self.body),
            None => self.body.clone(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read() {
        for page in PAGES {
            let read = Page::read(*page).unwrap_or_else(|fault| panic!("{fault}"));
            for query in read.facts {
                assert!(query.with.is_none_or(|unit| Page::of(&unit).is_some()), "{}: {}", page.file, query.name);
            }
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        const UNIT: &str = "-- unit: org\n-- says: организация\nSELECT 1;\n";
        const OPEN: &str = "-- fact: open\n-- says: работает\n-- otherwise: закрыта\nSELECT 1;\n";
        for (parts, told) in [
            (&[OPEN][..], "org.sql:1: the page lists no units at its beginning"),
            (&[UNIT, OPEN, UNIT], "org.sql:8: «org» stands twice"),
            (&[UNIT, OPEN, OPEN], "org.sql:8: «open» stands twice"),
            (&[UNIT, "-- reason: open\n-- says: нет\nSELECT 1;\n", OPEN], "org.sql:4: there is no fact «open» above"),
            (&["-- unit: org\n-- says: да\n-- scale: ten\nSELECT 1;"], "org.sql:1: «scale» is no whole number"),
            (
                &[UNIT, "-- fact: a\n-- says: да\n-- otherwice: нет\nSELECT 1;"],
                "org.sql:6: «fact» has no key «otherwice»",
            ),
        ] {
            let source = SqlPage { file: "org.sql", text: parts.concat().leak() };
            assert_eq!(Page::read(source).unwrap_err().to_string(), told);
        }
    }
}
