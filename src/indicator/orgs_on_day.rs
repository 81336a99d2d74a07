//! The organisations as they are on the reference date: where every walk over units puts what it counts.

use std::rc::Rc;

use anyhow::Result;

use crate::domain::{OrgKind, OrgTitle, Reference, ReportRules};
use crate::error::Failure;
use crate::store::Store;
use crate::store::org::SHORT_IF_UNIQUE;

/// An organisation as a walk needs it.
#[derive(Debug, Clone)]
pub struct OrgOnDay {
    /// The stored id.
    pub id: i64,
    /// The name as registered.
    pub name: Rc<str>,
    /// The short one, unless somebody else goes by it.
    pub short: Option<Rc<str>>,
    /// 10 or 12 digits.
    pub inn: Option<Rc<str>>,
    /// What it is.
    pub kind: OrgKind,
    /// The municipality's name.
    pub municipality: Rc<str>,
    /// Whether it works on the reference date.
    pub open: bool,
}

impl OrgOnDay {
    /// What a table calls it.
    pub fn shown(&self) -> &str {
        self.short.as_ref().unwrap_or(&self.name)
    }

    /// What it is called in full, and in tables.
    pub fn title(&self) -> OrgTitle {
        OrgTitle { full: self.name.clone(), short: self.short.clone() }
    }
}

/// The organisations of the file, or only one of them, ordered by municipality and name, and the dates from which they are
/// seen.
pub struct OrgsOnDay<'a> {
    pub(super) store: &'a Store,
    /// The dates.
    pub when: Reference,
    /// By what units are judged: the settings in force.
    pub rules: ReportRules,
    /// The organisations.
    pub orgs: Vec<OrgOnDay>,
    /// Whose units are read if not everybody's.
    pub(super) only: Option<Only>,
    /// The place in `orgs` by an organisation's id, plus one; 0 where there is none.
    at: Vec<u32>,
}

/// Whose units are read if not everybody's.
#[derive(Debug, Clone, Copy)]
pub(super) enum Only {
    /// Those of an organisation.
    Org(i64),
    /// Those that a person is, or that are about a person.
    Person(i64),
}

impl Only {
    /// The column of a listing by which they are found, and its value.
    pub(super) fn column(self) -> (&'static str, i64) {
        match self {
            Self::Org(id) => ("org", id),
            Self::Person(id) => ("person", id),
        }
    }
}

impl<'a> OrgsOnDay<'a> {
    /// The organisations of the file, seen from a date.
    pub fn new(store: &'a Store, when: Reference) -> Result<Self> {
        Self::read(store, when, &name_columns(), None)
    }

    /// One organisation: whatever is counted, only its units are read.
    pub fn of_org(store: &'a Store, when: Reference, id: i64) -> Result<Self> {
        Ok(Self { only: Some(Only::Org(id)), ..Self::read(store, when, &name_columns(), Some(id))? })
    }

    /// All organisations; whatever is counted, only what is about one person is read.
    pub fn of_person(store: &'a Store, when: Reference, id: i64) -> Result<Self> {
        Ok(Self { only: Some(Only::Person(id)), ..Self::new(store, when)? })
    }

    /// The same, judged by other settings than those that the file has for the day.
    #[must_use]
    pub fn judging_by(self, rules: ReportRules) -> Self {
        Self { rules, ..self }
    }

    /// The same organisations without their names: enough to count.
    pub(super) fn nameless(store: &'a Store, when: Reference) -> Result<Self> {
        Self::read(store, when, "'', NULL, NULL, ''", None)
    }

    fn read(store: &'a Store, when: Reference, names: &str, id: Option<i64>) -> Result<Self> {
        let mut orgs: Vec<OrgOnDay> = Vec::new();
        let mut at: Vec<u32> = Vec::new();
        let filter = if id.is_some() { "w.id = ?2" } else { "?2 IS NULL" };
        let sql = format!(
            "SELECT w.id, {names}, w.kind, (w.opened IS NULL OR w.opened <= ?1) AND (w.closed IS NULL OR w.closed >= ?1) \
             FROM orgs_in_time w JOIN orgs o ON o.id = w.id JOIN municipalities m ON m.id = w.municipality_id \
             WHERE w.since <= ?1 AND w.until >= ?1 AND {filter} \
             ORDER BY m.key, coalesce(w.short_key, w.key) COLLATE counted, w.id"
        );
        let mut statement = store.connection().prepare(&sql)?;
        let mut rows = statement.query((when.day, id))?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let municipality: Rc<str> = row.get::<_, String>(4)?.into();
            let same = orgs.last().map(|org| &org.municipality).filter(|m| **m == municipality).cloned();
            orgs.push(OrgOnDay {
                id,
                name: row.get::<_, String>(1)?.into(),
                short: row.get(2)?,
                inn: row.get::<_, Option<String>>(3)?.map(Into::into),
                kind: row.get(5)?,
                municipality: same.unwrap_or(municipality),
                open: row.get(6)?,
            });
            put_place(&mut at, id, orgs.len())?;
        }
        drop(rows);
        drop(statement);
        Ok(Self { store, when, rules: store.report_settings().rules_on(when.day)?, orgs, only: None, at })
    }

    /// The place of an organisation in `orgs`.
    pub fn place(&self, org: i64) -> Option<usize> {
        place_of(&self.at, org)
    }
}

/// What an organisation is called: name, short name, ИНН, municipality.
fn name_columns() -> String {
    // Where it was called otherwise then, the full name of that time stands for itself.
    format!("w.name, CASE WHEN w.name = o.name THEN {SHORT_IF_UNIQUE} END, w.inn, m.name")
}

/// Remembers that an id stands at a place (counted from one). Ids are ours: small and nearly dense.
pub(super) fn put_place(at: &mut Vec<u32>, id: i64, place: usize) -> Result<()> {
    let id = usize::try_from(id).ok().filter(|id| *id < 1 << 28);
    let id =
        id.ok_or_else(|| Failure::unavailable("в базе номер записи вне пределов: файл изменён другой программой"))?;
    if at.len() <= id {
        at.resize(id + 1, 0);
    }
    at[id] = u32::try_from(place)?;
    Ok(())
}

/// The place (counted from zero) at which an id was put.
pub(super) fn place_of(at: &[u32], id: i64) -> Option<usize> {
    let place = *at.get(usize::try_from(id).ok()?)?;
    (place > 0).then(|| place as usize - 1)
}
