//! The first staff of a file, very many at once: rows that have nothing in common with any before are entered without a
//! question, and the indexes are made after them, which is two to three times faster than with them.

use anyhow::Result;
use rusqlite::Statement;

use super::bloom_filter::BloomFilter;
use super::who::{Trace, traces, traces_of_bare};
use super::{StaffDraft, employment, person};
use crate::store::Store;

/// How many traces the filter tells apart well: three for each of 1.5 million rows; of a larger file more rows are put off
/// needlessly. It is the same for all files, as the order of entering, and so the ids, depend on it; memory is taken up only
/// where there are traces.
const TRACES: usize = 4_500_000;
/// So many rows are written at a time: to look the statements up for each would take as long as a third of a row.
const WRITTEN: usize = 64;

/// An entry of very many under way: the indexes of people and employments are gone until its [`end`](BulkInsert::end).
#[derive(Debug, Clone)]
pub struct BulkInsert {
    /// How the indexes are made again.
    indexes: Vec<String>,
    met: Met,
    /// Rows that are to be written.
    waiting: Vec<StaffDraft>,
}

/// What a new row came to.
pub struct Inserted {
    /// The person's id.
    pub person: i64,
    /// The employment's id.
    pub employment: i64,
    /// Whether it is unknown if the post is pedagogical.
    pub unknown_post: bool,
}

/// The traces of everybody met so far, known or in the file.
#[derive(Debug, Clone)]
struct Met {
    filter: BloomFilter,
    /// Whether anybody without СНИЛС was met.
    any_bare: bool,
}

impl Met {
    fn nobody() -> Self {
        Self { filter: BloomFilter::new(TRACES), any_bare: false }
    }

    /// Notes traces; returns whether any of them was met before.
    fn note<'a>(&mut self, traces: impl Iterator<Item = Trace<'a>>) -> bool {
        traces.fold(false, |met, trace| self.filter.insert(&trace) | met)
    }

    /// Whether a row is about somebody new beyond doubt: it has a СНИЛС, and no rule can lead from it to anybody met before. It
    /// is met from now on.
    fn is_new(&mut self, row: &StaffDraft) -> bool {
        let (person, work) = (&row.person, &row.work);
        let may_be_bare =
            self.any_bare && traces_of_bare(&row.key, person.born, work).iter().any(|t| self.filter.contains(t));
        self.any_bare |= person.snils.is_none();
        let is_met = self.note(traces(person.snils.as_deref(), &row.key, person.born, Some(work)));
        person.snils.is_some() && !is_met && !may_be_bare
    }
}

