//! The district's own planned values.

use std::sync::Arc;

use anyhow::Result;

use super::Store;
use crate::domain::{OrgKind, Percent};

/// A planned value: from a year on, until the next one.
#[derive(Debug, Clone)]
pub struct OwnTarget {
    /// The id of the row.
    pub id: i64,
    /// Of which share.
    pub code: String,
    /// The first year.
    pub year: i32,
    /// For organisations of a kind only.
    pub kind: Option<OrgKind>,
    /// For one organisation only: its id, name and ИНН.
    pub org: Option<(i64, Arc<str>, Option<String>)>,
    /// What is planned.
    pub percent: Percent,
}

/// The planned values of a file.
#[derive(Debug, Clone, Copy)]
pub struct Targets<'s>(&'s Store);

impl Store {
    /// The district's own planned values.
    pub fn targets(&self) -> Targets<'_> {
        Targets(self)
    }
}

impl Targets<'_> {
    /// All, by code, whose they are, and year.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all(&self) -> Result<Vec<OwnTarget>> {
        let sql = "SELECT t.id, t.code, t.year, t.kind, t.org_id, o.name, o.inn, CAST(round(t.percent * 100) AS INTEGER) AS hundredths \
                   FROM targets t LEFT JOIN orgs o ON o.id = t.org_id ORDER BY t.code, t.org_id, t.kind, t.year";
        Ok(self.0.all(sql, [], |row| {
            let (id, name): (Option<i64>, Option<String>) = (row.get("org_id")?, row.get("name")?);
            let inn: Option<String> = row.get("inn")?;
            let hundredths = row.get("hundredths")?;
            Ok(OwnTarget {
                id: row.get("id")?,
                code: row.get("code")?,
                year: row.get("year")?,
                kind: row.get("kind")?,
                org: id.zip(name).map(|(id, name)| (id, name.into(), inn)),
                percent: Percent::from_hundredths(hundredths)
                    .ok_or(rusqlite::Error::IntegralValueOutOfRange(7, i64::from(hundredths)))?,
            })
        })?)
    }

    /// Takes one out; returns whether it was there.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn remove(&self, id: i64) -> Result<bool> {
        Ok(self.0.execute("DELETE FROM targets WHERE id = ?1", [id])? > 0)
    }
}
