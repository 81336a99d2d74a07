//! Personalised programs (nozhay-yurt 1.6, 7.7 *): for whom, under which pairs, approved when.

mod life;
mod participant;

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::Row;

use super::{Change, PutRow, RowDraft, Store, agree};
use crate::domain::{Day, ProgramOutcome, Who, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::program::{self, PROGRAM_PAIRS, PROGRAMS};

/// A program as it is stored.
#[derive(Debug, Clone)]
pub struct Program {
    /// Stays the same for ever.
    pub id: i64,
    /// The methodist's own number.
    pub number: String,
    /// What it is called.
    pub title: Option<String>,
    /// When it was approved; `None`: a draft.
    pub approved: Option<Day>,
    /// The planned first day.
    pub starts: Day,
    /// The planned last day.
    pub finishes: Day,
    /// Why it is shorter than 3 months or longer than a year.
    pub length_reason: Option<String>,
    /// The actual last day.
    pub ended: Option<Day>,
    /// How it ended.
    pub outcome: Option<ProgramOutcome>,
    /// Why it was cancelled.
    pub end_reason: Option<String>,
    /// The number of the order that approved it.
    pub approval_number: Option<String>,
    /// What it is about.
    pub contents: ProgramContents,
    /// When the mentee looked back on it.
    pub reflected: Option<Day>,
    /// When the mentor reported on it.
    pub reported: Option<Day>,
}

/// What a program is about, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProgramContents {
    /// On what the mentor works with the mentee.
    pub directions: Option<String>,
    /// What is to be reached.
    pub goals: Option<String>,
    /// With what.
    pub resources: Option<String>,
    /// What the mentee is good at.
    pub strengths: Option<String>,
}

/// A pair under which a program runs, for a time.
#[derive(Debug, Clone)]
pub struct ProgramLink {
    /// The pair's number.
    pub pair: String,
    /// The first day; `None`: from the first.
    pub since: Option<Day>,
    /// The last day; `None`: still.
    pub until: Option<Day>,
}

/// A program with whom it names and where it runs.
#[derive(Debug, Clone)]
pub struct ProgramInFull {
    /// The program.
    pub program: Program,
    /// Whom it names.
    pub people: Vec<Who>,
    /// The numbers of its pairs, with commas between.
    pub pairs: String,
}

/// A mentee of a program under a pair.
#[derive(Debug, Clone)]
pub struct ProgramMentee {
    /// The program.
    pub program: Program,
    /// The pair's number.
    pub pair: String,
    /// Who.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
}

/// Which rows of programs are asked for: deficits, tasks, measurements; nothing said is all.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProgramRowsSought {
    /// Of a program.
    pub program: Option<i64>,
    /// Of a person; a task for all whom its program names is theirs too.
    pub person: Option<i64>,
}

/// What a command or a file says of a program; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProgramDraft {
    /// The methodist's own number.
    pub number: String,
    /// What it is called.
    pub title: Option<String>,
    /// When it was approved.
    pub approved: Option<Day>,
    /// The planned first day.
    pub starts: Option<Day>,
    /// The planned last day.
    pub finishes: Option<Day>,
    /// Why its length is another than the act's.
    pub length_reason: Option<String>,
    /// The number of the order that approved it.
    pub approval_number: Option<String>,
    /// What it is about.
    pub contents: ProgramContents,
    /// When the mentee looked back on it.
    pub reflected: Option<Day>,
    /// When the mentor reported on it.
    pub reported: Option<Day>,
}

impl ProgramContents {
    /// Whether two tell nothing different of the same.
    pub fn agrees(&self, other: &Self) -> bool {
        agree(&self.directions, &other.directions)
            && agree(&self.goals, &other.goals)
            && agree(&self.resources, &other.resources)
            && agree(&self.strengths, &other.strengths)
    }
}

