//! Who is taken on as what: a row of a school's file, or one typed by hand, becomes a person and an employment, or a change
//! to those that are known.

use anyhow::Result;

use super::{ChangeMode, EmploymentDraft, Person, PersonDraft, Staff, who};
use crate::domain::name;
use crate::error::{Advice, Failure};
use crate::store::Change;

/// What a row of staff came to.
#[derive(Debug)]
pub struct Hire {
    /// The person's id.
    pub person: i64,
    /// The employment's id.
    pub employment: i64,
    /// The person's name as it was stored before; of a new one, as told.
    pub name: String,
    /// Whether the employment is new.
    pub new: bool,
    /// What changed in the person and in the employment.
    pub changes: Vec<Change>,
    /// Whether it is unknown if the post is pedagogical.
    pub unknown_post: bool,
    /// Somebody of the same name elsewhere whom nothing tells from the person entered.
    pub namesake: Option<i64>,
    /// An open employment there beside which the new one stands, and which it may have become.
    pub beside: Option<i64>,
    /// Somebody born on the same day whose name is the same but for a patronymic that one of the two lacks.
    pub shorter: Option<i64>,
}

impl Staff<'_> {
    /// Enters or changes a person together with an employment: a row of a school's file, or one typed by hand.
    ///
    /// Where no key leads to a person, the same name in the same organisation with the same post and «Дата приёма» is the
    /// same employment; any other person of that name there makes the row ambiguous.
    ///
    /// # Errors
    /// Keys of different people, an ambiguous namesake, a changed post of which nothing is said, a rule of the schema.
    pub fn hire(&self, person: &PersonDraft, draft: &EmploymentDraft, mode: ChangeMode) -> Result<Hire> {
        self.hire_where(person, draft, mode, &|_| false)
    }

    /// As [`Staff::hire`]; `spoken` says of which employments the file speaks in other rows: none of those has become the one of
    /// this row.
    ///
    /// # Errors
    /// As [`Staff::hire`].
    pub(super) fn hire_where(
        &self,
        person: &PersonDraft,
        draft: &EmploymentDraft,
        mode: ChangeMode,
        spoken: &dyn Fn(i64) -> bool,
    ) -> Result<Hire> {
        let personnel = draft.number.as_deref().map(|number| (draft.org_id, number));
        let hired = |known: &Person| self.hire_known(known, person, draft, mode, spoken);
        match self.0.people().known_by_keys(person, personnel, (draft.hired, draft.dismissed))? {
            Some(known) => hired(&known),
            None => match self.known_by_work(person, draft)? {
                (Some(known), _) => hired(&known),
                (None, namesake) => self.hire_new(person, draft, namesake),
            },
        }
    }

    /// Somebody new begins to work; `namesake` is somebody of the same name elsewhere.
    fn hire_new(&self, person: &PersonDraft, draft: &EmploymentDraft, namesake: Option<i64>) -> Result<Hire> {
        let shorter = self.shorter_name(person)?;
        let id = self.0.people().add(person)?;
        Ok(Hire {
            person: id,
            employment: self.add_employment(id, draft)?,
            name: person.name.clone().unwrap_or_default(),
            new: true,
            changes: Vec::new(),
            unknown_post: self.is_unknown_post(draft)?,
            namesake,
            beside: None,
            shorter,
        })
    }

    /// A known person begins to work, or something is told of the work that is known.
    fn hire_known(
        &self,
        known: &Person,
        person: &PersonDraft,
        draft: &EmploymentDraft,
        mode: ChangeMode,
        spoken: &dyn Fn(i64) -> bool,
    ) -> Result<Hire> {
        let mut changes = self.amend_person(known, person, mode)?;
        let (work, beside) = self.put_employment(known.id, draft, mode, spoken)?;
        changes.extend(work.changes);
        Ok(Hire {
            person: known.id,
            employment: work.id,
            name: known.name.clone(),
            new: work.is_new,
            changes,
            unknown_post: self.is_unknown_post(draft)?,
            namesake: None,
            beside,
            shorter: None,
        })
    }

    /// Changes what a row says otherwise of a known person.
    ///
    /// # Errors
    /// Another given name, unless the row corrects; what [`People::amend`](super::People::amend) refuses.
    fn amend_person(&self, known: &Person, person: &PersonDraft, mode: ChangeMode) -> Result<Vec<Change>> {
        let people = self.0.people();
        let another = |full: &&str| mode != ChangeMode::Correction && known.has_another_given_name(full);
        if let Some(full) = person.name.as_deref().filter(another) {
            let message = format!(
                "СНИЛС или другой ключ принадлежит человеку {}, а в строке {full}: фамилию меняют, имя — нет",
                known.name
            );
            return Err(Failure::refused(message).ending(Advice::CorrectCardOrRepeat).into());
        }
        // A file that writes е for ё, or all in capitals, doesn't rename anybody.
        let told = person.name.clone().filter(|full| name::key(full) != name::key(&known.name));
        match (mode, &told) {
            // In a file of events a new surname is one of them.
            (ChangeMode::Event(from), Some(full)) if !people.once_had_name(known.id, full)? => {
                let changes = people.rename(known, full, from)?;
                Ok([changes, people.amend(known, &PersonDraft { name: None, ..person.clone() })?].concat())
            }
            _ => people.amend(known, &PersonDraft { name: told, ..person.clone() }),
        }
    }

    /// Whether it is unknown if the post that a row names is pedagogical.
    fn is_unknown_post(&self, draft: &EmploymentDraft) -> Result<bool> {
        match (&draft.post, draft.declared) {
            (Some(post), None) => Ok(self.0.posts().known_or_new(post)?.1.is_none()),
            _ => Ok(false),
        }
    }

    /// Whom a row without a telling key means, and a namesake elsewhere ([`who::by_work`]).
    fn known_by_work(&self, person: &PersonDraft, draft: &EmploymentDraft) -> Result<(Option<Person>, Option<i64>)> {
        // Thousands may bear one name: only those are asked who may be the person or began here on the same day.
        let mut others = self.0.people().namesakes(person)?;
        for other in self.0.people().named_here(person, draft.org_id, draft.hired)? {
            if others.iter().all(|known| known.id != other.id) {
                others.push(other);
            }
        }
        let with_work = others.into_iter().map(|other| {
            let mut here = self.employments_of(other.id)?;
            here.retain(|e| e.org_id == draft.org_id);
            Ok((other, here))
        });
        who::by_work(person, draft, with_work)
    }

    /// Somebody who may be the person described, but for a patronymic that one of the two lacks.
    fn shorter_name(&self, person: &PersonDraft) -> Result<Option<i64>> {
        let (Some(full), Some(born)) = (&person.name, person.born) else { return Ok(None) };
        let key = name::key(full);
        let words = |key: &str| key.split(' ').count();
        let same = self.0.all("SELECT id, key FROM people WHERE born = ?1 LIMIT 64", [born], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let is_short = |a: &str, b: &str| words(a) == 2 && words(b) > 2 && b.starts_with(&format!("{a} "));
        Ok(same.into_iter().find(|(_, other)| is_short(&key, other) || is_short(other, &key)).map(|(id, _)| id))
    }
}
