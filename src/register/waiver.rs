//! Findings that are put off, each with its reason, up to a day.

use super::{Field, Register};

/// What is put off: a finding once.
pub static WAIVERS: Register = Register {
    told_apart_by: &["finding"],
    ..Register::of("waivers", "отложенное замечание", "waiver", &[FINDING, REASON, UNTIL, DATED])
};

/// The key of the finding.
pub const FINDING: Field = Field::text("finding", "Ключ замечания").named("key").label().required();
/// Why.
pub const REASON: Field =
    Field::text("reason", "Почему отложено").secret().required().edited_by("monitor check waive --reason");
/// The last day.
pub const UNTIL: Field = Field::day("until", "Отложено по").named("waived_until").required();
/// When.
pub const DATED: Field = Field::day("dated", "Отложено с").named("waived").required();
