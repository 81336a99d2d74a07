//! What a suggestion of pairs is made of: who needs a mentor, who may be one, and who was together with whom.

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::Row;

use super::Store;
use super::org::{ON_DAY, SHORT_IF_UNIQUE, title_if_any};
use super::staff::BORNE_ON_DAY;
use crate::domain::mentor_fit::{KnownPair, PairSide};
use crate::domain::{AbsenceKind, Day, OrgTitle, Who};

/// Somebody on a list who has no pair in force.
#[derive(Debug)]
pub struct MentorSeeker {
    /// The number of the need.
    pub need: i64,
    /// Who.
    pub who: Who,
    /// Whose list it is.
    pub org_id: i64,
    /// What that organisation is called.
    pub org: Option<OrgTitle>,
    /// What matters for a pair, but for the subjects.
    pub side: PairSide,
    /// What help is wanted in, else what the person teaches.
    pub subject: Option<String>,
    /// Whether the mentor should be younger.
    pub is_reverse: bool,
    /// Whether it is the main workplace.
    pub is_main: bool,
    /// Whether the person works there.
    pub is_at_work: bool,
    /// Why the person is away.
    pub absence: Option<AbsenceKind>,
    /// Whether a pair is prepared that has no order yet.
    pub has_draft: bool,
}

/// A teacher of the register of mentors who works and isn't away.
#[derive(Debug)]
pub struct MentorCandidate {
    /// Who.
    pub who: Who,
    /// Where: the main workplace, else that of the registration.
    pub org: Option<OrgTitle>,
    /// What matters for a pair, but for the subjects.
    pub side: PairSide,
    /// What the register says that the mentor teaches, else the records of work.
    pub subjects: Vec<String>,
    /// How many mentees at most; `None`: no limit.
    pub capacity: Option<u32>,
    /// How many there are, those of pairs without an order too.
    pub load: u32,
}

/// The suggestions of a file.
#[derive(Debug, Clone, Copy)]
pub struct Suggestions<'s>(&'s Store);

impl Store {
    /// What suggestions of pairs are made of.
    pub fn suggestions(&self) -> Suggestions<'_> {
        Suggestions(self)
    }
}

/// The earliest and the latest beginning of a tenure.
fn teaching(row: &Row<'_>) -> rusqlite::Result<Option<(Day, Day)>> {
    let since: Option<Day> = row.get("teaching_since")?;
    let spread: Option<u32> = row.get("teaching_spread")?;
    Ok(since.map(|since| (since.minus_months(spread.unwrap_or_default()), since)))
}

fn seeker(row: &Row<'_>) -> rusqlite::Result<MentorSeeker> {
    let who = Who::new(row.get("person_id")?, row.get::<_, String>("name")?);
    let wanted: Option<String> = row.get("subject")?;
    let taught: Option<String> = row.get("taught")?;
    let post: Option<i64> = row.get("post_id")?;
    let org_id = row.get("org_id")?;
    let side = PairSide {
        person: who.id,
        posts: post.into_iter().collect(),
        orgs: vec![org_id],
        municipalities: vec![row.get("municipality_id")?],
        born: row.get("born")?,
        teaching: teaching(row)?,
        ..PairSide::default()
    };
    Ok(MentorSeeker {
        need: row.get("id")?,
        who,
        org_id,
        org: title_if_any(row, "org", "org_short")?,
        side,
        subject: wanted.or(taught),
        is_reverse: row.get::<_, Option<bool>>("reverse")?.unwrap_or_default(),
        is_main: row.get("is_main")?,
        is_at_work: post.is_some(),
        absence: row.get("absence")?,
        has_draft: row.get("has_draft")?,
    })
}

