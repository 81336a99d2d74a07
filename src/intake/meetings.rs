//! The file of meetings of pairs.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::plan::RowResult;
use super::reading::{Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::MeetingForm;
use crate::register::meeting::{DUE, FORM, HELD, LESSON, MINUTES, PAIR, TOPIC};
use crate::store::meeting::MeetingDraft;

/// The columns of `pair meet import`.
pub const LAYOUT: Layout = Layout {
    what: "встречи пар",
    sheet: "Встречи",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        PAIR.words(),
        ("mentor", "Наставник"),
        HELD.words(),
        DUE.words(),
        FORM.words(),
        TOPIC.words(),
        LESSON.words(),
        MINUTES.words(),
        ("state", "Состояние"),
    ],
    columns: &[
        column("pair", PAIR.heading, PAIR.synonyms, Need::Required, PAIR.meaning, PAIR.example),
        column_of(&HELD),
        column_of(&FORM),
        column_of(&TOPIC),
        column_of(&LESSON),
        column_of(&MINUTES),
        column_of(&DUE),
        // What our own list has besides.
        column("mentor", "Наставник", &[], Need::Optional, "наставник пары, не загружается", "").unasked(),
        column("state", "Состояние", &[], Need::Optional, "состояние, не загружается", "").unasked(),
    ],
};

/// `pair meet import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: a meeting of a known pair.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let number = row.required_text("pair");
    let draft = MeetingDraft {
        held: row
            .past_day(HELD.column, "встреча ещё не состоялась: заранее назначенный день пишут в столбец «По графику»"),
        due: row.planned_end(DUE.column),
        form: row.parsed(FORM.column, MeetingForm::parse),
        topic: row.text(TOPIC.column),
        lesson: row.text(LESSON.column),
        minutes: row.text(MINUTES.column),
    };
    if row.is_sound() && draft.held.is_none() && draft.due.is_none() {
        row.defect(HELD.column, "не заполнено: нужна дата встречи или её день по графику");
    }
    let (Some(number), true) = (number, row.is_sound()) else { return Ok(None) };
    let Some(pair) = session.at_cell(row, "pair", session.store.pairs().named(&number))? else { return Ok(None) };
    let put = session.store.meetings().put(&pair, &draft)?;
    let day = draft.held.or(draft.due).map(|day| format!(", встреча {day}")).unwrap_or_default();
    Ok(Some(RowResult { who: format!("пара {number}{day}"), new: put.is_new, changes: put.changes }))
}
