//! Other texts that mention somebody who is erased: heads, curators, grounds, titles, names of files.

use anyhow::Result;

use super::Erased;
use crate::domain::name::Mentions;
use crate::store::Store;
use crate::store::journal::texts;
use crate::store::person::Person;

/// A mention that was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where: «организация Школа А, поле «Руководитель»».
    pub place: String,
    /// As it stands there.
    pub text: String,
    /// Whether the text is a name by which something is found, so that a person must choose another.
    pub is_name: bool,
}

/// The tables where people are named as such: a namesake's name is nobody else's.
const OF_PEOPLE: &[&str] = &["people", "former_names"];

/// Names by which rows, folders and questions are found: none is changed behind anybody's back.
const NAMES: &[(&str, &str)] = &[
    ("municipalities", "name"),
    ("orgs", "name"),
    ("orgs", "short_name"),
    ("documents", "number"),
    ("posts", "title"),
    ("group_kinds", "title"),
    ("groups", "code"),
    ("groups", "title"),
    ("forms", "title"),
    ("pairs", "number"),
    ("programs", "number"),
    ("replies", "question"),
    ("settings", "name"),
    ("schedules", "period"),
    ("schedules", "folder"),
    ("schedules", "format"),
    ("schedules", "codes"),
    ("schedules", "regulation"),
    ("schedules", "breakdown"),
];

impl Store {
    /// By what a person may be mentioned: the names that are borne, were borne, or were mistaken.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn mentions_of(&self, person: &Person) -> Result<Mentions> {
        let id = person.id;
        let mut names = vec![person.name.clone()];
        names.extend(self.former_names(id)?.into_iter().map(|former| former.name));
        names.extend(self.names_in_journal(id)?);
        let sql = "SELECT name FROM people WHERE id <> ?1 UNION SELECT name FROM former_names WHERE person_id <> ?1";
        let others: Vec<String> = self.all(sql, [id], |row| row.get(0))?;
        Ok(Mentions::of(&names, person.snils.as_deref(), others))
    }

    /// Takes the mentions out of all rows but those of people.
    pub(super) fn hide_in_rows(&self, mentions: &Mentions) -> Result<Erased> {
        let mut erased = Erased::default();
        for (relation, field) in texts().filter(|(relation, _)| !OF_PEOPLE.contains(relation)) {
            let is_name = NAMES.contains(&(relation, field));
            let mut found = Vec::new();
            {
                let sql = format!("SELECT id, {field} FROM {relation} WHERE {field} IS NOT NULL");
                let mut statement = self.connection.prepare(&sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let text = row.get_ref(1)?.as_str()?;
                    let hidden = mentions.hide(text);
                    if hidden.text.is_some() || !hidden.left.is_empty() {
                        found.push((row.get::<_, i64>(0)?, text.to_owned(), hidden));
                    }
                }
            }
            for (id, whole, hidden) in found {
                let left = match hidden.text {
                    Some(_) if is_name => vec![whole],
                    Some(text) => {
                        self.execute(&format!("UPDATE {relation} SET {field} = ?2 WHERE id = ?1"), (id, text))?;
                        erased.hidden += 1;
                        hidden.left
                    }
                    None => hidden.left,
                };
                for text in left {
                    erased.left.push(Left { place: self.place(relation, id, field)?, text, is_name });
                }
            }
        }
        Ok(erased)
    }
}
