//! An OpenDocument spreadsheet (ODS), as LibreOffice writes it.
//!
//! Not by calamine: it lays out every repeated cell and row before it counts them, so that a kilobyte can ask for
//! all memory, and it never comes back from a page that ends too early.

use std::collections::HashSet;
use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::cell::CellValue;
use super::marks::{Marks, Merge};
use super::rows::{BookRows, too_big};
use super::{BookRow, damaged};
use crate::domain::{Epoch, formula};
use crate::error::Failure;

/// A sheet with all that stands on it.
#[derive(Debug)]
pub struct OdsSheet {
    pub name: String,
    pub visible: bool,
    pub rows: Vec<BookRow>,
    pub merges: Vec<Merge>,
}

/// All sheets of a workbook, in order.
#[derive(Debug)]
pub struct OdsBook {
    pub sheets: Vec<OdsSheet>,
    pub epoch: Epoch,
}

/// The workbook of an archive.
pub fn book(archive: &mut Archive) -> Result<OdsBook, Failure> {
    let content = archive.by_name("content.xml").map_err(|_| damaged())?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| damaged())? {
            Event::Start(start) => walk.start(&start)?,
            Event::End(end) => walk.end(end.name().as_ref())?,
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().map_err(|_| damaged())?;
                let known = quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                walk.text(&known.or(letter.map(String::from)).ok_or_else(damaged)?);
            }
            // What is still open is cut off.
            Event::Eof if walk.table.is_some() || walk.depth > 0 => return Err(damaged()),
            Event::Eof => return Ok(OdsBook { sheets: walk.sheets, epoch: walk.epoch }),
            _ => {}
        }
    }
}

/// What stands in a cell that is being read.
#[derive(Default)]
struct Cell {
    repeated: usize,
    /// How many rows it covers.
    rows: usize,
    kind: String,
    value: Option<String>,
    is_error: bool,
    formula: Option<String>,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
}

#[derive(Default)]
struct OdsTable {
    name: String,
    visible: bool,
    rows: BookRows,
    marks: Marks,
    row: usize,
    row_repeated: usize,
    row_hidden: bool,
    column: usize,
    /// The filled cells of the row: place, how many, what.
    filled: Vec<(usize, usize, CellValue)>,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Walk {
    sheets: Vec<OdsSheet>,
    style: String,
    hidden: HashSet<String>,
    table: Option<OdsTable>,
    epoch: Epoch,
    /// How deep within something that is no table: a note, a picture, a table within a cell.
    passing: usize,
    depth: usize,
}

fn attribute(start: &BytesStart, name: &str) -> Result<Option<String>, Failure> {
    let found = start.try_get_attribute(name).map_err(|_| damaged())?;
    found
        .map(|a| a.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()).map_err(|_| damaged()))
        .transpose()
}

fn repeated(start: &BytesStart, name: &str) -> Result<usize, Failure> {
    Ok(attribute(start, name)?.and_then(|count| count.parse().ok()).unwrap_or(1))
}