impl BulkInsert {
    /// Whether it may be used: nobody is employed, nor was known by another name; else rows must be asked about one by one.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn is_possible(store: &Store) -> Result<bool> {
        let known = "SELECT 1 FROM employments UNION ALL SELECT 1 FROM former_names";
        Ok(store.first(known, [], |_| Ok(()))?.is_none())
    }

    /// Takes the indexes away.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn begin(store: &Store) -> Result<Self> {
        let named = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('people', 'employments') \
                     AND sql IS NOT NULL";
        let indexes: Vec<(String, String)> = store.all(named, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut met = Met::nobody();
        for person in store.people().known_keys()? {
            met.any_bare |= person.snils.is_none();
            met.note(traces(person.snils.as_deref(), &person.key, person.born, None));
        }
        // Rows are only added: a small cache does, and the filter has its place.
        store.connection.execute_batch("PRAGMA cache_size = -6000")?;
        for (name, _) in &indexes {
            store.connection.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        let indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
        Ok(Self { indexes, met, waiting: Vec::new() })
    }

    /// Takes a row that is about somebody new beyond doubt; gives any other back.
    pub fn take(&mut self, row: StaffDraft) -> Option<StaffDraft> {
        if !self.met.is_new(&row) {
            return Some(row);
        }
        self.waiting.push(row);
        None
    }

    /// Whether enough rows wait to be written.
    pub fn is_full(&self) -> bool {
        self.waiting.len() >= WRITTEN
    }

    /// Writes the rows that wait and hands out what each came to: a refusal is a rule of the schema.
    ///
    /// # Errors
    /// The file can't be used; what `each` returns.
    pub fn write(
        &mut self,
        store: &Store,
        mut each: impl FnMut(StaffDraft, Result<Inserted>) -> Result<()>,
    ) -> Result<()> {
        let statement = |sql: &str| store.connection.prepare_cached(sql);
        let insert = |people: &mut Statement<'_>, employments: &mut Statement<'_>, row: &StaffDraft| {
            let person = person::enter(people, &row.person, &row.key)?;
            let (post, pedagogical) = store.posts().known_or_new(row.work.post.as_deref().unwrap_or_default())?;
            let employment = employment::enter(employments, person, post, &row.work)?;
            Ok(Inserted { person, employment, unknown_post: row.work.declared.or(pedagogical).is_none() })
        };
        let mut waiting = self.waiting.drain(..).peekable();
        // The first rows are told their numbers, where SQLite would give some that others had.
        while let Some(row) = waiting.peek() {
            let (people, employments) = (store.numbered(person::ENTER)?, store.numbered(employment::ENTER)?);
            if (&people[..], &employments[..]) == (person::ENTER, employment::ENTER) {
                break;
            }
            let inserted = insert(&mut *statement(&people)?, &mut *statement(&employments)?, row);
            waiting.next().map_or(Ok(()), |row| each(row, inserted))?;
        }
        let (mut people, mut employments) = (statement(person::ENTER)?, statement(employment::ENTER)?);
        waiting.try_for_each(|row| {
            let inserted = insert(&mut people, &mut employments, &row);
            each(row, inserted)
        })
    }

    /// Makes the indexes again, when all rows are written.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn end(self, store: &Store) -> Result<()> {
        let Self { indexes, met, .. } = self;
        drop(met);
        // What is sorted takes as much memory as the cache, and twice where a second thread sorts.
        store.connection.execute_batch("PRAGMA cache_size = -4000; PRAGMA shrink_memory")?;
        for sql in indexes {
            store.connection.execute_batch(&sql)?;
        }
        Ok(store.connection.execute_batch("PRAGMA cache_size = -8000")?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{EmploymentDraft, PersonDraft};
    use super::*;

    fn row(snils: Option<&str>, born: Option<&str>, key: &str, org_id: i64, number: &str) -> StaffDraft {
        let born = born.map(|day| day.parse().unwrap());
        StaffDraft {
            line: 2,
            person: PersonDraft { snils: snils.map(Into::into), born, ..PersonDraft::default() },
            key: key.into(),
            work: EmploymentDraft { org_id, number: Some(number.into()), ..EmploymentDraft::default() },
        }
    }

    #[test]
    fn whatever_may_be_recognised_is_not_new() {
        let mut met = Met::nobody();
        let born = Some("1990-05-12");
        assert!(met.is_new(&row(Some("1"), born, "ким анна", 1, "7")));
        assert!(met.is_new(&row(Some("2"), Some("1991-01-01"), "ким анна", 1, "8")), "two СНИЛС are two people");
        assert!(met.is_new(&row(Some("3"), None, "ким анна", 1, "9")), "still");
        for (row, why) in [
            (row(Some("1"), None, "кац лев", 3, "1"), "СНИЛС"),
            (row(Some("4"), None, "кац ян", 1, "7"), "personnel number"),
            (row(Some("5"), born, "ким анна", 4, "1"), "name with birth date"),
            (row(None, Some("1992-01-01"), "ли ян", 5, "1"), "no СНИЛС"),
            (row(Some("6"), Some("1992-01-01"), "ли ян", 6, "1"), "name with the birth date of one without СНИЛС"),
            (row(None, None, "ли го", 7, "1"), "no СНИЛС, no birth date"),
            (row(Some("7"), Some("1993-01-01"), "ли го", 8, "1"), "name of one without either"),
            (row(Some("8"), None, "ли ян", 9, "1"), "name of one without СНИЛС"),
        ] {
            assert!(!met.is_new(&row), "{why}");
        }
        assert!(met.is_new(&row(Some("9"), born, "ким инна", 1, "10")));
    }
}
