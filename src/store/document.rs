//! The papers by which an organisation introduces mentoring, and its curator (nozhay-yurt 2.1, 2.2, 2.6, 6.5.2).

use anyhow::Result;
use rusqlite::Row;

use super::{Change, RowDraft, Store, agree};
use crate::domain::{Day, Document, name};
use crate::refuse;
use crate::register::curator::{self, CURATORS};
use crate::register::paper::{self, DOCUMENTS};

/// A paper as it is stored.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Stays the same for ever.
    pub id: i64,
    /// Which of the three.
    pub kind: Document,
    /// As registered: «165/1-А».
    pub number: Option<String>,
    /// Of signing or approval.
    pub dated: Option<Day>,
    /// Of an order: what it plans to reach.
    pub planned_results: Option<String>,
    /// The last day of its own term.
    pub valid_until: Option<Day>,
    /// The last day before it was repealed.
    pub repealed: Option<Day>,
}

/// A curator's appointment as it is stored.
#[derive(Debug, Clone)]
pub struct Curator {
    /// Stays the same for ever.
    pub id: i64,
    /// Who.
    pub name: Option<String>,
    /// Of the order of appointment.
    pub number: Option<String>,
    /// Since.
    pub appointed: Option<Day>,
    /// The last day.
    pub ended: Option<Day>,
}

/// What a command or a file says of one paper or appointment: its number and date.
#[derive(Debug, Clone, Default)]
pub struct Requisites {
    /// As registered.
    pub number: Option<String>,
    /// Of signing.
    pub dated: Option<Day>,
}

/// Until when a paper holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct PaperEnds {
    /// The last day of its own term.
    pub valid_until: Option<Day>,
    /// The last day before it was repealed.
    pub repealed: Option<Day>,
}

impl Requisites {
    /// Nothing is said.
    pub fn is_empty(&self) -> bool {
        self.number.is_none() && self.dated.is_none()
    }
}

fn read_paper(row: &Row<'_>) -> rusqlite::Result<Paper> {
    Ok(Paper {
        id: row.get("id")?,
        kind: row.get("kind")?,
        number: row.get("number")?,
        dated: row.get("dated")?,
        planned_results: row.get("planned_results")?,
        valid_until: row.get("valid_until")?,
        repealed: row.get("repealed")?,
    })
}

fn read_curator(row: &Row<'_>) -> rusqlite::Result<Curator> {
    Ok(Curator {
        id: row.get("id")?,
        name: row.get("name")?,
        number: row.get("number")?,
        appointed: row.get("appointed")?,
        ended: row.get("ended")?,
    })
}

/// The documents and the curators of organisations.
#[derive(Debug, Clone, Copy)]
pub struct Documents<'s>(&'s Store);

impl Store {
    /// Documents and curators of organisations.
    pub fn documents(&self) -> Documents<'_> {
        Documents(self)
    }
}

