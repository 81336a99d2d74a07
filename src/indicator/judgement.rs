//! The units of some measures, each judged: what `explain` lists and `compare` holds side by side.

use std::collections::HashSet;
use std::rc::Rc;

use anyhow::Result;

use super::bits::Bits;
use super::measure::Measure;
use super::orgs_on_day::{Only, OrgsOnDay};
use super::walk::{AboutUnit, JudgedUnit, UncountedUnit, UnitWalk, Verdict};
use crate::domain::Share;

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
    for run in walk_runs(measures) {
        let walk = orgs.walk_over(&in_run(&run), with_outside)?;
        for (at, measure) in run {
            judged.push((at, Judgement::of_walk(orgs, &walk, measure)?));
        }
    }
    judged.sort_by_key(|(at, _)| *at);
    Ok(judged.into_iter().map(|(_, judgement)| judgement).collect())
}

/// Judges each measure on two days and hands both over with its place. The units of one measure are held at a time, not those
/// of all.
///
/// # Errors
/// The file can't be read.
pub fn judge_on_two_days(
    days: [&OrgsOnDay<'_>; 2],
    measures: &[Measure],
    with_outside: bool,
    mut take: impl FnMut(usize, Judgement, Judgement),
) -> Result<()> {
    let [before, after] = days;
    for run in walk_runs(measures) {
        let was = before.walk_over(&in_run(&run), with_outside)?;
        let is = after.walk_over(&in_run(&run), with_outside)?;
        for (at, measure) in run {
            take(at, Judgement::of_walk(before, &was, measure)?, Judgement::of_walk(after, &is, measure)?);
        }
    }
    Ok(())
}

/// Whatever the measures don't count or can't judge, each with everything that it lacks and the commands that mend it.
///
/// # Errors
/// The file can't be read.
pub fn uncounted(orgs: &OrgsOnDay<'_>, measures: &[Measure]) -> Result<Vec<Vec<UncountedUnit>>> {
    let mut of_measures = vec![Vec::new(); measures.len()];
    for run in walk_runs(measures) {
        let walk = orgs.walk_over(&in_run(&run), false)?;
        for (at, measure) in run {
            of_measures[at] = walk.uncounted(measure)?;
        }
    }
    Ok(of_measures)
}

/// The measures of each unit that one walk answers, with their places.
fn walk_runs(measures: &[Measure]) -> Vec<Vec<(usize, &Measure)>> {
    let mut units: Vec<&str> = Vec::new();
    for measure in measures {
        if !units.contains(&measure.unit()) {
            units.push(measure.unit());
        }
    }
    let of_unit = |unit: &str| measures.iter().enumerate().filter(|(_, m)| m.unit() == unit).collect::<Vec<_>>();
    units.into_iter().flat_map(|unit| Bits::runs(&of_unit(unit))).collect()
}

fn in_run<'m>(run: &[(usize, &'m Measure)]) -> Vec<&'m Measure> {
    run.iter().map(|(_, measure)| *measure).collect()
}

/// A person who is no such unit at all.
fn absent(reason: &'static str, person: i64) -> Option<JudgedUnit> {
    (!reason.is_empty()).then(|| JudgedUnit {
        unit: person,
        about: Rc::new(AboutUnit { person: Some(person), ..AboutUnit::default() }),
        place: None,
        verdict: Verdict::Outside,
        reason: reason.into(),
        named: None,
        value: 0,
        part: 0,
        whole: 0,
    })
}

fn order(unit: &JudgedUnit) -> (usize, Option<usize>, &str, i64) {
    (unit.verdict.rank(), unit.place, &unit.about.key, unit.unit)
}

impl Judgement {
    /// What a walk found of a measure.
    fn of_walk(orgs: &OrgsOnDay<'_>, walk: &UnitWalk<'_>, measure: &Measure) -> Result<Self> {
        let mut units = walk.explain(measure)?;
        if let (Some(Only::Person(person)), true) = (orgs.only, units.is_empty()) {
            units.extend(absent(walk.absence(person)?, person));
        }
        // The organisations stand in the order of their names, so does the listing of each.
        units.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(Self { measure: measure.clone(), units })
    }

    /// The share that the units come to.
    pub fn share(&self) -> Share {
        Share {
            part: self.units.iter().map(|unit| u64::from(unit.part)).sum(),
            whole: self.units.iter().map(|unit| u64::from(unit.whole)).sum(),
        }
    }

    /// Of how many units nobody can know it.
    pub fn unknown(&self) -> usize {
        self.units.iter().filter(|unit| matches!(unit.verdict, Verdict::Unknown(_))).count()
    }

    /// Its units, one of each subject: of several answers of one participant that which counts most, as they are listed.
    #[must_use]
    pub fn subjects(self) -> Vec<JudgedUnit> {
        let mut known = HashSet::new();
        self.units.into_iter().filter(|unit| known.insert(unit.subject())).collect()
    }

    /// How often each reason is met among units of one rank, the most frequent first.
    pub fn reasons(&self, rank: usize) -> Vec<(&str, usize)> {
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for unit in self.units.iter().filter(|unit| unit.verdict.rank() == rank) {
            match counted.iter_mut().find(|(reason, _)| *reason == unit.reason) {
                Some((_, count)) => *count += 1,
                None => counted.push((&unit.reason, 1)),
            }
        }
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted
    }
}
