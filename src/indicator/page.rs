//! A page of facts: the query that lists the units of one kind, then a short named query a fact.

use std::sync::OnceLock;

/// One named query under its header.
#[derive(Debug, Clone, Default)]
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
    role: Role,
    /// The unit whose listing the query uses as a table of that name.
    with: Option<String>,
    body: String,
}

/// What a query is to its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Role {
    #[default]
    Fact,
    /// A nearer reason why the fact with its name doesn't hold.
    Reason,
    /// A nearer reason why the fact with its name can't be known.
    Doubt,
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

const SOURCES: &[&str] =
    &[include_str!("facts/teacher.sql"), include_str!("facts/org.sql"), include_str!("facts/answer.sql")];

/// All pages.
pub fn pages() -> &'static [Page] {
    static PAGES: OnceLock<Vec<Page>> = OnceLock::new();
    PAGES.get_or_init(|| SOURCES.iter().map(|source| Page::parse(source)).collect())
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

    fn parse(source: &str) -> Self {
        let mut queries = Vec::new();
        let mut query = Query::default();
        for line in source.lines() {
            match line.strip_prefix("-- ").and_then(|header| header.split_once(": ")) {
                Some((header @ ("unit" | "fact" | "reason" | "doubt"), name)) => {
                    let role = match header {
                        "reason" => Role::Reason,
                        "doubt" => Role::Doubt,
                        _ => Role::Fact,
                    };
                    query = Query { name: name.into(), role, ..Query::default() }
                }
                Some(("says", text)) => query.says = text.into(),
                Some(("otherwise", text)) => query.otherwise = text.into(),
                Some(("unknown", text)) => query.unknown = text.into(),
                Some(("clause", text)) => query.clause = text.into(),
                Some(("note", text)) => query.note = text.into(),
                Some(("scale", most)) => query.scale = most.parse().unwrap_or_default(),
                Some(("with", unit)) => query.with = Some(unit.into()),
                _ if line.starts_with("--") => {}
                _ => {
                    query.body.push_str(line.trim_end_matches(';'));
                    query.body.push('\n');
                    if line.ends_with(';') {
                        queries.push(std::mem::take(&mut query));
                    }
                }
            }
        }
        let units = queries.remove(0);
        let (facts, nearer): (Vec<_>, Vec<_>) = queries.into_iter().partition(|query| query.role == Role::Fact);
        let (reasons, doubts) = nearer.into_iter().partition(|query| query.role == Role::Reason);
        Self { units, facts, reasons, doubts }
    }
}

impl Query {
    /// The whole statement.
    pub fn sql(&self) -> String {
        match self.with.as_deref().and_then(Page::of) {
            // Not made as a table: the query asks for a few of its rows.
            Some(page) => format!("WITH {} AS NOT MATERIALIZED ({}) {}", page.units.name, page.units.body, self.body),
            None => self.body.clone(),
        }
    }
}
