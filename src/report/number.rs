//! Numbers and days put into a reused buffer: with a million rows, no cell may cost an allocation.

use std::fmt::Write;

use crate::domain::{Day, Percent, Share};

/// The percentage to a tenth, `9.8`; nothing where the whole is 0.
pub(super) fn percent(share: Share, point: char, buffer: &mut String) {
    if let Some(tenths) = share.tenths() {
        // Writing to a String can't fail, here and below.
        let _ = write!(buffer, "{}{point}{}", tenths / 10, tenths % 10);
    }
}

/// The planned percentage without surplus zeros: `80`, `80.5`.
pub(super) fn target(percent: Percent, point: char, buffer: &mut String) {
    let (whole, hundredths) = (percent.hundredths() / 100, percent.hundredths() % 100);
    let _ = match (hundredths, hundredths % 10) {
        (0, _) => write!(buffer, "{whole}"),
        (_, 0) => write!(buffer, "{whole}{point}{}", hundredths / 10),
        _ => write!(buffer, "{whole}{point}{hundredths:02}"),
    };
}

/// ГГГГ-ММ-ДД.
pub(super) fn iso(day: Day, buffer: &mut String) {
    let year = day.year().unsigned_abs();
    two(year / 100, buffer);
    two(year % 100, buffer);
    buffer.push('-');
    two(day.month(), buffer);
    buffer.push('-');
    two(day.day(), buffer);
}

/// ДД.ММ.ГГГГ.
pub(super) fn dotted(day: Day, buffer: &mut String) {
    let year = day.year().unsigned_abs();
    two(day.day(), buffer);
    buffer.push('.');
    two(day.month(), buffer);
    buffer.push('.');
    two(year / 100, buffer);
    two(year % 100, buffer);
}

/// Two digits: three days a row are too many for the formatting machinery.
fn two(number: u32, buffer: &mut String) {
    for digit in [number / 10 % 10, number % 10] {
        buffer.push(char::from(b'0' + digit as u8));
    }
}

/// A count.
pub(super) fn integer(number: i64, buffer: &mut String) {
    let _ = write!(buffer, "{number}");
}
