//! What is to be done in programs (nozhay-yurt 1.6, 5.3, 5.4): tasks, and the individual route among them.

use anyhow::Result;
use rusqlite::Row;

use super::deficit::Deficit;
use super::program::{Program, ProgramRowsSought};
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, Level, TaskKind, TaskState, Who, name};
use crate::refuse;
use crate::register::person::PERSON;
use crate::register::program::PROGRAM;
use crate::register::task::{DEFICIT, DONE, DUE, KIND, LEVEL, RESPONSIBLE, RESULT, SET_ON, TASK, TASKS};

/// The tasks of a file.
#[derive(Debug, Clone, Copy)]
pub struct Tasks<'s>(&'s Store);

/// A task as it is stored.
#[derive(Debug, Clone)]
pub struct Task {
    /// Stays the same for ever.
    pub id: i64,
    /// The number of the program.
    pub program: String,
    /// For whom; `None`: for everybody whom the program names.
    pub who: Option<Who>,
    /// 11 digits.
    pub snils: Option<String>,
    /// The number of the deficit that it answers.
    pub deficit_id: Option<i64>,
    /// What that is.
    pub deficit: Option<String>,
    /// What kind of thing it is.
    pub kind: TaskKind,
    /// What is to be done.
    pub text: String,
    /// When it was set.
    pub set_on: Option<Day>,
    /// By when it is to be done.
    pub due: Option<Day>,
    /// Who does it.
    pub responsible: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// When it was done.
    pub done: Option<Day>,
    /// Of which level a course or a seminar is.
    pub level: Option<Level>,
}

/// What a command or a file says of a task; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaskDraft {
    /// The number of the deficit that it answers.
    pub deficit: Option<i64>,
    /// What kind of thing it is.
    pub kind: Option<TaskKind>,
    /// What is to be done.
    pub text: Option<String>,
    /// When it was set.
    pub set_on: Option<Day>,
    /// By when it is to be done.
    pub due: Option<Day>,
    /// Who does it.
    pub responsible: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// When it was done.
    pub done: Option<Day>,
    /// Of which level a course or a seminar is.
    pub level: Option<Level>,
}

const SELECT: &str = "SELECT t.*, g.number AS program, h.name, h.snils, d.deficit \
                      FROM tasks t JOIN programs g ON g.id = t.program_id LEFT JOIN people h ON h.id = t.person_id \
                      LEFT JOIN deficits d ON d.id = t.deficit_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Task> {
    let who = match row.get::<_, Option<i64>>("person_id")? {
        Some(id) => Some(Who::new(id, row.get::<_, String>("name")?)),
        None => None,
    };
    Ok(Task {
        id: row.get("id")?,
        program: row.get("program")?,
        who,
        snils: row.get("snils")?,
        deficit_id: row.get("deficit_id")?,
        deficit: row.get("deficit")?,
        kind: row.get("kind")?,
        text: row.get("task")?,
        set_on: row.get("set_on")?,
        due: row.get("due")?,
        responsible: row.get("responsible")?,
        result: row.get("result")?,
        done: row.get("done")?,
        level: row.get("level")?,
    })
}

impl Task {
    /// What has become of it by a day.
    pub fn state(&self, day: Day) -> TaskState {
        TaskState::on(day, self.due, self.done)
    }
}

impl Store {
    /// What is to be done in programs.
    pub fn tasks(&self) -> Tasks<'_> {
        Tasks(self)
    }
}

