//! The versions of the schema, told by `user_version`: a file of an older one is brought up to the present one.

mod ladder;

use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::{Connection, TransactionBehavior};

use self::ladder::LadderStep;
use super::backup::{Cause, Depth, UnfinishedCopy, folder};
use super::lock_note::LockNote;
use super::schema::{self, VERSION};
use super::{refusal, setting, waiting};
use crate::domain::{Moment, Setting};
use crate::error::{Advice, Failure, Kind};
use crate::page::SqlPage;

/// What is altered on the way to a version; the page itself has what is new.
const STEPS: &[LadderStep] = &[
    (2, SqlPage { file: "src/store/migrate/steps/2.sql", text: include_str!("migrate/steps/2.sql") }),
    (3, SqlPage { file: "src/store/migrate/steps/3.sql", text: include_str!("migrate/steps/3.sql") }),
    (4, SqlPage { file: "src/store/migrate/steps/4.sql", text: include_str!("migrate/steps/4.sql") }),
    (5, SqlPage { file: "src/store/migrate/steps/5.sql", text: include_str!("migrate/steps/5.sql") }),
    (6, SqlPage { file: "src/store/migrate/steps/6.sql", text: include_str!("migrate/steps/6.sql") }),
    (7, SqlPage { file: "src/store/migrate/steps/7.sql", text: include_str!("migrate/steps/7.sql") }),
];

/// Writes the present schema into an empty file.
///
/// # Errors
/// SQLite's own.
pub fn create(connection: &Connection) -> Result<()> {
    connection.execute_batch(&schema::PAGE.code())?;
    connection.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

/// A step up that was taken.
#[derive(Debug, Clone)]
pub struct Upgrade {
    /// The version of the older file.
    pub from: u32,
    /// Where it is kept.
    pub copy: PathBuf,
}

/// Brings an older file up to the present version: all steps, or none. A copy of the older file is kept first; where none
/// can be made, no step is taken.
///
/// # Errors
/// The file is newer than the program; it can't be copied or written; its rows don't fit. Nothing is touched.
pub fn step_up(connection: &mut Connection, path: &Path, moment: Moment) -> Result<Option<Upgrade>> {
    let from = known_version(connection, path)?;
    if from == VERSION {
        return Ok(None);
    }
    let climbed = climb_beside_copy(connection, path, moment);
    climbed.map_err(|error| {
        let why = refusal::of(&error);
        let message = format!(
            "база «{}» версии {from} не обновлена до версии {VERSION}, файл не изменён: {}",
            path.display(),
            why.message
        );
        // `org check` would take the same steps first: where tables aren't as they should be, it says no more than this.
        match why.kind {
            Kind::Refused => Failure { message, kind: Kind::Unavailable, ..why }.advise(Advice::CheckRows),
            _ if refusal::is_of_the_file(&error) => Failure::unavailable(message).advise(Advice::RestoreOlderTables),
            _ => Failure { message, kind: Kind::Unavailable, ..why }
                .hint("для обновления нужны право записи в файл и его папку и место на диске для копии"),
        }
        .into()
    })
}

fn climb_beside_copy(connection: &mut Connection, path: &Path, moment: Moment) -> Result<Option<Upgrade>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another command may have taken the steps while this one waited.
    let from = version(&transaction)?;
    if from >= VERSION {
        return Ok(None);
    }
    // Nobody else can write from here on: the copy is of the file that the steps change.
    let _note = LockNote::leave(path, waiting::command());
    let draft = UnfinishedCopy::of(path)?;
    draft.check(Depth::Quick)?;
    climb(&transaction)?;
    let keep = setting::value_in(&transaction, Setting::BackupKeep)?;
    let copy = draft.keep_automatic(path, &moment.stamp(), Cause::Upgrade)?;
    if let Err(error) = transaction.commit() {
        folder::discard(&copy);
        return Err(error.into());
    }
    folder::prune(path, keep, &[&copy]);
    Ok(Some(Upgrade { from, copy }))
}

/// Brings an older file up to the present version, within whatever transaction there is.
///
/// # Errors
/// It isn't as its version was, or its rows don't fit: what they break.
pub fn climb(connection: &Connection) -> Result<()> {
    let from = version(connection)?;
    if from < VERSION {
        ladder::climb(connection, from, STEPS, schema::PAGE)?;
        connection.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(())
}

/// The version of a file that this program knows.
///
/// # Errors
/// It doesn't.
pub fn known_version(connection: &Connection, path: &Path) -> Result<u32> {
    let found = version(connection)?;
    if found > VERSION || found == 0 {
        return Err(Failure::unavailable(format!(
            "база «{}» версии {found}, а эта программа знает версии по {VERSION}",
            path.display()
        ))
        .hint("базу создала более новая программа: обновите nastavnik")
        .into());
    }
    Ok(found)
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
