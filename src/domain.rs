//! The pure nouns of the field: no input, no output, no database.

mod cell;
pub mod cycle;
pub mod day;
mod day_span;
pub mod formula;
pub mod kind;
pub mod life;
mod meeting_state;
pub mod moment;
pub mod name;
pub mod number;
mod org_title;
mod pair_state;
pub mod period;
pub mod personnel;
mod phrase;
pub mod plural;
pub mod post;
mod setting;
pub mod share;
mod shell_word;
pub mod standing;
pub mod tenure;
pub mod working_day;

pub use cell::{DayCells, Epoch};
pub use day::Day;
pub use day_span::DaySpan;
pub use kind::{
    AbsenceKind, By, ClosedSet, Cycle, DeficitMethod, Document, FileKind, MeetingForm, MentorCategory, Model, NeedReason, OrgKind, PairEnding, PairKind, ProgramOutcome, Qualification, Role, Sex, SurveyStage,
};
pub use meeting_state::MeetingState;
pub use moment::Moment;
pub use org_title::OrgTitle;
pub use pair_state::PairState;
pub use period::{Period, Reference};
pub use phrase::{Names, Phrase, Secret, Who};
pub use setting::Setting;
pub use share::{Percent, Share};
pub use shell_word::shell_word;
pub use tenure::{Start, Tenure};
