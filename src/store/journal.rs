//! The journal: what every command changed, so that it can be told and taken back.
//!
//! Nothing reports to it. What is added shows in the ids, which only grow: for 1.3 million rows a line a table. What is
//! changed or removed, triggers of the writing connection write down, made of the schema as it is, before the first such
//! statement about a table runs: a new table or a new command can't be forgotten.

mod conflict;
mod entry;
mod numbers;
mod prune;
mod redaction;
mod row_deed;
mod subject;
mod trace;
mod undo;
mod watch;

use std::cell::{Cell, RefCell};

use anyhow::{Context, Result};
use rusqlite::{CachedStatement, Connection};

use self::watch::Watch;
use super::Store;
use super::schema::VERSION;
use crate::domain::{Day, Moment};
use crate::register;

pub use conflict::Conflict;
pub use entry::Entry;
pub(super) use redaction::RowsAbout;
pub use row_deed::{EntryDeeds, RowDeed};
pub(super) use subject::{RowFields, json, of_json};
pub use subject::{Shown, Subject};
pub use trace::{Deed, HistoryStep};

/// The tables of the journal itself.
const OWN: &[&str] = &["entries", "changes", "numbers"];

/// What a command has to say of itself in the journal.
#[derive(Debug, Clone)]
pub struct EntryDraft {
    /// When.
    pub made: Moment,
    /// Its words: `org staff import`.
    pub command: String,
    /// The names of the files that it took.
    pub source: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Whether it is worth an entry though no row is touched: the file is another.
    pub anyway: bool,
}

impl EntryDraft {
    /// Of a command that has no more to say.
    pub fn new(made: Moment, command: impl Into<String>) -> Self {
        Self { made, command: command.into(), source: None, reason: None, anyway: false }
    }

    /// Of a test.
    #[cfg(test)]
    pub fn test() -> Self {
        Self::new(Moment::parse("2024-06-15 10:00:00").expect("a moment"), "test")
    }
}

/// Whether no command owns the rows of a table: undoing the first that needed one must not stop at the second.
fn is_shared(table: &str) -> bool {
    register::of_table(table).is_some_and(|register| register.is_shared)
}

/// A table as the journal sees it.
#[derive(Debug)]
struct Relation {
    name: String,
    /// The greatest number that a row has had before the command; 0 where there never was one.
    last: i64,
    /// Whether SQLite may give a number once more, as the rows that had the last ones are gone.
    is_short: Cell<bool>,
}

/// What a writing command has changed so far.
#[derive(Debug)]
pub(super) struct Journal {
    /// The id of its entry.
    entry: i64,
    /// In the order in which the schema makes them: what is referred to before what refers.
    relations: Vec<Relation>,
    /// The tables that have triggers. All of them at once would take longer than a command.
    watch: Watch,
    /// Rows that were put back under ids of their own: table, first id, last id.
    put_back: RefCell<Vec<(usize, i64, i64)>>,
    /// The entry that is undone.
    undoes: Cell<Option<i64>>,
    /// The day before which the journal is pruned.
    prunes: Cell<Option<Day>>,
    /// Whether it is worth an entry though no row is touched: the journal itself was.
    pub(super) anyway: Cell<bool>,
    /// Whether the entry is written.
    ended: Cell<bool>,
}

/// Rows that a command added, changed and removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// New rows.
    pub added: i64,
    /// Rows of which a field is another.
    pub changed: i64,
    /// Rows that are gone.
    pub removed: i64,
}

impl Journal {
    /// Begins to write down what a command changes; its transaction is open already.
    ///
    /// # Errors
    /// The file can't be used.
    pub(super) fn begin(connection: &Connection) -> Result<Self> {
        let relations = relations(connection)?;
        let watch = Watch::default();
        let entry = connection.query_row("SELECT ifnull(max(id), 0) + 1 FROM entries", [], |row| row.get(0))?;
        let (undoes, prunes) = (Cell::new(None), Cell::new(None));
        Ok(Self {
            entry,
            relations,
            watch,
            put_back: RefCell::default(),
            undoes,
            prunes,
            anyway: Cell::default(),
            ended: Cell::new(false),
        })
    }

    /// Hears what the connection changes from here on; whatever isn't watched can't be changed.
    ///
    /// # Errors
    /// SQLite's own.
    pub(super) fn listen(&self, connection: &mut Connection) -> Result<()> {
        Ok(self.watch.listen(connection)?)
    }

