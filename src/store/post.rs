//! Posts, each once, with the nomenclature's answer beside it.

use anyhow::Result;

use super::Store;
use crate::domain::{name, post};

/// The posts of a file.
#[derive(Debug, Clone, Copy)]
pub struct Posts<'s>(&'s Store);

impl Store {
    /// Posts.
    pub fn posts(&self) -> Posts<'_> {
        Posts(self)
    }
}

impl Posts<'_> {
    /// The id of a post, entered if it is new, and the nomenclature's answer: pedagogical, not, or unknown.
    ///
    /// # Errors
    /// The title is empty.
    pub fn known_or_new(&self, title: &str) -> Result<(i64, Option<bool>)> {
        if let Some(met) = self.0.posts.borrow().get(title) {
            return Ok(*met);
        }
        let post = self.stored_or_new(title)?;
        self.0.posts.borrow_mut().insert(title.to_owned(), post);
        Ok(post)
    }

    fn stored_or_new(&self, title: &str) -> Result<(i64, Option<bool>)> {
        let key = name::key(title);
        let found = self.0.first("SELECT id, pedagogical FROM posts WHERE key = ?1", [&key], |row| {
            Ok((row.get("id")?, row.get("pedagogical")?))
        })?;
        if let Some(found) = found {
            return Ok(found);
        }
        let pedagogical = post::pedagogical(title);
        let sql = "INSERT INTO posts (title, key, pedagogical) VALUES (?1, ?2, ?3)";
        Ok((self.0.insert(sql, (name::tidy(title), &key, pedagogical))?, pedagogical))
    }
}
