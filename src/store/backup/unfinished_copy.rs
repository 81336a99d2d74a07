//! A copy that has no name yet: it goes without a trace unless it is kept.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, Error, OpenFlags, ffi};

use super::super::{APPLICATION_ID, refusal, schema, waiting};
use super::{Cause, cannot, check_free, folder};
use crate::disk::{UnfinishedFile, behind_link, folder_of, with_end};
use crate::domain::Setting;
use crate::error::{Advice, Failure};
use crate::store::setting;

/// How well a copy is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Its pages and rows.
    Quick,
    /// The indexes against the rows, and the references too.
    Whole,
}

/// A copy under a passing name, for its owner alone.
#[derive(Debug)]
pub struct UnfinishedCopy {
    file: UnfinishedFile,
}

impl UnfinishedCopy {
    /// A copy of what is on the disk, not yet checked; the folder of automatic copies takes it, or else the file's own: to
    /// rename it must not mean to write it once more.
    ///
    /// # Errors
    /// The file can't be read; the disk is full; the folder can't be written.
    pub fn of(db: &Path) -> Result<Self> {
        let copied = Self::taken(db, &home(db));
        copied.map_err(|error| if is_damage(&error) { unsound(BROKEN).into() } else { error })
    }

    /// A copy in some folder.
    ///
    /// # Errors
    /// As [`UnfinishedCopy::of`]; SQLite's own, where the file is damaged.
    pub(in crate::store) fn taken(db: &Path, folder: &Path) -> Result<Self> {
        // A second reader: a connection that is about to write can't be copied from.
        Self::copy(&reader(db)?, folder)
    }

    /// A copy of what a connection sees.
    ///
    /// # Errors
    /// As [`UnfinishedCopy::of`]; SQLite's own, where what it sees is damaged.
    pub(in crate::store) fn copy(source: &Connection, folder: &Path) -> Result<Self> {
        let file =
            UnfinishedFile::inside(folder).map_err(|e| refusal::of_io(&e, "снять копию базы в папке", folder))?;
        // A draft that fails goes away whole: it needs no journal, and the disk is waited for once, when it is kept.
        let mut target = open_connection(file.path())?;
        target.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
        run(source, &mut target).map_err(|error| match is_damage(&error) {
            true => error,
            false => cannot("снять копию базы в папке", folder, &error).into(),
        })?;
        drop(target);
        Ok(Self { file })
    }

    /// A connection to it; nobody else has one.
    ///
    /// # Errors
    /// The draft can't be opened.
    pub(in crate::store) fn open(&self) -> Result<Connection> {
        let connection = open_connection(self.file.path())?;
        connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF")?;
        Ok(connection)
    }

    /// The version of its schema; 0 where it can't be read.
    pub(in crate::store) fn version(&self) -> u32 {
        let version =
            |connection: Connection| connection.pragma_query_value(None, "user_version", |row| row.get(0)).ok();
        self.open().ok().and_then(version).unwrap_or_default()
    }

    /// What is settled in it.
    ///
    /// # Errors
    /// The draft can't be read.
    pub(in crate::store) fn setting(&self, setting: Setting) -> Result<u32> {
        Ok(setting::value_in(&self.open()?, setting)?)
    }

    /// What is wrong with it; `None`: it is a sound file of ours.
    ///
    /// # Errors
    /// The draft can't be read.
    pub(in crate::store) fn fault(&self, depth: Depth) -> Result<Option<String>> {
        match self.open().and_then(|connection| Ok(fault(&connection, depth)?)) {
            Err(error) if is_damage(&error) => Ok(Some(BROKEN.into())),
            other => other,
        }
    }

    /// Refuses a copy that isn't a sound file of ours.
    ///
    /// # Errors
    /// It isn't: what is wrong.
    pub fn check(&self, depth: Depth) -> Result<()> {
        self.fault(depth)?.map_or(Ok(()), |fault| Err(unsound(&fault).into()))
    }

    /// Gives it a name that nothing bears.
    ///
    /// # Errors
    /// Something does; those of the file system.
    pub fn keep(self, path: &Path) -> Result<()> {
        check_free(path)?;
        Ok(self.file.name(path).map_err(|e| refusal::of_io(&e.error, "записать копию базы", path))?)
    }

