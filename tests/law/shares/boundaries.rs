//! Every boundary of docs/definitions.md with the figure that a person works out for it, held against the model and the program.

mod answers;
mod network;
mod participation;

use chrono::NaiveDate;

use super::compare;
use super::district::{DISTRICT, GROUP_KINDS, POSTS, day, inn, snils};
use super::measures;
use super::model::{
    Asked, Category, Curator, District, Employment, Group, Kind, Link, Member, Mentee, Org, Pair, Paper, Party, Person,
    Program, Registration, count,
};
use super::program;

const MATHS: usize = 0;
const HEAD: usize = 3;
const COOK: usize = 5;
const ASSOCIATION: usize = 0;
const CLUB: usize = 1;
const YOUNG_TEACHERS: usize = 7;

/// 8 September 2022, the day of the Spassky act.
const REF: (i32, u32, u32) = (2022, 9, 8);

thread_local! {
    static PROGRAM: program::Program = program::Program::new(DISTRICT);
}

fn d(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").unwrap()
}

fn reference() -> NaiveDate {
    day(REF.0, REF.1, REF.2)
}

/// The report of one day.
fn on(text: &str) -> Asked {
    Asked { from: d(text), to: d(text), today: d(text) }
}

/// The report of the year 2022 on 8 September.
fn of_the_year() -> Asked {
    Asked { from: d("01.01.2022"), to: d("31.12.2022"), today: reference() }
}

fn org(kind: Kind) -> Org {
    Org {
        name: String::new(),
        inn: None,
        kind,
        municipality: None,
        opened: None,
        closed: None,
        orders: Vec::new(),
        regulation: None,
        repealed: None,
        road_map: None,
        road_map_term: None,
        curators: Vec::new(),
        rekinded: None,
        renamed: None,
    }
}

fn job(org: usize, post: usize, hired: &str, dismissed: Option<&str>) -> Employment {
    Employment {
        org,
        number: None,
        post: POSTS[post],
        declared: None,
        main: None,
        hired: d(hired),
        dismissed: dismissed.map(d),
    }
}

/// A teacher of mathematics of the first organisation, for long: 30 years old and in the second year of work.
fn teacher() -> Person {
    somebody(vec![job(0, MATHS, "01.09.2020", None)])
}

fn somebody(employments: Vec<Employment>) -> Person {
    Person {
        snils: None,
        name: String::new(),
        born: Some(d("01.01.1992")),
        since: Some(d("01.09.2020")),
        spread: None,
        employments,
        registrations: Vec::new(),
        absences: Vec::new(),
        events: Vec::new(),
    }
}

fn aged(born: Option<&str>, since: Option<&str>) -> Person {
    Person { born: born.map(d), since: since.map(d), ..teacher() }
}

/// A mentee from the first, by the order of the pair.
fn mentee(who: usize) -> Mentee {
    Mentee { who, joined: None, order: None, left: None }
}

/// An order of a pair of the first two people; the second is the mentee.
fn pair(dated: &str, ended: Option<&str>) -> Pair {
    Pair {
        number: String::new(),
        mentor: 0,
        org: None,
        mentees: vec![mentee(1)],
        order: Some(Paper { number: Some("5-Н".into()), dated: Some(d(dated)) }),
        in_group: false,
        started: None,
        planned: None,
        ended: ended.map(d),
    }
}

/// A program of the first pair for the second person.
fn text(approved: Option<&str>, start: &str, finish: &str) -> Program {
    Program {
        number: String::new(),
        pairs: vec![Link { pair: 0, since: None, until: None }],
        mentees: vec![1],
        approved: approved.map(d),
        start: d(start),
        finish: d(finish),
        stopped: None,
        cancelled: false,
    }
}

fn group(kind: usize, network: Option<bool>, party: Party, joined: Option<&str>, ended: Option<&str>) -> Group {
    let members = vec![Member { party, joined: joined.map(d), ended: ended.map(d) }];
    Group { code: String::new(), kind: GROUP_KINDS[kind], network, members, changed: None }
}

/// A school with people in it.
fn school(people: Vec<Person>) -> District {
    District { orgs: vec![org(Kind::General)], people, ..District::default() }
}

