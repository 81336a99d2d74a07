//! Associations, clubs and projects («группы»), and who is in them.

use super::org::{MUNICIPALITY, ORGS};
use super::person::PEOPLE;
use super::{Busy, Field, Register, Span};

/// Kinds of groups: those of the acts, and the district's own. A community feeds Spassky (3).
pub static GROUP_KINDS: Register = Register {
    is_entered: false,
    ..Register::of("group_kinds", "вид группы", "group-kind", &[KIND_TITLE, COMMUNITY])
};

/// Groups.
pub static GROUPS: Register = Register {
    corrected_by: "org group edit",
    is_numbered: true,
    ..Register::of("groups", "группа", "group", &[CODE, TITLE, KIND, GROUP_MUNICIPALITY, NETWORK, SINCE])
};

/// What groups were before an event changed their kind or their mark.
pub static FORMER_GROUPS: Register = Register {
    told_apart_by: &["group_id", "until"],
    span: Some(Span { first: "since", last: "until", owners: &["group_id"], busy: None }),
    ..Register::of(
        "former_groups",
        "прежние сведения о группе",
        "former-group",
        &[GROUP, FORMER_KIND, FORMER_NETWORK, FORMER_SINCE, FORMER_UNTIL],
    )
};

/// Who is in a group: a person or an organisation.
pub static MEMBERS: Register = Register {
    corrected_by: "org group edit",
    is_one_at_a_time: true,
    span: Some(Span {
        first: "joined",
        last: "ended",
        owners: &["group_id", "person_id", "org_id"],
        busy: Some(Busy {
            what: "группа «{group_id.title}»",
            ended_by: "org group leave {group_id.title} --person {person_id} --date ДАТА",
        }),
    }),
    ..Register::of("members", "участник группы", "member", &[GROUP, MEMBER_PERSON, MEMBER_ORG, JOINED, ENDED])
};

/// «клуб».
pub const KIND_TITLE: Field =
    Field::name("title", "Название").short("Вид").also(&["Вид"]).key("key").label().required();
/// Whether it is a mentoring community.
pub const COMMUNITY: Field = Field::flag("community", "Наставническое сообщество");

/// The methodist's own code: «РМО-3».
pub const CODE: Field = Field::name("code", "Код группы")
    .key("code_key")
    .label()
    .short("Код")
    .required()
    .also(&["Код", "№ группы", "Номер группы"])
    .meaning("код группы")
    .example("РМО-1");
/// What it is called.
pub const TITLE: Field = Field::name("title", "Название")
    .org_key("key")
    .required()
    .also(&["Название группы", "Наименование", "Наименование группы", "Название объединения"])
    .meaning("название")
    .example("РМО учителей химии")
    .edited_by("org group edit")
    .option("title");
/// Which shares it feeds.
pub const KIND: Field = Field::row("kind_id", "Вид группы", &GROUP_KINDS)
    .short("Вид")
    .required()
    .also(&["Вид", "Тип группы", "Вид объединения"])
    .meaning("вид группы")
    .example("методическое объединение")
    .option("kind");
/// Which municipality it belongs to.
pub const GROUP_MUNICIPALITY: Field = MUNICIPALITY.also(&["Район", "Муниципальное образование"]).example("");
/// «Сетевая»: Spassky (8).
pub const NETWORK: Field = Field::flag("network", "Сетевая")
    .also(&["Сетевая группа", "Сетевое объединение"])
    .meaning("да или нет; не указано — нет")
    .example("нет")
    .option("network");

/// The first day on which the kind and the mark are what they are; empty: from the first.
pub const SINCE: Field = Field::day("since", "Сведения с").meaning("первый день нынешних вида и признака «Сетевая»");

/// The kind that a group was of.
pub const FORMER_KIND: Field = Field::row("kind_id", "Прежний вид", &GROUP_KINDS).required();
/// Whether it was «Сетевая».
pub const FORMER_NETWORK: Field = Field::flag("network", "Прежде сетевая").required();
/// The first day; empty: from the first.
pub const FORMER_SINCE: Field = Field::day("since", "Первый день");
/// The last day.
pub const FORMER_UNTIL: Field = Field::day("until", "Последний день").required();

/// Which group.
pub const GROUP: Field = Field::row("group_id", "Группа", &GROUPS).label().required();
/// Who, if it is a person.
pub const MEMBER_PERSON: Field = Field::row("person_id", "Человек", &PEOPLE).label();
/// Who, if it is an organisation.
pub const MEMBER_ORG: Field = Field::row("org_id", "Организация", &ORGS).label();
/// The first day; empty: from the first.
pub const JOINED: Field = Field::day("joined", "Дата вступления")
    .short("Вступление")
    .also(&["Дата включения", "Участвует с", "Вступление"])
    .meaning("не указана — с самого начала")
    .example("01.09.2021")
    .option("joined");
/// The last day.
pub const ENDED: Field = Field::day("ended", "Дата выхода")
    .short("Выход")
    .also(&["Дата исключения", "Участвует по", "Выход"])
    .meaning("последний день участия")
    .option("left");
