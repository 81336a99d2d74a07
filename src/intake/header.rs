//! Finding the delimiter and the line of headings.

use std::collections::HashMap;

use super::layout::{Layout, heading_key};
use super::record::{Flaw, Record, Records};
use crate::domain::name;
use crate::error::Failure;

const DELIMITERS: [u8; 3] = [b';', b'\t', b','];
/// How many lines that aren't empty may hold the header.
const SEARCHED: usize = 20;

/// The header of a file: how its cells are parted and where each known column stands.
#[derive(Debug)]
pub struct Header {
    /// The sign between cells.
    pub delimiter: u8,
    /// The physical line of the headings.
    pub line: usize,
    /// The headings as the file has them, tidied; empty ones at the end are gone.
    pub headings: Vec<String>,
    /// For each column of the layout its place in the file.
    pub places: Vec<Option<usize>>,
    /// The lines above that aren't empty.
    pub titles: Vec<usize>,
    /// The byte at which the first record below begins, and its line.
    pub body: (usize, usize),
    /// Quotes in the headings that can't be right.
    pub flaws: Vec<Flaw>,
}

impl Header {
    /// The line with the most known headings under the delimiter that finds them.
    ///
    /// # Errors
    /// There is no such line, a column stands in it twice, or one that must be there is missing.
    pub fn find(text: &str, layout: &Layout) -> Result<Self, Failure> {
        let index = layout.index();
        let mut best: Option<(usize, Self)> = None;
        for delimiter in DELIMITERS {
            let mut records = Records::new(text, delimiter);
            let mut titles = Vec::new();
            while titles.len() < SEARCHED {
                let Some(record) = records.next() else { break };
                if record.is_blank() {
                    continue;
                }
                let known = record.cells.iter().filter(|cell| index.contains_key(&heading_key(cell))).count();
                if known >= layout.columns.len().min(2) && best.as_ref().is_none_or(|(most, _)| known > *most) {
                    best = Some((known, Self::new(delimiter, &record, &titles, records.position())));
                }
                titles.push(record.line);
            }
        }
        let (_, mut header) = best.ok_or_else(|| absent(text, layout))?;
        header.settle(layout, &index)?;
        Ok(header)
    }

    fn new(delimiter: u8, record: &Record, titles: &[usize], body: (usize, usize)) -> Self {
        let mut headings: Vec<_> = record.cells.iter().map(|cell| name::tidy(cell)).collect();
        let width = headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |last| last + 1);
        headings.truncate(width);
        let (line, titles, flaws) = (record.line, titles.to_vec(), record.flaws.clone());
        Self { delimiter, line, headings, places: Vec::new(), titles, body, flaws }
    }

    /// Gives each column of the layout its place.
    fn settle(&mut self, layout: &Layout, index: &HashMap<String, usize>) -> Result<(), Failure> {
        self.places = vec![None; layout.columns.len()];
        let mut twice = Vec::new();
        for (place, heading) in self.headings.iter().enumerate() {
            let Some(&column) = index.get(&heading_key(heading)) else { continue };
            match self.places[column] {
                None => self.places[column] = Some(place),
                Some(first) => twice.push(format!(
                    "столбцы {} и {}: «{}» и «{heading}»",
                    first + 1,
                    place + 1,
                    self.headings[first]
                )),
            }
        }
        if !twice.is_empty() {
            let mut failure = Failure::refused(format!("в заголовке (строка {}) столбец повторяется", self.line));
            failure.hints = twice;
            return Err(failure.hint("оставьте в файле один из них"));
        }
        self.check(layout)
    }

    fn check(&self, layout: &Layout) -> Result<(), Failure> {
        let has = |field: &str| layout.place(field).is_some_and(|column| self.places[column].is_some());
        let missing: Vec<_> = layout.demands().into_iter().filter(|demand| !demand.is_met(has)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let named: Vec<_> = missing.iter().map(ToString::to_string).collect();
        let word = if named.len() == 1 { "столбца" } else { "столбцов" };
        let mut failure =
            Failure::refused(format!("в заголовке (строка {}) нет {word} {}", self.line, named.join(", ")));
        let unused: Vec<_> = self.unused().map(|(_, heading)| heading).collect();
        for heading in missing.iter().flat_map(|demand| demand.headings()) {
            if let [near, ..] = name::nearest(heading, unused.iter().copied())[..] {
                failure = failure.hint(format!("«{heading}»: в файле есть похожий столбец «{near}», переименуйте его"));
            }
        }
        Err(failure.hint(format!("столбцы файла: {}", self.headings.join(", "))))
    }

    /// The places and headings that the layout doesn't know.
    pub fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        let used = |place: &usize| self.places.contains(&Some(*place));
        self.headings.iter().map(String::as_str).enumerate().filter(move |(place, _)| !used(place))
    }

    /// Whether a record numbers the columns: 1, 2, 3 …
    pub fn is_numbering(&self, record: &Record) -> bool {
        let numbers = record.cells.iter().zip(1..).take_while(|(cell, n)| cell.trim() == n.to_string()).count();
        numbers > 1 && numbers >= self.headings.len()
    }

    /// Whether a record has a cell under each heading and nothing beside them.
    pub fn fits(&self, record: &Record) -> bool {
        let beside = record.cells.get(self.headings.len()..);
        beside.is_some_and(|cells| cells.iter().all(|cell| cell.trim().is_empty()))
    }
}

/// No line looks like the header.
fn absent(text: &str, layout: &Layout) -> Failure {
    let expected: Vec<_> = layout.demands().iter().map(ToString::to_string).collect();
    let mut failure = Failure::refused(format!("ожидается {}, но строка заголовков не найдена", layout.what))
        .hint(format!("нужны столбцы: {}", expected.join(", ")));
    // No text has a zero byte: each record is a whole line.
    for record in Records::new(text, 0).filter(|record| !record.is_blank()).take(3) {
        let found = super::defect::cut(&name::tidy(&record.cells[0]));
        failure = failure.hint(format!("в строке {} найдено: {found}", record.line));
    }
    failure
}
