//! Planned values of the district's own: of a code, from a year on.

use super::org::ORGS;
use super::{Field, Register};
use crate::domain::OrgKind;

/// Targets.
pub static TARGETS: Register = Register {
    told_apart_by: &["code", "year", "kind", "org_id"],
    is_entered: false,
    ..Register::of("targets", "план показателя", "target", &[CODE, YEAR, KIND, ORG, PERCENT])
};

/// Of which share.
pub const CODE: Field = Field::text("code", "Код показателя")
    .label()
    .required()
    .also(&["Код", "Показатель"])
    .meaning("код показателя или его прочтения: список показывает monitor passport")
    .example("N1");
/// From which year on.
pub const YEAR: Field = Field::number("year", "Год")
    .label()
    .required()
    .also(&["Год плана", "С года"])
    .meaning("год, с которого действует план, до следующего плана")
    .example("2025");
/// Of which organisations.
pub const KIND: Field = Field::set("kind", "Вид организации", OrgKind::SET)
    .named("org_kind")
    .also(&["Вид", "Вид организаций"])
    .meaning("если план только для организаций этого вида")
    .example("школа");
/// Of which organisation.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS);
/// What is planned.
pub const PERCENT: Field = Field::decimal("percent", "План, %")
    .required()
    .also(&["План", "Процент", "Плановое значение"])
    .meaning("от 0 до 100, до двух знаков после запятой")
    .example("80");
