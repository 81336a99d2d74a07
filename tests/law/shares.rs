//! The shares, computed a second time: a plain model of a district, written from the acts and docs/definitions.md alone, against
//! the program's own figures, on small random districts full of boundary days.

mod boundaries;
mod compare;
pub mod district;
mod events;
pub mod files;
mod model;
mod process;
mod program;

use std::collections::BTreeMap;

use nastavnik::indicator::{Catalogue, Figures, Measure, OrgsOnDay};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use model::{DEFINITIONS, Verdict};
use program::{Loaded, Program, reference};

/// Indicators that the model doesn't compute: pupils, practices, plans, training, supported schools.
const NOT_HERE: &[&str] = &["S4", "S5", "S6", "K1", "K2", "K3", "M1"];

/// So many cases that the test ends in time; `PROPTEST_CASES` overrules.
const CASES: u32 = 40;

fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
    }
    config
}

/// The program's measures that the model knows, too.
fn measures() -> Vec<Measure> {
    let catalogue = Catalogue::known().unwrap();
    DEFINITIONS.iter().map(|d| catalogue.measure(d.code).unwrap().clone()).collect()
}

#[test]
fn random_districts_come_to_the_same_shares() {
    let program = Program::new(district::DISTRICT);
    let measures = measures();
    let outcome = TestRunner::new(config()).run(&district::cases(), |case| {
        let compared = |loaded: &Loaded<'_>| {
            for asked in &case.asked {
                let seen = case.district.on(asked.reference());
                compare::compare(loaded, &seen, &measures, *asked)?;
            }
            for code in ["N4", "N5", "N4-any"] {
                let measure = measures.iter().find(|measure| measure.code == code).unwrap();
                let asked = case.asked[0];
                let seen = case.district.on(asked.reference());
                compare::compare_outside(loaded, &seen, measure, asked)?;
            }
            Ok::<(), String>(())
        };
        program.with(&case.district, compared).map_err(TestCaseError::fail)
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

/// Whatever becomes of organisations and groups the day after: no figure of the report moves.
#[test]
fn no_event_moves_a_past_figure() {
    let program = Program::new(district::DISTRICT);
    let measures = measures();
    let done = std::cell::Cell::new(0);
    let outcome = TestRunner::new(config()).run(&district::cases(), |case| {
        let asked = case.asked[0];
        let (before, after) = program.with(&case.district, |loaded| {
            let figures = || {
                let figures =
                    Figures::compute(OrgsOnDay::new(loaded.store, reference(asked)).unwrap(), measures.clone())
                        .unwrap();
                measures
                    .iter()
                    .zip(figures.counted)
                    .map(|(m, (_, count))| (m.code.clone(), format!("{count:?}")))
                    .collect::<Vec<_>>()
            };
            let before = figures();
            done.set(done.get() + events::befall(loaded, &case.district, asked.reference()));
            (before, figures())
        });
        for (before, after) in before.into_iter().zip(after) {
            prop_assert_eq!(before, after);
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    assert!(done.get() > 40, "too little happened: {}", done.get());
}

/// A comparison of empty districts would find nothing: every share meets every verdict that it can have, often.
#[test]
fn the_random_districts_reach_every_verdict() {
    let mut runner = TestRunner::deterministic();
    let mut met: BTreeMap<(&str, Verdict), u32> = BTreeMap::new();
    for _ in 0..300 {
        let case = district::cases().new_tree(&mut runner).unwrap().current();
        for definition in DEFINITIONS {
            let units = case.district.units(definition.code, case.asked[0]);
            for verdict in [Verdict::Counted, Verdict::NotCounted, Verdict::Unknown] {
                let these = units.iter().filter(|unit| unit.verdict == verdict).count();
                *met.entry((definition.code, verdict)).or_default() += these as u32;
            }
        }
    }
    for ((code, verdict), met) in met {
        let never = match verdict {
            // Of a road map whose term nobody has told it isn't known whether it holds.
            Verdict::Unknown if code.ends_with("-current") => false,
            Verdict::Unknown => ["N3", "S1", "N4", "N5"].contains(&&code[..2]),
            _ => verdict == Verdict::NotCounted && code.ends_with("-mean"),
        };
        assert_eq!(met == 0, never, "{code}: {verdict:?} {met} times");
    }
}

/// A reading that the program learns has to be learned here, too.
#[test]
fn every_other_share_of_the_program_is_in_the_model() {
    for measure in Catalogue::known().unwrap().measures {
        let here = DEFINITIONS.iter().any(|definition| definition.code == measure.code);
        assert_ne!(here, NOT_HERE.contains(&measure.indicator()), "{}", measure.code);
    }
}
