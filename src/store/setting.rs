//! What the owner of the file has settled otherwise than the program would.

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension};

use super::Store;

/// A setting: a number that the file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// How many automatic backups are kept.
    BackupKeep,
    /// An import that changes more per cent of the rows than this is preceded by a backup.
    BackupShare,
}

impl Setting {
    const fn name(self) -> &'static str {
        match self {
            Self::BackupKeep => "backup_keep",
            Self::BackupShare => "backup_share",
        }
    }

    /// The name and the words for a setting of this name.
    pub(super) fn titled(name: &str) -> Option<(&'static str, &'static str)> {
        [(Self::BackupKeep, "сколько хранить автоматических копий"), (Self::BackupShare, "доля изменений для копии, %")]
            .into_iter()
            .map(|(setting, title)| (setting.name(), title))
            .find(|(known, _)| *known == name)
    }

    /// What holds where nothing is settled.
    pub const fn default(self) -> u32 {
        match self {
            Self::BackupKeep => 10,
            Self::BackupShare => 20,
        }
    }

    /// The value in a file; a file of an older version has no settings yet.
    pub(super) fn of(self, connection: &Connection) -> rusqlite::Result<u32> {
        let has_settings = "SELECT 1 FROM sqlite_schema WHERE name = 'settings'";
        if connection.query_row(has_settings, [], |_| Ok(())).optional()?.is_none() {
            return Ok(self.default());
        }
        let sql = "SELECT value FROM settings WHERE name = ?1";
        let value = connection.query_row(sql, [self.name()], |row| row.get(0)).optional()?;
        Ok(value.unwrap_or(self.default()))
    }
}

impl Store {
    /// What is settled.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn setting(&self, setting: Setting) -> Result<u32> {
        Ok(setting.of(&self.connection)?)
    }

    /// Settles it.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn settle_setting(&self, setting: Setting, value: u32) -> Result<()> {
        let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.execute(sql, (setting.name(), value))?;
        Ok(())
    }
}
