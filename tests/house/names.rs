//! A type's name is one thing: no two files have a type of the same name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::sources::sources;

#[test]
fn no_name_means_two_types() {
    let mut types: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources() {
        for line in &source.code {
            let words: Vec<_> = line.split([' ', '<', '(', ';', '{', ':']).filter(|word| !word.is_empty()).collect();
            let declares =
                |word: &&str| ["struct", "enum", "trait"].contains(word) || *word == "type" && words[0] == "pub";
            let Some(at) = words.iter().take(3).position(declares) else { continue };
            // In a macro the name comes later.
            if let Some(name) = words.get(at + 1).filter(|name| !name.starts_with('$')) {
                types.entry((*name).to_owned()).or_default().push(source.path.clone());
            }
        }
    }
    assert!(types.len() > 250, "the sources weren't read: {}", types.len());
    let twice: Vec<_> = types.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

/// Those of the tests beside the code, too.
#[test]
fn no_test_beside_the_code_has_a_type_of_its_name() {
    fn collect(folder: &Path, types: &mut BTreeMap<String, Vec<PathBuf>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, types);
                continue;
            }
            for line in fs::read_to_string(&path).unwrap_or_default().lines() {
                let mut words = line.split([' ', '<', '(', ';', '{', ':']).filter(|word| !word.is_empty());
                let word = words.by_ref().find(|word| !word.starts_with("pub") && !["super)", "crate)"].contains(word));
                if let (Some("struct" | "enum" | "trait"), Some(name)) = (word, words.next()) {
                    types.entry(name.to_owned()).or_default().push(path.clone());
                }
            }
        }
    }
    let mut types = BTreeMap::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut types);
    assert!(types.len() > 400, "the sources weren't read: {}", types.len());
    let twice: Vec<_> = types.iter().filter(|(name, files)| files.len() > 1 && !name.starts_with('$')).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
