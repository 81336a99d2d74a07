//! A type's name is one thing: no two files have a type of the same name.

use std::collections::BTreeMap;

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
