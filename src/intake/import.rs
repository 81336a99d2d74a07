//! What an import knows while it goes on, and what it came to.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::iter::Sum;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::reading::{Defect, Defects, Remarks, Row, Sheet, lines};
use crate::domain::{Day, name, number, plural};
use crate::error::{Failure, Kind as Blame};
use crate::refuse;
use crate::store::org_name::OrgNames;
use crate::store::pair::Pair;
use crate::store::staff::EmploymentDraft;
use crate::store::staff::FormerName;
use crate::store::staff::PersonOrigin;
use crate::store::staff::bulk::Entering;
use crate::store::staff::{Person, PersonDraft};
use crate::store::{Change, Store, refusal};

/// How many refusals of organisations are kept: a school's file names the same one in every row.
const STRANGERS: usize = 1000;

/// What one row came to.
#[derive(Debug, Clone, PartialEq)]
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
    /// The new and the changed in the order of the file, each with its line; the new only where the mode keeps them.
    pub entries: Vec<(usize, Entry)>,
    /// How many rows made a new record.
    pub new: u64,
    /// How many rows changed a record.
    pub changed: u64,
    /// How many rows said nothing new.
    pub same: u64,
    /// What is wrong with rows: they came to nothing.
    pub defects: Defects,
    /// How the file was understood, a sentence a line.
    pub notes: Vec<String>,
    /// What a person should look at, a sentence a line.
    pub warnings: Vec<String>,
    /// The refused rows as a file of the same layout, if the mode asks for it and there are any.
    pub rejects: Option<Vec<u8>>,
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows that made a new record.
    pub new: u64,
    /// Rows that changed a record.
    pub changed: u64,
    /// Rows that said nothing new.
    pub same: u64,
    /// Rows that came to nothing.
    pub refused: u64,
}

/// How a row names an organisation: by ИНН, by name or by both.
pub type Naming = (Option<String>, Option<String>);

/// An import under way.
pub struct Import<'a> {
    /// Where it goes.
    pub store: &'a Store,
    /// The statements of an entry of many, once there is one.
    entering: RefCell<Option<Entering<'a>>>,
    /// Dates after it are in the future.
    pub today: Day,
    defects: RefCell<Defects>,
    /// Lines to be warned of, under what there is to say of them.
    warnings: RefCell<BTreeMap<String, Vec<usize>>>,
    /// The names under which rows told of an organisation, with the first line.
    titles: RefCell<HashMap<i64, (usize, String)>>,
    /// The organisations met so far.
    orgs: RefCell<HashMap<Naming, i64>>,
    /// The refusals of organisations met so far, as many as are told.
    strangers: RefCell<HashMap<Naming, Failure>>,
    names: OrgNames,
}

impl<'a> Import<'a> {
    pub(super) fn new(store: &'a Store, today: Day, sheet: &Sheet, keep_defects: bool) -> Self {
        let defects = RefCell::new(Defects::of(sheet.name(), sheet.is_book(), keep_defects));
        let (warnings, orgs, strangers) = (RefCell::default(), RefCell::default(), RefCell::default());
        Self {
            store,
            entering: RefCell::default(),
            titles: RefCell::default(),
            today,
            defects,
            warnings,
            orgs,
            strangers,
            names: OrgNames::default(),
        }
    }

    /// Enters somebody of whom nothing is to be asked: [`Entering::enter`].
    ///
    /// # Errors
    /// A rule of the schema.
    pub(super) fn enter(&self, who: &PersonDraft, key: &str, work: &EmploymentDraft) -> Result<(i64, i64, bool)> {
        let mut entering = self.entering.borrow_mut();
        match &mut *entering {
            Some(entering) => entering.enter(who, key, work),
            none => none.insert(self.store.entering()?).enter(who, key, work),
        }
    }

    /// Notes that a row told of an organisation under a name.
    ///
    /// # Errors
    /// A row before told of it under another: one of the two has somebody else's ИНН.
    pub(super) fn tell_org(&self, org: i64, line: usize, title: &str) -> Result<()> {
        let mut titles = self.titles.borrow_mut();
        let (first, told) = titles.entry(org).or_insert_with(|| (line, title.to_owned()));
        if name::org_key(told) != name::org_key(title) {
            refuse!("та же организация (по ИНН) в строке {first} названа иначе: {told}; проверьте ИНН обеих строк");
        }
        Ok(())
    }

