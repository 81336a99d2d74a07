//! A list as a sheet, or as several where it is longer than a sheet: headings that stay, a filter, columns as wide as their texts.

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};

use super::cell::BookCell;
use super::set_page;
use super::sheet_name::SheetNames;
use super::style::{CellLook, CellLooks};
use super::width::{self, Wants};

/// So many rows tell how wide the columns are to be.
const SAMPLE: usize = 1000;
/// In so many rows long texts go on below; further down the rows are one line high: the crate keeps each height to the end.
const WRAPPED_ROWS: usize = 5_000;
/// The rows of a sheet, the heading among them.
const SHEET_ROWS: u32 = 1_048_576;
/// Numbers of documents and codes are no longer than this.
const LONGEST_IDENTIFIER: usize = 24;

/// A list that is being written.
pub(super) struct ListSheets<'b> {
    book: &'b mut Workbook,
    styles: &'b CellLooks,
    names: &'b mut SheetNames,
    name: &'b str,
    title: &'b str,
    /// The names and the headings of the columns.
    headings: &'b [(&'static str, String)],
    /// The rows that come before the columns are known.
    sample: Vec<Vec<BookCell>>,
    columns: Vec<SheetColumn>,
    done: Vec<Worksheet>,
    open: Option<Worksheet>,
    /// The next row of the open sheet.
    row: u32,
    /// How many rows are written in all.
    written: usize,
}

/// How a column looks.
#[derive(Debug, Clone, Copy)]
struct SheetColumn {
    style: CellLook,
    wants: Wants,
}

impl<'b> ListSheets<'b> {
    pub(super) fn new(
        book: &'b mut Workbook,
        name: &'b str,
        title: &'b str,
        headings: &'b [(&'static str, String)],
        styles: &'b CellLooks,
        names: &'b mut SheetNames,
    ) -> Self {
        Self {
            book,
            styles,
            names,
            name,
            title,
            headings,
            sample: Vec::new(),
            columns: Vec::new(),
            done: Vec::new(),
            open: None,
            row: 0,
            written: 0,
        }
    }

    /// Takes the next row.
    pub(super) fn push(&mut self, row: Vec<BookCell>) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            self.sample.push(row);
            return if self.sample.len() < SAMPLE { Ok(()) } else { self.begin() };
        }
        self.put(row)
    }

    /// The sheets, filled, and how many rows the last has below its heading.
    pub(super) fn finish(mut self) -> Result<(Vec<Worksheet>, u32), XlsxError> {
        if self.columns.is_empty() {
            self.begin()?;
        }
        self.close()?;
        Ok((self.done, self.row - 1))
    }

    /// Settles the columns and writes the rows that waited for it.
    fn begin(&mut self) -> Result<(), XlsxError> {
        let sample = std::mem::take(&mut self.sample);
        let of_column =
            |(at, (_, heading)): (usize, &(&str, String))| SheetColumn::of(heading, sample.iter().map(|row| &row[at]));
        self.columns = self.headings.iter().enumerate().map(of_column).collect();
        self.open()?;
        sample.into_iter().try_for_each(|row| self.put(row))
    }

    fn put(&mut self, row: Vec<BookCell>) -> Result<(), XlsxError> {
        if self.row == SHEET_ROWS {
            self.close()?;
            self.open()?;
        }
        let Some(sheet) = &mut self.open else { return Ok(()) };
        let is_wrapped = self.written < WRAPPED_ROWS;
        let mut lines = 1;
        for (at, (cell, column)) in (0..).zip(row.into_iter().zip(&self.columns)) {
            let mut style = CellLook::of(&cell);
            if let (true, BookCell::Text(text) | BookCell::Active(text)) = (is_wrapped, &cell) {
                let own = width::lines(text, column.wants.signs());
                lines = lines.max(own);
                style = if own > 1 && style == CellLook::Text { CellLook::Wrapped } else { style };
            }
            let is_own = style == column.style || style == CellLook::Text && column.style == CellLook::Identifier;
            let is_blank = cell == BookCell::Blank;
            self.styles.put(sheet, (self.row, at), cell, Some(style).filter(|_| !is_own && !is_blank))?;
        }
        if lines > 1 {
            sheet.set_row_height(self.row, width::height(lines))?;
        }
        self.row += 1;
        self.written += 1;
        Ok(())
    }

    /// A new sheet with its headings.
    fn open(&mut self) -> Result<(), XlsxError> {
        let mut sheet = self.book.new_worksheet_with_constant_memory()?;
        sheet.set_name(self.names.unused(self.name))?;
        let mut lines = 1;
        for (at, ((_, heading), column)) in (0..).zip(self.headings.iter().zip(&self.columns)) {
            sheet.set_column_width(at, column.wants.width())?.set_column_format(at, self.styles.of(column.style))?;
            lines = lines.max(width::lines(heading, column.wants.signs().saturating_sub(2)));
        }
        sheet.set_row_height(0, width::height(lines) + 6.0)?;
        for (at, (_, heading)) in (0..).zip(self.headings) {
            self.styles.put(&mut sheet, (0, at), BookCell::text(heading), Some(CellLook::Heading))?;
        }
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        set_page(&mut sheet, self.title, true);
        self.row = 1;
        self.open = Some(sheet);
        Ok(())
    }

    /// What is only known of a whole sheet.
    fn close(&mut self) -> Result<(), XlsxError> {
        let Some(mut sheet) = self.open.take() else { return Ok(()) };
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if self.row > 1 {
            sheet.autofilter(0, 0, self.row - 1, last)?;
            for (at, _) in (0..).zip(&self.columns).filter(|(_, column)| column.style == CellLook::Identifier) {
                // Without this Excel marks each as a number that was mistaken for a text.
                sheet.ignore_error_range(1, at, self.row - 1, at, IgnoreError::NumberStoredAsText)?;
            }
        }
        self.done.push(sheet);
        Ok(())
    }
}

impl SheetColumn {
    fn of<'c>(heading: &str, cells: impl Iterator<Item = &'c BookCell>) -> Self {
        let mut wants = Wants::heading(heading);
        let mut style = None;
        let mut are_identifiers = true;
        for cell in cells.filter(|cell| **cell != BookCell::Blank) {
            let shown = cell.shown();
            wants.text(&shown);
            are_identifiers &= matches!(cell, BookCell::Text(_)) && is_identifier(&shown);
            let own = CellLook::of(cell);
            style = Some(match style {
                Some(other) if other != own => CellLook::Text,
                _ if own == CellLook::Active => CellLook::Text,
                _ => own,
            });
        }
        let style = match style {
            Some(CellLook::Text) if are_identifiers => CellLook::Identifier,
            style => style.unwrap_or(CellLook::Text),
        };
        Self { style, wants }
    }
}

/// Whether a text is a number that isn't one to reckon with: СНИЛС, ИНН, «2/б».
fn is_identifier(text: &str) -> bool {
    text.len() <= LONGEST_IDENTIFIER && text.contains(|c: char| c.is_ascii_digit())
}
