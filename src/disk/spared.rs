//! The files that nothing may take the place of: the database with all that belongs to it, any other database, and whatever the
//! command reads. Files are compared, not names: a link of any kind is the file that it leads to.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::identity::{is_same, is_standard_input};
use super::path::{behind_link, folder_of, with_end};
use crate::error::Failure;

/// What lies beside a database and is a part of it, by the end of its name: the journals and the index of SQLite, and our note of
/// who is writing.
pub const BELONGINGS: &[&str] = &["-journal", "-wal", "-shm", "-lock"];

/// A file, or a folder of files, that is spared.
#[derive(Debug, Clone)]
pub enum SparedFile {
    /// The database of the command, whether it is there yet or not.
    Database(PathBuf),
    /// The folder of its automatic copies.
    Copies(PathBuf),
    /// What the command reads.
    Input(PathBuf),
    /// The file that standard input comes from, if it is one.
    StandardInput,
}

impl SparedFile {
    /// Whether it is only read: it stays as it is, and what is beside it is nobody's concern.
    pub fn is_input(&self) -> bool {
        matches!(self, Self::Input(_) | Self::StandardInput)
    }

    /// Why nothing may be written to a place; `None`: it isn't this file.
    pub fn refusal(&self, target: &Path) -> Option<Failure> {
        let what = match self {
            Self::Database(db) => {
                let names = [db.clone(), behind_link(db)];
                let is_belonging = |end: &&str| names.iter().any(|db| is_at(target, &with_end(db, end)));
                if names.iter().any(|db| is_at(target, db)) {
                    "файл базы, его нельзя заменить"
                } else if BELONGINGS.iter().any(is_belonging) {
                    "служебный файл базы, его нельзя заменить"
                } else {
                    return None;
                }
            }
            Self::Copies(folder) => {
                let place = resolved(target);
                if !place.ancestors().any(|above| is_at(above, folder)) {
                    return None;
                }
                let shown = target.display();
                return Some(
                    Failure::usage(format!(
                        "«{shown}» — папка автоматических копий базы, другим файлам в ней не место"
                    ))
                    .hint("укажите другую папку"),
                );
            }
            Self::Input(input) if is_at(target, input) => "исходный файл, его нельзя заменить",
            Self::StandardInput if is_standard_input(target) && target.is_file() => {
                "исходный файл (стандартный ввод), его нельзя заменить"
            }
            Self::Input(_) | Self::StandardInput => return None,
        };
        Some(irreplaceable(target, what))
    }
}

/// Why nothing may be written to a place, whatever the command: it is somebody's database, or would be taken for a part of one.
pub fn refusal_of_any(target: &Path) -> Option<Failure> {
    if is_database(target) {
        return Some(irreplaceable(target, "база SQLite, её нельзя заменить"));
    }
    let name = target.to_string_lossy();
    let mut ends = BELONGINGS.iter().filter_map(|end| name.strip_suffix(end));
    let belongs = ends.any(|db| is_database(Path::new(db)));
    belongs.then(|| irreplaceable(target, "служебный файл базы SQLite, его нельзя заменить"))
}

fn irreplaceable(target: &Path, what: &str) -> Failure {
    Failure::usage(format!("«{}» — {what}", target.display())).hint("укажите другое имя")
}

/// Whether a place is that of a file, though there may be none yet.
pub(super) fn is_at(target: &Path, file: &Path) -> bool {
    if is_same(target, file) {
        return true;
    }
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        // Where letters' case tells no files apart.
        if cfg!(any(windows, target_os = "macos")) { name.to_ascii_lowercase() } else { name.to_owned() }
    };
    name(target) == name(file) && is_same(folder_of(target), folder_of(file))
}

/// The path without links; of what isn't there yet, its folder's.
fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        let folder = folder_of(path);
        let name = path.file_name().unwrap_or_default();
        fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).join(name)
    })
}

/// Whether a file begins as SQLite's do.
fn is_database(path: &Path) -> bool {
    const MARK: &[u8] = b"SQLite format 3\0";
    let mut start = [0; MARK.len()];
    // A pipe would keep whoever opens it waiting.
    fs::metadata(path).is_ok_and(|found| found.is_file())
        && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok()
        && start == *MARK
}
