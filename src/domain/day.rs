//! A calendar day: ISO inside, ДД.ММ.ГГГГ outside. The only date arithmetic of the program.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A day between 1 January 1900 and 31 December 2199; anything else is a slip of the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(super) NaiveDate);

const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// What is said of a text that isn't a date.
pub(super) const SHAPE: &str = "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД";

impl Day {
    /// The day of a year, month (1–12) and day of the month, if there is such a day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year)).map(Self)
    }

    /// Reads `12.05.1990`, `12.05.1990 г.` or `1990-05-12`.
    ///
    /// # Errors
    /// A Russian reason: not a date at all, or a day that doesn't exist.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::plain(text.as_bytes()).map_or_else(|| Self::parse_at_length(text), Ok)
    }

    /// The day, if it stands in one of the two plain forms to the letter: the database has no other, files hardly any,
    /// and each brings a million days. By bytes, without allocation.
    fn plain(text: &[u8]) -> Option<Self> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
        let number =
            |from: usize, to: usize| text[from..to].iter().try_fold(0, |sum, byte| digit(*byte).map(|n| sum * 10 + n));
        let (year, month, day) = match text {
            [_, _, b'.', _, _, b'.', _, _, _, _] => (number(6, 10)?, number(3, 5)?, number(0, 2)?),
            [_, _, _, _, b'-', _, _, b'-', _, _] => (number(0, 4)?, number(5, 7)?, number(8, 10)?),
            _ => return None,
        };
        Self::new(year, month.unsigned_abs(), day.unsigned_abs())
    }

    fn parse_at_length(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let bare =
            ["года", "год", "г.", "г"].iter().find_map(|tail| text.strip_suffix(tail)).unwrap_or(text).trim_end();
        let (parts, order) = if bare.contains('.') {
            (bare.split('.').collect::<Vec<_>>(), [2, 1, 0])
        } else {
            (bare.split('-').collect(), [0, 1, 2])
        };
        let number = |at: usize, least: usize, most: usize| {
            let part = parts.get(order[at]).filter(|p| (least..=most).contains(&p.len()))?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
        };
        if parts.len() != 3 {
            return Err(SHAPE.into());
        }
        let (Some(year), Some(month), Some(day)) = (number(0, 4, 4), number(1, 1, 2), number(2, 1, 2)) else {
            return Err(SHAPE.into());
        };
        Self::existing(year, month, day)
    }

    /// As [`Day::new`].
    ///
    /// # Errors
    /// A Russian reason: the year is out of bounds, or there is no such day.
    pub(super) fn existing(year: u32, month: u32, day: u32) -> Result<Self, String> {
        let bounded = i32::try_from(year).ok().filter(|year| YEARS.contains(year));
        let bounded = bounded.ok_or_else(|| format!("год {year} вне пределов 1900–2199"))?;
        Self::new(bounded, month, day).ok_or_else(|| "такого дня нет в календаре".into())
    }

    /// ГГГГ-ММ-ДД, as the database and the `csv` dialect have it.
    pub fn iso(self) -> String {
        let (year, month, day) = (self.0.year().unsigned_abs(), self.0.month(), self.0.day());
        // A million days an import: digit by digit, without the formatting machinery.
        let places = [(year, 1000), (year, 100), (year, 10), (year, 1), (month, 10), (month, 1), (day, 10), (day, 1)];
        let mut text = String::with_capacity(10);
        for (at, (number, place)) in places.into_iter().enumerate() {
            if at == 4 || at == 6 {
                text.push('-');
            }
            text.push(char::from(b'0' + (number / place % 10) as u8));
        }
        text
    }

    /// The number that a spreadsheet keeps for the day, counted from 30 December 1899; `None` before 1 March 1900, where
    /// Excel and everybody else count differently.
    pub fn serial(self) -> Option<u32> {
        let days = self.0.num_days_from_ce() - 693_594;
        u32::try_from(days).ok().filter(|days| *days > 60)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The same day `years` earlier; 29 February falls to the 28th.
    #[must_use]
    pub fn minus_years(self, years: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(years * 12)).unwrap_or(NaiveDate::MIN))
    }

    /// The same day `months` later; a day that doesn't exist falls to the last of the month.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX))
    }

    /// The same day `months` earlier; a day that doesn't exist falls to the last of the month.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN))
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX))
    }

    /// The day so many days earlier.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        Self(self.0.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN))
    }

    /// The next day.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(self.0))
    }

    /// This day, unless it lies over a year after `today`.
    ///
    /// # Errors
    /// A Russian reason.
    pub fn not_too_far(self, today: Self) -> Result<Self, String> {
        if self > today.plus_months(12) {
            Err("дата больше чем на год впереди".into())
        } else {
            Ok(self)
        }
    }

    /// This day, unless it lies over five years after `today`: a planned end.
    ///
    /// # Errors
    /// A Russian reason.
    pub fn not_beyond_plans(self, today: Self) -> Result<Self, String> {
        if self > today.plus_months(60) {
            Err("дата больше чем на пять лет впереди".into())
        } else {
            Ok(self)
        }
    }

    /// This day, unless it lies after `today`.
    ///
    /// # Errors
    /// A Russian reason.
    pub fn not_after(self, today: Self) -> Result<Self, String> {
        if self > today { Err("дата в будущем".into()) } else { Ok(self) }
    }

    /// Whole years from this day to `later`: the age of one born on this day.
    pub fn years_until(self, later: Self) -> u32 {
        later.0.years_since(self.0).unwrap_or(0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%d.%m.%Y"))
    }
}

impl std::str::FromStr for Day {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_excel_and_iso_write_and_nothing_else() {
        for text in ["12.05.1990", "1990-05-12", " 12.05.1990 г. ", "12.05.1990г.", "12.5.1990", "12.05.1990 года"]
        {
            assert_eq!(Day::parse(text), Ok(Day::new(1990, 5, 12).unwrap()), "{text}");
        }
        for text in [
            "31.02.2024",
            "01.13.2024",
            "2024-02-30",
            "12.05.90",
            "12/05/1990",
            "",
            "мая",
            "1.1.1.1",
            "+1.01.2024",
            "0099-01-01",
            "00.05.1990",
            "1990-00-12",
            "1990.05.12",
            "12-05-1990",
            "12.0а.199",
        ] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_falls_to_the_last_of_the_month() {
        let leap = Day::new(2024, 2, 29).unwrap();
        assert_eq!(leap.minus_years(35).iso(), "1989-02-28");
        assert_eq!(leap.minus_years(4).iso(), "2020-02-29");
        assert_eq!(Day::new(2026, 1, 31).unwrap().plus_months(1).iso(), "2026-02-28");
        assert_eq!(Day::new(2024, 3, 31).unwrap().minus_months(1).iso(), "2024-02-29");
        assert_eq!(Day::new(2024, 1, 31).unwrap().minus_months(14).iso(), "2022-11-30");
        assert_eq!(Day::new(1990, 9, 2).unwrap().years_until(Day::new(2026, 9, 1).unwrap()), 35);
    }
}
