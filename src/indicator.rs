//! The engine. A fact is a query that lists the units for which it holds; an indicator is a share of facts.
//!
//! [`page`] reads the pages of SQL, [`passport`] the acts, [`walk`] goes over the units once, with the facts as bits, and
//! [`breakdown`] sums what it saw. The numerator lies within the denominator by construction, strata of units add up, and
//! whoever isn't counted has a reason: the first fact that is missing.

mod bits;
pub mod breakdown;
pub mod figures;
pub mod judgement;
pub mod measure;
pub mod mending;
pub mod orgs_on_day;
pub mod page;
pub mod passport;
pub mod walk;

pub use breakdown::{By, FigureGroup, FigureLine, FigureSource, MeasureCount, UnitTally};
pub use figures::Figures;
pub use judgement::{Judgement, judge, judge_on_two_days, uncounted};
pub use measure::{Adds, Measure, Strata, Stratum};
pub use mending::{MendedShare, mended_shares};
pub use orgs_on_day::{OrgOnDay, OrgsOnDay};
pub use page::{FactPage, FactQuery};
pub use passport::{Act, Catalogue, known_acts};
pub use walk::{AboutUnit, JudgedUnit, MissingFact, UncountedUnit, UnitDetails, UnitWalk, Verdict};

#[cfg(test)]
mod tests;
