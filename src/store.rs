//! The only door to SQLite: open or create the file, one transaction a command. A file an entity, short SQL beside it.
//!
//! What is asked or changed of a register goes through a handle that names it and borrows the store: `store.people().find(…)`,
//! `store.staff().hire(…)`. The handle (`People<'_>`) and its methods stand in the register's file or room; `Store` itself
//! keeps what belongs to the file as a whole: opening, the transaction, running a statement.

pub mod absence;
pub mod act;
pub mod agreement;
mod alike;
pub mod answer;
pub mod backup;
pub mod check;
pub mod consent;
pub mod deficit;
pub mod document;
mod emptying;
pub mod erasure;
mod file;
pub mod form;
pub mod group;
pub mod journal;
mod known_since;
mod lock_note;
pub mod measure;
pub mod meeting;
pub mod mentor;
pub mod mentor_need;
pub mod migrate;
pub mod municipality;
mod noise;
mod opening;
pub mod org;
pub mod pair;
pub mod patch;
pub mod post;
pub mod program;
pub mod program_correction;
pub mod record;
pub mod refusal;
pub mod release;
pub mod report_setting;
mod restorable;
pub mod restore;
pub mod review;
pub mod schedule;
pub mod schema;
pub mod setting;
pub mod staff;
pub mod stage;
pub mod state;
#[cfg(test)]
pub(crate) mod steps;
pub mod suggestion;
pub mod target;
pub mod task;
pub mod training_schedule;
pub mod tutor;
pub mod typing;
pub mod value;
pub mod waiting;
pub mod worklist;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::{Connection, Params, Row};

use self::alike::AlikeSearch;
use self::journal::{EntryDraft, Journal};
use self::lock_note::LockNote;
use self::migrate::Upgrade;

pub use opening::Access;
pub use patch::{Change, Patch, agree};
pub use record::{PutRow, RowDraft};

/// Marks a file as ours: `NSTV`.
pub const APPLICATION_ID: i32 = 0x4e53_5456;

/// The open file.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// The posts met so far: a staff file names the same few in every row.
    posts: RefCell<HashMap<String, (i64, Option<bool>)>>,
    /// What the search for like names has taken so far.
    alike: AlikeSearch,
    /// What a writing command changes.
    journal: Option<Journal>,
    /// The file itself, once its header was asked for. It goes last: to close it would loosen the connection's locks.
    file: OnceCell<File>,
    /// The step up that opening the file took.
    upgrade: Option<Upgrade>,
    /// A copy that this transaction has kept, and how many are kept.
    copy: OnceCell<(PathBuf, u32)>,
    /// Who writes, for whoever waits.
    note: Option<LockNote>,
}

impl Store {
    /// The step up that opening the file took, if it was of an older version.
    pub fn upgrade(&self) -> Option<&Upgrade> {
        self.upgrade.as_ref()
    }

    /// Keeps what the command did, with its entry in the journal.
    ///
    /// # Errors
    /// The disk is full, the file is gone: nothing was kept.
    pub fn commit(self, draft: &EntryDraft) -> Result<()> {
        let kept = self.journal()?.end(&self.connection, draft).and_then(|()| {
            self.connection.execute_batch("COMMIT")?;
            Ok(())
        });
        if let Some((copy, most)) = self.copy.get() {
            match (&kept, self.connection.path()) {
                (Ok(_), Some(db)) => _ = backup::folder::prune(Path::new(db), *most, &[copy]),
                // Nothing has changed: a copy of it is worth nothing.
                _ => backup::folder::discard(copy),
            }
        }
        kept
    }

    /// Ends the transaction and leaves the file as it was.
    ///
    /// # Errors
    /// The file is gone.
    pub fn rollback(self) -> Result<()> {
        Ok(self.connection.execute_batch("ROLLBACK")?)
    }

    /// Does something as one step: if it fails, or says that it isn't to be kept, nothing of it stays. Only an import
    /// ([`Access::Import`]) has steps.
    ///
    /// # Errors
    /// What `run` returns.
    pub fn savepoint<T>(&self, run: impl FnOnce(&Self) -> Result<(T, bool)>) -> Result<T> {
        debug_assert!(
            self.journal.as_ref().is_none_or(Journal::watches_all),
            "a trigger that is made in a step goes with it: Access::Import makes them before"
        );
        self.execute("SAVEPOINT step", [])?;
        let done = run(self);
        // Where the disk is full SQLite has taken everything back by itself, this step's beginning too.
        if done.is_err() && self.connection.is_autocommit() {
            return done.map(|(value, _)| value);
        }
        if !done.as_ref().is_ok_and(|(_, keep)| *keep) {
            self.execute("ROLLBACK TO step", [])?;
            self.posts.borrow_mut().clear();
            self.journal.iter().for_each(Journal::look_for_gaps);
        }
        self.execute("RELEASE step", [])?;
        Ok(done?.0)
    }

