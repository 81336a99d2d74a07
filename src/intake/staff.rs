//! The file of staff that a school sends.

use std::collections::BTreeSet;

use anyhow::Result;

use super::import::{Entry, Import, Naming, naming};
use super::kind::{Kind, Told};
use super::layout::column;
use super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::row::Remarks;
use super::said::{Marks, Said};
use super::{Layout, Need, Row, Sheet};
use crate::domain::{Day, Sex};
use crate::refuse;
use crate::store::Store;
use crate::store::employment::{EmploymentDraft, Hire, Manner};
use crate::store::person::PersonDraft;

/// The columns of `org staff import`.
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

/// `org staff import`.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    /// What a change is.
    pub manner: Manner,
    said: Said,
    /// The organisations whose staff was told.
    orgs: BTreeSet<i64>,
    /// The employments that were told of.
    employments: Marks,
    /// Whether a file has refused rows of another one alone.
    partial: bool,
}

/// A row of a staff file: a person and an employment.
#[derive(Debug)]
pub struct StaffRow {
    line: usize,
    person: PersonDraft,
    work: EmploymentDraft,
    org: Naming,
    remarks: Remarks,
}

impl Told for StaffRow {
    fn line(&self) -> usize {
        self.line
    }

    fn is_sound(&self) -> bool {
        self.remarks.defects.is_empty()
    }

    fn remarks(&mut self) -> Remarks {
        std::mem::take(&mut self.remarks)
    }
}

impl Staff {
    /// Whose changes are what.
    pub fn new(manner: Manner) -> Self {
        Self { manner, ..Self::default() }
    }

    /// Whether a file has only the refused rows of another one: who isn't in it is in that.
    pub fn is_partial(&self) -> bool {
        self.partial
    }

    /// The employments open on a day in the organisations whose staff was told, of which no row told.
    ///
    /// # Errors
    /// The database can't be read.
    pub fn absent(&self, store: &Store, day: Day) -> Result<Vec<i64>> {
        store.open_but_for(&self.orgs, day, |employment| self.employments.has(employment))
    }

    /// What there is to say of an employment that was entered or found.
    fn conclude(&mut self, import: &Import<'_>, row: &StaffRow, hire: Hire) -> Result<Option<Entry>> {
        if let Some((what, line)) = self.said.contradiction(hire.person, &hire.changes) {
            let line = if line == 0 { "другом файле".into() } else { format!("строке {line}") };
            refuse!("{what} не такое, как в {line}: об одном человеке ({}) сказано разное", hire.name);
        }
        self.said.note(hire.person, row.line, &row.person);
        self.employments.set(hire.employment);
        if hire.unknown_post {
            let post = row.work.post.as_deref().unwrap_or_default();
            import.warn(row.line, format!("должности «{post}» нет в номенклатуре: педагогическая ли она, неизвестно"));
        }
        if let Some(namesake) = hire.namesake {
            import.warn(row.line, format!("тёзка в другой организации (№ {namesake}), записан как другой человек"));
        }
        let who = row.person.name.clone().unwrap_or_default();
        Ok(Some(Entry { who, new: hire.new, changes: hire.changes }))
    }
}

impl Kind for Staff {
    type Told = StaffRow;

    fn layout(&self) -> &'static Layout {
        &LAYOUT
    }

    fn read(row: Row<'_>) -> StaffRow {
        let mut person = person::draft(&row);
        person.sex = row.parsed("sex", Sex::parse);
        person.teaching_since = row.day("teaching_since");
        if person.name.is_none() && row.text("name").is_none() && row.text("surname").is_none() {
            row.required_text(if row.has("name") { "name" } else { "surname" });
        }
        let work = EmploymentDraft {
            org_id: 0,
            number: row.text("number"),
            post: row.required_text("post"),
            subject: row.text("subject"),
            hired: row.required_day("hired"),
            dismissed: row.day("dismissed"),
            main: row.flag("main"),
            declared: row.flag("pedagogical"),
        };
        if work.hired.zip(work.dismissed).is_some_and(|(hired, dismissed)| dismissed < hired) {
            row.defect("dismissed", "дата увольнения раньше даты приёма");
        }
        let org = naming(&row);
        if org == (None, None) && row.text("inn").is_none() {
            row.fault("не указана организация: нет ни ИНН, ни наименования");
        }
        StaffRow { line: row.line(), person, work, org, remarks: row.remarks.take() }
    }

    fn begin(&mut self, _: &Import<'_>, sheet: &Sheet) -> Result<()> {
        self.said.forget_lines();
        self.partial |= sheet.is_part();
        Ok(())
    }

    fn enter(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<Option<Entry>> {
        let Some(org_id) = import.org(row.org.clone())? else { return Ok(None) };
        let work = EmploymentDraft { org_id, ..row.work.clone() };
        let hire = import.store.hire(&row.person, &work, self.manner)?;
        self.orgs.insert(org_id);
        self.conclude(import, row, hire)
    }
}
