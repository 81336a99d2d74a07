//! The staff as lists show them: an employment together with its person, organisation by organisation.

use std::rc::Rc;

use anyhow::Result;
use rusqlite::Row;
use rusqlite::types::FromSql;

use super::{BORNE_ON_DAY, Staff};
use crate::domain::{Day, OrgKind, OrgTitle, Sex, Who};
use crate::store::org::{AS_LISTED, ON_DAY, SHORT_IF_UNIQUE};

/// An employment together with its person and its organisation.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// Who, by the name that was theirs on the day that was asked for.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// «Пол».
    pub sex: Option<Sex>,
    /// «Дата рождения».
    pub born: Option<Day>,
    /// «Начало педагогической деятельности».
    pub teaching_since: Option<Day>,
    /// Months by which the true start may lie earlier; `None`: the day is exact.
    pub teaching_spread: Option<i64>,
    /// What the organisation was called on that day.
    pub org: OrgTitle,
    /// The organisation's ИНН.
    pub org_inn: Option<Rc<str>>,
    /// The organisation's kind.
    pub org_kind: OrgKind,
    /// «Табельный номер».
    pub number: Option<String>,
    /// «Должность».
    pub post: String,
    /// «Предмет».
    pub subject: Option<String>,
    /// «Дата приёма».
    pub hired: Day,
    /// The last day.
    pub dismissed: Option<Day>,
    /// Whether it is the person's main workplace on the day that was asked for: of several the earliest.
    pub main: bool,
    /// «Педагогический работник» as a row says it.
    pub declared: Option<bool>,
    /// Whether the post is pedagogical; `None`: unknown.
    pub pedagogical: Option<bool>,
    /// Whether the person is in the register of mentors on the day.
    pub mentor: bool,
}

/// The columns of a row in their order: to look each up by its name would take longer than to read it.
struct InOrder<'a>(&'a Row<'a>, usize);

impl InOrder<'_> {
    fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.1 += 1;
        self.0.get(self.1 - 1)
    }
}

impl Staff<'_> {
    /// Hands over the staff of an organisation or of all, on a day or ever, by organisation and name.
    ///
    /// One organisation is sorted at a time: a country's staff sorted at once wouldn't fit into memory.
    pub fn each(
        &self,
        org: Option<i64>,
        day: Option<Day>,
        found: &mut dyn FnMut(Colleague) -> Result<()>,
    ) -> Result<()> {
        let orgs = format!(
            "SELECT o.id, ifnull(w.name, o.name), CASE WHEN w.id IS NULL THEN {SHORT_IF_UNIQUE} END, ifnull(o.inn, head.inn), \
             ifnull(w.kind, o.kind) FROM orgs o {ON_DAY} LEFT JOIN orgs head ON head.id = o.parent_id \
             JOIN municipalities m ON m.id = o.municipality_id WHERE ?1 IS NULL OR o.id = ?1 ORDER BY {AS_LISTED}"
        );
        let of_org = include_str!("list.sql").replace("{BORNE_ON_DAY}", BORNE_ON_DAY);
        let mut staff = self.0.connection.prepare_cached(&of_org)?;
        let org_of = |row: &Row<'_>| {
            let title = OrgTitle { full: row.get(1)?, short: row.get(2)? };
            Ok((row.get(0)?, title, row.get(3)?, row.get(4)?))
        };
        self.0.each(&orgs, (org, day), org_of, &mut |(id, org, inn, kind): (
            i64,
            OrgTitle,
            Option<Rc<str>>,
            OrgKind,
        )| {
            let mut rows = staff.query((id, day))?;
            while let Some(row) = rows.next()? {
                let mut cells = InOrder(row, 0);
                found(Colleague {
                    who: Who::new(cells.next()?, cells.next::<Rc<str>>()?),
                    snils: cells.next()?,
                    sex: cells.next()?,
                    born: cells.next()?,
                    teaching_since: cells.next()?,
                    teaching_spread: cells.next()?,
                    org: org.clone(),
                    org_inn: inn.clone(),
                    org_kind: kind,
                    number: cells.next()?,
                    post: cells.next()?,
                    subject: cells.next()?,
                    hired: cells.next()?,
                    dismissed: cells.next()?,
                    main: cells.next()?,
                    declared: cells.next()?,
                    pedagogical: cells.next()?,
                    mentor: cells.next()?,
                })?;
            }
            Ok(())
        })
    }

    /// The same as a whole.
    pub fn list(&self, org: Option<i64>, day: Option<Day>) -> Result<Vec<Colleague>> {
        let mut staff = Vec::new();
        self.each(org, day, &mut |colleague| {
            staff.push(colleague);
            Ok(())
        })?;
        Ok(staff)
    }
}
