//! A page of facts: the query that lists the units of one kind, then a short named query a fact.

use std::sync::OnceLock;

use crate::domain::{ReportSetting, name};
use crate::error::Failure;
use crate::page::{PageFault, Section, SectionKind, SqlPage};

/// One named query under its header.
#[derive(Debug, Clone)]
pub struct FactQuery {
    /// The fact's name, or the unit's for the query that lists them.
    pub name: String,
    /// What people call it in a word or two, in Russian.
    pub title: String,
    /// What it means, in Russian.
    pub says: String,
    /// The reason, in Russian, when it doesn't hold; empty for a listing of units that are all such units.
    pub otherwise: String,
    /// The reason, in Russian, when it can't be known; empty where it always can.
    pub unknown: String,
    /// Act and clause, if a regulation defines it.
    pub clause: String,
    /// What a report must say wherever the fact counts, in Russian; empty for most.
    pub note: String,
    /// The settings by which it judges.
    pub rules: Vec<ReportSetting>,
    /// What is missing, in Russian, where another missing fact is told first; the reason, if the page doesn't say.
    pub lacks: String,
    /// The commands that mend it where it doesn't hold (of a doubt: where it can't be known); empty where none does.
    pub mend: String,
    /// Of a fact without doubts of its own: the commands that make it known.
    pub mend_unknown: String,
    /// Of a fact that holds for a unit in some of the page's strata: the stratum, a third column of its query.
    pub stratum: Option<String>,
    /// The units whose listings, and the shared tables, that the query uses as tables of those names.
    with: Vec<String>,
    /// Of a shared table: whether its rows are made once for a query, and not looked for where the query asks for some.
    is_made_once: bool,
    body: String,
}

/// The page of one kind of unit.
#[derive(Debug)]
pub struct FactPage {
    /// Lists the units: `unit`, `label` (the name; of a person's, `person` is the id, else NULL), `org`, `holds` and the
    /// columns that the page declares.
    pub units: FactQuery,
    /// Lists, each, the units for which a fact holds: `unit`, `holds`.
    pub facts: Vec<FactQuery>,
    /// Under the name of a fact: a nearer reason why it doesn't hold, and the units for which that is the reason.
    pub reasons: Vec<FactQuery>,
    /// Under the name of a fact: a nearer reason why it can't be known, and the units for which that is the reason.
    pub doubts: Vec<FactQuery>,
    /// Why a person is no such unit at all, in Russian, and the people of whom that is true: the first that lists somebody speaks.
    pub absences: Vec<FactQuery>,
    /// What stands beside the names of the units, column by column.
    pub beside: Option<FactQuery>,
    /// Queries that several facts use as tables.
    tables: Vec<FactQuery>,
    /// What units of no organisation are told, in Russian; empty where every unit has one.
    pub no_org: String,
    /// The unit by whose numbers `beside` tells the subjects of these units: their own, if they have none.
    pub subject: String,
    /// Of units that carry a score, in the column `value`: the greatest there is.
    pub scale: Option<u32>,
    /// What a share of these units can be told apart by.
    pub strata: Vec<PageStratum>,
    /// The columns with numbers of the unit's own, such as its pupils.
    pub weights: Vec<PageWeight>,
    /// The column that says where the unit's numbers come from, by the codes of [`FigureSource`](super::FigureSource);
    /// without one, all are computed.
    pub source: Option<String>,
}

/// What a share can be told apart by: a column with one of a closed set of values. A column of the listing parts the units;
/// a column of a fact tells in which of the strata it holds, perhaps in several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageStratum {
    /// The column.
    pub column: String,
    /// How the total is told apart, in Russian: «по уровням».
    pub says: String,
    /// The values, in the order in which they are listed.
    pub values: Vec<StratumValue>,
}

/// A value of a stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StratumValue {
    /// The word in the column and for programs.
    pub code: String,
    /// The word for people.
    pub title: String,
}

/// A column with a number of the unit's own; NULL where it isn't known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageWeight {
    /// The column.
    pub column: String,
    /// What the number counts, in Russian: «обучающиеся».
    pub title: String,
    /// The reason, in Russian, when it isn't known.
    pub unknown: String,
}

const PAGES: &[SqlPage] = &[
    SqlPage { file: "src/indicator/facts/teacher.sql", text: include_str!("facts/teacher.sql") },
    SqlPage { file: "src/indicator/facts/org.sql", text: include_str!("facts/org.sql") },
    SqlPage { file: "src/indicator/facts/answer.sql", text: include_str!("facts/answer.sql") },
    SqlPage { file: "src/indicator/facts/participant.sql", text: include_str!("facts/participant.sql") },
];

