//! The file is created and opened: whose it is, what SQLite is told of it, and the command's one transaction.

use std::cell::{OnceCell, RefCell};
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Result;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::alike::AlikeSearch;
use super::journal::{EntryDraft, Journal};
use super::lock_note::LockNote;
#[cfg(test)]
use super::steps;
use super::{APPLICATION_ID, Store, migrate, noise, refusal, waiting};
use crate::disk::{UnfinishedFile, folder_of};
use crate::domain::{Day, Moment, name};
use crate::error::{Advice, Failure};

/// Pages of a file that is worth a second reader: some 100 MB.
const LARGE: i64 = 25_000;

/// What a command needs of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Reads one consistent state; can't write.
    Read,
    /// One immediate transaction.
    Write,
    /// The same, in steps of which many may be taken back ([`Store::savepoint`]).
    Import,
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
            Access::Write | Access::Import => "PRAGMA temp_store = FILE; PRAGMA threads = 1; BEGIN IMMEDIATE",
        })?;
        if access != Access::Read {
            store.note = LockNote::leave(path, waiting::command());
        }
        match access {
            Access::Write => store.begin_journal()?,
            Access::Import => store.begin_journal_of_steps()?,
            Access::Read => noise::look_through(&store.connection, path)?,
        }
        Ok(store)
    }

    /// What is changed from here on is written down.
    pub(super) fn begin_journal(&mut self) -> Result<()> {
        let journal = Journal::begin(&self.connection)?;
        journal.listen(&mut self.connection)?;
        self.journal = Some(journal);
        Ok(())
    }

    /// The same, with everything watched from the first. A step in whose transaction a trigger was made costs SQLite all that
    /// it knows of the schema when it is taken back: thousands of refused rows would take minutes. So the triggers are made in
    /// a transaction of their own, and made anew if somebody else has written between the two.
    fn begin_journal_of_steps(&mut self) -> Result<()> {
        let version =
            |store: &Self| store.connection.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0));
        loop {
            let seen = version(self)?;
            self.begin_journal()?;
            self.journal()?.watch_all(&self.connection)?;
            self.connection.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
            if version(self)? == seen {
                return Ok(());
            }
            self.journal()?.unwatch_all(&self.connection)?;
        }
    }

    /// Opens a file of ours, whatever its version.
    pub(super) fn open_as_is(path: &Path) -> Result<Self> {
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

    /// One place sets the pragmas and reads them back (docs/definitions.md, safety).
    pub(super) fn connect(path: &Path) -> Result<Self> {
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
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    fn file() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Store::create(&path, "Лесной район", None, &EntryDraft::test()).unwrap();
        (folder, path)
    }

    fn rename(store: &Store, name: &str) {
        store.execute("UPDATE municipalities SET name = ?1", [name]).unwrap();
    }

    /// Else each refused row of a file would take milliseconds.
    #[test]
    fn a_step_of_an_import_that_is_taken_back_costs_no_statement_its_plan() {
        let (_folder, path) = file();
        let store = Store::open(&path, Access::Import, Moment::of_clock()).unwrap();
        let mut names = store.connection.prepare("SELECT name FROM municipalities").unwrap();
        for n in 0..5 {
            let step = store.savepoint(|store| {
                rename(store, &format!("Район {n}"));
                Ok(((), n == 2))
            });
            step.unwrap();
            let now: String = names.query_row([], |row| row.get(0)).unwrap();
            assert_eq!(now, if n < 2 { "Лесной район" } else { "Район 2" });
        }
        assert_eq!(names.get_status(StatementStatus::RePrepare), 0);
        let told: Vec<String> =
            store.all("SELECT new FROM changes WHERE field = 'name'", [], |row| row.get(0)).unwrap();
        assert_eq!(told, ["Район 2"]);
    }

    #[test]
    fn what_somebody_else_wrote_before_the_import_is_not_its_own() {
        let (_folder, path) = file();
        let mut store = Store::open(&path, Access::Import, Moment::of_clock()).unwrap();
        // As if the other command had come between the two transactions.
        store.connection.execute_batch("COMMIT").unwrap();
        let other = Store::open(&path, Access::Write, Moment::of_clock()).unwrap();
        other.municipalities().known_or_new("Дальний район").unwrap();
        other.commit(&EntryDraft::test()).unwrap();
        store.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        store.journal().unwrap().unwatch_all(&store.connection).unwrap();
        store.begin_journal_of_steps().unwrap();
        rename(&store, "Район");
        let told: Vec<(i64, i64)> = store
            .all("SELECT entry_id, row_id FROM changes WHERE field = 'name'", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        assert_eq!(told, [(3, 1), (3, 2)]);
    }
}
