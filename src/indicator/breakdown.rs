//! What the walk saw, summed: the whole file, strata, kinds, municipalities, organisations. Totals are sums over sums.

use std::ops::Range;
use std::rc::Rc;

use super::passport::Measure;
use super::scene::Place;
pub use crate::domain::By;
use crate::domain::{OrgKind, Share};

/// Counted units of one organisation, or a sum of such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// The numerator.
    pub part: u32,
    /// The denominator.
    pub whole: u32,
    /// Units of which it can't be known whether they count: in neither.
    pub unknown: u32,
}

/// What a line is about.
#[derive(Debug, Clone)]
pub enum Group {
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
pub struct Line {
    /// What it is about.
    pub group: Group,
    /// The stratum, where the act wants them apart; `None` is the group's total.
    pub stratum: Option<OrgKind>,
    /// The only kind of organisation in it, if there is one.
    pub kind: Option<OrgKind>,
    /// The counts.
    pub tally: Tally,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
        self.unknown += other.unknown;
    }
}

impl Tally {
    /// As a share; the unknown are in neither of its numbers.
    pub fn share(self) -> Share {
        Share { part: u64::from(self.part), whole: u64::from(self.whole) }
    }
}

impl Measure {
    /// The lines of this measure, made from its tally by organisation.
    ///
    /// An organisation is listed if it works on the reference date or has something to count.
    pub fn lines(&self, places: &[Place], by: Option<By>, tallies: &[Tally]) -> Vec<Line> {
        let counted = |place: &Place| self.kinds.contains(&place.kind);
        let sum = |range: Range<usize>, kind: Option<OrgKind>| {
            let mut total = Tally::default();
            for (place, tally) in places[range.clone()].iter().zip(&tallies[range]) {
                if kind.is_none_or(|kind| place.kind == kind) {
                    total += *tally;
                }
            }
            total
        };
        let all = 0..places.len();
        let mut lines = Vec::new();
        let mut strata = |group: Group, range: Range<usize>| {
            for kind in self.kinds.iter().copied().filter(|_| self.by_kind) {
                let tally = sum(range.clone(), Some(kind));
                lines.push(Line { group: group.clone(), stratum: Some(kind), kind: Some(kind), tally });
            }
            let kind = Some(self.kinds[0]).filter(|_| self.kinds.len() == 1);
            lines.push(Line { group, stratum: None, kind, tally: sum(range, None) });
        };
        match by {
            None => strata(Group::Whole, all),
            Some(By::Municipality) => {
                // The places stand in the order of their municipalities.
                let mut start = 0;
                for run in places.chunk_by(|a, b| a.municipality == b.municipality) {
                    let range = start..start + run.len();
                    start = range.end;
                    if run.iter().any(counted) {
                        strata(Group::Municipality(run[0].municipality.clone()), range);
                    }
                }
            }
            Some(By::Kind) => {
                for kind in self.kinds.iter().copied().filter(|kind| places.iter().any(|p| p.kind == *kind)) {
                    let tally = sum(all.clone(), Some(kind));
                    lines.push(Line { group: Group::Kind(kind), stratum: None, kind: Some(kind), tally });
                }
            }
            Some(By::Org) => {
                for (at, (place, tally)) in places.iter().zip(tallies).enumerate() {
                    if counted(place) && (place.open || *tally != Tally::default()) {
                        lines.push(Line {
                            group: Group::Org(at),
                            stratum: None,
                            kind: Some(place.kind),
                            tally: *tally,
                        });
                    }
                }
            }
        }
        lines
    }
}
