//! A document that the program wrote, as another reader sees it.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What a document consists of: paragraphs, and the rows of its tables.
#[derive(Debug, Default)]
pub struct Paper {
    /// All paragraphs, those of the tables among them.
    pub paragraphs: Vec<String>,
    /// The cells of each row, table after table.
    pub rows: Vec<Vec<String>>,
}

/// Reads a document. Each part of it is sound.
pub fn paper(path: &Path) -> Paper {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut archive = ZipArchive::new(Cursor::new(&bytes[..])).unwrap();
    let mut body = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        check_sound(path, &text);
        if part.name_raw() == b"word/document.xml" {
            body = text;
        }
    }
    read(&body)
}

/// The paragraphs of a document.
pub fn paragraphs(path: &Path) -> Vec<String> {
    paper(path).paragraphs
}

/// Every element that begins ends, and there is one outside all.
fn check_sound(path: &Path, text: &str) {
    let (mut reader, mut depth, mut roots) = (Reader::from_str(text), 0_i32, 0);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{}: {error}", path.display())) {
            Event::Start(_) => {
                roots += i32::from(depth == 0);
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, roots), (0, 1), "{}", path.display());
    let is_held = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(is_held), "{}: XML can't hold it", path.display());
}

fn read(body: &str) -> Paper {
    let (mut reader, mut paper, mut is_in_cell) = (Reader::from_str(body), Paper::default(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return paper,
            Event::Start(tag) => match tag.name().as_ref() {
                "w:p" => paper.paragraphs.push(String::new()),
                "w:tr" => paper.rows.push(Vec::new()),
                "w:tc" => {
                    is_in_cell = true;
                    paper.rows.last_mut().unwrap().push(String::new());
                }
                _ => {}
            },
            Event::End(tag) if tag.name().as_ref() == "w:tc" => is_in_cell = false,
            // One with attributes is a place where a tab stops.
            Event::Empty(tag) if tag.name().as_ref() == "w:tab" && tag.attributes().next().is_none() => {
                say(&mut paper, false, "\t")
            }
            Event::Text(words) => say(&mut paper, is_in_cell, &words),
            Event::GeneralRef(entity) => {
                say(&mut paper, is_in_cell, quick_xml::escape::resolve_predefined_entity(&entity).unwrap());
            }
            _ => {}
        }
    }
}

fn say(paper: &mut Paper, is_in_cell: bool, words: &str) {
    let cell = paper.rows.last_mut().and_then(|row| row.last_mut()).filter(|_| is_in_cell);
    cell.into_iter().chain(paper.paragraphs.last_mut()).for_each(|text| text.push_str(words));
}

/// The same document with its main part changed, as an editor would save it.
pub fn edited(path: &Path, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let (name, mut text) = (String::from_utf8(part.name_raw().to_vec()).unwrap(), String::new());
        part.read_to_string(&mut text).unwrap();
        out.start_file(&name, SimpleFileOptions::default()).unwrap();
        out.write_all(if name == "word/document.xml" { change(text) } else { text }.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}
