//! What the owner of a file may settle otherwise than the program would.

use super::ClosedSet;

/// A setting: a number that the file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// How many automatic backups are kept.
    BackupKeep,
    /// An import that changes more per cent of the rows than this is preceded by a backup.
    BackupShare,
}

impl Setting {
    /// The settings as data. The schema doesn't list them: a file may have those of a newer program.
    pub const SET: ClosedSet = ClosedSet {
        titled: Self::titled,
        parse: |name| Self::titled(name).map(|(name, _)| name).ok_or_else(String::new),
        titles: || Self::ALL.iter().map(|setting| setting.title()).collect(),
    };

    const ALL: &[Self] = &[Self::BackupKeep, Self::BackupShare];

    /// Its name in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BackupKeep => "backup_keep",
            Self::BackupShare => "backup_share",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::BackupKeep => "сколько хранить автоматических копий",
            Self::BackupShare => "доля изменений для копии, %",
        }
    }

    fn titled(name: &str) -> Option<(&'static str, &'static str)> {
        Self::ALL.iter().find(|setting| setting.code() == name).map(|setting| (setting.code(), setting.title()))
    }

    /// What holds where nothing is settled.
    pub const fn default(self) -> u32 {
        match self {
            Self::BackupKeep => 10,
            Self::BackupShare => 20,
        }
    }
}
