//! A pair that another mentor takes over: the old one ends the day before, a new one begins with whoever is in it, and what is under
//! way goes along: programs with dated links, the meetings of the schedule, the tutor.

use std::collections::BTreeSet;

use anyhow::Result;
use rusqlite::Row;

use super::{MenteeDraft, Pair, PairDraft, Pairs};
use crate::domain::{Day, PairEnding, PairKind, Who};
use crate::refuse;
use crate::register::program::{LINKED_UNTIL, PROGRAM_PAIRS};
use crate::store::RowDraft;

/// What a command says of a hand-over.
#[derive(Debug, Clone)]
pub struct HandoverDraft {
    /// The number of the new pair.
    pub number: String,
    /// The new mentor.
    pub mentor: Who,
    /// The first day with him.
    pub day: Day,
    /// Of the order that fixes the new pair.
    pub order_number: Option<String>,
    /// Of the same order.
    pub order_dated: Option<Day>,
    /// When the new mentor agreed.
    pub mentor_consent: Option<Day>,
    /// When the mentees agreed.
    pub mentee_consent: Option<Day>,
    /// The kind of the new pair, if it is another.
    pub kind: Option<PairKind>,
}

/// What went along.
#[derive(Debug, Clone)]
pub struct HandedOver {
    /// The mentees.
    pub mentees: Vec<Who>,
    /// The numbers of the programs.
    pub programs: Vec<String>,
    /// How many meetings of the schedule.
    pub meetings: usize,
    /// The tutors.
    pub tutors: Vec<Who>,
    /// The tutor who is the new mentor now, and no tutor any more.
    pub become_mentor: Vec<Who>,
}

/// A program under the pair that is handed over.
struct LinkedProgram {
    link: i64,
    program: i64,
    number: String,
    since: Option<Day>,
    until: Option<Day>,
}

impl Pairs<'_> {
    /// Hands a pair over to another mentor.
    ///
    /// # Errors
    /// It has ended, or the day is no later than its first; the mentor has it already or is in it; nobody is left in it; it met
    /// on a later day; what [`put`](Self::put) refuses.
    pub fn hand_over(&self, pair: &Pair, draft: &HandoverDraft) -> Result<HandedOver> {
        let day = draft.day;
        let last = day.previous();
        if let Some(ended) = pair.ended {
            refuse!("пара № {} прекращена {ended}: передают действующую", pair.number);
        }
        if pair.mentor.id == draft.mentor.id {
            refuse!("наставник пары № {} и есть {}", pair.number, pair.mentor.name);
        }
        if let Some(first) = pair.first_day().filter(|first| last < *first) {
            refuse!("пара № {} начата {first}: передать её можно со следующего дня или позже", pair.number);
        }
        let mut moved = self.mentees(pair.id)?;
        moved.retain(|mentee| mentee.ended.is_none_or(|ended| ended >= day));
        if let Some(later) = moved.iter().find(|mentee| mentee.joined.is_some_and(|joined| joined >= day)) {
            let joined = later.joined.unwrap_or(day);
            refuse!("{}: в паре № {} с {joined}, а передаётся она раньше, {day}", later.who.name, pair.number);
        }
        if moved.is_empty() {
            refuse!("в паре № {} на {day} нет наставляемых: передавать некого", pair.number);
        }
        if moved.iter().any(|mentee| mentee.who.id == draft.mentor.id) {
            refuse!("{} в паре № {} — наставляемый (Ножай-Юрт, п. 1.6)", draft.mentor.name, pair.number);
        }
        self.put(&PairDraft {
            number: pair.number.clone(),
            mentor_id: pair.mentor.id,
            ended: Some(last),
            ending: Some(PairEnding::Replaced),
            end_reason: Some(format!("замена наставника, продолжает пара № {}", draft.number)),
            ..PairDraft::default()
        })?;
        self.put(&PairDraft {
            number: draft.number.clone(),
            mentor_id: draft.mentor.id,
            form: pair.form.clone(),
            model: pair.model,
            kind: draft.kind.or(pair.kind),
            order_number: draft.order_number.clone(),
            order_dated: draft.order_dated,
            mentor_consent: draft.mentor_consent,
            started: Some(day),
            basis: Some(format!("замена наставника в паре № {}", pair.number)),
            org_id: pair.org_id,
            planned_end: pair.term_on(day).filter(|until| *until >= day),
            ..PairDraft::default()
        })?;
        let next = self.named(&draft.number)?;
        for mentee in &moved {
            self.put_mentee(
                &next,
                &MenteeDraft {
                    person_id: mentee.who.id,
                    consent: draft.mentee_consent,
                    joined: Some(day),
                    ended: mentee.ended,
                    end_reason: mentee.end_reason.clone(),
                    request: mentee.request.clone(),
                    ..MenteeDraft::default()
                },
            )?;
        }
        let sql = "UPDATE meetings SET pair_id = ?2 WHERE pair_id = ?1 AND held IS NULL AND due >= ?3";
        let meetings = self.0.execute(sql, (pair.id, next.id, day))?;
        let mentees: Vec<Who> = moved.into_iter().map(|mentee| mentee.who).collect();
        let programs = self.move_programs(pair.id, next.id, day, last, &mentees)?;
        let (tutors, become_mentor) = self.0.tutors().hand_over(pair, &next, day)?;
        Ok(HandedOver { mentees, programs, meetings, tutors, become_mentor })
    }

    /// Links the programs of whoever goes along to the new pair from the day on.
    fn move_programs(&self, from: i64, to: i64, day: Day, last: Day, mentees: &[Who]) -> Result<Vec<String>> {
        let sql = "SELECT l.id, l.program_id, g.number, l.since, l.until FROM program_pairs l JOIN programs g ON g.id = l.program_id \
                   WHERE l.pair_id = ?1 AND ifnull(l.until, '9999-12-31') >= ?2 AND ifnull(g.ended, '9999-12-31') >= ?2 \
                   ORDER BY g.number_key COLLATE counted, l.id";
        let read = |row: &Row<'_>| {
            Ok(LinkedProgram {
                link: row.get(0)?,
                program: row.get(1)?,
                number: row.get(2)?,
                since: row.get(3)?,
                until: row.get(4)?,
            })
        };
        let who: BTreeSet<i64> = mentees.iter().map(|mentee| mentee.id).collect();
        let mut moved = Vec::new();
        for linked in self.0.all(sql, (from, day), read)? {
            let people = self.0.programs().people(linked.program)?;
            if !people.iter().any(|person| who.contains(&person.id)) {
                continue;
            }
            if linked.since.is_some_and(|since| since >= day) {
                // It wasn't to run under the old pair before that day at all.
                self.0.execute("UPDATE program_pairs SET pair_id = ?2 WHERE id = ?1", (linked.link, to))?;
            } else {
                self.0.amend_row(linked.link, &RowDraft::of(&PROGRAM_PAIRS).with(LINKED_UNTIL, Some(last)))?;
                let sql = "INSERT INTO program_pairs (program_id, pair_id, since, until) VALUES (?1, ?2, ?3, ?4)";
                self.0.insert(sql, (linked.program, to, day, linked.until))?;
            }
            moved.push(linked.number);
        }
        Ok(moved)
    }
}
