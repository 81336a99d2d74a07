//! The only door to SQLite: open or create the file, one transaction a command. A file an entity, short SQL beside it.
//!
//! What is asked or changed of a register goes through a handle that names it and borrows the store: `store.people().find(…)`,
//! `store.staff().hire(…)`. The handle (`People<'_>`) and its methods stand in the register's file or room; `Store` itself
//! keeps what belongs to the file as a whole: opening, the transaction, running a statement.

pub mod absence;
pub mod act;
mod alike;
pub mod answer;
pub mod backup;
pub mod check;
pub mod consent;
pub mod document;
pub mod erasure;
mod file;
pub mod form;
pub mod group;
pub mod journal;
mod known_since;
mod lock_note;
pub mod mentor;
pub mod migrate;
pub mod municipality;
mod noise;
pub mod org;
pub mod pair;
pub mod patch;
pub mod post;
pub mod program;
pub mod record;
pub mod refusal;
mod restorable;
pub mod restore;
pub mod schedule;
pub mod schema;
pub mod setting;
pub mod staff;
pub mod state;
#[cfg(test)]
pub(crate) mod steps;
pub mod value;
pub mod waiting;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Params, Row};

use self::alike::AlikeSearch;
use self::journal::{EntryDraft, Journal};
use self::lock_note::LockNote;
use self::migrate::Upgrade;
use crate::disk::{UnfinishedFile, folder_of};
use crate::domain::{Day, Moment, name};
use crate::error::{Advice, Failure};

pub use patch::{Change, Patch, agree};
pub use record::{PutRow, RowDraft};

/// Marks a file as ours: `NSTV`.
pub const APPLICATION_ID: i32 = 0x4e53_5456;

/// Pages of a file that is worth a second reader: some 100 MB.
const LARGE: i64 = 25_000;

