//! By what a report judges where an act leaves it open: the settings in force on its reference date, each with its origin.

use std::borrow::Cow;

use super::closed_set::{ClosedSet, closed_set, wording};
use super::{Day, ReportSetting, plural};

closed_set! {
    /// On which day the age of people is taken.
    AgeDay {
        /// On the reference date.
        Reference = "ref", "отчётная дата", "на отчётную дату";
        /// On the first day of its year.
        January = "january", "1 января", "на 1 января", "январь", "01.01";
    }
}

/// The settings by which facts judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRules {
    /// From which score on a participant is satisfied.
    pub satisfaction: ReportRule<u32>,
    /// At which age youth ends.
    pub age_limit: ReportRule<u32>,
    /// In how many years somebody is a novice no more.
    pub novice_years: ReportRule<u32>,
    /// On which day the age is taken.
    pub age_on: ReportRule<AgeDay>,
}

/// A setting with its origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRule<T> {
    /// What it is.
    pub value: T,
    /// Who says so.
    pub origin: RuleOrigin,
}

/// Who says what a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleOrigin {
    /// The program: nothing is settled.
    Program,
    /// The file, from a day on; without one from the first.
    File(Option<Day>),
    /// An option of the command, for this run.
    Command,
}

const NOVICE_IS: [&str; 10] = [
    "один год",
    "два года",
    "три года",
    "четыре года",
    "пять лет",
    "шесть лет",
    "семь лет",
    "восемь лет",
    "девять лет",
    "десять лет",
];
const NOVICE_OF: [&str; 10] = [
    "одного года",
    "двух лет",
    "трёх лет",
    "четырёх лет",
    "пяти лет",
    "шести лет",
    "семи лет",
    "восьми лет",
    "девяти лет",
    "десяти лет",
];

impl Default for ReportRules {
    fn default() -> Self {
        Self {
            satisfaction: ReportRule::of_program(7),
            age_limit: ReportRule::of_program(35),
            novice_years: ReportRule::of_program(3),
            age_on: ReportRule::of_program(AgeDay::Reference),
        }
    }
}

impl<T> ReportRule<T> {
    const fn of_program(value: T) -> Self {
        Self { value, origin: RuleOrigin::Program }
    }
}

impl RuleOrigin {
    /// In words, behind the value: «настройка базы с 01.01.2025».
    pub fn told(self) -> String {
        match self {
            Self::Program => "принято программой".into(),
            Self::File(None) => "настройка базы".into(),
            Self::File(Some(since)) => format!("настройка базы с {since}"),
            Self::Command => "указано в команде".into(),
        }
    }

    fn word(self) -> String {
        match self {
            Self::Program => "program".into(),
            Self::File(None) => "file".into(),
            Self::File(Some(since)) => since.iso(),
            Self::Command => "command".into(),
        }
    }
}

impl ReportRules {
    /// Settles one of them; what can't be read stays as it was.
    ///
    /// # Errors
    /// The Russian reason why the value can't be.
    pub fn settle(&mut self, setting: ReportSetting, value: &str, origin: RuleOrigin) -> Result<(), String> {
        let value = parse(setting, value)?;
        let number = || value.parse().unwrap_or_default();
        match setting {
            ReportSetting::Satisfaction => self.satisfaction = ReportRule { value: number(), origin },
            ReportSetting::AgeLimit => self.age_limit = ReportRule { value: number(), origin },
            ReportSetting::NoviceYears => self.novice_years = ReportRule { value: number(), origin },
            ReportSetting::AgeOn => self.age_on = ReportRule { value: AgeDay::parse(&value)?, origin },
            ReportSetting::Acts => {}
        }
        Ok(())
    }

    /// Who says what one of them is.
    pub const fn origin(&self, setting: ReportSetting) -> RuleOrigin {
        match setting {
            ReportSetting::Satisfaction => self.satisfaction.origin,
            ReportSetting::AgeLimit => self.age_limit.origin,
            ReportSetting::NoviceYears => self.novice_years.origin,
            ReportSetting::AgeOn => self.age_on.origin,
            ReportSetting::Acts => RuleOrigin::Program,
        }
    }

    /// The value for programs.
    pub fn value(&self, setting: ReportSetting) -> String {
        match setting {
            ReportSetting::Satisfaction => self.satisfaction.value.to_string(),
            ReportSetting::AgeLimit => self.age_limit.value.to_string(),
            ReportSetting::NoviceYears => self.novice_years.value.to_string(),
            ReportSetting::AgeOn => self.age_on.value.code().into(),
            ReportSetting::Acts => String::new(),
        }
    }

    /// The value for people: «8 из 10».
    pub fn value_told(&self, setting: ReportSetting) -> String {
        value_told(setting, &self.value(setting))
    }

    /// All of it, for programs: `age-limit=30 (2025-01-01)`.
    pub fn word(&self, setting: ReportSetting) -> String {
        format!("{}={} ({})", setting.code(), self.value(setting), self.origin(setting).word())
    }

    /// All of it, for people: «предельный возраст — 30 лет (настройка базы с 01.01.2025)».
    pub fn told(&self, setting: ReportSetting) -> String {
        format!("{} — {} ({})", setting.title(), self.value_told(setting), self.origin(setting).told())
    }

    /// The last birthday of whoever is too old on a reference date: younger is who was born later. With the inclusive reading
    /// the age itself counts in.
    pub fn young_after(&self, day: Day, is_inclusive: bool) -> Day {
        let taken = match self.age_on.value {
            AgeDay::Reference => day,
            AgeDay::January => Day::new(day.year(), 1, 1).unwrap_or(day),
        };
        taken.minus_years(self.age_limit.value + u32::from(is_inclusive))
    }

