//! On the first day in a pair its mentor and its mentee have work, whatever way they were entered: a pair of people who have
//! left since goes in, one of people who weren't there does not.

use anyhow::Result;

use super::{Pair, Pairs};
use crate::domain::{Day, Who};
use crate::error::{Advice, Failure};

/// The side of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mentor,
    Mentee,
    Tutor,
}

/// What a day is that is checked.
const FIRST_DAY: &str = "первый день";
const ORDER_DAY: &str = "день приказа о продлении";

impl Pairs<'_> {
    /// Checks the first day of a pair, for its mentor and for all mentees who have no other.
    ///
    /// # Errors
    /// Somebody has no work on it.
    pub(super) fn check_first_day(&self, pair: &Pair) -> Result<()> {
        let Some(first) = pair.first_day() else { return Ok(()) };
        self.check_work(pair, Side::Mentor, &pair.mentor, FIRST_DAY, first)?;
        for mentee in self.mentees(pair.id)?.iter().filter(|mentee| mentee.joined.is_none()) {
            self.check_work(pair, Side::Mentee, &mentee.who, FIRST_DAY, first)?;
        }
        Ok(())
    }

    /// Checks the first day of a pair after it has become another one.
    ///
    /// # Errors
    /// The mentor, or a mentee of the first day, has no work on it; a meeting was before.
    pub fn check_start(&self, number: &str) -> Result<()> {
        let pair = self.named(number)?;
        self.check_first_day(&pair)?;
        self.0.meetings().check_life(&pair)
    }

    /// Checks the first day of a mentee who is in a pair from its beginning.
    ///
    /// # Errors
    /// He has no work on it.
    pub fn check_joining(&self, number: &str, person: i64) -> Result<()> {
        self.check_first_day_of(&self.named(number)?, person, None)
    }

    /// Checks the first day of one mentee in a pair.
    ///
    /// # Errors
    /// He has no work on it, or the mentor hasn't.
    pub(super) fn check_first_day_of(&self, pair: &Pair, person: i64, joined: Option<Day>) -> Result<()> {
        let Some(first) = joined.or_else(|| pair.first_day()) else { return Ok(()) };
        if joined.is_some() {
            self.check_work(pair, Side::Mentor, &pair.mentor, FIRST_DAY, first)?;
        }
        let name = self.0.people().get(person)?.name;
        self.check_work(pair, Side::Mentee, &Who::new(person, name), FIRST_DAY, first)
    }

    /// Checks that the mentor and the mentees who are in a pair on a day have work on it.
    ///
    /// # Errors
    /// Somebody has none.
    pub(super) fn check_work_of_all(&self, pair: &Pair, day: Day) -> Result<()> {
        self.check_work(pair, Side::Mentor, &pair.mentor, ORDER_DAY, day)?;
        for mentee in self.mentees(pair.id)?.iter().filter(|mentee| mentee.days().covers(day)) {
            self.check_work(pair, Side::Mentee, &mentee.who, ORDER_DAY, day)?;
        }
        Ok(())
    }

    /// Checks the first day of a tutor beside the mentor of a pair.
    ///
    /// # Errors
    /// He has no work on it.
    pub fn check_work_of_tutor(&self, pair: &Pair, person: i64, joined: Option<Day>) -> Result<()> {
        let Some(first) = joined.or_else(|| pair.first_day()) else { return Ok(()) };
        let name = self.0.people().get(person)?.name;
        self.check_work(pair, Side::Tutor, &Who::new(person, name), FIRST_DAY, first)
    }

    fn check_work(&self, pair: &Pair, side: Side, who: &Who, which: &str, day: Day) -> Result<()> {
        // Whom no staff file brings has no work here: as the form says, or the register of mentors.
        let outside = match side {
            Side::Mentor | Side::Tutor => "mentor_outside",
            Side::Mentee => "mentee_outside",
        };
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM employments WHERE person_id = ?1 AND hired <= ?2 AND (dismissed IS NULL OR dismissed >= ?2)) \
             OR EXISTS (SELECT 1 FROM pairs p JOIN forms f ON f.id = p.form_id WHERE p.id = ?3 AND f.{outside}) \
             OR EXISTS (SELECT 1 FROM mentors WHERE person_id = ?1 AND category <> 'teacher')"
        );
        if self.0.first(&sql, (who.id, day, pair.id), |row| row.get(0))? == Some(true) {
            return Ok(());
        }
        let side = match side {
            Side::Mentor => "наставника",
            Side::Mentee => "наставляемого",
            Side::Tutor => "тьютора",
        };
        let told = |whose: &str| {
            let why = format!("пара {}: на {which} ({day}) у {whose} нет места работы", pair.number);
            Failure::refused(why).advise(Advice::CheckFirstDay)
        };
        Err(told(&format!("{side} {}", who.name)).nameless(told(side)).into())
    }
}
