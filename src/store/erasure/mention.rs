//! Other texts that mention somebody who is erased: heads, curators, grounds, titles, names of files.

use anyhow::Result;

use super::erased::{Erased, MentionLeft, Remedy, once};
use crate::domain::name::Mentions;
use crate::register::person::{FORMER_NAMES, PEOPLE};
use crate::register::{self, EditedWhen, Editing, Field, Register};
use crate::store::erasure::Erasures;
use crate::store::staff::Person;

/// A row whose text mentions somebody.
struct Mentioned {
    register: &'static Register,
    field: &'static Field,
    row: i64,
    /// Without the mentions; `None`: nothing is to be changed.
    text: Option<String>,
    left: Vec<String>,
}

/// Whether a command edits the row: a query for each case of the declarations.
const fn can_be_edited(when: EditedWhen) -> Option<&'static str> {
    match when {
        EditedWhen::Always => None,
        EditedWhen::Open => Some("SELECT ended IS NULL FROM curators WHERE id = ?1"),
        EditedWhen::LastEdition => Some(
            "SELECT NOT EXISTS (SELECT 1 FROM documents o WHERE o.org_id = d.org_id AND o.kind = d.kind \
             AND (ifnull(o.dated, ''), o.id) > (ifnull(d.dated, ''), d.id)) FROM documents d WHERE d.id = ?1",
        ),
    }
}

impl Erasures<'_> {
    /// What an erasure would leave, each place once: what may mean somebody else, what is a name itself.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn doubtful_mentions(&self, person: &Person) -> Result<Vec<MentionLeft>> {
        let mentions = self.mentions_of(person)?;
        let mut left = Vec::new();
        for mentioned in self.mentioned_in_rows(&mentions)? {
            left.extend(self.left_in(mentioned)?);
        }
        left.extend(self.0.history().mentioned_in_entries(&mentions)?.left);
        Ok(once(left))
    }

    /// By what a person may be mentioned: the names that are borne, were borne, or were mistaken.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn mentions_of(&self, person: &Person) -> Result<Mentions> {
        let id = person.id;
        let mut names = vec![person.name.clone()];
        names.extend(self.0.people().former_names(id)?.into_iter().map(|former| former.name));
        names.extend(self.0.history().names_in_journal(id)?);
        let sql = "SELECT name FROM people WHERE id <> ?1 UNION SELECT name FROM former_names WHERE person_id <> ?1";
        let others: Vec<String> = self.0.all(sql, [id], |row| row.get(0))?;
        Ok(Mentions::of(&names, person.snils.as_deref(), others))
    }

    /// Takes the mentions out of all rows but those of people.
    pub(super) fn hide_in_rows(&self, mentions: &Mentions) -> Result<Erased> {
        let mut erased = Erased::default();
        for mentioned in self.mentioned_in_rows(mentions)? {
            if let Mentioned { register, field, row, text: Some(text), .. } = &mentioned {
                let sql = format!("UPDATE {} SET {} = ?2 WHERE id = ?1", register.table, field.column);
                self.0.execute(&sql, (row, text))?;
                erased.hidden += 1;
            }
            erased.left.extend(self.left_in(mentioned)?);
        }
        Ok(erased)
    }

    fn mentioned_in_rows(&self, mentions: &Mentions) -> Result<Vec<Mentioned>> {
        let mut found = Vec::new();
        // Where people are named as such, a namesake's name is nobody else's.
        let of_people = [PEOPLE.table, FORMER_NAMES.table];
        for (register, field) in register::fields(Field::is_text).filter(|(r, _)| !of_people.contains(&r.table)) {
            let is_name = field.is_name;
            let (table, column) = (register.table, field.column);
            let sql = format!("SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL");
            let mut statement = self.0.connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let whole = row.get_ref(1)?.as_str()?;
                // Nothing that is a name is changed, whatever is wanted.
                let hidden = if is_name { mentions.hide_sure(whole) } else { mentions.hide(whole) };
                let (text, left) = match hidden.text {
                    Some(_) if is_name => (None, vec![whole.to_owned()]),
                    text => (text, hidden.left),
                };
                if text.is_some() || !left.is_empty() {
                    found.push(Mentioned { register, field, row: row.get(0)?, text, left });
                }
            }
        }
        Ok(found)
    }

    fn remedy(&self, field: &Field, row: i64) -> Result<Remedy> {
        let Some(Editing { command, when }) = field.edited_by else { return Ok(Remedy::Nothing) };
        let is_edited = match can_be_edited(when) {
            Some(sql) => self.0.first(sql, [row], |row| row.get(0))? == Some(true),
            None => true,
        };
        Ok(if is_edited { Remedy::Command(command) } else { Remedy::Nothing })
    }

    fn left_in(&self, Mentioned { register, field, row, left, .. }: Mentioned) -> Result<Vec<MentionLeft>> {
        if left.is_empty() {
            return Ok(Vec::new());
        }
        let place = self.0.history().place(register.table, row, field.column)?;
        let is_name = field.is_name;
        let remedy = self.remedy(field, row)?;
        Ok(left.into_iter().map(|text| MentionLeft { place: place.clone(), text, is_name, remedy }).collect())
    }
}
