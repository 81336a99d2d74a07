//! The passports and the pages of facts: everything that they name exists, everything has its Russian words, every query
//! can be prepared and only reads; and a user's own act is refused clearly or works.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::{Desk, latin};
use nastavnik::domain::OrgKind;
use nastavnik::indicator::page::pages;
use nastavnik::indicator::{Catalogue, FactPage, FactQuery, Strata, UnitDetails};
use nastavnik::store::migrate;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

fn is_russian(text: &str) -> bool {
    text.chars().any(|c| ('а'..='я').contains(&c)) && latin(text).is_empty() && !text.ends_with('.')
}

/// The queries of a page: the units first, then the facts.
fn queries(page: &'static FactPage) -> impl Iterator<Item = &'static FactQuery> {
    std::iter::once(&page.units).chain(&page.facts)
}

/// How many files of a kind lie in a folder of the sources.
fn files(folder: &str, ending: &str) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    names.filter(|path| path.extension().is_some_and(|e| e == ending)).count()
}

fn fresh() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    migrate::create(&connection).unwrap();
    connection
}

#[test]
fn every_file_of_an_act_and_of_facts_is_read() {
    assert_eq!(Catalogue::known().unwrap().acts.len(), files("src/indicator/acts", "toml"));
    assert_eq!(pages().len(), files("src/indicator/facts", "sql"));
}

#[test]
fn codes_are_unique_and_of_their_act() {
    let catalogue = Catalogue::known().unwrap();
    let codes: BTreeSet<_> = catalogue.measures.iter().map(|m| m.code.to_lowercase()).collect();
    assert_eq!(codes.len(), catalogue.measures.len());
    let acts: BTreeSet<_> = catalogue.acts.iter().map(|act| act.code.as_str()).collect();
    assert_eq!(acts.len(), catalogue.acts.len());
    let mut before = "";
    for measure in &catalogue.measures {
        match &measure.reading {
            // A reading stands under its indicator: N3-order after N3.
            Some(says) => {
                assert!(measure.code.starts_with(&format!("{before}-")), "{}", measure.code);
                assert!(is_russian(says), "{}: {says}", measure.code);
            }
            None => before = &measure.code,
        }
        let (letter, number) = before.split_at(1);
        let act = &catalogue.acts[measure.act];
        assert!("PNSKM".contains(letter) && number.parse::<u32>().is_ok(), "{before}");
        assert_eq!(
            letter == "K" || letter == "M",
            act.derived,
            "{before}: Kuzbass and the Moscow region state no shares"
        );
    }
}

/// The commands that a page says mend a reason, each with a word of its own for whatever is filled in.
fn mends(page: &'static FactPage) -> Vec<String> {
    let reasons = page.reasons.iter().chain(&page.doubts);
    let told = queries(page).chain(reasons).flat_map(|query| [&query.mend, &query.mend_unknown]);
    let mends = told.flat_map(|told| told.split("; ")).filter(|mend| !mend.is_empty());
    mends
        .map(|mend| {
            mend.replace("НАЧАЛО", "ДАТА")
                .replace("ОКОНЧАНИЕ", "ДАТА")
                .replace("ДАТА", "01.09.2024")
                .replace("БАЛЛ", "9")
                .replace("ПОЛ", "ж")
        })
        .collect()
}

#[test]
fn whatever_mends_a_reason_is_a_command_as_it_is_typed() {
    let mut tried = BTreeSet::new();
    for page in pages() {
        for mend in mends(page) {
            let words = mend.split(' ').map(|word| if word.starts_with('{') { "7" } else { word });
            let line: Vec<_> = std::iter::once("nastavnik").chain(words).collect();
            nastavnik::cli::tree().try_get_matches_from(&line).unwrap_or_else(|why| panic!("{mend}: {why}"));
            tried.insert(line.join(" "));
        }
    }
    assert!(tried.len() > 15, "{tried:#?}");
}