    /// Ends it: the entry is there, if anything was changed.
    ///
    /// # Errors
    /// The file can't be used.
    pub(super) fn end(&self, connection: &Connection, draft: &EntryDraft) -> Result<()> {
        if self.ended.replace(true) {
            return Ok(());
        }
        let mut insert = connection
            .prepare_cached("INSERT INTO changes (entry_id, relation, row_id, last_id) VALUES (?1, ?2, ?3, ?4)")?;
        let mut count = self.count(connection)?;
        for (relation, first, last) in self.added(connection)? {
            insert.execute((self.entry, &relation.name, first, last))?;
            count.added += last - first + 1;
        }
        self.keep_last_numbers(connection)?;
        let (undoes, prunes) = (self.undoes.get(), self.prunes.get());
        if count != Count::default() || draft.anyway || self.anyway.get() || undoes.is_some() || prunes.is_some() {
            connection
                .prepare_cached(
                    "INSERT INTO entries (id, made, command, source, reason, added, changed, removed, undoes, prunes, version) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                )?
                .execute(rusqlite::params![
                    self.entry,
                    draft.made.iso(),
                    draft.command,
                    draft.source,
                    draft.reason,
                    count.added,
                    count.changed,
                    count.removed,
                    undoes,
                    prunes,
                    VERSION,
                ])?;
        }
        Ok(())
    }

    /// How many rows were added, changed and removed until now.
    pub(super) fn so_far(&self, connection: &Connection) -> Result<i64> {
        let count = self.count(connection)?;
        let now = greatest(connection, &self.relations)?;
        let added: i64 = self.relations.iter().zip(now).map(|(relation, now)| (now - relation.last).max(0)).sum();
        Ok(added + count.changed + count.removed)
    }

    /// Prepares a statement; the tables that it changes are watched from then on.
    ///
    /// # Errors
    /// SQLite's own.
    pub(super) fn prepare<'c>(
        &self,
        connection: &'c Connection,
        sql: &str,
    ) -> Result<CachedStatement<'c>, rusqlite::Error> {
        if sql.contains("DELETE ") {
            self.look_for_gaps();
        }
        loop {
            let error = match connection.prepare_cached(sql) {
                Ok(statement) => return Ok(statement),
                Err(error) => error,
            };
            let refused = self.watch.take_refused();
            let unknown = refused.and_then(|table| self.relations.iter().find(|relation| relation.name == table));
            let Some(relation) = unknown.filter(|relation| !self.watch.is_watched(&relation.name)) else {
                return Err(error);
            };
            self.watch_table(connection, relation)?;
        }
    }

    /// Watches every table.
    ///
    /// # Errors
    /// SQLite's own.
    pub(super) fn watch_all(&self, connection: &Connection) -> Result<(), rusqlite::Error> {
        self.relations.iter().try_for_each(|relation| self.watch_table(connection, relation))
    }

    fn watch_table(&self, connection: &Connection, relation: &Relation) -> Result<(), rusqlite::Error> {
        // Of a table that never had a row there is nothing to write down but what is added.
        if relation.last > 0 {
            connection.execute_batch(&relation.triggers(connection, self.entry)?)?;
        }
        self.watch.add(relation.name.clone());
        Ok(())
    }

    /// Watches no table any more: another journal begins.
    ///
    /// # Errors
    /// SQLite's own.
    pub(super) fn unwatch_all(&self, connection: &Connection) -> Result<(), rusqlite::Error> {
        self.relations.iter().try_for_each(|Relation { name, .. }| {
            let triggers =
                ["changed", "removed"].map(|what| format!("DROP TRIGGER IF EXISTS temp.journal_{name}_{what}"));
            connection.execute_batch(&triggers.join("; "))
        })
    }

    /// Whether every table is watched.
    pub(super) fn watches_all(&self) -> bool {
        self.relations.iter().all(|relation| self.watch.is_watched(&relation.name))
    }

    /// The rows that were changed and removed.
    fn count(&self, connection: &Connection) -> Result<Count> {
        let sql = "SELECT (SELECT count(*) FROM (SELECT DISTINCT relation, row_id FROM changes WHERE entry_id = ?1 AND field IS NOT NULL)), \
                   (SELECT count(*) FROM changes WHERE entry_id = ?1 AND field IS NULL)";
        let row = connection.prepare_cached(sql)?.query_row([self.entry], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Count { added: 0, changed: row.0, removed: row.1 })
    }

    /// The rows that were added, as ranges of ids.
    fn added(&self, connection: &Connection) -> Result<Vec<(&Relation, i64, i64)>> {
        if self.undoes.get().is_some() {
            let put_back = self.put_back.borrow();
            return Ok(put_back.iter().map(|(at, first, last)| (&self.relations[*at], *first, *last)).collect());
        }
        let mut added = Vec::new();
        for (relation, now) in self.relations.iter().zip(greatest(connection, &self.relations)?) {
            if now > relation.last {
                added.push((relation, relation.last + 1, now));
            }
        }
        Ok(added)
    }
}

