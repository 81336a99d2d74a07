//! The file of releases from duties.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::register::release::{BEGAN, DATED, ENDED, NUMBER, PAIR, PURPOSE, SUBSTITUTE};
use crate::store::release::ReleaseDraft;
use crate::store::staff::PersonOrigin;

/// The columns of `pair release import`.
pub const LAYOUT: Layout = Layout {
    what: "освобождения от обязанностей",
    sheet: "Освобождения",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        PAIR.words(),
        ("person", "№ человека"),
        NAME.words(),
        NUMBER.words(),
        DATED.words(),
        BEGAN.words(),
        ENDED.words(),
        SUBSTITUTE.words(),
        PURPOSE.words(),
        SNILS.words(),
        BORN.words(),
    ],
    columns: &[
        column_of(&PAIR),
        SNILS,
        NAME,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        BORN,
        column_of(&NUMBER),
        column_of(&DATED),
        column_of(&BEGAN),
        column_of(&ENDED),
        column_of(&SUBSTITUTE),
        column_of(&PURPOSE),
    ],
};

/// `pair release import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let number = row.required_text(PAIR.column);
    let told = person::draft(row);
    let draft = ReleaseDraft {
        number: row.text(NUMBER.column),
        dated: row.required_day(DATED.column),
        began: row.required_day(BEGAN.column),
        ended: row.required_day(ENDED.column),
        substitute: row.required_text(SUBSTITUTE.column),
        purpose: row.text(PURPOSE.column),
    };
    if draft.dated.zip(draft.began).is_some_and(|(dated, began)| began < dated) {
        row.defect(BEGAN.column, "освобождение начинается раньше, чем принято решение (Ножай-Юрт, п. 1.7)");
    }
    if draft.began.zip(draft.ended).is_some_and(|(began, ended)| ended < began) {
        row.defect(ENDED.column, "освобождение кончается раньше, чем начинается");
    }
    if told.name.is_none() && told.snils.is_none() && row.is_sound() {
        row.defect(NAME.field, "не заполнено");
    }
    let (Some(number), true) = (number, row.is_sound()) else { return Ok(None) };
    let pair = session.at_cell(row, PAIR.column, session.store.pairs().named(&number))?;
    let Some(pair) = pair else { return Ok(None) };
    let known = person::recognise(session.store, row, &told, None, PersonOrigin::Staff)?;
    let Some((known, mut changes)) = known else { return Ok(None) };
    let put = session.store.releases().put(&pair, known.id, &draft)?;
    changes.extend(put.changes);
    Ok(Some(RowResult { who: format!("пара {}, {}", pair.number, known.name), new: put.is_new, changes }))
}
