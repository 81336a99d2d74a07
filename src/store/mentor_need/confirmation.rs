//! When the list of an organisation was found to be up to date: at least once a year.

use anyhow::Result;
use rusqlite::Row;

use super::MentorNeeds;
use crate::domain::{Day, OrgTitle};
use crate::refuse;
use crate::register::mentor_need::{CONFIRMATIONS, CONFIRMED, CONFIRMED_ORG};
use crate::store::RowDraft;
use crate::store::org::{AS_LISTED, ON_DAY, SHORT_IF_UNIQUE, title_if_any};

/// The list of an organisation was confirmed on a day.
#[derive(Debug, Clone)]
pub struct ListConfirmation {
    /// Stays the same for ever.
    pub id: i64,
    /// The organisation's id.
    pub org_id: i64,
    /// What it is called.
    pub org: Option<OrgTitle>,
    /// When.
    pub confirmed: Day,
}

fn read(row: &Row<'_>) -> rusqlite::Result<ListConfirmation> {
    Ok(ListConfirmation {
        id: row.get("id")?,
        org_id: row.get("org_id")?,
        org: title_if_any(row, "org", "org_short")?,
        confirmed: row.get("dated")?,
    })
}

impl MentorNeeds<'_> {
    /// All confirmations, of an organisation if one is asked for, by organisation, the last first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn confirmations(&self, org: Option<i64>) -> Result<Vec<ListConfirmation>> {
        let sql = format!(
            "SELECT c.id, c.org_id, c.dated, ifnull(w.name, o.name) AS org, \
             CASE WHEN w.id IS NULL THEN {SHORT_IF_UNIQUE} END AS org_short \
             FROM needs_confirmations c JOIN orgs o ON o.id = c.org_id JOIN municipalities m ON m.id = o.municipality_id \
             {ON_DAY} WHERE ?1 IS NULL OR c.org_id = ?1 ORDER BY {AS_LISTED}, c.dated DESC"
        );
        Ok(self.0.all(&sql, (org, None::<Day>), read)?)
    }

    /// The list of an organisation was up to date on a day.
    ///
    /// # Errors
    /// It is confirmed for that day already.
    pub fn confirm(&self, org: i64, day: Day) -> Result<i64> {
        let draft = RowDraft::of(&CONFIRMATIONS).with(CONFIRMED_ORG, Some(org)).with(CONFIRMED, Some(day));
        if self.0.row_like(&draft)?.is_some() {
            refuse!("перечень нуждающихся в наставнике этой организации на {day} уже подтверждён");
        }
        self.0.insert_row(&draft)
    }
}
