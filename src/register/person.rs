//! People: teachers, mentors from enterprises, pupils; everybody once.

use super::{Fate, Field, Register, Span};
use crate::domain::Sex;

/// Everybody whom a register names.
pub static PEOPLE: Register = Register {
    corrected_by: "org staff edit",
    ..Register::of("people", "человек", "person", &[SNILS, NAME, SEX, BORN, TEACHING_SINCE, TEACHING_SPREAD])
};

/// Names with a surname that somebody bore before.
pub static FORMER_NAMES: Register = Register {
    told_apart_by: &["person_id", "until"],
    goes_with_person: true,
    ..Register::of("former_names", "прежняя фамилия", "former-name", &[PERSON, FORMER_NAME, UNTIL])
};

/// Consents to the processing of personal data, and their withdrawal (152-ФЗ, ст. 9).
pub static CONSENTS: Register = Register {
    span: Some(Span { first: "given", last: "withdrawn", owners: &["person_id"], busy: None }),
    ..Register::of("consents", "согласие на обработку персональных данных", "consent", &[PERSON, GIVEN, WITHDRAWN])
};

/// Whose personal data were destroyed (152-ФЗ, ст. 21).
pub static ERASURES: Register = Register {
    told_apart_by: &["person_id"],
    is_entered: false,
    ..Register::of(
        "erasures",
        "удаление персональных данных",
        "erasure",
        &[PERSON, Field::day("dated", "Дата"), Field::text("basis", "Основание").secret()],
    )
};

/// Whom a row is about.
pub const PERSON: Field = Field::row("person_id", "Человек", &PEOPLE).label().required();

/// The number of the personal account: optional, and no key.
pub const SNILS: Field = Field::snils("snils", "СНИЛС")
    .fate(Fate::Emptied)
    .also(&["№ СНИЛС", "Номер СНИЛС", "СНИЛС сотрудника", "Страховой номер", "Страховой номер (СНИЛС)"])
    .meaning("СНИЛС, 11 цифр")
    .example("900-000-001 82")
    .option("snils");
/// Surname, given name, patronymic.
pub const NAME: Field = Field::text("name", "ФИО")
    .key("key")
    .secret()
    .label()
    .required()
    .fate(Fate::Replaced)
    .also(&[
        "Ф.И.О",
        "Ф. И. О",
        "Ф И О",
        "ФИО работника",
        "ФИО учителя",
        "ФИО преподавателя",
        "Сотрудник",
        "Работник",
        "ФИО сотрудника",
        "ФИО педагога",
        "ФИО педагогического работника",
        "ФИО преподавателя, реализующего программу",
        "Фамилия, имя, отчество",
        "Фамилия Имя Отчество",
        "Фамилия, имя и отчество",
        "Фамилия, имя, отчество педагогического работника",
        "Фамилия, имя, отчество (при наличии) педагогического работника",
        "fio",
    ])
    .meaning("фамилия, имя, отчество полностью")
    .example("Ромашкина Анна Петровна")
    .option("name");
/// Female or male.
pub const SEX: Field = Field::set("sex", "Пол", Sex::SET)
    .fate(Fate::Emptied)
    .also(&["Пол получателя", "Пол сотрудника"])
    .meaning("пол: ж или м")
    .example("ж")
    .option("sex");
/// The birth date: «до 35 лет» is counted by it.
pub const BORN: Field = Field::day("born", "Дата рождения")
    .secret()
    .fate(Fate::PastForgotten)
    .also(&[
        "Дата рожд",
        "Дата рождения получателя",
        "Дата рождения сотрудника",
        "Родился",
        "Д.р",
        "ДР",
        "Число, месяц, год рождения",
        "Год и дата рождения",
    ])
    .meaning("дата рождения")
    .example("12.05.1990")
    .option("born");
/// The latest day on which pedagogical work can have begun.
pub const TEACHING_SINCE: Field = Field::day("teaching_since", "Начало педагогической деятельности")
    .fate(Fate::PastForgotten)
    .also(&[
        "Дата начала педагогической деятельности",
        "Дата начала педагогической работы",
        "Начало педагогической работы",
        "Начало педагогического стажа",
        "Педагогический стаж с",
        "Дата начала педагогического стажа",
        "В педагогике с",
        "На педагогической работе с",
        "Дата начала трудовой педагогической деятельности",
    ])
    .meaning("первый день педагогической работы")
    .example("01.09.2012")
    .option("teaching-since");
/// By how many months earlier it may have begun; empty: the day is exact.
pub const TEACHING_SPREAD: Field = Field::number("teaching_spread", "Точность начала, мес.")
    .refines(&TEACHING_SINCE)
    .fate(Fate::PastForgotten)
    .meaning("на сколько месяцев раньше могло быть начало; не указано — день точный");

/// The whole name that was borne.
pub const FORMER_NAME: Field = Field::text("name", "Прежняя фамилия").key("key").secret();
/// The last day on which it was.
pub const UNTIL: Field = Field::day("until", "Последний день");

/// The day of the paper by which consent was given.
pub const GIVEN: Field = Field::day("given", "Дата согласия");
/// The day of the paper by which it was withdrawn.
pub const WITHDRAWN: Field = Field::day("withdrawn", "Дата отзыва");
