//! Former surnames: a person who marries stays the same person, and is found by the old papers too.

use std::collections::HashMap;
use std::rc::Rc;

use anyhow::Result;
use rusqlite::Row;

use super::{People, Person};
use crate::domain::{Day, Who, name};
use crate::refuse;
use crate::register::person;
use crate::store::{Change, Patch};

/// A name with a surname that is no longer borne.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    /// Фамилия Имя Отчество.
    pub name: String,
    /// The last day.
    pub until: Day,
}

/// Joins `f`, the name that somebody `p` bore on a day (`?2`; NULL: today's) where the surname has changed since.
pub(in crate::store) const BORNE_ON_DAY: &str = "LEFT JOIN former_names f ON f.id = \
    (SELECT n.id FROM former_names n WHERE n.person_id = p.id AND n.until >= ?2 ORDER BY n.until LIMIT 1)";

/// The names that people bore on a day where they bear another one now: few, so that they are asked for once and not of each.
#[derive(Debug, Default)]
pub struct NamesOnDay(HashMap<i64, Rc<str>>);

impl NamesOnDay {
    /// Somebody with the name of that day.
    #[must_use]
    pub fn of(&self, who: Who) -> Who {
        let name = self.0.get(&who.id).cloned();
        Who { name: name.unwrap_or(who.name), ..who }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<FormerName> {
    Ok(FormerName { name: row.get("name")?, until: row.get("until")? })
}

impl People<'_> {
    /// A person's former names, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn former_names(&self, person: i64) -> Result<Vec<FormerName>> {
        Ok(self.0.all("SELECT name, until FROM former_names WHERE person_id = ?1 ORDER BY until", [person], read)?)
    }

    /// The names that people bore on a day where they bear another one now.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn names_on(&self, day: Day) -> Result<NamesOnDay> {
        // Of the rows of a group SQLite takes the other columns from that with the least `until`: the first to end from then on.
        let sql = "SELECT person_id, name, min(until) FROM former_names WHERE until >= ?1 GROUP BY person_id";
        let names = self.0.all(sql, [day], |row| Ok((row.get(0)?, row.get::<_, String>(1)?.into())))?;
        Ok(NamesOnDay(names.into_iter().collect()))
    }

    /// Whether a person once bore exactly this name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn once_had_name(&self, person: i64, full: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM former_names WHERE person_id = ?1 AND key = ?2";
        Ok(self.0.first(sql, (person, name::key(full)), |_| Ok(()))?.is_some())
    }

    /// Whether a name is or once was a person's.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn is_name_of(&self, person: &Person, full: &str) -> Result<bool> {
        Ok(name::key(&person.name) == name::key(full) || self.once_had_name(person.id, full)?)
    }

    /// A new surname from a day on: an event, not a correction. The old one is kept until the day before. The same name in
    /// another spelling changes nothing.
    ///
    /// # Errors
    /// Another given name, which would be another person; a day before the birth, or not after the former surname's last.
    pub fn rename(&self, person: &Person, name: &str, from: Day) -> Result<Vec<Change>> {
        if name::key(name) == name::key(&person.name) {
            return Ok(Vec::new());
        }
        self.check_not_erased(person)?;
        if person.has_another_given_name(name) {
            refuse!(
                "с даты меняют только фамилию, а имя — нет: было {}, указано {name}; ошибку прежней записи исправляют без даты",
                person.name
            );
        }
        if let Some(born) = person.born.filter(|born| from <= *born) {
            refuse!("фамилия не может смениться {from}: человек родился {born}");
        }
        let until = from.previous();
        if let Some(last) = self.former_names(person.id)?.pop().filter(|last| until <= last.until) {
            refuse!(
                "прежняя фамилия записана по {}: {}; следующая меняется позже, а указано {from}",
                last.until,
                last.name
            );
        }
        self.0.insert(
            "INSERT INTO former_names (person_id, name, key, until) VALUES (?1, ?2, ?3, ?4)",
            (person.id, &person.name, name::key(&person.name), until),
        )?;
        let mut patch = Patch::new("people", person.id);
        patch.set(&person::NAME, Some(&person.name), Some(&name.to_owned()))?;
        patch.note(&person::FORMER_NAME, "", format!("{} по {until}", person.name));
        patch.apply(self.0)
    }
}
