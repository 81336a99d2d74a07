//! `nastavnik`: mentoring of teachers in a Russian district — registers, imports, and the shares that five acts define.
//!
//! The map of the house, from the street to the cellar; arrows go only downward:
//!
//! - [`cli`]: the command tree; clap in Russian; one transaction a command; the one place that prints
//! - [`command`]: what each command does: arguments and a store in, an [`report::Outcome`] out
//! - [`intake`]: a stranger's table becomes rows, or refusals with line numbers
//! - [`indicator`]: a fact is a query that lists units; an indicator is a share of facts
//! - [`report`]: values in; table, csv, excel, json out
//! - [`store`]: the only door to SQLite; `schema.sql` is the first page to read
//! - [`domain`]: the pure nouns: day, name, kind, share
//! - [`page`]: pages of SQL under strict `-- key: value` headers
//! - [`error`]: kind, message, hints; exit codes

pub mod cli;
pub mod command;
pub mod domain;
pub mod error;
pub mod indicator;
pub mod intake;
pub mod page;
pub mod register;
pub mod report;
pub mod store;
