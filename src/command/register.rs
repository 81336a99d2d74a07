//! What the commands of plain registers share: the list of a register's rows, by its declaration.

use std::rc::Rc;

use crate::domain::Secret;
use crate::register::{Field, Register};
use crate::report::{Report, Value};
use crate::store::Store;
use crate::store::journal::Shown;

/// The rows of a register, a column a field; `without`: only those in which this field is empty.
pub fn list(store: &Rc<Store>, register: &'static Register, title: &str, without: Option<Field>) -> Report {
    let store = Rc::clone(store);
    let headings = register.fields.iter().map(|field| field.words());
    let headings = [("id", "№")].into_iter().chain(headings).collect();
    Report::of_cells(title, headings, cell, move |row| {
        store.each_row(register, without, &mut |id, cells| row((id, cells)))
    })
}

fn cell((id, fields): &(i64, Vec<Shown>), column: usize) -> Value<'_> {
    match column.checked_sub(1) {
        None => Value::Int(*id),
        Some(field) => value(&fields[field]),
    }
}

/// A stored value as a cell.
pub fn value(shown: &Shown) -> Value<'_> {
    match shown {
        Shown::Nothing => Value::Empty,
        Shown::Text(text) => text.into(),
        Shown::Row(label) => label.into(),
        Shown::Secret(inner) => Secret(value(inner)).into(),
        Shown::Number(n) => (*n).into(),
        Shown::Day(day) => (*day).into(),
        Shown::Flag(yes) => (*yes).into(),
        Shown::Code(code, title) => Value::Code(code, title),
    }
}
