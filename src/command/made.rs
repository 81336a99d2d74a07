//! What a program is told of a command that changes something: the number of what was made before all.

use anyhow::Result;

use crate::report::{Object, Report};
use crate::store::Store;
use crate::store::journal::{Deed, RowDeed};

/// As many rows are listed; the counts tell of all.
const MOST: usize = 1000;

/// What the command has done until now.
pub fn report(store: &Store) -> Result<Report> {
    let deeds = store.history().deeds(MOST)?;
    let subject = deeds.subject();
    let object = Object::default()
        .with("id", subject.map(|row| row.id))
        .with("register", subject.map(|row| row.word.to_owned()))
        .with("label", subject.map(|row| row.label.clone()))
        .with("entry", deeds.entry)
        .with("added", deeds.count.added)
        .with("changed", deeds.count.changed)
        .with("removed", deeds.count.removed)
        .with_objects("rows", deeds.rows.iter().map(object));
    Ok(object.report())
}

fn object(row: &RowDeed) -> Object {
    let deed = match row.deed {
        Deed::Added => "added",
        Deed::Changed => "changed",
        Deed::Removed => "removed",
    };
    Object::default().with("deed", deed).with("register", row.word).with("id", row.id).with("label", row.label.clone())
}
