//! The days on which something holds: a job, a membership, a stay in a pair.

use std::fmt;

use super::Day;

/// From a first day to a last one, both included. No first day is "from the beginning", no last one is "still".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySpan {
    /// The first day.
    pub first: Option<Day>,
    /// The last day.
    pub last: Option<Day>,
}

impl DaySpan {
    /// From a day to a day, each of which may be open.
    pub fn new(first: impl Into<Option<Day>>, last: impl Into<Option<Day>>) -> Self {
        Self { first: first.into(), last: last.into() }
    }

    /// Whether a day is one of them.
    pub fn covers(self, day: Day) -> bool {
        self.meets(Self::new(day, day))
    }

    /// Whether the two have a day in common.
    pub fn meets(self, other: Self) -> bool {
        let is_over = |last: Option<Day>, first: Option<Day>| last.zip(first).is_some_and(|(last, first)| last < first);
        !is_over(self.last, other.first) && !is_over(other.last, self.first)
    }

    /// Whether it is over before a day.
    pub fn is_over_before(self, day: Day) -> bool {
        self.last.is_some_and(|last| last < day)
    }
}

/// «с 01.09.2021 по 31.08.2022», with whatever ends there are.
impl fmt::Display for DaySpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (Some(first), Some(last)) => write!(f, "с {first} по {last}"),
            (Some(first), None) => write!(f, "с {first}"),
            (None, Some(last)) => write!(f, "по {last}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: u32, last: u32) -> DaySpan {
        let day = |day| Day::new(2024, 1, day);
        DaySpan::new(day(first), day(last))
    }

    /// There is no day 0: that end is open.
    #[test]
    fn spans_meet_in_a_single_day_and_through_open_ends() {
        assert!(span(1, 5).meets(span(5, 0)) && span(5, 0).meets(span(1, 5)));
        assert!(!span(1, 4).meets(span(5, 0)) && !span(5, 0).meets(span(0, 4)));
        assert!(span(0, 0).meets(span(9, 9)) && span(3, 6).meets(span(4, 5)));
    }

    #[test]
    fn both_ends_belong_to_it() {
        let covered = |first, last| -> Vec<u32> {
            (1..=9).filter(|day| Day::new(2024, 1, *day).is_some_and(|day| span(first, last).covers(day))).collect()
        };
        assert_eq!(covered(3, 5), [3, 4, 5]);
        assert_eq!(covered(0, 2), [1, 2]);
        assert_eq!(covered(8, 0), [8, 9]);
    }

    #[test]
    fn it_is_said_with_whatever_ends_there_are() {
        let said = |first, last| span(first, last).to_string();
        assert_eq!(said(1, 9), "с 01.01.2024 по 09.01.2024");
        assert_eq!([said(1, 0), said(0, 9), said(0, 0)], ["с 01.01.2024", "по 09.01.2024", ""]);
    }
}
