//! What one import command adds to the course of all: its files, its options, what follows the last file.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::command::Context;
use crate::domain::Day;
use crate::error::Failure;
use crate::intake::reading::{Layout, Row, Source};
use crate::intake::{self, Importer, Mode, Plan};
use crate::store::Store;
use crate::store::staff::Absent;

/// The options of a command beyond those of all imports, as a saved plan keeps them.
pub type Options = BTreeMap<String, String>;

/// An import command.
pub trait Task {
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
    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: Mode<'_>) -> Result<Plan>;

    /// What the files come to together, after the last of them; `is_sound` says that none is refused, `most` how many absent
    /// people are worth a list.
    ///
    /// # Errors
    /// The database can't be used.
    fn conclude(&mut self, _store: &Store, _context: &Context, _is_sound: bool, _most: usize) -> Result<Ending> {
        Ok(Ending::default())
    }
}

/// What the files come to together.
#[derive(Default)]
pub struct Ending {
    /// How many employments are in the database and in no file.
    pub count: usize,
    /// Which they are, if they are few or changed; with the last day if this command sets it.
    pub absent: Vec<(Absent, Option<Day>)>,
    /// What a person should look at.
    pub warnings: Vec<String>,
    /// Why all is refused.
    pub refusal: Option<Failure>,
}

/// An import without options of its own, whose files stand each for itself.
pub struct Simple<I> {
    /// Its words.
    pub command: &'static str,
    /// What a file does; each begins anew.
    pub importer: I,
}

impl<I: Importer<Row = Row<'static>>> Task for Simple<I> {
    fn command(&self) -> &'static str {
        self.command
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![self.importer.layout()]
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: Mode<'_>) -> Result<Plan> {
        intake::run(store, context.today, source, &mut self.importer.clone(), mode)
    }
}
