//! The sheet «О файле»: what a file is, a line a fact.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cell::BookCell;
use super::set_page;
use super::style::{CellLook, CellLooks};
use super::width;

/// The signs of a line before and in what is said.
const LABEL: usize = 24;
const SAID: usize = 100;

pub(super) fn sheet(
    name: &str,
    title: &str,
    said: &[(&'static str, String)],
    looks: &CellLooks,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?.set_column_width(0, LABEL as f64)?.set_column_width(1, SAID as f64)?;
    set_page(&mut sheet, "", true);
    sheet.set_row_height(0, 24)?;
    looks.put(&mut sheet, (0, 0), BookCell::text(title), Some(CellLook::Section))?;
    looks.put(&mut sheet, (0, 1), BookCell::Blank, Some(CellLook::Section))?;
    for (row, (label, text)) in (1..).zip(said) {
        sheet.set_row_height(row, width::height(width::lines(text, SAID).max(width::lines(label, LABEL))))?;
        looks.put(&mut sheet, (row, 0), BookCell::text(*label), Some(CellLook::Label))?;
        looks.put(&mut sheet, (row, 1), BookCell::text(text.as_str()), Some(CellLook::Wrapped))?;
    }
    Ok(sheet)
}
