//! `org completions`: what a shell must know to ask the program how a line may go on.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap_complete::env::Shells;

use crate::command::completion::ASKED_BY;
use crate::command::{Context, Outcome};
use crate::error::Failure;
use crate::report::Format;

/// The shells that are known.
const SHELLS: [&str; 4] = ["bash", "zsh", "fish", "powershell"];

/// `org completions`.
#[derive(Debug, Args)]
pub struct OrgCompletions {
    #[arg(value_name = "ОБОЛОЧКА", help = "Оболочка", value_parser = PossibleValuesParser::new(SHELLS))]
    shell: String,
}

impl OrgCompletions {
    /// The script for a shell.
    ///
    /// # Errors
    /// A format is asked for, and a script has none.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if context.format != Format::Table {
            return Err(Failure::usage("сценарий для оболочки — текст, другого вида у него нет")
                .hint("уберите --format; в файл: --output имя без окончания csv, json или xlsx")
                .into());
        }
        let program = std::env::current_exe().ok();
        let program = program.as_deref().and_then(Path::to_str).unwrap_or("nastavnik");
        let shells = Shells::builtins();
        let shell = shells.completer(&self.shell).ok_or_else(|| Failure::usage("нет такой оболочки"))?;
        let mut script = Vec::new();
        shell.write_registration(ASKED_BY, "nastavnik", "nastavnik", program, &mut script)?;
        Ok(Outcome { text: Some(String::from_utf8(script)?), ..Outcome::default() })
    }
}
