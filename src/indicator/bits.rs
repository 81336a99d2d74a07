//! What the bits of a walk mean: the unit itself, the facts that some measures need, the values of their strata.

use super::measure::{MOST_BITS, Measure, Strata};
use super::page::{FactPage, FactQuery, PageStratum};

/// Facts and values of strata, each at its bit.
#[derive(Debug)]
pub(super) struct Bits {
    /// By their bit; the first is the listing of the units.
    pub facts: Vec<&'static FactQuery>,
    /// The strata of the page that some measure wants apart; the bits of their values follow those of the facts.
    pub strata: Vec<&'static PageStratum>,
}

impl Bits {
    pub fn new(page: &'static FactPage) -> Self {
        Self { facts: vec![&page.units], strata: Vec::new() }
    }

    /// Gives whatever a measure needs its bit.
    pub fn add(&mut self, measure: &Measure) {
        for fact in measure.population.iter().chain(&measure.condition) {
            if !self.facts.iter().any(|known| known.name == fact.name) {
                self.facts.push(fact);
            }
        }
        if let Some(Strata::Page(stratum)) = measure.strata
            && !self.strata.iter().any(|known| known.column == stratum.column)
        {
            self.strata.push(stratum);
        }
    }

    /// How many bits there are.
    pub fn len(&self) -> usize {
        self.facts.len() + self.strata.iter().map(|stratum| stratum.values.len()).sum::<usize>()
    }

    /// Measures of one page in runs, each of which has bits enough for one walk.
    pub fn runs<'m>(measures: &[(usize, &'m Measure)]) -> Vec<Vec<(usize, &'m Measure)>> {
        let mut runs: Vec<(Bits, Vec<(usize, &Measure)>)> = Vec::new();
        for (at, measure) in measures {
            if let Some((bits, run)) = runs.last_mut() {
                bits.add(measure);
                if bits.len() <= MOST_BITS {
                    run.push((*at, measure));
                    continue;
                }
            }
            let mut bits = Self::new(measure.page);
            bits.add(measure);
            runs.push((bits, vec![(*at, measure)]));
        }
        runs.into_iter().map(|(_, run)| run).collect()
    }

    /// The bit of a fact.
    pub fn of_fact(&self, fact: &FactQuery) -> u8 {
        self.facts.iter().position(|known| known.name == fact.name).unwrap_or(0) as u8
    }

    /// The bit of the first value of a stratum; those of the others follow.
    pub fn of_stratum(&self, column: &str) -> u8 {
        let before = self.strata.iter().take_while(|stratum| stratum.column != column);
        (self.facts.len() + before.map(|stratum| stratum.values.len()).sum::<usize>()) as u8
    }
}
