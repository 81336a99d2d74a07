//! What follows the header: rows of data, rows that are none, and records that can't be read.

use super::defect::{Defect, Defects};
use super::header::Header;
use super::record::{Flaw, Record, Records};
use crate::domain::plural;

/// The records below the header, told apart.
#[derive(Debug, Default)]
pub struct Body {
    /// The byte and the line at which each row of data begins.
    pub starts: Vec<(usize, usize)>,
    /// The line of the column numbers 1, 2, 3 … right under the header.
    pub numbering: Option<usize>,
    /// The lines of totals.
    pub totals: Vec<usize>,
}

impl Body {
    /// Goes through the records once; those that can't be read, the header's own quotes too, go to the defects.
    pub fn of(text: &str, header: &Header, defects: &Defects) -> Self {
        let mut body = Self::default();
        report_flaws(header.line, &header.flaws, header, &header.headings, defects);
        let (start, line) = header.body;
        let mut is_under_header = true;
        for record in Records::resume(text, header.delimiter, start, line) {
            if !record.flaws.is_empty() {
                report_flaws(record.line, &record.flaws, header, &record.cells, defects);
            } else if record.is_blank() {
                continue;
            } else if is_under_header && header.is_numbering(&record) {
                body.numbering = Some(record.line);
            } else if is_total(&record) {
                body.totals.push(record.line);
            } else if header.fits(&record) {
                body.starts.push((record.start, record.line));
            } else {
                defects.add(ragged(&record, header.headings.len()));
            }
            is_under_header = false;
        }
        body
    }
}

fn report_flaws(line: usize, flaws: &[Flaw], header: &Header, cells: &[impl AsRef<str>], defects: &Defects) {
    for flaw in flaws {
        let (place, why, advice) = match *flaw {
            Flaw::Unclosed(place) => (place, "кавычка открыта и не закрыта", "закройте или уберите её"),
            Flaw::TextAfterQuote(place) => {
                (place, "текст после закрывающей кавычки", "замените кавычки внутри ячейки на «ёлочки»")
            }
        };
        let heading = header.headings.get(place).map_or("", String::as_str);
        let value = cells.get(place).map_or("", AsRef::as_ref);
        defects.add(Defect::new(line, why).cell(heading, value).advice(advice));
    }
}

fn ragged(record: &Record, expected: usize) -> Defect {
    let columns = plural::count(record.cells.len() as u64, "столбец", "столбца", "столбцов");
    Defect::new(record.line, format!("в строке {columns}, ожидается {expected}"))
        .advice("проверьте разделители и кавычки")
}

/// Whether a record is a total: its first cell that isn't empty says so.
fn is_total(record: &Record) -> bool {
    let Some(first) = record.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()) else { return false };
    let word = first.split(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or_default();
    word.len() == "итого".len() && matches!(word.to_lowercase().as_str(), "итого" | "всего")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_known_by_its_first_word() {
        let total = |text| is_total(&Records::new(text, b';').next().unwrap());
        assert!(["Итого;3", ";ВСЕГО:;3", "Итого по школе: 3", "\"Всего\""].into_iter().all(total));
        assert!(!["Всеголодов Пётр", "всего-навсего", "3;итого", ";"].into_iter().any(total));
    }
}