    /// Something to look at in the row that begins on a line; alike ones are told together.
    pub fn warn(&self, line: usize, what: impl Into<String>) {
        self.warnings.borrow_mut().entry(what.into()).or_default().push(line);
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
    pub fn touch(&self, line: usize) -> bool {
        self.defects.borrow().touch(line)
    }

    /// Makes a refusal the defect of the row that begins on a line.
    ///
    /// # Errors
    /// Anything that is no refusal goes on.
    pub fn blame(&self, line: usize, error: anyhow::Error) -> Result<()> {
        self.blame_for(Defect::new(line, ""), error)
    }

    /// As [`Import::blame`], of a defect that knows its cell already.
    ///
    /// # Errors
    /// As [`Import::blame`].
    pub(super) fn blame_for(&self, defect: Defect, error: anyhow::Error) -> Result<()> {
        let failure = refusal::of(&error);
        if failure.kind != Blame::Refused {
            return Err(error);
        }
        let advice = Some(failure.hints.join("; ")).filter(|hints| !hints.is_empty());
        self.add(Defect { advice, why: failure.message, ..defect });
        Ok(())
    }

    /// Hands over what is wrong and what is worth a look.
    ///
    /// # Errors
    /// The database can't be used.
    pub(super) fn conclude(self, plan: &mut Plan) -> Result<()> {
        for (title, id) in self.names.taken() {
            let org = self.store.org(id)?;
            plan.notes.push(format!("организация «{title}» — это {}", org.name));
        }
        plan.defects = self.defects.into_inner();
        for (what, mut at) in self.warnings.into_inner() {
            at.sort_unstable();
            plan.warnings.push(format!("{}: {what}: {}", plan.name, lines::named(&at)));
        }
        Ok(())
    }

    /// The known person whom a row names ([`People::recognise`](crate::store::staff::People::recognise)), with what the row adds: a birth date or a СНИЛС that
    /// wasn't known.
    ///
    /// # Errors
    /// As there; the СНИЛС of one known person stands beside the name of another.
    pub fn recognise(
        &self,
        row: &Row<'_>,
        draft: &PersonDraft,
        org: Option<i64>,
        origin: PersonOrigin,
    ) -> Result<Option<(Person, Vec<Change>)>> {
        let Some(known) = self.store.people().recognise(draft, org, origin)? else { return Ok(None) };
        if let Some(told) = draft.name.as_ref().filter(|told| name::key(&known.name) != name::key(told)) {
            if !self.store.people().named(Some(told))?.is_empty() {
                refuse!("СНИЛС принадлежит человеку {}, а ФИО — другому: {told}", known.name);
            }
            row.warn(format!("СНИЛС принадлежит другому имени: {}, а в файле {told}", known.name));
        }
        let added = PersonDraft {
            snils: draft.snils.clone().filter(|_| known.snils.is_none()),
            born: draft.born.filter(|_| known.born.is_none()),
            ..PersonDraft::default()
        };
        let changes = self.store.people().amend(&known, &added)?;
        Ok(Some((known, changes)))
    }

    /// The mentee of a pair whom a row names by СНИЛС, else by the name that is or once was theirs, else its only one.
    ///
    /// # Errors
    /// None is like that, or several are.
    pub fn mentee(&self, pair: &Pair, snils: Option<&str>, full: Option<&str>) -> Result<i64> {
        let Some(full) = full.filter(|_| snils.is_none()) else { return self.store.mentee_of(pair, snils) };
        let mut named = Vec::new();
        for mentee in self.store.mentees(pair.id)? {
            if self.is_name_of(&self.store.people().get(mentee.who.id)?, full)? {
                named.push(mentee.who.id);
            }
        }
        match named[..] {
            [only] => Ok(only),
            [] => refuse!("в паре {} нет наставляемого {full}", pair.number),
            _ => refuse!("в паре {} несколько наставляемых с именем {full}: укажите СНИЛС", pair.number),
        }
    }

    /// Whether a name is or once was a person's.
    ///
    /// # Errors
    /// The database can't be used.
    pub fn is_name_of(&self, person: &Person, full: &str) -> Result<bool> {
        let key = name::key(full);
        let is_former = |former: Vec<FormerName>| former.iter().any(|former| name::key(&former.name) == key);
        Ok(name::key(&person.name) == key || is_former(self.store.people().former_names(person.id)?))
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
        let known = self.store.known_org(named.0.as_deref(), named.1.as_deref(), &self.names);
        match &known {
            Ok(id) => self.orgs.borrow_mut().extend(id.map(|id| (named.clone(), id))),
            Err(error) if self.strangers.borrow().len() < STRANGERS => {
                let failure = refusal::of(error);
                let refused = failure.kind == Blame::Refused;
                self.strangers.borrow_mut().extend(refused.then_some((named.clone(), failure)));
            }
            Err(_) => {}
        }
        known
    }
}

impl Import<'_> {
    /// As [`Import::org`], of a row; where one cell alone is at fault, it is pointed at.
    ///
    /// # Errors
    /// As [`Import::org`].
    pub fn org_of(&self, row: &Row<'_>) -> Result<Option<i64>> {
        let named = naming(row);
        let field = match &named {
            (Some(_), None) => "inn",
            (None, Some(_)) => "org",
            _ => return self.org(&named),
        };
        self.org(&named).or_else(|error| {
            let failure = refusal::of(&error);
            if failure.kind != Blame::Refused {
                return Err(error);
            }
            row.defect_with(field, failure.message, &failure.hints.join("; "));
            Ok(None)
        })
    }
}

/// How a row names an organisation.
pub fn naming(row: &Row<'_>) -> Naming {
    (row.parsed("inn", number::inn), row.text("org"))
}

impl Plan {
    /// The plan, if nothing is wrong with the file.
    ///
    /// # Errors
    /// The number of defects, and each of them with its line.
    pub fn sound(self) -> Result<Self, Failure> {
        self.defects.verdict().map(|()| self)
    }

    /// How many rows came to what.
    pub fn tally(&self) -> Tally {
        let refused = self.defects.lines().len() as u64;
        Tally { new: self.new, changed: self.changed, same: self.same, refused }
    }
}

impl Tally {
    /// What was done with a file, in one sentence.
    pub fn said(self, name: &str, dry_run: bool) -> String {
        let refused = match self.refused {
            0 => String::new(),
            rows => format!(", отказано: {rows}"),
        };
        if self.new + self.changed == 0 {
            return format!("{name}: изменений нет, строк без изменений: {}{refused}", self.same);
        }
        let new = plural::count(self.new, "новая запись", "новые записи", "новых записей");
        let verb = if dry_run { "проверка, ничего не записано" } else { "записано" };
        format!("{name}: {verb}: {new}, изменено: {}, без изменений: {}{refused}", self.changed, self.same)
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            new: sum.new + one.new,
            changed: sum.changed + one.changed,
            same: sum.same + one.same,
            refused: sum.refused + one.refused,
        })
    }
}
