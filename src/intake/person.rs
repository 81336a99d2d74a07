//! The columns by which files name a person, and what a row says of one.

use std::borrow::Cow;

use super::reading::{Column, Need, Row, column};
use crate::domain::{name, number};
use crate::store::staff::PersonDraft;

/// СНИЛС.
pub const SNILS: Column = column(
    "snils",
    "СНИЛС",
    &["№ СНИЛС", "Номер СНИЛС", "СНИЛС сотрудника", "Страховой номер", "Страховой номер (СНИЛС)"],
    Need::Optional,
    "СНИЛС, 11 цифр",
    "900-000-001 01",
);
/// «ФИО» in one column.
pub const NAME: Column = column(
    "name",
    "ФИО",
    &[
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
    ],
    Need::OneOf("name"),
    "фамилия, имя, отчество полностью",
    "Ромашкина Анна Петровна",
);
/// «ФИО» in three columns.
pub const SURNAME: Column =
    column("surname", "Фамилия", &["Фамилия сотрудника"], Need::OneOf("name"), "фамилия", "Ромашкина");
/// The second of the three, or the second of two.
pub const GIVEN: Column = column(
    "given",
    "Имя",
    &["Имя отчество", "Имя, отчество", "Имя и отчество", "Имя сотрудника"],
    Need::With("surname"),
    "имя; можно вместе с отчеством",
    "Анна",
);
/// The third of the three.
pub const PATRONYMIC: Column =
    column("patronymic", "Отчество", &["Отчество сотрудника"], Need::Optional, "отчество", "Петровна");
/// «Дата рождения».
pub const BORN: Column = column(
    "born",
    "Дата рождения",
    &["Дата рожд", "Дата рождения получателя", "Дата рождения сотрудника", "Родился", "Д.р", "ДР"],
    Need::Optional,
    "дата рождения",
    "12.05.1990",
);

/// What a row says of a person.
pub fn draft(row: &Row<'_>) -> PersonDraft {
    PersonDraft {
        snils: row.parsed("snils", number::snils),
        name: full_name(row),
        born: row.birth("born"),
        ..PersonDraft::default()
    }
}

/// Фамилия Имя Отчество, from one column or from two or three. Absent in all is `None`.
fn full_name(row: &Row<'_>) -> Option<String> {
    if row.has_text("name") || !row.has("surname") {
        return with_patronymic(row, self::name(row, "name")?);
    }
    let [surname, given, patronymic] = ["surname", "given", "patronymic"].map(|field| row.text(field));
    // A cell that is empty may have been forgotten; what stands in the next is not to slip into its place.
    let forgotten = match (&surname, &given, &patronymic) {
        (None, None, None) => return None,
        (None, Some(given), patronymic) => (patronymic.is_some() || given.contains(' ')).then_some("surname"),
        (_, None, Some(_)) => Some("given"),
        _ => None,
    };
    if let Some(field) = forgotten {
        row.defect(field, "не заполнено");
        return None;
    }
    if let (Some(given), Some(patronymic)) = (&given, &patronymic)
        && given.split(' ').skip(1).any(|part| name::key(part) == name::key(patronymic))
    {
        row.defect("patronymic", "отчество уже стоит в столбце «Имя»");
        return None;
    }
    let is_all = row.is_dashed("surname") || (row.has("given") && row.is_dashed("given"));
    let dash = is_all.then(|| "-".to_owned());
    let text = [surname, given, patronymic, dash].into_iter().flatten().collect::<Vec<_>>().join(" ");
    warn_of_look_alikes(row, &text);
    name::person(&text).map_err(|why| row.defect("surname", why)).ok()
}

/// A name in one column, where the patronymic may stand in another: «Фамилия Имя» beside «Отчество».
fn with_patronymic(row: &Row<'_>, full: String) -> Option<String> {
    let Some(patronymic) = row.text("patronymic") else { return Some(full) };
    if full.split(' ').skip(2).any(|part| name::key(part) == name::key(&patronymic)) {
        return Some(full);
    }
    if full.split(' ').count() > 2 {
        row.defect("patronymic", format!("отчество не такое, как в ФИО: {full}"));
        return None;
    }
    name::person(&format!("{full} {patronymic}")).map_err(|why| row.defect("patronymic", why)).ok()
}

/// Фамилия Имя Отчество in a column.
pub fn name(row: &Row<'_>, field: &str) -> Option<String> {
    row.parsed(field, |text| {
        warn_of_look_alikes(row, text);
        name::person(text)
    })
}

fn warn_of_look_alikes(row: &Row<'_>, text: &str) {
    // What needs no repair is borrowed.
    if matches!(name::cyrillic(text), Cow::Owned(repaired) if repaired != text) {
        row.warn("латинские буквы в ФИО заменены на такие же русские");
    }
}
