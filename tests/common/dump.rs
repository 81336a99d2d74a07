//! What is in a database, table by table, past the program: two databases are the same if this is.

use rusqlite::Connection;
use rusqlite::types::Value;

/// Every row of every table but the journal's, which tells how the others came about; in an order of its own.
pub fn dump(db: &Connection) -> Vec<String> {
    let mut tables = db
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('entries', 'changes', 'numbers') ORDER BY name",
        )
        .unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(tables.len() > 20, "tables are missing: {tables:?}");
    let mut lines = Vec::new();
    for table in tables {
        let mut query = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names: Vec<String> = query.column_names().map(str::to_owned).collect();
        let mut rows = query.query([]).unwrap();
        let mut of_table = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let cell = |(at, name): (usize, &String)| format!("{name}={:?}", row.get::<_, Value>(at).unwrap());
            let cells: Vec<_> = names.iter().enumerate().map(cell).collect();
            of_table.push(format!("{table}: {}", cells.join(" ")));
        }
        of_table.sort();
        lines.extend(of_table);
    }
    lines
}

/// Fails with the lines in which two dumps differ.
pub fn assert_same(what: &str, one: &[String], other: &[String]) {
    if one != other {
        let only = |a: &[String], b: &[String]| a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>();
        panic!("{what}\nwas:\n{}\nis:\n{}", only(one, other).join("\n"), only(other, one).join("\n"));
    }
}
