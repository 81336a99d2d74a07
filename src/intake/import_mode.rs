//! How an import is to go.

use std::cell::RefCell;

use super::refused_records::RefusedRecords;
use crate::error::Failure;

/// How an import is to go.
#[derive(Clone, Copy)]
pub struct ImportMode<'a> {
    /// Leaves refused rows out and imports the rest, where otherwise one defect refuses the file.
    pub accept_valid: bool,
    /// Keeps what is wrong with every row, not only with those of which people are told.
    pub keep_defects: bool,
    /// Keeps the new records too, not only their number: of a country they fill the memory.
    pub keep_new: bool,
    /// Hands the refused rows out ([`Plan::rejects`](super::Plan::rejects)); wants `keep_defects`.
    pub rejects: bool,
    /// What earlier tables of the same import have refused, which this one adds to; `None`: it is the only one.
    pub refused: Option<&'a RefCell<RefusedRecords>>,
    /// Is told from time to time how much of the file is done, 0 to 1.
    pub progress: Option<&'a dyn Fn(f64)>,
    /// Puts into words what is advised to a refused row; only the layer of commands knows them.
    pub told: fn(Failure) -> Failure,
}

impl Default for ImportMode<'_> {
    fn default() -> Self {
        let told = |failure| failure;
        Self {
            accept_valid: false,
            keep_defects: false,
            keep_new: false,
            rejects: false,
            refused: None,
            progress: None,
            told,
        }
    }
}
