//! What the file knows of the word that somebody is typing: surnames, organisations, groups. It is asked at every press of a
//! key, so it neither waits nor brings the file up to date.

use std::path::Path;

use anyhow::{Result, ensure};

use super::Store;
use super::schema::VERSION;
use crate::domain::name;

/// More than these nobody reads.
const MOST: usize = 200;
/// Behind each other in the order of names stand those of one surname.
const PEOPLE: usize = 2_000;

/// A word that may be typed, and what it stands for.
#[derive(Debug, PartialEq)]
pub struct KnownWord {
    /// What is typed: without spaces, since not every shell puts it in quotes.
    pub word: String,
    /// What it stands for.
    pub meaning: String,
}

impl Store {
    /// Opens a file of the present version to look words up; nothing is written.
    ///
    /// # Errors
    /// It isn't such a file, or can't be read at once.
    pub fn look_up(path: &Path) -> Result<Self> {
        let store = Self::open_as_is(path)?;
        let version: i64 = store.connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        ensure!(version == i64::from(VERSION), "another version");
        store.connection.execute_batch("PRAGMA query_only = ON; BEGIN")?;
        Ok(store)
    }

    /// The surnames that begin so, in any letter case.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn surnames(&self, start: &str) -> Result<Vec<KnownWord>> {
        let start = name::key(start);
        let mut sought = self.connection.prepare_cached(
            "SELECT name FROM people WHERE key >= ?1 AND key < ?1 || char(0x10FFFF) ORDER BY key LIMIT ?2",
        )?;
        let mut known: Vec<KnownWord> = Vec::new();
        for person in sought.query_map((start, i64::try_from(PEOPLE)?), |row| row.get::<_, String>(0))? {
            let person = person?;
            let surname = person.split(' ').next().unwrap_or_default();
            if name::erased(&person).is_some() || known.last().is_some_and(|last| last.word == surname) {
                continue;
            }
            if known.len() == MOST {
                break;
            }
            known.push(KnownWord { word: surname.to_owned(), meaning: person });
        }
        Ok(known)
    }

    /// The organisations whose ИНН begins so.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known_inns(&self, start: &str) -> Result<Vec<KnownWord>> {
        self.known_words(
            "SELECT inn, ifnull(short_name, name) FROM orgs
             WHERE inn >= ?1 AND inn < ?1 || ':' AND closed IS NULL ORDER BY inn LIMIT ?2",
            start,
        )
    }

    /// The groups whose code begins so, in any letter case.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known_groups(&self, start: &str) -> Result<Vec<KnownWord>> {
        self.known_words(
            "SELECT code, title FROM groups
             WHERE code_key >= ?1 AND code_key < ?1 || char(0x10FFFF) AND instr(code, ' ') = 0 ORDER BY code_key LIMIT ?2",
            &name::key(start),
        )
    }

    fn known_words(&self, sql: &str, start: &str) -> Result<Vec<KnownWord>> {
        let mut sought = self.connection.prepare_cached(sql)?;
        let known = sought.query_map((start, i64::try_from(MOST)?), |row| {
            Ok(KnownWord { word: row.get(0)?, meaning: row.get(1)? })
        })?;
        Ok(known.collect::<Result<_, _>>()?)
    }
}
