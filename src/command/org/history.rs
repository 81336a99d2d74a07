//! `org history` and `org undo`: what was done to the file, and how it is taken back.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::{Day, Phrase, Secret, plural};
use crate::error::Failure;
use crate::report::{Column, Format, Report, Row, Value};
use crate::store::Store;
use crate::store::backup::{Cause, Draft};
use crate::store::journal::{Conflict, Count, Deed, Entry, Shown, Step, Subject};
use crate::{phrase, refuse};

/// `org history`.
#[derive(Debug, Args)]
pub struct History {
    #[arg(value_name = "ЗАПИСЬ", help = "Номер записи журнала: что она изменила, поле за полем")]
    entry: Option<i64>,
    #[arg(long, value_name = "КТО", help = "История человека и всего, что с ним связано")]
    person: Option<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "История организации")]
    org: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "История пары")]
    pair: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "История программы")]
    program: Option<String>,
    #[arg(long, value_name = "КОД", help = "История группы")]
    group: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Записи с этого дня")]
    since: Option<Day>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with_all = ["entry", "person", "org", "pair", "program", "group", "since"],
        help = "Удалить записи, сделанные раньше этого дня: их уже нельзя будет отменить; сначала снимается копия базы"
    )]
    prune_before: Option<Day>,
}

/// `org undo`.
#[derive(Debug, Args)]
pub struct Undo {
    #[arg(value_name = "ЗАПИСЬ", help = "Номер записи журнала; без него — последняя действующая")]
    entry: Option<i64>,
}

/// Rows of an entry that a table shows one by one; of more it says how many.
const SHOWN: i64 = 100;
/// As many rows that stand on an entry are named.
const NAMED: usize = 10;

impl History {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self.prune_before {
            Some(day) => prune(context, day),
            None => context.read(|store| self.show(store, context)),
        }
    }

    fn show(self, store: &Store, context: &Context) -> Result<Outcome> {
        let subject = self.subject(store)?;
        let mut entries = store.entries()?;
        if let Some(since) = self.since {
            entries.retain(|entry| entry.made.day() >= since);
        }
        let (title, steps) = match (self.entry, subject) {
            (Some(_), Some(_)) => {
                return Err(Failure::usage("укажите либо номер записи, либо чья история нужна").into());
            }
            (Some(id), None) => {
                let entry = find(&entries, id)?;
                let large = context.format == Format::Table && entry.count.added > SHOWN;
                let steps = store.steps_of_entry(id, !large)?;
                let mut report = steps_report(named_title(entry), steps, &entries, true);
                if large {
                    report.notes.push(format!(
                        "Добавленные строки ({}) здесь не перечислены: их покажет --format csv",
                        entry.count.added
                    ));
                }
                return Ok(Outcome::report(report));
            }
            (None, Some(subject)) => (phrase!["История: ", store.called(subject)?], store.steps_of(subject)?),
            (None, None) => return Ok(Outcome::report(list(entries))),
        };
        let shown: HashSet<i64> = entries.iter().map(|entry| entry.id).collect();
        let steps = steps.into_iter().filter(|step| shown.contains(&step.entry)).collect();
        Ok(Outcome::report(steps_report(title, steps, &entries, false)))
    }

    fn subject(&self, store: &Store) -> Result<Option<Subject>> {
        let mut found = Vec::new();
        if let Some(who) = &self.person {
            found.push(Subject::Person(store.find_person(who)?.id));
        }
        if let Some(org) = &self.org {
            found.push(Subject::Org(store.find_org(org)?.id));
        }
        if let Some(number) = &self.pair {
            found.push(Subject::Pair(store.pair(number)?.id));
        }
        if let Some(number) = &self.program {
            found.push(Subject::Program(store.program(number)?.id));
        }
        if let Some(code) = &self.group {
            found.push(Subject::Group(store.find_group(code)?.id));
        }
        match found[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(Failure::usage("укажите что-то одно: человека, организацию, пару, программу или группу").into()),
        }
    }
}

