//! The one door for the rows of staff files: which way a row takes into the database is decided here.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;

use super::bulk::{BulkInsert, Inserted};
use super::id_set::IdSet;
use super::roster::Rosters;
use super::statements::Statements;
use super::transfer::{Heard, Stage};
use super::{ChangeMode, NearPerson, StaffDraft};
use crate::domain::Day;
use crate::error::Failure;
use crate::refuse;
use crate::register::person;
use crate::store::{Change, Store};

/// A file of so many rows is worth an entry of very many, if nobody is employed yet. It mustn't depend on anything else: one
/// table, however it is saved, makes one database.
const LARGE: u64 = 10_000;
/// So many rows are put off at most.
const PUT_OFF: usize = 20_000;
/// So many new people of a file are compared with those who are there: of more nobody would look at what is told.
const COMPARED: usize = 50_000;

/// What a row came to.
#[derive(Debug, Default)]
pub struct Entered {
    /// The person's name as the row has it; empty where the row said nothing new.
    pub name: String,
    /// Whether the employment is new.
    pub new: bool,
    /// What changed in the person and in the employment.
    pub changes: Vec<Change>,
    /// What a person should look at.
    pub notices: Vec<Notice>,
}

/// Something about an entered row that a person should look at.
#[derive(Debug)]
pub enum Notice {
    /// The nomenclature doesn't know the post, so that it is unknown whether it is pedagogical.
    UnknownPost(String),
    /// Somebody of the same name elsewhere whom nothing tells from the person entered.
    Namesake(i64),
    /// Somebody else has the same name and birth date, but another СНИЛС.
    Double(i64),
    /// The stored personnel number was another.
    Renumbered,
    /// The person has several main workplaces at once now.
    SeveralMain,
}

/// A new person who is nearly like somebody who was there.
#[derive(Debug)]
pub struct NearRow {
    /// The line of the row.
    pub line: usize,
    /// The new person's id.
    pub id: i64,
    /// The new person's name.
    pub name: String,
    /// Who is like that.
    pub other: NearPerson,
}

/// Is told what rows came to: the line, and a refusal or what was entered.
pub type Tell<'t> = dyn FnMut(usize, Result<Entered>) -> Result<()> + 't;

/// Staff files on their way into the database, one after another, with what their rows have said so far.
///
/// A row is told of once, though perhaps only after others: some are put off until all rows have spoken.
#[derive(Debug, Clone)]
pub struct StaffSession {
    mode: ChangeMode,
    way: Way,
    statements: Statements,
    /// The organisations whose staff was told.
    orgs: BTreeSet<i64>,
    /// The one of the last row: files go organisation by organisation.
    last_org: i64,
    /// The employments that were told of.
    employments: IdSet,
    rosters: Rosters,
    /// Rows that are put off: they may be about somebody who is there.
    later: Vec<StaffDraft>,
    /// Rows that wait for the others: they may be about work of which another row speaks.
    waiting: Vec<StaffDraft>,
    /// The new people of the file, with what its rows say of them.
    new_people: Vec<(i64, StaffDraft)>,
    /// Whether whatever was refused has left nothing behind.
    forgets_refused: bool,
    /// How many rows are worth an entry of very many; tests choose it.
    pub(crate) large: u64,
}

/// How the rows of a file are entered.
#[derive(Debug, Clone)]
enum Way {
    /// One by one, by the rules of [`who`](super::who).
    ByRules,
    /// As the first of a large file: the indexes are still there.
    BulkAhead,
    /// Very many at once, as long as nothing is to be asked.
    Bulk(Box<BulkInsert>),
}

impl StaffSession {
    /// Nothing said yet; `mode` is what a change to a known employment is.
    pub fn new(mode: ChangeMode) -> Self {
        Self {
            mode,
            way: Way::ByRules,
            statements: Statements::default(),
            orgs: BTreeSet::new(),
            last_org: 0,
            employments: IdSet::default(),
            rosters: Rosters::default(),
            later: Vec::new(),
            waiting: Vec::new(),
            new_people: Vec::new(),
            forgets_refused: true,
            large: LARGE,
        }
    }

    /// What a change to a known employment is.
    pub fn mode(&self) -> ChangeMode {
        self.mode
    }

    /// Whether whatever was refused has left nothing behind.
    pub fn forgets_refused(&self) -> bool {
        self.forgets_refused
    }

