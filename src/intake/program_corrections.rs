//! The file of corrections of programs.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::participant::{self, PROGRAM};
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::register::program;
use crate::register::program_correction::{CONTENT, DATED, REASON};
use crate::store::program_correction::ProgramCorrectionDraft;

/// The columns of `program correction import`.
pub const LAYOUT: Layout = Layout {
    what: "корректировки программ",
    sheet: "Корректировки",
    brings: &[],
    further: false,
    names: &[("id", "№"), ("program", program::NUMBER.heading), DATED.words(), CONTENT.words(), REASON.words()],
    columns: &[PROGRAM, column_of(&DATED), column_of(&CONTENT), column_of(&REASON)],
};

/// `program correction import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: when a known program was corrected, in what, and why.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let draft = ProgramCorrectionDraft {
        dated: row.required_day(DATED.column),
        content: row.required_text(CONTENT.column),
        reason: row.required_text(REASON.column),
    };
    let program = participant::program(session, row)?;
    let (Some(program), Some(dated), true) = (program, draft.dated, row.is_sound()) else { return Ok(None) };
    let put = session.store.program_corrections().put(&program, &draft)?;
    let who = format!("программа {}, корректировка {dated}", program.number);
    Ok(Some(RowResult { who, new: put.is_new, changes: put.changes }))
}
