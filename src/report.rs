//! What a command hands back: values in; table, csv, excel or json out. Nothing here knows the database.

mod csv;
mod escape;
mod excel;
mod file;
mod json;
mod layout;
mod number;
mod settle;
mod table;

use std::io::{self, BufWriter, Write};
use std::rc::Rc;

pub use escape::escape;
pub use file::{probe, write_atomic, write_new};

use crate::domain::{Day, Names, Percent, Phrase, Secret, Share, Who};

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing is known or nothing is defined: an empty cell, «–» in a table, null in json.
    Empty,
    /// Text that people or files brought in: escaped for the terminal, guarded for Excel.
    Text(Rc<str>),
    /// A count.
    Int(i64),
    /// A day: ISO for programs, ДД.ММ.ГГГГ for people.
    Day(Day),
    /// да / нет; `true` / `false`.
    Flag(bool),
    /// A member of a closed set: the code for programs, the title for people.
    Code(&'static str, &'static str),
    /// How many of how many, for tables only: «28 из 286».
    Share(Share),
    /// The percentage of a share: `9.8` for programs, `9,8` for Excel, «9,8 %» in a table; empty where the whole is 0.
    Percent(Share),
    /// A planned percentage: `80` for programs, «80 %» in a table.
    Target(Percent),
    /// Somebody; «Лицо 1» where people aren't named.
    Person(Who),
    /// A text with people or secrets in it.
    Phrase(Phrase),
    /// What is left out where people aren't named.
    Secret(Box<Value>),
}

/// Where a column is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Everywhere.
    Both,
    /// In csv, excel and json only.
    Data,
    /// In the table only.
    Table,
}

/// A column: its snake_case name for programs, its heading for people.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The name in csv and json: an interface.
    pub name: &'static str,
    /// The Russian heading in a table and in Excel.
    pub heading: &'static str,
    /// Where it is seen.
    pub place: Place,
}

/// One row, a value a column.
pub type Row = Vec<Value>;

/// A result: columns and rows; the rows are made as they are written, so that a million of them need no memory.
pub struct Report {
    /// A heading above the table, in Russian; programs don't see it.
    pub title: Phrase,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Box<dyn Iterator<Item = Row>>,
    /// Set: in a table the first shown column isn't a column but a heading above each run of equal values.
    pub grouped: bool,
    /// Lines under the table, in Russian; programs don't see them.
    pub notes: Vec<String>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Table,
    /// For programs.
    Csv,
    /// For people with a Russian Excel.
    Excel,
    /// For programs: an array of objects, one a line.
    Json,
}

impl Format {
    /// All formats, in the order in which they are listed to people.
    pub const ALL: &[Self] = &[Self::Table, Self::Csv, Self::Excel, Self::Json];

    /// The word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Excel => "excel",
            Self::Json => "json",
        }
    }

    /// The format with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.code() == code)
    }
}

impl Report {
    /// Writes the report, with people named or not, and flushes; only a table looks at `width`, the columns of the terminal.
    ///
    /// # Errors
    /// Those of `out`; a closed pipe keeps its kind.
    pub fn write(self, format: Format, width: usize, names: &Names, out: &mut dyn Write) -> io::Result<()> {
        let report = self.settled(names);
        let mut out = BufWriter::with_capacity(1 << 16, out);
        match format {
            Format::Table => table::write(report, width, &mut out)?,
            Format::Csv => csv::write(report, &mut out)?,
            Format::Excel => excel::write(report, &mut out)?,
            Format::Json => json::write(report, &mut out)?,
        }
        out.flush()
    }
}

impl Column {
    /// A column that is seen everywhere.
    pub const fn both(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, place: Place::Both }
    }

    /// A column of csv, excel and json only.
    pub const fn data(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, place: Place::Data }
    }

    /// A column of the table only.
    pub const fn table(name: &'static str, heading: &'static str) -> Self {
        Self { name, heading, place: Place::Table }
    }

    fn in_data(&self) -> bool {
        self.place != Place::Table
    }

    fn in_table(&self) -> bool {
        self.place != Place::Data
    }
}

impl Value {
    /// A text cell.
    pub fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }
}

macro_rules! value_from {
    ($($type:ty => $make:expr;)+) => { $(
        impl From<$type> for Value {
            fn from(value: $type) -> Self { $make(value) }
        }
    )+ };
}

value_from! {
    &str => Self::text;
    String => Self::text;
    Rc<str> => Self::Text;
    i64 => Self::Int;
    u32 => |n| Self::Int(i64::from(n));
    u64 => |n| Self::Int(i64::try_from(n).unwrap_or(i64::MAX));
    usize => |n| Self::Int(i64::try_from(n).unwrap_or(i64::MAX));
    bool => Self::Flag;
    Day => Self::Day;
    Percent => Self::Target;
    Who => Self::Person;
    Phrase => Self::Phrase;
}

impl<T: Into<Self>> From<Secret<T>> for Value {
    fn from(secret: Secret<T>) -> Self {
        Self::Secret(Box::new(secret.0.into()))
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

#[cfg(test)]
mod tests;
