//! Every example that the program prints of a cell is one that its own imports take.

use std::collections::BTreeMap;

use crate::common::{Desk, commands};
use crate::house::round_trip::REGISTERS;
use nastavnik::domain::number;

/// The columns of an import, by the file that they belong to: headings with examples.
fn columns(desk: &Desk, import: &str) -> BTreeMap<String, Vec<(String, String)>> {
    let told = desk.done(&format!("{import} --columns --format json")).out;
    let rows: Vec<serde_json::Value> = serde_json::from_str(&told).unwrap();
    let mut files: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for row in rows {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        files.entry(text("file")).or_default().push((text("heading"), text("example")));
    }
    files
}

#[test]
fn a_row_of_all_examples_is_imported() {
    let desk = Desk::new().at("2025-06-01");
    let mut imports: Vec<&str> = Vec::new();
    for (_, import) in REGISTERS {
        if !imports.contains(import) {
            imports.push(import);
        }
    }
    let mut examples = 0;
    for import in imports {
        for (file, columns) in columns(&desk, import) {
            let line =
                |of: fn(&(String, String)) -> &String| columns.iter().map(of).cloned().collect::<Vec<_>>().join(";");
            desk.write("f.csv", format!("{}\n{}\n", line(|(heading, _)| heading), line(|(_, example)| example)));
            let told = desk.done(&format!("{import} f.csv"));
            assert!(told.err.contains("записано: 1 нов"), "{import}: {file}: {told:#?}");
            examples += columns.iter().filter(|(_, example)| !example.is_empty()).count();
        }
        if import == "org staff import" {
            // The examples of pairs speak of a second person, that of tutors of a third one.
            desk.done(
                "org staff add 'Осокин Ян Львович' --org 1 --post учитель --hired 01.09.2022 --snils '900-000-003 84'",
            );
            desk.done("org staff add 'Лютикова Вера Ильинична' --org 1 --post учитель --hired 01.09.2022 --snils '900-000-002 83'");
        }
    }
    assert!(examples > 60, "{examples}");
}

/// The texts in which somebody may find an example.
fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> = commands()
        .into_iter()
        .map(|(path, mut command)| (path.join(" "), command.render_long_help().to_string()))
        .collect();
    for name in ["README.md", "docs/definitions.md"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        pages.push((name.to_owned(), std::fs::read_to_string(path).unwrap()));
    }
    let desk = Desk::new();
    for (_, import) in REGISTERS {
        pages.push(((*import).to_owned(), desk.done(&format!("{import} --columns --format csv")).out));
    }
    pages
}

/// A text whose digits stand as those of a СНИЛС.
fn is_like_snils(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "000-000-000 00"
}

#[test]
fn every_snils_that_is_printed_is_one() {
    let mut found = 0;
    for (page, text) in pages() {
        let signs: Vec<char> = text.chars().collect();
        for window in signs.windows(14).map(|window| window.iter().collect::<String>()) {
            if is_like_snils(&window) {
                assert!(number::snils(&window).is_ok(), "{page}: {window}");
                found += 1;
            }
        }
    }
    assert!(found > 5, "{found}");
}
