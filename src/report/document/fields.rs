//! The facts of a paper by the names under which a template knows them.

use crate::domain::{Day, Phrase};

/// What stands under a name.
#[derive(Debug, Clone)]
pub enum DocumentField {
    /// Words; nothing known is an empty text.
    Text(Phrase),
    /// Things of a kind, each with fields of its own.
    Rows(Vec<DocumentFields>),
}

/// Fields in their order, in which people are told of them.
#[derive(Debug, Clone, Default)]
pub struct DocumentFields(pub(in crate::report) Vec<(&'static str, DocumentField)>);

impl DocumentFields {
    /// With a fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<Phrase>) -> Self {
        self.0.push((name, DocumentField::Text(text.into())));
        self
    }

    /// With a fact that may be unknown.
    #[must_use]
    pub fn with_known(self, name: &'static str, text: Option<impl Into<Phrase>>) -> Self {
        self.with(name, text.map(Into::into).unwrap_or_default())
    }

    /// With a day that may be unknown.
    #[must_use]
    pub fn with_day(self, name: &'static str, day: Option<Day>) -> Self {
        self.with_known(name, day.map(|day| day.to_string()))
    }

    /// With things of a kind.
    #[must_use]
    pub fn with_rows(mut self, name: &'static str, rows: Vec<Self>) -> Self {
        self.0.push((name, DocumentField::Rows(rows)));
        self
    }
}
