//! The file of staff that a school sends.

mod row;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;

use super::import::{Entry, Import};
use super::kind::{Due, Kind};
use super::post::{self, POST};
use super::reading::{ColumnPlace, Layout, Row, Sheet, Substitute};
use super::said::{Marks, Said};
use super::tenure;
use crate::domain::Day;
use crate::error::Failure;
use crate::refuse;
use crate::store::Store;
use crate::store::staff::Employment;
use crate::store::staff::bulk::Bulk;
use crate::store::staff::roster::Roster;
use crate::store::staff::{ChangeMode, Hire};

pub use row::{LAYOUT, StaffRow, Terms};

/// `org staff import`.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    /// What a change is.
    pub manner: ChangeMode,
    /// The day on which the tenures were stated, where the file doesn't say it.
    pub tenure_on: Option<Day>,
    /// The organisation of all rows, where the file needn't name it.
    pub org: Option<i64>,
    terms: Terms,
    /// Where the file names organisations.
    inn: ColumnPlace,
    title: ColumnPlace,
    said: Said,
    /// The organisations whose staff was told.
    orgs: BTreeSet<i64>,
    /// The one of the last row: files go organisation by organisation.
    last_org: i64,
    /// The employments that were told of.
    employments: Marks,
    /// Whether a file has refused rows of another one alone.
    partial: bool,
    /// The staff of the organisations met last.
    rosters: HashMap<i64, Roster>,
    /// While the first staff of a file is entered.
    bulk: Option<Bulk>,
    /// New jobs, by line, beside open ones that they may have become.
    beside: Vec<(usize, i64)>,
    /// Rows that are put off: they may be about somebody who is there.
    later: Vec<StaffRow>,
    /// Whether they have their turn.
    settling: bool,
    /// How many rows are worth an entry of very many; tests choose it.
    large: Option<u64>,
}

/// How many rosters are held.
const ROSTERS: usize = 64;
/// A file of so many rows is worth an entry of very many, if nothing else is said. It mustn't depend on anything else: one
/// table, however it is saved, makes one database.
const LARGE: u64 = 10_000;
/// So many rows are put off at most.
const PUT_OFF: usize = 20_000;

impl Staff {
    /// Whose changes are what.
    pub fn new(manner: ChangeMode) -> Self {
        Self { manner, ..Self::default() }
    }

    /// Whether a file has only the refused rows of another one: who isn't in it is in that.
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// The organisation of a row: the one of all rows, which no row may contradict, or the one that it names.
    fn org_of(&self, import: &Import<'_>, row: &StaffRow) -> Result<Option<i64>> {
        let named = match (import.org(&row.org), &row.org) {
            (Ok(named), _) => named,
            // One cell alone is at fault: it can be pointed at.
            (Err(error), (Some(value), None)) => {
                return import.blame_for(self.inn.defect(row.line, value), error).map(|()| None);
            }
            (Err(error), (None, Some(value))) => {
                return import.blame_for(self.title.defect(row.line, value), error).map(|()| None);
            }
            (Err(error), _) => return Err(error),
        };
        if let (Some(all), Some(_)) = (self.org.filter(|all| named.is_some_and(|named| named != *all)), named) {
            refuse!("строка называет другую организацию, а параметр --org — {}", import.store.org(all)?.name);
        }
        Ok(self.org.or(named))
    }

    /// The employments open on a day in the organisations whose staff was told, of which no row told.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn absent(&self, store: &Store, day: Day) -> Result<Vec<i64>> {
        if store.staff().count()? == self.employments.count() {
            return Ok(Vec::new());
        }
        store.staff().open_except(&self.orgs, day, |employment| self.employments.has(employment))
    }

    fn told_of(&mut self, org: i64, employment: i64) {
        if self.last_org != org {
            self.orgs.insert(org);
            self.last_org = org;
        }
        self.employments.set(employment);
    }

    /// What there is to say of an employment that was entered or found.
    fn conclude(&mut self, import: &Import<'_>, row: &StaffRow, hire: Hire) -> Result<Option<Entry>> {
        if let Some((what, line)) = self.said.contradiction(hire.person, &hire.changes) {
            let line = if line == 0 { "другом файле".into() } else { format!("строке {line}") };
            refuse!("{what} не такое, как в {line}: об одном человеке ({}) сказано разное", hire.name);
        }
        self.said.note(hire.person, row.line, &row.person);
        self.told_of(row.work.org_id, hire.employment);
        if hire.unknown_post {
            warn_of_post(import, row);
        }
        if let Some(namesake) = hire.namesake {
            import.warn(row.line, format!("тёзка в другой организации (№ {namesake}), записан как другой человек"));
        }
        if hire.shorter.is_some() {
            import.warn(
                row.line,
                "есть человек с тем же днём рождения, фамилией и именем, но у одного из двух нет отчества: \
                 записан другой человек",
            );
        }
        let who = row.person.name.clone().unwrap_or_default();
        Ok(Some(Entry { who, new: hire.new, changes: hire.changes }))
    }
}

