//! The rendering of what has long titles: each title across the whole width, its numbers at the end of its last line, and what
//! belongs to it in short lines below.

use std::io::{self, Write};

use textwrap::{Options, WordSeparator, WordSplitter, wrap};
use unicode_width::UnicodeWidthStr;

use super::layout::{Needs, widths};
use super::list::each_row;
use super::table::{GAP, Grid, INDENT, paragraph, retain, shown};
use super::{Report, Unwritten, Value};
use crate::domain::Names;

/// The shown columns of such a report: the part, what stands in a short line, the title; the numbers follow.
const PART: usize = 0;
const IN_SHORT: usize = 1;
const TITLE: usize = 2;
const NUMBERS: usize = 3;

/// On a wider screen the numbers would stand too far from their title.
const WIDEST: usize = 120;
/// Between two things in a short line.
const BESIDE: &str = " · ";

/// Of a title that is too long for its last line as much goes into one more, if it can be had.
const LEAST_TAIL: usize = 10;

/// A title with what is told of it.
struct TitledRow {
    part: String,
    title: String,
    numbers: Vec<String>,
    /// What stands in the short lines.
    below: Vec<String>,
}

/// Writes title, table and notes. A row with something in its second column has no line of its own: it stands in a short
/// line below the next row that has nothing there.
pub(super) fn write(report: Report, width: usize, names: &Names, out: &mut impl Write) -> Result<(), Unwritten> {
    let width = width.min(WIDEST);
    let title = report.title.said(names);
    let (kept, headings): (Vec<usize>, Vec<&str>) =
        (0..).zip(&report.columns).filter(|(_, column)| column.in_table()).map(|(at, c)| (at, c.heading)).unzip();
    let mut numbers = headings[NUMBERS..].to_vec();
    let mut needs: Vec<_> = numbers.iter().copied().map(Needs::new).collect();
    let mut rows: Vec<TitledRow> = Vec::new();
    let mut below = Vec::new();
    each_row(report.rows, report.columns.len(), names, &mut |row| {
        match row.cell(kept[IN_SHORT]) {
            Value::Empty => {}
            said => {
                below.push(shown(&said));
                return Ok(());
            }
        }
        let cells = kept[NUMBERS..].iter().zip(&mut needs).map(|(&at, needs)| {
            let value = row.cell(at);
            let text = shown(&value);
            needs.cell(&value, &text);
            text
        });
        rows.push(TitledRow {
            numbers: cells.collect(),
            part: shown(&row.cell(kept[PART])),
            title: shown(&row.cell(kept[TITLE])),
            below: std::mem::take(&mut below),
        });
        Ok(())
    })?;
    // A column in which nothing stands would only take room from the others.
    let full: Vec<bool> = needs.iter().map(Needs::hold_anything).collect();
    retain(&mut numbers, &full);
    retain(&mut needs, &full);
    rows.iter_mut().for_each(|row| retain(&mut row.numbers, &full));

    paragraph(&title, width, out)?;
    report.leads.iter().try_for_each(|lead| paragraph(lead, width, out))?;
    if rows.is_empty() {
        writeln!(out, "(пусто)")?;
    } else {
        Page::new(&rows, &needs, width).print(&rows, headings[TITLE], &numbers, out)?;
    }
    Ok(report.notes.iter().try_for_each(|note| paragraph(note, width, out))?)
}

/// How wide everything is.
struct Page {
    width: usize,
    /// What the numbers leave of the last line of a title.
    last: usize,
    grid: Grid,
}

impl Page {
    fn new(rows: &[TitledRow], needs: &[Needs], width: usize) -> Self {
        // Numbers may take two thirds, as long as they can be told whole.
        let gaps = GAP * needs.len();
        let mut columns = widths(needs, (width * 2 / 3).saturating_sub(gaps));
        let taken = columns.iter().sum::<usize>() + gaps;
        let longest = rows.iter().map(|row| row.title.width()).max().unwrap_or(0);
        let last = longest.min(width.saturating_sub(taken)).max(1);
        columns.insert(0, last);
        let right = std::iter::once(false).chain(needs.iter().map(Needs::right_aligned)).collect();
        Self { width, last, grid: Grid { widths: columns, right, indent: 0 } }
    }

    fn print(&self, rows: &[TitledRow], heading: &str, numbers: &[&str], out: &mut impl Write) -> io::Result<()> {
        let parts: Vec<&[TitledRow]> = rows.chunk_by(|a, b| a.part == b.part).collect();
        let only = match parts.as_slice() {
            [only] => Some(only[0].part.as_str()).filter(|part| part.width() <= self.last),
            _ => None,
        };
        let header: Vec<String> =
            std::iter::once(only.unwrap_or(heading)).chain(numbers.iter().copied()).map(Into::into).collect();
        self.grid.print(None, &[header], 0, out)?;
        for (at, part) in parts.iter().enumerate() {
            if only.is_none() {
                // Parts stand apart; what is below a heading of theirs stands together.
                if at > 0 {
                    writeln!(out)?;
                }
                paragraph(&part[0].part, self.width, out)?;
            }
            part.iter().try_for_each(|row| self.print_row(row, out))?;
        }
        Ok(())
    }

    fn print_row(&self, row: &TitledRow, out: &mut impl Write) -> io::Result<()> {
        let mut lines = self.title_lines(&row.title);
        let last = lines.pop().unwrap_or_default();
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        let cells = std::iter::once(last).chain(row.numbers.iter().cloned()).collect();
        self.grid.print(None, &[cells], 0, out)?;
        short_lines(&row.below, self.width.saturating_sub(INDENT))
            .iter()
            .try_for_each(|line| writeln!(out, "{:INDENT$}{line}", ""))
    }

