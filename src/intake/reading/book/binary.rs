//! The records of an XLSB, as far as calamine doesn't tell of them.

use super::marks::{Marks, Merge};

const ROW: u16 = 0x0000;
const MERGE: u16 = 0x00B0;
const SHEET: u16 = 0x009C;
/// Of a row's second byte of flags: it has no height.
const NO_HEIGHT: u8 = 0x10;

/// The records of a part: type and data. They end where the part does, or where it is damaged.
struct BinaryRecords<'a>(&'a [u8]);

impl<'a> BinaryRecords<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }
}

impl<'a> Iterator for BinaryRecords<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.byte()?;
        let more = if first & 0x80 != 0 { u16::from(self.byte()? & 0x7F) << 7 } else { 0 };
        let kind = u16::from(first & 0x7F) + more;
        let mut len = 0;
        for turn in 0..4 {
            let byte = self.byte()?;
            len += usize::from(byte & 0x7F) << (7 * turn);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let data = self.0.get(..len)?;
        self.0 = &self.0[len..];
        Some((kind, data))
    }
}

fn number(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

/// A text of 16-bit letters behind its length, and where it ends.
fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let end = number(data, at)?.checked_mul(2)?.checked_add(at + 4)?;
    Some((encoding_rs::UTF_16LE.decode(data.get(at + 4..end)?).0.into_owned(), end))
}

/// The title and the relationship of each sheet of `workbook.bin`.
pub fn sheets(book: &[u8]) -> Vec<(String, String)> {
    let sheet = |data| {
        let (relation, end) = text(data, 8)?;
        Some((text(data, end)?.0, relation))
    };
    BinaryRecords(book).filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| sheet(data)).collect()
}

/// The marks of a sheet; a formula has its value in every such book.
pub fn marks(sheet: &[u8]) -> Marks {
    let mut marks = Marks::default();
    for (kind, data) in BinaryRecords(sheet) {
        match kind {
            ROW if data.get(11).is_some_and(|flags| flags & NO_HEIGHT != 0) => {
                number(data, 0).into_iter().for_each(|row| marks.hide(row));
            }
            MERGE => {
                let cells = (number(data, 0), number(data, 4), number(data, 8));
                if let (Some(top), Some(bottom), Some(left)) = cells {
                    marks.merge(Merge { top, bottom, left });
                }
            }
            _ => {}
        }
    }
    marks
}