    /// A text of a page with the values of the settings in it.
    pub fn said<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains('{') {
            return text.into();
        }
        let (age, years) = (self.age_limit.value, self.novice_years.value as usize);
        let word = |words: &[&'static str; 10]| words[years.clamp(1, 10) - 1].to_owned();
        let values = [
            ("{возраст}", plural::count(age.into(), "год", "года", "лет")),
            ("{возраста}", format!("{age} {}", if age % 10 == 1 { "года" } else { "лет" })),
            ("{лет}", age.to_string()),
            ("{день возраста}", day_told(self.age_on.value).into()),
            ("{стаж}", word(&NOVICE_IS)),
            ("{стажа}", word(&NOVICE_OF)),
            ("{балл}", self.satisfaction.value.to_string()),
            ("{кем выбран порог}", self.threshold_chosen()),
        ];
        values.iter().fold(text.to_owned(), |said, (place, value)| said.replace(place, value)).into()
    }

    fn threshold_chosen(&self) -> String {
        match self.satisfaction.origin {
            RuleOrigin::Program => "выбран программой".into(),
            RuleOrigin::File(None) => "задан настройкой базы".into(),
            RuleOrigin::File(Some(since)) => format!("задан настройкой базы с {since}"),
            RuleOrigin::Command => "задан в команде".into(),
        }
    }
}

const fn day_told(day: AgeDay) -> &'static str {
    match day {
        AgeDay::Reference => "на отчётную дату",
        AgeDay::January => "на 1 января года отчётной даты",
    }
}

/// A stored value for people.
pub fn value_told(setting: ReportSetting, value: &str) -> String {
    match setting {
        ReportSetting::Satisfaction => format!("{value} из 10"),
        ReportSetting::AgeLimit | ReportSetting::NoviceYears => {
            plural::count(value.parse().unwrap_or_default(), "год", "года", "лет")
        }
        ReportSetting::AgeOn => AgeDay::of_code(value).map_or_else(|| value.to_owned(), |day| day_told(day).into()),
        ReportSetting::Acts => value.replace(' ', ", "),
    }
}

/// Reads a value as it is stored.
///
/// # Errors
/// The Russian reason why it can't be.
pub fn parse(setting: ReportSetting, text: &str) -> Result<String, String> {
    let within = |least: u32, most: u32, what: &str| match text.trim().parse() {
        Ok(number) if (least..=most).contains(&number) => Ok(number.to_string()),
        _ => Err(format!("ожидается {what} от {least} до {most}")),
    };
    match setting {
        ReportSetting::Satisfaction => within(1, 10, "балл"),
        ReportSetting::AgeLimit => within(20, 99, "возраст в годах"),
        ReportSetting::NoviceYears => within(1, 10, "стаж в годах"),
        ReportSetting::AgeOn => AgeDay::parse(text).map(|day| day.code().to_owned()),
        ReportSetting::Acts => Ok(text.into()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn settled(setting: ReportSetting, value: &str) -> ReportRules {
        let mut rules = ReportRules::default();
        rules.settle(setting, value, RuleOrigin::File(Some(day("01.01.2025")))).unwrap();
        rules
    }

    #[test]
    fn the_age_is_taken_on_the_reference_date_or_on_the_first_of_january() {
        let rules = ReportRules::default();
        assert_eq!(rules.young_after(day("15.06.2024"), false), day("15.06.1989"));
        assert_eq!(rules.young_after(day("15.06.2024"), true), day("15.06.1988"));
        let january = settled(ReportSetting::AgeOn, "1 января");
        assert_eq!(january.young_after(day("15.06.2024"), false), day("01.01.1989"));
        let thirty = settled(ReportSetting::AgeLimit, "30");
        assert_eq!(thirty.young_after(day("29.02.2024"), false), day("28.02.1994"));
    }

    #[test]
    fn texts_say_the_values_in_the_right_form() {
        let said = |rules: ReportRules, text| rules.said(text).into_owned();
        let text = "моложе {возраста}, {возраст} и старше, менее {стажа}, {стаж} и больше, не меньше {балл} из 10";
        assert_eq!(
            said(ReportRules::default(), text),
            "моложе 35 лет, 35 лет и старше, менее трёх лет, три года и больше, не меньше 7 из 10"
        );
        assert_eq!(
            said(settled(ReportSetting::AgeLimit, "31"), "моложе {возраста}: {возраст}"),
            "моложе 31 года: 31 год"
        );
        assert_eq!(said(settled(ReportSetting::NoviceYears, "1"), "{стаж}, {стажа}"), "один год, одного года");
        let eight = settled(ReportSetting::Satisfaction, "8");
        assert_eq!(said(eight, "{балл} {кем выбран порог}"), "8 задан настройкой базы с 01.01.2025");
        assert_eq!(eight.word(ReportSetting::Satisfaction), "satisfaction=8 (2025-01-01)");
        assert_eq!(
            ReportRules::default().told(ReportSetting::AgeOn),
            "на какой день считается возраст — на отчётную дату (принято программой)"
        );
    }

    #[test]
    fn a_value_that_cant_be_is_refused_with_what_can() {
        assert_eq!(parse(ReportSetting::Satisfaction, "11"), Err("ожидается балл от 1 до 10".into()));
        assert_eq!(parse(ReportSetting::AgeLimit, " 030 "), Ok("30".into()));
        assert!(parse(ReportSetting::AgeOn, "вчера").unwrap_err().contains("1 января"));
    }
}
