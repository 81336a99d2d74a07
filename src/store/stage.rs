//! The stages of programs (nozhay-yurt 5.1): one after another, in the order of the act.

use anyhow::Result;
use rusqlite::Row;

use super::program::Program;
use super::{PutRow, RowDraft, Store};
use crate::domain::{Day, DaySpan, ProgramStage};
use crate::refuse;
use crate::register::program::PROGRAM;
use crate::register::stage::{PROGRAM_STAGES, SINCE, STAGE, UNTIL};

/// The stages of programs of a file.
#[derive(Debug, Clone, Copy)]
pub struct ProgramStages<'s>(&'s Store);

/// A stage of a program that has begun.
#[derive(Debug, Clone)]
pub struct ReachedStage {
    /// Stays the same for ever.
    pub id: i64,
    /// The id of the program.
    pub program_id: i64,
    /// Its number.
    pub program: String,
    /// Which stage.
    pub stage: ProgramStage,
    /// Its first day.
    pub since: Day,
    /// Its last day; `None`: it goes on.
    pub until: Option<Day>,
}

const SELECT: &str = "SELECT s.id, s.program_id, g.number AS program, s.stage, s.since, s.until FROM program_stages s JOIN programs g ON g.id = s.program_id";
const IN_ORDER: &str = "CASE s.stage WHEN 'preparatory' THEN 1 WHEN 'design' THEN 2 WHEN 'implementation' THEN 3 WHEN 'reflexive' THEN 4 ELSE 5 END";

fn read(row: &Row<'_>) -> rusqlite::Result<ReachedStage> {
    Ok(ReachedStage {
        id: row.get("id")?,
        program_id: row.get("program_id")?,
        program: row.get("program")?,
        stage: row.get("stage")?,
        since: row.get("since")?,
        until: row.get("until")?,
    })
}

impl ReachedStage {
    /// The days of it.
    pub fn days(&self) -> DaySpan {
        DaySpan::new(self.since, self.until)
    }
}

impl Store {
    /// The stages of programs.
    pub fn program_stages(&self) -> ProgramStages<'_> {
        ProgramStages(self)
    }
}

impl ProgramStages<'_> {
    /// Hands over the stages of a program or of all, by program as people count, in the order of the act.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, program: Option<i64>, found: &mut dyn FnMut(ReachedStage) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ifnull(s.program_id = ?1, 1) ORDER BY g.number_key COLLATE counted, g.id, {IN_ORDER}"
        );
        self.0.each(&sql, [program], read, found)
    }

    /// The stages of a program that have begun, in the order of the act.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_program(&self, program: i64) -> Result<Vec<ReachedStage>> {
        Ok(self.0.all(&format!("{SELECT} WHERE s.program_id = ?1 ORDER BY {IN_ORDER}"), [program], read)?)
    }

    /// Says when a stage of a program was, for the first time or anew.
    ///
    /// # Errors
    /// Nothing tells when it began; the stage before isn't there yet, or has days after it (nozhay-yurt 5.1); a rule of the schema.
    pub fn put(
        &self,
        program: &Program,
        stage: ProgramStage,
        since: Option<Day>,
        until: Option<Day>,
    ) -> Result<PutRow> {
        let reached = self.of_program(program.id)?;
        let known = reached.iter().find(|other| other.stage == stage);
        let Some(first) = since.or(known.map(|known| known.since)) else {
            refuse!("программа {}: этап «{stage}» ещё не начат: укажите его первый день", program.number);
        };
        let skipped =
            ProgramStage::ALL.iter().find(|earlier| **earlier < stage && reached.iter().all(|s| s.stage != **earlier));
        if let (None, Some(skipped)) = (known, skipped) {
            refuse!(
                "программа {}: этап «{stage}» — после этапа «{skipped}», а он не отмечен: этапы идут по порядку (Ножай-Юрт, п. 5.1)",
                program.number
            );
        }
        let last = until.or(known.and_then(|known| known.until));
        for other in reached.iter().filter(|other| other.stage != stage) {
            let is_apart = match other.stage < stage {
                true => other.until.unwrap_or(other.since) <= first,
                false => last.unwrap_or(first) <= other.since,
            };
            if !is_apart {
                refuse!(
                    "программа {}: этап «{stage}» {}, а этап «{}» {}: этапы идут один за другим (Ножай-Юрт, п. 5.1)",
                    program.number,
                    DaySpan::new(first, last),
                    other.stage,
                    other.days()
                );
            }
        }
        let row = RowDraft::of(&PROGRAM_STAGES)
            .with(PROGRAM, Some(program.id))
            .with(STAGE, Some(stage))
            .with(SINCE, since)
            .with(UNTIL, until);
        self.0.put_row(known.map(|known| known.id), &row)
    }
}
