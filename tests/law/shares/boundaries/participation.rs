//! When a mentee is in force in a pair: by whose order, from when, until when, in which organisation.

use super::*;

/// «Воспитатель», pedagogical too.
const KINDERGARTENER: usize = 1;

/// A mentor of long standing and three novices in one school, with one pair.
fn with(pair: Pair) -> District {
    let mentor = aged(None, Some("01.09.2000"));
    District { pairs: vec![pair], ..school(vec![mentor, teacher(), teacher(), teacher()]) }
}

/// How many of the three are accompanied on a day.
fn accompanied(district: &District, on_day: &str, part: u32) {
    expect(district.clone(), on(on_day), &[("S7", part, 3, 0)]);
}

fn joiner(who: usize, joined: &str, order: Option<&str>) -> Mentee {
    let order = order.map(|dated| Paper { number: Some("20".into()), dated: Some(d(dated)) });
    Mentee { joined: Some(d(joined)), order, ..mentee(who) }
}

/// Three in a group by one order; a fourth joins by an order of his own. Nothing of the past moves.
#[test]
fn whoever_joins_has_an_order_of_his_own() {
    let group = Pair { mentees: vec![mentee(1), mentee(2)], ..pair("01.10.2021", None) };
    let joined = |own: Mentee| with(Pair { mentees: vec![mentee(1), mentee(2), own], ..group.clone() });
    for own in [joiner(3, "10.12.2021", Some("10.12.2021")), joiner(3, "01.12.2021", Some("10.12.2021"))] {
        accompanied(&joined(own.clone()), "01.11.2021", 2);
        accompanied(&joined(own.clone()), "09.12.2021", 2);
        accompanied(&joined(own), "10.12.2021", 3);
    }
    // The later of the two days: the order may come before the joining.
    accompanied(&joined(joiner(3, "15.12.2021", Some("10.12.2021"))), "14.12.2021", 2);
    accompanied(&joined(joiner(3, "15.12.2021", Some("10.12.2021"))), "15.12.2021", 3);
    // Without an order of his own it is the pair's.
    accompanied(&joined(joiner(3, "15.11.2021", None)), "14.11.2021", 2);
    accompanied(&joined(joiner(3, "15.11.2021", None)), "15.11.2021", 3);
    // His own is his, whole or not.
    let half = Mentee { order: Some(Paper { number: Some("20".into()), dated: None }), ..mentee(3) };
    accompanied(&joined(half), "15.12.2021", 2);
}

#[test]
fn whoever_leaves_does_not_end_the_pair() {
    let left = Mentee { left: Some(d("31.10.2021")), ..mentee(3) };
    let group = Pair { mentees: vec![mentee(1), mentee(2), left.clone()], ..pair("01.10.2021", None) };
    accompanied(&with(group.clone()), "31.10.2021", 3);
    accompanied(&with(group.clone()), "01.11.2021", 2);
    // Back again, by the first order or by another.
    for (order, since) in [(None, "01.12.2021"), (Some("05.12.2021"), "05.12.2021")] {
        let mut group = group.clone();
        group.mentees.push(joiner(3, "01.12.2021", order));
        accompanied(&with(group.clone()), "30.11.2021", 2);
        let before = (d(since) - chrono::Days::new(1)).format("%d.%m.%Y").to_string();
        accompanied(&with(group.clone()), &before, 2);
        accompanied(&with(group), since, 3);
    }
    // The end of the pair ends it for all.
    let over = Pair { ended: Some(d("15.10.2021")), ..group };
    accompanied(&with(over.clone()), "15.10.2021", 3);
    accompanied(&with(over), "16.10.2021", 0);
}

#[test]
fn a_term_ends_nothing() {
    let expired = Pair { planned: Some(d("31.12.2021")), ..pair("01.10.2021", None) };
    accompanied(&with(expired), "01.02.2022", 1);
}

