//! What commands that were killed have left behind: unfinished files, with people in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;

use super::super::Store;
use super::super::backup::folder;
use super::Finding;
use crate::disk::{UNFINISHED, folder_of};
use crate::domain::Severity;
use crate::error::Advice;

/// A word for programs, the same for people.
pub(super) const KIND: (&str, &str) = ("unfinished_file", "Остался файл прерванной команды");

/// Whatever is younger may still be written.
const AGE: Duration = Duration::from_secs(3600);

pub(super) fn findings(store: &Store, db: &Path) -> Result<Vec<Finding>> {
    let exports = store.all("SELECT DISTINCT folder FROM schedules", [], |row| row.get::<_, String>(0))?;
    let own = [folder_of(db).to_owned(), folder::of(db)];
    let folders: BTreeSet<PathBuf> = own.into_iter().chain(exports.into_iter().map(PathBuf::from)).collect();
    let mut left: Vec<_> =
        folders.iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten()).collect();
    left.retain(|entry| {
        let made = entry.metadata().and_then(|found| found.modified()).ok();
        entry.file_name().to_string_lossy().starts_with(UNFINISHED)
            && made.and_then(|made| made.elapsed().ok()).is_some_and(|age| age > AGE)
    });
    let finding = |entry: fs::DirEntry| Finding {
        kind: KIND,
        severity: Severity::Warning,
        subject: entry.path().display().to_string().into(),
        org: None,
        finding: "недописанная копия или выгрузка, в ней могут быть персональные данные".into(),
        advice: Advice::Plain("удалите файл"),
    };
    Ok(left.into_iter().map(finding).collect())
}