    /// The title, its last line so short that the numbers fit beside it.
    fn title_lines(&self, title: &str) -> Vec<String> {
        let mut lines = wrapped(title, self.width);
        let Some(last) = lines.pop() else { return lines };
        if last.width() <= self.last {
            lines.push(last);
            return lines;
        }
        let words: Vec<&str> = last.split_whitespace().collect();
        let tail = |from: usize| words[from..].join(" ").width();
        let fits: Vec<usize> = (1..words.len()).filter(|from| tail(*from) <= self.last).collect();
        // A tiny word alone beside the numbers looks lost.
        let whole = fits.iter().rev().find(|from| tail(**from) >= LEAST_TAIL);
        let cut = whole.or(fits.first()).copied().unwrap_or(words.len());
        lines.extend([words[..cut].join(" "), words[cut..].join(" ")]);
        lines
    }
}

/// Things side by side, in as many lines as they need; none is broken that fits into one.
fn short_lines(things: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for thing in things {
        match lines.last_mut() {
            Some(line) if line.width() + BESIDE.width() + thing.width() <= width => {
                line.push_str(BESIDE);
                line.push_str(thing);
            }
            _ => lines.extend(wrapped(thing, width)),
        }
    }
    lines
}

/// A text in lines, broken between words, and within a word only if it is wider than a line.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options =
        Options::new(width.max(1)).word_separator(WordSeparator::AsciiSpace).word_splitter(WordSplitter::NoHyphenation);
    wrap(text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Share;
    use crate::report::tests::{CellRow, at, rendering, written};
    use crate::report::{Column, Format, List};

    fn columns() -> Vec<Column<CellRow>> {
        vec![
            Column::table("act", "Акт", at::<0>),
            Column::table("short", "Кратко", at::<1>),
            Column::table("title", "Показатель", at::<2>),
            Column::table("share", "Охвачено", at::<3>),
            Column::both("percent", "%", at::<4>),
            Column::table("unknown", "Нет данных", at::<5>),
        ]
    }

    fn row(act: &'static str, short: &'static str, title: &'static str, part: u64, whole: u64) -> CellRow {
        let share = Share { part, whole };
        let short = if short.is_empty() { Value::Empty } else { short.into() };
        vec![act.into(), short, title.into(), Value::Share(share), Value::Percent(share), Value::Empty]
    }

    #[test]
    fn a_title_has_its_numbers_at_its_end_and_its_strata_below() {
        let long = "А1. Доля педагогических работников, которые вошли в программу наставничества в роли наставляемого";
        let rows = vec![
            row("Первый", "школы 3 из 7", "", 3, 7),
            row("Первый", "детские сады 1 из 2", "", 1, 2),
            row("Первый", "", long, 4, 9),
            row("Первый", "", "А2. Уровень", 0, 0),
        ];
        let expected = "\
Показатели
Первый                                                           Охвачено       %
А1. Доля педагогических работников, которые вошли в программу наставничества в
роли наставляемого                                                 4 из 9  44,4 %
  школы 3 из 7 · детские сады 1 из 2
А2. Уровень                                                        0 из 0       –
";
        // As wide as a title and its numbers would be on one line, at most the width of the terminal.
        let expected = expected.replace("                      Охвачено", "                     Охвачено");
        let expected = expected.replace("                    4 из 9", "                   4 из 9");
        let expected = expected.replace("                    0 из 0", "                   0 из 0");
        assert_eq!(written(List::new("Показатели", columns()).titled().of(rows), Format::Table), expected);
    }

    #[test]
    fn several_parts_stand_apart() {
        let rows = vec![row("Первый", "", "А1. Доля", 1, 2), row("Второй", "", "Б1. Уровень", 2, 2)];
        let expected = "\
Показатели
Показатель   Охвачено        %
Первый
А1. Доля       1 из 2   50,0 %

Второй
Б1. Уровень    2 из 2  100,0 %
Порог выбран программой.
";
        let list = List::new("Показатели", columns()).titled().notes(vec!["Порог выбран программой.".into()]);
        assert_eq!(written(list.of(rows), Format::Table), expected);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal_and_nothing_is_lost(
            rows in prop::collection::vec(("[ а-яА-Яa-z«»№\\-漢é]{0,160}", prop::collection::vec("[а-я]{1,9} [0-9]{1,60}", 0..4), 0..100_000_u64), 1..6),
            width in 50..140_usize,
        ) {
            let mut cells: Vec<CellRow> = Vec::new();
            for (title, below, whole) in &rows {
                let share = Share { part: whole / 3, whole: *whole };
                let row = |short: Value<'static>| -> CellRow {
                    vec!["Акт".into(), short, title.clone().into(), Value::Share(share), Value::Percent(share), (*whole).into()]
                };
                cells.extend(below.iter().map(|short| row(short.clone().into())));
                cells.push(row(Value::Empty));
            }
            let mut out = Vec::new();
            List::new("", columns()).titled().of(cells).write(rendering(Format::Table, width, &Names::default()), &mut out).unwrap();
            let out = String::from_utf8(out).unwrap();
            for line in out.lines() {
                prop_assert!(line.width() <= width, "{} > {width}: {line}", line.width());
                prop_assert_eq!(line.trim_end(), line);
            }
            let signs = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
            let out = signs(&out);
            for (title, below, whole) in &rows {
                prop_assert!(below.iter().all(|short| out.contains(&signs(short))));
                prop_assert!(out.contains(&signs(&format!("{title}{} из {whole}", whole / 3))), "{title}");
            }
        }
    }
}
