//! A stranger's table becomes rows, and rows enter the registers.
//!
//! [`reading`] turns bytes into rows and knows no database; `kind` says how a register takes a row, `course` leads the rows
//! of a file into it, and the other files are the registers that have an import.

pub mod answers;
mod course;
pub mod groups;
mod import;
mod kind;
pub mod mentors;
pub mod orgs;
pub mod pairs;
mod person;
mod post;
pub mod programs;
pub mod reading;
mod said;
pub mod staff;
mod tenure;

pub use course::{Mode, run};
pub use import::{Entry, Import, Plan, Tally};
pub use kind::{ByRow, Kind};
