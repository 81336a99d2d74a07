//! The command line.

pub mod russian;