const KINDS: &[SectionKind] = &[
    SectionKind {
        opening: "unit",
        required: &["title", "says"],
        optional: &[
            "otherwise",
            "unknown",
            "clause",
            "mend_unknown",
            "scale",
            "strata",
            "weights",
            "source",
            "no_org",
            "subject",
            "with",
        ],
    },
    SectionKind {
        opening: "fact",
        required: &["title", "says", "otherwise"],
        optional: &["unknown", "clause", "note", "with", "stratum", "rules", "lacks", "mend", "mend_unknown"],
    },
    SectionKind { opening: "reason", required: &["says"], optional: &["with", "mend"] },
    SectionKind { opening: "doubt", required: &["says"], optional: &["with", "mend"] },
    SectionKind { opening: "absence", required: &["says"], optional: &[] },
    SectionKind { opening: "beside", required: &[], optional: &["with"] },
    SectionKind { opening: "table", required: &[], optional: &["with", "made"] },
];

/// All pages.
///
/// # Panics
/// A page that came with the program is broken: a test keeps this from happening.
pub fn pages() -> &'static [FactPage] {
    static READ: OnceLock<Vec<FactPage>> = OnceLock::new();
    READ.get_or_init(|| {
        let read: Result<_, _> = PAGES.iter().map(|page| FactPage::read(*page)).collect();
        read.unwrap_or_else(|fault| panic!("{fault}"))
    })
}

impl FactPage {
    /// The page of a kind of unit.
    pub fn of(unit: &str) -> Option<&'static Self> {
        pages().iter().find(|page| page.units.name == unit)
    }

    /// The page of the units that somebody calls by their name or by their Russian title.
    ///
    /// # Errors
    /// There is none: the message says which there are.
    pub fn called(unit: &str) -> Result<&'static Self, Failure> {
        let key = name::key(unit);
        let found = pages().iter().find(|page| page.units.name == key || name::key(&page.units.title) == key);
        found.ok_or_else(|| {
            let units: Vec<_> = pages().iter().map(|page| page.units.name.as_str()).collect();
            Failure::usage(format!("единицы «{unit}» нет"))
                .hint(format!("есть: {}", units.join(", ")))
                .untyped("такой единицы нет")
        })
    }

    /// The fact with a name; the unit's own name is the first of its facts.
    pub fn fact(&self, name: &str) -> Option<&FactQuery> {
        std::iter::once(&self.units).chain(&self.facts).find(|query| query.name == name)
    }

    /// The fact that somebody calls by its name or by its Russian title.
    pub fn fact_called(&self, name: &str) -> Option<&FactQuery> {
        let key = name::key(name);
        self.fact(name).or_else(|| self.facts.iter().find(|fact| name::key(&fact.title) == key))
    }

    pub(super) fn read(source: SqlPage) -> Result<Self, PageFault> {
        let sections = source.sections(KINDS)?;
        let first = sections.first().filter(|section| section.opening == "unit");
        let first = first.ok_or_else(|| source.fault(1, "the page lists no units at its beginning".into()))?;
        let scale = first.value("scale").map(str::parse).transpose();
        let mut page = Self {
            units: FactQuery::read(first)?,
            facts: Vec::new(),
            reasons: Vec::new(),
            doubts: Vec::new(),
            absences: Vec::new(),
            beside: None,
            tables: Vec::new(),
            no_org: first.value("no_org").unwrap_or_default().into(),
            subject: first.value("subject").unwrap_or(first.name).into(),
            scale: scale.map_err(|_| first.fault("«scale» is no whole number".into()))?,
            strata: first.list("strata", ';', PageStratum::read)?,
            weights: first.list("weights", ',', PageWeight::read)?,
            source: first.value("source").map(Into::into),
        };
        for section in &sections[1..] {
            let query = FactQuery::read(section)?;
            if section.value("made").is_some_and(|made| made != "once") {
                return Err(section.fault("a table can be made «once»".into()));
            }
            if let Some(column) = query.stratum.as_ref().filter(|c| page.strata.iter().all(|s| s.column != **c)) {
                return Err(section.fault(format!("the unit has no stratum «{column}»")));
            }
            let is_listed = page.units.name == section.name || page.tables.iter().any(|t| t.name == section.name);
            match (section.opening, page.fact(section.name).is_some()) {
                ("table", _) if !is_listed => page.tables.push(query),
                ("fact", false) => page.facts.push(query),
                ("absence", true) => page.absences.push(query),
                ("beside", true) => page.beside = Some(query),
                ("reason", true) => page.reasons.push(query),
                ("doubt", true) => page.doubts.push(query),
                ("reason" | "doubt" | "absence" | "beside", false) => {
                    return Err(section.fault(format!("there is no fact «{}» above", section.name)));
                }
                _ => return Err(section.fault(format!("«{}» stands twice", section.name))),
            }
        }
        Ok(page)
    }
}

impl PageStratum {
    /// Reads `level по уровням: school школа, municipal муниципалитет`.
    fn read(text: &str) -> Option<Self> {
        let (head, values) = text.split_once(": ")?;
        let (column, says) = head.split_once(' ')?;
        let value = |text: &str| {
            let (code, title) = text.trim().split_once(' ')?;
            Some(StratumValue { code: code.into(), title: title.into() })
        };
        let values = values.split(',').map(value).collect::<Option<_>>()?;
        Some(Self { column: column.into(), says: says.into(), values })
    }
}

