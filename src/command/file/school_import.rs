//! An import whose templates can be filled in with what is known of a school.

use std::rc::Rc;

use anyhow::Result;

use super::import_command::{AllFiles, BatchEnd, ImportCommand, Options};
use super::template_school::TemplateSchool;
use crate::command::{Context, Outcome};
use crate::error::Failure;
use crate::intake::reading::{Layout, Source};
use crate::intake::{ImportMode, Plan};
use crate::store::Store;

/// An import whose list tells what is known of a school.
pub struct SchoolImport<I> {
    /// The import.
    pub import: I,
    /// Lists what is known of a school, so that the import takes it back.
    pub known: fn(&Rc<Store>, &Context, &Rc<TemplateSchool>) -> Result<Outcome>,
}

impl<I: ImportCommand> ImportCommand for SchoolImport<I> {
    fn command(&self) -> &'static str {
        self.import.command()
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        self.import.layouts()
    }

    fn options(&self) -> Options {
        self.import.options()
    }

    fn is_far_reaching(&self) -> bool {
        self.import.is_far_reaching()
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        self.import.restore(options)
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        self.import.import(store, context, source, mode)
    }

    fn conclude(&mut self, store: &Store, context: &Context, all: &AllFiles) -> Result<BatchEnd> {
        self.import.conclude(store, context, all)
    }

    fn known_rows(
        &self,
        store: &Rc<Store>,
        context: &Context,
        school: &Rc<TemplateSchool>,
        _layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        (self.known)(store, context, school).map(Some)
    }
}
