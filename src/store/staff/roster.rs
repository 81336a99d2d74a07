//! The staff of one organisation at hand: most rows of a file that comes again say what is stored, and are told so without
//! a question to the database.

use std::collections::HashMap;

use anyhow::Result;

use super::id_set::IdSet;
use super::who::adds_nothing;
use super::{EmploymentDraft, PersonDraft, StaffDraft};
use crate::domain::personnel::significant;
use crate::domain::{Day, Sex};
use crate::store::Store;

/// A larger staff isn't held.
const MOST: usize = 5_000;
/// How many organisations' staff is held.
const HELD: usize = 64;
/// So many employments may be read in vain: a file that goes from one organisation to another and back isn't worth more.
const IN_VAIN: usize = 10_000;

const SELECT: &str = "SELECT e.id, e.person_id, p.name, p.snils, p.sex, p.born, p.teaching_since, p.teaching_spread, \
                      e.number, t.title, t.pedagogical, e.subject, e.hired, e.dismissed, e.main, e.pedagogical \
                      FROM employments e JOIN people p ON p.id = e.person_id JOIN posts t ON t.id = e.post_id \
                      WHERE e.org_id = ?1 AND e.number IS NOT NULL LIMIT ?2";

/// Somebody's work, as stored.
#[derive(Debug, Clone)]
struct RosterEntry {
    employment: i64,
    person: PersonDraft,
    person_id: i64,
    work: EmploymentDraft,
    post_unknown: bool,
    /// Whether nobody else here has the number, nor has the person another employment by it.
    sole: bool,
}

/// The staff of an organisation as it was when asked for.
#[derive(Debug, Clone, Default)]
struct Roster {
    staff: Vec<RosterEntry>,
    /// Where the last row was found: files keep an order.
    last: usize,
}

/// A stored employment that says all that a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Same {
    /// The person's id.
    pub person: i64,
    /// The employment's id.
    pub employment: i64,
    /// Whether it is unknown if the post is pedagogical.
    pub unknown_post: bool,
}

impl Roster {
    /// The staff of an organisation; nobody if it is too large to be held.
    fn of_org(store: &Store, org: i64) -> Result<Self> {
        let mut staff = store.all(SELECT, (org, MOST as i64 + 1), |row| {
            // By place: a name is sought in every row.
            let (post_pedagogical, declared): (Option<bool>, Option<bool>) = (row.get(10)?, row.get(15)?);
            let day = |at: usize| row.get::<_, Option<Day>>(at);
            Ok(RosterEntry {
                employment: row.get(0)?,
                person_id: row.get(1)?,
                person: PersonDraft {
                    name: row.get(2)?,
                    snils: row.get(3)?,
                    sex: row.get::<_, Option<Sex>>(4)?,
                    born: day(5)?,
                    teaching_since: day(6)?,
                    teaching_spread: row.get(7)?,
                },
                work: EmploymentDraft {
                    org_id: 0,
                    number: row.get(8)?,
                    post: row.get(9)?,
                    subject: row.get(11)?,
                    hired: day(12)?,
                    dismissed: day(13)?,
                    main: row.get(14)?,
                    declared,
                },
                post_unknown: post_pedagogical.is_none(),
                sole: true,
            })
        })?;
        if staff.len() > MOST {
            staff.clear();
        }
        let number_of =
            |known: &RosterEntry| known.work.number.as_deref().map(significant).unwrap_or_default().to_owned();
        let mut numbers: HashMap<String, usize> = HashMap::with_capacity(staff.len());
        for known in &staff {
            *numbers.entry(number_of(known)).or_default() += 1;
        }
        let sole: Vec<bool> = staff.iter().map(|known| numbers[&number_of(known)] == 1).collect();
        staff.iter_mut().zip(sole).for_each(|(known, sole)| known.sole = sole);
        Ok(Self { staff, last: 0 })
    }

    /// The stored employment of which a row says nothing new, if that is beyond doubt: by the personnel number, which here
    /// is one employment's. `None` says nothing: the row must be asked about.
    fn same(&mut self, row: &StaffDraft) -> Option<Same> {
        let number = significant(row.work.number.as_deref()?);
        let (after, before) = (self.last.min(self.staff.len())..self.staff.len(), 0..self.last.min(self.staff.len()));
        let at =
            after.chain(before).find(|at| self.staff[*at].work.number.as_deref().map(significant) == Some(number))?;
        self.last = at + 1;
        let known = &self.staff[at];
        let is_same = known.sole && adds_nothing(row, &known.person, &known.work);
        is_same.then_some(Same {
            person: known.person_id,
            employment: known.employment,
            unknown_post: known.post_unknown && row.work.declared.is_none(),
        })
    }
}

