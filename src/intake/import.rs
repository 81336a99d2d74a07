//! The one way by which a file gets into the database: each row is read, recognised and written, within the command's
//! transaction; every defect is collected; one defect, and nothing stays.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use anyhow::Result;

use super::{Defect, Encoding, Layout, Row, Sheet, lines};
use crate::domain::{Day, name, number, plural};
use crate::error::Kind;
use crate::refuse;
use crate::store::person::{Origin, Person, PersonDraft};
use crate::store::{Change, Store, refusal};

/// What one row came to.
#[derive(Debug)]
pub struct Entry {
    /// Whom or what the row is about.
    pub who: String,
    /// Whether it made a record that wasn't there.
    pub new: bool,
    /// What it changed in a record that was.
    pub changes: Vec<Change>,
}

/// What a file came to.
#[derive(Debug, Default)]
pub struct Plan {
    /// The file as the user calls it.
    pub name: String,
    /// The new and the changed, in the order of the file.
    pub entries: Vec<Entry>,
    /// How many rows made a new record.
    pub new: u64,
    /// How many rows changed a record.
    pub changed: u64,
    /// How many rows said nothing new.
    pub same: u64,
    /// How the file was understood, a sentence a line.
    pub notes: Vec<String>,
    /// What a person should look at, a sentence a line.
    pub warnings: Vec<String>,
}

/// How a row names an organisation: by ИНН, by name or by both.
type Naming = (Option<String>, Option<String>);

/// An import under way.
pub struct Import<'a> {
    /// Where it goes.
    pub store: &'a Store,
    /// Dates after it are in the future.
    pub today: Day,
    /// Lines to be warned of, under what there is to say of them.
    warnings: RefCell<BTreeMap<String, Vec<usize>>>,
    /// The organisations met so far.
    orgs: RefCell<HashMap<Naming, i64>>,
}

