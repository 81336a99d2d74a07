//! Small random districts full of boundary days. The dates of the report come first; the days of the district are then
//! drawn from those that are critical for them. Everything random is a small number, and `build` makes of the numbers a
//! district that an import accepts: so a failing case shrinks to a small one.

use std::collections::HashSet;

use chrono::{Datelike, Days, NaiveDate};
use proptest::collection::vec;
use proptest::prelude::*;

use super::model::{
    Answer, Asked, Category, Curator, District, Employment, Group, GroupKind, Kind, Link, Member, Mentee, Org, Pair,
    Paper, Party, Person, Post, Program, Registration, Renaming, Stage, months_after, years_before,
};

pub const POSTS: [Post; 9] = [
    Post { title: "учитель математики", pedagogical: Some(true) },
    Post { title: "Воспитатель", pedagogical: Some(true) },
    Post { title: "педагог-организатор", pedagogical: Some(true) },
    Post { title: "Директор", pedagogical: Some(false) },
    Post { title: "Заместитель директора по УВР", pedagogical: Some(false) },
    Post { title: "воспитатель-помощник", pedagogical: None },
    Post { title: "методист по охране труда", pedagogical: None },
    Post { title: "Старший методист", pedagogical: Some(true) },
    Post { title: "учительница", pedagogical: None },
];

pub const GROUP_KINDS: [GroupKind; 10] = [
    GroupKind { title: "методическое объединение", community: false },
    GroupKind { title: "клуб", community: true },
    GroupKind { title: "сообщество", community: true },
    GroupKind { title: "школа наставничества", community: true },
    GroupKind { title: "наставническая группа", community: true },
    GroupKind { title: "проблемная группа", community: false },
    GroupKind { title: "творческая группа", community: false },
    GroupKind { title: "школа молодого педагога", community: false },
    GroupKind { title: "сетевой проект", community: false },
    GroupKind { title: "совет наставников", community: true },
];

const NAMES: [&str; 3] = ["Иванова Анна Петровна", "Сидоров Пётр Ильич", "Белова Вера"];
const OTHER_MUNICIPALITY: &str = "Ясный район";
pub const DISTRICT: &str = "Спасский район";

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn plus(day: NaiveDate, days: u64) -> NaiveDate {
    day + Days::new(days)
}

pub fn minus(day: NaiveDate, days: u64) -> NaiveDate {
    day - Days::new(days)
}

/// A valid СНИЛС, told by a small number.
pub fn snils(at: usize) -> String {
    let number = format!("9{at:08}");
    let sum: usize = number.bytes().zip((1..=9).rev()).map(|(b, weight)| usize::from(b - b'0') * weight).sum();
    format!("{number}{:02}", sum % 101 % 100)
}

/// A valid ИНН of an organisation, told by a small number.
pub fn inn(at: usize) -> String {
    let number = format!("25{at:07}");
    let weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    let sum: usize = number.bytes().zip(weights).map(|(b, weight)| usize::from(b - b'0') * weight).sum();
    format!("{number}{}", sum % 11 % 10)
}

// ------------------------------------------------------------------------------------------------ the small numbers

/// An index into a list of critical days.
type Pick = u8;

#[derive(Debug, Clone)]
struct RawAsked {
    reference: (Pick, u16),
    back: Pick,
    ahead: Pick,
}

#[derive(Debug, Clone)]
struct RawOrg {
    kind: u8,
    elsewhere: bool,
    twin: bool,
    inn: bool,
    opened: Option<Pick>,
    closed: Option<Pick>,
    order: u8,
    order_days: [Pick; 2],
    regulation: Option<Pick>,
    road_map: Option<Pick>,
    curator: u8,
    curator_days: [Pick; 2],
    rekinded: Option<Pick>,
    other_kind: u8,
    renamed: Option<Pick>,
    repealed: Option<Pick>,
    road_map_term: Option<Pick>,
}

#[derive(Debug, Clone)]
struct RawJob {
    org: u8,
    post: u8,
    declared: Option<bool>,
    main: Option<bool>,
    number: bool,
    hired: Pick,
    dismissed: Option<Pick>,
    transfer: bool,
    same_day: bool,
}

#[derive(Debug, Clone)]
struct RawRegistration {
    category: u8,
    org: Option<u8>,
    registered: Pick,
    retired: Option<Pick>,
}

