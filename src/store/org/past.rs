//! What an organisation was: an event changes its name or its kind from a day on and keeps what was before, a correction
//! says that it was wrong.

use anyhow::Result;
use rusqlite::Row;

use super::{Org, OrgDraft, Orgs};
use crate::domain::{Day, OrgKind, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::org::{self, FORMER_ORGS};
use crate::store::{Change, RowDraft, patch};

/// What an organisation was called and of what kind it was for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerOrg {
    /// Stays the same for ever.
    pub id: i64,
    /// The full name.
    pub name: String,
    /// The name for everyday use.
    pub short_name: Option<String>,
    /// What it was.
    pub kind: OrgKind,
    /// The first day; `None`: from the first.
    pub since: Option<Day>,
    /// The last day.
    pub until: Day,
}

fn read(row: &Row<'_>) -> rusqlite::Result<FormerOrg> {
    Ok(FormerOrg {
        id: row.get("id")?,
        name: row.get("name")?,
        short_name: row.get("short_name")?,
        kind: row.get("kind")?,
        since: row.get("since")?,
        until: row.get("until")?,
    })
}

impl OrgDraft {
    /// Whether it names or calls an organisation otherwise than it is: what can come to pass on a day.
    pub fn makes_another(&self, org: &Org) -> bool {
        let is_renamed = self.name.as_ref().is_some_and(|title| name::org_key(title) != name::org_key(&org.name));
        let is_called = self.short_name.as_ref().is_some_and(|title| {
            org.short_name.as_ref().is_none_or(|short| name::org_key(title) != name::org_key(short))
        });
        is_renamed || is_called || self.kind.is_some_and(|kind| kind != org.kind)
    }
}

impl Orgs<'_> {
    /// What an organisation was, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn former(&self, org: i64) -> Result<Vec<FormerOrg>> {
        let sql = "SELECT id, name, short_name, kind, since, until FROM former_orgs WHERE org_id = ?1 ORDER BY until";
        Ok(self.0.all(sql, [org], read)?)
    }

    /// From a day on an organisation is called otherwise, or is of another kind: an event, by which no past figure moves.
    /// Whatever else the draft says is corrected.
    ///
    /// # Errors
    /// Nothing that has a date is otherwise; a day on which the organisation doesn't work, or not after the last event.
    pub fn change_from(&self, org: &Org, draft: &OrgDraft, from: Day) -> Result<Vec<Change>> {
        if !draft.makes_another(org) {
            refuse!(
                "с даты меняются наименование, краткое наименование и вид организации, а здесь они прежние: {}",
                org.name
            );
        }
        if let Some(since) = org.since.filter(|since| from <= *since) {
            refuse!(
                "нынешние сведения ({}) действуют с {since}: следующее изменение возможно позже, а указано {from}",
                org.name
            );
        }
        if let Some(opened) = org.opened.filter(|opened| from <= *opened) {
            let message = format!("изменение с {from} не позже открытия организации ({opened})");
            return Err(Failure::refused(message).advise(Advice::CorrectWithoutDate).into());
        }
        if let Some(closed) = org.closed.filter(|closed| *closed < from) {
            refuse!("изменение с {from}, а организация закрыта {closed}: {}", org.name);
        }
        let row = self.amending(org, draft)?;
        let former = former_row(Some(&org.name), org.short_name.as_ref(), Some(org.kind))
            .with(org::ORG, Some(org.id))
            .with(org::FORMER_SINCE, org.since)
            .with(org::FORMER_UNTIL, Some(from.previous()));
        self.0.insert_row(&former)?;
        let changes = self.0.amend_row(org.id, &row.with(org::SINCE, Some(from)))?;
        Ok(patch::as_event(changes, from, &org::SINCE, &[org::NAME, org::SHORT_NAME, org::KIND]))
    }

    /// Corrects what an organisation was up to a day, the last one of its former name and kind.
    ///
    /// # Errors
    /// Nothing ended on that day.
    pub fn amend_former(&self, org: &Org, until: Day, draft: &OrgDraft) -> Result<Vec<Change>> {
        let former = self.former(org.id)?;
        let Some(was) = former.iter().find(|was| was.until == until) else {
            let known: Vec<_> = former.iter().map(|was| was.until.to_string()).collect();
            match known.is_empty() {
                true => refuse!("прежних сведений об этой организации нет: {}", org.name),
                false => refuse!("прежних сведений по {until} нет ({}); есть по {}", org.name, known.join(", ")),
            }
        };
        self.0.amend_row(was.id, &former_row(draft.name.as_ref(), draft.short_name.as_ref(), draft.kind))
    }

    /// Since when something has been as it is; `None`: from the first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn held_since(&self, org: &Org, was_same: impl Fn(&FormerOrg) -> bool) -> Result<Option<Day>> {
        let former = self.former(org.id)?;
        let same = former.iter().rev().take_while(|was| was_same(was));
        Ok(same.last().map_or(org.since, |was| was.since))
    }

    /// What was the same before the last events was as wrong as what is now.
    pub(super) fn correct_past(&self, org: &Org, draft: &OrgDraft) -> Result<()> {
        if org.since.is_none() {
            return Ok(());
        }
        let mut title = draft.name.as_ref().filter(|title| **title != org.name);
        let mut short = draft.short_name.as_ref().filter(|short| Some(*short) != org.short_name.as_ref());
        let mut kind = draft.kind.filter(|kind| *kind != org.kind);
        for was in self.former(org.id)?.iter().rev() {
            title = title.filter(|_| was.name == org.name);
            short = short.filter(|_| was.short_name == org.short_name);
            kind = kind.filter(|_| was.kind == org.kind);
            self.0.amend_row(was.id, &former_row(title, short, kind))?;
        }
        Ok(())
    }
}

fn former_row(title: Option<&String>, short: Option<&String>, kind: Option<OrgKind>) -> RowDraft {
    RowDraft::of(&FORMER_ORGS)
        .with(org::FORMER_NAME, title)
        .with(org::FORMER_SHORT_NAME, short)
        .with(org::FORMER_KIND, kind)
}
