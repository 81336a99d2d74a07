//! The file of a survey's answers.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::person;
use super::plan::RowResult;
use super::reading::{Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::{Role, SurveyStage, number};
use crate::refuse;
use crate::register::survey;
use crate::store::PutRow;
use crate::store::answer::AnswerDraft;
use crate::store::staff::PersonDraft;

/// The columns of `monitor survey import`.
pub const LAYOUT: Layout = Layout {
    what: "файл опроса",
    further: true,
    columns: &[
        column("pair", "Номер пары", &["№ пары", "Пара", "Пара №", "Номер группы"], Need::Required, "номер пары", "12"),
        column_of(&survey::ROLE),
        column(
            "snils",
            "СНИЛС",
            &["СНИЛС участника", "СНИЛС наставляемого"],
            Need::Optional,
            "кто из наставляемых группы ответил",
            "",
        ),
        column_of(&survey::DATED),
        column_of(&survey::SCORE),
        column_of(&survey::STAGE),
        column("name", "ФИО", &["Ф.И.О", "ФИО участника"], Need::Optional, "кто ответил, если СНИЛС неизвестен", ""),
        // What our own list has besides: no questions.
        column("row", "№", &["№ п/п"], Need::Optional, "номер строки, не загружается", ""),
        column("others", "Другие вопросы", &[], Need::Optional, "сводка ответов, не загружается", ""),
    ],
};

/// `monitor survey import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: an answer of a participant of a pair.
///
/// # Errors
/// No such pair, no such participant; what the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let number = row.required_text("pair");
    let role = row.required("role", Role::parse);
    let snils = row.parsed("snils", number::snils);
    row.required_text("dated");
    let dated = row.past_day("dated");
    let score = row.required("score", |text| match text.parse::<i64>() {
        Ok(score @ 0..=10) => Ok(score),
        _ => Err("ожидается целое число от 0 до 10".into()),
    });
    let full = person::name(row, "name");
    let stage = row.parsed("stage", SurveyStage::parse);
    let (Some(number), Some(role), Some(dated), Some(score), true) = (number, role, dated, score, row.is_sound())
    else {
        return Ok(None);
    };
    let pair = session.store.pairs().named(&number)?;
    let person_id = match role {
        Role::Mentee => person::mentee(session.store, &pair, snils.as_deref(), full.as_deref())?,
        Role::Mentor => {
            let of_mentor = session.store.people().get(pair.mentor.id)?;
            let draft = PersonDraft { snils, ..PersonDraft::default() };
            let bearer = session.store.people().known(&draft)?;
            let anothers = bearer.is_some_and(|bearer| bearer.id != pair.mentor.id);
            if anothers || (draft.snils.is_some() && of_mentor.snils.is_some() && draft.snils != of_mentor.snils) {
                refuse!("СНИЛС не принадлежит наставнику пары {number}: {}", pair.mentor.name);
            }
            if let Some(full) = &full
                && !session.store.people().is_name_of(&of_mentor, full)?
            {
                refuse!("наставник пары {number} — {}, а в строке {full}", pair.mentor.name);
            }
            pair.mentor.id
        }
    };
    let draft = AnswerDraft { pair_id: pair.id, role, person_id, dated, score, stage, further: row.further() };
    let PutRow { is_new: new, changes, .. } = session.store.answers().put(&draft)?;
    Ok(Some(RowResult { who: format!("пара {number}, {role}, {dated}"), new, changes }))
}
