//! A value of a workbook as the text that a person would have typed into a CSV.

use std::ops::RangeInclusive;

use calamine::{Data, ExcelDateTime};

use crate::domain::{Day, Epoch};

/// What people type for a year.
const YEARS: RangeInclusive<u32> = 1900..=2199;

/// The text of a cell.
#[derive(Debug, PartialEq)]
pub struct CellValue {
    /// As it would stand in a CSV.
    pub text: String,
    /// It is an error such as `#N/A`: a formula that has no answer.
    pub error: bool,
}

impl CellValue {
    /// A text that is no error.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), error: false }
    }

    /// An error, in the words of Excel.
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), error: true }
    }

    /// A number: no «.0», never an exponent, the shortest digits that mean the same.
    pub fn number(number: f64) -> Self {
        if !number.is_finite() {
            return Self::error("#NUM!");
        }
        // Adding zero turns −0 into 0.
        Self::plain((number + 0.0).to_string())
    }

    /// да or нет.
    pub fn boolean(yes: bool) -> Self {
        Self::plain(if yes { "да" } else { "нет" })
    }

    /// A day, or a day with a time, from `2021-09-01` or `2021-09-01T08:30:00`; what isn't one stays as it stands. A year that was
    /// typed into a cell of days is a day near the epoch, and becomes the year again.
    pub fn iso(text: &str, epoch: Epoch) -> Self {
        let (day, time) = text.split_once('T').unwrap_or((text, ""));
        let day: Vec<_> = day.split('-').collect();
        let digits = |part: &str, len: usize| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        let &[year, month, day] = day.as_slice() else { return Self::plain(text) };
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return Self::plain(text);
        }
        let since = |number: u32| Day::new(1900, 1, 1).map(|first| first.plus_days(number - 2 + epoch.later()).iso());
        let is_near = matches!((epoch, year), (Epoch::Windows, "1905" | "1906") | (Epoch::Macintosh, "1909" | "1910"));
        let is_typed = |number: &u32| since(*number).is_some_and(|day| text.starts_with(&day));
        if let Some(year) = YEARS.filter(|_| is_near).find(is_typed) {
            return Self::plain(year.to_string());
        }
        let time = time.split(['.', ',', 'Z', '+']).next().unwrap_or_default();
        let time = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
        Self::plain(if matches!(time.as_str(), "" | "00:00:00") {
            format!("{day}.{month}.{year}")
        } else {
            format!("{day}.{month}.{year} {time}")
        })
    }

    /// A duration from `PT08H30M00S`; what isn't one stays as it stands.
    pub fn iso_duration(text: &str) -> Self {
        let mut parts = [0_u64; 3];
        let mut rest = text.strip_prefix("PT").unwrap_or("?");
        for (part, mark) in parts.iter_mut().zip(['H', 'M', 'S']) {
            if let Some((number, after)) = rest.split_once(mark) {
                let whole = number.split(['.', ',']).next().unwrap_or_default();
                let Ok(number) = whole.parse() else { return Self::plain(text) };
                (*part, rest) = (number, after);
            }
        }
        if !rest.is_empty() {
            return Self::plain(text);
        }
        let [hours, minutes, seconds] = parts;
        Self::plain(format!("{hours:02}:{minutes:02}:{seconds:02}"))
    }

    fn moment(moment: ExcelDateTime) -> Self {
        let serial = moment.as_f64();
        // Outside its calendar Excel shows ####: the number says more than an invented day.
        if !(0.0..2_958_466.0).contains(&serial) {
            return Self::number(serial);
        }
        // A year that was typed into a cell of days: nobody's day lies so near the epoch.
        if serial.fract() == 0.0 && (1900.0..2200.0).contains(&serial) {
            return Self::number(serial);
        }
        if moment.is_duration() {
            // As Excel shows it: hours go on beyond 24.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let seconds = (serial * 86_400.0).round() as u64;
            return Self::plain(format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
        }
        let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
        // Below 1 there is no day, only a time.
        Self::plain(if serial < 1.0 && year < 1904 {
            format!("{hour:02}:{minute:02}:{second:02}")
        } else if (hour, minute, second) == (0, 0, 0) {
            format!("{day:02}.{month:02}.{year:04}")
        } else {
            format!("{day:02}.{month:02}.{year:04} {hour:02}:{minute:02}:{second:02}")
        })
    }
}

