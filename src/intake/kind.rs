//! A kind of file that can be imported: how a row is read and what it does in the database.

use anyhow::Result;

use super::import::{Entry, Import};
use super::reading::{Layout, Remarks, Row, Sheet, Substitute};
use crate::store::Store;

/// A kind of file, with what its rows have said so far. A copy starts where the original stands.
pub trait Kind: Clone {
    /// What a row says.
    type Told: Told;
    /// What options and the header say for all rows.
    type Terms: Sync;

    /// Its columns.
    fn layout(&self) -> &'static Layout;

    /// The options that stand in for columns.
    fn substitutes(&self) -> Vec<Substitute> {
        Vec::new()
    }

    /// What holds for all rows of a file, after [`Kind::begin`].
    fn terms(&self) -> Self::Terms;

    /// What a row says by itself; the reading thread asks for it, while the rows before are written.
    fn read(row: Row<'_>, terms: &Self::Terms) -> Self::Told;

    /// What a row does, as one step; nothing if it has a defect.
    ///
    /// # Errors
    /// A refusal is the defect of the row; anything else ends the import.
    fn enter(&mut self, import: &Import<'_>, told: &Self::Told) -> Result<Option<Entry>>;

    /// A row that has a defect already and enters nothing: what the database knows to be wrong with it besides.
    ///
    /// # Errors
    /// As [`Kind::enter`].
    fn look(&mut self, _import: &Import<'_>, _told: &Self::Told) -> Result<()> {
        Ok(())
    }

    /// As [`Kind::enter`]; a row that is refused leaves nothing behind.
    ///
    /// # Errors
    /// As [`Kind::enter`].
    fn put(&mut self, import: &Import<'_>, told: &mut Self::Told) -> Result<Option<Entry>> {
        import.store.savepoint(|_: &Store| {
            let entry = self.enter(import, told)?;
            Ok((entry, told.is_sound()))
        })
    }

    /// Before the first row of a file.
    ///
    /// # Errors
    /// The database can't be used.
    fn begin(&mut self, _import: &Import<'_>, _sheet: &mut Sheet) -> Result<()> {
        Ok(())
    }

    /// After some rows of a file, and after the last: what rows come to that were put off until now, each with its line.
    ///
    /// # Errors
    /// The database can't be used.
    fn due(&mut self, _import: &Import<'_>, _is_end: bool) -> Result<Vec<Due>> {
        Ok(Vec::new())
    }

    /// After the last row of a file: what rows only make together ([`Import::blame`]).
    ///
    /// # Errors
    /// The database can't be used.
    fn finish(&mut self, _import: &Import<'_>) -> Result<()> {
        Ok(())
    }
}

/// The line of a row that was put off, and what it comes to.
pub type Due = (usize, Result<Option<Entry>>);

/// What a row says, and what there is to say of it.
pub trait Told: Send {
    /// The physical line on which the row begins.
    fn line(&self) -> usize;
    /// Whether no defect was found in it so far.
    fn is_sound(&self) -> bool;
    /// What was found since the last time.
    fn remarks(&mut self) -> Remarks;
}

impl Told for Row<'static> {
    fn line(&self) -> usize {
        Row::line(self)
    }

    fn is_sound(&self) -> bool {
        Row::is_sound(self)
    }

    fn remarks(&mut self) -> Remarks {
        self.take_remarks()
    }
}

/// A kind whose rows stand each for itself.
#[derive(Clone, Copy)]
pub struct ByRow {
    /// Its columns.
    pub layout: &'static Layout,
    /// What a row does.
    pub enter: fn(&Import<'_>, &Row<'_>) -> Result<Option<Entry>>,
}

impl Kind for ByRow {
    type Told = Row<'static>;
    type Terms = ();

    fn layout(&self) -> &'static Layout {
        self.layout
    }

    fn terms(&self) {}

    fn read(row: Row<'_>, (): &()) -> Row<'static> {
        row.into_owned()
    }

    fn enter(&mut self, import: &Import<'_>, row: &Row<'static>) -> Result<Option<Entry>> {
        (self.enter)(import, row)
    }
}
