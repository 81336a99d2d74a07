//! What a pair must keep to by its kind, and what of it is worth a word.

use std::collections::HashSet;

use anyhow::Result;

use super::Pairs;
use crate::domain::{PairKind, plural};
use crate::refuse;
use crate::register::pair;

impl Pairs<'_> {
    /// What a pair must keep to whatever way it was entered; returns what a person should look at.
    ///
    /// # Errors
    /// «В группе» with fewer than two mentees (nozhay-yurt 4.6).
    pub fn remarks(&self, number: &str) -> Result<Vec<String>> {
        let pair = self.named(number)?;
        let mentees = self.mentees(pair.id)?;
        let count = mentees.iter().map(|mentee| mentee.who.id).collect::<HashSet<_>>().len() as u64;
        let mut warnings = Vec::new();
        match pair.kind {
            Some(kind @ PairKind::Group) if !pair::mentees_of(kind).contains(&count) => {
                let have = plural::count(count, "наставляемый", "наставляемых", "наставляемых");
                refuse!("пара {number}: вид «в группе» — от двух наставляемых, а здесь {have} (Ножай-Юрт, п. 4.6)");
            }
            Some(kind @ PairKind::Traditional) if !pair::mentees_of(kind).contains(&count) => {
                warnings.push(format!("пара {number}: вид «традиционное» — один на один, а наставляемых {count}"));
            }
            Some(PairKind::Reverse) => {
                let mentor = pair.mentor_born;
                for mentee in &mentees {
                    if mentor.zip(mentee.born).is_some_and(|(mentor, mentee)| !pair::is_reverse(mentor, mentee)) {
                        warnings.push(format!(
                            "пара {number}: вид «реверсивное», но наставник старше наставляемого (Ножай-Юрт, п. 4.6)"
                        ));
                    }
                }
            }
            _ => {}
        }
        Ok(warnings)
    }
}
