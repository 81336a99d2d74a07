//! `program import`: a file of programs.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::list::ProgramList;
use super::stage::stages_of_school;
use crate::command::{Context, FileArgs, ImportCommand, Options, Outcome, TemplateSchool};
use crate::error::Failure;
use crate::intake::reading::{Layout, Source};
use crate::intake::{ImportMode, Plan, programs, stages};
use crate::store::Store;

/// `program import`.
#[derive(Debug, Args)]
pub struct ProgramImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[arg(
        long,
        value_name = "ТЕКСТ",
        conflicts_with = "apply",
        help = "Причина иного срока, если в файле есть программы короче 3 месяцев или длиннее года"
    )]
    reason: Option<String>,
}

impl ProgramImportArgs {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, import_of_programs(self.reason))
    }
}

/// The import of programs, with the reason for an unusual length.
pub fn import_of_programs(reason: Option<String>) -> impl ImportCommand {
    ProgramImport { reason }
}

/// The import with its option.
struct ProgramImport {
    reason: Option<String>,
}

impl ImportCommand for ProgramImport {
    fn command(&self) -> &'static str {
        "program import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![&programs::LAYOUT, &stages::LAYOUT]
    }

    fn known_rows(
        &self,
        store: &Rc<Store>,
        context: &Context,
        school: &Rc<TemplateSchool>,
        layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        let known = match layout.sheet == programs::LAYOUT.sheet {
            true => ProgramList::of_school(school).run(store, context)?,
            false => stages_of_school(store, school),
        };
        Ok(Some(known))
    }

    fn options(&self) -> Options {
        self.reason.iter().map(|reason| ("reason".to_owned(), reason.clone())).collect()
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        self.reason = options.get("reason").cloned();
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        programs::import(store, context.today, source, self.reason.clone(), mode)
    }
}
