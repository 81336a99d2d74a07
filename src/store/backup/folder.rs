//! The folder of automatic copies: `nastavnik.db-backups/2026-11-22-101112-import.db`. Nothing else in it is touched.

use std::fs::{self, DirBuilder};
use std::path::{Path, PathBuf};

use super::super::refusal;
use super::Cause;
use crate::disk::{behind_link, folder_of, is_same, sync_folder, with_end};
use crate::error::Failure;

/// The folder of a file's automatic copies, which lies beside it, as SQLite's journal does, and may not be there yet.
pub fn of(db: &Path) -> PathBuf {
    with_end(&behind_link(db), "-backups")
}

/// A folder for its owner alone; on Windows it has the rights of the folder around it.
fn folder_builder() -> DirBuilder {
    #[cfg(unix)]
    {
        let mut builder = DirBuilder::new();
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
    }
    #[cfg(not(unix))]
    DirBuilder::new()
}

/// Makes the folder, for its owner alone, if it isn't there.
pub(in crate::store) fn make(db: &Path) -> Result<PathBuf, Failure> {
    let folder = of(db);
    if folder.is_dir() {
        return Ok(folder);
    }
    folder_builder().create(&folder).map_err(|e| refusal::of_io(&e, "создать папку копий", &folder))?;
    sync_folder(folder_of(&folder));
    Ok(folder)
}

/// What the name of an automatic copy tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title<'a> {
    /// When it was made: `2026-11-22-101112`.
    pub stamp: &'a str,
    /// Why.
    pub cause: Cause,
    /// Which of those.
    pub number: u32,
}

/// Reads the name of an automatic copy; any other name is none.
pub fn title(name: &str) -> Option<Title<'_>> {
    const STAMP: &str = "dddd-dd-dd-dddddd";
    let bare = name.strip_suffix(".db")?;
    let (stamp, rest) = bare.split_at_checked(STAMP.len())?;
    let fits = |(c, form): (char, char)| if form == 'd' { c.is_ascii_digit() } else { c == form };
    if !stamp.chars().zip(STAMP.chars()).all(fits) {
        return None;
    }
    let rest = rest.strip_prefix('-')?;
    let (word, number) = match rest.split_once('-') {
        Some((word, number)) => (word, number.parse().ok().filter(|n: &u32| *n > 1 && number == n.to_string())?),
        None => (rest, 1),
    };
    let cause = Cause::ALL.iter().copied().find(|cause| cause.word() == word)?;
    Some(Title { stamp, cause, number })
}

/// The copies in the folder that can be restored, the last made first.
pub fn copies(db: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(of(db))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let name = entry.file_name();
            let title = title(name.to_str()?).filter(|title| title.cause != Cause::Damaged)?;
            // Of one second the clock of the disk knows more.
            let made = entry.metadata().and_then(|found| found.modified()).ok();
            Some(((title.stamp.to_owned(), made, title.number), entry.path()))
        })
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, path)| path).collect()
}

/// Removes the oldest automatic copies beyond those that are kept; never one of `spared`, nor one that somebody asked for.
/// What can't be removed stays until the next time: a copy too many is no harm. Returns how many are gone.
pub(in crate::store) fn prune(db: &Path, keep: u32, spared: &[&Path]) -> usize {
    let is_spared = |copy: &PathBuf| spared.iter().any(|spared| is_same(spared, copy));
    let is_passing = |copy: &PathBuf| {
        let name = copy.file_name().and_then(|name| name.to_str());
        name.and_then(title).is_some_and(|title| title.cause.is_passing())
    };
    let (spared, others): (Vec<_>, Vec<_>) = copies(db).into_iter().filter(is_passing).partition(is_spared);
    // The new one counts, wherever the clock has put it.
    let old = others.into_iter().skip((keep as usize).saturating_sub(spared.len()));
    old.filter(|old| fs::remove_file(old).is_ok()).count()
}

/// Removes a copy of what has not changed after all, and the folder if it was made for it.
pub(in crate::store) fn discard(copy: &Path) {
    let _ = fs::remove_file(copy);
    let _ = fs::remove_dir(folder_of(copy));
}

/// The number that the next copy of a moment and a cause gets: none comes twice, though old ones go.
pub(in crate::store) fn next(db: &Path, stamp: &str, cause: Cause) -> u32 {
    let names = fs::read_dir(of(db)).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let number = |name: std::ffi::OsString| {
        let title = title(name.to_str()?)?;
        (title.stamp == stamp && title.cause == cause).then_some(title.number)
    };
    names.filter_map(number).max().map_or(1, |last| last + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_names_of_copies() {
        let found = title("2026-11-22-101112-import-12.db").unwrap();
        assert_eq!((found.stamp, found.cause, found.number), ("2026-11-22-101112", Cause::Import, 12));
        assert_eq!(title("2026-11-22-101112-manual.db").unwrap().number, 1);
        for name in [
            "nastavnik.db",
            "2026-11-22-101112.db",
            "2026-11-22-101112-import.db-journal",
            "2026-11-22-101112-import-1.db",
            "2026-11-22-101112-import-02.db",
            "2026-11-22-101112-imports.db",
            "2026-11-22-10111-import.db",
            "копия 2026-11-22-101112-import.db",
            "２026-11-22-101112-import.db",
            "2026-11-22-101112-import (2).db",
        ] {
            assert_eq!(title(name), None, "{name}");
        }
    }
}
