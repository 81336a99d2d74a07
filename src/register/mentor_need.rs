//! Who needs a mentor, as the curator of an organisation lists them, and when the list was found to be up to date:
//! nozhay-yurt 6.5.2.1.

use super::org::ORGS;
use super::person::PERSON;
use super::{Busy, Fate, Field, Register, Span};
use crate::domain::NeedReason;

/// The lists of all organisations: somebody stands once at a time in the list of one.
pub static NEEDS: Register = Register {
    corrected_by: "org needs edit",
    told_apart_by: &["org_id", "person_id", "dated"],
    is_one_at_a_time: true,
    span: Some(Span {
        first: "dated",
        last: "removed",
        owners: &["org_id", "person_id"],
        busy: Some(Busy {
            what: "перечень нуждающихся в наставнике",
            ended_by: "org needs close {person_id} --org {org_id} --date ДАТА",
        }),
    }),
    ..Register::of(
        "needs",
        "потребность в наставнике",
        "need",
        &[ORG, PERSON, REASON, DATED, SUBJECT, REVERSE, REMOVED],
    )
};

/// The days on which a curator confirmed the list of an organisation.
pub static CONFIRMATIONS: Register = Register {
    told_apart_by: &["org_id", "dated"],
    ..Register::of(
        "needs_confirmations",
        "подтверждение перечня нуждающихся в наставнике",
        "needs-confirmation",
        &[CONFIRMED_ORG, CONFIRMED],
    )
};

/// Whose list it is.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS).required();
/// Why.
pub const REASON: Field = Field::set("reason", "Причина", NeedReason::SET)
    .required()
    .also(&["Причина включения", "Причина включения в перечень", "Почему нужен наставник", "Основание включения"])
    .meaning("молодой специалист, новое место или должность, после перерыва, профессиональные дефициты или собственное желание")
    .example("молодой специалист")
    .option("need");
/// The first day on the list.
pub const DATED: Field = Field::day("dated", "Дата")
    .named("date")
    .required()
    .also(&["Дата включения", "Дата включения в перечень", "Включён в перечень", "В перечне с"])
    .meaning("первый день в перечне")
    .example("01.09.2024")
    .option("date");
/// What help is wanted in.
pub const SUBJECT: Field = Field::text("subject", "Предмет")
    .fate(Fate::Emptied)
    .also(&["Предмет, по которому нужна помощь", "Направление помощи"])
    .meaning("в чём нужна помощь; не указан — предмет, который человек ведёт")
    .example("математика")
    .edited_by("org needs edit")
    .option("subject");
/// Whether the mentor should be younger.
pub const REVERSE: Field = Field::flag("reverse", "Реверсивная пара")
    .also(&["Реверсивное", "Реверсивное наставничество", "Нужен наставник моложе"])
    .meaning("да — нужен наставник моложе наставляемого (Ножай-Юрт, п. 4.6); не указано — нет")
    .option("reverse");
/// The last day on the list.
pub const REMOVED: Field = Field::day("removed", "Снято")
    .also(&["Снят", "Снят с перечня", "Дата снятия", "Дата снятия с перечня", "Исключён из перечня", "В перечне по"])
    .meaning("последний день в перечне; не указан — наставник ещё нужен")
    .option("removed");

/// Whose list was confirmed.
pub const CONFIRMED_ORG: Field = Field::row("org_id", "Организация", &ORGS).label().required();
/// When.
pub const CONFIRMED: Field = Field::day("dated", "Дата подтверждения").named("confirmed").label().required();
