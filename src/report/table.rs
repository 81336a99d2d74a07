//! The rendering for people: aligned, wrapped to a width, no frame and no colour.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use super::block_bar::{IN_COLUMN, block_bar};
use super::layout::{Needs, whole_fit, widths};
use super::list::{Heading, each_row};
use super::{Report, Unwritten, Value, escape};
use crate::domain::Names;

/// Between two columns.
pub(super) const GAP: usize = 2;
/// Before the rows that stand under the heading of a group.
pub(super) const INDENT: usize = 2;
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Writes title, table and notes.
pub(super) fn write(report: Report, width: usize, names: &Names, out: &mut impl Write) -> Result<(), Unwritten> {
    let mut title = report.title.said(names);
    let (kept, columns): (Vec<usize>, Vec<Heading>) = report.shown(Heading::in_table).into_iter().unzip();
    let mut headings: Vec<_> = columns.iter().map(|column| column.heading).collect();
    let mut needs: Vec<_> = headings.iter().copied().map(Needs::new).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    each_row(report.rows, report.columns.len(), names, &mut |row| {
        let cells = kept.iter().zip(&mut needs).map(|(&at, needs)| {
            let value = row.cell(at);
            let text = shown(&value);
            needs.cell(&value, &text);
            text
        });
        rows.push(cells.collect());
        Ok(())
    })?;
    if report.is_counted {
        title = format!("{title} {}", rows.len());
    }
    // A column in which nothing stands would only take room from the others.
    let groups = usize::from(report.is_grouped);
    let mut full: Vec<bool> = (0..).zip(&needs).map(|(at, needs)| at <= groups || needs.hold_anything()).collect();
    let room = room_of_columns(full.iter().filter(|full| **full).count(), groups, width);
    if !whole_fit((0..).zip(&needs).filter(|(at, _)| *at >= groups && full[*at]).map(|(_, needs)| needs), room) {
        full.iter_mut().zip(&columns).for_each(|(full, column)| *full &= !column.is_spare());
    }
    retain(&mut headings, &full);
    retain(&mut needs, &full);
    rows.iter_mut().for_each(|row| retain(row, &full));

    if !title.is_empty() {
        paragraph(&title, width, out)?;
    }
    for lead in &report.leads {
        paragraph(lead, width, out)?;
    }
    if rows.is_empty() {
        writeln!(out, "(пусто)")?;
    } else {
        if !title.is_empty() {
            writeln!(out)?;
        }
        body(&headings, &rows, &needs, groups, width, out)?;
    }
    if !report.notes.is_empty() {
        writeln!(out)?;
    }
    Ok(report.notes.iter().try_for_each(|note| paragraph(note, width, out))?)
}

/// The header, and the rows: all at once, or a run at a time under the values that the run has in common.
fn body(
    headings: &[&str],
    rows: &[Vec<String>],
    needs: &[Needs],
    groups: usize,
    width: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let indent = usize::from(groups > 0) * INDENT;
    let needs = &needs[groups..];
    let room = room_of_columns(groups + needs.len(), groups, width);
    let grid = Grid { widths: widths(needs, room), right: needs.iter().map(Needs::right_aligned).collect(), indent };
    grid.print(Some(&headings[groups..]), &[], groups, out)?;
    if groups == 0 {
        return grid.print(None, rows, 0, out);
    }
    for run in rows.chunk_by(|a, b| a[0] == b[0]) {
        paragraph(&run[0][0], width, out)?;
        grid.print(None, run, groups, out)?;
    }
    Ok(())
}

/// What so many columns, those of the headings of groups among them, have for their texts.
fn room_of_columns(columns: usize, groups: usize, width: usize) -> usize {
    width.saturating_sub(groups * INDENT + GAP * columns.saturating_sub(groups + 1))
}

/// A text that may contain anything, wrapped between words.
pub(super) fn paragraph(text: &str, width: usize, out: &mut impl Write) -> io::Result<()> {
    let text = escape(text).into_owned();
    let grid = Grid { widths: vec![width.min(text.width())], right: vec![false], indent: 0 };
    grid.print(None, &[vec![text]], 0, out)
}

/// Columns of fixed width, printed as often as needed.
pub(super) struct Grid {
    pub widths: Vec<usize>,
    pub right: Vec<bool>,
    pub indent: usize,
}

