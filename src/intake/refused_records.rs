//! The records that refused rows of earlier tables would have brought: a row that names one has no mistake of its own.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::reading::{Brought, RefusedRecord, name_key};
use crate::error::AbsentRecord;

/// What the tables of one import, each after the one that it needs, have refused so far.
#[derive(Debug, Default)]
pub struct RefusedRecords {
    /// The table of the file and the line, by the table of the database and the name; of several rows the first.
    rows: HashMap<(&'static str, String), (String, usize)>,
    /// The tables of files that weren't read at all, each with the tables of the database.
    unread: Vec<(&'static str, String)>,
}

/// Why a record is absent.
#[derive(Debug, PartialEq, Eq)]
pub enum WhyAbsent {
    /// A row of another table would have brought it.
    RowRefused(String),
    /// Another table would have told, which wasn't read: a sentence that is the same for all that it would have brought.
    TableUnread(String),
}

impl RefusedRecords {
    /// Takes in the refused rows of a table that messages call so.
    pub fn take(&mut self, table: &str, records: Vec<RefusedRecord>) {
        for record in records {
            if let Entry::Vacant(place) = self.rows.entry((record.table, record.name)) {
                place.insert((table.to_owned(), record.line));
            }
        }
    }

    /// Takes in that a table wasn't read, which would have brought such records.
    pub fn take_unread<'b>(&mut self, table: &str, brings: impl IntoIterator<Item = &'b Brought>) {
        self.unread.extend(brings.into_iter().map(|brought| (brought.table, table.to_owned())));
    }

    /// Why a record is absent of which the table `own` speaks, if it is for what was refused before.
    pub fn why_absent(&self, absent: &AbsentRecord, own: &str) -> Option<WhyAbsent> {
        let row = |name: &Vec<String>| self.rows.get(&(absent.table, name_key(name)));
        if let Some((table, line)) = absent.names.iter().find_map(row) {
            let why = format!("отказана строка {line} ({}), исправьте её", table_shown(table, own));
            return Some(WhyAbsent::RowRefused(why));
        }
        let (_, table) = self.unread.iter().find(|(of, _)| *of == absent.table)?;
        Some(WhyAbsent::TableUnread(format!("строку не проверить: таблица не прочитана ({})", table_shown(table, own))))
    }
}

/// A table as messages of another one call it: of the same file without its name.
fn table_shown<'t>(table: &'t str, own: &str) -> &'t str {
    let file = |text: &str| text.split_once(SHEET).map(|(file, _)| file.to_owned());
    match file(table) {
        // Behind the comma.
        Some(path) if file(own).as_ref() == Some(&path) => &table[path.len() + 2..],
        _ => table,
    }
}

/// What parts the file from its sheet in the name of a table.
const SHEET: &str = ", лист «";
