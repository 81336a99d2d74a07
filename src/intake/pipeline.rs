//! The course of an import: one thread reads and understands rows, the other enters them; every defect is collected.

use std::collections::BTreeSet;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use anyhow::Result;

use super::import_mode::ImportMode;
use super::importer::{Importer, ReadRow};
use super::plan::Plan;
use super::reading::{Defect, Defects, Opened, Row, Sheet, SheetItem, Source};
use super::session::ImportSession;
use crate::domain::Day;
use crate::error::Failure;
use crate::store::Store;

/// Rows that go from one thread to the other at a time.
const CHUNK: usize = 256;

/// What the reading thread has found.
struct Chunk<R> {
    rows: Vec<R>,
    flawed: Vec<Defect>,
    /// How much of the file is read, 0 to 1.
    read: f64,
}

impl<R> Chunk<R> {
    fn new() -> Self {
        Self { rows: Vec::with_capacity(CHUNK), flawed: Vec::new(), read: 0.0 }
    }
}

/// Reads a file and enters its rows into the database, within the command's transaction. A plan with defects must not be
/// kept, unless the mode accepts the valid rows.
///
/// # Errors
/// The file isn't such a table; the database can't be used.
pub fn run<I>(store: &Store, today: Day, source: &Source, importer: &mut I, mode: ImportMode<'_>) -> Result<Plan>
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
    mode: ImportMode<'_>,
) -> Result<Plan> {
    let mut file = File { store, today, sheet, context, mode };
    let mut plan = if mode.accept_valid { file.valid_rows(importer)? } else { file.pass(importer, &BTreeSet::new())? };
    if let Some(refused) = mode.refused {
        let records = file.sheet.refused_records(&plan.defects)?;
        refused.borrow_mut().take(&plan.name, records);
    }
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
    mode: ImportMode<'f>,
}

impl<C: Sync> File<'_, C> {
    /// The rows that are valid: those that stand without the others. Where a refused row leaves nothing behind, one pass finds
    /// them; elsewhere it is again and again, until nothing is refused any more.
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
                let is_done = found.defects.count() == 0 || fresh.forgets_refused();
                plan = Some((found, is_done));
                Ok(((), is_done))
            })?;
            let Some((mut plan, is_done)) = plan else { continue };
            let found = std::mem::take(&mut plan.defects);
            let all = match refused.take() {
                None => found,
                Some(before) => before.and(found),
            };
            if is_done {
                *importer = fresh;
                return Ok(Plan { defects: all, ..plan });
            }
            refused = Some(all);
        }
    }

    /// Once through the file, but for the rows on some lines.
    fn pass<I>(&mut self, importer: &mut I, left_out: &BTreeSet<usize>) -> Result<Plan>
    where
        I: Importer<Row: ReadRow<FileContext = C>>,
    {
        let Self { store, today, sheet, context, mode } = self;
        let session = ImportSession::new(store, sheet, *mode);
        let read = thread::scope(|scope| {
            let (send, chunks) = sync_channel::<Chunk<I::Row>>(4);
            let named = thread::Builder::new().name("reader".into());
            let reader = named.spawn_scoped(scope, || read(sheet, *today, *context, left_out, send))?;
            for chunk in chunks {
                chunk.flawed.into_iter().for_each(|defect| session.add(defect));
                for mut row in chunk.rows {
                    let line = row.line();
                    let result = importer.enter(&session, &mut row);
                    let remarks = row.take_remarks();
                    // What came of a row that has a defect is taken back.
                    let result = if remarks.defects.is_empty() { result } else { result.map(|_| None) };
                    session.remark(line, remarks);
                    session.tally(line, result)?;
                }
                if let Some(progress) = mode.progress {
                    progress(chunk.read);
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
    send: SyncSender<Chunk<R>>,
) -> Result<(), Failure> {
    let mut chunk = Chunk::new();
    sheet.each(today, |found, share| {
        match found {
            SheetItem::Row(row) if left_out.contains(&row.line()) => {}
            SheetItem::Row(row) => chunk.rows.push(R::read(row, context)),
            SheetItem::Flawed(defects) if defects.iter().any(|defect| left_out.contains(&defect.line)) => {}
            SheetItem::Flawed(defects) => chunk.flawed.extend(defects),
        }
        if chunk.rows.len() + chunk.flawed.len() < CHUNK {
            return true;
        }
        chunk.read = share;
        send.send(std::mem::replace(&mut chunk, Chunk::new())).is_ok()
    })?;
    let _ = send.send(chunk);
    Ok(())
}
