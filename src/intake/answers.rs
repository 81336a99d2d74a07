//! The file of a survey's answers.

use std::collections::HashMap;

use anyhow::Result;

use super::field_column::column_of;
use super::importer::Importer;
use super::person;
use super::plan::RowResult;
use super::reading::{Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::{Day, Role, SurveyStage};
use crate::refuse;
use crate::register::survey;
use crate::store::answer::AnswerDraft;
use crate::store::pair::Pair;
use crate::store::staff::PersonDraft;
use crate::store::{PutRow, agree};

/// The columns of `monitor survey import`.
pub const LAYOUT: Layout = Layout {
    what: "файл опроса",
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
            "",
        ),
        column_of(&survey::DATED),
        column_of(&survey::SCORE),
        column_of(&survey::STAGE),
        column("name", "ФИО", &["Ф.И.О", "ФИО участника"], Need::Optional, "кто ответил, если СНИЛС неизвестен", ""),
        // What our own list has besides: no questions.
        column("row", "№", &["№ п/п"], Need::Optional, "номер строки, не загружается", ""),
        column("id", "№ ответа", &[], Need::Optional, "номер ответа, не загружается", ""),
        column("others", "Другие вопросы", &[], Need::Optional, "сводка ответов, не загружается", ""),
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
            Role::Mentor => {
                let by_snils = session.at_cell(row, "snils", mentor(session, &pair, snils, None))?;
                by_snils.and(session.at_cell(row, "name", mentor(session, &pair, None, full.as_deref()))?)
            }
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

/// The mentor of a pair, whom a row may name as well.
///
/// # Errors
/// It names somebody else.
fn mentor(session: &ImportSession<'_>, pair: &Pair, snils: Option<String>, full: Option<&str>) -> Result<i64> {
    let number = &pair.number;
    let of_mentor = session.store.people().get(pair.mentor.id)?;
    let draft = PersonDraft { snils, ..PersonDraft::default() };
    let bearer = session.store.people().known(&draft)?;
    let anothers = bearer.is_some_and(|bearer| bearer.id != pair.mentor.id);
    if anothers || (draft.snils.is_some() && of_mentor.snils.is_some() && draft.snils != of_mentor.snils) {
        refuse!("СНИЛС не принадлежит наставнику пары {number}: {}", pair.mentor.name);
    }
    if let Some(full) = full
        && !session.store.people().is_name_of(&of_mentor, full)?
    {
        refuse!("наставник пары {number} — {}, а в строке {full}", pair.mentor.name);
    }
    Ok(pair.mentor.id)
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
