//! The room of the staff: people, their work, and who is who. Its doors are [`Store::people`] and [`Store::staff`].

mod absent;
mod bloom_filter;
pub mod bulk;
mod employment;
mod former_name;
mod hire;
mod person;
mod recognise;
pub mod roster;

use super::Store;

pub use absent::Absent;
pub use employment::{Colleague, Employment, EmploymentDraft};
pub use former_name::FormerName;
pub use hire::{ChangeMode, Hire};
pub use person::{Person, PersonDraft};
pub use recognise::PersonOrigin;

/// The people of a file: what is asked and changed of a person.
#[derive(Debug, Clone, Copy)]
pub struct People<'s>(&'s Store);

/// The staff of a file: what is asked and changed of people's work.
#[derive(Debug, Clone, Copy)]
pub struct Staff<'s>(&'s Store);

impl Store {
    /// People.
    pub fn people(&self) -> People<'_> {
        People(self)
    }

    /// People's work.
    pub fn staff(&self) -> Staff<'_> {
        Staff(self)
    }
}
