//! What the monitoring of programs measures (nozhay-yurt 7.2–7.5): at the entry and at the exit.

use super::person::PERSON;
use super::program::PROGRAM;
use super::{Field, Register};
use crate::domain::{MeasureDirection, SurveyStage};

/// What is measured: the act's, and the district's own.
pub static MEASURES: Register = Register {
    is_entered: false,
    ..Register::of("measures", "показатель мониторинга", "measure", &[TITLE, UNIT, DIRECTION])
};

/// What was measured of which mentee of which program.
pub static MEASUREMENTS: Register = Register {
    corrected_by: "program measure edit",
    told_apart_by: &["program_id", "person_id", "measure_id", "stage"],
    is_numbered: true,
    ..Register::of("measurements", "замер", "measurement", &[PROGRAM, PERSON, MEASURE, STAGE, VALUE, DATED])
};

/// What it is called.
pub const TITLE: Field = Field::name("title", "Показатель")
    .key("key")
    .label()
    .required()
    .also(&["Название показателя", "Наименование показателя"])
    .meaning("название показателя из программы или своё")
    .example("Успеваемость обучающихся");
/// In what it is counted.
pub const UNIT: Field = Field::text("unit", "Единица").meaning("единица измерения").example("%");
/// Which way is better.
pub const DIRECTION: Field = Field::set("direction", "Направление", MeasureDirection::SET)
    .meaning("рост или снижение: что лучше")
    .example("рост");

/// What was measured.
pub const MEASURE: Field = Field::row("measure_id", "Показатель", &MEASURES)
    .label()
    .required()
    .also(&["Название показателя", "Наименование показателя"])
    .meaning("показатель мониторинга: список показывает program measure kind")
    .example("Успеваемость обучающихся");
/// Before the program or after it.
pub const STAGE: Field = Field::set("stage", "Этап", SurveyStage::SET)
    .required()
    .also(&["Этап мониторинга", "Этап (вход, выход)"])
    .meaning("вход или выход")
    .example("вход");
/// How much it was.
pub const VALUE: Field = Field::decimal("value", "Значение")
    .required()
    .also(&["Результат замера", "Величина"])
    .meaning("число, до двух знаков после запятой")
    .example("72,5")
    .option("value");
/// When it was measured.
pub const DATED: Field = Field::day("dated", "Дата")
    .named("date")
    .required()
    .also(&["Дата замера", "Дата измерения"])
    .meaning("день замера")
    .example("15.09.2022")
    .option("date");
