//! A measured value: up to two digits behind the comma, exactly.

use std::fmt;

/// Hundredths of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

impl Decimal {
    /// The greatest that is taken, either way.
    const MOST: i64 = 100_000_000_000;

    /// From hundredths.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// In hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads `72`, `72,5`, `-0.25`, with or without spaces between the thousands and the sign of a percentage.
    ///
    /// # Errors
    /// A Russian reason.
    pub fn parse(text: &str) -> Result<Self, String> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let bare = bare.trim_end_matches('%');
        let (sign, digits) = match bare.strip_prefix(['-', '−']) {
            Some(digits) => (-1, digits),
            None => (1, bare),
        };
        let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let part = if part.len() > 2 { part.trim_end_matches('0') } else { part };
        let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > 2 {
            return Err("ожидается число, не больше двух знаков после запятой".into());
        }
        let hundredths: Option<i64> = format!("{whole}{part:0<2}").parse().ok();
        match hundredths.filter(|n| *n <= Self::MOST) {
            Some(hundredths) => Ok(Self(sign * hundredths)),
            None => Err("число слишком велико".into()),
        }
    }

    /// With this sign before the hundredths, and no surplus noughts: `72`, `72.5`.
    pub fn with_point(self, point: char) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (part, part % 10) {
            (0, _) => format!("{sign}{whole}"),
            (_, 0) => format!("{sign}{whole}{point}{}", part / 10),
            _ => format!("{sign}{whole}{point}{part:02}"),
        }
    }

    /// As a number with a floating point, for files that have nothing else.
    #[expect(clippy::cast_precision_loss, reason = "no more than fourteen digits")]
    pub fn float(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// What a number with a floating point is, to hundredths.
    #[expect(clippy::cast_possible_truncation, reason = "beyond the bounds it is cut")]
    pub fn of_float(value: f64) -> Self {
        Self((value * 100.0).round() as i64)
    }
}

/// As people write it: with a comma.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_point(','))
    }
}

impl std::ops::Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl std::str::FromStr for Decimal {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::parse(text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Decimal;

    #[test]
    fn it_is_read_as_people_and_programs_write_it() {
        for (text, hundredths) in [
            ("72", 7200),
            ("72,5", 7250),
            ("72.50", 7250),
            ("-0,25", -25),
            ("−3", -300),
            ("1 200", 120_000),
            ("85 %", 8500),
            ("4,200", 420),
        ] {
            assert_eq!(Decimal::parse(text).unwrap().hundredths(), hundredths, "{text}");
        }
        for text in ["", "-", "4,256", "1,2,3", "много", "+5", "1e3", "9999999999999"] {
            assert!(Decimal::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn it_is_written_without_surplus_noughts() {
        for (hundredths, comma) in [(7200, "72"), (7250, "72,5"), (-25, "-0,25"), (5, "0,05"), (0, "0"), (-100, "-1")] {
            assert_eq!(Decimal::from_hundredths(hundredths).to_string(), comma);
            assert_eq!(Decimal::parse(comma).unwrap().hundredths(), hundredths);
            assert_eq!(Decimal::of_float(Decimal::from_hundredths(hundredths).float()).hundredths(), hundredths);
        }
    }
}
