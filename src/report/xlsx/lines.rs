//! A sheet of sentences: what is said of a result beside its rows.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::BookCell;
use super::set_page;
use super::style::{CellLook, CellLooks};
use super::width;

/// So many signs a line has.
const ROOM: usize = 120;

/// The first sentence is the title.
pub(super) fn sheet(
    name: &str,
    said: impl Iterator<Item = String>,
    styles: &CellLooks,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?.set_column_width(0, ROOM as f64)?;
    set_page(&mut sheet, "", true);
    for (row, line) in (0..).zip(said) {
        let (style, room) = if row == 0 { (CellLook::Title, ROOM * 3 / 4) } else { (CellLook::Wrapped, ROOM) };
        let lines = width::lines(&line, room);
        sheet.set_row_height(row, width::height(lines) * if row == 0 { 1.3 } else { 1.0 })?;
        styles.put(&mut sheet, (row, 0), BookCell::text(line), Some(style))?;
    }
    Ok(sheet)
}
