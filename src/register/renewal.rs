//! Orders that prolong pairs, into the next school year.

use super::pair::PAIRS;
use super::{Field, Register};

/// Prolongations: one order a day.
pub static RENEWALS: Register = Register {
    told_apart_by: &["pair_id", "order_dated"],
    ..Register::of("renewals", "продление пары", "renewal", &[PAIR, ORDER_NUMBER, ORDER_DATED, UNTIL])
};

/// Which pair.
pub const PAIR: Field = Field::row("pair_id", "Пара", &PAIRS).label().required();
/// The number of the order.
pub const ORDER_NUMBER: Field =
    Field::text("order_number", "Номер приказа о продлении").required().edited_by("pair renew");
/// Its date.
pub const ORDER_DATED: Field =
    Field::day("order_dated", "Дата приказа о продлении").named("order_date").label().required();
/// The last day as planned from then on.
pub const UNTIL: Field = Field::day("until", "Продлена до").required();