/// Gives everything that has none a name, then holds the figures of both against those that were worked out by hand:
/// code, numerator, denominator, unknown.
fn expect(mut district: District, asked: Asked, figures: &[(&str, u32, u32, u32)]) {
    for (at, org) in district.orgs.iter_mut().enumerate() {
        org.name = format!("Организация № {}", at + 1);
        org.inn = Some(inn(at));
    }
    for (at, person) in district.people.iter_mut().enumerate() {
        person.snils = Some(snils(at));
        person.name = format!("Иванова {}", ["Анна", "Вера", "Нина", "Алла", "Инна", "Яна"][at]);
    }
    for (at, group) in district.groups.iter_mut().enumerate() {
        group.code = format!("Г-{at}");
    }
    for (at, pair) in district.pairs.iter_mut().enumerate() {
        pair.number = format!("{at}");
    }
    for (at, program) in district.programs.iter_mut().enumerate() {
        program.number = format!("П-{at}");
    }
    PROGRAM.with(|program| {
        program.with(&district, |loaded| compare::compare(loaded, &district, &measures(), asked).unwrap());
    });
    for (code, part, whole, unknown) in figures {
        let model = count(&district.units(code, asked), |_| true);
        assert_eq!((model.part, model.whole, model.unknown), (*part, *whole, *unknown), "{code}");
    }
}

#[test]
fn the_thirty_fifth_birthday_ends_youth_on_the_day_itself() {
    let cases = [
        ("08.09.1987", 0, 1),
        ("09.09.1987", 1, 1),
        ("07.09.1987", 0, 1),
        // The inclusive reading lasts until the 36th birthday.
        ("09.09.1986", 0, 1),
        ("08.09.1986", 0, 0),
    ];
    for (born, young, inclusive) in cases {
        let district = school(vec![aged(Some(born), Some("01.09.2021"))]);
        let of = |code, whole| (code, 0, whole, 0);
        expect(
            district,
            on("08.09.2022"),
            &[
                of("N1", young),
                of("P1", young),
                of("N1-novice", young),
                of("P2-age", young),
                of("S7-age", young),
                of("N1-incl", inclusive),
                of("P1-incl", inclusive),
                of("N1-novice-incl", inclusive),
                of("P2-age-incl", inclusive),
                of("S7-age-incl", inclusive),
                of("P2", 1),
                of("N2", 1),
                of("S7", 1),
            ],
        );
    }
}

#[test]
fn exactly_three_years_of_work_are_no_longer_a_novice() {
    for (since, novice) in [
        ("08.09.2019", 0),
        ("09.09.2019", 1),
        ("07.09.2019", 0),
        ("08.09.2022", 1),
        // Work that begins on the next day: nobody is less experienced.
        ("09.09.2022", 1),
    ] {
        let district = school(vec![aged(Some("01.01.1992"), Some(since))]);
        let of = |code| (code, 0, novice, 0);
        expect(district, on("08.09.2022"), &[of("P1"), of("P2"), of("N2"), of("S7"), ("N1", 0, 1, 0)]);
    }
}

#[test]
fn a_tenure_tells_a_novice_only_where_every_day_of_it_does() {
    // Three years before 8 September 2022 is 8 September 2019: a novice began after it.
    for (asked, latest, months, novice, unknown) in [
        ("08.09.2022", "08.09.2019", 12, 0, 0),
        // From 10.09.2018 to 09.09.2019.
        ("08.09.2022", "09.09.2019", 12, 0, 1),
        ("08.09.2022", "07.09.2020", 12, 0, 1),
        // From 09.09.2019 to 08.09.2020.
        ("08.09.2022", "08.09.2020", 12, 1, 0),
        ("08.09.2022", "07.10.2019", 1, 0, 1),
        ("08.09.2022", "08.10.2019", 1, 1, 0),
        // A month before 31 March is the last day of February: from 01.03.2021 on.
        ("28.02.2024", "31.03.2021", 1, 1, 0),
        ("01.03.2024", "31.03.2021", 1, 0, 1),
        // A year before 29 February is the 28th: from 01.03.2023 on.
        ("28.02.2026", "29.02.2024", 12, 1, 0),
        ("01.03.2026", "29.02.2024", 12, 0, 1),
    ] {
        let district = school(vec![Person { spread: Some(months), ..aged(Some("01.01.1980"), Some(latest)) }]);
        expect(district, on(asked), &[("P2", 0, novice, unknown), ("S7", 0, novice, unknown)]);
    }
}

