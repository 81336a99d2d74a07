//! The file of staff that a school sends.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;

use super::import::{Entry, Import, Naming, naming};
use super::kind::{Due, Kind, Told};
use super::layout::column;
use super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::row::Remarks;
use super::said::{Marks, Said};
use super::{Layout, Need, Row, Sheet};
use crate::domain::{Sex, name};
use crate::refuse;
use crate::store::bulk::Bulk;
use crate::store::employment::{EmploymentDraft, Hire, Manner};
use crate::store::person::PersonDraft;
use crate::store::roster::Roster;

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
    /// The staff of the organisations met last.
    rosters: HashMap<i64, Roster>,
    /// While the first staff of a file is entered.
    bulk: Option<Bulk>,
    /// The rows that the entry of very many puts off: they may be about somebody who is there.
    later: Vec<StaffRow>,
}

/// How many rosters are held.
const ROSTERS: usize = 64;
/// A file of so many bytes is worth an entry of very many.
const LARGE: u64 = 2_000_000;
/// About so many bytes are a row.
const ROW: u64 = 120;
/// So many rows are put off at most.
const PUT_OFF: usize = 20_000;

/// A row of a staff file: a person and an employment.
#[derive(Debug, Clone)]
pub struct StaffRow {
    line: usize,
    person: PersonDraft,
    /// The key of the name.
    key: String,
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

    /// What there is to say of an employment that was entered or found.
    fn conclude(&mut self, import: &Import<'_>, row: &StaffRow, hire: Hire) -> Result<Option<Entry>> {
        if let Some((what, line)) = self.said.contradiction(hire.person, &hire.changes) {
            let line = if line == 0 { "другом файле".into() } else { format!("строке {line}") };
            refuse!("{what} не такое, как в {line}: об одном человеке ({}) сказано разное", hire.name);
        }
        self.said.note(hire.person, row.line, &row.person);
        self.orgs.insert(row.work.org_id);
        self.employments.set(hire.employment);
        if hire.unknown_post {
            warn_of_post(import, row);
        }
        if let Some(namesake) = hire.namesake {
            import.warn(row.line, format!("тёзка в другой организации (№ {namesake}), записан как другой человек"));
        }
        let who = row.person.name.clone().unwrap_or_default();
        Ok(Some(Entry { who, new: hire.new, changes: hire.changes }))
    }
}

fn warn_of_post(import: &Import<'_>, row: &StaffRow) {
    let post = row.work.post.as_deref().unwrap_or_default();
    import.warn(row.line, format!("должности «{post}» нет в номенклатуре: педагогическая ли она, неизвестно"));
}

impl Staff {
    /// Whether a row says only what is stored.
    fn is_same(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<bool> {
        let org = row.work.org_id;
        if !self.rosters.contains_key(&org) {
            if self.rosters.len() >= ROSTERS {
                self.rosters.clear();
            }
            self.rosters.insert(org, import.store.roster(org)?);
        }
        let Some(same) = self.rosters.get_mut(&org).and_then(|roster| roster.same(&row.person, &row.work)) else {
            return Ok(false);
        };
        self.said.note(same.person, row.line, &row.person);
        self.orgs.insert(org);
        self.employments.set(same.employment);
        if same.unknown_post {
            warn_of_post(import, row);
        }
        Ok(true)
    }

    /// Enters a row that has nothing in common with any before; `None` if it has: that is for later.
    fn enter_new(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<Option<Entry>> {
        let store = import.store;
        if !self.bulk.as_mut().is_some_and(|bulk| bulk.is_new(&row.person, &row.key, &row.work)) {
            self.later.push(row.clone());
            return Ok(None);
        }
        let person = store.add_person_of_key(&row.person, &row.key)?;
        let employment = store.add_employment(person, &row.work)?;
        let post = row.work.post.as_deref().unwrap_or_default();
        let unknown_post = row.work.declared.is_none() && store.post(post)?.1.is_none();
        let hire = Hire {
            person,
            employment,
            name: String::new(),
            new: true,
            changes: Vec::new(),
            unknown_post,
            namesake: None,
        };
        self.conclude(import, row, hire)
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
        let key = person.name.as_deref().map(name::key).unwrap_or_default();
        StaffRow { line: row.line(), person, key, work, org, remarks: row.remarks.take() }
    }

    fn begin(&mut self, import: &Import<'_>, sheet: &Sheet) -> Result<()> {
        self.said.forget_lines();
        if sheet.size() > LARGE {
            self.bulk = import.store.bulk(sheet.size() / ROW)?;
        }
        Ok(())
    }

    fn put(&mut self, import: &Import<'_>, row: &mut StaffRow) -> Result<Option<Entry>> {
        let Some(org) = import.org(&row.org)? else { return Ok(None) };
        row.work.org_id = org;
        if self.bulk.is_some() {
            return self.enter_new(import, row);
        }
        if self.is_same(import, row)? {
            return Ok(Some(Entry { who: String::new(), new: false, changes: Vec::new() }));
        }
        import.store.attempt(|_| Ok((self.enter(import, row)?, true)))
    }

    fn enter(&mut self, import: &Import<'_>, row: &StaffRow) -> Result<Option<Entry>> {
        let hire = import.store.hire(&row.person, &row.work, self.manner)?;
        if hire.new || !hire.changes.is_empty() {
            // What is held may be out of date now: the organisation's rows are asked about from here on.
            self.rosters.clear();
            self.rosters.insert(row.work.org_id, Roster::default());
        }
        self.conclude(import, row, hire)
    }

    fn due(&mut self, import: &Import<'_>, is_end: bool) -> Result<Vec<Due>> {
        if !is_end && self.later.len() < PUT_OFF {
            return Ok(Vec::new());
        }
        let Some(bulk) = self.bulk.take() else { return Ok(Vec::new()) };
        import.store.settle(bulk)?;
        let later = std::mem::take(&mut self.later);
        Ok(later.into_iter().map(|mut row| (row.line, self.put(import, &mut row))).collect())
    }
}
