//! Whether the pages of a file are what was written: a disk that fails changes bytes and says nothing, and a figure made of them
//! would be believed.
//!
//! SQLite keeps no checksums. What it can tell, it is asked as far as the time allows: of a district's file everything (a row against
//! each of its indexes, each rule), of a region's the structure of pages, the types and the rules; of a country's each page only as
//! it is read. Before figures are exported the structure is looked through whatever the size; `org check` and `org backup` ask
//! everything of any file.

use std::path::Path;

use rusqlite::Connection;

use super::Store;
use crate::error::{Advice, Failure};

/// Pages of a file that is looked through whole: 1 MB, a district. It takes some milliseconds.
const SMALL: i64 = 250;
/// Pages of a file of which the structure is looked through: 10 MB, a region. It takes less than what reads it.
const MIDDLE: i64 = 2_500;

/// Looks a file through before it is read for a result.
///
/// # Errors
/// It is damaged; it can't be read.
pub(super) fn look_through(connection: &Connection, path: &Path) -> anyhow::Result<()> {
    let pages = page_count(connection)?;
    if pages > MIDDLE {
        return Ok(());
    }
    ask(connection, path, if pages > SMALL { "PRAGMA quick_check(1)" } else { "PRAGMA integrity_check(1)" })
}

impl Store {
    /// Looks the structure of a large file through as well: figures that somebody signs are about to leave it.
    ///
    /// # Errors
    /// It is damaged; it can't be read.
    pub fn look_through_before_export(&self, path: &Path) -> anyhow::Result<()> {
        match page_count(&self.connection)? > MIDDLE {
            true => ask(&self.connection, path, "PRAGMA quick_check(1)"),
            // It was looked through when it was opened.
            false => Ok(()),
        }
    }
}

fn page_count(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "page_count", |row| row.get(0))
}

/// Asks SQLite for the first thing that is wrong.
fn ask(connection: &Connection, path: &Path, check: &str) -> anyhow::Result<()> {
    let said: String = connection.query_row(check, [], |row| row.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    // A value that no disk makes of another: SQLite says so of rules, of types and of emptiness.
    let is_foreign = ["CHECK constraint", "NULL value", "non-"].iter().any(|start| said.starts_with(start));
    let what = match is_foreign {
        true => "не такой, каким его делает эта программа: его изменила другая программа",
        false => "повреждён",
    };
    Err(Failure::unavailable(format!("файл базы «{}» {what}", path.display()))
        .advise(Advice::CheckFile)
        .advise(Advice::RestoreFromCopy)
        .into())
}
