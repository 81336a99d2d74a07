//! A known person's work: entered, corrected, or another from a day on.

use anyhow::Result;

use super::{Employment, EmploymentDraft, Staff, who};
use crate::domain::{Day, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::employment;
use crate::store::{Change, PutRow};

/// What a change to a known employment is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ChangeMode {
    /// Not said: a correction, but for a change of post, which is refused, as it may be either.
    #[default]
    Unsaid,
    /// A correction: the record was wrong.
    Correction,
    /// An event: it was so before, and is otherwise from this day on.
    Event(Day),
}

impl Employment {
    /// Whether a draft tells of a change that can come to pass on a day: another post, subject or standing.
    fn becomes_another(&self, draft: &EmploymentDraft) -> bool {
        self.has_another_post(draft)
            || draft.subject.is_some() && draft.subject != self.subject
            || draft.main.is_some_and(|main| main != self.main)
            || draft.declared.is_some() && draft.declared != self.declared
    }
}

impl Staff<'_> {
    /// Enters an employment, or changes the stored one that is meant; returns what it came to, and of a new one its
    /// [`twin`](who::twin).
    ///
    /// # Errors
    /// A changed post of which nothing is said: a correction and an event look alike, and only a person knows which it is;
    /// an event before the employment began; a rule of the schema.
    pub(super) fn put_employment(
        &self,
        person: i64,
        draft: &EmploymentDraft,
        mode: ChangeMode,
        spoken: &dyn Fn(i64) -> bool,
    ) -> Result<(PutRow, Option<i64>)> {
        let mut of_org = self.employments_of(person)?;
        of_org.retain(|e| e.org_id == draft.org_id);
        match who::meant(&of_org, draft) {
            None => match (who::twin(&of_org, draft), mode) {
                (Some(twin), ChangeMode::Event(from)) if twin.has_another_post(draft) && !spoken(twin.id) => {
                    Ok((self.go_over(twin, draft, from)?, None))
                }
                (Some(twin), ChangeMode::Correction | ChangeMode::Event(_)) if !spoken(twin.id) => {
                    Ok((self.correct(twin, draft)?, None))
                }
                (twin, _) => {
                    let id = self.add_employment(person, draft)?;
                    Ok((PutRow { id, is_new: true, changes: Vec::new() }, twin.map(|twin| twin.id)))
                }
            },
            Some((stored, dated)) => {
                let mut draft = draft.clone();
                draft.hired = draft.hired.filter(|_| dated);
                match mode {
                    ChangeMode::Unsaid => {
                        if let Some(post) = draft.post.as_deref().filter(|p| name::key(p) != name::key(&stored.post)) {
                            let message = format!("должность была «{}», а стала «{post}»", stored.post);
                            return Err(Failure::refused(message).ending(Advice::SayTransferOrCorrection).into());
                        }
                    }
                    ChangeMode::Event(from) if stored.becomes_another(&draft) => {
                        return Ok((self.go_over(stored, &draft, from)?, None));
                    }
                    ChangeMode::Correction | ChangeMode::Event(_) => {}
                }
                Ok((self.correct(stored, &draft)?, None))
            }
        }
    }

    fn correct(&self, stored: &Employment, draft: &EmploymentDraft) -> Result<PutRow> {
        Ok(PutRow { id: stored.id, is_new: false, changes: self.amend_employment(stored, draft)? })
    }

    /// From a day on an employment is another: the stored period ends the day before, a new one begins.
    fn go_over(&self, stored: &Employment, draft: &EmploymentDraft, from: Day) -> Result<PutRow> {
        if from <= stored.hired {
            let message = format!("изменение с {from} не позже начала записи о работе ({})", stored.hired);
            return Err(Failure::refused(message).ending(Advice::SayCorrection).into());
        }
        if let Some(last) = stored.dismissed.filter(|last| *last < from) {
            refuse!("изменение с {from}, а работа закончена {last}");
        }
        let told = EmploymentDraft { hired: None, dismissed: None, ..draft.clone() };
        let new = EmploymentDraft {
            org_id: stored.org_id,
            number: told.number.clone().or_else(|| stored.number.clone()),
            post: told.post.clone().or_else(|| Some(stored.post.clone())),
            subject: told.subject.clone().or_else(|| stored.subject.clone()),
            hired: Some(from),
            dismissed: draft.dismissed.or(stored.dismissed),
            main: told.main.or(Some(stored.main)),
            declared: told.declared.or(stored.declared.filter(|_| !stored.has_another_post(draft))),
        };
        self.dismiss(stored.id, from.previous())?;
        let id = self.add_employment(stored.person_id, &new)?;
        let mut changes = Vec::new();
        let mut note = |heading, old: String, new: Option<String>| {
            changes.extend(new.filter(|new| *new != old).map(|new| Change {
                heading,
                old,
                new: format!("{new} (с {from})"),
            }));
        };
        let shown = |flag: bool| (if flag { "да" } else { "нет" }).to_owned();
        note(employment::POST.heading, stored.post.clone(), told.post.filter(|_| stored.has_another_post(draft)));
        note(employment::SUBJECT.heading, stored.subject.clone().unwrap_or_default(), told.subject);
        note(employment::MAIN.heading, shown(stored.main), told.main.map(shown));
        let declared = stored.declared.map(shown).unwrap_or_default();
        note(employment::PEDAGOGICAL.heading, declared, told.declared.map(shown));
        Ok(PutRow { id, is_new: false, changes })
    }
}
