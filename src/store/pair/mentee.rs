//! The mentees of pairs, each for a time: who joined later, by an order of his own; who left; who came back.

use anyhow::Result;
use rusqlite::Row;

use super::{Pair, Pairs, order_in_words};
use crate::domain::{Day, DaySpan, Who, name, number};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::mentee::{self, MENTEES};
use crate::register::person::PERSON;
use crate::store::{Change, PutRow, RowDraft};

/// A mentee of a pair.
#[derive(Debug, Clone)]
pub struct Mentee {
    /// Stays the same for ever; of the row, not of the person.
    pub id: i64,
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// The birth date.
    pub born: Option<Day>,
    /// When the mentee agreed.
    pub consent: Option<Day>,
    /// The first day; `None`: from the first day of the pair.
    pub joined: Option<Day>,
    /// Of the order by which he joined.
    pub order_number: Option<String>,
    /// Of the same order.
    pub order_dated: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
    /// Why he left.
    pub end_reason: Option<String>,
    /// When the mentee took the consent back.
    pub consent_withdrawn: Option<Day>,
    /// What he asks of mentoring.
    pub request: Option<String>,
    /// The first day in force, by whatever order fixes him; `None`: no whole order does, or it was over before.
    pub in_force_since: Option<Day>,
    /// The last day in force: the pair ended, he left, or somebody's work did; `None`: none yet.
    pub in_force_until: Option<Day>,
}

/// What a command or a file says of a mentee of a pair; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MenteeDraft {
    /// The person's id.
    pub person_id: i64,
    /// When the mentee agreed.
    pub consent: Option<Day>,
    /// The first day.
    pub joined: Option<Day>,
    /// Of the order by which he joined.
    pub order_number: Option<String>,
    /// Of the same order.
    pub order_dated: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
    /// Why he left.
    pub end_reason: Option<String>,
    /// When the mentee took the consent back.
    pub consent_withdrawn: Option<Day>,
    /// What he asks of mentoring.
    pub request: Option<String>,
}

impl MenteeDraft {
    /// The days of the stay.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.joined, self.ended)
    }
}

/// Of `mentees b` with `people h`.
pub(super) const COLUMNS: &str = "b.id AS mentee_id, b.person_id, h.name, h.snils, h.born, b.consent, b.joined, b.order_number AS own_number, \
     b.order_dated AS own_dated, b.ended AS left_on, b.end_reason AS left_reason, b.consent_withdrawn, b.request, \
     (SELECT v.since FROM ordered_participations v WHERE v.id = b.id) AS in_force_since, \
     (SELECT nullif(v.until, '9999-12-31') FROM ordered_participations v WHERE v.id = b.id) AS in_force_until";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Mentee> {
    Ok(Mentee {
        id: row.get("mentee_id")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        born: row.get("born")?,
        consent: row.get("consent")?,
        joined: row.get("joined")?,
        order_number: row.get("own_number")?,
        order_dated: row.get("own_dated")?,
        ended: row.get("left_on")?,
        end_reason: row.get("left_reason")?,
        consent_withdrawn: row.get("consent_withdrawn")?,
        request: row.get("request")?,
        in_force_since: row.get("in_force_since")?,
        in_force_until: row.get("in_force_until")?,
    })
}

impl Mentee {
    /// The days of the stay.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.joined, self.ended)
    }

    /// The date of his consent, unless it is taken back by a day.
    pub fn consent_on(&self, day: Day) -> Option<Day> {
        self.consent.filter(|_| self.consent_withdrawn.is_none_or(|withdrawn| withdrawn > day))
    }

    /// His own order as people write it.
    pub fn order(&self) -> Option<String> {
        order_in_words(self.order_number.as_deref(), self.order_dated)
    }
}

