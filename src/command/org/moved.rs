//! Which figures of past days a correction moves: whoever corrects is told.

use crate::domain::{Day, OrgKind};
use crate::error::Failure;
use crate::indicator::Catalogue;

/// The codes of the figures that a correction may move.
pub struct Moved(Vec<String>);

impl Moved {
    /// An organisation was of another kind than was thought.
    ///
    /// # Errors
    /// As [`Catalogue::known`].
    pub fn kind(old: OrgKind, new: OrgKind) -> Result<Self, Failure> {
        Self::of(Catalogue::known()?.codes(|measure| measure.tells_kinds_apart(old, new)))
    }

    /// An organisation was opened or closed on another day.
    ///
    /// # Errors
    /// As [`Catalogue::known`].
    pub fn open_days(kind: OrgKind) -> Result<Self, Failure> {
        Self::of(Catalogue::known()?.codes(|m| m.page.units.name == "org" && m.kinds.contains(&kind)))
    }

    /// Somebody answered otherwise in a survey.
    ///
    /// # Errors
    /// As [`Catalogue::known`].
    pub fn answers() -> Result<Self, Failure> {
        Self::of(Catalogue::known()?.codes(|measure| measure.page.units.name == "answer"))
    }

    /// Something was otherwise of which facts ask in their own words: `community` and `network` of a group, `registrations`.
    ///
    /// # Errors
    /// As [`Catalogue::known`].
    pub fn asked_of(word: &str) -> Result<Self, Failure> {
        Self::of(Catalogue::known()?.codes(|measure| measure.asks_for(word)))
    }

    fn of(codes: Vec<&str>) -> Result<Self, Failure> {
        Ok(Self(codes.into_iter().map(str::to_owned).collect()))
    }

    /// The sentence, if there are any, where an event may have been meant.
    pub fn event(&self, since: Option<Day>) -> Option<String> {
        let codes = self.0.join(", ");
        let told = format!("исправление меняет и прошлые отчёты{}: {codes}; {MEANT_EVENT}", days_since(since));
        (!self.0.is_empty()).then_some(told)
    }

    /// The sentence, if there are any, where a file corrects and an event may have been meant.
    pub fn by_file(&self) -> Option<String> {
        let told = format!("исправление меняет и прошлые отчёты: {}; {MEANT_EVENT_OF_FILE}", self.0.join(", "));
        (!self.0.is_empty()).then_some(told)
    }

    /// The sentence of a name that a file corrects.
    pub fn name_by_file() -> String {
        format!("наименование исправлено и в прошлых отчётах, прежнее не хранится; {MEANT_EVENT_OF_FILE}")
    }

    /// The sentence, if there are any, where a file puts a day right.
    pub fn day_by_file(&self) -> Option<String> {
        let told = format!("исправление даты меняет и прошлые отчёты: {}", self.0.join(", "));
        (!self.0.is_empty()).then_some(told)
    }

    /// The sentence, if there are any, where a day is put right.
    pub fn between(&self, old: Option<Day>, new: Day) -> Option<String> {
        let days = match old {
            Some(old) => format!(" (за даты между {} и {})", old.min(new), old.max(new)),
            None => format!(" (за даты до {new})"),
        };
        let told = format!("исправление меняет и прошлые отчёты{days}: {}", self.0.join(", "));
        (!self.0.is_empty()).then_some(told)
    }

    /// The sentence, if there are any, where something was otherwise from a day on.
    pub fn since(&self, day: Day) -> Option<String> {
        let told = format!("исправление меняет и прошлые отчёты за даты с {day}: {}", self.0.join(", "));
        (!self.0.is_empty()).then_some(told)
    }

    /// The sentence of a name, which moves no figure.
    pub fn name(since: Option<Day>) -> String {
        let days = days_since(since);
        format!("наименование исправлено и в прошлых отчётах{days}, прежнее не хранится; {MEANT_EVENT}")
    }
}

const MEANT_EVENT: &str =
    "если так стало с какого-то дня, отмените (nastavnik org undo) и повторите команду с --effective ДАТА";

const MEANT_EVENT_OF_FILE: &str =
    "если так стало с какого-то дня, отмените загрузку (nastavnik org undo) и загрузите файл с --effective ДАТА";

fn days_since(since: Option<Day>) -> String {
    since.map_or_else(|| " за все даты".into(), |since| format!(" за даты с {since}"))
}
