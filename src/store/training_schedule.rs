//! The schedule of training: courses and seminars of programs' individual routes, a row for each mentee, by organisation and term
//! (kuzbass app. 3 item 7). Nothing of it is stored apart from the tasks.

use anyhow::Result;
use rusqlite::Row;

use super::Store;
use crate::domain::{Day, Level, Period, TaskKind, TaskState, Who};

/// A course or a seminar that somebody is to visit.
#[derive(Debug, Clone)]
pub struct ScheduledTraining {
    /// The number of the task.
    pub task: i64,
    /// The number of the program.
    pub program: String,
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// Where the person works at the main workplace: the id.
    pub org_id: Option<i64>,
    /// Its name.
    pub org: Option<String>,
    /// A course or a seminar.
    pub kind: TaskKind,
    /// Of which level.
    pub level: Option<Level>,
    /// What it is.
    pub text: String,
    /// By when.
    pub due: Option<Day>,
    /// Who answers for it.
    pub responsible: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// When it was done.
    pub done: Option<Day>,
}

/// Which of the schedule is asked for.
#[derive(Debug, Clone, Copy)]
pub struct TrainingsSought {
    /// Due in these days, or done where no term is told; without either, of a program that runs in them.
    pub period: Period,
    /// Of whoever works at this organisation.
    pub org: Option<i64>,
    /// No workplace of a later day is known.
    pub today: Day,
}

impl ScheduledTraining {
    /// What has become of it by a day.
    pub fn state(&self, day: Day) -> TaskState {
        TaskState::on(day, self.due, self.done)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ScheduledTraining> {
    Ok(ScheduledTraining {
        task: row.get("id")?,
        program: row.get("program")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        org_id: row.get("org_id")?,
        org: row.get("org")?,
        kind: row.get("kind")?,
        level: row.get("level")?,
        text: row.get("task")?,
        due: row.get("due")?,
        responsible: row.get("responsible")?,
        result: row.get("result")?,
        done: row.get("done")?,
    })
}

impl Store {
    /// Hands over the courses and seminars that are asked for, by organisation, then by term and name. Somebody belongs to the
    /// organisation of the main workplace on the term, but no later than today; what a cancelled program left undone is left out.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each_training(
        &self,
        sought: TrainingsSought,
        found: &mut dyn FnMut(ScheduledTraining) -> Result<()>,
    ) -> Result<()> {
        let sql = "SELECT t.id, g.number AS program, h.id AS person_id, h.name, h.snils, o.id AS org_id, o.name AS org, t.kind, t.level, \
                   t.task, t.due, t.responsible, t.result, t.done \
                   FROM tasks t JOIN programs g ON g.id = t.program_id \
                   JOIN program_people q ON q.program_id = g.id AND q.person_id = ifnull(t.person_id, q.person_id) \
                   JOIN people h ON h.id = q.person_id \
                   LEFT JOIN main_workplaces w ON w.person_id = h.id AND w.since <= min(coalesce(t.due, t.done, ?3), ?3) \
                                              AND w.until >= min(coalesce(t.due, t.done, ?3), ?3) \
                   LEFT JOIN orgs o ON o.id = w.org_id \
                   WHERE t.kind IN ('course', 'seminar') AND (g.outcome IS NOT 'cancelled' OR t.done IS NOT NULL) \
                   AND CASE WHEN coalesce(t.due, t.done) IS NULL \
                       THEN g.starts <= ?2 AND min(g.finishes, ifnull(g.ended, g.finishes)) >= ?1 \
                       ELSE coalesce(t.due, t.done) BETWEEN ?1 AND ?2 END \
                   AND ifnull(w.org_id = ?4, ?4 IS NULL) \
                   ORDER BY o.key IS NULL, o.key, o.id, coalesce(t.due, t.done) IS NULL, coalesce(t.due, t.done), h.key, h.id, t.id";
        let TrainingsSought { period, org, today } = sought;
        self.each(sql, (period.from, period.to, today, org), read, found)
    }
}
