//! Long absences of people who work: with a small child, a long leave, the army.

use super::person::PERSON;
use super::{Field, Register, Span};
use crate::domain::AbsenceKind;

/// Who is away, why, from when to when; no two of one person have a day in common.
pub static LEAVES: Register = Register {
    corrected_by: "org staff absence edit",
    told_apart_by: &["person_id", "began"],
    span: Some(Span { first: "began", last: "ended", owners: &["person_id"], busy: None }),
    ..Register::of("leaves", "отсутствие", "absence", &[PERSON, KIND, BEGAN, ENDED])
};

/// Why.
pub const KIND: Field = Field::set("kind", "Вид отсутствия", AbsenceKind::SET)
    .required()
    .also(&["Вид отпуска", "Причина отсутствия", "Отпуск"])
    .meaning("отпуск по уходу за ребёнком, длительный отпуск, военная служба или иное")
    .example("отпуск по уходу за ребёнком")
    .option("kind");
/// The first day.
pub const BEGAN: Field = Field::day("began", "С")
    .named("from")
    .required()
    .also(&["Дата начала", "Начало", "Отсутствует с", "В отпуске с", "Отпуск с", "Дата начала отпуска"])
    .meaning("первый день отсутствия")
    .example("01.03.2023")
    .option("from");
/// The last day.
pub const ENDED: Field = Field::day("ended", "По")
    .named("to")
    .also(&["Дата окончания", "Окончание", "Отсутствует по", "В отпуске по", "Отпуск по", "Дата окончания отпуска"])
    .meaning("последний день отсутствия; не указан — ещё отсутствует")
    .option("to");
