//! Who needs a mentor (nozhay-yurt 6.5.2.1): the dated lists of organisations. Nobody stands twice at once in one of them.

mod confirmation;
mod proposal;

use anyhow::Result;
use rusqlite::Row;

use super::org::{ON_DAY, SHORT_IF_UNIQUE, title_if_any};
use super::staff::BORNE_ON_DAY;
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, NeedReason, OrgTitle, Who};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::mentor_need::{DATED, NEEDS, ORG, REASON, REMOVED, REVERSE, SUBJECT};
use crate::register::person::PERSON;
use crate::store::staff::Person;

pub use confirmation::ListConfirmation;
pub use proposal::SparedPeople;

/// A need as it is stored.
#[derive(Debug, Clone)]
pub struct MentorNeed {
    /// Stays the same for ever.
    pub id: i64,
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// «Дата рождения».
    pub born: Option<Day>,
    /// Whose list it is.
    pub org_id: i64,
    /// What that organisation is called.
    pub org: Option<OrgTitle>,
    /// Its ИНН.
    pub org_inn: Option<String>,
    /// Why.
    pub reason: NeedReason,
    /// The first day on the list.
    pub dated: Day,
    /// What help is wanted in, where that isn't what the person teaches.
    pub subject: Option<String>,
    /// Whether the mentor should be younger.
    pub reverse: Option<bool>,
    /// The last day on the list; `None`: still.
    pub removed: Option<Day>,
    /// Whether a pair with this person as its mentee is in force on the day that was asked for.
    pub is_mentored: bool,
}

/// What a command or a file says of a need; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MentorNeedDraft {
    /// Why.
    pub reason: Option<NeedReason>,
    /// The first day on the list.
    pub dated: Option<Day>,
    /// What help is wanted in.
    pub subject: Option<String>,
    /// Whether the mentor should be younger.
    pub reverse: Option<bool>,
    /// The last day on the list.
    pub removed: Option<Day>,
}

/// The lists of organisations.
#[derive(Debug, Clone, Copy)]
pub struct MentorNeeds<'s>(&'s Store);

impl Store {
    /// Who needs a mentor.
    pub fn mentor_needs(&self) -> MentorNeeds<'_> {
        MentorNeeds(self)
    }
}

/// The needs with whatever is put behind them; `?2` is the day of the names of people and organisations, `?3` that of pairs.
fn select(further: &str) -> String {
    format!(
        "SELECT n.*, ifnull(f.name, p.name) AS name, p.snils, p.born, ifnull(w.name, o.name) AS org, \
         CASE WHEN w.id IS NULL THEN {SHORT_IF_UNIQUE} END AS org_short, ifnull(o.inn, head.inn) AS org_inn, \
         EXISTS (SELECT 1 FROM ordered_participations v WHERE v.person_id = n.person_id AND v.since <= ?3 AND v.until >= ?3) \
         AS is_mentored \
         FROM needs n JOIN people p ON p.id = n.person_id {BORNE_ON_DAY} \
         JOIN orgs o ON o.id = n.org_id LEFT JOIN orgs head ON head.id = o.parent_id {ON_DAY} {further}"
    )
}

fn read(row: &Row<'_>) -> rusqlite::Result<MentorNeed> {
    Ok(MentorNeed {
        id: row.get("id")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        born: row.get("born")?,
        org_id: row.get("org_id")?,
        org: title_if_any(row, "org", "org_short")?,
        org_inn: row.get("org_inn")?,
        reason: row.get("reason")?,
        dated: row.get("dated")?,
        subject: row.get("subject")?,
        reverse: row.get("reverse")?,
        removed: row.get("removed")?,
        is_mentored: row.get("is_mentored")?,
    })
}

impl MentorNeed {
    /// The days on the list.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.dated, self.removed)
    }

    /// Whether it stands on the list on a day.
    pub fn open_on(&self, day: Day) -> bool {
        self.days().covers(day)
    }
}

impl MentorNeedDraft {
    fn row(&self) -> RowDraft {
        RowDraft::of(&NEEDS)
            .with(REASON, self.reason)
            .with(DATED, self.dated)
            .with(SUBJECT, self.subject.as_ref())
            .with(REVERSE, self.reverse)
            .with(REMOVED, self.removed)
    }
}

