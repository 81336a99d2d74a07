//! The room of the staff: people, their work, and who is who. Its doors are [`Store::people`], [`Store::staff`], and
//! [`StaffSession`] for the rows of files.

mod absent;
mod bloom_filter;
mod bulk;
mod colleague;
mod draft;
mod employment;
mod former_name;
mod hire;
mod id_set;
mod merge;
mod moved;
mod near;
mod numbers;
mod person;
mod recognise;
mod roster;
mod session;
mod sought;
mod statements;
mod transfer;
mod who;

use super::Store;

pub use absent::Absent;
pub use colleague::Colleague;
pub use draft::StaffDraft;
pub use employment::{Employment, EmploymentDraft};
pub(in crate::store) use former_name::BORNE_ON_DAY;
pub use former_name::{FormerName, NamesOnDay};
pub use hire::Hire;
pub use merge::{MergeDeed, MergeResult, MergeStep};
pub use moved::MovedPerson;
pub use near::{Likeness, NearPerson};
pub use numbers::StaffNumbers;
pub(in crate::store) use person::read as read_person;
pub use person::{Person, PersonDraft};
pub use recognise::PersonOrigin;
pub use session::{Entered, NearRow, Notice, StaffSession};
pub use sought::{WorkSought, jobs_named};
pub use transfer::ChangeMode;

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
