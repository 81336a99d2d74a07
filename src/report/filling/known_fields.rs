//! The facts as the engine sees them: it asks for a name, and what it didn't find is remembered.

use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Value;
use minijinja::value::Object;

use crate::domain::Names;
use crate::report::document::{DocumentField, DocumentFields};

/// The facts of a paper.
pub(super) struct KnownFields {
    root: Value,
    missing: MissingFields,
}

type MissingFields = Arc<Mutex<Option<MissingField>>>;

/// A name that isn't among the fields, the last one that was asked for.
#[derive(Debug, Clone)]
pub(super) struct MissingField {
    pub name: String,
    pub known: Vec<&'static str>,
    pub is_of_row: bool,
}

/// The fields of the paper or of one of its rows.
#[derive(Debug)]
struct FieldScope {
    fields: Vec<(&'static str, Value)>,
    is_of_row: bool,
    missing: MissingFields,
}

impl Object for FieldScope {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let found = self.fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        if found.is_none() {
            let known = self.fields.iter().map(|(known, _)| *known).collect();
            let missing = MissingField { name: name.to_owned(), known, is_of_row: self.is_of_row };
            *self.missing.lock().unwrap_or_else(PoisonError::into_inner) = Some(missing);
        }
        found
    }
}

impl KnownFields {
    pub(super) fn new(fields: &DocumentFields, names: &Names, markup: fn(&str) -> String) -> Self {
        let missing = MissingFields::default();
        let root = scope(fields, names, markup, false, &missing);
        Self { root, missing }
    }

    pub(super) fn root(&self) -> Value {
        self.root.clone()
    }

    pub(super) fn missing(&self) -> Option<MissingField> {
        self.missing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn scope(
    fields: &DocumentFields,
    names: &Names,
    markup: fn(&str) -> String,
    is_of_row: bool,
    missing: &MissingFields,
) -> Value {
    let value = |field: &DocumentField| match field {
        DocumentField::Text(phrase) => Value::from(markup(&phrase.said(names))),
        DocumentField::Rows(rows) => {
            Value::from(rows.iter().map(|row| scope(row, names, markup, true, missing)).collect::<Vec<_>>())
        }
    };
    let fields = fields.0.iter().map(|(name, field)| (*name, value(field))).collect();
    Value::from_object(FieldScope { fields, is_of_row, missing: Arc::clone(missing) })
}
