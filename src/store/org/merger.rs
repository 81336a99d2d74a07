//! An organisation that another one takes over: its staff goes on there without a break, it is closed and knows its successor.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use rusqlite::Row;

use super::{Kin, Org, OrgDraft, Orgs};
use crate::domain::{Day, Who, name, personnel};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::group::{self, MEMBERS};
use crate::register::mentor::{self, MENTORS};
use crate::register::mentor_need::{self, NEEDS};
use crate::register::{Field, Register};
use crate::store::RowDraft;
use crate::store::staff::EmploymentDraft;

/// What a merger came to, and what it leaves to people.
#[derive(Debug, Default)]
pub struct Merger {
    /// The work that goes on in the successor, by name.
    pub work: Vec<MergedWork>,
    /// The groups in which the successor takes the place of the organisation.
    pub groups: Vec<String>,
    /// The mentors from outside whose registrations go over.
    pub registrations: Vec<Who>,
    /// Who needs a mentor and stands in the successor's list from then on.
    pub needs: Vec<Who>,
    /// Curators in office.
    pub curators: Vec<Option<String>>,
    /// Its branches.
    pub branches: Vec<Kin>,
    /// The numbers of the pairs in which somebody's participation ends with the work: one that names no organisation, and one
    /// that names this one.
    pub pairs: [Vec<String>; 2],
}

/// A job that goes over to the successor.
#[derive(Debug, Clone)]
pub struct MergedWork {
    /// Whose.
    pub who: Who,
    /// «Должность».
    pub post: String,
    /// «Табельный номер».
    pub number: Option<String>,
    /// What becomes of it.
    pub how: GoesOver,
}

/// How a job goes over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoesOver {
    /// As it is.
    AsItIs,
    /// Without its personnel number: in the successor it is somebody else's.
    WithoutNumber(Who),
    /// The same job is there already.
    IsThere,
}

/// A job of the organisation that isn't over before the day.
struct OpenWork {
    id: i64,
    who: Who,
    draft: EmploymentDraft,
    hired: Day,
}

fn read_work(row: &Row<'_>) -> rusqlite::Result<OpenWork> {
    let hired = row.get("hired")?;
    Ok(OpenWork {
        id: row.get("id")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        hired,
        draft: EmploymentDraft {
            org_id: 0,
            number: row.get("number")?,
            post: row.get("post")?,
            subject: row.get("subject")?,
            hired: Some(hired),
            dismissed: row.get("dismissed")?,
            main: row.get("main")?,
            declared: row.get("declared")?,
        },
    })
}

