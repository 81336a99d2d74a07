//! Pairs and groups: a mentor, one or more mentees, the order that fixes them (nozhay-yurt 2.7, 4, 5.2).

use anyhow::Result;
use rusqlite::Row;

use super::form::Form;
use super::{PutRow, RowDraft, Store};
use crate::domain::{Day, Model, PairKind, Who, name, plural};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::pair::{self, MENTEES, PAIRS};
use crate::register::person::PERSON;

/// A pair as it is stored.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Stays the same for ever.
    pub id: i64,
    /// The methodist's own number.
    pub number: String,
    /// The mentor.
    pub mentor: Who,
    /// The mentor's СНИЛС, 11 digits.
    pub mentor_snils: Option<String>,
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
}

/// A mentee of a pair.
#[derive(Debug, Clone)]
pub struct Mentee {
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// When the mentee agreed.
    pub consent: Option<Day>,
}

const SELECT: &str = "SELECT p.id, p.number, p.mentor_id, m.name AS mentor, m.snils AS mentor_snils, f.title AS form, p.model, \
                      p.kind, p.order_number, p.order_dated, p.mentor_consent, p.started, p.ended, p.end_reason, p.basis \
                      FROM pairs p JOIN people m ON m.id = p.mentor_id LEFT JOIN forms f ON f.id = p.form_id";

/// All pairs, a row a mentee.
const SELECT_ALL: &str = "SELECT p.id, p.number, p.mentor_id, m.name AS mentor, m.snils AS mentor_snils, f.title AS form, \
                          p.model, p.kind, p.order_number, p.order_dated, p.mentor_consent, p.started, p.ended, p.end_reason, \
                          p.basis, b.person_id, h.name, h.snils, b.consent \
                          FROM pairs p JOIN people m ON m.id = p.mentor_id LEFT JOIN forms f ON f.id = p.form_id \
                          LEFT JOIN mentees b ON b.pair_id = p.id LEFT JOIN people h ON h.id = b.person_id \
                          ORDER BY p.id, b.id";

fn read(row: &Row<'_>) -> rusqlite::Result<Pair> {
    Ok(Pair {
        id: row.get("id")?,
        number: row.get("number")?,
        mentor: Who::new(row.get("mentor_id")?, row.get::<_, String>("mentor")?),
        mentor_snils: row.get("mentor_snils")?,
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
    })
}

fn read_mentee(row: &Row<'_>) -> rusqlite::Result<Mentee> {
    let who = Who::new(row.get("person_id")?, row.get::<_, String>("name")?);
    Ok(Mentee { who, snils: row.get("snils")?, consent: row.get("consent")? })
}

impl Pair {
    /// The order as people write it: «№ 15-ОД от 01.09.2022».
    pub fn order(&self) -> Option<String> {
        let number = self.order_number.as_ref().map(|n| format!("№ {n}"));
        let dated = self.order_dated.map(|d| format!("от {d}"));
        let text: Vec<_> = [number, dated].into_iter().flatten().collect();
        Some(text.join(" ")).filter(|text| !text.is_empty())
    }

    /// Whether it lasts on a day.
    pub fn open_on(&self, day: Day) -> bool {
        self.started.is_none_or(|first| first <= day) && self.ended.is_none_or(|last| last >= day)
    }
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
    /// Hands over all pairs with their mentees, both in the order in which they were entered.
    pub fn each(&self, found: &mut dyn FnMut(Pair, Vec<Mentee>) -> Result<()>) -> Result<()> {
        let mentee = |row: &Row<'_>| match row.get::<_, Option<i64>>("person_id")? {
            Some(_) => read_mentee(row).map(Some),
            None => Ok(None),
        };
        self.0.each_with(SELECT_ALL, read, mentee, found)
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

