//! The made-up district of `common::district` really has something of everything, and whatever is entered there can be taken
//! back, destroyed and checked. Tables and columns are found in the schema, so that a new one can't be forgotten.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::common::Desk;
use crate::common::district::{TRACES, district, entered};
use crate::common::dump::{assert_same, dump};

/// The columns of all tables: table and column.
fn columns(db: &Connection) -> Vec<(String, String)> {
    let sql = "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'";
    let mut query = db.prepare(sql).unwrap();
    let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    found.map(Result::unwrap).collect()
}

#[test]
fn every_column_has_a_value() {
    let desk = district();
    let db = desk.sql();
    let columns = columns(&db);
    assert!(columns.len() > 100, "the schema wasn't read: {columns:?}");
    let is_empty = |(table, column): &&(String, String)| {
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {table} WHERE {column} IS NOT NULL)");
        db.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(columns.iter().filter(is_empty).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
}

#[test]
fn nothing_is_wrong_with_it() {
    let desk = district();
    let told = desk.done("org check");
    let sound = "Файл базы исправен; что требует внимания в записях, покажет nastavnik monitor check\n";
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", sound));
    // Nobody told everything of everybody; one of the findings is put off.
    let told = desk.run("monitor check --fields kind --format csv --except limit_overruled");
    let mut kinds: Vec<_> = told.out.lines().skip(1).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let expected = [
        "agreement_missing",
        "birth_missing",
        "curator_missing",
        "order_missing",
        "papers_missing",
        "program_missing",
        "start_missing",
    ];
    assert_eq!(kinds, expected, "{told:#?}");
}

/// From the last entry back to the erasure, which can't be undone: after each undoing everything is as it was before.
#[test]
fn it_is_taken_back_entry_by_entry() {
    let mut states = Vec::new();
    let desk = entered(|desk| states.push((last(desk), dump(&desk.sql()))));
    let of_erasure = |(_, rows): &(i64, Vec<String>)| rows.iter().any(|row| row.starts_with("erasures: "));
    let erasure = states.iter().position(of_erasure).unwrap();
    for (at, (entry, _)) in states.iter().enumerate().skip(erasure + 1).rev() {
        let line = format!("org undo {entry}");
        desk.done(&line);
        assert_same(&line, &states[at - 1].1, &dump(&desk.sql()));
    }
    desk.refused(&format!("org undo {}", states[erasure].0), 1, &["персональных данных"]);
}

/// The number of the last entry.
fn last(desk: &Desk) -> i64 {
    desk.sql().query_row("SELECT max(id) FROM entries", [], |row| row.get(0)).unwrap()
}

/// Texts in which she doesn't stand, and why.
const WITHOUT: &[(&str, &[&str])] = &[
    (
        "a name by which a row is found is changed by its owner alone: the erasure tells where it stands",
        &[
            "acts.code",
            "acts.source",
            "documents.number",
            "former_orgs.name",
            "former_orgs.short_name",
            "forms.title",
            "group_kinds.title",
            "groups.code",
            "measures.title",
            "groups.title",
            "municipalities.name",
            "orgs.name",
            "orgs.short_name",
            "pairs.number",
            "posts.title",
            "programs.number",
            "replies.question",
        ],
    ),
    (
        "the key of such a name",
        &[
            "form_wordings.key",
            "group_kinds.key",
            "groups.code_key",
            "groups.key",
            "municipalities.key",
            "former_orgs.key",
            "former_orgs.short_key",
            "orgs.key",
            "orgs.short_key",
            "measures.key",
            "pairs.number_key",
            "posts.key",
            "programs.number_key",
        ],
    ),
    (
        "a word of the program, or a folder",
        &[
            "changes.field",
            "changes.relation",
            "numbers.relation",
            "entries.command",
            "posts.stands_for",
            "schedules.codes",
            "schedules.folder",
            "schedules.regulation",
            "settings.name",
            "targets.code",
        ],
    ),
];

/// Wherever a text may stand, she stands whose data are destroyed below.
#[test]
fn a_name_stands_wherever_one_may_stand() {
    let desk = district();
    let db = desk.sql();
    db.execute_batch("DROP TRIGGER entries_settled; DROP TRIGGER changes_settled").unwrap();
    let takes_text = |(table, column): &(String, String)| {
        let one = format!("UPDATE {table} SET {column} = 'Жемчужникова' WHERE id = (SELECT min(id) FROM {table})");
        db.execute_batch("BEGIN").unwrap();
        let is_taken = db.execute(&one, []).is_ok();
        db.execute_batch("ROLLBACK").unwrap();
        is_taken
    };
    let holds = |(table, column): &(String, String)| {
        let sql = format!("SELECT count(*) FROM {table} WHERE instr({column}, ?1)");
        TRACES.iter().any(|trace| db.query_row(&sql, [trace], |row| row.get::<_, i64>(0)).unwrap() > 0)
    };
    let without = columns(&db).into_iter().filter(|column| takes_text(column) && !holds(column));
    let without: BTreeSet<_> = without.map(|(table, column)| format!("{table}.{column}")).collect();
    let known = WITHOUT.iter().flat_map(|(_, columns)| columns.iter().map(|column| (*column).to_owned()));
    assert_eq!(without, known.collect(), "left: texts without her name, right: those that are known to be");
}

/// Nothing of her is left anywhere in the file, and no figure of any day moves.
#[test]
fn whoever_has_left_is_erased_everywhere() {
    let desk = district();
    let figures = || {
        let days = ["31.12.2021", "31.12.2022", "31.05.2023", "15.06.2024"];
        days.map(|day| desk.done(&format!("monitor indicators --by org --as-of {day} --format csv")).out)
    };
    let holds = |trace: &&&str| desk.bytes().windows(trace.len()).any(|bytes| bytes == trace.as_bytes());
    assert_eq!(TRACES.iter().filter(holds).count(), TRACES.len());
    let before = figures();
    let told = desk.done("org staff erase Кабардинова --yes").err;
    assert!(!told.contains("осталось «"), "{told}");
    assert_eq!(TRACES.iter().filter(holds).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(figures(), before);
    desk.done("org check");
}