impl Orgs<'_> {
    /// From a day on an organisation is a part of another: whoever works there goes on in the other one, as a member of a group
    /// the other one takes its place, and it is closed.
    ///
    /// # Errors
    /// They are one, either is closed or not yet open; a rule of the schema.
    pub fn merge(&self, org: &Org, into: &Org, from: Day) -> Result<Merger> {
        self.check_merger(org, into, from)?;
        let mut merger = Merger {
            work: self.merge_staff(org, into, from)?,
            groups: self.merge_memberships(org, into, from)?,
            registrations: self.merge_registrations(org, into, from)?,
            needs: self.merge_needs(org, into, from)?,
            ..Merger::default()
        };
        let curators = self.0.documents().curators(org.id)?;
        merger.curators =
            curators.into_iter().filter(|c| c.ended.is_none_or(|last| last >= from)).map(|c| c.name).collect();
        merger.branches = self.branches(org.id)?;
        merger.pairs = self.ended_with(org, from.previous())?;
        let closed = OrgDraft { closed: Some(from.previous()), successor: Some(into.id), ..OrgDraft::default() };
        self.amend(org, &closed)?;
        Ok(merger)
    }

    /// The pairs in which a participation ends on the last day of an organisation, whatever its own end: the order was of that
    /// organisation, and the work in it is over.
    fn ended_with(&self, org: &Org, last: Day) -> Result<[Vec<String>; 2]> {
        let sql = "SELECT DISTINCT p.id, p.number, p.org_id IS NOT NULL FROM employments e \
                   CROSS JOIN participations v ON v.person_id = e.person_id CROSS JOIN pairs p ON p.id = v.pair_id \
                   WHERE e.org_id = ?1 AND e.dismissed = ?2 AND v.org_id = ?1 AND v.mentee_worked_until = ?2 \
                     AND v.told_until > ?2 AND (v.mentor_worked_until IS NULL OR v.mentor_worked_until >= ?2) ORDER BY p.id";
        let read = |row: &Row<'_>| Ok((row.get(1)?, row.get(2)?));
        let found: Vec<(String, bool)> = self.0.all(sql, (org.id, last), read)?;
        let (named, unnamed): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, is_named)| *is_named);
        Ok([unnamed, named].map(|pairs| pairs.into_iter().map(|(number, _)| number).collect()))
    }

    fn check_merger(&self, org: &Org, into: &Org, from: Day) -> Result<()> {
        if org.id == into.id {
            refuse!("организацию не присоединить к ней самой: {}", org.name);
        }
        for org in [org, into] {
            if let Some(note) = org.closed_note() {
                refuse!("организация уже {note}: {}", org.name);
            }
        }
        if let Some(opened) = org.opened.filter(|opened| from <= *opened) {
            refuse!("присоединение с {from}, а организация открыта только {opened}: {}", org.name);
        }
        if let Some(opened) = into.opened.filter(|opened| from < *opened) {
            refuse!("присоединение с {from}, а преемник открыт только {opened}: {}", into.name);
        }
        if let Some(since) = org.since.filter(|since| from <= *since) {
            let message = format!("присоединение с {from}, а нынешние сведения ({}) действуют с {since}", org.name);
            return Err(Failure::refused(message).advise(Advice::CorrectWithoutDate).into());
        }
        if into.parent.as_ref().is_some_and(|parent| parent.id == org.id) {
            refuse!("«{}» — филиал организации «{}», к нему она не присоединяется", into.name, org.name);
        }
        Ok(())
    }

    fn merge_staff(&self, org: &Org, into: &Org, from: Day) -> Result<Vec<MergedWork>> {
        let sql = "SELECT e.id, e.person_id, p.name, e.number, t.title AS post, e.subject, e.hired, e.dismissed, e.main, \
                   e.pedagogical AS declared FROM employments e JOIN people p ON p.id = e.person_id \
                   JOIN posts t ON t.id = e.post_id \
                   WHERE e.org_id = ?1 AND (e.dismissed IS NULL OR e.dismissed >= ?2) ORDER BY p.key, e.person_id, e.hired, e.id";
        let there = self.0.all(sql, (into.id, from), read_work)?;
        let mut numbers: HashMap<String, Who> = HashMap::new();
        let mut jobs: HashSet<(i64, String, Day)> = HashSet::new();
        for work in there {
            jobs.insert((work.who.id, name::key(work.draft.post.as_deref().unwrap_or_default()), work.hired));
            numbers.extend(work.draft.number.map(|number| (personnel::significant(&number).to_owned(), work.who)));
        }
        let mut merged = Vec::new();
        for OpenWork { id, who, mut draft, hired } in self.0.all(sql, (org.id, from), read_work)? {
            let first = hired.max(from);
            let post = draft.post.clone().unwrap_or_default();
            let number = draft.number.clone();
            let taken = number.as_deref().and_then(|number| numbers.get(personnel::significant(number)));
            let is_there = !jobs.insert((who.id, name::key(&post), first));
            let how = match taken.filter(|other| other.id != who.id) {
                _ if is_there => GoesOver::IsThere,
                Some(other) => GoesOver::WithoutNumber(other.clone()),
                None => GoesOver::AsItIs,
            };
            if matches!(how, GoesOver::WithoutNumber(_)) {
                draft.number = None;
            }
            if hired < from {
                self.0.staff().dismiss(id, from.previous())?;
            }
            match how {
                GoesOver::IsThere => {}
                // Work that would begin later begins in the successor: it never was in the one that is no more.
                _ if hired >= from => {
                    let sql = "UPDATE employments SET org_id = ?2, number = ?3 WHERE id = ?1";
                    self.0.execute(sql, (id, into.id, &draft.number))?;
                }
                _ => {
                    draft.org_id = into.id;
                    draft.hired = Some(from);
                    self.0.staff().add_employment(who.id, &draft)?;
                }
            }
            merged.push(MergedWork { who, post, number, how });
        }
        Ok(merged)
    }

    /// In each group of the organisation the successor takes its place, unless it is there already.
    fn merge_memberships(&self, org: &Org, into: &Org, from: Day) -> Result<Vec<String>> {
        let sql = "SELECT b.id, b.group_id, g.title, b.joined, b.ended FROM members b JOIN groups g ON g.id = b.group_id \
                   WHERE b.org_id = ?1 AND (b.ended IS NULL OR b.ended >= ?2) ORDER BY g.key, b.id";
        type Membership = (i64, i64, String, Option<Day>, Option<Day>);
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        let open: Vec<Membership> = self.0.all(sql, (org.id, from), read)?;
        let there: HashSet<i64> =
            self.0.all(sql, (into.id, from), read)?.into_iter().map(|(_, group, ..): Membership| group).collect();
        let mut merged = Vec::new();
        for (id, group, title, joined, ended) in open {
            let is_there = there.contains(&group);
            match joined.filter(|joined| *joined >= from) {
                Some(_) if is_there => continue,
                Some(_) => {
                    self.0.amend_row(id, &RowDraft::of(&MEMBERS).with(group::MEMBER_ORG, Some(into.id)))?;
                }
                None => {
                    self.0.amend_row(id, &RowDraft::of(&MEMBERS).with(group::ENDED, Some(from.previous())))?;
                    if !is_there {
                        let row = RowDraft::of(&MEMBERS)
                            .with(group::GROUP, Some(group))
                            .with(group::MEMBER_ORG, Some(into.id))
                            .with(group::JOINED, Some(from))
                            .with(group::ENDED, ended);
                        self.0.insert_row(&row)?;
                    }
                }
            }
            merged.push(title);
        }
        Ok(merged)
    }

    /// Mentors from outside belong where their registration says; whoever works somewhere belongs there.
    fn merge_registrations(&self, org: &Org, into: &Org, from: Day) -> Result<Vec<Who>> {
        let sql = "SELECT m.id, m.person_id, p.name, m.registered, ?3 IS NULL \
                   FROM mentors m JOIN people p ON p.id = m.person_id \
                   WHERE m.org_id = ?1 AND (m.retired IS NULL OR m.retired >= ?2) \
                   AND NOT EXISTS (SELECT 1 FROM employments e WHERE e.person_id = m.person_id \
                                   AND e.hired <= ?2 AND (e.dismissed IS NULL OR e.dismissed >= ?2)) ORDER BY p.key, m.id";
        self.take_over(sql, &MENTORS, [mentor::ORG, mentor::REGISTERED, mentor::RETIRED], (org, into, from))
    }

    /// Who needs a mentor stands in the successor's list from then on, unless he is there already.
    fn merge_needs(&self, org: &Org, into: &Org, from: Day) -> Result<Vec<Who>> {
        let sql = "SELECT n.id, n.person_id, p.name, n.dated, \
                          EXISTS (SELECT 1 FROM needs i WHERE i.org_id = ?3 AND i.person_id = n.person_id \
                                  AND (i.removed IS NULL OR i.removed >= ?2)) \
                   FROM needs n JOIN people p ON p.id = n.person_id \
                   WHERE n.org_id = ?1 AND (n.removed IS NULL OR n.removed >= ?2) ORDER BY p.key, n.id";
        self.take_over(sql, &NEEDS, [mentor_need::ORG, mentor_need::DATED, mentor_need::REMOVED], (org, into, from))
    }

    /// Rows of a register that hold on the first day in the successor or later are the successor's from then on: what has begun
    /// ends the day before and goes on as another row with all that is told of it, what is to begin begins there. A query says
    /// which rows of the organisation (`?1`), from the day (`?2`) on, whose, since when, and whether the successor (`?3`) has
    /// the like; the fields are the organisation, the first and the last day.
    fn take_over(
        &self,
        sql: &str,
        register: &'static Register,
        [of_org, first, last]: [Field; 3],
        (org, into, from): (&Org, &Org, Day),
    ) -> Result<Vec<Who>> {
        let read = |row: &Row<'_>| {
            Ok((row.get(0)?, Who::new(row.get(1)?, row.get::<_, String>(2)?), row.get(3)?, row.get(4)?))
        };
        let open: Vec<(i64, Who, Day, bool)> = self.0.all(sql, (org.id, from, into.id), read)?;
        let mut taken = Vec::new();
        for (id, who, begun, is_there) in open {
            match (begun >= from, is_there) {
                (true, false) => _ = self.0.amend_row(id, &RowDraft::of(register).with(of_org, Some(into.id)))?,
                // What is to begin where it is already told goes on being told of the organisation that is no more.
                (true, true) => continue,
                (false, _) => {
                    let next = self.0.row_again(register, id, &[of_org, first])?;
                    self.0.amend_row(id, &RowDraft::of(register).with(last, Some(from.previous())))?;
                    if !is_there {
                        self.0.insert_row(&next.with(of_org, Some(into.id)).with(first, Some(from)))?;
                    }
                }
            }
            taken.push(who);
        }
        Ok(taken)
    }
}
