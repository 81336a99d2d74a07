//! Working days of a five-day week: what the Labour Code settles for good. Which days off are moved the government says anew
//! each year, and which weeks have six days each organisation does; neither is known here.

use super::Day;

/// The non-working holidays: month and day (ст. 112 ТК РФ).
const HOLIDAYS: [(u32, u32); 14] =
    [(1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)];

/// Whether a day is neither a Saturday, a Sunday nor a holiday.
pub fn is_working(day: Day) -> bool {
    !day.is_weekend() && !HOLIDAYS.contains(&(day.month(), day.day()))
}

/// The working day that is so many working days after a day, which itself isn't counted (ст. 14 ТК РФ).
pub fn nth_after(day: Day, count: u32) -> Day {
    let mut last = day;
    for _ in 0..count {
        last = last.next();
        while !is_working(last) && last != last.next() {
            last = last.next();
        }
    }
    last
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn three_working_days_are_counted_as_a_calendar_shows_them() {
        for (notice, third) in [
            ("13.05.2024", "16.05.2024"), // Monday, Thursday
            ("15.05.2024", "20.05.2024"), // Wednesday: Saturday and Sunday lie between
            ("17.05.2024", "22.05.2024"), // Friday
            ("18.05.2024", "22.05.2024"), // Saturday: a notice may be given on a day off
            ("19.05.2024", "22.05.2024"), // Sunday
            ("29.12.2023", "11.01.2024"), // Friday; the New Year holidays last to Monday, 8 January
            ("11.06.2024", "17.06.2024"), // Tuesday; Wednesday is the Day of Russia
            ("30.04.2026", "06.05.2026"), // Thursday; Friday is 1 May
            ("31.10.2025", "06.11.2025"), // Friday; Tuesday is 4 November
            ("20.02.2024", "26.02.2024"), // Tuesday; Friday is 23 February
        ] {
            assert_eq!(nth_after(day(notice), 3), day(third), "{notice}");
        }
    }

    #[test]
    fn a_year_has_the_days_off_of_the_code() {
        // 2023: 105 days at weekends, and of the fourteen holidays 1, 7 and 8 January and 4 November fall on them.
        let mut days = std::iter::successors(Some(day("01.01.2023")), |day| Some(day.next())).take(365);
        let off = days.by_ref().filter(|day| !is_working(*day)).count();
        assert_eq!(off, 105 + 14 - 4);
    }

    #[test]
    fn the_end_of_the_calendar_is_no_trap() {
        assert!(nth_after(day("31.12.2199"), 3) > day("31.12.2199"));
    }
}
