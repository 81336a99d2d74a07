//! Any list or card as a paper: the columns that a table on a screen has, with everything that is said above and below it.

use std::io;

use unicode_width::UnicodeWidthStr;

use super::{
    ColumnContent, Document, DocumentBlock, DocumentCell, DocumentColumn, DocumentRow, DocumentTable, ParagraphLook,
};
use crate::domain::{Names, plural};
use crate::error::{Advice, Failure};
use crate::report::layout::{Needs, widths, words_fit};
use crate::report::list::{Heading, each_row};
use crate::report::table::{retain, shown};
use crate::report::{Report, Unwritten, Value};

/// So many signs stand in a line of a table, upright and on the long side.
const UPRIGHT: usize = 88;
const WIDE: usize = 132;
/// A list of more columns than this lies on the long side.
const UPRIGHT_COLUMNS: usize = 5;
/// The column of short lines in a list of long titles; the titles stand in the next one.
const IN_SHORT: usize = 1;
/// What a cell leaves around its text, in signs.
const AROUND: usize = 3;
/// Nobody prints more, and no editor opens it.
const MOST_ROWS: usize = 20_000;

impl Document {
    /// The report as a paper.
    pub(in crate::report) fn of_report(report: Report, names: &Names) -> Result<Self, Unwritten> {
        let mut title = report.title.said(names);
        // Chosen columns are a plain list.
        let is_whole = report.chosen.is_none();
        let is_card = is_whole && report.object.is_some();
        let (is_titled, is_grouped) = (is_whole && report.is_titled, is_whole && report.is_grouped);
        let (kept, mut headings): (Vec<usize>, Vec<&str>) =
            report.shown(Heading::in_table).into_iter().map(|(at, column)| (at, column.heading)).unzip();
        let mut needs: Vec<_> = headings.iter().copied().map(Needs::new).collect();
        let mut rows: Vec<Vec<DocumentCell>> = Vec::new();
        let read = each_row(report.rows, report.columns.len(), names, &mut |row| {
            if rows.len() == MOST_ROWS {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            let cells = kept.iter().zip(&mut needs).map(|(&at, needs)| {
                let value = row.cell(at);
                let text = if value.is_nothing() { String::new() } else { shown(&value) };
                needs.cell(&value, &text);
                match value {
                    Value::Bar(figure) => DocumentCell::Bar(figure),
                    _ => DocumentCell::Words(text),
                }
            });
            rows.push(cells.collect());
            Ok(())
        });
        match read {
            Err(Unwritten::Unplaced(error)) if error.kind() == io::ErrorKind::FileTooLarge => return Err(too_long()),
            read => read?,
        }
        if report.is_counted {
            title = format!("{title} {}", rows.len());
        }
        // What is told as a heading above a run of rows is no column.
        let groups = usize::from(is_grouped || is_titled);
        let is_kept = |at| at <= groups || !is_whole || is_titled && at <= IN_SHORT + 1;
        let full: Vec<bool> = (0..).zip(&needs).map(|(at, needs)| is_kept(at) || needs.hold_anything()).collect();
        retain(&mut headings, &full);
        retain(&mut needs, &full);
        rows.iter_mut().for_each(|row| retain(row, &full));
        if is_titled {
            rows = titled(rows);
            headings.remove(IN_SHORT);
            needs.remove(IN_SHORT);
        }
        let mut paper = Self { title: title.clone(), ..Self::default() };
        if !title.is_empty() {
            paper = paper.heading(&title);
        }
        for lead in &report.leads {
            paper = paper.sentence(lead);
        }
        for chart in report.charts {
            paper = paper.with(DocumentBlock::Chart(chart));
        }
        let shown = &needs[groups.min(needs.len())..];
        let is_for_upright = shown.len() <= UPRIGHT_COLUMNS && words_fit(shown, room_of_texts(shown.len(), UPRIGHT));
        paper.is_wide = !is_for_upright;
        let columns = columns(&headings, &needs, groups, if paper.is_wide { WIDE } else { UPRIGHT });
        if rows.is_empty() {
            paper = paper.line("Записей нет.");
        } else if is_card {
            // A card has a table a part: what it tells of, and what it tells.
            for part in rows.chunk_by(|one, next| one[0] == next[0]) {
                let heading = part[0][0].words();
                if !heading.is_empty() {
                    paper = paper.paragraph(ParagraphLook::Heading, heading);
                }
                let rows = part.iter().map(|row| DocumentRow::Cells(row[1..].to_vec())).collect();
                paper = paper.with(card_table(&columns, rows));
            }
        } else if groups > 0 {
            let of_run = |run: &[Vec<DocumentCell>]| {
                let above = Some(run[0][0].words()).filter(|text| !text.is_empty());
                let above = above.map(|text| DocumentRow::Group(text.to_owned()));
                let cells = run.iter().map(|row| DocumentRow::Cells(row[1..].to_vec()));
                above.into_iter().chain(cells).collect::<Vec<_>>()
            };
            let rows = rows.chunk_by(|one, next| one[0] == next[0]).flat_map(of_run).collect();
            // Short lines belong to the title above them.
            paper = paper.with(list_table(&columns, !is_titled, rows));
        } else {
            paper = paper.with(list_table(&columns, true, rows.into_iter().map(DocumentRow::Cells).collect()));
        }
        for note in &report.notes {
            paper = paper.remark(note);
        }
        Ok(paper)
    }
}

/// The rows of a list of long titles: what has a short line of its own stands below its title, and its numbers stand in it.
fn titled(rows: Vec<Vec<DocumentCell>>) -> Vec<Vec<DocumentCell>> {
    let (mut done, mut below) = (Vec::with_capacity(rows.len()), Vec::new());
    for mut row in rows {
        let short = row.remove(IN_SHORT);
        if short.words().is_empty() {
            done.push(row);
            done.append(&mut below);
        } else {
            row[IN_SHORT] = short;
            row[IN_SHORT + 1..].fill(DocumentCell::Words(String::new()));
            below.push(row);
        }
    }
    done.append(&mut below);
    done
}

fn list_table(columns: &[DocumentColumn], is_sortable: bool, rows: Vec<DocumentRow>) -> DocumentBlock {
    DocumentBlock::Table(DocumentTable { columns: columns.to_vec(), has_header: true, is_sortable, rows })
}

fn card_table(columns: &[DocumentColumn], rows: Vec<DocumentRow>) -> DocumentBlock {
    DocumentBlock::Table(DocumentTable { columns: columns.to_vec(), has_header: false, is_sortable: false, rows })
}

/// The columns behind the one that groups, as wide as a terminal of the paper's width would have them.
fn columns(headings: &[&str], needs: &[Needs], groups: usize, room: usize) -> Vec<DocumentColumn> {
    let needs = &needs[groups.min(needs.len())..];
    let widths = widths(needs, room_of_texts(needs.len(), room));
    let column = |((heading, needs), width): ((&&str, &Needs), usize)| DocumentColumn {
        heading: (**heading).to_owned(),
        share: width.max(room_of_heading(heading)) + AROUND,
        content: content(needs),
    };
    headings[groups.min(headings.len())..].iter().zip(needs).zip(widths).map(column).collect()
}

fn content(needs: &Needs) -> ColumnContent {
    match needs {
        needs if needs.is_of_bars() => ColumnContent::Bars,
        needs if needs.right_aligned() => ColumnContent::Numbers,
        needs if needs.is_of_days() => ColumnContent::Days,
        _ => ColumnContent::Words,
    }
}

/// What the longest word of a heading needs: its letters are bold, a seventh wider than others.
fn room_of_heading(heading: &str) -> usize {
    let word = heading.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    word + word.div_ceil(7)
}

/// Each cell has room on both sides of its text.
fn room_of_texts(columns: usize, room: usize) -> usize {
    room.saturating_sub(AROUND * columns)
}

fn too_long() -> Unwritten {
    let most = plural::count(MOST_ROWS as u64, "строки", "строк", "строк");
    let failure = Failure::refused(format!("для документа список слишком велик: в нём больше {most}"))
        .hint("сократите его: одна организация, одна дата")
        .advise(Advice::WriteWorkbook);
    Unwritten::Unread(failure.into())
}
