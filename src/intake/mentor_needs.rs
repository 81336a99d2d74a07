//! The file of who needs a mentor: the lists of curators (nozhay-yurt 6.5.2.1).

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::org::{INN, ORG};
use super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::domain::NeedReason;
use crate::register::mentor_need::{self, DATED, REASON, REMOVED, REVERSE, SUBJECT};
use crate::store::mentor_need::MentorNeedDraft;
use crate::store::staff::PersonOrigin;

/// The columns of `org needs import`.
pub const LAYOUT: Layout = Layout {
    what: "перечень нуждающихся в наставнике",
    sheet: "Нужен наставник",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        ("person", "№ человека"),
        NAME.words(),
        mentor_need::ORG.words(),
        REASON.words(),
        DATED.words(),
        SUBJECT.words(),
        REVERSE.words(),
        REMOVED.words(),
        ("mentored", "Есть действующая пара"),
        SNILS.words(),
        BORN.words(),
        ("org_inn", "ИНН организации"),
    ],
    columns: &[
        INN,
        ORG,
        SNILS,
        NAME,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        BORN,
        column_of(&REASON),
        column_of(&DATED),
        column_of(&SUBJECT),
        column_of(&REVERSE),
        column_of(&REMOVED),
    ],
};

/// `org needs import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: somebody known, on the list of an organisation.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let told = person::draft(row);
    let draft = MentorNeedDraft {
        reason: row.required(REASON.column, NeedReason::parse),
        dated: row.required_day(DATED.column),
        subject: row.text(SUBJECT.column),
        reverse: row.flag(REVERSE.column),
        removed: row.day(REMOVED.column),
    };
    if draft.dated.zip(draft.removed).is_some_and(|(dated, removed)| removed < dated) {
        row.defect(REMOVED.column, "дата снятия с перечня раньше даты включения");
    }
    if told.name.is_none() && told.snils.is_none() && row.is_sound() {
        row.defect(NAME.field, "не заполнено");
    }
    let org = session.org_of(row)?;
    if org.is_none() && row.is_sound() {
        row.fault("не указана организация: нет ни ИНН, ни наименования");
    }
    let Some(org) = org.filter(|_| row.is_sound()) else { return Ok(None) };
    let known = person::recognise(session.store, row, &told, Some(org), PersonOrigin::Staff)?;
    let Some((known, mut changes)) = known else { return Ok(None) };
    let put = session.store.mentor_needs().put(org, known.id, &draft)?;
    if let Some(day) = draft.dated.filter(|_| put.is_new) {
        let jobs = session.store.staff().employments_of(known.id)?;
        if !jobs.iter().any(|job| job.org_id == org && job.open_on(day)) {
            row.warn("на дату включения в перечень нет записи о работе в этой организации");
        }
    }
    changes.extend(put.changes);
    Ok(Some(RowResult { who: known.name, new: put.is_new, changes }))
}
