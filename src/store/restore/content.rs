//! What a file tells of itself, whatever its version: whose it is, how new, how much, and who is erased in it.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::{Day, Moment};

/// The content of a file, told in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The district.
    pub district: Option<String>,
    /// The last entry of its journal, if there is one.
    pub last: Option<(i64, Moment)>,
    /// Organisations.
    pub orgs: u32,
    /// People.
    pub people: u32,
    /// Pairs and groups.
    pub pairs: u32,
    /// Bytes.
    pub bytes: u64,
    /// The people whose data are still there, by id.
    known: Vec<i64>,
    /// Those whose data were destroyed, and when.
    erased: Vec<(i64, Day)>,
}

impl Content {
    /// Reads it.
    pub(super) fn of(connection: &Connection, bytes: u64) -> rusqlite::Result<Self> {
        let sql = "SELECT (SELECT count(*) FROM orgs), (SELECT count(*) FROM people), (SELECT count(*) FROM pairs)";
        let (orgs, people, pairs) = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let sql = "SELECT m.name FROM district d JOIN municipalities m ON m.id = d.municipality_id";
        let district = connection.query_row(sql, [], |row| row.get(0)).optional()?;
        let (mut last, mut erased) = (None, Vec::new());
        // An older version has neither.
        if has_table(connection, "entries")? {
            let sql = "SELECT id, made FROM entries ORDER BY id DESC LIMIT 1";
            last = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        }
        if has_table(connection, "erasures")? {
            let sql = "SELECT person_id, dated FROM erasures ORDER BY dated, person_id";
            let mut rows = connection.prepare(sql)?;
            erased = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        }
        let mut ids = connection.prepare("SELECT id FROM people ORDER BY id")?;
        let is_known = |id: &i64| !erased.iter().any(|(erased, _)| erased == id);
        let ids = ids.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        let known = ids.into_iter().filter(is_known).collect();
        Ok(Self { district, last, orgs, people, pairs, bytes, known, erased })
    }

    /// Whose data were destroyed here, and are still in a copy: by id, and when. In another district's file the same id is
    /// somebody else.
    pub fn erased_since(&self, copy: &Self) -> Vec<(i64, Day)> {
        if self.district != copy.district {
            return Vec::new();
        }
        self.erased.iter().copied().filter(|(id, _)| copy.known.binary_search(id).is_ok()).collect()
    }
}

fn has_table(connection: &Connection, table: &str) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    Ok(connection.query_row(sql, [table], |_| Ok(())).optional()?.is_some())
}
