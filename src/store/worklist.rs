//! What in the registers needs a person. A kind of finding is a query on a page, with its words, its clause, the command that mends
//! it and the facts that hold once it is mended.

mod page;
mod waiver;

use std::collections::BTreeSet;
use std::rc::Rc;

use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Row};

use super::Store;
use super::staff::NamesOnDay;
use crate::domain::name::likeness;
use crate::domain::{Day, Phrase, Severity, Who, shell_word};
use crate::error::Failure;
use crate::phrase;

pub use page::{FactMove, FindingKind};
pub use waiver::Waiver;

/// What there is to do in a file.
#[derive(Debug, Clone, Copy)]
pub struct Worklist<'s>(&'s Store);

/// For when things are looked for.
#[derive(Debug, Clone, Copy)]
pub struct WorkDay {
    /// Today.
    pub today: Day,
    /// The first day of the period of the shares.
    pub from: Day,
    /// So many days after somebody was hired or listed there should be a mentor.
    pub mentor_within: u32,
}

/// A thing to do: something that was found.
#[derive(Debug, Clone)]
pub struct WorkItem {
    /// What kind of thing.
    pub kind: Rc<FindingKind>,
    /// Which of the kind: the id of a row, or ids with hyphens between. They are never given twice.
    pub id: String,
    /// What it is about: «пара № 12».
    pub unit: String,
    /// What the one who is named is there: «, наставник ».
    role: Option<String>,
    /// Of whom, or of which organisation.
    pub name: Phrase,
    is_of_person: bool,
    /// The id of the organisation.
    pub org: Option<i64>,
    /// What was found.
    pub finding: Phrase,
    /// What mends it, ready to be copied.
    pub command: String,
}

/// Facts of a unit that hold once a thing is done.
#[derive(Debug, Clone)]
pub struct MendedUnit {
    /// The place of the thing in the list.
    pub item: usize,
    /// The name of the page of its kind: `teacher`.
    pub page: &'static str,
    /// Its id.
    pub unit: i64,
    /// The facts.
    pub facts: Rc<[&'static str]>,
    /// Whether they hold then; else all that is sure is that they are known.
    pub is_certain: bool,
    /// The organisation to which it belongs then, where it may belong to none so far.
    pub org: Option<i64>,
}

impl Store {
    /// What there is to do.
    pub fn worklist(&self) -> Worklist<'_> {
        Worklist(self)
    }
}

impl WorkItem {
    /// The key, which stays the same from day to day: `order_missing:12`.
    pub fn key(&self) -> String {
        format!("{}:{}", self.kind.code, self.id)
    }

    /// What it is about and of whom, for people; the organisation stands beside it.
    pub fn subject(&self) -> Phrase {
        match (&self.role, self.is_of_person) {
            (_, false) => self.unit.as_str().into(),
            (Some(role), true) => phrase![self.unit.as_str(), role.as_str(), self.name.clone()],
            (None, true) => phrase![self.unit.as_str(), " ", self.name.clone()],
        }
    }
}

/// All kinds of findings, in the order of their pages.
///
/// # Errors
/// A page is at fault.
pub fn kinds() -> Result<Vec<Rc<FindingKind>>> {
    Ok(page::read_all()?.into_iter().map(Rc::new).collect())
}

impl<'s> Worklist<'s> {
    /// What there is to do of some kinds.
    ///
    /// # Errors
    /// The file can't be read; a page is at fault.
    pub fn items(self, kinds: &[Rc<FindingKind>], day: WorkDay) -> Result<Vec<WorkItem>> {
        let names = self.0.people().names_on(day.today)?;
        let mut items = Vec::new();
        for kind in kinds {
            let mut statement = self.prepare(kind.sql, day, None)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                if let [one, other] = kind.compared[..]
                    && !likeness::may_be_one(&row.get::<_, String>(one)?, &row.get::<_, String>(other)?)
                {
                    continue;
                }
                items.push(WorkItem::read(kind, row, &names)?);
            }
        }
        Ok(items)
    }

    /// The facts that hold once things are done, and of which units.
    ///
    /// # Errors
    /// The file can't be read; a page is at fault.
    pub fn mended(self, items: &[WorkItem], day: WorkDay) -> Result<Vec<MendedUnit>> {
        let mut mended = Vec::new();
        // The items stand kind after kind.
        let mut start = 0;
        for run in items.chunk_by(|one, other| one.kind.code == other.kind.code) {
            let (first, kind) = (start, &run[0].kind);
            start += run.len();
            if kind.moves.is_empty() {
                continue;
            }
            let ids: Vec<i64> = run.iter().filter_map(|item| item.id.parse().ok()).collect();
            let list = serde_json::to_string(&ids)?;
            let mut at: Vec<(i64, usize)> = ids.into_iter().zip(first..).collect();
            at.sort_unstable();
            for FactMove { unit: page, facts, is_certain, sql } in &kind.moves {
                let mut statement = self.prepare(sql, day, Some(&list))?;
                let has_org = statement.column_names().any(|column| column == "org");
                let mut rows = statement.raw_query();
                while let Some(row) = rows.next()? {
                    let (id, unit): (i64, Option<i64>) = (row.get("id")?, row.get("unit")?);
                    let org = if has_org { row.get("org")? } else { None };
                    let place = at.binary_search_by_key(&id, |(id, _)| *id);
                    if let (Ok(place), Some(unit)) = (place, unit) {
                        let (item, facts) = (at[place].1, Rc::clone(facts));
                        mended.push(MendedUnit { item, page, unit, facts, is_certain: *is_certain, org });
                    }
                }
            }
        }
        Ok(mended)
    }

    /// Prepares a query of a page and gives it its parameters.
    fn prepare(self, sql: &str, day: WorkDay, ids: Option<&str>) -> Result<CachedStatement<'s>> {
        let mut statement = self.0.connection.prepare_cached(sql)?;
        let WorkDay { today, from, mentor_within } = day;
        for at in 1..=statement.parameter_count() {
            let name = statement.parameter_name(at).unwrap_or_default().to_owned();
            match name.as_str() {
                ":today" => statement.raw_bind_parameter(at, today)?,
                ":from" => statement.raw_bind_parameter(at, from)?,
                ":hired_by" => statement.raw_bind_parameter(at, today.minus_days(mentor_within))?,
                ":in_a_month" => statement.raw_bind_parameter(at, today.plus_days(SOON))?,
                ":today_minus_3_years" => statement.raw_bind_parameter(at, today.minus_years(3))?,
                ":ids" => statement.raw_bind_parameter(at, ids)?,
                _ => return Err(Failure::refused(format!("в странице замечаний неизвестный параметр {name}")).into()),
            }
        }
        Ok(statement)
    }
}

