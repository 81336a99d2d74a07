//! The people who may be the one that a row means: by СНИЛС, by personnel number, by name with birth date. Which of them it is,
//! if any, the rules of [`who`] say.

use anyhow::Result;

use super::People;
use super::person::{Person, PersonDraft, SELECT, read};
use super::who::{self, Led};
use crate::domain::personnel::significant;
use crate::domain::{Day, MentorCategory, name};
use crate::error::Failure;
use crate::register::person::PEOPLE;

/// How many namesakes a refused row names.
const TOLD_NAMESAKES: usize = 5;

/// Where somebody whom a register names may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonOrigin {
    /// The staff files: nobody new.
    Staff,
    /// An enterprise, a university: perhaps somebody new, perhaps one of the staff.
    Outside,
    /// A pupil or a student: perhaps somebody new, never a namesake among the staff.
    Pupil,
}

impl PersonOrigin {
    /// Where a mentor of a category comes from.
    pub fn of_mentor(category: MentorCategory) -> Self {
        match category {
            MentorCategory::Teacher => Self::Staff,
            MentorCategory::Enterprise => Self::Outside,
            MentorCategory::Student | MentorCategory::Pupil => Self::Pupil,
        }
    }
}

/// All writings of a personnel number, by what of it is significant: 1C fills up to ten digits.
const WRITINGS: &str = "SELECT ?2 AS number UNION ALL VALUES ('0' || ?2), ('00' || ?2), ('000' || ?2), ('0000' || ?2), \
                        ('00000' || ?2), ('000000' || ?2), ('0000000' || ?2), ('00000000' || ?2), ('000000000' || ?2)";

/// The people of a name (`?1`) who may be the one described: whoever has another СНИЛС isn't.
fn bearers(draft: &PersonDraft) -> String {
    match draft.snils {
        Some(_) => format!("{SELECT} INDEXED BY people_bare WHERE key = ?1 AND snils IS NULL"),
        None => format!("{SELECT} WHERE key = ?1"),
    }
}

