//! `monitor run --list`: the schedules, what each has made last and what it will make next.

use anyhow::Result;

use super::job::{coming, due};
use crate::command::{Context, Outcome, field_column};
use crate::domain::{Cycle, Day, Period};
use crate::register::schedule;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::schedule::{ExportRun, Schedule};

/// A schedule with where it stands.
struct ScheduleStatus {
    schedule: Schedule,
    /// What it has made last.
    last: Option<ExportRun>,
    /// How many exports are due.
    due: usize,
    /// The day of the next one.
    next: Day,
}

/// The list.
///
/// # Errors
/// The file can't be read.
pub fn report(store: &Store, context: &Context) -> Result<Outcome> {
    let standing = |schedule: Schedule| -> Result<ScheduleStatus> {
        let due = due(store, &schedule, context.today)?;
        let next = match due.first() {
            Some(period) => period.to.next(),
            None => coming(store, &schedule, context.today)?.to.next(),
        };
        Ok(ScheduleStatus { last: store.schedules().runs_of(schedule.id)?.pop(), due: due.len(), next, schedule })
    };
    let schedules = store.schedules().all()?.into_iter().map(standing).collect::<Result<Vec<_>>>()?;
    let columns = [
        Column::table("heading", "Расписание", |row: &ScheduleStatus| row.heading().into()),
        Column::data("schedule", "№", |row| row.schedule.id.into()),
        field_column::data(schedule::PERIOD, |row| row.schedule.said.cycle.into()),
        Column::table("measures", "Показатели", |row| row.measures().into()),
        field_column::data(schedule::CODES, |row| {
            Some(row.schedule.said.codes.join(" ")).filter(|codes| !codes.is_empty()).into()
        }),
        field_column::data(schedule::REGULATION, |row| (&row.schedule.said.regulation).into()),
        field_column::both(schedule::BREAKDOWN, |row| row.schedule.said.by.into()),
        field_column::both(schedule::FORMAT, |row| row.schedule.said.format.into()),
        field_column::data(schedule::SINCE, |row| row.schedule.said.since.into()),
        Column::data("last", "Выгружено", |row| row.last_period(Cycle::name).into()),
        Column::table("last_said", "Выгружено", |row| row.last_period(Cycle::said).into()),
        field_column::data(schedule::MADE, |row| row.last.as_ref().map(|made| made.made).into()),
        field_column::data(schedule::BELOW, |row| row.last.as_ref().map(|made| made.below).into()),
        Column::both("due", "Пора", |row| row.due.into()),
        Column::both("next", "Срок", |row| row.next.into()),
        field_column::data(schedule::FOLDER, |row| (&row.schedule.said.folder).into()),
    ];
    let title = format!("Расписания выгрузок на {}:", context.today);
    Ok(Outcome::report(List::new(title, columns).counted().grouped().of(schedules)))
}

impl ScheduleStatus {
    fn heading(&self) -> String {
        format!("№ {}, {} → {}", self.schedule.id, self.schedule.said.cycle, self.schedule.said.folder)
    }

    fn measures(&self) -> String {
        match (&self.schedule.said.regulation, self.schedule.said.codes.as_slice()) {
            (None, []) => "все".into(),
            (Some(act), []) => format!("{act}: все"),
            (Some(act), codes) => format!("{act}: {}", codes.join(" ")),
            (None, codes) => codes.join(" "),
        }
    }

    fn last_period(&self, named: fn(Cycle, Period) -> String) -> Option<String> {
        let cycle = self.schedule.said.cycle;
        self.last.as_ref().map(|made| named(cycle, cycle.period_of(made.ends)))
    }
}
