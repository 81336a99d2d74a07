//! The register of mentors: Spassky (2), nozhay-yurt 6.3.

use super::org::ORGS;
use super::person::PERSON;
use super::{Busy, Fate, Field, Register, Span};
use crate::domain::{MentorCategory, Qualification};

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
    ..Register::of(
        "mentors",
        "наставник",
        "mentor",
        &[
            PERSON,
            ORG,
            CATEGORY,
            SUBJECT,
            CAPACITY,
            REGISTERED,
            RETIRED,
            PHONE,
            EMAIL,
            QUALIFICATION,
            QUALIFIED,
            COMPETENCES,
            ACHIEVEMENTS,
        ],
    )
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
/// Where the mentor is called.
pub const PHONE: Field = Field::text("phone", "Телефон")
    .secret()
    .fate(Fate::Emptied)
    .also(&["Контактный телефон", "Телефон наставника", "Контакты", "Контактные данные", "Номер телефона", "Телефоны"])
    .meaning("телефон для связи")
    .example("8 (000) 000-00-00")
    .edited_by("mentor edit")
    .option("phone");
/// Where letters go.
pub const EMAIL: Field = Field::text("email", "Почта")
    .secret()
    .fate(Fate::Emptied)
    .also(&["Электронная почта", "Адрес электронной почты", "E-mail", "Email", "Эл. почта", "Личный электронный адрес"])
    .meaning("адрес электронной почты")
    .example("name@example.org")
    .edited_by("mentor edit")
    .option("email");
/// An address of e-mail, as it is written; whether letters reach it nobody knows.
///
/// # Errors
/// There is nothing before or behind «@».
pub fn email_address(text: &str) -> Result<String, String> {
    match text.split_once('@') {
        Some((name, host)) if !name.is_empty() && !host.is_empty() => Ok(text.to_owned()),
        _ => Err("ожидается адрес почты: имя@сервер".into()),
    }
}

/// What attestation has given.
pub const QUALIFICATION: Field = Field::set("qualification", "Квалификационная категория", Qualification::SET)
    .short("Категория по аттестации")
    .also(&["Категория по аттестации", "Наличие квалификационной категории", "Кв. категория", "Квалификация"])
    .meaning("высшая, первая, педагог-наставник, педагог-методист, соответствие занимаемой должности")
    .example("высшая")
    .option("qualification");
/// Since when.
pub const QUALIFIED: Field = Field::day("qualified", "Дата присвоения категории")
    .refines(&QUALIFICATION)
    .also(&["Дата присвоения", "Категория присвоена", "Дата аттестации"])
    .meaning("дата присвоения квалификационной категории")
    .example("25.12.2023")
    .option("qualified");
/// What the mentor is good at.
pub const COMPETENCES: Field = Field::text("competences", "Компетенции")
    .secret()
    .fate(Fate::Emptied)
    .also(&["Основные компетенции", "Компетенции наставника"])
    .meaning("в чём наставник силён")
    .example("подготовка к ЕГЭ по математике")
    .edited_by("mentor edit")
    .option("competences");
/// What the mentor has achieved.
pub const ACHIEVEMENTS: Field = Field::text("achievements", "Достижения")
    .secret()
    .fate(Fate::Emptied)
    .also(&["Важные достижения", "Достижения наставника"])
    .meaning("важные для программы достижения")
    .example("призёр конкурса «Учитель года»")
    .edited_by("mentor edit")
    .option("achievements");