/// The columns that people number things by.
const NUMBERS: &[&str] = &["pair", "program", "group", "other"];
/// What ends within so many days is told beforehand.
const SOON: u32 = 30;

impl WorkItem {
    fn read(kind: &Rc<FindingKind>, row: &Row<'_>, names: &NamesOnDay) -> Result<Self> {
        let name: Option<String> = row.get("name")?;
        let person: Option<i64> = row.get("person")?;
        let (name, is_of_person) = match (person, name) {
            (Some(person), Some(name)) => (names.of(Who::new(person, name)).into(), true),
            (_, name) => (Phrase::from(name.unwrap_or_default()), false),
        };
        let id = column(row, "id")?;
        let finding: String = row.get("finding")?;
        let has_other = row.as_ref().column_names().any(|column| column == "other_name");
        let other = match has_other {
            true => Some(Who::new(row.get("other")?, row.get::<_, String>("other_name")?)),
            false => None,
        };
        Ok(Self {
            command: command(kind.command, row)?,
            kind: Rc::clone(kind),
            id,
            unit: row.get("unit")?,
            role: row.get("role")?,
            name,
            is_of_person,
            org: row.get("org")?,
            finding: match other {
                Some(other) => phrase![finding, names.of(other)],
                None => finding.into(),
            },
        })
    }
}

/// The command with the columns of a row in their places, each as one word; `{options}` are several.
fn command(template: &str, row: &Row<'_>) -> Result<String> {
    let mut command = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        let value = column(row, name)?;
        command.push_str(before);
        command.push_str(&if name == "options" { value } else { shell_word(&value) });
        rest = behind;
    }
    command.push_str(rest);
    Ok(command)
}

/// A column as a text; a day as people type it, unless it is a number that somebody gave.
fn column(row: &Row<'_>, name: &str) -> Result<String> {
    Ok(match row.get_ref(name)? {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) if NUMBERS.contains(&name) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Text(text) => {
            let text = String::from_utf8_lossy(text);
            Day::parse(&text).map_or_else(|_| text.to_string(), |day| day.to_string())
        }
        _ => String::new(),
    })
}

/// Those kinds that are asked for by their words.
///
/// # Errors
/// There is no such kind: all are listed.
pub fn chosen(only: &[String], except: &[String]) -> Result<Vec<Rc<FindingKind>>> {
    let kinds = kinds()?;
    let known: BTreeSet<&str> = kinds.iter().map(|kind| kind.code).collect();
    if let Some(unknown) = only.iter().chain(except).find(|code| !known.contains(code.as_str())) {
        let mut failure = Failure::usage(format!("нет замечания «{unknown}»; есть:"));
        failure.hints = kinds.iter().map(|kind| format!("{} — {}", kind.code, kind.title)).collect();
        return Err(failure.untyped("нет такого замечания; есть:").into());
    }
    let named = |all: &[String], kind: &FindingKind| all.iter().any(|code| code == kind.code);
    let is_wanted = |kind: &Rc<FindingKind>| (only.is_empty() || named(only, kind)) && !named(except, kind);
    Ok(kinds.iter().filter(|kind| is_wanted(kind)).cloned().collect())
}

impl FindingKind {
    /// Whether it is at or above a severity.
    pub fn is_as_grave_as(&self, severity: Severity) -> bool {
        self.severity <= severity
    }
}
