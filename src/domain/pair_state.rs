//! What has become of a pair by a day: stored nowhere, it follows from its order, its term and its ends.

/// The state of a pair on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairState {
    /// No order fixes anybody in it yet.
    Draft,
    /// It goes on.
    InForce,
    /// It goes on, past its planned end.
    Expired,
    /// It ended, or everybody in it left.
    Ended,
}

impl PairState {
    /// The word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InForce => "in_force",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }

    /// The word for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Draft => "проект",
            Self::InForce => "действует",
            Self::Expired => "срок истёк",
            Self::Ended => "прекращена",
        }
    }
}
