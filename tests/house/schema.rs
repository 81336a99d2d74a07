//! The schema speaks: every rule has a name, a Russian sentence and a case that breaks it. The rules are found in the
//! file itself, so that a new one can't be forgotten.

mod broken;
mod by_command;
mod by_file;
mod out_of_reach;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use self::broken::{BROKEN, BROKEN_OTHERWISE};
use crate::common::district::district;
use crate::common::{Desk, latin};
use nastavnik::error::Kind;
use nastavnik::store::{migrate, refusal, schema};
use rusqlite::Connection;
use rusqlite::backup::Progress;

fn fresh() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    migrate::create(&connection).unwrap();
    connection
}

/// The district with something of everything, so that a rule is broken by one short statement.
fn seeded() -> Connection {
    let (desk, mut connection) = (district(), Connection::open_in_memory().unwrap());
    connection.restore(rusqlite::MAIN_DB, desk.db(), None::<fn(Progress)>).unwrap();
    connection.pragma_update(None, "foreign_keys", 1).unwrap();
    connection
}

/// The rules of the page with their sentences.
fn sentences() -> BTreeMap<&'static str, &'static str> {
    schema::rules().iter().map(|(rule, sentence)| (rule.as_str(), *sentence)).collect()
}

/// Every row of a query with one column of text.
fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn tables(connection: &Connection) -> Vec<String> {
    texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name")
}

/// The words and signs of a stored statement: no comments, no texts in quotes.
fn tokens(sql: &str) -> Vec<String> {
    let bare: String = sql.lines().map(|line| format!("{} ", line.split("--").next().unwrap_or_default())).collect();
    let bare: Vec<_> = bare.split('\'').step_by(2).collect();
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in bare.join("''").chars() {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if !c.is_whitespace() {
            tokens.push(c.into());
        }
    }
    tokens
}

/// Everything in the tables' statements that makes a rule: its keyword, and its name if it has one.
fn constraints(connection: &Connection) -> Vec<(String, String, Option<String>)> {
    let mut found = Vec::new();
    for table in tables(connection) {
        let sql =
            texts(connection, &format!("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '{table}'"));
        let tokens = tokens(&sql[0]);
        for (at, token) in tokens.iter().enumerate() {
            if !["CHECK", "UNIQUE", "REFERENCES", "FOREIGN"].contains(&token.as_str()) {
                continue;
            }
            let of_foreign_key = token == "REFERENCES" && at > 0 && tokens[at - 1] == ")" && {
                let open = tokens[..at].iter().rposition(|t| t == "(").unwrap_or(0);
                open > 0 && tokens[open - 1] == "KEY"
            };
            if !of_foreign_key {
                let named = at >= 2 && tokens[at - 2] == "CONSTRAINT";
                found.push((table.clone(), token.clone(), named.then(|| tokens[at - 1].clone())));
            }
        }
    }
    found
}

/// How SQLite names each unique index when it refuses: by columns, or by its own name where it has expressions.
fn unique(connection: &Connection) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables(connection) {
        for index in texts(connection, &format!("SELECT name FROM pragma_index_list('{table}') WHERE \"unique\"")) {
            let mut statement = connection
                .prepare(&format!("SELECT name FROM pragma_index_xinfo('{index}') WHERE key ORDER BY seqno"))
                .unwrap();
            let columns = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap().map(Result::unwrap);
            match columns.map(|column| column.map(|c| format!("{table}.{c}"))).collect::<Option<Vec<_>>>() {
                Some(columns) => found.push(columns.join(", ")),
                None => found.push(index),
            }
        }
    }
    found
}

/// The rules that triggers state: `RAISE (ABORT, 'name')`.
fn raised(connection: &Connection) -> Vec<String> {
    let triggers = texts(connection, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    let rules = |sql: &String| -> Vec<String> {
        let after = sql.split("RAISE").skip(1);
        after.filter_map(|rest| rest.split('\'').nth(1)).map(Into::into).collect()
    };
    triggers.iter().flat_map(rules).collect()
}

fn rules(connection: &Connection) -> BTreeSet<String> {
    let checks =
        constraints(connection).into_iter().filter(|(_, kind, _)| kind == "CHECK").filter_map(|(.., name)| name);
    checks.chain(unique(connection)).chain(raised(connection)).collect()
}

fn refused(connection: &Connection, sql: &str) -> rusqlite::Error {
    connection.execute_batch(sql).err().unwrap_or_else(|| panic!("nothing refuses: {sql}"))
}

/// A sentence for a person: Russian, no Latin, no full stop.
fn is_sentence(text: &str) -> bool {
    text.chars().any(|c| ('а'..='я').contains(&c)) && latin(text).is_empty() && !text.ends_with('.')
}

#[test]
fn every_rule_has_a_sentence_and_every_sentence_a_rule() {
    let known: BTreeSet<String> = schema::rules().iter().map(|(rule, _)| rule.clone()).collect();
    assert_eq!(known.len(), schema::rules().len(), "a rule has two sentences");
    assert_eq!(rules(&fresh()), known, "left: the schema's rules, right: those that have a sentence");
    for (rule, sentence) in schema::rules() {
        assert!(is_sentence(sentence), "{rule}: {sentence}");
    }
}

#[test]
fn every_rule_refuses_with_its_sentence() {
    let cases: BTreeMap<_, _> = BROKEN.iter().copied().collect();
    assert_eq!(cases.len(), BROKEN.len(), "a rule is broken twice");
    let without: Vec<_> = rules(&fresh()).into_iter().filter(|rule| !cases.contains_key(rule.as_str())).collect();
    assert_eq!(without, Vec::<String>::new(), "these rules are broken nowhere: add them to BROKEN");
    let sentences = sentences();
    for (rule, statements) in BROKEN.iter().chain(BROKEN_OTHERWISE) {
        let (connection, sentence) = (seeded(), &sentences[rule]);
        let (setup, last) = statements.rsplit_once("; ").unwrap_or(("", statements));
        connection.execute_batch(setup).unwrap();
        let error = refused(&connection, last);
        assert_eq!(refusal::sentence(&message(&error)), Some(*sentence), "{rule}: {error}");
        let failure = refusal::of(&error.into());
        assert_eq!((failure.kind, failure.message.as_str()), (Kind::Refused, *sentence), "{rule}");
    }
}

fn message(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => panic!("not a refusal of SQLite: {other}"),
    }
}

