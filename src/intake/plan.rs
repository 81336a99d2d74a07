//! What a file came to, and its rows.

use std::collections::HashMap;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

use super::reading::Defects;
use super::warning::Warning;
use crate::domain::{OrgTitle, plural};
use crate::error::Failure;
use crate::store::Change;

/// What one row came to.
#[derive(Debug, Clone, PartialEq)]
pub struct RowResult {
    /// Whom or what the row is about.
    pub who: String,
    /// Whether it made a record that wasn't there.
    pub new: bool,
    /// What it changed in a record that was.
    pub changes: Vec<Change>,
}

/// What a file came to.
#[derive(Debug, Default)]
pub struct Plan {
    /// The file as the user calls it.
    pub name: String,
    /// The new and the changed in the order of the file, each with its line; the new only where the mode keeps them.
    pub rows: Vec<(usize, RowResult)>,
    /// Of whole plans: the organisation of each row that is somebody's work, by its line.
    pub orgs: HashMap<usize, OrgTitle>,
    /// How many rows made a new record.
    pub new: u64,
    /// How many rows changed a record.
    pub changed: u64,
    /// How many rows said nothing new.
    pub same: u64,
    /// What is wrong with rows: they came to nothing.
    pub defects: Defects,
    /// As what the file was read: its encoding or sheet, the line of its headings.
    pub read_as: String,
    /// How it was understood besides, a sentence a line.
    pub notes: Vec<String>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// The numbers of somebody known and of somebody new who may be one person; the first such two.
    pub near: Option<(i64, i64)>,
    /// The columns that the file lacks and some shares need.
    pub lacks: Vec<&'static str>,
    /// The refused rows as a file of the same layout, if the mode asks for it and there are any.
    pub rejects: Option<Vec<u8>>,
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows that made a new record.
    pub new: u64,
    /// Rows that changed a record.
    pub changed: u64,
    /// Rows that said nothing new.
    pub same: u64,
    /// Rows that came to nothing.
    pub refused: u64,
}

impl Plan {
    /// The plan, if nothing is wrong with the file.
    ///
    /// # Errors
    /// The number of defects, and each of them with its line.
    pub fn sound(self) -> Result<Self, Failure> {
        self.defects.verdict().map(|()| self)
    }

    /// How many rows came to what.
    pub fn tally(&self) -> Tally {
        let refused = self.defects.lines().len() as u64;
        Tally { new: self.new, changed: self.changed, same: self.same, refused }
    }
}

impl Tally {
    /// What was done with a file, in one sentence.
    pub fn said(self, name: &str, dry_run: bool) -> String {
        let refused = match self.refused {
            0 => String::new(),
            rows => format!(", отказано: {rows}"),
        };
        if self.new + self.changed == 0 {
            return format!("{name}: изменений нет, строк без изменений: {}{refused}", self.same);
        }
        let new = plural::count(self.new, "новая запись", "новые записи", "новых записей");
        let verb = if dry_run { "проверка, ничего не записано" } else { "записано" };
        format!("{name}: {verb}: {new}, изменено: {}, без изменений: {}{refused}", self.changed, self.same)
    }
}

impl Tally {
    /// What was done with a part of a file; nothing where nothing was.
    pub fn in_short(self) -> Option<String> {
        let said = |count: u64, what: &str| (count > 0).then(|| format!("{what}: {count}"));
        let all = [said(self.new, "новых"), said(self.changed, "изменено"), said(self.refused, "отказано")];
        let all: Vec<_> = all.into_iter().flatten().collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    /// Whether there was no row at all.
    pub fn is_of_nothing(self) -> bool {
        self == Self::default()
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            new: sum.new + one.new,
            changed: sum.changed + one.changed,
            same: sum.same + one.same,
            refused: sum.refused + one.refused,
        })
    }
}
