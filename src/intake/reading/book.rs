//! A workbook (XLSX, XLSB, XLS, ODS) as rows of text, with the row numbers that a person sees in Excel.
//!
//! Workbooks come from strangers: what one unfolds to is bounded before and while it is read, and a damaged one is a
//! refusal.

mod archive;
mod biff;
mod cell;
mod compound;
mod guard;
mod open_document;
mod rows;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use std::fmt::Display;
use std::io::Cursor;

use calamine::{Cell, Data, DataRef, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb, Xlsx, XlsxError};

use self::archive::Office;
use self::rows::BookRows;
use crate::error::Failure;

/// A row on which something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookRow {
    /// Its number as Excel shows it, from 1.
    pub line: usize,
    /// The cells from column A to the last filled one. Of merged cells the first holds the value.
    pub cells: Vec<String>,
    /// The places of cells that hold an error such as `#N/A`, which is also their text.
    pub errors: Vec<usize>,
}

/// An open workbook.
pub struct Book {
    sheets: Vec<String>,
    format: BookFormat,
}

enum BookFormat {
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    Xlsb(Box<Xlsb<Cursor<Vec<u8>>>>),
    Xls(Box<Xls<Cursor<Vec<u8>>>>),
    Ods(Vec<open_document::OdsSheet>),
}

const LARGEST: usize = 100 * 1024 * 1024;

impl Book {
    /// Opens a workbook of whichever format the bytes are.
    ///
    /// # Errors
    /// It is too large, locked with a password, damaged; or it isn't a workbook but its neighbour: a document, an
    /// archive.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Failure> {
        if bytes.len() > LARGEST {
            return Err(Failure::refused("файл больше 100 МБ: такой книги со списком людей не бывает")
                .hint("скопируйте одну только таблицу в новую книгу и загрузите её"));
        }
        guard::without_panic(|| Self::unguarded(bytes)).unwrap_or_else(|| Err(damaged()))
    }

    fn unguarded(bytes: Vec<u8>) -> Result<Self, Failure> {
        let (format, sheets) = if bytes.starts_with(b"PK") {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(|_| damaged())?;
            let office = archive::office(&mut archive)?;
            archive::measure(&mut archive)?;
            match office {
                Office::Xlsx => {
                    let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| because(&error))?;
                    let sheets = listed(book.sheets_metadata());
                    (BookFormat::Xlsx(Box::new(book)), sheets)
                }
                Office::Xlsb => {
                    let book = Xlsb::new(Cursor::new(bytes)).map_err(|error| because(&error))?;
                    let sheets = listed(book.sheets_metadata());
                    (BookFormat::Xlsb(Box::new(book)), sheets)
                }
                Office::Ods => {
                    let book = open_document::sheets(&mut archive)?;
                    let sheets = book.iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
                    (BookFormat::Ods(book), sheets)
                }
            }
        } else {
            let mut stream = compound::workbook(&bytes)?;
            drop(bytes);
            biff::tame(&mut stream)?;
            let book = Xls::new(Cursor::new(compound::wrap(stream))).map_err(|error| match error {
                calamine::XlsError::Password => locked(),
                error => because(&error),
            })?;
            let sheets = listed(book.sheets_metadata());
            (BookFormat::Xls(Box::new(book)), sheets)
        };
        let any_visible = sheets.iter().any(|(_, visible)| *visible);
        let shown = |(name, visible): (String, bool)| (visible || !any_visible).then_some(name);
        let sheets: Vec<_> = sheets.into_iter().filter_map(shown).collect();
        if sheets.is_empty() {
            return Err(Failure::refused("в книге нет ни одного листа с таблицей")
                .hint("сохраните таблицу новой книгой Excel (*.xlsx)"));
        }
        Ok(Self { sheets, format })
    }

    /// The names of the sheets in their order. Hidden ones are left out, unless all are hidden.
    pub fn sheets(&self) -> Vec<String> {
        self.sheets.clone()
    }

    /// What stands on a sheet; empty rows are left out.
    ///
    /// # Errors
    /// There is no such sheet, it is damaged, or it is larger than any table of people.
    pub fn rows(&mut self, sheet: &str) -> Result<Vec<BookRow>, Failure> {
        if !self.sheets.iter().any(|name| name == sheet) {
            let names: Vec<_> = self.sheets.iter().map(|name| format!("«{name}»")).collect();
            return Err(Failure::refused(format!("в книге нет листа «{sheet}»"))
                .hint(format!("листы книги: {}", names.join(", "))));
        }
        let read = guard::without_panic(|| match &mut self.format {
            BookFormat::Xlsx(book) => xlsx(book, sheet),
            BookFormat::Xlsb(book) => xlsb(book, sheet),
            BookFormat::Xls(book) => xls(book, sheet),
            BookFormat::Ods(sheets) => {
                sheets.iter().find(|s| s.name == sheet).map(|s| s.rows.clone()).ok_or_else(damaged)
            }
        });
        let failed =
            |failure: Failure| Failure { message: format!("лист «{sheet}»: {}", failure.message), ..failure };
        read.unwrap_or_else(|| Err(damaged())).map_err(failed)
    }
}

fn xlsx(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Result<Vec<BookRow>, Failure> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| because(&error))?;
    let mut rows = BookRows::default();
    let mut last = 0;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                last = cell.get_position().0 as usize + 1;
                put(&mut rows, &cell)?;
            }
            Ok(None) => return Ok(rows.finish()),
            // Newer errors than calamine knows, such as #SPILL!.
            Err(XlsxError::CellError(text)) => {
                return Err(Failure::refused(format!("в строке {last} или следующей за ней ячейка с ошибкой {text}"))
                    .hint("исправьте формулу или впишите значение"));
            }
            Err(error) => return Err(because(&error)),
        }
    }
}

fn xlsb(book: &mut Xlsb<Cursor<Vec<u8>>>, sheet: &str) -> Result<Vec<BookRow>, Failure> {
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| because(&error))?;
    let mut rows = BookRows::default();
    while let Some(cell) = cells.next_cell().map_err(|error| because(&error))? {
        put(&mut rows, &cell)?;
    }
    Ok(rows.finish())
}

fn put(rows: &mut BookRows, cell: &Cell<DataRef>) -> Result<(), Failure> {
    let (row, column) = cell.get_position();
    rows.put(row as usize, column as usize, Data::from(cell.get_value().clone()).into())
}

fn xls(book: &mut Xls<Cursor<Vec<u8>>>, sheet: &str) -> Result<Vec<BookRow>, Failure> {
    let range = book.worksheet_range(sheet).map_err(|error| because(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    let mut rows = BookRows::default();
    for (row, column, data) in range.used_cells() {
        rows.put(top as usize + row, left as usize + column, data.clone().into())?;
    }
    Ok(rows.finish())
}

/// The sheets of a book that are tables, and whether they are shown.
fn listed(sheets: &[Sheet]) -> Vec<(String, bool)> {
    let tables = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    tables.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
}

fn damaged() -> Failure {
    Failure::refused("книга повреждена и не читается")
        .hint("откройте её в Excel или LibreOffice, сохраните заново как «Книга Excel (*.xlsx)» и повторите")
}

/// Damaged, with what calamine says of it for whoever looks into it.
fn because(error: &impl Display) -> Failure {
    damaged().hint(format!("подробность для разработчика: {error}"))
}

fn locked() -> Failure {
    Failure::refused("книга защищена паролем").hint(
        "снимите защиту: в Excel «Файл → Сведения → Защита книги → Зашифровать с использованием пароля», сотрите пароль и сохраните",
    )
}
