//! A table that was read: its rows, its defects, and what there is to say about it.

use std::path::Path;

use super::body::Body;
use super::decode::{self, Encoding};
use super::defect::Defects;
use super::header::Header;
use super::layout::Layout;
use super::lines;
use super::record::{Record, Records};
use super::row::Row;
use super::source;
use crate::error::Failure;

/// A file in which the header of the layout was found.
#[derive(Debug)]
pub struct Sheet {
    name: String,
    text: String,
    encoding: Encoding,
    layout: &'static Layout,
    header: Header,
    body: Body,
    defects: Defects,
}

impl Sheet {
    /// Reads a file, or standard input for `-`. Rows that can't be split into cells are already among the
    /// [`defects`](Self::defects).
    ///
    /// # Errors
    /// A [`Failure`] that names the file: it can't be read, it is no text, it hasn't the header of the layout.
    pub fn read(path: &Path, encoding: Option<Encoding>, layout: &'static Layout) -> anyhow::Result<Self> {
        Self::parse(&source::name(path), source::bytes(path)?, encoding, layout)
    }

    /// Reads bytes; `name` is the file in messages.
    ///
    /// # Errors
    /// As [`read`](Self::read), but for the reading itself.
    pub fn parse(
        name: &str,
        bytes: Vec<u8>,
        encoding: Option<Encoding>,
        layout: &'static Layout,
    ) -> anyhow::Result<Self> {
        let named = |failure: Failure| Failure { message: format!("{name}: {}", failure.message), ..failure };
        let (text, encoding) = decode::text(&bytes, encoding).map_err(named)?;
        if text.trim().is_empty() {
            return Err(named(Failure::refused("файл пуст")).into());
        }
        let header = Header::find(&text, layout).map_err(named)?;
        let defects = Defects::of(name);
        let body = Body::of(&text, &header, &defects);
        Ok(Self { name: name.to_owned(), text, encoding, layout, header, body, defects })
    }

    /// The rows of data, without those that are already defects.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.body.starts.iter().map(|&(start, line)| self.row(start, line))
    }

    fn row(&self, start: usize, line: usize) -> Row<'_> {
        let record = Records::resume(&self.text, self.header.delimiter, start, line).next();
        let none = || Record { line, start, cells: Vec::new(), flaws: Vec::new() };
        Row { sheet: self, record: record.unwrap_or_else(none) }
    }

    /// What is wrong with the rows, as far as they were read.
    pub fn defects(&self) -> &Defects {
        &self.defects
    }

    /// A defect of a cell, found when its row is no longer at hand; `line` is [`Row::line`].
    pub fn defect(&self, line: usize, field: &str, why: impl Into<String>) {
        if let Ok(at) = self.body.starts.binary_search_by_key(&line, |(_, line)| *line) {
            self.row(self.body.starts[at].0, line).defect(field, why);
        }
    }

    /// The file as the user calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the file has the column.
    pub fn has(&self, field: &str) -> bool {
        self.place(field).is_some()
    }

    /// Where a field stands in the file.
    pub(super) fn place(&self, field: &str) -> Option<usize> {
        self.header.places[self.layout.place(field)?]
    }

    /// The heading of a field as the file has it, else the canonical one.
    pub fn heading(&self, field: &str) -> &str {
        let canonical = || self.layout.place(field).map_or("", |place| self.layout.columns[place].heading);
        self.place(field).map_or_else(canonical, |place| &self.header.headings[place])
    }

    /// The places and headings of the columns that the layout doesn't know.
    pub(super) fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        self.header.unused()
    }

    /// What a person should know of how the file was understood, in Russian: a sentence a line.
    pub fn notes(&self) -> Vec<String> {
        let delimiter = match self.header.delimiter {
            b'\t' => "табуляция",
            b',' => "«,»",
            _ => "«;»",
        };
        let encoding = self.encoding.name();
        let line = self.header.line;
        let mut notes =
            vec![format!("{}: кодировка {encoding}, разделитель {delimiter}, заголовок в строке {line}", self.name)];
        let mut skipped = |what: &str, at: &[usize]| {
            if !at.is_empty() {
                notes.push(format!("{what}: {}", lines::named(at)));
            }
        };
        skipped("пропущено над заголовком", &self.header.titles);
        skipped("пропущены номера столбцов", self.body.numbering.as_slice());
        skipped("пропущены итоги", &self.body.totals);
        let unused: Vec<_> = self.header.unused().map(|(place, heading)| unused_shown(place, heading)).collect();
        if !unused.is_empty() {
            let what = if self.layout.further {
                "другие вопросы"
            } else {
                "столбцы не использованы"
            };
            notes.push(format!("{what}: {}", unused.join(", ")));
        }
        notes
    }
}

fn unused_shown(place: usize, heading: &str) -> String {
    if heading.is_empty() { format!("№ {} без заголовка", place + 1) } else { format!("«{heading}»") }
}
