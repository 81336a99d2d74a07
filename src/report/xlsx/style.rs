//! How the cells of a workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::cell::BookCell;

/// The name of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellLook {
    Text,
    /// Long texts, in several lines.
    Wrapped,
    /// Numbers of documents and codes: what is typed there stays as it is typed.
    Identifier,
    /// What Excel would run if it were typed.
    Active,
    Int,
    Day,
    Percent,
    FinePercent,
    /// A measured value: as many digits as it has.
    Decimal,
    /// Above a column.
    Heading,
    /// Above a block of a card.
    Section,
    Title,
    /// What a value is called, before it.
    Label,
}

/// All looks.
pub(super) struct CellLooks(Vec<(CellLook, Format)>);

impl Default for CellLooks {
    fn default() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        // Apart from the number that may stand before it.
        let text = || top().set_indent(1);
        let heading = || {
            Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00DD_EBF7))
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x009B_B7D4))
        };
        // A space that doesn't break stands before the sign in Russian.
        Self(vec![
            (CellLook::Text, text()),
            (CellLook::Wrapped, text().set_text_wrap()),
            (CellLook::Identifier, text().set_num_format("@")),
            (CellLook::Active, text().set_text_wrap().set_quote_prefix()),
            (CellLook::Int, top().set_num_format("0")),
            (CellLook::Day, top().set_num_format("dd.mm.yyyy").set_align(FormatAlign::Left)),
            (CellLook::Percent, top().set_num_format("0.0\\ %")),
            (CellLook::FinePercent, top().set_num_format("0.00\\ %")),
            (CellLook::Decimal, top().set_num_format("General")),
            (CellLook::Heading, heading()),
            (CellLook::Section, top().set_bold().set_border_bottom(FormatBorder::Thin)),
            (CellLook::Title, top().set_bold().set_font_size(14).set_text_wrap()),
            (CellLook::Label, top().set_text_wrap().set_font_color(Color::RGB(0x0059_5959))),
        ])
    }
}

impl CellLooks {
    /// A workbook in which the looks have the same numbers as in any other.
    pub(super) fn new_book(&self) -> Workbook {
        let mut book = Workbook::new();
        self.0.iter().for_each(|(_, format)| book.register_format(format));
        book
    }

    pub(super) fn of(&self, style: CellLook) -> &Format {
        let found = self.0.iter().find(|(known, _)| *known == style);
        // Each has its line above; a test asks.
        &found.unwrap_or(&self.0[0]).1
    }

    /// Writes a cell, with a look where it isn't the column's own.
    pub(super) fn put(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: BookCell<'_>,
        style: Option<CellLook>,
    ) -> Result<(), XlsxError> {
        self.put_cell(sheet, (row, column), cell, style.map(|style| self.of(style)))
    }

    /// Writes a cell in a form of its own.
    pub(super) fn put_as(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        cell: BookCell<'_>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.put_cell(sheet, at, cell, Some(format))
    }

    fn put_cell(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        cell: BookCell<'_>,
        format: Option<&Format>,
    ) -> Result<(), XlsxError> {
        match (cell, format) {
            (BookCell::Blank, None) => return Ok(()),
            (BookCell::Blank, Some(format)) => sheet.write_blank(row, column, format)?,
            (BookCell::Text(text), None) => sheet.write_string(row, column, text)?,
            (BookCell::Text(text), Some(format)) => sheet.write_string_with_format(row, column, text, format)?,
            (BookCell::Active(text), _) => {
                sheet.write_string_with_format(row, column, text, self.of(CellLook::Active))?
            }
            (BookCell::Int(number), format) => number_cell(sheet, row, column, number as f64, format)?,
            (BookCell::Day(_, serial), format) => number_cell(sheet, row, column, f64::from(serial), format)?,
            (BookCell::Decimal(value), format) => number_cell(sheet, row, column, value.float(), format)?,
            (BookCell::Percent(part) | BookCell::FinePercent(part), format) => {
                number_cell(sheet, row, column, part, format)?
            }
        };
        Ok(())
    }
}

fn number_cell<'s>(
    sheet: &'s mut Worksheet,
    row: u32,
    column: u16,
    number: f64,
    format: Option<&Format>,
) -> Result<&'s mut Worksheet, XlsxError> {
    match format {
        None => sheet.write_number(row, column, number),
        Some(format) => sheet.write_number_with_format(row, column, number, format),
    }
}

impl CellLook {
    /// All of them, in the order in which they are declared.
    pub(super) const ALL: &[Self] = &[
        Self::Text,
        Self::Wrapped,
        Self::Identifier,
        Self::Active,
        Self::Int,
        Self::Day,
        Self::Percent,
        Self::FinePercent,
        Self::Decimal,
        Self::Heading,
        Self::Section,
        Self::Title,
        Self::Label,
    ];

    /// The look of a cell by itself.
    pub(super) fn of(cell: &BookCell<'_>) -> Self {
        match cell {
            BookCell::Blank | BookCell::Text(_) => Self::Text,
            BookCell::Active(_) => Self::Active,
            BookCell::Int(_) => Self::Int,
            BookCell::Day(..) => Self::Day,
            BookCell::Percent(_) => Self::Percent,
            BookCell::FinePercent(_) => Self::FinePercent,
            BookCell::Decimal(_) => Self::Decimal,
        }
    }
}
