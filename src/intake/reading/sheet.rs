//! A table that was understood: its rows, one after another, and what there is to say about it.

use std::io::Cursor;
use std::sync::Arc;

use super::body::{self, Body, LineSort};
use super::decode::Encoding;
use super::defect::Defect;
use super::header::{ERROR, Header};
use super::layout::{ColumnSubstitute, Layout};
use super::lines;
use super::map::Map;
use super::other_sign::sign_shown;
use super::row::Row;
use super::source::Source;
use super::table::{self, Beginnings, Table};
use super::text::Text;
use crate::domain::{Day, plural};
use crate::error::{Advice, Failure};

/// A file that is open; what it is about is still to be found out.
pub struct Opened {
    name: String,
    size: u64,
    pub(super) tables: Vec<Table>,
    map: Option<Arc<Map>>,
}

/// A file in which the header of a layout was found.
pub struct Sheet {
    name: String,
    size: u64,
    pub(super) table: Table,
    pub(super) header: Arc<Header>,
    body: Body,
}

/// Where a column stands in a file, for defects that only the database finds.
#[derive(Debug, Clone, Default)]
pub struct ColumnPlace {
    place: Option<usize>,
    heading: String,
}

impl ColumnPlace {
    /// A defect of the column's cell in the row that begins on a line; why is still to be said.
    pub fn defect(&self, line: usize, value: &str) -> Defect {
        let mut defect = Defect::new(line, "").cell(&self.heading, value);
        defect.place = self.place;
        defect
    }
}

/// What stands below the header.
#[derive(Debug)]
pub enum SheetItem<'r> {
    /// A row of data.
    Row(Row<'r>),
    /// A record that can't be read.
    Flawed(Vec<Defect>),
}

impl Opened {
    /// Opens a file.
    ///
    /// # Errors
    /// A [`Failure`] that names the file: it can't be read, or holds no table.
    pub fn open(source: &Source) -> Result<Self, Failure> {
        let name = source.name();
        let (tables, size) = table::open(source).map_err(|failure| with_sheet_name(&name, failure))?;
        Ok(Self { name, size, tables, map: source.map.clone() })
    }

    /// As [`Opened::open`], of text at hand; `name` is the file in messages.
    ///
    /// # Errors
    /// The bytes aren't text in the encoding.
    pub fn of_text(name: &str, bytes: Vec<u8>, encoding: Option<Encoding>) -> Result<Self, Failure> {
        let size = bytes.len() as u64;
        let text =
            Text::open(Box::new(Cursor::new(bytes)), encoding).map_err(|failure| with_sheet_name(name, failure))?;
        Ok(Self { name: name.to_owned(), size, tables: vec![Table::Text(text)], map: None })
    }

    pub(super) fn header(&self, table: &Table, layout: &'static Layout) -> Result<Header, Failure> {
        Header::find(&table.beginnings(), layout, self.map.as_deref(), || table.shown())
    }

    /// Whether a table has the header of a layout.
    pub fn has(&self, layout: &'static Layout) -> bool {
        self.tables.iter().any(|table| self.header(table, layout).is_ok_and(|header| header.check(&[]).is_ok()))
    }

    /// The titles of the sheets, and whether a table of one of the layouts stands there; a text has none.
    pub fn titles(&self, layouts: &[&'static Layout]) -> Vec<(String, bool)> {
        let is_table = |table: &Table| layouts.iter().any(|layout| self.header(table, layout).is_ok());
        let sheets = self.tables.iter().filter(|table| !table.title().is_empty());
        sheets.map(|table| (table.title().to_owned(), is_table(table))).collect()
    }

    /// The headings of the file under a layout, each with the column that it is taken for; the layout may miss columns.
    ///
    /// # Errors
    /// No header like that is found.
    pub fn headings(&self, layout: &'static Layout) -> Result<Vec<(String, Option<&'static str>)>, Failure> {
        let found = self.tables.iter().map(|table| self.header(table, layout));
        let header = found.reduce(Result::or).unwrap_or_else(|| Err(Failure::refused("в книге нет листов")));
        let header = header.map_err(|failure| with_sheet_name(&self.name, failure))?;
        let column = |place| header.places.iter().position(|at| *at == Some(place));
        let heading = |(place, heading): (usize, &String)| {
            (heading.clone(), column(place).map(|column| layout.columns[column].heading))
        };
        Ok(header.headings.iter().enumerate().map(heading).filter(|(heading, _)| !heading.is_empty()).collect())
    }

    /// The cells of the line that looks most like a header, whatever it says: the first of those with the most words.
    pub fn widest(&self) -> Vec<String> {
        let mut best: (usize, Vec<String>) = (0, Vec::new());
        for (_, lines) in self.tables.iter().flat_map(Table::beginnings) {
            for line in &lines {
                let words = line.cells().iter().filter(|cell| cell.chars().any(char::is_alphabetic)).count();
                if words > best.0 {
                    best = (words, line.cells().to_vec());
                }
            }
        }
        best.1.retain(|heading| !heading.is_empty());
        best.1
    }

    /// The encoding in which the text has the header, where it hasn't in the recognised one: the letters were taken for others.
    fn other_encoding(&mut self, layout: &'static Layout) -> Option<Encoding> {
        let map = self.map.clone();
        let [table] = &mut self.tables[..] else { return None };
        let is_header = |beginnings: &Beginnings| Header::find(beginnings, layout, map.as_deref(), Vec::new).is_ok();
        if is_header(&table.beginnings()) {
            return None;
        }
        let others = table.other_beginnings().ok()?;
        others.into_iter().find(|(_, beginnings)| is_header(beginnings)).map(|(encoding, _)| encoding)
    }

    /// The table that has the header of a layout.
    ///
    /// # Errors
    /// A [`Failure`] that names the file: none has it, or several sheets of a workbook do.
    pub fn sheet(self, layout: &'static Layout) -> Result<Sheet, Failure> {
        self.sheet_with(layout, &[])
    }

    /// As [`Opened::sheet`], where options may stand in for columns.
    ///
    /// # Errors
    /// As [`Opened::sheet`].
    pub fn sheet_with(mut self, layout: &'static Layout, substitutes: &[ColumnSubstitute]) -> Result<Sheet, Failure> {
        let whole = |table: &Table| {
            let header = self.header(table, layout)?;
            header.check(substitutes).map(|()| header)
        };
        let mut found = Vec::new();
        let mut failures = Vec::new();
        for (at, table) in self.tables.iter().enumerate() {
            match whole(table) {
                Ok(header) => found.push((at, header)),
                Err(failure) => failures.push((table.title(), failure)),
            }
        }
        let failure = match found.len() {
            1 => {
                let (at, mut header) = found.remove(0);
                let table = self.tables.swap_remove(at);
                header.epoch = table.epoch();
                let header = Arc::new(header);
                return Ok(Sheet { name: self.name, size: self.size, table, header, body: Body::default() });
            }
            0 if failures.len() == 1 => {
                let failure = failures.remove(0).1;
                match self.other_encoding(layout) {
                    Some(encoding) => failure.advise(Advice::NameThisEncoding(encoding.name())),
                    None => failure,
                }
            }
            0 => {
                let mut failure = Failure::refused(format!("ожидается {}, но ни на одном листе его нет", layout.what));
                let told = |(title, why): (&str, Failure)| format!("лист «{title}»: {}", why.message);
                failure.hints = failures.into_iter().map(told).collect();
                failure
            }
            several => {
                let sheets = plural::count(several as u64, "листе", "листах", "листах");
                let titles: Vec<_> = found.iter().map(|(at, _)| self.tables[*at].title()).collect();
                Failure::refused(format!("такая таблица есть на {sheets} книги: {}", titles.join(", ")))
                    .advise(Advice::NameSheet)
            }
        };
        Err(with_sheet_name(&self.name, failure))
    }
}

impl Sheet {
    /// The file as the user calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// About how many rows the file has; 0 of a small one. A text is gone through for that.
    ///
    /// # Errors
    /// A [`Failure`] that names the file: it can't be read again.
    pub fn rows(&mut self) -> Result<u64, Failure> {
        self.table.rows(self.size).map_err(|failure| with_sheet_name(&self.name, failure))
    }

