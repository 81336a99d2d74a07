//! `org history`: what was done to the file.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, word};
use crate::domain::{Day, Phrase, Secret, plural};
use crate::error::Failure;
use crate::register::org::ORGS;
use crate::register::person::PEOPLE;
use crate::register::{self, Register};
use crate::report::{Column, Format, Report, Row, Value};
use crate::store::Store;
use crate::store::backup::{Cause, Draft};
use crate::store::journal::{Count, Deed, Entry, Shown, Step, Subject};
use crate::{phrase, refuse};

/// `org history`.
#[derive(Debug, Args)]
pub struct History {
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
                let most = if context.format == Format::Table { SHOWN } else { usize::MAX };
                let (steps, is_more) = store.steps_of_entry(id, most)?;
                let mut report = steps_report(named_title(entry), steps, &entries, true);
                if is_more {
                    report
                        .notes
                        .push(format!("Показаны первые строки, всего их {}; все — с --format csv", rows(entry.count)));
                }
                return Ok(Outcome::report(report));
            }
            (None, Some(subject)) => (phrase!["История: ", store.subject_label(subject)?], store.steps_of(subject)?),
            (None, None) => return Ok(Outcome::report(list(store, entries)?)),
        };
        let shown: HashSet<i64> = entries.iter().map(|entry| entry.id).collect();
        let steps = steps.into_iter().filter(|step| shown.contains(&step.entry)).collect();
        Ok(Outcome::report(steps_report(title, steps, &entries, false)))
    }

    fn subject(&self, store: &Store) -> Result<Option<Subject>> {
        let Some(Asked { register, text }) = &self.of else { return Ok(None) };
        let there = match register.table {
            table if table == PEOPLE.table => store.people().find(text).map(|person| person.id),
            table if table == ORGS.table => store.find_org(text).map(|org| org.id),
            _ => store.find_row(register, text),
        };
        // What an undoing removed has its history too.
        let id = match there {
            Ok(id) => id,
            Err(error) => store.removed_row_id(register, text)?.ok_or(error)?,
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
        count.set(store.entries_before(day)?);
        Ok(Outcome::default())
    })?;
    if count.get() == 0 {
        return Ok(Outcome::said(format!("Записей раньше {day} в журнале нет")));
    }
    let entries = plural::count(count.get().unsigned_abs(), "запись", "записи", "записей");
    let will = plural::form(count.get().unsigned_abs(), "будет удалена", "будут удалены", "будет удалено");
    let done = plural::form(count.get().unsigned_abs(), "удалена", "удалены", "удалено");
    context.agreed(&format!("из журнала {will} {entries} раньше {day}, отменить их потом нельзя"))?;
    context.write(|store| {
        let kept = store.keep_copy(Draft::of(&context.db)?, &context.db, &context.moment.stamp(), Cause::Prune)?;
        store.prune(day, &context.entry(None))?;
        let mut outcome = Outcome::said(format!("Журнал очищен: {done} {entries} раньше {day}"));
        outcome
            .said
            .push(format!("Перед этим снята копия базы; вернуться к ней: nastavnik org restore {}", word(&kept)));
        Ok(outcome)
    })
}

/// The entries, the latest first.
fn list(store: &Store, entries: Vec<Entry>) -> Result<Report> {
    let subjects = entries.iter().map(|entry| store.about(entry)).collect::<Result<Vec<_>>>()?;
    let count = plural::count(entries.len() as u64, "запись", "записи", "записей");
    let row = |(entry, subject): (Entry, Option<Phrase>)| -> Row {
        let state = match (entry.undone, entry.undoes) {
            (Some(by), _) => format!("отменена записью {by}"),
            (None, Some(of)) => format!("отменяет запись {of}"),
            (None, None) => String::new(),
        };
        let Count { added, changed, removed } = entry.count;
        let source = entry.source.as_deref().map(short);
        let secrets = [source, entry.reason.clone()].into_iter().flatten().map(|text| Phrase::from(Secret(text)));
        let state = (!state.is_empty()).then(|| state.into());
        let about = subject.clone().into_iter().chain(secrets).chain(state).reduce(|all, next| all.and("; ").and(next));
        vec![
            entry.id.into(),
            entry.made.to_string().into(),
            entry.made.iso().into(),
            entry.command.into(),
            about.map_or_else(|| "".into(), Value::Phrase),
            rows(entry.count).into(),
            Secret(entry.source).into(),
            Secret(entry.reason).into(),
            added.into(),
            changed.into(),
            removed.into(),
            entry.undoes.into(),
            entry.undone.into(),
            subject.map_or(Value::Empty, Value::Phrase),
        ]
    };
    Ok(Report {
        title: format!("Журнал изменений: {count}").into(),
        columns: vec![
            Column::both("entry", "№"),
            Column::table("when", "Когда"),
            Column::data("made", "Когда"),
            Column::both("command", "Команда"),
            Column::table("note", "О чём, файлы, причина"),
            Column::table("rows", "Строки"),
            Column::data("source", "Файлы"),
            Column::data("reason", "Причина"),
            Column::data("added", "Добавлено строк"),
            Column::data("changed", "Изменено строк"),
            Column::data("removed", "Удалено строк"),
            Column::data("undoes", "Отменяет запись"),
            Column::data("undone", "Отменена записью"),
            Column::data("about", "О чём"),
        ],
        rows: Box::new(entries.into_iter().zip(subjects).map(row)),
        grouped: false,
        notes: vec!["+ добавлено, ± изменено, − удалено строк".into()],
    })
}

/// «+12 ±3»: rows added, changed, removed.
fn rows(count: Count) -> String {
    let signs = [("+", count.added), ("±", count.changed), ("−", count.removed)];
    let rows: Vec<_> = signs.iter().filter(|(_, n)| *n > 0).map(|(sign, n)| format!("{sign}{n}")).collect();
    rows.join(" ")
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
