//! What the journal forgets of somebody who is erased: the schema allows no other change of it.

use anyhow::Result;
use serde_json::json;

use crate::domain::Day;
use crate::domain::name::{Hidden, Mentions};
use crate::register::person::{FORMER_NAMES, PEOPLE};
use crate::register::{self, Field, Register};
use crate::store::erasure::{Erased, MentionLeft, Remedy};
use crate::store::journal::History;

/// A removed row, as it was, if it is one.
const REMOVED: &str = "field IS NULL AND old IS NOT NULL AND CASE WHEN field IS NULL THEN old ->> ?2 END";

/// The ids of the rows of a register that are about somebody.
#[derive(Debug, Default)]
pub(in crate::store) struct RowsAbout {
    /// Those that are there.
    pub there: Vec<i64>,
    /// Those that were removed.
    pub removed: Vec<i64>,
}

/// What of the journal mentions somebody.
#[derive(Default)]
pub(in crate::store) struct InEntries {
    /// Changes, and whether each is of a field.
    changes: Vec<(i64, bool)>,
    /// Entries with a field and its text without the mentions.
    texts: Vec<(i64, &'static str, String)>,
    /// What stays.
    pub left: Vec<MentionLeft>,
}

impl History<'_> {
    /// The names that the journal knows of a person: corrected ones, and former ones that were undone.
    pub(in crate::store) fn names_in_journal(&self, person: i64) -> Result<Vec<String>> {
        let sql = "SELECT old FROM changes WHERE relation = 'people' AND field = 'name' AND row_id = ?1 AND old IS NOT NULL \
                   UNION SELECT new FROM changes WHERE relation = 'people' AND field = 'name' AND row_id = ?1 AND new IS NOT NULL \
                   UNION SELECT old ->> 'name' FROM changes WHERE relation = 'former_names' AND field IS NULL \
                   AND old IS NOT NULL AND CASE WHEN field IS NULL THEN old ->> 'person_id' END = ?1";
        let names: Vec<Option<String>> = self.0.all(sql, [person], |row| row.get(0))?;
        Ok(names.into_iter().flatten().collect())
    }

    /// Forgets the values by which rows, there or removed, said who a person was.
    pub(in crate::store) fn redact_rows_of(&self, person: i64) -> Result<()> {
        for register in register::ALL.iter().filter(|register| register.forgets_people()) {
            let RowsAbout { there, removed } = self.rows_about(register, person)?;
            let rows = [&there[..], &removed].concat();
            for column in register.fields.iter().filter(|field| register.is_forgotten(field)).flat_map(Field::columns) {
                self.redact(register.table, &rows, column)?;
            }
            self.redact_removed(register.table, &removed)?;
        }
        Ok(())
    }

    /// The rows of a register that are about a person: by their own reference, or by that of the row to which they belong.
    pub(in crate::store) fn rows_about(&self, register: &Register, person: i64) -> Result<RowsAbout> {
        let people = PEOPLE.table;
        if register.table == people {
            return Ok(RowsAbout { there: vec![person], removed: vec![person] });
        }
        if let Some(column) = register.references_to(people).next() {
            return self.rows_under(register.table, column, &[person]);
        }
        let Some((column, parent)) = register.fields.iter().find_map(|field| Some((field.column, field.parent()?)))
        else {
            return Ok(RowsAbout::default());
        };
        let RowsAbout { there, removed } = self.rows_about(parent, person)?;
        self.rows_under(register.table, column, &[there, removed].concat())
    }

    /// The rows that refer to others.
    fn rows_under(&self, relation: &str, column: &str, ids: &[i64]) -> Result<RowsAbout> {
        let ids = json!(ids).to_string();
        let there = format!("SELECT id FROM {relation} WHERE {column} IN (SELECT value FROM json_each(?1))");
        let removed = format!(
            "SELECT row_id FROM changes WHERE relation = ?3 AND {REMOVED} IN (SELECT value FROM json_each(?1))"
        );
        Ok(RowsAbout {
            there: self.0.all(&there, [&ids], |row| row.get(0))?,
            removed: self.0.all(&removed, (&ids, column, relation), |row| row.get(0))?,
        })
    }

    /// Forgets what a column of rows was and became.
    fn redact(&self, relation: &str, ids: &[i64], column: &str) -> Result<()> {
        let sql = "UPDATE changes SET old = NULL, new = NULL WHERE relation = ?1 AND field = ?3 \
                   AND row_id IN (SELECT value FROM json_each(?2))";
        self.0.execute(sql, (relation, json!(ids).to_string(), column))?;
        Ok(())
    }