#[derive(Debug, Clone)]
struct RawPerson {
    name: u8,
    snils: bool,
    born: Option<Pick>,
    since: Option<Pick>,
    spread: u8,
    jobs: Vec<RawJob>,
    registrations: Vec<RawRegistration>,
    absences: Vec<(Pick, Option<Pick>)>,
}

#[derive(Debug, Clone)]
struct RawMember {
    org: bool,
    who: u8,
    joined: Option<Pick>,
    ended: Option<Pick>,
}

#[derive(Debug, Clone)]
struct RawGroup {
    kind: u8,
    network: Option<bool>,
    members: Vec<RawMember>,
    changed: Option<Pick>,
    other_kind: u8,
}

#[derive(Debug, Clone)]
struct RawPair {
    mentor: u8,
    mentees: Vec<RawMentee>,
    org: Option<u8>,
    order: u8,
    dated: Pick,
    in_group: bool,
    started: Option<Pick>,
    planned: Option<Pick>,
    ended: Option<Pick>,
}

#[derive(Debug, Clone)]
struct RawMentee {
    who: u8,
    joined: Option<Pick>,
    left: Option<Pick>,
    back: Option<Pick>,
    order: u8,
    dated: Pick,
}

#[derive(Debug, Clone)]
struct RawProgram {
    pair: u8,
    mentees: u8,
    approved: Option<Pick>,
    finish: Pick,
    length: u8,
    stopped: Option<Pick>,
    cancelled: bool,
    moved: Option<u8>,
    on: Option<Pick>,
}

#[derive(Debug, Clone)]
struct RawAnswer {
    pair: u8,
    who: u8,
    day: Pick,
    score: u8,
    stage: u8,
}

fn raw_asked() -> impl Strategy<Value = RawAsked> {
    ((any::<Pick>(), 0..3653u16), any::<Pick>(), any::<Pick>()).prop_map(|(reference, back, ahead)| RawAsked {
        reference,
        back,
        ahead,
    })
}

fn perhaps(chance: f64) -> impl Strategy<Value = Option<Pick>> {
    proptest::option::weighted(chance, any::<Pick>())
}

fn likely(chance: f64) -> impl Strategy<Value = bool> {
    proptest::bool::weighted(chance)
}

fn raw_org() -> impl Strategy<Value = RawOrg> {
    let first = (0..16u8, likely(0.3), likely(0.2), likely(0.7), perhaps(0.3), perhaps(0.3));
    let papers = (0..8u8, any::<[Pick; 2]>(), perhaps(0.8), perhaps(0.8), 0..8u8, any::<[Pick; 2]>());
    (first, papers, (perhaps(0.3), 0..16u8, perhaps(0.3)), perhaps(0.2), perhaps(0.7)).prop_map(
        |(
            (kind, elsewhere, twin, inn, opened, closed),
            (order, order_days, regulation, road_map, curator, curator_days),
            (rekinded, other_kind, renamed),
            repealed,
            road_map_term,
        )| RawOrg {
            kind,
            elsewhere,
            twin,
            inn,
            opened,
            closed,
            order,
            order_days,
            regulation,
            road_map,
            curator,
            curator_days,
            rekinded,
            other_kind,
            renamed,
            repealed,
            road_map_term,
        },
    )
}

fn raw_job() -> impl Strategy<Value = RawJob> {
    let flag = |chance| proptest::option::weighted(chance, any::<bool>());
    (
        any::<u8>(),
        any::<u8>(),
        flag(0.15),
        flag(0.5),
        likely(0.5),
        any::<Pick>(),
        perhaps(0.45),
        (likely(0.35), likely(0.35)),
    )
        .prop_map(|(org, post, declared, main, number, hired, dismissed, (transfer, same_day))| RawJob {
            org,
            post,
            declared,
            main,
            number,
            hired,
            dismissed,
            transfer,
            same_day,
        })
}

fn raw_registration() -> impl Strategy<Value = RawRegistration> {
    (any::<u8>(), perhaps(0.6), any::<Pick>(), perhaps(0.5))
        .prop_map(|(category, org, registered, retired)| RawRegistration { category, org, registered, retired })
}

fn raw_person() -> impl Strategy<Value = RawPerson> {
    let jobs = prop_oneof![1 => vec(raw_job(), 0..1), 5 => vec(raw_job(), 1..2), 5 => vec(raw_job(), 2..4)];
    let registrations = prop_oneof![2 => vec(raw_registration(), 0..1), 3 => vec(raw_registration(), 1..3)];
    let absences =
        prop_oneof![2 => vec((any::<Pick>(), perhaps(0.6)), 0..1), 1 => vec((any::<Pick>(), perhaps(0.6)), 1..3)];
    (any::<u8>(), likely(0.75), perhaps(0.88), perhaps(0.88), 0..6u8, jobs, registrations, absences).prop_map(
        |(name, snils, born, since, spread, jobs, registrations, absences)| RawPerson {
            name,
            snils,
            born,
            since,
            spread,
            jobs,
            registrations,
            absences,
        },
    )
}

