//! The figures of some measures: computed once, then told line by line.

use std::rc::Rc;

use anyhow::{Result, anyhow};

use super::bits::Bits;
use super::breakdown::{By, FigureLine, MeasureCount};
use super::measure::Measure;
use super::orgs_on_day::{OrgOnDay, OrgsOnDay};
use crate::domain::{Reference, ReportRules};

/// What some measures counted, organisation by organisation.
pub struct Figures {
    /// The dates.
    pub when: Reference,
    /// By what units were judged.
    pub rules: ReportRules,
    /// The organisations, by municipality and name.
    pub orgs: Rc<[OrgOnDay]>,
    /// The measures, each with its counts in the order of the organisations.
    pub counted: Vec<(Measure, Rc<MeasureCount>)>,
}

impl Figures {
    /// Counts: one walk a kind of unit. In a large file the walks over all but the first kind go beside the first.
    pub fn compute(orgs: OrgsOnDay<'_>, measures: Vec<Measure>) -> Result<Self> {
        let OrgsOnDay { store, when, rules, .. } = orgs;
        let mut units: Vec<&str> = Vec::new();
        for measure in &measures {
            if !units.contains(&measure.unit()) {
                units.push(measure.unit());
            }
        }
        let (first, rest) = units.split_at(units.len().min(1));
        let beside = if rest.is_empty() { None } else { store.second_reader()? };
        let mut counts = std::thread::scope(|scope| {
            let others = beside.map(|second| {
                let measures = &measures;
                scope.spawn(move || count(&OrgsOnDay::nameless(&second, when)?.judging_by(rules), rest, measures))
            });
            let mut counts = count(&orgs, first, &measures)?;
            counts.extend(match others {
                Some(others) => others.join().map_err(|_| anyhow!("a walk was broken off"))??,
                None => count(&orgs, rest, &measures)?,
            });
            anyhow::Ok(counts)
        })?;
        counts.sort_unstable_by_key(|(at, _)| *at);
        let counted = measures.into_iter().zip(counts).map(|(measure, (_, count))| (measure, Rc::new(count))).collect();
        Ok(Self { when, rules, orgs: orgs.orgs.into(), counted })
    }

    /// Those of some of the measures, without counting again.
    #[must_use]
    pub fn some(&self, wanted: impl Fn(&Measure) -> bool) -> Self {
        let counted = self.counted.iter().filter(|(measure, _)| wanted(measure)).cloned().collect();
        Self { when: self.when, rules: self.rules, orgs: Rc::clone(&self.orgs), counted }
    }

    /// The lines of one measure, by its place in [`Figures::counted`].
    pub fn lines(&self, measure: usize, by: Option<By>) -> Vec<FigureLine> {
        let (measure, count) = &self.counted[measure];
        measure.lines(&self.orgs, by, count)
    }
}

/// The counts of the measures of some kinds of units, each with its measure's place among all.
fn count(orgs: &OrgsOnDay<'_>, units: &[&str], measures: &[Measure]) -> Result<Vec<(usize, MeasureCount)>> {
    let mut counts = Vec::new();
    for unit in units {
        let of_unit: Vec<(usize, &Measure)> = measures.iter().enumerate().filter(|(_, m)| m.unit() == *unit).collect();
        for run in Bits::runs(&of_unit) {
            let walk = orgs.walk(&run.iter().map(|(_, measure)| *measure).collect::<Vec<_>>())?;
            counts.extend(run.iter().map(|(at, measure)| (*at, walk.tally(measure))));
        }
    }
    Ok(counts)
}
