//! What a sheet says beside its cells: rows that are hidden, cells that are merged, formulas that nobody has computed.

/// Cells that are one to the eye; only the first holds the value. Rows and columns from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    pub top: usize,
    pub bottom: usize,
    pub left: usize,
}

/// A formula without a value: a program wrote the book, and no spreadsheet has opened it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncomputed {
    pub row: usize,
    pub column: usize,
    pub formula: String,
}

/// The marks of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Rows that are hidden, by hand or by a filter.
    pub hidden: Vec<usize>,
    pub merges: Vec<Merge>,
    pub uncomputed: Vec<Uncomputed>,
}

/// More of a kind than any table of people has: the rest isn't looked at.
const MOST: usize = 1_048_576;

impl Marks {
    /// Notes a hidden row.
    pub fn hide(&mut self, row: usize) {
        if self.hidden.len() < MOST {
            self.hidden.push(row);
        }
    }

    /// Notes merged cells; those of a single row say nothing of the others.
    pub fn merge(&mut self, merge: Merge) {
        if merge.bottom > merge.top && self.merges.len() < MOST {
            self.merges.push(merge);
        }
    }

    /// Notes a formula without a value.
    pub fn miss(&mut self, row: usize, column: usize, formula: &str) {
        if self.uncomputed.len() < MOST {
            self.uncomputed.push(Uncomputed { row, column, formula: formula.chars().take(80).collect() });
        }
    }
}
