//! A table before anybody knows what it is about: records of a text or rows of a workbook's sheet.

use std::borrow::Cow;
use std::io::{Cursor, Read, Seek, SeekFrom};

use super::book::{Book, BookRow, BookSheet, CELLS, Merge, too_big};
use super::container::{self, Container};
use super::decode::Encoding;
use super::defect::cut;
use super::header::{HeadLine, Header, SEARCHED};
use super::input::{self, unreadable};
use super::json;
use super::record::{COLUMNS, Flaw, Record, Records, SIGNS};
use super::source::Source;
use super::text::{Text, head};
use crate::domain::{Epoch, name};
use crate::error::Failure;

/// A text of fewer bytes has few rows.
const SMALL: u64 = 250_000;
/// The columns that name a person.
const NAMES: [&str; 2] = ["name", "surname"];
/// The columns of what is a person's own, whichever work the row is about.
const OF_PERSON: [&str; 6] = ["snils", "given", "patronymic", "born", "sex", "teaching_since"];
/// How many bytes show what a file is.
const HEAD: usize = 8 * 1024;

/// The first lines of a table, for each sign that may part its cells.
pub type Beginnings = Vec<(u8, Vec<HeadLine>)>;

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
        /// Cells of several rows that are one to the eye.
        merges: Vec<Merge>,
        /// The lines into which the value of a merged cell was taken.
        joined: Vec<usize>,
        /// Where its numbers of days begin.
        epoch: Epoch,
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
    if json::is_list(&begins) {
        let text = json::table(input)?;
        return Ok((vec![Table::Text(Text::open(Box::new(Cursor::new(text)), Some(Encoding::Utf8))?)], size));
    }
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
    let epoch = book.epoch();
    let sheet = |title: String| {
        let BookSheet { rows, merges } = book.rows(&title)?;
        Ok(Table::Sheet { title, rows, merges, joined: Vec::new(), epoch })
    };
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

    /// Whether nothing stands on the sheet.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Sheet { rows, .. } if rows.is_empty())
    }

    /// The first lines, for each sign that may part the cells.
    pub fn beginnings(&self) -> Beginnings {
        match self {
            Self::Text(text) => beginnings(text.beginning()),
            Self::Sheet { rows, .. } => {
                let line = |(at, row): (usize, &BookRow)| HeadLine::of(&record(row, 0), (at + 1, row.line + 1));
                vec![(0, rows.iter().enumerate().take(SEARCHED + 1).filter_map(line).collect())]
            }
        }
    }

    /// As [`Table::beginnings`], of a text in each other encoding that it may be in.
    ///
    /// # Errors
    /// The file can't be read again.
    pub fn other_beginnings(&mut self) -> Result<Vec<(Encoding, Beginnings)>, Failure> {
        match self {
            Self::Text(text) => {
                Ok(text.readings()?.into_iter().map(|(encoding, text)| (encoding, beginnings(&text))).collect())
            }
            Self::Sheet { .. } => Ok(Vec::new()),
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
        match self {
            Self::Text(text) => {
                text.rewind()?;
                text.delimiter = header.delimiter;
                text.go_on_at(header.body);
                Ok(())
            }
            Self::Sheet { rows, merges, joined, .. } => join(rows, &std::mem::take(merges), header, joined),
        }
    }

    /// Where the numbers of days begin.
    pub fn epoch(&self) -> Epoch {
        match self {
            Self::Text(_) => Epoch::default(),
            Self::Sheet { epoch, .. } => *epoch,
        }
    }

    /// The lines into which the value of a merged cell was taken.
    pub fn joined(&self) -> &[usize] {
        match self {
            Self::Text(_) => &[],
            Self::Sheet { joined, .. } => joined,
        }
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

/// The first lines of a text for each sign that may part its cells.
fn beginnings(text: &str) -> Beginnings {
    let of_sign = |delimiter| {
        let mut records = Records::new(text, delimiter);
        let mut lines = Vec::new();
        while lines.len() <= SEARCHED {
            let Some(record) = records.next() else { break };
            lines.extend(HeadLine::of(&record, records.position()));
        }
        (delimiter, lines)
    };
    SIGNS.into_iter().map(of_sign).collect()
}

/// Takes the value of a merged cell into each of its rows below the header, under the known columns.
fn join(rows: &mut [BookRow], merges: &[Merge], header: &Header, joined: &mut Vec<usize>) -> Result<(), Failure> {
    let mut filled = 0;
    let place = |field: &&str| header.layout.columns.iter().position(|column| column.field == *field);
    let places = |fields: &[&str]| -> Vec<usize> { fields.iter().filter_map(|f| header.places[place(f)?]).collect() };
    let (names, of_person) = (places(&NAMES), places(&OF_PERSON));
    let is_wanted = |merge: &&Merge| merge.top + 1 >= header.body.1 && header.places.contains(&Some(merge.left));
    for merge in merges.iter().filter(is_wanted) {
        let from = rows.partition_point(|row| row.line < merge.top + 1);
        let to = rows.partition_point(|row| row.line <= merge.bottom + 1);
        let [first, below @ ..] = &mut rows[from..to] else { continue };
        let value = first.cells.get(merge.left).filter(|_| first.line == merge.top + 1);
        let Some(value) = value.filter(|value| !value.trim().is_empty()).cloned() else { continue };
        let is_error = first.errors.contains(&merge.left);
        for row in below {
            filled += 1;
            if filled > CELLS {
                return Err(too_big());
            }
            if fill(row, merge.left, &value) {
                row.errors.extend(is_error.then_some(merge.left));
                joined.push(row.line);
            }
            // Under one name stands one person, though the other cells about them aren't merged.
            for place in of_person.iter().filter(|_| names.contains(&merge.left)) {
                let value =
                    first.cells.get(*place).filter(|value| !value.trim().is_empty() && !first.errors.contains(place));
                value.into_iter().for_each(|value| _ = fill(row, *place, value));
            }
        }
    }
    joined.sort_unstable();
    joined.dedup();
    Ok(())
}

/// Puts a value into a cell that is empty; whether it was.
fn fill(row: &mut BookRow, place: usize, value: &str) -> bool {
    row.cells.resize(row.cells.len().max(place + 1), String::new());
    let is_empty = row.cells[place].trim().is_empty();
    if is_empty {
        value.clone_into(&mut row.cells[place]);
    }
    is_empty
}

/// A row of a sheet as a record of at least so many cells: what is empty at its end isn't stored.
fn record(row: &BookRow, width: usize) -> Record<'_> {
    let mut cells: Vec<_> = row.cells.iter().take(COLUMNS).map(|cell| Cow::from(cell.as_str())).collect();
    cells.resize(cells.len().max(width), "".into());
    let errors = row.errors.iter().map(|place| Flaw::Formula(*place));
    let flaws = errors.chain(row.uncomputed.iter().map(|place| Flaw::Uncomputed(*place))).collect();
    let width = cells.len().max(row.cells.len());
    Record { line: row.line, raw: "", width, cells, flaws, is_hidden: row.is_hidden }
}
