//! `docs/HOUSE.md` is a map of this tree: whatever file, folder or name in code it mentions is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::sources::says;

fn files(folder: &Path, found: &mut BTreeSet<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        if name.starts_with('.') || name == "target" || name.ends_with("/target") {
            continue;
        }
        if path.is_dir() {
            found.insert(format!("{name}/"));
            files(&path, found);
        } else {
            found.insert(name);
        }
    }
}

/// What the page says in backticks, and the first words of the lines of its map.
fn mentioned(page: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (at, block) in page.split("```").enumerate() {
        if at % 2 == 0 {
            words.extend(block.split('`').skip(1).step_by(2).map(str::to_owned));
        } else if block.contains("schema.sql") {
            words.extend(block.lines().flat_map(|line| line.split("  ").next().unwrap().split(' ')).map(str::to_owned));
        }
    }
    words
}

/// Whether a mentioned path is a file's, where capital letters stand for any noun or number.
fn is_there(path: &str, files: &BTreeSet<String>) -> bool {
    let is_noun = |part: &str| part == "*" || !part.is_empty() && part.chars().all(|c| c.is_ascii_uppercase());
    let parts = |text: &str| text.split(['/', '.', '-']).map(str::to_owned).collect::<Vec<_>>();
    let sought = parts(path);
    files.iter().map(|file| parts(file)).any(|file| {
        file.len() >= sought.len()
            && file[file.len() - sought.len()..].iter().zip(&sought).all(|(is, said)| is == said || is_noun(said))
    })
}

#[test]
fn whatever_the_map_names_is_there() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/HOUSE.md")).unwrap();
    let mut all = BTreeSet::new();
    files(&root, &mut all);
    let mut text = String::new();
    for file in all.iter().filter(|file| file.ends_with(".rs") || *file == "schema.sql") {
        text.push_str(&fs::read_to_string(root.join(file)).unwrap());
    }
    let (mut paths, mut names, mut lost) = (0, 0, Vec::new());
    for word in mentioned(&page) {
        let plain = word.as_str();
        let is_path =
            [".rs", ".sql", ".toml", ".md", "/"].iter().any(|end| plain.ends_with(end)) && !plain.contains(' ');
        let is_name = plain.len() > 2 && plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':');
        if is_path {
            paths += 1;
            if !is_there(plain, &all) {
                lost.push(word);
            }
        } else if is_name {
            names += 1;
            let last = plain.rsplit("::").next().unwrap();
            if !text.lines().any(|line| says(line, last)) {
                lost.push(word);
            }
        }
    }
    assert!(paths > 40 && names > 60, "the page wasn't read: {paths} paths, {names} names");
    assert!(lost.is_empty(), "docs/HOUSE.md names what isn't there: {lost:?}");
}
