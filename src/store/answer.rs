//! Answers of the participants of pairs to the survey (nozhay-yurt 7.2, 7.7 (4), (5)).

use anyhow::Result;
use rusqlite::Row;

use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, Role, SurveyStage, Who};
use crate::error::{Advice, Failure};
use crate::register::person::PERSON;
use crate::register::survey::{self, ANSWERS};

/// What a command or a file says of an answer.
#[derive(Debug, Clone)]
pub struct AnswerDraft {
    /// The pair's id.
    pub pair_id: i64,
    /// The side.
    pub role: Role,
    /// Who answered.
    pub person_id: i64,
    /// When.
    pub dated: Day,
    /// Satisfaction, 0 to 10.
    pub score: i64,
    /// Before the program or after it.
    pub stage: Option<SurveyStage>,
    /// Further questions with their answers.
    pub further: Vec<(String, String)>,
}

/// An answer as lists show it.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Stays the same for ever.
    pub id: i64,
    /// The pair's number.
    pub pair: String,
    /// The side.
    pub role: Role,
    /// Who answered.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// When.
    pub dated: Day,
    /// Satisfaction, 0 to 10.
    pub score: i64,
    /// Before the program or after it.
    pub stage: Option<SurveyStage>,
    /// Further questions with their answers.
    pub further: String,
}

/// What a command corrects of an answer; absent fields change nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct AnswerCorrection {
    /// When.
    pub dated: Option<Day>,
    /// Satisfaction, 0 to 10.
    pub score: Option<i64>,
    /// Before the program or after it.
    pub stage: Option<SurveyStage>,
}

const SELECT: &str = "SELECT a.*, p.number AS pair, h.name, h.snils, \
                      (SELECT group_concat(r.question || ': ' || r.reply, '; ') FROM replies r WHERE r.answer_id = a.id) AS further \
                      FROM answers a JOIN pairs p ON p.id = a.pair_id JOIN people h ON h.id = a.person_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Answer> {
    Ok(Answer {
        id: row.get("id")?,
        pair: row.get("pair")?,
        role: row.get("role")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        dated: row.get("dated")?,
        score: row.get("score")?,
        stage: row.get("stage")?,
        further: row.get::<_, Option<String>>("further")?.unwrap_or_default(),
    })
}

fn row_of(draft: &AnswerDraft) -> RowDraft {
    RowDraft::of(&ANSWERS)
        .with(survey::PAIR, Some(draft.pair_id))
        .with(survey::ROLE, Some(draft.role))
        .with(PERSON, Some(draft.person_id))
        .with(survey::DATED, Some(draft.dated))
        .with(survey::SCORE, Some(draft.score))
        .with(survey::STAGE, draft.stage)
}

/// The answers of participants.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'s>(&'s Store);

impl Store {
    /// Answers of participants.
    pub fn answers(&self) -> Answers<'_> {
        Answers(self)
    }
}

impl Answers<'_> {
    /// Hands over answers by pair and date; of one pair, if one is given.
    pub fn each(&self, pair: Option<i64>, found: &mut dyn FnMut(Answer) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ?1 IS NULL OR a.pair_id = ?1 \
             ORDER BY p.number_key COLLATE counted, p.id, a.dated, a.role DESC, h.key, a.id"
        );
        self.0.each(&sql, [pair], read, found)
    }

    /// The answer with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Answer> {
        match self.0.first(&format!("{SELECT} WHERE a.id = ?1"), [id], read)? {
            Some(answer) => Ok(answer),
            None => Err(Failure::refused(format!("нет ответа с номером {id}")).advise(Advice::ListAnswers).into()),
        }
    }

    /// Corrects an answer.
    ///
    /// # Errors
    /// The same participant answered on that day already; another rule of the schema.
    pub fn amend(&self, answer: &Answer, correction: &AnswerCorrection) -> Result<Vec<Change>> {
        let row = RowDraft::of(&ANSWERS)
            .with(survey::DATED, correction.dated)
            .with(survey::SCORE, correction.score)
            .with(survey::STAGE, correction.stage);
        self.0.amend_row(answer.id, &row)
    }

    /// Removes an answer that was never given, with its further questions.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn remove(&self, answer: &Answer) -> Result<()> {
        self.0.execute("DELETE FROM replies WHERE answer_id = ?1", [answer.id])?;
        self.0.execute("DELETE FROM answers WHERE id = ?1", [answer.id])?;
        Ok(())
    }

    /// The answers of a pair by date.
    pub fn of_pair(&self, pair: i64) -> Result<Vec<Answer>> {
        let mut answers = Vec::new();
        self.each(Some(pair), &mut |answer| {
            answers.push(answer);
            Ok(())
        })?;
        Ok(answers)
    }

    /// The answer of the same participant in the same pair on the same day, if there is one.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known(&self, draft: &AnswerDraft) -> Result<Option<i64>> {
        self.0.row_like(&row_of(draft))
    }

    /// Enters an answer, or corrects that of the same participant in the same pair on the same day.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn put(&self, draft: &AnswerDraft) -> Result<PutRow> {
        let row = row_of(draft);
        let PutRow { id, is_new, mut changes } = self.0.put_row(self.0.row_like(&row)?, &row)?;
        for (question, reply) in &draft.further {
            let sql = "SELECT reply FROM replies WHERE answer_id = ?1 AND question = ?2";
            let old: Option<String> = self.0.first(sql, (id, question), |row| row.get(0))?;
            if old.as_ref() != Some(reply) {
                self.0.execute(
                    "INSERT INTO replies (answer_id, question, reply) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (answer_id, question) DO UPDATE SET reply = excluded.reply",
                    (id, question, reply),
                )?;
                if !is_new {
                    let new = format!("{question}: {reply}");
                    changes.push(Change { heading: "Другие вопросы", old: old.unwrap_or_default(), new });
                }
            }
        }
        Ok(PutRow { id, is_new, changes })
    }
}
