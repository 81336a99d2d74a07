//! The refused rows of a file, written back in its own layout with a column that says why: corrected, they are imported
//! as they stand.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::decode::Encoding;
use super::defect::Defects;
use super::header::{ERROR, Header};
use super::record::{Record, Records};
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::formula;
use crate::error::Failure;

/// How many bytes show whether a file has the column.
const HEAD: u64 = 64 * 1024;

/// Whether a file looks like one with refused rows, or is empty.
pub fn is_rejects(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let (text, ..) = Encoding::recognised(&head).table().decode(&head);
    let cell = |cell: &str| cell.trim_matches(['"', ' ']) == ERROR;
    read.is_ok_and(|read| read == 0 || text.lines().any(|line| line.split([';', ',', '\t']).any(cell)))
}

/// How the rows are written.
struct Style {
    encoding: Encoding,
    mark: &'static [u8],
    delimiter: char,
    line_end: &'static str,
    /// Whether a line is as it stands in the file; a workbook has none.
    is_text: bool,
}

/// A record that is written back.
struct Line {
    raw: String,
    cells: Vec<String>,
    width: usize,
    /// Whether its cells stand under the headings; if not, only the line as it stands is true.
    fits: bool,
    last: String,
}

impl Line {
    fn of(record: &Record<'_>, fits: bool, last: String) -> Self {
        let cells = record.cells.iter().map(ToString::to_string).collect();
        Self { raw: record.raw.to_owned(), cells, width: record.width, fits, last }
    }

    /// Whether Excel would run a cell of it.
    fn is_active(&self) -> bool {
        self.cells.iter().any(|cell| is_worth_a_guard(cell))
    }
}

/// A lone dash, the commonest of cells, is left as it is: nothing can be run of it.
fn is_worth_a_guard(cell: &str) -> bool {
    formula::is_active(cell) && cell.chars().nth(1).is_some() && formula::unguarded(cell) == cell
}

impl Sheet {
    /// The refused rows as a file: the headings and the rows as they stand, with «Ошибка» as the last column; `None` if no
    /// row was refused.
    ///
    /// # Errors
    /// A [`Failure`] that names the file: it can't be read again.
    pub fn rejects(&mut self, defects: &Defects) -> Result<Option<Vec<u8>>, Failure> {
        let why = defects.by_line();
        if why.is_empty() {
            return Ok(None);
        }
        // A text that was read to its end holds nothing of its beginning any more.
        self.table.go_below(&self.header)?;
        let style = Style::of(&self.table, &self.header);
        let headings = headings(&self.table, &self.header);
        let rows = refused(&mut self.table, &self.header, &why, &style)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let lines: Vec<_> = headings.into_iter().chain(rows).collect();
        let fitting = lines.iter().filter(|line| line.fits).map(|line| line.width);
        let width = fitting.max().unwrap_or_default().max(self.header.headings.len());
        let old = self.header.headings.iter().position(|heading| heading == ERROR);
        let mut text = String::new();
        for line in lines {
            style.write(line, width, old, self.header.headings.len(), &mut text);
        }
        Ok(Some([style.mark.to_vec(), style.encoding.encoded(&text)].concat()))
    }
}

/// The records that were refused.
fn refused(
    table: &mut Table,
    header: &Header,
    why: &BTreeMap<usize, String>,
    style: &Style,
) -> Result<Vec<Line>, Failure> {
    let mut rows = Vec::new();
    table.each(header, |record, _| {
        if let Some(why) = why.get(&record.line) {
            let is_whole = record.flaws.is_empty() || !style.is_text;
            rows.push(Line::of(&record, is_whole && header.fits(&record), style.told(why)));
        }
        true
    })?;
    Ok(rows)
}

