//! Is the file sound, is it as this program makes it, are its search keys those of their names, and did killed commands leave
//! something behind? A damaged file is examined too, as far as it goes. What in the registers needs a person is the worklist.

pub(super) mod difference;
mod drafts;
mod keys;
mod soundness;

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;

use super::backup::unfinished_copy::is_damage;
use super::{Access, Store, file, migrate};
use crate::domain::{Moment, Phrase, Severity};
use crate::error::Advice;

/// Something that needs a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A word for programs, the same sentence for people.
    pub kind: (&'static str, &'static str),
    /// How much it matters.
    pub severity: Severity,
    /// Which row: a person, a pair, a table.
    pub subject: Phrase,
    /// The organisation's name.
    pub org: Option<String>,
    /// What was found.
    pub finding: Phrase,
    /// What to do about it.
    pub advice: Advice,
}

/// What an examination has come to.
#[derive(Debug, Default)]
pub struct Examined {
    /// All findings, one kind after another.
    pub findings: Vec<Finding>,
    /// Whether the file itself is damaged, or isn't as this program makes it: nothing else was looked at then.
    pub is_damaged: bool,
    /// What tables call the organisations of the findings, by their full names, where that is shorter.
    pub short_names: HashMap<String, String>,
}

/// All kinds of findings of a sound file: a word for programs, the same for people.
pub const KINDS: [(&str, &str); 2] = [keys::KIND, drafts::KIND];

/// Examines a file.
///
/// # Errors
/// There is no such file, it isn't ours, it is newer, or in use.
pub fn examine(path: &Path, moment: Moment) -> Result<Examined> {
    let damaged = |findings| Ok(Examined { findings, is_damaged: true, ..Examined::default() });
    let looked = Store::open_as_is(path).and_then(|store| {
        migrate::known_version(&store.connection, path)?;
        soundness::findings(&store.connection)
    });
    let unsound = match looked {
        Err(error) if is_damage(&error) && file::is_ours(path)? => vec![soundness::unreadable()],
        other => other?,
    };
    if !unsound.is_empty() {
        return damaged(unsound);
    }
    let store = Store::open(path, Access::Read, moment)?;
    let strange = difference::findings(&store.connection)?;
    if !strange.is_empty() {
        return damaged(strange);
    }
    let mut findings = keys::findings(&store.connection)?;
    findings.extend(drafts::findings(&store, path)?);
    let short_names = if findings.is_empty() { HashMap::new() } else { store.orgs().short_names()? };
    store.rollback()?;
    Ok(Examined { findings, is_damaged: false, short_names })
}
