//! `org edit`: a correction, or from a day on an event.

use anyhow::Result;
use clap::Args;

use super::moved::Moved;
use super::register::{OrgFields, changed};
use crate::command::{Context, Outcome};
use crate::domain::{Day, OrgKind, name};
use crate::refuse;
use crate::register::org::{self, ORGS};
use crate::store::Store;
use crate::store::org::{Org, OrgDraft};

/// `org edit`.
#[derive(Debug, Args)]
pub struct OrgEdit {
    #[arg(value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    org: String,
    #[arg(long, value_name = "НАИМЕНОВАНИЕ", help = "Полное наименование")]
    name: Option<String>,
    #[arg(long, value_name = "ВИД", help = "Вид организации")]
    kind: Option<OrgKind>,
    #[command(flatten)]
    fields: OrgFields,
    #[arg(long, value_name = "ДАТА", help = "Дата закрытия, последний день работы")]
    closed: Option<Day>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Преемник закрытой организации")]
    successor: Option<String>,
    #[arg(
        long,
        value_name = "ДАТА",
        help = "Наименование и вид стали такими с этой даты: за прежние даты в отчётах остаются прежние"
    )]
    effective: Option<Day>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with = "effective",
        help = "Исправить прежние наименование и вид: те, что действовали по эту дату"
    )]
    until: Option<Day>,
}

impl OrgEdit {
    /// Corrects an organisation, or tells what has become of it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = store.orgs().find(&self.org)?;
        let successor = self.successor.map(|successor| store.orgs().find(&successor)).transpose()?;
        let draft = OrgDraft {
            closed: self.closed,
            successor: successor.map(|successor| successor.id),
            ..self.fields.draft(store, self.name, self.kind)?
        };
        let (changes, moved) = match (self.effective, self.until) {
            (Some(from), _) => (store.orgs().change_from(&org, &draft, from)?, Vec::new()),
            (None, Some(until)) => {
                let OrgDraft { name, short_name, kind, .. } = draft.clone();
                if draft != (OrgDraft { name, short_name, kind, ..OrgDraft::default() }) {
                    refuse!("с --until исправляют только прежние наименование, краткое наименование и вид");
                }
                (store.orgs().amend_former(&org, until, &draft)?, Vec::new())
            }
            (None, None) => {
                let mut moved = moved_by(store, &org, &draft)?;
                if let Some(closed) = org.closed.filter(|_| context.emptied.has(&ORGS, &org::CLOSED)) {
                    moved.extend(Moved::open_days(org.kind)?.since(closed.next()));
                }
                let mut changes = store.orgs().amend(&org, &draft)?;
                changes.extend(context.emptied.apply(store, &ORGS, org.id)?);
                (changes, moved)
            }
        };
        let mut outcome = changed(&org.name, &changes);
        outcome.warnings.extend(moved);
        context.check_day(draft.opened, "дата открытия", &mut outcome)?;
        context.check_day(draft.closed, "дата закрытия", &mut outcome)?;
        context.check_day(self.effective, "дата изменения", &mut outcome)?;
        Ok(outcome)
    }
}

/// What a correction changes in reports of past days, a sentence a field.
fn moved_by(store: &Store, org: &Org, draft: &OrgDraft) -> Result<Vec<String>> {
    let mut told = Vec::new();
    if let Some(kind) = draft.kind.filter(|kind| *kind != org.kind) {
        let since = store.orgs().held_since(org, |was| was.kind == org.kind)?;
        told.extend(Moved::kind(org.kind, kind)?.event(since));
    }
    let another = |title: &&String| name::org_key(title) != name::org_key(&org.name);
    if draft.name.as_ref().filter(another).is_some() {
        let since = store.orgs().held_since(org, |was| was.name == org.name)?;
        told.push(Moved::name(since));
    }
    let opened = draft.opened.filter(|opened| Some(*opened) != org.opened);
    let closed = draft.closed.filter(|closed| Some(*closed) != org.closed);
    for (old, new, is_of_past) in [(org.opened, opened, true), (org.closed, closed, org.closed.is_some())] {
        if let Some(new) = new.filter(|_| is_of_past) {
            told.extend(Moved::open_days(org.kind)?.between(old, new));
        }
    }
    Ok(told)
}