impl MentorNeeds<'_> {
    /// Hands over all needs by organisation and name: who has a mentor on `day`; with the names of that day unless all
    /// times are asked for.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, day: Day, is_of_all_times: bool, found: &mut dyn FnMut(MentorNeed) -> Result<()>) -> Result<()> {
        let of_names = (!is_of_all_times).then_some(day);
        let sql = select(
            "WHERE ?1 IS NULL ORDER BY coalesce(o.short_key, o.key) COLLATE counted, o.id, ifnull(f.key, p.key), p.id, n.dated",
        );
        self.0.each(&sql, (None::<i64>, of_names, day), read, found)
    }

    /// The need with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64, day: Day) -> Result<MentorNeed> {
        let found = self.0.first(&select("WHERE n.id = ?1"), (id, None::<Day>, day), read)?;
        found.ok_or_else(|| {
            let failure = Failure::refused(format!("в перечне нуждающихся в наставнике нет записи с номером {id}"));
            failure.advise(Advice::ListNeeds).into()
        })
    }

    /// A person's needs, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_person(&self, person: i64, day: Day) -> Result<Vec<MentorNeed>> {
        let sql = select("WHERE n.person_id = ?1 ORDER BY n.dated, n.id");
        Ok(self.0.all(&sql, (person, None::<Day>, day), read)?)
    }

    /// Of an organisation on a day: how many stand on its list, and how many of them have no pair in force.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn count_in(&self, org: i64, day: Day) -> Result<[u32; 2]> {
        let sql = "SELECT count(*), count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM ordered_participations v \
                   WHERE v.person_id = n.person_id AND v.since <= ?2 AND v.until >= ?2)) \
                   FROM needs n WHERE n.org_id = ?1 AND n.dated <= ?2 AND (n.removed IS NULL OR n.removed >= ?2)";
        let counts = self.0.first(sql, (org, day), |row| Ok([row.get(0)?, row.get(1)?]))?;
        Ok(counts.unwrap_or_default())
    }

    /// The need of a person that stands on a list now, of the organisation that is told, else of the only one.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub fn open_need(&self, person: &Person, org: Option<i64>, day: Day) -> Result<MentorNeed> {
        let mut open = self.of_person(person.id, day)?;
        open.retain(|need| need.removed.is_none() && org.is_none_or(|org| need.org_id == org));
        match open.len() {
            1 => Ok(open.remove(0)),
            0 => {
                let failure = Failure::refused(format!("{}: в перечне нуждающихся в наставнике нет", person.name));
                let nameless = Failure::refused("этого человека в перечне нуждающихся в наставнике нет");
                Err(failure.nameless(nameless).advise(Advice::ListNeeds).into())
            }
            _ => {
                let failure = Failure::refused(format!("{}: в перечнях нескольких организаций", person.name));
                let nameless = Failure::refused("человек в перечнях нескольких организаций");
                Err(failure.nameless(nameless.advise(Advice::NameOrg)).advise(Advice::NameOrg).into())
            }
        }
    }

    /// Whose list it is where nobody says so: that of the main workplace on a day.
    ///
    /// # Errors
    /// There is none.
    pub fn list_of(&self, person: &Person, day: Day) -> Result<i64> {
        let sql = "SELECT org_id FROM main_workplaces WHERE person_id = ?1 AND since <= ?2 AND until >= ?2";
        self.0.first(sql, (person.id, day), |row| row.get(0))?.ok_or_else(|| {
            let failure = Failure::refused(format!("{}: на {day} нет основного места работы", person.name));
            let nameless = Failure::refused(format!("на {day} у человека нет основного места работы"));
            failure.nameless(nameless.advise(Advice::NameOrg)).advise(Advice::NameOrg).into()
        })
    }

    /// Enters a need, or corrects the one of this person in this organisation that began on the same day.
    ///
    /// # Errors
    /// Another one there has a day in common with it; a rule of the schema.
    pub fn put(&self, org: i64, person: i64, draft: &MentorNeedDraft) -> Result<PutRow> {
        let Some(dated) = draft.dated else {
            refuse!("дата включения в перечень не указана")
        };
        let stored = self.in_list(org, person)?;
        let known = stored.iter().find(|need| need.dated == dated);
        check_apart(&stored, known.map(|need| need.id), dated, draft.removed.or(known.and_then(|need| need.removed)))?;
        self.0.put_row(known.map(|need| need.id), &draft.row().with(ORG, Some(org)).with(PERSON, Some(person)))
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, need: &MentorNeed, draft: &MentorNeedDraft) -> Result<Vec<Change>> {
        let (dated, removed) = (draft.dated.unwrap_or(need.dated), draft.removed.or(need.removed));
        check_apart(&self.in_list(need.org_id, need.who.id)?, Some(need.id), dated, removed)?;
        self.0.amend_row(need.id, &draft.row())
    }

    /// When a person stood and stands on the list of an organisation.
    fn in_list(&self, org: i64, person: i64) -> Result<Vec<ListedSpan>> {
        let sql = "SELECT id, dated, removed FROM needs WHERE org_id = ?1 AND person_id = ?2 ORDER BY dated";
        let read = |row: &Row<'_>| Ok(ListedSpan { id: row.get(0)?, dated: row.get(1)?, removed: row.get(2)? });
        Ok(self.0.all(sql, (org, person), read)?)
    }
}

/// The days of a need.
struct ListedSpan {
    id: i64,
    dated: Day,
    removed: Option<Day>,
}

/// Refuses days of which another need of the same person and organisation has one too.
fn check_apart(stored: &[ListedSpan], own: Option<i64>, dated: Day, removed: Option<Day>) -> Result<()> {
    if let Some(removed) = removed.filter(|removed| *removed < dated) {
        refuse!("дата снятия с перечня раньше даты включения: с {dated} по {removed}");
    }
    let said = DaySpan::new(dated, removed);
    let others = stored.iter().filter(|need| Some(need.id) != own);
    for other in others {
        let span = DaySpan::new(other.dated, other.removed);
        if span.meets(said) {
            let message = format!("в эти дни уже в перечне этой организации: № {}, {span}", other.id);
            return Err(Failure::refused(message).advise(Advice::EditNeed(other.id)).into());
        }
    }
    Ok(())
}
