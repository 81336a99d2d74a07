//! What reaches beyond one organisation: network groups, and mentors from elsewhere.

use super::*;

#[test]
fn a_network_reaches_an_organisation_itself_by_a_teacher_or_by_a_mentee() {
    let two = |people| District { orgs: vec![org(Kind::General), org(Kind::General)], people, ..District::default() };
    let in_group = |person, network, party| District {
        groups: vec![group(ASSOCIATION, network, party, None, None)],
        ..two(vec![person])
    };
    expect(in_group(teacher(), Some(true), Party::Org(0)), of_the_year(), &[("S8", 1, 2, 0)]);
    expect(in_group(teacher(), Some(true), Party::Person(0)), of_the_year(), &[("S8", 1, 2, 0)]);
    expect(in_group(teacher(), None, Party::Person(0)), of_the_year(), &[("S8", 0, 2, 0)]);
    let head = somebody(vec![job(0, HEAD, "01.09.2020", None)]);
    expect(in_group(head, Some(true), Party::Person(0)), of_the_year(), &[("S8", 0, 2, 0)]);
    // Whether the cook is a teacher is unknown; so is whether the school is reached by her.
    let cook = somebody(vec![job(0, COOK, "01.09.2020", None)]);
    expect(in_group(cook.clone(), Some(true), Party::Person(0)), of_the_year(), &[("S8", 0, 1, 1)]);
    expect(in_group(cook, Some(true), Party::Org(0)), of_the_year(), &[("S8", 1, 2, 0)]);

    let paired =
        |mentor: Employment, pair| District { pairs: vec![pair], ..two(vec![somebody(vec![mentor]), teacher()]) };
    let there = || job(1, MATHS, "01.09.2010", None);
    expect(paired(there(), pair("01.02.2022", None)), of_the_year(), &[("S8", 1, 2, 0)]);
    expect(paired(there(), pair("09.09.2022", None)), of_the_year(), &[("S8", 0, 2, 0)]);
    expect(paired(job(0, MATHS, "01.09.2010", None), pair("01.02.2022", None)), of_the_year(), &[("S8", 0, 2, 0)]);
}

#[test]
fn a_mentor_from_an_enterprise_is_where_the_register_says() {
    let with = |at: Option<usize>| {
        let registration =
            Registration { category: Some(Category::Enterprise), org: at, registered: d("01.01.2020"), retired: None };
        let mentor = Person { employments: vec![], registrations: vec![registration], ..teacher() };
        District {
            orgs: vec![org(Kind::General), org(Kind::Enterprise)],
            people: vec![mentor, teacher()],
            pairs: vec![pair("01.02.2022", None)],
            ..District::default()
        }
    };
    expect(with(Some(1)), of_the_year(), &[("S8", 1, 1, 0)]);
    expect(with(Some(0)), of_the_year(), &[("S8", 0, 1, 0)]);
    expect(with(None), of_the_year(), &[("S8", 0, 1, 0)]);
}

/// A mentor and a novice of three schools, by their jobs, in a pair of an organisation, ordered on 01.02.2022.
fn across(mentor: Vec<Employment>, mentee: Vec<Employment>, of: Option<usize>) -> District {
    District {
        orgs: vec![org(Kind::General), org(Kind::General), org(Kind::General)],
        people: vec![somebody(mentor), somebody(mentee)],
        pairs: vec![Pair { org: of, ..pair("01.02.2022", None) }],
        ..District::default()
    }
}

/// Whether the schools are reached: by the default, with the mentor's.
fn reached(district: &District, part: u32, with_mentors: u32, people: u32) {
    let teachers = 2;
    expect(
        district.clone(),
        of_the_year(),
        &[("S8", part, 3, 0), ("S8-both", with_mentors, 3, 0), ("P3-network", people, teachers, 0)],
    );
}

