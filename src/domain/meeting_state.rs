//! What has become of a meeting by a day: stored nowhere, it follows from its days and from the end of the pair.

/// The state of a meeting on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeetingState {
    /// They met.
    Held,
    /// It is to be by the schedule.
    Ahead,
    /// The day by the schedule is past, and nobody has told that they met.
    Overdue,
    /// The pair ended before the day by the schedule.
    Dropped,
}

impl MeetingState {
    /// The word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Ahead => "ahead",
            Self::Overdue => "overdue",
            Self::Dropped => "dropped",
        }
    }

    /// The word for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Held => "состоялась",
            Self::Ahead => "предстоит",
            Self::Overdue => "не отмечена",
            Self::Dropped => "отпала",
        }
    }
}
