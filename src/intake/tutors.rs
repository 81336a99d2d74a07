//! The file of tutors of pairs.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::plan::RowResult;
use super::reading::{FileColumn, Layout, Row};
use super::session::ImportSession;
use crate::domain::DaySpan;
use crate::register::tutor::{ENDED, JOINED, PAIR};
use crate::store::staff::PersonOrigin;
use crate::store::tutor::TutorDraft;

/// Whoever stands in the examples of pairs is the mentor or the mentee.
const TUTOR_SNILS: FileColumn = FileColumn { example: "900-000-003 84", ..SNILS };
const TUTOR_NAME: FileColumn = FileColumn { example: "Осокин Ян Львович", ..NAME };
const TUTOR_SURNAME: FileColumn = FileColumn { example: "Осокин", ..SURNAME };
const TUTOR_GIVEN: FileColumn = FileColumn { example: "Ян", ..GIVEN };
const TUTOR_PATRONYMIC: FileColumn = FileColumn { example: "Львович", ..PATRONYMIC };

/// The columns of `pair tutor import`.
pub const LAYOUT: Layout = Layout {
    what: "тьюторы пар",
    sheet: "Тьюторы",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        PAIR.words(),
        ("person", "№ человека"),
        NAME.words(),
        JOINED.words(),
        ENDED.words(),
        SNILS.words(),
        BORN.words(),
    ],
    columns: &[
        column_of(&PAIR),
        TUTOR_SNILS,
        TUTOR_NAME,
        TUTOR_SURNAME,
        TUTOR_GIVEN,
        TUTOR_PATRONYMIC,
        BORN,
        column_of(&JOINED),
        column_of(&ENDED),
    ],
};

/// `pair tutor import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let number = row.required_text(PAIR.column);
    let told = person::draft(row);
    let days = DaySpan::new(row.day(JOINED.column), row.planned_end(ENDED.column));
    if days.first.zip(days.last).is_some_and(|(first, last)| last < first) {
        row.defect(ENDED.column, "тьютор вышел из пары раньше, чем включён в неё");
    }
    if told.name.is_none() && told.snils.is_none() && row.is_sound() {
        row.defect(NAME.field, "не заполнено");
    }
    let (Some(number), true) = (number, row.is_sound()) else { return Ok(None) };
    let pair = session.at_cell(row, PAIR.column, session.store.pairs().named(&number))?;
    let Some(pair) = pair else { return Ok(None) };
    let known = person::recognise(session.store, row, &told, None, PersonOrigin::Staff)?;
    let Some((known, mut changes)) = known else { return Ok(None) };
    let draft = TutorDraft { person_id: known.id, joined: days.first, ended: days.last };
    let put = session.store.tutors().put(&pair, &draft)?;
    changes.extend(put.changes);
    Ok(Some(RowResult { who: format!("пара {}, {}", pair.number, known.name), new: put.is_new, changes }))
}
