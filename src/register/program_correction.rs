//! The corrections of programs on their way (nozhay-yurt 6.5.1): when, what, and why. What was corrected after a review stands with
//! the review.

use super::program::PROGRAM;
use super::{Field, Register};

/// What was corrected in which program.
pub static PROGRAM_CORRECTIONS: Register = Register {
    corrected_by: EDIT,
    told_apart_by: &["program_id", "dated", "content"],
    is_numbered: true,
    ..Register::of("program_corrections", "корректировка программы", "correction", &[PROGRAM, DATED, CONTENT, REASON])
};

const EDIT: &str = "program correction edit";

/// When.
pub const DATED: Field = Field::day("dated", "Дата")
    .named("date")
    .label()
    .required()
    .also(&["Дата корректировки", "Дата изменения", "Дата внесения изменений"])
    .meaning("день, с которого программа изменена")
    .example("20.01.2025")
    .option("date");
/// What is otherwise since.
pub const CONTENT: Field = Field::text("content", "Что изменено")
    .secret()
    .required()
    .also(&["Корректировка", "Содержание корректировки", "Изменения", "Внесённые изменения", "Содержание изменений"])
    .meaning("что в программе теперь иначе")
    .example("добавлены посещения уроков наставника")
    .edited_by(EDIT)
    .option("content");
/// Why.
pub const REASON: Field = Field::text("reason", "Причина")
    .secret()
    .required()
    .also(&["Основание", "Причина корректировки", "Основание корректировки", "Почему изменено"])
    .meaning("почему: результаты диагностики, затруднения, другие обстоятельства")
    .example("результаты диагностики затруднений")
    .edited_by(EDIT)
    .option("reason");
