//! Releases from duties: a decision of the head that lets a mentor or a mentee off for what a program plans (nozhay-yurt 1.7).

use super::pair::PAIRS;
use super::person::PERSON;
use super::{Field, Register};

/// Who is let off, by which decision, for which days, and who stands in.
pub static RELEASES: Register = Register {
    corrected_by: EDIT,
    told_apart_by: &["pair_id", "person_id", "began"],
    goes_with_person: true,
    ..Register::of(
        "releases",
        "освобождение от обязанностей",
        "release",
        &[PAIR, PERSON, NUMBER, DATED, BEGAN, ENDED, SUBSTITUTE, PURPOSE],
    )
};

const EDIT: &str = "pair release edit";

/// Of which pair.
pub const PAIR: Field = Field::row("pair_id", "Номер пары", &PAIRS)
    .label()
    .required()
    .also(&["№ пары", "Пара", "Пара №", "Номер группы"])
    .meaning("номер пары или группы")
    .example("12");
/// The number of the decision.
pub const NUMBER: Field = Field::text("number", "Номер решения")
    .named("decision_number")
    .also(&["№ решения", "Номер приказа", "Номер приказа об освобождении"])
    .meaning("номер решения (приказа) руководителя")
    .example("31")
    .edited_by(EDIT)
    .option("number");
/// Its date.
pub const DATED: Field = Field::day("dated", "Дата решения")
    .named("decision_date")
    .required()
    .also(&["Дата приказа", "Дата приказа об освобождении"])
    .meaning("дата решения руководителя")
    .example("10.02.2025")
    .option("date");
/// The first day.
pub const BEGAN: Field = Field::day("began", "С")
    .named("from")
    .required()
    .also(&["Освобождён с", "Дата начала", "Начало"])
    .meaning("первый день освобождения")
    .example("12.02.2025")
    .option("from");
/// The last day.
pub const ENDED: Field = Field::day("ended", "По")
    .named("to")
    .required()
    .also(&["Освобождён по", "Дата окончания", "Окончание"])
    .meaning("последний день освобождения")
    .example("12.02.2025")
    .option("to");
/// Who stands in.
pub const SUBSTITUTE: Field = Field::text("substitute", "Кто замещает")
    .secret()
    .required()
    .also(&["Замещает", "Замена", "Замещающий"])
    .meaning("кто замещает освобождённого")
    .example("Васильков Иван Петрович")
    .edited_by(EDIT)
    .option("substitute");
/// For what.
pub const PURPOSE: Field = Field::text("purpose", "Мероприятие")
    .secret()
    .also(&["Цель", "Для участия в"])
    .meaning("мероприятие программы, для которого освобождён")
    .edited_by(EDIT)
    .option("purpose");
