//! Somebody who was erased and has been entered anew, by a file of the old days: every past share counts the work twice.

use anyhow::Result;

use crate::domain::{Day, Who};
use crate::store::Store;

/// The work of an erased person, entered for another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// The new person.
    pub who: Who,
    /// «Удалённое лицо 3».
    pub erased: String,
    /// Where the work is.
    pub org: String,
    /// Its first day.
    pub hired: Day,
}

impl Store {
    /// Which employments after a number are those of erased people. The same rule as the finding `erased_again` of
    /// `org check`: two colleagues may have begun on one day, so birth dates must not tell them apart.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn erased_again(&self, after: i64) -> Result<Vec<Again>> {
        let sql = "SELECT p.id, p.name, g.name, o.name, e.hired \
                   FROM erasures x JOIN people g ON g.id = x.person_id \
                        JOIN employments a ON a.person_id = x.person_id \
                        JOIN employments e ON e.org_id = a.org_id AND e.post_id = a.post_id AND e.hired = a.hired \
                        JOIN people p ON p.id = e.person_id JOIN orgs o ON o.id = e.org_id \
                   WHERE e.id > ?1 AND p.id > g.id AND (p.born = g.born OR p.born IS NULL OR g.born IS NULL) \
                     AND NOT EXISTS (SELECT 1 FROM erasures y WHERE y.person_id = p.id) ORDER BY e.id, g.id";
        Ok(self.all(sql, [after], |row| {
            let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
            Ok(Again { who: Who::new(id, name), erased: row.get(2)?, org: row.get(3)?, hired: row.get(4)? })
        })?)
    }
}
