//! What a group was: an event changes its kind or its mark «Сетевая» from a day on and keeps what was before.

use anyhow::Result;
use rusqlite::Row;

use super::{Group, GroupDraft, Groups};
use crate::domain::{Day, name};
use crate::refuse;
use crate::register::group::{self, FORMER_GROUPS};
use crate::store::{Change, RowDraft, patch};

/// Of what kind a group was for a time, and whether it was «Сетевая».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerGroup {
    /// Stays the same for ever.
    pub id: i64,
    /// The kind's title.
    pub kind: String,
    /// «Сетевая».
    pub network: bool,
    /// The first day; `None`: from the first.
    pub since: Option<Day>,
    /// The last day.
    pub until: Day,
}

fn read(row: &Row<'_>) -> rusqlite::Result<FormerGroup> {
    Ok(FormerGroup {
        id: row.get("id")?,
        kind: row.get("kind")?,
        network: row.get("network")?,
        since: row.get("since")?,
        until: row.get("until")?,
    })
}

impl GroupDraft {
    /// Whether it says another kind than a group has.
    pub fn has_another_kind(&self, group: &Group) -> bool {
        self.kind.as_ref().is_some_and(|kind| name::key(kind) != name::key(&group.kind))
    }

    /// Whether it says another mark «Сетевая» than a group has.
    pub fn has_another_mark(&self, group: &Group) -> bool {
        self.network.is_some_and(|network| network != group.network)
    }
}

impl Groups<'_> {
    /// What a group was, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn former(&self, group: i64) -> Result<Vec<FormerGroup>> {
        let sql = "SELECT f.id, k.title AS kind, f.network, f.since, f.until FROM former_groups f \
                   JOIN group_kinds k ON k.id = f.kind_id WHERE f.group_id = ?1 ORDER BY f.until";
        Ok(self.0.all(sql, [group], read)?)
    }

    /// From a day on a group is of another kind, or is no more or only now «Сетевая»: an event, by which no past figure
    /// moves. Whatever else the draft says is corrected.
    ///
    /// # Errors
    /// Nothing that has a date is otherwise; a day not after the last event.
    pub fn change_from(&self, group: &Group, draft: &GroupDraft, from: Day) -> Result<Vec<Change>> {
        if !draft.has_another_kind(group) && !draft.has_another_mark(group) {
            refuse!(
                "с даты меняются вид группы и признак «Сетевая», а здесь они прежние: {} ({})",
                group.code,
                group.title
            );
        }
        if let Some(since) = group.since.filter(|since| from <= *since) {
            refuse!(
                "нынешние сведения о группе {} действуют с {since}: следующее изменение возможно позже, а указано {from}",
                group.code
            );
        }
        let row = self.amending(draft)?;
        let former = RowDraft::of(&FORMER_GROUPS)
            .with(group::GROUP, Some(group.id))
            .with(group::FORMER_KIND, Some(self.kind_id(&group.kind)?))
            .with(group::FORMER_NETWORK, Some(group.network))
            .with(group::FORMER_SINCE, group.since)
            .with(group::FORMER_UNTIL, Some(from.previous()));
        self.0.insert_row(&former)?;
        let changes = self.0.amend_row(group.id, &row.with(group::SINCE, Some(from)))?;
        Ok(patch::as_event(changes, from, &group::SINCE, &[group::KIND, group::NETWORK]))
    }

    /// Corrects what a draft says otherwise: the kind and the mark in the past too, as far back as they were the same.
    ///
    /// # Errors
    /// No such kind; a rule of the schema.
    pub fn amend(&self, group: &Group, draft: &GroupDraft) -> Result<Vec<Change>> {
        if group.since.is_some() {
            let mut kind = draft.kind.as_deref().filter(|_| draft.has_another_kind(group));
            let mut network = draft.network.filter(|network| *network != group.network);
            for was in self.former(group.id)?.iter().rev() {
                kind = kind.filter(|_| was.kind == group.kind);
                network = network.filter(|_| was.network == group.network);
                let row = RowDraft::of(&FORMER_GROUPS)
                    .with(group::FORMER_KIND, kind.map(|kind| self.kind_id(kind)).transpose()?)
                    .with(group::FORMER_NETWORK, network);
                self.0.amend_row(was.id, &row)?;
            }
        }
        self.0.amend_row(group.id, &self.amending(draft)?)
    }

    /// Since when something has been as it is; `None`: from the first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn held_since(&self, group: &Group, was_same: impl Fn(&FormerGroup) -> bool) -> Result<Option<Day>> {
        let former = self.former(group.id)?;
        let same = former.iter().rev().take_while(|was| was_same(was));
        Ok(same.last().map_or(group.since, |was| was.since))
    }

    fn amending(&self, draft: &GroupDraft) -> Result<RowDraft> {
        let municipality =
            draft.municipality.as_ref().map(|title| self.0.municipalities().known_or_new(title)).transpose()?;
        Ok(RowDraft::of(&group::GROUPS)
            .with(group::TITLE, draft.title.as_ref())
            .with(group::KIND, draft.kind.as_deref().map(|kind| self.kind_id(kind)).transpose()?)
            .with(group::GROUP_MUNICIPALITY, municipality)
            .with(group::NETWORK, draft.network))
    }
}
