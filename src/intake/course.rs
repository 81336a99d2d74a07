//! The course of an import: one thread reads and understands rows, the other writes them; every defect is collected.

use std::collections::BTreeSet;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use anyhow::Result;

use super::import::{Entry, Import, Plan};
use super::kind::{Kind, Told};
use super::reading::{Defect, Defects, Found, Opened, Sheet, Source};
use crate::domain::Day;
use crate::error::Failure;
use crate::store::Store;

/// Rows that go from one thread to the other at a time.
const BATCH: usize = 256;

/// How an import is to go.
#[derive(Clone, Copy, Default)]
pub struct Mode<'a> {
    /// Leaves refused rows out and imports the rest, where otherwise one defect refuses the file.
    pub accept_valid: bool,
    /// Keeps what is wrong with every row, not only with those of which people are told.
    pub keep_defects: bool,
    /// Keeps the new records too, not only their number: of a country they fill the memory.
    pub keep_new: bool,
    /// Hands the refused rows out ([`Plan::rejects`]); wants `keep_defects`.
    pub rejects: bool,
    /// Is told from time to time how much of the file is done, 0 to 1.
    pub progress: Option<&'a dyn Fn(f64)>,
}

/// What the reading thread has found.
struct Batch<T> {
    rows: Vec<T>,
    flawed: Vec<Defect>,
    /// How much of the file is read, 0 to 1.
    read: f64,
}

impl<T> Batch<T> {
    fn new() -> Self {
        Self { rows: Vec::with_capacity(BATCH), flawed: Vec::new(), read: 0.0 }
    }
}

/// Reads a file of a kind and puts its rows into the database, within the command's transaction. A plan with defects must
/// not be kept, unless the mode accepts the valid rows.
///
/// # Errors
/// The file isn't such a table; the database can't be used.
pub fn run<K: Kind>(store: &Store, today: Day, source: &Source, kind: &mut K, mode: Mode<'_>) -> Result<Plan> {
    let sheet = Opened::open(source)?.sheet_with(kind.layout(), &kind.substitutes())?;
    of_sheet(store, today, sheet, kind, mode)
}

/// As [`run`], of a table that is open already.
///
/// # Errors
/// As [`run`].
pub fn of_sheet<K: Kind>(store: &Store, today: Day, mut sheet: Sheet, kind: &mut K, mode: Mode<'_>) -> Result<Plan> {
    let mut plan = valid(store, today, &mut sheet, kind, mode)?;
    if mode.rejects {
        plan.rejects = sheet.rejects(&plan.defects)?;
    }
    Ok(plan)
}

/// The passes through the file: one, or as many as it takes to find the rows that are valid.
fn valid<K: Kind>(store: &Store, today: Day, sheet: &mut Sheet, kind: &mut K, mode: Mode<'_>) -> Result<Plan> {
    if !mode.accept_valid {
        return pass(store, today, sheet, kind, mode, &BTreeSet::new());
    }
    // The valid rows are those that stand without the others: again and again, until nothing is refused any more.
    let mut refused: Option<Defects> = None;
    loop {
        let none = BTreeSet::new();
        let left_out = refused.as_ref().map_or(&none, Defects::lines);
        let mut fresh = kind.clone();
        let mut plan = None;
        store.savepoint(|store| {
            let found = pass(store, today, sheet, &mut fresh, mode, left_out)?;
            let is_sound = found.defects.count() == 0;
            plan = Some(found);
            Ok(((), is_sound))
        })?;
        let Some(mut plan) = plan else { continue };
        if plan.defects.count() == 0 {
            *kind = fresh;
            plan.defects = refused.unwrap_or(plan.defects);
            return Ok(plan);
        }
        refused = Some(match refused {
            None => plan.defects,
            Some(before) => before.and(plan.defects),
        });
    }
}

/// Once through the file, but for the rows on some lines.
fn pass<K: Kind>(
    store: &Store,
    today: Day,
    sheet: &mut Sheet,
    kind: &mut K,
    mode: Mode<'_>,
    left_out: &BTreeSet<usize>,
) -> Result<Plan> {
    let import = Import::new(store, today, sheet, mode.keep_defects);
    let mut plan = Plan { name: sheet.name().to_owned(), ..Plan::default() };
    kind.begin(&import, sheet)?;
    let terms = kind.terms();
    let read = thread::scope(|scope| {
        let (send, batches) = sync_channel::<Batch<K::Told>>(4);
        let named = thread::Builder::new().name("reader".into());
        let reader = named.spawn_scoped(scope, || read::<K>(sheet, today, &terms, left_out, send))?;
        for batch in batches {
            batch.flawed.into_iter().for_each(|defect| import.add(defect));
            for told in batch.rows {
                put(&import, kind, told, mode, &mut plan)?;
            }
            settle(&import, kind, false, mode, &mut plan)?;
            if let Some(progress) = mode.progress {
                progress(batch.read);
            }
        }
        Ok::<_, anyhow::Error>(reader.join())
    })?;
    read.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    settle(&import, kind, true, mode, &mut plan)?;
    kind.finish(&import)?;
    plan.notes = sheet.notes();
    import.conclude(&mut plan)?;
    Ok(plan)
}

/// What the reading thread does. It ends early when nobody listens any more.
fn read<K: Kind>(
    sheet: &mut Sheet,
    today: Day,
    terms: &K::Terms,
    left_out: &BTreeSet<usize>,
    send: SyncSender<Batch<K::Told>>,
) -> Result<(), Failure> {
    let mut batch = Batch::new();
    sheet.each(today, |found, share| {
        match found {
            Found::Row(row) if left_out.contains(&row.line()) => {}
            Found::Row(row) => batch.rows.push(K::read(row, terms)),
            Found::Flawed(defects) if defects.iter().any(|defect| left_out.contains(&defect.line)) => {}
            Found::Flawed(defects) => batch.flawed.extend(defects),
        }
        if batch.rows.len() + batch.flawed.len() < BATCH {
            return true;
        }
        batch.read = share;
        send.send(std::mem::replace(&mut batch, Batch::new())).is_ok()
    })?;
    let _ = send.send(batch);
    Ok(())
}

fn put<K: Kind>(import: &Import<'_>, kind: &mut K, mut told: K::Told, mode: Mode<'_>, plan: &mut Plan) -> Result<()> {
    let line = told.line();
    let entry = if told.is_sound() { kind.put(import, &mut told) } else { kind.look(import, &told).map(|()| None) };
    import.remark(line, told.remarks());
    tally(import, line, entry, mode, plan)
}

/// What was put off.
fn settle<K: Kind>(import: &Import<'_>, kind: &mut K, is_end: bool, mode: Mode<'_>, plan: &mut Plan) -> Result<()> {
    kind.due(import, is_end)?.into_iter().try_for_each(|(line, entry)| tally(import, line, entry, mode, plan))
}

/// Counts what a row came to.
fn tally(
    import: &Import<'_>,
    line: usize,
    entry: Result<Option<Entry>>,
    mode: Mode<'_>,
    plan: &mut Plan,
) -> Result<()> {
    match entry {
        Ok(Some(entry)) if entry.new => {
            plan.new += 1;
            let kept = mode.keep_new || !entry.changes.is_empty();
            plan.entries.extend(kept.then_some((line, entry)));
        }
        Ok(Some(entry)) if entry.changes.is_empty() => plan.same += 1,
        Ok(Some(entry)) => {
            plan.changed += 1;
            plan.entries.push((line, entry));
        }
        Ok(None) => {}
        Err(error) => import.blame(line, error)?,
    }
    Ok(())
}
