//! A sheet of an XLSX, as far as calamine doesn't tell of it; and a dimension that it would stumble over.

use std::io::{BufReader, Cursor, Write};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::archive::Archive;
use super::damaged;
use super::marks::{Marks, Merge};
use super::parts::{self, attribute};
use crate::error::Failure;

/// A cell under way.
#[derive(Default)]
struct CellUnderWay {
    row: usize,
    column: usize,
    is_text: bool,
    formula: Option<String>,
    /// Whether there is a place for the value, and whether anything stands in it.
    has_place: bool,
    has_value: bool,
}

impl CellUnderWay {
    /// A formula of a text may come to nothing; any other has a value once a spreadsheet has seen it.
    fn is_uncomputed(&self) -> bool {
        self.formula.is_some() && !self.has_value && !(self.is_text && self.has_place)
    }
}

/// Where the text goes that is being read.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Nothing,
    Formula,
    Value,
}

/// The marks of a sheet, as far as it can be read: what is damaged calamine will tell.
pub fn marks(sheet: &[u8]) -> Marks {
    let mut reader = Reader::from_reader(BufReader::new(sheet));
    reader.config_mut().expand_empty_elements = true;
    let (mut marks, mut buffer) = (Marks::default(), Vec::new());
    let (mut row, mut column, mut cell, mut within) = (0, 0, None::<CellUnderWay>, Within::Nothing);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => match (start.local_name().as_ref(), &mut cell) {
                ("row", _) => {
                    row = attribute(&start, "r").and_then(|r| r.parse::<usize>().ok()).map_or(row, |r| r.max(1) - 1);
                    if attribute(&start, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true")) {
                        marks.hide(row);
                    }
                }
                ("c", _) => {
                    (row, column) = attribute(&start, "r").and_then(|r| cell_place(&r)).unwrap_or((row, column));
                    let is_text = attribute(&start, "t").as_deref() == Some("str");
                    cell = Some(CellUnderWay { row, column, is_text, ..CellUnderWay::default() });
                    column += 1;
                }
                ("f", Some(cell)) => {
                    cell.formula = Some(String::new());
                    within = Within::Formula;
                }
                ("v" | "is", Some(cell)) => {
                    cell.has_place = true;
                    within = Within::Value;
                }
                ("mergeCell", _) => {
                    attribute(&start, "ref")
                        .and_then(|cells| merged_range(&cells))
                        .into_iter()
                        .for_each(|m| marks.merge(m));
                }
                _ => {}
            },
            Ok(Event::End(end)) => match end.local_name().as_ref() {
                "row" => (row, column) = (row.saturating_add(1), 0),
                "f" | "v" | "is" => within = Within::Nothing,
                "c" => {
                    if let Some(cell) = cell.take().filter(CellUnderWay::is_uncomputed) {
                        marks.miss(cell.row, cell.column, &format!("={}", cell.formula.unwrap_or_default()));
                    }
                }
                _ => {}
            },
            Ok(Event::Text(text)) => note_text(&mut cell, within, &text.xml10_content()),
            Ok(Event::CData(text)) => note_text(&mut cell, within, &text.xml10_content()),
            Ok(Event::GeneralRef(name)) => {
                note_text(&mut cell, within, quick_xml::escape::resolve_predefined_entity(&name).unwrap_or("·"));
            }
            Ok(Event::Eof) | Err(_) => return marks,
            Ok(_) => {}
        }
    }
}

fn note_text(cell: &mut Option<CellUnderWay>, within: Within, text: &str) {
    let Some(cell) = cell else { return };
    match within {
        Within::Value => cell.has_value |= !text.is_empty(),
        Within::Formula => cell.formula.get_or_insert_default().push_str(text),
        Within::Nothing => {}
    }
}

/// The row and the column of `AB12`, from 0.
fn cell_place(cell: &str) -> Option<(usize, usize)> {
    let letters = cell.len() - cell.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (column, row) = cell.split_at(letters);
    let row: usize = row.parse().ok().filter(|row| (1..=1_048_576).contains(row))?;
    let letter = |sum: usize, b: u8| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1;
    let column = (1..=3).contains(&letters).then(|| column.bytes().fold(0, letter))?;
    Some((row - 1, column - 1))
}

fn merged_range(cells: &str) -> Option<Merge> {
    let (first, last) = cells.split_once(':')?;
    let ((top, left), (bottom, _)) = (cell_place(first)?, cell_place(last)?);
    Some(Merge { top, bottom, left })
}

/// The archive with a dimension that calamine can read in the part of a sheet, if it has another; it is a hint, no more.
pub fn with_sound_dimension(bytes: &Arc<[u8]>, part: &str, sheet: &[u8]) -> Option<Result<Arc<[u8]>, Failure>> {
    let (from, to, tag) = unsound_dimension(sheet)?;
    let sheet = [&sheet[..from], tag.as_bytes(), &sheet[to..]].concat();
    Some(replaced(bytes, part, &sheet).ok_or_else(damaged))
}

