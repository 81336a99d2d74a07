//! The columns by which files name a program and one of its mentees, and whom a row means.

use anyhow::Result;

use super::field_column::column_named;
use super::person;
use super::reading::{CellSort, FileColumn, Need, Row, column};
use super::session::ImportSession;
use crate::domain::Who;
use crate::register::program;
use crate::store::program::Program;

/// «Номер программы».
pub const PROGRAM: FileColumn = column_named("program", &program::NUMBER);
/// СНИЛС of the mentee.
pub const MENTEE_SNILS: FileColumn = column(
    "snils",
    "СНИЛС наставляемого",
    &["СНИЛС", "Наставляемый, СНИЛС"],
    Need::Optional,
    "не указан — единственный наставляемый программы",
    "900-000-002 83",
)
.holding(CellSort::Snils);
/// The mentee's name.
pub const MENTEE: FileColumn =
    column("mentee", "Наставляемый", &["ФИО наставляемого", "ФИО"], Need::Optional, "ФИО, если СНИЛС неизвестен", "");

/// The program that a row names; that there is none such is the defect of the cell.
///
/// # Errors
/// The file can't be read.
pub fn program(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<Program>> {
    let Some(number) = row.required_text(PROGRAM.field) else { return Ok(None) };
    session.at_cell(row, PROGRAM.field, session.store.programs().named(&number))
}

/// The mentee of a program whom a row names, by СНИЛС or by name, else the only one; that there is none such is the defect of
/// that cell.
///
/// # Errors
/// The file can't be read.
pub fn mentee(session: &ImportSession<'_>, row: &Row<'_>, program: &Program) -> Result<Option<Who>> {
    let (snils, full) = (row.snils(MENTEE_SNILS.field), person::name(row, MENTEE.field));
    if !row.is_sound() {
        return Ok(None);
    }
    let field = if snils.is_some() || full.is_none() { MENTEE_SNILS.field } else { MENTEE.field };
    let found = session.store.programs().mentee_of(program, snils.as_deref(), full.as_deref());
    session.at_cell(row, field, found)
}
