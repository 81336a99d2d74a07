//! A list as a sheet, or as several where it is longer than a sheet: headings that stay, a filter, columns as wide as their texts.

use std::io;

use rust_xlsxwriter::{IgnoreError, Worksheet, XlsxError};

use super::archive::BookArchive;
use super::cell::BookCell;
use super::column::SheetColumn;
use super::frame::{LookNumbers, SheetFrame, put_pattern, sheet_path, unlike_before};
use super::row_markup::RowMarkup;
use super::sheet_name::SheetNames;
use super::style::{CellLook, CellLooks};
use super::{bars, plain, set_page, width};
use crate::report::book::Bars;

/// So much of a long sheet is packed at a time.
const PIECE: usize = 1 << 18;

/// How much of a list stands where.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetLimits {
    /// So many rows tell how wide the columns are to be.
    pub sample: usize,
    /// The rows of a sheet, the heading among them.
    pub rows: u32,
}

impl Default for SheetLimits {
    fn default() -> Self {
        Self { sample: 1000, rows: 1_048_576 }
    }
}

/// What a list is called, and what it looks like.
pub(super) struct ListShape<'b> {
    pub name: &'b str,
    pub title: &'b str,
    /// The names and the headings of the columns.
    pub headings: Vec<(&'static str, String)>,
    /// A chart beside it, where one sheet is enough.
    pub bars: Option<&'b Bars>,
    pub looks: &'b CellLooks,
    pub numbers: &'b LookNumbers,
    pub limits: SheetLimits,
}

/// A list that is being written.
pub(super) struct ListSheets<'b> {
    shape: ListShape<'b>,
    archive: &'b mut BookArchive,
    names: &'b mut SheetNames,
    /// The number of the next sheet in the workbook, from 1.
    number: usize,
    /// The rows that come before the columns are known.
    sample: Vec<Vec<BookCell<'static>>>,
    columns: Vec<SheetColumn>,
    /// What a chart shows: the row, the column and the cell.
    charted: Vec<(u32, u16, BookCell<'static>)>,
    /// The sheets without their rows.
    done: Vec<Worksheet>,
    open: Option<OpenSheet>,
}

/// The sheet to which rows are added.
struct OpenSheet {
    name: String,
    markup: RowMarkup,
    /// The rows that it has, the heading among them.
    rows: u32,
    /// Whether it is packed as it is written.
    is_long: bool,
}

impl<'b> ListSheets<'b> {
    /// `number`: which sheet of the workbook its first one is.
    pub(super) fn new(
        shape: ListShape<'b>,
        archive: &'b mut BookArchive,
        names: &'b mut SheetNames,
        number: usize,
    ) -> Self {
        Self {
            shape,
            archive,
            names,
            number,
            sample: Vec::new(),
            columns: Vec::new(),
            charted: Vec::new(),
            done: Vec::new(),
            open: None,
        }
    }

    /// Takes the next row.
    pub(super) fn push(&mut self, row: Vec<BookCell<'_>>) -> io::Result<()> {
        if !self.columns.is_empty() {
            return self.put_row(&row);
        }
        self.sample.push(row.into_iter().map(BookCell::into_owned).collect());
        if self.sample.len() < self.shape.limits.sample { Ok(()) } else { self.begin(true) }
    }

    /// The sheets, without the rows that the archive has.
    pub(super) fn finish(mut self) -> io::Result<Vec<Worksheet>> {
        if self.columns.is_empty() {
            self.begin(false)?;
        }
        let bars = self.shape.bars.filter(|_| self.done.is_empty());
        self.close_sheet(bars)?;
        Ok(self.done)
    }

    /// Settles the columns and writes the rows that waited for it.
    fn begin(&mut self, is_long: bool) -> io::Result<()> {
        let sample = std::mem::take(&mut self.sample);
        let headings = self.shape.headings.iter().enumerate();
        let of_column = |(at, (_, heading)): (usize, &(&str, String))| {
            SheetColumn::of_cells(heading, sample.iter().map(|row| &row[at]))
        };
        self.columns = headings.map(of_column).collect();
        self.open_sheet(is_long)?;
        sample.iter().try_for_each(|row| self.put_row(row))?;
        if let (false, Some(bars)) = (is_long, self.shape.bars) {
            for (at, row) in (1..).zip(sample) {
                let cells = (0..).zip(row).zip(&self.shape.headings);
                let shown = cells.filter(|((column, _), (name, _))| *column == 0 || bars.figures.contains(name));
                self.charted.extend(shown.map(|((column, cell), _)| (at, column, cell)));
            }
        }
        Ok(())
    }

