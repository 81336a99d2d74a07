//! What a copy must be to take the place of the file. Whoever makes a copy for somebody and whoever restores one ask here: what the
//! one accepts, the other does too.

use anyhow::Result;

use super::backup::{Depth, UnfinishedCopy};
use super::check::difference;
use super::journal::{EntryDraft, Journal};
use super::{migrate, refusal};

/// Brings a copy up to the present version and tries it; what stands in the way of its being restored, if anything does.
///
/// # Errors
/// The disk is full, or can't be read.
pub(super) fn obstacle(copy: &UnfinishedCopy, entry: &EntryDraft) -> Result<Option<String>> {
    if let Some(fault) = copy.fault(Depth::Whole)? {
        return Ok(Some(fault));
    }
    let connection = copy.open()?;
    let transaction = connection.unchecked_transaction()?;
    if let Err(error) = migrate::climb(&transaction) {
        return Ok(Some(refusal::of(&error).message));
    }
    transaction.commit()?;
    if let Some(lack) = difference::lack(&connection)? {
        return Ok(Some(format!("схему изменила другая программа: {lack}")));
    }
    // The restored file has an entry in its journal that says so: one that can't be written would stop at the last step.
    let transaction = connection.unchecked_transaction()?;
    let entry = EntryDraft { anyway: true, ..entry.clone() };
    let told = Journal::begin(&transaction).and_then(|journal| journal.end(&transaction, &entry));
    transaction.rollback()?;
    match told {
        Ok(()) => Ok(None),
        Err(error) if refusal::is_of_the_file(&error) => {
            let extra = difference::first(&connection)?.unwrap_or_else(|| refusal::of(&error).message);
            Ok(Some(format!("схему изменила другая программа: {extra}")))
        }
        Err(error) => Err(error),
    }
}
