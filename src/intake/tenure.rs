//! The columns of the pedagogical tenure, and the start of work that follows from them.

use anyhow::Result;

use super::field_column::column_of;
use super::reading::{CellSort, FileColumn, Need, Row, Sheet, column, heading_day, heading_key};
use crate::domain::{Day, Start, Tenure};
use crate::refuse;
use crate::register::person;

/// «Начало педагогической деятельности».
pub const SINCE: FileColumn = column_of(&person::TEACHING_SINCE);
/// «Педагогический стаж».
pub const TENURE: FileColumn = column(
    "tenure",
    "Педагогический стаж",
    &[
        "Пед. стаж",
        "Пед стаж",
        "Педстаж",
        "Стаж педагогический",
        "Стаж (пед.)",
        "Стаж педагогический, лет",
        "Стаж в педагогике",
        "Стаж (педагогический)",
        "Стаж педагогической работы",
        "Стаж педагогической деятельности",
        "Стаж пед. работы",
        "Общий педагогический стаж",
        "Стаж работы по специальности",
        "Стаж работы педагогического работника по специальности",
        "specExperience",
    ],
    Need::Optional,
    "стаж педагогической работы, если не указано её начало",
    "12 лет",
);
/// «Стаж на дату».
pub const STATED: FileColumn = column(
    "tenure_on",
    "Стаж на дату",
    &["Дата стажа", "Стаж указан на", "Стаж рассчитан на", "Дата, на которую указан стаж", "Дата расчёта стажа"],
    Need::Optional,
    "день, на который указан стаж",
    "01.09.2024",
)
.holding(CellSort::Day);

/// Nobody teaches at a younger age.
const YOUNGEST: u32 = 14;

/// The day that the heading of the tenure names: «Педагогический стаж на 01.09.2024».
///
/// # Errors
/// The day lies too far ahead.
pub fn day_of_heading(sheet: &Sheet, today: Day) -> Result<Option<Day>> {
    let Some(heading) = sheet.heading("tenure") else { return Ok(None) };
    let day = heading_day(&heading_key(heading)).map(|(_, day)| day);
    if let Some(Err(why)) = day.map(|day| day.not_too_far(today)) {
        refuse!("{}: «{heading}» — {why}", sheet.name());
    }
    Ok(day)
}

/// The start of work that a row tells: by its day, else by the tenure, which was stated on a day of the row or on `stated`.
pub fn start(row: &Row<'_>, born: Option<Day>, stated: Option<Day>) -> Option<Start> {
    let exact = row.day(SINCE.field).map(Start::exact);
    let tenure = row.parsed(TENURE.field, |text| Tenure::parse(text).map_err(|why| dated(text).unwrap_or(why)));
    let stated = row.day(STATED.field).or_else(|| stated.filter(|_| !row.has_text(STATED.field)));
    let (Some(tenure), Some(stated)) = (tenure, stated) else {
        if tenure.is_some() && !row.has_text(SINCE.field) && !row.has_text(STATED.field) {
            row.defect_with(
                TENURE.field,
                "неизвестно, на какой день указан стаж",
                "добавьте столбец «Стаж на дату» или укажите параметр --tenure-on ДАТА",
            );
        }
        return exact;
    };
    let start = tenure.start(stated);
    if let Some(exact) = exact {
        if !exact.agrees(start) {
            let (from, to) = (start.earliest(), start.latest);
            row.defect_with(
                TENURE.field,
                format!("по стажу на {stated} работа начата с {from} по {to}, а указано её начало {exact}"),
                "исправьте стаж или дату начала",
            );
        }
        return Some(exact);
    }
    if start.latest > row.today() {
        row.defect(TENURE.field, format!("на {stated} стажа ещё нет: по нему работа начинается {}", start.latest));
    } else if let Some(born) = born.filter(|born| start.latest < born.plus_months(YOUNGEST * 12)) {
        row.defect(
            TENURE.field,
            format!("по стажу на {stated} работа начата не позже {}, до {YOUNGEST} лет: родился {born}", start.latest),
        );
    }
    Some(start)
}

/// What to do with a date among the tenures.
fn dated(text: &str) -> Option<String> {
    let is_date = text.contains(['.', '-', '/']) && Day::of_cell(text).is_ok();
    is_date.then(|| "ожидается стаж, а здесь дата: её место в столбце «Начало педагогической деятельности»".into())
}
