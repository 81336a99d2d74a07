//! What a district consists of, and the days of a period.

use chrono::{Datelike, NaiveDate};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    General,
    Additional,
    Preschool,
    Vocational,
    Authority,
    Enterprise,
    University,
    Other,
}

impl Kind {
    pub const EVERY: [Self; 8] = [
        Self::General,
        Self::Additional,
        Self::Preschool,
        Self::Vocational,
        Self::Authority,
        Self::Enterprise,
        Self::University,
        Self::Other,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Additional => "additional",
            Self::Preschool => "preschool",
            Self::Vocational => "vocational",
            Self::Authority => "authority",
            Self::Enterprise => "enterprise",
            Self::University => "university",
            Self::Other => "other",
        }
    }

    pub fn educational(self) -> bool {
        matches!(self, Self::General | Self::Additional | Self::Preschool | Self::Vocational)
    }
}

/// A paper by its number and date; one of the two at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    pub number: Option<String>,
    pub dated: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Curator {
    pub name: Option<String>,
    pub appointed: Option<NaiveDate>,
    /// The last day; set where another curator follows.
    pub ended: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Org {
    pub name: String,
    pub inn: Option<String>,
    pub kind: Kind,
    /// `None`: the district's own.
    pub municipality: Option<String>,
    pub opened: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub orders: Vec<Paper>,
    pub regulation: Option<NaiveDate>,
    /// The last day before the regulation was repealed.
    pub repealed: Option<NaiveDate>,
    pub road_map: Option<NaiveDate>,
    /// The last day of the road map's own term.
    pub road_map_term: Option<NaiveDate>,
    pub curators: Vec<Curator>,
    /// An event: another kind from a day on.
    pub rekinded: Option<(NaiveDate, Kind)>,
    /// Another event.
    pub renamed: Option<Renaming>,
}

/// Another name from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    pub from: NaiveDate,
    pub was: String,
    pub is: String,
}

/// A post with what the nomenclature says of it, looked up by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post {
    pub title: &'static str,
    pub pedagogical: Option<bool>,
}

#[derive(Debug, Clone)]
pub struct Employment {
    /// In [`District::orgs`].
    pub org: usize,
    pub number: Option<String>,
    pub post: Post,
    /// «Педагогический работник», which overrules the nomenclature.
    pub declared: Option<bool>,
    /// «Основное место работы»; absent means да.
    pub main: Option<bool>,
    pub hired: NaiveDate,
    pub dismissed: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    Teacher,
    Enterprise,
    Pupil,
}

#[derive(Debug, Clone)]
pub struct Registration {
    pub category: Option<Category>,
    /// In [`District::orgs`].
    pub org: Option<usize>,
    pub registered: NaiveDate,
    pub retired: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Person {
    pub snils: Option<String>,
    pub name: String,
    pub born: Option<NaiveDate>,
    /// The first day of work, or the latest one possible where a spread stands beside it.
    pub since: Option<NaiveDate>,
    /// Months: the tenure was told instead of a date, and the work began after `since` less so many.
    pub spread: Option<u32>,
    /// In the order of the file.
    pub employments: Vec<Employment>,
    pub registrations: Vec<Registration>,
    /// The first and the last day of each.
    pub absences: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// Trainings and events of the register: first and last day.
    pub events: Vec<(NaiveDate, NaiveDate)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    Person(usize),
    Org(usize),
}

#[derive(Debug, Clone)]
pub struct Member {
    pub party: Party,
    pub joined: Option<NaiveDate>,
    pub ended: Option<NaiveDate>,
}

/// A kind of group, and whether it is a mentoring community, looked up by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupKind {
    pub title: &'static str,
    pub community: bool,
}

#[derive(Debug, Clone)]
pub struct Group {
    pub code: String,
    pub kind: GroupKind,
    /// «Сетевая»; absent means нет.
    pub network: Option<bool>,
    pub members: Vec<Member>,
    /// An event: another kind and another mark from a day on.
    pub changed: Option<(NaiveDate, GroupKind, bool)>,
}

