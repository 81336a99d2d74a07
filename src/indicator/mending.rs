//! What mending things would do to the shares: for each thing the units whose facts would then hold are judged again, and nobody else.

use std::collections::HashMap;

use anyhow::Result;

use super::bits::Bits;
use super::measure::Measure;
use super::orgs_on_day::OrgsOnDay;
use super::walk::UnitWalk;
use crate::domain::{Share, ShareShift};
use crate::store::worklist::MendedUnit;

/// What mending a thing does to a share.
#[derive(Debug, Clone, Copy)]
pub struct MendedShare {
    /// The place of the thing.
    pub item: usize,
    /// The place of the measure.
    pub measure: usize,
    /// From what to what; none where it is only sure that somebody is known from then on.
    pub shift: Option<ShareShift>,
}

/// Facts of a unit as bits: those that would hold, and those that would be known.
#[derive(Clone, Copy, Default)]
struct MendedBits {
    holds: u64,
    known: u64,
}

/// What mending each thing by itself does to each share: one walk a kind of unit, whatever the number of things.
///
/// # Errors
/// The file can't be read.
pub fn mended_shares(orgs: &OrgsOnDay<'_>, measures: &[Measure], mended: &[MendedUnit]) -> Result<Vec<MendedShare>> {
    let mut shares = Vec::new();
    let mut pages: Vec<&str> = mended.iter().map(|unit| unit.page).collect();
    pages.sort_unstable();
    pages.dedup();
    for page in pages {
        let of_page: Vec<_> = measures.iter().enumerate().filter(|(_, measure)| measure.unit() == page).collect();
        for run in Bits::runs(&of_page) {
            let of_page = || mended.iter().filter(|unit| unit.page == page);
            let adopted = of_page().filter_map(|unit| Some((unit.unit, unit.org?))).collect();
            let walk = orgs.walk_adopting(&run.iter().map(|(_, measure)| *measure).collect::<Vec<_>>(), adopted)?;
            let units = walk.mended_units(of_page());
            for (at, measure) in run {
                shares.extend(walk.mended(at, measure, &units));
            }
        }
    }
    Ok(shares)
}

/// The units of each thing, by their places in a walk.
type UnitsOfItem = Vec<(usize, Vec<(usize, MendedBits)>)>;

impl UnitWalk<'_> {
    fn mended_units<'m>(&self, mended: impl Iterator<Item = &'m MendedUnit>) -> UnitsOfItem {
        let places = self.places();
        let mut found: HashMap<(usize, usize), MendedBits> = HashMap::new();
        for MendedUnit { item, unit, facts, is_certain, .. } in mended {
            // Whoever is no such unit counts nowhere.
            let Some(place) = u32::try_from(*unit).ok().and_then(|unit| places.get(&unit)) else { continue };
            let bits = self.bits_of(facts);
            let known = found.entry((*item, *place)).or_default();
            match is_certain {
                true => known.holds |= bits,
                false => known.known |= bits,
            }
        }
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_unstable_by_key(|(key, _)| *key);
        let runs = found.chunk_by(|one, other| one.0.0 == other.0.0);
        runs.map(|run| (run[0].0.0, run.iter().map(|((_, place), bits)| (*place, *bits)).collect())).collect()
    }

    /// What mending does to one share, of each thing that moves it.
    fn mended(&self, place: usize, measure: &Measure, units: &UnitsOfItem) -> Vec<MendedShare> {
        let compiled = self.compile(measure);
        let total = self.tally(measure).total().share();
        let mut shares = Vec::new();
        for (item, of_item) in units {
            let (mut part, mut whole) = (total.part, total.whole);
            let mut is_only_known = false;
            for (at, MendedBits { holds, known }) in of_item {
                is_only_known |= self.is_doubtful(&compiled, *at, *known);
                let [was, is] = [0, *holds].map(|besides| self.weigh_with(&compiled, *at, besides));
                // The unit is in the total, so nothing falls below nought.
                part = part + u64::from(is.part) - u64::from(was.part);
                whole = whole + u64::from(is.whole) - u64::from(was.whole);
            }
            let after = Share { part, whole };
            let shift = (after != total).then_some(ShareShift { before: total, after });
            if shift.is_some() || is_only_known {
                shares.push(MendedShare { item: *item, measure: place, shift });
            }
        }
        shares
    }
}
