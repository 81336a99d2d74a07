//! Reading a stranger's table: bytes become rows, or refusals with line numbers. Nothing here knows the database.
//!
//! The river, in the order of its course:
//!
//! - `source`, `input`: where the bytes come from, and what the user says of how to read them
//! - `container`: what the first bytes promise: a text, a workbook, or something foreign
//! - `json`: a list in JSON becomes a text
//! - `text`, `decode`: a text of an encoding, a window at a time
//! - `book`: a workbook: Excel's three formats and OpenDocument's
//! - `record`: lines with delimiters become records, with physical line numbers
//! - `table`: either of them, as records one after another
//! - `layout`, `map`: which columns a file may have, what people call them, and what one school calls them
//! - `header`: the line of headings, and the columns found in it
//! - `body`: what stands below: data, totals, sections
//! - `row`: a record with typed cells
//! - `sheet`: all of it together: the table that was understood
//! - `known_sheet`: which register a table belongs to, where a file may hold several
//! - `defect`, `lines`: what is wrong with single rows, and how lines are listed
//! - `brought`, `refused_record`: what rows bring that other tables name, and what refused ones would have
//! - `rejects`: the refused rows, written back in the file's own layout
//!
//! A file that can't be read as the expected table is a [`Failure`](crate::error::Failure) at once; what is wrong with
//! single rows is collected as [`Defect`]s, all of them in one pass.
//!
//! ```
//! use nastavnik::domain::Day;
//! use nastavnik::intake::reading::{Layout, Need, Opened, SheetItem, column};
//!
//! const PUPILS: Layout = Layout {
//!     what: "файл учеников",
//!     sheet: "Ученики",
//!     brings: &[],
//!     further: false,
//!     names: &[],
//!     columns: &[
//!         column("name", "ФИО", &["Ф.И.О."], Need::Required, "", ""),
//!         column("born", "Дата рождения", &[], Need::Optional, "", ""),
//!     ],
//! };
//!
//! let text = "Список;\nФИО;Дата рождения\nИванов Пётр;31.02.2014\nВсего: 1\n";
//! let mut sheet = Opened::of_text("ученики.csv", text.into(), None)?.sheet(&PUPILS)?;
//! let today = "2026-11-22".parse().map_err(anyhow::Error::msg)?;
//! sheet.each(today, |found, _| {
//!     let SheetItem::Row(row) = found else { unreachable!() };
//!     let (name, born) = (row.required_text("name"), row.day("born"));
//!     assert!(name.is_some() && born.is_none() && !row.is_sound());
//!     true
//! })?;
//! assert_eq!(sheet.notes()[1..], ["пропущено над заголовком: строка 1", "пропущены итоги: строка 4"]);
//! # Ok::<(), anyhow::Error>(())
//! ```

mod body;
mod book;
mod brought;
mod container;
mod decode;
mod defect;
mod example_row;
mod header;
mod input;
mod json;
mod known_sheet;
mod layout;
pub(super) mod lines;
mod map;
mod other_sign;
mod record;
mod refused_record;
mod rejects;
mod row;
mod sheet;
mod source;
mod table;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod text;

pub use brought::{Brought, name_key};
pub use decode::Encoding;
pub use defect::{Defect, Defects};
pub use input::is_stdin;
pub use known_sheet::{KnownSheet, SheetSort};
pub use layout::{CellSort, ColumnSubstitute, EXAMPLE, FileColumn, Layout, Need, column};
pub(super) use layout::{heading_day, heading_key};
pub use lines::named as lines_named;
pub use map::Map;
pub use refused_record::RefusedRecord;
pub use rejects::is_rejects;
pub use row::{Remarks, Row};
pub use sheet::{ColumnPlace, Opened, Sheet, SheetItem};
pub use source::Source;
