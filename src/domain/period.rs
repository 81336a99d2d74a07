//! A report's period and the reference date on which populations and statuses are taken.

use super::Day;
use crate::error::{Advice, Failure};

/// The days from `from` to `to`, both included; `from` ≤ `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// A period with its reference date: the last day of the period that has already come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The first day of the period.
    pub from: Day,
    /// The last day of the period.
    pub to: Day,
    /// `min(to, today)`: populations and statuses are taken on it.
    pub day: Day,
}

impl Reference {
    /// The dates that a figure is of: «на 01.11.2024 (период с 01.01.2024)».
    pub fn told(self) -> String {
        match self.from == self.to {
            true => format!("на {}", self.day),
            false => format!("на {} (период с {})", self.day, self.from),
        }
    }
}

impl Period {
    /// The calendar year of a day.
    pub fn year_of(day: Day) -> Self {
        let year = day.year();
        Self { from: Day::new(year, 1, 1).unwrap_or(day), to: Day::new(year, 12, 31).unwrap_or(day) }
    }

    /// The school year of a day: 1 September to 31 August.
    pub fn school_year_of(day: Day) -> Self {
        let from = |year| Day::new(year, 9, 1).unwrap_or(day);
        let begun = from(day.year());
        let from = if begun <= day { begun } else { from(day.year() - 1) };
        Self { from, to: from.plus_months(12).previous() }
    }

    /// A single day.
    pub fn day(day: Day) -> Self {
        Self { from: day, to: day }
    }

    /// Reads `2024`, `2024-2025` (school year, 1 September – 31 August), `2024-H1`, `2024-Q3`, `2024-09`, `D1..D2`.
    ///
    /// # Errors
    /// A Russian reason.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (Day::parse(from)?, Day::parse(to)?);
            return if from <= to {
                Ok(Self { from, to })
            } else {
                Err("начало периода позже его конца".into())
            };
        }
        let shape = "ожидается 2024, 2024-2025, 2024-H1, 2024-Q3, 2024-09 или ДАТА..ДАТА";
        let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let year: i32 = if digits(year, 4) { year.parse().map_err(|_| shape)? } else { return Err(shape.into()) };
        let (start, months) = match rest.map(str::to_uppercase).as_deref() {
            None => (1, 12),
            Some("H1") => (1, 6),
            Some("H2") => (7, 6),
            Some("Q1") => (1, 3),
            Some("Q2") => (4, 3),
            Some("Q3") => (7, 3),
            Some("Q4") => (10, 3),
            Some(next) if digits(next, 4) && next.parse() == Ok(year + 1) => (9, 12),
            Some(next) if digits(next, 4) => return Err("учебный год — это два года подряд, например 2024-2025".into()),
            Some(month) if digits(month, 2) => (month.parse().map_err(|_| shape)?, 1),
            Some(_) => return Err(shape.into()),
        };
        let from = Day::new(year, start, 1).ok_or("нет такого месяца или года")?;
        Ok(Self { from, to: from.plus_months(months).previous() })
    }

    /// The period seen from `today`.
    ///
    /// # Errors
    /// The period hasn't begun yet.
    pub fn seen(self, today: Day) -> Result<Reference, Failure> {
        if today < self.from {
            return Err(Failure::refused(format!(
                "период начинается {}, а сегодня {today}: считать ещё нечего",
                self.from
            ))
            .advise(Advice::NamePeriod));
        }
        Ok(Reference { from: self.from, to: self.to, day: self.to.min(today) })
    }
}

impl std::str::FromStr for Period {
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
    fn periods_as_people_name_them() {
        let bounds = |text: &str| Period::parse(text).map(|p| format!("{}..{}", p.from.iso(), p.to.iso()));
        for (text, expected) in [
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-2025", "2024-09-01..2025-08-31"),
            ("2024-H1", "2024-01-01..2024-06-30"),
            ("2024-h2", "2024-07-01..2024-12-31"),
            ("2024-Q3", "2024-07-01..2024-09-30"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("01.02.2024..2024-02-10", "2024-02-01..2024-02-10"),
        ] {
            assert_eq!(bounds(text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["24", "2024-13", "2024-2026", "2024-H3", "10.02.2024..01.02.2024", "", "2024-", "+024"] {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_school_year_begins_in_september() {
        for (day, from, to) in [
            ("2024-08-31", "2023-09-01", "2024-08-31"),
            ("2024-09-01", "2024-09-01", "2025-08-31"),
            ("2025-01-15", "2024-09-01", "2025-08-31"),
        ] {
            let year = Period::school_year_of(Day::parse(day).unwrap());
            assert_eq!((year.from.iso(), year.to.iso()), (from.to_owned(), to.to_owned()), "{day}");
        }
    }

    #[test]
    fn the_reference_date_is_never_in_the_future() {
        let today = Day::new(2024, 6, 15).unwrap();
        assert_eq!(Period::parse("2024").unwrap().seen(today).unwrap().day, today);
        assert_eq!(Period::parse("2023").unwrap().seen(today).unwrap().day.iso(), "2023-12-31");
        assert!(Period::parse("2025").unwrap().seen(today).is_err());
    }
}
