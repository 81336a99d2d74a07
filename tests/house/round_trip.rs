//! A register that was exported imports back and changes nothing; into a new database it brings the same rows.

use std::collections::BTreeSet;

use crate::common::district::district;
use crate::common::dump::{assert_same, dump};
use crate::common::{Desk, commands};

/// The lists that an import reads back, in the order in which a new database needs them.
pub const REGISTERS: &[(&str, &str)] = &[
    ("org list --all", "org import"),
    ("org post list", "org post import"),
    ("org staff list --all", "org staff import"),
    ("org staff absence list --all", "org staff absence import"),
    ("mentor list --all", "mentor import"),
    ("org needs list --all", "org needs import"),
    ("org group list", "org group import"),
    ("org group show М1", "org group import"),
    ("org group show С1", "org group import"),
    ("pair list --all --by-mentee", "pair import"),
    ("pair tutor list --all", "pair tutor import"),
    ("pair meet list", "pair meet import"),
    ("pair agreement list", "pair agreement import"),
    ("pair release list", "pair release import"),
    ("program list --by-mentee", "program import"),
    ("program need list", "program need import"),
    ("program task list", "program task import"),
    ("program stage", "program import"),
    ("program measure list", "program measure import"),
    ("program correction list", "program correction import"),
    ("org review list", "org review import"),
    ("monitor survey show", "monitor survey import"),
    ("monitor target list", "monitor target import"),
];

/// The import of workbooks, which is made of the imports of their sheets: a file of a single register goes to one of those.
pub const OF_WORKBOOKS: &str = "org workbook import";

/// The district without whoever is erased: no file brings somebody who has no name.
pub fn named() -> Desk {
    let desk = district();
    desk.sql()
        .execute_batch(
            "CREATE TEMP TABLE erased AS SELECT person_id FROM erasures; DELETE FROM erasures; \
             DELETE FROM employments WHERE person_id IN (SELECT person_id FROM erased); \
             DELETE FROM people WHERE id IN (SELECT person_id FROM erased)",
        )
        .unwrap();
    desk
}

#[test]
fn every_import_of_the_tree_has_its_list() {
    let imports = commands().into_iter().map(|(path, _)| path.join(" ")).filter(|path| path.ends_with(" import"));
    let imports = imports.filter(|import| import != OF_WORKBOOKS);
    let known = REGISTERS.iter().map(|(_, import)| (*import).to_owned());
    assert_eq!(known.collect::<BTreeSet<_>>(), imports.collect(), "left: those of the table, right: the program's");
}

/// Exports a register; the file has at least so many rows.
fn exported(desk: &Desk, list: &str, file: &str) -> usize {
    let told = desk.done(&format!("{list} --format excel --output {file}"));
    assert_eq!(told.out, "", "{list}");
    std::fs::read_to_string(desk.path(file)).unwrap().lines().count() - 1
}

#[test]
fn an_exported_register_changes_nothing() {
    let desk = named();
    for (list, import) in REGISTERS {
        let before = (desk.bytes(), dump(&desk.sql()));
        let rows = exported(&desk, list, "f.csv");
        assert!(rows > 0, "{list}");
        for line in [format!("{import} f.csv --dry-run"), format!("{import} f.csv")] {
            let told = desk.done(&line);
            assert!(
                told.err.contains(&format!("f.csv: изменений нет, строк без изменений: {rows}\n")),
                "{list}: {told:#?}"
            );
            assert_same(list, &before.1, &dump(&desk.sql()));
            assert!(before.0 == desk.bytes(), "{list}: the bytes have changed");
        }
        // What programs get is read as well, though its columns have other names and its values other forms.
        for (format, file) in [("json", "f.json"), ("csv", "programs.csv"), ("xlsx", "f.xlsx")] {
            desk.done(&format!("{list} --format {format} --output {file}"));
            let told = desk.done(&format!("{import} {file}"));
            let same = format!("{file}: изменений нет, строк без изменений: {rows}\n");
            assert!(told.err.contains(&same), "{list}: {told:#?}");
            assert_same(list, &before.1, &dump(&desk.sql()));
        }
    }
}

#[test]
fn the_registers_of_the_examples_change_nothing() {
    for (example, today) in [("spassky", "2022-09-08"), ("nozhay-yurt", "2025-01-15")] {
        let desk = Desk::example(example, today);
        let before = dump(&desk.sql());
        for (list, import) in REGISTERS.iter().filter(|(list, _)| !list.contains("group show")) {
            let rows = exported(&desk, list, "f.csv");
            let told = desk.done(&format!("{import} f.csv"));
            assert!(told.err.contains(&format!("строк без изменений: {rows}\n")), "{example}: {list}: {told:#?}");
            assert!(told.err.contains("изменений нет"), "{example}: {list}: {told:#?}");
            assert_same(list, &before, &dump(&desk.sql()));
        }
    }
}

/// The columns that no file brings: ids, and what commands alone enter (the end of a program) or a survey's own headings.
const NOT_BROUGHT: &[&str] =
    &["№", "№ человека", "Состояние", "Завершена или отменена", "Причина отмены", "Другие вопросы"];

/// An exported register without those columns, a line a row.
fn told(desk: &Desk, list: &str) -> Vec<String> {
    let text = desk.done(&format!("{list} --format excel")).out;
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(&text.as_bytes()[3..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let kept: Vec<_> = (0..rows[0].len()).filter(|at| !NOT_BROUGHT.contains(&&rows[0][*at])).collect();
    rows.iter().map(|row| kept.iter().map(|at| &row[*at]).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn an_exported_register_fills_a_new_database() {
    fills_a_new_database("f.csv");
}

#[test]
fn an_exported_workbook_fills_a_new_database() {
    fills_a_new_database("f.xlsx");
}

fn fills_a_new_database(file: &str) {
    let old = named();
    let new = Desk::new();
    for (list, import) in REGISTERS {
        let from = exported(&old, list, "f.csv");
        if file != "f.csv" {
            old.done(&format!("{list} --output {file}"));
        }
        new.write(file, std::fs::read(old.path(file)).unwrap());
        let done = new.done(&format!("{import} {file}"));
        // The tutor of the day came with the pair.
        let from = from - usize::from(*import == "pair tutor import");
        assert!(done.err.contains(&format!("записано: {from} нов")), "{list}: {done:#?}");
    }
    for (list, _) in REGISTERS {
        assert_same(list, &told(&old, list), &told(&new, list));
    }
    // What a list doesn't show isn't there: earlier papers, former names, the ends of programs.
    let count = |table: &str| -> i64 {
        new.sql().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!(["documents", "curators", "former_names", "programs", "replies"].map(count), [4, 1, 0, 3, 0]);
}
