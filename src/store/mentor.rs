//! The register of mentors (Spassky (2), nozhay-yurt 6.3): dated registrations of people.

use anyhow::Result;
use rusqlite::Row;

use super::org::{SHORT_IF_UNIQUE, title_if_any};
use super::{PutRow, RowDraft, Store};
use crate::domain::{Day, MentorCategory, OrgTitle, Who, overlap};
use crate::error::Failure;
use crate::refuse;
use crate::register::mentor::{self, MENTORS};
use crate::register::person::PERSON;

/// A registration as it is stored.
#[derive(Debug, Clone)]
pub struct Mentor {
    /// Stays the same for ever.
    pub id: i64,
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// «Дата рождения».
    pub born: Option<Day>,
    /// The organisation that the register names.
    pub org: Option<OrgTitle>,
    /// Its ИНН.
    pub org_inn: Option<String>,
    /// Who the person is besides.
    pub category: MentorCategory,
    /// «Предмет».
    pub subject: Option<String>,
    /// How many mentees at most; `None`: no limit.
    pub capacity: Option<i64>,
    /// «Дата включения».
    pub registered: Day,
    /// «Дата исключения», the last day.
    pub retired: Option<Day>,
}

/// What a command or a file says of a registration; absent fields change nothing.
#[derive(Debug, Clone, Default)]
pub struct MentorDraft {
    /// The organisation's id.
    pub org_id: Option<i64>,
    /// Absent in a new one: a teacher.
    pub category: Option<MentorCategory>,
    /// «Предмет».
    pub subject: Option<String>,
    /// How many mentees at most.
    pub capacity: Option<i64>,
    /// «Дата включения».
    pub registered: Option<Day>,
    /// «Дата исключения».
    pub retired: Option<Day>,
}

/// The rows of the register with whatever is put behind it.
fn select(further: &str) -> String {
    format!(
        "SELECT r.id, r.person_id, p.name, p.snils, p.born, o.name AS org, {SHORT_IF_UNIQUE} AS org_short, o.inn AS org_inn, \
         r.category, r.subject, r.capacity, r.registered, r.retired FROM mentors r JOIN people p ON p.id = r.person_id \
         LEFT JOIN orgs o ON o.id = r.org_id {further}"
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Mentor> {
    Ok(Mentor {
        id: row.get("id")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        born: row.get("born")?,
        org: title_if_any(row, "org", "org_short")?,
        org_inn: row.get("org_inn")?,
        category: row.get("category")?,
        subject: row.get("subject")?,
        capacity: row.get("capacity")?,
        registered: row.get("registered")?,
        retired: row.get("retired")?,
    })
}

impl Mentor {
    /// Whether it stands on a day.
    pub fn open_on(&self, day: Day) -> bool {
        self.registered <= day && self.retired.is_none_or(|last| last >= day)
    }
}

/// The register of mentors.
#[derive(Debug, Clone, Copy)]
pub struct Mentors<'s>(&'s Store);

impl Store {
    /// The register of mentors.
    pub fn mentors(&self) -> Mentors<'_> {
        Mentors(self)
    }
}

impl Mentors<'_> {
    /// Hands over the whole register by name.
    pub fn each(&self, found: &mut dyn FnMut(Mentor) -> Result<()>) -> Result<()> {
        self.0.each(&select("ORDER BY p.key, r.registered, r.id"), [], read, found)
    }

    /// How many registrations are open on a day.
    pub fn count(&self, day: Day) -> Result<i64> {
        let sql = "SELECT count(*) FROM registrations WHERE since <= ?1 AND until >= ?1";
        Ok(self.0.first(sql, [day], |row| row.get(0))?.unwrap_or_default())
    }

    /// A person's registrations, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn registrations(&self, person: i64) -> Result<Vec<Mentor>> {
        Ok(self.0.all(&select("WHERE r.person_id = ?1 ORDER BY r.registered, r.id"), [person], read)?)
    }

    /// Enters a registration, or corrects the stored one that is meant.
    ///
    /// A span of days without one in common is another registration; anything else corrects the stored one.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn put(&self, person: i64, draft: &MentorDraft) -> Result<PutRow> {
        let Some(registered) = draft.registered else {
            refuse!("дата включения в реестр не указана")
        };
        let stored = self.registrations(person)?;
        let exact = stored.iter().find(|m| m.registered == registered);
        let said = (Some(registered), draft.retired);
        let same = stored.iter().rev().find(|m| overlap((Some(m.registered), m.retired), said));
        let known = exact.or(same).map(|mentor| mentor.id);
        let row = RowDraft::of(&MENTORS)
            .with(PERSON, Some(person))
            .with(mentor::ORG, draft.org_id)
            .with(mentor::CATEGORY, draft.category.or(known.is_none().then_some(MentorCategory::Teacher)))
            .with(mentor::SUBJECT, draft.subject.as_ref())
            .with(mentor::CAPACITY, draft.capacity)
            .with(mentor::REGISTERED, draft.registered)
            .with(mentor::RETIRED, draft.retired);
        self.0.put_row(known, &row)
    }

    /// Takes a person out of the register; `day` is the last in it.
    ///
    /// # Errors
    /// The person isn't in it.
    pub fn retire(&self, person: i64, day: Day) -> Result<()> {
        match self
            .0
            .execute("UPDATE mentors SET retired = ?2 WHERE person_id = ?1 AND retired IS NULL", (person, day))?
        {
            0 => Err(Failure::refused("этот человек не состоит в реестре наставников").into()),
            _ => Ok(()),
        }
    }
}