impl Suggestions<'_> {
    /// Whoever stands on a list on a day and has no pair in force then, by name: each once, for the main workplace if that is one
    /// of several.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn seekers(&self, org: Option<i64>, day: Day) -> Result<Vec<MentorSeeker>> {
        let sql = format!(
            "SELECT n.id, n.person_id, n.org_id, n.subject, n.reverse, ifnull(f.name, p.name) AS name, p.born, p.teaching_since, \
             p.teaching_spread, ifnull(w.name, o.name) AS org, CASE WHEN w.id IS NULL THEN {SHORT_IF_UNIQUE} END AS org_short, \
             o.municipality_id, e.post_id, e.subject AS taught, \
             ifnull((SELECT m.org_id FROM main_workplaces m WHERE m.person_id = n.person_id AND m.since <= ?2 AND m.until >= ?2) \
                    = n.org_id, 0) AS is_main, \
             (SELECT a.kind FROM absences a WHERE a.person_id = n.person_id AND a.since <= ?2 AND a.until >= ?2) AS absence, \
             EXISTS (SELECT 1 FROM participations t WHERE t.person_id = n.person_id AND t.until >= ?2) AS has_draft \
             FROM needs n JOIN people p ON p.id = n.person_id {BORNE_ON_DAY} JOIN orgs o ON o.id = n.org_id {ON_DAY} \
             LEFT JOIN employments e ON e.id = \
                 (SELECT j.id FROM employments j WHERE j.person_id = n.person_id AND j.org_id = n.org_id AND j.hired <= ?2 \
                  AND (j.dismissed IS NULL OR j.dismissed >= ?2) ORDER BY j.main DESC, j.hired, j.id LIMIT 1) \
             WHERE n.dated <= ?2 AND (n.removed IS NULL OR n.removed >= ?2) AND (?1 IS NULL OR n.org_id = ?1) \
               AND NOT EXISTS (SELECT 1 FROM ordered_participations v \
                               WHERE v.person_id = n.person_id AND v.since <= ?2 AND v.until >= ?2) \
             ORDER BY ifnull(f.key, p.key), p.id, is_main DESC, n.dated, n.id"
        );
        let mut seekers = self.0.all(&sql, (org, day), seeker)?;
        seekers.dedup_by_key(|seeker| seeker.who.id);
        Ok(seekers)
    }

    /// How many registrations there are on a day, and the mentors among whom to look, by name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn candidates(&self, day: Day) -> Result<(u32, Vec<MentorCandidate>)> {
        let count = "SELECT count(*) FROM registrations WHERE since <= ?1 AND until >= ?1";
        let registered = self.0.first(count, [day], |row| row.get(0))?.unwrap_or_default();
        let loads =
            "SELECT mentor_id, count(DISTINCT person_id) FROM participations WHERE until >= ?1 GROUP BY mentor_id";
        let loads: HashMap<i64, u32> =
            self.0.all(loads, [day], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
        let sql = format!(
            "SELECT r.person_id, r.subject, r.capacity, ifnull(f.name, p.name) AS name, p.born, p.teaching_since, \
             p.teaching_spread, ifnull(w.name, o.name) AS org, CASE WHEN w.id IS NULL THEN {SHORT_IF_UNIQUE} END AS org_short \
             FROM mentors r JOIN people p ON p.id = r.person_id {BORNE_ON_DAY} \
             LEFT JOIN orgs o ON o.id = ifnull((SELECT m.org_id FROM main_workplaces m \
                 WHERE m.person_id = r.person_id AND m.since <= ?2 AND m.until >= ?2), r.org_id) {ON_DAY} \
             WHERE ?1 IS NULL AND r.category = 'teacher' AND r.registered <= ?2 AND (r.retired IS NULL OR r.retired >= ?2) \
               AND NOT EXISTS (SELECT 1 FROM absences a WHERE a.person_id = r.person_id AND a.since <= ?2 AND a.until >= ?2) \
             ORDER BY ifnull(f.key, p.key), p.id"
        );
        let read = |row: &Row<'_>| {
            let who = Who::new(row.get("person_id")?, row.get::<_, String>("name")?);
            let subject: Option<String> = row.get("subject")?;
            let side =
                PairSide { person: who.id, born: row.get("born")?, teaching: teaching(row)?, ..PairSide::default() };
            let (org, capacity) = (title_if_any(row, "org", "org_short")?, row.get("capacity")?);
            Ok(MentorCandidate { who, org, side, subjects: subject.into_iter().collect(), capacity, load: 0 })
        };
        let mut jobs = self.jobs(day)?;
        let mut candidates = Vec::new();
        for mut candidate in self.0.all(&sql, (None::<i64>, day), read)? {
            // Whoever doesn't work mentors nobody.
            let Some(jobs) = jobs.remove(&candidate.who.id) else { continue };
            let is_subject_told = !candidate.subjects.is_empty();
            for job in jobs {
                candidate.side.orgs.push(job.org);
                candidate.side.municipalities.push(job.municipality);
                candidate.side.posts.push(job.post);
                candidate.subjects.extend(job.subject.filter(|_| !is_subject_told));
            }
            candidate.load = loads.get(&candidate.who.id).copied().unwrap_or_default();
            candidates.push(candidate);
        }
        Ok((registered, candidates))
    }

    /// The jobs of the mentors of the register on a day.
    fn jobs(&self, day: Day) -> Result<HashMap<i64, Vec<MentorJob>>> {
        let sql = "SELECT e.person_id, e.org_id, o.municipality_id, e.post_id, e.subject \
                   FROM registrations r JOIN employments e ON e.person_id = r.person_id JOIN orgs o ON o.id = e.org_id \
                   WHERE r.since <= ?1 AND r.until >= ?1 AND e.hired <= ?1 AND (e.dismissed IS NULL OR e.dismissed >= ?1) \
                   ORDER BY e.main DESC, e.hired, e.id";
        let read = |row: &Row<'_>| {
            let job =
                MentorJob { org: row.get(1)?, municipality: row.get(2)?, post: row.get(3)?, subject: row.get(4)? };
            Ok((row.get(0)?, job))
        };
        let mut jobs: HashMap<i64, Vec<MentorJob>> = HashMap::new();
        for (person, job) in self.0.all(sql, [day], read)? {
            jobs.entry(person).or_default().push(job);
        }
        Ok(jobs)
    }

    /// The mentors whom people on lists have or had, by the mentee: each with whether the pair goes on after a day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known_pairs(&self, day: Day) -> Result<HashMap<i64, Vec<(i64, KnownPair)>>> {
        let sql = "SELECT t.person_id, t.mentor_id, max(t.until >= ?1) FROM participations t \
                   WHERE t.person_id IN (SELECT person_id FROM needs WHERE dated <= ?1 AND (removed IS NULL OR removed >= ?1)) \
                   GROUP BY 1, 2";
        let read = |row: &Row<'_>| {
            let known = if row.get(2)? { KnownPair::Open } else { KnownPair::Former };
            Ok((row.get(0)?, (row.get(1)?, known)))
        };
        let mut pairs: HashMap<i64, Vec<(i64, KnownPair)>> = HashMap::new();
        for (mentee, mentor) in self.0.all(sql, [day], read)? {
            pairs.entry(mentee).or_default().push(mentor);
        }
        Ok(pairs)
    }
}

/// A job of a mentor.
struct MentorJob {
    org: i64,
    municipality: i64,
    post: i64,
    subject: Option<String>,
}
