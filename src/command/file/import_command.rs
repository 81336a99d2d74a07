//! What one import command adds to what all of them do: its files, its options, what follows the last file.

use std::collections::BTreeMap;
use std::rc::Rc;

use anyhow::Result;

use super::plan_line::PlanLine;
use super::template_school::TemplateSchool;
use crate::command::{Context, Outcome};
use crate::error::Failure;
use crate::intake::reading::{Layout, Row, Source};
use crate::intake::{self, ImportMode, Importer, Plan};
use crate::store::Store;

/// The options of a command beyond those of all imports, as a saved plan keeps them.
pub type Options = BTreeMap<String, String>;

/// An import command.
pub trait ImportCommand {
    /// Its words: `org staff import`.
    fn command(&self) -> &'static str;

    /// The kinds of file that it takes.
    fn layouts(&self) -> Vec<&'static Layout>;

    /// Its own options.
    fn options(&self) -> Options {
        Options::new()
    }

    /// Whether it may change much more than its files tell of.
    fn is_far_reaching(&self) -> bool {
        false
    }

    /// Takes the options of a saved plan over.
    ///
    /// # Errors
    /// They aren't such options.
    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        debug_assert!(options.is_empty());
        Ok(())
    }

    /// Imports one file within the command's transaction.
    ///
    /// # Errors
    /// The file isn't such a table; the database can't be used.
    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan>;

    /// Whether its own rows may go without their organisation where `--org` names it.
    fn takes_org(&self) -> bool {
        false
    }

    /// Whether it is made of other imports: each sheet of a workbook goes to the one whose kind of table it is.
    fn takes_whole_books(&self) -> bool {
        false
    }

    /// A list of what is known of a school, such as the import takes back in files of a kind; `None`: their rows aren't a school's.
    ///
    /// # Errors
    /// The database can't be read.
    fn known_rows(
        &self,
        _store: &Rc<Store>,
        _context: &Context,
        _school: &Rc<TemplateSchool>,
        _layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        Ok(None)
    }

    /// What the files come to together, after the last of them.
    ///
    /// # Errors
    /// The database can't be used.
    fn conclude(&mut self, _store: &Store, _context: &Context, _all: &AllFiles) -> Result<BatchEnd> {
        Ok(BatchEnd::default())
    }
}

/// What is known of all files of a command after the last of them.
#[derive(Debug, Clone, Copy)]
pub struct AllFiles {
    /// Whether what they came to may be kept so far.
    pub is_accepted: bool,
    /// Whether any row of them, or any file, is refused.
    pub has_refusals: bool,
    /// Whether there is more than one.
    pub are_several: bool,
    /// Nothing is kept, and the whole plan is the result.
    pub dry_run: bool,
    /// The whole plan is made, whatever of it is shown.
    pub whole: bool,
}

/// What the files come to together.
#[derive(Default)]
pub struct BatchEnd {
    /// What is told of it.
    pub messages: Vec<String>,
    /// Records that are in no file, if they are few or changed.
    pub lines: Vec<PlanLine>,
    /// What a person should look at.
    pub warnings: Vec<String>,
    /// Why all is refused.
    pub refusal: Option<Failure>,
}

/// An import without options of its own, whose files stand each for itself.
pub struct SimpleImport<I> {
    /// Its words.
    pub command: &'static str,
    /// What a file does; each begins anew.
    pub importer: I,
}

impl<I: Importer<Row = Row<'static>>> ImportCommand for SimpleImport<I> {
    fn command(&self) -> &'static str {
        self.command
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![self.importer.layout()]
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        intake::run(store, context.today, source, &mut self.importer.clone(), mode)
    }
}
