//! Employments: who works where, as what, from when to when.

use anyhow::Result;
use rusqlite::{Row, Statement};

use super::Staff;
use super::person::check_life;
use crate::domain::{Day, DaySpan, name, personnel};
use crate::error::Failure;
use crate::refuse;
use crate::register::employment;
use crate::store::{Change, Patch};

/// An employment as it is stored.
#[derive(Debug, Clone)]
pub struct Employment {
    /// Stays the same for ever.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// Where.
    pub org_id: i64,
    /// The organisation's name.
    pub org: String,
    /// «Табельный номер».
    pub number: Option<String>,
    /// «Должность».
    pub post: String,
    /// «Предмет».
    pub subject: Option<String>,
    /// «Дата приёма».
    pub hired: Day,
    /// The last day.
    pub dismissed: Option<Day>,
    /// «Основное место работы».
    pub main: bool,
    /// «Педагогический работник» as a row says it; `None`: the nomenclature decides.
    pub declared: Option<bool>,
    /// Whether the post is pedagogical, by the row or by the nomenclature; `None`: unknown.
    pub pedagogical: Option<bool>,
}

/// What a command or a file says of an employment; absent fields change nothing.
#[derive(Debug, Clone, Default)]
pub struct EmploymentDraft {
    /// Where.
    pub org_id: i64,
    /// «Табельный номер».
    pub number: Option<String>,
    /// «Должность».
    pub post: Option<String>,
    /// «Предмет».
    pub subject: Option<String>,
    /// «Дата приёма».
    pub hired: Option<Day>,
    /// The last day.
    pub dismissed: Option<Day>,
    /// «Основное место работы»; absent in a new one means да.
    pub main: Option<bool>,
    /// «Педагогический работник».
    pub declared: Option<bool>,
}

const SELECT: &str = "SELECT s.id, s.person_id, s.org_id, o.name AS org, s.number, s.post, s.subject, s.hired, s.dismissed, \
                      s.main, e.pedagogical AS declared, s.pedagogical \
                      FROM staff s JOIN employments e ON e.id = s.id JOIN orgs o ON o.id = s.org_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Employment> {
    Ok(Employment {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        org_id: row.get("org_id")?,
        org: row.get("org")?,
        number: row.get("number")?,
        post: row.get("post")?,
        subject: row.get("subject")?,
        hired: row.get("hired")?,
        dismissed: row.get("dismissed")?,
        main: row.get("main")?,
        declared: row.get("declared")?,
        pedagogical: row.get("pedagogical")?,
    })
}

impl Employment {
    /// The days of it.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.hired, self.dismissed)
    }

    /// Whether it lasts on a day.
    pub fn open_on(&self, day: Day) -> bool {
        self.days().covers(day)
    }

    /// Whether its personnel number is this one, but for the zeros before it.
    pub(super) fn has_number(&self, number: &str) -> bool {
        self.number.as_deref().is_some_and(|stored| personnel::is_same(stored, number))
    }

    /// Whether a draft names another post than the stored one.
    pub(super) fn has_another_post(&self, draft: &EmploymentDraft) -> bool {
        draft.post.as_deref().is_some_and(|post| name::key(post) != name::key(&self.post))
    }
}

pub(super) const ENTER: &str = "INSERT INTO employments (person_id, org_id, number, post_id, subject, hired, dismissed, main, \
                                pedagogical) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

pub(super) fn enter(
    statement: &mut Statement<'_>,
    person: i64,
    post: i64,
    draft: &EmploymentDraft,
) -> rusqlite::Result<i64> {
    statement.insert((
        person,
        draft.org_id,
        &draft.number,
        post,
        &draft.subject,
        draft.hired,
        draft.dismissed,
        draft.main.unwrap_or(true),
        draft.declared,
    ))
}

impl Staff<'_> {
    /// The employment with an id.
    ///
    /// # Errors
    /// There is none.
    pub fn employment(&self, id: i64) -> Result<Employment> {
        let found = self.0.first(&format!("{SELECT} WHERE s.id = ?1"), [id], read)?;
        found.ok_or_else(|| Failure::refused(format!("нет записи о работе с номером {id}")).into())
    }

    /// The greatest number of an employment; 0: there is none.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn last_employment(&self) -> Result<i64> {
        Ok(self.0.first("SELECT ifnull(max(id), 0) FROM employments", [], |row| row.get(0))?.unwrap_or_default())
    }

    /// A person's employments, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn employments_of(&self, person: i64) -> Result<Vec<Employment>> {
        Ok(self.0.all(&format!("{SELECT} WHERE s.person_id = ?1 ORDER BY s.hired, s.id"), [person], read)?)
    }

    /// Enters an employment; returns its id.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn add_employment(&self, person: i64, draft: &EmploymentDraft) -> Result<i64> {
        let Some(post) = &draft.post else { refuse!("должность не указана") };
        self.check_hired(person, draft.hired)?;
        let post = self.0.posts().known_or_new(post)?.0;
        Ok(enter(&mut *self.0.connection.prepare_cached(&self.0.numbered(ENTER)?)?, person, post, draft)?)
    }

    /// Corrects an employment; returns the changes.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn amend_employment(&self, stored: &Employment, draft: &EmploymentDraft) -> Result<Vec<Change>> {
        let mut patch = Patch::new("employments", stored.id);
        // A file that lacks the zeros before a number doesn't change it.
        let number = draft.number.as_ref().filter(|number| !stored.has_number(number));
        patch.set(&employment::NUMBER, stored.number.as_ref(), number)?;
        if let Some(post) = draft.post.as_deref().filter(|p| name::key(p) != name::key(&stored.post)) {
            patch.silently("post_id", &self.0.posts().known_or_new(post)?.0)?;
            patch.note(&employment::POST, &stored.post, post);
        }
        if draft.hired.is_some_and(|hired| hired != stored.hired) {
            self.check_hired(stored.person_id, draft.hired)?;
        }
        patch.set(&employment::SUBJECT, stored.subject.as_ref(), draft.subject.as_ref())?;
        patch.set(&employment::HIRED, Some(&stored.hired), draft.hired.as_ref())?;
        patch.set(&employment::DISMISSED, stored.dismissed.as_ref(), draft.dismissed.as_ref())?;
        patch.set(&employment::MAIN, Some(&stored.main), draft.main.as_ref())?;
        patch.set(&employment::PEDAGOGICAL, stored.declared.as_ref(), draft.declared.as_ref())?;
        patch.apply(self.0)
    }

    /// Refuses a first day of work that can't be of the person's life.
    fn check_hired(&self, person: i64, hired: Option<Day>) -> Result<()> {
        let born = self.0.first("SELECT born FROM people WHERE id = ?1", [person], |row| row.get(0))?.flatten();
        check_life(born, hired, None)
    }

    /// Ends an employment; `day` is its last.
    ///
    /// # Errors
    /// It began later.
    pub fn dismiss(&self, employment: i64, day: Day) -> Result<()> {
        self.0.execute("UPDATE employments SET dismissed = ?2 WHERE id = ?1", (employment, day))?;
        Ok(())
    }
}
