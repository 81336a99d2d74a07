//! What the owner of the file has settled otherwise than the program would.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension};

use super::Store;
use crate::domain::Setting;

/// The value in a file; a file of an older version has no settings yet.
pub(super) fn value_in(connection: &Connection, setting: Setting) -> rusqlite::Result<u32> {
    let has_settings = "SELECT 1 FROM sqlite_schema WHERE name = 'settings'";
    if connection.query_row(has_settings, [], |_| Ok(())).optional()?.is_none() {
        return Ok(setting.default());
    }
    let sql = "SELECT value FROM settings WHERE name = ?1";
    let value = connection.query_row(sql, [setting.code()], |row| row.get(0)).optional()?;
    Ok(value.unwrap_or(setting.default()))
}

/// The settings of a file.
#[derive(Debug, Clone, Copy)]
pub struct Settings<'s>(&'s Store);

impl Store {
    /// Settings.
    pub fn settings(&self) -> Settings<'_> {
        Settings(self)
    }
}

impl Settings<'_> {
    /// What is settled.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn value(&self, setting: Setting) -> Result<u32> {
        Ok(value_in(&self.0.connection, setting)?)
    }

    /// Settles it.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn settle(&self, setting: Setting, value: u32) -> Result<()> {
        let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.0.execute(sql, (setting.code(), value))?;
        Ok(())
    }
}
