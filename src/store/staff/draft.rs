//! What a row of a staff file says.

use super::{EmploymentDraft, PersonDraft};

/// A row of a staff file: a person and the work.
#[derive(Debug, Clone, Default)]
pub struct StaffDraft {
    /// The physical line on which the row begins.
    pub line: usize,
    /// Of the person.
    pub person: PersonDraft,
    /// The key of the name.
    pub key: String,
    /// Of the work, with the organisation.
    pub work: EmploymentDraft,
}
