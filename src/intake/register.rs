//! The file of a register whose rows stand each for itself: a row is entered by the register's declaration.

use anyhow::Result;

use super::importer::Importer;
use super::person;
use super::plan::RowResult;
use super::reading::{Layout, Row};
use super::session::ImportSession;
use crate::domain::Decimal;
use crate::register::org::ORGS;
use crate::register::person::PEOPLE;
use crate::register::{Field, Register, Sort};
use crate::store::staff::PersonOrigin;
use crate::store::{Change, RowDraft};

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

    fn forgets_refused(&self) -> bool {
        true
    }
}

impl RegisterFile {
    fn enter_row(&self, session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
        let named = self.register.known_by().and_then(|(field, _)| row.text(field.column));
        let known = named.as_deref().map(|name| session.store.row_named(self.register, name)).transpose()?.flatten();
        let mut draft = RowDraft::of(self.register);
        let (mut who, mut changes) = (named.unwrap_or_default(), Vec::new());
        // What is known by its name keeps the name as it was first written.
        let said = self.register.fields.iter().filter(|field| known.is_none() || !field.is_label);
        // Organisations and people have columns of their own; of the rest a file has what its layout has.
        let is_in_file = |field: &&Field| {
            let is_named_apart =
                field.parent().is_some_and(|parent| [ORGS.table, PEOPLE.table].contains(&parent.table));
            is_named_apart || self.layout.columns.iter().any(|column| column.field == field.column)
        };
        let said = said.filter(is_in_file);
        // References come last: one that isn't found ends the row, and what is wrong with the other cells is told with it.
        let (references, own): (Vec<_>, Vec<_>) = said.partition(|field| field.parent().is_some());
        for field in own {
            draft = with_cell(draft, field, row);
        }
        for field in references {
            let (id, name, of_person) = referred(field, session, row)?;
            draft = draft.with(*field, id);
            changes.extend(of_person);
            who = if who.is_empty() { name } else { who };
        }
        if !row.is_sound() {
            return Ok(None);
        }
        let known = known.map_or_else(|| session.store.row_like(&draft), |known| Ok(Some(known)))?;
        let put = session.store.put_row(known, &draft)?;
        changes.extend(put.changes);
        Ok(Some(RowResult { who, new: put.is_new, changes }))
    }
}

/// Says of a field what its cell does.
fn with_cell(draft: RowDraft, field: &Field, row: &Row<'_>) -> RowDraft {
    let column = field.column;
    if field.is_required && !row.has_text(column) {
        row.defect(column, "не заполнено");
    }
    match field.sort {
        _ if !row.has(column) => draft,
        Sort::Text => draft.with(*field, row.text(column)),
        Sort::Number => draft.with(*field, row.integer(column)),
        Sort::Decimal => draft.with(*field, row.parsed(column, Decimal::parse)),
        Sort::Day => draft.with(*field, row.day(column)),
        Sort::Flag => draft.with(*field, row.flag(column)),
        Sort::Snils => draft.with(*field, row.snils(column)),
        Sort::Set(set) => draft.with(*field, row.parsed(column, set.parse)),
        Sort::Row(_) => draft,
    }
}

/// The row that a field refers to, named as files name organisations, people and what has a number; what it is called; and
/// what the file adds to a person.
fn referred(field: &Field, session: &ImportSession<'_>, row: &Row<'_>) -> Result<(Option<i64>, String, Vec<Change>)> {
    let none = (None, String::new(), Vec::new());
    let Some(parent) = field.parent() else { return Ok(none) };
    if parent.table == ORGS.table {
        let org = session.org_of(row)?;
        if org.is_none() && field.is_required && row.is_sound() {
            row.fault("не указана организация: нет ни ИНН, ни наименования");
        }
        return Ok((org, String::new(), Vec::new()));
    }
    if parent.table == PEOPLE.table {
        let told = person::draft(row);
        if told.name.is_none() && told.snils.is_none() {
            if row.is_sound() {
                row.defect(person::NAME.field, "не заполнено");
            }
            return Ok(none);
        }
        let known = person::recognise(session.store, row, &told, None, PersonOrigin::Staff)?;
        return Ok(known.map_or(none, |(person, changes)| (Some(person.id), person.name, changes)));
    }
    let text = Some(field.column).filter(|column| row.has(column)).and_then(|column| row.text(column));
    let Some(text) = text else {
        if field.is_required {
            row.defect(field.column, "не заполнено");
        }
        return Ok(none);
    };
    let known = session.store.row_named(parent, &text)?;
    if known.is_none() {
        row.defect(field.column, format!("не найдено: {}", parent.noun));
    }
    Ok((known, text, Vec::new()))
}
