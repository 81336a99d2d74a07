//! Long absences of people who work. Nobody is away twice at once.

use anyhow::Result;
use rusqlite::Row;

use super::org::ON_DAY;
use super::staff::BORNE_ON_DAY;
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{AbsenceKind, Day, DaySpan, Who};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::absence::{BEGAN, ENDED, KIND, LEAVES};
use crate::register::person::PERSON;

/// The absences of a file.
#[derive(Debug, Clone, Copy)]
pub struct Absences<'s>(&'s Store);

/// An absence as it is stored.
#[derive(Debug, Clone)]
pub struct Absence {
    /// Stays the same for ever.
    pub id: i64,
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// «Дата рождения».
    pub born: Option<Day>,
    /// The main workplace on the first day.
    pub org: Option<String>,
    /// Its id.
    pub org_id: Option<i64>,
    /// Why.
    pub kind: AbsenceKind,
    /// The first day.
    pub began: Day,
    /// The last day; `None`: nobody knows yet.
    pub ended: Option<Day>,
}

/// What a command or a file says of an absence; absent fields change nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct AbsenceDraft {
    /// Why.
    pub kind: Option<AbsenceKind>,
    /// The first day.
    pub began: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
}

/// The absences with whatever is put behind them; `?2` is the day of the names of people and organisations.
fn select(further: &str) -> String {
    format!(
        "SELECT l.*, ifnull(f.name, p.name) AS name, p.snils, p.born, ifnull(w.name, o.name) AS org, o.id AS org_id \
         FROM leaves l JOIN people p ON p.id = l.person_id {BORNE_ON_DAY} \
         LEFT JOIN main_workplaces m ON m.person_id = l.person_id AND m.since <= l.began AND m.until >= l.began \
         LEFT JOIN orgs o ON o.id = m.org_id {ON_DAY} {further}"
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<Absence> {
    Ok(Absence {
        id: row.get("id")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        born: row.get("born")?,
        org: row.get("org")?,
        org_id: row.get("org_id")?,
        kind: row.get("kind")?,
        began: row.get("began")?,
        ended: row.get("ended")?,
    })
}

impl Absence {
    /// The days of it.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.began, self.ended)
    }
}

impl Store {
    /// Absences.
    pub fn absences(&self) -> Absences<'_> {
        Absences(self)
    }
}

impl Absences<'_> {
    /// Hands over all of them by name, with the names of a day, if one is asked for.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, day: Option<Day>, found: &mut dyn FnMut(Absence) -> Result<()>) -> Result<()> {
        let of_all: Option<i64> = None;
        let sql = select("WHERE ?1 IS NULL ORDER BY ifnull(f.key, p.key), p.id, l.began");
        self.0.each(&sql, (of_all, day), read, found)
    }

    /// A person's absences, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_person(&self, person: i64) -> Result<Vec<Absence>> {
        Ok(self.0.all(&select("WHERE l.person_id = ?1 ORDER BY l.began"), (person, None::<Day>), read)?)
    }

    /// The absence with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Absence> {
        match self.0.first(&select("WHERE l.id = ?1"), (id, None::<Day>), read)? {
            Some(absence) => Ok(absence),
            None => refuse!("нет отсутствия с номером {id}"),
        }
    }

    /// Enters an absence, or corrects the one of this person that began on the same day.
    ///
    /// # Errors
    /// Another one has a day in common with it; it ends before it begins.
    pub fn put(&self, person: i64, draft: &AbsenceDraft) -> Result<PutRow> {
        let Some(began) = draft.began else { refuse!("первый день отсутствия не указан") };
        let stored = self.of_person(person)?;
        let known = stored.iter().find(|absence| absence.began == began);
        let ended = draft.ended.or(known.and_then(|absence| absence.ended));
        check_apart(&stored, known.map(|absence| absence.id), began, ended)?;
        self.0.put_row(known.map(|absence| absence.id), &row(draft).with(PERSON, Some(person)))
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, absence: &Absence, draft: &AbsenceDraft) -> Result<Vec<Change>> {
        let (began, ended) = (draft.began.unwrap_or(absence.began), draft.ended.or(absence.ended));
        check_apart(&self.of_person(absence.who.id)?, Some(absence.id), began, ended)?;
        self.0.amend_row(absence.id, &row(draft))
    }
}

fn row(draft: &AbsenceDraft) -> RowDraft {
    RowDraft::of(&LEAVES).with(KIND, draft.kind).with(BEGAN, draft.began).with(ENDED, draft.ended)
}

/// Refuses days of which a person's other absence has one too.
fn check_apart(stored: &[Absence], own: Option<i64>, began: Day, ended: Option<Day>) -> Result<()> {
    if let Some(ended) = ended.filter(|ended| *ended < began) {
        refuse!("отсутствие закончилось раньше, чем началось: с {began} по {ended}");
    }
    let said = DaySpan::new(began, ended);
    let other = stored.iter().find(|absence| Some(absence.id) != own && absence.days().meets(said));
    if let Some(Absence { id, kind, began, ended, .. }) = other {
        let until = ended.map_or_else(|| ", конец не указан".into(), |day| format!(" по {day}"));
        let message = format!("в эти дни уже записано другое отсутствие: № {id}, {kind} с {began}{until}");
        return Err(Failure::refused(message).advise(Advice::EditAbsence(*id)).into());
    }
    Ok(())
}