impl Walk {
    fn start(&mut self, start: &BytesStart) -> Result<(), Failure> {
        let name = start.name();
        let name = name.as_ref();
        self.depth += 1;
        let nested = name == "table:table" && self.table.is_some();
        let passed = nested
            || name.starts_with("draw:")
            || matches!(name, "office:annotation" | "table:tracked-changes" | "table:dde-links" | "table:shapes");
        if self.passing > 0 || passed {
            self.passing += 1;
            return Ok(());
        }
        match name {
            "style:style" => self.style = attribute(start, "style:name")?.unwrap_or_default(),
            "style:table-properties" if attribute(start, "table:display")?.as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table:null-date"
                if attribute(start, "table:date-value")?.is_some_and(|day| day.starts_with("1904-01-01")) =>
            {
                self.epoch = Epoch::Macintosh;
            }
            "table:table" => {
                let style = attribute(start, "table:style-name")?.unwrap_or_default();
                let name = attribute(start, "table:name")?.unwrap_or_default();
                let visible = !self.hidden.contains(&style);
                self.table = Some(OdsTable { name, visible, ..OdsTable::default() });
            }
            _ => {
                if let Some(table) = &mut self.table {
                    table.start(name, start)?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Failure> {
        self.depth = self.depth.saturating_sub(1);
        if self.passing > 0 {
            self.passing -= 1;
        } else if name == "table:table" {
            if let Some(table) = self.table.take() {
                let OdsTable { name, visible, rows, marks, .. } = table;
                self.sheets.push(OdsSheet { name, visible, rows: rows.finish(&marks)?, merges: marks.merges });
            }
        } else if let Some(table) = &mut self.table {
            table.end(name, self.epoch)?;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let cell = self.table.as_mut().and_then(|table| table.cell.as_mut());
        if let Some(cell) = cell.filter(|cell| self.passing == 0 && cell.in_paragraph) {
            cell.text.push_str(text);
        }
    }
}

impl OdsTable {
    fn start(&mut self, name: &str, start: &BytesStart) -> Result<(), Failure> {
        match (name, &mut self.cell) {
            ("table:table-row", _) => {
                self.row_repeated = repeated(start, "table:number-rows-repeated")?;
                let shown = attribute(start, "table:visibility")?;
                self.row_hidden = shown.is_some_and(|shown| matches!(shown.as_str(), "collapse" | "filter"));
                self.column = 0;
            }
            ("table:table-cell" | "table:covered-table-cell", _) => {
                let kind = attribute(start, "office:value-type")?.unwrap_or_default();
                let key = match kind.as_str() {
                    "date" | "time" | "boolean" | "string" => format!("office:{kind}-value"),
                    _ => "office:value".into(),
                };
                self.cell = Some(Cell {
                    repeated: repeated(start, "table:number-columns-repeated")?,
                    value: attribute(start, &key)?,
                    is_error: attribute(start, "calcext:value-type")?.as_deref() == Some("error"),
                    rows: repeated(start, "table:number-rows-spanned")?,
                    formula: attribute(start, "table:formula")?,
                    kind,
                    ..Cell::default()
                });
            }
            ("text:p", Some(cell)) => {
                if cell.paragraphs > 0 {
                    cell.text.push('\n');
                }
                cell.paragraphs += 1;
                cell.in_paragraph = true;
            }
            ("text:s", Some(cell)) => {
                let count = repeated(start, "text:c")?;
                // Longer than any cell may be: refused by its length, not by the end of memory.
                if count > 1024 * 1024 || cell.text.len() > 1024 * 1024 {
                    return Err(too_big());
                }
                cell.text.extend(std::iter::repeat_n(' ', count));
            }
            ("text:tab", Some(cell)) => cell.text.push('\t'),
            ("text:line-break", Some(cell)) => cell.text.push('\n'),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, epoch: Epoch) -> Result<(), Failure> {
        match name {
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = false;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let count = cell.repeated;
                    if cell.rows > 1 {
                        let bottom = self.row.saturating_add(cell.rows - 1);
                        self.marks.merge(Merge { top: self.row, bottom, left: self.column });
                    }
                    if let Some(formula) = cell.uncomputed() {
                        self.marks.miss(self.row, self.column, &formula);
                    }
                    let value = cell.value(epoch);
                    if !value.text.is_empty() {
                        self.filled.push((self.column, count, value));
                    }
                    self.column = self.column.saturating_add(count);
                }
            }
            "table:table-row" => {
                let filled = std::mem::take(&mut self.filled);
                let rows = if filled.is_empty() { 0 } else { self.row_repeated };
                for row in 0..rows {
                    if self.row_hidden {
                        self.marks.hide(self.row.saturating_add(row));
                    }
                    for (column, count, value) in &filled {
                        for place in 0..*count {
                            let value = CellValue { text: value.text.clone(), error: value.error };
                            self.rows.put(self.row.saturating_add(row), column.saturating_add(place), value)?;
                        }
                    }
                }
                self.row = self.row.saturating_add(self.row_repeated);
            }
            _ => {}
        }
        Ok(())
    }
}

impl Cell {
    /// The formula, if nobody has computed it: then not even the kind of its value is known.
    fn uncomputed(&self) -> Option<String> {
        let is_bare = self.kind.is_empty() && self.value.is_none() && self.text.is_empty() && !self.is_error;
        let formula = self.formula.as_ref().filter(|_| is_bare)?;
        Some(formula.split_once(":=").map_or_else(|| formula.clone(), |(_, formula)| format!("={formula}")))
    }

    fn value(self, epoch: Epoch) -> CellValue {
        if self.is_error || self.formula.is_some() && formula::is_error(&self.text) {
            return CellValue::error(if self.text.is_empty() { "#N/A".into() } else { self.text });
        }
        match (self.kind.as_str(), self.value) {
            ("float" | "percentage" | "currency", Some(value)) => {
                value.parse().map_or_else(|_| CellValue::plain(value), CellValue::number)
            }
            ("boolean", Some(value)) => CellValue::boolean(value.eq_ignore_ascii_case("true")),
            ("date", Some(value)) => CellValue::iso(&value, epoch),
            ("time", Some(value)) => CellValue::iso_duration(&value),
            ("string", Some(value)) => CellValue::plain(value),
            _ => CellValue::plain(self.text),
        }
    }
}
