//! The agreements to mentors' contracts on their pairs, and the grounds why none is due.

use anyhow::Result;
use rusqlite::Row;

use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, Who};
use crate::error::{Advice, Failure};
use crate::register::agreement::{AGREEMENTS, CONTENT, DATED, FORM, GROUND, NUMBER, PAIR, PAY, SINCE, UNTIL};

/// The agreements of a file.
#[derive(Debug, Clone, Copy)]
pub struct Agreements<'s>(&'s Store);

/// An agreement as it is stored, or the ground why none is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Stays the same for ever.
    pub id: i64,
    /// The id of the pair.
    pub pair_id: i64,
    /// The number of the pair.
    pub pair: String,
    /// The mentor of the pair.
    pub mentor: Who,
    /// Whose pair it is, if the pair tells.
    pub org: Option<String>,
    /// What it says.
    pub text: AgreementDraft,
}

/// What a command or a file says of an agreement; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AgreementDraft {
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    pub dated: Option<Day>,
    /// What the mentor does.
    pub content: Option<String>,
    /// The first day of the work.
    pub since: Option<Day>,
    /// The last day of the work.
    pub until: Option<Day>,
    /// In what form the work is done.
    pub form: Option<String>,
    /// What is paid for it.
    pub pay: Option<String>,
    /// Why none is due.
    pub ground: Option<String>,
}

const SELECT: &str = "SELECT a.*, p.number AS pair, p.mentor_id, m.name AS mentor, o.name AS org \
                      FROM agreements a JOIN pairs p ON p.id = a.pair_id JOIN people m ON m.id = p.mentor_id \
                      LEFT JOIN orgs o ON o.id = p.org_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Agreement> {
    Ok(Agreement {
        id: row.get("id")?,
        pair_id: row.get("pair_id")?,
        pair: row.get("pair")?,
        mentor: Who::new(row.get("mentor_id")?, row.get::<_, String>("mentor")?),
        org: row.get("org")?,
        text: AgreementDraft {
            number: row.get("number")?,
            dated: row.get("dated")?,
            content: row.get("content")?,
            since: row.get("since")?,
            until: row.get("until")?,
            form: row.get("form")?,
            pay: row.get("pay")?,
            ground: row.get("ground")?,
        },
    })
}

fn row_of(draft: &AgreementDraft) -> RowDraft {
    RowDraft::of(&AGREEMENTS)
        .with(NUMBER, draft.number.as_ref())
        .with(DATED, draft.dated)
        .with(CONTENT, draft.content.as_ref())
        .with(SINCE, draft.since)
        .with(UNTIL, draft.until)
        .with(FORM, draft.form.as_ref())
        .with(PAY, draft.pay.as_ref())
        .with(GROUND, draft.ground.as_ref())
}

impl AgreementDraft {
    /// What it must say by the Labour Code (ст. 351.8) and what isn't known of it: the headings.
    pub fn lacks(&self) -> Vec<&'static str> {
        [
            (CONTENT.heading, self.content.is_some()),
            (UNTIL.heading, self.until.is_some()),
            (FORM.heading, self.form.is_some()),
            (PAY.heading, self.pay.is_some()),
        ]
        .into_iter()
        .filter(|(_, is_said)| !is_said)
        .map(|(heading, _)| heading)
        .collect()
    }

    /// As people call it: «№ 7 от 30.08.2024»; where there is a ground, that none is due.
    pub fn in_brief(&self) -> String {
        let number = self.number.as_ref().map(|number| format!("№ {number}"));
        let dated = self.dated.map(|day| format!("от {day}"));
        let parts: Vec<_> = [number, dated].into_iter().flatten().collect();
        if parts.is_empty() { "не требуется".into() } else { parts.join(" ") }
    }
}

impl Store {
    /// Agreements.
    pub fn agreements(&self) -> Agreements<'_> {
        Agreements(self)
    }
}

impl Agreements<'_> {
    /// Hands over agreements by pair and date; of one pair, if one is given.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, pair: Option<i64>, found: &mut dyn FnMut(Agreement) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ?1 IS NULL OR a.pair_id = ?1 ORDER BY p.number_key COLLATE counted, p.id, a.dated, a.id"
        );
        self.0.each(&sql, [pair], read, found)
    }

    /// The agreements of a pair, the last one last.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_pair(&self, pair: i64) -> Result<Vec<Agreement>> {
        Ok(self.0.all(&format!("{SELECT} WHERE a.pair_id = ?1 ORDER BY a.dated, a.id"), [pair], read)?)
    }

    /// The agreement with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Agreement> {
        match self.0.first(&format!("{SELECT} WHERE a.id = ?1"), [id], read)? {
            Some(agreement) => Ok(agreement),
            None => {
                let failure = Failure::refused(format!("нет соглашения с номером записи {id}"));
                Err(failure.advise(Advice::ListAgreements).into())
            }
        }
    }

    /// The agreement of the same pair and date, if there is one; of a ground the pair's other ground.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn known(&self, pair: i64, draft: &AgreementDraft) -> Result<Option<i64>> {
        self.0.row_like(&row_of(draft).with(PAIR, Some(pair)))
    }

    /// Enters an agreement, or corrects that of the same pair and date.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn put(&self, pair: i64, draft: &AgreementDraft) -> Result<PutRow> {
        self.0.put_row(self.known(pair, draft)?, &row_of(draft).with(PAIR, Some(pair)))
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn amend(&self, id: i64, draft: &AgreementDraft) -> Result<Vec<Change>> {
        self.0.amend_row(id, &row_of(draft))
    }
}
