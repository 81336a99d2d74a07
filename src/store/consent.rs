//! Consents to the processing of personal data, and their withdrawal: 152-ФЗ, ст. 9.

use anyhow::Result;

use super::Store;
use crate::domain::Day;
use crate::refuse;

/// A consent on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonalConsent {
    /// The date of the consent.
    pub given: Day,
    /// The date of its withdrawal; `None`: it is in force.
    pub withdrawn: Option<Day>,
}

impl Store {
    /// A person's consents, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn consents(&self, person: i64) -> Result<Vec<PersonalConsent>> {
        let sql = "SELECT given, withdrawn FROM consents WHERE person_id = ?1 ORDER BY given, id";
        Ok(self.all(sql, [person], |row| Ok(PersonalConsent { given: row.get(0)?, withdrawn: row.get(1)? }))?)
    }

    /// Enters a consent.
    ///
    /// # Errors
    /// One is in force already, or it was withdrawn later than this one was given.
    pub fn consent(&self, person: i64, given: Day) -> Result<()> {
        if let Some(last) = self.consents(person)?.pop().and_then(|last| last.withdrawn).filter(|last| given < *last) {
            refuse!("прежнее согласие отозвано {last}: новое не может быть дано раньше, а указано {given}");
        }
        self.insert("INSERT INTO consents (person_id, given) VALUES (?1, ?2)", (person, given))?;
        Ok(())
    }

    /// Withdraws the consent that is in force.
    ///
    /// # Errors
    /// There is none, or it was given later.
    pub fn withdraw_consent(&self, person: i64, withdrawn: Day) -> Result<()> {
        let sql = "UPDATE consents SET withdrawn = ?2 WHERE person_id = ?1 AND withdrawn IS NULL";
        if self.execute(sql, (person, withdrawn))? == 0 {
            match self.consents(person)?.pop().and_then(|last| last.withdrawn) {
                Some(last) => refuse!("действующего согласия нет: оно отозвано {last}"),
                None => refuse!("отзывать нечего: согласие на обработку персональных данных не записано"),
            }
        }
        Ok(())
    }
}
