//! Who is taken on as what: a row of a school's file, or one typed by hand, becomes a person and an employment, or a change
//! to those that are known.

use anyhow::Result;

use super::{Employment, EmploymentDraft, Person, PersonDraft, Staff, who};
use crate::domain::{Day, name};
use crate::refuse;
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
        let by_keys = self.0.people().known_by_keys(person, personnel, (draft.hired, draft.dismissed))?;
        let (known, namesake) = match by_keys {
            Some(known) => (Some(known), None),
            None => self.known_by_work(person, draft)?,
        };
        let (mut beside, mut shorter) = (None, None);
        let (id, employment, new, changes) = match &known {
            Some(known) => {
                if let Some(full) = person
                    .name
                    .as_deref()
                    .filter(|full| mode != ChangeMode::Correction && known.has_another_given_name(full))
                {
                    refuse!(
                        "СНИЛС или другой ключ принадлежит человеку {}, а в строке {full}: фамилию меняют, имя — нет; \
                         если прежняя запись ошибочна, исправьте её (org staff edit) или повторите с параметром --correct",
                        known.name
                    );
                }
                // A file that writes е for ё, or all in capitals, doesn't rename anybody.
                let told = person.name.clone().filter(|full| name::key(full) != name::key(&known.name));
                let mut changes = match (mode, &told) {
                    // In a file of events a new surname is one of them.
                    (ChangeMode::Event(from), Some(full)) if !self.0.people().once_had_name(known.id, full)? => {
                        let changes = self.0.people().rename(known, full, from)?;
                        [changes, self.0.people().amend(known, &PersonDraft { name: None, ..person.clone() })?].concat()
                    }
                    _ => self.0.people().amend(known, &PersonDraft { name: told, ..person.clone() })?,
                };
                let (employment, new, of_work, twin) = self.put_employment(known.id, draft, mode, spoken)?;
                beside = twin;
                changes.extend(of_work);
                (known.id, employment, new, changes)
            }
            None => {
                shorter = self.shorter_name(person)?;
                let id = self.0.people().add(person)?;
                let employment = self.add_employment(id, draft)?;
                (id, employment, true, Vec::new())
            }
        };
        let unknown_post = match (&draft.post, draft.declared) {
            (Some(post), None) => self.0.posts().known_or_new(post)?.1.is_none(),
            _ => false,
        };
        let name = known.as_ref().map(|p| p.name.clone()).or_else(|| person.name.clone()).unwrap_or_default();
        let namesake = namesake.filter(|_| known.is_none());
        Ok(Hire { person: id, employment, name, new, changes, unknown_post, namesake, beside, shorter })
    }

    /// Whom a row without a telling key means, and a namesake elsewhere ([`who::by_work`]).
    fn known_by_work(&self, person: &PersonDraft, draft: &EmploymentDraft) -> Result<(Option<Person>, Option<i64>)> {
        // Thousands may bear one name: only those are asked who may be the person or began here on the same day.
        let mut others = self.0.people().namesakes(person)?;
        for other in self.0.people().named_here(person.name.as_deref(), draft.org_id, draft.hired)? {
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
        let same = self.0.all("SELECT id, key FROM people WHERE born = ?1", [born], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
        let is_short = |a: &str, b: &str| words(a) == 2 && words(b) > 2 && b.starts_with(&format!("{a} "));
        Ok(same.into_iter().find(|(_, other)| is_short(&key, other) || is_short(other, &key)).map(|(id, _)| id))
    }

    /// Enters an employment, or changes the stored one that is meant; returns its id, whether it is new, the changes, and of a
    /// new one its [`twin`](who::twin).
    ///
    /// # Errors
    /// A changed post of which nothing is said: a correction and an event look alike, and only a person knows which it is;
    /// an event before the employment began; a rule of the schema.
    fn put_employment(
        &self,
        person: i64,
        draft: &EmploymentDraft,
        mode: ChangeMode,
        spoken: &dyn Fn(i64) -> bool,
    ) -> Result<(i64, bool, Vec<Change>, Option<i64>)> {
        let mut of_org = self.employments_of(person)?;
        of_org.retain(|e| e.org_id == draft.org_id);
        match who::meant(&of_org, draft) {
            None => match (who::twin(&of_org, draft), mode) {
                (Some(twin), ChangeMode::Event(from)) if twin.has_another_post(draft) && !spoken(twin.id) => {
                    let (id, changes) = self.go_over(twin, draft, from)?;
                    Ok((id, false, changes, None))
                }
                (Some(twin), ChangeMode::Correction | ChangeMode::Event(_)) if !spoken(twin.id) => {
                    Ok((twin.id, false, self.amend_employment(twin, draft)?, None))
                }
                (twin, _) => Ok((self.add_employment(person, draft)?, true, Vec::new(), twin.map(|twin| twin.id))),
            },
            Some((stored, dated)) => {
                let mut draft = draft.clone();
                draft.hired = draft.hired.filter(|_| dated);
                match mode {
                    ChangeMode::Unsaid => {
                        if let Some(post) = draft.post.as_deref().filter(|p| name::key(p) != name::key(&stored.post)) {
                            refuse!(
                                "должность была «{}», а стала «{post}»: если человек переведён, повторите с параметром \
                                 --effective ДАТА, если прежняя запись ошибочна — с параметром --correct",
                                stored.post
                            );
                        }
                    }
                    ChangeMode::Event(from) if stored.becomes_another(&draft) => {
                        let (id, changes) = self.go_over(stored, &draft, from)?;
                        return Ok((id, false, changes, None));
                    }
                    ChangeMode::Correction | ChangeMode::Event(_) => {}
                }
                Ok((stored.id, false, self.amend_employment(stored, &draft)?, None))
            }
        }
    }

    /// From a day on an employment is another: the stored period ends the day before, a new one begins.
    fn go_over(&self, stored: &Employment, draft: &EmploymentDraft, from: Day) -> Result<(i64, Vec<Change>)> {
        if from <= stored.hired {
            refuse!(
                "изменение с {from} не позже начала записи о работе ({}): это исправление (параметр --correct)",
                stored.hired
            );
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
        note("Должность", stored.post.clone(), told.post.filter(|_| stored.has_another_post(draft)));
        note("Предмет", stored.subject.clone().unwrap_or_default(), told.subject);
        note("Основное место работы", shown(stored.main), told.main.map(shown));
        let declared = stored.declared.map(shown).unwrap_or_default();
        note("Педагогический работник", declared, told.declared.map(shown));
        Ok((id, changes))
    }
}