    /// Writes the whole file anew, without whatever its free places may still hold.
    ///
    /// `secure_delete` has overwritten what was deleted, but not what another program left there, nor what SQLite moved
    /// about within a page. The new content is made in a temporary file and then copied over the old one under a journal:
    /// a crash leaves the one or the other, never half. It takes up to twice the size of the file on the disk, and needs
    /// nobody else to read the file meanwhile.
    ///
    /// # Errors
    /// No room, somebody reads: the file is whole, and as it was before.
    pub fn compact(path: &Path) -> Result<()> {
        let store = Self::connect(path)?;
        // In memory, as elsewhere, a large file would not fit.
        store.connection.execute_batch("PRAGMA temp_store = FILE; VACUUM")?;
        Ok(())
    }

    /// The connection, for the pages of facts and for the entities' own statements.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Runs a statement that changes rows; returns how many.
    fn execute(&self, sql: &str, params: impl Params) -> rusqlite::Result<usize> {
        let sql = &self.numbered(sql)?;
        match &self.journal {
            Some(journal) => journal.prepare(&self.connection, sql)?.execute(params),
            None => self.connection.prepare_cached(sql)?.execute(params),
        }
    }

    /// Runs an `INSERT` and returns the new row's id.
    fn insert(&self, sql: &str, params: impl Params) -> rusqlite::Result<i64> {
        self.connection.prepare_cached(&self.numbered(sql)?)?.insert(params)
    }

    /// All rows of a query.
    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        self.connection.prepare_cached(sql)?.query_map(params, row)?.collect()
    }

    /// Hands the rows of a query over one by one.
    fn each<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: fn(&Row<'_>) -> rusqlite::Result<T>,
        found: &mut dyn FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(next) = rows.next()? {
            found(row(next)?)?;
        }
        Ok(())
    }

    /// The same where things have members, a row each: things of which the first column of a row tells the id, each with all
    /// its members.
    fn each_with<T, M>(
        &self,
        sql: &str,
        thing: fn(&Row<'_>) -> rusqlite::Result<T>,
        member: fn(&Row<'_>) -> rusqlite::Result<Option<M>>,
        found: &mut dyn FnMut(T, Vec<M>) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut open: Option<(i64, T, Vec<M>)> = None;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if open.as_ref().is_none_or(|(open, ..)| *open != id)
                && let Some((_, thing, members)) = open.replace((id, thing(row)?, Vec::new()))
            {
                found(thing, members)?;
            }
            if let Some((_, _, members)) = &mut open {
                members.extend(member(row)?);
            }
        }
        open.map_or(Ok(()), |(_, thing, members)| found(thing, members))
    }

    /// The first row of a query, if there is one.
    fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        row: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.connection.prepare_cached(sql)?.query_map(params, row)?.next().transpose()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    /// However a statement is written, SQLite says what it changes; past the store's own door nothing is changed at all.
    #[test]
    fn what_is_not_watched_is_not_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Store::create(&path, "Лесной район", None, &EntryDraft::test()).unwrap();
        for statement in [
            "UPDATE municipalities SET name = 'Б'",
            "UPDATE OR IGNORE municipalities SET name = 'Б'",
            " update municipalities set name = 'Б'",
            "WITH new(name) AS (SELECT 'Б') UPDATE municipalities SET name = (SELECT name FROM new)",
            "INSERT INTO municipalities (id, name, key) VALUES (1, 'Б', 'б') ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        ] {
            let store = Store::open(&path, Access::Write, Moment::of_clock()).unwrap();
            assert!(store.connection.execute(statement, []).is_err(), "{statement}");
            store.execute(statement, []).unwrap();
            let sql = "SELECT count(*) FROM changes WHERE relation = 'municipalities' AND field = 'name' AND new = 'Б'";
            let told: i64 = store.connection.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(told, 1, "{statement}");
            store.rollback().unwrap();
        }
    }

    #[test]
    fn a_full_disk_within_a_step_is_what_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Store::create(&path, "Лесной район", None, &EntryDraft::test()).unwrap();
        let store = Store::open(&path, Access::Import, Moment::of_clock()).unwrap();
        let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store.connection.pragma_update(None, "max_page_count", pages).unwrap();
        let told = store.savepoint(|store| {
            for n in 0..10_000 {
                store.municipalities().known_or_new(&format!("Район {n}"))?;
            }
            Ok(((), true))
        });
        let failure = refusal::of(&told.unwrap_err());
        assert_eq!(failure.message, "на диске нет места, ничего не записано");
    }
}
