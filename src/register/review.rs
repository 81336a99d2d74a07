//! Reviews of programs, of organisations' regulations and road maps, of materials (nozhay-yurt 6.2; kuzbass 4.2, 5.2).

use super::org::ORGS;
use super::person::PEOPLE;
use super::program::PROGRAMS;
use super::{Field, Register};
use crate::domain::{ReviewSubject, Verdict};

/// What was submitted when, what the expert said, and what was corrected after it.
pub static REVIEWS: Register = Register {
    corrected_by: EDIT,
    is_numbered: true,
    ..Register::of(
        "reviews",
        "рецензия",
        "review",
        &[
            ORG,
            PROGRAM,
            SUBJECT,
            TITLE,
            SUBMITTED,
            VERDICT,
            CONCLUDED,
            EXPERT,
            OUTSIDE_EXPERT,
            REMARKS,
            CORRECTED,
            CHANGES,
        ],
    )
};

const EDIT: &str = "org review edit";

/// Which organisation submitted it.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS).label();
/// Which program it is about, if it is about one.
pub const PROGRAM: Field = Field::row("program_id", "Номер программы", &PROGRAMS)
    .label()
    .also(&["№ программы", "Программа №"])
    .meaning("номер программы, если рецензируют программу")
    .example("7");
/// What is reviewed.
pub const SUBJECT: Field = Field::set("subject", "Предмет", ReviewSubject::SET)
    .label()
    .required()
    .also(&["Предмет рецензии", "Предмет экспертизы", "Что представлено", "Вид документа", "Вид материалов"])
    .meaning("дорожная карта, положение, программа, методические материалы или оценочные средства")
    .example("программа");
/// What materials are called.
pub const TITLE: Field = Field::text("title", "Название")
    .secret()
    .also(&["Наименование", "Название материалов", "Название документа"])
    .meaning("название методических материалов или оценочных средств")
    .edited_by(EDIT)
    .option("title");
/// When it was submitted.
pub const SUBMITTED: Field = Field::day("submitted", "Представлено")
    .label()
    .required()
    .also(&["Дата представления", "Дата подачи", "Представлено на рецензию", "Представлено на экспертизу", "Поступило"])
    .meaning("день, когда документ представлен на рецензию")
    .example("01.10.2024")
    .option("submitted");
/// What came of it.
pub const VERDICT: Field = Field::set("verdict", "Заключение", Verdict::SET)
    .also(&["Заключение эксперта", "Результат экспертизы", "Итог рецензии"])
    .meaning("согласовано или возвращено; не указано — рецензии ещё нет")
    .example("согласовано")
    .option("verdict");
/// When.
pub const CONCLUDED: Field = Field::day("concluded", "Дата заключения")
    .also(&["Дата рецензии", "Дата экспертизы", "Заключение от"])
    .meaning("день, когда дано заключение")
    .example("10.10.2024")
    .option("concluded");
/// Who reviewed it, somebody of the registers.
pub const EXPERT: Field = Field::row("expert_id", "Эксперт", &PEOPLE)
    .also(&["Рецензент", "ФИО эксперта", "ФИО рецензента", "Эксперт, ФИО"])
    .meaning("ФИО эксперта; кто есть в базе под этим именем, тот и записан")
    .option("expert");
/// Who reviewed it, by name, where the registers don't know him.
pub const OUTSIDE_EXPERT: Field =
    Field::text("expert", "Эксперт со стороны").secret().edited_by("org review edit --expert").option("expert");
/// What is to be mended.
pub const REMARKS: Field = Field::text("remarks", "Замечания")
    .secret()
    .also(&["Замечания эксперта", "Замечания рецензента", "Замечания и рекомендации", "Рекомендации"])
    .meaning("что эксперт предлагает исправить")
    .edited_by(EDIT)
    .option("remarks");
/// When it was mended.
pub const CORRECTED: Field = Field::day("corrected", "Исправлено")
    .also(&["Дата исправления", "Доработано", "Замечания устранены"])
    .meaning("день, когда документ исправлен по замечаниям")
    .option("corrected");
/// How.
pub const CHANGES: Field = Field::text("changes", "Что исправлено")
    .secret()
    .also(&["Исправления", "Внесённые исправления", "Как учтены замечания"])
    .meaning("что изменено по замечаниям")
    .edited_by(EDIT)
    .option("changes");
