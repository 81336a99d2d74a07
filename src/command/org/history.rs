//! `org history`: what was done to the file.

use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::history_steps::StepList;
use crate::command::{Context, Outcome, word};
use crate::domain::{Day, Phrase, Secret, plural};
use crate::error::Failure;
use crate::register::org::ORGS;
use crate::register::person::PEOPLE;
use crate::register::{self, Register};
use crate::report::{Column, Format, List, Report};
use crate::store::Store;
use crate::store::backup::{Cause, UnfinishedCopy};
use crate::store::journal::{Count, Entry, Subject};
use crate::{phrase, refuse};

/// `org history`.
#[derive(Debug, Args)]
pub struct OrgHistory {
    #[arg(value_name = "ЗАПИСЬ", help = "Номер записи журнала: что она изменила, поле за полем")]
    entry: Option<i64>,
    #[arg(
        long,
        value_name = "ВИД:ЗАПИСЬ",
        value_parser = asked,
        help = "История одной записи и всего, что с ней связано: person:Иванова, org:8, pair:12, program:3, group:РМО-1"
    )]
    of: Option<Asked>,
    #[arg(long, value_name = "ДАТА", conflicts_with = "entry", help = "Записи с этого дня")]
    since: Option<Day>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with_all = ["entry", "of", "since"],
        help = "Удалить записи, сделанные раньше этого дня: их уже нельзя будет отменить; сначала снимается копия базы"
    )]
    prune_before: Option<Day>,
}

/// As many rows of an entry a table shows; of more it says how many there are.
const SHOWN: usize = 50;
impl OrgHistory {
    /// Runs the command.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self.prune_before {
            Some(day) => prune(context, day),
            None => context.read(|store| self.show(store, context)),
        }
    }

    fn show(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let subject = self.subject(store)?;
        let mut entries = store.history().entries()?;
        if let Some(since) = self.since {
            entries.retain(|entry| entry.made.day() >= since);
        }
        let (title, steps) = match (self.entry, subject) {
            (Some(_), Some(_)) => {
                return Err(Failure::usage("укажите либо номер записи, либо чья история нужна").into());
            }
            (Some(id), None) => {
                let entry = find(&entries, id)?;
                let (title, count) = (named_title(entry), entry.count);
                let list = StepList::of_entry(title, entries);
                // A person sees the first rows, and how many there are.
                if context.format == Format::Table {
                    let mut steps = Vec::new();
                    let is_more = store.history().each_step(id, SHOWN, &mut |step| {
                        steps.push(step);
                        Ok(())
                    })?;
                    let more = || format!("Показаны первые строки, всего их {}; все — с --format csv", rows(count));
                    let notes = is_more.then(more).into_iter().collect();
                    return Ok(Outcome::report(list.notes(notes).of(steps)));
                }
                let store = Rc::clone(store);
                return Ok(Outcome::report(
                    list.walked(move |row| store.history().each_step(id, usize::MAX, row).map(drop)),
                ));
            }
            (None, Some(subject)) => {
                (phrase!["История: ", store.history().subject_label(subject)?], store.history().steps_of(subject)?)
            }
            (None, None) => return Ok(Outcome::report(list(Rc::clone(store), entries))),
        };
        let shown: HashSet<i64> = entries.iter().map(|entry| entry.id).collect();
        let steps: Vec<_> = steps.into_iter().filter(|step| shown.contains(&step.entry)).collect();
        Ok(Outcome::report(StepList::of_subject(title, entries).of(steps)))
    }

    fn subject(&self, store: &Store) -> Result<Option<Subject>> {
        let Some(Asked { register, text }) = &self.of else { return Ok(None) };
        let there = match register.table {
            table if table == PEOPLE.table => store.people().find(text).map(|person| person.id),
            table if table == ORGS.table => store.orgs().find(text).map(|org| org.id),
            _ => store.find_row(register, text),
        };
        // What an undoing removed has its history too.
        let id = match there {
            Ok(id) => id,
            Err(error) => store.history().removed_row_id(register, text)?.ok_or(error)?,
        };
        Ok(Some(Subject { register, id }))
    }
}

/// Whose history is asked for.
#[derive(Debug, Clone)]
struct Asked {
    register: &'static Register,
    text: String,
}

/// Reads «pair:12».
fn asked(text: &str) -> Result<Asked, String> {
    let words = || register::ALL.iter().map(|register| register.word).collect::<Vec<_>>().join(", ");
    let known = text.split_once(':').and_then(|(word, text)| Some((register::of_word(word.trim())?, text.trim())));
    match known {
        Some((register, text)) => Ok(Asked { register, text: text.to_owned() }),
        None => Err(format!("нужны вид и запись через двоеточие, например pair:12; виды: {}", words())),
    }
}

