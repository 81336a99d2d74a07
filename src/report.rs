//! What a command hands back: lists, cards and papers in; table, csv, excel, json, a workbook, a document or a page out. Nothing here
//! knows the database.

mod blank;
mod block_bar;
mod book;
mod card;
mod chart;
mod csv;
mod document;
mod docx;
mod escape;
mod excel;
mod fields;
mod filling;
mod format;
mod html;
mod json;
mod layout;
mod list;
mod markup;
mod number;
mod settle;
mod table;
mod titled;
mod value;
mod xlsx;
mod zip_entry;

use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub use blank::{BlankBook, BlankColumn, BlankSheet, CellRule};
pub use book::{Bars, ReportBook};
pub use card::{Card, Object};
pub use chart::{BarChart, ChartFigure, ReportChart, TrendChart, TrendLine};
pub use document::{Document, DocumentField, DocumentFields, DocumentTemplate};
pub use escape::escape;
pub use format::{Ending, Format};
pub use list::{Column, List, ShownIn};
pub use value::Value;

use crate::domain::{Names, Phrase};

use self::list::{Heading, RowSource};

/// A result, ready to be written. [`List`] and [`Card`] make one.
pub struct Report {
    /// A heading above the table, in Russian; programs don't see it.
    title: Phrase,
    /// Whether the heading ends with the number of rows.
    is_counted: bool,
    columns: Vec<Heading>,
    /// The places of the columns that somebody asked for, in that order; `None`: all that the format shows.
    chosen: Option<Vec<usize>>,
    /// The rows are made as they are written: a million of them need no memory.
    rows: RowSource,
    /// Whether in a table the first shown column isn't a column but a heading above each run of equal values.
    is_grouped: bool,
    /// Whether its rows have titles that take the whole width of a table.
    is_titled: bool,
    /// Lines above the table, in Russian; programs don't see them.
    leads: Vec<String>,
    /// Lines under the table, in Russian; programs don't see them.
    notes: Vec<String>,
    /// Of a card: what json holds in place of the rows.
    object: Option<Object>,
    /// What a workbook has in place of the rows.
    book: Option<ReportBook>,
    /// What a document has in place of the rows.
    document: Option<Document>,
    /// What a document has above the rows.
    charts: Vec<ReportChart>,
}

/// In what form, and for whom, a report is written.
#[derive(Debug, Clone, Copy)]
pub struct Rendering<'a> {
    /// The form.
    pub format: Format,
    /// The columns of the terminal; only a table looks at them.
    pub width: usize,
    /// Whether people are named.
    pub names: &'a Names,
    /// The folder in which a workbook may have nameless files until it is whole: beside its target.
    pub scratch: &'a Path,
}

/// The number of the shape that objects have in json: another one means that something is no longer where it was. What is
/// added only leaves it.
pub const SCHEMA: i64 = 1;

/// Why a result wasn't written whole.
#[derive(Debug)]
pub enum Unwritten {
    /// The rows couldn't be had.
    Unread(anyhow::Error),
    /// They couldn't be put where they were to go.
    Unplaced(io::Error),
}

/// So much is written at a time. What a district's lists come to lies in here whole before anybody reads of it: a slow
/// reader keeps no transaction open.
const PIECE: usize = 1 << 20;

impl Report {
    /// Writes the report, and flushes.
    ///
    /// # Errors
    /// A row couldn't be read; those of `out`, a closed pipe among them.
    pub fn write(self, rendering: Rendering<'_>, out: &mut dyn Write) -> Result<(), Unwritten> {
        let Rendering { format, width, names, .. } = rendering;
        let mut out = BufWriter::with_capacity(PIECE, out);
        match format {
            Format::Table if self.is_titled => titled::write(self, width, names, &mut out)?,
            Format::Table => table::write(self, width, names, &mut out)?,
            Format::Csv => csv::write(self, names, &mut out)?,
            Format::Excel => excel::write(self, names, &mut out)?,
            Format::Json => json::write(self, names, &mut out)?,
            Format::Xlsx => xlsx::write(self, &rendering, &mut out)?,
            Format::Docx => docx::write(self, names, &mut out)?,
            Format::Html => html::write(self, names, &mut out)?,
        }
        Ok(out.flush()?)
    }
}

impl BlankBook {
    /// Writes the workbook, and flushes. `scratch`: the folder in which it may have nameless files until it is whole.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn write(&self, scratch: &Path, out: &mut dyn Write) -> Result<(), Unwritten> {
        let mut out = BufWriter::new(out);
        xlsx::write_blank(self, scratch, &mut out)?;
        Ok(out.flush()?)
    }
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        Self::Unplaced(error)
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(error) => error.fmt(f),
            Self::Unplaced(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Unwritten {}

#[cfg(test)]
mod tests;
