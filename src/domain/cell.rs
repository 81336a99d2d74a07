//! A day as the cells of strangers' tables have it: with a time, in words, as a number of Excel; never by a guess.

use std::ops::RangeInclusive;

use super::day::{Day, SHAPE};
use super::name;

/// How a month may begin: the abbreviation, and the endings that make it a whole word (nominative, genitive).
const MONTHS: [(&[&str], &[&str]); 12] = [
    (&["янв"], &["январь", "января"]),
    (&["фев", "февр"], &["февраль", "февраля"]),
    (&["мар"], &["март", "марта"]),
    (&["апр"], &["апрель", "апреля"]),
    (&[], &["май", "мая"]),
    (&["июн"], &["июнь", "июня"]),
    (&["июл"], &["июль", "июля"]),
    (&["авг"], &["август", "августа"]),
    (&["сен", "сент"], &["сентябрь", "сентября"]),
    (&["окт"], &["октябрь", "октября"]),
    (&["ноя", "нояб"], &["ноябрь", "ноября"]),
    (&["дек"], &["декабрь", "декабря"]),
];

const AMBIGUOUS: &str = "дата неоднозначна: день или месяц впереди? Запишите её как ДД.ММ.ГГГГ";
const NO_CENTURY: &str = "в году две цифры, век неизвестен: запишите год полностью";
/// What a spreadsheet shows for 0 days, where its formula meets an empty cell.
const NO_DAY: [&str; 4] = ["00.01.1900", "30.12.1899", "31.12.1899", "1899-12-30"];

/// Excel's numbers of days that are read: 18 May 1927 to 31 December 2099.
const SERIALS: RangeInclusive<u32> = 10_000..=73_050;

/// Ages of people whom the registers know, pupils among them: they settle the century of a birth.
const AGES: RangeInclusive<u32> = 10..=99;
/// How many years ago whatever else the registers tell of may have happened: longer than anybody works.
const PAST: RangeInclusive<u32> = 0..=80;

/// From which day the numbers of days in a workbook are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Epoch {
    /// 30 December 1899, as nearly everywhere.
    #[default]
    Windows,
    /// 1 January 1904, as workbooks that were begun on a Mac.
    Macintosh,
}

/// How the days of one table are read.
#[derive(Debug, Clone, Copy)]
pub struct DayCells {
    /// Where its numbers of days begin.
    pub epoch: Epoch,
    /// The day that counts as today: it settles centuries.
    pub today: Day,
}

/// What stands in a cell.
enum Found {
    Day(Day),
    /// Day, month and a year of two digits.
    Short(u32, u32, u32),
}

impl Epoch {
    /// How many days later than in Windows the count begins.
    pub const fn later(self) -> u32 {
        match self {
            Self::Windows => 0,
            Self::Macintosh => 1462,
        }
    }
}

impl DayCells {
    /// Reads a day: as [`Day::of_cell`], where a number counts from the epoch of the table. A year of two digits is read where
    /// one century makes a day of the last 80 years that isn't in the future.
    ///
    /// # Errors
    /// As there; of two digits, that no century makes a likely day.
    pub fn day(self, text: &str) -> Result<Day, String> {
        self.read(text, PAST, |[a, b]| {
            format!("в году две цифры, и ни {a}, ни {b} год здесь не подходит: запишите год полностью")
        })
    }

    /// Reads a birth date: as [`DayCells::day`], and a year of two digits where one century makes the age 10 to 99 years.
    ///
    /// # Errors
    /// As there.
    pub fn birth(self, text: &str) -> Result<Day, String> {
        self.read(text, AGES, |[a, b]| {
            format!("в году две цифры, и ни {a}, ни {b} год не даёт возраста от 10 до 99 лет: запишите год полностью")
        })
    }

    fn read(self, text: &str, ago: RangeInclusive<u32>, unlikely: fn([u32; 2]) -> String) -> Result<Day, String> {
        if let Ok(day) = Day::parse(text) {
            return Ok(day);
        }
        let (day, month, short) = match read(text, self.epoch)? {
            Found::Day(day) => return Ok(day),
            Found::Short(day, month, short) => (day, month, short),
        };
        let this = self.today.year().unsigned_abs() / 100 * 100;
        let years = [this - 100 + short, this + short];
        let days = years.map(|year| Day::existing(year, month, day));
        if let [Err(why), Err(_)] = &days {
            return Err(why.clone());
        }
        // A hundred years lie between the two: at most one is likely.
        let fits = |day: &Day| *day <= self.today && ago.contains(&day.years_until(self.today));
        days.into_iter().flatten().find(fits).ok_or_else(|| unlikely(years))
    }
}

