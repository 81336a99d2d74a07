//! Professional deficits of mentees (nozhay-yurt 1.6, 5.2): who lacks what, in which program, and how it was found.

use anyhow::Result;
use rusqlite::Row;

use super::program::{Program, ProgramRowsSought};
use super::{Change, PutRow, RowDraft, Store};
use crate::domain::{Day, DeficitMethod, Who};
use crate::refuse;
use crate::register::deficit::{DEFICIT, DEFICITS, FOUND, METHOD};
use crate::register::person::PERSON;
use crate::register::program::PROGRAM;

/// The professional deficits of a file.
#[derive(Debug, Clone, Copy)]
pub struct Deficits<'s>(&'s Store);

/// A deficit as it is stored.
#[derive(Debug, Clone)]
pub struct Deficit {
    /// Stays the same for ever.
    pub id: i64,
    /// The number of the program.
    pub program: String,
    /// Its id.
    pub program_id: i64,
    /// Whose it is.
    pub who: Who,
    /// 11 digits.
    pub snils: Option<String>,
    /// What is lacking.
    pub text: String,
    /// How it was found.
    pub method: Option<DeficitMethod>,
    /// When it was found.
    pub found: Option<Day>,
}

/// What a command or a file says of a deficit; absent fields change nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeficitDraft {
    /// What is lacking.
    pub text: Option<String>,
    /// How it was found.
    pub method: Option<DeficitMethod>,
    /// When it was found.
    pub found: Option<Day>,
}

const SELECT: &str = "SELECT d.id, g.number AS program, d.program_id, d.person_id, h.name, h.snils, d.deficit, d.method, d.found \
                      FROM deficits d JOIN programs g ON g.id = d.program_id JOIN people h ON h.id = d.person_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Deficit> {
    Ok(Deficit {
        id: row.get("id")?,
        program: row.get("program")?,
        program_id: row.get("program_id")?,
        who: Who::new(row.get("person_id")?, row.get::<_, String>("name")?),
        snils: row.get("snils")?,
        text: row.get("deficit")?,
        method: row.get("method")?,
        found: row.get("found")?,
    })
}

impl Store {
    /// Professional deficits.
    pub fn deficits(&self) -> Deficits<'_> {
        Deficits(self)
    }
}

impl Deficits<'_> {
    /// Hands over the deficits that are asked for, by program as people count, then by name, then as they were found.
    ///
    /// # Errors
    /// The file can't be read; what `found` returns.
    pub fn each(&self, sought: ProgramRowsSought, found: &mut dyn FnMut(Deficit) -> Result<()>) -> Result<()> {
        let sql = format!(
            "{SELECT} WHERE ifnull(d.program_id = ?1, 1) AND ifnull(d.person_id = ?2, 1) \
             ORDER BY g.number_key COLLATE counted, g.id, h.key, h.id, d.found, d.id"
        );
        self.0.each(&sql, (sought.program, sought.person), read, found)
    }

    /// The deficits that a program is to answer, of all its mentees.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn of_program(&self, program: i64) -> Result<Vec<Deficit>> {
        let sql = format!("{SELECT} WHERE d.program_id = ?1 ORDER BY h.key, h.id, d.found, d.id");
        Ok(self.0.all(&sql, [program], read)?)
    }

    /// The deficit with a number.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, id: i64) -> Result<Deficit> {
        match self.0.first(&format!("{SELECT} WHERE d.id = ?1"), [id], read)? {
            Some(deficit) => Ok(deficit),
            None => refuse!("нет профессионального дефицита с номером {id}"),
        }
    }

    /// Enters a deficit of a program's mentee, or corrects the one of the same words.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn put(&self, program: &Program, person: i64, draft: &DeficitDraft) -> Result<PutRow> {
        let row = row(draft).with(PROGRAM, Some(program.id)).with(PERSON, Some(person));
        self.0.put_row(self.0.row_like(&row)?, &row)
    }

    /// Changes what a draft says otherwise.
    ///
    /// # Errors
    /// A rule of the schema.
    pub fn amend(&self, deficit: &Deficit, draft: &DeficitDraft) -> Result<Vec<Change>> {
        self.0.amend_row(deficit.id, &row(draft))
    }
}

fn row(draft: &DeficitDraft) -> RowDraft {
    RowDraft::of(&DEFICITS).with(DEFICIT, draft.text.as_ref()).with(METHOD, draft.method).with(FOUND, draft.found)
}
