//! `org import`: the file of organisations.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::change_args::{self, ChangeArgs};
use super::moved_by_file::tell_orgs;
use super::register::OrgList;
use crate::command::{Context, FileArgs, ImportCommand, Options, Outcome, TemplateSchool};
use crate::error::Failure;
use crate::intake::orgs::{self, OrgImporter};
use crate::intake::reading::{Layout, Source};
use crate::intake::{ImportMode, Plan};
use crate::store::Store;
use crate::store::staff::ChangeMode;

/// `org import`.
#[derive(Debug, Args)]
pub struct OrgImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

/// The import with what its options say.
struct OrgImport(OrgImporter);

impl OrgImportArgs {
    /// Imports the files.
    ///
    /// # Errors
    /// As [`FileArgs::run`].
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let change = self.change.mode(context)?;
        self.file.run(context, import_of_orgs(change))
    }
}

/// The import of organisations, where a change to a known one is what the mode says.
pub fn import_of_orgs(change: ChangeMode) -> impl ImportCommand {
    OrgImport(OrgImporter::new(change))
}

impl ImportCommand for OrgImport {
    fn command(&self) -> &'static str {
        "org import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![&orgs::LAYOUT]
    }

    fn known_rows(
        &self,
        store: &Rc<Store>,
        context: &Context,
        school: &Rc<TemplateSchool>,
        _layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        OrgList::of_school(school).run(store, context).map(Some)
    }

    fn options(&self) -> Options {
        change_args::options(self.0.mode)
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        self.0.mode = change_args::restored(options)?;
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        let mut plan = self.0.import(store, context.today, source, mode)?;
        tell_orgs(&mut plan, store, self.0.mode)?;
        Ok(plan)
    }
}
