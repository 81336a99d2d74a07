//! A share: how many of how many. Integers until the last moment, one rounding, a dash for an empty whole.

use std::fmt;

/// `part` of `whole` units; `part` ≤ `whole`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The numerator.
    pub part: u64,
    /// The denominator; 0 leaves the share undefined.
    pub whole: u64,
}

impl Share {
    /// The percentage in tenths, rounded half up: 28 of 286 is 98, that is 9.8 %. It is never 100 % where somebody is missing
    /// nor 0 % where somebody is there: 1999 of 2000 is 999. `None` where `whole` is 0.
    pub fn tenths(self) -> Option<u64> {
        let rounded = (self.part * 2000 + self.whole).checked_div(self.whole * 2)?;
        Some(match self.part {
            0 => 0,
            part if part < self.whole => rounded.clamp(1, 999),
            _ => rounded,
        })
    }

    /// Whether the share, as a fraction and not as rounded, reaches the target. `None` where `whole` is 0.
    pub fn meets(self, target: Percent) -> Option<bool> {
        (self.whole > 0).then(|| self.part * 10_000 >= target.hundredths() * self.whole)
    }

    /// How many more units would reach the target; 0 when it is met.
    pub fn to_target(self, target: Percent) -> u64 {
        (target.hundredths() * self.whole).div_ceil(10_000).saturating_sub(self.part)
    }

    /// The share if more units counted: some of those that it has without counting them, and some of whom nothing was known,
    /// who are in neither of its numbers yet.
    #[must_use]
    pub fn counting(self, uncounted: u64, unknown: u64) -> Self {
        Self { part: self.part + uncounted + unknown, whole: self.whole + unknown }
    }

    /// `9,8 %`, or a dash.
    pub fn percent_shown(self) -> String {
        self.tenths().map_or_else(|| "–".into(), |t| format!("{},{} %", t / 10, t % 10))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} из {}", self.part, self.whole)
    }
}

/// A planned percentage, exact to a hundredth; 0–100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// From hundredths of a per cent; `None` above 100 %.
    pub fn from_hundredths(hundredths: u32) -> Option<Self> {
        (hundredths <= 10_000).then_some(Self(hundredths))
    }

    /// Reads `80`, `80,5` or `80.25`, with or without the sign.
    ///
    /// # Errors
    /// A Russian reason.
    pub fn parse(text: &str) -> Result<Self, String> {
        let bare = text.trim().trim_end_matches('%').trim_end();
        let (whole, part) = bare.split_once([',', '.']).unwrap_or((bare, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || part.len() > 2 || !all_digits(whole) || !all_digits(part) {
            return Err("ожидается процент от 0 до 100, не больше двух знаков после запятой".into());
        }
        format!("{whole}{part:0<2}")
            .parse()
            .ok()
            .and_then(Self::from_hundredths)
            .ok_or_else(|| "процент больше 100".into())
    }

    /// Hundredths of a per cent: 80 % is 8000.
    pub fn hundredths(self) -> u64 {
        u64::from(self.0)
    }

    /// With a decimal point and no surplus zeros: `80`, `80.5`.
    pub fn plain(self) -> String {
        let text = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.plain().replace('.', ","))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_the_spassky_act() {
        let shown = |part, whole| Share { part, whole }.percent_shown();
        assert_eq!(shown(266, 286), "93,0 %");
        assert_eq!(shown(28, 286), "9,8 %");
        assert_eq!(shown(8, 18), "44,4 %");
        assert_eq!(shown(0, 0), "–");
        assert_eq!(shown(0, 3), "0,0 %");
        assert_eq!(shown(1, 2000), "0,1 %", "0.05 rounds up");
    }

    #[test]
    fn nearly_all_is_not_all_and_hardly_any_is_not_none() {
        let shown = |part, whole| Share { part, whole }.percent_shown();
        for (part, whole, said) in [
            (1999, 2000, "99,9 %"),
            (1_299_999, 1_300_000, "99,9 %"),
            (2000, 2000, "100,0 %"),
            (1, 2001, "0,1 %"),
            (1, 1_300_000, "0,1 %"),
            (0, 1_300_000, "0,0 %"),
            (998, 1000, "99,8 %"),
            (9994, 10_000, "99,9 %"),
        ] {
            assert_eq!(shown(part, whole), said, "{part} of {whole}");
        }
    }

    #[test]
    fn a_target_is_compared_as_a_fraction() {
        let target = Percent::parse("66,7").unwrap();
        let share = Share { part: 2, whole: 3 };
        assert_eq!(share.percent_shown(), "66,7 %");
        assert_eq!(share.meets(target), Some(false), "two thirds are less than 66.7 %");
        assert_eq!(share.to_target(target), 1);
        assert_eq!(Share { part: 28, whole: 286 }.to_target(Percent::parse("80").unwrap()), 201);
        assert_eq!(Share { part: 0, whole: 0 }.meets(target), None);
    }

    #[test]
    fn whoever_comes_to_count_adds_to_the_part_and_who_was_unknown_to_the_whole_as_well() {
        let share = Share { part: 2, whole: 5 };
        assert_eq!(share.counting(1, 0), Share { part: 3, whole: 5 });
        assert_eq!(share.counting(0, 2), Share { part: 4, whole: 7 });
    }
}
