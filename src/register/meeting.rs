//! The meetings of a pair: when, in what form, of what, and what was written down (nozhay-yurt 4.6, 5.4).

use super::pair::PAIRS;
use super::{Field, Register};
use crate::domain::MeetingForm;

/// Meetings, held or only planned.
pub static MEETINGS: Register = Register {
    corrected_by: "pair meet edit",
    is_numbered: true,
    ..Register::of("meetings", "встреча", "meeting", &[PAIR, HELD, DUE, FORM, TOPIC, LESSON, MINUTES])
};

/// Of which pair.
pub const PAIR: Field = Field::row("pair_id", "Номер пары", &PAIRS)
    .label()
    .required()
    .also(&["№ пары", "Пара", "Пара №", "Номер группы"])
    .meaning("номер пары или группы")
    .example("12");
/// The day on which they met.
pub const HELD: Field = Field::day("held", "Дата")
    .named("date")
    .label()
    .also(&["Дата встречи", "Состоялась", "Дата проведения", "Встреча состоялась"])
    .meaning("день, когда встреча состоялась; пусто, если она ещё впереди")
    .example("12.10.2022")
    .option("date");
/// The day by the schedule.
pub const DUE: Field = Field::day("due", "По графику")
    .label()
    .also(&["План", "Дата по графику", "Дата по плану", "Плановая дата", "Запланирована на"])
    .meaning("день, заранее назначенный графиком; пусто, если встреча без графика")
    .option("due");
/// In one place, or at a distance.
pub const FORM: Field = Field::set("form", "Форма", MeetingForm::SET)
    .also(&["Форма встречи", "Формат", "Формат встречи"])
    .meaning("очно или дистанционно")
    .example("очно")
    .option("form");
/// Of what they spoke.
pub const TOPIC: Field = Field::text("topic", "Тема")
    .secret()
    .also(&["Тема встречи", "Содержание", "Содержание встречи"])
    .meaning("о чём была встреча")
    .example("рабочая программа по предмету")
    .edited_by("pair meet edit")
    .option("topic");
/// Whose lesson was visited.
pub const LESSON: Field = Field::text("lesson", "Посещённый урок")
    .secret()
    .also(&["Урок", "Посещение урока", "Посещённое занятие"])
    .meaning("класс, предмет и тема урока, если на встрече его посетили")
    .edited_by("pair meet edit")
    .option("lesson");
/// The number of the minutes, or where they are.
pub const MINUTES: Field = Field::text("minutes", "Протокол")
    .secret()
    .also(&["№ протокола", "Номер протокола", "Протокол встречи", "Ссылка на протокол"])
    .meaning("номер протокола или ссылка на него")
    .example("№ 3")
    .edited_by("pair meet edit")
    .option("minutes");
