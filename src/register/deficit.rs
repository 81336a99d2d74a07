//! What mentees lack as professionals («профессиональные дефициты»; nozhay-yurt 1.6, 5.2): found in a way that is named,
//! answered by the tasks of a program.

use super::person::PERSON;
use super::program::PROGRAM;
use super::{Field, Register};
use crate::domain::DeficitMethod;

/// Who lacks what, in which program.
pub static DEFICITS: Register = Register {
    corrected_by: "program need edit",
    told_apart_by: &["program_id", "person_id", "deficit"],
    is_numbered: true,
    goes_with_person: true,
    ..Register::of("deficits", "профессиональный дефицит", "deficit", &[PROGRAM, PERSON, DEFICIT, METHOD, FOUND])
};

/// What.
pub const DEFICIT: Field = Field::text("deficit", "Дефицит")
    .secret()
    .required()
    .also(&["Профессиональный дефицит", "Профессиональные дефициты", "Затруднение", "Профессиональное затруднение"])
    .meaning("чего не хватает наставляемому, своими словами")
    .example("Не владеет приёмами формирующего оценивания")
    .edited_by("program need edit")
    .option("deficit");
/// How it was found.
pub const METHOD: Field = Field::set("method", "Способ выявления", DeficitMethod::SET)
    .also(&["Способ", "Как выявлен", "Способ выявления дефицита"])
    .meaning("посещённый урок, анкета, диагностика, собственный запрос или иное")
    .example("посещённый урок")
    .option("method");
/// When it was found.
pub const FOUND: Field = Field::day("found", "Дата")
    .named("date")
    .also(&["Дата выявления", "Выявлен", "Дата выявления дефицита"])
    .meaning("день, когда дефицит выявлен")
    .example("20.09.2022")
    .option("date");
