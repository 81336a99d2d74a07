//! What has become of a task by a day: stored nowhere, it follows from its term and from the day on which it was done.

use super::Day;

/// The state of a task on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// It is to be done, and there is time.
    Due,
    /// It is to be done, and its term is over.
    Overdue,
    /// It was done in time.
    Done,
    /// It was done after its term.
    Late,
}

impl TaskState {
    /// What a task with a term, done or not, is on a day.
    pub fn on(day: Day, due: Option<Day>, done: Option<Day>) -> Self {
        let done = done.filter(|done| *done <= day);
        match (done, due) {
            (Some(done), Some(due)) if done > due => Self::Late,
            (Some(_), _) => Self::Done,
            (None, Some(due)) if day > due => Self::Overdue,
            (None, _) => Self::Due,
        }
    }

    /// The word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Done => "done",
            Self::Late => "late",
        }
    }

    /// The word for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Due => "в работе",
            Self::Overdue => "просрочена",
            Self::Done => "выполнена",
            Self::Late => "выполнена позже срока",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, TaskState};

    #[test]
    fn the_last_day_of_the_term_is_in_time() {
        let day = |day| Day::new(2024, 3, day);
        let on = |now, due, done| TaskState::on(day(now).unwrap_or_else(|| panic!("{now}")), day(due), day(done));
        // There is no day 0: nothing is said.
        assert_eq!(on(10, 10, 0), TaskState::Due);
        assert_eq!(on(11, 10, 0), TaskState::Overdue);
        assert_eq!(on(11, 10, 10), TaskState::Done);
        assert_eq!(on(12, 10, 11), TaskState::Late);
        assert_eq!(on(10, 10, 11), TaskState::Due, "what was done later isn't done yet");
        assert_eq!(on(31, 0, 0), TaskState::Due);
        assert_eq!(on(31, 0, 30), TaskState::Done);
    }
}
