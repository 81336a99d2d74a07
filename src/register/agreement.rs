//! The agreement to a mentor's contract on a pair, or why none is due (nozhay-yurt 2.5; ст. 351.8 ТК РФ).

use super::pair::PAIRS;
use super::{Field, Register};

/// Agreements, each of a pair; a row with a ground says that none is due.
pub static AGREEMENTS: Register = Register {
    corrected_by: EDIT,
    told_apart_by: &["pair_id", "dated"],
    is_numbered: true,
    ..Register::of(
        "agreements",
        "соглашение с наставником",
        "agreement",
        &[PAIR, NUMBER, DATED, CONTENT, SINCE, UNTIL, FORM, PAY, GROUND],
    )
};

const EDIT: &str = "pair agreement edit";

/// Of which pair.
pub const PAIR: Field = Field::row("pair_id", "Номер пары", &PAIRS)
    .label()
    .required()
    .also(&["№ пары", "Пара", "Пара №", "Номер группы"])
    .meaning("номер пары или группы")
    .example("12");
/// Its number.
pub const NUMBER: Field = Field::text("number", "Номер соглашения")
    .named("agreement_number")
    .also(&["№ соглашения", "Номер дополнительного соглашения", "Соглашение №", "Доп. соглашение №"])
    .meaning("номер дополнительного соглашения к трудовому договору наставника")
    .example("7")
    .edited_by(EDIT)
    .option("number");
/// Its date; of a ground there is none.
pub const DATED: Field = Field::day("dated", "Дата соглашения")
    .named("agreement_date")
    .label()
    .also(&["Соглашение от", "Дата дополнительного соглашения"])
    .meaning("дата соглашения; не указывается, только если оно не требуется")
    .example("30.08.2024")
    .option("date");
/// What the mentor does.
pub const CONTENT: Field = Field::text("content", "Содержание")
    .secret()
    .also(&["Содержание работы", "Содержание наставничества"])
    .meaning("содержание работы по наставничеству")
    .edited_by(EDIT)
    .option("content");
/// The first day of the work.
pub const SINCE: Field = Field::day("since", "Начало")
    .also(&["Начало работы", "Действует с", "Срок с"])
    .meaning("первый день работы")
    .example("01.09.2024")
    .option("since");
/// The last day of the work, as planned.
pub const UNTIL: Field = Field::day("until", "Окончание")
    .also(&["Окончание работы", "Действует по", "Срок по"])
    .meaning("последний день работы")
    .example("31.05.2025")
    .option("until");
/// In what form the work is done.
pub const FORM: Field = Field::text("form", "Форма")
    .also(&["Форма работы", "Форма выполнения"])
    .meaning("форма выполнения работы")
    .example("очно, по плану встреч")
    .edited_by(EDIT)
    .option("form");
/// What is paid for it, and how: a sum or a text, as written.
pub const PAY: Field = Field::text("pay", "Доплата")
    .secret()
    .also(&["Оплата", "Размер доплаты", "Размер и условия оплаты"])
    .meaning("размер и условия оплаты, как в соглашении")
    .example("3000 руб. в месяц")
    .edited_by(EDIT)
    .option("pay");
/// Why none is due.
pub const GROUND: Field = Field::text("ground", "Основание, по которому соглашение не требуется")
    .secret()
    .also(&["Почему соглашение не требуется", "Соглашение не требуется"])
    .meaning("вместо соглашения: например, наставничество входит в должностные обязанности (письмо Роструда от 02.10.2025 № ТЗ/7300-6-1)")
    .edited_by(EDIT)
    .option("ground");
