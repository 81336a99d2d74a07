//! Who is satisfied: by which answer, of whom, and to which organisation it belongs.

use super::super::model::{Answer, Stage};
use super::*;

/// An answer of the first pair.
fn said(person: usize, on: &str, score: u8) -> Answer {
    Answer { pair: 0, person, day: d(on), score, stage: Stage::Exit }
}

/// The first two people are a pair that entered; the rest are teachers.
fn entered(answers: Vec<Answer>) -> District {
    District {
        pairs: vec![pair("01.02.2022", None)],
        programs: vec![text(Some("01.02.2022"), "01.02.2022", "31.12.2022")],
        answers,
        ..school(vec![aged(None, Some("01.09.2000")), teacher(), teacher()])
    }
}

#[test]
fn the_last_answer_in_the_period_decides() {
    let of_mentee = |answers: Vec<(&str, u8)>, part, whole, sum| {
        let said = answers.into_iter().map(|(on, score)| said(1, on, score)).collect();
        let silent = ("N4-all", part, 1, 0);
        let mean = ("N4-mean", sum, whole * 10, 0);
        expect(
            entered(said),
            of_the_year(),
            &[("N4", part, whole, 0), mean, silent, ("N5", 0, 0, 0), ("N5-all", 0, 1, 0)],
        );
    };
    of_mentee(vec![("01.06.2022", 7)], 1, 1, 7);
    of_mentee(vec![("01.06.2022", 6)], 0, 1, 6);
    of_mentee(vec![("01.06.2022", 10), ("02.06.2022", 0)], 0, 1, 0);
    of_mentee(vec![("02.06.2022", 10), ("01.06.2022", 0)], 1, 1, 10);
    of_mentee(vec![("01.01.2022", 8)], 1, 1, 8);
    of_mentee(vec![("31.12.2021", 8)], 0, 0, 0);
    of_mentee(vec![("08.09.2022", 8), ("09.09.2022", 0)], 1, 1, 8);
    of_mentee(vec![("09.09.2022", 8)], 0, 0, 0);
    let of_mentor = entered(vec![said(0, "01.06.2022", 9)]);
    expect(of_mentor, of_the_year(), &[("N4", 0, 0, 0), ("N5", 1, 1, 0), ("N5-mean", 9, 10, 0), ("N5-all", 1, 1, 0)]);
}

#[test]
fn an_answer_before_the_program_is_none() {
    let at = |stage, on: &str, score| Answer { stage, ..said(1, on, score) };
    let figures = |answers, of_base: (u32, u32), all, any: (u32, u32)| {
        let base = ("N4", of_base.0, of_base.1, 0);
        expect(entered(answers), of_the_year(), &[base, ("N4-all", all, 1, 0), ("N4-any", any.0, any.1, 0)]);
    };
    figures(vec![at(Stage::Entry, "01.06.2022", 9)], (0, 0), 0, (1, 1));
    figures(vec![at(Stage::Untold, "01.06.2022", 9)], (1, 1), 1, (1, 1));
    // One at the entry after one at the exit, by a mistake of the file: the latter stays the last.
    let both = vec![at(Stage::Exit, "01.06.2022", 9), at(Stage::Entry, "02.06.2022", 3)];
    figures(both, (1, 1), 1, (1, 2));
    let two =
        vec![at(Stage::Entry, "01.02.2022", 3), at(Stage::Untold, "01.06.2022", 9), at(Stage::Exit, "02.06.2022", 4)];
    figures(two, (0, 1), 0, (1, 3));
}

#[test]
fn only_who_entered_is_asked() {
    let mut district = entered(vec![said(1, "01.06.2022", 9), said(0, "01.06.2022", 9)]);
    let of = |district: &District, base: u32| {
        let figures =
            [("N4", base, base, 0), ("N5", base, base, 0), ("N4-all", base, base, 0), ("N5-all", base, base, 0)];
        expect(district.clone(), of_the_year(), &figures);
        expect(district.clone(), of_the_year(), &[("N4-any", 1, 1, 0), ("N5-any", 1, 1, 0)]);
    };
    of(&district, 1);
    // The program of a period that is over, of a pair that was ended, or of nobody.
    district.programs = vec![text(Some("01.02.2021"), "01.02.2021", "31.12.2021")];
    of(&district, 0);
    district.programs = vec![];
    of(&district, 0);
    district.programs = vec![text(Some("01.02.2022"), "01.02.2022", "31.12.2022")];
    district.pairs = vec![pair("01.02.2021", Some("31.12.2021"))];
    of(&district, 0);
    // A group of two, one of whom entered: the mentor did, too.
    district.pairs = vec![Pair { mentees: vec![mentee(2), mentee(1)], ..pair("01.02.2022", None) }];
    district.answers.push(said(2, "01.06.2022", 2));
    let figures = [("N4", 1, 1, 0), ("N5", 1, 1, 0), ("N4-any", 1, 2, 0), ("N4-all", 1, 1, 0), ("N5-all", 1, 1, 0)];
    expect(district, of_the_year(), &figures);
}

