//! Every document that any command makes is opened by another reader, and says what the text for Excel says.

use std::fs;
use std::process::Stdio;

use super::no_names::{READS, filled};
use super::output_names::again;
use super::refusals::lines;
use crate::common::Desk;
use crate::common::district::district;
use crate::common::paper::paper;
use nastavnik::domain::formula;

/// Commands whose documents have words or an order of their own: tests/command/print.rs and `src/report/docx/tests.rs` read them.
const OF_THEIR_OWN: &[&str] =
    &["pair print", "program print", "program schedule", "mentor portfolio", "monitor indicators"];

/// Whether it is a bar of signs, which a page draws.
fn is_bar(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|sign| "█▌·│".contains(sign))
}

/// Columns of tables that say less than those of the same heading for programs: a short name, a day.
const SHORTER: &[&str] = &["Наименование", "Когда", "Кто", "О чём", "Единица"];

/// Whether a cell of a document says what a field of the text for Excel says: «95,7» is «95,7 %» there, nothing is a dash or nothing.
fn is_same(field: &str, cell: &str) -> bool {
    let said = formula::unguarded(field);
    said == cell || cell == format!("{said} %") || said.is_empty() && (cell.is_empty() || cell == "–")
}

/// Runs a command that prints a list or a card, as text for Excel and as a document. Returns how many cells were the same; nothing,
/// if it prints nothing.
fn agree(desk: &Desk, line: &str) -> Option<usize> {
    let told = desk.run(&format!("{line} --format excel"));
    let same = desk.run(&format!("{line} --output документ.docx"));
    assert_eq!((told.code, ""), (same.code, same.out.as_str()), "{line}: {same:#?}");
    if told.out.is_empty() {
        assert!(!desk.path("документ.docx").exists(), "{line}: a document of nothing");
        return None;
    }
    let found = paper(&desk.path("документ.docx"));
    fs::remove_file(desk.path("документ.docx")).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(&told.out.as_bytes()[3..]);
    let fields: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut agreed = 0;
    if fields[0].iter().eq(["Раздел", "Поле", "Значение"]) {
        let mut rows = found.rows.iter();
        for field in &fields[1..] {
            let is_it = |row: &&Vec<String>| is_same(&field[1], &row[0]) && is_same(&field[2], &row[1]);
            assert!(rows.any(|row| is_it(&row)), "{line}: «{field:?}» isn't there: {:#?}", found.rows);
            agreed += 1;
        }
        return Some(agreed);
    }
    // What stands above several rows is one cell; a column that the text hasn't is the document's own.
    // A chart stands above the list.
    let is_heading = |row: &Vec<String>| row.iter().any(|cell| fields[0].iter().any(|field| field == cell));
    let start = found.rows.iter().position(is_heading).unwrap_or(0);
    let Some(headings) = found.rows.get(start) else {
        assert!(fields.len() == 1 && found.paragraphs.iter().any(|text| text == "Записей нет."), "{line}: {found:#?}");
        return Some(0);
    };
    let below = &found.rows[start + 1..];
    let rows: Vec<_> = below.iter().filter(|row| row.len() == headings.len()).collect();
    let is_grouped = headings.len() == 1 || rows.len() < below.len();
    if rows.len() + 1 == fields.len() || !is_grouped {
        assert_eq!(rows.len() + 1, fields.len(), "{line}: {found:#?}");
        for (at, heading) in headings.iter().enumerate() {
            let Some(place) = fields[0].iter().position(|field| field == heading) else { continue };
            // Tables call an organisation by its short name.
            for (row, record) in rows.iter().zip(&fields[1..]).filter(|_| !heading.contains("рганизаци")) {
                agreed += usize::from(is_same(&record[place], &row[at]));
                // Of all shares at once an organisation may stand there.
                let is_short = SHORTER.iter().any(|start| heading.starts_with(start)) || line.contains(" ALL");
                assert!(is_same(&record[place], &row[at]) || is_short, "{line}: «{heading}»: {record:?}, {row:?}");
            }
        }
    }
    Some(agreed)
}

#[test]
fn whatever_is_read_is_a_document_too() {
    let desk = district();
    let (mut documents, mut cells) = (0, 0);
    for (_, templates) in READS {
        let is_list = |line: &&String| !OF_THEIR_OWN.iter().any(|start| line.starts_with(start));
        for line in filled(&desk, templates).iter().filter(is_list).take(2) {
            let found = agree(&desk, line);
            documents += usize::from(found.is_some());
            cells += found.unwrap_or(0);
        }
    }
    assert!(documents > 30 && cells > 1000, "{documents} documents, {cells} cells");
}

/// Whether a page says, in its order, what a document says.
fn is_page_of(line: &str, page: &str, told: &[String]) {
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{line}: {page}");
    let (_, mut rest) = page.split_once("<main").unwrap();
    for words in told.iter().flat_map(|text| text.split('\t')).filter(|words| !is_bar(words)) {
        let said = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let at = rest.find(&said).unwrap_or_else(|| panic!("{line}: «{words}» isn't there: {rest}"));
        rest = &rest[at + said.len()..];
    }
}

#[test]
fn every_command_of_the_tree_makes_a_sound_document_or_none() {
    let desk = district();
    let state = desk.bytes();
    let mut documents = 0;
    for line in lines() {
        again(&desk, &state);
        let told = desk.run(&format!("{line} --output a.docx"));
        assert!(told.out.is_empty(), "{line}: {told:#?}");
        if desk.path("a.docx").exists() {
            let told = paper(&desk.path("a.docx")).paragraphs;
            assert!(told.iter().any(|text| !text.is_empty()), "{line}: nothing is in it");
            documents += 1;
            again(&desk, &state);
            desk.run(&format!("{line} --output a.html"));
            is_page_of(&line, &fs::read_to_string(desk.path("a.html")).unwrap(), &told);
        }
        assert!(desk.files().iter().all(|file| !file.starts_with('.')), "{line}: {:?}", desk.files());
    }
    assert!(documents > 15, "{documents}");
}

#[test]
fn a_document_goes_into_a_pipe_as_it_goes_into_a_file_and_is_the_same_twice() {
    let desk = district();
    for line in ["org staff list --all", "pair print consent 1 --all", "pair show 1"] {
        desk.done(&format!("{line} --output a.docx"));
        is_page_of(line, &desk.done(&format!("{line} --format html")).out, &paper(&desk.path("a.docx")).paragraphs);
        let written = fs::read(desk.path("a.docx")).unwrap();
        for more in ["--format docx", "--format docx --output -"] {
            let output = desk.command(&format!("{line} {more}")).stdout(Stdio::piped()).output().unwrap();
            assert!(output.status.success() && output.stdout == written, "{line} {more}");
        }
    }
}
