//! What it takes to propose somebody for a list: since when people have their main job, who has a mentor, is listed or away,
//! and whom a curator has taken off before.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use rusqlite::Row;

use super::MentorNeeds;
use crate::domain::{Day, NeedReason};

/// Who isn't to be proposed.
#[derive(Debug, Default)]
pub struct SparedPeople {
    /// Whoever has a pair in force, stands on a list then or later, or is away.
    pub people: HashSet<i64>,
    /// Whoever was taken off the list of an organisation, for a reason: the last day on which such a need began.
    pub removed: HashMap<(i64, i64, NeedReason), Day>,
}

impl MentorNeeds<'_> {
    /// The first day of everybody's main job on a day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn main_jobs(&self, day: Day) -> Result<HashMap<i64, Day>> {
        let sql = "SELECT e.person_id, e.hired FROM main_workplaces w JOIN employments e ON e.id = w.id \
                   WHERE w.since <= ?1 AND w.until >= ?1";
        Ok(self.0.all(sql, [day], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    }

    /// Who isn't to be proposed on a day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn spared(&self, day: Day) -> Result<SparedPeople> {
        let people = "SELECT person_id FROM ordered_participations WHERE since <= ?1 AND until >= ?1 \
                      UNION SELECT person_id FROM needs WHERE removed IS NULL OR removed >= ?1 \
                      UNION SELECT person_id FROM absences WHERE since <= ?1 AND until >= ?1";
        let removed = "SELECT org_id, person_id, reason, max(dated) FROM needs WHERE removed < ?1 GROUP BY 1, 2, 3";
        let read = |row: &Row<'_>| Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get(3)?));
        Ok(SparedPeople {
            people: self.0.all(people, [day], |row| row.get(0))?.into_iter().collect(),
            removed: self.0.all(removed, [day], read)?.into_iter().collect(),
        })
    }
}