/// The staff of the organisations met last.
#[derive(Debug, Clone, Default)]
pub struct Rosters {
    by_org: HashMap<i64, Roster>,
    /// How many employments were read, and how many rows were asked about.
    read: usize,
    asked: usize,
    /// The organisations and the people of whom something was changed: what is held of them may be out of date.
    changed_orgs: IdSet,
    changed_people: IdSet,
}

impl Rosters {
    /// The stored employment of which a row says nothing new, if that is beyond doubt.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn same(&mut self, store: &Store, row: &StaffDraft) -> Result<Option<Same>> {
        let org = row.work.org_id;
        if self.changed_orgs.contains(org) {
            return Ok(None);
        }
        self.asked += 1;
        if !self.by_org.contains_key(&org) {
            if self.read > 2 * self.asked + IN_VAIN {
                return Ok(None);
            }
            if self.by_org.len() >= HELD {
                self.by_org.clear();
            }
            let roster = Roster::of_org(store, org)?;
            self.read += roster.staff.len();
            self.by_org.insert(org, roster);
        }
        let same = self.by_org.get_mut(&org).and_then(|roster| roster.same(row));
        Ok(same.filter(|same| !self.changed_people.contains(same.person)))
    }

    /// Something was changed by a row of an organisation about a person: the organisation's next rows are asked about, and
    /// whatever is said of the person.
    pub fn forget(&mut self, org: i64, person: i64) {
        self.by_org.remove(&org);
        self.changed_orgs.insert(org);
        self.changed_people.insert(person);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::super::ChangeMode;
    use super::*;
    use crate::domain::{Moment, OrgKind, name};
    use crate::store::Access;
    use crate::store::journal::EntryDraft;
    use crate::store::org::OrgDraft;

    /// A row of few different values: almost every two rows have something in common.
    fn row() -> impl Strategy<Value = StaffDraft> {
        let of = |words: &'static [&'static str]| prop::sample::select(words);
        let maybe = |word: &str| Some(word.to_owned()).filter(|word| !word.is_empty());
        let day = |text: &str| Day::parse(text).ok();
        (
            of(&["", "1", "1", "2"]),
            of(&["", "90000000182", "90000000283"]),
            of(&["Ким Анна", "Ким Анна Петровна", "Кац Лев"]),
            of(&["", "01.01.1980", "02.02.1990"]),
            of(&["учитель", "воспитатель"]),
            of(&["01.09.2010", "01.09.2020"]),
            of(&["", "31.08.2015"]),
        )
            .prop_map(move |(number, snils, full, born, post, hired, dismissed)| StaffDraft {
                line: 2,
                person: PersonDraft {
                    snils: maybe(snils),
                    name: maybe(full),
                    born: day(born),
                    ..PersonDraft::default()
                },
                key: name::key(full),
                work: EmploymentDraft {
                    org_id: 1,
                    number: maybe(number),
                    post: maybe(post),
                    hired: day(hired),
                    dismissed: day(dismissed),
                    ..EmploymentDraft::default()
                },
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn what_the_roster_is_sure_of_is_what_the_rules_say(rows in prop::collection::vec(row(), 1..6), other in row()) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.db");
            Store::create(&path, "Район", None, &EntryDraft::test()).unwrap();
            let store = Store::open(&path, Access::Import, Moment::of_clock()).unwrap();
            let org = OrgDraft { name: Some("Лицей".into()), kind: Some(OrgKind::General), ..OrgDraft::default() };
            store.orgs().add(&org).unwrap();
            let hire = |row: &StaffDraft, keep: bool| {
                store.savepoint(|store| Ok((store.staff().hire(&row.person, &row.work, ChangeMode::Unsaid)?, keep)))
            };
            let stored: Vec<_> = rows.iter().filter(|row| hire(row, true).is_ok()).collect();
            let mut rosters = Rosters::default();
            for row in stored.into_iter().chain([&other]) {
                if let Some(same) = rosters.same(&store, row).unwrap() {
                    let by_rules = hire(row, false).unwrap();
                    let found = Same {
                        person: by_rules.person,
                        employment: by_rules.employment,
                        unknown_post: by_rules.unknown_post,
                    };
                    prop_assert_eq!(same, found);
                    prop_assert!(!by_rules.new && by_rules.changes.is_empty());
                }
            }
        }
    }
}
