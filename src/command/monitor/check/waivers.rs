//! `monitor check waive`, `reopen`, `waivers`: what is put off, why and up to when.

use std::collections::HashMap;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::command::{Context, Outcome, field_column};
use crate::domain::{Day, Secret, plural};
use crate::error::Failure;
use crate::register::waiver;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::worklist::{self, Waiver, WorkItem};

/// The commands under `monitor check`.
#[derive(Debug, Subcommand)]
pub enum WaiverCommand {
    /// Puts a finding off.
    #[command(
        about = "Отложить замечание: с причиной и до дня, после которого оно открыто снова",
        after_help = "Примеры:\n  nastavnik monitor check waive order_missing:12 --reason \"приказ на подписи\" --until 01.09.2024\n  \
                      nastavnik monitor check waive people_alike:3-7 --reason \"разные люди\" --until 31.12.2028\n\n\
                      Ключ стоит первым в строке: nastavnik monitor check --format csv"
    )]
    Waive(CheckWaive),
    /// Opens it again.
    #[command(
        about = "Открыть отложенное замечание раньше срока",
        after_help = "Примеры:\n  nastavnik monitor check reopen order_missing:12\n  nastavnik monitor check reopen order_missing:12 birth_missing:3"
    )]
    Reopen(CheckReopen),
    /// Lists what is put off.
    #[command(
        about = "Отложенные замечания: причина, по какой день",
        after_help = "Примеры:\n  nastavnik monitor check waivers\n  nastavnik monitor check waivers --format excel --output отложено.csv"
    )]
    Waivers(CheckWaivers),
}

/// `monitor check waive`.
#[derive(Debug, Args)]
pub struct CheckWaive {
    #[arg(value_name = "КЛЮЧ", required = true, help = "Ключи замечаний: order_missing:12")]
    keys: Vec<String>,
    #[arg(long, value_name = "ПРИЧИНА", help = "Почему сейчас не исправить")]
    reason: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день, на который замечание отложено")]
    until: Day,
}

/// `monitor check reopen`.
#[derive(Debug, Args)]
pub struct CheckReopen {
    #[arg(value_name = "КЛЮЧ", required = true, help = "Ключи отложенных замечаний")]
    keys: Vec<String>,
}

/// `monitor check waivers`.
#[derive(Debug, Args)]
pub struct CheckWaivers {}

impl WaiverCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Waive(args) => context.write(|store| args.run(store, context)),
            Self::Reopen(args) => context.write(|store| args.run(store)),
            Self::Waivers(args) => context.read(|store| args.run(store, context)),
        }
    }
}

impl CheckWaive {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        context.check_plan(Some(self.until), "последний день")?;
        if self.until < context.today {
            return Err(
                Failure::refused(format!("последний день {} уже прошёл, ничего не отложено", self.until)).into()
            );
        }
        let known = open_items(store, context, &self.keys)?;
        for key in &self.keys {
            if !known.contains_key(key) {
                let failure = Failure::refused(format!("замечания «{key}» нет, ничего не отложено"));
                return Err(failure.hint("ключи замечаний: nastavnik monitor check --format csv").into());
            }
            store.worklist().waive(key, &self.reason, self.until, context.today)?;
        }
        let count = plural::count(self.keys.len() as u64, "замечание", "замечания", "замечаний");
        Ok(Outcome::done(format!("Отложено по {}: {count}", self.until)))
    }
}

impl CheckReopen {
    fn run(self, store: &Store) -> Result<Outcome> {
        for key in &self.keys {
            if !store.worklist().reopen(key)? {
                let failure = Failure::refused(format!("замечание «{key}» не отложено, ничего не открыто"));
                return Err(failure.hint("что отложено: nastavnik monitor check waivers").into());
            }
        }
        let count = plural::count(self.keys.len() as u64, "замечание", "замечания", "замечаний");
        Ok(Outcome::done(format!("Снова открыто: {count}")))
    }
}

/// Something that is put off, with what was found if it is still there.
struct ListedWaiver {
    waiver: Waiver,
    item: Option<WorkItem>,
    is_over: bool,
}

impl CheckWaivers {
    #[expect(clippy::unused_self, reason = "as every command")]
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let waivers = store.worklist().waivers()?;
        let keys: Vec<String> = waivers.iter().map(|waiver| waiver.finding.clone()).collect();
        let mut items = open_items(store, context, &keys)?;
        let rows: Vec<_> = waivers
            .into_iter()
            .map(|waiver| ListedWaiver {
                item: items.remove(&waiver.finding),
                is_over: waiver.until < context.today,
                waiver,
            })
            .collect();
        let columns = [
            Column::data("id", "№", |row: &ListedWaiver| row.waiver.id.into()),
            field_column::both(waiver::FINDING, |row| (&row.waiver.finding).into()),
            Column::both("subject", "Запись", |row| row.item.as_ref().map(WorkItem::subject).into()),
            Column::both("finding", "Что обнаружено", |row| {
                row.item.as_ref().map(|item| &item.finding).into()
            }),
            field_column::both(waiver::UNTIL, |row| row.waiver.until.into()),
            field_column::both(waiver::REASON, |row| Secret(&row.waiver.reason).into()),
            field_column::data(waiver::DATED, |row| row.waiver.dated.into()),
            Column::both("state", "Состояние", |row| state(row).into()),
        ];
        Ok(Outcome::report(List::new("Отложенные замечания:", columns).counted().of(rows)))
    }
}

fn state(row: &ListedWaiver) -> &'static str {
    match (&row.item, row.is_over) {
        (None, _) => "исправлено",
        (Some(_), true) => "срок прошёл, открыто",
        (Some(_), false) => "отложено",
    }
}

/// What is found of the kinds of some keys, by its key.
fn open_items(store: &Store, context: &Context, keys: &[String]) -> Result<HashMap<String, WorkItem>> {
    let is_named = |code: &str| keys.iter().any(|key| key.split_once(':').is_some_and(|(kind, _)| kind == code));
    let kinds: Vec<_> = worklist::kinds()?.into_iter().filter(|kind| is_named(kind.code)).collect();
    let items = store.worklist().items(&kinds, super::work_day(context, 0)?)?;
    Ok(items.into_iter().map(|item| (item.key(), item)).collect())
}
