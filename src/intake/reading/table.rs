//! A table before anybody knows what it is about: records of a text or rows of a workbook's sheet.

use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};

use super::book::{Book, BookRow};
use super::container::{self, Container};
use super::defect::cut;
use super::header::{HeadLine, Header, SEARCHED};
use super::input::{self, unreadable};
use super::record::{COLUMNS, Flaw, Record, Records};
use super::source::Source;
use super::text::{Text, head};
use crate::domain::name;
use crate::error::Failure;

const DELIMITERS: [u8; 3] = [b';', b'\t', b','];
/// A text of fewer bytes has few rows.
const SMALL: u64 = 250_000;
/// How many bytes show what a file is.
const HEAD: usize = 8 * 1024;

/// A table that can be read from the beginning as often as needed.
pub enum Table {
    /// Cells parted by a sign.
    Text(Text),
    /// A sheet of a workbook.
    Sheet {
        /// Its title.
        title: String,
        /// Its rows that aren't empty.
        rows: Vec<BookRow>,
    },
}

/// The tables of a file, and its size in bytes: one, or a sheet each.
///
/// # Errors
/// The file can't be read, is nothing that holds a table, hasn't the sheet that the user names.
pub fn open(source: &Source) -> Result<(Vec<Table>, u64), Failure> {
    let mut input = input::open(&source.path, &source.name())?;
    let fails = |error| unreadable(&source.name(), &error);
    let size = input.seek(SeekFrom::End(0)).map_err(fails)?;
    input.rewind().map_err(fails)?;
    let begins = head(&mut input, HEAD)?;
    if let Container::Text = container::of(&begins)? {
        return Ok((vec![Table::Text(Text::open(input, source.encoding)?)], size));
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).map_err(fails)?;
    let mut book = Book::open(bytes)?;
    let mut titles = book.sheets();
    if let Some(named) = &source.sheet {
        let all = titles.join(", ");
        titles.retain(|title| name::key(title) == name::key(named));
        if titles.is_empty() {
            return Err(Failure::refused(format!("в книге нет листа «{named}»")).hint(format!("листы книги: {all}")));
        }
    }
    let sheet = |title: String| Ok(Table::Sheet { rows: book.rows(&title)?, title });
    Ok((titles.into_iter().map(sheet).collect::<Result<_, Failure>>()?, size))
}

impl Table {
    /// The title of the sheet; a text has none.
    pub fn title(&self) -> &str {
        match self {
            Self::Text(_) => "",
            Self::Sheet { title, .. } => title,
        }
    }

    /// The first lines, for each sign that may part the cells.
    pub fn beginnings(&self) -> Vec<(u8, Vec<HeadLine>)> {
        match self {
            Self::Text(text) => DELIMITERS
                .into_iter()
                .map(|delimiter| {
                    let mut records = Records::new(text.beginning(), delimiter);
                    let mut lines = Vec::new();
                    while lines.len() <= SEARCHED {
                        let Some(record) = records.next() else { break };
                        lines.extend(HeadLine::of(&record, records.position()));
                    }
                    (delimiter, lines)
                })
                .collect(),
            Self::Sheet { rows, .. } => {
                let line = |(at, row): (usize, &BookRow)| HeadLine::of(&record(row, 0), (at + 1, row.line + 1));
                vec![(0, rows.iter().enumerate().take(SEARCHED + 1).filter_map(line).collect())]
            }
        }
    }

    /// The first three lines that aren't empty, for a person who expected something else.
    pub fn shown(&self) -> Vec<String> {
        let told = |line: usize, text: &str| format!("в строке {line} найдено: {}", cut(&name::tidy(text)));
        match self {
            // No text has a zero byte: each record is a whole line.
            Self::Text(text) => Records::new(text.beginning(), 0)
                .filter(|record| !record.is_blank())
                .take(3)
                .map(|record| told(record.line, &record.cells[0]))
                .collect(),
            Self::Sheet { rows, .. } => rows.iter().take(3).map(|row| told(row.line, &row.cells.join(" "))).collect(),
        }
    }

    /// About how many rows there are; small texts aren't counted.
    ///
    /// # Errors
    /// The file can't be read again.
    pub fn rows(&mut self, size: u64) -> Result<u64, Failure> {
        match self {
            Self::Text(_) if size < SMALL => Ok(0),
            Self::Text(text) => text.lines(),
            Self::Sheet { rows, .. } => Ok(rows.len() as u64),
        }
    }

    /// Goes to the first record below a header.
    ///
    /// # Errors
    /// The file can't be read again.
    pub fn go_below(&mut self, header: &Header) -> Result<(), Failure> {
        if let Self::Text(text) = self {
            text.rewind()?;
            text.delimiter = header.delimiter;
            text.go_on_at(header.body);
        }
        Ok(())
    }

    /// Hands out the records below a header with how much is read (bytes of a text, rows of a sheet), until `visit` has
    /// had enough.
    ///
    /// # Errors
    /// As [`Text::each`].
    pub fn each(&mut self, header: &Header, mut visit: impl FnMut(Record<'_>, u64) -> bool) -> Result<(), Failure> {
        self.go_below(header)?;
        match self {
            Self::Text(text) => text.each(visit),
            Self::Sheet { rows, .. } => {
                let (from, width) = (header.body.0, header.headings.len());
                let mut at = (from as u64 + 1)..;
                for row in &rows[from.min(rows.len())..] {
                    if !visit(record(row, width), at.next().unwrap_or_default()) {
                        break;
                    }
                }
                Ok(())
            }
        }
    }
}

/// A row of a sheet as a record of at least so many cells: what is empty at its end isn't stored.
fn record(row: &BookRow, width: usize) -> Record<'_> {
    let mut cells: Vec<_> = row.cells.iter().take(COLUMNS).map(|cell| Cow::from(cell.as_str())).collect();
    cells.resize(cells.len().max(width), "".into());
    let flaws = row.errors.iter().map(|place| Flaw::Formula(*place)).collect();
    Record { line: row.line, raw: "", width: cells.len().max(row.cells.len()), cells, flaws }
}
