//! Arrows only downward: which module may name which, and who alone may touch the outside world.

use super::graph::arrows;
use super::sources::{Source, code, says, sources};

/// Each layer and what it may name besides itself.
const ALLOWED: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("cli", &["command", "report", "store", "disk", "domain", "error"]),
    ("command", &["intake", "indicator", "report", "store", "register", "disk", "domain", "error"]),
    ("intake", &["store", "register", "domain", "error"]),
    ("indicator", &["store", "domain", "page", "error"]),
    ("report", &["disk", "domain", "error"]), // what is too large for memory
    ("store", &["register", "disk", "domain", "page", "error"]),
    ("register", &["domain"]),
    ("domain", &["error"]), // a period that hasn't begun is a failure with a hint
    ("disk", &["error"]),
    ("page", &[]),
    ("error", &[]),
];

/// Words of the outside world and the only places (by the start of the path under `src/`) that may say them.
const KEPT: &[(&[&str], &[&str])] = &[
    (&["rusqlite"], &["store", "indicator"]),
    (&["clap"], &["cli", "command"]),
    (&["comfy_table"], &["report"]),
    (&["chrono"], &["domain/day.rs", "domain/moment.rs"]),
    (&["of_clock", "Local"], &["domain/moment.rs", "cli.rs"]),
    (&["Utc"], &[]),
    (&["SystemTime"], &["domain/moment.rs"]),
    (&["Instant"], &["store/waiting.rs"]),
    (&["println", "eprintln", "print!", "eprint!", "dbg"], &[]),
    (
        &["stdout", "stderr"],
        &["cli.rs", "cli/own_window.rs", "cli/voice.rs", "cli/screen.rs", "cli/interruption.rs", "disk/identity.rs"],
    ),
    (&["stdin"], &["intake/reading/input.rs", "cli.rs", "cli/own_window.rs", "disk/identity.rs"]),
    // A file gets its name in one place, whole, synced and at a stroke. A restore moves what a dead database has left.
    (&["sync_all", "sync_data", "persist", "persist_noclobber"], &["disk/unfinished.rs"]),
    (&["fs::rename"], &["store/restore.rs"]),
    (
        &["fs::write", "File::create", "create_new", "OpenOptions"],
        &["disk/writer.rs", "disk/held.rs", "store/lock_note.rs"],
    ),
    // Ctrl-C ends the program where it stands.
    (&["process::exit"], &["cli/interruption.rs"]),
    (&["process::Command", "std::net", "unsafe"], &[]),
    // What a replacement removes, SQLite tells nobody: the journal would not know.
    (&["OR REPLACE", "REPLACE INTO"], &[]),
    (&["SELECT", "INSERT INTO", "UPDATE", "DELETE FROM", "PRAGMA"], &["store", "indicator"]),
];

/// Rooms within a layer, and what they may name besides themselves, though their layer may name more.
const ROOMS: &[(&str, &[&str])] = &[
    // Reading a stranger's table knows neither the database nor what becomes of the rows.
    ("intake/reading", &["domain", "error"]),
];

impl Source {
    fn layer(&self) -> &str {
        self.path.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// How many modules lie between this file and the crate's root.
    fn depth(&self) -> usize {
        self.path.split('/').count()
    }

    /// The top modules that a line names.
    fn named(&self, line: &str) -> Vec<String> {
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let mut named = Vec::new();
        for start in ["crate::", "nastavnik::"] {
            for rest in line.split(start).skip(1) {
                match rest.strip_prefix('{') {
                    // `crate::{a::B, c}`: the first words at the outer level.
                    Some(list) => {
                        let mut depth = 0;
                        let mut at_start = true;
                        for (at, c) in list.char_indices() {
                            match c {
                                '{' => depth += 1,
                                '}' if depth == 0 => break,
                                '}' => depth -= 1,
                                ',' if depth == 0 => at_start = true,
                                ' ' => {}
                                _ if at_start => {
                                    named.push(word(&list[at..]));
                                    at_start = false;
                                }
                                _ => {}
                            }
                        }
                    }
                    None => named.push(word(rest)),
                }
            }
        }
        let climbs = line.matches("super::").count();
        if climbs > 0 {
            let chain = "super::".repeat(self.depth());
            assert!(!line.contains(&chain), "{}: climbs to the crate's root: {line}", self.path);
        }
        named.into_iter().map(of_macro).collect()
    }
}

/// The module that a macro, which stands at the crate's root, belongs to.
fn of_macro(name: String) -> String {
    match name.as_str() {
        "refuse" => "error".into(),
        "phrase" => "domain".into(),
        _ => name,
    }
}

#[test]
fn arrows_point_downward() {
    let mut wrong = Vec::new();
    let mut edges = 0;
    for source in sources().iter().filter(|source| source.path != "lib.rs") {
        let layer = source.layer();
        let allowed = ALLOWED.iter().find(|(name, _)| *name == layer);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{}: a layer that this table doesn't know", source.path));
        // A `use` of several lines is one line here.
        let joined = source.code.join("\n").replace("{\n", "{").replace(",\n", ", ");
        for line in joined.lines() {
            for named in source.named(line).into_iter().filter(|named| named != layer) {
                edges += 1;
                if !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{}: {layer} names {named}: {line}", source.path));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(edges > 50, "the sources weren't read: {edges} edges");
}

#[test]
fn the_outside_world_has_its_doors() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (at, line) in source.code.iter().enumerate() {
            for (words, doors) in KEPT {
                if doors.iter().any(|door| source.path.starts_with(door)) {
                    continue;
                }
                wrong.extend(
                    words
                        .iter()
                        .filter(|word| says(line, word))
                        .map(|word| format!("src/{}:{}: {word}", source.path, at + 1)),
                );
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_room_names_only_what_it_may() {
    let arrows = arrows();
    for (room, allowed) in ROOMS {
        let lies_in = |path: &str, room: &str| path == room || path.starts_with(&format!("{room}/"));
        let of_room: Vec<_> = arrows.iter().filter(|(from, _)| lies_in(from, room)).collect();
        assert!(!of_room.is_empty(), "there is no room {room}");
        let is_allowed = |to: &str| lies_in(to, room) || allowed.iter().any(|allowed| lies_in(to, allowed));
        let wrong: Vec<_> = of_room.into_iter().filter(|(_, to)| !is_allowed(to)).collect();
        assert_eq!(wrong, Vec::<&(String, String)>::new());
    }
}

/// The clock is asked once, where the command line gives no day.
#[test]
fn the_clock_is_asked_in_one_place() {
    let callers: Vec<_> = sources()
        .iter()
        .flat_map(|source| {
            source.code.iter().filter(|line| line.contains("of_clock")).map(|_| source.path.clone()).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(callers, ["cli.rs", "domain/moment.rs"], "one call, one definition");
}

/// The reader of sources sees what it must see.
#[test]
fn the_reader_knows_comments_tests_and_lists() {
    let text = "//! crate::a\nuse crate::{b::C, d::{E, f}};\n#[cfg(test)]\nmod tests {\n    use crate::g;\n}\nlet x = crate::h::i; // crate::j\n#[cfg(test)]\nmod tests;\nuse $crate::k;";
    let source = Source { path: "store/x.rs".into(), code: code(text) };
    let named: Vec<_> = source.code.iter().flat_map(|line| source.named(line)).collect();
    assert_eq!(named, ["b", "d", "h", "k"]);
    assert!(says("use clap::Args", "clap") && !says("clapping", "clap") && !says("overclap", "clap"));
}
