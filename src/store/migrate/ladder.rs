//! How an older file gets the present schema.
//!
//! A step of the ladder lists what it alters, under `-- alters: TABLE`: columns, rows, an index that is dropped for another
//! of its name, a view that is no more. Whatever a file lacks comes from today's page: tables with the rows that the page
//! gives them, indexes, triggers, views. So a new table needs no step, only a `-- since:` with the new version. In this
//! order, within one transaction:
//!
//! 1. Every table that the file's version had must be there: what another program has removed doesn't come back empty.
//! 2. The page's views and triggers, which hold nothing, are taken away, so that none is in a step's way.
//! 3. The steps run. A part about a table that the file lacks is passed over: the page makes that table as it is today,
//!    with whatever later steps would alter in it.
//! 4. What is lacking is made from the page. A step that needs a table made anew leaves its rows in `old_TABLE`, with the
//!    names that its columns have today; so does one that moves rows into a table of its own version. They go into the
//!    new table in the order of their columns, and `old_TABLE` goes. Not so a table that others refer to: SQLite would
//!    rename it in their references too; such a one is altered where it is.

use anyhow::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::page::{SectionKind, SqlPage};
use crate::store::schema::SchemaNotes;

/// A step: the version that it leads to, and what it alters.
pub type LadderStep = (u32, SqlPage);

const ALTERED: &[SectionKind] = &[SectionKind { opening: "alters", required: &[], optional: &[] }];

/// What a schema consists of: a table, an index, a trigger or a view.
struct SchemaObject {
    kind: String,
    name: String,
    sql: String,
}

/// Brings the tables of a file of version `from` to what the page is, within whatever transaction there is.
///
/// # Errors
/// The file isn't of that version, or its rows don't fit: what they break.
pub fn climb(connection: &Connection, from: u32, steps: &[LadderStep], page: SqlPage) -> Result<()> {
    for (table, since) in SchemaNotes::read(page)?.tables {
        if since <= from {
            connection.prepare(&format!("SELECT 1 FROM {table}"))?;
        }
    }
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(&page.code())?;
    let objects = objects(&fresh)?;
    for SchemaObject { kind, name, .. } in objects.iter().filter(|o| matches!(o.kind.as_str(), "view" | "trigger")) {
        connection.execute_batch(&format!("DROP {kind} IF EXISTS {name}"))?;
    }
    for (_, step) in steps.iter().filter(|(version, _)| *version > from) {
        for part in step.sections(ALTERED)? {
            if has_object(connection, part.name)? {
                connection.execute_batch(part.body)?;
            }
        }
    }
    for SchemaObject { kind, name, sql } in &objects {
        if !has_object(connection, name)? {
            connection.execute_batch(sql)?;
            if kind == "table" {
                fill(connection, name, &fresh)?;
            }
        }
    }
    Ok(())
}

/// In the order in which they were made.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<SchemaObject>> {
    let sql =
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' ORDER BY rowid";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(SchemaObject { kind: row.get("type")?, name: row.get("name")?, sql: row.get("sql")? })
    })?;
    rows.collect()
}

/// Whether the file has something of that name.
fn has_object(connection: &Connection, name: &str) -> rusqlite::Result<bool> {
    connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?1")?.exists([name])
}

