//! Reviews: what was submitted, what the expert said of it, and what was corrected after that.

use anyhow::Result;
use rusqlite::Row;

use super::program::Program;
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, ReviewSubject, Verdict, Who, name};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::review::{
    CHANGES, CONCLUDED, CORRECTED, EXPERT, ORG, OUTSIDE_EXPERT, PROGRAM, REMARKS, REVIEWS, SUBJECT, SUBMITTED, TITLE,
    VERDICT,
};

/// The reviews of a file.
#[derive(Debug, Clone, Copy)]
pub struct Reviews<'s>(&'s Store);

/// A review as it is stored.
#[derive(Debug, Clone)]
pub struct Review {
    /// Stays the same for ever.
    pub id: i64,
    /// The id of the organisation that submitted it.
    pub org_id: Option<i64>,
    /// Its name.
    pub org: Option<String>,
    /// Its ИНН.
    pub org_inn: Option<String>,
    /// The id of the program.
    pub program_id: Option<i64>,
    /// The number of the program.
    pub program: Option<String>,
    /// What is reviewed.
    pub subject: ReviewSubject,
    /// When it was submitted.
    pub submitted: Day,
    /// Who reviews it.
    pub expert: Option<Expert>,
    /// The expert's СНИЛС.
    pub expert_snils: Option<String>,
    /// What is said of it.
    pub text: ReviewDraft,
}

/// Who reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expert {
    /// Somebody of the registers.
    Known(Who),
    /// Somebody from outside.
    Outside(String),
}

/// What is reviewed.
#[derive(Debug, Clone)]
pub enum Reviewed {
    /// A program, and the organisation that submits it, if it is told.
    Program(Box<Program>, Option<i64>),
    /// Something of an organisation.
    OfOrg(i64, ReviewSubject),
}

/// What a command or a file says of a review; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReviewDraft {
    /// What materials are called.
    pub title: Option<String>,
    /// When it was submitted.
    pub submitted: Option<Day>,
    /// What came of it.
    pub verdict: Option<Verdict>,
    /// When.
    pub concluded: Option<Day>,
    /// Who said so.
    pub expert: Option<Expert>,
    /// What is to be mended.
    pub remarks: Option<String>,
    /// When it was mended.
    pub corrected: Option<Day>,
    /// How.
    pub changes: Option<String>,
}

/// Which reviews are asked for; nothing said is all.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReviewsSought {
    /// Of an organisation.
    pub org: Option<i64>,
    /// Of a program.
    pub program: Option<i64>,
    /// Of a subject.
    pub subject: Option<ReviewSubject>,
}

const SELECT: &str = "SELECT r.*, o.name AS org, ifnull(o.inn, u.inn) AS org_inn, g.number AS program, h.name AS expert_name, h.snils \
                      FROM reviews r LEFT JOIN orgs o ON o.id = r.org_id LEFT JOIN orgs u ON u.id = o.parent_id \
                      LEFT JOIN programs g ON g.id = r.program_id LEFT JOIN people h ON h.id = r.expert_id";
const BY_THING: &str =
    "ORDER BY o.key IS NULL, o.key, o.id, r.subject, g.number_key COLLATE counted, r.submitted, r.id";

fn read(row: &Row<'_>) -> rusqlite::Result<Review> {
    let expert = match (row.get::<_, Option<i64>>("expert_id")?, row.get::<_, Option<String>>("expert")?) {
        (Some(id), _) => Some(Expert::Known(Who::new(id, row.get::<_, String>("expert_name")?))),
        (None, outside) => outside.map(Expert::Outside),
    };
    let submitted = row.get("submitted")?;
    Ok(Review {
        id: row.get("id")?,
        org_id: row.get("org_id")?,
        org: row.get("org")?,
        org_inn: row.get("org_inn")?,
        program_id: row.get("program_id")?,
        program: row.get("program")?,
        subject: row.get("subject")?,
        submitted,
        expert_snils: row.get("snils")?,
        text: ReviewDraft {
            title: row.get("title")?,
            submitted: Some(submitted),
            verdict: row.get("verdict")?,
            concluded: row.get("concluded")?,
            expert: expert.clone(),
            remarks: row.get("remarks")?,
            corrected: row.get("corrected")?,
            changes: row.get("changes")?,
        },
        expert,
    })
}

