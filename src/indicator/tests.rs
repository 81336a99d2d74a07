//! The engine over a page of its own: strata of several columns, weights, sources, more facts than any act needs.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use super::*;
use crate::domain::{Day, OrgKind, Period, Reference};
use crate::error::Failure;
use crate::page::SqlPage;
use crate::store::journal::EntryDraft;
use crate::store::org::OrgDraft;
use crate::store::{Access, Store};

/// Five schools of two organisations: a level and a role each (one has none), pupils in all and those covered.
const PAGE: &str = "\
-- unit: school
-- title: школа
-- strata: level по уровням: school школа, municipal муниципалитет, regional регион; \
role по ролям: mentor наставник, curator куратор; shown по местам показа: here у нас, there у соседей
-- weights: pupils обучающиеся, covered охваченные
-- source: source
-- says: школа
SELECT column1 AS unit, 'Школа ' || column1 AS label, NULL AS person, column2 AS org, 1 AS holds, column3 AS level,
       column4 AS role, column5 AS pupils, column6 AS covered, column7 AS source
FROM (VALUES (1, 1, 'school', 'mentor', 100, 40, 'declared'),
             (2, 1, 'municipal', 'mentor', 50, 50, 'declared'),
             (3, 1, 'school', 'curator', 10, NULL, 'declared'),
             (4, 2, NULL, 'curator', NULL, 7, 'declared'),
             (5, 2, 'regional', 'mentor', 200, 10, 'computed'));

-- fact: odd
-- title: нечётная
-- says: нечётная
-- otherwise: чётная
-- unknown: не сосчитать
SELECT column1 AS unit, column2 AS holds FROM (VALUES (1, 1), (3, 1), (5, NULL));

-- fact: presented
-- title: показана
-- stratum: shown
-- says: показана
-- otherwise: не показана
SELECT column1 AS unit, 1 AS holds, column2 AS shown FROM (VALUES (1, 'here'), (1, 'there'), (2, 'there'), (5, 'there'));
";

/// The page with so many more facts: `f0` holds for all schools but the first, `f1` for all but the second, and so on.
fn page(more: usize) -> &'static [FactPage] {
    let mut source = PAGE.to_owned();
    for at in 0..more {
        let not = at % 5 + 1;
        let all = "(VALUES (1), (2), (3), (4), (5))";
        write!(
            source,
            "\n-- fact: f{at}\n-- title: факт {at}\n-- says: факт {at}\n-- otherwise: не факт {at}\n\
             SELECT column1 AS unit, 1 AS holds FROM {all} WHERE column1 <> {not};\n"
        )
        .unwrap();
    }
    let page = SqlPage { file: "school.sql", text: source.leak() };
    Vec::leak(vec![FactPage::read(page).unwrap_or_else(|fault| panic!("{fault}"))])
}

/// An act with one indicator; the keys beside code, clause, title, unit and kinds.
fn act(keys: &str) -> String {
    format!(
        "code = 'own'\ntitle = 'Положение'\n[[indicator]]\ncode = 'L1'\nclause = 'п. 1'\ntitle = 'Доля'\nunit = 'school'\n\
         kinds = ['general']\n{keys}"
    )
}

fn measures(pages: &'static [FactPage], keys: &str) -> Result<Vec<Measure>, Failure> {
    let mut catalogue = Catalogue::over(pages);
    catalogue.add(&act(keys))?;
    Ok(catalogue.measures)
}

/// Calls back with a file of two schools.
fn with_store(test: impl FnOnce(&Store, Reference)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    Store::create(&path, "Лесной район", None, &EntryDraft::test()).unwrap();
    let store = Store::open(&path, Access::Write, crate::domain::Moment::of_clock()).unwrap();
    for name in ["Гимназия", "Лицей"] {
        let draft = OrgDraft { name: Some(name.into()), kind: Some(OrgKind::General), ..OrgDraft::default() };
        store.orgs().add(&draft).unwrap();
    }
    let day = Day::parse("15.06.2024").unwrap();
    test(&store, Period::day(day).seen(day).unwrap());
    store.rollback().unwrap();
}

