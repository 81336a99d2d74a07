//! What an import knows while it goes on.

use std::cell::{Cell, RefCell};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use anyhow::Result;

use super::import_mode::ImportMode;
use super::plan::{Plan, RowResult};
use super::reading::{Defect, Defects, Remarks, Row, Sheet};
use super::refused_records::{RefusedRecords, WhyAbsent};
use super::warning::Warning;
use crate::domain::{Day, OrgTitle, name};
use crate::error::{Failure, Kind};
use crate::refuse;
use crate::store::org::OrgNames;
use crate::store::{Store, refusal};

/// How many refusals of organisations are kept: a school's file names the same one in every row.
const STRANGERS: usize = 1000;

/// How a row names an organisation: by ИНН, by name or by both.
pub type Naming = (Option<String>, Option<String>);

/// An import under way.
pub struct ImportSession<'a> {
    /// Where it goes.
    pub store: &'a Store,
    /// Whether new records are kept too, not only their number.
    keep_new: bool,
    /// Whether refused rows are left out: then nothing is told of them but why.
    accept_valid: bool,
    /// What earlier tables of the same import have refused.
    refused: Option<&'a RefCell<RefusedRecords>>,
    /// Puts advice into words.
    told: fn(Failure) -> Failure,
    /// What rows came to so far.
    plan: RefCell<Plan>,
    defects: RefCell<Defects>,
    /// Lines to be warned of, under what there is to say of them.
    warnings: RefCell<BTreeMap<String, Vec<usize>>>,
    /// What there is to say of the file as a whole.
    said: RefCell<Vec<String>>,
    /// The names under which rows told of an organisation, with the first line.
    titles: RefCell<HashMap<i64, (usize, String)>>,
    /// The organisations met so far.
    orgs: RefCell<HashMap<Naming, i64>>,
    /// Those of them that are closed, with the last day and what there is to say of it.
    closed: RefCell<HashMap<i64, Option<(Day, String)>>>,
    /// What the organisations are called in which people of this file work.
    called: RefCell<HashMap<i64, OrgTitle>>,
    /// The refusals of organisations met so far, as many as are told.
    strangers: RefCell<HashMap<Naming, Failure>>,
    names: OrgNames,
    /// The first two numbers of people who may be one.
    near: Cell<Option<(i64, i64)>>,
}

impl<'a> ImportSession<'a> {
    pub(super) fn new(store: &'a Store, sheet: &Sheet, mode: ImportMode<'a>) -> Self {
        Self {
            store,
            keep_new: mode.keep_new,
            accept_valid: mode.accept_valid,
            refused: mode.refused,
            told: mode.told,
            plan: RefCell::new(Plan { name: sheet.name().to_owned(), ..Plan::default() }),
            defects: RefCell::new(Defects::of(sheet.name(), sheet.is_book(), mode.keep_defects)),
            warnings: RefCell::default(),
            said: RefCell::default(),
            titles: RefCell::default(),
            orgs: RefCell::default(),
            closed: RefCell::default(),
            called: RefCell::default(),
            strangers: RefCell::default(),
            names: OrgNames::default(),
            near: Cell::default(),
        }
    }

    /// Enters a row as one step: if it is refused, or turns out to have a defect, nothing of it stays.
    ///
    /// # Errors
    /// What `enter` returns.
    pub fn step(&self, row: &Row<'_>, enter: impl FnOnce() -> Result<Option<RowResult>>) -> Result<Option<RowResult>> {
        self.store.savepoint(|_| {
            let result = enter()?;
            Ok((result, row.is_sound()))
        })
    }

    /// Counts what the row that begins on a line came to. A refusal is its defect.
    ///
    /// # Errors
    /// Anything else that went wrong with it.
    pub fn tally(&self, line: usize, result: Result<Option<RowResult>>) -> Result<()> {
        let result = match result {
            Ok(Some(result)) => result,
            Ok(None) => return Ok(()),
            Err(error) => return self.blame(line, error),
        };
        let mut plan = self.plan.borrow_mut();
        let is_changed = !result.changes.is_empty();
        match (result.new, is_changed) {
            (true, _) => plan.new += 1,
            (false, true) => plan.changed += 1,
            (false, false) => plan.same += 1,
        }
        if is_changed || result.new && self.keep_new {
            plan.rows.push((line, result));
        }
        Ok(())
    }

