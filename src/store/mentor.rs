//! The register of mentors (Spassky (2), nozhay-yurt 6.3): dated registrations of people.

use anyhow::Result;
use rusqlite::Row;

use super::org::{ON_DAY, SHORT_IF_UNIQUE, title_if_any};
use super::staff::{BORNE_ON_DAY, Person};
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, MentorCategory, OrgTitle, Qualification, Who};
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
    /// What the register tells besides.
    pub profile: MentorProfile,
}

/// What the databases of nozhay-yurt 6.3 tell of a mentor besides; of a draft, absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MentorProfile {
    /// «Телефон».
    pub phone: Option<String>,
    /// «Почта».
    pub email: Option<String>,
    /// «Квалификационная категория».
    pub qualification: Option<Qualification>,
    /// «Дата присвоения категории».
    pub qualified: Option<Day>,
    /// «Компетенции».
    pub competences: Option<String>,
    /// «Достижения».
    pub achievements: Option<String>,
}

/// What a command or a file says of a registration; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// What the register tells besides.
    pub profile: MentorProfile,
}

/// The rows of the register with whatever is put behind it; `?2` is the day of the names of people and organisations.
fn select(further: &str) -> String {
    format!(
        "SELECT r.*, ifnull(f.name, p.name) AS name, p.snils, p.born, ifnull(w.name, o.name) AS org, \
         CASE WHEN w.id IS NULL THEN {SHORT_IF_UNIQUE} END AS org_short, ifnull(o.inn, head.inn) AS org_inn \
         FROM mentors r JOIN people p ON p.id = r.person_id {BORNE_ON_DAY} \
         LEFT JOIN orgs o ON o.id = r.org_id LEFT JOIN orgs head ON head.id = o.parent_id {ON_DAY} {further}"
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
        profile: MentorProfile {
            phone: row.get("phone")?,
            email: row.get("email")?,
            qualification: row.get("qualification")?,
            qualified: row.get("qualified")?,
            competences: row.get("competences")?,
            achievements: row.get("achievements")?,
        },
    })
}

impl MentorDraft {
    /// What it says of its row.
    fn row(&self) -> RowDraft {
        RowDraft::of(&MENTORS)
            .with(mentor::ORG, self.org_id)
            .with(mentor::CATEGORY, self.category)
            .with(mentor::SUBJECT, self.subject.as_ref())
            .with(mentor::CAPACITY, self.capacity)
            .with(mentor::REGISTERED, self.registered)
            .with(mentor::RETIRED, self.retired)
            .with(mentor::PHONE, self.profile.phone.as_ref())
            .with(mentor::EMAIL, self.profile.email.as_ref())
            .with(mentor::QUALIFICATION, self.profile.qualification)
            .with(mentor::QUALIFIED, self.profile.qualified)
            .with(mentor::COMPETENCES, self.profile.competences.as_ref())
            .with(mentor::ACHIEVEMENTS, self.profile.achievements.as_ref())
    }
}

impl MentorProfile {
    /// The qualification category, with the day since which it is held.
    pub fn qualification_told(&self) -> Option<String> {
        let since = self.qualified.map(|day| format!(", с {day}")).unwrap_or_default();
        self.qualification.map(|qualification| format!("{}{since}", qualification.title()))
    }
}

impl Mentor {
    /// The days of it.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.registered, self.retired)
    }

    /// Whether it stands on a day.
    pub fn open_on(&self, day: Day) -> bool {
        self.days().covers(day)
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
    /// Hands over the whole register by name, with the names of a day, if one is asked for.
    pub fn each(&self, day: Option<Day>, found: &mut dyn FnMut(Mentor) -> Result<()>) -> Result<()> {
        let of_all: Option<i64> = None;
        let sql = select("WHERE ?1 IS NULL ORDER BY ifnull(f.key, p.key), r.registered, r.id");
        self.0.each(&sql, (of_all, day), read, found)
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
        Ok(self.0.all(&select("WHERE r.person_id = ?1 ORDER BY r.registered, r.id"), (person, None::<Day>), read)?)
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
        let said = DaySpan::new(registered, draft.retired);
        let same = stored.iter().rev().find(|mentor| mentor.days().meets(said));
        let known = exact.or(same).map(|mentor| mentor.id);
        let new = MentorDraft { category: draft.category.or(Some(MentorCategory::Teacher)), ..draft.clone() };
        let draft = if known.is_none() { &new } else { draft };
        self.0.put_row(known, &draft.row().with(PERSON, Some(person)))
    }

    /// The registration of a person that somebody at the command line means: the one that holds on a day, else the last.
    ///
    /// # Errors
    /// The person isn't in the register, or wasn't on that day.
    pub fn meant(&self, person: &Person, on: Option<Day>) -> Result<Mentor> {
        let stored = self.registrations(person.id)?;
        let spans: Vec<_> = stored.iter().map(|mentor| mentor.days().to_string()).collect();
        let meant = stored.into_iter().rev().find(|mentor| on.is_none_or(|day| mentor.open_on(day)));
        match (meant, on) {
            (Some(mentor), _) => Ok(mentor),
            (None, Some(day)) if !spans.is_empty() => {
                let failure = Failure::refused(format!("{} не состоит в реестре наставников на {day}", person.name));
                Err(failure.hint(format!("в реестре: {}", spans.join(", "))).into())
            }
            (None, _) => refuse!("{} не состоит в реестре наставников", person.name),
        }
    }

    /// Corrects a registration.
    ///
    /// # Errors
    /// It would have a day in common with another one of this person; another rule of the schema.
    pub fn amend(&self, mentor: &Mentor, draft: &MentorDraft) -> Result<Vec<Change>> {
        let days = DaySpan::new(draft.registered.unwrap_or(mentor.registered), draft.retired.or(mentor.retired));
        let mut others = self.registrations(mentor.who.id)?.into_iter().filter(|other| other.id != mentor.id);
        if let Some(other) = others.find(|other| other.days().meets(days)) {
            refuse!("{}: пребывание в реестре наставников {} уже записано", mentor.who.name, other.days());
        }
        self.0.amend_row(mentor.id, &draft.row())
    }

    /// A registration has no greatest number of mentees.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn lift_limit(&self, mentor: &Mentor) -> Result<Vec<Change>> {
        self.0.amend_row(mentor.id, &RowDraft::of(&MENTORS).emptied(mentor::CAPACITY))
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
