//! Consents to the processing of personal data, and their withdrawal: 152-ФЗ, ст. 9.

use anyhow::Result;

use super::{RowDraft, Store};
use crate::domain::Day;
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::person::{CONSENTS, GIVEN, PERSON};

/// A consent on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonalConsent {
    /// The date of the consent.
    pub given: Day,
    /// The date of its withdrawal; `None`: it is in force.
    pub withdrawn: Option<Day>,
}

/// The consents to the processing of personal data.
#[derive(Debug, Clone, Copy)]
pub struct Consents<'s>(&'s Store);

impl Store {
    /// Consents to the processing of personal data.
    pub fn consents(&self) -> Consents<'_> {
        Consents(self)
    }
}

impl Consents<'_> {
    /// A person's consents, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_person(&self, person: i64) -> Result<Vec<PersonalConsent>> {
        let sql = "SELECT given, withdrawn FROM consents WHERE person_id = ?1 ORDER BY given, id";
        Ok(self.0.all(sql, [person], |row| Ok(PersonalConsent { given: row.get(0)?, withdrawn: row.get(1)? }))?)
    }

    /// Enters a consent.
    ///
    /// # Errors
    /// One is in force already, or it was withdrawn later than this one was given.
    pub fn give(&self, person: i64, given: Day) -> Result<()> {
        match self.of_person(person)?.pop() {
            Some(PersonalConsent { given: last, withdrawn: None }) => {
                return Err(mistaken(format!("у этого человека уже есть действующее согласие, от {last}"), person));
            }
            Some(PersonalConsent { withdrawn: Some(last), .. }) if given < last => {
                let message =
                    format!("прежнее согласие отозвано {last}: новое не может быть дано раньше, а указано {given}");
                return Err(mistaken(message, person));
            }
            _ => {}
        }
        self.0.insert_row(&RowDraft::of(&CONSENTS).with(PERSON, Some(person)).with(GIVEN, Some(given)))?;
        Ok(())
    }

    /// Withdraws the consent that is in force.
    ///
    /// # Errors
    /// There is none, or it was given later.
    pub fn withdraw(&self, person: i64, withdrawn: Day) -> Result<()> {
        let last = self.of_person(person)?.pop().filter(|last| last.withdrawn.is_none());
        if let Some(last) = last.filter(|last| withdrawn < last.given) {
            let message =
                format!("согласие отозвано раньше, чем дано: дано {}, а указан отзыв {withdrawn}", last.given);
            return Err(mistaken(message, person));
        }
        let sql = "UPDATE consents SET withdrawn = ?2 WHERE person_id = ?1 AND withdrawn IS NULL";
        if self.0.execute(sql, (person, withdrawn))? == 0 {
            match self.of_person(person)?.pop().and_then(|last| last.withdrawn) {
                Some(last) => return Err(mistaken(format!("действующего согласия нет: оно отозвано {last}"), person)),
                None => refuse!("отзывать нечего: согласие на обработку персональных данных не записано"),
            }
        }
        Ok(())
    }
}

/// A refusal that a wrong date in the file may have caused: it is put right by undoing its entry.
fn mistaken(message: String, person: i64) -> anyhow::Error {
    Failure::refused(message).advise(Advice::UndoConsent(person)).into()
}