    /// Another file begins; `rows` counts its rows, about, where that matters.
    ///
    /// # Errors
    /// The database can't be used; what `rows` returns.
    pub fn begin_file(&mut self, store: &Store, rows: impl FnOnce() -> Result<u64, Failure>) -> Result<()> {
        self.statements.forget_lines();
        let is_large = BulkInsert::is_possible(store)? && rows()? >= self.large;
        self.way = if is_large { Way::BulkAhead } else { Way::ByRules };
        Ok(())
    }

    /// Enters a row, now or later. A row that is refused leaves nothing behind.
    ///
    /// # Errors
    /// The database can't be used; what `tell` returns. What is wrong with a row goes to `tell`.
    pub fn enter(&mut self, store: &Store, row: StaffDraft, tell: &mut Tell<'_>) -> Result<()> {
        if let Way::BulkAhead = self.way {
            self.way = Way::Bulk(Box::new(BulkInsert::begin(store)?));
        }
        let row = match &mut self.way {
            Way::Bulk(bulk) => {
                self.later.extend(bulk.take(row));
                if bulk.is_full() {
                    self.write_bulk(store, tell)?;
                }
                None
            }
            _ => Some(row),
        };
        if self.later.len() >= PUT_OFF {
            self.enter_later(store, tell)?;
        }
        row.map_or(Ok(()), |row| self.enter_by_rules(store, row, tell))
    }

    /// The file ends: what was put off is entered, and so is what waited for other rows. Returns who of the new is nearly like
    /// somebody who was there.
    ///
    /// # Errors
    /// As [`StaffSession::enter`].
    pub fn finish_file(&mut self, store: &Store, tell: &mut Tell<'_>) -> Result<Vec<NearRow>> {
        self.enter_later(store, tell)?;
        let waiting = std::mem::take(&mut self.waiting);
        self.enter_waiting(store, waiting, tell)?;
        let new = std::mem::take(&mut self.new_people);
        let mut near = Vec::new();
        for (id, row) in if new.len() < COMPARED { new } else { Vec::new() } {
            let is_free = |employment| !self.employments.contains(employment);
            let other = store.people().near(id, &row.person, Some(&row.work), &is_free)?;
            let name = row.person.name.unwrap_or_default();
            near.extend(other.map(|other| NearRow { line: row.line, id, name, other }));
        }
        Ok(near)
    }

    /// All rows have spoken: those that waited for others are entered, first those that say the post and the first day of what
    /// is stored.
    fn enter_waiting(&mut self, store: &Store, rows: Vec<StaffDraft>, tell: &mut Tell<'_>) -> Result<()> {
        let mut rest = Vec::new();
        for row in rows {
            rest.extend(self.enter_one(store, row, Stage::SameWork, tell)?);
        }
        let mut about: HashMap<(String, i64), usize> = HashMap::new();
        rest.iter().for_each(|row| *about.entry((row.key.clone(), row.work.org_id)).or_default() += 1);
        for row in rest {
            let is_one = about[&(row.key.clone(), row.work.org_id)] == 1;
            self.enter_one(store, row, if is_one { Stage::OneJob } else { Stage::TwoJobs }, tell)?;
        }
        Ok(())
    }

