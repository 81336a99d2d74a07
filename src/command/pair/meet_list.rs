//! `pair meet list`: the log of meetings, of all pairs or of one, with its totals.

use std::collections::BTreeSet;
use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::meeting_log::{due_in_words, held_in_words};
use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{Day, MeetingState, Secret};
use crate::register::{meeting, pair};
use crate::report::{Column, List, Value};
use crate::store::Store;
use crate::store::meeting::{Meeting, MeetingTotals};

/// `pair meet list`.
#[derive(Debug, Args)]
pub struct MeetList {
    #[arg(value_name = "ПАРА", help = "Номер пары; не указан — встречи всех пар")]
    pair: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только пар этой организации")]
    org: Option<String>,
    #[arg(long, help = "Только те, чей день по графику прошёл, а что они состоялись, не отмечено")]
    overdue: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// A meeting and the day on which the log is read.
type LoggedMeeting = (Meeting, Day);

impl MeetList {
    /// The meetings of the pairs of a school: its own, and those of whoever works there.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { pair: None, org: None, overdue: false, school: Some(Rc::clone(school)) }
    }

    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let today = context.today;
        let pair = self.pair.as_deref().map(|number| store.pairs().named(number)).transpose()?;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let of_org = org.map(|org| store.pairs().of_org(org.id, today)).transpose()?;
        let of_org: Option<BTreeSet<i64>> = of_org.map(|pairs| pairs.into_iter().map(|pair| pair.id).collect());
        let of_school = self.school.as_deref().map(|school| pairs_of(school, store, today)).transpose()?;
        let title = match &pair {
            Some(pair) => format!("Встречи пары № {}:", pair.number),
            None => "Встречи:".to_owned(),
        };
        let is_listed = move |meeting: &Meeting| {
            let is_of = |pairs: &Option<BTreeSet<i64>>| pairs.as_ref().is_none_or(|all| all.contains(&meeting.pair_id));
            is_of(&of_org) && is_of(&of_school) && (!self.overdue || meeting.state(today) == MeetingState::Overdue)
        };
        let notes = match &pair {
            Some(pair) => totals_in_words(&MeetingTotals::of(&store.meetings().of_pair(pair.id)?, today)),
            None => Vec::new(),
        };
        let columns = [
            Column::both("id", "№", |(meeting, _): &LoggedMeeting| meeting.id.into()),
            field_column::both(meeting::PAIR, |(meeting, _)| (&meeting.pair).into()),
            field_column::both(pair::MENTOR, |(meeting, _)| (&meeting.mentor).into()),
            field_column::both(meeting::HELD, |(meeting, _)| meeting.held.into()),
            field_column::both(meeting::DUE, |(meeting, _)| meeting.due.into()),
            field_column::both(meeting::FORM, |(meeting, _)| meeting.form.into()),
            field_column::both(meeting::TOPIC, |(meeting, _)| Secret(&meeting.topic).into()),
            field_column::data(meeting::LESSON, |(meeting, _)| Secret(&meeting.lesson).into()),
            field_column::data(meeting::MINUTES, |(meeting, _)| Secret(&meeting.minutes).into()),
            Column::both("state", "Состояние", |(meeting, today)| {
                let state = meeting.state(*today);
                Value::Code(state.code(), state.title())
            }),
        ];
        let (store, pair) = (Rc::clone(store), pair.map(|pair| pair.id));
        Ok(Outcome::report(List::new(title, columns).counted().notes(notes).walked(move |row| {
            store.meetings().each(pair, &mut |meeting| {
                if is_listed(&meeting) { row((meeting, today)) } else { Ok(()) }
            })
        })))
    }
}

/// The totals of a log under it.
fn totals_in_words(totals: &MeetingTotals) -> Vec<String> {
    let due = due_in_words(totals).map(|due| format!("По графику: {due}"));
    [format!("Состоялось: {}", held_in_words(totals))].into_iter().chain(due).collect()
}

/// The pairs of a school that last on a day.
fn pairs_of(school: &TemplateSchool, store: &Store, day: Day) -> Result<BTreeSet<i64>> {
    let mut pairs = BTreeSet::new();
    store.pairs().each(&mut |pair, mentees| {
        if pair.open_on(day) && school.has_pair(&pair, &mentees) {
            pairs.insert(pair.id);
        }
        Ok(())
    })?;
    Ok(pairs)
}