impl PageWeight {
    /// Reads `pupils обучающиеся`.
    fn read(text: &str) -> Option<Self> {
        let (column, title) = text.split_once(' ')?;
        Some(Self {
            column: column.into(), title: title.into(), unknown: format!("число не указано: {title}")
        })
    }
}

impl FactQuery {
    fn read(section: &Section) -> Result<Self, PageFault> {
        let text = |key| section.value(key).unwrap_or_default().to_owned();
        Ok(Self {
            name: section.name.into(),
            title: text("title"),
            says: text("says"),
            otherwise: text("otherwise"),
            unknown: text("unknown"),
            clause: text("clause"),
            note: text("note"),
            rules: section.list("rules", ',', ReportSetting::of_code)?,
            lacks: section.value("lacks").map_or_else(|| text("otherwise"), Into::into),
            mend: text("mend"),
            mend_unknown: text("mend_unknown"),
            stratum: section.value("stratum").map(Into::into),
            with: section.value("with").into_iter().flat_map(|with| with.split(", ")).map(Into::into).collect(),
            is_made_once: section.value("made").is_some(),
            body: section.body.trim_end_matches(';').into(),
        })
    }

    /// The whole statement.
    pub fn sql(&self) -> String {
        let mut tables = Vec::new();
        self.with.iter().for_each(|name| borrow(name, &mut tables));
        let told = |table: &&FactQuery| {
            // As a rule the query asks for a few of the rows.
            let not = if table.is_made_once { "" } else { "NOT " };
            format!("{} AS {not}MATERIALIZED ({})", table.name, table.body)
        };
        let told: Vec<_> = tables.iter().map(told).collect();
        match told.is_empty() {
            true => self.body.clone(),
            false => format!("WITH {} {}", told.join(", "), self.body),
        }
    }
}

/// Adds a listing of units or a shared table, and before it whatever it uses itself.
fn borrow(name: &str, tables: &mut Vec<&'static FactQuery>) {
    let shared = pages().iter().flat_map(|page| std::iter::once(&page.units).chain(&page.tables));
    let Some(query) = shared.into_iter().find(|query| query.name == name) else { return };
    query.with.iter().for_each(|name| borrow(name, tables));
    if tables.iter().all(|known| known.name != query.name) {
        tables.push(query);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read() {
        // What queries use as tables is found by its name alone, whatever page it stands on.
        let mut shared = std::collections::BTreeSet::new();
        for page in PAGES {
            let read = FactPage::read(*page).unwrap_or_else(|fault| panic!("{fault}"));
            for query in std::iter::once(&read.units).chain(&read.tables) {
                assert!(shared.insert(query.name.clone()), "{}: {} stands on another page", page.file, query.name);
            }
            for query in read.facts {
                for name in &query.with {
                    let mut borrowed = Vec::new();
                    borrow(name, &mut borrowed);
                    assert!(!borrowed.is_empty(), "{}: {}: {name}", page.file, query.name);
                }
            }
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_file_and_line() {
        const UNIT: &str = "-- unit: org\n-- title: организация\n-- says: организация\nSELECT 1;\n";
        const OPEN: &str = "-- fact: open\n-- title: работает\n-- says: работает\n-- otherwise: закрыта\nSELECT 1;\n";
        for (parts, told) in [
            (&[OPEN][..], "org.sql:1: the page lists no units at its beginning"),
            (&[UNIT, OPEN, UNIT], "org.sql:10: «org» stands twice"),
            (&[UNIT, OPEN, OPEN], "org.sql:10: «open» stands twice"),
            (&[UNIT, "-- table: org\nSELECT 1;\n"], "org.sql:5: «org» stands twice"),
            (&[UNIT, "-- table: a\nSELECT 1;\n", "-- table: a\nSELECT 1;\n"], "org.sql:7: «a» stands twice"),
            (&[UNIT, "-- reason: open\n-- says: нет\nSELECT 1;\n", OPEN], "org.sql:5: there is no fact «open» above"),
            (
                &["-- unit: org\n-- title: да\n-- says: да\n-- scale: ten\nSELECT 1;"],
                "org.sql:1: «scale» is no whole number",
            ),
            (
                &["-- unit: org\n-- title: да\n-- says: да\n-- strata: level\nSELECT 1;"],
                "org.sql:1: «strata» isn't to be read: level",
            ),
            (
                &[UNIT, "-- fact: a\n-- title: да\n-- says: да\n-- otherwise: нет\n-- stratum: level\nSELECT 1;"],
                "org.sql:5: the unit has no stratum «level»",
            ),
            (
                &[UNIT, "-- fact: a\n-- title: да\n-- says: да\n-- otherwice: нет\nSELECT 1;"],
                "org.sql:8: «fact» has no key «otherwice»",
            ),
        ] {
            let source = SqlPage { file: "org.sql", text: parts.concat().leak() };
            assert_eq!(FactPage::read(source).unwrap_err().to_string(), told);
        }
    }
}
