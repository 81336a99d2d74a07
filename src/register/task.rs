//! What is to be done in programs (nozhay-yurt 1.6, 5.3, 5.4): by when, by whom, with what result.

use super::deficit::DEFICITS;
use super::person::PERSON;
use super::program::PROGRAM;
use super::{Field, Register};
use crate::domain::{Level, TaskKind};

/// What is to be done in which program, for one of its mentees or for all.
pub static TASKS: Register = Register {
    corrected_by: "program task edit",
    is_numbered: true,
    told_apart_by: &["program_id", "person_id", "task", "due"],
    goes_with_person: true,
    ..Register::of(
        "tasks",
        "задача программы",
        "task",
        &[PROGRAM, MENTEE, DEFICIT, KIND, TASK, SET_ON, DUE, RESPONSIBLE, RESULT, DONE, LEVEL],
    )
};

/// For whom; empty: for everybody whom the program names.
const MENTEE: Field = Field { is_required: false, ..PERSON };
/// What it answers.
pub const DEFICIT: Field = Field::row("deficit_id", "Дефицит", &DEFICITS)
    .also(&["Профессиональный дефицит", "На какой дефицит отвечает"])
    .meaning("дефицит наставляемого, на который отвечает задача, теми же словами")
    .option("need");
/// What kind of thing it is.
pub const KIND: Field = Field::set("kind", "Вид задачи", TaskKind::SET)
    .also(&["Вид", "Вид работы", "Вид мероприятия"])
    .meaning("задача, курсы, семинар, тема самообразования или подготовка к аттестации; не указан — задача")
    .example("курсы")
    .option("kind");
/// What is to be done.
pub const TASK: Field = Field::text("task", "Задача")
    .secret()
    .required()
    .also(&["Мероприятие", "Содержание", "Задачи", "Содержание работы"])
    .meaning("что нужно сделать, своими словами")
    .example("Посетить три урока наставника и разобрать их")
    .edited_by("program task edit")
    .option("task");
/// When it was set.
pub const SET_ON: Field = Field::day("set_on", "Поставлена")
    .named("set")
    .also(&["Дата постановки", "Дата постановки задачи"])
    .meaning("день, когда задача поставлена")
    .example("20.09.2022")
    .option("set");
/// By when it is to be done.
pub const DUE: Field = Field::day("due", "Срок")
    .also(&["Срок выполнения", "Срок исполнения", "Выполнить до"])
    .meaning("последний день, когда задачу нужно выполнить")
    .example("31.10.2022")
    .option("due");
/// Who does it.
pub const RESPONSIBLE: Field = Field::text("responsible", "Ответственный")
    .secret()
    .also(&["Ответственные", "Исполнитель", "Кто отвечает"])
    .meaning("кто отвечает за задачу")
    .example("наставник")
    .edited_by("program task edit")
    .option("responsible");
/// What came of it.
pub const RESULT: Field = Field::text("result", "Результат")
    .secret()
    .also(&["Итог", "Ожидаемый результат", "Отметка о результате"])
    .meaning("что получилось")
    .edited_by("program task edit")
    .option("result");
/// When it was done.
pub const DONE: Field = Field::day("done", "Выполнено")
    .also(&["Выполнена", "Дата выполнения", "Отметка о выполнении"])
    .meaning("день, когда задача выполнена; не указан — ещё нет")
    .option("done");
/// Of which level a course or a seminar is.
pub const LEVEL: Field = Field::set("level", "Уровень", Level::SET)
    .also(&["Уровень мероприятия", "Уровень семинара", "Уровень курсов"])
    .meaning("уровень курсов или семинара: школа, муниципалитет, регион или федерация")
    .example("муниципалитет")
    .option("level");
