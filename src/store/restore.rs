//! Another file in the place of this one. Through SQLite's own online copy, as one transaction of the file that is replaced:
//! whoever has it open, whatever the power does, it is the one or the other. Only a file that is no database any more gives
//! way to a new one under its name.

pub mod content;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::Connection;

use self::content::Content;
use super::backup::unfinished_copy::{BROKEN, is_damage, reader, run};
use super::backup::{Cause, Depth, UnfinishedCopy, cannot, folder};
use super::file::is_ours;
use super::journal::{EntryDraft, Journal};
use super::lock_note::LockNote;
use super::{Store, migrate, refusal, restorable, waiting};
use crate::disk::{UNFINISHED, UnfinishedFile, folder_of, is_same, with_end};
use crate::domain::{Moment, Setting};
use crate::error::{Advice, Failure};

/// A file that may take the place: copied, sound, of the present version.
#[derive(Debug)]
pub struct Replacement {
    file: PathBuf,
    draft: UnfinishedCopy,
    /// Its version, before the copy was stepped up.
    pub version: u32,
    /// What is in it.
    pub content: Content,
    /// When it was made, by its name: the clock of the disk tells when it was copied somewhere last.
    pub made: Option<Moment>,
}

/// What lies in the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PresentFile {
    /// Nothing.
    Missing,
    /// A file of ours.
    Ours(Content),
    /// A file of ours once, which can't be read.
    Damaged,
}

/// What became of the file that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormerFile {
    /// There was none.
    None,
    /// It is among the automatic copies.
    Kept(PathBuf),
    /// It was damaged: its bytes are kept.
    Bytes(PathBuf),
}

impl Replacement {
    /// Looks a file over, and takes a copy of it; `entry` is what the journal of the restored file will say.
    ///
    /// # Errors
    /// It isn't there, isn't ours, is damaged or newer, or is the very file that is to be replaced.
    pub fn of(file: &Path, db: &Path, entry: &EntryDraft) -> Result<Self> {
        let shown = file.display();
        let found =
            fs::metadata(file).map_err(|e| Failure::refused(refusal::of_io(&e, "открыть копию", file).message))?;
        if !found.is_file() {
            return Err(Failure::refused(format!("«{shown}» — не файл")).hint("укажите файл копии").into());
        }
        if is_same(file, db) {
            return Err(Failure::refused(format!("«{shown}» — это и есть база, а не её копия"))
                .hint(format!("автоматические копии лежат в папке «{}»", folder::of(db).display()))
                .into());
        }
        if !is_ours(file).map_err(|e| refusal::of_io(&e, "прочитать", file))? {
            return Err(Failure::refused(format!(
                "«{shown}» — не база nastavnik, восстановить из неё нельзя; база не тронута"
            ))
            .into());
        }
        let unsound = |fault: &str| {
            Failure::refused(format!("копия «{shown}» не годится, база не тронута: {fault}"))
                .hint("возьмите другую копию")
        };
        let of_db = folder_of(db);
        let copied = sound(copy(file, of_db)).map_err(|error| match error.downcast_ref::<rusqlite::Error>() {
            // It is the copy that can't be opened, not the database.
            Some(_) => unsound(&refusal::of(&error).message).into(),
            None => error,
        })?;
        let draft = copied.ok_or_else(|| unsound(BROKEN))?;
        let version = draft.version();
        if let Some(obstacle) = restorable::obstacle(&draft, entry)? {
            return Err(unsound(&obstacle).into());
        }
        let connection = draft.open()?;
        let content = Content::of(&connection, found.len())?;
        let named = file.file_name().and_then(|name| folder::title(name.to_str()?));
        let made = named.and_then(|title| Moment::of_stamp(title.stamp));
        Ok(Self { file: file.to_owned(), draft, version, content, made })
    }

    /// Puts it in the place of a file, which is kept among the automatic copies; `entry` is what its journal will say.
    ///
    /// # Errors
    /// The file is in use, or can't be written; it can't be kept. It is then as it was.
    pub fn put(self, db: &Path, present: &PresentFile, entry: &EntryDraft) -> Result<FormerFile> {
        self.tell(entry)?;
        let stamp = &entry.made.stamp();
        if *present == PresentFile::Missing {
            set_aside_journal(db, stamp)?;
            self.draft.keep(db)?;
            return Ok(FormerFile::None);
        }
        if let Some(former) = self.replace(db, stamp)? {
            return Ok(former);
        }
        let kept = keep_bytes(db, stamp)?;
        self.draft.replace(db)?;
        Ok(FormerFile::Bytes(kept))
    }

    /// Writes into its journal that it was restored, by the same stroke.
    fn tell(&self, entry: &EntryDraft) -> Result<()> {
        let connection = self.draft.open()?;
        let transaction = connection.unchecked_transaction()?;
        Journal::begin(&transaction)?.end(&transaction, &EntryDraft { anyway: true, ..entry.clone() })?;
        Ok(transaction.commit()?)
    }