/// Gives a table that has just been made its rows: those that a step has left for it, else the page's own.
fn fill(connection: &Connection, table: &str, fresh: &Connection) -> rusqlite::Result<()> {
    let old = format!("old_{table}");
    if has_object(connection, &old)? {
        let columns: Vec<_> =
            connection.prepare(&format!("SELECT * FROM {old}"))?.column_names().map(str::to_owned).collect();
        let columns = columns.join(", ");
        return connection.execute_batch(&format!(
            "INSERT INTO {table} ({columns}) SELECT {columns} FROM {old} ORDER BY {columns}; DROP TABLE {old}"
        ));
    }
    let mut seeds = fresh.prepare(&format!("SELECT * FROM {table}"))?;
    let width = seeds.column_count();
    let mut insert = connection.prepare(&format!("INSERT INTO {table} VALUES ({})", vec!["?"; width].join(", ")))?;
    let mut rows = seeds.query([])?;
    while let Some(row) = rows.next()? {
        let cells = (0..width).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>()?;
        insert.execute(params_from_iter(cells))?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Version 1 had `people` with a kind in words; version 2 gave them `kinds` and a `since`, version 3 the kinds a code.
    const PAGE: SqlPage = SqlPage {
        file: "schema.sql",
        text: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, since TEXT);\n\
               CREATE INDEX people_since ON people (since);\n\
               CREATE TABLE kinds (  -- since: 2\n    id INTEGER PRIMARY KEY, title TEXT, code TEXT\n);\n\
               CREATE TABLE levels (id INTEGER PRIMARY KEY, title TEXT);  -- since: 2\n\
               INSERT INTO levels VALUES (1, 'школа'), (7, 'район');\n\
               CREATE VIEW named AS SELECT name FROM people WHERE since IS NOT NULL;\n",
    };
    const STEPS: &[LadderStep] = &[
        (
            2,
            SqlPage {
                file: "2.sql",
                text: "-- alters: people\nCREATE TABLE old_kinds AS SELECT DISTINCT kind AS title FROM people;\n\
                       ALTER TABLE people DROP COLUMN kind;\nALTER TABLE people ADD COLUMN since TEXT;\n",
            },
        ),
        (3, SqlPage { file: "3.sql", text: "-- alters: kinds\nALTER TABLE kinds ADD COLUMN code TEXT;\n" }),
    ];
    const FIRST: &str = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, kind TEXT);
        CREATE VIEW named AS SELECT name, kind FROM people;
        INSERT INTO people VALUES (5, 'Анна', 'б'), (6, 'Пётр', 'а'), (9, 'Лев', 'б');";

    fn file(sql: &str) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(sql).unwrap();
        connection
    }

    fn text(connection: &Connection, sql: &str) -> String {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// A table that a later step alters comes as it is today to a file that lacks it, and is altered in one that has it.
    #[test]
    fn what_is_lacking_comes_from_the_page() {
        let second = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, since TEXT);
            CREATE TABLE kinds (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO kinds VALUES (1, 'а'), (2, 'б');
            CREATE TABLE levels (id INTEGER PRIMARY KEY, title TEXT); INSERT INTO levels VALUES (1, 'школа'), (7, 'район');";
        for (from, sql) in [(1, FIRST), (2, second)] {
            let file = file(sql);
            climb(&file, from, STEPS, PAGE).unwrap();
            let kinds = "SELECT group_concat(id || title || ifnull(code, '-'), ' ') FROM kinds";
            assert_eq!(text(&file, kinds), "1а- 2б-");
            assert_eq!(text(&file, "SELECT group_concat(id || title, ' ') FROM levels"), "1школа 7район");
            let names = "SELECT group_concat(name, ' ') FROM sqlite_schema WHERE name NOT GLOB 'people*'";
            assert_eq!(text(&file, names), "kinds levels named");
            assert!(file.prepare("SELECT since FROM people INDEXED BY people_since").is_ok());
            assert!(file.prepare("SELECT kind FROM named").is_err(), "the view is made anew");
        }
    }

    #[test]
    fn the_steps_of_the_program_are_read() {
        let steps = super::super::STEPS;
        assert!(steps.is_sorted_by(|one, next| one.0 < next.0), "each leads to a later version");
        for (version, step) in steps {
            assert!((2..=crate::store::schema::VERSION).contains(version), "{version}");
            let parts = step.sections(ALTERED).unwrap_or_else(|fault| panic!("{fault}"));
            assert!(!parts.is_empty(), "{}: a step that alters nothing isn't needed", step.file);
        }
    }

    #[test]
    fn a_misspelt_header_of_a_step_is_told() {
        let step = (3, SqlPage { file: "3.sql", text: "-- alter: people\nDROP TABLE people;\n" });
        let file = file(FIRST);
        assert_eq!(climb(&file, 1, &[step], PAGE).unwrap_err().to_string(), "3.sql:1: «alter» opens no section");
        assert!(has_object(&file, "people").unwrap());
    }

    #[test]
    fn a_table_that_the_version_had_does_not_come_back_empty() {
        let told = climb(&file("CREATE TABLE people (id, name, since)"), 2, STEPS, PAGE).unwrap_err();
        assert!(told.to_string().starts_with("no such table: kinds"), "{told}");
    }
}
