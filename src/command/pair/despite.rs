//! `--despite`: a limit is overruled for a reason, which stays in the file.

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::store::Store;

/// Why a limit is overruled.
#[derive(Debug, Clone, Default, Args)]
pub struct Despite {
    #[arg(
        long,
        value_name = "ПРИЧИНА",
        help = "Записать вопреки пределу (предельное число наставляемых, вторая пара тех же людей); причина остаётся в базе"
    )]
    despite: Option<String>,
}

impl Despite {
    /// The reason, if one is given.
    pub fn reason(&self) -> Option<&str> {
        self.despite.as_deref()
    }

    /// Overrules what the command has broken so far, if a reason is given. Whatever isn't overruled is refused in the end.
    ///
    /// # Errors
    /// The reason is empty.
    pub fn overrule(&self, store: &Store, context: &Context, outcome: &mut Outcome) -> Result<()> {
        let Some(reason) = &self.despite else { return Ok(()) };
        if store.pairs().keep_limits(context.today, Some(reason))? == 0 {
            outcome.warnings.push("пределы не нарушены: причина не записана".into());
        }
        Ok(())
    }
}
