//! Employments: who works where, as what, from when to when.

use anyhow::Result;
use rusqlite::Row;

use super::person::PersonDraft;
use super::{Change, Patch, Store};
use crate::domain::{Day, OrgKind, Sex, name, overlap};
use crate::refuse;

/// An employment as it is stored.
#[derive(Debug, Clone)]
pub struct Employment {
    /// Stays the same for ever.
    pub id: i64,
    /// Whose.
    pub person_id: i64,
    /// Where.
    pub org_id: i64,
    /// The organisation's name.
    pub org: String,
    /// «Табельный номер».
    pub number: Option<String>,
    /// «Должность».
    pub post: String,
    /// «Предмет».
    pub subject: Option<String>,
    /// «Дата приёма».
    pub hired: Day,
    /// The last day.
    pub dismissed: Option<Day>,
    /// «Основное место работы».
    pub main: bool,
    /// «Педагогический работник» as a row says it; `None`: the nomenclature decides.
    pub declared: Option<bool>,
    /// Whether the post is pedagogical, by the row or by the nomenclature; `None`: unknown.
    pub pedagogical: Option<bool>,
}

/// What a command or a file says of an employment; absent fields change nothing.
#[derive(Debug, Clone, Default)]
pub struct EmploymentDraft {
    /// Where.
    pub org_id: i64,
    /// «Табельный номер».
    pub number: Option<String>,
    /// «Должность».
    pub post: Option<String>,
    /// «Предмет».
    pub subject: Option<String>,
    /// «Дата приёма».
    pub hired: Option<Day>,
    /// The last day.
    pub dismissed: Option<Day>,
    /// «Основное место работы»; absent in a new one means да.
    pub main: Option<bool>,
    /// «Педагогический работник».
    pub declared: Option<bool>,
}

const SELECT: &str = "SELECT s.id, s.person_id, s.org_id, o.name AS org, s.number, s.post, s.subject, s.hired, s.dismissed, \
                      s.main, e.pedagogical AS declared, s.pedagogical \
                      FROM staff s JOIN employments e ON e.id = s.id JOIN orgs o ON o.id = s.org_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Employment> {
    Ok(Employment {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        org_id: row.get("org_id")?,
        org: row.get("org")?,
        number: row.get("number")?,
        post: row.get("post")?,
        subject: row.get("subject")?,
        hired: row.get("hired")?,
        dismissed: row.get("dismissed")?,
        main: row.get("main")?,
        declared: row.get("declared")?,
        pedagogical: row.get("pedagogical")?,
    })
}

/// An employment together with its person, as lists show it.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// The person's id.
    pub person_id: i64,
    /// Фамилия Имя Отчество.
    pub name: String,
    /// 11 digits.
    pub snils: Option<String>,
    /// «Пол».
    pub sex: Option<Sex>,
    /// «Дата рождения».
    pub born: Option<Day>,
    /// «Начало педагогической деятельности».
    pub teaching_since: Option<Day>,
    /// Months by which the true start may lie earlier; `None`: the day is exact.
    pub teaching_spread: Option<i64>,
    /// The organisation's name.
    pub org: String,
    /// The organisation's ИНН.
    pub org_inn: Option<String>,
    /// The organisation's kind.
    pub org_kind: OrgKind,
    /// «Табельный номер».
    pub number: Option<String>,
    /// «Должность».
    pub post: String,
    /// «Предмет».
    pub subject: Option<String>,
    /// «Дата приёма».
    pub hired: Day,
    /// The last day.
    pub dismissed: Option<Day>,
    /// Whether it is the person's main workplace on the day that was asked for: of several the earliest.
    pub main: bool,
    /// «Педагогический работник» as a row says it.
    pub declared: Option<bool>,
    /// Whether the post is pedagogical; `None`: unknown.
    pub pedagogical: Option<bool>,
    /// Whether the person is in the register of mentors on the day.
    pub mentor: bool,
}

const SELECT_STAFF: &str = include_str!("staff.sql");