#[test]
fn every_passport_is_complete() {
    for measure in Catalogue::known().unwrap().measures {
        let code = &measure.code;
        assert!(is_russian(&measure.title), "{code}: {}", measure.title);
        assert!(!measure.clause.is_empty() && latin(&measure.clause).is_empty(), "{code}: {}", measure.clause);
        assert!(!measure.kinds.is_empty() && !measure.condition.is_empty(), "{code}");
        let page = measure.page;
        for fact in &measure.condition {
            assert!(is_russian(&fact.otherwise), "{code}: {} has no «otherwise»: {}", fact.name, fact.otherwise);
        }
        let all = measure.population.iter().chain(&measure.condition).map(|fact| fact.name.as_str());
        let named: BTreeSet<_> = all.clone().collect();
        assert_eq!(named.len(), all.count(), "{code}: a fact stands twice");
        assert!(!named.contains(page.units.name.as_str()), "{code}: the unit itself is no condition");
        for target in &measure.targets {
            let mut times = measure.targets.iter().filter(|t| (t.year, t.kind) == (target.year, target.kind));
            assert!(times.next().is_some() && times.next().is_none(), "{code}: two targets for {}", target.year);
            assert!(target.kind.is_none_or(|kind| measure.kinds.contains(&kind)), "{code}: a target of no stratum");
            assert!(
                target.kind.is_none() || matches!(measure.strata, Some(Strata::Kinds)),
                "{code}: a target of a stratum without strata"
            );
        }
    }
}

/// The part of a query after the listing of units that it borrows.
fn body(query: &FactQuery) -> String {
    let sql = query.sql();
    let borrowed =
        pages().iter().map(|page| format!("WITH {} AS NOT MATERIALIZED ({}) ", page.units.name, page.units.sql()));
    let body = borrowed.into_iter().find_map(|with| sql.strip_prefix(&with).map(Into::into));
    body.unwrap_or(sql)
}

/// Whether a query can answer "unknown": one of its SELECTs has anything but a plain 1 in the column `holds`.
fn may_be_unknown(query: &FactQuery, column: usize) -> bool {
    let mut depth = 0;
    let outer: String = body(query)
        .chars()
        .filter_map(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            match (depth, c) {
                (0, c) if c.is_whitespace() => Some(' '),
                (0, c) => Some(c),
                _ => None,
            }
        })
        .collect();
    let selects: Vec<_> = outer.split("SELECT ").skip(1).collect();
    assert!(!selects.is_empty(), "{}: {outer}", query.name);
    selects.iter().any(|select| {
        let list = select.split(" FROM ").next().unwrap();
        let cell = list.split(',').nth(column).unwrap_or_else(|| panic!("{}: {list}", query.name));
        cell.trim().trim_start_matches("DISTINCT ").trim_end_matches(" AS holds").trim() != "1"
    })
}

