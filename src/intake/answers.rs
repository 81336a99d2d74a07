//! The file of a survey's answers.

use std::collections::HashMap;

use anyhow::Result;

use super::field_column::column_of;
use super::importer::Importer;
use super::person;
use super::plan::RowResult;
use super::reading::{CellSort, Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::{Day, Role, SurveyStage};
use crate::refuse;
use crate::register::survey;
use crate::store::answer::AnswerDraft;
use crate::store::pair::Pair;
use crate::store::staff::{Person, PersonDraft};
use crate::store::{PutRow, agree};

/// The columns of `monitor survey import`.
pub const LAYOUT: Layout = Layout {
    what: "файл опроса",
    sheet: "Опрос",
    brings: &[],
    further: true,
    names: &[
        ("pair", "Номер пары"),
        survey::ROLE.words(),
        ("person", "№"),
        person::NAME.words(),
        survey::DATED.words(),
        survey::SCORE.words(),
        survey::STAGE.words(),
        ("further", "Другие вопросы"),
        person::SNILS.words(),
        ("id", "№ ответа"),
    ],
    columns: &[
        column("pair", "Номер пары", &["№ пары", "Пара", "Пара №", "Номер группы"], Need::Required, "номер пары", "12"),
        column_of(&survey::ROLE),
        column(
            "snils",
            "СНИЛС",
            &["СНИЛС участника", "СНИЛС наставляемого"],
            Need::Optional,
            "кто из наставляемых группы ответил",
            "900-000-002 83",
        )
        .holding(CellSort::Snils),
        column_of(&survey::DATED),
        column_of(&survey::SCORE),
        column_of(&survey::STAGE),
        column("name", "ФИО", &["Ф.И.О", "ФИО участника"], Need::Optional, "кто ответил, если СНИЛС неизвестен", ""),
        // What our own list has besides: no questions.
        column("row", "№", &["№ п/п"], Need::Optional, "номер строки, не загружается", "").unasked(),
        column("id", "№ ответа", &[], Need::Optional, "номер ответа, не загружается", "").unasked(),
        column("others", "Другие вопросы", &[], Need::Optional, "сводка ответов, не загружается", "").unasked(),
    ],
};

/// `monitor survey import`.
#[derive(Debug, Clone, Default)]
pub struct AnswerImporter {
    /// What rows said so far, by the pair, the participant and the day, each with its line.
    told: HashMap<(i64, Role, i64, Day), (usize, AnswerDraft)>,
}

impl Importer for AnswerImporter {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        session.step(row, || self.enter_row(session, row))
    }
}

impl AnswerImporter {
    /// One row of it: an answer of a participant of a pair.
    ///
    /// # Errors
    /// No such pair, no such participant; a row before says something else; what the store refuses.
    fn enter_row(&mut self, session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
        let number = row.required_text("pair");
        let role = row.required("role", Role::parse);
        let snils = row.snils("snils");
        let dated = row.required_past_day("dated");
        let score = row.required("score", survey::score);
        let full = person::name(row, "name");
        let stage = row.parsed("stage", SurveyStage::parse);
        let (Some(number), Some(role), Some(dated), Some(score), true) = (number, role, dated, score, row.is_sound())
        else {
            return Ok(None);
        };
        let Some(pair) = session.at_cell(row, "pair", session.store.pairs().named(&number))? else { return Ok(None) };
        let found = match role {
            Role::Mentee => person::mentee(session, row, &pair, snils.as_deref(), ("name", full.as_deref()))?,
            Role::Mentor => mentor(session, row, &pair, snils, full.as_deref())?,
        };
        let Some(person_id) = found else { return Ok(None) };
        let draft = AnswerDraft { pair_id: pair.id, role, person_id, dated, score, stage, further: row.further() };
        let who = format!("пара {number}, {role}, {dated}");
        if let Some((line, before)) = self.told.get(&(pair.id, role, person_id, dated)) {
            if let Some(what) = disagreement(before, &draft) {
                refuse!("поле «{what}» не такое, как в строке {line}: об одном ответе ({who}) сказано разное");
            }
        } else {
            self.told.insert((pair.id, role, person_id, dated), (row.line(), draft.clone()));
        }
        let PutRow { is_new: new, changes, .. } = session.store.answers().put(&draft)?;
        Ok(Some(RowResult { who, new, changes }))
    }
}

/// The mentor of a pair, whom a row may name as well; `None`: it names somebody else, which its cells tell.
fn mentor(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    pair: &Pair,
    snils: Option<String>,
    full: Option<&str>,
) -> Result<Option<i64>> {
    let of_mentor = session.store.people().get(pair.mentor.id)?;
    let by_snils = session.at_cell(row, "snils", is_snils_of(session, &of_mentor, pair, snils))?;
    let by_name = session.at_cell(row, "name", is_name_of(session, &of_mentor, pair, full))?;
    Ok(by_snils.and(by_name).map(|()| of_mentor.id))
}

/// # Errors
/// The СНИЛС is somebody else's.
fn is_snils_of(session: &ImportSession<'_>, mentor: &Person, pair: &Pair, snils: Option<String>) -> Result<()> {
    let Some(snils) = snils else { return Ok(()) };
    let bearer = session.store.people().known(&PersonDraft { snils: Some(snils.clone()), ..PersonDraft::default() })?;
    let is_anothers = bearer.is_some_and(|bearer| bearer.id != mentor.id);
    if is_anothers || mentor.snils.as_ref().is_some_and(|known| *known != snils) {
        refuse!("СНИЛС не принадлежит наставнику пары {}: {}", pair.number, pair.mentor.name);
    }
    Ok(())
}

/// # Errors
/// The name is somebody else's.
fn is_name_of(session: &ImportSession<'_>, mentor: &Person, pair: &Pair, full: Option<&str>) -> Result<()> {
    let Some(full) = full else { return Ok(()) };
    if !session.store.people().is_name_of(mentor, full)? {
        refuse!("наставник пары {} — {}, а в строке {full}", pair.number, pair.mentor.name);
    }
    Ok(())
}

/// The first question to which two rows of one answer say different things.
fn disagreement<'a>(a: &'a AnswerDraft, b: &AnswerDraft) -> Option<&'a str> {
    if a.score != b.score {
        return Some(survey::SCORE.heading);
    }
    if !agree(&a.stage, &b.stage) {
        return Some(survey::STAGE.heading);
    }
    let other = |(question, reply): &&(String, String)| b.further.iter().any(|(q, r)| q == question && r != reply);
    a.further.iter().find(other).map(|(question, _)| question.as_str())
}
