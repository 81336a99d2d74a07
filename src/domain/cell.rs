//! A day as the cells of strangers' tables have it: with a time, in words, as a number of Excel; never by a guess.

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

/// Excel's numbers of days that are read: 18 May 1927 to 31 December 2099.
const SERIALS: std::ops::RangeInclusive<u32> = 10_000..=73_050;

/// Ages of people whom the registers know, pupils among them: they settle the century of a birth.
const AGES: std::ops::RangeInclusive<u32> = 10..=99;

/// What stands in a cell.
enum Found {
    Day(Day),
    /// Day, month and a year of two digits.
    Short(u32, u32, u32),
}

impl Day {
    /// Reads a day from a cell of a file: whatever [`Day::parse`] reads, `12 мая 1990 г.` (the month in the nominative, the
    /// genitive or shortened, in letters of any size), either form with a time, which is dropped, and Excel's bare number of
    /// days since 30 December 1899.
    ///
    /// # Errors
    /// A Russian reason that says what to do: a day that doesn't exist, a missing part, a year of two digits, slashes, or not
    /// a date at all.
    pub fn of_cell(text: &str) -> Result<Self, String> {
        if let Ok(day) = Self::parse(text) {
            return Ok(day);
        }
        match read(text)? {
            Found::Day(day) => Ok(day),
            Found::Short(..) => Err(NO_CENTURY.into()),
        }
    }

    /// Reads a birth date from a cell: as [`Day::of_cell`], and a year of two digits where one century makes the age on
    /// `today` 10 to 99 years.
    ///
    /// # Errors
    /// As [`Day::of_cell`]; of two digits, that no century makes a likely age.
    pub fn of_birth_cell(text: &str, today: Self) -> Result<Self, String> {
        if let Ok(day) = Self::parse(text) {
            return Ok(day);
        }
        let (day, month, short) = match read(text)? {
            Found::Day(day) => return Ok(day),
            Found::Short(day, month, short) => (day, month, short),
        };
        let this = today.year().unsigned_abs() / 100 * 100;
        let years = [this - 100 + short, this + short];
        let born = years.map(|year| Self::existing(year, month, day));
        if let [Err(why), Err(_)] = &born {
            return Err(why.clone());
        }
        // A hundred years lie between the two: at most one is of a likely age.
        let fits = |born: &Self| *born <= today && AGES.contains(&born.years_until(today));
        born.into_iter().flatten().find(fits).ok_or_else(|| {
            format!(
                "в году две цифры, и ни {}, ни {} год не даёт возраста от 10 до 99 лет: запишите год полностью",
                years[0], years[1]
            )
        })
    }
}

fn read(text: &str) -> Result<Found, String> {
    let key = name::key(text);
    if let Some(number) = serial(&key) {
        // Excel counts 1 January 1900 as 1 and a 29 February 1900 that never was: from March on it is two days ahead.
        let first = Day::new(1900, 1, 1).filter(|_| SERIALS.contains(&number));
        let first = first.ok_or_else(|| format!("ожидается дата, а здесь число {number}: запишите ДД.ММ.ГГГГ"))?;
        return Ok(Found::Day(first.plus_days(number - 2)));
    }
    let dated = key.rsplit_once([' ', 't']).filter(|(_, time)| is_time(time)).map_or(key.as_str(), |(day, _)| day);
    let mut words: Vec<&str> = dated.split([' ', '.', '-', '/', '«', '»', '"']).filter(|w| !w.is_empty()).collect();
    if let Some(last) = words.pop() {
        let bare = ["года", "год", "г"].iter().find_map(|tail| last.strip_suffix(tail)).unwrap_or(last);
        words.extend((!bare.is_empty()).then_some(bare));
    }
    let (short, year) = (|word| number(word, 1..=2), |word| number(word, 4..=4));
    match words[..] {
        [first, second, third] => {
            let Some(month) = named(second).or(short(second)) else { return Err(SHAPE.into()) };
            let in_words = named(second).is_some();
            match (short(first), year(third), number(third, 2..=2)) {
                (Some(_), Some(_), _) | (Some(_), _, Some(_)) if !in_words && dated.contains(['/', '-']) => {
                    Err(AMBIGUOUS.into())
                }
                (Some(_), ..) if !in_words && dated.matches('.').count() < 2 => Err(SHAPE.into()),
                (Some(day), Some(year), _) => existing(year, month, day),
                (Some(day), None, Some(year)) => Ok(Found::Short(day, month, year)),
                _ => match (year(first), short(third)) {
                    (Some(_), Some(_)) if dated.contains('/') => Err(AMBIGUOUS.into()),
                    (Some(year), Some(day)) if dated.contains('-') && !in_words => existing(year, month, day),
                    _ => Err(SHAPE.into()),
                },
            }
        }
        [month, last] if named(month).or(short(month)).is_some() && year(last).is_some() => {
            Err("ожидается дата, а день не указан: запишите ДД.ММ.ГГГГ".into())
        }
        [day, month] if short(day).is_some() && named(month).or(short(month)).is_some() => {
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

/// A whole number of five digits; Excel's text of it may have `.0` behind.
fn serial(key: &str) -> Option<u32> {
    let (whole, rest) = key.split_once('.').unwrap_or((key, ""));
    number(whole, 5..=5).filter(|_| rest.bytes().all(|b| b == b'0'))
}

/// The number of a month by its name.
fn named(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|(short, whole)| short.contains(&word) || whole.contains(&word))?;
    u32::try_from(at + 1).ok()
}

/// So many digits as a number.
fn number(word: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = digits.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| word.parse().ok())?
}

/// `0:00`, `23:59:59`, with a fraction of the second and a zone.
fn is_time(text: &str) -> bool {
    let (clock, zone) = text.split_at(text.find(['z', '+', '-']).unwrap_or(text.len()));
    let parts: Vec<&str> = clock.split(':').collect();
    let upto = |word: &str, most: u32| number(word, 1..=2).is_some_and(|n| n <= most);
    let second = |word: &str| {
        let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
        upto(whole, 59) && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
    };
    let clock = match parts[..] {
        [hour, minute] => upto(hour, 23) && upto(minute, 59),
        [hour, minute, last] => upto(hour, 23) && upto(minute, 59) && second(last),
        _ => false,
    };
    let offset = zone.strip_prefix(['+', '-']).map(|offset| offset.replacen(':', "", 1));
    clock
        && (zone.is_empty()
            || zone == "z"
            || offset.is_some_and(|o| [2, 4].iter().any(|n| number(&o, *n..=*n).is_some())))
}

#[cfg(test)]
mod tests;