#[test]
fn every_fact_has_its_words() {
    let mut units = BTreeSet::new();
    for page in pages() {
        assert!(units.insert(&page.units.name), "{} is listed twice", page.units.name);
        let (mut names, mut titles) = (BTreeSet::new(), BTreeSet::new());
        for query in queries(page) {
            let place = format!("{}: {}", page.units.name, query.name);
            assert!(query.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{place}");
            assert!(names.insert(&query.name), "{place} stands twice");
            assert!(is_russian(&query.says), "{place}: «says»: {}", query.says);
            assert!(is_russian(&query.title), "{place}: «title»: {}", query.title);
            assert!(titles.insert(&query.title), "{place}: «{}» is what two facts are called", query.title);
            let of_units = query.name == page.units.name;
            if let Some(beside) = page.beside.as_ref().filter(|_| of_units) {
                let statement = fresh()
                    .prepare(&beside.sql())
                    .map(|statement| statement.column_names().map(str::to_owned).collect::<Vec<_>>());
                let columns = statement.unwrap();
                assert!(
                    columns[1..].iter().all(|c| UnitDetails::COLUMNS.contains(&c.as_str())),
                    "{place}: {columns:?}"
                );
            }
            assert!(of_units || is_russian(&query.otherwise), "{place}: «otherwise»: {}", query.otherwise);
            assert!(latin(&query.clause).is_empty(), "{place}: {}", query.clause);
            match may_be_unknown(query, if of_units { 4 } else { 1 }) {
                true => assert!(is_russian(&query.unknown), "{place} may be unknown and doesn't say so"),
                false => assert_eq!(query.unknown, "", "{place} is never unknown"),
            }
        }
    }
}

#[test]
fn every_query_reads_only_and_takes_only_the_dates() {
    let connection = fresh();
    for page in pages() {
        for query in queries(page) {
            let place = format!("{}: {}", page.units.name, query.name);
            let statement = connection.prepare(&query.sql()).unwrap_or_else(|error| panic!("{place}: {error}"));
            assert!(statement.readonly(), "{place}");
            let columns: &[&str] = match (query.name == page.units.name, page.scale.is_some()) {
                (true, true) => &["unit", "label", "person", "org", "holds", "value"],
                (true, false) => &["unit", "label", "person", "org", "holds"],
                (false, _) => &["unit", "holds"],
            };
            assert_eq!(statement.column_names().collect::<Vec<_>>(), columns, "{place}");
            for at in 1..=statement.parameter_count() {
                let name = statement.parameter_name(at).unwrap_or_default();
                let years = name.strip_prefix(":ref_minus_").and_then(|rest| rest.strip_suffix("_years"));
                let of_rules = [":young_after", ":young_inclusive_after", ":novice_after", ":satisfaction"];
                let known = [":from", ":ref"].contains(&name)
                    || of_rules.contains(&name)
                    || years.is_some_and(|years| years.parse::<u8>().is_ok());
                assert!(known, "{place}: {name}");
            }
        }
    }
}

/// On the examples' data: a query says 1 (yes), 0 (no) or nothing known, never anything else; the units are listed once
/// each, with a name and an organisation.
#[test]
fn every_query_answers_as_the_walk_reads_it() {
    for example in ["spassky", "partizansky"] {
        let connection = Desk::example(example, "2022-12-31").sql();
        for page in pages() {
            for query in queries(page) {
                let place = format!("{example}, {}: {}", page.units.name, query.name);
                let mut statement = connection.prepare(&query.sql()).unwrap();
                for at in 1..=statement.parameter_count() {
                    let years =
                        statement.parameter_name(at).unwrap().trim_matches(|c: char| !c.is_ascii_digit()).parse();
                    let day = match (statement.parameter_name(at).unwrap(), years) {
                        (":from", _) => "2022-01-01".into(),
                        (":satisfaction", _) => "7".into(),
                        (":young_after" | ":young_inclusive_after", _) => "1987-12-31".into(),
                        (":novice_after", _) => "2019-12-31".into(),
                        (_, Ok::<i32, _>(years)) => format!("{}-12-31", 2022 - years),
                        _ => "2022-12-31".into(),
                    };
                    statement.raw_bind_parameter(at, day).unwrap();
                }
                let mut rows = statement.raw_query();
                let mut units = BTreeSet::new();
                while let Some(row) = rows.next().unwrap() {
                    let unit: i64 = row.get("unit").unwrap();
                    let holds = row.get_ref("holds").unwrap();
                    let allowed = [ValueRef::Integer(1), ValueRef::Integer(0), ValueRef::Null];
                    assert!(allowed.contains(&holds), "{place}: {unit} holds {holds:?}");
                    if query.name == page.units.name {
                        assert!(units.insert(unit), "{place}: {unit} is listed twice");
                        assert_ne!(row.get::<_, String>("label").unwrap(), "", "{place}");
                        row.get::<_, i64>("org").unwrap();
                        // Whose name it is, so that it can be left out.
                        let person: Option<i64> = row.get("person").unwrap();
                        assert_eq!(person.is_some(), query.name != "org", "{place}");
                    }
                }
            }
        }
    }
}

/// A good act; the cases below spoil one line of it.
const ACT: &str = "code = \"own\"
title = \"Положение Лесного района\"

[[indicator]]
code = \"L1\"
clause = \"п. 3\"
title = \"Доля педагогов в сообществах\"
unit = \"teacher\"
kinds = [\"general\"]
condition = [\"in_community\"]
";

const WITH_STAFF: &[&str] = &[
    "org add 'Школа А' --kind школа",
    "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015",
    "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015",
    "org group add К1 Клуб --kind клуб",
    "org group join К1 --person Иванова --date 01.09.2021",
];

#[test]
fn a_good_act_of_ones_own_works() {
    let desk = Desk::new().with(WITH_STAFF);
    desk.write("own.toml", ACT);
    let shares =
        desk.cells("monitor indicators --act own.toml", &["code", "regulation", "numerator", "denominator", "percent"]);
    assert_eq!(shares, ["L1|own|1|2|50.0"], "alone the own act, if no code is given");
    let both = desk.cells("monitor indicators L1 S3 --act own.toml", &["code", "numerator"]);
    assert_eq!(both, ["L1|1", "S3|1"]);
    let names = desk.cells("monitor explain l1 --act own.toml", &["name", "result"]);
    assert_eq!(names, ["Иванова Анна Ильинична|counted", "Петров Пётр Петрович|not_counted"]);
    assert!(desk.done("monitor passport L1 --act own.toml").out.contains("Положение Лесного района"));
    desk.done("monitor export --act own.toml --out files");
    assert!(desk.path("files/2024-06-15_2024_own.csv").exists());
}

/// What is spoilt, the line, what stands in its place, what must be said.
const SPOILT: &[(&str, &str, &str, &[&str])] = &[
    (
        "an unknown fact",
        "condition = [\"in_community\"]",
        "condition = [\"in_heaven\"]",
        &["показатель L1", "факта «in_heaven» нет", "есть: ", "in_community"],
    ),
    (
        "an unknown fact of the population",
        "unit = \"teacher\"",
        "unit = \"teacher\"\npopulation = [\"in_heaven\"]",
        &["факта «in_heaven» нет"],
    ),
    (
        "a fact of other units",
        "condition = [\"in_community\"]",
        "condition = [\"road_map\"]",
        &["факта «road_map» нет"],
    ),
    ("an unknown unit", "unit = \"teacher\"", "unit = \"parrot\"", &["единицы «parrot» нет", "teacher", "org"]),
    ("an unknown kind", "kinds = [\"general\"]", "kinds = [\"circus\"]", &["вид организации «circus»", "школа"]),
    ("no kind", "kinds = [\"general\"]", "kinds = []", &["не указан ни один вид организаций"]),
    ("an unknown key", "unit = \"teacher\"", "unit = \"teacher\"\nweight = 3", &["строка 9", "поля weight не бывает"]),
    (
        "an unknown key of the act",
        "title = \"Положение Лесного района\"",
        "author = \"Я\"\ntitle = \"Я\"",
        &["строка 2", "поля author не бывает"],
    ),
    ("a missing key", "clause = \"п. 3\"\n", "", &["строка 4", "нет поля clause"]),
    ("a wrong type", "clause = \"п. 3\"", "clause = 3", &["строка 6", "clause = 3"]),
    ("broken text", "unit = \"teacher\"", "unit = \"teacher", &["строка 8", "unit = \"teacher"]),
    ("a stranger's text", ACT, "Код;Доля\nL1;44\n", &["строка 1", "Код;Доля"]),
    ("an empty file", ACT, "", &["нет поля code"]),
    ("a code that is taken", "code = \"L1\"", "code = \"s3\"", &["показатель с кодом «s3» уже есть"]),
    ("an act's code that is taken", "code = \"own\"", "code = \"spassky\"", &["акт с кодом «spassky» уже есть"]),
    ("an empty condition", "condition = [\"in_community\"]", "condition = []", &["условие (condition) пусто"]),
    ("an unknown breakdown", "unit = \"teacher\"", "unit = \"teacher\"\nstrata = \"moon\"", &["разреза «moon» нет"]),
    (
        "a plan over a hundred",
        "condition",
        "targets = [{ year = 2024, percent = \"120\" }]\ncondition",
        &["план «120»", "процент больше 100"],
    ),
    (
        "a code that is no file name: the file of all acts",
        "code = \"own\"",
        "code = \"all\"",
        &["не годится для имени файла"],
    ),
    ("a code that is no file name: nothing", "code = \"own\"", "code = \"\"", &["не годится для имени файла"]),
    ("a code that is no file name: a path", "code = \"own\"", "code = \"../own\"", &["не годится для имени файла"]),
];

#[test]
fn a_spoilt_act_is_refused_in_russian() {
    let desk = Desk::new();
    let mut known: BTreeSet<String> = pages().iter().flat_map(queries).map(|query| query.name.clone()).collect();
    known.extend(OrgKind::ALL.iter().map(|kind| kind.code().to_owned()));
    known.extend(latin(ACT).into_iter().map(Into::into));
    known.extend(
        ["population", "strata", "targets", "org_kind", "spoilt", "toml", "nastavnik", "monitor", "facts", "org"]
            .map(Into::into),
    );
    for (what, line, instead, said) in SPOILT {
        assert_eq!(ACT.matches(line).count(), 1, "{what}");
        desk.write("spoilt.toml", ACT.replace(line, instead));
        for command in ["indicators", "explain L1", "passport", "export --out files"] {
            if what.starts_with("a code that is no file name") && !command.starts_with("export") {
                continue;
            }
            let told = desk.refused(&format!("monitor {command} --act spoilt.toml"), 1, said);
            let spoken: BTreeSet<String> = latin(&told.err).into_iter().map(Into::into).collect();
            let own = latin(instead).into_iter().map(str::to_owned).collect();
            let english: Vec<_> = spoken.difference(&known).filter(|word| !BTreeSet::contains(&own, *word)).collect();
            assert!(english.is_empty(), "{what}: {english:?}\n{}", told.err);
            assert!(!desk.path("files").exists(), "{what}: something was written");
        }
    }
    desk.refused("monitor indicators --act none.toml", 1, &["файл акта «none.toml» не читается", "нет такого файла"]);
    desk.write("koi.toml", b"title = \"\xf0\xcf\"");
    desk.refused("monitor indicators --act koi.toml", 1, &["в кодировке UTF-8"]);
}
