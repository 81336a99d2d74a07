//! Which figures of past days a file of corrections moves, told beside its plan as a single correction tells it.

use std::collections::BTreeMap;

use anyhow::Result;

use super::moved::Moved;
use crate::domain::OrgKind;
use crate::intake::warning::Warning;
use crate::intake::{Plan, RowResult};
use crate::register::{group, org};
use crate::store::org::OrgNames;
use crate::store::staff::ChangeMode;
use crate::store::{Change, Store};

/// Tells of a file of organisations.
///
/// # Errors
/// The database can't be used; the catalogue of indicators.
pub fn tell_orgs(plan: &mut Plan, store: &Store, mode: ChangeMode) -> Result<()> {
    tell_moved_codes(plan, |row, change| {
        let is_correction = mode == ChangeMode::Correction;
        let heading = change.heading;
        if heading == org::NAME.heading && is_correction {
            return Ok(Some(Moved::name_by_file()));
        }
        if heading == org::KIND.heading && is_correction {
            let kinds = OrgKind::parse(&change.old).ok().zip(OrgKind::parse(&change.new).ok());
            return Ok(kinds.map(|(old, new)| Moved::kind(old, new)).transpose()?.and_then(|moved| moved.by_file()));
        }
        // Whatever was open until now has no past that a first closing would move.
        let is_moved = heading == org::OPENED.heading || heading == org::CLOSED.heading && !change.old.is_empty();
        let known = if is_moved { store.orgs().known(None, Some(&row.who), &OrgNames::default())? } else { None };
        let kind = known.map(|id| store.orgs().of_id(id)).transpose()?.map(|org| org.kind);
        Ok(kind.map(Moved::open_days).transpose()?.and_then(|moved| moved.day_by_file()))
    })
}

/// Tells of a file of groups.
///
/// # Errors
/// The catalogue of indicators.
pub fn tell_groups(plan: &mut Plan, mode: ChangeMode) -> Result<()> {
    tell_moved_codes(plan, |_, change| {
        let asked = [(group::KIND.heading, "community"), (group::NETWORK.heading, "network")];
        let asked = asked.into_iter().find(|(heading, _)| *heading == change.heading);
        let asked = asked.filter(|_| mode == ChangeMode::Correction);
        Ok(asked.map(|(_, word)| Moved::asked_of(word)).transpose()?.and_then(|moved| moved.by_file()))
    })
}

/// Warns of all rows alike at once.
fn tell_moved_codes(plan: &mut Plan, of_change: impl Fn(&RowResult, &Change) -> Result<Option<String>>) -> Result<()> {
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (line, row) in plan.rows.iter().filter(|(_, row)| !row.new) {
        for change in &row.changes {
            if let Some(what) = of_change(row, change)? {
                alike.entry(what).or_default().push(*line);
            }
        }
    }
    let file = &plan.name;
    let told = alike.into_iter().map(|(what, lines)| Warning { what, file: file.clone(), lines });
    plan.warnings.extend(told.collect::<Vec<_>>());
    Ok(())
}