impl Day {
    /// Reads a day from a cell of a file: whatever [`Day::parse`] reads, `12 мая 1990 г.` (the month in the nominative, the
    /// genitive or shortened, in letters of any size), any form with a time, which is dropped, slashes and hyphens that have one
    /// reading, and Excel's bare number of days since 30 December 1899.
    ///
    /// # Errors
    /// A Russian reason that says what to do: a day that doesn't exist, a missing part, a year of two digits, slashes with two
    /// readings, or not a date at all.
    pub fn of_cell(text: &str) -> Result<Self, String> {
        if let Ok(day) = Self::parse(text) {
            return Ok(day);
        }
        match read(text, Epoch::default())? {
            Found::Day(day) => Ok(day),
            Found::Short(..) => Err(NO_CENTURY.into()),
        }
    }

    /// Whether a cell of days says that there is none: what 1C and databases write for an empty date («01.01.0001 0:00:00»,
    /// «  .  .    », «00.00.0000»), and what a spreadsheet shows for 0.
    pub fn is_no_cell(text: &str) -> bool {
        let day = date_and_time(text.trim()).map_or(text, |(day, _)| day).trim();
        let is_blank = !day.is_empty() && day.chars().all(|c| matches!(c, '.' | '-' | '/' | '_' | ' ' | '0'));
        let is_form = day.matches(['.', '-', '/']).count() == 2;
        (is_blank && is_form) || matches!(day, "01.01.0001" | "0001-01-01") || NO_DAY.contains(&day)
    }
}

impl Day {
    /// Reads a day as people type it: as [`Day::of_cell`], «вчера», «сегодня», «завтра», and a year of two digits, which is the
    /// one that ends at the latest a year after `today` and less than a hundred years before.
    ///
    /// # Errors
    /// As [`Day::of_cell`].
    pub fn typed(text: &str, today: Self) -> Result<Self, String> {
        match name::key(text).as_str() {
            "сегодня" => return Ok(today),
            "вчера" => return Ok(today.previous()),
            "завтра" => return Ok(today.next()),
            _ => {}
        }
        if let Ok(day) = Self::parse(text) {
            return Ok(day);
        }
        match read(text, Epoch::default())? {
            Found::Day(day) => Ok(day),
            Found::Short(day, month, short) => {
                let (next, this) = (today.year().unsigned_abs() + 1, today.year().unsigned_abs() / 100 * 100);
                let year = if this + short <= next { this + short } else { this + short - 100 };
                Self::existing(year, month, day)
            }
        }
    }
}

fn read(text: &str, epoch: Epoch) -> Result<Found, String> {
    let key = name::key(text);
    if let Some(number) = serial_number(&key) {
        // Excel counts 1 January 1900 as 1 and a 29 February 1900 that never was: from March on it is two days ahead.
        let since = number + epoch.later();
        let first = Day::new(1900, 1, 1).filter(|_| SERIALS.contains(&since));
        let first = first.ok_or_else(|| format!("ожидается дата, а здесь число {number}: запишите ДД.ММ.ГГГГ"))?;
        return Ok(Found::Day(first.plus_days(since - 2)));
    }
    let dated = date_and_time(&key).filter(|(_, time)| is_time(time)).map_or(key.as_str(), |(day, _)| day);
    let mut words: Vec<&str> = dated.split([' ', '.', '-', '/', '«', '»', '"']).filter(|w| !w.is_empty()).collect();
    if let Some(last) = words.pop() {
        let bare = ["года", "год", "г"].iter().find_map(|tail| last.strip_suffix(tail)).unwrap_or(last);
        words.extend((!bare.is_empty()).then_some(bare));
    }
    let (short, year) = (|word| number_of_digits(word, 1..=2), |word| number_of_digits(word, 4..=4));
    match words[..] {
        [first, second, third] => {
            let Some(month) = month_number(second).or(short(second)) else { return Err(SHAPE.into()) };
            let in_words = month_number(second).is_some();
            match (short(first), year(third), number_of_digits(third, 2..=2)) {
                (Some(first), Some(year), _) if !in_words && dated.contains(['/', '-']) => {
                    let (day, month) = sided(first, month)?;
                    existing(year, month, day)
                }
                (Some(_), _, Some(_)) if !in_words && dated.contains(['/', '-']) => Err(AMBIGUOUS.into()),
                (Some(_), ..) if !in_words && dated.matches('.').count() < 2 => Err(SHAPE.into()),
                (Some(day), Some(year), _) => existing(year, month, day),
                (Some(day), None, Some(year)) => Ok(Found::Short(day, month, year)),
                _ => match (year(first), short(third)) {
                    // Nobody writes the year, the day and then the month.
                    (Some(year), Some(day)) if dated.contains(['-', '/']) && !in_words => existing(year, month, day),
                    _ => Err(SHAPE.into()),
                },
            }
        }
        [month, last] if month_number(month).or(short(month)).is_some() && year(last).is_some() => {
            Err("ожидается дата, а день не указан: запишите ДД.ММ.ГГГГ".into())
        }
        [day, month] if short(day).is_some() && month_number(month).or(short(month)).is_some() => {
            Err("ожидается дата, а год не указан: запишите ДД.ММ.ГГГГ".into())
        }
        [only] if year(only).is_some() => Err("ожидается дата, а указан только год: добавьте день и месяц".into()),
        _ => Err(SHAPE.into()),
    }
}