fn raw_group() -> impl Strategy<Value = RawGroup> {
    let member = (likely(0.3), any::<u8>(), perhaps(0.7), perhaps(0.6))
        .prop_map(|(org, who, joined, ended)| RawMember { org, who, joined, ended });
    let event = (perhaps(0.3), any::<u8>());
    (any::<u8>(), proptest::option::weighted(0.7, any::<bool>()), vec(member, 0..5), event).prop_map(
        |(kind, network, members, (changed, other_kind))| RawGroup { kind, network, members, changed, other_kind },
    )
}

fn raw_pair() -> impl Strategy<Value = RawPair> {
    let mentee = (any::<u8>(), perhaps(0.35), perhaps(0.3), perhaps(0.5), any::<u8>(), any::<Pick>())
        .prop_map(|(who, joined, left, back, order, dated)| RawMentee { who, joined, left, back, order, dated });
    let first = (any::<u8>(), vec(mentee, 1..4), perhaps(0.3), any::<u8>(), any::<Pick>(), likely(0.3));
    (first, perhaps(0.7), perhaps(0.3), perhaps(0.35)).prop_map(
        |((mentor, mentees, org, order, dated, in_group), started, planned, ended)| RawPair {
            mentor,
            mentees,
            org,
            order,
            dated,
            in_group,
            started,
            planned,
            ended,
        },
    )
}

fn raw_program() -> impl Strategy<Value = RawProgram> {
    let first = (any::<u8>(), any::<u8>(), perhaps(0.8), any::<Pick>(), any::<u8>());
    (first, perhaps(0.25), any::<bool>(), perhaps(0.3), perhaps(0.7)).prop_map(
        |((pair, mentees, approved, finish, length), stopped, cancelled, moved, on)| RawProgram {
            pair,
            mentees,
            approved,
            finish,
            length,
            stopped,
            cancelled,
            moved,
            on,
        },
    )
}

fn raw_answer() -> impl Strategy<Value = RawAnswer> {
    (any::<u8>(), any::<u8>(), any::<Pick>(), 0..11u8, 0..6u8).prop_map(|(pair, who, day, score, stage)| RawAnswer {
        pair,
        who,
        day,
        score,
        stage,
    })
}

/// A district and the reports asked of it.
#[derive(Debug, Clone)]
pub struct Case {
    pub asked: Vec<Asked>,
    pub district: District,
}

/// Random cases.
pub fn cases() -> impl Strategy<Value = Case> {
    let registers = (vec(raw_org(), 1..5), vec(raw_person(), 1..8), vec(raw_group(), 0..4));
    let mentoring = (vec(raw_pair(), 0..7), vec(raw_program(), 0..10), vec(raw_answer(), 0..16));
    (raw_asked(), registers, mentoring).prop_map(|(asked, (orgs, people, groups), (pairs, programs, answers))| {
        let asked = dates(&asked);
        let days = Critical::of(asked[0]);
        let mut district = District { orgs: days.orgs(&orgs), ..District::default() };
        district.people = days.people(&people, &mut district.orgs);
        district.groups = days.groups(&groups, &mut district);
        district.pairs = days.pairs(&pairs, &mut district);
        district.programs = days.programs(&programs, &district);
        district.answers = days.answers(&answers, &district);
        Case { asked, district }
    })
}

// ------------------------------------------------------------------------------------------------------- the days

