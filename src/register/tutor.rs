//! Tutors beside the mentors of pairs, dated (nozhay-yurt 5.2): one of a pair at a time. No share asks for them.

use super::pair::PAIRS;
use super::person::PERSON;
use super::{Busy, Field, Register, Span};

/// Who accompanies which pair as its tutor, and when.
pub static TUTORS: Register = Register {
    corrected_by: "pair tutor edit",
    is_one_at_a_time: true,
    told_apart_by: &["pair_id", "person_id", "joined"],
    span: Some(Span {
        first: "joined",
        last: "ended",
        owners: &["pair_id", "person_id"],
        busy: Some(Busy {
            what: "тьютор пары № {pair_id}",
            ended_by: "pair leave {pair_id} {person_id} --as тьютор --date ДАТА",
        }),
    }),
    ..Register::of("tutors", "тьютор", "tutor", &[PAIR, PERSON, JOINED, ENDED])
};

/// Of which pair.
pub const PAIR: Field = Field::row("pair_id", "Номер пары", &PAIRS)
    .label()
    .required()
    .also(&["№ пары", "Пара", "Пара №", "Номер группы"])
    .meaning("номер пары или группы")
    .example("12");
/// The first day; empty: from the first day of the pair.
pub const JOINED: Field = Field::day("joined", "Дата включения тьютора")
    .short("Включён")
    .also(&["Дата включения", "Включён", "С", "Тьютор с"])
    .meaning("первый день тьютора в паре; не указан — с начала пары")
    .example("01.10.2024")
    .option("joined");
/// The last day.
pub const ENDED: Field = Field::day("ended", "Дата выхода тьютора")
    .named("left")
    .short("Выход")
    .also(&["Дата выхода", "Выход", "По", "Тьютор по"])
    .meaning("последний день тьютора в паре; пусто — до конца пары")
    .option("left");
/// In files and lists of pairs: who it is on the day.
pub const OF_PAIR: (&str, &str) = ("tutor", "Тьютор");
/// The same: the first day.
pub const SINCE: (&str, &str) = ("tutor_joined", JOINED.heading);
