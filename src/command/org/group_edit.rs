//! `org group edit`: a correction, or from a day on an event.

use anyhow::Result;
use clap::Args;

use super::moved::Moved;
use super::register::changed;
use super::staff_fields::yes_or_no;
use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
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
}

impl GroupEdit {
    /// Corrects a group, or tells what has become of it.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let group = store.groups().find(&self.group)?;
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
                (store.groups().amend(&group, &draft)?, moved)
            }
        };
        let mut outcome = changed(&group.title, &changes);
        outcome.warnings.extend(moved);
        context.check_day(self.effective, "дата изменения", &mut outcome)?;
        Ok(outcome)
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