/// The report that the days of the district are critical for, and some more of the same district.
fn dates(raw: &RawAsked) -> Vec<Asked> {
    let fixed = [
        day(2024, 2, 29),
        day(2023, 2, 28),
        day(2023, 3, 1),
        day(2027, 2, 28),
        day(2027, 3, 1),
        day(2022, 12, 31),
        day(2023, 8, 31),
        day(2022, 9, 8),
    ];
    let reference = match fixed.get(usize::from(raw.reference.0 % 16)) {
        Some(fixed) => *fixed,
        None => plus(day(2020, 1, 1), u64::from(raw.reference.1)),
    };
    let (year, autumn) = (reference.year(), if reference.month() < 9 { 1 } else { 0 });
    let from = match raw.back % 6 {
        0 => reference,
        1 => minus(reference, 1),
        2 => minus(reference, 30),
        3 => day(year, 1, 1),
        4 => day(year - autumn, 9, 1),
        _ => minus(reference, 364),
    };
    let asked = match raw.ahead % 5 {
        0 => Asked { from, to: reference, today: reference },
        1 => Asked { from, to: reference, today: plus(reference, 1) },
        2 => Asked { from, to: reference, today: plus(reference, 500) },
        3 => Asked { from, to: plus(reference, 1), today: reference },
        _ => Asked { from, to: plus(reference, 100), today: reference },
    };
    let (before, after) = (minus(reference, 1), plus(reference, 1));
    vec![asked, Asked { from: before, to: before, today: after }, Asked { from, to: after, today: plus(after, 1) }]
}

/// The days that matter for one report.
struct Critical {
    /// Around the ends of the period and in it.
    days: Vec<NaiveDate>,
    /// These, and as often long before: of starts and papers, so that enough of them are good.
    firsts: Vec<NaiveDate>,
    /// These, and as often after the report: of ends.
    lasts: Vec<NaiveDate>,
    births: Vec<NaiveDate>,
    starts: Vec<NaiveDate>,
    /// The latest days of starts that are known to a month, to a year.
    latest: [Vec<NaiveDate>; 2],
}

/// A day with its two neighbours.
fn around(day: NaiveDate) -> [NaiveDate; 3] {
    [day, plus(day, 1), minus(day, 1)]
}

/// Whether a pair of somebody may begin on a day: there is work on it, or it is somebody from outside.
fn may_begin(person: &Person, day: NaiveDate) -> bool {
    let outside = [Some(Category::Enterprise), Some(Category::Pupil)];
    person.employments.iter().any(|job| job.open_on(day))
        || person.registrations.iter().any(|registration| outside.contains(&registration.category))
}

/// The days on which somebody began to work, in order.
fn hires(person: &Person) -> Vec<NaiveDate> {
    let mut days: Vec<_> = person.employments.iter().map(|job| job.hired).collect();
    days.sort();
    days
}

/// The days around the end of February of a year.
fn february(year: i32) -> [NaiveDate; 3] {
    let march = day(year, 3, 1);
    [minus(march, 1), march, minus(march, 2)]
}

impl Critical {
    fn of(asked: Asked) -> Self {
        let reference = asked.reference();
        let mut days: Vec<NaiveDate> = Vec::new();
        days.extend(around(reference));
        days.extend(around(asked.from));
        days.extend(around(minus(reference, 200)));
        days.extend(around(asked.to));
        days.push(plus(reference, 60));
        let early = [2000, 1200, 800, 400].map(|n| minus(reference, n));
        let late = [90, 200, 300, 400].map(|n| plus(reference, n));
        let with = |others: [NaiveDate; 4]| [&days[..], &others, &others, &others].concat();
        let (firsts, lasts) = (with(early), with(late));
        let mut births = [24, 26, 28, 30, 32, 34, 50].map(|age| years_before(reference, age)).to_vec();
        let mut starts = [1, 2, 10].map(|years| years_before(reference, years)).to_vec();
        starts.extend([minus(reference, 900), reference, plus(reference, 1)]);
        for age in [35, 36] {
            births.extend(around(years_before(reference, age)));
            births.extend(february(reference.year() - age));
        }
        starts.extend(around(years_before(reference, 3)));
        starts.extend(february(reference.year() - 3));
        let latest = [1, 12].map(|months| {
            // The ends of a spread, each around the bound; the last days of months, from which a step may fall short.
            let bound = years_before(reference, 3);
            let mut latest = [&around(bound)[..], &around(months_after(bound, months)), &starts].concat();
            latest.extend((0..4).map(|n| minus(day(bound.year(), bound.month(), 1), 1 + n * 30)));
            latest.extend((0..3).map(|n| minus(months_after(day(bound.year(), bound.month(), 1), months + n), 1)));
            latest
        });
        Self { days, firsts, lasts, births, starts, latest }
    }

    /// A day of a start or a paper.
    fn first(&self, pick: Pick) -> NaiveDate {
        self.firsts[usize::from(pick) % self.firsts.len()]
    }

    /// A day of an end.
    fn last(&self, pick: Pick) -> NaiveDate {
        self.lasts[usize::from(pick) % self.lasts.len()]
    }

