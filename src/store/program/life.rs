//! How a program goes on: it is approved, completed or cancelled (nozhay-yurt 7.7 *).

use anyhow::Result;

use super::{Program, Programs};
use crate::domain::{Day, ProgramOutcome};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::program::{self, PROGRAMS};
use crate::store::{Change, RowDraft};

impl Programs<'_> {
    /// Approves a program.
    ///
    /// # Errors
    /// It runs under no pair (nozhay-yurt 7.7 *); it is approved already or has ended; the day lies after its finish.
    pub fn approve(&self, program: &Program, day: Day, number: Option<&str>) -> Result<()> {
        if self.pairs(program.id)?.is_empty() {
            return Err(Failure::refused(format!(
                "программа {} не связана ни с одной парой: утверждается программа наставнической пары или группы (Ножай-Юрт, п. 7.7 *)",
                program.number
            ))
            .advise(Advice::LinkPair)
            .into());
        }
        if let Some(approved) = program.approved {
            refuse!("программа {} уже утверждена {approved}", program.number);
        }
        if let Some(outcome) = program.outcome {
            refuse!("программа {} уже {}", program.number, outcome.title());
        }
        if day > program.finishes {
            refuse!("программа {} закончилась {}: утвердить её позже нельзя", program.number, program.finishes);
        }
        let sql = "UPDATE programs SET approved = ?2, approval_number = ?3 WHERE id = ?1";
        self.0.execute(sql, (program.id, day, number))?;
        Ok(())
    }

    /// Ends a program.
    ///
    /// # Errors
    /// It has ended already; it would end before it starts, or be cancelled after its finish; one that was never approved
    /// can't be completed.
    pub fn end(&self, program: &Program, outcome: ProgramOutcome, day: Day, reason: Option<&str>) -> Result<()> {
        if let (Some(outcome), Some(ended)) = (program.outcome, program.ended) {
            refuse!("программа {} уже {} {ended}", program.number, outcome.title());
        }
        if outcome == ProgramOutcome::Completed && program.approved.is_none() {
            refuse!("программа {} не утверждена: завершить можно только утверждённую", program.number);
        }
        if outcome == ProgramOutcome::Completed && day < program.starts {
            refuse!("программа {} начинается {}: завершить её раньше нельзя", program.number, program.starts);
        }
        if outcome == ProgramOutcome::Cancelled && day > program.finishes {
            refuse!("программа {} закончилась {}: отменить её позже нельзя", program.number, program.finishes);
        }
        let sql = "UPDATE programs SET ended = ?2, outcome = ?3, end_reason = ?4 WHERE id = ?1";
        self.0.execute(sql, (program.id, day, outcome, reason))?;
        Ok(())
    }

    /// Corrects the end of a program that has ended.
    ///
    /// # Errors
    /// It hasn't.
    pub fn amend_end(&self, program: &Program, ended: Option<Day>, reason: Option<&str>) -> Result<Vec<Change>> {
        let Some(outcome) = program.outcome else {
            refuse!("программа {} не завершена и не отменена", program.number)
        };
        if reason.is_some() && outcome != ProgramOutcome::Cancelled {
            refuse!("программа {} не отменена: причины отмены у неё нет", program.number);
        }
        let row = RowDraft::of(&PROGRAMS).with(program::ENDED, ended).with(program::END_REASON, reason);
        self.0.amend_row(program.id, &row)
    }
}
