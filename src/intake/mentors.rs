//! The file of the register of mentors.

use anyhow::Result;

use super::field_column::column_of;
use super::importer::ByRow;
use super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::plan::RowResult;
use super::reading::{CellSort, FileColumn, Layout, Need, Row, column};
use super::session::ImportSession;
use crate::domain::{MentorCategory, Qualification};
use crate::register::mentor;
use crate::register::org::ORGS;
use crate::store::mentor::{MentorDraft, MentorProfile};
use crate::store::staff::PersonOrigin;

/// The columns of `mentor import`.
pub const LAYOUT: Layout = Layout {
    what: "реестр наставников",
    sheet: "Наставники",
    brings: person::BRINGS,
    further: false,
    names: &[
        ("person", "№"),
        NAME.words(),
        mentor::ORG.words(),
        mentor::CATEGORY.words(),
        mentor::SUBJECT.words(),
        mentor::CAPACITY.words(),
        mentor::REGISTERED.words(),
        mentor::RETIRED.words(),
        SNILS.words(),
        BORN.words(),
        ("org_inn", "ИНН организации"),
        mentor::PHONE.words(),
        mentor::EMAIL.words(),
        mentor::QUALIFICATION.words(),
        mentor::QUALIFIED.words(),
        mentor::COMPETENCES.words(),
        mentor::ACHIEVEMENTS.words(),
    ],
    columns: &[
        SNILS_OF_MENTOR,
        NAME_OF_MENTOR,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        BORN_OF_MENTOR,
        column(
            "inn",
            "ИНН организации",
            &["ИНН", "ИНН ОО", "ИНН школы"],
            Need::Optional,
            "ИНН организации",
            "2599000111",
        ),
        column(
            "org",
            "Организация",
            &[
                "Место работы",
                "Наименование организации",
                "Образовательная организация",
                "ОО",
                "ОУ",
                "Учреждение",
                "Школа",
                "ДОУ",
                "Место работы наставника",
                "Наименование ОО",
                "Наименование ОУ",
                "Наименование школы",
                "Наименование ДОУ",
                "Наименование учреждения",
                "Образовательное учреждение",
            ],
            Need::Optional,
            "организация",
            "",
        )
        .holding(CellSort::NameIn(ORGS.table)),
        column_of(&mentor::CATEGORY),
        column_of(&mentor::SUBJECT),
        column_of(&mentor::REGISTERED),
        column_of(&mentor::RETIRED),
        column_of(&mentor::CAPACITY),
        column_of(&mentor::PHONE),
        column_of(&mentor::EMAIL),
        column_of(&mentor::QUALIFICATION),
        column_of(&mentor::QUALIFIED),
        column_of(&mentor::COMPETENCES),
        column_of(&mentor::ACHIEVEMENTS),
    ],
};

const SNILS_OF_MENTOR: FileColumn = FileColumn {
    synonyms: &[
        "СНИЛС наставника",
        "№ СНИЛС",
        "Номер СНИЛС",
        "СНИЛС сотрудника",
        "Наставник, СНИЛС",
        "Страховой номер",
    ],
    ..SNILS
};
const NAME_OF_MENTOR: FileColumn = FileColumn {
    synonyms: &[
        "ФИО наставника",
        "Ф.И.О. наставника",
        "Наставник",
        "Наставник, ФИО",
        "ФИО педагога-наставника",
        "Педагог-наставник",
        "Фамилия, имя, отчество наставника",
        "Ф.И.О",
        "Ф. И. О",
        "Ф И О",
        "ФИО работника",
        "ФИО учителя",
        "Сотрудник",
        "Работник",
        "ФИО сотрудника",
        "ФИО педагога",
        "ФИО педагогического работника",
        "Фамилия, имя, отчество",
        "Фамилия Имя Отчество",
        "Фамилия, имя и отчество",
        "fio",
    ],
    ..NAME
};
const BORN_OF_MENTOR: FileColumn = FileColumn {
    synonyms: &[
        "Дата рождения наставника",
        "Наставник, дата рождения",
        "Дата рожд",
        "Дата рождения сотрудника",
        "Родился",
        "Д.р",
        "ДР",
    ],
    ..BORN
};

/// `mentor import`.
pub const IMPORTER: ByRow = ByRow { layout: &LAYOUT, enter };

/// One row of it: a registration of a known person; of an enterprise or a pupil, of a new one too.
///
/// # Errors
/// What the store refuses.
fn enter(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let person = person::draft(row);
    let draft = MentorDraft {
        org_id: None,
        category: row.parsed("category", MentorCategory::parse),
        subject: row.text("subject"),
        capacity: row.integer("capacity"),
        registered: row.required_day("registered"),
        retired: row.day("retired"),
        profile: MentorProfile {
            phone: row.text("phone"),
            email: row.parsed("email", mentor::email_address),
            qualification: row.parsed("qualification", Qualification::parse),
            qualified: row.day("qualified"),
            competences: row.text("competences"),
            achievements: row.text("achievements"),
        },
    };
    if draft.registered.zip(draft.retired).is_some_and(|(registered, retired)| retired < registered) {
        row.defect("retired", "дата исключения из реестра раньше даты включения");
    }
    let org_id = session.org_of(row)?;
    if !row.is_sound() {
        return Ok(None);
    }
    if let Some(org) = org_id {
        session.warn_if_closed(row.line(), org, draft.retired)?;
    }
    let origin = PersonOrigin::of_mentor(draft.category.unwrap_or(MentorCategory::Teacher));
    let (id, mut changes) = match person::recognise(session.store, row, &person, org_id, origin)? {
        Some((known, added)) => (known.id, added),
        None => (person::enter_new(session, row, &person, "")?, Vec::new()),
    };
    let mentor = session.store.mentors().put(id, &MentorDraft { org_id, ..draft })?;
    changes.extend(mentor.changes);
    Ok(Some(RowResult { who: person.name.unwrap_or_default(), new: mentor.is_new, changes }))
}
