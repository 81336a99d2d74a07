//! Pairs and groups: a mentor, one or more mentees, the order that fixes them (nozhay-yurt 2.7, 4, 5.2).

mod first_day;
mod handover;
mod limit;
mod mentee;
mod notice;
mod paper;
mod remark;
mod renewal;

use anyhow::Result;
use rusqlite::Row;

use super::form::Form;
use super::{PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, Model, PairEnding, PairKind, PairState, Who, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::pair::{self, PAIRS};

pub use handover::{HandedOver, HandoverDraft};
pub use limit::{BrokenLimit, LimitJudge, Overrule};
pub use mentee::{Mentee, MenteeDraft};
pub use paper::HeldPaper;
pub use renewal::{Renewal, RenewalDraft, Term};

/// A pair as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Stays the same for ever.
    pub id: i64,
    /// The methodist's own number.
    pub number: String,
    /// The mentor.
    pub mentor: Who,
    /// The mentor's СНИЛС, 11 digits.
    pub mentor_snils: Option<String>,
    /// The mentor's birth date.
    pub mentor_born: Option<Day>,
    /// The form's title.
    pub form: Option<String>,
    /// The model of «педагог – педагог».
    pub model: Option<Model>,
    /// The kind of mentoring.
    pub kind: Option<PairKind>,
    /// Of the order that fixes the pair.
    pub order_number: Option<String>,
    /// Of the order that fixes the pair.
    pub order_dated: Option<Day>,
    /// When the mentor agreed.
    pub mentor_consent: Option<Day>,
    /// The first day.
    pub started: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
    /// Why it ended.
    pub end_reason: Option<String>,
    /// On what grounds it was formed.
    pub basis: Option<String>,
    /// The id of the organisation whose pair it is.
    pub org_id: Option<i64>,
    /// The name of the organisation whose pair it is; `None`: that of the mentee's main workplace.
    pub org: Option<String>,
    /// That organisation's ИНН.
    pub org_inn: Option<String>,
    /// The last day as planned.
    pub planned_end: Option<Day>,
    /// When the mentor took the consent back.
    pub mentor_consent_withdrawn: Option<Day>,
    /// Why it ended, of a closed set.
    pub ending: Option<PairEnding>,
    /// When notice of the end was given.
    pub notified: Option<Day>,
    /// How long it was planned for from later days on, oldest first.
    pub renewed: Vec<Term>,
    /// Why it was let in beyond the number of mentees that the mentor wants.
    pub beyond: Option<String>,
    /// Why it was let in beside another pair of the same people.
    pub second: Option<String>,
}

/// What a command or a file says of a pair; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PairDraft {
    /// The methodist's own number.
    pub number: String,
    /// The mentor's id.
    pub mentor_id: i64,
    /// The form as worded.
    pub form: Option<String>,
    /// The model of «педагог – педагог».
    pub model: Option<Model>,
    /// The kind of mentoring.
    pub kind: Option<PairKind>,
    /// Of the order.
    pub order_number: Option<String>,
    /// Of the order.
    pub order_dated: Option<Day>,
    /// When the mentor agreed.
    pub mentor_consent: Option<Day>,
    /// The first day; absent in a new pair: the date of the order.
    pub started: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
    /// Why it ended.
    pub end_reason: Option<String>,
    /// On what grounds.
    pub basis: Option<String>,
    /// The id of the organisation whose pair it is.
    pub org_id: Option<i64>,
    /// The last day as planned.
    pub planned_end: Option<Day>,
    /// When the mentor took the consent back.
    pub mentor_consent_withdrawn: Option<Day>,
    /// Why it ended, of a closed set.
    pub ending: Option<PairEnding>,
    /// When notice of the end was given.
    pub notified: Option<Day>,
}

