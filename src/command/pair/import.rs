//! `pair import`: a file of pairs and groups.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::list::PairList;
use crate::command::{Context, FileArgs, ImportCommand, Options, Outcome, TemplateSchool};
use crate::error::Failure;
use crate::intake::pairs::{self, PairImporter};
use crate::intake::reading::{Layout, Source};
use crate::intake::{self, ImportMode, Plan};
use crate::store::Store;

/// `pair import`.
#[derive(Debug, Args)]
pub struct PairImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[arg(
        long,
        value_name = "ПРИЧИНА",
        conflicts_with = "apply",
        help = "Записать вопреки пределам (предельное число наставляемых, вторая пара тех же людей); причина остаётся в базе"
    )]
    despite: Option<String>,
}

impl PairImportArgs {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, import_of_pairs(self.despite))
    }
}

/// The import of pairs, with the reason for which limits are overruled.
pub fn import_of_pairs(despite: Option<String>) -> impl ImportCommand {
    PairImport { despite }
}

/// The import with its option.
struct PairImport {
    despite: Option<String>,
}

impl ImportCommand for PairImport {
    fn command(&self) -> &'static str {
        "pair import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![&pairs::LAYOUT]
    }

    fn known_rows(
        &self,
        store: &Rc<Store>,
        context: &Context,
        school: &Rc<TemplateSchool>,
        _layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        PairList::of_school(school).run(store, context).map(Some)
    }

    fn options(&self) -> Options {
        self.despite.iter().map(|reason| ("despite".to_owned(), reason.clone())).collect()
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        self.despite = options.get("despite").cloned();
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        let mut importer = PairImporter::despite(self.despite.clone(), context.today);
        intake::run(store, context.today, source, &mut importer, mode)
    }
}