    /// Notes where somebody works of whom a row tells: of a plan that is shown whole.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn note_workplace(&self, line: usize, org: i64) -> Result<()> {
        if !self.keep_new {
            return Ok(());
        }
        let mut called = self.called.borrow_mut();
        let known = called.get(&org).cloned();
        let title = known.map_or_else(|| self.store.orgs().title(org), anyhow::Ok)?;
        called.entry(org).or_insert_with(|| title.clone());
        self.plan.borrow_mut().orgs.insert(line, title);
        Ok(())
    }

    /// Refuses a row that tells of an organisation under another name than a row before.
    ///
    /// # Errors
    /// It does: one of the two has somebody else's ИНН.
    pub(super) fn check_title(&self, org: i64, title: &str) -> Result<()> {
        if let Some((first, told)) = self.titles.borrow().get(&org)
            && name::org_key(told) != name::org_key(title)
        {
            refuse!("та же организация (по ИНН) в строке {first} названа иначе: {told}; проверьте ИНН обеих строк");
        }
        Ok(())
    }

    /// Notes that a row told of an organisation under a name; the first one stays.
    ///
    /// # Errors
    /// As [`ImportSession::check_title`].
    pub(super) fn tell_org(&self, org: i64, line: usize, title: &str) -> Result<()> {
        self.check_title(org, title)?;
        self.titles.borrow_mut().entry(org).or_insert_with(|| (line, title.to_owned()));
        Ok(())
    }

    /// Something to look at in the row that begins on a line; alike ones are told together.
    pub fn warn(&self, line: usize, what: impl Into<String>) {
        self.warnings.borrow_mut().entry(what.into()).or_default().push(line);
    }

    /// Notes two numbers of people who may be one: the first two are named in a command.
    pub fn note_near(&self, known: i64, new: i64) {
        self.near.set(self.near.get().or(Some((known, new))));
    }

    /// Something to look at in the file as a whole.
    pub fn say(&self, what: Option<String>) {
        self.said.borrow_mut().extend(what);
    }

    /// Something wrong.
    pub(super) fn add(&self, defect: Defect) {
        self.defects.borrow_mut().add(defect);
    }

    /// Takes over what there is to say of a row.
    pub(super) fn remark(&self, line: usize, remarks: Remarks) {
        remarks.defects.into_iter().for_each(|defect| self.add(defect));
        remarks.warnings.into_iter().for_each(|warning| self.warn(line, warning));
    }

    /// Whether the row that begins on this line has a defect.
    pub fn has_defect(&self, line: usize) -> bool {
        self.defects.borrow().touch(line)
    }

    /// Makes a refusal the defect of the row that begins on a line.
    ///
    /// # Errors
    /// Anything that is no refusal goes on.
    pub fn blame(&self, line: usize, error: anyhow::Error) -> Result<()> {
        self.blame_for(Defect::new(line, ""), error)
    }

    /// As [`ImportSession::blame`], of a defect that knows its cell already.
    ///
    /// # Errors
    /// As [`ImportSession::blame`].
    pub(super) fn blame_for(&self, defect: Defect, error: anyhow::Error) -> Result<()> {
        let failure = self.in_words(&error);
        if failure.kind != Kind::Refused {
            return Err(error);
        }
        let advice = Some(failure.hints.join("; ")).filter(|hints| !hints.is_empty());
        self.add(Defect { advice, why: failure.message, ..defect });
        Ok(())
    }

    /// An error in words, with its cause where that is a row that was refused before.
    fn in_words(&self, error: &anyhow::Error) -> Failure {
        let failure = (self.told)(refusal::of(error));
        match self.why_absent(&failure) {
            None => failure,
            Some(WhyAbsent::RowRefused(why)) => {
                Failure { message: format!("{}: {why}", failure.message), hints: Vec::new(), ..failure }
            }
            Some(WhyAbsent::TableUnread(why)) => Failure { message: why, hints: Vec::new(), ..failure },
        }
    }

    /// Why something isn't there, if that is for a row or a table that was refused before.
    fn why_absent(&self, failure: &Failure) -> Option<WhyAbsent> {
        let refused = self.refused?.borrow();
        refused.why_absent(failure.absent.as_deref()?, &self.plan.borrow().name)
    }

    /// What the file came to.
    ///
    /// # Errors
    /// The database can't be used.
    pub(super) fn conclude(self, sheet: &Sheet) -> Result<Plan> {
        let mut plan = self.plan.into_inner();
        let mut notes = sheet.notes().into_iter();
        plan.read_as = notes.next().unwrap_or_default();
        plan.notes = notes.collect();
        for (title, id) in self.names.taken() {
            let org = self.store.orgs().of_id(id)?;
            plan.notes.push(format!("организация «{title}» — это {}", org.name));
        }
        plan.defects = self.defects.into_inner();
        plan.near = self.near.get();
        for (what, mut at) in self.warnings.into_inner() {
            at.retain(|line| !self.accept_valid || !plan.defects.touch(*line));
            if at.is_empty() {
                continue;
            }
            at.sort_unstable();
            plan.warnings.push(Warning { what, file: plan.name.clone(), lines: at });
        }
        let file = plan.name.clone();
        let said =
            self.said.into_inner().into_iter().map(|what| Warning { what, file: file.clone(), lines: Vec::new() });
        plan.warnings.extend(said);
        Ok(plan)
    }

    /// The organisation that a row names by ИНН, by name or by both; `None` where both cells are empty.
    ///
    /// # Errors
    /// There is none such, or ИНН and name belong to different ones.
    pub fn org(&self, named: &Naming) -> Result<Option<i64>> {
        if let Some(met) = self.orgs.borrow().get(named) {
            return Ok(Some(*met));
        }
        if let Some(failure) = self.strangers.borrow().get(named) {
            return Err(failure.clone().into());
        }
        let known = self.store.orgs().known(named.0.as_deref(), named.1.as_deref(), &self.names);
        match &known {
            Ok(id) => self.orgs.borrow_mut().extend(id.map(|id| (named.clone(), id))),
            Err(error) if self.strangers.borrow().len() < STRANGERS => {
                let failure = refusal::of(error);
                let refused = failure.kind == Kind::Refused;
                self.strangers.borrow_mut().extend(refused.then_some((named.clone(), failure)));
            }
            Err(_) => {}
        }
        known
    }
}