    /// The employments open on a day in the organisations whose staff was told, of which no row told.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn absent(&self, store: &Store, day: Day) -> Result<Vec<i64>> {
        if store.staff().count()? == self.employments.len() {
            return Ok(Vec::new());
        }
        store.staff().open_except(&self.orgs, day, |employment| self.employments.contains(employment))
    }

    /// What was put off is entered one by one, where all indexes are wanted.
    fn enter_later(&mut self, store: &Store, tell: &mut Tell<'_>) -> Result<()> {
        self.write_bulk(store, tell)?;
        if let Way::Bulk(bulk) = std::mem::replace(&mut self.way, Way::ByRules) {
            bulk.end(store)?;
        }
        std::mem::take(&mut self.later).into_iter().try_for_each(|row| self.enter_by_rules(store, row, tell))
    }

    fn write_bulk(&mut self, store: &Store, tell: &mut Tell<'_>) -> Result<()> {
        let Way::Bulk(mut bulk) = std::mem::replace(&mut self.way, Way::ByRules) else { return Ok(()) };
        bulk.write(store, |row, inserted| {
            let line = row.line;
            // Where an employment breaks a rule its person stays.
            self.forgets_refused &= inserted.is_ok();
            let entered = inserted.map(|Inserted { person, employment, unknown_post }| {
                self.note(&row, person, employment);
                let notices = unknown_post.then(|| unknown_post_of(&row)).into_iter().collect();
                Entered { name: row.person.name.unwrap_or_default(), new: true, notices, ..Entered::default() }
            });
            tell(line, entered)
        })?;
        self.way = Way::Bulk(bulk);
        Ok(())
    }

    /// Enters a row now, if it needn't wait; most rows of a file that comes again say nothing new.
    fn enter_by_rules(&mut self, store: &Store, row: StaffDraft, tell: &mut Tell<'_>) -> Result<()> {
        let org = row.work.org_id;
        let waits = self.enter_one(store, row, Stage::Beginning, tell)?;
        self.waiting.extend(waits);
        if self.waiting.len() >= PUT_OFF {
            // Files go organisation by organisation: all has been said of those before.
            let over = self.waiting.extract_if(.., |row| row.work.org_id != org).collect();
            self.enter_waiting(store, over, tell)?;
            if self.waiting.len() >= PUT_OFF {
                let all = std::mem::take(&mut self.waiting);
                self.enter_waiting(store, all, tell)?;
            }
        }
        Ok(())
    }

    /// Enters a row; gives it back if it must wait for others.
    fn enter_one(
        &mut self,
        store: &Store,
        row: StaffDraft,
        stage: Stage,
        tell: &mut Tell<'_>,
    ) -> Result<Option<StaffDraft>> {
        let entered = match self.rosters.same(store, &row)? {
            Some(same) => {
                self.note(&row, same.person, same.employment);
                let notices = same.unknown_post.then(|| unknown_post_of(&row)).into_iter().collect();
                Ok(Some(Entered { notices, ..Entered::default() }))
            }
            None => store.savepoint(|_| {
                let entered = self.hire(store, &row, stage)?;
                let keep = entered.is_some();
                Ok((entered, keep))
            }),
        };
        match entered.transpose() {
            None => Ok(Some(row)),
            Some(entered) => tell(row.line, entered).map(|()| None),
        }
    }

    fn hire(&mut self, store: &Store, row: &StaffDraft, stage: Stage) -> Result<Option<Entered>> {
        let spoken = |employment| self.employments.contains(employment);
        let heard = Heard { spoken: &spoken, stage };
        let Some(hire) = store.staff().hire_where(&row.person, &row.work, self.mode, heard)? else { return Ok(None) };
        if hire.new || !hire.changes.is_empty() {
            self.rosters.forget(row.work.org_id, hire.person);
        }
        if let Some((field, line)) = self.statements.contradiction(hire.person, &hire.changes) {
            let what = match field.heading {
                name if name == person::NAME.heading => name.to_owned(),
                other => format!("поле «{other}»"),
            };
            let line = if line == 0 { "другом файле".into() } else { format!("строке {line}") };
            refuse!("{what} не такое, как в {line}: об одном человеке ({}) сказано разное", hire.name);
        }
        hire.check_birth()?;
        self.note(row, hire.person, hire.employment);
        if hire.is_new_person && self.new_people.len() < COMPARED {
            self.new_people.push((hire.person, row.clone()));
        }
        let notices = [
            hire.unknown_post.then(|| unknown_post_of(row)),
            hire.namesake.map(Notice::Namesake),
            hire.double.map(Notice::Double),
            hire.renumbered.then_some(Notice::Renumbered),
            hire.several_main.then_some(Notice::SeveralMain),
        ];
        let name = row.person.name.clone().unwrap_or_default();
        let notices = notices.into_iter().flatten().collect();
        Ok(Some(Entered { name, new: hire.new, changes: hire.changes, notices }))
    }

    /// Notes that a row told of an employment.
    fn note(&mut self, row: &StaffDraft, person: i64, employment: i64) {
        self.statements.note(person, row.line, &row.person);
        if self.last_org != row.work.org_id {
            self.orgs.insert(row.work.org_id);
            self.last_org = row.work.org_id;
        }
        self.employments.insert(employment);
    }
}

fn unknown_post_of(row: &StaffDraft) -> Notice {
    Notice::UnknownPost(row.work.post.clone().unwrap_or_default())
}
