//! Posts, each once, with the nomenclature's answer beside it.

use anyhow::Result;

use super::Store;
use crate::domain::{name, post};

impl Store {
    /// The id of a post, entered if it is new, and the nomenclature's answer: pedagogical, not, or unknown.
    ///
    /// # Errors
    /// The title is empty.
    pub fn post(&self, title: &str) -> Result<(i64, Option<bool>)> {
        if let Some(met) = self.posts.borrow().get(title) {
            return Ok(*met);
        }
        let post = self.stored_post(title)?;
        self.posts.borrow_mut().insert(title.to_owned(), post);
        Ok(post)
    }

    fn stored_post(&self, title: &str) -> Result<(i64, Option<bool>)> {
        let key = name::key(title);
        let found = self.first("SELECT id, pedagogical FROM posts WHERE key = ?1", [&key], |row| {
            Ok((row.get("id")?, row.get("pedagogical")?))
        })?;
        if let Some(found) = found {
            return Ok(found);
        }
        let pedagogical = post::pedagogical(title);
        let sql = "INSERT INTO posts (title, key, pedagogical) VALUES (?1, ?2, ?3)";
        Ok((self.insert(sql, (name::tidy(title), &key, pedagogical))?, pedagogical))
    }
}
