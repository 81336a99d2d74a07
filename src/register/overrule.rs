//! Limits that pairs were let in beyond, each with its reason.

use super::pair::PAIRS;
use super::{Field, Register};
use crate::domain::PairLimit;

/// What is overruled: a limit once a pair.
pub static OVERRULES: Register = Register {
    told_apart_by: &["pair_id", "broken"],
    ..Register::of("overrules", "нарушение предела", "overrule", &[PAIR, LIMIT, REASON, DATED])
};

/// In which pair.
pub const PAIR: Field = Field::row("pair_id", "Пара", &PAIRS).label().required();
/// Which limit.
pub const LIMIT: Field = Field::set("broken", "Предел", PairLimit::SET).label().required();
/// Why.
pub const REASON: Field =
    Field::text("reason", "Причина нарушения предела").secret().required().edited_by("pair edit --despite");
/// When.
pub const DATED: Field = Field::day("dated", "Дата нарушения предела").required();

/// In files and lists of pairs: why there may be more mentees than the mentor wants.
pub const BEYOND: (&str, &str) = ("beyond_limit", "Сверх предельного числа, причина");
/// In files and lists of pairs: why the same people may be together twice.
pub const SECOND: (&str, &str) = ("second_pair", "Вторая пара тех же людей, причина");
