//! The stages of programs (nozhay-yurt 5.1): five, one after another.

use super::program::PROGRAM;
use super::{Field, Register, Span};
use crate::domain::ProgramStage;

/// When which stage of which program was.
pub static PROGRAM_STAGES: Register = Register {
    corrected_by: "program stage",
    told_apart_by: &["program_id", "stage"],
    is_numbered: true,
    span: Some(Span { first: "since", last: "until", owners: &[], busy: None }),
    ..Register::of("program_stages", "этап программы", "stage", &[PROGRAM, STAGE, SINCE, UNTIL])
};

/// Which stage.
pub const STAGE: Field = Field::set("stage", "Этап программы", ProgramStage::SET)
    .label()
    .required()
    .also(&["Этап", "Название этапа", "Наименование этапа"])
    .meaning("подготовительный, проектировочный, реализационный, рефлексивно-аналитический или результативный")
    .example("подготовительный");
/// Its first day.
pub const SINCE: Field = Field::day("since", "Начало этапа")
    .required()
    .also(&["Начало", "Дата начала", "С", "Дата начала этапа"])
    .meaning("первый день этапа")
    .example("01.09.2022")
    .option("since");
/// Its last day.
pub const UNTIL: Field = Field::day("until", "Окончание этапа")
    .also(&["Окончание", "Дата окончания", "По", "Дата окончания этапа"])
    .meaning("последний день этапа; не указан — этап идёт")
    .example("30.09.2022")
    .option("until");
