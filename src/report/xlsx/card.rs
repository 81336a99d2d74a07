//! A card as a sheet: its title, and blocks of what is said under each heading.

use rust_xlsxwriter::{FormatAlign, Worksheet, XlsxError};

use super::cell::BookCell;
use super::set_page;
use super::style::{CellLook, CellLooks};
use super::width;

/// The signs of a line before and in the values.
const LABEL: usize = 34;
const VALUE: usize = 90;

/// A card that is being written.
pub(super) struct CardSheet<'b> {
    sheet: Worksheet,
    styles: &'b CellLooks,
    row: u32,
    section: BookCell<'static>,
}

impl<'b> CardSheet<'b> {
    pub(super) fn new(name: &str, title: &str, styles: &'b CellLooks) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_column_width(0, LABEL as f64)?.set_column_width(1, VALUE as f64)?;
        sheet.set_row_height(0, width::height(width::lines(title, (LABEL + VALUE) * 3 / 4)) * 1.4)?;
        sheet.merge_range(0, 0, 0, 1, "", styles.of(CellLook::Title))?;
        styles.put(&mut sheet, (0, 0), BookCell::text(title), Some(CellLook::Title))?;
        set_page(&mut sheet, "", true);
        Ok(Self { sheet, styles, row: 1, section: BookCell::Blank })
    }

    /// Takes a line: its section, what it tells of, and what it tells.
    pub(super) fn push(&mut self, line: Vec<BookCell<'_>>) -> Result<(), XlsxError> {
        let mut cells = line.into_iter();
        let [section, label, value] = [(); 3].map(|()| cells.next().unwrap_or(BookCell::Blank));
        if section != self.section {
            // An empty line between two blocks.
            self.row += 1;
            for at in 0..2 {
                let cell = if at == 0 { BookCell::text(section.shown()) } else { BookCell::Blank };
                self.styles.put(&mut self.sheet, (self.row, at), cell, Some(CellLook::Section))?;
            }
            self.row += 1;
            self.section = section.into_owned();
        }
        let lines = width::lines(&label.shown(), LABEL).max(width::lines(&value.shown(), VALUE));
        self.sheet.set_row_height(self.row, width::height(lines))?;
        let (at, style) = ((self.row, 1), CellLook::of(&value));
        self.styles.put(&mut self.sheet, (self.row, 0), label, Some(CellLook::Label))?;
        match style {
            CellLook::Text => self.styles.put(&mut self.sheet, at, value, Some(CellLook::Wrapped))?,
            CellLook::Active => self.styles.put(&mut self.sheet, at, value, Some(style))?,
            // Numbers stand where the texts do: the column is wide, and they are no column of figures.
            typed => {
                let format = self.styles.of(typed).clone().set_align(FormatAlign::Left).set_indent(1);
                self.styles.put_as(&mut self.sheet, at, value, &format)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    pub(super) fn finish(self) -> Worksheet {
        self.sheet
    }
}
