//! Whose template is filled in beforehand: a school, and who works there.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::domain::{Day, Who};
use crate::store::Store;
use crate::store::org::Org;

/// A school, and who works there on a day.
#[derive(Debug)]
pub struct TemplateSchool {
    /// The school.
    pub org: Org,
    staff: BTreeSet<i64>,
}

impl TemplateSchool {
    /// The school that a person at the command line means.
    ///
    /// # Errors
    /// None is like that, or several are; the database can't be read.
    pub fn find(store: &Store, text: &str, day: Day) -> Result<Self> {
        let org = store.orgs().find(text)?;
        let mut staff = BTreeSet::new();
        store.staff().each(Some(org.id), Some(day), &mut |colleague| {
            staff.insert(colleague.who.id);
            Ok(())
        })?;
        Ok(Self { org, staff })
    }

    /// Whether somebody works there.
    pub fn employs(&self, who: &Who) -> bool {
        self.employs_person(who.id)
    }

    /// Whether somebody with this number works there.
    pub fn employs_person(&self, id: i64) -> bool {
        self.staff.contains(&id)
    }

    /// Whether a row names it.
    pub fn is_named(&self, name: Option<&str>) -> bool {
        name == Some(&*self.org.name)
    }
}
