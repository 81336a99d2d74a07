//! Fields of a row that become empty by hand: a mistake, or what is no more.

use anyhow::Result;

use super::{Change, RowDraft, Store};
use crate::refuse;
use crate::register::{Field, Register, Span};

impl Store {
    /// Empties fields of a row; returns the changes.
    ///
    /// # Errors
    /// A row must have one of them; without it the row holds at the same time as another of its owners; a rule of the schema.
    pub fn empty_fields(&self, register: &'static Register, id: i64, fields: &[&Field]) -> Result<Vec<Change>> {
        if fields.is_empty() {
            return Ok(Vec::new());
        }
        let mut draft = RowDraft::of(register);
        for field in fields {
            if field.is_required || self.is_never_empty(register, field)? {
                refuse!("поле «{}» обязательно: его исправляют, а пустым не делают", field.heading);
            }
            draft = draft.emptied(**field);
            for more in register.fields.iter().filter(|more| more.refines == Some(field.column)) {
                draft = draft.emptied(*more);
            }
        }
        let changes = self.amend_row(id, &draft)?;
        if let Some(span) = register.span.as_ref().filter(|_| register.is_one_at_a_time) {
            self.check_one_at_a_time(register, span, id)?;
        }
        Ok(changes)
    }

    fn is_never_empty(&self, register: &Register, field: &Field) -> Result<bool> {
        let sql = "SELECT \"notnull\" FROM pragma_table_info(?1) WHERE name = ?2";
        Ok(self.first(sql, (register.table, field.column), |row| row.get(0))?.unwrap_or(false))
    }

    fn check_one_at_a_time(&self, register: &Register, span: &Span, id: i64) -> Result<()> {
        let Span { first, last, owners, .. } = *span;
        let same = owners.iter().map(|owner| format!("b.{owner} IS a.{owner}")).collect::<Vec<_>>().join(" AND ");
        let sql = format!(
            "SELECT b.{first}, b.{last} FROM {table} a JOIN {table} b ON b.id <> a.id AND {same} WHERE a.id = ?1 \
             AND ifnull(b.{first}, '') <= ifnull(a.{last}, '9999-12-31') AND ifnull(a.{first}, '') <= ifnull(b.{last}, '9999-12-31')",
            table = register.table
        );
        let other =
            self.first(&sql, [id], |row| Ok(crate::domain::DaySpan { first: row.get(0)?, last: row.get(1)? }))?;
        match other {
            Some(days) => refuse!("тогда на одни дни придутся две записи: другая ({}) — {days}", register.noun),
            None => Ok(()),
        }
    }
}