const SELECT: &str = "SELECT p.*, m.name AS mentor, m.snils AS mentor_snils, m.born AS mentor_born, \
                      f.title AS form, o.name AS org, ifnull(o.inn, head.inn) AS org_inn, \
                      (SELECT group_concat(n.order_dated || ' ' || n.until, ' ') FROM renewals n WHERE n.pair_id = p.id) AS renewed, \
                      (SELECT v.reason FROM overrules v WHERE v.pair_id = p.id AND v.broken = 'capacity') AS beyond, \
                      (SELECT v.reason FROM overrules v WHERE v.pair_id = p.id AND v.broken = 'twice') AS second \
                      FROM pairs p JOIN people m ON m.id = p.mentor_id LEFT JOIN forms f ON f.id = p.form_id \
                      LEFT JOIN orgs o ON o.id = p.org_id \
                      LEFT JOIN orgs head ON head.id = o.parent_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Pair> {
    Ok(Pair {
        id: row.get("id")?,
        number: row.get("number")?,
        mentor: Who::new(row.get("mentor_id")?, row.get::<_, String>("mentor")?),
        mentor_snils: row.get("mentor_snils")?,
        mentor_born: row.get("mentor_born")?,
        form: row.get("form")?,
        model: row.get("model")?,
        kind: row.get("kind")?,
        order_number: row.get("order_number")?,
        order_dated: row.get("order_dated")?,
        mentor_consent: row.get("mentor_consent")?,
        started: row.get("started")?,
        ended: row.get("ended")?,
        end_reason: row.get("end_reason")?,
        basis: row.get("basis")?,
        org_id: row.get("org_id")?,
        org: row.get("org")?,
        org_inn: row.get("org_inn")?,
        planned_end: row.get("planned_end")?,
        mentor_consent_withdrawn: row.get("mentor_consent_withdrawn")?,
        ending: row.get("ending")?,
        notified: row.get("notified")?,
        renewed: renewal::read_terms(row.get::<_, Option<String>>("renewed")?.as_deref()),
        beyond: row.get("beyond")?,
        second: row.get("second")?,
    })
}

impl Pair {
    /// The order as people write it: «№ 15-ОД от 01.09.2022».
    pub fn order(&self) -> Option<String> {
        order_in_words(self.order_number.as_deref(), self.order_dated)
    }

    /// The date of the mentor's consent, unless it is taken back by a day.
    pub fn mentor_consent_on(&self, day: Day) -> Option<Day> {
        self.mentor_consent.filter(|_| self.mentor_consent_withdrawn.is_none_or(|withdrawn| withdrawn > day))
    }

    /// The first day, if one is known: of a pair without «Дата начала» that of its order.
    pub fn first_day(&self) -> Option<Day> {
        self.started.or(self.order_dated)
    }

    /// What has become of it by a day, with its mentees.
    pub fn state(&self, mentees: &[Mentee], day: Day) -> PairState {
        let is_over = |last: Option<Day>| last.is_some_and(|last| last < day);
        let is_ordered = |mentee: &Mentee| mentee.in_force_since.is_some_and(|since| since <= day);
        if is_over(self.ended) {
            PairState::Ended
        } else if !mentees.iter().any(is_ordered) {
            PairState::Draft
        } else if mentees.iter().filter(|mentee| is_ordered(mentee)).all(|mentee| is_over(mentee.in_force_until)) {
            PairState::Ended
        } else if is_over(self.term_on(day)) {
            PairState::Expired
        } else {
            PairState::InForce
        }
    }

    /// Whether it lasts on a day.
    pub fn open_on(&self, day: Day) -> bool {
        DaySpan::new(self.started, self.ended).covers(day)
    }
}

/// An order as people write it: «№ 15-ОД от 01.09.2022».
fn order_in_words(number: Option<&str>, dated: Option<Day>) -> Option<String> {
    let number = number.map(|number| format!("№ {number}"));
    let dated = dated.map(|day| format!("от {day}"));
    let text: Vec<_> = [number, dated].into_iter().flatten().collect();
    Some(text.join(" ")).filter(|text| !text.is_empty())
}