#[test]
fn an_absence_that_covers_the_day_leaves_out_whoever_is_read_as_present() {
    for (first, last, base) in [
        ("08.09.2022", None, 0),
        ("09.09.2022", None, 1),
        ("01.09.2021", Some("08.09.2022"), 0),
        ("01.09.2021", Some("07.09.2022"), 1),
    ] {
        let away = Person { absences: vec![(d(first), last.map(d))], ..aged(Some("01.01.1992"), Some("01.09.2021")) };
        let of = |code, whole| (code, 0, whole, 0);
        let codes = ["P1-present", "P2-present", "N1-present", "N2-present", "S7-present"];
        let figures: Vec<_> = codes.iter().map(|code| of(*code, base)).chain([of("P1", 1), of("S7", 1)]).collect();
        expect(school(vec![away]), on("08.09.2022"), &figures);
    }
}

#[test]
fn births_and_starts_on_29_february() {
    for (asked, born, young) in [
        // 35 years before 28 February 2023 is 28 February 1988: the 29th is later still.
        ("28.02.2023", "29.02.1988", 1),
        ("01.03.2023", "29.02.1988", 0),
        // 35 years before 29 February 2024 there was none: 28 February 1989.
        ("29.02.2024", "28.02.1989", 0),
        ("29.02.2024", "01.03.1989", 1),
        ("28.02.2024", "28.02.1989", 0),
        ("28.02.2024", "01.03.1989", 1),
    ] {
        let district = school(vec![aged(Some(born), Some("01.01.2010"))]);
        expect(district, on(asked), &[("N1", 0, young, 0), ("S7-age", 0, young, 0)]);
    }
    for (asked, since, novice) in [
        ("28.02.2027", "29.02.2024", 1),
        ("01.03.2027", "29.02.2024", 0),
        ("29.02.2024", "28.02.2021", 0),
        ("29.02.2024", "01.03.2021", 1),
    ] {
        let district = school(vec![aged(Some("01.01.1980"), Some(since))]);
        expect(district, on(asked), &[("N2", 0, novice, 0), ("P2", 0, novice, 0)]);
    }
}

#[test]
fn what_is_missing_makes_unknown_unless_something_known_excludes() {
    let old_hand = aged(None, Some("01.09.2010"));
    expect(school(vec![old_hand]), on("08.09.2022"), &[("P1", 0, 0, 0), ("P2", 0, 0, 0), ("N1", 0, 0, 1)]);
    let nothing_known = aged(None, None);
    expect(
        school(vec![nothing_known]),
        on("08.09.2022"),
        &[("P1", 0, 0, 1), ("P2", 0, 0, 1), ("N1", 0, 0, 1), ("P3", 0, 1, 0)],
    );
    let elderly = aged(Some("01.01.1970"), None);
    expect(
        school(vec![elderly]),
        on("08.09.2022"),
        &[("P1", 0, 0, 0), ("P2", 0, 0, 1), ("P2-age", 0, 0, 0), ("N1", 0, 0, 0), ("N1-novice", 0, 0, 0)],
    );
}

#[test]
fn a_post_outside_the_nomenclature_is_neither_nor() {
    let cook = |declared| {
        let job = Employment { declared, ..job(0, COOK, "01.09.2020", None) };
        school(vec![somebody(vec![job])])
    };
    expect(cook(None), on("08.09.2022"), &[("P3", 0, 0, 1), ("S2", 0, 0, 1), ("P1", 0, 0, 1)]);
    expect(cook(Some(true)), on("08.09.2022"), &[("P3", 0, 1, 0), ("P1", 0, 1, 0)]);
    expect(cook(Some(false)), on("08.09.2022"), &[("P3", 0, 0, 0), ("P1", 0, 0, 0)]);
    let head = |declared| Employment { declared, ..job(0, HEAD, "01.09.2020", None) };
    expect(school(vec![somebody(vec![head(None)])]), on("08.09.2022"), &[("P3", 0, 0, 0)]);
    expect(school(vec![somebody(vec![head(Some(true))])]), on("08.09.2022"), &[("P3", 0, 1, 0)]);
    // Not a novice, so it doesn't matter that the post is unknown.
    let mut known_old = cook(None);
    known_old.people[0].since = Some(d("01.09.2010"));
    expect(known_old, on("08.09.2022"), &[("P2", 0, 0, 0), ("P3", 0, 0, 1)]);
}

