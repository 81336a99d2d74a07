//! Corrections of programs on their way.

use anyhow::Result;
use rusqlite::Row;

use super::program::Program;
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::Day;
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::program::PROGRAM;
use crate::register::program_correction::{CONTENT, DATED, PROGRAM_CORRECTIONS, REASON};

/// The corrections of programs of a file.
#[derive(Debug, Clone, Copy)]
pub struct ProgramCorrections<'s>(&'s Store);

/// A correction as it is stored.
#[derive(Debug, Clone)]
pub struct ProgramCorrection {
    /// Stays the same for ever.
    pub id: i64,
    /// The id of the program.
    pub program_id: i64,
    /// Its number.
    pub program: String,
    /// When.
    pub dated: Day,
    /// What is otherwise since.
    pub content: String,
    /// Why.
    pub reason: String,
}

/// What a command or a file says of a correction; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProgramCorrectionDraft {
    /// When.
    pub dated: Option<Day>,
    /// What is otherwise since.
    pub content: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

const SELECT: &str =
    "SELECT c.*, g.number AS program FROM program_corrections c JOIN programs g ON g.id = c.program_id";

fn read(row: &Row<'_>) -> rusqlite::Result<ProgramCorrection> {
    Ok(ProgramCorrection {
        id: row.get("id")?,
        program_id: row.get("program_id")?,
        program: row.get("program")?,
        dated: row.get("dated")?,
        content: row.get("content")?,
        reason: row.get("reason")?,
    })
}

impl Store {
    /// Corrections of programs.
    pub fn program_corrections(&self) -> ProgramCorrections<'_> {
        ProgramCorrections(self)
    }
}

impl ProgramCorrections<'_> {
    /// Hands over the corrections of a program or of all, by program as people count, then by the day.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, program: Option<i64>, found: &mut dyn FnMut(ProgramCorrection) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ifnull(c.program_id = ?1, 1) ORDER BY g.number_key COLLATE counted, g.id, c.dated, c.id"
        );
        self.0.each(&sql, [program], read, found)
    }

    /// The corrections of a program, by the day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_program(&self, program: i64) -> Result<Vec<ProgramCorrection>> {
        Ok(self.0.all(&format!("{SELECT} WHERE c.program_id = ?1 ORDER BY c.dated, c.id"), [program], read)?)
    }

    /// The correction with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<ProgramCorrection> {
        match self.0.first(&format!("{SELECT} WHERE c.id = ?1"), [id], read)? {
            Some(correction) => Ok(correction),
            None => refuse!("нет корректировки программы с номером записи {id}"),
        }
    }

    /// The correction of the same day in the same words, if there is one.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known(&self, program: &Program, draft: &ProgramCorrectionDraft) -> Result<Option<i64>> {
        self.0.row_like(&row_of(draft).with(PROGRAM, Some(program.id)))
    }

    /// Enters a correction, or says otherwise why that of the same day in the same words was made.
    ///
    /// # Errors
    /// The program had ended by then; a rule of the schema.
    pub fn put(&self, program: &Program, draft: &ProgramCorrectionDraft) -> Result<PutRow> {
        check_day(program, draft.dated)?;
        let row = row_of(draft).with(PROGRAM, Some(program.id));
        self.0.put_row(self.0.row_like(&row)?, &row)
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, correction: &ProgramCorrection, draft: &ProgramCorrectionDraft) -> Result<Vec<Change>> {
        if draft.dated.is_some_and(|dated| dated != correction.dated) {
            check_day(&self.0.programs().named(&correction.program)?, draft.dated)?;
        }
        self.0.amend_row(correction.id, &row_of(draft))
    }
}

/// Refuses to correct a program that has ended.
fn check_day(program: &Program, dated: Option<Day>) -> Result<()> {
    let (Some(dated), Some(ended), Some(outcome)) = (dated, program.ended, program.outcome) else { return Ok(()) };
    if dated > ended {
        let told = format!(
            "программа {} {} {ended}: корректировки {dated} у неё быть не может",
            program.number,
            outcome.title()
        );
        return Err(Failure::refused(told).advise(Advice::EditProgram).into());
    }
    Ok(())
}

fn row_of(draft: &ProgramCorrectionDraft) -> RowDraft {
    RowDraft::of(&PROGRAM_CORRECTIONS)
        .with(DATED, draft.dated)
        .with(CONTENT, draft.content.as_ref())
        .with(REASON, draft.reason.as_ref())
}
