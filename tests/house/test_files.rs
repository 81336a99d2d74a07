//! No file of tests is forgotten: one that no `mod` names is never compiled, and nobody would miss its tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The sources of a folder and of the folders in it.
fn sources(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.insert(path);
        }
    }
    found
}

/// A source and whatever its `mod` lines lead to; `below` is the folder in which its modules lie.
fn reached(source: &Path, below: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::from([source.to_owned()]);
    let mut folder = below.to_owned();
    for line in fs::read_to_string(source).unwrap().lines() {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        if line == "}" {
            folder = below.to_owned();
        } else if let Some(block) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(" {")) {
            folder = below.join(block);
        } else if let Some(name) =
            line.trim_start().trim_start_matches("pub ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'))
        {
            let own = folder.join(name);
            let file = own.with_extension("rs");
            found.extend(reached(&if file.exists() { file } else { own.join("mod.rs") }, &own));
        }
    }
    found
}

#[test]
fn every_file_of_tests_is_a_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let reached = reached(&root.join("main.rs"), &root);
    assert_eq!(sources(&root).difference(&reached).collect::<Vec<_>>(), Vec::<&PathBuf>::new());
    assert!(reached.len() > 30, "the modules weren't read: {reached:?}");
}