/// The lines of the only measure: stratum, numerator, denominator, unknown, source.
fn told(keys: &str, by: Option<By>) -> Vec<String> {
    let mut told = Vec::new();
    with_store(|store, when| {
        let figures = Figures::compute(OrgsOnDay::new(store, when).unwrap(), measures(page(0), keys).unwrap()).unwrap();
        told = figures
            .lines(0, by)
            .into_iter()
            .map(|FigureLine { stratum, tally: UnitTally { part, whole, unknown, source }, .. }| {
                let stratum = stratum.map_or("total", Stratum::code);
                format!(
                    "{stratum} {part}/{whole} {unknown} {}",
                    source.map_or("none", |source| source.code_and_title().0)
                )
            })
            .collect();
    });
    told
}

#[test]
fn a_column_of_the_listing_parts_the_units() {
    let levels = told("condition = ['odd']\nstrata = 'level'", None);
    assert_eq!(
        levels,
        ["school 2/2 0 declared", "municipal 0/1 0 declared", "regional 0/0 1 none", "total 2/4 1 declared"]
    );
    let roles = told("condition = ['presented']\nstrata = 'role'", None);
    assert_eq!(roles, ["mentor 3/3 0 mixed", "curator 0/2 0 declared", "total 3/5 0 mixed"]);
    let by_org = told("condition = ['presented']\nstrata = 'role'", Some(By::Org));
    assert_eq!(
        by_org,
        [
            "mentor 2/2 0 declared",
            "curator 0/1 0 declared",
            "total 2/3 0 declared",
            "mentor 1/1 0 computed",
            "curator 0/1 0 declared",
            "total 1/2 0 mixed"
        ]
    );
    let by_kind = told("condition = ['presented']\nstrata = 'role'", Some(By::Kind));
    assert_eq!(by_kind, roles);
}

#[test]
fn a_column_of_a_fact_parts_the_counted_and_the_total_counts_a_unit_once() {
    let shown = told("condition = ['presented']\nstrata = 'shown'", None);
    assert_eq!(shown, ["here 1/5 0 mixed", "there 3/5 0 mixed", "total 3/5 0 mixed"]);
}

#[test]
fn units_with_weights_add_their_own_numbers() {
    // Presented are 1, 2 and 5; of 4 nobody knows how many pupils there are.
    let pupils = told("condition = ['presented']\nwhole = 'pupils'", None);
    assert_eq!(pupils, ["total 350/360 1 mixed"]);
    let covered = told("condition = ['presented']\nwhole = 'pupils'\npart = 'covered'", None);
    assert_eq!(covered, ["total 100/360 1 mixed"]);
    // Of 3, which isn't presented, it doesn't matter that the covered aren't known; where it would count, it is unknown.
    let odd = told("condition = ['odd']\nwhole = 'pupils'\npart = 'covered'\nstrata = 'level'", None);
    assert_eq!(
        odd,
        ["school 40/100 1 declared", "municipal 0/50 0 declared", "regional 0/0 200 none", "total 40/150 202 declared"]
    );
}

#[test]
fn whose_number_is_not_known_is_told_so() {
    with_store(|store, when| {
        let measures = measures(page(0), "condition = ['odd']\nwhole = 'pupils'\npart = 'covered'").unwrap();
        for (org, expected) in [
            (
                None,
                vec![
                    (1, "", 40, 100),
                    (2, "чётная", 0, 50),
                    (3, "число не указано: охваченные", 0, 0),
                    (4, "число не указано: обучающиеся", 0, 0),
                    (5, "не сосчитать", 0, 0),
                ],
            ),
            (Some(2), vec![(4, "число не указано: обучающиеся", 0, 0), (5, "не сосчитать", 0, 0)]),
        ] {
            let orgs = match org {
                Some(org) => OrgsOnDay::of_org(store, when, org).unwrap(),
                None => OrgsOnDay::new(store, when).unwrap(),
            };
            let judged = orgs.walk(&[&measures[0]]).unwrap().explain(&measures[0]).unwrap();
            let told: Vec<_> = judged.iter().map(|unit| (unit.unit, &*unit.reason, unit.part, unit.whole)).collect();
            assert_eq!(told, expected, "{org:?}");
        }
    });
}

