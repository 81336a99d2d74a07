//! Who is a member of a group on the command line: a person or an organisation.

use anyhow::Result;
use clap::Args;

use crate::command::person_choice::JobChoice;
use crate::domain::Day;
use crate::error::Failure;
use crate::store::Store;
use crate::store::group::Party;

/// Who joins or leaves.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct PartyArgs {
    #[arg(long, value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    pub(super) person: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    pub(super) org: Option<String>,
}

/// A member who is found: who it is, and what it is called.
pub(super) fn party(
    store: &Store,
    person: Option<&str>,
    org: Option<&str>,
    choice: &JobChoice,
    day: Day,
) -> Result<(Party, String)> {
    match (person, org) {
        (Some(person), _) => choice.find(store, person, day).map(|p| (Party::Person(p.id), p.name)),
        (_, Some(org)) => store.orgs().find(org).map(|o| (Party::Org(o.id), o.name)),
        _ => Err(Failure::usage("участник не указан").into()),
    }
}

/// What there is to say of an organisation that is closed before the day on which it joins.
pub(super) fn closed_by(store: &Store, party: Party, day: Option<Day>) -> Result<Option<String>> {
    match (party, day) {
        (Party::Org(id), Some(day)) => Ok(store.orgs().of_id(id)?.closed_by(day)),
        _ => Ok(None),
    }
}
