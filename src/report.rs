//! What a command hands back: values in; table, csv, excel or json out. Nothing here knows the database.

use std::rc::Rc;

use crate::domain::{Day, Percent, Share};

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
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Box<dyn Iterator<Item = Row>>,
    /// Set: in a table the first shown column isn't a column but a heading above each run of equal values.
    pub grouped: bool,
    /// Lines under the table, in Russian; programs don't see them.
    pub notes: Vec<String>,
}
