//! Text to records: cells with the physical line on which they begin.
//!
//! The `csv` crate isn't used for reading: it takes an unclosed quote and text after a closing quote in silence, and
//! it doesn't count lines that end with CR. Where it finds nothing to forgive, the two agree cell for cell (a test).

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr2_iter, memchr3};

/// The longest cell: a longer one is a quote that nothing closes, or no table at all.
pub const CELL: usize = 64 * 1024;
/// What may part the cells of a text.
pub const SIGNS: [u8; 3] = [b';', b'\t', b','];
/// The most columns that a row may have.
pub const COLUMNS: usize = 1000;

/// One record of a file.
#[derive(Debug, PartialEq)]
pub struct Record<'a> {
    /// The physical line on which it begins, from 1; in a workbook the number of the row.
    pub line: usize,
    /// The text as it stands in the file, without the line's end; empty for a workbook.
    pub raw: &'a str,
    /// The cells, at most [`COLUMNS`]; quotes that frame one are gone.
    pub cells: Vec<Cow<'a, str>>,
    /// How many cells there are.
    pub width: usize,
    /// What can't be right.
    pub flaws: Vec<Flaw>,
    /// Whether a person doesn't see the row: a workbook hides it.
    pub is_hidden: bool,
}

/// What can't be right in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// The cell in this place opens with a quote that nothing closes; it holds the rest of its line.
    Unclosed(usize),
    /// The cell in this place goes on after its closing quote; it holds all as it stands.
    TextAfterQuote(usize),
    /// The cell in this place is longer than [`CELL`]; it holds its beginning.
    TooLong(usize),
    /// The cell in this place holds an error of a formula: `#Н/Д`.
    Formula(usize),
    /// The cell in this place holds what a spreadsheet shows where a column is too narrow: `####`.
    Narrow(usize),
    /// The cell of a workbook in this place holds a formula that nobody has computed.
    Uncomputed(usize),
}

impl Flaw {
    /// The cell.
    pub fn place(self) -> usize {
        match self {
            Self::Unclosed(place)
            | Self::TextAfterQuote(place)
            | Self::TooLong(place)
            | Self::Formula(place)
            | Self::Narrow(place)
            | Self::Uncomputed(place) => place,
        }
    }
}

impl Flaw {
    /// Whether the cell alone is at fault, and not the record around it.
    pub fn is_of_value(self) -> bool {
        matches!(self, Self::Formula(_) | Self::Narrow(_) | Self::Uncomputed(_))
    }
}

impl Record<'_> {
    /// Whether all cells are empty.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// The same record, free of the text in which it stands.
    pub fn into_owned(self) -> Record<'static> {
        let cells = self.cells.into_iter().map(|cell| Cow::Owned(cell.into_owned())).collect();
        Record { raw: "", cells, ..self }
    }
}

/// The records of a text, one after another. Lines end with LF, CRLF or CR.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    text: &'a str,
    delimiter: u8,
    at: usize,
    line: usize,
}

impl<'a> Records<'a> {
    /// All records, without the `sep=;` that Excel may have in the first line.
    pub fn new(text: &'a str, delimiter: u8) -> Self {
        let mut records = Self::resume(text, delimiter, 0, 1);
        let first = text.get(..records.line_end()).unwrap_or_default().trim_matches(['"', ' ']).to_lowercase();
        if first.strip_prefix("sep=").is_some_and(|rest| rest.len() <= 1) {
            records.skip_line();
        }
        records
    }

    /// The records from a byte, which begins the given line.
    pub fn resume(text: &'a str, delimiter: u8, at: usize, line: usize) -> Self {
        Self { text, delimiter, at, line }
    }

    /// The byte at which the next record begins, and its line.
    pub fn position(&self) -> (usize, usize) {
        (self.at, self.line)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn line_end(&self) -> usize {
        memchr2(b'\n', b'\r', &self.text.as_bytes()[self.at..]).map_or(self.text.len(), |n| self.at + n)
    }

    fn skip_line(&mut self) {
        self.at = self.line_end();
        let rest = &self.text[self.at..];
        self.at += if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        self.line += 1;
    }

    /// The rest of an unquoted cell.
    fn bare(&mut self) -> &'a str {
        let start = self.at;
        let rest = &self.text.as_bytes()[start..];
        self.at = memchr3(self.delimiter, b'\n', b'\r', rest).map_or(self.text.len(), |n| start + n);
        &self.text[start..self.at]
    }

