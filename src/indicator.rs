//! The engine. A fact is a query that lists the units for which it holds; an indicator is a share of facts.
//!
//! [`page`] reads the pages of SQL, [`passport`] the acts, [`walk`] goes over the units once, with the facts as bits, and
//! [`breakdown`] sums what it saw. The numerator lies within the denominator by construction, strata add up, and
//! whoever isn't counted has a reason: the first fact that is missing.

pub mod breakdown;
pub mod figures;
pub mod page;
pub mod passport;
pub mod scene;
pub mod walk;

pub use breakdown::{By, Group, Line, Tally};
pub use figures::Figures;
pub use page::{Page, Query};
pub use passport::{Act, Catalogue, Measure};
pub use scene::{Place, Scene};
pub use walk::{Finding, Verdict, Walk};
