//! `monitor run --list`: the schedules, what each has made last and what it will make next.

use anyhow::Result;

use super::job::{coming, due};
use crate::command::{Context, Outcome};
use crate::report::{Column, Report, Row, Value};
use crate::store::Store;
use crate::store::schedule::Schedule;

/// The list.
///
/// # Errors
/// The file can't be read.
pub fn report(store: &Store, context: &Context) -> Result<Outcome> {
    let rows = store.schedules()?.iter().map(|schedule| row(store, schedule, context)).collect::<Result<Vec<Row>>>()?;
    Ok(Outcome::report(Report {
        title: format!("Расписания выгрузок на {}: {}", context.today, rows.len()).into(),
        columns: vec![
            Column::table("heading", "Расписание"),
            Column::data("schedule", "№"),
            Column::data("period", "Период"),
            Column::table("measures", "Показатели"),
            Column::data("codes", "Коды показателей"),
            Column::data("regulation", "Акт"),
            Column::both("by", "Разрез"),
            Column::both("format", "Вид файла"),
            Column::data("since", "С даты"),
            Column::both("last", "Выгружено"),
            Column::data("made", "Дата выгрузки"),
            Column::data("below", "Ниже плана"),
            Column::both("due", "Пора"),
            Column::both("next", "Срок"),
            Column::data("folder", "Папка"),
        ],
        rows: Box::new(rows.into_iter()),
        grouped: true,
        notes: Vec::new(),
    }))
}

fn row(store: &Store, schedule: &Schedule, context: &Context) -> Result<Row> {
    let said = &schedule.said;
    let last = store.made(schedule.id)?.pop();
    let due = due(store, schedule, context.today)?;
    let next = match due.first() {
        Some(period) => period.to.next(),
        None => coming(store, schedule, context.today)?.to.next(),
    };
    let measures = match (&said.regulation, said.codes.as_slice()) {
        (None, []) => "все".into(),
        (Some(act), []) => format!("{act}: все"),
        (Some(act), codes) => format!("{act}: {}", codes.join(" ")),
        (None, codes) => codes.join(" "),
    };
    let heading = format!("№ {}, {} → {}", schedule.id, said.cycle, said.folder);
    Ok(vec![
        heading.into(),
        schedule.id.into(),
        Value::Code(said.cycle.code(), said.cycle.title()),
        measures.into(),
        Some(said.codes.join(" ")).filter(|codes| !codes.is_empty()).into(),
        said.regulation.clone().into(),
        said.by.map_or(Value::Empty, |by| Value::Code(by.code(), by.title())),
        Value::Code(said.format.code(), said.format.title()),
        said.since.into(),
        last.as_ref().map(|made| said.cycle.name(said.cycle.period_of(made.ends))).into(),
        last.as_ref().map(|made| made.made).into(),
        last.as_ref().map(|made| made.below).into(),
        due.len().into(),
        next.into(),
        said.folder.as_str().into(),
    ])
}
