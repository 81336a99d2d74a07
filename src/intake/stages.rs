//! The file of the stages of programs.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::participant::{self, PROGRAM};
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::domain::ProgramStage;
use crate::register::program;
use crate::register::stage::{SINCE, STAGE, UNTIL};

/// The columns of `program import` of stages.
pub const LAYOUT: Layout = Layout {
    what: "файл этапов программ",
    sheet: "Этапы программ",
    brings: &[],
    further: false,
    names: &[("id", "№"), ("program", program::NUMBER.heading), STAGE.words(), SINCE.words(), UNTIL.words()],
    columns: &[PROGRAM, column_of(&STAGE), column_of(&SINCE), column_of(&UNTIL)],
};

/// `program import` of stages.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: when a stage of a known program was.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let stage = row.required(STAGE.column, ProgramStage::parse);
    let (since, until) = (row.required_day(SINCE.column), row.planned_end(UNTIL.column));
    if since.zip(until).is_some_and(|(since, until)| until < since) {
        row.defect(UNTIL.column, "этап закончился раньше, чем начался");
    }
    let program = participant::program(session, row)?;
    let (Some(program), Some(stage), true) = (program, stage, row.is_sound()) else { return Ok(None) };
    let put = session.store.program_stages().put(&program, stage, since, until)?;
    Ok(Some(RowResult {
        who: format!("программа {}, этап {stage}", program.number),
        new: put.is_new,
        changes: put.changes,
    }))
}