impl Pairs<'_> {
    /// A pair's mentees, in the order in which they were entered; whoever came back stands there twice.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn mentees(&self, pair: i64) -> Result<Vec<Mentee>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM mentees b JOIN people h ON h.id = b.person_id WHERE b.pair_id = ?1 ORDER BY b.id"
        );
        Ok(self.0.all(&sql, [pair], read)?)
    }

    /// The mentee of a pair whom a СНИЛС names, else the name in full, today's or a former one, else its only one.
    ///
    /// # Errors
    /// None is like that, or several are.
    pub fn mentee_of(&self, pair: &Pair, snils: Option<&str>, full: Option<&str>) -> Result<i64> {
        let person = |row: &Row<'_>| row.get(0);
        // Whoever is meant is looked for, not all mentees of the pair, of whom there may be very many.
        if let Some(snils) = snils {
            let sql = "SELECT b.person_id FROM people h CROSS JOIN mentees b ON b.person_id = h.id \
                       WHERE b.pair_id = ?1 AND h.snils = ?2 LIMIT 1";
            return match self.0.all(sql, (pair.id, snils), person)?[..] {
                [found] => Ok(found),
                _ => {
                    let why = format!("в паре {} нет наставляемого с таким СНИЛС", pair.number);
                    Err(Failure::refused(why).absent(MENTEES.table, &[[&*pair.number, snils]]).into())
                }
            };
        }
        if let Some(full) = full {
            let sql = "SELECT b.person_id FROM people h CROSS JOIN mentees b ON b.person_id = h.id \
                       WHERE b.pair_id = ?1 AND h.key = ?2 \
                       UNION SELECT b.person_id FROM former_names f CROSS JOIN mentees b ON b.person_id = f.person_id \
                       WHERE b.pair_id = ?1 AND f.key = ?2 LIMIT 2";
            return match self.0.all(sql, (pair.id, name::key(full)), person)?[..] {
                [found] => Ok(found),
                [] => {
                    let why = format!("в паре {} нет наставляемого {full}", pair.number);
                    Err(Failure::refused(why).absent(MENTEES.table, &[[&*pair.number, full]]).into())
                }
                _ => refuse!("в паре {} несколько наставляемых с именем {full}: укажите СНИЛС", pair.number),
            };
        }
        let sql = "SELECT DISTINCT person_id FROM mentees WHERE pair_id = ?1 LIMIT 2";
        match self.0.all(sql, [pair.id], person)?[..] {
            [found] => Ok(found),
            [] => refuse!("в паре {} нет наставляемых", pair.number),
            _ => refuse!("в паре {} несколько наставляемых: укажите СНИЛС", pair.number),
        }
    }

    /// The mentee of a pair whom a person at the command line means: by number, СНИЛС or a part of the name that nobody else in
    /// the pair has; of one who came back, the last stay.
    ///
    /// # Errors
    /// None is like that, or several are.
    pub fn find_mentee(&self, pair: &Pair, text: &str) -> Result<Mentee> {
        let (key, snils, id) = (name::key(text), number::snils(text).ok(), text.trim().parse::<i64>().ok());
        let mut like = self.mentees(pair.id)?;
        like.retain(|mentee| {
            id == Some(mentee.who.id)
                || (snils.is_some() && mentee.snils == snils)
                || (id.is_none() && name::key(&mentee.who.name).contains(&key))
        });
        let Some(last) = like.pop() else {
            let failure = Failure::refused(format!("в паре {} нет наставляемого «{text}»", pair.number));
            return Err(failure.advise(Advice::ShowPair).untyped("в этой паре нет такого наставляемого").into());
        };
        if like.iter().any(|mentee| mentee.who.id != last.who.id) {
            like.push(last);
            like.sort_by_key(|mentee| mentee.who.id);
            like.dedup_by_key(|mentee| mentee.who.id);
            let why = format!("в паре {} под «{text}» подходит несколько наставляемых", pair.number);
            let listed = like.iter().take(20).map(|mentee| format!("{:>5}  {}", mentee.who.id, mentee.who.name));
            let failure = listed.fold(Failure::refused(why), Failure::hint).hint("укажите номер из этого списка");
            let nameless = Failure::refused("в паре подходит несколько наставляемых").advise(Advice::ShowPair);
            return Err(failure.nameless(nameless).into());
        }
        Ok(last)
    }

    /// Adds a mentee to a pair, or corrects the stored one that is meant.
    ///
    /// A span of days without one in common is another stay in the pair; anything else corrects the stored one.
    ///
    /// # Errors
    /// The mentee is the mentor; the first day finds somebody without work; another rule of the schema.
    pub fn put_mentee(&self, pair: &Pair, draft: &MenteeDraft) -> Result<PutRow> {
        let known = self.stay_meant(pair.id, draft)?;
        self.write_mentee(pair, known, draft)
    }

    /// Corrects a mentee of a pair.
    ///
    /// # Errors
    /// As [`Pairs::put_mentee`].
    pub fn amend_mentee(&self, pair: &Pair, mentee: &Mentee, draft: &MenteeDraft) -> Result<Vec<Change>> {
        let known = Stay { id: mentee.id, days: mentee.days(), consent_withdrawn: mentee.consent_withdrawn };
        Ok(self.write_mentee(pair, Some(known), draft)?.changes)
    }

    fn write_mentee(&self, pair: &Pair, known: Option<Stay>, draft: &MenteeDraft) -> Result<PutRow> {
        let row = RowDraft::of(&MENTEES)
            .with(mentee::PAIR, Some(pair.id))
            .with(PERSON, Some(draft.person_id))
            .with(mentee::CONSENT, draft.consent)
            .with(mentee::JOINED, draft.joined)
            .with(mentee::ORDER_NUMBER, draft.order_number.as_ref())
            .with(mentee::ORDER_DATED, draft.order_dated)
            .with(mentee::ENDED, draft.ended)
            .with(mentee::END_REASON, draft.end_reason.as_ref())
            .with(mentee::CONSENT_WITHDRAWN, draft.consent_withdrawn)
            .with(mentee::REQUEST, draft.request.as_ref());
        let was = known.as_ref().and_then(|stay| stay.consent_withdrawn);
        let is_given_anew = is_given_anew(draft.consent, draft.consent_withdrawn, was);
        let row = if is_given_anew { row.emptied(mentee::CONSENT_WITHDRAWN) } else { row };
        let had_joined = known.as_ref().and_then(|stay| stay.days.first);
        let put = self.0.put_row(known.map(|stay| stay.id), &row)?;
        if put.is_new || draft.joined.is_some_and(|joined| Some(joined) != had_joined) {
            self.check_first_day_of(pair, draft.person_id, draft.joined)?;
        }
        Ok(put)
    }

    /// The stay in a pair that a draft means: the one that begins on its day, else the last with a day in common.
    fn stay_meant(&self, pair: i64, draft: &MenteeDraft) -> Result<Option<Stay>> {
        let sql = "SELECT id, joined, ended, consent_withdrawn FROM mentees WHERE pair_id = ?1 AND person_id = ?2 ORDER BY id";
        let read = |row: &Row<'_>| {
            let days = DaySpan { first: row.get(1)?, last: row.get(2)? };
            Ok(Stay { id: row.get(0)?, days, consent_withdrawn: row.get(3)? })
        };
        let mut stays = self.0.all(sql, (pair, draft.person_id), read)?;
        let exact = stays.iter().position(|stay| draft.joined.is_some() && stay.days.first == draft.joined);
        let said = DaySpan::new(draft.joined, draft.ended);
        let common = |stay: &Stay| stay.days.meets(said);
        Ok(exact.or_else(|| stays.iter().rposition(common)).map(|at| stays.swap_remove(at)))
    }
}

/// A row of a person in a pair.
struct Stay {
    id: i64,
    days: DaySpan,
    consent_withdrawn: Option<Day>,
}

/// Whether a consent is said that was given after the former one was withdrawn.
pub(super) fn is_given_anew(given: Option<Day>, withdrawn: Option<Day>, was_withdrawn: Option<Day>) -> bool {
    withdrawn.is_none() && given.zip(was_withdrawn).is_some_and(|(given, withdrawn)| given > withdrawn)
}