/// The entry with a number.
pub(super) fn find(entries: &[Entry], id: i64) -> Result<&Entry, Failure> {
    entries.iter().find(|entry| entry.id == id).ok_or_else(|| {
        Failure::refused(format!("нет записи журнала с номером {id}")).hint("список записей: nastavnik org history")
    })
}

/// The entry within a sentence.
pub(super) fn named(entry: &Entry) -> String {
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

fn prune(context: &Context, day: Day) -> Result<Outcome> {
    if day > context.today {
        refuse!("день {day} ещё не наступил: журнал можно очистить до сегодняшнего дня, не дальше");
    }
    let count = Cell::new(0);
    context.read(|store| {
        count.set(store.history().entries_before(day)?);
        Ok(Outcome::default())
    })?;
    if count.get() == 0 {
        return Ok(Outcome::done(format!("Записей раньше {day} в журнале нет")));
    }
    let entries = plural::count(count.get().unsigned_abs(), "запись", "записи", "записей");
    let will = plural::form(count.get().unsigned_abs(), "будет удалена", "будут удалены", "будет удалено");
    let done = plural::form(count.get().unsigned_abs(), "удалена", "удалены", "удалено");
    context.agreed(&format!("из журнала {will} {entries} раньше {day}, отменить их потом нельзя"))?;
    context.write(|store| {
        let kept =
            store.keep_copy(UnfinishedCopy::of(&context.db)?, &context.db, &context.moment.stamp(), Cause::Prune)?;
        store.history().prune(day, &context.entry(None))?;
        let mut outcome = Outcome::done(format!("Журнал очищен: {done} {entries} раньше {day}"));
        outcome
            .messages
            .push(format!("Перед этим снята копия базы; вернуться к ней: nastavnik org restore {}", word(&kept)));
        Ok(outcome)
    })
}

/// The entries, the latest first.
fn list(store: Rc<Store>, entries: Vec<Entry>) -> Report {
    let count = plural::count(entries.len() as u64, "запись", "записи", "записей");
    let columns = [
        Column::both("entry", "№", |(entry, _): &(Entry, Option<Phrase>)| entry.id.into()),
        Column::table("when", "Когда", |(entry, _)| entry.made.to_string().into()),
        Column::data("made", "Когда", |(entry, _)| entry.made.iso().into()),
        Column::both("command", "Команда", |(entry, _)| (&entry.command).into()),
        Column::table("note", "О чём, файлы, причина", |(entry, about)| {
            note(entry, about.clone()).into()
        }),
        Column::table("rows", "Строки", |(entry, _)| rows(entry.count).into()),
        Column::data("source", "Файлы", |(entry, _)| Secret(&entry.source).into()),
        Column::data("reason", "Причина", |(entry, _)| Secret(&entry.reason).into()),
        Column::data("added", "Добавлено строк", |(entry, _)| entry.count.added.into()),
        Column::data("changed", "Изменено строк", |(entry, _)| entry.count.changed.into()),
        Column::data("removed", "Удалено строк", |(entry, _)| entry.count.removed.into()),
        Column::data("undoes", "Отменяет запись", |(entry, _)| entry.undoes.into()),
        Column::data("undone", "Отменена записью", |(entry, _)| entry.undone.into()),
        Column::data("about", "О чём", |(_, about)| about.into()),
    ];
    let notes = vec!["+ добавлено, ± изменено, − удалено строк".into()];
    List::new(format!("Журнал изменений: {count}"), columns).notes(notes).walked(move |row| {
        entries.into_iter().try_for_each(|entry| {
            let about = store.history().about(&entry)?;
            row((entry, about))
        })
    })
}

/// What a person reads of an entry: its subject, its files, its reason, whether it is undone.
fn note(entry: &Entry, about: Option<Phrase>) -> Phrase {
    let source = entry.source.as_deref().map(short);
    let secrets = [source, entry.reason.clone()].into_iter().flatten().map(|text| Phrase::from(Secret(text)));
    let state = match (entry.undone, entry.undoes) {
        (Some(by), _) => Some(format!("отменена записью {by}").into()),
        (None, Some(of)) => Some(format!("отменяет запись {of}").into()),
        (None, None) => None,
    };
    let all = about.into_iter().chain(secrets).chain(state);
    all.reduce(|all, next| all.and("; ").and(next)).unwrap_or_else(|| "".into())
}

/// «+12 ±3»: rows added, changed, removed.
fn rows(count: Count) -> String {
    let signs = [("+", count.added), ("±", count.changed), ("−", count.removed)];
    let rows: Vec<_> = signs.iter().filter(|(_, n)| *n > 0).map(|(sign, n)| format!("{sign}{n}")).collect();
    rows.join(" ")
}