impl<'a> Import<'a> {
    /// Reads a file of a layout and hands each of its rows to `put`, which returns what the row came to, or nothing if
    /// the row has a defect; at the end, `check` looks at what rows only make together.
    ///
    /// # Errors
    /// The file isn't such a table; any of its rows has a defect: all defects are told.
    pub fn run(
        store: &'a Store,
        today: Day,
        file: &Source,
        layout: &'static Layout,
        put: impl FnMut(&Self, &Row<'_>) -> Result<Option<Entry>>,
        check: impl FnOnce(&Self, &Sheet) -> Result<()>,
    ) -> Result<Plan> {
        Self::of_sheet(store, today, &Sheet::read(&file.path, file.encoding, layout)?, put, check)
    }

    /// As [`Import::run`], of a table that is read already.
    ///
    /// # Errors
    /// Any of its rows has a defect: all defects are told.
    pub fn of_sheet(
        store: &'a Store,
        today: Day,
        sheet: &Sheet,
        mut put: impl FnMut(&Self, &Row<'_>) -> Result<Option<Entry>>,
        check: impl FnOnce(&Self, &Sheet) -> Result<()>,
    ) -> Result<Plan> {
        let import = Self { store, today, warnings: RefCell::default(), orgs: RefCell::default() };
        let mut plan = Plan { name: sheet.name().to_owned(), notes: sheet.notes(), ..Plan::default() };
        for row in sheet.rows() {
            match put(&import, &row) {
                Ok(Some(entry)) if entry.new => {
                    plan.new += 1;
                    plan.entries.push(entry);
                }
                Ok(Some(entry)) if entry.changes.is_empty() => plan.same += 1,
                Ok(Some(entry)) => {
                    plan.changed += 1;
                    plan.entries.push(entry);
                }
                Ok(None) => {}
                Err(error) => blame(sheet, row.line(), error)?,
            }
        }
        check(&import, sheet)?;
        sheet.defects().verdict()?;
        for (what, at) in import.warnings.into_inner() {
            plan.warnings.push(format!("{}: {what}: {}", plan.name, lines::named(&at)));
        }
        Ok(plan)
    }

    /// Something to look at in a row; alike ones are told together.
    pub fn warn(&self, row: &Row<'_>, what: impl Into<String>) {
        self.warn_at(row.line(), what);
    }

    /// As [`Import::warn`], of the row that begins on a line.
    pub fn warn_at(&self, line: usize, what: impl Into<String>) {
        self.warnings.borrow_mut().entry(what.into()).or_default().push(line);
    }

    /// A date by the rule for the future: noted, and refused when over a year ahead.
    pub fn day(&self, row: &Row<'_>, field: &str) -> Option<Day> {
        let day = row.parsed(field, |text| Day::parse(text).and_then(|day| day.not_too_far(self.today)))?;
        if day > self.today {
            self.warn(row, format!("дата в будущем ({})", row.heading(field)));
        }
        Some(day)
    }

    /// As [`Import::day`]; emptiness is a defect.
    pub fn required_day(&self, row: &Row<'_>, field: &str) -> Option<Day> {
        row.required_text(field)?;
        self.day(row, field)
    }

    /// A date that can't lie in the future: a birth.
    pub fn past_day(&self, row: &Row<'_>, field: &str) -> Option<Day> {
        row.parsed(field, |text| Day::parse(text).and_then(|day| day.not_after(self.today)))
    }

    /// Фамилия Имя Отчество, from one column or from three. Absent in both is `None`.
    pub fn full_name(&self, row: &Row<'_>) -> Option<String> {
        if row.text("name").is_some() || !row.has("surname") {
            return self.person_name(row, "name");
        }
        let parts: Vec<_> = ["surname", "given", "patronymic"].iter().filter_map(|field| row.text(field)).collect();
        if parts.is_empty() {
            return None;
        }
        let text = parts.join(" ");
        self.warn_of_look_alikes(row, &text);
        name::person(&text).map_err(|why| row.defect("surname", why)).ok()
    }

    /// Фамилия Имя Отчество in a column.
    pub fn person_name(&self, row: &Row<'_>, field: &str) -> Option<String> {
        self.warn_of_look_alikes(row, &row.text(field)?);
        row.parsed(field, name::person)
    }

    fn warn_of_look_alikes(&self, row: &Row<'_>, text: &str) {
        if name::cyrillic(text) != text {
            self.warn(row, "латинские буквы в ФИО заменены на такие же русские");
        }
    }

    /// The known person whom a row names ([`Store::recognise`]), with what the row adds: a birth date or a СНИЛС that
    /// wasn't known.
    ///
    /// # Errors
    /// As [`Store::recognise`]; the СНИЛС of one known person stands beside the name of another.
    pub fn recognise(
        &self,
        row: &Row<'_>,
        draft: &PersonDraft,
        org: Option<i64>,
        origin: Origin,
    ) -> Result<Option<(Person, Vec<Change>)>> {
        let Some(known) = self.store.recognise(draft, org, origin)? else { return Ok(None) };
        if let Some(told) = draft.name.as_ref().filter(|told| name::key(&known.name) != name::key(told)) {
            if !self.store.bearers(Some(told))?.is_empty() {
                refuse!("СНИЛС принадлежит человеку {}, а ФИО — другому: {told}", known.name);
            }
            self.warn(row, format!("СНИЛС принадлежит другому имени: {}, а в файле {told}", known.name));
        }
        let added = PersonDraft {
            snils: draft.snils.clone().filter(|_| known.snils.is_none()),
            born: draft.born.filter(|_| known.born.is_none()),
            ..PersonDraft::default()
        };
        let changes = self.store.amend_person(&known, &added)?;
        Ok(Some((known, changes)))
    }

    /// The organisation that a row names by ИНН, by name or by both; `None` where both cells are empty.
    ///
    /// # Errors
    /// There is none such, or ИНН and name belong to different ones.
    pub fn org(&self, row: &Row<'_>) -> Result<Option<i64>> {
        let (inn, title) = (row.parsed("inn", number::inn), row.text("org"));
        if row.text("inn").is_some() && inn.is_none() {
            return Ok(None);
        }
        let named = (inn, title);
        if let Some(met) = self.orgs.borrow().get(&named) {
            return Ok(Some(*met));
        }
        let known = self.store.known_org(named.0.as_deref(), named.1.as_deref())?;
        self.orgs.borrow_mut().extend(known.map(|id| (named, id)));
        Ok(known)
    }
}

/// Makes a refusal the defect of the row that begins on a line; anything else goes on.
pub(super) fn blame(sheet: &Sheet, line: usize, error: anyhow::Error) -> Result<()> {
    let failure = refusal::of(&error);
    if failure.kind != Kind::Refused {
        return Err(error);
    }
    let advice = Some(failure.hints.join("; ")).filter(|hints| !hints.is_empty());
    sheet.defects().add(Defect { advice, ..Defect::new(line, failure.message) });
    Ok(())
}

/// Nothing to check in the end.
pub fn unchecked(_: &Import<'_>, _: &Sheet) -> Result<()> {
    Ok(())
}

/// The file of an import and how it is to be read.
#[derive(Debug, Clone)]
pub struct Source {
    /// `-` is standard input.
    pub path: PathBuf,
    /// `None`: recognised.
    pub encoding: Option<Encoding>,
}

impl Plan {
    /// What was done, in one sentence.
    pub fn said(&self, dry_run: bool) -> String {
        if self.new + self.changed == 0 {
            return format!("{}: изменений нет, строк без изменений: {}", self.name, self.same);
        }
        let new = plural::count(self.new, "новая запись", "новые записи", "новых записей");
        let verb = if dry_run { "проверка, ничего не записано" } else { "записано" };
        format!("{}: {verb}: {new}, изменено: {}, без изменений: {}", self.name, self.changed, self.same)
    }
}
