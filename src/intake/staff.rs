//! The file of staff that a school sends.

mod row;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use anyhow::Result;

use super::import_mode::ImportMode;
use super::importer::Importer;
use super::person::BORN;
use super::pipeline;
use super::plan::{Plan, RowResult};
use super::post::{self, POST};
use super::reading::{ColumnPlace, ColumnSubstitute, Layout, Opened, Sheet, Source};
use super::session::ImportSession;
use super::tenure::{self, SINCE, TENURE};
use crate::domain::Day;
use crate::refuse;
use crate::store::Store;
use crate::store::staff::{ChangeMode, Entered, NearRow, Notice, StaffSession};

pub use row::{FileContext, LAYOUT, StaffRow};

/// `org staff import`: one file after another.
#[derive(Debug, Clone)]
pub struct StaffImporter {
    /// The day on which the tenures were stated, where the file doesn't say it.
    pub tenure_on: Option<Day>,
    /// The organisation of all rows, where the file needn't name it.
    pub org: Option<i64>,
    staff: StaffSession,
    /// Where the file names organisations.
    inn: ColumnPlace,
    title: ColumnPlace,
    /// Whether a file has only the refused rows of another one.
    is_partial: bool,
    /// The first post that nobody knows.
    unknown_post: Option<String>,
}

impl StaffImporter {
    /// Nothing imported yet; `mode` is what a change to a known employment is.
    pub fn new(mode: ChangeMode, tenure_on: Option<Day>) -> Self {
        Self {
            tenure_on,
            org: None,
            staff: StaffSession::new(mode),
            inn: ColumnPlace::default(),
            title: ColumnPlace::default(),
            is_partial: false,
            unknown_post: None,
        }
    }

    /// The staff of the files so far.
    pub fn staff(&self) -> &StaffSession {
        &self.staff
    }

    /// Whether a file had only the refused rows of another one: who isn't in it may be in that.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// The first post in the rows so far of which nobody knows whether it is pedagogical.
    pub fn unknown_post(&self) -> Option<&str> {
        self.unknown_post.as_deref()
    }

    /// Imports a file within the command's transaction, as [`pipeline::run`] does.
    ///
    /// # Errors
    /// The file isn't such a table; the database can't be used.
    pub fn import(&mut self, store: &Store, today: Day, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        let is_given = self.org.is_some();
        let org = ColumnSubstitute { group: "org", option: "параметр --org ОРГАНИЗАЦИЯ", is_given };
        let mut sheet = Opened::open(source)?.sheet_with(&LAYOUT, &[org])?;
        self.is_partial |= sheet.is_part();
        (self.inn, self.title) = (sheet.spot("inn"), sheet.spot("org"));
        self.staff.begin_file(store, || sheet.rows())?;
        let lacks = lacking(&sheet);
        let context = FileContext {
            tenure_on: tenure::day_of_heading(&sheet, today)?.or(self.tenure_on),
            is_joint: sheet.heading(POST.field).is_some_and(post::is_joint),
            has_org: is_given,
        };
        let mut plan = pipeline::run_sheet(store, today, sheet, &context, self, mode)?;
        // Who is known already has them from before.
        plan.lacks = lacks.into_iter().filter(|_| plan.new > 0).collect();
        Ok(plan)
    }

    /// The organisation of a row: the one of all rows, which no row may contradict, or the one that it names.
    fn org_of(&self, session: &ImportSession<'_>, row: &StaffRow) -> Result<Option<i64>> {
        let named = match (session.org(&row.org), &row.org) {
            (Ok(named), _) => named,
            // One cell alone is at fault: it can be pointed at.
            (Err(error), (Some(value), None)) => {
                return session.blame_for(self.inn.defect(row.draft.line, value), error).map(|()| None);
            }
            (Err(error), (None, Some(value))) => {
                return session.blame_for(self.title.defect(row.draft.line, value), error).map(|()| None);
            }
            (Err(error), _) => return Err(error),
        };
        if let (Some(all), Some(_)) = (self.org.filter(|all| named.is_some_and(|named| named != *all)), named) {
            refuse!("строка называет другую организацию, а параметр --org — {}", session.store.orgs().of_id(all)?.name);
        }
        Ok(self.org.or(named))
    }
}