    /// A day of an answer.
    fn day(&self, pick: Pick) -> NaiveDate {
        self.days[usize::from(pick) % self.days.len()]
    }

    /// A period between two picks, put in order.
    fn span(&self, first: Option<Pick>, last: Option<Pick>) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (first, last) = (first.map(|pick| self.first(pick)), last.map(|pick| self.last(pick)));
        match (first, last) {
            (Some(a), Some(b)) if a > b => (Some(b), Some(a)),
            other => other,
        }
    }

    fn orgs(&self, raw: &[RawOrg]) -> Vec<Org> {
        let mut orgs: Vec<Org> = Vec::new();
        for (at, raw) in raw.iter().enumerate() {
            // Schools and supplementary education more often than the rest.
            let kind_of = |number: u8| match number {
                0..=4 => Kind::General,
                5..=8 => Kind::Additional,
                other => Kind::EVERY[usize::from(other) % 8],
            };
            let kind = kind_of(raw.kind);
            let (opened, closed) = self.span(raw.opened, raw.closed);
            let rekinded = raw.rekinded.map(|pick| (self.first(pick), kind_of(raw.other_kind)));
            let rekinded = rekinded.filter(|(from, other)| {
                *other != kind && opened.is_none_or(|day| *from > day) && closed.is_none_or(|day| *from <= day)
            });
            let municipality = raw.elsewhere.then(|| OTHER_MUNICIPALITY.to_owned());
            let [first, second] = raw.order_days.map(|pick| self.first(pick));
            let paper = |number: Option<&str>, dated| Paper { number: number.map(Into::into), dated };
            let mut orders = match raw.order {
                0 => vec![],
                1 => vec![paper(Some("1-ОД"), None)],
                2 => vec![paper(None, Some(first))],
                3 => vec![paper(Some("1-ОД"), None), paper(Some("2-ОД"), Some(second))],
                4 => vec![paper(Some("1-ОД"), Some(first)), paper(Some("2-ОД"), Some(second))],
                _ => vec![paper(Some("1-ОД"), Some(first))],
            };
            if orders.len() == 2 && orders[0].dated == orders[1].dated {
                orders.pop();
            }
            let [first, second] = raw.curator_days.map(|pick| self.first(pick));
            let curator =
                |name: Option<&str>, appointed| Curator { name: name.map(Into::into), appointed, ended: None };
            let mut curators = match raw.curator {
                0 => vec![],
                1 => vec![curator(Some(NAMES[0]), None)],
                2 => vec![curator(None, Some(first))],
                3 => vec![curator(Some(NAMES[0]), None), curator(Some(NAMES[1]), Some(second))],
                4 if second > first => {
                    vec![curator(Some(NAMES[0]), Some(first)), curator(Some(NAMES[1]), Some(second))]
                }
                _ => vec![curator(Some(NAMES[0]), Some(first))],
            };
            if curators.len() == 2 {
                curators[0].ended = Some(minus(second, 1));
            }
            let mut org = Org {
                name: format!("Организация № {}", at + 1),
                inn: raw.inn.then(|| inn(at)),
                kind,
                municipality,
                opened,
                closed,
                orders,
                regulation: raw.regulation.map(|pick| self.first(pick)),
                repealed: None,
                road_map: raw.road_map.map(|pick| self.first(pick)),
                road_map_term: None,
                curators,
                rekinded,
                renamed: None,
            };
            // No paper is over before it is issued.
            let after = |first: Option<NaiveDate>, last: Option<Pick>| Some(first?.max(self.last(last?)));
            org.repealed = after(org.regulation, raw.repealed);
            org.road_map_term = after(org.road_map, raw.road_map_term);
            // The same name in another municipality: only ИНН tells them apart.
            if raw.twin && at > 0 && orgs[0].municipality != org.municipality {
                let taken = orgs[1..].iter().any(|o| o.name == orgs[0].name);
                if !taken {
                    org.name = orgs[0].name.clone();
                    org.inn = Some(inn(at));
                    orgs[0].inn = Some(inn(0));
                }
            }
            orgs.push(org);
        }
        let all = raw.len();
        for (at, (org, raw)) in orgs.iter_mut().zip(raw).enumerate() {
            let from = raw.renamed.map(|pick| self.first(pick));
            let from = from
                .filter(|from| org.opened.is_none_or(|day| *from > day) && org.closed.is_none_or(|day| *from <= day));
            // It comes before all others by its new name, or after them.
            let name = if raw.other_kind % 2 == 0 { "Академия" } else { "Ясная школа" };
            let is = format!("{name} № {}", all - at);
            org.renamed = from.map(|from| Renaming { from, was: org.name.clone(), is });
        }
        orgs
    }

    fn jobs(&self, at: usize, raw: &[RawJob], orgs: &[Org]) -> Vec<Employment> {
        let mut jobs: Vec<Employment> = Vec::new();
        for raw in raw {
            let (hired, dismissed) = self.span(Some(raw.hired), raw.dismissed);
            let mut job = Employment {
                org: usize::from(raw.org) % orgs.len(),
                number: raw.number.then(|| format!("{}-{}", at + 1, jobs.len() + 1)),
                // Teachers more often than the rest.
                post: POSTS[(usize::from(raw.post) % 18).saturating_sub(9)],
                declared: raw.declared,
                main: raw.main,
                hired: hired.unwrap(),
                dismissed,
            };
            // Two jobs of one day.
            if let Some(former) = jobs.last().filter(|_| raw.same_day) {
                job.hired = former.hired;
                job.dismissed = job.dismissed.map(|dismissed| dismissed.max(job.hired));
            }
            // A transfer: the former work ends on the day before.
            if let Some(former) = jobs.last().filter(|_| raw.transfer)
                && let Some(last) = former.dismissed
            {
                job.hired = plus(last, 1);
                job.dismissed = job.dismissed.map(|dismissed| dismissed.max(job.hired));
                if former.org == job.org && former.number.is_some() {
                    job.number = former.number.clone();
                }
            }
            let same = |e: &Employment| (e.org, e.post.title, e.hired) == (job.org, job.post.title, job.hired);
            if !jobs.iter().any(same) {
                jobs.push(job);
            }
        }
        jobs
    }

    fn people(&self, raw: &[RawPerson], orgs: &mut [Org]) -> Vec<Person> {
        let mut people: Vec<Person> = Vec::new();
        let mut taken = HashSet::new();
        for (at, raw) in raw.iter().enumerate() {
            let born = raw.born.map(|pick| self.births[usize::from(pick) % self.births.len()]);
            // A date more often than whole months or whole years of tenure.
            let (spread, starts) = match raw.spread {
                4 => (Some(1), &self.latest[0]),
                5 => (Some(12), &self.latest[1]),
                _ => (None, &self.starts),
            };
            let since = raw.since.map(|pick| starts[usize::from(pick) % starts.len()]);
            let employments = self.jobs(at, &raw.jobs, orgs);
            // A file must be able to tell and to find whom it names.
            let snils =
                (raw.snils || employments.is_empty() || (employments.len() > 1 && born.is_none())).then(|| snils(at));
            let mut name = NAMES[usize::from(raw.name) % NAMES.len()].to_owned();
            if snils.is_none() || (born.is_some() && !taken.insert((name.clone(), born))) {
                let letter = char::from_u32('а' as u32 + at as u32).unwrap();
                name = format!("Единова Мария {}евна", letter.to_uppercase());
            }
            let mut registrations: Vec<Registration> = Vec::new();
            for raw in &raw.registrations {
                let (registered, retired) = self.span(Some(raw.registered), raw.retired);
                let category = match raw.category % 5 {
                    0 if snils.is_some() => Some(Category::Enterprise),
                    1 if snils.is_some() => Some(Category::Pupil),
                    2 => Some(Category::Teacher),
                    _ => None,
                };
                let org = raw.org.map(|org| usize::from(org) % orgs.len()).filter(|_| snils.is_some());
                if let Some(org) = org {
                    orgs[org].inn.get_or_insert_with(|| inn(org));
                }
                let next = Registration { category, org, registered: registered.unwrap(), retired };
                // Another registration begins after the end of the one before.
                match registrations.last().map(|r| r.retired) {
                    Some(Some(retired)) if next.registered > retired => registrations.push(next),
                    Some(_) => {}
                    None => registrations.push(next),
                }
            }
            if employments.is_empty() {
                // Somebody from outside enters the file by the register of mentors.
                if registrations.is_empty() {
                    registrations.push(Registration {
                        category: None,
                        org: None,
                        registered: self.first(at as Pick),
                        retired: None,
                    });
                }
                registrations[0].category = Some(Category::Enterprise);
            }
            // Nobody is away twice at once, nor from a workplace that isn't there.
            let mut absences: Vec<(NaiveDate, Option<NaiveDate>)> = Vec::new();
            for (first, last) in raw.absences.iter().filter(|_| !employments.is_empty()) {
                let (first, last) = self.span(Some(*first), *last);
                let first = first.unwrap();
                let apart = |(other, end): &(NaiveDate, Option<NaiveDate>)| {
                    last.is_some_and(|last| last < *other) || end.is_some_and(|end| end < first)
                };
                if absences.iter().all(apart) {
                    absences.push((first, last));
                }
            }
            people.push(Person {
                snils,
                absences,
                name,
                born,
                since: since.filter(|since| born.is_none_or(|born| *since > born)),
                spread,
                employments,
                registrations,
                events: Vec::new(),
            });
        }
        people
    }

    fn groups(&self, raw: &[RawGroup], district: &mut District) -> Vec<Group> {
        let mut groups = Vec::new();
        for (at, raw) in raw.iter().enumerate() {
            let mut members: Vec<Member> = Vec::new();
            for raw in &raw.members {
                let (joined, ended) = self.span(raw.joined, raw.ended);
                let who = usize::from(raw.who);
                let party = if raw.org {
                    let org = who % district.orgs.len();
                    district.orgs[org].inn.get_or_insert_with(|| inn(org));
                    Party::Org(org)
                } else {
                    Party::Person(who % district.people.len())
                };
                // Who comes back comes after the day of leaving.
                let last = members.iter().rev().find(|m| m.party == party);
                let fits = last.is_none_or(|last| last.ended.zip(joined).is_some_and(|(ended, joined)| joined > ended));
                if fits {
                    members.push(Member { party, joined, ended });
                }
            }
            let kind = |number: u8| GROUP_KINDS[usize::from(number) % GROUP_KINDS.len()];
            let another = !raw.network.unwrap_or(false);
            groups.push(Group {
                code: format!("Г-{}", at + 1),
                kind: kind(raw.kind),
                network: raw.network,
                members,
                changed: raw.changed.map(|pick| (self.first(pick), kind(raw.other_kind), another)),
            });
        }
        groups
    }

    fn pairs(&self, raw: &[RawPair], district: &mut District) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for raw in raw {
            let mentor = usize::from(raw.mentor) % district.people.len();
            let order = self.order(raw.order, raw.dated, "5-Н", 0);
            let (mut started, ended) = self.span(raw.started, raw.ended);
            // The first day finds the mentor at work.
            let begun = |started: Option<NaiveDate>| started.or(order.as_ref().and_then(|order| order.dated));
            if let Some(first) = begun(started).filter(|first| !may_begin(&district.people[mentor], *first)) {
                let after = hires(&district.people[mentor]).into_iter().find(|day| *day > first);
                let Some(later) = after.or(hires(&district.people[mentor]).pop()) else { continue };
                started = Some(later);
            }
            let begun = begun(started);
            let ended = ended.map(|ended| begun.map_or(ended, |begun| ended.max(begun)));
            let planned = raw.planned.map(|pick| self.last(pick));
            let planned = planned.map(|planned| begun.map_or(planned, |begun| planned.max(begun)));
            let mentees = self.mentees(&raw.mentees, &district.people, mentor, begun);
            if mentees.is_empty() {
                continue;
            }
            // Programs and answers name the participants of a pair by СНИЛС only.
            for who in mentees.iter().map(|mentee| mentee.who).chain([mentor]) {
                district.people[who].snils.get_or_insert_with(|| snils(who));
            }
            let org = raw.org.map(|org| usize::from(org) % district.orgs.len());
            if let Some(org) = org {
                district.orgs[org].inn.get_or_insert_with(|| inn(org));
            }
            let number = format!("{}", pairs.len() + 1);
            // A group is of two mentees or more.
            let in_group = raw.in_group && mentees.iter().any(|mentee| mentee.who != mentees[0].who);
            pairs.push(Pair { number, mentor, org, mentees, order, in_group, started, planned, ended });
        }
        pairs
    }

    /// An order with number and date, with one of the two, or none: so often the latter, of sixteen, if told.
    fn order(&self, raw: u8, dated: Pick, number: &str, none: u8) -> Option<Paper> {
        let (number, dated) = (Some(number.to_owned()), Some(self.first(dated)));
        match raw % 16 {
            0 => None,
            1 => Some(Paper { number, dated: None }),
            2 => Some(Paper { number: None, dated }),
            some if some < none => None,
            _ => Some(Paper { number, dated }),
        }
    }

    /// The mentees of a pair, each with work on the first day, and the mentor too; some leave, some of those come back.
    fn mentees(&self, raw: &[RawMentee], people: &[Person], mentor: usize, begun: Option<NaiveDate>) -> Vec<Mentee> {
        let mut mentees: Vec<Mentee> = Vec::new();
        for raw in raw {
            let who = usize::from(raw.who) % people.len();
            if who == mentor || mentees.iter().any(|mentee| mentee.who == who) {
                continue;
            }
            let fits = |day: &NaiveDate| may_begin(&people[mentor], *day) && may_begin(&people[who], *day);
            let others = || hires(&people[who]).into_iter().chain(hires(&people[mentor])).find(fits);
            let mut joined = raw.joined.map(|pick| self.first(pick));
            if joined.or(begun).is_some_and(|first| !fits(&first)) {
                let Some(other) = others() else { continue };
                joined = Some(other);
            }
            let left = raw.left.map(|pick| self.last(pick));
            let left = left.map(|left| joined.map_or(left, |joined| left.max(joined)));
            let order = self.order(raw.order, raw.dated, "6-В", 10);
            mentees.push(Mentee { who, joined, order: order.clone(), left });
            let back = left.zip(raw.back).map(|(left, pick)| self.last(pick).max(plus(left, 1)));
            if let Some(back) = back.filter(fits) {
                let order = order.filter(|_| raw.order % 2 == 0);
                mentees.push(Mentee { who, joined: Some(back), order, left: None });
            }
        }
        mentees
    }

    fn programs(&self, raw: &[RawProgram], district: &District) -> Vec<Program> {
        let mut programs = Vec::new();
        for raw in raw {
            if district.pairs.is_empty() {
                continue;
            }
            let pair = usize::from(raw.pair) % district.pairs.len();
            let all = district.pairs[pair].people();
            let mut mentees: Vec<usize> =
                all.iter().enumerate().filter(|(at, _)| raw.mentees >> at & 1 == 1).map(|(_, who)| *who).collect();
            if mentees.is_empty() {
                mentees.push(all[0]);
            }
            // The finish is the critical day; the start follows from the length, from the least to the most allowed.
            let finish = self.last(raw.finish);
            let start = match raw.length % 3 {
                0 => (0..95).map(|n| minus(finish, n)).find(|s| months_after(*s, 3) <= plus(finish, 1)).unwrap(),
                1 => (0..367).rev().map(|n| minus(finish, n)).find(|s| finish <= months_after(*s, 12)).unwrap(),
                _ => minus(finish, 200),
            };
            let number = format!("П-{}", programs.len() + 1);
            let approved = raw.approved.map(|pick| self.first(pick).min(finish));
            // Only an approved program is completed, and not before it starts; none is cancelled after its finish.
            let cancelled = raw.cancelled || approved.is_none();
            let stopped = raw.stopped.map(|pick| self.last(pick));
            let stopped = stopped.filter(|day| if cancelled { *day <= finish } else { *day >= start });
            let mut pairs = vec![Link { pair, since: None, until: None }];
            // A hand-over: another pair of one of the mentees takes the program on, from a day on or beside the first.
            let of_them = |at: &usize| mentees.iter().any(|who| district.pairs[*at].people().contains(who));
            let moved = raw.moved.map(|at| usize::from(at) % district.pairs.len());
            if let Some(next) = moved.filter(|at| *at != pair).filter(of_them) {
                let since = raw.on.map(|pick| self.day(pick));
                pairs[0].until = since.map(|day| minus(day, 1));
                pairs.push(Link { pair: next, since, until: None });
            }
            programs.push(Program { number, pairs, mentees, approved, start, finish, stopped, cancelled });
        }
        programs
    }

    fn answers(&self, raw: &[RawAnswer], district: &District) -> Vec<Answer> {
        let mut answers: Vec<Answer> = Vec::new();
        for raw in raw {
            if district.pairs.is_empty() {
                continue;
            }
            let pair = usize::from(raw.pair) % district.pairs.len();
            let of = &district.pairs[pair];
            let mentees = of.people();
            let who = usize::from(raw.who) % (mentees.len() + 1);
            let person = mentees.get(who).copied().unwrap_or(of.mentor);
            let day = self.day(raw.day);
            if !answers.iter().any(|a| (a.pair, a.person, a.day) == (pair, person, day)) {
                let stage = match raw.stage {
                    0 => Stage::Untold,
                    1 | 2 => Stage::Entry,
                    _ => Stage::Exit,
                };
                answers.push(Answer { pair, person, day, score: raw.score, stage });
            }
        }
        answers
    }
}
