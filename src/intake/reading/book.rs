//! A workbook (XLSX, XLSB, XLS, ODS) as rows of text, with the row numbers that a person sees in Excel.
//!
//! Workbooks come from strangers: what one unfolds to is bounded before and while it is read, and a damaged one is a
//! refusal.

mod archive;
mod biff;
mod binary;
mod cell;
mod compound;
mod marks;
mod open_document;
mod parts;
mod rows;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod worksheet;

use std::collections::HashMap;
use std::fmt::Display;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Cell, Data, DataRef, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb, Xlsx, XlsxError};

use self::archive::{Archive, Office};
use self::marks::Marks;
use self::rows::BookRows;
use crate::domain::Epoch;
use crate::error::{Failure, without_panic};

pub use self::marks::Merge;
pub use self::rows::{CELLS, too_big};

/// A row on which something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookRow {
    /// Its number as Excel shows it, from 1.
    pub line: usize,
    /// The cells from column A to the last filled one. Of merged cells the first holds the value.
    pub cells: Vec<String>,
    /// The places of cells that hold an error such as `#N/A`, which is also their text.
    pub errors: Vec<usize>,
    /// The places of formulas that nobody has computed; the text is the formula.
    pub uncomputed: Vec<usize>,
    /// Whether a person doesn't see it: hidden by hand or by a filter.
    pub is_hidden: bool,
}

/// What stands on a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookSheet {
    /// The rows on which something stands.
    pub rows: Vec<BookRow>,
    /// Cells of several rows that are one to the eye.
    pub merges: Vec<Merge>,
}

/// An open workbook.
pub struct Book {
    sheets: Vec<String>,
    format: BookFormat,
}

type Bytes = Cursor<Arc<[u8]>>;

enum BookFormat {
    Xlsx(Box<Xlsx<Bytes>>, Zipped),
    Xlsb(Box<Xlsb<Bytes>>, Zipped),
    /// With what calamine doesn't tell of each sheet, by its title.
    Xls(Box<Xls<Cursor<Vec<u8>>>>, HashMap<String, Marks>),
    Ods(open_document::OdsBook),
}

/// The archive under a workbook, and the part of each sheet.
struct Zipped {
    bytes: Arc<[u8]>,
    parts: HashMap<String, String>,
}

impl Zipped {
    /// The part of a sheet as it stands; nothing where it can't be found.
    fn part(&self, sheet: &str) -> (&str, Vec<u8>) {
        let name = self.parts.get(sheet).map_or("", String::as_str);
        let archive = Archive::new(Cursor::new(&self.bytes[..]));
        (name, archive.ok().and_then(|mut archive| parts::bytes(&mut archive, name)).unwrap_or_default())
    }
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
        without_panic(|| Self::unguarded(bytes)).unwrap_or_else(|_| Err(damaged()))
    }

    fn unguarded(bytes: Vec<u8>) -> Result<Self, Failure> {
        let (format, sheets) = if bytes.starts_with(b"PK") {
            let bytes: Arc<[u8]> = bytes.into();
            let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).map_err(|_| damaged())?;
            let office = archive::office(&mut archive)?;
            archive::measure(&mut archive)?;
            let zipped = |parts| Zipped { bytes: Arc::clone(&bytes), parts };
            match office {
                Office::Xlsx => {
                    let book = Xlsx::new(Cursor::new(Arc::clone(&bytes))).map_err(|error| because(&error))?;
                    let sheets = listed(book.sheets_metadata());
                    let zipped = zipped(parts::of_sheets(&mut archive, "xl/workbook.xml"));
                    (BookFormat::Xlsx(Box::new(book), zipped), sheets)
                }
                Office::Xlsb => {
                    let book = Xlsb::new(Cursor::new(Arc::clone(&bytes))).map_err(|error| because(&error))?;
                    let sheets = listed(book.sheets_metadata());
                    let zipped = zipped(parts::of_sheets(&mut archive, "xl/workbook.bin"));
                    (BookFormat::Xlsb(Box::new(book), zipped), sheets)
                }
                Office::Ods => {
                    let book = open_document::book(&mut archive)?;
                    let sheets = book.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.visible)).collect();
                    (BookFormat::Ods(book), sheets)
                }
            }
        } else {
            let mut stream = compound::workbook(&bytes)?;
            drop(bytes);
            let marks = biff::tame(&mut stream)?;
            let book = Xls::new(Cursor::new(compound::wrap(stream))).map_err(|error| match error {
                calamine::XlsError::Password => locked(),
                error => because(&error),
            })?;
            let titles = book.sheets_metadata().iter().map(|sheet| sheet.name.clone());
            let marks = titles.zip(marks).collect();
            let sheets = listed(book.sheets_metadata());
            (BookFormat::Xls(Box::new(book), marks), sheets)
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

    /// Where the numbers of days begin.
    pub fn epoch(&self) -> Epoch {
        let is_macintosh = match &self.format {
            BookFormat::Xlsx(book, _) => book.has_1904_epoch(),
            BookFormat::Xlsb(book, _) => book.has_1904_epoch(),
            BookFormat::Xls(book, _) => book.has_1904_epoch(),
            BookFormat::Ods(book) => return book.epoch,
        };
        if is_macintosh { Epoch::Macintosh } else { Epoch::Windows }
    }

    /// What stands on a sheet; empty rows are left out.
    ///
    /// # Errors
    /// There is no such sheet, it is damaged, or it is larger than any table of people.
    pub fn rows(&mut self, sheet: &str) -> Result<BookSheet, Failure> {
        if !self.sheets.iter().any(|name| name == sheet) {
            let names: Vec<_> = self.sheets.iter().map(|name| format!("«{name}»")).collect();
            return Err(Failure::refused(format!("в книге нет листа «{sheet}»"))
                .hint(format!("листы книги: {}", names.join(", "))));
        }
        let read = without_panic(|| match &mut self.format {
            BookFormat::Xlsx(book, zipped) => xlsx(book, zipped, sheet),
            BookFormat::Xlsb(book, zipped) => xlsb(book, zipped, sheet),
            BookFormat::Xls(book, marks) => xls(book, marks.remove(sheet).unwrap_or_default(), sheet),
            BookFormat::Ods(book) => {
                let found = book.sheets.iter().find(|s| s.name == sheet).ok_or_else(damaged)?;
                Ok(BookSheet { rows: found.rows.clone(), merges: found.merges.clone() })
            }
        });
        let failed =
            |failure: Failure| Failure { message: format!("лист «{sheet}»: {}", failure.message), ..failure };
        read.unwrap_or_else(|_| Err(damaged())).map_err(failed)
    }
}

