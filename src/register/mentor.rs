//! The register of mentors: Spassky (2), nozhay-yurt 6.3.

use super::org::ORGS;
use super::person::PERSON;
use super::{Busy, Field, Register, Span};
use crate::domain::MentorCategory;

/// Registrations: one open at a time for a person.
pub static MENTORS: Register = Register {
    corrected_by: "mentor edit",
    is_one_at_a_time: true,
    span: Some(Span {
        first: "registered",
        last: "retired",
        owners: &["person_id"],
        busy: Some(Busy {
            what: "реестр наставников", ended_by: "mentor retire {person_id} --date ДАТА"
        }),
    }),
    ..Register::of("mentors", "наставник", "mentor", &[PERSON, ORG, CATEGORY, SUBJECT, CAPACITY, REGISTERED, RETIRED])
};

/// Where the mentor works, or who sent them.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS).option("org");
/// Whom the mentor comes from.
pub const CATEGORY: Field = Field::set("category", "Категория", MentorCategory::SET)
    .also(&["Категория наставника"])
    .meaning("педагог, предприятие, студент или обучающийся; не указано — педагог")
    .example("педагог")
    .option("category");
/// What the mentor teaches.
pub const SUBJECT: Field = Field::text("subject", "Предмет")
    .also(&["Преподаваемый предмет", "Предметы", "Преподаваемые предметы"])
    .meaning("предмет")
    .example("математика")
    .edited_by("mentor edit")
    .option("subject");
/// How many mentees at most; empty: no limit.
pub const CAPACITY: Field = Field::number("capacity", "Предельное число наставляемых")
    .also(&["Предельное количество наставляемых", "Максимальное число наставляемых", "Максимум наставляемых"])
    .meaning("не указано — без ограничения")
    .example("2")
    .option("capacity");
/// The first day in the register.
pub const REGISTERED: Field = Field::day("registered", "Дата включения")
    .short("Включён")
    .required()
    .also(&["Дата включения в реестр", "Включён", "Дата назначения наставником", "Наставник с", "В реестре с"])
    .meaning("первый день в реестре")
    .example("01.11.2021")
    .option("registered");
/// The last day in the register.
pub const RETIRED: Field = Field::day("retired", "Дата исключения")
    .short("Исключён")
    .also(&["Дата исключения из реестра", "Исключён", "Наставник по", "В реестре по"])
    .meaning("последний день в реестре")
    .option("retired");