impl ImportSession<'_> {
    /// Warns of a row that tells of a day on which its organisation is closed already; no day is any.
    ///
    /// # Errors
    /// The database can't be used.
    pub fn warn_if_closed(&self, line: usize, org: i64, day: Option<Day>) -> Result<()> {
        let mut known = self.closed.borrow_mut();
        let closed = match known.entry(org) {
            Entry::Occupied(met) => met.into_mut(),
            Entry::Vacant(place) => {
                let org = self.store.orgs().of_id(org)?;
                let note = org.closed_note().map(|note| format!("организация {note}: {}", org.name));
                place.insert(org.closed.zip(note))
            }
        };
        if let Some((_, note)) = closed.as_ref().filter(|(last, _)| day.is_none_or(|day| day > *last)) {
            self.warn(line, note.as_str());
        }
        Ok(())
    }

    /// As [`ImportSession::org`], of a row; where one cell alone is at fault, it is pointed at.
    ///
    /// # Errors
    /// As [`ImportSession::org`].
    pub fn org_of(&self, row: &Row<'_>) -> Result<Option<i64>> {
        let named = naming(row);
        let field = match &named {
            (Some(_), None) => "inn",
            (None, Some(_)) => "org",
            _ => return self.org(&named),
        };
        Ok(self.at_cell(row, field, self.org(&named))?.flatten())
    }

    /// What a cell named; that there is nothing such is the cell's defect.
    ///
    /// # Errors
    /// Anything that is no refusal goes on.
    pub fn at_cell<T>(&self, row: &Row<'_>, field: &str, named: Result<T>) -> Result<Option<T>> {
        named.map(Some).or_else(|error| {
            let failure = self.in_words(&error);
            if failure.kind != Kind::Refused {
                return Err(error);
            }
            match failure.hints.join("; ") {
                // Alike in all rows, it is told once.
                _ if matches!(self.why_absent(&failure), Some(WhyAbsent::TableUnread(_))) => row.fault(failure.message),
                none if none.is_empty() => row.defect(field, failure.message),
                hints => row.defect_with(field, failure.message, &hints),
            }
            Ok(None)
        })
    }
}

/// How a row names an organisation.
pub fn naming(row: &Row<'_>) -> Naming {
    (row.inn("inn"), row.text("org"))
}
