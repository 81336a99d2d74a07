//! Records of a text whose cells are parted by another sign than the header's.

use std::borrow::Cow;

use super::defect::Defect;
use super::header::Header;
use super::record::{Record, Records, SIGNS};

/// The sign that parts the cells of a text's record, where it isn't that of the header: under that one there are as many cells as
/// headings, and a number or a day among them.
pub(super) fn other_sign(record: &Record<'_>, header: &Header) -> Option<u8> {
    let wanted = header.headings.len();
    if record.raw.is_empty() || wanted < 3 || record.width >= wanted {
        return None;
    }
    let is_row = |sign: &u8| {
        let parted = Records::resume(record.raw, *sign, 0, 1).next();
        parted.is_some_and(|parted| {
            let is_data = |cell: &Cow<'_, str>| cell.contains(|c: char| c.is_ascii_digit());
            (wanted..=header.room).contains(&parted.width) && parted.cells.iter().any(is_data)
        })
    };
    SIGNS.into_iter().filter(|sign| *sign != header.delimiter).find(is_row)
}

pub(super) fn otherwise_parted(line: usize, sign: u8, of_header: u8) -> Defect {
    let (sign, of_header) = (sign_shown(sign), sign_shown(of_header));
    Defect::new(line, format!("ячейки разделены знаком {sign}, а в заголовке — знаком {of_header}"))
        .advice("сохраните таблицу с одним разделителем")
}

/// A sign between cells for people.
pub fn sign_shown(sign: u8) -> &'static str {
    match sign {
        b'\t' => "табуляция",
        b',' => "«,»",
        _ => "«;»",
    }
}