impl Default for StaffImporter {
    fn default() -> Self {
        Self::new(ChangeMode::default(), None)
    }
}

impl Importer for StaffImporter {
    type Row = StaffRow;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut StaffRow) -> Result<Option<RowResult>> {
        // Of a row with a defect the organisation is looked up too: so all its defects are told.
        let Some(org) = self.org_of(session, row)?.filter(|_| row.is_sound()) else { return Ok(None) };
        let mut draft = std::mem::take(&mut row.draft);
        draft.work.org_id = org;
        let (hired, dismissed) = (draft.work.hired, draft.work.dismissed);
        session.warn_if_closed(draft.line, org, dismissed.map(|last| hired.map_or(last, |hired| last.max(hired))))?;
        session.note_workplace(draft.line, org)?;
        let unknown = &mut self.unknown_post;
        self.staff.enter(session.store, draft, &mut |line, entered| tell(session, line, entered, unknown))?;
        Ok(None)
    }

    fn forgets_refused(&self) -> bool {
        self.staff.forgets_refused()
    }

    fn finish(&mut self, session: &ImportSession<'_>) -> Result<()> {
        let unknown = &mut self.unknown_post;
        let near = self.staff.finish_file(session.store, &mut |line, entered| tell(session, line, entered, unknown))?;
        near.iter().for_each(|near| session.note_near(near.other.id, near.id));
        session.say(near_people(&near));
        Ok(())
    }
}

/// The fields that shares need and the table has no column for.
fn lacking(sheet: &Sheet) -> Vec<&'static str> {
    let start = [SINCE.field, TENURE.field];
    let born = (!sheet.has(BORN.field)).then_some(BORN.field);
    let since = (!start.iter().any(|field| sheet.has(field))).then_some(SINCE.field);
    [born, since].into_iter().flatten().collect()
}

/// Counts what a row came to, this one or one that was put off.
fn tell(
    session: &ImportSession<'_>,
    line: usize,
    entered: Result<Entered>,
    unknown_post: &mut Option<String>,
) -> Result<()> {
    let result = entered.map(|Entered { name, new, changes, notices }| {
        for notice in notices {
            session.warn(line, sentence(&notice));
            if let Notice::UnknownPost(post) = notice {
                unknown_post.get_or_insert(post);
            }
        }
        Some(RowResult { who: name, new, changes })
    });
    session.tally(line, result)
}

fn sentence(notice: &Notice) -> String {
    match notice {
        Notice::UnknownPost(post) => {
            format!("должности «{post}» нет в номенклатуре: педагогическая ли она, неизвестно")
        }
        Notice::Namesake(person) => format!("тёзка в другой организации (№ {person}), записан как другой человек"),
        Notice::Double(person) => {
            format!("у № {person} те же ФИО и дата рождения, но другой СНИЛС: записан другой человек")
        }
        Notice::Renumbered => "табельный номер у той же работы был записан другой: исправлен".into(),
        Notice::SeveralMain => "у человека несколько основных мест работы сразу: считается одно, с самой ранней датой \
                                приёма, а из начатых в один день — педагогическое; какие не основные, скажите в столбце \
                                «Основное место работы»"
            .into(),
    }
}

/// How many are named of the new people who are like somebody.
const NAMED: usize = 20;

/// Who of the new people is nearly like somebody who was there, in one sentence.
fn near_people(near: &[NearRow]) -> Option<String> {
    let (first, rest) = near.split_at(near.len().min(NAMED));
    let told: Vec<_> = first
        .iter()
        .map(|NearRow { line, name, other, .. }| {
            format!("строка {line}, {name}, — на № {} {} ({})", other.id, other.name, other.why.words())
        })
        .collect();
    let more = if rest.is_empty() { String::new() } else { format!("; и ещё {}", rest.len()) };
    (!near.is_empty()).then(|| {
        format!(
            "записаны новые люди, похожие на записанных раньше: {}{more}; если это один человек, исправьте строку",
            told.join("; ")
        )
    })
}
