//! The file of what the monitoring of programs measured.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::participant::{self, MENTEE, MENTEE_SNILS, PROGRAM};
use super::plan::RowResult;
use super::reading::{FileColumn, Layout, Row};
use super::session::ImportSession;
use crate::domain::{Decimal, SurveyStage};
use crate::register::measure::{DATED, MEASURE, MEASURES, STAGE, VALUE};
use crate::register::{measure, program};

/// The measure by its name.
const TITLE: &str = "measure";

/// The columns of `program measure import`.
pub const LAYOUT: Layout = Layout {
    what: "замеры мониторинга программ",
    sheet: "Замеры",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        ("program", program::NUMBER.heading),
        ("mentee", "Наставляемый"),
        MEASURE.words(),
        measure::UNIT.words(),
        STAGE.words(),
        VALUE.words(),
        DATED.words(),
        ("mentee_snils", "СНИЛС наставляемого"),
    ],
    columns: &[
        PROGRAM,
        MENTEE_SNILS,
        MENTEE,
        FileColumn { field: TITLE, ..column_of(&MEASURE) },
        column_of(&STAGE),
        column_of(&VALUE),
        column_of(&DATED),
    ],
};

/// `program measure import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: what was measured of a mentee of a known program.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let title = row.required_text(TITLE);
    let stage = row.required(STAGE.column, SurveyStage::parse);
    let value = row.required(VALUE.column, Decimal::parse);
    let dated = row.required_past_day(DATED.column);
    let measure = title.as_deref().map(|title| session.store.row_named(&MEASURES, title)).transpose()?.flatten();
    if title.is_some() && measure.is_none() {
        row.defect(TITLE, "такого показателя нет: его нужно сначала завести");
    }
    let Some(program) = participant::program(session, row)? else { return Ok(None) };
    let Some(who) = participant::mentee(session, row, &program)? else { return Ok(None) };
    let (Some(measure), Some(stage), Some(value), Some(dated), true) = (measure, stage, value, dated, row.is_sound())
    else {
        return Ok(None);
    };
    let put = session.store.measurements().put(&program, who.id, measure, stage, (value, dated))?;
    let who = format!("программа {}, {}, {}", program.number, who.name, title.unwrap_or_default());
    Ok(Some(RowResult { who, new: put.is_new, changes: put.changes }))
}
