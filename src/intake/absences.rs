//! The file of long absences.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::domain::AbsenceKind;
use crate::register::absence::{BEGAN, ENDED, KIND};
use crate::register::employment;
use crate::store::absence::AbsenceDraft;
use crate::store::staff::PersonOrigin;

/// The columns of `org staff absence import`.
pub const LAYOUT: Layout = Layout {
    what: "отсутствия сотрудников",
    sheet: "Отсутствия",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        ("person", "№ человека"),
        NAME.words(),
        employment::ORG.words(),
        KIND.words(),
        BEGAN.words(),
        ENDED.words(),
        SNILS.words(),
        BORN.words(),
    ],
    columns: &[SNILS, NAME, SURNAME, GIVEN, PATRONYMIC, BORN, column_of(&KIND), column_of(&BEGAN), column_of(&ENDED)],
};

/// `org staff absence import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: an absence of a known person.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let told = person::draft(row);
    let draft = AbsenceDraft {
        kind: row.required(KIND.column, AbsenceKind::parse),
        began: row.required_day(BEGAN.column),
        ended: row.planned_end(ENDED.column),
    };
    if draft.began.zip(draft.ended).is_some_and(|(began, ended)| ended < began) {
        row.defect(ENDED.column, "отсутствие закончилось раньше, чем началось");
    }
    if told.name.is_none() && told.snils.is_none() && row.is_sound() {
        row.defect(NAME.field, "не заполнено");
    }
    if !row.is_sound() {
        return Ok(None);
    }
    let known = person::recognise(session.store, row, &told, None, PersonOrigin::Staff)?;
    let Some((known, mut changes)) = known else { return Ok(None) };
    let put = session.store.absences().put(known.id, &draft)?;
    changes.extend(put.changes);
    Ok(Some(RowResult { who: known.name, new: put.is_new, changes }))
}
