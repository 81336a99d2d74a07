//! A measure with its facts as bits, and what it says of a unit.

use super::{SCORE, UNKNOWN, Unit, UnitWalk};
use crate::indicator::breakdown::{FigureSource, UnitTally};
use crate::indicator::measure::{Adds, Measure, Strata};
use crate::indicator::page::FactQuery;

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

impl Verdict {
    /// The order in which they are listed: counted, not counted, unknown, outside.
    pub fn rank(self) -> usize {
        match self {
            Self::Counted => 0,
            Self::NotCounted(_) => 1,
            Self::Unknown(_) => 2,
            Self::Outside => 3,
        }
    }
}

/// A measure with its facts as bits.
pub(in crate::indicator) struct CompiledMeasure {
    kinds: u32,
    pub(super) population: Conjunction,
    condition: Conjunction,
    part: UnitNumber,
    whole: UnitNumber,
    /// The first bit of the values of its strata, how many there are, whether they part the units or only the counted.
    pub(super) strata: Option<(u8, u8, bool)>,
}

impl CompiledMeasure {
    /// The facts that it asks for and nobody knows of the unit.
    pub(super) fn doubts(&self, unit: &Unit) -> u64 {
        unit.unknown & !unit.holds & (self.population.mask | self.condition.mask)
    }

    /// The first fact of the population that doesn't hold for the unit: why the unit is outside.
    pub(super) fn unmet(&self, unit: &Unit) -> Option<u8> {
        self.population.first(!(unit.holds | unit.unknown))
    }
}

/// What each unit adds to a number.
#[derive(Clone, Copy)]
pub(super) enum UnitNumber {
    /// The same for all.
    Same(u32),
    /// What it carries, by the place in the walk.
    Own(usize),
}

/// Facts that must all hold.
pub(super) struct Conjunction {
    mask: u64,
    /// The bits in the order in which the passport names the facts: the first that fails is the reason.
    order: Vec<u8>,
}

impl Conjunction {
    fn new(order: Vec<u8>) -> Self {
        Self { mask: order.iter().fold(0, |mask, bit| mask | 1_u64 << bit), order }
    }

    /// The first of its facts that is among some.
    pub(super) fn first(&self, among: u64) -> Option<u8> {
        if self.mask & among == 0 { None } else { self.order.iter().copied().find(|bit| among & (1 << bit) != 0) }
    }
}

impl UnitWalk<'_> {
    pub(super) fn own(&self, column: &str) -> UnitNumber {
        self.numbers.iter().position(|(known, _)| *known == column).map_or(UnitNumber::Same(0), UnitNumber::Own)
    }

    pub(in crate::indicator) fn compile(&self, measure: &Measure) -> CompiledMeasure {
        let bit = |fact: &&'static FactQuery| self.bits.of_fact(fact);
        let (part, whole) = match measure.adds {
            Adds::One => (UnitNumber::Same(1), UnitNumber::Same(1)),
            Adds::Score => (self.own(SCORE), UnitNumber::Same(self.page.scale.unwrap_or(0))),
            Adds::Numbers { whole, part } => (self.own(&part.column), self.own(&whole.column)),
        };
        let strata = match measure.strata {
            Some(Strata::Page(stratum)) => {
                let of_fact = measure.condition.iter().any(|f| f.stratum.as_deref() == Some(&stratum.column));
                Some((self.bits.of_stratum(&stratum.column), stratum.values.len() as u8, !of_fact))
            }
            Some(Strata::Kinds) | None => None,
        };
        CompiledMeasure {
            kinds: measure.kinds.iter().fold(0, |mask, kind| mask | 1 << *kind as u32),
            population: Conjunction::new(std::iter::once(0).chain(measure.population.iter().map(bit)).collect()),
            condition: Conjunction::new(measure.deciding().iter().map(bit).collect()),
            part,
            whole,
            strata,
        }
    }

    /// Three-valued: a known "no" excludes whatever else is unknown; otherwise one unknown makes the unit unknown.
    fn judge(&self, measure: &CompiledMeasure, unit: &Unit) -> Verdict {
        if measure.kinds & (1 << self.orgs.orgs[unit.org as usize].kind as u32) == 0 {
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

    /// What a measure says of a unit, and what the unit adds to it. A number that isn't known makes the unit unknown.
    pub(super) fn weigh(&self, measure: &CompiledMeasure, at: usize, unit: &Unit) -> (Verdict, UnitTally) {
        let verdict = self.judge(measure, unit);
        let one_unknown = UnitTally { unknown: 1, ..UnitTally::default() };
        let adds_none = |whole| UnitTally { part: 0, whole, unknown: 0, source: self.source(at) };
        match (verdict, self.number(measure.whole, at)) {
            (Verdict::Outside, _) => (verdict, UnitTally::default()),
            (Verdict::Unknown(_), Some(weight)) if !matches!(measure.whole, UnitNumber::Same(_)) => {
                (verdict, UnitTally { unknown: weight, ..one_unknown })
            }
            (Verdict::Unknown(_), _) => (verdict, one_unknown),
            (_, None) => (Verdict::Unknown(0), one_unknown),
            (Verdict::NotCounted(_), Some(whole)) => (verdict, adds_none(whole)),
            (Verdict::Counted, Some(whole)) => match self.number(measure.part, at) {
                Some(part) => (verdict, UnitTally { part, ..adds_none(whole) }),
                None => (Verdict::Unknown(0), one_unknown),
            },
        }
    }

    pub(super) fn number(&self, number: UnitNumber, at: usize) -> Option<u32> {
        match number {
            UnitNumber::Same(number) => Some(number),
            UnitNumber::Own(column) => Some(self.numbers[column].1[at]).filter(|number| *number != UNKNOWN),
        }
    }

    fn source(&self, at: usize) -> Option<FigureSource> {
        Some(self.sources.get(at).copied().unwrap_or(FigureSource::Computed))
    }
}
