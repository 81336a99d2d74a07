//! `org group edit`: a correction, or from a day on an event.

use anyhow::Result;
use clap::Args;

use super::group_party::{closed_by, party};
use super::moved::Moved;
use super::register::changed;
use super::staff_fields::yes_or_no;
use crate::command::person_choice::JobChoice;
use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
use crate::error::Failure;
use crate::refuse;
use crate::register::group::{self, GROUPS, MEMBERS};
use crate::store::Store;
use crate::store::group::{Group, GroupDraft};

/// `org group edit`.
#[derive(Debug, Args)]
pub struct GroupEdit {
    #[arg(value_name = "ГРУППА", help = "Код или часть названия")]
    group: String,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Название")]
    title: Option<String>,
    #[arg(long, value_name = "ВИД", help = "Вид группы; список: nastavnik org group kind")]
    kind: Option<String>,
    #[arg(long, value_name = "ДА|НЕТ", help = "Сетевая ли она", value_parser = yes_or_no)]
    network: Option<bool>,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Муниципалитет")]
    municipality: Option<String>,
    #[arg(
        long,
        value_name = "ДАТА",
        help = "Вид и признак «Сетевая» стали такими с этой даты: за прежние даты в отчётах остаются прежние"
    )]
    effective: Option<Day>,
    #[command(flatten)]
    member: MemberFields,
}

/// What is a member's.
#[derive(Debug, Args)]
struct MemberFields {
    #[arg(
        long,
        value_name = "ЧЕЛОВЕК",
        conflicts_with = "org",
        help = "Участник — человек: номер, СНИЛС или часть имени"
    )]
    person: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Участник — организация: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[command(flatten)]
    choice: JobChoice,
    #[arg(long, value_name = "ДАТА", help = "Его дата вступления")]
    joined: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Его дата выхода, если она записана с ошибкой")]
    left: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "День участия, о котором речь, если их несколько; не указан — последнее")]
    on: Option<Day>,
}

impl GroupEdit {
    /// Corrects a group, or tells what has become of it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let group = store.groups().find(&self.group)?;
        if self.member.is_said() {
            let is_of_group =
                self.title.is_some() || self.kind.is_some() || self.network.is_some() || self.municipality.is_some();
            if is_of_group || self.effective.is_some() {
                return Err(Failure::usage("группу и её участника исправляют отдельно").into());
            }
            return self.member.run(store, context, &group);
        }
        let draft = GroupDraft {
            code: group.code.clone(),
            title: self.title.map(|title| name::tidy(&title)),
            kind: self.kind,
            municipality: self.municipality.map(|title| name::tidy(&title)),
            network: self.network,
        };
        let (changes, moved) = match self.effective {
            Some(from) => (store.groups().change_from(&group, &draft, from)?, Vec::new()),
            None => {
                let moved = moved_by(store, &group, &draft)?;
                let mut changes = store.groups().amend(&group, &draft)?;
                changes.extend(context.emptied.apply(store, &GROUPS, group.id)?);
                (changes, moved)
            }
        };
        let mut outcome = changed(&group.title, &changes);
        outcome.warnings.extend(moved);
        context.check_day(self.effective, "дата изменения", &mut outcome)?;
        Ok(outcome)
    }
}

impl MemberFields {
    fn is_said(&self) -> bool {
        [&self.person, &self.org].iter().any(|who| who.is_some())
            || [self.joined, self.left, self.on].iter().any(Option::is_some)
    }

    fn run(self, store: &Store, context: &Context, group: &Group) -> Result<Outcome> {
        let (party, who) =
            party(store, self.person.as_deref(), self.org.as_deref(), &self.choice, self.on.unwrap_or(context.today))?;
        if self.joined.is_none() && self.left.is_none() && !context.emptied.has_any(&MEMBERS) {
            return Err(Failure::usage("не указано, что исправить: --joined или --left").into());
        }
        let mut outcome = Outcome::default();
        context.check_day(self.joined, "дата вступления", &mut outcome)?;
        context.check_plan(self.left, "дата выхода")?;
        let stored = store.groups().member_meant(group, party, &who, self.on)?;
        // An end is put right here; it is set by a command of its own.
        if self.left.is_some() && stored.ended.is_none() {
            refuse!("{who} состоит в группе {}: выход записывает nastavnik org group leave", group.code);
        }
        let goes_on = context.emptied.has(&MEMBERS, &group::ENDED);
        let mut changes = store.groups().amend_member(&stored, self.joined, self.left)?;
        changes.extend(context.emptied.apply(store, &MEMBERS, stored.id)?);
        if let Some(ended) = stored.ended.filter(|_| goes_on) {
            outcome.warnings.extend(Moved::asked_of("memberships")?.since(ended.next()));
        }
        for (old, new) in [(stored.joined, self.joined), (stored.ended, self.left)] {
            if let Some(new) = new.filter(|new| Some(*new) != old) {
                outcome.warnings.extend(Moved::asked_of("memberships")?.between(old, new));
            }
        }
        outcome.warnings.extend(closed_by(store, party, self.joined)?);
        Ok(Outcome { warnings: outcome.warnings, ..changed(&format!("{}: {who}", group.title), &changes) })
    }
}

/// What a correction changes in reports of past days, a sentence a field.
fn moved_by(store: &Store, group: &Group, draft: &GroupDraft) -> Result<Vec<String>> {
    let mut told = Vec::new();
    if draft.has_another_kind(group) {
        let since = store.groups().held_since(group, |was| was.kind == group.kind)?;
        told.extend(Moved::asked_of("community")?.event(since));
    }
    if draft.has_another_mark(group) {
        let since = store.groups().held_since(group, |was| was.network == group.network)?;
        told.extend(Moved::asked_of("network")?.event(since));
    }
    Ok(told)
}
