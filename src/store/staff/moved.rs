//! Who has left one organisation and begun in another, as the files of an import tell it: perhaps a transfer.

use anyhow::Result;

use super::Staff;
use crate::domain::Day;

/// Work that may go on elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedPerson {
    /// The id of the person.
    pub person: i64,
    /// The name.
    pub name: String,
    /// Where the former work was: the id of the organisation.
    pub from_id: i64,
    /// What it is called.
    pub from: String,
    /// Its last day.
    pub dismissed: Option<Day>,
    /// Where the new work is.
    pub to: String,
    /// The first day of it.
    pub hired: Day,
}

/// How long after the last day a transfer may begin.
const GAP: &str = "31 days";

impl Staff<'_> {
    /// Who began main work in another organisation by an employment after `before`, and ended the former not long before that, or
    /// hasn't ended it: the former is one of up to `before`.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn moved_since(&self, before: i64) -> Result<Vec<MovedPerson>> {
        // In a new file everybody begins, and nobody goes anywhere.
        if before == 0 {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT p.id, p.name, f.id, coalesce(f.short_name, f.name), a.dismissed, coalesce(t.short_name, t.name), b.hired \
             FROM employments b JOIN employments a ON a.person_id = b.person_id AND a.id <= ?1 AND a.org_id <> b.org_id AND a.main \
             JOIN people p ON p.id = b.person_id JOIN orgs f ON f.id = a.org_id JOIN orgs t ON t.id = b.org_id \
             WHERE b.id > ?1 AND b.main AND a.hired < b.hired \
             AND (a.dismissed IS NULL OR a.dismissed BETWEEN date(b.hired, '-{GAP}') AND date(b.hired, '+{GAP}')) \
             ORDER BY p.key, b.hired, p.id"
        );
        Ok(self.0.all(&sql, [before], |row| {
            Ok(MovedPerson {
                person: row.get(0)?,
                name: row.get(1)?,
                from_id: row.get(2)?,
                from: row.get(3)?,
                dismissed: row.get(4)?,
                to: row.get(5)?,
                hired: row.get(6)?,
            })
        })?)
    }
}
