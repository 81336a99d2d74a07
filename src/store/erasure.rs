//! The end of a person's data (152-ФЗ, ст. 21): the row stays, as shares of past days count it, and nothing in the file
//! says any more who it was.

mod again;
mod busy;
mod erased;
mod gone;
mod mention;

use anyhow::Result;
use serde_json::json;

use super::Store;
use super::staff::Person;
use crate::domain::{Day, name};
use crate::register::{self, Fate, Field};
use crate::store::journal::RowsAbout;

pub use again::EnteredAgain;
pub use busy::Participation;
pub use erased::{Erased, MentionLeft, Remedy};

/// That a person's data were destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// When.
    pub dated: Day,
    /// On what ground.
    pub basis: Option<String>,
}

/// What becomes of the data of people who are erased.
#[derive(Debug, Clone, Copy)]
pub struct Erasures<'s>(&'s Store);

impl Store {
    /// Erasures of people.
    pub fn erasures(&self) -> Erasures<'_> {
        Erasures(self)
    }
}

impl Erasures<'_> {
    /// Whether a person's data were destroyed, and when.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_person(&self, person: i64) -> Result<Option<Erasure>> {
        let sql = "SELECT dated, basis FROM erasures WHERE person_id = ?1";
        Ok(self.0.first(sql, [person], |row| Ok(Erasure { dated: row.get(0)?, basis: row.get(1)? }))?)
    }

    /// Destroys a person's data, in the rows and in the journal, and whatever other text mentions the person; everywhere:
    /// also what may mention somebody else. What shares are counted by stays: birth date, start of work, employments,
    /// pairs, programs, groups, scores.
    ///
    /// # Errors
    /// It was done already; a rule of the schema.
    pub fn erase(&self, person: &Person, day: Day, basis: Option<&str>, is_everywhere: bool) -> Result<Erased> {
        let id = person.id;
        let mentions = self.mentions_of(person)?.everywhere(is_everywhere);
        let basis = basis.map(|basis| mentions.hide(basis).text.unwrap_or_else(|| basis.to_owned()));
        self.0.insert("INSERT INTO erasures (person_id, dated, basis) VALUES (?1, ?2, ?3)", (id, day, basis))?;
        let renamed = self.rename_curator(id)?;
        self.forget_rows(id)?;
        let mut erased = self.hide_in_rows(&mentions)?;
        erased.hidden += renamed;
        // The journal comes last: what has just been changed stands in it too.
        self.0.history().redact_rows_of(id)?;
        self.0.history().hide_in_entries(&mentions, &mut erased)?;
        erased.left = erased::once(erased.left);
        Ok(erased)
    }

    /// A curator is known as an employee by the name, and goes out of office with the work: also under the name of an
    /// erased person. Where a namesake works, the name is his too and stays. How many appointments it were.
    fn rename_curator(&self, person: i64) -> Result<usize> {
        let sql = "UPDATE curators SET name = ?2 WHERE org_id IN (SELECT org_id FROM employments WHERE person_id = ?1) \
                   AND name IN (SELECT name FROM names_in_time WHERE person_id = ?1) \
                   AND NOT EXISTS (SELECT 1 FROM employments e JOIN names_in_time n ON n.person_id = e.person_id \
                                   WHERE e.org_id = curators.org_id AND e.person_id <> ?1 AND n.name = curators.name)";
        Ok(self.0.execute(sql, (person, name::erased_name(person)))?)
    }

    /// Takes out of the rows about a person what their register says.
    fn forget_rows(&self, person: i64) -> Result<()> {
        // What refers to others goes before them.
        for register in register::ALL.iter().rev().filter(|register| register.forgets_people()) {
            let RowsAbout { there, .. } = self.0.history().rows_about(register, person)?;
            let rows = json!(there).to_string();
            let table = register.table;
            if register.goes_with_person {
                self.0
                    .execute(&format!("DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?1))"), [rows])?;
                continue;
            }
            let emptied = register.fields.iter().filter(|field| field.fate == Fate::Emptied);
            let sets: Vec<_> = emptied.flat_map(Field::columns).map(|column| format!("{column} = NULL")).collect();
            if !sets.is_empty() {
                let sets = sets.join(", ");
                let sql = format!("UPDATE {table} SET {sets} WHERE id IN (SELECT value FROM json_each(?1))");
                self.0.execute(&sql, [rows])?;
            }
        }
        // What is `Fate::Replaced`.
        let name = name::erased_name(person);
        self.0.execute("UPDATE people SET name = ?2, key = ?3 WHERE id = ?1", (person, &name, name::key(&name)))?;
        self.clear_numbers(person)
    }

    /// Personnel numbers go. Where two jobs differ by nothing else, one gets a number that nobody ever had.
    fn clear_numbers(&self, person: i64) -> Result<()> {
        let sql = "SELECT id FROM employments WHERE person_id = ?1 AND number IS NOT NULL ORDER BY id";
        let numbered: Vec<i64> = self.0.all(sql, [person], |row| row.get(0))?;
        let sql = "UPDATE employments AS e SET number = CASE WHEN EXISTS \
                   (SELECT 1 FROM employments o WHERE o.person_id = e.person_id AND o.org_id = e.org_id \
                    AND o.post_id = e.post_id AND o.hired = e.hired AND o.number IS NULL) \
                   THEN 'удалён ' || e.id END WHERE id = ?1";
        for id in numbered {
            self.0.execute(sql, [id])?;
        }
        Ok(())
    }
}