impl People<'_> {
    /// The person that a file's row means, if known. Every key present is tried: СНИЛС, personnel number in an
    /// organisation (only one in use at some time of the work from `during.0` to `during.1`), name with birth date. Beside it
    /// somebody whom a СНИЛС alone tells from the one described.
    ///
    /// # Errors
    /// Keys lead to different people, or a personnel number stands under another name with no СНИЛС to tell them one.
    pub(super) fn known_by_keys(
        &self,
        draft: &PersonDraft,
        personnel: Option<(i64, &str)>,
        during: (Option<Day>, Option<Day>),
    ) -> Result<(Option<Person>, Option<i64>)> {
        let by_snils = match &draft.snils {
            Some(snils) => self.0.first(&format!("{SELECT} WHERE snils = ?1"), [snils], read)?,
            None => None,
        };
        let by_number = match personnel {
            Some((org, number)) => self.holders(org, number, during)?,
            None => Vec::new(),
        };
        let by_birth = match (&draft.name, draft.born) {
            (Some(full), Some(born)) => self.born_as(&name::key(full), born)?,
            _ => Vec::new(),
        };
        who::by_keys(draft, personnel.map(|(_, number)| number), Led { by_snils, by_number, by_birth })
    }

    /// Who had a personnel number of an organisation at some time of the work from `during.0` to `during.1`.
    fn holders(&self, org: i64, number: &str, during: (Option<Day>, Option<Day>)) -> Result<Vec<Person>> {
        // Each writing is asked for by itself: the index knows numbers as they are written.
        let sql = format!(
            "{SELECT} WHERE id IN (SELECT e.person_id FROM ({WRITINGS}) w CROSS JOIN employments e \
             ON e.org_id = ?1 AND e.number = w.number \
             WHERE (e.dismissed IS NULL OR ?3 IS NULL OR e.dismissed >= ?3) AND (?4 IS NULL OR e.hired <= ?4))"
        );
        Ok(self.0.all(&sql, (org, significant(number), during.0, during.1), read)?)
    }

    /// The person whom a draft means by its own keys: СНИЛС, name with birth date.
    ///
    /// # Errors
    /// They lead to different people.
    pub fn known(&self, draft: &PersonDraft) -> Result<Option<Person>> {
        Ok(self.known_by_keys(draft, None, (None, None))?.0)
    }

    /// People born on a day who bear a name; if there are none, who once bore it.
    fn born_as(&self, key: &str, born: Day) -> Result<Vec<Person>> {
        let mut same = self.0.all(&format!("{SELECT} WHERE key = ?1 AND born = ?2"), (key, born), read)?;
        if same.is_empty() {
            // The plus keeps the plan at the name: more people share a birthday.
            let sql = "WHERE id IN (SELECT person_id FROM former_names WHERE key = ?1) AND +born = ?2";
            same = self.0.all(&format!("{SELECT} {sql}"), (key, born), read)?;
        }
        Ok(same)
    }

    /// People whose name is exactly the same.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn named(&self, full_name: Option<&str>) -> Result<Vec<Person>> {
        let key = full_name.map(name::key).unwrap_or_default();
        Ok(self.0.all(&format!("{SELECT} WHERE key = ?1"), [key], read)?)
    }

    /// People of exactly this name whose work in an organisation began on a day, but for those whom a СНИЛС tells from the one
    /// described.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn named_here(&self, draft: &PersonDraft, org: i64, hired: Option<Day>) -> Result<Vec<Person>> {
        let key = draft.name.as_deref().map(name::key).unwrap_or_default();
        // By the name, and not by the work: all of a school may have begun on one day, but few of them bear one name.
        let sql = format!(
            "{} AND EXISTS (SELECT 1 FROM employments e WHERE e.person_id = people.id AND e.hired = ?3 AND +e.org_id = ?2)",
            bearers(draft)
        );
        Ok(self.0.all(&sql, (key, org, hired), read)?)
    }

    /// People whose name is the same and whom nothing tells from the one described.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn namesakes(&self, draft: &PersonDraft) -> Result<Vec<Person>> {
        let key = draft.name.as_deref().map(name::key).unwrap_or_default();
        let sql = bearers(draft);
        let mut found = match draft.born {
            Some(born) => {
                let sql = format!("{sql} AND born = ?2 UNION ALL {sql} AND born IS NULL");
                self.0.all(&sql, (key, born), read)?
            }
            None => self.0.all(&sql, [key], read)?,
        };
        found.retain(|person| person.may_be(draft));
        Ok(found)
    }

    /// The known person whom a row of a register means: by a key, else by exactly this name if only one bears it (in the
    /// organisation, if the row names one). `None` for somebody of another [`PersonOrigin`] who is new.
    ///
    /// # Errors
    /// Nobody is named, nobody is known by that name, or several are.
    pub fn recognise(&self, draft: &PersonDraft, org: Option<i64>, origin: PersonOrigin) -> Result<Option<Person>> {
        if let Some(known) = self.known(draft)? {
            return Ok(Some(known));
        }
        let Some(full) = &draft.name else {
            let failure = Failure::refused("нет человека с таким СНИЛС");
            let sought: Vec<_> = draft.snils.iter().map(|snils| [snils.as_str()]).collect();
            return Err(failure.absent(PEOPLE.table, &sought).into());
        };
        let same = self.namesakes(draft)?;
        let sql = match (origin, org) {
            (PersonOrigin::Pupil, _) => {
                "SELECT 1 WHERE ?2 IS ?2 AND NOT EXISTS (SELECT 1 FROM employments WHERE person_id = ?1) \
                 OR EXISTS (SELECT 1 FROM mentors WHERE person_id = ?1 AND category <> 'teacher')"
            }
            (PersonOrigin::Outside, _) => {
                "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM employments WHERE person_id = ?1 AND org_id IS NOT ?2) \
                 OR EXISTS (SELECT 1 FROM mentors WHERE person_id = ?1 AND category <> 'teacher')"
            }
            (PersonOrigin::Staff, Some(_)) => {
                "SELECT 1 FROM employments WHERE person_id = ?1 AND org_id = ?2 \
                 UNION ALL SELECT 1 FROM mentors WHERE person_id = ?1 AND org_id = ?2"
            }
            (PersonOrigin::Staff, None) => {
                "SELECT 1 FROM employments WHERE person_id = ?1 AND ?2 IS NULL \
                 UNION ALL SELECT 1 FROM mentors WHERE person_id = ?1"
            }
        };
        let mut fits = Vec::new();
        for person in &same {
            if self.0.first(sql, (person.id, org), |_| Ok(()))?.is_some() {
                fits.push(person.clone());
            }
        }
        if fits.is_empty() && (origin == PersonOrigin::Outside || origin == PersonOrigin::Staff && org.is_none()) {
            fits = same;
        }
        match fits.len() {
            1 => Ok(fits.pop()),
            0 if origin != PersonOrigin::Staff => Ok(None),
            0 => {
                let sought: Vec<_> = draft.snils.iter().chain([full]).map(|name| [name.as_str()]).collect();
                let mut failure = Failure::refused(match org {
                    Some(_) => format!("нет человека «{full}» среди сотрудников этой организации"),
                    None => format!("нет человека «{full}»"),
                });
                for near in self.0.people_named_alike(full)? {
                    failure = failure.hint(format!("есть {near}"));
                }
                Err(failure.hint("сначала загрузите файл сотрудников").absent(PEOPLE.table, &sought).into())
            }
            _ => {
                let message = format!("людей с именем «{full}» несколько: укажите СНИЛС или дату рождения");
                let mut failure = Failure::refused(message);
                for person in fits.iter().take(TOLD_NAMESAKES) {
                    let told = self.told_apart(person, &name::key(full))?;
                    failure = failure.hint(format!("есть № {}{told}", person.id));
                }
                Err(failure.into())
            }
        }
    }
}