    /// The cell in this place, which opens with a quote.
    fn quoted(&mut self, place: usize) -> (Cow<'a, str>, Option<Flaw>) {
        let (opening, line) = (self.at, self.line);
        if let Some(closing) = self.closing_quote() {
            let inside = &self.text[opening + 1..closing];
            self.line += breaks(inside);
            self.at = closing + 1;
            if self.bare().trim().is_empty() {
                let cell = if inside.contains('"') { inside.replace("\"\"", "\"").into() } else { inside.into() };
                return (cell, None);
            }
            if self.line == line {
                return (self.text[opening..self.at].into(), Some(Flaw::TextAfterQuote(place)));
            }
        }
        // Nothing closes it, or only the opening quote of a cell in a later line: what follows the line is sound.
        (self.at, self.line) = (opening, line);
        self.at = self.line_end();
        (self.text[opening..self.at].into(), Some(Flaw::Unclosed(place)))
    }

    /// Where the quote that opens here is closed, within the longest cell.
    fn closing_quote(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        let limit = bytes.len().min(at + CELL);
        loop {
            at += memchr(b'"', bytes.get(at..limit)?)?;
            if bytes.get(at + 1) != Some(&b'"') {
                return Some(at);
            }
            at += 2;
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        self.peek()?;
        let start = self.at;
        let mut record = Record {
            line: self.line,
            raw: "",
            cells: Vec::with_capacity(16),
            width: 0,
            flaws: Vec::new(),
            is_hidden: false,
        };
        loop {
            let place = record.width;
            let (mut cell, mut flaw) =
                if self.peek() == Some(b'"') { self.quoted(place) } else { (self.bare().into(), None) };
            if cell.len() > CELL {
                (cell, flaw) = (cell.chars().take(100).collect::<String>().into(), flaw.or(Some(Flaw::TooLong(place))));
            }
            record.width += 1;
            record.flaws.extend(flaw);
            if place < COLUMNS {
                record.cells.push(cell);
            }
            if self.peek() != Some(self.delimiter) {
                record.raw = &self.text[start..self.at];
                self.skip_line();
                return Some(record);
            }
            self.at += 1;
        }
    }
}

/// The line ends in a text.
pub(super) fn breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr2_iter(b'\n', b'\r', bytes).filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n')).count()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>)> {
        Records::new(text, b';').map(|r| (r.line, r.cells.into_iter().map(Cow::into_owned).collect())).collect()
    }

    fn flaws(text: &str) -> Vec<(usize, Flaw)> {
        Records::new(text, b';').flat_map(|r| r.flaws.into_iter().map(move |flaw| (r.line, flaw))).collect()
    }

    #[test]
    fn every_kind_of_line_end_counts_as_one() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["sep=;", "a;b", "\"1", "2\";\"x;\"\"y\"\"\"", "", "c;"].join(end);
            let cells = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
            let expected = [
                (2, cells("a", "b")),
                (3, cells(&format!("1{end}2"), "x;\"y\"")),
                (5, vec![String::new()]),
                (6, cells("c", "")),
            ];
            assert_eq!(read(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn quotes_inside_a_cell_stay() {
        assert_eq!(read("МБОУ \"СОШ № 1\";\"x\" ")[0].1, ["МБОУ \"СОШ № 1\"", "x"]);
        assert_eq!(flaws("МБОУ \"СОШ № 1\";\"x\" "), []);
    }

    #[test]
    fn text_after_a_closing_quote_is_a_flaw_of_its_cell() {
        let text = "\"1\n2\";x\na;\"СОШ № 1\" г. Псков\nb;c";
        assert_eq!(flaws(text), [(3, Flaw::TextAfterQuote(1))]);
        assert_eq!(read(text)[1].1[1], "\"СОШ № 1\" г. Псков");
    }

    #[test]
    fn an_unclosed_quote_costs_its_line_only() {
        for rest in ["b;c\nd;e", "b;c\n\"СОШ № 2\";e"] {
            let text = format!("a;\"СОШ № 1\n{rest}");
            assert_eq!(flaws(&text), [(1, Flaw::Unclosed(1))]);
            let lines: Vec<_> = read(&text).into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, [1, 2, 3]);
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_csv_crate_where_nothing_is_flawed(text in "[aя;\"\r\n ]{0,40}") {
            let ours: Vec<_> = Records::resume(&text, b';', 0, 1).collect();
            if ours.iter().any(|record| !record.flaws.is_empty()) {
                return Ok(());
            }
            let blank = |record: &Record| record.cells == [""] && !record.raw.starts_with('"');
            let ours: Vec<Vec<_>> = ours
                .into_iter()
                .filter(|record| !blank(record))
                .map(|record| record.cells.iter().map(|cell| cell.trim().to_owned()).collect())
                .collect();
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(b';')
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<_>> =
                reader.records().map(|r| r.unwrap().iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            prop_assert_eq!(ours, theirs);
        }
    }
}