impl Documents<'_> {
    /// An organisation's papers, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn papers(&self, org: i64) -> Result<Vec<Paper>> {
        Ok(self.0.all("SELECT * FROM documents WHERE org_id = ?1 ORDER BY dated, id", [org], read_paper)?)
    }

    /// An organisation's curators, oldest first.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn curators(&self, org: i64) -> Result<Vec<Curator>> {
        Ok(self.0.all("SELECT * FROM curators WHERE org_id = ?1 ORDER BY appointed, id", [org], read_curator)?)
    }

    /// When an order wants the monitoring done.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn monitoring_dates(&self, paper: i64) -> Result<Vec<Day>> {
        Ok(self
            .0
            .all("SELECT due FROM monitoring_dates WHERE document_id = ?1 ORDER BY due", [paper], |row| row.get(0))?)
    }

    /// Enters a paper, or completes the stored one that it doesn't contradict: a new edition, with another number or
    /// another date, stands beside the old one, so that no past figure moves. `correct` corrects the latest instead.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn put_paper(&self, org: i64, kind: Document, said: &Requisites, correct: bool) -> Result<(i64, Vec<Change>)> {
        let heading = kind.title();
        let papers: Vec<Paper> = self.papers(org)?.into_iter().filter(|p| p.kind == kind).collect();
        let same = papers.iter().rev().find(|p| agree(&p.number, &said.number) && agree(&p.dated, &said.dated));
        let row = RowDraft::of(&DOCUMENTS).with(paper::NUMBER, said.number.as_ref()).with(paper::DATED, said.dated);
        match same.or(papers.last().filter(|_| correct)) {
            Some(paper) => Ok((paper.id, headed(heading, self.0.amend_row(paper.id, &row)?))),
            None => {
                let id = self.0.insert_row(&row.with(paper::ORG, Some(org)).with(paper::KIND, Some(kind)))?;
                Ok((id, vec![Change { heading, old: String::new(), new: requisites_in_words(said) }]))
            }
        }
    }

    /// Sets the term of the last paper of a kind, or the day on which it ceased to hold; returns the changes.
    ///
    /// # Errors
    /// There is no such paper; a rule of the schema.
    pub fn end_paper(&self, org: i64, kind: Document, ends: PaperEnds) -> Result<Vec<Change>> {
        let Some(paper) = self.papers(org)?.into_iter().rev().find(|paper| paper.kind == kind) else {
            refuse!("{}: такого документа у организации нет, срок указать не у чего", kind.title());
        };
        let row =
            RowDraft::of(&DOCUMENTS).with(paper::VALID_UNTIL, ends.valid_until).with(paper::REPEALED, ends.repealed);
        self.0.amend_row(paper.id, &row)
    }

    /// Sets what an order plans and when the monitoring is due (nozhay-yurt 2.2); returns the changes.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn plan_order(&self, order: i64, results: Option<&str>, dates: &[Day]) -> Result<Vec<Change>> {
        let row = RowDraft::of(&DOCUMENTS).with(paper::PLANNED_RESULTS, results.map(name::tidy));
        let mut changes = self.0.amend_row(order, &row)?;
        for day in dates {
            let sql = "INSERT OR IGNORE INTO monitoring_dates (document_id, due) VALUES (?1, ?2)";
            if self.0.execute(sql, (order, day))? > 0 {
                changes.push(Change {
                    heading: "Срок мониторинга", old: String::new(), new: day.to_string()
                });
            }
        }
        Ok(changes)
    }

    /// Appoints a curator. The open appointment is completed, or dated back, under the same name; a later date opens
    /// another one, under any name. `correct` corrects the open one instead.
    ///
    /// # Errors
    /// A new curator without a date, or dated before the present one.
    pub fn put_curator(
        &self,
        org: i64,
        curator: Option<&str>,
        said: &Requisites,
        correct: bool,
    ) -> Result<Vec<Change>> {
        let curator = curator.map(name::tidy);
        let open = self.curators(org)?.into_iter().find(|c| c.ended.is_none());
        let Some(open) = open else {
            return self.appoint(org, curator.as_deref(), said);
        };
        let key = |text: &Option<String>| text.as_deref().map(name::key);
        let same_name = curator.is_none() || open.name.is_none() || key(&curator) == key(&open.name);
        let later = open.appointed.zip(said.dated).is_some_and(|(appointed, dated)| dated > appointed);
        if correct || same_name && !later {
            let renamed = curator.as_ref().filter(|_| correct || open.name.is_none());
            let row = RowDraft::of(&CURATORS)
                .with(curator::NAME, renamed)
                .with(curator::NUMBER, said.number.as_ref())
                .with(curator::APPOINTED, said.dated);
            return Ok(headed(CURATOR, self.0.amend_row(open.id, &row)?));
        }
        let curator = curator.or_else(|| open.name.clone());
        // A name that once was curator here and is so no longer: the file is older than the register.
        if self.curators(org)?.iter().any(|c| key(&c.name) == key(&curator) && c.appointed == said.dated) {
            return Ok(Vec::new());
        }
        let present = open.name.unwrap_or_default();
        let Some(day) = said.dated.filter(|day| open.appointed.is_none_or(|appointed| *day > appointed)) else {
            refuse!("куратор уже назначен, это {present}: для нового куратора нужна более поздняя дата назначения");
        };
        self.0.execute("UPDATE curators SET ended = ?2 WHERE id = ?1", (open.id, day.previous()))?;
        let mut changes = self.appoint(org, curator.as_deref(), said)?;
        changes[0].old = present;
        Ok(changes)
    }

    fn appoint(&self, org: i64, name: Option<&str>, said: &Requisites) -> Result<Vec<Change>> {
        let row = RowDraft::of(&CURATORS)
            .with(curator::ORG, Some(org))
            .with(curator::NAME, name)
            .with(curator::NUMBER, said.number.as_ref())
            .with(curator::APPOINTED, said.dated);
        self.0.insert_row(&row)?;
        let new = [name.unwrap_or_default(), &requisites_in_words(said)].join(" ").trim().to_owned();
        Ok(vec![Change { heading: CURATOR, old: String::new(), new }])
    }
}

/// What a file of organisations and `org adopt` call the curator's fields together.
const CURATOR: &str = "Куратор";

/// Changes of several fields under the one word that a command has for them.
fn headed(heading: &'static str, changes: Vec<Change>) -> Vec<Change> {
    changes.into_iter().map(|change| Change { heading, ..change }).collect()
}

fn requisites_in_words(said: &Requisites) -> String {
    let number = said.number.as_ref().map(|n| format!("№ {n}"));
    let dated = said.dated.map(|d| format!("от {d}"));
    [number, dated].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