#[test]
fn one_person_is_one_teacher_at_the_main_workplace() {
    let two = |jobs: Vec<Employment>| District {
        orgs: vec![org(Kind::General), org(Kind::Additional), org(Kind::Enterprise)],
        people: vec![somebody(jobs)],
        ..District::default()
    };
    let side = |org, hired| Employment { main: Some(false), ..job(org, MATHS, hired, None) };
    // A side job makes nobody a teacher there, whatever the main work is.
    let with_side = two(vec![job(0, MATHS, "01.09.2020", None), side(1, "01.09.2019")]);
    expect(with_side, on("08.09.2022"), &[("P3", 0, 1, 0), ("S2", 0, 1, 0), ("N2", 0, 1, 0)]);
    expect(two(vec![side(0, "01.09.2019")]), on("08.09.2022"), &[("P3", 0, 0, 0)]);
    let cook = two(vec![job(2, COOK, "01.09.2020", None), side(0, "01.09.2019")]);
    expect(cook, on("08.09.2022"), &[("P3", 0, 0, 0), ("S2", 0, 0, 0)]);
    // Of two open main ones the earliest «Дата приёма» counts, in whatever order they stand.
    let both = two(vec![job(1, MATHS, "01.09.2020", None), job(0, MATHS, "31.08.2020", None)]);
    expect(both, on("08.09.2022"), &[("P3", 0, 1, 0), ("S2", 0, 1, 0), ("N2", 0, 1, 0)]);
    let elsewhere = two(vec![job(2, MATHS, "01.09.2019", None), job(0, MATHS, "01.09.2020", None)]);
    expect(elsewhere, on("08.09.2022"), &[("P3", 0, 0, 0)]);
    // A transfer: the last day is still in the old place, the next one in the new.
    let moved = two(vec![job(0, MATHS, "01.09.2020", Some("08.09.2022")), job(1, MATHS, "09.09.2022", None)]);
    expect(moved.clone(), on("08.09.2022"), &[("S2", 0, 1, 0), ("P3", 0, 1, 0)]);
    expect(moved, on("09.09.2022"), &[("S2", 0, 0, 0), ("P3", 0, 1, 0)]);
    // Hired on the day and dismissed on the day.
    let one_day = two(vec![job(0, MATHS, "08.09.2022", Some("08.09.2022"))]);
    expect(one_day.clone(), on("08.09.2022"), &[("S2", 0, 1, 0)]);
    expect(one_day.clone(), on("07.09.2022"), &[("S2", 0, 0, 0)]);
    expect(one_day, on("09.09.2022"), &[("S2", 0, 0, 0)]);
}

#[test]
fn an_order_counts_from_its_date_and_its_pair_until_the_period_begins() {
    let with = |pair| District { pairs: vec![pair], ..school(vec![aged(None, Some("01.09.2000")), teacher()]) };
    let ordered = |pair, part| expect(with(pair), of_the_year(), &[("S7", part, 1, 0), ("P2", 0, 1, 0)]);
    ordered(pair("08.09.2022", None), 1);
    ordered(pair("09.09.2022", None), 0);
    ordered(pair("01.09.2021", Some("01.01.2022")), 1);
    ordered(pair("01.09.2021", Some("31.12.2021")), 0);
    // The date of the paper counts, not the start.
    ordered(Pair { started: Some(d("01.11.2022")), ..pair("08.09.2022", None) }, 1);
    ordered(Pair { started: Some(d("01.02.2022")), ..pair("09.09.2022", None) }, 0);
    let paper = |number: Option<&str>, dated: Option<&str>| Pair {
        order: Some(Paper { number: number.map(Into::into), dated: dated.map(d) }),
        ..pair("01.02.2022", None)
    };
    ordered(paper(Some("5-Н"), None), 0);
    ordered(paper(None, Some("01.02.2022")), 0);
    ordered(Pair { order: None, ..pair("01.02.2022", None) }, 0);
}