fn read_colleague(row: &Row<'_>) -> rusqlite::Result<Colleague> {
    Ok(Colleague {
        person_id: row.get("person_id")?,
        name: row.get("name")?,
        snils: row.get("snils")?,
        sex: row.get("sex")?,
        born: row.get("born")?,
        teaching_since: row.get("teaching_since")?,
        teaching_spread: row.get("teaching_spread")?,
        org: row.get("org")?,
        org_inn: row.get("org_inn")?,
        org_kind: row.get("org_kind")?,
        number: row.get("number")?,
        post: row.get("post")?,
        subject: row.get("subject")?,
        hired: row.get("hired")?,
        dismissed: row.get("dismissed")?,
        main: row.get("main")?,
        declared: row.get("declared")?,
        pedagogical: row.get("pedagogical")?,
        mentor: row.get("mentor")?,
    })
}

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
}

/// What a change to a known employment is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Manner {
    /// Not said: a correction, but for a change of post, which is refused, as it may be either.
    #[default]
    Unsaid,
    /// A correction: the record was wrong.
    Correction,
    /// An event: it was so before, and is otherwise from this day on.
    Event(Day),
}

impl Employment {
    /// Whether it lasts on a day.
    pub fn open_on(&self, day: Day) -> bool {
        self.hired <= day && self.dismissed.is_none_or(|last| last >= day)
    }
}

impl Employment {
    fn has_another_post(&self, draft: &EmploymentDraft) -> bool {
        draft.post.as_deref().is_some_and(|post| name::key(post) != name::key(&self.post))
    }

    /// Whether a draft tells of a change that can come to pass on a day: another post, subject or standing.
    fn becomes_another(&self, draft: &EmploymentDraft) -> bool {
        self.has_another_post(draft)
            || draft.subject.is_some() && draft.subject != self.subject
            || draft.main.is_some_and(|main| main != self.main)
            || draft.declared.is_some() && draft.declared != self.declared
    }
}