/// The headings: of a text the one line or the two of them, of a workbook what they came to.
fn headings(table: &Table, header: &Header) -> Vec<Line> {
    let mut lines: Vec<Line> = match table {
        Table::Text(text) => Records::new(text.beginning(), header.delimiter)
            .skip_while(|record| record.line < header.line)
            .take_while(|record| record.line < header.body.1)
            .filter(|record| !record.is_blank())
            .map(|record| Line::of(&record, true, String::new()))
            .collect(),
        Table::Sheet { .. } => {
            let (cells, width) = (header.headings.clone(), header.headings.len());
            vec![Line { raw: String::new(), cells, width, fits: true, last: String::new() }]
        }
    };
    if let Some(first) = lines.first_mut() {
        first.last = ERROR.to_owned();
    }
    lines
}

impl Style {
    fn of(table: &Table, header: &Header) -> Self {
        match table {
            Table::Text(text) => Self {
                encoding: text.encoding(),
                mark: text.mark(),
                delimiter: header.delimiter.into(),
                line_end: text.line_end(),
                is_text: true,
            },
            Table::Sheet { .. } => Self {
                encoding: Encoding::Utf8,
                mark: Encoding::Utf8.mark(),
                delimiter: ';',
                line_end: "\r\n",
                is_text: false,
            },
        }
    }

    /// A reason as a cell that needs no quotes, in signs that the encoding has.
    fn told(&self, why: &str) -> String {
        let poor = matches!(self.encoding, Encoding::Cp866 | Encoding::Koi8R);
        let sign = |sign: char| match sign {
            '"' => '\'',
            '«' | '»' if poor => '\'',
            '–' | '—' if poor => '-',
            sign if sign.is_control() => ' ',
            sign if sign == self.delimiter => {
                if sign == ';' {
                    ','
                } else {
                    ';'
                }
            }
            sign => sign,
        };
        why.chars().map(sign).collect()
    }

    /// One line: `old` is the place of the column that the last one replaces, `headings` their number.
    fn write(&self, line: Line, width: usize, old: Option<usize>, headings: usize, text: &mut String) {
        let mut all = match old {
            // What was added to a line that can't be parted is what follows its last sign.
            Some(old) if !line.fits && self.is_text && old + 1 == headings => {
                line.raw.rsplit_once(self.delimiter).map_or(line.raw.as_str(), |(rest, _)| rest).to_owned()
            }
            _ if !line.fits && self.is_text => self.disarmed(&line.raw),
            None if self.is_text && !line.is_active() => line.raw,
            _ => {
                let kept = line.cells.iter().enumerate().filter(|(place, _)| Some(*place) != old);
                let cells: Vec<_> = kept.map(|(_, cell)| self.cell(cell)).collect();
                cells.join(self.delimiter.encode_utf8(&mut [0; 4]))
            }
        };
        if line.fits {
            let missing = width.saturating_sub(line.width);
            all.extend(std::iter::repeat_n(self.delimiter, missing));
        }
        text.push_str(&all);
        text.push(self.delimiter);
        text.push_str(&line.last);
        text.push_str(self.line_end);
    }

    /// A line that can't be parted, with an apostrophe wherever a cell that Excel would run may begin.
    fn disarmed(&self, raw: &str) -> String {
        let disarm = |piece: &str| match piece.strip_prefix('"') {
            Some(quoted) if is_worth_a_guard(quoted) => format!("\"'{quoted}"),
            None if is_worth_a_guard(piece) => format!("'{piece}"),
            _ => piece.to_owned(),
        };
        let pieces: Vec<_> = raw.split(self.delimiter).map(disarm).collect();
        pieces.join(self.delimiter.encode_utf8(&mut [0; 4]))
    }

