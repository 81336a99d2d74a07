//! The things to do as a list: each with what it moves, the heaviest first.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::command::field_column;
use crate::domain::{Day, Decimal, OrgTitle, Secret, ShareShift, plural};
use crate::indicator::{Measure, MendedShare, OrgsOnDay};
use crate::register::{employment, waiver};
use crate::report::{Column, List, Report, SCHEMA, Value};
use crate::store::worklist::{Waiver, WorkItem};

/// As many rows of a kind a table shows where all kinds are asked for: one kind mustn't drown the others.
const SHOWN: usize = 10;

/// A thing to do as it is listed.
pub(super) struct CheckedRow {
    /// The thing.
    pub(super) item: WorkItem,
    /// The shares that its mending moves, by a space: `P1 S7`.
    codes: String,
    /// The greatest move, of the share that it moves most.
    shift: Option<ShareShift>,
    org: Option<OrgTitle>,
    /// Up to when and why it is put off.
    waiver: Option<Waiver>,
    /// What stands over the rows of its kind in a table.
    heading: String,
}

impl CheckedRow {
    /// Whether it isn't put off.
    pub(super) fn is_open(&self) -> bool {
        self.waiver.is_none()
    }

    /// Puts it off if it is among those that are on a day.
    pub(super) fn put_off(&mut self, waivers: &[Waiver], day: Day) {
        let key = self.item.key();
        let found = waivers.binary_search_by(|waiver| waiver.finding.as_str().cmp(&key)).ok();
        self.waiver = found.map(|at| waivers[at].clone()).filter(|waiver| waiver.until >= day);
    }

    fn points(&self) -> Option<Decimal> {
        self.shift.and_then(ShareShift::points)
    }
}

/// The things with what they move, in the order of that.
pub(super) fn rows(
    items: Vec<WorkItem>,
    measures: &[Measure],
    shares: Vec<MendedShare>,
    orgs: &OrgsOnDay<'_>,
) -> Vec<CheckedRow> {
    let mut of_item: HashMap<usize, Vec<MendedShare>> = HashMap::new();
    for share in shares {
        of_item.entry(share.item).or_default().push(share);
    }
    let row = |(at, item): (usize, WorkItem)| {
        let mut moved = of_item.remove(&at).unwrap_or_default();
        moved.sort_by_key(|share| share.measure);
        let codes: Vec<&str> = moved.iter().map(|share| measures[share.measure].code.as_str()).collect();
        let shift = moved.iter().filter_map(|share| share.shift).reduce(|one, other| match one.compare(other) {
            Ordering::Less => other,
            Ordering::Equal | Ordering::Greater => one,
        });
        let org = item.org.and_then(|org| orgs.place(org)).map(|place| orgs.orgs[place].title());
        CheckedRow { codes: codes.join(" "), shift, org, waiver: None, heading: item.kind.title.to_owned(), item }
    };
    let mut rows: Vec<CheckedRow> = items.into_iter().enumerate().map(row).collect();
    // What moves equally much goes by severity; then the order of the pages and of their rows stays.
    rows.sort_by(|one, other| {
        compare(other.shift, one.shift).then(one.item.kind.severity.cmp(&other.item.kind.severity))
    });
    rows
}

fn compare(one: Option<ShareShift>, other: Option<ShareShift>) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => one.compare(other),
        (one, other) => one.is_some().cmp(&other.is_some()),
    }
}

/// The list. In a table the rows of a kind stand together, and what to do stands once a kind under it.
pub(super) fn report(mut rows: Vec<CheckedRow>, is_grouped: bool, is_cut: bool) -> Report {
    let count = plural::count(rows.len() as u64, "замечание", "замечания", "замечаний");
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut kinds: Vec<&str> = Vec::new();
    for row in &rows {
        let code = row.item.kind.code;
        *counts.entry(code).or_default() += 1;
        if counts[code] == 1 {
            kinds.push(code);
        }
    }
    let most = if is_cut { SHOWN } else { usize::MAX };
    let mut notes: Vec<String> = Vec::new();
    if is_grouped {
        let place: HashMap<&str, usize> = kinds.iter().enumerate().map(|(place, code)| (*code, place)).collect();
        rows.sort_by_key(|row| place[row.item.kind.code]);
        for code in &kinds {
            let Some(row) = rows.iter().find(|row| row.item.kind.code == *code) else { continue };
            let (kind, count) = (&row.item.kind, counts[code]);
            let rest = match count > most {
                true => format!("; показаны первые {most} из {count}, все: nastavnik monitor check --only {code}"),
                false => String::new(),
            };
            let clause = if kind.clause.is_empty() { String::new() } else { format!(" ({})", kind.clause) };
            notes.push(format!("{} ({code}){}: {}: {}{rest}", kind.title, clause, kind.advice, row.item.command));
        }
        let mut shown: HashMap<&str, usize> = HashMap::new();
        rows.retain(|row| {
            let at = shown.entry(row.item.kind.code).or_default();
            *at += 1;
            *at <= most
        });
        for row in &mut rows {
            row.heading = format!("{}: {}", row.item.kind.title, counts[row.item.kind.code]);
        }
    }
    let columns = [
        Column::table("heading", "Замечание", |row: &CheckedRow| (&row.heading).into()),
        Column::table("subject", "Запись", |row| row.item.subject().into()),
        Column::data("key", "Ключ", |row| row.item.key().into()),
        Column::data("severity", "Важность", |row| {
            Value::Code(row.item.kind.severity.code(), row.item.kind.severity.title())
        }),
        Column::both("finding", "Что обнаружено", |row| (&row.item.finding).into()),
        Column::data("unit", "О чём", |row| row.item.unit.as_str().into()),
        Column::data("name", "О ком", |row| (&row.item.name).into()),
        field_column::both(employment::ORG, |row| (&row.org).into()),
        Column::data("clause", "Пункт", |row| row.item.kind.clause.into()),
        Column::both("codes", "Показатели", |row| row.codes.as_str().into()),
        Column::both("points", "П. п.", |row| row.points().map_or(Value::Empty, Value::Decimal)),
        Column::data("command", "Команда", |row| row.item.command.as_str().into()),
        field_column::data(waiver::UNTIL, |row| row.waiver.as_ref().map(|waiver| waiver.until).into()),
        Column::data("kind", "Замечание", |row| Value::Code(row.item.kind.code, row.item.kind.title)),
        Column::data("advice", "Что сделать", |row| row.item.kind.advice.into()),
        field_column::data(waiver::REASON, |row| row.waiver.as_ref().map(|waiver| Secret(&waiver.reason)).into()),
        Column::json("schema", |_| SCHEMA.into()),
    ];
    let list = List::new(format!("Что требует внимания: {count}"), columns).notes(notes);
    if is_grouped { list.grouped().of(rows) } else { list.of(rows) }
}