/// What the journal tells.
#[derive(Debug, Clone, Copy)]
pub struct History<'s>(&'s Store);

impl Store {
    /// What the journal tells.
    pub fn history(&self) -> History<'_> {
        History(self)
    }
}

impl History<'_> {
    /// The greatest numbers that rows of some tables had before this command; nothing if it takes another one back.
    ///
    /// # Errors
    /// A reading command has no journal.
    pub(super) fn last_before<const N: usize>(&self, tables: [&str; N]) -> Result<Option<[i64; N]>> {
        let journal = self.0.journal()?;
        let last = |table: &str| {
            journal.relations.iter().find(|relation| relation.name == table).map_or(0, |known| known.last)
        };
        Ok(journal.undoes.get().is_none().then(|| tables.map(last)))
    }
}

impl Store {
    pub(super) fn journal(&self) -> Result<&Journal> {
        self.journal.as_ref().context("a reading command has no journal")
    }
}

impl Relation {
    /// The triggers that write down what becomes of the rows that were there before the command.
    fn triggers(&self, connection: &Connection, entry: i64) -> Result<String, rusqlite::Error> {
        let Self { name, last, .. } = self;
        let columns = columns(connection, name)?;
        let changes: Vec<_> = columns
            .iter()
            .map(|column| {
                format!(
                    "INSERT INTO changes (entry_id, relation, row_id, last_id, field, old, new) \
                     SELECT {entry}, '{name}', OLD.id, OLD.id, '{column}', OLD.{column}, NEW.{column} \
                     WHERE OLD.{column} IS NOT NEW.{column};"
                )
            })
            .collect();
        let row: Vec<_> = columns.iter().map(|column| format!("'{column}', OLD.{column}")).collect();
        Ok(format!(
            "CREATE TEMP TRIGGER journal_{name}_changed AFTER UPDATE ON {name} WHEN OLD.id <= {last} BEGIN {} END; \
             CREATE TEMP TRIGGER journal_{name}_removed AFTER DELETE ON {name} WHEN OLD.id <= {last} BEGIN \
             INSERT INTO changes (entry_id, relation, row_id, last_id, old) \
             VALUES ({entry}, '{name}', OLD.id, OLD.id, json_object({})); END;",
            changes.join(" "),
            row.join(", ")
        ))
    }
}

/// The columns of a table but for the id.
fn columns(connection: &Connection, relation: &str) -> Result<Vec<String>, rusqlite::Error> {
    let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE name <> 'id'")?;
    columns.query_map([relation], |row| row.get(0))?.collect()
}

/// All tables but those of the journal, in the order of the schema.
fn relations(connection: &Connection) -> Result<Vec<Relation>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY rowid";
    let mut names = connection.prepare(sql)?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let own = names.into_iter().filter(|name| !OWN.contains(&name.as_str()));
    let mut relations: Vec<_> = own.map(|name| Relation { name, last: 0, is_short: Cell::new(false) }).collect();
    let greatest = greatest(connection, &relations)?;
    let given = numbers::given(connection)?;
    for (relation, greatest) in relations.iter_mut().zip(greatest) {
        relation.last = given.get(&relation.name).map_or(greatest, |given| greatest.max(*given));
        relation.is_short.set(greatest < relation.last);
    }
    Ok(relations)
}

/// The greatest id of each table.
fn greatest(connection: &Connection, relations: &[Relation]) -> Result<Vec<i64>> {
    let each: Vec<_> =
        relations.iter().map(|relation| format!("SELECT ifnull(max(id), 0) FROM {}", relation.name)).collect();
    let mut statement: CachedStatement<'_> = connection.prepare_cached(&each.join(" UNION ALL "))?;
    let found = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}
