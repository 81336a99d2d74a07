//! `program extend`: a program goes on longer than was planned (nozhay-yurt 1.6).

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
use crate::refuse;
use crate::store::Store;
use crate::store::program::ProgramDraft;

/// `program extend`.
#[derive(Debug, Args)]
pub struct ProgramExtend {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Новое окончание: не дальше года от начала")]
    until: Day,
    #[arg(long = "length-reason", value_name = "ТЕКСТ", help = "Причина, если программа станет длиннее года")]
    length_reason: Option<String>,
}

impl ProgramExtend {
    /// Runs the command.
    ///
    /// # Errors
    /// There is no such program, or it has ended; it would not become longer, or longer than a year without a reason.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.number)?;
        if let (Some(outcome), Some(ended)) = (program.outcome, program.ended) {
            refuse!("программа {} уже {} {ended}: продлить её нельзя", program.number, outcome.title());
        }
        if self.until <= program.finishes {
            refuse!("программа {} и так идёт по {}", program.number, program.finishes);
        }
        context.check_plan(Some(self.until), "окончание")?;
        let draft = ProgramDraft {
            number: program.number.clone(),
            finishes: Some(self.until),
            length_reason: self.length_reason.as_deref().map(name::tidy),
            ..ProgramDraft::default()
        };
        store.programs().put(&draft)?;
        Ok(Outcome::done(format!(
            "Программа № {} продлена: было по {}, теперь по {}",
            program.number, program.finishes, self.until
        )))
    }
}
