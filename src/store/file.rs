//! A database file among others on the disk: whether it is one of ours.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::APPLICATION_ID;

/// Whether the header of a file is SQLite's with our mark.
///
/// # Errors
/// The file can't be read.
pub fn is_ours(path: &Path) -> io::Result<bool> {
    let mut header = Vec::new();
    File::open(path)?.take(72).read_to_end(&mut header)?;
    Ok(header.starts_with(b"SQLite format 3\0") && header.get(68..) == Some(&APPLICATION_ID.to_be_bytes()))
}