/// The rules without a name of their own: emptiness, references and types.
#[test]
fn emptiness_references_and_types_refuse_in_russian_too() {
    let connection = seeded();
    // What guards the journal refuses before the types do.
    connection.execute_batch("DROP TRIGGER entries_settled; DROP TRIGGER changes_settled").unwrap();
    for table in tables(&connection) {
        let rows: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "the district has no row of {table}");
        let columns =
            |which: &str| texts(&connection, &format!("SELECT name FROM pragma_table_info('{table}') WHERE {which}"));
        let sets = columns("\"notnull\" AND NOT pk")
            .into_iter()
            .map(|column| format!("{column} = NULL"))
            .chain(columns("type = 'INTEGER' AND NOT pk").into_iter().map(|column| format!("{column} = 'слово'")))
            .chain(
                texts(&connection, &format!("SELECT \"from\" FROM pragma_foreign_key_list('{table}')"))
                    .into_iter()
                    .map(|column| format!("{column} = 999999")),
            );
        for set in sets {
            let failure = refusal::of(&refused(&connection, &format!("UPDATE {table} SET {set}")).into());
            assert_eq!(failure.kind, Kind::Refused, "{table}: {set}");
            assert!(is_sentence(&failure.message), "{table}: {set}: {}", failure.message);
            let of_a_rule = schema::rules().iter().any(|(_, sentence)| *sentence == failure.message);
            assert!(!of_a_rule || !set.ends_with("NULL"), "{table}: {set}: {}", failure.message);
        }
    }
}

#[test]
fn everything_stored_is_strict_and_has_a_name_of_its_own() {
    let connection = fresh();
    let loose = texts(
        &connection,
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND name NOT GLOB 'sqlite_*'",
    );
    assert_eq!(loose, Vec::<String>::new(), "not STRICT");
    let mut names: Vec<String> = texts(&connection, "SELECT name FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'");
    for (table, kind, name) in constraints(&connection) {
        let name = name.unwrap_or_else(|| panic!("a {kind} of {table} has no name"));
        assert!(name.starts_with(&table), "{name} isn't named after its table {table}");
        names.push(name);
    }
    let mut once = BTreeSet::new();
    for name in &names {
        assert!(once.insert(name), "{name} names two things");
    }
    for index in
        texts(&connection, "SELECT tbl_name || ' ' || name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")
    {
        let (table, index) = index.split_once(' ').unwrap();
        assert!(index.starts_with(table), "{index} isn't named after its table {table}");
    }
}

#[test]
fn a_stock_sqlite_reads_the_schema() {
    let desk = Desk::new();
    let shell = |args: &[&str]| Command::new("sqlite3").arg("-batch").arg("-bail").args(args).output();
    let Ok(loaded) = shell(&[":memory:", ".read schema.sql"]) else { return };
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    let checked = shell(&[desk.db().to_str().unwrap(), "PRAGMA integrity_check; SELECT count(*) FROM staff;"]).unwrap();
    assert_eq!(String::from_utf8_lossy(&checked.stdout), "ok\n0\n", "{}", String::from_utf8_lossy(&checked.stderr));
}

/// `CHECK (column IN ('a', 'b'))` of every table: table, column, members.
fn lists(connection: &Connection) -> Vec<(String, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for table in tables(connection) {
        let sql =
            texts(connection, &format!("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = '{table}'"));
        let words: Vec<_> = sql[0].split_whitespace().collect();
        for check in words.join(" ").split("CHECK (").skip(1) {
            let Some((column, rest)) = check.split_once(" IN (") else { continue };
            let list = rest.split(')').next().unwrap_or_default();
            let members: BTreeSet<String> = list.split(',').map(|m| m.trim().trim_matches('\'').to_owned()).collect();
            if list.starts_with('\'') && column.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                found.push((table.clone(), column.to_owned(), members));
            }
        }
    }
    found
}