    /// Gives it the first free name of a row: without a number, with `-2`, `-3` …
    ///
    /// # Errors
    /// Those of the file system.
    pub(super) fn keep_as(self, first: u32, name: impl Fn(&str) -> PathBuf) -> Result<PathBuf> {
        let mut draft = self.file;
        for number in first.. {
            let path = name(&if number == 1 { String::new() } else { format!("-{number}") });
            if check_free(&path).is_err() {
                continue;
            }
            match draft.name(&path) {
                Ok(()) => return Ok(path),
                // Somebody was faster.
                Err(failed) if failed.error.kind() == std::io::ErrorKind::AlreadyExists => draft = failed.file,
                Err(failed) => return Err(refusal::of_io(&failed.error, "записать копию базы", &path).into()),
            }
        }
        Err(Failure::unavailable("для копии базы не нашлось имени").into())
    }

    /// Puts it among the automatic copies.
    ///
    /// # Errors
    /// Those of the file system.
    pub(in crate::store) fn keep_automatic(self, db: &Path, stamp: &str, cause: Cause) -> Result<PathBuf> {
        let folder = folder::make(db)?;
        let first = folder::next(db, stamp, cause);
        self.keep_as(first, |number| folder.join(format!("{stamp}-{}{number}.db", cause.word())))
    }

    /// Puts it in the place of a file that is no database any more.
    ///
    /// # Errors
    /// Those of the file system.
    pub(in crate::store) fn replace(self, path: &Path) -> Result<()> {
        self.file.sync().map_err(|e| refusal::of_io(&e, "записать копию базы", path))?;
        // A journal of what was there would be rolled back into what is there now.
        for end in ["-journal", "-wal"] {
            let beside = with_end(path, end);
            if beside.symlink_metadata().is_ok() {
                fs::remove_file(&beside).map_err(|e| refusal::of_io(&e, "убрать", &beside))?;
            }
        }
        Ok(self.file.replace(path).map_err(|e| refusal::of_io(&e, "заменить базу", path))?)
    }
}

/// The folder in which an automatic copy is begun.
pub(super) fn home(db: &Path) -> PathBuf {
    let kept = folder::of(db);
    if kept.is_dir() { kept } else { folder_of(&behind_link(db)).to_owned() }
}

/// Copies one database into another, as one transaction of the other.
pub(in crate::store) fn run(source: &Connection, target: &mut Connection) -> Result<()> {
    let copy = Backup::new(source, target)?;
    match copy.step(-1)? {
        StepResult::Done => Ok(()),
        // Both connections have waited already.
        _ => Err(Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None).into()),
    }
}

/// What is wrong with a file that should be ours; `None`: nothing.
pub(in crate::store) fn fault(connection: &Connection, depth: Depth) -> rusqlite::Result<Option<String>> {
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("application_id")? != i64::from(APPLICATION_ID) {
        return Ok(Some("это не база nastavnik".into()));
    }
    let version = pragma("user_version")?;
    if !(1..=i64::from(schema::VERSION)).contains(&version) {
        return Ok(Some(format!("версия {version}, а эта программа знает версии по {}", schema::VERSION)));
    }
    if depth == Depth::Whole {
        // The rows of a table are sought in each of its indexes, all over the file.
        connection.execute_batch("PRAGMA cache_size = -64000")?;
    }
    let check = if depth == Depth::Whole { "PRAGMA integrity_check(1)" } else { "PRAGMA quick_check(1)" };
    let said: String = connection.query_row(check, [], |row| row.get(0))?;
    if said != "ok" {
        return Ok(Some(BROKEN.into()));
    }
    if depth == Depth::Whole {
        let mut broken = connection.prepare("SELECT \"table\", rowid FROM pragma_foreign_key_check")?;
        let mut rows = broken.query([])?;
        if let Some(row) = rows.next()? {
            let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
            return Ok(Some(format!("строка {} таблицы {table} ссылается на то, чего нет", id.unwrap_or_default())));
        }
    }
    Ok(None)
}

/// Whether an error says that a file is no sound database.
pub(in crate::store) fn is_damage(error: &anyhow::Error) -> bool {
    use ffi::ErrorCode::{DatabaseCorrupt, NotADatabase};
    let code = error.downcast_ref().and_then(Error::sqlite_error_code);
    matches!(code, Some(DatabaseCorrupt | NotADatabase))
}

pub(in crate::store) const BROKEN: &str = "нарушено строение файла";

fn unsound(fault: &str) -> Failure {
    Failure::unavailable(format!("база повреждена, копия с неё не годится: {fault}"))
        .advise(Advice::CheckDatabase)
        .advise(Advice::RestoreFormerCopy)
}

/// A reader of a file beside whoever works with it.
pub(in crate::store) fn reader(path: &Path) -> Result<Connection> {
    let connection = open_connection(path)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON")?;
    Ok(connection)
}

fn open_connection(path: &Path) -> rusqlite::Result<Connection> {
    // A link is followed by name, as SQLite would do by itself.
    let mut connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    waiting::wait_for_others(&mut connection)?;
    Ok(connection)
}
