//! The file of a register whose rows stand each for itself: a row is entered by the register's declaration.

use anyhow::Result;

use super::importer::Importer;
use super::person;
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::domain::number;
use crate::register::org::ORGS;
use crate::register::person::PEOPLE;
use crate::register::{Field, Register, Sort};
use crate::store::RowDraft;
use crate::store::staff::PersonOrigin;

/// The import of a plain register.
#[derive(Clone, Copy)]
pub struct RegisterFile {
    /// Whose rows the file has.
    pub register: &'static Register,
    /// Its columns: fields of the register, each under the name of its column in the schema.
    pub layout: &'static Layout,
}

impl Importer for RegisterFile {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        self.layout
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        session.step(row, || self.enter_row(session, row))
    }
}

impl RegisterFile {
    fn enter_row(&self, session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
        let who = self.register.known_by().and_then(|(field, _)| row.text(field.column)).unwrap_or_default();
        let known = session.store.row_named(self.register, &who)?;
        let mut draft = RowDraft::of(self.register);
        // What is known by its name keeps the name as it was first written.
        for field in self.register.fields.iter().filter(|field| known.is_none() || !field.is_label) {
            draft = with_cell(draft, field, session, row)?;
        }
        if !row.is_sound() {
            return Ok(None);
        }
        let put = session.store.put_row(known, &draft)?;
        Ok(Some(RowResult { who, new: put.is_new, changes: put.changes }))
    }
}

/// Says of a field what its cell does. A reference is named as files name organisations, people and what has a number.
fn with_cell(draft: RowDraft, field: &Field, session: &ImportSession<'_>, row: &Row<'_>) -> Result<RowDraft> {
    let column = field.column;
    if field.is_required && field.parent().is_none() && !row.has_text(column) {
        row.defect(column, "не заполнено");
        return Ok(draft);
    }
    Ok(match field.sort {
        Sort::Row(parent) if parent.table == ORGS.table => draft.with(*field, session.org_of(row)?),
        Sort::Row(parent) if parent.table == PEOPLE.table => {
            let known = person::recognise(session.store, row, &person::draft(row), None, PersonOrigin::Staff)?;
            draft.with(*field, known.map(|(person, _)| person.id))
        }
        _ if !row.has(column) => draft,
        Sort::Text => draft.with(*field, row.text(column)),
        Sort::Number => draft.with(*field, row.integer(column)),
        Sort::Day => draft.with(*field, row.day(column)),
        Sort::Flag => draft.with(*field, row.flag(column)),
        Sort::Snils => draft.with(*field, row.parsed(column, number::snils)),
        Sort::Set(set) => draft.with(*field, row.parsed(column, set.parse)),
        Sort::Row(parent) => {
            let Some(text) = row.text(column) else { return Ok(draft) };
            let known = session.store.row_named(parent, &text)?;
            if known.is_none() {
                row.defect(column, format!("не найдено: {}", parent.noun));
            }
            draft.with(*field, known)
        }
    })
}