    /// A cell, framed by quotes where it must be.
    fn cell(&self, cell: &str) -> String {
        // It was a text; the apostrophe keeps it one in Excel, and a reader of rows drops it again.
        let bare = formula::unguarded(cell);
        let cell = if !self.is_text || is_worth_a_guard(bare) { formula::guarded(bare) } else { bare.into() };
        if cell.contains([self.delimiter, '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.into_owned()
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::defect::Defect;
    use super::super::sheet::Opened;
    use super::super::tests::PEOPLE;
    use super::*;

    fn rejects(bytes: impl Into<Vec<u8>>, encoding: Option<Encoding>, lines: &[usize]) -> Option<Vec<u8>> {
        let mut sheet = Opened::of_text("люди.csv", bytes.into(), encoding).unwrap().sheet(&PEOPLE).unwrap();
        let mut defects = Defects::of("люди.csv", false, true);
        lines.iter().for_each(|line| defects.add(Defect::new(*line, "«Принят» — нет; «да»")));
        sheet.rejects(&defects).unwrap()
    }

    fn text(text: &str, lines: &[usize]) -> String {
        String::from_utf8(rejects(text, None, lines).unwrap()).unwrap()
    }

    #[test]
    fn a_record_stands_as_it_was() {
        let table = "Список;;\nФИО;Должность;Принят\nКац \"Лев\";\"учи\nтель\";1\nКим;x;2;\nЛи;;3\n";
        assert_eq!(
            text(table, &[3, 5]),
            "ФИО;Должность;Принят;;Ошибка\nКац \"Лев\";\"учи\nтель\";1;;«Принят» — нет, «да»\nКим;x;2;;«Принят» — нет, «да»\n"
        );
        assert_eq!(rejects(table, None, &[2, 9]), None, "no row is on these lines");
    }

    #[test]
    fn both_lines_of_a_header_come_along() {
        let table = "ФИО;Работа;\n;Должность;Принят\nКац;учитель;1\n";
        assert!(text(table, &[3]).starts_with("ФИО;Работа;;Ошибка\n;Должность;Принят;\nКац;учитель;1;«"));
    }

    #[test]
    fn an_older_reason_is_replaced_wherever_it_stands() {
        let told = "ФИО;Должность;Ошибка\nКац;\"а;б\";«Принят» — нет, «да»\n";
        assert_eq!(text("ФИО;Ошибка;Должность\nКац;прежняя;\"а;б\"\n", &[2]), told);
        assert_eq!(text("ФИО;Должность;Ошибка\nКац;\"а;б\";прежняя\n", &[2]), told);
        assert_eq!(text(told, &[2]), told);
    }

    #[test]
    fn a_text_of_a_workbook_becomes_no_formula() {
        let (encoding, mark, line_end) = (Encoding::Utf8, Encoding::Utf8.mark(), "\r\n");
        let style = Style { encoding, mark, delimiter: ';', line_end, is_text: false };
        let cells = ["=1+1", "-", "@a;b", "учитель", ""].map(|cell| style.cell(cell));
        assert_eq!(cells, ["'=1+1", "'-", "\"'@a;b\"", "учитель", ""]);
    }

    #[test]
    fn a_text_that_excel_would_run_is_guarded_once() {
        let table = "ФИО;Должность;Принят\n=1+1;-;\"@а;б\"\n'=1;-;3\n-;-;-\nКац;=2;3;4;5\n";
        let told = "ФИО;Должность;Принят;Ошибка\n'=1+1;-;\"'@а;б\";«Принят» — нет, «да»\n'=1;-;3;«Принят» — нет, «да»\n\
                    -;-;-;«Принят» — нет, «да»\nКац;'=2;3;4;5;«Принят» — нет, «да»\n";
        assert_eq!(text(table, &[2, 3, 4, 5]), told);
    }

    #[test]
    fn a_reason_is_told_in_the_signs_of_the_encoding() {
        let encode = |text: &str| Encoding::Cp866.encoded(text);
        let table = "ФИО,Должность\r\nКац,учитель\r\n";
        let told = "ФИО,Должность,Ошибка\r\nКац,учитель,'Принят' - нет; 'да'\r\n";
        assert_eq!(rejects(encode(table), Some(Encoding::Cp866), &[2]).unwrap(), encode(told));
    }
}
