//! The acts of a file: a user's own that are kept in it, and those of which its reports speak.

use anyhow::Result;

use super::Store;

/// An act as the file has it.
#[derive(Debug, Clone)]
pub struct KeptAct {
    /// The word for it on the command line and in file names.
    pub code: String,
    /// The text of a user's own; an act that comes with the program has none here.
    pub source: Option<String>,
    /// Whether reports speak of it if nothing is said.
    pub is_reported: bool,
}

/// The acts of the file.
pub struct Acts<'s>(&'s Store);

impl Store {
    /// The acts of the file.
    pub fn acts(&self) -> Acts<'_> {
        Acts(self)
    }
}

impl Acts<'_> {
    /// All, in the order in which they were told.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn all(&self) -> Result<Vec<KeptAct>> {
        let sql = "SELECT code, source, reported FROM acts ORDER BY id";
        Ok(self.0.all(sql, [], |row| {
            Ok(KeptAct { code: row.get("code")?, source: row.get("source")?, is_reported: row.get("reported")? })
        })?)
    }

    /// Keeps a user's own act, or its newer text; returns whether that changes anything.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn keep(&self, code: &str, source: &str) -> Result<bool> {
        let Some(kept) = self.all()?.into_iter().find(|act| act.code == code) else {
            self.0.insert("INSERT INTO acts (code, source, reported) VALUES (?1, ?2, 0)", (code, source))?;
            return Ok(true);
        };
        if kept.source.as_deref() == Some(source) {
            return Ok(false);
        }
        self.0.execute("UPDATE acts SET source = ?2 WHERE code = ?1", (code, source))?;
        Ok(true)
    }

    /// Settles of which acts reports speak if nothing is said; none is all.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn report(&self, codes: &[&str]) -> Result<()> {
        for act in self.all()? {
            let reported = codes.contains(&act.code.as_str());
            if reported != act.is_reported {
                self.0.execute("UPDATE acts SET reported = ?2 WHERE code = ?1", (&act.code, reported))?;
            }
        }
        let known: Vec<String> = self.all()?.into_iter().map(|act| act.code).collect();
        for code in codes.iter().filter(|code| known.iter().all(|known| known != *code)) {
            self.0.insert("INSERT INTO acts (code, source, reported) VALUES (?1, NULL, 1)", [code])?;
        }
        Ok(())
    }

    /// Removes a user's own act; returns whether there was one.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn remove(&self, code: &str) -> Result<bool> {
        Ok(self.0.execute("DELETE FROM acts WHERE code = ?1 AND source IS NOT NULL", [code])? > 0)
    }
}