/// The mentees whom programs name, under the pairs to which the programs are linked.
const LINKED: &str = "FROM programs g JOIN program_pairs l ON l.program_id = g.id JOIN pairs p ON p.id = l.pair_id \
                      JOIN program_people q ON q.program_id = g.id JOIN people h ON h.id = q.person_id \
                      JOIN (SELECT pair_id, person_id, min(id) AS id FROM mentees GROUP BY pair_id, person_id) b \
                      ON b.pair_id = p.id AND b.person_id = q.person_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Program> {
    Ok(Program {
        id: row.get("id")?,
        number: row.get("number")?,
        title: row.get("title")?,
        approved: row.get("approved")?,
        starts: row.get("starts")?,
        finishes: row.get("finishes")?,
        length_reason: row.get("length_reason")?,
        ended: row.get("ended")?,
        outcome: row.get("outcome")?,
        end_reason: row.get("end_reason")?,
        approval_number: row.get("approval_number")?,
        contents: ProgramContents {
            directions: row.get("directions")?,
            goals: row.get("goals")?,
            resources: row.get("resources")?,
            strengths: row.get("strengths")?,
        },
        reflected: row.get("reflected")?,
        reported: row.get("reported")?,
    })
}

impl Program {
    /// Whether it lasts longer than a year, for a reason that is kept.
    pub fn is_over_a_year(&self) -> bool {
        program::is_over_a_year(self.starts, self.finishes)
    }

    /// What has become of it, on a day.
    pub fn state(&self, day: Day) -> &'static str {
        match (self.outcome, self.approved) {
            (Some(outcome), _) => outcome.title(),
            (None, None) => "проект",
            (None, Some(approved)) if approved > day => "будет утверждена",
            (None, Some(_)) if self.finishes < day => "срок истёк",
            (None, Some(_)) => "утверждена",
        }
    }
}

/// The personalised programs of a file.
#[derive(Debug, Clone, Copy)]
pub struct Programs<'s>(&'s Store);

impl Store {
    /// Personalised programs.
    pub fn programs(&self) -> Programs<'_> {
        Programs(self)
    }
}

