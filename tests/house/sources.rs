//! The sources of the program as its house is judged by them: without comments and without tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path under `src/`, and its code without comments and tests, a line each.
pub struct Source {
    pub path: String,
    pub code: Vec<String>,
}

/// All of them, by path.
pub fn sources() -> Vec<Source> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("tests") {
                collect(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let read = |path: PathBuf| Source {
        code: code(&fs::read_to_string(&path).unwrap()),
        path: path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"),
    };
    files.into_iter().map(read).collect()
}

/// The lines of code: comments become empty, and so does what is marked `#[cfg(test)]`, to its end at the margin.
pub fn code(text: &str) -> Vec<String> {
    let mut in_test = false;
    text.lines()
        .map(|line| {
            in_test |= line == "#[cfg(test)]";
            let kept = if in_test { "" } else { line.trim_start() };
            if in_test && (line == "}" || (line.ends_with(';') && !line.starts_with(' '))) {
                in_test = false;
            }
            let comment = if kept.starts_with("//") { Some(0) } else { kept.find(" // ") };
            kept[..comment.unwrap_or(kept.len())].to_owned()
        })
        .collect()
}

/// Whether a line says a word: as it stands, not as a part of a longer one.
pub fn says(line: &str, word: &str) -> bool {
    let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        !part(line[..at].chars().next_back()) && (word.ends_with('!') || !part(line[at + word.len()..].chars().next()))
    })
}
