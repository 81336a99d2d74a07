//! What an organisation is called: in full in files and cards, shortly in tables.

use std::rc::Rc;

/// The names of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgTitle {
    /// As registered.
    pub full: Rc<str>,
    /// The short one, if nobody else in the file goes by it.
    pub short: Option<Rc<str>>,
}

impl OrgTitle {
    /// What a table calls it.
    pub fn shown(&self) -> &str {
        self.short.as_ref().unwrap_or(&self.full)
    }
}
