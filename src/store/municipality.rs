//! Municipalities, and the district whose file this is.

use anyhow::Result;

use super::Store;
use crate::domain::name;

/// The municipalities of a file.
#[derive(Debug, Clone, Copy)]
pub struct Municipalities<'s>(&'s Store);

impl Store {
    /// Municipalities.
    pub fn municipalities(&self) -> Municipalities<'_> {
        Municipalities(self)
    }
}

impl Municipalities<'_> {
    /// The id of a municipality, entered if it is new.
    ///
    /// # Errors
    /// The name is empty.
    pub fn known_or_new(&self, title: &str) -> Result<i64> {
        let key = name::org_key(title);
        match self.known(title)? {
            Some(id) => Ok(id),
            None => Ok(self
                .0
                .insert("INSERT INTO municipalities (name, key) VALUES (?1, ?2)", [&name::tidy(title), &key])?),
        }
    }

    /// The id of a municipality, if it is known.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known(&self, title: &str) -> Result<Option<i64>> {
        Ok(self.0.first("SELECT id FROM municipalities WHERE key = ?1", [name::org_key(title)], |row| row.get(0))?)
    }

    /// The district of `org init`: id and name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn district(&self) -> Result<(i64, String)> {
        let sql = "SELECT m.id, m.name FROM district d JOIN municipalities m ON m.id = d.municipality_id";
        Ok(self.0.connection.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }
}
