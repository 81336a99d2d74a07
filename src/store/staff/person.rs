//! People as they are stored, entered, corrected, and found by whoever types a name.

use anyhow::Result;
use rusqlite::{Row, Statement};

use super::People;
use crate::domain::{Day, Sex, Start, Who, life, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::person;
use crate::store::{Change, Patch, agree};

/// A person as stored.
#[derive(Debug, Clone)]
pub struct Person {
    /// Stays the same for ever.
    pub id: i64,
    /// 11 digits.
    pub snils: Option<String>,
    /// Фамилия Имя Отчество.
    pub name: String,
    /// «Пол».
    pub sex: Option<Sex>,
    /// «Дата рождения».
    pub born: Option<Day>,
    /// «Начало педагогической деятельности»; where the tenure was told instead, the latest day possible.
    pub teaching_since: Option<Day>,
    /// Months by which the true start may lie earlier (see [`Start`]); `None`: the day is exact.
    pub teaching_spread: Option<i64>,
}

/// What a command or a file says of a person; absent fields change nothing.
#[derive(Debug, Clone, Default)]
pub struct PersonDraft {
    /// 11 digits.
    pub snils: Option<String>,
    /// Фамилия Имя Отчество.
    pub name: Option<String>,
    /// «Пол».
    pub sex: Option<Sex>,
    /// «Дата рождения».
    pub born: Option<Day>,
    /// «Начало педагогической деятельности»; where the tenure was told instead, the latest day possible.
    pub teaching_since: Option<Day>,
    /// Months by which the true start may lie earlier (see [`Start`]); `None`: the day is exact.
    pub teaching_spread: Option<i64>,
}

pub(super) const SELECT: &str = "SELECT id, snils, name, sex, born, teaching_since, teaching_spread FROM people";

pub(in crate::store) fn read(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: row.get("id")?,
        snils: row.get("snils")?,
        name: row.get("name")?,
        sex: row.get("sex")?,
        born: row.get("born")?,
        teaching_since: row.get("teaching_since")?,
        teaching_spread: row.get("teaching_spread")?,
    })
}

impl PersonDraft {
    /// The start of work, as exactly as it is told.
    pub fn start(&self) -> Option<Start> {
        Start::of(self.teaching_since, self.teaching_spread)
    }
}

impl Person {
    /// The start of work, as exactly as it is known.
    pub fn start(&self) -> Option<Start> {
        Start::of(self.teaching_since, self.teaching_spread)
    }

    /// The person as results name one.
    pub fn who(&self) -> Who {
        Who::new(self.id, self.name.as_str())
    }

    /// Whether a name is that of another person by more than the surname: another given name.
    pub(super) fn has_another_given_name(&self, full: &str) -> bool {
        let given = |full: &str| name::key(full).split(' ').nth(1).map(str::to_owned);
        given(&self.name) != given(full)
    }

    /// Whether a draft names this person as now.
    pub(super) fn bears(&self, draft: &PersonDraft) -> bool {
        draft.name.as_deref().is_none_or(|full| name::key(full) == name::key(&self.name))
    }

    /// Whether nothing that is said contradicts what is stored: another СНИЛС, another birth date.
    pub(super) fn may_be(&self, draft: &PersonDraft) -> bool {
        agree(&self.snils, &draft.snils) && agree(&self.born, &draft.born)
    }
}

/// By what somebody who is there already may be recognised.
pub(super) struct KnownKeys {
    /// The key of the name.
    pub key: String,
    pub snils: Option<String>,
    pub born: Option<Day>,
}

pub(super) const ENTER: &str = "INSERT INTO people (snils, name, key, sex, born, teaching_since, teaching_spread) \
                                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Enters a person; `key` is the name's.
pub(super) fn enter(statement: &mut Statement<'_>, draft: &PersonDraft, key: &str) -> rusqlite::Result<i64> {
    statement.insert((
        &draft.snils,
        &draft.name,
        key,
        draft.sex,
        draft.born,
        draft.teaching_since,
        draft.teaching_spread.filter(|_| draft.teaching_since.is_some()),
    ))
}