#[test]
fn entered_is_an_order_and_a_program_of_one_pair() {
    let with = |pairs, programs| District {
        pairs,
        programs,
        ..school(vec![aged(None, Some("01.09.2000")), teacher(), teacher()])
    };
    let entered = |program, part| {
        let district = with(vec![pair("01.02.2022", None)], vec![program]);
        expect(district, of_the_year(), &[("N2", part, 2, 0), ("P2", part, 2, 0), ("N1", part, 2, 1)]);
    };
    entered(text(Some("08.09.2022"), "01.09.2022", "31.05.2023"), 1);
    entered(text(Some("09.09.2022"), "01.09.2022", "31.05.2023"), 0);
    entered(text(None, "01.09.2022", "31.05.2023"), 0);
    entered(text(Some("01.09.2021"), "01.09.2021", "01.01.2022"), 1);
    entered(text(Some("01.09.2021"), "01.09.2021", "31.12.2021"), 0);
    // A program that hasn't begun is approved all the same.
    entered(text(Some("01.09.2022"), "01.10.2022", "31.05.2023"), 1);
    let stopped = |last: &str, cancelled| Program {
        stopped: Some(d(last)),
        cancelled,
        ..text(Some("01.09.2021"), "01.09.2021", "01.09.2022")
    };
    entered(stopped("01.01.2022", true), 1);
    entered(stopped("31.12.2021", true), 0);
    entered(stopped("31.12.2021", false), 0);
    // Completed later than planned: the finish stands.
    let late = Program { stopped: Some(d("01.03.2022")), ..text(Some("01.09.2021"), "01.09.2021", "31.12.2021") };
    entered(late, 0);

    // The order of one pair and the program of another make nobody entered; accompanied, yes.
    let ended = pair("01.02.2021", Some("01.12.2021"));
    let program = text(Some("01.09.2021"), "01.09.2021", "31.05.2022");
    let apart = with(vec![ended, pair("01.02.2022", None)], vec![program.clone()]);
    expect(apart.clone(), of_the_year(), &[("N2", 0, 2, 0), ("S7", 1, 2, 0)]);
    // With a hand-over the program goes on under the other.
    let mut handed_over = apart;
    handed_over.programs[0].pairs.push(Link { pair: 1, since: None, until: None });
    expect(handed_over, of_the_year(), &[("N2", 1, 2, 0)]);
    // A group: the text counts for whom it names.
    let group = Pair { mentees: vec![mentee(1), mentee(2)], ..pair("01.02.2022", None) };
    expect(with(vec![group.clone()], vec![program.clone()]), of_the_year(), &[("N2", 1, 2, 0), ("S7", 2, 2, 0)]);
    let both = Program { mentees: vec![1, 2], ..program.clone() };
    expect(with(vec![group], vec![both]), of_the_year(), &[("N2", 2, 2, 0)]);
    // A mentor isn't entered.
    let novices = Pair { mentor: 2, ..pair("01.02.2022", None) };
    expect(with(vec![novices], vec![program]), of_the_year(), &[("N2", 1, 2, 0), ("S7", 1, 2, 0)]);
}

#[test]
fn memberships_count_if_they_overlap_the_period() {
    let with = |kind, joined, ended| District {
        groups: vec![group(kind, None, Party::Person(0), joined, ended)],
        ..school(vec![teacher()])
    };
    let member = |joined, ended, part| {
        let figures = [("P3", part, 1, 0), ("S3", part, 1, 0), ("P1", part, 1, 0), ("S7", 0, 1, 0)];
        expect(with(CLUB, joined, ended), of_the_year(), &figures);
    };
    member(None, None, 1);
    member(Some("08.09.2022"), None, 1);
    member(Some("09.09.2022"), None, 0);
    member(Some("01.09.2021"), Some("01.01.2022"), 1);
    member(Some("01.09.2021"), Some("31.12.2021"), 0);
    member(None, Some("31.12.2021"), 0);
    for kind in [ASSOCIATION, YOUNG_TEACHERS] {
        expect(with(kind, None, None), of_the_year(), &[("P3", 1, 1, 0), ("S3", 0, 1, 0)]);
    }
}

#[test]
fn the_register_of_mentors_is_read_on_the_reference_date() {
    let with = |registered: &str, retired: Option<&str>| {
        let registration =
            Registration { category: None, org: None, registered: d(registered), retired: retired.map(d) };
        school(vec![Person { registrations: vec![registration], ..teacher() }])
    };
    expect(with("08.09.2022", None), of_the_year(), &[("S2", 1, 1, 0)]);
    expect(with("09.09.2022", None), of_the_year(), &[("S2", 0, 1, 0)]);
    expect(with("01.09.2020", Some("08.09.2022")), of_the_year(), &[("S2", 1, 1, 0)]);
    // Retired within the period, but before the reference date.
    expect(with("01.09.2020", Some("07.09.2022")), of_the_year(), &[("S2", 0, 1, 0)]);
}

