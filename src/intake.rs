//! A stranger's table becomes rows, and rows enter the registers.
//!
//! [`reading`] turns bytes into rows and knows no database; an [`Importer`] says how a register takes a row, `pipeline` leads
//! the rows of a file into it within an [`ImportSession`], a [`Plan`] tells what they came to; the other files are the
//! registers that have an import.

pub mod absences;
pub mod agreements;
pub mod answers;
pub mod deficits;
mod field_column;
pub mod groups;
mod import_mode;
mod importer;
pub mod measurements;
pub mod meetings;
pub mod mentor_needs;
pub mod mentors;
pub mod org;
pub mod orgs;
mod pair_layout;
pub mod pairs;
mod participant;
pub mod person;
mod pipeline;
mod plan;
mod post;
pub mod program_corrections;
pub mod programs;
pub mod reading;
mod refused_records;
mod register;
pub mod releases;
pub mod reviews;
mod session;
pub mod staff;
pub mod stages;
pub mod tasks;
pub mod tenure;
pub mod tutors;
pub mod warning;

pub use field_column::column_of;
pub use import_mode::ImportMode;
pub use importer::{ByRow, Importer, ReadRow};
pub use pipeline::run;
pub use plan::{Plan, RowResult, Tally};
pub use refused_records::RefusedRecords;
pub use register::RegisterFile;
pub use session::ImportSession;