impl Grid {
    /// Prints a header with its rule, or rows from their column `first` on.
    pub fn print(
        &self,
        header: Option<&[&str]>,
        rows: &[Vec<String>],
        first: usize,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(STYLE);
        if let Some(header) = header {
            table.set_header(header);
        }
        table.add_rows(rows.iter().map(|row| &row[first..]));
        for (at, column) in table.column_iter_mut().enumerate() {
            let left = if at == 0 { self.indent } else { GAP };
            column.set_padding((small(left), 0));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(small(left + self.widths[at]))));
            column.set_cell_alignment(if self.right[at] { CellAlignment::Right } else { CellAlignment::Left });
        }
        table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
    }
}

pub(super) fn retain<T>(cells: &mut Vec<T>, full: &[bool]) {
    let mut full = full.iter();
    cells.retain(|_| full.next().is_none_or(|full| *full));
}

fn small(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

pub(super) fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Empty | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => "–".into(),
        Value::Text(text) | Value::Named(_, text) | Value::Worded(text, _) => escape(text).into_owned(),
        Value::Code(_, title) => (*title).into(),
        Value::Flag(yes) => if *yes { "да" } else { "нет" }.into(),
        Value::Int(n) => n.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Share(share) => share.to_string(),
        Value::Percent(share) => share.percent_shown(),
        Value::Target(percent) => percent.to_string(),
        Value::Decimal(value) => value.to_string(),
        Value::Bar(figure) => block_bar(figure, IN_COLUMN),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Percent, Share};
    use crate::report::tests::{CellRow, at, rendering, report, written};
    use crate::report::{Column, Format, List};

    fn indicators() -> Report {
        let columns = vec![
            Column::both("org", "Организация", at::<0>),
            Column::both("code", "Код", at::<1>),
            Column::both("title", "Показатель", at::<2>),
            Column::table("share", "Доля", at::<3>),
            Column::both("percent", "Процент", at::<4>),
            Column::both("target", "План", at::<5>),
            Column::both("to_target", "До плана", at::<6>),
        ];
        let row = |org: &'static str, code: &'static str, title: &'static str, part, whole| -> CellRow {
            let share = Share { part, whole };
            let target = Percent::from_hundredths(7000).unwrap();
            vec![
                org.into(),
                code.into(),
                title.into(),
                Value::Share(share),
                Value::Percent(share),
                target.into(),
                share.to_target(target).into(),
            ]
        };
        let young = "Доля педагогических работников в возрасте до 35 лет, вошедших в программу наставничества";
        let novice = "Доля педагогов со стажем до трёх лет";
        let rows = vec![
            row("МБОУ «СОШ № 1»", "N1", young, 28, 286),
            row("МБОУ «СОШ № 1»", "N2", novice, 1234, 1300),
            row("МБУ ДО «Центр творчества»", "N1", young, 0, 0),
        ];
        let title = "Показатели Ножай-Юртовского муниципального района за 2024 год на 15.06.2024, по организациям";
        List::new(title, columns).grouped().notes(vec!["План: п. 7.7.".into()]).of(rows)
    }

    #[test]
    fn long_titles_fit_eighty_columns() {
        assert_eq!(
            written(indicators(), Format::Table),
            "\
Показатели Ножай-Юртовского муниципального района за 2024 год на 15.06.2024, по
организациям

  Код  Показатель                                  Доля  Процент  План  До плана
────────────────────────────────────────────────────────────────────────────────
МБОУ «СОШ № 1»
  N1   Доля педагогических работников в       28 из 286    9,8 %  70 %       173
       возрасте до 35 лет, вошедших в
       программу наставничества
  N2   Доля педагогов со стажем до трёх    1234 из 1300   94,9 %  70 %         0
       лет
МБУ ДО «Центр творчества»
  N1   Доля педагогических работников в          0 из 0        –  70 %         0
       возрасте до 35 лет, вошедших в
       программу наставничества

План: п. 7.7.
"
        );
    }

    #[test]
    fn a_flat_table_has_no_heading_lines() {
        let flat = Report { is_grouped: false, notes: Vec::new(), ..indicators() };
        assert_eq!(
            written(flat, Format::Table),
            "\
Показатели Ножай-Юртовского муниципального района за 2024 год на 15.06.2024, по
организациям

Организация        Код  Показатель                 Доля  Процент  План  До плана
────────────────────────────────────────────────────────────────────────────────
МБОУ «СОШ № 1»     N1   Доля                  28 из 286    9,8 %  70 %       173
                        педагогических
                        работников в
                        возрасте до 35
                        лет, вошедших в
                        программу
                        наставничества
МБОУ «СОШ № 1»     N2   Доля педагогов со  1234 из 1300   94,9 %  70 %         0
                        стажем до трёх
                        лет
МБУ ДО «Центр      N1   Доля                     0 из 0        –  70 %         0
творчества»             педагогических
                        работников в
                        возрасте до 35
                        лет, вошедших в
                        программу
                        наставничества
"
        );
    }

    #[test]
    fn a_column_with_nothing_in_it_takes_no_room() {
        let columns = vec![
            Column::both("name", "ФИО", at::<0>),
            Column::both("ended", "Выход", at::<1>),
            Column::table("why", "Причина", at::<2>),
        ];
        let rows = vec![vec!["Ким".into(), Value::Empty, "".into()], vec!["Пак".into(), Value::Empty, "".into()]];
        assert_eq!(written(report(columns, rows), Format::Table), "ФИО\n───\nКим\nПак\n");
    }

    #[test]
    fn bars_stand_where_the_others_leave_room_and_nowhere_else() {
        let columns = || {
            vec![
                Column::both("heading", "Показатель", at::<0>),
                Column::both("label", "Где", at::<1>),
                Column::both("percent", "%", at::<2>),
                Column::bars("bar", at::<3>),
            ]
        };
        let row = |label: &str, part, whole| -> CellRow {
            let (share, target) = (Share { part, whole }, Percent::from_hundredths(7000));
            let figure = crate::report::ChartFigure { share, target, unknown: 0 };
            vec!["Доля".into(), label.to_owned().into(), Value::Percent(share), Value::Bar(figure)]
        };
        let list = |label: &str| {
            List::new("", columns()).grouped().of(vec![row(label, 3, 4), row("Сад", 2, 4), row("Центр", 0, 0)])
        };
        let told = written(list("Школа"), Format::Table);
        let expected = [
            "  Где         %  0 – 100 %",
            "────────────────────────────",
            "Доля",
            "  Школа  75,0 %  ███████│▌··",
            "  Сад    50,0 %  █████··│···",
            "  Центр       –",
        ];
        assert_eq!(told.lines().collect::<Vec<_>>(), expected);
        // Beside 57 signs there is room in 80 columns, beside 58 there isn't.
        assert!(written(list(&"я".repeat(57)), Format::Table).contains('█'));
        let told = written(list(&"я".repeat(58)), Format::Table);
        assert!(!told.contains(['█', '·']) && !told.contains("0 – 100"), "{told}");
        let told = written(list("Школа"), Format::Csv);
        assert!(told.starts_with("heading,label,percent\n"), "{told}");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(
            rows in prop::collection::vec(("[ а-яА-Яa-z«»№\\-\u{1b}\u{202e}\t漢é]{0,120}", "[а-я ]{0,40}", 0..100_000_u64), 1..6),
            title in "[а-я ]{0,200}",
            is_grouped: bool,
            width in 60..140_usize,
        ) {
            let columns = vec![
                Column::both("org", "Организация", at::<0>),
                Column::both("title", "Наименование показателя", at::<1>),
                Column::both("whole", "Знаменатель", at::<2>),
                Column::both("percent", "Процент", at::<3>),
            ];
            let values = rows.into_iter().map(|(org, title, whole)| {
                vec![Value::from(org), Value::from(title), whole.into(), Value::Percent(Share { part: whole / 3, whole })]
            });
            let report = Report { title: title.into(), is_grouped, ..report(columns, values.collect()) };
            let mut out = Vec::new();
            report.write(rendering(Format::Table, width, &Names::default()), &mut out).unwrap();
            for line in String::from_utf8(out).unwrap().lines() {
                prop_assert!(line.width() <= width, "{} > {width}: {line}", line.width());
                prop_assert_eq!(line.trim_end(), line);
            }
        }
    }
}
