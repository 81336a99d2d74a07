//! Whoever is responsible for mentoring in an organisation, by appointment: nozhay-yurt 6.5.2.

use super::org::ORGS;
use super::{EditedWhen, Field, Register, Span};

/// Curators, one at a time in an organisation.
pub static CURATORS: Register = Register {
    span: Some(Span { first: "appointed", last: "ended", owners: &["org_id"], busy: None }),
    ..Register::of("curators", "куратор", "curator", &[ORG, NAME, NUMBER, APPOINTED, ENDED])
};

/// Where.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS).label().required();
/// Who.
pub const NAME: Field =
    Field::text("name", "ФИО").secret().label().edited_in(EditedWhen::Open, "org adopt --curator --correct");
/// The number of the order of appointment.
pub const NUMBER: Field = Field::text("number", "Номер приказа").edited_in(EditedWhen::Open, "org adopt --correct");
/// The first day in office.
pub const APPOINTED: Field = Field::day("appointed", "Дата назначения");
/// The last day in office.
pub const ENDED: Field = Field::day("ended", "Последний день");
