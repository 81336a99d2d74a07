//! The course of an import: one thread reads and understands rows, the other enters them; every defect is collected.

use std::collections::BTreeSet;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use anyhow::Result;

use super::importer::{Importer, ReadRow};
use super::plan::Plan;
use super::reading::{Defect, Defects, Found, Opened, Row, Sheet, Source};
use super::session::ImportSession;
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
struct Batch<R> {
    rows: Vec<R>,
    flawed: Vec<Defect>,
    /// How much of the file is read, 0 to 1.
    read: f64,
}

impl<R> Batch<R> {
    fn new() -> Self {
        Self { rows: Vec::with_capacity(BATCH), flawed: Vec::new(), read: 0.0 }
    }
}

/// Reads a file and enters its rows into the database, within the command's transaction. A plan with defects must not be
/// kept, unless the mode accepts the valid rows.
///
/// # Errors
/// The file isn't such a table; the database can't be used.
pub fn run<I>(store: &Store, today: Day, source: &Source, importer: &mut I, mode: Mode<'_>) -> Result<Plan>
where
    I: Importer<Row = Row<'static>>,
{
    let sheet = Opened::open(source)?.sheet(importer.layout())?;
    run_sheet(store, today, sheet, &(), importer, mode)
}

/// As [`run`], of a table that is open already, where `context` is what it says for all rows.
///
/// # Errors
/// As [`run`].
pub fn run_sheet<I: Importer>(
    store: &Store,
    today: Day,
    sheet: Sheet,
    context: &<I::Row as ReadRow>::FileContext,
    importer: &mut I,
    mode: Mode<'_>,
) -> Result<Plan> {
    let mut file = File { store, today, sheet, context, mode };
    let mut plan = if mode.accept_valid { file.valid_rows(importer)? } else { file.pass(importer, &BTreeSet::new())? };
    if mode.rejects {
        plan.rejects = file.sheet.rejects(&plan.defects)?;
    }
    Ok(plan)
}

/// A file under way.
struct File<'f, C> {
    store: &'f Store,
    today: Day,
    sheet: Sheet,
    context: &'f C,
    mode: Mode<'f>,
}

impl<C: Sync> File<'_, C> {
    /// As many passes as it takes to find the rows that are valid: those that stand without the others. So it is again and
    /// again, until nothing is refused any more.
    fn valid_rows<I>(&mut self, importer: &mut I) -> Result<Plan>
    where
        I: Importer<Row: ReadRow<FileContext = C>>,
    {
        let mut refused: Option<Defects> = None;
        loop {
            let none = BTreeSet::new();
            let left_out = refused.as_ref().map_or(&none, Defects::lines);
            let mut fresh = importer.clone();
            let mut plan = None;
            self.store.savepoint(|_| {
                let found = self.pass(&mut fresh, left_out)?;
                let is_sound = found.defects.count() == 0;
                plan = Some(found);
                Ok(((), is_sound))
            })?;
            let Some(mut plan) = plan else { continue };
            if plan.defects.count() == 0 {
                *importer = fresh;
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
    fn pass<I>(&mut self, importer: &mut I, left_out: &BTreeSet<usize>) -> Result<Plan>
    where
        I: Importer<Row: ReadRow<FileContext = C>>,
    {
        let Self { store, today, sheet, context, mode } = self;
        let session = ImportSession::new(store, *today, sheet, *mode);
        let read = thread::scope(|scope| {
            let (send, batches) = sync_channel::<Batch<I::Row>>(4);
            let named = thread::Builder::new().name("reader".into());
            let reader = named.spawn_scoped(scope, || read(sheet, *today, *context, left_out, send))?;
            for batch in batches {
                batch.flawed.into_iter().for_each(|defect| session.add(defect));
                for mut row in batch.rows {
                    let line = row.line();
                    let result = importer.enter(&session, &mut row);
                    session.remark(line, row.take_remarks());
                    session.tally(line, result)?;
                }
                if let Some(progress) = mode.progress {
                    progress(batch.read);
                }
            }
            Ok::<_, anyhow::Error>(reader.join())
        })?;
        read.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        importer.finish(&session)?;
        session.conclude(sheet)
    }
}

/// What the reading thread does. It ends early when nobody listens any more.
fn read<R: ReadRow>(
    sheet: &mut Sheet,
    today: Day,
    context: &R::FileContext,
    left_out: &BTreeSet<usize>,
    send: SyncSender<Batch<R>>,
) -> Result<(), Failure> {
    let mut batch = Batch::new();
    sheet.each(today, |found, share| {
        match found {
            Found::Row(row) if left_out.contains(&row.line()) => {}
            Found::Row(row) => batch.rows.push(R::read(row, context)),
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
