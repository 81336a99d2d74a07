//! Whose template is filled in beforehand: a school, and who works there.

use std::collections::BTreeSet;
use std::rc::Rc;

use anyhow::Result;

use crate::domain::{Day, Who};
use crate::store::Store;
use crate::store::org::Org;
use crate::store::pair::{Mentee, Pair};

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

    /// The school that somebody names, else the one whose template is filled in, if it is one.
    ///
    /// # Errors
    /// As [`TemplateSchool::find`].
    pub fn meant(store: &Store, org: Option<&str>, given: Option<Rc<Self>>, day: Day) -> Result<Option<Rc<Self>>> {
        match org {
            Some(org) => Ok(Some(Rc::new(Self::find(store, org, day)?))),
            None => Ok(given),
        }
    }

    /// Whether a pair is the school's: it is named, or somebody of the pair works there.
    pub fn has_pair(&self, pair: &Pair, mentees: &[Mentee]) -> bool {
        let mut people = mentees.iter().map(|mentee| &mentee.who).chain([&pair.mentor]);
        self.is_named(pair.org.as_deref()) || people.any(|who| self.employs(who))
    }

    /// Whether a program is for somebody who works there.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn has_program(&self, store: &Store, program: i64) -> Result<bool> {
        Ok(store.programs().people(program)?.iter().any(|who| self.employs(who)))
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
