//! A stranger's table becomes rows, or refusals with line numbers. Generic: nothing here knows staff or organisations.
//!
//! The way of a file: `source` (bytes) → `decode` (text) → `header` (delimiter and columns) → `record` (cells
//! with physical line numbers) → `row` (typed cells). A file that can't be read as the expected table is a
//! [`Failure`](crate::error::Failure) at once; what is wrong with single rows is collected as [`Defect`]s, all of them
//! in one pass.
//!
//! ```
//! use nastavnik::intake::{Column, Layout, Need, Sheet};
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
//! let sheet = Sheet::parse("ученики.csv", "ФИО;Дата рождения\nИванов Пётр;31.02.2014\n".into(), None, &PUPILS)?;
//! for row in sheet.rows() {
//!     let (name, born) = (row.required_text("name"), row.day("born"));
//!     assert!(name.is_some() && born.is_none() && !row.is_sound());
//! }
//! let failure = sheet.defects().verdict().unwrap_err();
//! assert_eq!(failure.message, "ученики.csv: 1 ошибка, ничего не записано");
//! assert_eq!(failure.hints, ["ученики.csv:2: «Дата рождения»: «31.02.2014» — такого дня нет в календаре"]);
//! # Ok::<(), anyhow::Error>(())
//! ```

pub mod answers;
mod body;
// Until the imports read workbooks.
#[allow(dead_code)]
mod book;
#[allow(dead_code)]
mod container;
mod decode;
mod defect;
pub mod groups;
mod header;
mod import;
mod layout;
mod lines;
pub mod mentors;
pub mod orgs;
pub mod pairs;
pub mod programs;
mod record;
mod row;
mod sheet;
mod source;
pub mod staff;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use decode::Encoding;
pub use defect::{Defect, Defects};
pub use import::{Entry, Import, Plan, Source, unchecked};
pub use layout::{Column, Layout, Need};
pub use row::Row;
pub use sheet::Sheet;
