//! `nastavnik`: mentoring of teachers in a Russian district — registers, imports, and the shares that the acts define.
//!
//! The map of the house, from the street to the cellar; arrows point only downward. docs/HOUSE.md says more.
//!
//! - [`cli`]: the command tree; clap in Russian; the one place that prints
//! - `command`: what each command does: arguments and a store in, an `Outcome` out; one transaction a command
//! - [`intake`]: a stranger's table becomes rows, and rows enter the registers, or are refused with line numbers
//! - [`indicator`]: a fact is a query that lists units; an indicator is a share of facts
//! - [`report`]: lists and cards in; table, csv, excel, json out
//! - [`store`]: the only door to SQLite; `schema.sql` is the first page to read
//! - `register`: every table with its fields, declared once
//! - [`domain`]: the pure nouns: day, name, closed set, share
//! - [`disk`]: which path is which file; the one way in which a file gets its name
//! - `page`: pages of SQL under strict `-- key: value` headers
//! - [`error`]: kind, message, hints; exit codes
//!
//! What is public here is so for the tests, the benchmarks and the fuzzing; everything else is private, so that the compiler
//! sees what nobody uses.

pub mod cli;
mod command;
pub mod disk;
pub mod domain;
pub mod error;
pub mod indicator;
pub mod intake;
mod page;
mod register;
pub mod report;
pub mod store;
