//! The sheets of a workbook to be filled in. The choices of its lists stand on a sheet of their own that nobody sees: there is room
//! for more of them than in a rule, and an import passes over what is hidden.

use rust_xlsxwriter::{Color, Format, FormatAlign, IgnoreError, Note, ObjectMovement, Workbook, Worksheet, XlsxError};

use super::cell::BookCell;
use super::check::{ChoiceSheet, check_of};
use super::sheet_name::SheetNames;
use super::style::{CellLook, CellLooks};
use super::width::{self, Wants};
use super::{lines, properties, set_page};
use crate::report::{BlankBook, BlankColumn, BlankSheet, CellRule};

/// The last row of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;
/// The sheet of sentences.
const ADVICE: &str = "Как заполнять";
/// A column of texts is at least so wide.
const SHORTEST_TEXT: usize = 12;
/// The signs in a line of a note, and how wide and high it is for them.
const NOTE_SIGNS: usize = 44;
const NOTE_WIDTH: u32 = 280;
const NOTE_LINE: u32 = 17;

/// The workbook with all its sheets.
pub(super) fn filled_blank(blank: &BlankBook) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&blank.title)?);
    let looks = CellLooks::default();
    let mut names = SheetNames::default();
    let mut choices = ChoiceSheet::new(&mut names)?;
    for sheet in &blank.sheets {
        book.push_worksheet(sheet_of(sheet, &names.unused(&sheet.name), &blank.title, &looks, &mut choices)?);
    }
    let said = [blank.title.clone()].into_iter().chain(blank.advice.iter().cloned());
    book.push_worksheet(lines::sheet(&names.unused(ADVICE), said, &looks)?);
    if let Some(choices) = choices.finish() {
        book.push_worksheet(choices);
    }
    Ok(book)
}

fn sheet_of(
    blank: &BlankSheet,
    name: &str,
    title: &str,
    looks: &CellLooks,
    choices: &mut ChoiceSheet,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    set_page(&mut sheet, title, true);
    let (mut lines, mut signs) = (1, Vec::new());
    for (at, column) in (0..).zip(&blank.columns) {
        let place = usize::from(at);
        let shown = blank.rows.iter().filter_map(|row| row.get(place)).chain(blank.example.get(place));
        let wants = column_wants(column, shown.map(|value| BookCell::from(value.clone())));
        lines = lines.max(width::lines(&column.heading, wants.signs()));
        signs.push(wants.signs());
        let format = cell_format(&column.rule);
        sheet.set_column_width(at, wants.width())?.set_column_format(at, &format)?;
        let heading = looks.of(CellLook::Heading).clone();
        let heading = if column.is_demanded { heading.set_background_color(Color::RGB(0x00FF_E699)) } else { heading };
        sheet.write_string_with_format(0, at, &column.heading, &heading)?;
        sheet.insert_note(0, at, &heading_note(&column.note))?;
        if let Some(check) = check_of(column, choices)? {
            sheet.add_data_validation(1, at, LAST_ROW, at, &check)?;
        }
        // Without this Excel marks each number of a document as one that was mistaken for a text.
        sheet.ignore_error_range(1, at, LAST_ROW, at, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_row_height(0, width::height(lines) + 6.0)?;
    let example = Some(&blank.example).filter(|example| !example.is_empty());
    for (row, (cells, is_example)) in
        (1..).zip(example.map(|row| (row, true)).into_iter().chain(blank.rows.iter().map(|row| (row, false))))
    {
        let mut lines = 1;
        for (at, (value, column)) in (0..).zip(cells.iter().zip(&blank.columns)) {
            let cell = BookCell::from(value.clone());
            lines = lines.max(width::lines(&cell.shown(), signs[usize::from(at)]));
            let format = cell_format(&column.rule);
            let format = if is_example { as_example(format) } else { format };
            looks.put_as(&mut sheet, (row, at), cell, &format)?;
        }
        if lines > 1 {
            sheet.set_row_height(row, width::height(lines))?;
        }
    }
    Ok(sheet)
}

/// As wide as what stands there, and as what may be chosen.
fn column_wants(column: &BlankColumn, cells: impl Iterator<Item = BookCell<'static>>) -> Wants {
    let mut wants = Wants::heading(&column.heading);
    match &column.rule {
        CellRule::AnyDay => wants.text("00.00.0000"),
        CellRule::OneOf(choices) | CellRule::Rather(choices) => choices.iter().for_each(|choice| wants.text(choice)),
        CellRule::AnyText => wants.text(&"0".repeat(SHORTEST_TEXT)),
        CellRule::WholeNumber => {}
    }
    cells.for_each(|cell| wants.text(&cell.shown()));
    wants
}

/// Whatever is typed among texts stays as it is typed: «007», «01.09».
fn cell_format(rule: &CellRule) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match rule {
        CellRule::AnyDay => format.set_num_format("dd.mm.yyyy").set_align(FormatAlign::Left),
        CellRule::WholeNumber => format.set_num_format("0").set_align(FormatAlign::Left),
        CellRule::AnyText | CellRule::OneOf(_) | CellRule::Rather(_) => format.set_num_format("@").set_text_wrap(),
    }
}

fn as_example(format: Format) -> Format {
    format.set_italic().set_font_color(Color::RGB(0x007F_7F7F)).set_background_color(Color::RGB(0x00F2_F2F2))
}

fn heading_note(text: &str) -> Note {
    let lines = width::lines(text, NOTE_SIGNS) as u32;
    Note::new(text)
        .add_author_prefix(false)
        .set_author("nastavnik")
        .set_width(NOTE_WIDTH)
        .set_height(NOTE_LINE * (lines + 1))
        .set_font_size(9)
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells)
}
