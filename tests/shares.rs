//! The shares, computed a second time: a plain model of a district, written from the acts and the design alone, against
//! the program's own figures, on small random districts full of boundary days.

#![allow(clippy::unwrap_used)]

#[path = "shares/compare.rs"]
mod compare;
#[path = "shares/district.rs"]
mod district;
#[path = "shares/files.rs"]
mod files;
#[path = "shares/model.rs"]
mod model;
#[path = "shares/program.rs"]
mod program;

use nastavnik::indicator::Catalogue;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use program::Program;

/// So many cases that the test ends in time; `PROPTEST_CASES` overrules.
const CASES: u32 = 400;

fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
    }
    config
}

#[test]
fn random_districts_come_to_the_same_shares() {
    let program = Program::new(district::DISTRICT);
    let catalogue = Catalogue::known().unwrap();
    let codes: Vec<&str> = model::DEFINITIONS.iter().map(|d| d.code).collect();
    let outcome = TestRunner::new(config()).run(&district::cases(), |case| {
        let loaded = program.load(&case.district);
        for asked in &case.asked {
            compare::compare(&loaded, &case.district, &catalogue, &codes, *asked).map_err(TestCaseError::fail)?;
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