#[test]
fn forty_facts_in_a_walk_and_hundreds_in_several_are_no_surprise() {
    with_store(|store, when| {
        for (count, facts) in [(1, 40), (30, 10)] {
            let pages = page(count * facts);
            let mut catalogue = Catalogue::over(pages);
            let mut source = act("condition = ['odd']");
            for at in 0..count {
                let names: Vec<_> = (at * facts..(at + 1) * facts).map(|fact| format!("'f{fact}'")).collect();
                write!(
                    source,
                    "\n[[indicator]]\ncode = 'M{at}'\nclause = 'п. 2'\ntitle = 'Доля'\nunit = 'school'\nkinds = ['general']\n\
                     population = [{}]\ncondition = [{}]\n",
                    names[..facts - 7].join(", "),
                    names[facts - 7..].join(", ")
                )
                .unwrap();
            }
            catalogue.add(&source).unwrap();
            // The first three of ten facts leave schools 4 and 5, of which the other seven leave none; the first 33 of forty none.
            let expected = if facts == 40 { (0, 0) } else { (0, 2) };
            let figures = Figures::compute(OrgsOnDay::new(store, when).unwrap(), catalogue.measures).unwrap();
            assert_eq!(figures.counted.len(), count + 1);
            for at in 1..=count {
                let tally = figures.lines(at, None)[0].tally;
                assert_eq!((tally.part, tally.whole), expected, "{at}");
            }
        }
    });
}

/// The last of forty facts is the reason that is told.
#[test]
fn each_of_forty_facts_can_be_the_reason() {
    with_store(|store, when| {
        let pages = page(40);
        for last in 0..40 {
            // All facts that hold for the school that the last one leaves out, then the last.
            let holding = (0..40).filter(|fact| fact % 5 != last % 5).map(|fact| format!("'f{fact}'"));
            let names: Vec<_> = holding.chain([format!("'f{last}'")]).collect();
            let measures = measures(pages, &format!("condition = [{}]", names.join(", "))).unwrap();
            let orgs = OrgsOnDay::new(store, when).unwrap();
            let judged = orgs.walk(&[&measures[0]]).unwrap().explain(&measures[0]).unwrap();
            let school = judged.iter().find(|unit| unit.unit == last % 5 + 1).unwrap();
            assert_eq!(school.reason, format!("не факт {last}"));
        }
    });
}

#[test]
fn what_a_page_does_not_have_is_refused() {
    let many: Vec<_> = (0..64).map(|fact| format!("'f{fact}'")).collect();
    for (keys, said) in [
        ("condition = ['odd']\nstrata = 'moon'", "разреза «moon» нет; есть: org_kind, level, role, shown"),
        ("condition = ['odd']\nstrata = 'shown'", "разрез «shown»: его факта нет в условии"),
        ("condition = ['odd']\nwhole = 'staff'", "числа «staff» у единиц «school» нет; есть: pupils, covered"),
        ("condition = ['odd']\npart = 'covered'", "числитель (part) указан без знаменателя (whole)"),
        (&format!("condition = [{}]", many.join(", ")), "фактов и разрезов больше 64"),
    ] {
        let refused = measures(page(64), keys).unwrap_err();
        assert!(refused.message.contains(said), "{keys}: {}", refused.message);
    }
}

#[test]
fn the_acts_in_the_help_are_those_that_are_read() {
    let codes: Vec<_> = Catalogue::known().unwrap().acts.into_iter().map(|act| act.code).collect();
    assert_eq!(known_acts(), codes.join(", "));
}
