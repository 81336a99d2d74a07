//! `org needs confirm`: the list of an organisation is up to date on a day.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, plural};
use crate::register::mentor_need;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::mentor_need::ListConfirmation;

/// `org needs confirm`.
#[derive(Debug, Args)]
pub struct NeedsConfirm {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", requires = "date", help = "Чей перечень")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", requires = "org", help = "На какую дату он верен")]
    date: Option<Day>,
}

impl NeedsConfirm {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match (self.org, self.date) {
            (Some(org), Some(date)) => context.write(|store| confirm(store, context, &org, date)),
            _ => context.read(|store| confirmed(store)),
        }
    }
}

fn confirm(store: &Store, context: &Context, org: &str, date: Day) -> Result<Outcome> {
    let org = store.orgs().find(org)?;
    let mut outcome = Outcome::default();
    context.check_day(Some(date), "дата подтверждения", &mut outcome)?;
    store.mentor_needs().confirm(org.id, date)?;
    let [listed, without] = store.mentor_needs().count_in(org.id, date)?;
    let people = plural::count(listed.into(), "человек", "человека", "человек");
    outcome.messages.push(format!(
        "Перечень нуждающихся в наставнике подтверждён на {date}: {} ({people}, без действующей пары {without})",
        org.name
    ));
    outcome.warnings.extend(org.closed_by(date));
    Ok(outcome)
}

fn confirmed(store: &Store) -> Result<Outcome> {
    let columns = [
        Column::data("id", "№", |c: &ListConfirmation| c.id.into()),
        field_column::both(mentor_need::CONFIRMED_ORG, |c| (&c.org).into()),
        field_column::both(mentor_need::CONFIRMED, |c| c.confirmed.into()),
    ];
    let all = store.mentor_needs().confirmations(None)?;
    Ok(Outcome::report(List::new("Подтверждения перечней нуждающихся в наставнике:", columns).counted().of(all)))
}
