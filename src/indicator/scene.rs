//! The stage of a walk: the organisations, and the dates from which they are seen.

use std::rc::Rc;

use anyhow::Result;

use crate::domain::{OrgKind, Reference};
use crate::error::Failure;
use crate::store::Store;

/// An organisation as the walk needs it.
#[derive(Debug, Clone)]
pub struct Place {
    /// The stored id.
    pub id: i64,
    /// The name as registered.
    pub name: Rc<str>,
    /// 10 or 12 digits.
    pub inn: Option<Rc<str>>,
    /// What it is.
    pub kind: OrgKind,
    /// The municipality's name.
    pub municipality: Rc<str>,
    /// Whether it works on the reference date.
    pub open: bool,
}

/// Where and when: the organisations, ordered by municipality and name, and the dates.
pub struct Scene<'a> {
    pub(super) store: &'a Store,
    /// The dates.
    pub when: Reference,
    /// The organisations.
    pub places: Vec<Place>,
    /// Place by organisation id, plus one; 0 where there is none.
    at: Vec<u32>,
}

impl<'a> Scene<'a> {
    /// The organisations of the file, seen from a date.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn new(store: &'a Store, when: Reference) -> Result<Self> {
        Self::read(store, when, "o.name, o.inn, m.name")
    }

    /// The same places without their names: enough to count.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn bare(store: &'a Store, when: Reference) -> Result<Self> {
        Self::read(store, when, "'', NULL, ''")
    }

    fn read(store: &'a Store, when: Reference, names: &str) -> Result<Self> {
        let mut places: Vec<Place> = Vec::new();
        let mut at: Vec<u32> = Vec::new();
        let sql = format!(
            "SELECT o.id, {names}, o.kind, (o.opened IS NULL OR o.opened <= ?1) AND (o.closed IS NULL OR o.closed >= ?1) \
             FROM orgs o JOIN municipalities m ON m.id = o.municipality_id ORDER BY m.key, o.key, o.id"
        );
        let mut statement = store.connection().prepare(&sql)?;
        let mut rows = statement.query([when.day])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let municipality: Rc<str> = row.get::<_, String>(3)?.into();
            let same = places.last().map(|p| &p.municipality).filter(|m| **m == municipality).cloned();
            places.push(Place {
                id,
                name: row.get::<_, String>(1)?.into(),
                inn: row.get::<_, Option<String>>(2)?.map(Into::into),
                kind: row.get(4)?,
                municipality: same.unwrap_or(municipality),
                open: row.get(5)?,
            });
            mark(&mut at, id, places.len())?;
        }
        drop(rows);
        drop(statement);
        Ok(Self { store, when, places, at })
    }

    /// The place of an organisation.
    pub fn place(&self, org: i64) -> Option<usize> {
        look(&self.at, org)
    }
}

/// Remembers that a unit's id stands at a place (counted from one). Ids are ours: small and nearly dense.
pub(super) fn mark(at: &mut Vec<u32>, id: i64, place: usize) -> Result<()> {
    let id = usize::try_from(id).ok().filter(|id| *id < 1 << 28);
    let id =
        id.ok_or_else(|| Failure::unavailable("в базе номер записи вне пределов: файл изменён другой программой"))?;
    if at.len() <= id {
        at.resize(id + 1, 0);
    }
    at[id] = u32::try_from(place)?;
    Ok(())
}

pub(super) fn look(at: &[u32], id: i64) -> Option<usize> {
    let place = *at.get(usize::try_from(id).ok()?)?;
    (place > 0).then(|| place as usize - 1)
}
