//! Somebody who was erased and has been entered anew, by a file of the old days: every past share counts the work twice.

use anyhow::Result;

use crate::domain::{Day, Who};
use crate::store::erasure::Erasures;

/// The work of an erased person, entered for another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredAgain {
    /// The new person.
    pub who: Who,
    /// «Удалённое лицо 3».
    pub erased: String,
    /// Where the work is.
    pub org: String,
    /// Its first day.
    pub hired: Day,
}

impl Erasures<'_> {
    /// Which employments after a number are those of erased people.
    pub fn erased_again(&self, after: i64) -> Result<Vec<EnteredAgain>> {
        let sql = "SELECT p.id, p.name, g.name, o.name, e.hired FROM work_entered_again e \
                   JOIN people p ON p.id = e.person_id JOIN people g ON g.id = e.erased_id JOIN orgs o ON o.id = e.org_id \
                   WHERE e.id > ?1 ORDER BY e.id, g.id";
        Ok(self.0.all(sql, [after], |row| {
            let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
            Ok(EnteredAgain { who: Who::new(id, name), erased: row.get(2)?, org: row.get(3)?, hired: row.get(4)? })
        })?)
    }
}