impl People<'_> {
    /// Everybody, by what a row may be recognised.
    pub(super) fn known_keys(&self) -> Result<Vec<KnownKeys>> {
        let read = |row: &Row<'_>| Ok(KnownKeys { key: row.get(0)?, snils: row.get(1)?, born: row.get(2)? });
        Ok(self.0.all("SELECT key, snils, born FROM people", [], read)?)
    }

    /// The person with an id.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Person> {
        let found = self.0.first(&format!("{SELECT} WHERE id = ?1"), [id], read)?;
        found.ok_or_else(|| Failure::refused(format!("нет человека с номером {id}")).into())
    }

    /// Enters a person; returns the id.
    ///
    /// # Errors
    /// A rule of the schema: the СНИЛС is taken.
    pub fn add(&self, draft: &PersonDraft) -> Result<i64> {
        let Some(full) = &draft.name else { refuse!("ФИО не указаны") };
        if name::erased(full).is_some() {
            refuse!("{full}: такого удалённого лица здесь нет, а нового человека так не зовут");
        }
        check_life(draft.born, None, draft.teaching_since)?;
        Ok(enter(&mut *self.0.connection.prepare_cached(&self.0.numbered(ENTER)?)?, draft, &name::key(full))?)
    }

    /// When a person's data were destroyed, if they were.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn erased_on(&self, person: i64) -> Result<Option<Day>> {
        Ok(self.0.first("SELECT dated FROM erasures WHERE person_id = ?1", [person], |row| row.get(0))?)
    }

    /// Refuses to give an erased person a name again.
    ///
    /// # Errors
    /// The data were destroyed.
    pub(super) fn check_not_erased(&self, person: &Person) -> Result<()> {
        if let Some(dated) = self.erased_on(person.id)? {
            refuse!("персональные данные человека № {} удалены {dated}: записать их снова нельзя", person.id);
        }
        Ok(())
    }

    /// Changes what a draft says otherwise; returns the changes.
    ///
    /// A name that the person once bore changes nothing: an old file doesn't undo a new surname. A start of work changes what
    /// is stored only if it is known better than before: a date than a tenure, a tenure in months than one in years.
    ///
    /// # Errors
    /// A tenure that contradicts the stored date; a rule of the schema.
    pub fn amend(&self, person: &Person, draft: &PersonDraft) -> Result<Vec<Change>> {
        let mut patch = Patch::new("people", person.id);
        patch.set(&person::SNILS, person.snils.as_ref(), draft.snils.as_ref())?;
        let full = match &draft.name {
            Some(full) if name::key(full) != name::key(&person.name) && self.once_had_name(person.id, full)? => None,
            full => full.as_ref(),
        };
        patch.set(&person::NAME, Some(&person.name), full)?;
        patch.set(&person::SEX, person.sex.as_ref(), draft.sex.as_ref())?;
        patch.set(&person::BORN, person.born.as_ref(), draft.born.as_ref())?;
        let stored = person.start();
        if let Some(start) = retold(stored, draft.start())? {
            patch.silently("teaching_since", &start.latest)?;
            patch.silently("teaching_spread", &Some(start.spread).filter(|months| *months > 0))?;
            let old = stored.map(|start| start.to_string()).unwrap_or_default();
            patch.note(&person::TEACHING_SINCE, old, start.to_string());
        }
        if patch.touches("born") || patch.touches("teaching_since") {
            let hired = "SELECT min(hired) FROM employments WHERE person_id = ?1";
            let hired = self.0.first(hired, [person.id], |row| row.get(0))?.flatten();
            check_life(draft.born.or(person.born), hired, draft.start().or(stored).map(|start| start.latest))?;
        }
        if ["name", "snils", "sex"].iter().any(|column| patch.touches(column)) {
            self.check_not_erased(person)?;
        }
        patch.apply(self.0)
    }
}

/// Refuses days that can't be of one life.
///
/// # Errors
/// Work begins before the birth or before fourteen.
pub(super) fn check_life(born: Option<Day>, hired: Option<Day>, teaching_since: Option<Day>) -> Result<()> {
    match life::flaw(born, hired, teaching_since) {
        Some(why) => Err(Failure::refused(why).into()),
        None => Ok(()),
    }
}

/// The start of work that replaces the stored one when it is told once more; `None`: nothing new is told.
///
/// A date replaces another date and any tenure. A tenure says nothing beside a date or a tenure that it agrees with, unless it
/// is the more exact one; it replaces a tenure with which it doesn't agree, for a file of another year may know better.
///
/// # Errors
/// A tenure by which the stored date isn't possible: one of the two is wrong, and only a person knows which.
fn retold(stored: Option<Start>, told: Option<Start>) -> Result<Option<Start>> {
    let (Some(was), Some(now)) = (stored, told) else { return Ok(told) };
    match (was.is_exact(), now.is_exact()) {
        (_, true) => Ok(told.filter(|now| *now != was)),
        (false, false) => Ok(told.filter(|now| !now.agrees(was) || now.spread < was.spread)),
        (true, false) if now.agrees(was) => Ok(None),
        (true, false) => {
            let message = format!(
                "стаж (начало педагогической деятельности с {} по {}) расходится с записанной датой начала {}",
                now.earliest(),
                now.latest,
                was.latest
            );
            Err(Failure::refused(message).ending(Advice::CorrectTenureOrDate).into())
        }
    }
}

#[cfg(test)]
mod tests;
