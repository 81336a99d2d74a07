//! The name given to `--output` says the form of what is in it, for every command of the tree; what contradicts itself is refused.

use std::fs;

use super::refusals::lines;
use crate::common::Desk;
use crate::common::district::district;

/// Names with the format that they say by themselves.
const SAID: &[(&str, &str)] = &[("ДОЛИ.CSV", "csv"), ("a.json", "json"), ("a.HTM", "html"), ("доли", "table")];

/// Names with a format that can't be what they say.
const CONTRADICTIONS: &[(&str, &str)] = &[
    ("json", "a.csv"),
    ("table", "a.csv"),
    ("table", "a.json"),
    ("csv", "a.json"),
    ("excel", "A.JSON"),
    ("xlsx", "a.csv"),
    ("xlsx", "a.json"),
    ("xlsx", "a.txt"),
    ("xlsx", "a.dat"),
    ("csv", "a.xlsx"),
    ("excel", "a.xlsx"),
    ("json", "a.xlsx"),
    ("table", "a.xlsx"),
    ("docx", "a.csv"),
    ("docx", "a.txt"),
    ("docx", "a.dat"),
    ("xlsx", "a.docx"),
    ("html", "a.docx"),
    ("csv", "a.html"),
    ("table", "a.docx"),
];

/// Names of what no command makes.
const FOREIGN: &[&str] = &["a.doc", "a.pdf", "a.xls", "a.ods", "отчёт.ODT"];

/// A folder with nothing but the file, as it was.
pub fn again(desk: &Desk, state: &[u8]) {
    for entry in fs::read_dir(desk.folder()).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    desk.write("nastavnik.db", state);
}

#[test]
fn a_name_says_the_format_of_every_command_that_prints() {
    let desk = district();
    let state = desk.bytes();
    let mut printing = 0;
    for (turn, line) in lines().into_iter().enumerate() {
        // What a name says is decided before any command: each has its turn with each name by and by.
        let (name, format) = SAID[turn % SAID.len()];
        again(&desk, &state);
        let told = desk.run(&format!("{line} --format {format}"));
        again(&desk, &state);
        let same = desk.run(&format!("{line} --output {name}"));
        assert_eq!((told.code, ""), (same.code, same.out.as_str()), "{line} --output {name}");
        assert_eq!(fs::read_to_string(desk.path(name)).unwrap_or_default(), told.out, "{line} --output {name}");
        printing += usize::from(!told.out.is_empty());
    }
    assert!(printing > 20, "the tree wasn't walked: {printing}");
}

#[test]
fn excel_is_a_form_of_csv() {
    let desk = district();
    let told = desk.done("org list --format excel").out;
    assert!(told.starts_with('\u{feff}') && told.contains(';'), "{told}");
    desk.done("org list --format excel --output a.csv");
    assert_eq!(fs::read_to_string(desk.path("a.csv")).unwrap(), told);
    desk.done("org list --format csv --output a.txt");
    assert_eq!(fs::read_to_string(desk.path("a.txt")).unwrap(), desk.done("org list --format csv").out);
}

#[test]
fn a_name_that_contradicts_the_format_is_refused_by_every_command() {
    let desk = district();
    let (before, files) = (desk.bytes(), desk.files());
    for (turn, line) in lines().into_iter().enumerate() {
        let (format, name) = CONTRADICTIONS[turn % CONTRADICTIONS.len()];
        let told = desk.run(&format!("{line} --format {format} --output {name}"));
        told.is_refusal(&format!("{line} {format} {name}"), 2, &["имя кончается на .", format, name]);
        let name = FOREIGN[turn % FOREIGN.len()];
        let told = desk.run(&format!("{line} --output {name}"));
        told.is_refusal(&format!("{line} {name}"), 2, &[name, "эта команда не делает"]);
    }
    assert!(before == desk.bytes() && files == desk.files(), "something was written");
}
