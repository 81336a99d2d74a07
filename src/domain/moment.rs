//! A moment by the clock on the wall: when an entry of the journal or a backup was made. Seconds; no time zone, as nobody
//! outside the place where the file lies asks for it.

use std::fmt;
use std::time::SystemTime;

use chrono::{DateTime, Local, NaiveDateTime, NaiveTime, Timelike};

use super::Day;

/// A day and a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    day: Day,
    time: NaiveTime,
}

impl Moment {
    /// Now.
    pub fn of_clock() -> Self {
        Self::at(SystemTime::now())
    }

    /// What the clock on the wall shows at a moment; a computer whose battery is dead may stand before 1970.
    fn at(moment: SystemTime) -> Self {
        let now = DateTime::<Local>::from(moment);
        Self { day: Day(now.date_naive()), time: now.time().with_nanosecond(0).unwrap_or_default() }
    }

    /// The first moment of a day: where a day is said to be today, the time is none of the clock's.
    pub fn begin(day: Day) -> Self {
        Self { day, time: NaiveTime::MIN }
    }

    /// Reads what [`Moment::stamp`] wrote.
    pub fn of_stamp(text: &str) -> Option<Self> {
        let found = NaiveDateTime::parse_from_str(text, "%Y-%m-%d-%H%M%S").ok()?;
        Some(Self { day: Day(found.date()), time: found.time() })
    }

    /// Its day.
    pub fn day(self) -> Day {
        self.day
    }

    /// `2024-06-15 10:05:00`, as SQLite writes it.
    pub fn iso(self) -> String {
        format!("{} {}", self.day.iso(), self.time.format("%H:%M:%S"))
    }

    /// `2024-06-15-100500`, for a file's name: names sort as moments do.
    pub fn stamp(self) -> String {
        format!("{}-{}", self.day.iso(), self.time.format("%H%M%S"))
    }

    /// Reads what [`Moment::iso`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let found = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").ok()?;
        Some(Self { day: Day(found.date()), time: found.time() })
    }
}

/// «15.06.2024 10:05»; the first moment of a day is the day.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.day.fmt(f)?;
        if self.time == NaiveTime::MIN { Ok(()) } else { write!(f, " {}", self.time.format("%H:%M")) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_back_and_shown() {
        let moment = Moment::parse("2024-06-15 10:05:59").unwrap();
        assert_eq!((moment.iso().as_str(), moment.stamp().as_str()), ("2024-06-15 10:05:59", "2024-06-15-100559"));
        assert_eq!(moment.to_string(), "15.06.2024 10:05");
        assert_eq!(Moment::begin(moment.day()).to_string(), "15.06.2024");
        assert!(Moment::begin(moment.day()) < moment);
        for text in ["2024-06-15", "2024-06-31 10:00:00", "15.06.2024 10:00:00"] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
        let now = Moment::of_clock();
        assert_eq!(Moment::parse(&now.iso()), Some(now));
        assert_eq!(Moment::of_stamp("2024-06-15-100559"), Some(moment));
        assert_eq!(Moment::of_stamp("2024-06-31-100559"), None);
    }

    #[test]
    fn a_clock_before_1970_is_a_moment_like_any_other() {
        use std::time::Duration;
        let epoch = Moment::at(SystemTime::UNIX_EPOCH);
        for (seconds, first) in [(1, "19"), (86_400, "19"), (400 * 86_400, "19"), (40_000 * 86_400, "18")] {
            let moment = Moment::at(SystemTime::UNIX_EPOCH - Duration::from_millis(seconds * 1000 - 1));
            assert!(moment < epoch && moment.iso().starts_with(first), "{}", moment.iso());
            assert_eq!(Moment::parse(&moment.iso()), Some(moment));
        }
    }
}
