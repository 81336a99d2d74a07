//! What the walk saw, summed: the whole file, strata, kinds, municipalities, organisations. Totals are sums over sums.

use std::ops::Range;
use std::rc::Rc;

use super::measure::{Measure, Strata, Stratum};
use super::orgs_on_day::OrgOnDay;
pub use crate::domain::By;
use crate::domain::{OrgKind, Share};

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureSource {
    /// Counted from the registers.
    Computed,
    /// Somebody declared it.
    Declared,
    /// Partly the one, partly the other.
    Mixed,
}

/// Counted units of one organisation, or a sum of such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitTally {
    /// The numerator.
    pub part: u32,
    /// The denominator.
    pub whole: u32,
    /// Units of which it can't be known whether they count: in neither.
    pub unknown: u32,
    /// Where what is counted comes from; `None`: nothing is counted.
    pub source: Option<FigureSource>,
}

/// What a measure counts, organisation by organisation.
#[derive(Debug, Clone, Default)]
pub struct MeasureCount {
    /// All strata together.
    pub totals: Vec<UnitTally>,
    /// Each value of the page's stratum, if the measure has one.
    pub strata: Vec<Vec<UnitTally>>,
}

/// What a line is about.
#[derive(Debug, Clone)]
pub enum FigureGroup {
    /// The whole file.
    Whole,
    /// An organisation, by its place.
    Org(usize),
    /// A kind.
    Kind(OrgKind),
    /// A municipality.
    Municipality(Rc<str>),
}

/// A share of one group, or of one stratum of it.
#[derive(Debug, Clone)]
pub struct FigureLine {
    /// What it is about.
    pub group: FigureGroup,
    /// The stratum, where the act wants them apart; `None` is the group's total.
    pub stratum: Option<Stratum>,
    /// The only kind of organisation in it, if there is one.
    pub kind: Option<OrgKind>,
    /// The counts.
    pub tally: UnitTally,
}

impl std::ops::AddAssign for UnitTally {
    fn add_assign(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
        self.unknown += other.unknown;
        self.source = match (self.source, other.source) {
            (Some(one), Some(another)) if one != another => Some(FigureSource::Mixed),
            (one, another) => one.or(another),
        };
    }
}

impl FigureSource {
    /// The word for programs and the one for people.
    pub fn code_and_title(self) -> (&'static str, &'static str) {
        match self {
            Self::Computed => ("computed", "расчёт"),
            Self::Declared => ("declared", "заявлено"),
            Self::Mixed => ("mixed", "частью заявлено"),
        }
    }

    /// The one with a word for programs.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Computed, Self::Declared, Self::Mixed].into_iter().find(|source| source.code_and_title().0 == code)
    }
}

impl MeasureCount {
    /// All organisations together.
    pub fn total(&self) -> UnitTally {
        let mut total = UnitTally::default();
        self.totals.iter().for_each(|tally| total += *tally);
        total
    }
}

impl UnitTally {
    /// As a share; the unknown are in neither of its numbers.
    pub fn share(self) -> Share {
        Share { part: u64::from(self.part), whole: u64::from(self.whole) }
    }
}

impl Measure {
    /// The lines of this measure, made from its count.
    ///
    /// An organisation is listed if it works on the reference date or has something to count.
    pub fn lines(&self, orgs: &[OrgOnDay], by: Option<By>, count: &MeasureCount) -> Vec<FigureLine> {
        let counted = |org: &OrgOnDay| self.kinds.contains(&org.kind);
        let mut lines = Vec::new();
        // The lines of a group: those organisations of a range that are of a kind, if one is given.
        let mut tell = |group: FigureGroup, range: Range<usize>, of_kind: Option<OrgKind>| {
            let sum = |tallies: &[UnitTally], kind: Option<OrgKind>| {
                let mut total = UnitTally::default();
                for (org, tally) in orgs[range.clone()].iter().zip(&tallies[range.clone()]) {
                    if kind.is_none_or(|kind| org.kind == kind) {
                        total += *tally;
                    }
                }
                total
            };
            let single = of_kind.or(Some(self.kinds[0]).filter(|_| self.kinds.len() == 1));
            let mut tell = |stratum: Option<Stratum>, kind, tally| {
                lines.push(FigureLine { group: group.clone(), stratum, kind, tally });
            };
            match self.strata {
                Some(Strata::Kinds) if of_kind.is_none() => {
                    for kind in &self.kinds {
                        tell(Some(Stratum::Kind(*kind)), Some(*kind), sum(&count.totals, Some(*kind)));
                    }
                }
                Some(Strata::Page(stratum)) => {
                    for (value, tallies) in stratum.values.iter().zip(&count.strata) {
                        tell(Some(Stratum::Value(value)), single, sum(tallies, of_kind));
                    }
                }
                Some(Strata::Kinds) | None => {}
            }
            tell(None, single, sum(&count.totals, of_kind));
        };
        match by {
            None => tell(FigureGroup::Whole, 0..orgs.len(), None),
            Some(By::Municipality) => {
                // The organisations stand in the order of their municipalities.
                let mut start = 0;
                for run in orgs.chunk_by(|a, b| a.municipality == b.municipality) {
                    let range = start..start + run.len();
                    start = range.end;
                    if run.iter().any(counted) {
                        tell(FigureGroup::Municipality(run[0].municipality.clone()), range, None);
                    }
                }
            }
            Some(By::Kind) => {
                for kind in self.kinds.iter().copied().filter(|kind| orgs.iter().any(|org| org.kind == *kind)) {
                    tell(FigureGroup::Kind(kind), 0..orgs.len(), Some(kind));
                }
            }
            Some(By::Org) => {
                for (at, (org, tally)) in orgs.iter().zip(&count.totals).enumerate() {
                    if counted(org) && (org.open || *tally != UnitTally::default()) {
                        tell(FigureGroup::Org(at), at..at + 1, Some(org.kind));
                    }
                }
            }
        }
        lines
    }
}