impl Programs<'_> {
    /// Hands over all programs by their numbers, as people count (1, 2, 10).
    pub fn each(&self, found: &mut dyn FnMut(ProgramInFull) -> Result<()>) -> Result<()> {
        let sql = "SELECT g.*, q.person_id, h.name, \
                   (SELECT group_concat(n.number, ', ') FROM (SELECT p.number FROM program_pairs l JOIN pairs p \
                   ON p.id = l.pair_id WHERE l.program_id = g.id ORDER BY p.number_key COLLATE counted, p.id) n) AS pairs \
                   FROM programs g LEFT JOIN program_people q ON q.program_id = g.id LEFT JOIN people h ON h.id = q.person_id \
                   ORDER BY g.number_key COLLATE counted, g.id, h.key, h.id";
        let program = |row: &Row<'_>| Ok((read(row)?, row.get::<_, Option<String>>("pairs")?.unwrap_or_default()));
        let person = |row: &Row<'_>| match row.get::<_, Option<i64>>("person_id")? {
            Some(id) => Ok(Some(Who::new(id, row.get::<_, String>("name")?))),
            None => Ok(None),
        };
        self.0.each_with(sql, program, person, &mut |(program, pairs), people| {
            found(ProgramInFull { program, people, pairs })
        })
    }

    /// Hands over the mentees of all programs, once for each pair under which the program runs for them.
    pub fn each_mentee(&self, found: &mut dyn FnMut(ProgramMentee) -> Result<()>) -> Result<()> {
        let sql = format!(
            "SELECT g.*, p.number AS pair, h.id AS person_id, h.name, h.snils {LINKED} \
             ORDER BY g.number_key COLLATE counted, g.id, p.number_key COLLATE counted, p.id, b.id"
        );
        let mentee = |row: &Row<'_>| {
            let who = Who::new(row.get("person_id")?, row.get::<_, String>("name")?);
            Ok(ProgramMentee { program: read(row)?, pair: row.get("pair")?, who, snils: row.get("snils")? })
        };
        self.0.each(&sql, [], mentee, found)
    }

    /// How many programs run for nobody under any pair.
    pub fn count_unlinked(&self) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM programs WHERE id NOT IN (SELECT g.id {LINKED})");
        let count: Option<i64> = self.0.first(&sql, [], |row| row.get(0))?;
        Ok(count.unwrap_or_default().unsigned_abs())
    }

    /// The numbers of the programs longer than a year that are approved by a day and run on it or after `from`, by whom they name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn over_a_year(&self, from: Day, day: Day) -> Result<HashMap<i64, String>> {
        let sql = "SELECT q.person_id, group_concat(g.number, ', ') FROM programs g JOIN program_people q ON q.program_id = g.id \
                   WHERE g.finishes > date(g.starts, '+1 year', 'floor') AND g.approved <= ?2 \
                   AND min(g.finishes, ifnull(g.ended, g.finishes)) >= ?1 GROUP BY q.person_id";
        let found = self.0.all(sql, (from, day), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.into_iter().collect())
    }

    /// Whether any program lasts longer than a year.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn has_over_a_year(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM programs WHERE finishes > date(starts, '+1 year', 'floor'))";
        Ok(self.0.first(sql, [], |row| row.get(0))?.unwrap_or_default())
    }

    /// The programs that name a person.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_person(&self, person: i64) -> Result<Vec<Program>> {
        let sql = "SELECT * FROM programs WHERE id IN (SELECT program_id FROM program_people WHERE person_id = ?1) \
                   ORDER BY starts, id";
        Ok(self.0.all(sql, [person], read)?)
    }

    /// The programs that run under a pair.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn under_pair(&self, pair: i64) -> Result<Vec<Program>> {
        let sql = "SELECT * FROM programs WHERE id IN (SELECT program_id FROM program_pairs WHERE pair_id = ?1) \
                   ORDER BY starts, id";
        Ok(self.0.all(sql, [pair], read)?)
    }

    /// The program with a number, if there is one.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_number(&self, number: &str) -> Result<Option<Program>> {
        Ok(self.0.first("SELECT * FROM programs WHERE number_key = ?1", [name::key(number)], read)?)
    }

    /// The program with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn named(&self, number: &str) -> Result<Program> {
        self.of_number(number)?.ok_or_else(|| {
            Failure::refused(format!("нет программы с номером «{number}»"))
                .advise(Advice::ListPrograms)
                .untyped("нет программы с таким номером")
                .absent(PROGRAMS.table, &[[number]])
                .into()
        })
    }

    /// The people whom a program names: id and name.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn people(&self, program: i64) -> Result<Vec<Who>> {
        let sql = "SELECT q.person_id, p.name FROM program_people q JOIN people p ON p.id = q.person_id \
                   WHERE q.program_id = ?1 ORDER BY p.key, p.id";
        Ok(self.0.all(sql, [program], |row| Ok(Who::new(row.get("person_id")?, row.get::<_, String>("name")?)))?)
    }

    /// The pairs under which a program runs.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn links(&self, program: i64) -> Result<Vec<ProgramLink>> {
        let sql = "SELECT p.number, l.since, l.until FROM program_pairs l JOIN pairs p ON p.id = l.pair_id \
                   WHERE l.program_id = ?1 ORDER BY p.id";
        let link = |row: &Row<'_>| Ok(ProgramLink { pair: row.get(0)?, since: row.get(1)?, until: row.get(2)? });
        Ok(self.0.all(sql, [program], link)?)
    }

    /// The numbers of the pairs under which a program runs.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn pairs(&self, program: i64) -> Result<Vec<String>> {
        let sql = "SELECT p.number FROM program_pairs l JOIN pairs p ON p.id = l.pair_id WHERE l.program_id = ?1 ORDER BY p.id";
        Ok(self.0.all(sql, [program], |row| row.get(0))?)
    }

    /// The next free whole number for a program.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn next_number(&self) -> Result<String> {
        self.0.next_number(&PROGRAMS)
    }

    /// Enters a program, or changes the one with this number.
    ///
    /// # Errors
    /// Its length is out of the act's bounds and no reason is given; it would be approved after its finish; a rule of the schema.
    pub fn put(&self, draft: &ProgramDraft) -> Result<PutRow> {
        let stored = self.of_number(&draft.number)?;
        let starts = draft.starts.or(stored.as_ref().map(|p| p.starts));
        let finishes = draft.finishes.or(stored.as_ref().map(|p| p.finishes));
        let (Some(starts), Some(finishes)) = (starts, finishes) else {
            refuse!("у программы {} нет начала или окончания", draft.number);
        };
        if finishes < starts {
            refuse!("программа {}: окончание {finishes} раньше начала {starts} (Ножай-Юрт, п. 1.6)", draft.number);
        }
        let fits = program::has_due_length(starts, finishes);
        let explained = draft.length_reason.is_some() || stored.as_ref().is_some_and(|p| p.length_reason.is_some());
        if !fits && !explained {
            return Err(Failure::refused(format!(
                "программа {}: с {starts} по {finishes} — программа рассчитана на срок от 3 месяцев до 1 года (Ножай-Юрт, п. 1.6)",
                draft.number
            ))
            .advise(Advice::GiveReason)
            .into());
        }
        let approved = draft.approved.or(stored.as_ref().and_then(|program| program.approved));
        let as_before = stored.as_ref().is_some_and(|p| p.approved == approved && p.finishes == finishes);
        if !as_before && let Some(approved) = approved.filter(|approved| *approved > finishes) {
            refuse!("программа {}: утверждена {approved}, а закончилась {finishes}", draft.number);
        }
        for (day, what) in [(draft.reflected, "рефлексия наставляемого"), (draft.reported, "отчёт наставника")]
        {
            if let Some(day) = day.filter(|day| *day < starts) {
                refuse!(
                    "программа {}: {what} {day} раньше начала программы {starts} (Ножай-Юрт, п. 5.5)",
                    draft.number
                );
            }
        }
        let length_reason = draft.length_reason.as_ref().filter(|_| !fits);
        let contents = &draft.contents;
        let row = RowDraft::of(&PROGRAMS)
            .with(program::NUMBER, Some(name::tidy(&draft.number)).filter(|_| stored.is_none()))
            .with(program::TITLE, draft.title.as_ref())
            .with(program::APPROVED, draft.approved)
            .with(program::STARTS, Some(starts))
            .with(program::FINISHES, Some(finishes))
            .with(program::LENGTH_REASON, length_reason)
            .with(program::APPROVAL_NUMBER, draft.approval_number.as_ref())
            .with(program::DIRECTIONS, contents.directions.as_ref())
            .with(program::GOALS, contents.goals.as_ref())
            .with(program::RESOURCES, contents.resources.as_ref())
            .with(program::STRENGTHS, contents.strengths.as_ref())
            .with(program::REFLECTED, draft.reflected)
            .with(program::REPORTED, draft.reported);
        self.0.put_row(stored.map(|program| program.id), &row)
    }

    /// Names a person in a program and, if a pair is given, links it to the pair; returns whether that was new.
    ///
    /// # Errors
    /// The person isn't a mentee of the pair.
    pub fn link(&self, program: i64, person: i64, pair: Option<i64>) -> Result<bool> {
        let sql = "INSERT OR IGNORE INTO program_people (program_id, person_id) VALUES (?1, ?2)";
        let mut new = self.0.execute(sql, (program, person))? > 0;
        if let Some(pair) = pair {
            let sql = "SELECT 1 FROM mentees WHERE pair_id = ?1 AND person_id = ?2";
            if self.0.first(sql, (pair, person), |_| Ok(()))?.is_none() {
                refuse!("этот человек — не наставляемый указанной пары");
            }
            let sql = "INSERT OR IGNORE INTO program_pairs (program_id, pair_id) VALUES (?1, ?2)";
            new |= self.0.execute(sql, (program, pair))? > 0;
        }
        Ok(new)
    }

    /// The row that says when a program runs in a pair, if it does.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn link_of(&self, program: i64, pair: i64) -> Result<Option<i64>> {
        let sql = "SELECT id FROM program_pairs WHERE program_id = ?1 AND pair_id = ?2";
        Ok(self.0.first(sql, (program, pair), |row| row.get(0))?)
    }

    /// Says from what day on a program runs under a pair, and up to which; returns the changes.
    ///
    /// # Errors
    /// It doesn't run under that pair; a rule of the schema.
    pub fn date_link(&self, program: i64, pair: i64, since: Option<Day>, until: Option<Day>) -> Result<Vec<Change>> {
        let Some(link) = self.link_of(program, pair)? else {
            refuse!("программа не связана с этой парой");
        };
        let row = RowDraft::of(&PROGRAM_PAIRS).with(program::LINKED_SINCE, since).with(program::LINKED_UNTIL, until);
        self.0.amend_row(link, &row)
    }
}
