//! A copy of the database as it was before an import that changes much of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use super::batch::Batch;
use crate::command::{Context, Outcome, word};
use crate::domain::Setting;
use crate::intake::reading::is_stdin;
use crate::store::Store;
use crate::store::backup::{Cause, UnfinishedCopy};

/// So many bytes of a file are at least behind each row of the database that it changes: a row of a file changes two or
/// three of them, and in a book it may be packed into a dozen bytes.
const BYTES: u64 = 4;

/// The copy, if one may be wanted in the end.
pub struct SafetyCopy {
    /// The copy, where files of that size may change as much.
    draft: Option<UnfinishedCopy>,
    /// No copy is kept of a database in which at most so many rows change.
    little: u64,
}

impl SafetyCopy {
    /// Takes a copy at the beginning of the transaction, if it may be wanted in the end: then it would be too late.
    ///
    /// # Errors
    /// The disk is full; the folder can't be written.
    pub fn take(store: &Store, context: &Context, batch: &Batch, is_far_reaching: bool) -> Result<Self> {
        let rows = store.rough_rows()?;
        let little = rows.saturating_mul(store.settings().value(Setting::BackupShare)?.into()) / 100;
        let bytes = |path: &PathBuf| {
            fs::metadata(path).ok().filter(fs::Metadata::is_file).map_or(u64::MAX, |found| found.len())
        };
        // Each file once, though several of its sheets are taken.
        let paths: BTreeSet<_> = batch.inputs.iter().map(|input| &input.path).collect();
        let sizes = paths.into_iter().map(|path| if is_stdin(path) { u64::MAX } else { bytes(path) });
        let most = sizes.fold(0, u64::saturating_add) / BYTES;
        let is_wanted = !batch.dry_run && (most > little || is_far_reaching) && !store.is_bare()?;
        let draft = is_wanted.then(|| UnfinishedCopy::of(&context.db)).transpose()?;
        Ok(Self { draft, little })
    }

    /// Keeps the copy, if the import is kept and has changed much.
    ///
    /// # Errors
    /// The copy is damaged, as the database then is; it can't be written.
    pub fn keep_if_wanted(self, store: &Store, context: &Context, outcome: &mut Outcome) -> Result<()> {
        let Some(draft) = self.draft.filter(|_| outcome.keep) else { return Ok(()) };
        if !store.has_changed_more(self.little)? {
            return Ok(());
        }
        let kept = store.keep_copy(draft, &context.db, &context.moment.stamp(), Cause::Import)?;
        outcome
            .messages
            .push(format!("Перед загрузкой снята копия базы; вернуться к ней: nastavnik org restore {}", word(&kept)));
        Ok(())
    }
}
