//! One district by way of the binary itself: files in, csv out.

use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rusqlite::Connection;

use super::district::{DISTRICT, cases};
use super::files;
use super::model::{Asked, DEFINITIONS, District, UnitKind, Verdict, count};

/// Runs the program; its stdout.
fn run(folder: &Path, today: &str, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nastavnik"));
    command.current_dir(folder).args(["--today", today]).args(args);
    for variable in ["NASTAVNIK_DB", "NASTAVNIK_TODAY"] {
        command.env_remove(variable);
    }
    let done = command.output().unwrap();
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// The cells of some columns of a csv.
fn cells(csv: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let places: Vec<usize> = columns.iter().map(|c| header.iter().position(|h| h == *c).unwrap()).collect();
    let mut rows: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.map(|record| places.iter().map(|at| record[*at].to_owned()).collect()).unwrap())
        .collect();
    rows.sort();
    rows
}

/// The figures by organisation and the names behind them, as the model has them.
fn expected(district: &District, asked: Asked, code: &str, kind: UnitKind) -> [Vec<Vec<String>>; 2] {
    let units = district.units(code, asked);
    let definition = super::model::definition(code);
    let mut figures = Vec::new();
    for (at, org) in district.orgs.iter().enumerate() {
        let of_org = count(&units, |unit| unit.org == at);
        let listed = org.open_on(asked.reference()) || units.iter().any(|unit| unit.org == at);
        if listed && definition.kinds.contains(&org.kind) {
            let counts = [of_org.part, of_org.whole, of_org.unknown].map(|n| n.to_string());
            figures.push([vec![code.to_owned(), org.name.clone()], counts.to_vec()].concat());
        }
    }
    let mut names = Vec::new();
    for unit in &units {
        let result = match unit.verdict {
            Verdict::Counted => "counted",
            Verdict::NotCounted => "not_counted",
            _ => "unknown",
        };
        let name = match kind {
            UnitKind::Org => &district.orgs[unit.who].name,
            _ => &district.people[unit.who].name,
        };
        names.push([code, name, &district.orgs[unit.org].name, result].map(str::to_owned).to_vec());
    }
    figures.sort();
    names.sort();
    [figures, names]
}

#[test]
fn the_binary_says_the_same() {
    // The first district that is rich enough, without what no file can say of programs.
    let mut runner = TestRunner::deterministic();
    let mut case = loop {
        let case = cases().new_tree(&mut runner).unwrap().current();
        let part = |code| count(&case.district.units(code, case.asked[0]), |_| true).part;
        if ["N1", "N3", "N4", "N5", "S2", "S3", "S8"].into_iter().filter(|code| part(code) > 0).count() > 4 {
            break case;
        }
    };
    for program in &mut case.district.programs {
        program.pairs.truncate(1);
        program.pairs[0].until = None;
        program.stopped = None;
    }
    // Nor how long papers hold, nor that somebody was called otherwise; absences are told in a file of their own.
    for org in &mut case.district.orgs {
        (org.repealed, org.road_map_term, org.renamed) = (None, None, None);
    }
    case.district.people.iter_mut().for_each(|somebody| somebody.absences.clear());
    let folder = tempfile::tempdir().unwrap();
    let today = "2100-01-01";
    run(folder.path(), today, &["org", "init", "--name", DISTRICT]);
    let district = &case.district;
    let imports: [(&str, String); 8] = [
        ("org import", files::orgs(district)),
        ("org staff import", files::staff(district)),
        ("mentor import", files::mentors(district)),
        ("org group import", files::groups(district)),
        ("org group import", files::members(district)),
        ("pair import", files::pairs(district)),
        ("program import", files::programs(district)),
        ("monitor survey import", files::answers(district)),
    ];
    for (command, text) in imports {
        std::fs::write(folder.path().join("file.csv"), &text).unwrap();
        if text.lines().count() > 1 {
            let args: Vec<&str> = command.split(' ').chain(["file.csv"]).collect();
            run(folder.path(), today, &args);
        }
    }
    let file = Connection::open(folder.path().join("nastavnik.db")).unwrap();
    for somebody in district.people.iter().filter(|somebody| somebody.since.is_some() && somebody.spread.is_some()) {
        let sql = "UPDATE people SET teaching_since = ?3, teaching_spread = ?4 WHERE ifnull(snils = ?1, name = ?2)";
        let since = somebody.since.map(|day| day.to_string());
        assert_eq!(file.execute(sql, (&somebody.snils, &somebody.name, since, somebody.spread)).unwrap(), 1);
    }
    drop(file);
    for asked in &case.asked {
        let period = format!("{}..{}", asked.from, asked.to);
        let today = asked.today.to_string();
        let codes: Vec<&str> = DEFINITIONS.iter().map(|d| d.code).collect();
        let args = [&["monitor", "indicators"], &codes[..], &["--by", "org", "--format", "csv", "--period", &period]];
        let columns = ["code", "org", "numerator", "denominator", "unknown"];
        let told = cells(&run(folder.path(), &today, &args.concat()), &columns);
        let mut figures = Vec::new();
        for definition in DEFINITIONS {
            let [of_orgs, names] = expected(district, *asked, definition.code, definition.unit);
            figures.extend(of_orgs);
            if *asked != case.asked[0] {
                continue;
            }
            let args = ["monitor", "explain", definition.code, "--format", "csv", "--period", &period];
            let explained = cells(&run(folder.path(), &today, &args), &["code", "name", "org", "result"]);
            assert_eq!(explained, names, "{asked:?}");
        }
        figures.sort();
        assert_eq!(told, figures, "{asked:?}");
    }
}
