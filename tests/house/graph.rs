//! Which file uses which, read from the sources.
//!
//! An arrow leads from a file to the one that defines what it names, by `use` or by a path in its code, whatever re-exports
//! lie between. A file and the folder of its name are one room and the file is its door: what a door takes from its own
//! folder is no arrow. All else is one, also that of a file to the door of its room.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Source, code, says, sources};

/// From each file to those that it uses, by their paths under `src/` without the ending.
pub fn arrows() -> BTreeSet<(String, String)> {
    let arrows = Modules::of(&sources()).arrows();
    assert!(arrows.len() > 500, "the sources weren't read: {} arrows", arrows.len());
    arrows
}

/// A module: its code without `use`, and what it brings into scope.
struct Module {
    uses: Vec<Use>,
    rest: String,
}

/// A name that a `use` brings into scope.
struct Use {
    is_public: bool,
    path: Vec<String>,
    name: String,
}

/// All modules by their names: `["store", "journal"]`; the crate's root has none.
struct Modules(BTreeMap<Vec<String>, Module>);

/// What a path leads to.
enum Target {
    /// A module itself.
    Module(Vec<String>),
    /// Something that this module defines.
    Item(Vec<String>),
}

fn words(path: &str) -> Vec<String> {
    path.split("::").map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

/// The paths of a `use`, each with the name that it gets: `a::{b, c::{self, D as E}}`.
fn leaves(tree: &str) -> Vec<(Vec<String>, String)> {
    let Some((start, rest)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name)));
        let path = words(path);
        let name = name.map_or_else(|| path.last().unwrap().clone(), |name| name.trim().to_owned());
        return vec![(path, name)];
    };
    let start = words(start);
    let mut depth = 0;
    let branches = rest.trim_end().trim_end_matches('}').split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let joined = |(path, name): (Vec<String>, String)| match path[..] == ["self"] {
        true => (start.clone(), start.last().unwrap().clone()),
        false => ([start.clone(), path].concat(), name),
    };
    branches.filter(|branch| !branch.trim().is_empty()).flat_map(leaves).map(joined).collect()
}

impl Module {
    fn of(code: &[String]) -> Self {
        let (mut uses, mut rest) = (Vec::new(), String::new());
        let mut lines = code.iter();
        while let Some(line) = lines.next() {
            let (public, tree) = match line.split_once("use ") {
                Some((before, tree)) if before.is_empty() || before.starts_with("pub") => (before, tree),
                _ => {
                    rest.push_str(line);
                    rest.push('\n');
                    continue;
                }
            };
            let mut tree = tree.to_owned();
            while !tree.contains(';') {
                tree.push_str(lines.next().unwrap());
            }
            let of = |(path, name)| Use { is_public: !public.is_empty(), path, name };
            uses.extend(leaves(tree.trim_end_matches(';')).into_iter().map(of));
        }
        Self { uses, rest }
    }

    /// The paths in the code, as far as they stand in one piece.
    fn paths(&self) -> impl Iterator<Item = Vec<String>> {
        let pieces = self.rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        pieces.map(|piece| piece.trim_matches(':')).filter(|piece| piece.contains("::")).map(words)
    }
}

impl Modules {
    fn of(sources: &[Source]) -> Self {
        let name = |source: &Source| match source.path.as_str() {
            "lib.rs" => Vec::new(),
            path => path.trim_end_matches(".rs").split('/').map(Into::into).collect(),
        };
        let inside = sources.iter().filter(|source| source.path != "main.rs");
        Self(inside.map(|source| (name(source), Module::of(&source.code))).collect())
    }

    /// Where a path leads that stands in a module; out of the crate it leads nowhere.
    fn target(&self, from: &[String], path: &[String]) -> Option<Target> {
        let mut at = from.to_vec();
        let rest = match path[0].as_str() {
            "crate" => {
                at.clear();
                &path[1..]
            }
            "self" => &path[1..],
            "super" => path,
            first if self.has(&at, first) => path,
            first => {
                let brought = self.0[from].uses.iter().find(|brought| brought.name == first)?;
                if brought.path[0] == first {
                    return None; // another crate
                }
                match self.target(from, &brought.path)? {
                    Target::Module(module) => at = module,
                    item @ Target::Item(_) => return Some(item),
                }
                &path[1..]
            }
        };
        for word in rest {
            if word == "super" {
                at.pop();
            } else if self.has(&at, word) {
                at.push(word.clone());
            } else if let Some(brought) = self.0[&at].uses.iter().find(|brought| &brought.name == word) {
                return self.target(&at, &brought.path).or(Some(Target::Item(at)));
            } else {
                let home = if at.is_empty() { self.macro_home(word) } else { None };
                return Some(Target::Item(home.unwrap_or(at)));
            }
        }
        Some(Target::Module(at))
    }

    fn has(&self, at: &[String], child: &str) -> bool {
        self.0.contains_key(&[at, &[child.to_owned()]].concat())
    }

    /// A macro is named from the crate's root, wherever it is defined.
    fn macro_home(&self, name: &str) -> Option<Vec<String>> {
        let head = format!("macro_rules! {name} ");
        self.0.iter().find(|(_, module)| module.rest.contains(&head)).map(|(name, _)| name.clone())
    }

    /// From each module to those whose items it uses.
    fn arrows(&self) -> BTreeSet<(String, String)> {
        let mut arrows = BTreeSet::new();
        for (name, module) in &self.0 {
            // To hand something on is not to use it.
            let used = |brought: &&Use| !brought.is_public || says(&module.rest, &brought.name);
            let brought = module.uses.iter().filter(used).map(|brought| brought.path.clone());
            for path in brought.chain(module.paths()) {
                if let Some(Target::Item(home)) = self.target(name, &path)
                    && !home.starts_with(name)
                {
                    arrows.insert((name.join("/"), home.join("/")));
                }
            }
        }
        arrows
    }
}

#[test]
fn the_reader_follows_paths_and_knows_a_door() {
    let source = |path: &str, text: &str| Source { path: path.into(), code: code(text) };
    let modules = Modules::of(&[
        source("lib.rs", "pub mod a;\npub mod b;\n"),
        source("a.rs", "pub mod c;\nmod d;\npub use c::{C, E as F};\nuse d::D;\nmacro_rules! m { () => {} }\n"),
        source("a/c.rs", "use super::{d::{self, D}, Door};\nfn f() { d::f(); }\n"),
        source("a/d.rs", "use crate::b;\nfn f() { b::g() }\n#[cfg(test)]\nuse super::c::C;\n"),
        source("b.rs", "use std::fs::{self, File};\nuse crate::a::F;\nfn g() { fs::g(); crate::m!() }\n"),
    ]);
    let arrow = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let all = [("a/c", "a"), ("a/c", "a/d"), ("a/d", "b"), ("b", "a"), ("b", "a/c")];
    assert_eq!(modules.arrows(), all.map(|(from, to)| arrow(from, to)).into());
}
