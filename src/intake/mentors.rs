//! The file of the register of mentors.

use anyhow::Result;

use super::import::{Entry, Import};
use super::orgs::column;
use super::staff::{BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME, person};
use super::{Layout, Need, Row};
use crate::domain::MentorCategory;
use crate::store::mentor::MentorDraft;

/// `mentor import`.
pub const LAYOUT: Layout = Layout {
    what: "реестр наставников",
    further: false,
    columns: &[
        SNILS,
        NAME,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        BORN,
        column("inn", "ИНН организации", &["ИНН", "ИНН ОО"], Need::Optional, "ИНН организации", "2599000111"),
        column("org", "Организация", &["Место работы", "Наименование организации"], Need::Optional, "организация", ""),
        column(
            "category",
            "Категория",
            &["Категория наставника"],
            Need::Optional,
            "педагог, предприятие или обучающийся; не указано — педагог",
            "педагог",
        ),
        column("subject", "Предмет", &["Преподаваемый предмет"], Need::Optional, "предмет", "математика"),
        column(
            "registered",
            "Дата включения",
            &["Дата включения в реестр"],
            Need::Required,
            "первый день в реестре",
            "01.11.2021",
        ),
        column(
            "retired",
            "Дата исключения",
            &["Дата исключения из реестра"],
            Need::Optional,
            "последний день в реестре",
            "",
        ),
        column(
            "capacity",
            "Предельное число наставляемых",
            &["Предельное количество наставляемых"],
            Need::Optional,
            "не указано — без ограничения",
            "2",
        ),
    ],
};

/// One row of it: a registration of a known person; of an enterprise or a pupil, of a new one too.
///
/// # Errors
/// What the store refuses.
pub fn put(import: &Import<'_>, row: &Row<'_>) -> Result<Option<Entry>> {
    let person = person(import, row);
    let draft = MentorDraft {
        org_id: None,
        category: row.parsed("category", MentorCategory::parse),
        subject: row.text("subject"),
        capacity: row.integer("capacity"),
        registered: import.required_day(row, "registered"),
        retired: import.day(row, "retired"),
    };
    let org_id = import.org(row)?;
    if !row.is_sound() {
        return Ok(None);
    }
    let outside = draft.category.is_some_and(|category| category != MentorCategory::Teacher);
    let known = import.recognise(row, &person, org_id, outside)?;
    let id = match known {
        Some(known) => known.id,
        None => import.store.add_person(&person)?,
    };
    let (_, new, changes) = import.store.put_mentor(id, &MentorDraft { org_id, ..draft })?;
    Ok(Some(Entry { who: person.name.unwrap_or_default(), new, changes }))
}