impl Review {
    /// What it is about, as people say it: «программа № 7», «методические материалы».
    pub fn about(&self) -> String {
        match &self.program {
            Some(number) => format!("{} № {number}", self.subject.title()),
            None => self.subject.title().to_owned(),
        }
    }
}

impl Expert {
    /// Whether it is somebody of this name.
    pub fn is_named(&self, full: &str) -> bool {
        let own = match self {
            Self::Known(who) => &*who.name,
            Self::Outside(name) => name,
        };
        name::key(own) == name::key(full)
    }
}

impl Store {
    /// Reviews.
    pub fn reviews(&self) -> Reviews<'_> {
        Reviews(self)
    }
}

impl Reviews<'_> {
    /// Hands over the reviews that are asked for, by organisation and by what is reviewed, then by the day.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, sought: ReviewsSought, found: &mut dyn FnMut(Review) -> Result<()>) -> Result<()> {
        let narrowed = |is_told: bool, told: &'static str, untold: &'static str| if is_told { told } else { untold };
        let sql = format!(
            "{SELECT} WHERE {} AND {} AND ifnull(r.subject = ?3, 1) {BY_THING}",
            narrowed(sought.org.is_some(), "r.org_id = ?1", "?1 IS NULL"),
            narrowed(sought.program.is_some(), "r.program_id = ?2", "?2 IS NULL")
        );
        self.0.each(&sql, (sought.org, sought.program, sought.subject), read, found)
    }

    /// The reviews that are asked for.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of(&self, sought: ReviewsSought) -> Result<Vec<Review>> {
        let mut reviews = Vec::new();
        self.each(sought, &mut |review| {
            reviews.push(review);
            Ok(())
        })?;
        Ok(reviews)
    }

    /// The review with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Review> {
        match self.0.first(&format!("{SELECT} WHERE r.id = ?1"), [id], read)? {
            Some(review) => Ok(review),
            None => Err(Failure::refused(format!("нет рецензии с номером {id}")).advise(Advice::ListReviews).into()),
        }
    }

    /// The stored review of the same thing, submitted on the same day.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known(&self, reviewed: &Reviewed, draft: &ReviewDraft) -> Result<Option<Review>> {
        let day = draft.submitted;
        match reviewed {
            Reviewed::Program(program, _) => {
                let sql = format!("{SELECT} WHERE r.program_id = ?1 AND r.submitted = ?2");
                Ok(self.0.first(&sql, (program.id, day), read)?)
            }
            Reviewed::OfOrg(org, subject) => {
                let sql = format!(
                    "{SELECT} WHERE r.org_id = ?1 AND r.subject = ?2 AND r.title IS ?3 AND r.submitted = ?4 \
                     AND r.program_id IS NULL"
                );
                Ok(self.0.first(&sql, (org, subject, &draft.title, day), read)?)
            }
        }
    }

    /// Enters a review, or says more of the one of the same thing submitted on the same day.
    ///
    /// # Errors
    /// A verdict before the thing was submitted, or without its day; a correction before the verdict; a rule of the schema.
    pub fn put(&self, reviewed: &Reviewed, draft: &ReviewDraft) -> Result<PutRow> {
        let known = self.known(reviewed, draft)?;
        check(draft, known.as_ref())?;
        let row = match reviewed {
            Reviewed::Program(program, told) => {
                let org = match (told, &known) {
                    (None, None) => self.org_of(program, draft.submitted)?,
                    _ => *told,
                };
                row_of(draft, known.as_ref())
                    .with(ORG, org)
                    .with(PROGRAM, Some(program.id))
                    .with(SUBJECT, Some(ReviewSubject::Program))
            }
            Reviewed::OfOrg(org, subject) => {
                row_of(draft, known.as_ref()).with(ORG, Some(*org)).with(SUBJECT, Some(*subject))
            }
        };
        self.0.put_row(known.map(|review| review.id), &row)
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// As [`put`](Self::put).
    pub fn amend(&self, review: &Review, draft: &ReviewDraft) -> Result<Vec<Change>> {
        check(draft, Some(review))?;
        self.0.amend_row(review.id, &row_of(draft, Some(review)))
    }

    /// Whose program it is on a day: the organisation of its last pair, else where its mentee works.
    fn org_of(&self, program: &Program, day: Option<Day>) -> Result<Option<i64>> {
        let sql = "SELECT coalesce( \
                   (SELECT p.org_id FROM program_pairs l JOIN pairs p ON p.id = l.pair_id \
                    WHERE l.program_id = ?1 AND p.org_id IS NOT NULL ORDER BY l.id DESC LIMIT 1), \
                   (SELECT w.org_id FROM program_people q JOIN main_workplaces w ON w.person_id = q.person_id \
                    WHERE q.program_id = ?1 AND w.since <= ?2 AND w.until >= ?2 ORDER BY q.id LIMIT 1))";
        Ok(self.0.first::<Option<i64>>(sql, (program.id, day), |row| row.get(0))?.flatten())
    }
}