/// Where a dimension stands that names no cells, and what to write in its place.
fn unsound_dimension(sheet: &[u8]) -> Option<(usize, usize, String)> {
    let mut reader = Reader::from_reader(sheet);
    let mut from = 0;
    loop {
        let event = reader.read_event().ok()?;
        let to = usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Empty(start) if start.local_name().as_ref() == "dimension" => {
                return (!is_sound(&start)).then(|| (from, to, format!("<{} ref=\"A1\"/>", start.name().as_ref())));
            }
            Event::Start(start) if start.local_name().as_ref() == "dimension" => {
                return (!is_sound(&start)).then(|| (from, to, format!("<{} ref=\"A1\">", start.name().as_ref())));
            }
            Event::Start(start) if start.local_name().as_ref() == "sheetData" => return None,
            Event::Eof => return None,
            _ => from = to,
        }
    }
}

fn is_sound(dimension: &BytesStart) -> bool {
    let Some(cells) = attribute(dimension, "ref") else { return false };
    let mut places = cells.split(':').map(cell_place);
    match (places.next().flatten(), places.next(), places.next()) {
        (Some(_), None, _) => true,
        (Some(first), Some(Some(last)), None) => first.0 <= last.0 && first.1 <= last.1,
        _ => false,
    }
}

/// The archive with another content of a part.
fn replaced(bytes: &Arc<[u8]>, part: &str, content: &[u8]) -> Option<Arc<[u8]>> {
    let mut archive = Archive::new(Cursor::new(&bytes[..])).ok()?;
    let at = parts::index(&archive, part)?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        if index == at {
            let name = archive.by_index(index).ok()?.name().ok()?.into_owned();
            out.start_file(name, SimpleFileOptions::default()).ok()?;
            out.write_all(content).ok()?;
        } else {
            out.raw_copy_file(archive.by_index_raw(index).ok()?).ok()?;
        }
    }
    Some(out.finish().ok()?.into_inner().into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::intake::reading::book::marks::Uncomputed;

    #[test]
    fn places_go_by_letters_and_numbers() {
        assert_eq!(
            [cell_place("A1"), cell_place("b12"), cell_place("XFD1048576")],
            [Some((0, 0)), Some((11, 1)), Some((1_048_575, 16_383))]
        );
        for wrong in ["", "A", "A0", "1", "ABCD1", "A1B", "Я1", "A99999999999999999999"] {
            assert_eq!(cell_place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_formula_without_a_value_is_told_from_an_empty_text() {
        let sheet = br#"<w><sheetData><row r="3" hidden="true">
            <c r="A3"><f>DATE(2025,8,31)</f></c><c><f>B1&amp;"x"</f><v/></c><c t="str"><f>""</f><v></v></c>
            <c r="E3"><f>1+1</f><v>2</v></c><c r="F3" t="str"><f>A1</f></c><c><v>7</v></c><c r="H3"/></row><row hidden="0">
            <c><f t="shared" si="0"/></c></row></sheetData><mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="A1:C1"/></mergeCells></w>"#;
        let marks = marks(sheet);
        let missed = |row, column, formula: &str| Uncomputed { row, column, formula: formula.into() };
        let expected =
            [missed(2, 0, "=DATE(2025,8,31)"), missed(2, 1, "=B1&\"x\""), missed(2, 5, "=A1"), missed(3, 0, "=")];
        assert_eq!(marks.uncomputed, expected);
        assert_eq!(marks.hidden, [2]);
        assert_eq!(marks.merges, [Merge { top: 1, bottom: 3, left: 1 }]);
    }

    #[test]
    fn a_dimension_that_names_no_cells_is_found() {
        let found = |dimension: &str| {
            let sheet = format!("<x:w>{dimension}<x:sheetData/></x:w>");
            unsound_dimension(sheet.as_bytes()).map(|(from, to, tag)| (sheet[from..to].to_owned(), tag))
        };
        for (wrong, tag) in [
            ("<x:dimension ref=\"A0:E2\"/>", "<x:dimension ref=\"A1\"/>"),
            ("<x:dimension ref=\"B2:A1\"/>", "<x:dimension ref=\"A1\"/>"),
            ("<x:dimension></x:dimension>", "<x:dimension ref=\"A1\">"),
            ("<x:dimension ref=\"A:C\"/>", "<x:dimension ref=\"A1\"/>"),
        ] {
            let whole = wrong.strip_suffix("</x:dimension>").unwrap_or(wrong).to_owned();
            assert_eq!(found(wrong), Some((whole, tag.to_owned())));
        }
        for right in ["", "<x:dimension ref=\"A1\"/>", "<x:dimension ref=\"A1:XFD1048576\"/>"] {
            assert_eq!(found(right), None);
        }
    }
}
