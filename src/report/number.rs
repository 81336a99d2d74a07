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
    digits(day.year().unsigned_abs(), 4, buffer);
    buffer.push('-');
    digits(day.month(), 2, buffer);
    buffer.push('-');
    digits(day.day(), 2, buffer);
}

/// ДД.ММ.ГГГГ.
pub(super) fn dotted(day: Day, buffer: &mut String) {
    digits(day.day(), 2, buffer);
    buffer.push('.');
    digits(day.month(), 2, buffer);
    buffer.push('.');
    digits(day.year().unsigned_abs(), 4, buffer);
}

/// The last `count` digits: three days a row are too many for the formatting machinery.
fn digits(number: u32, count: u32, buffer: &mut String) {
    buffer.extend((0..count).rev().filter_map(|place| char::from_digit(number / 10_u32.pow(place) % 10, 10)));
}

/// A count.
pub(super) fn integer(number: i64, buffer: &mut String) {
    let _ = write!(buffer, "{number}");
}
