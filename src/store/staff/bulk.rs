//! The first staff of a file, very many at once: rows that have nothing in common with any before are entered without a
//! question, and the indexes are made after them, which is two to three times faster than with them.

use anyhow::Result;
use rusqlite::CachedStatement;

use super::bloom_filter::BloomFilter;
use super::{EmploymentDraft, PersonDraft, employment, person};
use crate::domain::Day;
use crate::store::Store;

/// Three keys for each of so many rows are told apart well; of a larger file more are taken for what was seen. It is the same
/// for all files, as the order of entering, and so the ids, depend on it; memory is taken up only where there are keys.
const KEYS: usize = 4_500_000;

/// An entry of very many under way: the indexes of people and employments are gone until [`Store::settle`].
#[derive(Debug, Clone)]
pub struct Bulk {
    /// How the indexes are made again.
    indexes: Vec<String>,
    /// All keys by which a row may be recognised that were seen so far.
    seen: BloomFilter,
    /// Whether anybody without СНИЛС was seen, whom a row might mean by less.
    bare: bool,
}

/// A key by which [`super::Staff::hire`] may recognise somebody.
#[derive(Hash)]
enum Key<'a> {
    Snils(&'a str),
    Number(i64, &'a str),
    /// A name with a birth date, which may be unknown.
    Born(&'a str, Option<Day>),
    /// The same, of somebody without СНИЛС.
    Bare(&'a str, Option<Day>),
    /// A name of somebody without СНИЛС.
    Name(&'a str),
    /// The same with the first day of work in an organisation.
    Begun(&'a str, i64, Option<Day>),
}

impl Bulk {
    fn new() -> Self {
        Self { indexes: Vec::new(), seen: BloomFilter::new(KEYS), bare: false }
    }

    /// Whether a row is about somebody new beyond doubt: it has a СНИЛС, and no key in common with any row or person before.
    /// It is seen from now on. `key` is the name's.
    pub fn is_new(&mut self, person: &PersonDraft, key: &str, work: &EmploymentDraft) -> bool {
        let number = work.number.as_deref().is_some_and(|number| self.seen.insert(&Key::Number(work.org_id, number)));
        // Of two people with СНИЛС a common name means nothing, but for one that was born on the same day.
        let same_born = person.born.is_some() && self.seen.contains(&Key::Born(key, person.born));
        let namesake = same_born || self.bare && self.may_be_bare(person, key, work);
        let is_known = self.note(person.snils.as_deref(), key, person.born);
        if person.snils.is_none() {
            self.seen.insert(&Key::Begun(key, work.org_id, work.hired));
        }
        person.snils.is_some() && !(number || namesake || is_known)
    }

    /// Whether somebody without СНИЛС was seen who may be the one.
    fn may_be_bare(&self, person: &PersonDraft, key: &str, work: &EmploymentDraft) -> bool {
        let by_name = match person.born {
            Some(_) => Key::Bare(key, None),
            None => Key::Name(key),
        };
        self.seen.contains(&by_name) || self.seen.contains(&Key::Begun(key, work.org_id, work.hired))
    }

    /// Notes somebody; returns whether the СНИЛС was there already.
    fn note(&mut self, snils: Option<&str>, key: &str, born: Option<Day>) -> bool {
        if born.is_some() {
            self.seen.insert(&Key::Born(key, born));
        }
        match snils {
            Some(snils) => self.seen.insert(&Key::Snils(snils)),
            None => {
                self.bare = true;
                self.seen.insert(&Key::Bare(key, born));
                self.seen.insert(&Key::Name(key));
                false
            }
        }
    }
}

/// The two statements of an entry of many, ready: to look them up for each row would take as long as a third of a row.
pub struct Entering<'s> {
    store: &'s Store,
    person: CachedStatement<'s>,
    employment: CachedStatement<'s>,
}

impl Entering<'_> {
    /// Enters somebody with an employment; returns both ids and whether it is unknown if the post is pedagogical. `key` is
    /// the name's.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn enter(&mut self, who: &PersonDraft, key: &str, work: &EmploymentDraft) -> Result<(i64, i64, bool)> {
        let person = person::enter(&mut self.person, who, key)?;
        let (post, pedagogical) = self.store.posts().known_or_new(work.post.as_deref().unwrap_or_default())?;
        let employment = employment::enter(&mut self.employment, person, post, work)?;
        Ok((person, employment, work.declared.or(pedagogical).is_none()))
    }
}

impl Store {
    /// The statements of an entry of many.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn entering(&self) -> Result<Entering<'_>> {
        let (person, employment) = (person::ENTER, employment::ENTER);
        let statement = |sql| self.connection.prepare_cached(sql);
        Ok(Entering { store: self, person: statement(person)?, employment: statement(employment)? })
    }

    /// Whether anybody is employed, or was known by another name: then rows must be asked about one by one.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn has_staff(&self) -> Result<bool> {
        let known = "SELECT 1 FROM employments UNION ALL SELECT 1 FROM former_names";
        Ok(self.first(known, [], |_| Ok(()))?.is_some())
    }

    /// Begins the entry of very many, where there is no staff yet.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn bulk(&self) -> Result<Bulk> {
        let named = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('people', 'employments') \
                     AND sql IS NOT NULL";
        let indexes: Vec<(String, String)> = self.all(named, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut bulk = Bulk::new();
        for person in self.people().known_keys()? {
            bulk.note(person.snils.as_deref(), &person.key, person.born);
        }
        // Rows are only added: a small cache does, and the filter has its place.
        self.connection.execute_batch("PRAGMA cache_size = -6000")?;
        for (name, _) in &indexes {
            self.connection.execute_batch(&format!("DROP INDEX {name}"))?;
        }
        bulk.indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
        Ok(bulk)
    }

    /// Ends the entry of many: makes the indexes.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn settle(&self, bulk: Bulk) -> Result<()> {
        let Bulk { indexes, seen, .. } = bulk;
        drop(seen);
        // What is sorted takes as much memory as the cache, and twice where a second thread sorts.
        self.connection.execute_batch("PRAGMA cache_size = -4000; PRAGMA shrink_memory")?;
        for sql in indexes {
            self.connection.execute_batch(&sql)?;
        }
        Ok(self.connection.execute_batch("PRAGMA cache_size = -8000")?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn person(snils: Option<&str>, born: Option<&str>) -> PersonDraft {
        let born = born.map(|day| day.parse().unwrap());
        PersonDraft { snils: snils.map(Into::into), born, ..PersonDraft::default() }
    }

    fn work(org_id: i64, number: &str) -> EmploymentDraft {
        EmploymentDraft { org_id, number: Some(number.into()), ..EmploymentDraft::default() }
    }

    #[test]
    fn whatever_may_be_recognised_is_not_new() {
        let mut bulk = Bulk::new();
        let born = Some("1990-05-12");
        assert!(bulk.is_new(&person(Some("1"), born), "ким анна", &work(1, "7")));
        assert!(
            bulk.is_new(&person(Some("2"), Some("1991-01-01")), "ким анна", &work(1, "8")),
            "two СНИЛС are two people"
        );
        assert!(bulk.is_new(&person(Some("3"), None), "ким анна", &work(1, "9")), "still");
        for (who, key, what, why) in [
            (person(Some("1"), None), "кац лев", work(3, "1"), "СНИЛС"),
            (person(Some("4"), None), "кац ян", work(1, "7"), "personnel number"),
            (person(Some("5"), born), "ким анна", work(4, "1"), "name with birth date"),
            (person(None, Some("1992-01-01")), "ли ян", work(5, "1"), "no СНИЛС"),
            (
                person(Some("6"), Some("1992-01-01")),
                "ли ян",
                work(6, "1"),
                "name with the birth date of one without СНИЛС",
            ),
            (person(None, None), "ли го", work(7, "1"), "no СНИЛС, no birth date"),
            (person(Some("7"), Some("1993-01-01")), "ли го", work(8, "1"), "name of one without either"),
            (person(Some("8"), None), "ли ян", work(9, "1"), "name of one without СНИЛС"),
        ] {
            assert!(!bulk.is_new(&who, key, &what), "{why}");
        }
        assert!(bulk.is_new(&person(Some("9"), born), "ким инна", &work(1, "10")));
    }
}
