//! The file of what is to be done in programs.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::participant::{self, MENTEE, MENTEE_SNILS, PROGRAM};
use super::plan::RowResult;
use super::reading::{CellSort, FileColumn, Layout, Row};
use super::session::ImportSession;
use crate::domain::{Level, TaskKind, Who, name};
use crate::error::Failure;
use crate::register::deficit::DEFICITS;
use crate::register::program;
use crate::register::task::{DEFICIT, DONE, DUE, KIND, LEVEL, RESPONSIBLE, RESULT, SET_ON, TASK};
use crate::store::deficit::Deficit;
use crate::store::program::Program;
use crate::store::task::TaskDraft;

/// The columns of `program task import`.
pub const LAYOUT: Layout = Layout {
    what: "задачи программ",
    sheet: "Задачи",
    brings: &[],
    further: false,
    names: &[
        ("id", "№"),
        ("program", program::NUMBER.heading),
        ("mentee", "Наставляемый"),
        KIND.words(),
        TASK.words(),
        SET_ON.words(),
        DUE.words(),
        RESPONSIBLE.words(),
        DONE.words(),
        ("state", "Состояние"),
        RESULT.words(),
        DEFICIT.words(),
        ("mentee_snils", "СНИЛС наставляемого"),
        LEVEL.words(),
    ],
    columns: &[
        PROGRAM,
        FileColumn {
            meaning: "не указан — задача для всех наставляемых программы", ..MENTEE_SNILS
        },
        MENTEE,
        FileColumn { field: NEED, sort: CellSort::Text, ..column_of(&DEFICIT) },
        column_of(&KIND),
        column_of(&TASK),
        column_of(&SET_ON),
        column_of(&DUE),
        column_of(&RESPONSIBLE),
        column_of(&RESULT),
        column_of(&DONE),
        column_of(&LEVEL),
    ],
};

/// The deficit in words.
const NEED: &str = "deficit";

/// `program task import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: what is to be done in a known program.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let mut draft = TaskDraft {
        deficit: None,
        kind: row.parsed(KIND.column, TaskKind::parse),
        text: row.required_text(TASK.column),
        set_on: row.day(SET_ON.column),
        due: row.planned_end(DUE.column),
        responsible: row.text(RESPONSIBLE.column),
        result: row.text(RESULT.column),
        done: row.day(DONE.column),
        level: row.parsed(LEVEL.column, Level::parse),
    };
    if draft.set_on.zip(draft.done).is_some_and(|(set_on, done)| done < set_on) {
        row.defect(DONE.column, "задача выполнена раньше, чем поставлена");
    }
    let Some(program) = participant::program(session, row)? else { return Ok(None) };
    let Some(who) = mentee(session, row, &program)? else { return Ok(None) };
    if let (Some(text), true) = (row.text(NEED), row.is_sound()) {
        let found = deficit(session, &program, who.as_ref(), &text);
        draft.deficit = session.at_cell(row, NEED, found)?;
    }
    if !row.is_sound() {
        return Ok(None);
    }
    let put = session.store.tasks().put(&program, who.as_ref().map(|who| who.id), &draft)?;
    let who = who.map(|who| format!(", {}", who.name)).unwrap_or_default();
    Ok(Some(RowResult {
        who: format!("программа {}{who}", program.number), new: put.is_new, changes: put.changes
    }))
}

/// The mentee whom a row names; nobody named is the only one of a program, or all of several.
fn mentee(session: &ImportSession<'_>, row: &Row<'_>, program: &Program) -> Result<Option<Option<Who>>> {
    let is_named = row.has_text(MENTEE_SNILS.field) || row.has_text(MENTEE.field);
    if is_named {
        return Ok(participant::mentee(session, row, program)?.map(Some));
    }
    Ok(Some(session.store.programs().only_mentee(program)?))
}

/// The deficit that a row names in words.
fn deficit(session: &ImportSession<'_>, program: &Program, who: Option<&Who>, text: &str) -> Result<i64> {
    let known = session.store.deficits().of_program(program.id)?;
    let of_words = |deficit: &&Deficit| {
        who.is_some_and(|who| who.id == deficit.who.id) && name::key(&deficit.text) == name::key(text)
    };
    known.iter().find(of_words).map(|deficit| deficit.id).ok_or_else(|| {
        let why = match who {
            Some(_) => "такой дефицит этого наставляемого в программе не записан",
            None => "чей дефицит, не указано: задача — для всех наставляемых программы",
        };
        Failure::refused(why).absent(DEFICITS.table, &[[&*program.number, text]]).into()
    })
}
