//! A file that a plan was made of, and whether it has changed since.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

/// A file that the plan was made of.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub struct FileOrigin {
    /// As the user called it.
    pub name: String,
    /// From the root.
    pub path: PathBuf,
    /// The sheet of a workbook, if it is one of several that are all taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The kind of table, where a file may hold several kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What tells one content from another.
    fingerprint: String,
}

impl FileOrigin {
    /// A file as it is now.
    ///
    /// # Errors
    /// It can't be read.
    pub fn of(path: &Path, name: &str) -> Result<Self> {
        let path = std::path::absolute(path)?;
        Ok(Self { name: name.to_owned(), fingerprint: fingerprint(&path)?, path, sheet: None, kind: None })
    }

    /// The same, of one of several sheets or kinds of table.
    pub fn on_sheet(self, sheet: Option<String>, kind: Option<String>) -> Self {
        Self { sheet, kind, ..self }
    }

    /// Whether its content is still the same.
    pub fn is_as_it_was(&self) -> bool {
        fingerprint(&self.path).is_ok_and(|now| now == self.fingerprint)
    }
}

/// The size of a file and the FNV-1a hash of its bytes.
fn fingerprint(path: &Path) -> std::io::Result<String> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut size = 0;
    let mut input = BufReader::new(File::open(path)?);
    let mut piece = [0; 64 * 1024];
    loop {
        let read = input.read(&mut piece)?;
        if read == 0 {
            return Ok(format!("{size}-{hash:016x}"));
        }
        size += read;
        hash = piece[..read].iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3));
    }
}
