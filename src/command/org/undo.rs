//! `org undo`: what was done is taken back.

use anyhow::Result;
use clap::Args;

use super::history::{find, named};
use crate::command::Outcome;
use crate::domain::{Names, plural};
use crate::error::Failure;
use crate::refuse;
use crate::store::Store;
use crate::store::journal::{Conflict, Count, Entry};

/// `org undo`.
#[derive(Debug, Args)]
pub struct OrgUndo {
    #[arg(
        value_name = "ЗАПИСЬ",
        help = "Номер записи журнала; без него — последняя действующая, кроме выгрузок по расписанию и настроек копий"
    )]
    entry: Option<i64>,
}

/// As many rows that stand on an entry are named.
const NAMED: usize = 10;

impl OrgUndo {
    /// Runs the command.
    pub fn run(self, store: &Store) -> Result<Outcome> {
        let entries = store.history().entries()?;
        let entry = match self.entry {
            Some(id) => find(&entries, id)?,
            // One undoing after the other goes further back; what the scheduler did at night nobody means.
            None => match entries
                .iter()
                .find(|entry| entry.undone.is_none() && entry.undoes.is_none() && !is_by_the_way(entry))
            {
                Some(entry) => entry,
                None => refuse!("в журнале нет действующих записей: отменять нечего"),
            },
        };
        if let Some(by) = entry.undone {
            return Err(Failure::refused(format!("запись {} уже отменена записью {by}", entry.id))
                .hint(format!("вернуть её: nastavnik org undo {by}"))
                .into());
        }
        refuse_final(store, entry)?;
        refuse_unknown(entry, &entries)?;
        // Seen only by whoever undoes something, and that goes with names.
        let about = store
            .history()
            .about(entry)?
            .map(|about| format!(": {}", about.said(&Names::default())))
            .unwrap_or_default();
        let conflicts = store.history().undo(entry.id)?;
        if !conflicts.is_empty() {
            return Err(objection(store, entry, &conflicts, &entries)?.into());
        }
        let mut outcome = Outcome::done(format!("Отменена {}{about}", named(entry)));
        outcome.messages.push(changes_in_words(entry.count));
        outcome.messages.push(format!("Вернуть отменённое: nastavnik org undo {}", store.history().entry_number()?));
        Ok(outcome)
    }
}

/// Exports by the scheduler, settings of backups and prunings are undone by their number only, if at all.
fn is_by_the_way(entry: &Entry) -> bool {
    matches!(entry.command.as_str(), "monitor run" | "org backup" | "org history")
}

/// What can't be undone at all says why.
fn refuse_final(store: &Store, entry: &Entry) -> Result<()> {
    if entry.count == Count::default() {
        let failure = Failure::refused(format!("{} не меняла строк базы: отменять нечего", named(entry)));
        return Err(match entry.command.as_str() {
            "org restore" => {
                failure.hint("прежняя база сохранена в папке копий; вернуть её: nastavnik org restore КОПИЯ")
            }
            _ => failure,
        }
        .into());
    }
    if store.history().is_erased(entry.id)? {
        refuse!(
            "{} затронута удалением персональных данных: прежних значений больше нет, отменить её нельзя",
            named(entry)
        );
    }
    Ok(())
}

/// Entries are numbered without gaps. Where the clock was set back, pruning by the day leaves one: nobody knows then what
/// stands on an entry before it.
fn refuse_unknown(entry: &Entry, entries: &[Entry]) -> Result<(), Failure> {
    let later = entries.iter().filter(|later| later.id > entry.id);
    if later.clone().map(|later| later.id).max().is_none_or(|last| last - entry.id == later.count() as i64) {
        return Ok(());
    }
    Err(Failure::refused(format!(
        "{} не отменена: часть записей после неё удалена из журнала, и что на неё опирается, неизвестно",
        named(entry)
    )))
}

/// Why an entry isn't undone: the rows, by the later entries that touched them.
fn objection(store: &Store, entry: &Entry, conflicts: &[Conflict], entries: &[Entry]) -> Result<Failure> {
    let count = plural::count(conflicts.len() as u64, "строка", "строки", "строк");
    let rest = plural::form(conflicts.len() as u64, "опирается", "опираются", "опираются");
    let mut failure =
        Failure::refused(format!("{} не отменена: на неё {rest} {count} более поздних записей", named(entry)));
    for conflict in conflicts.iter().take(NAMED) {
        let by = conflict.entry.map_or_else(|| "на неё опираются другие данные".into(), |by| format!("запись {by}"));
        failure = failure.hint(format!("{}: {by}", conflict.row));
    }
    if conflicts.len() > NAMED {
        failure = failure.hint(format!("и ещё {}", conflicts.len() - NAMED));
    }
    let later: Vec<_> = entries.iter().filter(|later| conflicts.iter().any(|c| c.entry == Some(later.id))).collect();
    for later in &later {
        if store.history().is_erased(later.id)? {
            let by = named(later);
            return Ok(failure
                .hint(format!("отменить её уже нельзя: на неё опирается {by}, а в ней удалены персональные данные")));
        }
    }
    Ok(match later.first() {
        Some(latest) => failure.hint(format!("сначала отмените {}: nastavnik org undo {}", named(latest), latest.id)),
        None => failure.hint("сначала измените или отмените то, что на неё опирается"),
    })
}

/// «удалено строк: 40, изменено: 3»: of an undoing, so the other way round.
fn changes_in_words(count: Count) -> String {
    let parts = [
        ("удалено строк", count.added),
        ("возвращены прежние значения в строках", count.changed),
        ("возвращено удалённых строк", count.removed),
    ];
    let parts: Vec<_> = parts.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what}: {n}")).collect();
    format!("  {}", parts.join(", "))
}