fn existing(year: u32, month: u32, day: u32) -> Result<Found, String> {
    let advice = |why| match (day, month) {
        (1..=12, 13..) => format!("{why}: похоже, месяц стоит впереди дня, а нужно ДД.ММ.ГГГГ"),
        _ => format!("{why}: проверьте дату"),
    };
    Day::existing(year, month, day).map(Found::Day).map_err(advice)
}

/// Which of two numbers before a year is the day and which the month, where only one order makes a date or both the same.
fn sided(first: u32, second: u32) -> Result<(u32, u32), String> {
    match (first, second) {
        (1..=12, 1..=12) if first != second => Err(AMBIGUOUS.into()),
        (1..=12, 13..=31) => Ok((second, first)),
        _ => Ok((first, second)),
    }
}

/// The day and the time behind it, parted by a space, a comma or «T»; the time begins with the digits before the first colon.
fn date_and_time(text: &str) -> Option<(&str, &str)> {
    let colon = text.find(':')?;
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    let day = hour.strip_suffix([' ', 't', 'T']).or_else(|| hour.strip_suffix(','))?;
    Some((day.trim_end_matches([' ', ',']), &text[hour.len()..]))
}

/// A whole number of five digits; a spreadsheet's text of it may have `.0` or `,0` behind.
fn serial_number(key: &str) -> Option<u32> {
    let (whole, rest) = key.split_once(['.', ',']).unwrap_or((key, ""));
    number_of_digits(whole, 5..=5).filter(|_| rest.bytes().all(|b| b == b'0'))
}

/// The number of a month by its name.
fn month_number(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|(short, whole)| short.contains(&word) || whole.contains(&word))?;
    u32::try_from(at + 1).ok()
}

/// So many digits as a number.
fn number_of_digits(word: &str, digits: RangeInclusive<usize>) -> Option<u32> {
    let fits = digits.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| word.parse().ok())?
}

/// `0:00`, `23:59:59`, with a fraction of the second, half of the day and zone: `10:14:15 am gmt+3`.
fn is_time(text: &str) -> bool {
    let bare = |word: &str| {
        let words = ["am", "pm", "gmt", "utc", "мск", "msk"];
        words.iter().find_map(|known| word.strip_prefix(known)).map(str::to_owned)
    };
    let (clock, rest) = text.split_at(text.find([' ', 'z', '+', '-']).unwrap_or(text.len()));
    let mut words: Vec<String> = rest.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.iter_mut().for_each(|word| *word = bare(word).unwrap_or_else(|| word.clone()));
    is_clock(clock) && words.iter().all(|word| is_zone(word))
}

fn is_clock(clock: &str) -> bool {
    let parts: Vec<&str> = clock.split(':').collect();
    let upto = |word: &str, most: u32| number_of_digits(word, 1..=2).is_some_and(|n| n <= most);
    let second = |word: &str| {
        let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
        upto(whole, 59) && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
    };
    match parts[..] {
        [hour, minute] => upto(hour, 23) && upto(minute, 59),
        [hour, minute, last] => upto(hour, 23) && upto(minute, 59) && second(last),
        _ => false,
    }
}

/// `z`, `+3`, `+03:00`, or what is left of the name of a zone.
fn is_zone(zone: &str) -> bool {
    let offset = zone.strip_prefix(['+', '-']).map(|offset| offset.replacen(':', "", 1));
    matches!(zone, "" | "z")
        || offset.is_some_and(|o| [1, 2, 4].iter().any(|n| number_of_digits(&o, *n..=*n).is_some()))
}

#[cfg(test)]
mod tests;
