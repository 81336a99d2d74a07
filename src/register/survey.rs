//! What participants of pairs answer (nozhay-yurt 7.2, 7.7 (4), (5)).

use super::pair::PAIRS;
use super::person::PERSON;
use super::{Field, Register};
use crate::domain::{Role, SurveyStage};

/// Answers: satisfaction of 0 to 10.
pub static ANSWERS: Register = Register {
    corrected_by: "monitor survey edit",
    told_apart_by: &["pair_id", "role", "person_id", "dated"],
    is_numbered: true,
    ..Register::of("answers", "ответ на опрос", "answer", &[PAIR, ROLE, PERSON, DATED, SCORE, STAGE])
};

/// The answers to further questions.
pub static REPLIES: Register = Register {
    told_apart_by: &["answer_id", "question"],
    goes_with_person: true,
    ..Register::of(
        "replies",
        "ответ на вопрос",
        "reply",
        &[
            Field::row("answer_id", "Анкета", &ANSWERS).label(),
            Field::name("question", "Вопрос"),
            Field::text("reply", "Ответ").secret(),
        ],
    )
};

/// In which pair.
pub const PAIR: Field = Field::row("pair_id", "Пара", &PAIRS).label().required();
/// As mentor or as mentee.
pub const ROLE: Field = Field::set("role", "Роль", Role::SET)
    .required()
    .also(&["Роль участника", "Роль в паре"])
    .meaning("наставник или наставляемый")
    .example("наставляемый");
/// When.
pub const DATED: Field = Field::day("dated", "Дата")
    .named("date")
    .required()
    .also(&["Дата ответа", "Дата опроса", "Дата анкетирования", "Дата заполнения"])
    .meaning("дата ответа")
    .example("20.05.2023")
    .option("date");
/// Satisfaction.
pub const SCORE: Field = Field::number("score", "Балл")
    .required()
    .also(&["Оценка", "Баллы", "Балл (0–10)", "Удовлетворённость"])
    .meaning("удовлетворённость, целое число от 0 до 10")
    .example("8")
    .option("score");
/// Before the program or after it.
pub const STAGE: Field = Field::set("stage", "Этап", SurveyStage::SET)
    .also(&["Этап опроса", "Этап (вход, выход)"])
    .meaning("вход или выход")
    .example("выход")
    .option("stage");

/// A score as it is written.
///
/// # Errors
/// It is no whole number from 0 to 10.
pub fn score(text: &str) -> Result<i64, String> {
    match text.parse() {
        Ok(score @ 0..=10) => Ok(score),
        _ => Err("ожидается целое число от 0 до 10".into()),
    }
}
