//! `org needs propose`: novices and newcomers who have no mentor are proposed for the list of their organisation.

use std::collections::HashSet;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, Names, NeedReason, OrgKind, OrgTitle, Period, Phrase, plural};
use crate::indicator::{Measure, OrgsOnDay, Verdict, judge};
use crate::register::{employment, mentor_need, person};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::mentor_need::MentorNeedDraft;

/// `org needs propose`.
#[derive(Debug, Args)]
pub struct NeedsPropose {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только в перечень этой организации")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Записать предложенных в перечень с этой даты")]
    create: bool,
}

/// Somebody who is proposed for a list.
struct Proposal {
    person: i64,
    name: Phrase,
    org_id: i64,
    org: OrgTitle,
    reason: NeedReason,
    hired: Option<Day>,
}

impl NeedsPropose {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        match self.create {
            true => context.write(|store| {
                let mut outcome = Outcome::default();
                context.check_day(Some(day), "дата включения в перечень", &mut outcome)?;
                enter(store, &self.proposals(store, day)?, day, outcome)
            }),
            false => context.read(|store| Ok(listed(self.proposals(store, day)?, day))),
        }
    }

    /// Who is proposed on a day, by organisation and name.
    fn proposals(&self, store: &Store, day: Day) -> Result<Vec<Proposal>> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        let when = Period::day(day).seen(day)?;
        let orgs = match org {
            Some(org) => OrgsOnDay::of_org(store, when, org)?,
            None => OrgsOnDay::new(store, when)?,
        };
        // Who is a teacher and who a novice is asked where the shares ask it.
        let of_facts = |facts: &[&str]| Measure::of_facts("teacher", OrgKind::EDUCATIONAL, facts);
        let judged = judge(&orgs, &[of_facts(&["novice"])?, of_facts(&[])?], false)?;
        let [novices, teachers] = &judged[..] else { return Ok(Vec::new()) };
        let counted = |verdict: &Verdict| matches!(verdict, Verdict::Counted);
        let novices: HashSet<i64> =
            novices.units.iter().filter(|unit| counted(&unit.verdict)).map(|unit| unit.unit).collect();
        let (jobs, spared) = (store.mentor_needs().main_jobs(day)?, store.mentor_needs().spared(day)?);
        let mut proposals = Vec::new();
        for unit in teachers.units.iter().filter(|unit| counted(&unit.verdict)) {
            let Some(org) = unit.place.map(|place| &orgs.orgs[place]) else { continue };
            let hired = jobs.get(&unit.unit).copied();
            let reason = match (novices.contains(&unit.unit), hired) {
                (true, _) => NeedReason::Novice,
                (false, Some(hired)) if hired > day.minus_years(1) => NeedReason::NewPost,
                _ => continue,
            };
            // Whoever was taken off the list since he works there isn't wanted on it again for the same reason.
            let removed = spared.removed.get(&(org.id, unit.unit, reason));
            if spared.people.contains(&unit.unit) || removed.is_some_and(|dated| Some(*dated) >= hired) {
                continue;
            }
            let (person, name) = (unit.unit, unit.about.label.clone());
            proposals.push(Proposal { person, name, org_id: org.id, org: org.title(), reason, hired });
        }
        Ok(proposals)
    }
}

/// The proposals as a list.
fn listed(proposals: Vec<Proposal>, day: Day) -> Outcome {
    let columns = [
        Column::data("person", "№ человека", |p: &Proposal| p.person.into()),
        field_column::both(person::NAME, |p| (&p.name).into()),
        field_column::both(mentor_need::ORG, |p| (&p.org).into()),
        field_column::both(mentor_need::REASON, |p| p.reason.into()),
        field_column::both(employment::HIRED, |p| p.hired.into()),
    ];
    let note = (!proposals.is_empty()).then(|| "Записать их в перечень: та же команда с --create".to_owned());
    let list = List::new(format!("Предлагаются в перечень нуждающихся в наставнике на {day}:"), columns);
    Outcome::report(list.counted().notes(note.into_iter().collect()).of(proposals))
}

/// The proposals as entries of the lists.
fn enter(store: &Store, proposals: &[Proposal], day: Day, mut outcome: Outcome) -> Result<Outcome> {
    for Proposal { person, name, org_id, org, reason, .. } in proposals {
        let draft = MentorNeedDraft { reason: Some(*reason), dated: Some(day), ..MentorNeedDraft::default() };
        let put = store.mentor_needs().put(*org_id, *person, &draft)?;
        let name = name.said(&Names::default());
        outcome.messages.push(format!("Записано № {}: {name}, {reason} ({})", put.id, org.shown()));
    }
    let people = plural::count(proposals.len() as u64, "человек", "человека", "человек");
    outcome.messages.push(format!("Записано в перечень нуждающихся в наставнике с {day}: {people}"));
    Ok(outcome)
}
