//! A sheet without its rows, as the crate writes it: what stands before them, what stands after, and the numbers by which the
//! cells of the rows say how they look. A row of blank cells, one a look, holds the place.

use std::io::{self, Cursor};

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use zip::ZipArchive;

use super::plain;
use super::style::{CellLook, CellLooks};

/// Where that row begins, and where whatever comes behind the rows.
const PATTERN: &str = "<row r=\"1\"";
const END: &str = "</sheetData>";
/// How far the sheet reaches: nobody knows it before the last row, and it may be left out.
const DIMENSION: &str = "<dimension ";

/// A sheet around its rows.
pub(super) struct SheetFrame {
    pub head: String,
    pub tail: String,
    pub numbers: LookNumbers,
}

/// The numbers of the looks in a workbook.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LookNumbers(Vec<String>);

impl LookNumbers {
    /// Those that the looks have in any workbook, behind that of no look at all. Whoever puts rows into a frame compares.
    pub(super) fn usual() -> Self {
        Self((1..=CellLook::ALL.len()).map(|number| number.to_string()).collect())
    }

    pub(super) fn of(&self, look: CellLook) -> &str {
        // Each has its cell: there is no frame without.
        self.0.get(look as usize).map_or("0", String::as_str)
    }
}

/// Holds the place of the rows.
pub(super) fn put_pattern(sheet: &mut Worksheet, looks: &CellLooks) -> Result<(), XlsxError> {
    for (at, look) in (0..).zip(CellLook::ALL) {
        sheet.write_blank(0, at, looks.of(*look))?;
    }
    Ok(())
}

impl SheetFrame {
    /// The frame of a sheet that will stand behind others, or is the first.
    pub(super) fn of_sheet(sheet: Worksheet, is_first: bool, looks: &CellLooks) -> io::Result<Self> {
        let mut book = looks.new_book();
        if !is_first {
            // The first sheet is the one that is shown.
            book.add_worksheet();
        }
        book.push_worksheet(sheet);
        let number = book.worksheets().len();
        Self::of_markup(&archived_text(&mut read_back(&mut book)?, &sheet_path(number))?)
    }

    /// The frame that the markup of a sheet is.
    pub(super) fn of_markup(sheet: &str) -> io::Result<Self> {
        let parts =
            sheet.find(PATTERN).and_then(|start| sheet[start..].find(END).map(|length| (start, start + length)));
        let (start, end) = parts.ok_or_else(unlike_before)?;
        let pattern = sheet[start..end].split("</row>").next().unwrap_or_default();
        let numbers: Vec<_> = pattern.split(" s=\"").skip(1).filter_map(until_quote).collect();
        if numbers.len() != CellLook::ALL.len() {
            return Err(unlike_before());
        }
        let mut head = sheet[..start].to_owned();
        if let Some(at) = head.find(DIMENSION) {
            let length = head[at..].find('>').ok_or_else(unlike_before)?;
            head.replace_range(at..=at + length, "");
        }
        Ok(Self { head, tail: sheet[end..].to_owned(), numbers: LookNumbers(numbers) })
    }
}

/// The place of a sheet in the archive, by its number from 1.
pub(super) fn sheet_path(number: usize) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// The workbook as the crate writes it.
pub(super) fn read_back(book: &mut Workbook) -> io::Result<ZipArchive<Cursor<Vec<u8>>>> {
    let bytes = book.save_to_buffer().map_err(plain)?;
    Ok(ZipArchive::new(Cursor::new(bytes))?)
}

/// A file of an archive.
pub(super) fn archived_text(archive: &mut ZipArchive<Cursor<Vec<u8>>>, path: &str) -> io::Result<String> {
    io::read_to_string(archive.by_name(path)?)
}

fn until_quote(rest: &str) -> Option<String> {
    rest.split_once('"').map(|(number, _)| number.to_owned())
}

pub(super) fn unlike_before() -> io::Error {
    io::Error::other("a sheet isn't written as it used to be")
}