/// The closed sets as the source states them: name, codes.
fn closed_sets() -> Vec<(String, BTreeSet<String>)> {
    let source = include_str!("../../src/domain/kind.rs");
    let sets = source.split("\nclosed_set! {").skip(1);
    sets.map(|block| {
        let block = block.split("\n}").next().unwrap_or_default();
        let lines: Vec<_> =
            block.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).collect();
        let codes =
            lines.iter().filter_map(|line| line.split_once(" = \"")).map(|(_, rest)| rest.split('"').next().unwrap());
        (lines[0].trim_end_matches(" {").to_owned(), codes.map(Into::into).collect())
    })
    .collect()
}

#[test]
fn the_closed_sets_are_the_schemas_lists() {
    let lists = lists(&fresh());
    let sets = closed_sets();
    assert!(!lists.is_empty() && !sets.is_empty());
    for (table, column, members) in &lists {
        assert!(
            sets.iter().any(|(_, codes)| codes == members),
            "{table}.{column} is no closed set of the program: {members:?}"
        );
        for member in members {
            let connection = seeded();
            let only = format!("rowid = (SELECT min(rowid) FROM {table})");
            let error = refused(&connection, &format!("UPDATE {table} SET {column} = 'stranger' WHERE {only}"));
            assert!(refusal::sentence(&message(&error)).is_some(), "{table}.{column}: {error}");
            // A member may want something beside it, as the end of a pair by notice does; the list lets it in.
            let member = connection.execute_batch(&format!("UPDATE {table} SET {column} = '{member}' WHERE {only}"));
            if let Err(other) = member {
                assert_ne!(other.to_string(), error.to_string(), "{table}.{column}");
            }
        }
    }
    for (name, codes) in &sets {
        assert!(
            lists.iter().any(|(_, _, members)| members == codes),
            "{name} stands in no CHECK of the schema: {codes:?}"
        );
    }
}

/// The world of the commands and files that break rules.
fn world() -> Desk {
    Desk::new().with([
        "org add 'Школа А' --kind школа --inn 7707083893 --opened 01.09.1990",
        "org add 'Школа Б' --kind школа --inn 7736050003",
        "org adopt 'Школа А' --order-number 1 --order-date 01.09.2021 --curator 'Иванова Анна' --curator-date 01.09.2021",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --snils 11223344595 --born 12.05.1990 --number 7",
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015 --snils 90010000794",
        "org staff transfer Иванова --to 1 --date 01.09.2020 --post методист",
        "org staff transfer Петров --to 1 --date 01.09.2020 --post методист",
        "org group add А РМО --kind 'методическое объединение'",
        "org group join А --person Иванова --date 01.09.2021",
        "org group join А --org 1 --date 01.09.2021",
        "mentor add Иванова --date 01.09.2021",
        "pair create --number 1 --mentor Иванова --mentee Петров --order-number 5 --order-date 01.09.2021",
        "pair agreement add 1 --number 7 --date 01.09.2021",
        "pair release add 1 Иванова --date 01.10.2021 --from 01.10.2021 --substitute Ким",
        "program draft --number 1 --pair 1 --start 05.09.2021 --finish 31.05.2022",
        "program approve 1 --date 04.09.2021",
        "program draft --number 2 --pair 1 --start 05.09.2022 --finish 31.05.2023",
        "program need add 1 'Не умеет' --method анкета --date 01.09.2021",
        "program need add 1 'Не знает'",
        "program task add 1 'Вести журнал' --set 10.09.2021 --due 30.09.2021",
        "program task add 1 'Вести журнал' --due 31.10.2021",
        "program draft --number 3 --pair 1 --start 05.09.2023 --finish 31.05.2024",
        "program stage 1 подготовительный --since 01.09.2021 --until 15.09.2021",
        "program measure add 1 'Успеваемость обучающихся' --stage вход --value 72,5 --date 01.09.2021",
        "program correction add 1 'уроки' --date 01.10.2021 --reason 'итоги'",
        "org review add положение --org 1 --date 01.09.2021",
        "org review add программа --program 1 --date 01.09.2021",
        "org review conclude 2 --verdict возвращено --date 05.09.2021 --expert 'Лю И'",
        "org staff consent Иванова --given 01.09.2021",
        "org staff add 'Рощина Вера Львовна' --org 2 --post учитель --hired 01.09.2015",
        "org staff dismiss Рощина --date 31.05.2020",
        "org staff absence add Петров --kind армия --from 01.09.2021 --to 31.08.2022",
        "org needs add Иванова --org 1 --need 'молодой специалист' --date 01.09.2021",
        "org needs confirm --org 1 --date 02.09.2021",
        "pair meet add 1 --date 12.10.2021 --due 10.10.2021",
        "monitor run --add year --export .",
        "org staff add 'Тополев Ян Ильич' --org 2 --post учитель --hired 01.09.2015",
        "pair join 1 Тополев --as тьютор --date 01.10.2021",
        "pair leave 1 Тополев --as тьютор --date 31.05.2022",
    ])
}
