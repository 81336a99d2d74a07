//! The units of some measures, each judged: what `explain` lists and `compare` holds side by side.

use std::collections::HashSet;

use anyhow::Result;

use super::bits::Bits;
use super::measure::Measure;
use super::orgs_on_day::{Only, OrgsOnDay};
use super::walk::{JudgedUnit, UnitDetails, Verdict};
use crate::domain::{Phrase, Share};

/// A measure with the units that stand behind it, in the order in which they are listed.
pub struct Judgement {
    /// The measure.
    pub measure: Measure,
    /// Its units: the counted, those who aren't, the unknown, whatever is outside; each by organisation and name.
    pub units: Vec<JudgedUnit>,
}

/// Judges the units of each measure, with whatever is outside it if that is asked for.
///
/// # Errors
/// The file can't be read.
pub fn judge(orgs: &OrgsOnDay<'_>, measures: &[Measure], with_outside: bool) -> Result<Vec<Judgement>> {
    let mut judged: Vec<(usize, Judgement)> = Vec::new();
    let mut units: Vec<&str> = Vec::new();
    for measure in measures {
        if !units.contains(&measure.unit()) {
            units.push(measure.unit());
        }
    }
    for unit in units {
        let of_unit: Vec<(usize, &Measure)> = measures.iter().enumerate().filter(|(_, m)| m.unit() == unit).collect();
        for run in Bits::runs(&of_unit) {
            let needed: Vec<&Measure> = run.iter().map(|(_, measure)| *measure).collect();
            let walk = if with_outside { orgs.walk_with_strays(&needed)? } else { orgs.walk(&needed)? };
            for (at, measure) in run {
                let mut units = walk.explain(measure)?;
                if let (Some(Only::Person(person)), true) = (orgs.only, units.is_empty()) {
                    units.extend(absent(walk.absence(person)?, person));
                }
                // The organisations stand in the order of their names, so does the listing of each.
                units.sort_by(|a, b| order(a).cmp(&order(b)));
                judged.push((at, Judgement { measure: measure.clone(), units }));
            }
        }
    }
    judged.sort_by_key(|(at, _)| *at);
    Ok(judged.into_iter().map(|(_, judgement)| judgement).collect())
}

/// A person who is no such unit at all.
fn absent(reason: &'static str, person: i64) -> Option<JudgedUnit> {
    (!reason.is_empty()).then(|| JudgedUnit {
        unit: person,
        label: Phrase::default(),
        key: String::new(),
        person: Some(person),
        place: None,
        verdict: Verdict::Outside,
        reason,
        named: None,
        value: 0,
        part: 0,
        whole: 0,
        details: UnitDetails::default(),
    })
}

fn order(unit: &JudgedUnit) -> (usize, Option<usize>, &str, i64) {
    (unit.verdict.rank(), unit.place, &unit.key, unit.unit)
}

impl Judgement {
    /// The share that the units come to.
    pub fn share(&self) -> Share {
        Share {
            part: self.units.iter().map(|unit| u64::from(unit.part)).sum(),
            whole: self.units.iter().map(|unit| u64::from(unit.whole)).sum(),
        }
    }

    /// Its units, one of each subject: of several answers of one participant that which counts most, as they are listed.
    #[must_use]
    pub fn subjects(self) -> Vec<JudgedUnit> {
        let mut known = HashSet::new();
        self.units.into_iter().filter(|unit| known.insert(unit.subject())).collect()
    }

    /// How often each reason is met among units of one rank, the most frequent first.
    pub fn reasons(&self, rank: usize) -> Vec<(&'static str, usize)> {
        let mut counted: Vec<(&'static str, usize)> = Vec::new();
        for unit in self.units.iter().filter(|unit| unit.verdict.rank() == rank) {
            match counted.iter_mut().find(|(reason, _)| *reason == unit.reason) {
                Some((_, count)) => *count += 1,
                None => counted.push((unit.reason, 1)),
            }
        }
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted
    }
}