impl Store {
    /// Enters or changes a person together with an employment: a row of a school's file, or one typed by hand.
    ///
    /// Where no key leads to a person, the same name in the same organisation with the same post and «Дата приёма» is the
    /// same employment; any other person of that name there makes the row ambiguous.
    ///
    /// # Errors
    /// Keys of different people, an ambiguous namesake, a changed post of which nothing is said, a rule of the schema.
    pub fn hire(&self, person: &PersonDraft, draft: &EmploymentDraft, manner: Manner) -> Result<Hire> {
        let personnel = draft.number.as_deref().map(|number| (draft.org_id, number));
        let mut known = self.known_person(person, personnel, (draft.hired, draft.dismissed))?;
        let mut namesake = None;
        if known.is_none() {
            // Thousands may bear one name: only those are asked who may be the person or began here on the same day.
            let mut others = self.namesakes(person)?;
            for other in self.bearers_here(person.name.as_deref(), draft.org_id, draft.hired)? {
                if others.iter().all(|known| known.id != other.id) {
                    others.push(other);
                }
            }
            for other in others {
                let mut here = self.employments(other.id)?;
                here.retain(|e| e.org_id == draft.org_id);
                let post = draft.post.as_deref().map(name::key);
                let same = |e: &Employment| {
                    Some(e.hired) == draft.hired
                        && Some(name::key(&e.post)) == post
                        && (e.number.is_none() || draft.number.is_none())
                };
                match (here.is_empty(), here.iter().any(same), other.may_be(person)) {
                    (true, _, true) => {
                        namesake = Some(other.id).filter(|_| person.snils.is_none() && person.born.is_none())
                    }
                    (true, _, false) | (false, false, false) => {}
                    // Two СНИЛС are two people, however alike their work.
                    (false, true, false) if other.snils.is_some() && person.snils.is_some() => {}
                    (false, true, true) if known.is_none() => known = Some(other),
                    (false, true, false) => refuse!(
                        "{} (№ {}) с той же должностью и датой приёма уже есть, но с другой датой рождения: \
                         исправьте файл или карточку (org staff edit)",
                        other.name,
                        other.id
                    ),
                    (false, ..) => refuse!(
                        "в этой организации уже есть {} (№ {}): укажите СНИЛС или дату рождения, чтобы отличить или узнать",
                        other.name,
                        other.id
                    ),
                }
            }
        }
        let (id, employment, new, changes) = match &known {
            Some(known) => {
                if let Some(full) = person
                    .name
                    .as_deref()
                    .filter(|full| manner != Manner::Correction && known.bears_another_given_name(full))
                {
                    refuse!(
                        "СНИЛС или другой ключ принадлежит человеку {}, а в строке {full}: фамилию меняют, имя — нет; \
                         если прежняя запись ошибочна, исправьте её (org staff edit) или повторите с параметром --correct",
                        known.name
                    );
                }
                // A file that writes е for ё, or all in capitals, doesn't rename anybody.
                let told = person.name.clone().filter(|full| name::key(full) != name::key(&known.name));
                let mut changes = match (manner, &told) {
                    // In a file of events a new surname is one of them.
                    (Manner::Event(from), Some(full)) if !self.bore(known.id, full)? => {
                        let changes = self.rename_person(known, full, from)?;
                        [changes, self.amend_person(known, &PersonDraft { name: None, ..person.clone() })?].concat()
                    }
                    _ => self.amend_person(known, &PersonDraft { name: told, ..person.clone() })?,
                };
                let (employment, new, of_work) = self.put_employment(known.id, draft, manner)?;
                changes.extend(of_work);
                (known.id, employment, new, changes)
            }
            None => {
                let id = self.add_person(person)?;
                let employment = self.add_employment(id, draft)?;
                (id, employment, true, Vec::new())
            }
        };
        let unknown_post = match (&draft.post, draft.declared) {
            (Some(post), None) => self.post(post)?.1.is_none(),
            _ => false,
        };
        let name = known.as_ref().map(|p| p.name.clone()).or_else(|| person.name.clone()).unwrap_or_default();
        let namesake = namesake.filter(|_| known.is_none());
        Ok(Hire { person: id, employment, name, new, changes, unknown_post, namesake })
    }

