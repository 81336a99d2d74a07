//! The columns of a staff file, and what a row of it says.

use super::super::field_column::{column_named, column_of};
use super::super::importer::ReadRow;
use super::super::org::{INN, ORG};
use super::super::person::{self, BORN, GIVEN, NAME, PATRONYMIC, SNILS, SURNAME};
use super::super::post::{self, POST, SUBJECT};
use super::super::reading::{CellSort, Layout, Need, Remarks, Row, column};
use super::super::session::{Naming, naming};
use super::super::tenure::{self, SINCE, STATED, TENURE};
use crate::domain::{Day, Sex, life, name, number, standing};
use crate::register::employment;
use crate::register::person::{SEX, TEACHING_SPREAD};
use crate::store::staff::{EmploymentDraft, StaffDraft};

/// The columns of `org staff import`.
pub const LAYOUT: Layout = Layout {
    what: "файл сотрудников",
    sheet: "Сотрудники",
    brings: person::BRINGS,
    further: false,
    names: &[
        employment::ORG.words(),
        ("person", "№"),
        NAME.words(),
        employment::POST.words(),
        employment::HIRED.words(),
        employment::DISMISSED.words(),
        employment::MAIN.words(),
        ("pedagogical", "Педагогическая должность"),
        employment::NUMBER.words(),
        SNILS.words(),
        SEX.words(),
        BORN.words(),
        employment::SUBJECT.words(),
        SINCE.words(),
        ("org_inn", "ИНН организации"),
        ("mentor", "В реестре наставников"),
        TEACHING_SPREAD.words(),
        employment::PEDAGOGICAL.words(),
    ],
    columns: &[
        column_of(&employment::NUMBER),
        SNILS,
        NAME,
        SURNAME,
        GIVEN,
        PATRONYMIC,
        column_of(&SEX),
        BORN,
        INN,
        ORG,
        POST,
        SUBJECT,
        column_of(&employment::HIRED),
        column_of(&employment::DISMISSED),
        SINCE,
        TENURE,
        STATED,
        column_named("spread", &TEACHING_SPREAD).unasked(),
        column_of(&employment::MAIN),
        column(
            "standing",
            "Занятость",
            &[
                "Тип занятости",
                "Вид занятости",
                "Вид трудоустройства",
                "Тип трудоустройства",
                "Характер работы",
                "Условия привлечения",
                "Условия привлечения к трудовой деятельности",
                "Осн./совм",
                "Основное/совместительство",
                "Основное место работы/совместительство",
                "Основной/совместитель",
                "Основной работник/совместитель",
                "Вид места работы",
            ],
            Need::Optional,
            "основное место работы или совместительство; если не указано, основное ли оно",
            "основное место работы",
        )
        .unasked(),
        column(
            "side",
            "Совместительство",
            &[
                "По совместительству",
                "Работа по совместительству",
                "Работает по совместительству",
                "Совместитель",
                "Совм",
            ],
            Need::Optional,
            "да или нет, наоборот к основному месту работы",
            "нет",
        )
        .holding(CellSort::Flag)
        .unasked(),
        column_of(&employment::PEDAGOGICAL),
    ],
};

/// No start of work is known less exactly, in months: a tenure is told in whole years at least.
const MOST_SPREAD: i64 = 12;

/// What holds for all rows of a staff file.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileContext {
    /// The day on which the tenures were stated.
    pub(super) tenure_on: Option<Day>,
    /// Whether posts hold subjects: «учитель (математика)».
    pub(super) is_joint: bool,
    /// Whether the organisation is known without the row.
    pub(super) has_org: bool,
}

/// A row of a staff file: a person and an employment.
#[derive(Debug, Clone)]
pub struct StaffRow {
    /// What it says, but for the organisation.
    pub(super) draft: StaffDraft,
    /// How it names the organisation.
    pub(super) org: Naming,
    remarks: Remarks,
}

impl ReadRow for StaffRow {
    type FileContext = FileContext;

