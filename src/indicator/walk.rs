//! One walk over the units, with the facts as bits: it settles every question of every measure at once.

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Statement};

use super::breakdown::Tally;
use super::page::{Page, Query};
use super::passport::Measure;
use super::scene::{Scene, look, mark};
use crate::domain::{Phrase, Reference, Who, name};
use crate::error::Failure;

/// A unit in the walk.
#[derive(Debug, Clone, Copy)]
struct Unit {
    id: u32,
    place: u32,
    /// Facts that hold, a bit each.
    holds: u32,
    /// Facts that can't be known.
    unknown: u32,
    /// What it carries: a score; else 0.
    value: u32,
}

/// The units of one kind with the facts that some measures need.
pub struct Walk<'a> {
    scene: &'a Scene<'a>,
    page: &'static Page,
    facts: Vec<&'static Query>,
    units: Vec<Unit>,
}

/// What one measure says of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Outside the population.
    Outside,
    /// In the numerator.
    Counted,
    /// In the denominator only; the bit of the first fact that is missing.
    NotCounted(u8),
    /// In neither; the bit of the first fact that can't be known.
    Unknown(u8),
}

/// One unit as `explain` lists it.
pub struct Finding {
    /// The unit's id.
    pub unit: i64,
    /// Its name: a person's, or an organisation's.
    pub label: Phrase,
    /// The search key of the name.
    pub key: String,
    /// Its place in [`Scene::places`].
    pub place: usize,
    /// What the measure says of it.
    pub verdict: Verdict,
    /// The reason in Russian; empty for the counted.
    pub reason: &'static str,
    /// What the unit carries: a score; else 0.
    pub value: u32,
}

/// A measure with its facts as bits.
struct Compiled {
    kinds: u32,
    population: Conjunction,
    condition: Conjunction,
}

/// Facts that must all hold.
struct Conjunction {
    mask: u32,
    /// The bits in the order in which the passport names the facts: the first that fails is the reason.
    order: Vec<u8>,
}

impl Conjunction {
    fn of(order: Vec<u8>) -> Self {
        Self { mask: order.iter().fold(0, |mask, bit| mask | 1_u32 << bit), order }
    }

    /// The first of its facts that is among some.
    fn first(&self, among: u32) -> Option<u8> {
        if self.mask & among == 0 { None } else { self.order.iter().copied().find(|bit| among & (1 << bit) != 0) }
    }
}

impl<'a> Scene<'a> {
    /// Goes over the units of one kind with the facts that the measures need.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn walk(&'a self, measures: &[&Measure]) -> Result<Walk<'a>> {
        let page = measures.first().ok_or_else(|| Failure::refused("нет показателей"))?.page()?;
        let mut facts = vec![&page.units];
        for measure in measures {
            for fact in measure.facts(&measure.population)?.into_iter().chain(measure.facts(&measure.condition)?) {
                if !facts.iter().any(|known| known.name == fact.name) {
                    facts.push(fact);
                }
            }
        }
        let connection = self.store.connection();
        let mut units = Vec::new();
        let mut at: Vec<u32> = Vec::new();
        let valued = page.units.scale > 0;
        let value = if valued { ", value" } else { "" };
        let listing = format!("SELECT unit, org, holds{value} FROM ({})", page.units.sql());
        let mut statement = connection.prepare(&listing)?;
        bind(&mut statement, self.when)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let holds = answer(row.get_ref(2)?);
            // A unit of no organisation, such as the answer of a pupil, belongs to no share.
            let (ValueRef::Integer(org), true) = (row.get_ref(1)?, holds != Some(false)) else { continue };
            let Some(place) = self.place(org) else { continue };
            let id = row.get_ref(0)?.as_i64()?;
            let known = holds.is_some();
            units.push(Unit {
                id: u32::try_from(id)?,
                place: u32::try_from(place)?,
                holds: u32::from(known),
                unknown: u32::from(!known),
                value: if valued { row.get_ref(3)?.as_i64()?.try_into()? } else { 0 },
            });
            mark(&mut at, id, units.len())?;
        }
        drop(rows);
        for (bit, fact) in facts.iter().enumerate().skip(1) {
            settle(connection, fact, self.when, |id, known| {
                if let Some(unit) = look(&at, id).map(|place| &mut units[place]) {
                    let side = if known { &mut unit.holds } else { &mut unit.unknown };
                    *side |= 1 << bit;
                }
            })?;
        }
        Ok(Walk { scene: self, page, facts, units })
    }
}

