//! The column of a list for a field of a register: its name and heading are those of the declaration.

use crate::register::Field;
use crate::report::{Card, Column, Value};

/// The field's column, seen everywhere.
pub const fn both<T>(field: Field, value: for<'a> fn(&'a T) -> Value<'a>) -> Column<T> {
    Column::both(field.name, field.heading, value)
}

/// The same under the heading for a narrow column.
pub const fn short<T>(field: Field, value: for<'a> fn(&'a T) -> Value<'a>) -> Column<T> {
    Column::both(field.name, field.short, value)
}

/// The field's column in csv, excel and json only.
pub const fn data<T>(field: Field, value: for<'a> fn(&'a T) -> Value<'a>) -> Column<T> {
    Column::data(field.name, field.heading, value)
}

/// The same, and in the table too if so many rows differ in it that it is worth the room.
pub const fn both_if<T>(is_in_table: bool, field: Field, value: for<'a> fn(&'a T) -> Value<'a>) -> Column<T> {
    Column::both_if(is_in_table, field.name, field.heading, value)
}

/// The field on a card.
pub fn on_card(card: &mut Card, field: Field, value: impl Into<Value<'static>>) {
    card.field(field.name, field.heading, value);
}