/// Refuses what can't follow in this order: submitted, judged, corrected.
fn check(draft: &ReviewDraft, stored: Option<&Review>) -> Result<()> {
    let stored = stored.map(|review| &review.text);
    let submitted = draft.submitted.or(stored.and_then(|text| text.submitted));
    let verdict = draft.verdict.or(stored.and_then(|text| text.verdict));
    let concluded = draft.concluded.or(stored.and_then(|text| text.concluded));
    let corrected = draft.corrected.or(stored.and_then(|text| text.corrected));
    let changes = draft.changes.as_ref().or(stored.and_then(|text| text.changes.as_ref()));
    match (verdict, concluded) {
        (Some(verdict), None) => refuse!("заключение «{verdict}» без даты: укажите, когда оно дано"),
        (None, Some(day)) => refuse!("дата заключения {day} есть, а самого заключения нет: согласовано или возвращено"),
        _ => {}
    }
    if let Some((submitted, concluded)) =
        submitted.zip(concluded).filter(|(submitted, concluded)| concluded < submitted)
    {
        refuse!("заключение дано {concluded}, раньше, чем документ представлен: {submitted}");
    }
    match (corrected, concluded) {
        (Some(day), None) => refuse!("исправлено {day} по рецензии, а заключения ещё нет"),
        (Some(day), Some(concluded)) if day < concluded => {
            refuse!("исправлено {day}, раньше, чем дано заключение: {concluded}")
        }
        (None, _) if changes.is_some() => refuse!("сказано, что исправлено по рецензии, но не сказано когда"),
        _ => Ok(()),
    }
}

/// The fields of a draft. Of an expert from outside and one of the registers there is but one.
fn row_of(draft: &ReviewDraft, stored: Option<&Review>) -> RowDraft {
    let row = RowDraft::of(&REVIEWS)
        .with(TITLE, draft.title.as_ref())
        .with(SUBMITTED, draft.submitted)
        .with(VERDICT, draft.verdict)
        .with(CONCLUDED, draft.concluded)
        .with(REMARKS, draft.remarks.as_ref())
        .with(CORRECTED, draft.corrected)
        .with(CHANGES, draft.changes.as_ref());
    match (&draft.expert, stored.and_then(|review| review.expert.as_ref())) {
        (None, _) => row,
        (Some(Expert::Known(who)), Some(Expert::Outside(_))) => row.with(EXPERT, Some(who.id)).emptied(OUTSIDE_EXPERT),
        (Some(Expert::Known(who)), _) => row.with(EXPERT, Some(who.id)),
        (Some(Expert::Outside(name)), Some(Expert::Known(_))) => row.with(OUTSIDE_EXPERT, Some(name)).emptied(EXPERT),
        (Some(Expert::Outside(name)), _) => row.with(OUTSIDE_EXPERT, Some(name)),
    }
}
