//! The file of agreements with mentors: a row an agreement, or the ground why none is due.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::register::agreement::{CONTENT, DATED, FORM, GROUND, NUMBER, PAIR, PAY, SINCE, UNTIL};
use crate::register::pair::MENTOR;
use crate::store::agreement::AgreementDraft;

/// The columns of `pair agreement import`.
pub const LAYOUT: Layout = Layout {
    what: "соглашения с наставниками",
    sheet: "Соглашения",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        PAIR.words(),
        MENTOR.words(),
        NUMBER.words(),
        DATED.words(),
        SINCE.words(),
        UNTIL.words(),
        GROUND.words(),
        CONTENT.words(),
        FORM.words(),
        PAY.words(),
    ],
    columns: &[
        column_of(&PAIR),
        column_of(&NUMBER),
        column_of(&DATED),
        column_of(&CONTENT),
        column_of(&SINCE),
        column_of(&UNTIL),
        column_of(&FORM),
        column_of(&PAY),
        column_of(&GROUND),
    ],
};

/// `pair agreement import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let number = row.required_text(PAIR.column);
    let draft = AgreementDraft {
        number: row.text(NUMBER.column),
        dated: row.day(DATED.column),
        content: row.text(CONTENT.column),
        since: row.day(SINCE.column),
        until: row.planned_end(UNTIL.column),
        form: row.text(FORM.column),
        pay: row.text(PAY.column),
        ground: row.text(GROUND.column),
    };
    if draft.since.zip(draft.until).is_some_and(|(since, until)| until < since) {
        row.defect(UNTIL.column, "соглашение кончается раньше, чем начинается");
    }
    let (Some(number), true) = (number, row.is_sound()) else { return Ok(None) };
    let pair = session.at_cell(row, PAIR.column, session.store.pairs().named(&number))?;
    let Some(pair) = pair else { return Ok(None) };
    let put = session.store.agreements().put(pair.id, &draft)?;
    Ok(Some(RowResult { who: format!("пара {}", pair.number), new: put.is_new, changes: put.changes }))
}
