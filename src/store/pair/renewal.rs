//! Pairs that an order prolongs. From the date of the order on another last day is planned; on the days before it stays what it was.

use anyhow::Result;
use rusqlite::Row;

use super::{Pair, Pairs, order_in_words};
use crate::domain::Day;
use crate::refuse;
use crate::register::renewal::{ORDER_DATED, ORDER_NUMBER, PAIR, RENEWALS, UNTIL};
use crate::store::{PutRow, RowDraft};

/// Up to when a pair is planned, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The date of the order that says so.
    pub since: Day,
    /// The last day.
    pub until: Day,
}

/// A prolongation as it is stored.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// Stays the same for ever.
    pub id: i64,
    /// Of the order.
    pub order_number: String,
    /// Of the order.
    pub order_dated: Day,
    /// The last day from then on.
    pub until: Day,
}

/// What a command says of a prolongation.
#[derive(Debug, Clone)]
pub struct RenewalDraft {
    /// Of the order.
    pub order_number: String,
    /// Of the order.
    pub order_dated: Day,
    /// The last day from then on.
    pub until: Day,
}

/// Reads the terms of a pair, «2024-09-01 2025-05-31 …», oldest first.
pub(super) fn read_terms(text: Option<&str>) -> Vec<Term> {
    let days: Vec<Day> = text.unwrap_or_default().split_whitespace().filter_map(|day| Day::parse(day).ok()).collect();
    let mut terms: Vec<_> = days.chunks_exact(2).map(|days| Term { since: days[0], until: days[1] }).collect();
    terms.sort();
    terms
}

impl Renewal {
    /// The order as people write it.
    pub fn order(&self) -> String {
        order_in_words(Some(&self.order_number), Some(self.order_dated)).unwrap_or_default()
    }
}

impl Pair {
    /// The last day as it is planned on a day.
    pub fn term_on(&self, day: Day) -> Option<Day> {
        let renewed = self.renewed.iter().rev().find(|term| term.since <= day);
        renewed.map(|term| term.until).or(self.planned_end)
    }
}

impl Pairs<'_> {
    /// The orders that prolonged a pair, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn renewals(&self, pair: i64) -> Result<Vec<Renewal>> {
        let sql = "SELECT id, order_number, order_dated, until FROM renewals WHERE pair_id = ?1 ORDER BY order_dated";
        let read = |row: &Row<'_>| {
            Ok(Renewal { id: row.get(0)?, order_number: row.get(1)?, order_dated: row.get(2)?, until: row.get(3)? })
        };
        Ok(self.0.all(sql, [pair], read)?)
    }

    /// Prolongs a pair, or corrects the order of that day which did.
    ///
    /// # Errors
    /// It has ended, no order fixes it, or the order isn't the last one; the new term isn't later; somebody has no work on the
    /// date of the order.
    pub fn renew(&self, pair: &Pair, draft: &RenewalDraft) -> Result<PutRow> {
        let RenewalDraft { order_number, order_dated: day, until } = draft;
        if let Some(ended) = pair.ended {
            refuse!("пара № {} прекращена {ended}: продлевают действующую", pair.number);
        }
        let (Some(_), Some(fixed)) = (&pair.order_number, pair.order_dated) else {
            refuse!("пара № {} ещё не закреплена приказом: продлевать нечего (Ножай-Юрт, п. 2.7)", pair.number);
        };
        let first = pair.first_day().map_or(fixed, |first| first.max(fixed));
        if *day <= first {
            refuse!(
                "пара № {}: приказ о продлении от {day}, а пара закреплена {first}: нужна более поздняя дата",
                pair.number
            );
        }
        if let Some(later) = pair.renewed.last().filter(|term| term.since > *day) {
            refuse!("пара № {} уже продлена более поздним приказом, от {}", pair.number, later.since);
        }
        let before =
            pair.renewed.iter().rev().find(|term| term.since < *day).map(|term| term.until).or(pair.planned_end);
        if let Some(before) = before.filter(|before| until <= before) {
            refuse!("пара № {}: новый срок {until} не позже прежнего, {before}", pair.number);
        }
        if until < day {
            refuse!("пара № {}: новый срок {until} истекает раньше, чем издан приказ ({day})", pair.number);
        }
        self.check_work_of_all(pair, *day)?;
        let row = RowDraft::of(&RENEWALS)
            .with(PAIR, Some(pair.id))
            .with(ORDER_NUMBER, Some(order_number))
            .with(ORDER_DATED, Some(*day))
            .with(UNTIL, Some(*until));
        self.0.put_row(self.0.row_like(&row)?, &row)
    }
}
