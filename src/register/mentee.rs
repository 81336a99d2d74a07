//! Who is mentored in a pair, dated: whoever joins later has an order of his own, whoever leaves doesn't end the pair.

use super::pair::PAIRS;
use super::person::PERSON;
use super::{Busy, Fate, Field, Register, Span};

/// The mentees of pairs.
pub static MENTEES: Register = Register {
    corrected_by: "pair edit",
    is_one_at_a_time: true,
    told_apart_by: &["pair_id", "person_id", "joined"],
    span: Some(Span {
        first: "joined",
        last: "ended",
        owners: &["pair_id", "person_id"],
        busy: Some(Busy {
            what: "пара № {pair_id}", ended_by: "pair leave {pair_id} {person_id} --date ДАТА"
        }),
    }),
    ..Register::of(
        "mentees",
        "наставляемый",
        "mentee",
        &[PAIR, PERSON, CONSENT, JOINED, ORDER_NUMBER, ORDER_DATED, ENDED, END_REASON, CONSENT_WITHDRAWN, REQUEST],
    )
};

/// Which pair.
pub const PAIR: Field = Field::row("pair_id", "Пара", &PAIRS).label().required();
/// When the mentee consented.
pub const CONSENT: Field = Field::day("consent", "Дата согласия наставляемого")
    .named("mentee_consent")
    .also(&["Согласие наставляемого", "Согласие наставляемого, дата"])
    .meaning("дата согласия")
    .example("30.08.2022")
    .option("mentee-consent");
/// The first day; empty: from the first day of the pair.
pub const JOINED: Field = Field::day("joined", "Дата включения")
    .short("Включён")
    .also(&["Включён", "Дата включения в пару", "Дата включения в группу", "Дата включения наставляемого"])
    .meaning("не указана — с начала пары")
    .option("joined");
/// The number of the order by which he joined.
pub const ORDER_NUMBER: Field = Field::text("order_number", "Номер приказа о включении")
    .named("own_order_number")
    .also(&["№ приказа о включении", "Приказ о включении, №", "Приказ о включении №"])
    .meaning("не указан — приказ о закреплении пары")
    .edited_by("pair edit --mentee")
    .option("join-order-number");
/// Its date.
pub const ORDER_DATED: Field = Field::day("order_dated", "Дата приказа о включении")
    .named("own_order_date")
    .also(&["Приказ о включении, дата", "Приказ о включении от"])
    .meaning("дата приказа о включении")
    .option("join-order-date");
/// The last day.
pub const ENDED: Field = Field::day("ended", "Дата выхода")
    .named("left")
    .short("Выход")
    .also(&["Выход", "Дата выхода из пары", "Дата выхода из группы", "Дата выхода наставляемого"])
    .meaning("последний день этого наставляемого")
    .option("left");
/// Why he left.
pub const END_REASON: Field = Field::text("end_reason", "Причина выхода")
    .named("leave_reason")
    .secret()
    .fate(Fate::Emptied)
    .also(&["Причина выхода из пары", "Причина выхода наставляемого"])
    .meaning("причина выхода")
    .edited_by("pair edit --mentee")
    .option("leave-reason");
/// When the mentee took the consent back.
pub const CONSENT_WITHDRAWN: Field = Field::day("consent_withdrawn", "Дата отзыва согласия наставляемого")
    .named("mentee_consent_withdrawn")
    .also(&["Отзыв согласия наставляемого", "Согласие наставляемого отозвано"])
    .meaning("если наставляемый отозвал согласие")
    .option("mentee-consent-withdrawn");
/// What the mentee asks of mentoring (the register of mentees, nozhay-yurt 6.3).
pub const REQUEST: Field = Field::text("request", "Запрос наставляемого")
    .secret()
    .fate(Fate::Emptied)
    .also(&["Запрос", "Основной запрос", "Основной запрос наставляемого"])
    .meaning("чего наставляемый ждёт от наставничества")
    .example("помощь с рабочей программой")
    .edited_by("pair edit --mentee")
    .option("request");
