//! A cell of a workbook, borrowed from the row where that is written at once.

use std::borrow::Cow;

use crate::domain::{Day, Decimal, formula};
use crate::report::Value;

/// The signs that a cell of Excel holds, as UTF-16 counts them.
const MOST: usize = 32_767;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum BookCell<'v> {
    Blank,
    Text(Cow<'v, str>),
    /// A text that Excel would run if it were typed.
    Active(Cow<'v, str>),
    Int(i64),
    /// A day with the number that a spreadsheet keeps.
    Day(Day, u32),
    /// A part of one, shown to a tenth of a per cent.
    Percent(f64),
    /// The same to a hundredth.
    FinePercent(f64),
    /// A measured value.
    Decimal(Decimal),
}

impl<'v> BookCell<'v> {
    pub(super) fn text(text: impl Into<Cow<'v, str>>) -> Self {
        let held = cut(text.into());
        if !formula::is_active(&held) {
            return Self::Text(held);
        }
        // Nothing in a workbook makes a text a formula. An apostrophe of the text's own would be taken for a guard when it is read.
        Self::Active(if formula::unguarded(&held) == held { held } else { format!("'{held}").into() })
    }

    /// The cell without the row that it is of.
    pub(super) fn into_owned(self) -> BookCell<'static> {
        match self {
            Self::Blank => BookCell::Blank,
            Self::Text(text) => BookCell::Text(text.into_owned().into()),
            Self::Active(text) => BookCell::Active(text.into_owned().into()),
            Self::Int(number) => BookCell::Int(number),
            Self::Day(day, serial) => BookCell::Day(day, serial),
            Self::Percent(part) => BookCell::Percent(part),
            Self::FinePercent(part) => BookCell::FinePercent(part),
            Self::Decimal(value) => BookCell::Decimal(value),
        }
    }

    /// The text as it is shown.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => "".into(),
            Self::Text(text) | Self::Active(text) => text.as_ref().into(),
            Self::Int(number) => number.to_string().into(),
            Self::Day(..) => "00.00.0000".into(),
            Self::Percent(_) => "100,0 %".into(),
            Self::FinePercent(_) => "100,00 %".into(),
            Self::Decimal(value) => value.to_string().into(),
        }
    }
}

/// The text as far as a cell holds it.
fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    // Each sign is one or two units of UTF-16, and no more than its bytes. A guard may come before it.
    if text.len() < MOST || text.encode_utf16().count() < MOST {
        return text;
    }
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < MOST - 1
    });
    kept.chain(['…']).collect::<String>().into()
}

impl<'v> From<Value<'v>> for BookCell<'v> {
    fn from(value: Value<'v>) -> Self {
        match value {
            Value::Empty | Value::Bar(_) | Value::Person(_) | Value::Phrase(_) | Value::Secret(_) => Self::Blank,
            Value::Text(text) | Value::Named(text, _) if text.is_empty() => Self::Blank,
            Value::Text(text) | Value::Named(text, _) => Self::text(text),
            Value::Worded(words, value) => match Self::from(*value) {
                Self::Blank => Self::text(words),
                typed => typed,
            },
            Value::Code(_, title) => Self::Text(title.into()),
            Value::Flag(yes) => Self::Text(if yes { "да" } else { "нет" }.into()),
            Value::Int(number) => Self::Int(number),
            Value::Decimal(value) => Self::Decimal(value),
            Value::Day(day) => {
                day.serial().map_or_else(|| Self::Text(day.to_string().into()), |serial| Self::Day(day, serial))
            }
            Value::Share(share) => Self::Text(share.to_string().into()),
            // The figure that everybody reads elsewhere, not a finer one.
            Value::Percent(share) => share.tenths().map_or(Self::Blank, |tenths| Self::Percent(tenths as f64 / 1000.0)),
            Value::Target(percent) => {
                let part = percent.hundredths() as f64 / 10_000.0;
                if percent.hundredths().is_multiple_of(10) { Self::Percent(part) } else { Self::FinePercent(part) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_would_run_is_marked_and_reads_back() {
        assert_eq!(BookCell::text("МБОУ"), BookCell::Text("МБОУ".into()));
        for text in ["=1+1", "+7 900", "'=1", "''=1", "' =1", "\t=1"] {
            let BookCell::Active(held) = BookCell::text(text) else { panic!("{text}") };
            assert_eq!(formula::unguarded(&held), text);
        }
    }

    #[test]
    fn a_text_is_as_long_as_a_cell() {
        for (sign, kept) in [("a", 32_766), ("я", 32_766), ("😀", 16_383)] {
            let BookCell::Text(held) = BookCell::text(sign.repeat(kept)) else { panic!("{sign}") };
            assert_eq!(held.chars().count(), kept, "{sign}");
            let BookCell::Text(held) = BookCell::text(sign.repeat(40_000)) else { panic!("{sign}") };
            assert!(held.ends_with('…') && held.encode_utf16().count() <= MOST, "{sign}");
        }
        let BookCell::Active(held) = BookCell::text(format!("'={}", "я".repeat(40_000))) else { panic!() };
        assert!(held.starts_with("''=") && held.encode_utf16().count() <= MOST);
    }

    #[test]
    fn a_day_that_spreadsheets_count_differently_is_a_text() {
        let day = |month, day| Day::new(1900, month, day).map(|day| BookCell::from(Value::Day(day)));
        assert_eq!(day(2, 28), Some(BookCell::Text("28.02.1900".into())));
        assert!(matches!(day(3, 1), Some(BookCell::Day(_, 61))));
    }
}
