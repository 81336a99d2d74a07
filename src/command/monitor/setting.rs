//! `monitor setting`: what the owner of the file has settled of its reports.

use anyhow::Result;
use clap::Subcommand;

use super::setting_since::SettingSince;
use crate::command::{Context, Outcome};

/// The commands under `monitor setting`.
#[derive(Debug, Subcommand)]
pub enum SettingCommand {
    /// The first day of knowledge.
    #[command(
        about = "С какого дня сведения полны: о более ранних показателях отчёты предупреждают",
        after_help = "Примеры:\n  nastavnik monitor setting since 01.09.2024\n  nastavnik monitor setting since\n\n\
                      Кто уволился до этого дня, в базе нет, и доли за прежние дни сосчитаны без них.\n\
                      Если день не указан ни здесь, ни при создании базы, это день первой загрузки сотрудников."
    )]
    Since(SettingSince),
}

impl SettingCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let Self::Since(args) = self;
        args.run(context)
    }
}