impl Undo {
    /// Runs the command.
    pub fn run(self, store: &Store) -> Result<Outcome> {
        let entries = store.entries()?;
        let entry = match self.entry {
            Some(id) => find(&entries, id)?,
            // One undoing after the other goes further back.
            None => match entries.iter().find(|entry| entry.undone.is_none() && entry.undoes.is_none()) {
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
        let conflicts = store.undo(entry.id)?;
        if !conflicts.is_empty() {
            return Err(objection(store, entry, &conflicts, &entries)?.into());
        }
        let mut outcome = Outcome::said(format!("Отменена {}", named(entry)));
        outcome.said.push(told(entry.count));
        Ok(outcome)
    }
}

fn find(entries: &[Entry], id: i64) -> Result<&Entry, Failure> {
    entries.iter().find(|entry| entry.id == id).ok_or_else(|| {
        Failure::refused(format!("нет записи журнала с номером {id}")).hint("список записей: nastavnik org history")
    })
}

/// What can't be undone at all says why.
fn refuse_final(store: &Store, entry: &Entry) -> Result<()> {
    if entry.count == Count::default() {
        refuse!("{} не меняла строк базы: отменять нечего", named(entry));
    }
    if store.is_erased(entry.id)? {
        refuse!(
            "{} затронута удалением персональных данных: прежних значений больше нет, отменить её нельзя",
            title_of(entry)
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
        if store.is_erased(later.id)? {
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

/// The entry at the beginning of a sentence.
fn title_of(entry: &Entry) -> String {
    format!("З{}", &named(entry)["з".len()..])
}

/// The entry within a sentence.
fn named(entry: &Entry) -> String {
    let source = entry.source.as_deref().map(|source| format!(" {}", short(source))).unwrap_or_default();
    format!("запись {} ({}, {}{source})", entry.id, entry.made, entry.command)
}

/// The same as the title of a result: the names of files aren't told without names.
fn named_title(entry: &Entry) -> Phrase {
    let source = entry.source.as_deref().map(|source| phrase![" ", Secret(short(source))]).unwrap_or_default();
    phrase![format!("Запись {} ({}, {}", entry.id, entry.made, entry.command), source, ")"]
}

/// The names of a few files; of many the first ones and how many more.
fn short(source: &str) -> String {
    let names: Vec<_> = source.split(", ").collect();
    match names.len() {
        0..=3 => source.to_owned(),
        many => format!("{} и ещё {}", names[..2].join(", "), many - 2),
    }
}

/// «удалено строк: 40, изменено: 3»: of an undoing, so the other way round.
fn told(count: Count) -> String {
    let parts = [
        ("удалено строк", count.added),
        ("возвращены прежние значения в строках", count.changed),
        ("возвращено удалённых строк", count.removed),
    ];
    let parts: Vec<_> = parts.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what}: {n}")).collect();
    format!("  {}", parts.join(", "))
}

fn prune(context: &Context, day: Day) -> Result<Outcome> {
    if day > context.today {
        refuse!("день {day} ещё не наступил: журнал можно очистить до сегодняшнего дня, не дальше");
    }
    let count = Cell::new(0);
    context.read(|store| {
        count.set(store.entries_before(day)?);
        Ok(Outcome::default())
    })?;
    if count.get() == 0 {
        return Ok(Outcome::said(format!("Записей раньше {day} в журнале нет")));
    }
    let entries = plural::count(count.get().unsigned_abs(), "запись", "записи", "записей");
    context.agreed(&format!("из журнала будут удалены {entries} раньше {day}, отменить их потом нельзя"))?;
    context.write(|store| {
        let kept = store.keep_copy(Draft::of(&context.db)?, &context.db, &context.moment.stamp(), Cause::Prune)?;
        store.prune(day, &context.entry(None))?;
        let mut outcome = Outcome::said(format!("Журнал очищен: удалено {entries} раньше {day}"));
        outcome.said.push(format!("Перед этим снята копия базы: {}", kept.display()));
        Ok(outcome)
    })
}

/// The entries, the latest first.
fn list(entries: Vec<Entry>) -> Report {
    let count = plural::count(entries.len() as u64, "запись", "записи", "записей");
    let row = |entry: Entry| -> Row {
        let state = match (entry.undone, entry.undoes) {
            (Some(by), _) => format!("отменена записью {by}"),
            (None, Some(of)) => format!("отменяет запись {of}"),
            (None, None) => String::new(),
        };
        let Count { added, changed, removed } = entry.count;
        let rows: Vec<_> = [("+", added), ("±", changed), ("−", removed)]
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(sign, n)| format!("{sign}{n}"))
            .collect();
        let source = entry.source.as_deref().map(short);
        let secrets = [source, entry.reason.clone()].into_iter().flatten().map(|text| Phrase::from(Secret(text)));
        let about =
            secrets.chain((!state.is_empty()).then(|| state.into())).reduce(|all, next| all.and("; ").and(next));
        vec![
            entry.id.into(),
            entry.made.to_string().into(),
            entry.made.iso().into(),
            entry.command.into(),
            about.map_or_else(|| "".into(), Value::Phrase),
            rows.join(" ").into(),
            Secret(entry.source).into(),
            Secret(entry.reason).into(),
            added.into(),
            changed.into(),
            removed.into(),
            entry.undoes.into(),
            entry.undone.into(),
        ]
    };
    Report {
        title: format!("Журнал изменений: {count}").into(),
        columns: vec![
            Column::both("entry", "№"),
            Column::table("when", "Когда"),
            Column::data("made", "Когда"),
            Column::both("command", "Команда"),
            Column::table("about", "Файлы, причина"),
            Column::table("rows", "Строки"),
            Column::data("source", "Файлы"),
            Column::data("reason", "Причина"),
            Column::data("added", "Добавлено строк"),
            Column::data("changed", "Изменено строк"),
            Column::data("removed", "Удалено строк"),
            Column::data("undoes", "Отменяет запись"),
            Column::data("undone", "Отменена записью"),
        ],
        rows: Box::new(entries.into_iter().map(row)),
        grouped: false,
        notes: vec!["+ добавлено, ± изменено, − удалено строк".into()],
    }
}

/// The steps: of one entry a row each, of a subject under the entry and the row of each.
fn steps_report(title: Phrase, steps: Vec<Step>, entries: &[Entry], is_of_entry: bool) -> Report {
    let heads: HashMap<i64, (String, String, String)> = entries
        .iter()
        .map(|entry| {
            let title = format!("{}. {}, {}", entry.id, entry.made, entry.command);
            (entry.id, (title, entry.made.iso(), entry.command.clone()))
        })
        .collect();
    let mut before = (0, Phrase::default());
    let row = move |step: Step| -> Row {
        let (head, made, command) = heads.get(&step.entry).cloned().unwrap_or_default();
        let what = phrase![step.noun, " ", step.label.clone()];
        let is_again = before == (step.entry, what.clone());
        before = (step.entry, what.clone());
        let heading = match (is_of_entry, is_again) {
            (true, true) => Phrase::from(""),
            (true, false) => what,
            (false, _) => phrase![head, ": ", what],
        };
        let deed = match step.deed {
            Deed::Added => Value::Code("added", "добавлено"),
            Deed::Changed => Value::Code("changed", "изменено"),
            Deed::Removed => Value::Code("removed", "удалено"),
        };
        let (field, name) = step.field.unzip();
        let old = if step.erased { "(удалено)".into() } else { value(step.old) };
        vec![
            heading.into(),
            step.entry.into(),
            made.into(),
            command.into(),
            step.noun.into(),
            step.row.into(),
            step.label.into(),
            deed,
            field.into(),
            name.into(),
            old,
            value(step.new),
        ]
    };
    Report {
        title,
        columns: vec![
            Column::table("what", "Что"),
            Column::data("entry", "Запись"),
            Column::data("made", "Когда"),
            Column::data("command", "Команда"),
            Column::data("subject", "Вид строки"),
            Column::data("row", "Номер строки"),
            Column::data("label", "Строка"),
            Column::both("deed", "Как"),
            Column::data("field", "Столбец"),
            Column::table("heading", "Поле"),
            Column::both("old", "Было"),
            Column::both("new", "Стало"),
        ],
        rows: Box::new(steps.into_iter().map(row)),
        grouped: !is_of_entry,
        notes: Vec::new(),
    }
}

fn value(shown: Shown) -> Value {
    match shown {
        Shown::Nothing => Value::Empty,
        Shown::Text(text) => text.into(),
        Shown::Row(label) => label.into(),
        Shown::Secret(inner) => Secret(value(*inner)).into(),
        Shown::Number(n) => n.into(),
        Shown::Day(day) => day.into(),
        Shown::Flag(yes) => yes.into(),
        Shown::Code(code, title) => Value::Code(code, title),
    }
}