/// The pairs of a file and their mentees.
#[derive(Debug, Clone, Copy)]
pub struct Pairs<'s>(&'s Store);

impl Store {
    /// Pairs and their mentees.
    pub fn pairs(&self) -> Pairs<'_> {
        Pairs(self)
    }
}

impl Pairs<'_> {
    /// Hands over all pairs by their numbers, as people count (1, 2, 10), with their mentees in the order in which they came.
    pub fn each(&self, found: &mut dyn FnMut(Pair, Vec<Mentee>) -> Result<()>) -> Result<()> {
        let (of_pair, tables) = SELECT.split_once(" FROM pairs p ").unwrap_or_default();
        let sql = format!(
            "{of_pair}, {} FROM pairs p {tables} LEFT JOIN mentees b ON b.pair_id = p.id LEFT JOIN people h ON h.id = b.person_id \
             ORDER BY p.number_key COLLATE counted, p.id, b.id",
            mentee::COLUMNS
        );
        let mentee = |row: &Row<'_>| match row.get::<_, Option<i64>>("person_id")? {
            Some(_) => mentee::read(row).map(Some),
            None => Ok(None),
        };
        self.0.each_with(&sql, read, mentee, found)
    }

    /// The pairs in which a person is the mentor or a mentee.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_person(&self, person: i64) -> Result<Vec<Pair>> {
        let sql = format!(
            "{SELECT} WHERE p.mentor_id = ?1 OR p.id IN (SELECT pair_id FROM mentees WHERE person_id = ?1) \
             ORDER BY p.started, p.id"
        );
        Ok(self.0.all(&sql, [person], read)?)
    }

    /// The pairs of an organisation, as people count them: its own, and those of no other in which a mentee has the main workplace
    /// there, on the date of the order or, where there is none, on this day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_org(&self, org: i64, day: Day) -> Result<Vec<Pair>> {
        let sql = format!(
            "{SELECT} WHERE p.org_id = ?1 OR p.org_id IS NULL AND p.id IN \
             (SELECT b.pair_id FROM employments e CROSS JOIN mentees b ON b.person_id = e.person_id WHERE e.org_id = ?1) \
             AND EXISTS (SELECT 1 FROM mentees b JOIN main_workplaces w ON w.person_id = b.person_id \
                         WHERE b.pair_id = p.id AND w.org_id = ?1 \
                         AND w.since <= ifnull(p.order_dated, ?2) AND w.until >= ifnull(p.order_dated, ?2)) \
             ORDER BY p.number_key COLLATE counted, p.id"
        );
        Ok(self.0.all(&sql, (org, day), read)?)
    }

    /// The pair with exactly this number, if there is one.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_number(&self, number: &str) -> Result<Option<Pair>> {
        Ok(self.0.first(&format!("{SELECT} WHERE p.number_key = ?1"), [name::key(number)], read)?)
    }

    /// The pair with an id, if there is one.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_id(&self, id: i64) -> Result<Option<Pair>> {
        Ok(self.0.first(&format!("{SELECT} WHERE p.id = ?1"), [id], read)?)
    }

    /// The pair with exactly this number.
    ///
    /// # Errors
    /// There is none.
    pub fn named(&self, number: &str) -> Result<Pair> {
        self.of_number(number)?.ok_or_else(|| {
            let failure = Failure::refused(format!("нет пары с номером «{number}»"));
            failure
                .advise(Advice::ListPairs)
                .untyped("нет пары с таким номером")
                .absent(PAIRS.table, &[[number]])
                .into()
        })
    }

    /// How many of an organisation's staff are mentees on a day: in all, by order, and with an approved program.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn mentees_in(&self, org: i64, day: Day) -> Result<[i64; 3]> {
        let sql = include_str!("mentees_in.sql");
        let counts = self.0.first(sql, (org, day), |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
        Ok(counts.unwrap_or_default())
    }

    /// The next free whole number for a pair.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn next_number(&self) -> Result<String> {
        self.0.next_number(&PAIRS)
    }

    /// Enters a pair, or changes the one with this number.
    ///
    /// # Errors
    /// Another mentor under the same number; no such form; a rule of the schema.
    pub fn put(&self, draft: &PairDraft) -> Result<PutRow> {
        let form: Option<Form> = draft.form.as_deref().map(|text| self.0.forms().find(text)).transpose()?;
        let known = self.of_number(&draft.number)?;
        if let Some(pair) = known.as_ref().filter(|pair| pair.mentor.id != draft.mentor_id) {
            refuse!("пара {} уже записана с другим наставником: {}", pair.number, pair.mentor.name);
        }
        // A pair starts on the date of its order, unless another start is told or was.
        let has_started = known.as_ref().is_some_and(|pair| pair.started.is_some());
        let started = draft.started.or(draft.order_dated.filter(|_| !has_started));
        notice::check_notice(known.as_ref(), draft)?;
        let row = RowDraft::of(&PAIRS)
            .with(pair::NUMBER, Some(name::tidy(&draft.number)).filter(|_| known.is_none()))
            .with(pair::MENTOR, Some(draft.mentor_id))
            .with(pair::FORM, form.map(|form| form.id))
            .with(pair::MODEL, draft.model)
            .with(pair::KIND, draft.kind)
            .with(pair::ORDER_NUMBER, draft.order_number.as_ref())
            .with(pair::ORDER_DATED, draft.order_dated)
            .with(pair::MENTOR_CONSENT, draft.mentor_consent)
            .with(pair::STARTED, started)
            .with(pair::ENDED, draft.ended)
            .with(pair::END_REASON, draft.end_reason.as_ref())
            .with(pair::BASIS, draft.basis.as_ref())
            .with(pair::ORG, draft.org_id)
            .with(pair::PLANNED_END, draft.planned_end)
            .with(pair::MENTOR_CONSENT_WITHDRAWN, draft.mentor_consent_withdrawn)
            .with(pair::ENDING, draft.ending)
            .with(pair::NOTIFIED, draft.notified);
        // Another kind of end has no notice; whoever consents anew has taken nothing back.
        let is_unnoticed = draft.notified.is_none() && draft.ending.is_some_and(|ending| ending != PairEnding::Notice);
        let row = if is_unnoticed { row.emptied(pair::NOTIFIED) } else { row };
        let was = known.as_ref().and_then(|pair| pair.mentor_consent_withdrawn);
        let is_given_anew = mentee::is_given_anew(draft.mentor_consent, draft.mentor_consent_withdrawn, was);
        let row = if is_given_anew { row.emptied(pair::MENTOR_CONSENT_WITHDRAWN) } else { row };
        let had = known.as_ref().and_then(Pair::first_day);
        let known_form = known.as_ref().map(|pair| pair.form.clone());
        let put = self.0.put_row(known.map(|pair| pair.id), &row)?;
        let now = self.named(&draft.number)?;
        let is_of_other_form = known_form.is_some_and(|form| form != now.form);
        if put.is_new || is_of_other_form || started.is_some_and(|first| Some(first) != had) {
            self.check_first_day(&now)?;
        }
        if !put.is_new {
            self.0.meetings().check_life(&now)?;
        }
        Ok(put)
    }

    /// Takes back the end of a pair: it goes on.
    ///
    /// # Errors
    /// It hasn't ended.
    pub fn reopen(&self, pair: &Pair) -> Result<()> {
        if pair.ended.is_none() {
            refuse!("пара № {} не прекращена", pair.number);
        }
        let end = [pair::ENDED, pair::END_REASON, pair::ENDING, pair::NOTIFIED];
        self.0.amend_row(pair.id, &end.into_iter().fold(RowDraft::of(&PAIRS), RowDraft::emptied))?;
        Ok(())
    }
}
