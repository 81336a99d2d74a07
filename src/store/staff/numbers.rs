//! Sums over a staff that no fact of a share tells.

use anyhow::Result;

use super::Staff;
use crate::domain::{Day, OrgKind};

/// Sums over the staff of the organisations of one kind, on a day.
#[derive(Debug, Clone)]
pub struct StaffNumbers {
    /// The kind of the organisations.
    pub kind: OrgKind,
    /// Records of work, those beside a main workplace too.
    pub records: u32,
    /// People of the register of mentors, by main workplace.
    pub mentors: u32,
    /// Teachers by main workplace whose age is known.
    pub aged: u32,
    /// Their whole years of age together.
    pub years: u32,
}

impl Staff<'_> {
    /// The sums for each kind of organisation whose staff there is, of one organisation or of all.
    pub fn numbers(self, org: Option<i64>, day: Day) -> Result<Vec<StaffNumbers>> {
        Ok(self.0.all(include_str!("numbers.sql"), (org, day), |row| {
            Ok(StaffNumbers {
                kind: row.get("kind")?,
                records: row.get("records")?,
                mentors: row.get("mentors")?,
                aged: row.get("aged")?,
                years: row.get("years")?,
            })
        })?)
    }
}
