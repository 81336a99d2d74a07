//! Municipalities, the district whose file it is, and organisations.

use super::{Field, Register};
use crate::domain::OrgKind;

/// Municipalities, each once.
pub static MUNICIPALITIES: Register = Register {
    is_shared: true,
    ..Register::of(
        "municipalities",
        "муниципалитет",
        "municipality",
        &[Field::name("name", "Название").org_key("key").label().required()],
    )
};

/// Whose file it is: one row, made with the file.
pub static DISTRICT: Register = Register {
    is_entered: false,
    ..Register::of("district", "район", "district", &[MUNICIPALITY.label(), KNOWN_SINCE])
};

/// The first day on which the registers answer; empty: that of the first import of staff.
pub const KNOWN_SINCE: Field = Field::day("known_since", "Сведения с");

/// Educational and other organisations.
pub static ORGS: Register = Register::of(
    "orgs",
    "организация",
    "org",
    &[INN, NAME, SHORT_NAME, KIND, MUNICIPALITY, ADDRESS, HEAD, SITE, OPENED, CLOSED],
);

/// The taxpayer's number; a branch may bear its parent's.
pub const INN: Field = Field::text("inn", "ИНН")
    .also(&["ИНН организации", "ИНН ОО", "ИНН школы", "ИНН учреждения"])
    .meaning("ИНН, 10 или 12 цифр")
    .example("2599000111")
    .edited_by("org edit");
/// The full name as registered.
pub const NAME: Field = Field::name("name", "Наименование")
    .org_key("key")
    .label()
    .required()
    .also(&[
        "Наименование организации",
        "Полное наименование",
        "Полное наименование организации",
        "Наименование учреждения",
        "Организация",
        "Образовательная организация",
        "Наименование ОО",
        "Название организации",
        "Название",
    ])
    .meaning("полное наименование")
    .example("МБОУ «СОШ № 1» с. Ясное")
    .edited_by("org edit");
/// What it is called in lists.
pub const SHORT_NAME: Field = Field::name("short_name", "Краткое наименование")
    .org_key("short_key")
    .also(&[
        "Сокращенное наименование",
        "Сокращённое наименование организации",
        "Краткое название",
        "Сокращённое название",
    ])
    .meaning("краткое наименование")
    .example("СОШ № 1")
    .edited_by("org edit");
/// What kind of organisation it is: shares are counted by it.
pub const KIND: Field = Field::set("kind", "Вид", OrgKind::SET)
    .required()
    .also(&["Вид организации", "Тип", "Тип организации", "Вид ОО", "Тип ОО"])
    .meaning("вид организации")
    .example("школа");
/// Which municipality it belongs to.
pub const MUNICIPALITY: Field = Field::row("municipality_id", "Муниципалитет", &MUNICIPALITIES)
    .also(&["Муниципальное образование", "Район", "Муниципальный район", "Муниципальный округ", "Городской округ"])
    .meaning("если не указан — район базы")
    .example("Спасский муниципальный район");
/// Where it is.
pub const ADDRESS: Field = Field::text("address", "Адрес")
    .also(&["Юридический адрес", "Адрес организации", "Место нахождения", "Местонахождение"])
    .meaning("адрес")
    .example("с. Ясное, ул. Школьная, 1")
    .edited_by("org edit");
/// Its head's name.
pub const HEAD: Field = Field::text("head", "Руководитель")
    .secret()
    .also(&["ФИО руководителя", "ФИО директора", "Директор"])
    .meaning("руководитель")
    .edited_by("org edit");
/// Its site.
pub const SITE: Field = Field::text("site", "Сайт")
    .also(&["Официальный сайт", "Адрес сайта", "Сайт организации"])
    .meaning("сайт")
    .edited_by("org edit");
/// The first day of its work; empty: long ago.
pub const OPENED: Field = Field::day("opened", "Дата открытия")
    .also(&["Открыта", "Дата создания"])
    .meaning("если не указана — работает давно");
/// The last day of its work.
pub const CLOSED: Field =
    Field::day("closed", "Дата закрытия").also(&["Закрыта", "Дата ликвидации"]).meaning("последний день работы");
