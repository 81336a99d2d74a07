//! Whoever still works or takes part in something isn't erased: these data are processed by law.

use anyhow::Result;

use crate::domain::{Day, Names, shell_word};
use crate::register::person::PEOPLE;
use crate::register::{self, Busy, Register, Span};
use crate::store::erasure::Erasures;
use crate::store::journal::RowFields;

/// Something in which a person still takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation {
    /// The table of the register that tells it.
    pub table: &'static str,
    /// What it is: «пара № 12».
    pub what: String,
    /// Its last day, today or later, if there is one.
    pub last: Option<Day>,
    /// The words of the command that ends it.
    pub ended_by: String,
}

impl Erasures<'_> {
    /// Everything in which a person takes part on a day or later.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn participations(&self, person: i64, day: Day) -> Result<Vec<Participation>> {
        let mut found = Vec::new();
        for register in register::ALL {
            let Some(span @ Span { busy: Some(busy), .. }) = register.span else { continue };
            let rows: Vec<(i64, Option<Day>)> =
                self.0.all(&open_rows(register, span), (person, day), |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (id, last) in rows {
                let Busy { what, ended_by } = busy;
                let fields = self.0.history().fields(register.table, id)?.unwrap_or_default();
                let what = filled(what, |column| self.field_in_words(register, column, &fields))?;
                let ended_by = filled(ended_by, |column| self.field_as_typed(register, column, &fields))?;
                found.push(Participation { table: register.table, what, last, ended_by });
            }
        }
        Ok(found)
    }

    fn field_in_words(&self, register: &Register, column: &str, fields: &RowFields) -> Result<String> {
        if let Some((column, of_parent)) = column.split_once('.') {
            let parent = register.field(column).and_then(|field| field.parent());
            let row = fields.get(column).and_then(serde_json::Value::as_i64);
            let Some((parent, row)) = parent.zip(row) else { return Ok(String::new()) };
            let fields = self.0.history().fields(parent.table, row)?.unwrap_or_default();
            return self.field_in_words(parent, of_parent, &fields);
        }
        let (Some(field), Some(value)) = (register.field(column), fields.get(column)) else { return Ok(String::new()) };
        match field.parent().zip(value.as_i64()) {
            Some((parent, id)) => Ok(self.0.history().label(parent.table, id, None)?.said(&Names::default())),
            None => Ok(self.0.history().shown(field, value)?.words()),
        }
    }

    /// What a command takes for a reference: the number or the code, where rows are known by one, else the id.
    fn field_as_typed(&self, register: &Register, column: &str, fields: &RowFields) -> Result<String> {
        let parent = register.field(column).and_then(|field| field.parent());
        let text = match (parent, fields.get(column).and_then(serde_json::Value::as_i64)) {
            (Some(parent), Some(id)) if !parent.is_numbered => id.to_string(),
            _ => self.field_in_words(register, column, fields)?,
        };
        Ok(shell_word(&text))
    }
}

/// The rows of a register that end on a day (`?2`) or later and in which a person (`?1`) takes part: by their own reference,
/// or by that of rows that belong to them.
fn open_rows(register: &Register, Span { first, last, .. }: Span) -> String {
    let mut parts: Vec<_> = register.references_to(PEOPLE.table).map(|column| format!("{column} = ?1")).collect();
    for child in register::ALL.iter().filter(|child| child.span.is_none()) {
        for (ours, person) in child
            .references_to(register.table)
            .flat_map(|ours| child.references_to(PEOPLE.table).map(move |person| (ours, person)))
        {
            parts.push(format!("id IN (SELECT {ours} FROM {} WHERE {person} = ?1)", child.table));
        }
    }
    // With what a row belongs to it is over too: a mentee's stay with the pair.
    let of_parents: String = register
        .fields
        .iter()
        .filter_map(|field| Some((field.column, field.parent()?, field.parent()?.span?.last)))
        .map(|(column, parent, last)| {
            format!(" AND NOT EXISTS (SELECT 1 FROM {} o WHERE o.id = r.{column} AND o.{last} < ?2)", parent.table)
        })
        .collect();
    format!(
        "SELECT id, {last} FROM {} r WHERE ({}) AND ({last} IS NULL OR {last} >= ?2){of_parents} ORDER BY {first}, id",
        register.table,
        parts.join(" OR ")
    )
}

/// A text with `{column}` replaced.
fn filled(template: &str, value: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((column, behind)) = after.split_once('}') else { break };
        text += before;
        text += &value(column)?;
        rest = behind;
    }
    Ok(text + rest)
}