#[test]
fn an_answer_belongs_where_the_participation_does() {
    // The mentor works in a kindergarten; the mentee went there, from a centre of supplementary education.
    let moved = || vec![job(1, MATHS, "01.09.2020", Some("01.05.2022")), job(2, MATHS, "02.05.2022", None)];
    let with = |pair: Pair, person| District {
        orgs: vec![org(Kind::General), org(Kind::Additional), org(Kind::Preschool)],
        people: vec![somebody(vec![job(2, MATHS, "01.09.2010", None)]), somebody(moved()), teacher()],
        pairs: vec![pair],
        programs: vec![text(Some("01.02.2022"), "01.02.2022", "31.12.2022")],
        answers: vec![said(person, "01.06.2022", 8)],
        ..District::default()
    };
    let counts = |pair: Pair, person, part| {
        let code = if person == 0 { "N5" } else { "N4" };
        expect(with(pair, person), of_the_year(), &[(code, part, part, 0)]);
    };
    // By the main workplace on the day of the order, not on that of the answer.
    for person in [0, 1] {
        counts(pair("01.02.2022", None), person, 1);
        counts(pair("02.05.2022", None), person, 0);
        counts(Pair { org: Some(2), ..pair("01.02.2022", None) }, person, 0);
        counts(Pair { org: Some(0), ..pair("02.05.2022", None) }, person, 1);
    }
}

#[test]
fn a_mentor_belongs_to_whoever_entered_by_the_earliest_order() {
    // The mentees are of a school, of a kindergarten, of a centre of supplementary education.
    let order = |dated: &str| Some(Paper { number: Some("6-В".into()), dated: Some(d(dated)) });
    let with = |orders: [&str; 3], named: Vec<usize>| District {
        orgs: vec![org(Kind::General), org(Kind::Preschool), org(Kind::Additional)],
        people: vec![
            somebody(vec![job(1, MATHS, "01.09.2010", None)]),
            somebody(vec![job(0, MATHS, "01.09.2020", None)]),
            somebody(vec![job(1, MATHS, "01.09.2020", None)]),
            somebody(vec![job(2, MATHS, "01.09.2020", None)]),
        ],
        pairs: vec![Pair {
            mentees: [1, 2, 3].map(|who| Mentee { order: order(orders[who - 1]), ..mentee(who) }).to_vec(),
            order: None,
            started: Some(d("01.01.2022")),
            ..pair("01.02.2022", None)
        }],
        programs: vec![Program { mentees: named, ..text(Some("01.02.2022"), "01.02.2022", "31.12.2022") }],
        answers: vec![said(0, "01.06.2022", 8)],
        ..District::default()
    };
    let counts = |district: &District, part| {
        expect(district.clone(), of_the_year(), &[("N5", part, part, 0), ("N5-all", part, part, 0)]);
    };
    counts(&with(["01.03.2022", "02.03.2022", "03.03.2022"], vec![1, 2, 3]), 1);
    counts(&with(["02.03.2022", "01.03.2022", "03.03.2022"], vec![1, 2, 3]), 0);
    // The earliest order of those who entered.
    counts(&with(["02.03.2022", "01.03.2022", "03.03.2022"], vec![1, 3]), 1);
    // Of equal orders the first by name: the school's is № 1, the kindergarten's № 2.
    counts(&with(["01.03.2022", "01.03.2022", "01.03.2022"], vec![1, 2, 3]), 1);
    counts(&with(["01.03.2022", "01.03.2022", "01.03.2022"], vec![2, 3]), 0);
}

#[test]
fn whose_organisation_nothing_tells_is_outside() {
    let outsider = Person {
        registrations: vec![Registration {
            category: Some(Category::Pupil),
            org: Some(0),
            registered: d("01.01.2020"),
            retired: None,
        }],
        ..somebody(vec![])
    };
    let mut district = entered(vec![said(1, "01.06.2022", 8), said(0, "01.06.2022", 8)]);
    district.people[1] = outsider;
    let counts = |district: &District, part| {
        let codes = ["N4", "N5", "N4-all", "N5-all", "N4-any", "N5-any"];
        expect(district.clone(), of_the_year(), &codes.map(|code| (code, part, part, 0)));
    };
    counts(&district, 0);
    district.pairs[0].org = Some(0);
    counts(&district, 1);
}
