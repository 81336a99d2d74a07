//! «Did you mean»: the names that are most like one that nobody bears. Each time all names are compared, so of many unknown
//! ones only the first are told with what is like them.

use std::cell::Cell;

use super::Store;
use crate::domain::name;

/// How many unknown names of a command are told with what is like them.
const TOLD: u32 = 20;
/// How many names are compared in all before another unknown one goes without: a country has hundreds of thousands.
const COMPARED: usize = 100_000;

/// What the search for like names has taken so far.
#[derive(Debug, Default)]
pub(super) struct AlikeSearch {
    told: Cell<u32>,
    compared: Cell<usize>,
}

impl Store {
    /// The names of people that are most like one.
    pub(super) fn people_named_alike(&self, sought: &str) -> rusqlite::Result<Vec<String>> {
        let AlikeSearch { told, compared } = &self.alike;
        if told.get() >= TOLD || compared.get() >= COMPARED {
            return Ok(Vec::new());
        }
        let names: Vec<String> = self.all("SELECT DISTINCT name FROM people", [], |row| row.get(0))?;
        told.set(told.get() + 1);
        compared.set(compared.get() + names.len());
        Ok(name::nearest(sought, names.iter().map(String::as_str)).into_iter().map(str::to_owned).collect())
    }
}
