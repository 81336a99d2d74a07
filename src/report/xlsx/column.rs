//! A column of a list: how wide it is, and how its cells look, by what stands in the first rows.

use super::cell::BookCell;
use super::style::CellLook;
use super::width::{self, Wants};

/// Numbers of documents and codes are no longer than this.
const LONGEST_IDENTIFIER: usize = 24;

/// How a column looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetColumn {
    pub style: CellLook,
    pub wants: Wants,
}

impl SheetColumn {
    pub(super) fn of_cells<'c, 'v: 'c>(heading: &str, cells: impl Iterator<Item = &'c BookCell<'v>>) -> Self {
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

    /// The lines that a cell takes here.
    pub(super) fn lines(&self, cell: &BookCell<'_>) -> usize {
        match cell {
            BookCell::Text(text) | BookCell::Active(text) => width::lines(text, self.wants.signs()),
            _ => 1,
        }
    }

    /// The lines that a heading takes: beside it is the arrow of the filter.
    pub(super) fn heading_lines(&self, heading: &BookCell<'_>) -> usize {
        width::lines(&heading.shown(), self.wants.signs().saturating_sub(2))
    }

    /// How a cell looks here, in a row of so many lines.
    pub(super) fn look(&self, cell: &BookCell<'_>, lines: usize) -> CellLook {
        match CellLook::of(cell) {
            CellLook::Text if lines > 1 && self.lines(cell) > 1 => CellLook::Wrapped,
            CellLook::Text if self.style == CellLook::Identifier => CellLook::Identifier,
            own => own,
        }
    }
}

/// Whether a text is a number that isn't one to reckon with: СНИЛС, ИНН, «2/б».
fn is_identifier(text: &str) -> bool {
    text.len() <= LONGEST_IDENTIFIER && text.contains(|c: char| c.is_ascii_digit())
}
