//! What a kind of file must tell to be imported: how a row is read, and how it is entered.

use anyhow::Result;

use super::plan::RowResult;
use super::reading::{Layout, Remarks, Row};
use super::session::ImportSession;

/// An import of one kind of file, with what its rows have said so far. A copy starts where the original stands.
pub trait Importer: Clone {
    /// What a row says.
    type Row: ReadRow;

    /// Its columns.
    fn layout(&self) -> &'static Layout;

    /// Enters a row: what it came to, nothing if it has a defect. A row that is refused leaves nothing behind, for which
    /// [`ImportSession::step`] is there.
    ///
    /// # Errors
    /// A refusal is the defect of the row; anything else ends the import.
    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Self::Row) -> Result<Option<RowResult>>;

    /// Whether a refused row has left nothing behind here either, so that all is as if it weren't in the file.
    fn forgets_refused(&self) -> bool {
        false
    }

    /// After the last row of a file: what rows only make together, told by [`ImportSession::tally`].
    ///
    /// # Errors
    /// The database can't be used.
    fn finish(&mut self, _session: &ImportSession<'_>) -> Result<()> {
        Ok(())
    }
}

/// A row as it was read, and what there is to say of it.
pub trait ReadRow: Send + Sized {
    /// What options and the header say for all rows.
    type FileContext: Sync;

    /// Reads a row. The reading thread does it, while the rows before are entered.
    fn read(row: Row<'_>, context: &Self::FileContext) -> Self;

    /// The physical line on which the row begins.
    fn line(&self) -> usize;

    /// What was found since the last time.
    fn take_remarks(&mut self) -> Remarks;
}

/// A row whose cells are read when it is entered.
impl ReadRow for Row<'static> {
    type FileContext = ();

    fn read(row: Row<'_>, (): &()) -> Self {
        row.into_owned()
    }

    fn line(&self) -> usize {
        Row::line(self)
    }

    fn take_remarks(&mut self) -> Remarks {
        Row::take_remarks(self)
    }
}

/// An import whose rows stand each for itself.
#[derive(Clone, Copy)]
pub struct ByRow {
    /// Its columns.
    pub layout: &'static Layout,
    /// What a row does.
    pub enter: fn(&ImportSession<'_>, &Row<'_>) -> Result<Option<RowResult>>,
}

impl Importer for ByRow {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        self.layout
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        session.step(row, || (self.enter)(session, row))
    }

    fn forgets_refused(&self) -> bool {
        true
    }
}
