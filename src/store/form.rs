//! Forms of mentoring: seeded from the acts and extensible (nozhay-yurt 4.1: «и другие»).

use anyhow::Result;

use super::staff::PersonOrigin;
use super::{RowDraft, Store};
use crate::domain::name;
use crate::error::{Advice, Failure};
use crate::register::form::{self, FORMS};

/// A form of mentoring.
#[derive(Debug, Clone)]
pub struct Form {
    /// Stays the same for ever.
    pub id: i64,
    /// «педагог – педагог».
    pub title: String,
    /// Whether its mentor may be unknown to the staff files: an employer, a pupil, a student.
    pub mentor_outside: bool,
    /// Whether its mentee may be unknown to the staff files: a pupil, a student.
    pub mentee_outside: bool,
}

impl Form {
    /// Where its mentor may come from.
    pub fn mentor_origin(&self) -> PersonOrigin {
        match (self.mentor_outside, form::is_mentor_learner(&self.title)) {
            (false, _) => PersonOrigin::Staff,
            (true, true) => PersonOrigin::Pupil,
            (true, false) => PersonOrigin::Outside,
        }
    }

    /// Where its mentee may come from.
    pub fn mentee_origin(&self) -> PersonOrigin {
        if self.mentee_outside { PersonOrigin::Pupil } else { PersonOrigin::Staff }
    }
}

/// The forms of mentoring.
#[derive(Debug, Clone, Copy)]
pub struct Forms<'s>(&'s Store);

impl Store {
    /// Forms of mentoring.
    pub fn forms(&self) -> Forms<'_> {
        Forms(self)
    }
}

impl Forms<'_> {
    /// All forms: those of the acts first, then the district's own.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all(&self) -> Result<Vec<Form>> {
        let sql = "SELECT id, title, mentor_outside, mentee_outside FROM forms ORDER BY id";
        Ok(self.0.all(sql, [], |row| {
            Ok(Form {
                id: row.get("id")?,
                title: row.get("title")?,
                mentor_outside: row.get("mentor_outside")?,
                mentee_outside: row.get("mentee_outside")?,
            })
        })?)
    }

    /// The form of a wording.
    ///
    /// # Errors
    /// There is none: the message says which there are.
    pub fn find(&self, text: &str) -> Result<Form> {
        let sql = "SELECT form_id FROM form_wordings WHERE key = ?1";
        let id: Option<i64> = self.0.first(sql, [form::wording_key(text)], |row| row.get(0))?;
        let forms = self.all()?;
        let titles: Vec<_> = forms.iter().map(|form| form.title.clone()).collect();
        forms.into_iter().find(|form| Some(form.id) == id).ok_or_else(|| {
            Failure::refused(format!("формы наставничества «{text}» нет; есть: {}", titles.join("; ")))
                .advise(Advice::AddForm)
                .into()
        })
    }

    /// Enters a form of the district's own.
    ///
    /// # Errors
    /// There is such a form already.
    pub fn add(&self, title: &str, mentor_outside: bool, mentee_outside: bool) -> Result<()> {
        let row = RowDraft::of(&FORMS)
            .with(form::TITLE, Some(name::tidy(title)))
            .with(form::MENTOR_OUTSIDE, Some(mentor_outside))
            .with(form::MENTEE_OUTSIDE, Some(mentee_outside));
        let id = self.0.insert_row(&row)?;
        self.0.insert("INSERT INTO form_wordings (key, form_id) VALUES (?1, ?2)", (form::wording_key(title), id))?;
        Ok(())
    }
}
