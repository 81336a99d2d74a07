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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::Moment;
    use crate::store::journal::EntryDraft;
    use crate::store::staff::PersonDraft;
    use crate::store::{Access, steps};

    /// What it takes to ask for so many names among as many people, and how many of them are told what is like them.
    fn asked(people: usize) -> (u64, usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        Store::create(&path, "Лесной район", &EntryDraft::test()).unwrap();
        let store = Store::open(&path, Access::Write, Moment::of_clock()).unwrap();
        for at in 0..people {
            let draft =
                PersonDraft { name: Some(format!("Ромашкина{at} Анна")), ..PersonDraft::default() };
            store.people().add(&draft).unwrap();
        }
        let begun = steps::done();
        let is_told = |at: &usize| !store.people_named_alike(&format!("Ромашкова{at} Анна")).unwrap().is_empty();
        let told = (0..people).filter(is_told).count();
        (steps::done() - begun, told)
    }

    #[test]
    fn many_unknown_names_are_not_each_compared_with_all() {
        let ((few, told), (many, _)) = (asked(50), asked(200));
        assert_eq!(told, TOLD as usize);
        assert!(many < 6 * few, "{few} → {many}");
    }
}
