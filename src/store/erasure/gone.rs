//! Somebody who is no more in the registers, as the entry was taken back or the record merged: the journal still has the name.

use anyhow::Result;

use super::{Erased, Erasures, erased};
use crate::domain::{name, number};
use crate::error::Failure;
use crate::store::staff::{Person, read_person};

/// People who were removed, the last time each; a row that was forgotten says nothing.
const SELECT: &str = "SELECT row_id AS id, old ->> 'snils' AS snils, old ->> 'name' AS name, old ->> 'sex' AS sex, \
                      old ->> 'born' AS born, old ->> 'teaching_since' AS teaching_since, \
                      old ->> 'teaching_spread' AS teaching_spread FROM changes \
                      WHERE relation = 'people' AND field IS NULL AND old ->> 'name' IS NOT NULL";

impl Erasures<'_> {
    /// The person of whom the journal alone still knows: by the number, the СНИЛС or the whole name.
    ///
    /// # Errors
    /// Several had the name: the message lists them. The file can't be read.
    pub fn gone(&self, text: &str) -> Result<Option<Person>> {
        let text = name::tidy(text);
        let gone = format!("{SELECT} AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = row_id)");
        let mut found: Vec<Person> = match (number::snils(&text), text.parse::<i64>()) {
            (Ok(snils), _) => {
                self.0.all(&format!("{gone} AND old ->> 'snils' = ?1 ORDER BY id DESC"), [snils], read_person)?
            }
            (_, Ok(id)) => self.0.all(&format!("{gone} AND row_id = ?1 ORDER BY id DESC"), [id], read_person)?,
            // In a file of the old days the number may be somebody else's since.
            _ => self.0.all(
                &format!("{SELECT} AND old ->> 'key' = ?1 ORDER BY id DESC"),
                [name::key(&text)],
                read_person,
            )?,
        };
        found.sort_by_key(|person| person.id);
        found.dedup_by_key(|person| person.id);
        if found.len() < 2 {
            return Ok(found.pop());
        }
        let mut failure =
            Failure::refused(format!("под именем «{text}» в журнале несколько человек, которых в базе уже нет"));
        for person in found {
            let born = person.born.map(|day| format!(", {} г. р.", day.year())).unwrap_or_default();
            failure = failure.hint(format!("{:>5}  {}{born}", person.id, person.name));
        }
        Err(failure.hint("укажите номер из этого списка").into())
    }

    /// Forgets somebody of whom the journal alone still knows, and whatever other text mentions the person.
    ///
    /// # Errors
    /// The file can't be used.
    pub fn forget_gone(&self, person: &Person, is_everywhere: bool) -> Result<Erased> {
        let mentions = self.mentions_of(person)?.everywhere(is_everywhere);
        let mut erased = self.hide_in_rows(&mentions)?;
        if self.0.people().get(person.id).is_err() {
            self.0.history().redact_rows_of(person.id)?;
        }
        self.0.history().hide_in_entries(&mentions, &mut erased)?;
        self.0.journal()?.anyway.set(true);
        erased.left = erased::once(erased.left);
        Ok(erased)
    }
}
