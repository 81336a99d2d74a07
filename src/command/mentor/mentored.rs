//! Whom a mentor has mentored: each stay of a mentee in a pair, with its order and its programs.

use std::rc::Rc;

use anyhow::Result;

use crate::command::pair::print::participant::job_on;
use crate::domain::{Day, DaySpan};
use crate::register::form;
use crate::report::DocumentFields;
use crate::store::Store;
use crate::store::pair::{Mentee, Pair};
use crate::store::program::Program;

/// The time of a mentee in a mentor's pair.
#[derive(Debug)]
pub struct MentoredStay {
    /// The pair.
    pub pair: Rc<Pair>,
    /// Who, and since when.
    pub mentee: Mentee,
    /// The mentee's post on the first day, with the organisation.
    pub job: String,
    /// From the first day to the last; in force, where a whole order fixes it.
    pub days: DaySpan,
    /// The order as people write it: the mentee's own, else the pair's.
    pub order: Option<String>,
    /// The programs for this mentee under this pair.
    pub programs: Vec<Program>,
}

/// The stays in all pairs of a mentor that began by a day, oldest pair first.
///
/// # Errors
/// The file can't be read.
pub fn stays_of(store: &Store, mentor: i64, day: Day) -> Result<Vec<MentoredStay>> {
    let mut stays = Vec::new();
    for pair in store.pairs().of_person(mentor)? {
        if pair.mentor.id != mentor || pair.first_day().is_some_and(|first| first > day) {
            continue;
        }
        let pair = Rc::new(pair);
        let mut programs = Vec::new();
        for program in store.programs().under_pair(pair.id)? {
            programs.push((store.programs().people(program.id)?, program));
        }
        for mentee in store.pairs().mentees(pair.id)? {
            let first = mentee.in_force_since.or(mentee.joined).or(pair.first_day());
            let last = mentee.in_force_until.or(mentee.ended).or(pair.ended).filter(|last| *last <= day);
            let of_mentee = programs.iter().filter(|(people, _)| people.iter().any(|who| who.id == mentee.who.id));
            stays.push(MentoredStay {
                job: job_on(store, mentee.who.id, None, first.unwrap_or(day))?,
                days: DaySpan::new(first, last),
                order: mentee.order().or_else(|| pair.order()),
                programs: of_mentee.map(|(_, program)| program.clone()).collect(),
                pair: Rc::clone(&pair),
                mentee,
            });
        }
    }
    Ok(stays)
}

impl MentoredStay {
    /// Whether it is practical training of a student, as the second side of its form says.
    pub fn is_of_student(&self) -> bool {
        self.pair.form.as_deref().is_some_and(form::is_mentee_student)
    }

    /// Whether an order fixes it on a day.
    pub fn is_in_force_on(&self, day: Day) -> bool {
        let since = self.mentee.in_force_since;
        since.is_some() && DaySpan::new(since, self.mentee.in_force_until).covers(day)
    }

    /// The programs, each with what has become of it.
    pub fn programs_told(&self) -> String {
        let told = self.programs.iter().map(|program| {
            let approved =
                program.approved.map_or("не утверждена".to_owned(), |day| format!("утверждена {day}"));
            let ended = program.outcome.zip(program.ended);
            let ended = ended.map(|(outcome, day)| format!(", {} {day}", outcome.title())).unwrap_or_default();
            let long = if program.is_over_a_year() { ", дольше года" } else { "" };
            format!("№ {}, {approved}{ended}{long}", program.number)
        });
        told.collect::<Vec<_>>().join("; ")
    }

    /// For a row of a paper.
    pub fn fields(&self) -> DocumentFields {
        DocumentFields::default()
            .with("имя", self.mentee.who.clone())
            .with("должность", self.job.as_str())
            .with("период", self.days.to_string())
            .with_known("форма", self.pair.form.as_deref())
            .with_known("вид", self.pair.kind.map(|kind| kind.title()))
            .with_known("приказ", self.order.as_deref())
            .with("программы", self.programs_told())
    }
}