/// What a command needs of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reads one consistent state; can't write.
    Read,
    /// One immediate transaction.
    Write,
}

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
    /// Creates a file of the present schema for a district. It appears under its name whole or not at all.
    ///
    /// # Errors
    /// The file exists already, or its folder can't be written to.
    pub fn create(path: &Path, municipality: &str, known_since: Option<Day>, draft: &EntryDraft) -> Result<()> {
        if path.symlink_metadata().is_ok() {
            return Err(Failure::refused(format!("файл «{}» уже есть, он не тронут", path.display()))
                .advise(Advice::NameNewDatabase)
                .into());
        }
        let folder = folder_of(path);
        let beside = UnfinishedFile::inside(folder).map_err(|e| refusal::of_io(&e, "создать базу в папке", folder))?;
        {
            // One transaction: each waits for the disk several times.
            let mut store = Self::connect(beside.path())?;
            store.connection.execute_batch("BEGIN")?;
            store.connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            migrate::create(&store.connection)?;
            let id = store.municipalities().known_or_new(municipality)?;
            store.execute(
                "INSERT INTO district (id, municipality_id, known_since) VALUES (1, ?1, ?2)",
                (id, known_since),
            )?;
            // What is there from the first can't be undone.
            store.begin_journal()?;
            store.commit(&EntryDraft { anyway: true, ..draft.clone() })?;
        }
        beside.name(path).map_err(|e| refusal::of_io(&e.error, "создать базу", path))?;
        Ok(())
    }

    /// Opens a file of ours, brings its schema up to date, and begins the command's one transaction. `moment` names the copy
    /// of an older file.
    ///
    /// # Errors
    /// No such file, a directory, not SQLite, somebody else's SQLite, a newer version, locked: each says so.
    pub fn open(path: &Path, access: Access, moment: Moment) -> Result<Self> {
        let mut store = Self::open_as_is(path)?;
        store.upgrade = migrate::step_up(&mut store.connection, path, moment)?;
        store.connection.execute_batch(match access {
            // A reader passes over the tables once: a large cache would only hold memory.
            Access::Read => "PRAGMA query_only = ON; PRAGMA cache_size = -4000; BEGIN",
            // What sorting takes beyond the cache goes to nameless files: an import must not grow with the file.
            Access::Write => "PRAGMA temp_store = FILE; PRAGMA threads = 1; BEGIN IMMEDIATE",
        })?;
        match access {
            Access::Write => {
                store.note = LockNote::leave(path, waiting::command());
                store.begin_journal()?;
            }
            Access::Read => noise::look_through(&store.connection, path)?,
        }
        Ok(store)
    }

    /// What is changed from here on is written down.
    fn begin_journal(&mut self) -> Result<()> {
        let journal = Journal::begin(&self.connection)?;
        journal.listen(&mut self.connection)?;
        self.journal = Some(journal);
        Ok(())
    }

    /// Opens a file of ours, whatever its version.
    fn open_as_is(path: &Path) -> Result<Self> {
        let shown = path.display();
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                return Err(Failure::unavailable(format!("«{shown}» — папка, а не файл базы"))
                    .advise(Advice::NameDatabase)
                    .into());
            }
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => {
                return Err(Failure::unavailable(format!("нет файла базы «{shown}»"))
                    .advise(Advice::CheckDatabaseName)
                    .advise(Advice::CreateDatabase)
                    .into());
            }
            Err(e) => return Err(refusal::of_io(&e, "открыть базу", path).into()),
        }
        let stranger =
            || Failure::unavailable(format!("«{shown}» — не база nastavnik")).advise(Advice::CheckTypedDatabaseName);
        // The first pragma already finds out that it isn't SQLite at all.
        let store = Self::connect(path).map_err(|error| match error.downcast_ref::<rusqlite::Error>() {
            Some(e) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
                stranger().advise(Advice::Plain("или файл зашифрован")).into()
            }
            _ => error,
        })?;
        let application: i32 = store.connection.pragma_query_value(None, "application_id", |r| r.get(0))?;
        if application != APPLICATION_ID {
            return Err(stranger().into());
        }
        Ok(store)
    }

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

    /// One place sets the pragmas and reads them back (docs/definitions.md, safety).
    fn connect(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        #[cfg(test)]
        let connection = steps::counted(connection)?;
        let mut connection = connection;
        waiting::wait_for_others(&mut connection)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // A plan is made once: not again for every new value of a parameter, which took half the time of an import.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        for (pragma, value) in [("foreign_keys", 1), ("synchronous", 3), ("secure_delete", 1), ("cache_size", -8_000)] {
            connection.pragma_update(None, pragma, value)?;
            let kept: i64 = connection.pragma_query_value(None, pragma, |row| row.get(0))?;
            if kept != value {
                return Err(Failure::unavailable(format!("не удалось настроить базу: {pragma} = {kept}")).into());
            }
        }
        connection.pragma_update(None, "temp_store", 2)?;
        // A page whose cells don't fit in it is told when it is read.
        connection.pragma_update(None, "cell_size_check", 1)?;
        // For the order of lists only: nothing that is stored may need it, so that stock tools open the file.
        connection.create_collation("counted", name::counted)?;
        connection.set_prepared_statement_cache_capacity(256);
        let (posts, alike, file, copy) = (RefCell::default(), AlikeSearch::default(), OnceCell::new(), OnceCell::new());
        Ok(Self { connection, posts, alike, journal: None, file, upgrade: None, copy, note: None })
    }

    /// A second reader of the same state, where this one reads a large file: while it holds its lock nobody can commit.
    ///
    /// # Errors
    /// The file can't be opened again.
    pub(crate) fn second_reader(&self) -> Result<Option<Self>> {
        let pragma = |name| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let path = self.connection.path().filter(|path| !path.is_empty());
        let (Some(path), true) = (path, pragma("query_only")? == 1 && pragma("page_count")? > LARGE) else {
            return Ok(None);
        };
        let second = Self::connect(Path::new(path))?;
        second.connection.execute_batch("PRAGMA cache_size = -2000; PRAGMA query_only = ON; BEGIN")?;
        Ok(Some(second))
    }

    /// Does something as one step: if it fails, or says that it isn't to be kept, nothing of it stays.
    ///
    /// # Errors
    /// What `run` returns.
    pub fn savepoint<T>(&self, run: impl FnOnce(&Self) -> Result<(T, bool)>) -> Result<T> {
        let watched = self.journal.as_ref().map(Journal::watched);
        self.execute("SAVEPOINT step", [])?;
        let done = run(self);
        // Where the disk is full SQLite has taken everything back by itself, this step's beginning too.
        if done.is_err() && self.connection.is_autocommit() {
            return done.map(|(value, _)| value);
        }
        if !done.as_ref().is_ok_and(|(_, keep)| *keep) {
            self.execute("ROLLBACK TO step", [])?;
            self.posts.borrow_mut().clear();
            self.journal.iter().zip(watched).for_each(|(journal, watched)| journal.rewatch(&self.connection, watched));
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
        let store = Store::open(&path, Access::Write, Moment::of_clock()).unwrap();
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