    /// The staff of an organisation or of all, on a day or ever, by organisation and name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn staff(&self, org: Option<i64>, day: Option<Day>) -> Result<Vec<Colleague>> {
        Ok(self.all(SELECT_STAFF, (org, day), read_colleague)?)
    }

    /// A person's employments, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn employments(&self, person: i64) -> Result<Vec<Employment>> {
        Ok(self.all(&format!("{SELECT} WHERE s.person_id = ?1 ORDER BY s.hired, s.id"), [person], read)?)
    }

    /// The stored employment that a draft means, and whether its «Дата приёма» is that of the stored one.
    ///
    /// An employment is a person, an organisation and a personnel number, without one the post and «Дата приёма»; another
    /// such key, or a span of days without one in common with the stored, is another employment (design §5). Where a number has
    /// several periods one after another (a transfer within the organisation), a school's file goes on naming the first
    /// «Дата приёма» beside the present post: the last period is meant then, and its date stays.
    fn meant<'a>(of_org: &'a [Employment], draft: &EmploymentDraft) -> Option<(&'a Employment, bool)> {
        let hired = draft.hired?;
        let post = draft.post.as_deref().map(name::key);
        let same_post = |e: &&Employment| post.as_deref() == Some(name::key(&e.post).as_str());
        let chain: Vec<&Employment> = match &draft.number {
            Some(number) if of_org.iter().any(|e| e.number.as_ref() == Some(number)) => {
                of_org.iter().filter(|e| e.number.as_ref() == Some(number)).collect()
            }
            number => {
                let found = of_org
                    .iter()
                    .filter(same_post)
                    .find(|e| e.hired == hired && (number.is_none() || e.number.is_none()));
                return found.map(|e| (e, true));
            }
        };
        let last = chain.last().copied()?;
        let begun = chain.iter().find(|e| e.hired == hired).copied();
        let said = (Some(hired), draft.dismissed);
        if begun.is_none() && !overlap((Some(last.hired), last.dismissed), said) {
            return None;
        }
        match begun {
            Some(first) if first.id != last.id && !same_post(&first) && same_post(&last) => Some((last, false)),
            Some(exact) => Some((exact, true)),
            None => Some((last, true)),
        }
    }

    /// Enters an employment, or changes the stored one that is meant; returns its id, whether it is new, the changes.
    ///
    /// # Errors
    /// A changed post of which nothing is said: a correction and an event look alike, and only a person knows which it is;
    /// an event before the employment began; a rule of the schema.
    pub fn put_employment(
        &self,
        person: i64,
        draft: &EmploymentDraft,
        manner: Manner,
    ) -> Result<(i64, bool, Vec<Change>)> {
        let mut of_org = self.employments(person)?;
        of_org.retain(|e| e.org_id == draft.org_id);
        match Self::meant(&of_org, draft) {
            None => Ok((self.add_employment(person, draft)?, true, Vec::new())),
            Some((stored, dated)) => {
                let mut draft = draft.clone();
                draft.hired = draft.hired.filter(|_| dated);
                match manner {
                    Manner::Unsaid => {
                        if let Some(post) = draft.post.as_deref().filter(|p| name::key(p) != name::key(&stored.post)) {
                            refuse!(
                                "должность была «{}», а стала «{post}»: если человек переведён, повторите с параметром \
                                 --effective ДАТА, если прежняя запись ошибочна — с параметром --correct",
                                stored.post
                            );
                        }
                    }
                    Manner::Event(from) if stored.becomes_another(&draft) => {
                        let (id, changes) = self.go_over(stored, &draft, from)?;
                        return Ok((id, false, changes));
                    }
                    Manner::Correction | Manner::Event(_) => {}
                }
                Ok((stored.id, false, self.amend_employment(stored, &draft)?))
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

    /// Enters an employment; returns its id.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn add_employment(&self, person: i64, draft: &EmploymentDraft) -> Result<i64> {
        let Some(post) = &draft.post else { refuse!("должность не указана") };
        Ok(self.insert(
            "INSERT INTO employments (person_id, org_id, number, post_id, subject, hired, dismissed, main, pedagogical) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (
                person,
                draft.org_id,
                &draft.number,
                self.post(post)?.0,
                &draft.subject,
                draft.hired,
                draft.dismissed,
                draft.main.unwrap_or(true),
                draft.declared,
            ),
        )?)
    }

    /// Corrects an employment; returns the changes.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn amend_employment(&self, stored: &Employment, draft: &EmploymentDraft) -> Result<Vec<Change>> {
        let mut patch = Patch::new("employments", stored.id);
        patch.set("Табельный номер", "number", stored.number.as_ref(), draft.number.as_ref())?;
        if let Some(post) = draft.post.as_deref().filter(|p| name::key(p) != name::key(&stored.post)) {
            patch.silently("post_id", &self.post(post)?.0)?;
            patch.note("Должность", &stored.post, post);
        }
        patch.set("Предмет", "subject", stored.subject.as_ref(), draft.subject.as_ref())?;
        patch.set("Дата приёма", "hired", Some(&stored.hired), draft.hired.as_ref())?;
        patch.set("Дата увольнения", "dismissed", stored.dismissed.as_ref(), draft.dismissed.as_ref())?;
        patch.set("Основное место работы", "main", Some(&stored.main), draft.main.as_ref())?;
        patch.set("Педагогический работник", "pedagogical", stored.declared.as_ref(), draft.declared.as_ref())?;
        patch.apply(self)
    }

    /// Ends an employment; `day` is its last.
    ///
    /// # Errors
    /// It began later.
    pub fn dismiss(&self, employment: i64, day: Day) -> Result<()> {
        self.execute("UPDATE employments SET dismissed = ?2 WHERE id = ?1", (employment, day))?;
        Ok(())
    }
}
