//! By what reports judge where an act leaves it open, from a day on.

use super::{Field, Register};
use crate::domain::ReportSetting;

/// Settings of reports.
pub static REPORT_SETTINGS: Register = Register {
    told_apart_by: &["name", "since"],
    is_entered: false,
    ..Register::of("report_settings", "настройка отчётов", "report-setting", &[NAME, SINCE, VALUE])
};

/// Which one.
pub const NAME: Field = Field::set("name", "Настройка", ReportSetting::SET).named("setting").label();
/// From which day on; empty: from the first.
pub const SINCE: Field = Field::day("since", "Для дат с").named("from").label();
/// What holds then.
pub const VALUE: Field = Field::text("value", "Значение");