#[derive(Debug, Clone)]
pub struct Pair {
    pub number: String,
    pub mentor: usize,
    /// «Организация», in [`District::orgs`].
    pub org: Option<usize>,
    /// One, or a group from two, in the order of the file; whoever comes back stands there twice.
    pub mentees: Vec<Mentee>,
    pub order: Option<Paper>,
    /// Of the kind «в группе».
    pub in_group: bool,
    pub started: Option<NaiveDate>,
    /// «Срок», which ends nothing.
    pub planned: Option<NaiveDate>,
    /// «Дата прекращения».
    pub ended: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Mentee {
    pub who: usize,
    /// «Дата включения».
    pub joined: Option<NaiveDate>,
    /// His own order, «о включении».
    pub order: Option<Paper>,
    /// «Дата выхода».
    pub left: Option<NaiveDate>,
}

/// A mentee in a pair by an order with number and date.
#[derive(Debug, Clone, Copy)]
pub struct Participation {
    pub mentee: usize,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    /// In [`District::orgs`].
    pub org: Option<usize>,
}

/// A participation whose mentor is from elsewhere.
pub(super) struct NetworkParticipation {
    pub(super) mentor: usize,
    pub(super) mentee: usize,
    pub(super) org: usize,
    /// The mentor's own organisation.
    pub(super) of_mentor: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Program {
    pub number: String,
    /// The pair it was made for, and those to which it moved with a hand-over.
    pub pairs: Vec<Link>,
    /// Whom its text names.
    pub mentees: Vec<usize>,
    pub approved: Option<NaiveDate>,
    pub start: NaiveDate,
    pub finish: NaiveDate,
    /// Completed or cancelled on this day; a late completion doesn't prolong it.
    pub stopped: Option<NaiveDate>,
    pub cancelled: bool,
}

/// A pair under which a program runs, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    pub pair: usize,
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub pair: usize,
    pub person: usize,
    pub day: NaiveDate,
    pub score: u8,
    pub stage: Stage,
}

/// «Этап» of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Entry,
    Exit,
    Untold,
}

/// A mentee's stay in a pair, as it is seen on the reference date.
pub(super) struct Stay {
    pub(super) mentee: usize,
    pub(super) org: Option<usize>,
    pub(super) ordered_on: Option<NaiveDate>,
    pub(super) ordered: bool,
    pub(super) entered: bool,
}

#[derive(Debug, Clone, Default)]
pub struct District {
    pub orgs: Vec<Org>,
    pub people: Vec<Person>,
    pub groups: Vec<Group>,
    pub pairs: Vec<Pair>,
    pub programs: Vec<Program>,
    pub answers: Vec<Answer>,
}

/// A period as asked for, and the day on which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub today: NaiveDate,
}

impl Asked {
    /// The reference date.
    pub fn reference(self) -> NaiveDate {
        self.to.min(self.today)
    }

    /// Whether something that lasts from the one day to the other overlaps `[from, ref]`; no day is no bound.
    pub(super) fn overlaps(self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> bool {
        first.is_none_or(|first| first <= self.reference()) && last.is_none_or(|last| last >= self.from)
    }
}

/// The same day some years earlier; a day that doesn't exist falls to the last one of that month.
pub fn years_before(day: NaiveDate, years: i32) -> NaiveDate {
    let there = day.with_year(day.year() - years);
    there.unwrap_or_else(|| NaiveDate::from_ymd_opt(day.year() - years, 2, 28).unwrap())
}

/// The same day some months later; a day that doesn't exist falls to the last one of that month.
pub fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    let month = day.month0() + months;
    let (year, month) = (day.year() + (month / 12) as i32, month % 12 + 1);
    (1..=day.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap()
}

/// The same day some months earlier; a day that doesn't exist falls to the last one of that month.
pub fn months_before(day: NaiveDate, months: u32) -> NaiveDate {
    let month = day.year() * 12 + day.month0() as i32 - months as i32;
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    (1..=day.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day)).unwrap()
}