impl Walk<'_> {
    /// What a measure counts, organisation by organisation, in the order of [`Scene::places`].
    pub fn tally(&self, measure: &Measure) -> Vec<Tally> {
        let compiled = self.compile(measure);
        let mut tallies = vec![Tally::default(); self.scene.places.len()];
        for unit in &self.units {
            let tally = &mut tallies[unit.place as usize];
            match self.judge(&compiled, unit) {
                Verdict::Outside => {}
                Verdict::Counted if measure.mean => {
                    tally.part += unit.value;
                    tally.whole += self.page.units.scale;
                }
                Verdict::Counted => {
                    tally.part += 1;
                    tally.whole += 1;
                }
                Verdict::NotCounted(_) => tally.whole += 1,
                Verdict::Unknown(_) => tally.unknown += 1,
            }
        }
        tallies
    }

    /// The units of a measure by name, each with its reason; of one organisation, if one is given.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn explain(&self, measure: &Measure, only: Option<usize>) -> Result<Vec<Finding>> {
        let compiled = self.compile(measure);
        let mut labels = HashMap::new();
        let mut statement = self.scene.store.connection().prepare(&self.page.units.sql())?;
        bind(&mut statement, self.scene.when)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let name: String = row.get("label")?;
            let key = name::key(&name);
            let label = match row.get::<_, Option<i64>>("person")? {
                Some(person) => Who::new(person, name).into(),
                None => Phrase::from(name),
            };
            labels.insert(row.get::<_, i64>("unit")?, (label, key));
        }
        let reasons = self.nearer(&self.page.reasons, &[&measure.condition])?;
        let doubts = self.nearer(&self.page.doubts, &[&measure.population, &measure.condition])?;
        let mut findings = Vec::new();
        for unit in &self.units {
            let place = unit.place as usize;
            if only.is_some_and(|only| only != place) {
                continue;
            }
            let verdict = self.judge(&compiled, unit);
            let nearer = |told: &HashMap<(i64, &str), &'static str>, fact: &Query, else_told: &'static str| {
                told.get(&(i64::from(unit.id), fact.name.as_str())).copied().unwrap_or(else_told)
            };
            let fact = |bit: u8| self.facts[bit as usize];
            let reason = match verdict {
                Verdict::Outside => continue,
                Verdict::Counted => "",
                Verdict::NotCounted(bit) => nearer(&reasons, fact(bit), &fact(bit).otherwise),
                Verdict::Unknown(bit) => nearer(&doubts, fact(bit), &fact(bit).unknown),
            };
            let (label, key) = labels.remove(&i64::from(unit.id)).unwrap_or_default();
            findings.push(Finding { unit: unit.id.into(), label, key, place, verdict, reason, value: unit.value });
        }
        Ok(findings)
    }

    /// What the nearer reasons of some facts say of each unit: by unit and fact, the first that lists the unit.
    fn nearer(&self, queries: &'static [Query], facts: &[&[String]]) -> Result<HashMap<(i64, &str), &'static str>> {
        let mut found = HashMap::new();
        for query in queries.iter().filter(|query| facts.iter().any(|facts| facts.contains(&query.name))) {
            settle(self.scene.store.connection(), query, self.scene.when, |unit, _| {
                found.entry((unit, query.name.as_str())).or_insert(query.says.as_str());
            })?;
        }
        Ok(found)
    }

    fn compile(&self, measure: &Measure) -> Compiled {
        let bit = |name: &String| self.facts.iter().position(|fact| fact.name == *name).unwrap_or(0) as u8;
        let condition = measure.condition.iter().filter(|_| !measure.mean).map(bit).collect();
        Compiled {
            kinds: measure.kinds.iter().fold(0, |mask, kind| mask | 1 << *kind as u32),
            population: Conjunction::of(std::iter::once(0).chain(measure.population.iter().map(bit)).collect()),
            condition: Conjunction::of(condition),
        }
    }

    /// Three-valued: a known "no" excludes whatever else is unknown; otherwise one unknown makes the unit unknown.
    fn judge(&self, measure: &Compiled, unit: &Unit) -> Verdict {
        if measure.kinds & (1 << self.scene.places[unit.place as usize].kind as u32) == 0 {
            return Verdict::Outside;
        }
        let unknown = unit.unknown & !unit.holds;
        let missing = !(unit.holds | unknown);
        if measure.population.mask & missing != 0 {
            return Verdict::Outside;
        }
        if let Some(bit) = measure.population.first(unknown) {
            return Verdict::Unknown(bit);
        }
        if let Some(bit) = measure.condition.first(missing) {
            return Verdict::NotCounted(bit);
        }
        if let Some(bit) = measure.condition.first(unknown) {
            return Verdict::Unknown(bit);
        }
        Verdict::Counted
    }
}

/// Runs a fact's query: calls back with each unit and whether it is known to hold.
fn settle(connection: &Connection, fact: &Query, when: Reference, mut found: impl FnMut(i64, bool)) -> Result<()> {
    let mut statement = connection.prepare(&fact.sql())?;
    bind(&mut statement, when)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        match (row.get_ref(0)?.as_i64()?, answer(row.get_ref(1)?)) {
            (_, Some(false)) => {}
            (unit, holds) => found(unit, holds.is_some()),
        }
    }
    Ok(())
}

/// `holds`: 1 yes, 0 no, NULL unknown.
fn answer(holds: ValueRef<'_>) -> Option<bool> {
    match holds {
        ValueRef::Null => None,
        ValueRef::Integer(n) => Some(n != 0),
        _ => Some(true),
    }
}

/// Gives a query its dates: `:from`, `:ref` and `:ref_minus_N_years`, whose arithmetic is [`crate::domain::Day`]'s.
fn bind(statement: &mut Statement<'_>, when: Reference) -> Result<()> {
    for at in 1..=statement.parameter_count() {
        let name = statement.parameter_name(at).unwrap_or_default().to_owned();
        let years = name.strip_prefix(":ref_minus_").and_then(|rest| rest.strip_suffix("_years"));
        let day = match (name.as_str(), years.map(str::parse)) {
            (":from", _) => when.from,
            (":ref", _) => when.day,
            (_, Some(Ok(years))) => when.day.minus_years(years),
            _ => return Err(Failure::refused(format!("в странице фактов неизвестный параметр {name}")).into()),
        };
        statement.raw_bind_parameter(at, day)?;
    }
    Ok(())
}
