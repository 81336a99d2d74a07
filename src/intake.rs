//! A stranger's table becomes rows, or refusals with line numbers.
//!
//! The way of a file: `source` (bytes) → `container` (text or a workbook) → `text` or `book` (records with physical line
//! numbers, a window at a time) → `header` (delimiter and columns) → `body` (data, totals, sections) → `row` (typed cells) →
//! `course` (the database). A file that can't be read as the expected table is a [`Failure`](crate::error::Failure) at
//! once; what is wrong with single rows is collected as [`Defect`]s, all of them in one pass.
//!
//! ```
//! use nastavnik::domain::Day;
//! use nastavnik::intake::{Column, Found, Layout, Need, Opened};
//!
//! const PUPILS: Layout = Layout {
//!     what: "файл учеников",
//!     further: false,
//!     columns: &[
//!         Column { field: "name", heading: "ФИО", synonyms: &["Ф.И.О."], need: Need::Required, meaning: "", example: "" },
//!         Column { field: "born", heading: "Дата рождения", synonyms: &[], need: Need::Optional, meaning: "", example: "" },
//!     ],
//! };
//!
//! let text = "Список;\nФИО;Дата рождения\nИванов Пётр;31.02.2014\nВсего: 1\n";
//! let mut sheet = Opened::of_text("ученики.csv", text.into(), None)?.sheet(&PUPILS)?;
//! let today = "2026-11-22".parse().map_err(anyhow::Error::msg)?;
//! sheet.each(today, |found, _| {
//!     let Found::Row(row) = found else { unreachable!() };
//!     let (name, born) = (row.required_text("name"), row.day("born"));
//!     assert!(name.is_some() && born.is_none() && !row.is_sound());
//!     true
//! })?;
//! assert_eq!(sheet.notes()[1..], ["пропущено над заголовком: строка 1", "пропущены итоги: строка 4"]);
//! # Ok::<(), anyhow::Error>(())
//! ```

pub mod answers;
mod body;
mod book;
mod container;
mod course;
mod decode;
mod defect;
pub mod groups;
mod header;
mod import;
mod kind;
mod layout;
mod lines;
mod map;
pub mod mentors;
pub mod orgs;
pub mod pairs;
mod person;
mod post;
pub mod programs;
mod record;
mod rejects;
mod row;
mod said;
mod sheet;
mod source;
pub mod staff;
mod table;
mod tenure;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod text;

pub use course::{Mode, run};
pub use decode::Encoding;
pub use defect::{Defect, Defects};
pub use import::{Entry, Import, Plan, Tally};
pub use kind::{ByRow, Kind};
pub use layout::{Column, Layout, Need, Substitute};
pub use map::Map;
pub use rejects::is_rejects;
pub use row::Row;
pub use sheet::{Found, Opened, Sheet};
pub use source::{Source, is_stdin};
