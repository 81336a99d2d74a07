//! Who is writing into a database: a note beside it, for whoever has to wait. SQLite's own locks don't tell.
//!
//! It is a note and no lock: nothing depends on it. While its writer lives, the system keeps a lock on the note (on Windows the note
//! is gone with whoever made it), so that one left by a command that was killed names nobody.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::disk::{behind_link, with_end};

/// How the name of a note ends: `nastavnik.db-lock`.
const END: &str = "-lock";

/// The note of this process; it goes with it.
#[derive(Debug)]
pub struct LockNote {
    path: PathBuf,
    /// Open as long as the note holds.
    file: File,
}

impl LockNote {
    /// Says beside a file that this process, with this command, is writing into it; `None` where no note can be left, which is no harm.
    pub fn leave(db: &Path, command: &str) -> Option<Self> {
        let path = with_end(&behind_link(db), END);
        let file = options().open(&path).ok()?;
        // The former writer may not be gone yet.
        if cfg!(not(windows)) {
            file.try_lock().ok()?;
        }
        let mut note = Self { path, file };
        let user = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
        let text = format!("{}\t{command}\t{user}\n", std::process::id());
        note.file.set_len(0).and_then(|()| note.file.write_all(text.as_bytes())).ok()?;
        Some(note)
    }
}

impl Drop for LockNote {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// A file for its owner alone, like the database; an older note is written over.
#[cfg(not(windows))]
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// There a locked file can't be read: it is one that others may read, and that goes when it is closed, however that comes.
#[cfg(windows)]
fn options() -> OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    const WRITE_AND_DELETE: u32 = 0x4000_0000 | 0x0001_0000;
    const SHARE_READ_AND_DELETE: u32 = 1 | 4;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    options.access_mode(WRITE_AND_DELETE).share_mode(SHARE_READ_AND_DELETE).custom_flags(DELETE_ON_CLOSE);
    options
}

/// Who is writing into a file, in words: «nastavnik org staff import (процесс 4242, пользователь ivanova)». `None`: nobody left a
/// note, or it is this process.
pub fn holder(db: &Path) -> Option<String> {
    let path = with_end(&behind_link(db), END);
    let text = fs::read_to_string(&path).ok()?;
    if cfg!(not(windows)) {
        // Whoever gets the lock finds that nobody holds it any more.
        let is_held = matches!(File::open(&path).ok()?.try_lock_shared(), Err(TryLockError::WouldBlock));
        is_held.then_some(())?;
    }
    let mut parts = text.trim_end_matches('\n').split('\t');
    let (process, command, user) = (parts.next()?, parts.next()?, parts.next().unwrap_or_default());
    if process == std::process::id().to_string() || process.parse::<u32>().is_err() {
        return None;
    }
    let user = if user.is_empty() { String::new() } else { format!(", пользователь {user}") };
    Some(format!("{} (процесс {process}{user})", format!("nastavnik {command}").trim_end()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_gone_with_its_writer_and_a_dead_ones_names_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let (db, note) = (folder.path().join("a.db"), folder.path().join("a.db-lock"));
        assert_eq!(holder(&db), None);
        let left = LockNote::leave(&db, "pair list").unwrap();
        assert!(note.exists());
        assert_eq!(holder(&db), None, "it is this process");
        // Another's, which is alive.
        fs::write(&note, "7\torg import\tivanova\n").unwrap();
        assert_eq!(holder(&db).unwrap(), "nastavnik org import (процесс 7, пользователь ivanova)");
        fs::write(&note, "7\t\t\n").unwrap();
        assert_eq!(holder(&db).unwrap(), "nastavnik (процесс 7)");
        fs::write(&note, "no note\n").unwrap();
        assert_eq!(holder(&db), None);
        assert!(LockNote::leave(&db, "pair list").is_none(), "there is one writer");
        drop(left);
        assert!(!note.exists());
        // One that was killed has left its note.
        fs::write(&note, "7\torg import\tivanova\n").unwrap();
        assert_eq!(holder(&db), None);
        drop(LockNote::leave(&db, "pair list").unwrap());
        assert!(!note.exists());
    }
}