impl Tasks<'_> {
    /// Hands over the tasks that are asked for, by program as people count, then by term.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, sought: ProgramRowsSought, found: &mut dyn FnMut(Task) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ifnull(t.program_id = ?1, 1) \
             AND (?2 IS NULL OR t.person_id = ?2 OR t.person_id IS NULL AND EXISTS \
                  (SELECT 1 FROM program_people q WHERE q.program_id = t.program_id AND q.person_id = ?2)) \
             ORDER BY g.number_key COLLATE counted, g.id, t.due IS NULL, t.due, t.id"
        );
        self.0.each(&sql, (sought.program, sought.person), read, found)
    }

    /// The tasks of a program, by their terms.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_program(&self, program: i64) -> Result<Vec<Task>> {
        Ok(self.0.all(
            &format!("{SELECT} WHERE t.program_id = ?1 ORDER BY t.due IS NULL, t.due, t.id"),
            [program],
            read,
        )?)
    }

    /// The tasks that answer a deficit, by their terms.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn answering(&self, deficit: i64) -> Result<Vec<Task>> {
        Ok(self.0.all(
            &format!("{SELECT} WHERE t.deficit_id = ?1 ORDER BY t.due IS NULL, t.due, t.id"),
            [deficit],
            read,
        )?)
    }

    /// The task with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Task> {
        match self.0.first(&format!("{SELECT} WHERE t.id = ?1"), [id], read)? {
            Some(task) => Ok(task),
            None => refuse!("нет задачи с номером {id}"),
        }
    }

    /// The stored task that a draft means: of the same words for the same mentee, with the same term; where the draft tells no
    /// term, or the stored one has none, the only one of the words.
    ///
    /// # Errors
    /// There are several of these words, and nothing tells which.
    pub fn meant(&self, program: i64, person: Option<i64>, draft: &TaskDraft) -> Result<Option<Task>> {
        let sql = format!("{SELECT} WHERE t.program_id = ?1 AND t.person_id IS ?2 AND t.task = ?3 ORDER BY t.id");
        let same = self.0.all(&sql, (program, person, draft.text.as_ref()), read)?;
        let of_term = |due: Option<Day>| same.iter().find(|task| task.due == due).cloned();
        match (draft.due, &same[..]) {
            (None, [only]) => Ok(Some(only.clone())),
            (None, [_, _, ..]) => match of_term(None) {
                Some(without) => Ok(Some(without)),
                None => refuse!("таких задач в программе {}, с разными сроками: укажите срок", same.len()),
            },
            (due, _) => Ok(of_term(due).or_else(|| of_term(None))),
        }
    }

    /// Enters a task, or corrects the stored one that is meant.
    ///
    /// # Errors
    /// The deficit is of another program or of somebody else; it is done before it was set; another rule of the schema.
    pub fn put(&self, program: &Program, person: Option<i64>, draft: &TaskDraft) -> Result<PutRow> {
        let known = self.meant(program.id, person, draft)?;
        check_days(draft, known.as_ref())?;
        let mut row = row(draft).with(PROGRAM, Some(program.id)).with(PERSON, person);
        if known.is_none() && draft.kind.is_none() {
            row = row.with(KIND, Some(TaskKind::Task));
        }
        self.0.put_row(known.map(|task| task.id), &row)
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, task: &Task, draft: &TaskDraft) -> Result<Vec<Change>> {
        check_days(draft, Some(task))?;
        self.0.amend_row(task.id, &row(draft))
    }

    /// Goes on only if a task of a program, for a mentee, may answer a deficit.
    ///
    /// # Errors
    /// The deficit is of another program or of somebody else.
    pub fn check_answer(&self, program: &str, person: Option<i64>, deficit: &Deficit) -> Result<()> {
        if name::key(&deficit.program) != name::key(program) {
            refuse!("дефицит № {} — программы {}, а задача — программы {program}", deficit.id, deficit.program);
        }
        if person != Some(deficit.who.id) {
            refuse!("дефицит № {} — другого наставляемого программы {program}", deficit.id);
        }
        Ok(())
    }
}

/// Refuses a task that is done, or due, before it was set.
fn check_days(draft: &TaskDraft, stored: Option<&Task>) -> Result<()> {
    let Some(set_on) = draft.set_on.or_else(|| stored?.set_on) else { return Ok(()) };
    if let Some(done) = draft.done.or_else(|| stored?.done).filter(|done| *done < set_on) {
        refuse!("задача выполнена {done}, раньше, чем поставлена: {set_on}");
    }
    if let Some(due) = draft.due.or_else(|| stored?.due).filter(|due| *due < set_on) {
        refuse!("срок задачи {due} истекает раньше, чем она поставлена: {set_on}");
    }
    Ok(())
}

fn row(draft: &TaskDraft) -> RowDraft {
    RowDraft::of(&TASKS)
        .with(DEFICIT, draft.deficit)
        .with(KIND, draft.kind)
        .with(TASK, draft.text.as_ref())
        .with(SET_ON, draft.set_on)
        .with(DUE, draft.due)
        .with(RESPONSIBLE, draft.responsible.as_ref())
        .with(RESULT, draft.result.as_ref())
        .with(DONE, draft.done)
        .with(LEVEL, draft.level)
}
