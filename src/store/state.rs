//! The state of the file by its header: whether anybody has written since.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::Store;

/// What SQLite notes in the header of its file with each transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// How often the file was written.
    pub changes: u32,
    /// Its size in pages.
    pub pages: u32,
}

impl Store {
    /// The state in which the file was when this transaction began: nobody else can have written since.
    ///
    /// The file stays open beside the connection until that is closed: on Unix, closing any handle of a file gives up all
    /// locks that the process has on it.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn state(&self) -> Result<State> {
        if self.file.get().is_none() {
            let path = self.connection.path().map(Path::new).context("the database has no file")?;
            let _ = self.file.set(File::open(path)?);
        }
        let mut file = self.file.get().context("the file was just opened")?;
        let mut header = [0; 32];
        file.rewind()?;
        file.read_exact(&mut header)?;
        let number = |at: usize| header[at..at + 4].iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        Ok(State { changes: number(24), pages: number(28) })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Access;
    use super::super::journal::EntryDraft;
    use super::*;

    #[test]
    fn a_kept_transaction_is_another_state_and_a_dropped_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Store::create(&path, "Лесной район", None, &EntryDraft::test()).unwrap();
        let written = |keep| {
            let store = Store::open(&path, Access::Write, crate::domain::Moment::of_clock()).unwrap();
            let state = store.state().unwrap();
            store.municipalities().known_or_new("Другой район").unwrap();
            // The handle beside the connection leaves its locks alone.
            let other = rusqlite::Connection::open(&path).unwrap();
            other.busy_timeout(std::time::Duration::ZERO).unwrap();
            assert!(other.execute("DELETE FROM orgs", []).is_err());
            assert_eq!(store.state().unwrap(), state);
            if keep { store.commit(&EntryDraft::test()) } else { store.rollback() }.unwrap();
            state
        };
        let first = written(false);
        assert_eq!(written(true), first);
        assert_ne!(written(false), first);
    }
}
