//! What a path says by itself.

use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

/// The folder in which a file lies.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a link leads; any other path is its own.
pub fn behind_link(path: &Path) -> PathBuf {
    let is_link = path.symlink_metadata().is_ok_and(|found| found.is_symlink());
    if is_link { fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() }
}

/// A path with more at the end of its name: SQLite's journal lies beside the file as `nastavnik.db-journal`.
pub fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Whether a place that may be a file or a folder means a folder: there is one, or, where there is nothing yet, the name has no
/// ending or ends with a stroke.
pub fn means_folder(path: &Path) -> bool {
    let text = path.as_os_str().to_string_lossy();
    let is_struck = text.ends_with(['/', MAIN_SEPARATOR]);
    path.is_dir() || is_struck || path.extension().is_none() && path.symlink_metadata().is_err()
}

/// The same name with a number before its ending: `r-2.csv`.
pub fn numbered(path: &Path, number: u32) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_owned();
    let mut name = part(path.file_stem());
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_an_ending_means_a_folder_unless_a_file_is_there() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("копия"), "x").unwrap();
        fs::create_dir(folder.path().join("папка.db")).unwrap();
        for (name, expected) in [
            ("копии", true),
            ("копии/", true),
            ("копии.2024/", true),
            ("папка.db", true),
            ("копия", false),
            ("копия.db", false),
            ("копии/к.db", false),
        ] {
            assert_eq!(means_folder(&folder.path().join(name)), expected, "{name}");
        }
    }

    #[test]
    fn a_number_stands_before_the_ending() {
        for (path, expected) in [("a/r.csv", "a/r-2.csv"), ("r", "r-2"), (".r", ".r-2"), ("a.b.csv", "a.b-2.csv")] {
            assert_eq!(numbered(Path::new(path), 2), Path::new(expected));
        }
    }
}
