//! No number is given twice. SQLite gives a new row the number after the greatest that is there; where the rows with the last
//! ones are gone, the file remembers the greatest that was ever given, and the next row is told its number.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::Connection;

use super::{Journal, greatest};
use crate::store::Store;

/// The greatest number that was given, of the tables where no row has it.
pub(super) fn given(connection: &Connection) -> rusqlite::Result<HashMap<String, i64>> {
    let mut numbers = connection.prepare_cached("SELECT relation, last FROM numbers")?;
    numbers.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

impl Journal {
    /// Rows may have gone, or come back as they were before a step: SQLite may give their numbers again.
    pub(in crate::store) fn look_for_gaps(&self) {
        self.relations.iter().for_each(|relation| relation.is_short.set(true));
    }

    /// The number that the next row of a table must be told; `None`: SQLite gives a new one by itself.
    fn next_number(&self, connection: &Connection, table: &str) -> rusqlite::Result<Option<i64>> {
        let short = self.relations.iter().find(|relation| relation.is_short.get() && relation.name == table);
        let Some(relation) = short else { return Ok(None) };
        let sql = format!("SELECT ifnull(max(id), 0) FROM {table}");
        let greatest: i64 = connection.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
        if greatest >= relation.last {
            relation.is_short.set(false);
            return Ok(None);
        }
        Ok(Some(relation.last + 1))
    }

    /// Writes down the numbers that no row has any more.
    pub(super) fn keep_last_numbers(&self, connection: &Connection) -> anyhow::Result<()> {
        for (relation, greatest) in self.relations.iter().zip(greatest(connection, &self.relations)?) {
            if greatest < relation.last {
                let sql = "INSERT INTO numbers (relation, last) VALUES (?1, ?2) \
                           ON CONFLICT (relation) DO UPDATE SET last = excluded.last WHERE last < excluded.last";
                connection.prepare_cached(sql)?.execute((&relation.name, relation.last))?;
            }
        }
        Ok(())
    }
}

impl Store {
    /// A statement that enters a row, with the row's number where SQLite would give one that somebody had.
    pub(in crate::store) fn numbered<'s>(&self, sql: &'s str) -> rusqlite::Result<Cow<'s, str>> {
        let Some(journal) = &self.journal else { return Ok(sql.into()) };
        let entered = sql.strip_prefix("INSERT INTO ").and_then(|rest| rest.split_once(" ("));
        let Some((table, columns)) = entered.filter(|(_, columns)| !columns.starts_with("id,")) else {
            return Ok(sql.into());
        };
        let Some(number) = journal.next_number(&self.connection, table)? else { return Ok(sql.into()) };
        let columns = columns.replacen("VALUES (", &format!("VALUES ({number}, "), 1);
        Ok(format!("INSERT INTO {table} (id, {columns}").into())
    }
}
