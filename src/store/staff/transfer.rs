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

/// How far the rows of a file are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// More rows may come.
    Beginning,
    /// All have come: those that have the post and the first day of a stored employment are heard first.
    SameWork,
    /// The rest, one a person and organisation.
    OneJob,
    /// The rest, several of which are about one person and organisation: they are so many jobs.
    TwoJobs,
}

/// What other rows have said.
#[derive(Clone, Copy)]
pub(super) struct Heard<'h> {
    /// Of which employments they speak.
    pub spoken: &'h dyn Fn(i64) -> bool,
    /// How far they are heard.
    pub stage: Stage,
}

/// What became of a row's work.
pub(super) enum PutWork {
    /// It is entered, or what is stored is changed.
    Put(PutRow),
    /// What is stored got another personnel number.
    Renumbered(PutRow),
    /// Nothing yet: it must wait for the other rows.
    Later,
}

/// Work that may be what is stored, but has another post or first day, and the file says no more.
fn another_job(stored: &[&Employment]) -> anyhow::Error {
    let jobs = stored.iter().map(|e| format!("{} с {}", e.post, e.hired)).collect::<Vec<_>>().join("; ");
    Failure::refused(format!("уже работает в этой организации: {jobs}, а в файле этого нет"))
        .advise(Advice::SayTransferOrMistake)
        .advise(Advice::Plain("если это вторая работа, добавьте в файл строку о первой или табельные номера"))
        .into()
}

impl Staff<'_> {
    /// Enters an employment, or changes the stored one that is meant. A row whose key isn't known waits until all rows have
    /// spoken, as long as it may mean an open employment of which none has ([`who::candidates`]).
    ///
    /// # Errors
    /// A changed post of which nothing is said: a correction and an event look alike, and only a person knows which it is; work
    /// that may be the stored one, but has another post or first day; an event before the employment began; a rule of the schema.
    pub(super) fn put_employment(
        &self,
        person: i64,
        draft: &EmploymentDraft,
        mode: ChangeMode,
        heard: Heard<'_>,
    ) -> Result<PutWork> {
        let mut all = self.employments_of(person)?;
        let of_org: Vec<_> = all.extract_if(.., |e| e.org_id == draft.org_id).collect();
        let Some((stored, dated)) = who::meant(&of_org, draft) else {
            return self.put_unknown(person, &of_org, draft, mode, heard);
        };
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
                return Ok(PutWork::Put(self.go_over(stored, &draft, from)?));
            }
            ChangeMode::Correction | ChangeMode::Event(_) => {}
        }
        Ok(PutWork::Put(self.correct(stored, &draft)?))
    }

    /// As [`Staff::put_employment`], where no stored employment has the key.
    fn put_unknown(
        &self,
        person: i64,
        of_org: &[Employment],
        draft: &EmploymentDraft,
        mode: ChangeMode,
        heard: Heard<'_>,
    ) -> Result<PutWork> {
        let candidates = who::candidates(of_org, draft, heard.spoken);
        let same = candidates.iter().find(|stored| who::is_same_work(stored, draft));
        match (heard.stage, same, candidates.as_slice(), mode) {
            (_, None, [], _) | (Stage::TwoJobs, None, ..) => {
                let id = self.add_employment(person, draft)?;
                Ok(PutWork::Put(PutRow { id, is_new: true, changes: Vec::new() }))
            }
            (Stage::Beginning, ..) | (Stage::SameWork, None, ..) => Ok(PutWork::Later),
            (_, Some(same), ..) => Ok(PutWork::Renumbered(self.correct(same, draft)?)),
            (_, None, [one], ChangeMode::Event(from)) if one.has_another_post(draft) => {
                Ok(PutWork::Put(self.go_over(one, draft, from)?))
            }
            (_, None, [one], ChangeMode::Correction | ChangeMode::Event(_)) => {
                Ok(PutWork::Put(self.correct(one, draft)?))
            }
            (_, None, many, _) => Err(another_job(many)),
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
