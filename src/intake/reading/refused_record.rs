//! What the refused rows of a table would have brought.

use std::collections::BTreeSet;

use super::brought::name_key;
use super::defect::Defects;
use super::record::Record;
use super::sheet::Sheet;
use crate::domain::name;
use crate::error::Failure;

/// A record that a row would have brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRecord {
    /// The line of the row.
    pub line: usize,
    /// The table of the database.
    pub table: &'static str,
    /// One of the names by which other rows name it, as [`name_key`] makes it.
    pub name: String,
}

impl Sheet {
    /// What the refused rows would have brought.
    ///
    /// # Errors
    /// A [`Failure`] that names the file: it can't be read again.
    pub fn refused_records(&mut self, defects: &Defects) -> Result<Vec<RefusedRecord>, Failure> {
        let mut found = Vec::new();
        if self.header.layout.brings.is_empty() || defects.count() == 0 {
            return Ok(found);
        }
        let (header, lines) = (&self.header, defects.lines());
        self.table.each(header, |record, _| {
            if lines.contains(&record.line) {
                for brought in header.layout.brings {
                    let names: BTreeSet<_> = brought
                        .named_by
                        .iter()
                        .filter_map(|fields| joined_name(&record, fields, |f| header.place(f)))
                        .collect();
                    let of_name = |name| RefusedRecord { line: record.line, table: brought.table, name };
                    found.extend(names.into_iter().map(of_name));
                }
            }
            true
        })?;
        Ok(found)
    }
}

/// The cells of some fields side by side; `None` if the first is empty.
fn joined_name(record: &Record<'_>, fields: &[&str], place: impl Fn(&str) -> Option<usize>) -> Option<String> {
    let cell = |field: &&str| record.cells.get(place(field)?).map(|cell| name::tidy(cell));
    let texts: Vec<_> = fields.iter().filter_map(cell).collect();
    texts.first().filter(|text| !text.is_empty())?;
    Some(name_key(&texts))
}
