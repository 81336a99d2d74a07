//! Who stands behind a figure: each unit of a measure with its name and its reason.

use std::collections::HashMap;

use anyhow::Result;

use super::{SCORE, UnitWalk, Verdict, answer};
use crate::domain::{Phrase, Who, name};
use crate::indicator::breakdown::UnitTally;
use crate::indicator::measure::{Adds, Measure};
use crate::indicator::page::FactQuery;

/// One unit as `explain` lists it.
pub struct JudgedUnit {
    /// The unit's id.
    pub unit: i64,
    /// Its name: a person's, or an organisation's.
    pub label: Phrase,
    /// The search key of the name.
    pub key: String,
    /// The place of its organisation in [`OrgsOnDay::orgs`].
    pub place: usize,
    /// What the measure says of it.
    pub verdict: Verdict,
    /// The reason in Russian; empty for the counted.
    pub reason: &'static str,
    /// What the unit carries: a score; else 0.
    pub value: u32,
    /// What it adds to the numerator.
    pub part: u32,
    /// What it adds to the denominator.
    pub whole: u32,
}

impl UnitWalk<'_> {
    /// The units of a measure by name, each with its reason.
    pub fn explain(&self, measure: &Measure) -> Result<Vec<JudgedUnit>> {
        let compiled = self.compile(measure);
        let mut labels = HashMap::new();
        let mut statement = self.prepare_listing("unit, label, person")?;
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
        let score = self.numbers.iter().find(|(column, _)| *column == SCORE);
        let mut judged = Vec::new();
        for (at, unit) in self.units.iter().enumerate() {
            let place = unit.org as usize;
            let (verdict, adds) = self.weigh(&compiled, at, unit);
            let nearer = |told: &HashMap<(i64, &str), &'static str>, fact: &FactQuery, else_told: &'static str| {
                told.get(&(i64::from(unit.id), fact.name.as_str())).copied().unwrap_or(else_told)
            };
            let fact = |bit: u8| self.bits.facts[bit as usize];
            let reason = match verdict {
                Verdict::Outside => continue,
                Verdict::Counted => "",
                Verdict::NotCounted(bit) => nearer(&reasons, fact(bit), &fact(bit).otherwise),
                Verdict::Unknown(0) if unit.unknown & 1 == 0 => self.unknown_number(measure, at),
                Verdict::Unknown(bit) => nearer(&doubts, fact(bit), &fact(bit).unknown),
            };
            let (label, key) = labels.remove(&i64::from(unit.id)).unwrap_or_default();
            let UnitTally { part, whole, .. } = adds;
            let value = score.map_or(0, |(_, scores)| scores[at]);
            judged.push(JudgedUnit { unit: unit.id.into(), label, key, place, verdict, reason, value, part, whole });
        }
        Ok(judged)
    }

    /// What the nearer reasons of some facts say of each unit: by unit and fact, the first that lists the unit.
    fn nearer(
        &self,
        queries: &'static [FactQuery],
        facts: &[&[&FactQuery]],
    ) -> Result<HashMap<(i64, &str), &'static str>> {
        let mut found = HashMap::new();
        for query in queries.iter().filter(|query| facts.iter().any(|f| f.iter().any(|f| f.name == query.name))) {
            let mut statement = self.prepare_fact(query, None)?;
            let mut rows = statement.raw_query();
            while let Some(row) = rows.next()? {
                if answer(row.get_ref(1)?) != Some(false) {
                    let unit = row.get_ref(0)?.as_i64()?;
                    found.entry((unit, query.name.as_str())).or_insert(query.says.as_str());
                }
            }
        }
        Ok(found)
    }

    /// Why a unit's number isn't known, in Russian.
    fn unknown_number(&self, measure: &Measure, at: usize) -> &'static str {
        let Adds::Numbers { whole, part } = measure.adds else { return "" };
        match self.number(self.own(&whole.column), at) {
            None => &whole.unknown,
            Some(_) => &part.unknown,
        }
    }
}
