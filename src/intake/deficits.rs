//! The file of professional deficits.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::participant::{self, MENTEE, MENTEE_SNILS, PROGRAM};
use super::plan::RowResult;
use super::reading::{Brought, Layout, Row};
use super::session::ImportSession;
use crate::domain::DeficitMethod;
use crate::register::deficit::{DEFICIT, DEFICITS, FOUND, METHOD};
use crate::register::program;
use crate::store::deficit::DeficitDraft;

/// The columns of `program need import`.
pub const LAYOUT: Layout = Layout {
    what: "профессиональные дефициты",
    sheet: "Дефициты",
    brings: &[Brought { table: DEFICITS.table, named_by: &[&[PROGRAM.field, DEFICIT.column]] }],
    further: false,
    names: &[
        ("id", "№"),
        ("program", program::NUMBER.heading),
        ("mentee", "Наставляемый"),
        DEFICIT.words(),
        METHOD.words(),
        FOUND.words(),
        ("mentee_snils", "СНИЛС наставляемого"),
    ],
    columns: &[PROGRAM, MENTEE_SNILS, MENTEE, column_of(&DEFICIT), column_of(&METHOD), column_of(&FOUND)],
};

/// `program need import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: what a mentee of a known program lacks.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let draft = DeficitDraft {
        text: row.required_text(DEFICIT.column),
        method: row.parsed(METHOD.column, DeficitMethod::parse),
        found: row.day(FOUND.column),
    };
    let Some(program) = participant::program(session, row)? else { return Ok(None) };
    let Some(who) = participant::mentee(session, row, &program)? else { return Ok(None) };
    if !row.is_sound() {
        return Ok(None);
    }
    let put = session.store.deficits().put(&program, who.id, &draft)?;
    Ok(Some(RowResult {
        who: format!("программа {}, {}", program.number, who.name),
        new: put.is_new,
        changes: put.changes,
    }))
}
