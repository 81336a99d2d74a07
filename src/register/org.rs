//! Municipalities, the district whose file it is, and organisations.

use super::{Field, Register, Span};
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
pub static ORGS: Register = Register {
    corrected_by: "org edit",
    ..Register::of(
        "orgs",
        "организация",
        "org",
        &[
            INN,
            NAME,
            SHORT_NAME,
            KIND,
            MUNICIPALITY,
            ADDRESS,
            HEAD,
            SITE,
            OPENED,
            CLOSED,
            parent_in(&ORGS),
            successor_in(&ORGS),
            SINCE,
        ],
    )
};

/// What organisations were called, and of what kind they were, before an event changed it.
pub static FORMER_ORGS: Register = Register {
    told_apart_by: &["org_id", "until"],
    span: Some(Span { first: "since", last: "until", owners: &["org_id"], busy: None }),
    ..Register::of(
        "former_orgs",
        "прежние сведения об организации",
        "former-org",
        &[ORG, FORMER_NAME, FORMER_SHORT_NAME, FORMER_KIND, FORMER_SINCE, FORMER_UNTIL],
    )
};

/// The taxpayer's number; a branch may bear its parent's.
pub const INN: Field = Field::text("inn", "ИНН")
    .also(&["ИНН организации", "ИНН ОО", "ИНН школы", "ИНН учреждения"])
    .meaning("ИНН, 10 или 12 цифр")
    .example("2599000111")
    .edited_by("org edit")
    .option("inn");
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
    .edited_by("org edit")
    .option("name");
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
    .edited_by("org edit")
    .option("short");
/// What kind of organisation it is: shares are counted by it.
pub const KIND: Field = Field::set("kind", "Вид", OrgKind::SET)
    .required()
    .also(&["Вид организации", "Тип", "Тип организации", "Вид ОО", "Тип ОО"])
    .meaning("вид организации")
    .example("школа")
    .option("kind");
/// Which municipality it belongs to.
pub const MUNICIPALITY: Field = Field::row("municipality_id", "Муниципалитет", &MUNICIPALITIES)
    .also(&["Муниципальное образование", "Район", "Муниципальный район", "Муниципальный округ", "Городской округ"])
    .meaning("если не указан — район базы")
    .example("Спасский муниципальный район")
    .option("municipality");
/// Where it is.
pub const ADDRESS: Field = Field::text("address", "Адрес")
    .also(&["Юридический адрес", "Адрес организации", "Место нахождения", "Местонахождение"])
    .meaning("адрес")
    .example("с. Ясное, ул. Школьная, 1")
    .edited_by("org edit")
    .option("address");
/// Its head's name.
pub const HEAD: Field = Field::text("head", "Руководитель")
    .secret()
    .also(&["ФИО руководителя", "ФИО директора", "Директор"])
    .meaning("руководитель")
    .edited_by("org edit")
    .option("head");
/// Its site.
pub const SITE: Field = Field::text("site", "Сайт")
    .also(&["Официальный сайт", "Адрес сайта", "Сайт организации"])
    .meaning("сайт")
    .edited_by("org edit")
    .option("site");
/// The first day of its work; empty: long ago.
pub const OPENED: Field = Field::day("opened", "Дата открытия")
    .also(&["Открыта", "Дата создания"])
    .meaning("если не указана — работает давно")
    .option("opened");
/// The last day of its work.
pub const CLOSED: Field = Field::day("closed", "Дата закрытия")
    .also(&["Закрыта", "Дата ликвидации"])
    .meaning("последний день работы")
    .option("closed");
/// The organisation of which it is a branch («филиал», «структурное подразделение»).
pub const PARENT: Field = parent_in(&ORGS);
/// The organisation that took over what a closed one had.
pub const SUCCESSOR: Field = successor_in(&ORGS);

/// A declaration can't name itself through a constant of its own: these take it as what it is.
const fn parent_in(orgs: &'static Register) -> Field {
    Field::row("parent_id", "Головная организация", orgs)
        .also(&["Головное учреждение", "Юридическое лицо"])
        .meaning("наименование или ИНН головной организации, если это филиал")
        .option("parent")
}

const fn successor_in(orgs: &'static Register) -> Field {
    Field::row("successor_id", "Преемник", orgs)
        .also(&["Правопреемник", "Организация-преемник"])
        .meaning("наименование или ИНН преемника, если организация закрыта")
        .option("successor")
}

/// The first day on which the name and the kind are what they are; empty: from the first.
pub const SINCE: Field = Field::day("since", "Сведения с").meaning("первый день нынешних наименования и вида");

/// Whose former name and kind it is.
pub const ORG: Field = Field::row("org_id", "Организация", &ORGS).label().required();
/// The full name that was borne.
pub const FORMER_NAME: Field =
    Field::name("name", "Прежнее наименование").org_key("key").required().edited_by("org edit");
/// What it was called in lists.
pub const FORMER_SHORT_NAME: Field =
    Field::name("short_name", "Прежнее краткое наименование").org_key("short_key").edited_by("org edit");
/// The kind that it was of.
pub const FORMER_KIND: Field = Field::set("kind", "Прежний вид", OrgKind::SET).required();
/// The first day; empty: from the first.
pub const FORMER_SINCE: Field = Field::day("since", "Первый день");
/// The last day.
pub const FORMER_UNTIL: Field = Field::day("until", "Последний день").required();
