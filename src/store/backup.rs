//! Copies of the whole file. Every one goes the same way: SQLite's own online copy into a nameless draft, then checked, on
//! the disk, and under its name at once; nothing is ever overwritten.
//!
//! Automatic copies lie in a folder of their own beside the file, and only the last of them are kept; those that somebody
//! asked for lie there too, and stay.

pub mod asked_copy;
pub mod folder;
pub mod unfinished_copy;

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{Store, refusal};
use crate::disk::with_end;
use crate::domain::Setting;
use crate::error::Failure;
use crate::register::{self, Register};

pub use unfinished_copy::{Depth, UnfinishedCopy};

/// Why an automatic copy was made: a word in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Before the file is brought up to a newer version.
    Upgrade,
    /// Before an import that changes much.
    Import,
    /// Before another file takes the place of this one.
    Restore,
    /// Before the journal is pruned.
    Prune,
    /// Somebody asked for one and named no place: the program neither counts nor removes it.
    Manual,
    /// The bytes of a file that is no database any more: never removed, for nothing else may be left.
    Damaged,
}

impl Cause {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Upgrade, Self::Import, Self::Restore, Self::Prune, Self::Manual, Self::Damaged];

    /// The word in the name of a file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Upgrade => "upgrade",
            Self::Import => "import",
            Self::Restore => "restore",
            Self::Prune => "prune",
            Self::Manual => "manual",
            Self::Damaged => "damaged",
        }
    }

    /// Whether the program removes such a copy once there are newer ones.
    pub const fn is_passing(self) -> bool {
        !matches!(self, Self::Manual | Self::Damaged)
    }
}

/// Makes an automatic copy of the state that is on the disk: within a transaction that has written little, the one before
/// it. The oldest ones go, once it stands, unless it is one that somebody asked for.
///
/// # Errors
/// The file can't be read or is damaged, the disk is full, the folder can't be written: nothing is left then.
pub fn automatic(db: &Path, stamp: &str, cause: Cause) -> Result<PathBuf> {
    let draft = UnfinishedCopy::of(db)?;
    draft.check(Depth::Quick)?;
    let keep = draft.setting(Setting::BackupKeep)?;
    let kept = draft.keep_automatic(db, stamp, cause)?;
    if cause.is_passing() {
        folder::prune(db, keep, &[&kept]);
    }
    Ok(kept)
}

/// Removes the automatic copies beyond so many; returns how many are gone.
pub fn keep_last(db: &Path, keep: u32) -> usize {
    folder::prune(db, keep, &[])
}

/// Nothing is overwritten; and what SQLite left beside another database of that name would be taken for a part of this one.
fn check_free(target: &Path) -> Result<(), Failure> {
    for beside in ["", "-journal", "-wal"] {
        let path = with_end(target, beside);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::refused(format!("файл «{}» уже есть, он не тронут", path.display()))
                .hint("укажите другое имя или папку"));
        }
    }
    Ok(())
}

/// Why something couldn't be done with a file.
pub(super) fn cannot(doing: &str, path: &Path, error: &anyhow::Error) -> Failure {
    let why = refusal::of(error);
    let message = format!("не удалось {doing} «{}»: {}", path.display(), why.message);
    Failure { message, ..why }
}

impl Store {
    /// Keeps a copy of the file as it was, made before this transaction wrote: if the transaction fails in the end, the copy
    /// goes again, and only if it doesn't, the oldest ones go.
    ///
    /// # Errors
    /// As [`automatic`].
    pub fn keep_copy(&self, draft: UnfinishedCopy, db: &Path, stamp: &str, cause: Cause) -> Result<PathBuf> {
        draft.check(Depth::Quick)?;
        let keep = self.settings().value(Setting::BackupKeep)?;
        let kept = draft.keep_automatic(db, stamp, cause)?;
        let _ = self.copy.set((kept.clone(), keep));
        Ok(kept)
    }

    /// Whether this transaction has added, changed and removed more rows than so many.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn has_changed_more(&self, than: u64) -> Result<bool> {
        // SQLite counts more than that, the lines of the journal too: what is little there is little.
        if self.connection.total_changes() <= than {
            return Ok(false);
        }
        Ok(self.journal()?.so_far(&self.connection)?.unsigned_abs() > than)
    }

    /// About how many rows people have entered: by the last id of each table, so that nothing must be counted.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn rough_rows(&self) -> Result<u64> {
        let last = |register: &&Register| format!("ifnull((SELECT max(id) FROM {}), 0)", register.table);
        let entered = register::ALL.iter().copied().filter(|register| register.is_entered);
        let sum = entered.map(|register| last(&register)).collect::<Vec<_>>().join(" + ");
        let rows: i64 = self.connection.query_row(&format!("SELECT {sum}"), [], |row| row.get(0))?;
        Ok(rows.unsigned_abs())
    }

    /// Whether there is nobody and nothing to lose yet.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn is_bare(&self) -> Result<bool> {
        Ok(self.first("SELECT 1 FROM orgs UNION ALL SELECT 1 FROM people", [], |_| Ok(()))?.is_none())
    }
}
