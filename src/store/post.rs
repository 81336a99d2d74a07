//! Posts, each once, with the nomenclature's answer beside it.

use anyhow::Result;

use super::Store;
use crate::domain::{name, post};

impl Store {
    /// The id of a post, entered if it is new.
    ///
    /// # Errors
    /// The title is empty.
    pub fn post(&self, title: &str) -> Result<i64> {
        let key = name::key(title);
        match self.first("SELECT id FROM posts WHERE key = ?1", [&key], |row| row.get(0))? {
            Some(id) => Ok(id),
            None => Ok(self.insert(
                "INSERT INTO posts (title, key, pedagogical) VALUES (?1, ?2, ?3)",
                (name::tidy(title), &key, post::pedagogical(title)),
            )?),
        }
    }
}
