//! A list: things of one kind, a row each. A column knows how to take its value from the thing, so that a row can't fall out
//! of step with its columns.

use std::io;

use anyhow::Result;

use super::{Report, Unwritten, Value};
use crate::domain::{Names, Phrase};

/// Where a column is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownIn {
    /// Everywhere.
    Both,
    /// In csv, excel and json only.
    Data,
    /// In the table only.
    Table,
    /// In json only.
    Json,
    /// In papers, and in a table where it has room besides the others.
    Spare,
}

/// What a column is called, and where it is seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading {
    /// The name in csv and json: an interface.
    pub name: &'static str,
    /// The Russian heading in a table and in Excel.
    pub heading: &'static str,
    pub shown_in: ShownIn,
}

/// A column of a list of `T`.
pub struct Column<T> {
    heading: Heading,
    value: for<'a> fn(&'a T) -> Value<'a>,
}

/// A list that isn't filled yet.
pub struct List<T> {
    title: Phrase,
    is_counted: bool,
    columns: Vec<Column<T>>,
    is_grouped: bool,
    is_titled: bool,
    leads: Vec<String>,
    notes: Vec<String>,
}

/// The cells of a row, made when they are asked for: what a format doesn't show costs nothing.
pub(super) trait Cells {
    fn cell(&self, column: usize) -> Value<'_>;
}

/// Hands row after row to a writer.
pub(super) type RowSource = Box<dyn FnOnce(&mut dyn FnMut(&dyn Cells) -> io::Result<()>) -> Result<()>>;

/// A listed thing with the columns that look at it.
struct Listed<'a, T> {
    thing: &'a T,
    columns: &'a [Column<T>],
}

impl<T> Cells for Listed<'_, T> {
    fn cell(&self, column: usize) -> Value<'_> {
        (self.columns[column].value)(self.thing)
    }
}

impl<T> Column<T> {
    /// A column that is seen everywhere: its snake_case name for programs, its heading for people.
    pub const fn both(name: &'static str, heading: &'static str, value: for<'a> fn(&'a T) -> Value<'a>) -> Self {
        Self { heading: Heading { name, heading, shown_in: ShownIn::Both }, value }
    }

    /// A column of csv, excel and json only.
    pub const fn data(name: &'static str, heading: &'static str, value: for<'a> fn(&'a T) -> Value<'a>) -> Self {
        Self { heading: Heading { name, heading, shown_in: ShownIn::Data }, value }
    }

    /// A column of the table only.
    pub const fn table(name: &'static str, heading: &'static str, value: for<'a> fn(&'a T) -> Value<'a>) -> Self {
        Self { heading: Heading { name, heading, shown_in: ShownIn::Table }, value }
    }

    /// A column of bars, which is left out of a table in which the others need its room.
    pub const fn bars(name: &'static str, value: for<'a> fn(&'a T) -> Value<'a>) -> Self {
        Self { heading: Heading { name, heading: "0 – 100 %", shown_in: ShownIn::Spare }, value }
    }

    /// Its name for programs.
    pub const fn name(&self) -> &'static str {
        self.heading.name
    }

    /// Whether it says anything of any of these things.
    pub fn says_anything(&self, things: &[T]) -> bool {
        things.iter().any(|thing| !(self.value)(thing).is_nothing())
    }

    /// A field of json only.
    pub const fn json(name: &'static str, value: for<'a> fn(&'a T) -> Value<'a>) -> Self {
        Self { heading: Heading { name, heading: "", shown_in: ShownIn::Json }, value }
    }

    /// A column of csv, excel and json, and of the table if so many rows differ in it that it is worth the room.
    pub const fn both_if(
        is_in_table: bool,
        name: &'static str,
        heading: &'static str,
        value: for<'a> fn(&'a T) -> Value<'a>,
    ) -> Self {
        let shown_in = if is_in_table { ShownIn::Both } else { ShownIn::Data };
        Self { heading: Heading { name, heading, shown_in }, value }
    }
}

impl Heading {
    pub fn in_data(&self) -> bool {
        matches!(self.shown_in, ShownIn::Both | ShownIn::Data)
    }

    pub fn in_json(&self) -> bool {
        matches!(self.shown_in, ShownIn::Both | ShownIn::Data | ShownIn::Json)
    }

    pub fn is_spare(&self) -> bool {
        self.shown_in == ShownIn::Spare
    }

    pub fn in_table(&self) -> bool {
        matches!(self.shown_in, ShownIn::Both | ShownIn::Table | ShownIn::Spare)
    }
}

