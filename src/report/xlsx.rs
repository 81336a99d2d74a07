//! The workbook for people: what a spreadsheet opens with headings that stay, a filter, real days, numbers and percentages, and
//! what a printer takes as it is. The same rows are the same bytes, and a million of them need no memory.

mod about;
mod archive;
mod bars;
mod blank;
mod card;
mod cell;
mod check;
mod column;
mod frame;
mod lines;
mod list;
mod row_markup;
mod sheet_name;
mod style;
mod width;

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::archive::BookArchive;
use self::card::CardSheet;
use self::frame::LookNumbers;
use self::list::{ListShape, ListSheets, SheetLimits};
use self::sheet_name::SheetNames;
use self::style::CellLooks;
use super::book::Bars;
use super::list::{Heading, each_row};
use super::{BlankBook, Rendering, Report, Unwritten};
use crate::disk::scratch_file;

/// Paper, by the number that Excel gives to A4.
const A4: u8 = 9;
/// The sheet that tells what the others can't.
const ABOUT: &str = "О файле";

pub(super) fn write(report: Report, rendering: &Rendering<'_>, out: &mut impl Write) -> Result<(), Unwritten> {
    write_limited(report, rendering, out, SheetLimits::default())
}

/// The same with as many rows in a sheet as it is told.
fn write_limited(
    mut report: Report,
    rendering: &Rendering<'_>,
    out: &mut impl Write,
    limits: SheetLimits,
) -> Result<(), Unwritten> {
    let archive = BookArchive::new(scratch_file(rendering.scratch)?);
    // Whoever comes first is «Лицо 1», and the title stands first.
    let title = report.title.said(rendering.names);
    let title = if report.object.is_some() { title.as_str() } else { uncounted(&title, report.is_counted) };
    let mut writer = BookWriter::new(archive, title, rendering, limits)?;
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
    copy_whole(writer.archive.finish(&mut writer.book, &writer.numbers)?, out)
}

/// The same of a workbook that others are to fill in.
pub(super) fn write_blank(blank: &BlankBook, scratch: &Path, out: &mut impl Write) -> Result<(), Unwritten> {
    let mut whole = scratch_file(scratch)?;
    let mut buffered = BufWriter::new(&mut whole);
    blank::filled_blank(blank).and_then(|mut book| book.save_to_writer(&mut buffered)).map_err(plain)?;
    buffered.flush()?;
    drop(buffered);
    copy_whole(whole, out)
}

/// Writes a workbook that is whole.
fn copy_whole(mut whole: File, out: &mut impl Write) -> Result<(), Unwritten> {
    whole.rewind()?;
    io::copy(&mut whole, out)?;
    Ok(())
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
    /// All of it but the rows of lists.
    book: Workbook,
    archive: BookArchive,
    looks: CellLooks,
    numbers: LookNumbers,
    names: SheetNames,
    rendering: &'r Rendering<'r>,
    limits: SheetLimits,
}

impl<'r> BookWriter<'r> {
    fn new(archive: BookArchive, title: &str, rendering: &'r Rendering<'r>, limits: SheetLimits) -> io::Result<Self> {
        let looks = CellLooks::default();
        let mut book = looks.new_book();
        book.set_properties(&properties(title).map_err(plain)?);
        Ok(Self {
            book,
            archive,
            looks,
            numbers: LookNumbers::usual(),
            names: SheetNames::default(),
            rendering,
            limits,
        })
    }

    /// Adds a result: a list with its continuations, or a card; and what is said beside its rows.
    fn add(&mut self, name: &str, title: &str, report: Report, bars: Option<&Bars>) -> Result<(), Unwritten> {
        let Self { book, archive, looks, numbers, names, rendering, limits } = self;
        let columns = report.columns.len();
        let shown = report.shown(Heading::in_data);
        let places: Vec<usize> = shown.iter().map(|(at, _)| *at).collect();
        if report.object.is_some() {
            let mut card = CardSheet::new(&names.unused(name), title, looks).map_err(plain)?;
            each_row(report.rows, columns, rendering.names, &mut |row| {
                card.push(places.iter().map(|at| row.cell(*at).into()).collect()).map_err(plain)
            })?;
            book.push_worksheet(card.finish());
        } else {
            let headings = shown.iter().map(|(_, column)| (column.name, column.heading.to_owned())).collect();
            let shape = ListShape { name, title, headings, bars, looks, numbers, limits: *limits };
            let mut list = ListSheets::new(shape, archive, names, book.worksheets().len() + 1);
            each_row(report.rows, columns, rendering.names, &mut |row| {
                list.push(places.iter().map(|at| row.cell(*at).into()).collect())
            })?;
            list.finish()?.into_iter().for_each(|sheet| book.push_worksheet(sheet));
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