/// A job without a personnel number whose post or first day is another than the stored one's, of which the file says nothing.
fn another_job(other: &Employment) -> anyhow::Error {
    Failure::refused(format!("уже работает в этой организации: {} с {}, а в файле этого нет", other.post, other.hired))
        .hint("если это перевод, повторите с параметром --effective ДАТА, если ошибка прежней записи — с параметром --correct")
        .hint("если это вторая работа, добавьте в файл строку о первой или табельные номера")
        .into()
}

fn warn_of_post(import: &Import<'_>, row: &StaffRow) {
    let post = row.work.post.as_deref().unwrap_or_default();
    import.warn(row.line, format!("должности «{post}» нет в номенклатуре: педагогическая ли она, неизвестно"));
}

impl Staff {
    /// Whether a row says only what is stored.
    fn is_same(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<bool> {
        let org = row.work.org_id;
        if !self.rosters.contains_key(&org) {
            if self.rosters.len() >= ROSTERS {
                self.rosters.clear();
            }
            self.rosters.insert(org, import.store.roster(org)?);
        }
        let Some(same) = self.rosters.get_mut(&org).and_then(|roster| roster.same(&row.person, &row.work)) else {
            return Ok(false);
        };
        self.said.note(same.person, row.line, &row.person);
        self.told_of(org, same.employment);
        if same.unknown_post {
            warn_of_post(import, row);
        }
        Ok(true)
    }

    /// Enters a row that has nothing in common with any before; `None` if it has: that is for later.
    fn enter_new(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<Option<Entry>> {
        if !self.bulk.as_mut().is_some_and(|bulk| bulk.is_new(&row.person, &row.key, &row.work)) {
            self.later.push(row.clone());
            return Ok(None);
        }
        let (person, employment, unknown_post) = import.enter(&row.person, &row.key, &row.work)?;
        let hire = Hire {
            person,
            employment,
            name: String::new(),
            new: true,
            changes: Vec::new(),
            unknown_post,
            namesake: None,
            beside: None,
            shorter: None,
        };
        self.conclude(import, row, hire)
    }
}

impl Kind for Staff {
    type Told = StaffRow;
    type Terms = Terms;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn substitutes(&self) -> Vec<Substitute> {
        vec![Substitute {
            group: "org", option: "параметр --org ОРГАНИЗАЦИЯ", is_given: self.org.is_some()
        }]
    }

    fn terms(&self) -> Terms {
        self.terms
    }

    fn read(row: Row<'_>, terms: &Terms) -> StaffRow {
        StaffRow::of(&row, terms)
    }

    fn begin(&mut self, import: &Import<'_>, sheet: &mut Sheet) -> Result<()> {
        self.said.forget_lines();
        self.partial |= sheet.is_part();
        (self.inn, self.title) = (sheet.spot("inn"), sheet.spot("org"));
        if !import.store.has_staff()? && sheet.rows()? >= self.large.unwrap_or(LARGE) {
            self.bulk = Some(import.store.bulk()?);
        }
        self.terms = Terms {
            tenure_on: tenure::day_of_heading(sheet, import.today)?.or(self.tenure_on),
            is_joint: sheet.heading(POST.field).is_some_and(post::is_joint),
            has_org: self.org.is_some(),
        };
        Ok(())
    }

    fn look(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<()> {
        self.org_of(import, row).map(|_| ())
    }

    fn put(&mut self, import: &Import<'_>, row: &mut StaffRow) -> Result<Option<Entry>> {
        let Some(org) = self.org_of(import, row)? else { return Ok(None) };
        row.work.org_id = org;
        if self.bulk.is_some() {
            return self.enter_new(import, row);
        }
        // Whether a job has become this one shows when all rows have spoken.
        if self.manner != ChangeMode::Unsaid && row.work.number.is_none() && !self.settling {
            self.later.push(row.clone());
            return Ok(None);
        }
        if self.is_same(import, row)? {
            return Ok(Some(Entry { who: String::new(), new: false, changes: Vec::new() }));
        }
        import.store.savepoint(|_| Ok((self.enter(import, row)?, true)))
    }

    fn enter(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<Option<Entry>> {
        let told = |employment| self.employments.has(employment);
        let hire = import.store.staff().hire_where(&row.person, &row.work, self.manner, &told)?;
        self.beside.extend(hire.beside.map(|other| (row.line, other)));
        if hire.new || !hire.changes.is_empty() {
            // What is held may be out of date now: the organisation's rows are asked about from here on.
            self.rosters.clear();
            self.rosters.insert(row.work.org_id, Roster::default());
        }
        self.conclude(import, row, hire)
    }

    fn due(&mut self, import: &Import<'_>, is_end: bool) -> Result<Vec<Due>> {
        if !is_end && self.later.len() < PUT_OFF {
            return Ok(Vec::new());
        }
        if let Some(bulk) = self.bulk.take() {
            import.store.settle(bulk)?;
        }
        self.settling = true;
        let later = std::mem::take(&mut self.later);
        let due = later.into_iter().map(|mut row| (row.line, self.put(import, &mut row))).collect();
        self.settling = false;
        Ok(due)
    }

    fn finish(&mut self, import: &Import<'_>) -> Result<()> {
        for (line, other) in std::mem::take(&mut self.beside) {
            if !self.employments.has(other) && !import.touch(line) {
                import.blame(line, another_job(&import.store.staff().employment(other)?))?;
            }
        }
        Ok(())
    }
}
