//! Whom of a program's mentees a row or a command line means.

use anyhow::Result;
use rusqlite::Row;

use super::{Program, Programs};
use crate::domain::{Who, name, number};
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::program::PROGRAM_PEOPLE;

/// The people whom a program names.
const NAMED: &str =
    "SELECT q.person_id, h.name FROM program_people q JOIN people h ON h.id = q.person_id WHERE q.program_id = ?1";

fn who(row: &Row<'_>) -> rusqlite::Result<Who> {
    Ok(Who::new(row.get("person_id")?, row.get::<_, String>("name")?))
}

impl Programs<'_> {
    /// The mentee of a program whom a row of a file names by СНИЛС or by a name, former ones too; where it names nobody, the
    /// only one.
    ///
    /// # Errors
    /// The program names none such, or several.
    pub fn mentee_of(&self, program: &Program, snils: Option<&str>, full: Option<&str>) -> Result<Who> {
        let none_such = |why: String, told: &str| {
            Failure::refused(why).absent(PROGRAM_PEOPLE.table, &[[&*program.number, told]]).into()
        };
        if let Some(snils) = snils {
            let found = self.0.first(&format!("{NAMED} AND h.snils = ?2"), (program.id, snils), who)?;
            let why = || format!("программа {} не называет наставляемого с таким СНИЛС", program.number);
            return found.ok_or_else(|| none_such(why(), snils));
        }
        if let Some(full) = full {
            let sql = format!(
                "{NAMED} AND (h.key = ?2 OR EXISTS (SELECT 1 FROM former_names f WHERE f.person_id = h.id AND f.key = ?2)) LIMIT 2"
            );
            return match &self.0.all(&sql, (program.id, name::key(full)), who)?[..] {
                [found] => Ok(found.clone()),
                [] => Err(none_such(format!("программа {} не называет наставляемого {full}", program.number), full)),
                _ => refuse!("программа {} называет нескольких с именем {full}: укажите СНИЛС", program.number),
            };
        }
        match &self.0.all(&format!("{NAMED} LIMIT 2"), [program.id], who)?[..] {
            [found] => Ok(found.clone()),
            [] => refuse!("программа {} не называет наставляемых", program.number),
            _ => refuse!("программа {} называет нескольких наставляемых: укажите СНИЛС", program.number),
        }
    }

    /// Whom a program names, if it is one person alone.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn only_mentee(&self, program: &Program) -> Result<Option<Who>> {
        let mut named = self.0.all(&format!("{NAMED} LIMIT 2"), [program.id], who)?;
        Ok(named.pop().filter(|_| named.is_empty()))
    }

    /// The mentee of a program whom a person at the command line means: by number, СНИЛС or a part of the name that nobody else
    /// in the program has; where nobody is named, the only one.
    ///
    /// # Errors
    /// None is like that, or several are.
    pub fn find_mentee(&self, program: &Program, text: Option<&str>) -> Result<Who> {
        let sql = format!(
            "{NAMED} AND (?2 IS NULL OR h.id = ?3 OR h.snils = ?4 OR ?3 IS NULL AND instr(h.key, ?2)) ORDER BY h.key, h.id"
        );
        let (id, snils) =
            (text.and_then(|text| text.trim().parse::<i64>().ok()), text.and_then(|text| number::snils(text).ok()));
        let found = self.0.all(&sql, (program.id, text.map(name::key), id, snils), who)?;
        match (&found[..], text) {
            ([only], _) => Ok(only.clone()),
            ([], Some(text)) => {
                let failure =
                    Failure::refused(format!("программа {} не называет наставляемого «{text}»", program.number));
                Err(failure.advise(Advice::ShowProgram).untyped("программа не называет такого наставляемого").into())
            }
            ([], None) => refuse!("программа {} не называет наставляемых", program.number),
            (_, text) => {
                let why = match text {
                    Some(text) => {
                        format!("в программе {} под «{text}» подходит несколько наставляемых", program.number)
                    }
                    None => format!("программа {} называет нескольких наставляемых", program.number),
                };
                let listed = found.iter().take(20).map(|who| format!("{:>5}  {}", who.id, who.name));
                let failure = listed.fold(Failure::refused(why), Failure::hint).advise(Advice::SayMentee);
                let nameless =
                    Failure::refused("программа называет нескольких наставляемых").advise(Advice::ShowProgram);
                Err(failure.nameless(nameless).into())
            }
        }
    }
}
