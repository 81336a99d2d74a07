//! The workbook for people: what a spreadsheet opens with headings that stay, a filter, real days, numbers and percentages, and
//! what a printer takes as it is. The same rows are the same bytes, and a million of them need no memory.

mod about;
mod bars;
mod blank;
mod card;
mod cell;
mod check;
mod lines;
mod list;
mod sheet_name;
mod style;
mod width;

use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::card::CardSheet;
use self::list::ListSheets;
use self::sheet_name::SheetNames;
use self::style::CellLooks;
use super::book::Bars;
use super::list::{Heading, each_row};
use super::{BlankBook, Rendering, Report, Unwritten};
use crate::disk::scratch_file;
use crate::error::without_panic;

/// Paper, by the number that Excel gives to A4.
const A4: u8 = 9;
/// The sheet that tells what the others can't.
const ABOUT: &str = "О файле";

pub(super) fn write(report: Report, rendering: &Rendering<'_>, out: &mut impl Write) -> Result<(), Unwritten> {
    write_whole(rendering.scratch, out, || filled(report, rendering))
}

/// The same of a workbook that others are to fill in.
pub(super) fn write_blank(blank: &BlankBook, scratch: &Path, out: &mut impl Write) -> Result<(), Unwritten> {
    write_whole(scratch, out, || Ok(blank::filled_blank(blank).map_err(plain)?))
}

/// Writes a workbook once it is whole.
fn write_whole(
    scratch: &Path,
    out: &mut impl Write,
    filled: impl FnOnce() -> Result<Workbook, Unwritten>,
) -> Result<(), Unwritten> {
    let mut whole = scratch_file(scratch)?;
    let filled = without_panic(|| {
        let mut book = filled()?;
        let mut buffered = BufWriter::new(&mut whole);
        book.save_to_writer(&mut buffered).map_err(plain)?;
        Ok(buffered.flush()?)
    });
    // Whatever the crate can't put into its temporary files it panics over.
    filled.unwrap_or_else(|panic| Err(Unwritten::Unplaced(panic.io_error())))?;
    whole.rewind()?;
    io::copy(&mut whole, out)?;
    Ok(())
}

/// The workbook with all its sheets.
fn filled(mut report: Report, rendering: &Rendering<'_>) -> Result<Workbook, Unwritten> {
    let mut book = Workbook::new();
    book.set_tempdir(rendering.scratch).map_err(plain)?;
    // Whoever comes first is «Лицо 1», and the title stands first.
    let title = report.title.said(rendering.names);
    let title = if report.object.is_some() { title.as_str() } else { uncounted(&title, report.is_counted) };
    book.set_properties(&properties(title).map_err(plain)?);
    let mut writer = BookWriter { book, looks: CellLooks::default(), names: SheetNames::default(), rendering };
    match report.book.take() {
        None => writer.add(title, title, report, None)?,
        Some(parts) => {
            for part in parts.sheets {
                let title = part.report.title.said(rendering.names);
                writer.add(&part.name, &title, part.report, part.bars.as_ref())?;
            }
            let about = about::sheet(&writer.names.unused(ABOUT), title, &parts.about, &writer.looks);
            writer.book.push_worksheet(about.map_err(plain)?);
        }
    }
    Ok(writer.book)
}

/// The title without the number of rows and what comes before it: «Сотрудники: записей о работе 12».
fn uncounted(title: &str, is_counted: bool) -> &str {
    match title.rsplit_once(':') {
        Some((start, end)) if is_counted || end.chars().all(|c| c == ' ' || c.is_ascii_digit()) => start,
        _ => title,
    }
}

/// A workbook that is being filled.
struct BookWriter<'r> {
    book: Workbook,
    looks: CellLooks,
    names: SheetNames,
    rendering: &'r Rendering<'r>,
}

impl BookWriter<'_> {
    /// Adds a result: a list with its continuations, or a card; and what is said beside its rows.
    fn add(&mut self, name: &str, title: &str, report: Report, bars: Option<&Bars>) -> Result<(), Unwritten> {
        let Self { book, looks, names, rendering } = self;
        let columns = report.columns.len();
        let shown = report.shown(Heading::in_data);
        let places: Vec<usize> = shown.iter().map(|(at, _)| *at).collect();
        if report.object.is_some() {
            let mut card = CardSheet::new(book, &names.unused(name), title, looks).map_err(plain)?;
            each_row(report.rows, columns, rendering.names, &mut |row| {
                card.push(places.iter().map(|at| row.cell(*at).into()).collect()).map_err(plain)
            })?;
            book.push_worksheet(card.finish());
        } else {
            let headings: Vec<_> = shown.iter().map(|(_, column)| (column.name, column.heading.to_owned())).collect();
            let mut list = ListSheets::new(book, name, title, &headings, looks, names);
            each_row(report.rows, columns, rendering.names, &mut |row| {
                list.push(places.iter().map(|at| row.cell(*at).into()).collect()).map_err(plain)
            })?;
            let (mut sheets, rows) = list.finish().map_err(plain)?;
            if let (Some(bars), [sheet]) = (bars, &mut sheets[..]) {
                bars::insert(sheet, bars, &headings, rows).map_err(plain)?;
            }
            sheets.into_iter().for_each(|sheet| book.push_worksheet(sheet));
        }
        if !(report.leads.is_empty() && report.notes.is_empty()) {
            let said = [title.to_owned()].into_iter().chain(report.leads).chain(report.notes);
            book.push_worksheet(lines::sheet(&names.unused(ABOUT), said, looks).map_err(plain)?);
        }
        Ok(())
    }
}

/// What a file manager shows of the file. The moment is always the same: the same rows are the same bytes.
fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let properties = DocProperties::new().set_title(title).set_author("nastavnik");
    Ok(properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// How a sheet is printed: A4 across, one page wide, numbered, with its title above.
fn set_page(sheet: &mut Worksheet, title: &str, is_wide: bool) {
    // Excel takes no longer header, and reads an ampersand as a command.
    let title: String = title.chars().take(200).collect::<String>().replace('&', "&&");
    sheet.set_paper_size(A4).set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3);
    sheet.set_footer("&CСтр. &P из &N").set_print_fit_to_pages(1, 0);
    if !title.is_empty() {
        sheet.set_header(format!("&L{title}"));
    }
    if is_wide {
        sheet.set_landscape();
    }
}

/// The error of the file itself, where there is one.
fn plain(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