impl<T: 'static> List<T> {
    /// A list with a heading above its table.
    pub fn new(title: impl Into<Phrase>, columns: impl Into<Vec<Column<T>>>) -> Self {
        Self {
            title: title.into(),
            is_counted: false,
            columns: columns.into(),
            is_grouped: false,
            is_titled: false,
            leads: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The heading ends with the number of rows, after a space.
    #[must_use]
    pub fn counted(self) -> Self {
        Self { is_counted: true, ..self }
    }

    /// In a table the first shown column isn't a column but a heading above each run of equal values.
    #[must_use]
    pub fn grouped(self) -> Self {
        Self { is_grouped: true, ..self }
    }

    /// In a table the first shown column is the heading of a part, the third a title across the whole width, with the numbers
    /// of the further columns at its end; a row with something in the second stands in a short line below the next that has nothing.
    #[must_use]
    pub fn titled(self) -> Self {
        Self { is_titled: true, ..self }
    }

    /// Lines above the table, under its heading.
    #[must_use]
    pub fn lead(self, leads: Vec<String>) -> Self {
        Self { leads, ..self }
    }

    /// Lines under the table.
    #[must_use]
    pub fn notes(self, notes: Vec<String>) -> Self {
        Self { notes, ..self }
    }

    /// The list of these things.
    pub fn of(self, things: impl IntoIterator<Item = T> + 'static) -> Report {
        self.walked(move |row| things.into_iter().try_for_each(row))
    }

    /// The list of what `walk` hands over one by one, when the list is written.
    pub fn walked(self, walk: impl FnOnce(&mut dyn FnMut(T) -> Result<()>) -> Result<()> + 'static) -> Report {
        let Self { title, is_counted, columns, is_grouped, is_titled, leads, notes } = self;
        Report {
            title,
            is_counted,
            columns: columns.iter().map(|column| column.heading).collect(),
            chosen: None,
            rows: Box::new(move |write| walk(&mut |thing| Ok(write(&Listed { thing: &thing, columns: &columns })?))),
            is_grouped,
            is_titled,
            leads,
            notes,
            object: None,
            book: None,
            document: None,
            charts: Vec::new(),
        }
    }
}

impl Report {
    /// A list whose columns are only known when it is made: names and headings, and what takes the cell of a column from a
    /// thing. Its heading ends with the number of rows.
    pub fn of_cells<T: 'static>(
        title: impl Into<Phrase>,
        headings: Vec<(&'static str, &'static str)>,
        cell: for<'a> fn(&'a T, usize) -> Value<'a>,
        walk: impl FnOnce(&mut dyn FnMut(T) -> Result<()>) -> Result<()> + 'static,
    ) -> Self {
        let columns = headings.into_iter().map(|(name, heading)| Heading { name, heading, shown_in: ShownIn::Both });
        Self {
            title: title.into(),
            is_counted: true,
            columns: columns.collect(),
            chosen: None,
            rows: Box::new(move |write| walk(&mut |thing| Ok(write(&ByNumber { thing, cell })?))),
            is_grouped: false,
            is_titled: false,
            leads: Vec::new(),
            notes: Vec::new(),
            object: None,
            book: None,
            document: None,
            charts: Vec::new(),
        }
    }
}

impl Report {
    /// Hands over the rows one by one: the names of the columns that programs see, each with a cell that needs nothing else.
    ///
    /// # Errors
    /// A row couldn't be read.
    pub fn each_record(
        self,
        names: &Names,
        found: &mut dyn FnMut(Vec<(&'static str, Value<'static>)>),
    ) -> Result<(), Unwritten> {
        let columns: Vec<_> = self.columns.iter().enumerate().filter(|(_, column)| column.in_data()).collect();
        each_row(self.rows, self.columns.len(), names, &mut |row| {
            found(columns.iter().map(|(at, column)| (column.name, row.cell(*at).into_owned_value())).collect());
            Ok(())
        })
    }
}

/// A listed thing whose cells are told by the number of their column.
struct ByNumber<T> {
    thing: T,
    cell: for<'a> fn(&'a T, usize) -> Value<'a>,
}

impl<T> Cells for ByNumber<T> {
    fn cell(&self, column: usize) -> Value<'_> {
        (self.cell)(&self.thing, column)
    }
}

/// Writes the rows with people named or not.
pub(super) fn each_row(
    rows: RowSource,
    columns: usize,
    names: &Names,
    write: &mut dyn FnMut(&dyn Cells) -> io::Result<()>,
) -> Result<(), Unwritten> {
    let mut unplaced = None;
    let walked = rows(&mut |row| {
        let row = Settled { row, names };
        if !names.are_told() {
            // Whoever isn't named gets a number in the order of all columns: every format tells the same.
            (0..columns).for_each(|column| drop(row.cell(column)));
        }
        write(&row).map_err(|error| {
            let kind = error.kind();
            unplaced = Some(error);
            kind.into()
        })
    });
    match (unplaced, walked) {
        (Some(error), _) => Err(Unwritten::Unplaced(error)),
        (None, walked) => walked.map_err(Unwritten::Unread),
    }
}

/// A row whose people and secrets are plain values, or nothing.
struct Settled<'a> {
    row: &'a dyn Cells,
    names: &'a Names,
}

impl Cells for Settled<'_> {
    fn cell(&self, column: usize) -> Value<'_> {
        self.row.cell(column).settled(self.names)
    }
}
