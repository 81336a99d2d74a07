//! The file of staff that a school sends.

use std::collections::HashMap;

use anyhow::Result;

use super::import::{Entry, Import, Plan, Source, unchecked};
use super::orgs::column;
use super::{Column, Layout, Need, Row};
use crate::domain::{Day, Sex, number};
use crate::refuse;
use crate::store::Store;
use crate::store::employment::EmploymentDraft;
use crate::store::person::PersonDraft;

/// Columns by which a file names a person.
pub(super) const SNILS: Column =
    column("snils", "СНИЛС", &["№ СНИЛС", "Номер СНИЛС"], Need::Optional, "СНИЛС, 11 цифр", "900-000-001 01");
/// «ФИО» in one column.
pub(super) const NAME: Column = column(
    "name",
    "ФИО",
    &["Ф.И.О", "Ф. И. О", "ФИО сотрудника", "ФИО педагога", "Фамилия, имя, отчество", "Фамилия Имя Отчество"],
    Need::OneOf("name"),
    "фамилия, имя, отчество полностью",
    "Ромашкина Анна Петровна",
);
/// «ФИО» in three columns.
pub(super) const SURNAME: Column = column("surname", "Фамилия", &[], Need::OneOf("name"), "фамилия", "Ромашкина");
/// The second of the three.
pub(super) const GIVEN: Column = column("given", "Имя", &["Имя отчество"], Need::With("surname"), "имя", "Анна");
/// The third of the three.
pub(super) const PATRONYMIC: Column = column("patronymic", "Отчество", &[], Need::Optional, "отчество", "Петровна");
/// «Дата рождения».
pub(super) const BORN: Column = column(
    "born",
    "Дата рождения",
    &["Дата рожд", "Дата рождения получателя", "ДР"],
    Need::Optional,
    "дата рождения",
    "12.05.1990",
);

/// `org staff import`.
pub const LAYOUT: Layout = Layout {
    what: "файл сотрудников",
    further: false,
    columns: &[
        column(
            "number",
            "Табельный номер",
            &["Таб. номер", "Таб. №", "Табельный №", "Таб.№", "Таб.номер"],
            Need::Optional,
            "табельный номер в организации",
            "101",
        ),
        SNILS,
        NAME,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        column("sex", "Пол", &["Пол получателя"], Need::Optional, "пол: ж или м", "ж"),
        BORN,
        column("inn", "ИНН организации", &["ИНН", "ИНН ОО"], Need::OneOf("org"), "ИНН организации", "2599000111"),
        column(
            "org",
            "Организация",
            &["Место работы", "Наименование организации", "Учреждение", "Образовательная организация", "ОО"],
            Need::OneOf("org"),
            "наименование организации",
            "СОШ № 1",
        ),
        column(
            "post",
            "Должность",
            &["Занимаемая должность", "Наименование должности"],
            Need::Required,
            "должность",
            "учитель математики",
        ),
        column("subject", "Предмет", &["Преподаваемый предмет", "Предметы"], Need::Optional, "предмет", "математика"),
        column(
            "hired",
            "Дата приёма",
            &["Дата приёма на работу", "Принят", "Дата начала работы", "Дата трудоустройства"],
            Need::Required,
            "дата приёма в эту организацию",
            "01.09.2015",
        ),
        column("dismissed", "Дата увольнения", &["Уволен"], Need::Optional, "последний день работы", ""),
        column(
            "teaching_since",
            "Начало педагогической деятельности",
            &["Дата начала педагогической деятельности", "Начало педагогического стажа", "Педагогический стаж с"],
            Need::Optional,
            "первый день педагогической работы",
            "01.09.2012",
        ),
        column(
            "main",
            "Основное место работы",
            &["Основное место"],
            Need::Optional,
            "да или нет; не указано — да",
            "да",
        ),
        column(
            "pedagogical",
            "Педагогический работник",
            &["Педработник"],
            Need::Optional,
            "да или нет; не указано — по номенклатуре должностей",
            "",
        ),
    ],
};

/// What a row says of a person.
pub(super) fn person(import: &Import<'_>, row: &Row<'_>) -> PersonDraft {
    PersonDraft {
        snils: row.parsed("snils", number::snils),
        name: import.full_name(row),
        sex: None,
        born: import.past_day(row, "born"),
        teaching_since: None,
        teaching_spread: None,
    }
}

/// What the rows of a file have said of each person, by id, with the line that said it first.
pub type Said = HashMap<i64, (usize, PersonDraft)>;

/// `org staff import`.
///
/// # Errors
/// What [`Import::run`] refuses.
pub fn import(store: &Store, today: Day, file: &Source, correct: bool) -> Result<Plan> {
    let mut said = Said::new();
    Import::run(store, today, file, &LAYOUT, |import, row| put(import, row, correct, &mut said), unchecked)
}

/// One row of it: a person and an employment.
pub fn put(import: &Import<'_>, row: &Row<'_>, correct: bool, said: &mut Said) -> Result<Option<Entry>> {
    let mut person = person(import, row);
    person.sex = row.parsed("sex", Sex::parse);
    person.teaching_since = import.day(row, "teaching_since");
    if person.name.is_none() && row.text("name").is_none() && row.text("surname").is_none() {
        row.required_text(if row.has("name") { "name" } else { "surname" });
    }
    let draft = EmploymentDraft {
        org_id: 0,
        number: row.text("number"),
        post: row.required_text("post"),
        subject: row.text("subject"),
        hired: import.required_day(row, "hired"),
        dismissed: import.day(row, "dismissed"),
        main: row.flag("main"),
        declared: row.flag("pedagogical"),
    };
    let org = import.org(row)?;
    if org.is_none() && row.text("inn").is_none() {
        row.fault("не указана организация: нет ни ИНН, ни наименования");
    }
    let (Some(org_id), true) = (org, row.is_sound()) else { return Ok(None) };
    let draft = EmploymentDraft { org_id, ..draft };
    if draft.hired.zip(draft.dismissed).is_some_and(|(hired, dismissed)| dismissed < hired) {
        row.defect("dismissed", "дата увольнения раньше даты приёма");
        return Ok(None);
    }
    let hire = import.store.hire(&person, &draft, correct)?;
    if let Some((line, before)) = said.get(&hire.person)
        && let Some(what) = before.contradiction(&person)
    {
        refuse!("{what} не такое, как в строке {line}: об одном человеке ({}) сказано разное", hire.name);
    }
    said.entry(hire.person).or_insert_with(|| (row.line(), person.clone()));
    if hire.unknown_post {
        let post = draft.post.unwrap_or_default();
        import.warn(row, format!("должности «{post}» нет в номенклатуре: педагогическая ли она, неизвестно"));
    }
    if let Some(namesake) = hire.namesake {
        import.warn(row, format!("тёзка в другой организации (№ {namesake}), записан как другой человек"));
    }
    Ok(Some(Entry { who: person.name.unwrap_or_default(), new: hire.new, changes: hire.changes }))
}
