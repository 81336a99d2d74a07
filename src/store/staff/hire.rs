//! Who is taken on as what: a row of a school's file, or one typed by hand, becomes a person and an employment, or a change
//! to those that are known.

use anyhow::Result;

use super::transfer::{Heard, PutWork, Stage};
use super::{ChangeMode, EmploymentDraft, Person, PersonDraft, Staff, who};
use crate::domain::{Day, name};
use crate::error::{Advice, Failure};
use crate::register::employment;
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
    /// Whether the person is.
    pub is_new_person: bool,
    /// What changed in the person and in the employment.
    pub changes: Vec<Change>,
    /// Whether it is unknown if the post is pedagogical.
    pub unknown_post: bool,
    /// Somebody of the same name elsewhere whom nothing tells from the person entered.
    pub namesake: Option<i64>,
    /// Whether the stored employment got another personnel number.
    pub renumbered: bool,
    /// Somebody whom a СНИЛС alone tells from the person entered: name and birth date agree.
    pub double: Option<i64>,
    /// The birth date that was stored, and another one in its place: nothing of it may be kept.
    pub reborn: Option<(Day, Day)>,
    /// Whether the person has several main workplaces at once now, one of them by this row.
    pub several_main: bool,
}

impl Hire {
    /// Refuses another birth date than the stored one: it is a correction, and must be called so.
    ///
    /// # Errors
    /// The birth date is another.
    pub(super) fn check_birth(&self) -> Result<(), Failure> {
        let Some((was, now)) = self.reborn else { return Ok(()) };
        let message = format!("дата рождения записана другая: {was}, а в строке {now}");
        Err(Failure::refused(message).ending(Advice::CorrectCardOrRepeat))
    }
}

/// Who is told by hand to work somewhere does so beside whatever there is.
const BY_HAND: Heard<'static> = Heard { spoken: &|_| true, stage: Stage::OneJob };

fn told_by_hand(hire: Option<Hire>) -> Result<Hire> {
    let hire = hire.ok_or_else(|| Failure::refused("запись о работе ждёт других строк"))?;
    hire.check_birth()?;
    Ok(hire)
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
        told_by_hand(self.hire_where(person, draft, mode, BY_HAND)?)
    }

    /// Somebody known begins another job; `person` is what is told of them beside.
    ///
    /// # Errors
    /// As [`Staff::hire`].
    pub fn hire_again(&self, known: &Person, person: &PersonDraft, draft: &EmploymentDraft) -> Result<Hire> {
        let hire = self.hire_known(known, person, draft, ChangeMode::Unsaid, BY_HAND)?;
        told_by_hand(hire)
    }

    /// As [`Staff::hire`], of a row of a file, of which others have said something; `None` if it must wait for more of them, and
    /// then nothing of it may be kept.
    ///
    /// # Errors
    /// As [`Staff::hire`].
    pub(super) fn hire_where(
        &self,
        person: &PersonDraft,
        draft: &EmploymentDraft,
        mode: ChangeMode,
        heard: Heard<'_>,
    ) -> Result<Option<Hire>> {
        let personnel = draft.number.as_deref().map(|number| (draft.org_id, number));
        let hired = |known: &Person| self.hire_known(known, person, draft, mode, heard);
        let (known, double) = self.0.people().known_by_keys(person, personnel, (draft.hired, draft.dismissed))?;
        match known {
            Some(known) => hired(&known),
            None => match self.known_by_work(person, draft)? {
                (Some(known), _) => hired(&known),
                (None, namesake) => Ok(Some(Hire { double, ..self.hire_new(person, draft, namesake)? })),
            },
        }
    }

    /// Somebody new begins to work; `namesake` is somebody of the same name elsewhere.
    fn hire_new(&self, person: &PersonDraft, draft: &EmploymentDraft, namesake: Option<i64>) -> Result<Hire> {
        let id = self.0.people().add(person)?;
        Ok(Hire {
            person: id,
            employment: self.add_employment(id, draft)?,
            name: person.name.clone().unwrap_or_default(),
            new: true,
            is_new_person: true,
            changes: Vec::new(),
            unknown_post: self.is_unknown_post(draft)?,
            namesake,
            renumbered: false,
            double: None,
            reborn: None,
            several_main: false,
        })
    }

    /// A known person begins to work, or something is told of the work that is known.
    fn hire_known(
        &self,
        known: &Person,
        person: &PersonDraft,
        draft: &EmploymentDraft,
        mode: ChangeMode,
        heard: Heard<'_>,
    ) -> Result<Option<Hire>> {
        let reborn = known.born.zip(person.born).filter(|(was, now)| was != now && mode != ChangeMode::Correction);
        let mut changes = self.amend_person(known, person, mode)?;
        let (work, renumbered) = match self.put_employment(known.id, draft, mode, heard)? {
            PutWork::Put(work) => (work, false),
            PutWork::Renumbered(work) => (work, true),
            PutWork::Later => return Ok(None),
        };
        let is_told_main = work.is_new || work.changes.iter().any(|change| change.heading == employment::MAIN.heading);
        changes.extend(work.changes);
        Ok(Some(Hire {
            person: known.id,
            employment: work.id,
            name: known.name.clone(),
            new: work.is_new,
            is_new_person: false,
            changes,
            unknown_post: self.is_unknown_post(draft)?,
            namesake: None,
            renumbered,
            double: None,
            reborn,
            several_main: is_told_main && self.is_main_beside_others(known.id, work.id)?,
        }))
    }

    /// Whether an employment is a main one, and the person has others at the same time.
    fn is_main_beside_others(&self, person: i64, employment: i64) -> Result<bool> {
        let all = self.employments_of(person)?;
        let Some(this) = all.iter().find(|e| e.id == employment && e.main) else { return Ok(false) };
        Ok(all.iter().any(|other| other.id != this.id && other.main && other.days().meets(this.days())))
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
}