    /// The pair with exactly this number, if there is one.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_number(&self, number: &str) -> Result<Option<Pair>> {
        Ok(self.0.first(&format!("{SELECT} WHERE p.number_key = ?1"), [name::key(number)], read)?)
    }

    /// The pair with exactly this number.
    ///
    /// # Errors
    /// There is none.
    pub fn named(&self, number: &str) -> Result<Pair> {
        self.of_number(number)?.ok_or_else(|| {
            let failure = Failure::refused(format!("нет пары с номером «{number}»"));
            failure.advise(Advice::ListPairs).untyped("нет пары с таким номером").into()
        })
    }

    /// A pair's mentees, in the order in which they were entered.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn mentees(&self, pair: i64) -> Result<Vec<Mentee>> {
        let sql = "SELECT b.person_id, p.name, p.snils, b.consent FROM mentees b JOIN people p ON p.id = b.person_id \
                   WHERE b.pair_id = ?1 ORDER BY b.id";
        Ok(self.0.all(sql, [pair], read_mentee)?)
    }

    /// The mentee of a pair whom a СНИЛС names, else its only one.
    ///
    /// # Errors
    /// The pair has several and none is named, or the named one isn't in it.
    pub fn mentee_of(&self, pair: &Pair, snils: Option<&str>) -> Result<i64> {
        let mentees = self.mentees(pair.id)?;
        let Some(snils) = snils else {
            return match mentees.as_slice() {
                [only] => Ok(only.who.id),
                [] => refuse!("в паре {} нет наставляемых", pair.number),
                _ => refuse!("в паре {} несколько наставляемых: укажите СНИЛС", pair.number),
            };
        };
        let sql = "SELECT b.person_id FROM mentees b JOIN people p ON p.id = b.person_id WHERE b.pair_id = ?1 AND p.snils = ?2";
        let found = self.0.first(sql, (pair.id, snils), |row| row.get(0))?;
        found.ok_or_else(|| Failure::refused(format!("в паре {} нет наставляемого с таким СНИЛС", pair.number)).into())
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
        let sql = "SELECT ifnull(max(CAST(number AS INTEGER)), 0) + 1 FROM pairs WHERE number NOT GLOB '*[^0-9]*'";
        let next: Option<i64> = self.0.first(sql, [], |row| row.get(0))?;
        Ok(next.unwrap_or(1).to_string())
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
        let row = RowDraft::of(&PAIRS)
            .with(pair::NUMBER, Some(name::tidy(&draft.number)).filter(|_| known.is_none()))
            .with(pair::MENTOR, Some(draft.mentor_id))
            .with(pair::FORM, form.map(|form| form.id))
            .with(pair::MODEL, draft.model)
            .with(pair::KIND, draft.kind)
            .with(pair::ORDER_NUMBER, draft.order_number.as_ref())
            .with(pair::ORDER_DATED, draft.order_dated)
            .with(pair::MENTOR_CONSENT, draft.mentor_consent)
            .with(pair::STARTED, draft.started.or(draft.order_dated.filter(|_| !has_started)))
            .with(pair::ENDED, draft.ended)
            .with(pair::END_REASON, draft.end_reason.as_ref())
            .with(pair::BASIS, draft.basis.as_ref());
        self.0.put_row(known.map(|pair| pair.id), &row)
    }

    /// Adds a mentee to a pair, or a consent to a mentee.
    ///
    /// # Errors
    /// The mentee is the mentor.
    pub fn put_mentee(&self, pair: i64, person: i64, consent: Option<Day>) -> Result<PutRow> {
        let row = RowDraft::of(&MENTEES)
            .with(pair::PAIR, Some(pair))
            .with(PERSON, Some(person))
            .with(pair::MENTEE_CONSENT, consent);
        self.0.put_row(self.0.row_like(&row)?, &row)
    }

    /// What a pair must keep to whatever way it was entered; returns what a person should look at.
    ///
    /// # Errors
    /// «В группе» with fewer than two mentees (nozhay-yurt 4.6).
    pub fn remarks(&self, number: &str) -> Result<Vec<String>> {
        let pair = self.named(number)?;
        let mentees = self.mentees(pair.id)?;
        let count = mentees.len() as u64;
        let mut warnings = Vec::new();
        match pair.kind {
            Some(kind @ PairKind::Group) if !pair::mentees_of(kind).contains(&count) => {
                let have = plural::count(count, "наставляемый", "наставляемых", "наставляемых");
                refuse!("пара {number}: вид «в группе» — от двух наставляемых, а здесь {have} (Ножай-Юрт, п. 4.6)");
            }
            Some(kind @ PairKind::Traditional) if !pair::mentees_of(kind).contains(&count) => {
                warnings.push(format!("пара {number}: вид «традиционное» — один на один, а наставляемых {count}"));
            }
            Some(PairKind::Reverse) => {
                let mentor = self.0.people().get(pair.mentor.id)?.born;
                for mentee in &mentees {
                    let born = self.0.people().get(mentee.who.id)?.born;
                    if mentor.zip(born).is_some_and(|(mentor, mentee)| !pair::is_reverse(mentor, mentee)) {
                        warnings.push(format!(
                            "пара {number}: вид «реверсивное», но наставник старше наставляемого (Ножай-Юрт, п. 4.6)"
                        ));
                    }
                }
            }
            _ => {}
        }
        Ok(warnings)
    }
}
