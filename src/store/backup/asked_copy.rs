//! A copy that somebody asks for: looked over as a restore would do it, so that it can be restored.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::super::file::is_ours;
use super::super::journal::EntryDraft;
use super::super::{Store, refusal, restorable};
use super::unfinished_copy::{BROKEN, home, is_damage};
use super::{Cause, UnfinishedCopy, check_free};
use crate::disk::{folder_of, means_folder};
use crate::error::{Advice, Failure};

/// Makes a copy among the automatic ones, from where it is never removed; or under a name that is given: a file that isn't there
/// yet, or a folder, which is made if it isn't there. `entry` says when.
///
/// # Errors
/// The file is damaged or can't be restored from; there is such a file; the disk is full. Nothing is left then.
pub fn make(db: &Path, target: Option<&Path>, entry: &EntryDraft) -> Result<PathBuf> {
    let stamp = &entry.made.stamp();
    let Some(target) = target else {
        return checked(UnfinishedCopy::taken(db, &home(db)), entry)?.keep_automatic(db, stamp, Cause::Manual);
    };
    if !means_folder(target) {
        check_free(target)?;
        checked(UnfinishedCopy::taken(db, folder_of(target)), entry)?.keep(target)?;
        return Ok(target.to_owned());
    }
    let is_new = !target.exists();
    fs::create_dir_all(target).map_err(|e| refusal::of_io(&e, "создать папку", target))?;
    let copy = checked(UnfinishedCopy::taken(db, target), entry).inspect_err(|_| {
        if is_new {
            let _ = fs::remove_dir(target);
        }
    })?;
    let stem = db.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    copy.keep_as(1, |number| target.join(format!("{stem}-{stamp}{number}.db")))
}

fn checked(copy: Result<UnfinishedCopy>, entry: &EntryDraft) -> Result<UnfinishedCopy> {
    let copy = match copy {
        Err(error) if is_damage(&error) => return Err(unfit(BROKEN).into()),
        other => other?,
    };
    restorable::obstacle(&copy, entry)?.map_or(Ok(copy), |obstacle| Err(unfit(&obstacle).into()))
}

fn unfit(obstacle: &str) -> Failure {
    Failure::refused(format!("копия не снята: из неё нельзя было бы восстановить базу: {obstacle}"))
        .advise(Advice::CheckDatabase)
        .advise(Advice::RestoreFormerCopy)
}

/// Why no copy can be made of a file that couldn't be opened: the file itself, where it is damaged.
pub fn of_unopened(error: anyhow::Error, db: &Path) -> anyhow::Error {
    let look = || -> Result<String> {
        let store = Store::open_as_is(db)?;
        Ok(store.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?)
    };
    let is_unsound = |said: Result<String>| match said {
        Ok(said) => said != "ok",
        Err(error) => is_damage(&error),
    };
    let is_damaged = is_ours(db).unwrap_or(false) && is_unsound(look());
    if is_damaged { unfit(BROKEN).into() } else { error }
}