impl From<Data> for CellValue {
    fn from(data: Data) -> Self {
        match data {
            Data::Int(number) => Self::plain(number.to_string()),
            Data::Float(number) => Self::number(number),
            Data::String(text) => Self::plain(text),
            Data::Bool(yes) => Self::boolean(yes),
            Data::DateTime(moment) => Self::moment(moment),
            Data::DateTimeIso(text) => Self::iso(&text, Epoch::default()),
            Data::DurationIso(text) => Self::iso_duration(&text),
            Data::Error(error) => Self::error(error.to_string()),
            Data::Empty => Self::plain(""),
        }
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn text(data: Data) -> String {
        CellValue::from(data).text
    }

    #[test]
    fn numbers_are_as_people_type_them() {
        for (number, expected) in [
            (90_000_000_101.0, "90000000101"),
            (101.0, "101"),
            (-0.0, "0"),
            (0.5, "0.5"),
            (4.35, "4.35"),
            (1e21, "1000000000000000000000"),
            (1e-7, "0.0000001"),
        ] {
            assert_eq!(text(Data::Float(number)), expected);
        }
        assert_eq!(text(Data::Int(-7)), "-7");
        assert_eq!(CellValue::number(f64::NAN), CellValue::error("#NUM!"));
        assert_eq!(CellValue::from(Data::Error(CellErrorType::NA)), CellValue::error("#N/A"));
        assert_eq!((text(Data::Bool(true)), text(Data::Bool(false))), ("да".into(), "нет".into()));
    }

    #[test]
    fn days_are_in_both_epochs_and_in_iso() {
        let moment = |value, kind, old| text(Data::DateTime(ExcelDateTime::new(value, kind, old)));
        let day = |value, old| moment(value, ExcelDateTimeType::DateTime, old);
        assert_eq!(day(44_440.0, false), "01.09.2021");
        assert_eq!(day(42_978.0, true), "01.09.2021");
        assert_eq!(day(44_440.5, false), "01.09.2021 12:00:00");
        assert_eq!(day(0.25, false), "06:00:00");
        assert_eq!(day(-1.0, false), "-1");
        assert_eq!(day(9e9, false), "9000000000");
        assert_eq!(moment(1.5, ExcelDateTimeType::TimeDelta, false), "36:00:00");
        for (iso, expected) in [
            ("2021-09-01", "01.09.2021"),
            ("2021-09-01T00:00:00.000Z", "01.09.2021"),
            ("2021-09-01T08:30:00", "01.09.2021 08:30:00"),
            ("2021-09-01T08:30", "01.09.2021 08:30:00"),
            ("осень", "осень"),
        ] {
            assert_eq!(CellValue::iso(iso, Epoch::Windows).text, expected);
        }
        // 1905-06-27 is the day 2005 of Excel's count, 1909-06-28 that of a book from a Mac.
        for (iso, epoch, expected) in [
            ("1905-06-27", Epoch::Windows, "2005"),
            ("1905-06-27T00:00:00", Epoch::Windows, "2005"),
            ("1909-06-28", Epoch::Macintosh, "2005"),
            ("1909-06-28", Epoch::Windows, "28.06.1909"),
            ("1906-01-09", Epoch::Windows, "09.01.1906"),
        ] {
            assert_eq!(CellValue::iso(iso, epoch).text, expected);
        }
        assert_eq!(day(2005.0, false), "2005");
        assert_eq!(day(1900.0, true), "1900");
        assert_eq!(day(2199.5, false), "07.01.1906 12:00:00");
        assert_eq!(CellValue::iso_duration("PT36H00M05S").text, "36:00:05");
        assert_eq!(CellValue::iso_duration("P1D").text, "P1D");
    }
}
