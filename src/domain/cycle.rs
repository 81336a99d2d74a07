//! The periods of a schedule: to which one a day belongs, what it is called, and which of them are over.

use super::{Cycle, Day, Period};

impl Cycle {
    /// How many months a period has, and how many after January one begins.
    const fn months(self) -> (u32, u32) {
        match self {
            Self::Month => (1, 0),
            Self::Quarter => (3, 0),
            Self::HalfYear => (6, 0),
            Self::Year => (12, 0),
            Self::SchoolYear => (12, 8),
        }
    }

    /// The period that a day belongs to.
    pub fn period_of(self, day: Day) -> Period {
        let (length, start) = self.months();
        let first = Day::new(day.year(), day.month(), 1).unwrap_or(day);
        let from = first.minus_months((day.month() - 1 + 12 - start) % length);
        Period { from, to: from.plus_months(length).previous() }
    }

    /// The name of its period, as `--period` reads it: `2024-H1`.
    pub fn name(self, period: Period) -> String {
        let (year, month) = (period.from.year(), period.from.month());
        match self {
            Self::Month => format!("{year}-{month:02}"),
            Self::Quarter => format!("{year}-Q{}", month.div_ceil(3)),
            Self::HalfYear => format!("{year}-H{}", month.div_ceil(6)),
            Self::Year => format!("{year}"),
            Self::SchoolYear => format!("{year}-{}", year + 1),
        }
    }

    /// Its period as people say it: «1-е полугодие 2024 года».
    pub fn said(self, period: Period) -> String {
        const MONTHS: [&str; 12] = [
            "январь",
            "февраль",
            "март",
            "апрель",
            "май",
            "июнь",
            "июль",
            "август",
            "сентябрь",
            "октябрь",
            "ноябрь",
            "декабрь",
        ];
        let (year, month) = (period.from.year(), period.from.month());
        match self {
            Self::Month => format!("{} {year} года", MONTHS[(month as usize - 1) % 12]),
            Self::Quarter => format!("{}-й квартал {year} года", month.div_ceil(3)),
            Self::HalfYear => format!("{}-е полугодие {year} года", month.div_ceil(6)),
            Self::Year => format!("{year} год"),
            Self::SchoolYear => format!("{year}/{} учебный год", year + 1),
        }
    }

    /// The periods whose last day has passed before `today`, and not before `since`; the oldest first.
    pub fn over(self, since: Day, today: Day) -> impl Iterator<Item = Period> {
        let next = move |period: &Period| Some(self.period_of(period.to.next()));
        std::iter::successors(Some(self.period_of(since)), next).take_while(move |period| period.to < today)
    }
}

impl Period {
    /// Its name, as `--period` reads it: `2024-H1`, `2024-01-15..2024-02-14`.
    pub fn name(self) -> String {
        let named = Cycle::ALL.iter().find(|cycle| cycle.period_of(self.from) == self);
        named.map_or_else(|| format!("{}..{}", self.from.iso(), self.to.iso()), |cycle| cycle.name(self))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_its_period_and_every_period_its_name() {
        let day = |text: &str| Day::parse(text).unwrap();
        for (on, names) in [
            ("2024-06-30", ["2024-06", "2024-Q2", "2024-H1", "2024", "2023-2024"]),
            ("2024-07-01", ["2024-07", "2024-Q3", "2024-H2", "2024", "2023-2024"]),
            ("2024-08-31", ["2024-08", "2024-Q3", "2024-H2", "2024", "2023-2024"]),
            ("2024-09-01", ["2024-09", "2024-Q3", "2024-H2", "2024", "2024-2025"]),
            ("2024-02-29", ["2024-02", "2024-Q1", "2024-H1", "2024", "2023-2024"]),
            ("2199-12-31", ["2199-12", "2199-Q4", "2199-H2", "2199", "2199-2200"]),
        ] {
            for (cycle, name) in Cycle::ALL.iter().zip(names) {
                let period = cycle.period_of(day(on));
                assert_eq!(cycle.name(period), name, "{on}");
                assert_eq!(Period::parse(name), Ok(period), "{on}");
                assert_eq!(period.name(), name, "{on}");
            }
        }
    }

    #[test]
    fn any_period_has_a_name_that_is_read_back() {
        for name in
            ["2024-01-15..2024-02-14", "2023-09-01..2024-08-30", "2024-06-15..2024-06-15", "2024-01-01..2025-12-31"]
        {
            let period = Period::parse(name).unwrap();
            assert_eq!(period.name(), name);
        }
    }

    #[test]
    fn people_say_a_period_in_words() {
        let day = Day::new(2024, 9, 1).unwrap();
        let said: Vec<_> = Cycle::ALL.iter().map(|cycle| cycle.said(cycle.period_of(day))).collect();
        let expected = [
            "сентябрь 2024 года",
            "3-й квартал 2024 года",
            "2-е полугодие 2024 года",
            "2024 год",
            "2024/2025 учебный год",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_period_is_over_on_the_day_after_its_last() {
        let over = |since: &str, today: &str| {
            let (since, today) = (Day::parse(since).unwrap(), Day::parse(today).unwrap());
            Cycle::HalfYear.over(since, today).map(|period| Cycle::HalfYear.name(period)).collect::<Vec<_>>()
        };
        assert_eq!(over("2024-06-30", "2024-06-30"), [""; 0]);
        assert_eq!(over("2024-06-30", "2024-07-01"), ["2024-H1"]);
        assert_eq!(over("2024-07-01", "2024-12-31"), [""; 0]);
        assert_eq!(over("2023-07-01", "2025-01-01"), ["2023-H2", "2024-H1", "2024-H2"]);
        assert_eq!(over("2025-01-01", "2024-01-01"), [""; 0]);
    }
}
