//! Pairs and groups: one mentor with one mentee or several (nozhay-yurt 5.2).

use std::ops::RangeInclusive;

use super::form::FORMS;
use super::org::ORGS;
use super::person::PEOPLE;
use super::{Busy, Field, Register, Span};
use crate::domain::{Day, Model, PairEnding, PairKind, working_day};

/// Pairs.
pub static PAIRS: Register = Register {
    corrected_by: "pair edit",
    is_numbered: true,
    span: Some(Span {
        first: "started",
        last: "ended",
        owners: &[],
        busy: Some(Busy { what: "пара № {number}", ended_by: "pair close {number} --date ДАТА" }),
    }),
    ..Register::of(
        "pairs",
        "пара",
        "pair",
        &[
            NUMBER,
            MENTOR,
            FORM,
            MODEL,
            KIND,
            ORDER_NUMBER,
            ORDER_DATED,
            MENTOR_CONSENT,
            STARTED,
            ENDED,
            END_REASON,
            BASIS,
            ORG,
            PLANNED_END,
            MENTOR_CONSENT_WITHDRAWN,
            ENDING,
            NOTIFIED,
        ],
    )
};

/// The methodist's own number.
pub const NUMBER: Field = Field::name("number", "Номер пары")
    .short("№")
    .key("number_key")
    .label()
    .required()
    .also(&["№ пары", "Пара", "Номер группы", "Пара №", "Номер наставнической пары"])
    .meaning("номер пары или группы")
    .example("12");
/// Who mentors.
pub const MENTOR: Field = Field::row("mentor_id", "Наставник", &PEOPLE).required();
/// педагог–педагог and the like.
pub const FORM: Field = Field::row("form_id", "Форма", &FORMS)
    .also(&["Форма наставничества"])
    .meaning("форма наставничества")
    .example("педагог – педагог")
    .option("form");
/// The model of interaction (nozhay-yurt 4.3).
pub const MODEL: Field = Field::set("model", "Модель", Model::SET)
    .also(&["Модель наставничества"])
    .meaning("модель взаимодействия")
    .example("опытный педагог – молодой специалист")
    .option("model");
/// The kind of mentoring (nozhay-yurt 4.6).
pub const KIND: Field = Field::set("kind", "Вид", PairKind::SET)
    .also(&["Вид наставничества"])
    .meaning("вид наставничества")
    .example("традиционное")
    .option("kind");
/// The number of the order that fixes the pair.
pub const ORDER_NUMBER: Field = Field::text("order_number", "Номер приказа")
    .also(&["№ приказа", "Приказ №", "Приказ, №", "Номер приказа о закреплении", "№ приказа о закреплении"])
    .meaning("номер приказа о закреплении")
    .example("15-ОД")
    .edited_by("pair edit")
    .option("order-number");
/// Its date.
pub const ORDER_DATED: Field = Field::day("order_dated", "Дата приказа")
    .named("order_date")
    .also(&["Приказ от", "Приказ, дата", "Дата приказа о закреплении"])
    .meaning("дата приказа о закреплении")
    .example("01.09.2022")
    .option("order-date");
/// When the mentor consented.
pub const MENTOR_CONSENT: Field = Field::day("mentor_consent", "Дата согласия наставника")
    .also(&["Согласие наставника", "Согласие наставника, дата"])
    .meaning("дата согласия")
    .example("30.08.2022")
    .option("mentor-consent");
/// The first day.
pub const STARTED: Field = Field::day("started", "Дата начала")
    .short("Начало")
    .also(&["Начало", "Дата начала работы пары", "Дата закрепления"])
    .meaning("не указана — дата приказа")
    .example("01.09.2022")
    .option("start");
/// The actual last day.
pub const ENDED: Field = Field::day("ended", "Дата прекращения")
    .short("Прекращена")
    .also(&["Прекращена", "Дата прекращения пары", "Фактическое окончание"])
    .meaning("последний день всей пары; об одном вышедшем — «Дата выхода»")
    .option("ended");
/// Why it ended.
pub const END_REASON: Field = Field::text("end_reason", "Причина прекращения")
    .secret()
    .also(&["Причина", "Причина завершения"])
    .meaning("причина прекращения")
    .edited_by("pair edit")
    .option("end-reason");
/// On what ground it was made.
pub const BASIS: Field = Field::text("basis", "Основание")
    .secret()
    .also(&["Основание закрепления"])
    .meaning("основание закрепления")
    .edited_by("pair edit")
    .option("basis");

/// Whose pair it is; empty: that of the mentee's main workplace.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS)
    .also(&["Организация пары", "Наименование организации", "ОО"])
    .meaning("чья пара; не указана — основное место работы наставляемого")
    .option("org");
/// The last day as planned: it ends nothing.
pub const PLANNED_END: Field = Field::day("planned_end", "Срок")
    .also(&["Окончание", "Дата окончания", "Срок пары", "Срок действия", "Срок до", "Планируемое окончание"])
    .meaning("планируемый последний день; пару он не прекращает")
    .example("31.05.2023")
    .option("until");
/// When the mentor took the consent back.
pub const MENTOR_CONSENT_WITHDRAWN: Field = Field::day("mentor_consent_withdrawn", "Дата отзыва согласия наставника")
    .also(&["Отзыв согласия наставника", "Согласие наставника отозвано"])
    .meaning("если наставник отозвал согласие")
    .option("mentor-consent-withdrawn");
/// Why it ended, of a closed set.
pub const ENDING: Field = Field::set("ending", "Вид прекращения", PairEnding::SET)
    .also(&["Вид прекращения пары", "Как прекращена"])
    .meaning("почему пара прекращена")
    .option("ending");
/// When notice of the end was given.
pub const NOTIFIED: Field = Field::day("notified", "Дата уведомления")
    .also(&["Дата уведомления о прекращении", "Уведомление о прекращении", "Уведомлён"])
    .meaning("только при прекращении по уведомлению: не позже чем за три рабочих дня (ТК РФ, ст. 351.8)")
    .option("notice");

/// How many working days lie between a notice and the end of the pair (ст. 351.8 ТК РФ).
pub const NOTICE_DAYS: u32 = 3;

/// The first day that may be the last one of a pair of whose end notice was given: the third working day after it.
pub fn earliest_end(notified: Day) -> Day {
    working_day::nth_after(notified, NOTICE_DAYS)
}

/// How many mentees a pair of a kind has: «в группе» two or more, «традиционное» one (nozhay-yurt 4.6).
pub const fn mentees_of(kind: PairKind) -> RangeInclusive<u64> {
    match kind {
        PairKind::Group => 2..=u64::MAX,
        PairKind::Traditional => 0..=1,
        _ => 0..=u64::MAX,
    }
}

/// Whether the mentor of a «реверсивное» pair is no older than the mentee, by their birth dates (nozhay-yurt 4.6).
pub fn is_reverse(mentor: Day, mentee: Day) -> bool {
    mentor >= mentee
}