    /// Forgets removed rows.
    fn redact_removed(&self, relation: &str, ids: &[i64]) -> Result<()> {
        let sql = "UPDATE changes SET old = '{}' WHERE relation = ?1 AND field IS NULL AND old IS NOT NULL \
                   AND row_id IN (SELECT value FROM json_each(?2))";
        self.0.execute(sql, (relation, json!(ids).to_string()))?;
        Ok(())
    }

    /// Forgets every value that mentions somebody, and takes the mentions out of the names of files and the reasons.
    pub(in crate::store) fn hide_in_entries(&self, mentions: &Mentions, erased: &mut Erased) -> Result<()> {
        let found = self.mentioned_in_entries(mentions)?;
        for (id, is_field) in found.changes {
            let old = if is_field { "NULL" } else { "'{}'" };
            self.0.execute(&format!("UPDATE changes SET old = {old}, new = NULL WHERE id = ?1"), [id])?;
        }
        for (id, field, text) in found.texts {
            self.0.execute(&format!("UPDATE entries SET {field} = ?2 WHERE id = ?1"), (id, text))?;
            erased.hidden += 1;
        }
        erased.left.extend(found.left);
        Ok(())
    }

    /// What of the journal mentions somebody.
    pub(in crate::store) fn mentioned_in_entries(&self, mentions: &Mentions) -> Result<InEntries> {
        let mut found = InEntries::default();
        self.mentioned_in_changes(mentions, &mut found)?;
        for (field, heading) in [("source", "Файлы"), ("reason", "Причина")] {
            let sql = format!("SELECT id, {field} FROM entries WHERE {field} IS NOT NULL");
            let entries: Vec<(i64, String)> = self.0.all(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (id, text) in entries {
                let Hidden { text, left } = mentions.hide(&text);
                found.texts.extend(text.map(|text| (id, field, text)));
                self.leave_in_entry(id, &format!(", поле «{heading}»"), left, &mut found)?;
            }
        }
        Ok(found)
    }

    /// The changes that mention somebody, and whether each is of a field.
    fn mentioned_in_changes(&self, mentions: &Mentions, found: &mut InEntries) -> Result<()> {
        // What is another person's own name isn't this one's, whatever it was before.
        let sql = "SELECT c.id, c.entry_id, c.relation, c.field, c.old, c.new FROM changes c \
                   WHERE (typeof(c.old) = 'text' OR typeof(c.new) = 'text') \
                     AND NOT (c.relation = 'people' AND c.field IS NOT NULL AND EXISTS (SELECT 1 FROM people p WHERE p.id = c.row_id))";
        let mut statement = self.0.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (entry, relation, field): (i64, String, Option<String>) = (row.get(1)?, row.get(2)?, row.get(3)?);
            // Of a namesake's own row there is nothing to say, and nothing doubtful to take.
            let is_of_people = [PEOPLE.table, FORMER_NAMES.table].contains(&relation.as_str());
            let mut is_mentioned = false;
            let mut doubtful = Vec::new();
            for at in [4, 5] {
                let Ok(text) = row.get_ref(at)?.as_str() else { continue };
                let Hidden { text, left } = if is_of_people { mentions.hide_sure(text) } else { mentions.hide(text) };
                is_mentioned |= text.is_some();
                doubtful.extend(left);
            }
            if is_mentioned {
                found.changes.push((row.get(0)?, field.is_some()));
            } else if !is_of_people {
                self.leave_in_entry(entry, "", doubtful, found)?;
            }
        }
        Ok(())
    }

    /// Notes what stays in an entry, with the command that made it.
    fn leave_in_entry(&self, entry: i64, field: &str, left: Vec<String>, found: &mut InEntries) -> Result<()> {
        if left.is_empty() {
            return Ok(());
        }
        let sql = "SELECT command, date(made) FROM entries WHERE id = ?1";
        let made: Option<(String, Day)> = self.0.first(sql, [entry], |row| Ok((row.get(0)?, row.get(1)?)))?;
        // The entry of the running command isn't there yet, and can't be pruned today.
        let (place, remedy) = match made {
            Some((command, made)) => {
                (format!("журнал, {command} {made} (запись {entry}){field}"), Remedy::Prune(made.next()))
            }
            None => (format!("журнал, запись {entry}{field}"), Remedy::Nothing),
        };
        let left = left.into_iter().map(|text| MentionLeft { place: place.clone(), text, is_name: false, remedy });
        found.left.extend(left);
        Ok(())
    }
}