    fn read(row: Row<'_>, context: &FileContext) -> Self {
        let row = &row;
        let mut person = person::draft(row);
        person.sex = row.parsed("sex", Sex::parse);
        if let Some(start) = tenure::start(row, person.born, context.tenure_on) {
            person.teaching_since = Some(start.latest);
            person.teaching_spread = Some(start.spread.into()).filter(|_| !start.is_exact());
        }
        // What our own list has where the start is known by a tenure only.
        if let Some(spread) = row.integer("spread").filter(|months| *months != 0) {
            person.teaching_spread = Some(spread);
            if !(1..=MOST_SPREAD).contains(&spread) {
                row.defect("spread", format!("ожидается число месяцев от 1 до {MOST_SPREAD}"));
            }
        }
        let names = ["name", "surname", "given", "patronymic"];
        if person.name.is_none() && !names.iter().any(|field| row.has_text(field)) {
            row.required_text(if row.has("name") { "name" } else { "surname" });
        }
        let (post, subject) = post::post_and_subject(row, context.is_joint);
        let work = EmploymentDraft {
            org_id: 0,
            number: row.parsed("number", number::unspoilt),
            post,
            subject,
            hired: row.required_day("hired"),
            dismissed: row.day("dismissed"),
            main: is_main(row),
            declared: row.flag("pedagogical"),
        };
        if let Some(why) = life::flaw(person.born, work.hired, person.teaching_since) {
            row.defect("born", why);
        }
        if work.main.is_none() {
            // «Учитель (совм.)», or the title above the row: «Внешние совместители».
            let post = work.post.as_deref().map(|post| ("post", post, ""));
            let section = row.section().map(|title| ("main", title, "раздел "));
            let mut told = [post, section].into_iter().flatten();
            if let Some((field, words, what)) = told.find(|(_, words, _)| standing::tells_side_job(words)) {
                let why = format!("{what}«{words}» — о совместительстве, а основное ли это место работы, не сказано");
                row.defect_with(field, why, "укажите в столбце «Основное место работы»: да или нет");
            }
        }
        if work.hired.zip(work.dismissed).is_some_and(|(hired, dismissed)| dismissed < hired) {
            row.defect("dismissed", "дата увольнения раньше даты приёма");
        }
        let org = naming(row);
        if org == (None, None) && !row.has_text("inn") && !context.has_org {
            row.fault("не указана организация: нет ни ИНН, ни наименования");
        }
        let key = person.name.as_deref().map(name::key).unwrap_or_default();
        let draft = StaffDraft { line: row.line(), person, key, work };
        StaffRow { draft, org, remarks: row.take_remarks() }
    }

    fn line(&self) -> usize {
        self.draft.line
    }

    fn take_remarks(&mut self) -> Remarks {
        std::mem::take(&mut self.remarks)
    }
}

impl StaffRow {
    /// Whether no defect was found in it so far.
    pub fn is_sound(&self) -> bool {
        self.remarks.defects.is_empty()
    }
}

/// Whether a row is about the main workplace, by the column that asks for it, by the one that asks for the opposite, else by the
/// one that tells it in words.
fn is_main(row: &Row<'_>) -> Option<bool> {
    let in_words = |text: &str| standing::main(text).ok().flatten();
    let told = row.flag_or("main", in_words);
    // Under this heading «внешнее» and «внутреннее» say which one it is.
    let of_side = |text: &str| ["внеш", "внутр"].iter().any(|kind| name::key(text).starts_with(kind)).then_some(true);
    let side = row.flag_or("side", |text| of_side(text).or(in_words(text).map(|main| !main)));
    if told.is_some() && told == side {
        row.defect("side", "в строке и основное место работы, и совместительство — или ни того, ни другого");
        return None;
    }
    let told = told.or(side.map(|side| !side));
    if told.is_some() || row.has_text("main") || row.has_text("side") {
        return told;
    }
    row.parsed("standing", standing::main).flatten()
}
