//! Releases of mentors and mentees from duties.

use anyhow::Result;
use rusqlite::Row;

use super::pair::Pair;
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, Who};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::person::PERSON;
use crate::register::release::{BEGAN, DATED, ENDED, NUMBER, PAIR, PURPOSE, RELEASES, SUBSTITUTE};

/// The releases of a file.
#[derive(Debug, Clone, Copy)]
pub struct Releases<'s>(&'s Store);

/// A release as it is stored.
#[derive(Debug, Clone)]
pub struct Release {
    /// Stays the same for ever.
    pub id: i64,
    /// The id of the pair.
    pub pair_id: i64,
    /// The number of the pair.
    pub pair: String,
    /// Whose pair it is, if the pair tells.
    pub org: Option<String>,
    /// Who is let off.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// The birth date.
    pub born: Option<Day>,
    /// What is said of it.
    pub text: ReleaseDraft,
}

/// What a command or a file says of a release; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReleaseDraft {
    /// The number of the decision.
    pub number: Option<String>,
    /// Its date.
    pub dated: Option<Day>,
    /// The first day.
    pub began: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
    /// Who stands in.
    pub substitute: Option<String>,
    /// For what.
    pub purpose: Option<String>,
}

const SELECT: &str = "SELECT r.*, p.number AS pair, o.name AS org, h.name, h.snils, h.born \
                      FROM releases r JOIN pairs p ON p.id = r.pair_id JOIN people h ON h.id = r.person_id \
                      LEFT JOIN orgs o ON o.id = p.org_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Release> {
    Ok(Release {
        id: row.get("id")?,
        pair_id: row.get("pair_id")?,
        pair: row.get("pair")?,
        org: row.get("org")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        born: row.get("born")?,
        text: ReleaseDraft {
            number: row.get("number")?,
            dated: row.get("dated")?,
            began: row.get("began")?,
            ended: row.get("ended")?,
            substitute: row.get("substitute")?,
            purpose: row.get("purpose")?,
        },
    })
}

fn row_of(draft: &ReleaseDraft) -> RowDraft {
    RowDraft::of(&RELEASES)
        .with(NUMBER, draft.number.as_ref())
        .with(DATED, draft.dated)
        .with(BEGAN, draft.began)
        .with(ENDED, draft.ended)
        .with(SUBSTITUTE, draft.substitute.as_ref())
        .with(PURPOSE, draft.purpose.as_ref())
}

impl ReleaseDraft {
    /// The days of it.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.began, self.ended)
    }
}

impl Store {
    /// Releases from duties.
    pub fn releases(&self) -> Releases<'_> {
        Releases(self)
    }
}

impl Releases<'_> {
    /// Hands over releases by pair and day; of one pair, if one is given.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, pair: Option<i64>, found: &mut dyn FnMut(Release) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ?1 IS NULL OR r.pair_id = ?1 ORDER BY p.number_key COLLATE counted, p.id, r.began, r.id"
        );
        self.0.each(&sql, [pair], read, found)
    }

    /// The releases for a pair, the last one last.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_pair(&self, pair: i64) -> Result<Vec<Release>> {
        Ok(self.0.all(&format!("{SELECT} WHERE r.pair_id = ?1 ORDER BY r.began, r.id"), [pair], read)?)
    }

    /// The release with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Release> {
        match self.0.first(&format!("{SELECT} WHERE r.id = ?1"), [id], read)? {
            Some(release) => Ok(release),
            None => {
                let failure = Failure::refused(format!("нет освобождения с номером записи {id}"));
                Err(failure.advise(Advice::ListReleases).into())
            }
        }
    }

    /// The release of the same participant for the same pair from the same day, if there is one.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known(&self, pair: &Pair, person: i64, draft: &ReleaseDraft) -> Result<Option<i64>> {
        self.0.row_like(&row_of(draft).with(PAIR, Some(pair.id)).with(PERSON, Some(person)))
    }

    /// Enters a release, or corrects that of the same participant for the same pair from the same day.
    ///
    /// # Errors
    /// Whoever is let off has no part in the pair; a rule of the schema.
    pub fn put(&self, pair: &Pair, person: i64, draft: &ReleaseDraft) -> Result<PutRow> {
        let is_mentee = self.0.pairs().mentees(pair.id)?.iter().any(|mentee| mentee.who.id == person);
        if pair.mentor.id != person && !is_mentee {
            let name = self.0.people().get(person)?.name;
            refuse!(
                "{name}: в паре № {} не участвует, а освобождают наставника или наставляемого (Ножай-Юрт, п. 1.7)",
                pair.number
            );
        }
        let row = row_of(draft).with(PAIR, Some(pair.id)).with(PERSON, Some(person));
        self.0.put_row(self.0.row_like(&row)?, &row)
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn amend(&self, id: i64, draft: &ReleaseDraft) -> Result<Vec<Change>> {
        self.0.amend_row(id, &row_of(draft))
    }
}