    /// Whether it is a sheet of a workbook.
    pub fn is_book(&self) -> bool {
        matches!(self.table, Table::Sheet { .. })
    }

    /// Whether these are refused rows that the program wrote: a part of another file.
    pub fn is_part(&self) -> bool {
        self.header.headings.iter().any(|heading| heading == ERROR)
    }

    /// Whether the file has the column.
    pub fn has(&self, field: &str) -> bool {
        self.header.place(field).is_some()
    }

    /// Where a column stands.
    pub fn spot(&self, field: &str) -> ColumnPlace {
        ColumnPlace { place: self.header.place(field), heading: self.header.heading(field).to_owned() }
    }

    /// The heading of a column as the file has it.
    pub fn heading(&self, field: &str) -> Option<&str> {
        self.header.place(field).map(|place| self.header.headings[place].as_str())
    }

    /// Hands out what stands below the header with how much of the file is read, 0 to 1, until `visit` has had enough.
    ///
    /// # Errors
    /// A [`Failure`] that names the file: it can't be read on.
    pub fn each(&mut self, today: Day, mut visit: impl FnMut(SheetItem<'_>, f64) -> bool) -> Result<(), Failure> {
        let Self { name, table, header, body, .. } = self;
        *body = Body::default();
        let all = match table {
            Table::Text(_) => self.size,
            Table::Sheet { rows, .. } => rows.len() as u64,
        } as f64;
        let cells: Vec<&str> = header.headings.iter().map(String::as_str).collect();
        let flaws = body::flaws(header.line, &header.flaws, header, &cells);
        if !flaws.is_empty() && !visit(SheetItem::Flawed(flaws), 0.0) {
            return Ok(());
        }
        let told = |record: super::record::Record<'_>, read: u64| {
            let share = read as f64 / all.max(1.0);
            match body.sort(&record, header) {
                LineSort::Row => visit(SheetItem::Row(Row::of(header, today, record, body.section())), share),
                LineSort::Flawed(defects) => visit(SheetItem::Flawed(defects), share),
                LineSort::Skipped => true,
            }
        };
        table.each(header, told).map_err(|failure| with_sheet_name(name, failure))
    }

    /// What a person should know of how the file was understood, in Russian: a sentence a line. Whole only after
    /// [`Sheet::each`].
    pub fn notes(&self) -> Vec<String> {
        let line = self.header.line;
        let how = match &self.table {
            Table::Text(text) => {
                let delimiter = sign_shown(self.header.delimiter);
                format!("кодировка {}, разделитель {delimiter}", text.encoding().name())
            }
            Table::Sheet { title, .. } => format!("книга Excel, лист «{title}»"),
        };
        let mut notes = vec![format!("{}: {how}, заголовок в строке {line}", self.name)];
        notes.extend(self.body.notes(&self.header));
        if !self.table.joined().is_empty() {
            let lines = lines::named(self.table.joined());
            notes.push(format!("значение объединённой ячейки взято для каждой её строки: {lines}"));
        }
        notes
    }
}

/// A failure that says which file it is about.
fn with_sheet_name(name: &str, failure: Failure) -> Failure {
    if failure.message.starts_with(&format!("{name}: ")) {
        return failure;
    }
    Failure { message: format!("{name}: {}", failure.message), ..failure }
}
