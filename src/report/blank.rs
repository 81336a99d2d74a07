//! A workbook that others are to fill in: headings with notes, what may be typed under each, an example, what is known already.

use super::Value;

/// A workbook to be filled in.
pub struct BlankBook {
    /// What it is for.
    pub title: String,
    /// Its tables.
    pub sheets: Vec<BlankSheet>,
    /// How it is filled in, a sentence a line.
    pub advice: Vec<String>,
}

/// A table to be filled in.
pub struct BlankSheet {
    /// The name of its sheet.
    pub name: String,
    /// Its columns.
    pub columns: Vec<BlankColumn>,
    /// What stands in the columns by way of example.
    pub example: Vec<Value<'static>>,
    /// What is known already: rows to be looked through.
    pub rows: Vec<Vec<Value<'static>>>,
}

/// A column to be filled in.
pub struct BlankColumn {
    /// Above it.
    pub heading: String,
    /// Whether it catches the eye: nothing goes without it.
    pub is_demanded: bool,
    /// What is told of it where somebody points at the heading.
    pub note: String,
    /// What may be typed.
    pub rule: CellRule,
}

/// What may be typed into the cells of a column.
pub enum CellRule {
    /// A text.
    AnyText,
    /// A day.
    AnyDay,
    /// A whole number, zero too.
    WholeNumber,
    /// One of these.
    OneOf(Vec<String>),
    /// One of these, or after a question something else.
    Rather(Vec<String>),
}
