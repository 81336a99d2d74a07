//! A person's work in an organisation. A transfer closes one period and opens another, so that no past figure moves.

use super::org::ORGS;
use super::person::PERSON;
use super::post::POSTS;
use super::{Busy, Fate, Field, Register, Span};

/// Who works where, as what, since when.
pub static EMPLOYMENTS: Register = Register {
    corrected_by: "org staff edit",
    span: Some(Span {
        first: "hired",
        last: "dismissed",
        owners: &["person_id"],
        busy: Some(Busy {
            what: "работа: {org_id}, {post_id}",
            ended_by: "org staff dismiss {person_id} --org {org_id} --date ДАТА",
        }),
    }),
    ..Register::of(
        "employments",
        "работа",
        "employment",
        &[PERSON, ORG, NUMBER, POST, SUBJECT, HIRED, DISMISSED, MAIN, PEDAGOGICAL],
    )
};

/// Where.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS).label().required();
/// The personnel number («табельный номер») in the organisation.
pub const NUMBER: Field = Field::text("number", "Табельный номер")
    .secret()
    .fate(Fate::Replaced)
    .also(&[
        "Таб. номер",
        "Таб. №",
        "Табельный №",
        "Таб.№",
        "Таб.номер",
        "Таб. ном.",
        "Табельный",
        "№ табельный",
        "Номер табельный",
    ])
    .meaning("табельный номер в организации")
    .example("101")
    .edited_by("org staff edit")
    .option("number");
/// As what.
pub const POST: Field = Field::row("post_id", "Должность", &POSTS).required().option("post");
/// What is taught.
pub const SUBJECT: Field = Field::text("subject", "Предмет")
    .also(&[
        "Предметы",
        "Преподаваемый предмет",
        "Преподаваемые предметы",
        "Преподаваемые дисциплины",
        "Преподаваемые учебные предметы, курсы, дисциплины (модули)",
        "Перечень преподаваемых учебных предметов, курсов, дисциплин (модулей)",
        "Предметная специализация",
        "teachingDiscipline",
    ])
    .meaning("предмет")
    .example("математика")
    .edited_by("org staff edit")
    .option("subject");
/// The first day.
pub const HIRED: Field = Field::day("hired", "Дата приёма")
    .required()
    .also(&[
        "Дата приёма на работу",
        "Дата приёма в организацию",
        "Дата приёма в ОО",
        "Принят",
        "Принят на работу",
        "Дата принятия",
        "Дата принятия на работу",
        "Дата поступления на работу",
        "Дата начала работы",
        "Дата начала работы в организации",
        "Дата трудоустройства",
        "Работает с",
        "В организации с",
        "В учреждении с",
        "В школе с",
        "Дата приема в учреждение",
        "Дата приема в школу",
    ])
    .meaning("дата приёма в эту организацию")
    .example("01.09.2015")
    .option("hired");
/// The last day.
pub const DISMISSED: Field = Field::day("dismissed", "Дата увольнения")
    .short("Уволен")
    .also(&[
        "Уволен",
        "Дата увольнения с работы",
        "Дата окончания работы",
        "Дата увольнения из организации",
        "Уволен с",
        "Увольнение",
    ])
    .meaning("последний день работы")
    .option("dismissed");
/// Whether it is the main workplace: one person is one teacher there.
pub const MAIN: Field = Field::flag("main", "Основное место работы")
    .also(&[
        "Основное место",
        "Основная работа",
        "Основной работник",
        "По основному месту работы",
        "Место работы основное",
    ])
    .meaning("да или нет; не указано — да")
    .example("да")
    .option("main");
/// Whether the work is pedagogical, where it isn't as the post says.
pub const PEDAGOGICAL: Field = Field::flag("pedagogical", "Педагогический работник")
    .named("declared")
    .also(&["Педработник", "Пед. работник", "Педагогический работник (да/нет)"])
    .meaning("да или нет; не указано — по номенклатуре должностей")
    .option("pedagogical");