/// The work of the mentor is looked at anywhere, that of the mentee in the organisation of the pair; each without a break.
#[test]
fn a_pair_outlives_neither_its_mentor_nor_its_mentee() {
    let two_schools = |mentor: Vec<Employment>, mentee_jobs: Vec<Employment>, pair: Pair| District {
        orgs: vec![org(Kind::General), org(Kind::General)],
        people: vec![somebody(mentor), somebody(mentee_jobs)],
        pairs: vec![pair],
        ..District::default()
    };
    let long = || vec![job(0, MATHS, "01.09.2010", None)];
    let until = |last: &str| job(0, MATHS, "01.09.2020", Some(last));
    let on_day = |district: &District, day: &str, part| expect(district.clone(), on(day), &[("S7", part, 1, 0)]);

    let left =
        two_schools(vec![until("31.12.2021")], vec![job(0, MATHS, "01.09.2020", None)], pair("01.10.2021", None));
    expect(left.clone(), on("31.12.2021"), &[("S7", 1, 2, 0)]);
    on_day(&left, "01.01.2022", 0);
    // To another school on the next day, and a day later: only the first is unbroken.
    for (next, part) in [("01.01.2022", 1), ("02.01.2022", 0)] {
        let mentor = vec![until("31.12.2021"), job(1, MATHS, next, None)];
        let moved = two_schools(mentor, vec![job(0, MATHS, "01.09.2020", None)], pair("01.10.2021", None));
        expect(moved, on("10.01.2022"), &[("S7", part, 2, 0)]);
    }
    // The mentee leaves the school for another: over, though he works on.
    let moved = vec![until("31.12.2021"), job(1, MATHS, "01.01.2022", None)];
    let gone = two_schools(long(), moved, pair("01.10.2021", None));
    expect(gone.clone(), on("31.12.2021"), &[("S7", 1, 2, 0)]);
    expect(gone, on("01.01.2022"), &[("S7", 0, 2, 0)]);
    // Within the school, as something else, from the next day: it goes on.
    let within = vec![until("31.12.2021"), job(0, KINDERGARTENER, "01.01.2022", None)];
    expect(two_schools(long(), within, pair("01.10.2021", None)), on("10.01.2022"), &[("S7", 1, 2, 0)]);
    // A second job there carries it over a gap of the first.
    let beside = Employment { main: Some(false), ..job(0, KINDERGARTENER, "01.12.2021", None) };
    let carried = vec![until("31.12.2021"), beside, job(0, MATHS, "01.03.2022", None)];
    expect(two_schools(long(), carried, pair("01.10.2021", None)), on("10.03.2022"), &[("S7", 1, 2, 0)]);
    // A pair of the other school, where he has a side job, ends with that job.
    let side = Employment { main: Some(false), ..job(1, MATHS, "01.09.2020", Some("31.12.2021")) };
    let jobs = vec![job(0, MATHS, "01.09.2020", None), side];
    let elsewhere = Pair { org: Some(1), ..pair("01.10.2021", None) };
    let at_the_side = two_schools(long(), jobs, elsewhere);
    expect(at_the_side.clone(), on("31.12.2021"), &[("S7", 1, 2, 0)]);
    expect(at_the_side, on("01.01.2022"), &[("S7", 0, 2, 0)]);
    // Who had no work on the date of the order isn't bounded by the work that came later.
    let late = vec![job(0, MATHS, "15.10.2021", Some("31.12.2021")), job(0, MATHS, "01.02.2022", None)];
    let begun = Pair { started: Some(d("15.10.2021")), ..pair("01.10.2021", None) };
    expect(two_schools(long(), late, begun), on("10.02.2022"), &[("S7", 1, 2, 0)]);
}

/// A program counts while it is linked to the pair on some day of the period, before and after a hand-over.
#[test]
fn a_program_moves_with_a_hand_over() {
    let first = pair("01.10.2021", None);
    let second = Pair { mentor: 2, ..pair("01.02.2022", None) };
    let link = |pair, since: Option<&str>, until: Option<&str>| Link { pair, since: since.map(d), until: until.map(d) };
    let program = Program {
        pairs: vec![link(0, None, Some("31.01.2022")), link(1, Some("01.02.2022"), None)],
        ..text(Some("01.10.2021"), "01.10.2021", "31.05.2022")
    };
    let district = District {
        pairs: vec![first.clone(), second.clone()],
        programs: vec![program],
        ..school(vec![teacher(), teacher(), teacher()])
    };
    let entered = |district: &District, day: &str, part| expect(district.clone(), on(day), &[("N2", part, 3, 0)]);
    entered(&district, "31.01.2022", 1);
    entered(&district, "01.02.2022", 1);
    // Linked to the second alone, it is nothing before.
    let mut moved = district.clone();
    moved.programs[0].pairs.remove(0);
    entered(&moved, "31.01.2022", 0);
    entered(&moved, "01.02.2022", 1);
    // It may outlast the pair, but is then the program of none.
    let over = District { pairs: vec![Pair { ended: Some(d("31.12.2021")), ..first }, second], ..district };
    let mut alone = over.clone();
    alone.programs[0].pairs.truncate(1);
    entered(&alone, "31.12.2021", 1);
    entered(&alone, "10.01.2022", 0);
}
