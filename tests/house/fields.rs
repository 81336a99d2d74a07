//! `--fields`: some columns of whatever a command lists, by their names, in the order of the asking.

use super::output_names::again;
use super::refusals::lines;
use crate::common::district::district;
use crate::common::small_district;
use crate::common::workbook::{sheets, shown};

fn table(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(Into::into).collect()).collect()
}

/// The last and the first column, without names: whoever is «Лицо 2» in the whole list is so in a part of it.
#[test]
fn every_list_gives_the_fields_that_are_asked_for() {
    let desk = district();
    let mut lists = 0;
    for line in lines() {
        let whole = desk.run(&format!("{line} --no-names --format csv"));
        if whole.out.is_empty() {
            continue;
        }
        lists += 1;
        let rows = table(&whole.out);
        let (first, last) = (rows[0].first().unwrap(), rows[0].last().unwrap());
        let fields = if rows[0].len() == 1 { first.clone() } else { format!("{last},{first}") };
        let some = desk.run(&format!("{line} --no-names --format csv --fields {fields}"));
        assert_eq!((some.code, &some.err), (whole.code, &whole.err), "{line}");
        let ends = |row: &Vec<String>| match &row[..] {
            [one] => vec![one.clone()],
            row => vec![row[row.len() - 1].clone(), row[0].clone()],
        };
        assert_eq!(table(&some.out), rows.iter().map(ends).collect::<Vec<_>>(), "{line} --fields {fields}");
    }
    assert!(lists > 20, "the tree wasn't walked: {lists}");
}

/// A command that does something would have done it before the list is looked at.
#[test]
fn a_field_that_is_not_there_is_refused_by_every_command_before_anything_is_done() {
    let desk = district();
    let state = desk.bytes();
    for line in lines() {
        again(&desk, &state);
        let told = desk.run(&format!("{line} --format json --fields nosuch"));
        assert!([1, 2, 4].contains(&told.code) && told.out.is_empty(), "{line}: {told:#?}");
        assert_eq!(desk.files(), ["nastavnik.db"], "{line}");
        assert!(desk.bytes() == state, "{line}: the file has changed");
    }
}

#[test]
fn the_fields_are_those_of_csv_in_every_format_but_a_table() {
    let desk = small_district::district();
    let asked = "org list --fields inn,id";
    assert_eq!(desk.done(&format!("{asked} --format csv")).out.lines().next(), Some("inn,id"));
    assert!(desk.done(&format!("{asked} --format excel")).out.starts_with("\u{feff}ИНН;№\r\n"));
    let json = desk.done(&format!("{asked} --format json")).out;
    assert!(json.lines().nth(1).unwrap().starts_with("{\"inn\":"), "{json}");
    desk.done("monitor indicators --fields percent,code --output доли.xlsx");
    let book = sheets(&desk.path("доли.xlsx"));
    assert!(book.len() <= 2, "the sheets of names have other fields: {}", book.len());
    assert_eq!(book[0].rows[0].iter().map(shown).collect::<Vec<_>>(), ["%", "Код"]);
    desk.refused(asked, 2, &["--fields", "--format csv", "--output"]);
    desk.refused("org list --fields inn,имя --format csv", 2, &["поля «имя» в этом результате нет", "есть: id,"]);
    desk.refused("org list --fields inn,inn --format csv", 2, &["поле «inn» названо дважды"]);
}

#[test]
fn a_card_gives_some_of_its_fields_and_the_number_of_its_shape() {
    let desk = small_district::district();
    let card = desk.done("org show 1 --format json --fields inn,id").out;
    let keys: Vec<_> = card.lines().filter_map(|line| line.trim().split_once(':')).map(|(key, _)| key).collect();
    assert_eq!(keys, ["\"inn\"", "\"id\"", "\"schema\""]);
}
