//! Tenure, «стаж»: how long somebody has taught, as files tell it instead of the day when it began.

use std::fmt;

use super::{Day, name, plural};

/// Time of pedagogical work up to the day on which it was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenure {
    /// Whole years, 0 to 80.
    pub years: u32,
    /// Whole months beyond them, 0 to 11; `None`: only the years were told.
    pub months: Option<u32>,
}

/// The day on which somebody's pedagogical work began, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The latest day possible; where the spread is 0, the day itself.
    pub latest: Day,
    /// Months: the true day lies after `latest` less so many, and not after `latest`.
    pub spread: u32,
}

/// The longest tenure that is no slip of the pen, in years.
const MOST: u32 = 80;

const SHAPE: &str = "ожидается стаж: полные годы или годы и месяцы, например «3 г. 5 мес.»";

impl Tenure {
    /// Reads `3 г. 5 мес.`, `3 года 5 месяцев`, `18 мес.`, `2 года`, a bare number of years, «менее года», «без стажа». Days
    /// beyond the months are read and dropped.
    ///
    /// # Errors
    /// A Russian reason: a decimal («3,5» may be five months or half a year), over 80 years, or no tenure at all.
    pub fn parse(text: &str) -> Result<Self, String> {
        let key = name::key(text);
        match key.trim_end_matches('.') {
            "менее года"
            | "меньше года"
            | "до года"
            | "менее 1 года"
            | "меньше 1 года"
            | "до 1 года"
            | "менее одного года"
            | "меньше одного года"
            | "до одного года" => {
                return Ok(Self { years: 0, months: None });
            }
            "б/с" | "без стажа" | "нет стажа" => return Ok(Self { years: 0, months: Some(0) }),
            _ => {}
        }
        let (mut years, mut months, mut days) = (None, None, None);
        let mut rest = key.as_str();
        while let Some((number, behind)) = leading_number(rest) {
            if behind.starts_with([',', '.']) && behind[1..].starts_with(|c: char| c.is_ascii_digit()) {
                return Err("дробный стаж неоднозначен: запишите годы и месяцы, например «3 г. 5 мес.»".into());
            }
            let (unit, behind) = leading_word(behind);
            let place = match unit {
                "" if years.is_none() && behind.is_empty() => &mut years,
                "г" | "год" | "года" | "годов" | "л" | "лет" if months.is_none() && days.is_none() => {
                    &mut years
                }
                "м" | "мес" | "месяц" | "месяца" | "месяцев" if days.is_none() => &mut months,
                "д" | "дн" | "день" | "дня" | "дней" => &mut days,
                _ => return Err(SHAPE.into()),
            };
            if place.replace(number).is_some() {
                return Err(SHAPE.into());
            }
            rest = behind;
        }
        if !rest.is_empty() || (years, months, days) == (None, None, None) {
            return Err(SHAPE.into());
        }
        if days.is_some_and(|days| days > 31) {
            return Err("дней в стаже больше 31: запишите полные годы и месяцы".into());
        }
        let (years, months) = match (years, months, days) {
            (Some(years), Some(months), _) if months > 11 => {
                return Err(format!("в стаже {years} г. {months} мес. месяцев больше 11"));
            }
            // Months alone: 18 of them are a year and a half.
            (None, months, _) => (months.unwrap_or(0) / 12, Some(months.unwrap_or(0) % 12)),
            (Some(years), None, Some(_)) => (years, Some(0)),
            (Some(years), months, _) => (years, months),
        };
        if years > MOST || (years == MOST && months.is_some_and(|months| months > 0)) {
            return Err(format!("стаж больше {MOST} лет: проверьте его"));
        }
        Ok(Self { years, months })
    }

    /// When the work began, if this was its tenure on the day `stated`: of whole years it is known to 12 months, of whole
    /// months to one. Counted back from `stated`, as the acts' «менее трёх лет» is counted back from the reference date.
    pub fn start(self, stated: Day) -> Start {
        let whole = stated.minus_months(self.years * 12 + self.months.unwrap_or(0));
        // A Day begins with the year 1900: nobody has taught since before.
        let latest = Day::new(1900, 1, 1).map_or(whole, |first| whole.max(first));
        Start { latest, spread: if self.months.is_some() { 1 } else { 12 } }
    }
}

/// The number at the start of a text, of up to four digits, and what follows it.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = text[..digits].parse().ok().filter(|_| digits <= 4)?;
    Some((number, &text[digits..]))
}

/// The word at the start of a text, and what follows it without the dot, the comma and the «и» between.
fn leading_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let letters = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let rest = text[letters..].trim_start_matches(['.', ',', ' ']);
    (&text[..letters], rest.strip_prefix("и ").unwrap_or(rest))
}

impl Start {
    /// A start that is known to the day.
    pub fn exact(day: Day) -> Self {
        Self { latest: day, spread: 0 }
    }

    /// A start as it is stored: its latest day, and the months of its spread if it isn't exact.
    pub fn of(latest: Option<Day>, spread: Option<i64>) -> Option<Self> {
        latest.map(|latest| Self { latest, spread: spread.and_then(|months| months.try_into().ok()).unwrap_or(0) })
    }

    /// Whether it is known to the day.
    pub fn is_exact(self) -> bool {
        self.spread == 0
    }

    /// The first day possible.
    pub fn earliest(self) -> Day {
        if self.is_exact() { self.latest } else { self.latest.minus_months(self.spread).next() }
    }

    /// Whether both can be true of one person: a day is possible by both.
    pub fn agrees(self, other: Self) -> bool {
        self.earliest() <= other.latest && other.earliest() <= self.latest
    }

    /// Whether the work began after a day; `None` where that can't be told.
    pub fn is_after(self, day: Day) -> Option<bool> {
        if self.latest <= day {
            Some(false)
        } else if self.earliest() > day {
            Some(true)
        } else {
            None
        }
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exactness = match self.spread {
            0 => return write!(f, "{}", self.latest),
            1 => "месяца".to_owned(),
            12 => "года".to_owned(),
            n => plural::count(n.into(), "месяца", "месяцев", "месяцев"),
        };
        write!(f, "с {} (по стажу, с точностью до {exactness})", self.latest)
    }
}

#[cfg(test)]
mod tests;