fn xlsx(book: &mut Xlsx<Bytes>, zipped: &mut Zipped, sheet: &str) -> Result<BookSheet, Failure> {
    let (part, content) = zipped.part(sheet);
    let marks = worksheet::marks(&content);
    if let Some(mended) = worksheet::with_sound_dimension(&zipped.bytes, part, &content) {
        zipped.bytes = mended?;
        *book = Xlsx::new(Cursor::new(Arc::clone(&zipped.bytes))).map_err(|error| because(&error))?;
    }
    drop(content);
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| because(&error))?;
    let mut rows = BookRows::default();
    let mut last = 0;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                last = cell.get_position().0 as usize + 1;
                put_cell(&mut rows, &cell)?;
            }
            Ok(None) => return marked(rows, marks),
            // Newer errors than calamine knows, such as #SPILL!.
            Err(XlsxError::CellError(text)) => {
                return Err(Failure::refused(format!("в строке {last} или следующей за ней ячейка с ошибкой {text}"))
                    .hint("исправьте формулу или впишите значение"));
            }
            Err(error) => return Err(because(&error)),
        }
    }
}

fn xlsb(book: &mut Xlsb<Bytes>, zipped: &Zipped, sheet: &str) -> Result<BookSheet, Failure> {
    let marks = binary::marks(&zipped.part(sheet).1);
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| because(&error))?;
    let mut rows = BookRows::default();
    while let Some(cell) = cells.next_cell().map_err(|error| because(&error))? {
        put_cell(&mut rows, &cell)?;
    }
    marked(rows, marks)
}

fn put_cell(rows: &mut BookRows, cell: &Cell<DataRef>) -> Result<(), Failure> {
    let (row, column) = cell.get_position();
    rows.put(row as usize, column as usize, Data::from(cell.get_value().clone()).into())
}

fn xls(book: &mut Xls<Cursor<Vec<u8>>>, mut marks: Marks, sheet: &str) -> Result<BookSheet, Failure> {
    for merged in book.merge_cells_by_sheet_name(sheet).unwrap_or_default() {
        let (top, left) = merged.start;
        marks.merge(Merge { top: top as usize, bottom: merged.end.0 as usize, left: left as usize });
    }
    let range = book.worksheet_range(sheet).map_err(|error| because(&error))?;
    let (top, left) = range.start().unwrap_or_default();
    let mut rows = BookRows::default();
    for (row, column, data) in range.used_cells() {
        rows.put(top as usize + row, left as usize + column, data.clone().into())?;
    }
    marked(rows, marks)
}

fn marked(rows: BookRows, marks: Marks) -> Result<BookSheet, Failure> {
    Ok(BookSheet { rows: rows.finish(&marks)?, merges: marks.merges })
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