#[test]
fn a_mentor_is_from_elsewhere_if_he_works_nowhere_with_the_mentee() {
    let at = |org| job(org, MATHS, "01.09.2010", None);
    let beside = |org| Employment { main: Some(false), ..at(org) };
    reached(&across(vec![at(1)], vec![at(0)], None), 1, 2, 2);
    reached(&across(vec![at(0)], vec![at(0)], None), 0, 0, 0);
    // The organisation is the pair's.
    reached(&across(vec![at(1)], vec![at(0)], Some(2)), 1, 2, 2);
    reached(&across(vec![at(1)], vec![at(0)], Some(1)), 0, 0, 0);
    // The two work together in one of their other jobs.
    reached(&across(vec![at(1), beside(0)], vec![at(0)], None), 0, 0, 0);
    reached(&across(vec![at(1)], vec![at(0), beside(1)], None), 0, 0, 0);
    reached(&across(vec![at(1), beside(2)], vec![at(0), beside(2)], None), 0, 0, 0);
    reached(&across(vec![at(1), beside(2)], vec![at(0)], None), 1, 2, 2);
    // A mentor with a second job only has no school of his own.
    let mut second = across(vec![beside(1)], vec![at(0)], None);
    second.people.push(teacher());
    second.people[2].employments[0].org = 2;
    reached(&second, 1, 1, 1);
}

#[test]
fn the_last_day_in_force_tells_where_a_mentor_is_from() {
    let school = || vec![job(0, MATHS, "01.09.2010", None)];
    let moved = |last: &str, next: &str| vec![job(0, MATHS, "01.09.2010", Some(last)), job(1, MATHS, next, None)];
    // He goes elsewhere and stays the mentor: a network pair from then on.
    reached(&across(moved("31.05.2022", "01.06.2022"), school(), None), 1, 2, 2);
    reached(&across(moved("08.09.2022", "09.09.2022"), school(), None), 0, 0, 0);
    reached(&across(moved("07.09.2022", "08.09.2022"), school(), None), 1, 2, 2);
    // A day without work ends the participation before.
    reached(&across(moved("31.05.2022", "02.06.2022"), school(), None), 0, 0, 0);
    // The pair was over before he went.
    let mut over = across(moved("31.05.2022", "01.06.2022"), school(), None);
    over.pairs[0].ended = Some(d("31.05.2022"));
    reached(&over, 0, 0, 0);
    over.pairs[0].ended = Some(d("01.06.2022"));
    reached(&over, 1, 2, 2);
}

#[test]
fn kindergartens_are_reached_by_another_reading() {
    let mut district = across(vec![job(1, MATHS, "01.09.2010", None)], vec![job(0, MATHS, "01.09.2010", None)], None);
    district.orgs[0].kind = Kind::Preschool;
    expect(district, of_the_year(), &[("S8", 0, 2, 0), ("S8-both", 1, 2, 0), ("S8-all", 1, 3, 0)]);
}

#[test]
fn a_group_of_two_organisations_is_a_network_of_people() {
    let at = |org| somebody(vec![job(org, MATHS, "01.09.2010", None)]);
    let member =
        |party, joined: &str, ended: Option<&str>| Member { party, joined: Some(d(joined)), ended: ended.map(d) };
    let with = |members: Vec<Member>, network| District {
        orgs: vec![org(Kind::General), org(Kind::General)],
        people: vec![at(0), at(0), at(1)],
        groups: vec![Group { members, ..group(ASSOCIATION, network, Party::Person(0), None, None) }],
        ..District::default()
    };
    let counts = |members, network, networked: u32, beyond: u32| {
        expect(with(members, network), of_the_year(), &[("P3", networked, 3, 0), ("P3-network", beyond, 3, 0)]);
    };
    let [first, second, third] = [0, 1, 2].map(|who| member(Party::Person(who), "01.02.2022", None));
    counts(vec![first.clone(), second.clone()], None, 2, 0);
    counts(vec![first.clone(), second.clone()], Some(true), 2, 2);
    counts(vec![first.clone(), third], None, 2, 2);
    // An organisation is a member as well.
    counts(vec![first.clone(), member(Party::Org(0), "01.02.2022", None)], None, 1, 0);
    counts(vec![first.clone(), member(Party::Org(1), "01.02.2022", None)], None, 1, 1);
    // Who left before the period, or comes after it, makes no network.
    counts(vec![first.clone(), member(Party::Person(2), "01.09.2021", Some("31.12.2021"))], None, 1, 0);
    counts(vec![first.clone(), member(Party::Person(2), "01.09.2021", Some("01.01.2022"))], None, 2, 2);
    counts(vec![first, member(Party::Person(2), "09.09.2022", None)], None, 1, 0);
}