    fn put_row(&mut self, row: &[BookCell<'_>]) -> io::Result<()> {
        if self.open.as_ref().is_some_and(|sheet| sheet.rows == self.shape.limits.rows) {
            self.close_sheet(None)?;
            self.open_sheet(true)?;
        }
        let Some(sheet) = &mut self.open else { return Ok(()) };
        let lines = row.iter().zip(&self.columns).map(|(cell, column)| column.lines(cell)).max().unwrap_or(1);
        let cells = row.iter().zip(&self.columns).map(|(cell, column)| (cell, column.look(cell, lines)));
        sheet.rows += 1;
        sheet.markup.push_row(sheet.rows, (lines > 1).then(|| width::height(lines)), cells);
        if sheet.is_long && sheet.markup.written_bytes() >= PIECE {
            self.archive.push_markup(sheet.markup.take_written())?;
        }
        Ok(())
    }

    /// A new sheet with its headings.
    fn open_sheet(&mut self, is_long: bool) -> io::Result<()> {
        let name = self.names.unused(self.shape.name);
        if is_long {
            let frame = self.frame(&name, 1, None)?;
            if frame.numbers != *self.shape.numbers {
                return Err(unlike_before());
            }
            self.archive.begin_sheet(sheet_path(self.number))?;
            self.archive.push_markup(frame.head.into_bytes())?;
        }
        let mut markup = RowMarkup::new(self.columns.len(), self.shape.numbers.clone());
        let headings: Vec<_> =
            self.shape.headings.iter().map(|(_, heading)| BookCell::text(heading.as_str())).collect();
        let lines = headings.iter().zip(&self.columns).map(|(heading, column)| column.heading_lines(heading)).max();
        let height = width::height(lines.unwrap_or(1)) + 6.0;
        markup.push_row(1, Some(height), headings.iter().map(|heading| (heading, CellLook::Heading)));
        self.open = Some(OpenSheet { name, markup, rows: 1, is_long });
        Ok(())
    }

    /// What is only known of a whole sheet.
    fn close_sheet(&mut self, bars: Option<&Bars>) -> io::Result<()> {
        let Some(OpenSheet { name, mut markup, rows, is_long }) = self.open.take() else { return Ok(()) };
        let written = markup.take_written();
        if is_long {
            self.archive.push_markup(written)?;
            self.archive.push_markup(self.frame(&name, rows, bars)?.tail.into_bytes())?;
        } else {
            self.archive.keep_rows(sheet_path(self.number), written);
        }
        self.done.push(self.sheet(&name, rows, bars).map_err(plain)?);
        self.number += 1;
        Ok(())
    }

    fn frame(&self, name: &str, rows: u32, bars: Option<&Bars>) -> io::Result<SheetFrame> {
        let sheet = self.sheet(name, rows, bars).map_err(plain)?;
        SheetFrame::of_sheet(sheet, self.number == 1, self.shape.looks)
    }

    /// A sheet of so many rows, without them.
    fn sheet(&self, name: &str, rows: u32, bars: Option<&Bars>) -> Result<Worksheet, XlsxError> {
        let ListShape { title, headings, looks, .. } = &self.shape;
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        for (at, column) in (0..).zip(&self.columns) {
            sheet.set_column_width(at, column.wants.width())?.set_column_format(at, looks.of(column.style))?;
        }
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        set_page(&mut sheet, title, true);
        put_pattern(&mut sheet, looks)?;
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if rows > 1 {
            sheet.autofilter(0, 0, rows - 1, last)?;
            for (at, _) in (0..).zip(&self.columns).filter(|(_, column)| column.style == CellLook::Identifier) {
                // Without this Excel marks each as a number that was mistaken for a text.
                sheet.ignore_error_range(1, at, rows - 1, at, IgnoreError::NumberStoredAsText)?;
            }
        }
        if let Some(bars) = bars {
            // The chart takes them from here; the sheet gets its rows from the archive.
            for (row, column, cell) in &self.charted {
                looks.put(&mut sheet, (*row, *column), cell.clone(), None)?;
            }
            bars::insert(&mut sheet, bars, headings, rows - 1)?;
        }
        Ok(sheet)
    }
}