    /// Puts it into a file that is still a database; `None`: it isn't one.
    fn replace(&self, db: &Path, stamp: &str) -> Result<Option<FormerFile>> {
        let locked = || -> Result<Connection> {
            let live = Store::connect(db)?.connection;
            // From here on nobody else reads or writes: what is kept is what is replaced. Whoever waits in this mode keeps
            // the lock of a reader, and no writer could end: it begins when there is none.
            live.execute_batch("BEGIN IMMEDIATE; PRAGMA locking_mode = EXCLUSIVE; COMMIT; BEGIN EXCLUSIVE; COMMIT")?;
            Ok(live)
        };
        let Some(mut live) = sound(locked())? else { return Ok(None) };
        let _note = LockNote::leave(db, waiting::command());
        let Some(former) = sound(UnfinishedCopy::copy(&live, &folder::make(db)?))? else { return Ok(None) };
        let is_sound = former.fault(Depth::Quick)?.is_none();
        let (cause, keep) = match is_sound {
            true => (Cause::Restore, former.setting(Setting::BackupKeep)?),
            false => (Cause::Damaged, Setting::BackupKeep.default()),
        };
        let kept = former.keep_automatic(db, stamp, cause)?;
        let put = sound(run(&self.draft.open()?, &mut live));
        if !matches!(put, Ok(Some(()))) {
            folder::discard(&kept);
            return Ok(put.map_err(|error| cannot("заменить базу", db, &error))?.map(|()| FormerFile::None));
        }
        drop(live);
        folder::prune(db, keep, &[&kept, &self.file]);
        Ok(Some(if is_sound { FormerFile::Kept(kept) } else { FormerFile::Bytes(kept) }))
    }
}

/// `None` where a file turns out to be no database any more.
fn sound<T>(done: Result<T>) -> Result<Option<T>> {
    match done {
        Err(error) if is_damage(&error) => Ok(None),
        other => other.map(Some),
    }
}

/// What lies in a place that another file is to take.
///
/// # Errors
/// Something that isn't ours; the file is in use.
pub fn present(db: &Path) -> Result<PresentFile> {
    match fs::metadata(db) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(PresentFile::Missing),
        Err(e) => return Err(refusal::of_io(&e, "открыть базу", db).into()),
        Ok(found) if found.is_dir() || !is_ours(db).map_err(|e| refusal::of_io(&e, "прочитать", db))? => {
            return Err(Failure::unavailable(format!("«{}» — не база nastavnik, файл не тронут", db.display()))
                .advise(Advice::CheckTypedDatabaseName)
                .advise(Advice::Plain("если базой была именно эта, переименуйте файл и повторите команду"))
                .into());
        }
        Ok(_) => {}
    }
    let looked = || -> Result<Content> {
        let connection = reader(db)?;
        migrate::known_version(&connection, db)?;
        Ok(Content::of(&connection, fs::metadata(db)?.len())?)
    };
    Ok(sound(looked())?.map_or(PresentFile::Damaged, PresentFile::Ours))
}

/// A copy of a file with what its last writer may have left beside it: that must be rolled back, and not in the file itself,
/// which is only lent.
fn copy(file: &Path, folder: &Path) -> Result<UnfinishedCopy> {
    let left: Vec<_> = ["-journal", "-wal"].into_iter().filter(|end| with_end(file, end).is_file()).collect();
    if left.is_empty() {
        return UnfinishedCopy::copy(&reader(file)?, folder);
    }
    let told = |e: io::Error| refusal::of_io(&e, "снять копию файла", file);
    let aside = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(folder).map_err(told)?;
    let lent = aside.path().join("copy.db");
    fs::copy(file, &lent).map_err(told)?;
    for end in left {
        fs::copy(with_end(file, end), with_end(&lent, end)).map_err(told)?;
    }
    let source = reader(&lent)?;
    UnfinishedCopy::copy(&source, folder)
}

/// Keeps a file as it is, byte by byte, with its journal.
fn keep_bytes(db: &Path, stamp: &str) -> Result<PathBuf> {
    let folder = folder::make(db)?;
    for number in 1_u32.. {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{stamp}-{}{number}.db", Cause::Damaged.word()));
        if path.symlink_metadata().is_ok() || with_end(&path, "-journal").symlink_metadata().is_ok() {
            continue;
        }
        for end in ["-journal", ""] {
            let from = with_end(db, end);
            if from.exists() {
                bytes(&from, &with_end(&path, end), &folder)
                    .map_err(|e| refusal::of_io(&e, "сохранить повреждённый файл в папке", &folder))?;
            }
        }
        return Ok(path);
    }
    Err(Failure::unavailable("для копии базы не нашлось имени").into())
}

fn bytes(from: &Path, to: &Path, folder: &Path) -> io::Result<()> {
    let mut draft = UnfinishedFile::inside(folder)?;
    io::copy(&mut File::open(from)?, draft.as_file())?;
    draft.name(to).map_err(|e| e.error)
}

/// A journal whose file is gone would be rolled back into whatever gets its name.
fn set_aside_journal(db: &Path, stamp: &str) -> Result<()> {
    for end in ["-journal", "-wal"] {
        let left = with_end(db, end);
        if left.symlink_metadata().is_ok() {
            let aside = folder::make(db)?.join(format!("{stamp}-{}.db{end}", Cause::Damaged.word()));
            fs::rename(&left, &aside).map_err(|e| refusal::of_io(&e, "убрать в папку копий", &left))?;
        }
    }
    Ok(())
}
