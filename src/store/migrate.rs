//! The ladder of schema versions, stepped by `user_version`.

use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, TransactionBehavior};

use crate::error::Failure;

/// The present schema, whole: what a new file gets.
const SCHEMA: &str = include_str!("../../schema.sql");

/// Steps from each older version to the next: `STEPS[0]` leads from version 1 to 2. The present version is read off it.
const STEPS: &[&str] = &[include_str!("steps/2.sql"), include_str!("steps/3.sql")];

/// The version of the schema that this program writes.
pub const VERSION: u32 = STEPS.len() as u32 + 1;

/// Writes the present schema into an empty file.
///
/// # Errors
/// SQLite's own.
pub fn create(connection: &Connection) -> Result<()> {
    connection.execute_batch(SCHEMA)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    Ok(())
}

/// Brings an older file up to the present version, a step a transaction.
///
/// # Errors
/// The file is newer than the program: nothing is touched.
pub fn step_up(connection: &mut Connection, path: &Path) -> Result<()> {
    let found = version(connection)?;
    if found > VERSION || found == 0 {
        return Err(Failure::unavailable(format!(
            "база «{}» версии {found}, а эта программа знает версии по {VERSION}",
            path.display()
        ))
        .hint("базу создала более новая программа: обновите nastavnik")
        .into());
    }
    for (next, step) in (2_u32..).zip(STEPS).skip(found as usize - 1) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another command may have taken the step while this one waited.
        if version(&transaction)? < next {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", next)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
