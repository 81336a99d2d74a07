//! What there is to say of workbooks whose sheets went to several registers: a line a file, and below it what is new on its sheets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::intake::{Plan, Tally};

/// What the sheets of each file came to.
#[derive(Default)]
pub struct BooksTold(BTreeMap<PathBuf, BookTold>);

#[derive(Default)]
struct BookTold {
    tally: Tally,
    /// What the sheets brought, in the order in which they were taken.
    sheets: Vec<String>,
    /// How they were understood.
    notes: Vec<String>,
}

impl BooksTold {
    /// Takes in what a sheet came to. Of one without a row there is nothing to say.
    pub fn take(&mut self, path: &Path, kind: &str, plan: &mut Plan) {
        let (tally, notes) = (plan.tally(), std::mem::take(&mut plan.notes));
        let book = self.0.entry(path.to_owned()).or_default();
        if tally.is_of_nothing() {
            return;
        }
        book.tally = [book.tally, tally].into_iter().sum();
        book.sheets.extend(tally.in_short().map(|short| format!("{kind} — {short}")));
        book.notes.extend(notes.into_iter().map(|note| format!("{}: {note}", plan.name)));
    }

    /// It as lines.
    pub fn told(self, dry_run: bool) -> Vec<String> {
        let mut lines = Vec::new();
        for (path, book) in self.0 {
            lines.extend(book.notes);
            lines.push(book.tally.said(&path.display().to_string(), dry_run));
            lines.extend((!book.sheets.is_empty()).then(|| format!("  {}", book.sheets.join("; "))));
        }
        lines
    }
}
