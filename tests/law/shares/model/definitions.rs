//! The shares: whose, where, and what may be missing.

use super::{Kind, Verdict};

/// A fact without which a unit isn't counted, or which isn't known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Post,
    Birth,
    Start,
    PairOrder,
    Approval,
    Order,
    Regulation,
    RoadMap,
    RoadMapTerm,
    Curator,
    Answer,
    /// Anything else: the share has but one such fact.
    Other,
}

/// What one unit came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// In [`District::people`] or [`District::orgs`].
    pub who: usize,
    /// In [`District::orgs`].
    pub org: usize,
    pub verdict: Verdict,
    /// What is missing: the reason names one of these.
    pub missing: Vec<Missing>,
    /// Of an answer; else 0.
    pub score: u32,
    /// Of a mean: what it adds to the denominator, and its score to the numerator, instead of one.
    pub scale: Option<u32>,
}

/// What the shares count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    Teacher,
    Org,
    Answer,
    Participant,
}

/// The definitions of the acts, by code.
#[derive(Debug, Clone, Copy)]
pub struct Definition {
    pub code: &'static str,
    pub unit: UnitKind,
    pub kinds: &'static [Kind],
    pub by_kind: bool,
}

const EDUCATIONAL: &[Kind] = &[Kind::General, Kind::Additional, Kind::Preschool, Kind::Vocational];
const GENERAL: &[Kind] = &[Kind::General];
pub(super) const BOTH: &[Kind] = &[Kind::General, Kind::Additional];
const WITH_PRESCHOOL: &[Kind] = &[Kind::General, Kind::Additional, Kind::Preschool];

const fn teachers(code: &'static str, kinds: &'static [Kind], by_kind: bool) -> Definition {
    Definition { code, unit: UnitKind::Teacher, kinds, by_kind }
}

const fn orgs(code: &'static str, kinds: &'static [Kind], by_kind: bool) -> Definition {
    Definition { code, unit: UnitKind::Org, kinds, by_kind }
}

const fn answers(code: &'static str) -> Definition {
    Definition { code, unit: UnitKind::Answer, kinds: BOTH, by_kind: true }
}

const fn participants(code: &'static str) -> Definition {
    Definition { code, unit: UnitKind::Participant, kinds: BOTH, by_kind: true }
}

/// Everything that the model can compute.
pub const DEFINITIONS: &[Definition] = &[
    teachers("P3", EDUCATIONAL, false),
    teachers("P3-network", EDUCATIONAL, false),
    orgs("N3", BOTH, true),
    orgs("N3-order", BOTH, true),
    orgs("N3-current", BOTH, true),
    orgs("N3-preschool", WITH_PRESCHOOL, true),
    orgs("S1", GENERAL, false),
    orgs("S1-order", GENERAL, false),
    orgs("S1-current", GENERAL, false),
    teachers("S2", GENERAL, false),
    teachers("S3", GENERAL, false),
    teachers("S3-pairs", GENERAL, false),
    orgs("S8", GENERAL, false),
    orgs("S8-all", EDUCATIONAL, false),
    orgs("S8-both", GENERAL, false),
    teachers("P1", EDUCATIONAL, false),
    teachers("P1-incl", EDUCATIONAL, false),
    teachers("P1-young", EDUCATIONAL, false),
    teachers("P1-present", EDUCATIONAL, false),
    teachers("P2", EDUCATIONAL, false),
    teachers("P2-incl", EDUCATIONAL, false),
    teachers("P2-order", EDUCATIONAL, false),
    teachers("P2-age", EDUCATIONAL, false),
    teachers("P2-age-incl", EDUCATIONAL, false),
    teachers("P2-present", EDUCATIONAL, false),
    teachers("N1", BOTH, true),
    teachers("N1-incl", BOTH, true),
    teachers("N1-novice", BOTH, true),
    teachers("N1-novice-incl", BOTH, true),
    teachers("N1-all", BOTH, true),
    teachers("N1-preschool", WITH_PRESCHOOL, true),
    teachers("N1-present", BOTH, true),
    teachers("N2", BOTH, true),
    teachers("N2-incl", BOTH, true),
    teachers("N2-preschool", WITH_PRESCHOOL, true),
    teachers("N2-present", BOTH, true),
    answers("N4"),
    answers("N4-mean"),
    participants("N4-all"),
    answers("N4-any"),
    answers("N5"),
    answers("N5-mean"),
    participants("N5-all"),
    answers("N5-any"),
    teachers("S7", GENERAL, false),
    teachers("S7-incl", GENERAL, false),
    teachers("S7-supported", GENERAL, false),
    teachers("S7-age", GENERAL, false),
    teachers("S7-age-incl", GENERAL, false),
    teachers("S7-present", GENERAL, false),
];

pub fn definition(code: &str) -> &'static Definition {
    DEFINITIONS.iter().find(|d| d.code == code).unwrap_or_else(|| panic!("no definition of {code}"))
}
