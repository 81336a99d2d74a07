//! The rows of a list as a sheet says them. The crate writes everything else of a workbook; its own rows take more than twice the
//! time that the rows take to be read.

use std::io::Write;

use super::cell::BookCell;
use super::frame::LookNumbers;
use super::style::CellLook;

/// Rows that are written one after another.
pub(super) struct RowMarkup {
    numbers: LookNumbers,
    /// The letters of the columns.
    letters: Vec<String>,
    written: Vec<u8>,
}

impl RowMarkup {
    pub(super) fn new(columns: usize, numbers: LookNumbers) -> Self {
        Self { numbers, letters: (0..columns).map(column_letters).collect(), written: Vec::new() }
    }

    /// Writes a row by its number, as a spreadsheet counts; `height` where it isn't the usual one.
    pub(super) fn push_row<'c, 'v: 'c>(
        &mut self,
        number: u32,
        height: Option<f64>,
        cells: impl Iterator<Item = (&'c BookCell<'v>, CellLook)>,
    ) {
        let number = number.to_string();
        let out = &mut self.written;
        push_all(out, &["<row r=\"", &number]);
        if let Some(height) = height {
            push_all(out, &["\" ht=\"", &height.to_string(), "\" customHeight=\"1"]);
        }
        push_all(out, &["\">"]);
        for (letters, (cell, look)) in self.letters.iter().zip(cells) {
            if *cell != BookCell::Blank {
                push_all(out, &["<c r=\"", letters, &number, "\" s=\"", self.numbers.of(look)]);
                push_content(out, cell);
            }
        }
        push_all(out, &["</row>"]);
    }

    /// How many bytes are written since they were taken.
    pub(super) fn written_bytes(&self) -> usize {
        self.written.len()
    }

    /// Takes what is written.
    pub(super) fn take_written(&mut self) -> Vec<u8> {
        let room = self.written.capacity();
        std::mem::replace(&mut self.written, Vec::with_capacity(room))
    }
}

/// What stands in the cell, to its end.
fn push_content(out: &mut Vec<u8>, cell: &BookCell<'_>) {
    // A vector takes whatever is written.
    let _ = match cell {
        BookCell::Blank => Ok(()),
        BookCell::Text(text) | BookCell::Active(text) => {
            let is_at_edge = |c: Option<&u8>| c.is_some_and(|c| matches!(c, b' ' | b'\t' | b'\n'));
            let is_kept = is_at_edge(text.as_bytes().first()) || is_at_edge(text.as_bytes().last());
            push_all(out, &["\" t=\"inlineStr\"><is><t", if is_kept { " xml:space=\"preserve\">" } else { ">" }]);
            push_text(out, text);
            push_all(out, &["</t></is></c>"]);
            Ok(())
        }
        BookCell::Int(number) => write!(out, "\"><v>{number}</v></c>"),
        BookCell::Day(_, serial) => write!(out, "\"><v>{serial}</v></c>"),
        BookCell::Decimal(value) => write!(out, "\"><v>{}</v></c>", value.with_point('.')),
        BookCell::Percent(part) | BookCell::FinePercent(part) => write!(out, "\"><v>{part}</v></c>"),
    };
}

/// The bytes at which a text may want another word for what stands there.
const MARKED: [bool; 256] = {
    let mut marked = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        marked[byte] = byte != b'\t' as usize && byte != b'\n' as usize;
        byte += 1;
    }
    marked[b'&' as usize] = true;
    marked[b'<' as usize] = true;
    marked[b'>' as usize] = true;
    marked[b'_' as usize] = true;
    // The first of U+FFFE and U+FFFF.
    marked[0xef] = true;
    marked
};

/// The text as a workbook keeps it: what XML can't hold by its number, `_x000B_`, and whatever only looks so marked as a text.
fn push_text(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|byte| MARKED[usize::from(*byte)]) {
        let (before, from) = rest.split_at(at);
        out.extend_from_slice(before);
        let (length, instead) = match from {
            [b'&', ..] => (1, "&amp;"),
            [b'<', ..] => (1, "&lt;"),
            [b'>', ..] => (1, "&gt;"),
            [b'_', ..] => (1, if is_number_of_sign(from) { "_x005F_" } else { "_" }),
            [0xef, 0xbf, 0xbe, ..] => (3, "_xFFFE_"),
            [0xef, 0xbf, 0xbf, ..] => (3, "_xFFFF_"),
            [byte, ..] => {
                let _ = if *byte == 0xef { out.write_all(&[0xef]) } else { write!(out, "_x{byte:04X}_") };
                (1, "")
            }
            [] => break,
        };
        out.extend_from_slice(instead.as_bytes());
        rest = &from[length..];
    }
    out.extend_from_slice(rest);
}

/// Whether a text begins with what a workbook would read as one sign: `_x0041_`.
fn is_number_of_sign(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', digits @ .., ] if digits.get(4) == Some(&b'_') && digits[..4].iter().all(u8::is_ascii_hexdigit))
}

fn push_all(out: &mut Vec<u8>, texts: &[&str]) {
    texts.iter().for_each(|text| out.extend_from_slice(text.as_bytes()));
}

/// The name of a column: A, …, Z, AA.
fn column_letters(column: usize) -> String {
    let last = char::from(b'A' + u8::try_from(column % 26).unwrap_or(0));
    if column < 26 { last.to_string() } else { format!("{}{last}", column_letters(column / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        let all = [0, 25, 26, 51, 52, 701, 702].map(column_letters);
        assert_eq!(all, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_text_is_no_markup_and_no_number_of_a_sign() {
        for (text, kept) in [
            ("<a>]]>&amp;", "&lt;a&gt;]]&gt;&amp;amp;"),
            ("_x0041_", "_x005F_x0041_"),
            ("__x004a__x", "__x005F_x004a__x"),
            ("_x00я_ _xя", "_x00я_ _xя"),
            ("а\u{1}\r\u{1f}б\t\n", "а_x0001__x000D__x001F_б\t\n"),
            ("\u{fffe}\u{ffff}\u{fffd}п", "_xFFFE__xFFFF_\u{fffd}п"),
            ("", ""),
        ] {
            let mut out = Vec::new();
            push_text(&mut out, text);
            assert_eq!(String::from_utf8_lossy(&out), kept, "{text}");
        }
    }
}