#[test]
fn adopted_needs_all_four_papers_by_the_day() {
    let ready = || {
        let curator =
            Curator { name: Some("Иванова Анна".into()), appointed: Some(reference()), ended: None };
        Org {
            orders: vec![Paper { number: Some("1".into()), dated: Some(reference()) }],
            regulation: Some(reference()),
            road_map: Some(reference()),
            curators: vec![curator],
            ..org(Kind::General)
        }
    };
    let adopted = |org, whole, by_order| {
        let district = District { orgs: vec![org], ..District::default() };
        let figures =
            [("N3", whole, 1, 0), ("S1", whole, 1, 0), ("N3-order", by_order, 1, 0), ("S1-order", by_order, 1, 0)];
        expect(district, of_the_year(), &figures);
    };
    let tomorrow = Some(d("09.09.2022"));
    adopted(ready(), 1, 1);
    adopted(Org { regulation: None, ..ready() }, 0, 1);
    adopted(Org { regulation: tomorrow, ..ready() }, 0, 1);
    adopted(Org { road_map: None, ..ready() }, 0, 1);
    adopted(Org { road_map: tomorrow, ..ready() }, 0, 1);
    adopted(Org { curators: vec![], ..ready() }, 0, 1);
    adopted(Org { orders: vec![], ..ready() }, 0, 0);
    adopted(Org { orders: vec![Paper { number: None, dated: Some(reference()) }], ..ready() }, 1, 1);
    // A paper without a date proves nothing yet.
    adopted(Org { orders: vec![Paper { number: Some("1".into()), dated: None }], ..ready() }, 0, 0);
    // A curator who was followed by another: the later is in office, the organisation is adopted still.
    let mut followed = ready();
    followed.curators[0].appointed = Some(d("01.09.2020"));
    followed.curators[0].ended = Some(d("07.09.2022"));
    let next = Curator { name: Some("Белова Вера".into()), appointed: Some(reference()), ended: None };
    followed.curators.push(next);
    adopted(followed, 1, 1);
}

#[test]
fn organisations_count_from_the_first_to_the_last_day_of_their_work() {
    for (opened, closed, whole) in [
        (Some("08.09.2022"), None, 1),
        (Some("09.09.2022"), None, 0),
        (None, Some("08.09.2022"), 1),
        (None, Some("07.09.2022"), 0),
    ] {
        let closing = Org { opened: opened.map(d), closed: closed.map(d), ..org(Kind::General) };
        let district = District { orgs: vec![closing], people: vec![teacher()], ..District::default() };
        // Who is still employed there is a teacher, whatever the organisation's own dates say.
        let figures = [("N3", 0, whole, 0), ("S1", 0, whole, 0), ("S8", 0, whole, 0), ("S2", 0, 1, 0)];
        expect(district, of_the_year(), &figures);
    }
    for (kind, n3, general, educational) in [
        (Kind::General, 1, 1, 1),
        (Kind::Additional, 1, 0, 1),
        (Kind::Preschool, 0, 0, 1),
        (Kind::Vocational, 0, 0, 1),
        (Kind::University, 0, 0, 0),
        (Kind::Authority, 0, 0, 0),
    ] {
        let district = District { orgs: vec![org(kind)], people: vec![teacher()], ..District::default() };
        let of = |code, whole| (code, 0, whole, 0);
        let schools = [of("S1", general), of("S8", general)];
        let others = [of("N3", n3), of("S8-all", educational), of("P3", educational)];
        expect(district, of_the_year(), &[schools.as_slice(), others.as_slice()].concat());
    }
}

#[test]
fn what_today_has_not_seen_is_not_counted() {
    // The year as seen on 8 September and on 31 December.
    let mut district = school(vec![teacher()]);
    district.groups = vec![group(CLUB, None, Party::Person(0), Some("01.10.2022"), None)];
    let in_september = of_the_year();
    let in_december = Asked { today: d("31.12.2022"), ..in_september };
    expect(district.clone(), in_september, &[("P3", 0, 1, 0)]);
    expect(district, in_december, &[("P3", 1, 1, 0)]);
}
