//! The files of groups and of their members. Which of the two it is shows in the header.

use anyhow::Result;

use super::field_column::{column_named, column_of};
use super::import_mode::ImportMode;
use super::importer::{ByRow, Importer};
use super::person::{self, BORN, GIVEN, PATRONYMIC, SNILS, SURNAME};
use super::pipeline;
use super::plan::{Plan, RowResult};
use super::reading::{Brought, CellSort, FileColumn, Layout, Need, Opened, Row, Source, column};
use super::session::{ImportSession, naming};
use crate::domain::Day;
use crate::error::{Advice, Failure};
use crate::refuse;
use crate::register::group;
use crate::register::org::ORGS;
use crate::store::Store;
use crate::store::group::{Group, GroupDraft, Party};
use crate::store::staff::{ChangeMode, PersonOrigin};

const CODE: FileColumn = column_of(&group::CODE);

const KIND: FileColumn = column_named("kind", &group::KIND);

/// By what a file of groups is told from one of members.
const SIGN: Layout = Layout {
    what: "файл групп",
    sheet: "Группы",
    brings: &[],
    further: false,
    names: NAMES_OF_GROUP,
    columns: &[CODE, KIND],
};

/// A group in our own list.
const NAMES_OF_GROUP: &[(&str, &str)] = &[
    group::CODE.words(),
    group::TITLE.words(),
    group::KIND.words(),
    group::NETWORK.words(),
    ("members", "Участников"),
    group::GROUP_MUNICIPALITY.words(),
];

/// A member in our own list.
const NAMES_OF_MEMBER: &[(&str, &str)] = &[
    ("party", "Вид участника"),
    ("id", "№"),
    ("name", "Имя или наименование"),
    group::JOINED.words(),
    group::ENDED.words(),
    group::CODE.words(),
    SNILS.words(),
    ("person", "ФИО"),
    BORN.words(),
    ("org_inn", "ИНН участника"),
    ("org", "Организация-участник"),
];

/// `org group import` of groups.
pub const GROUPS: Layout = Layout {
    what: "файл групп",
    sheet: "Группы",
    brings: &[Brought { table: group::GROUPS.table, named_by: &[&["code"]] }],
    further: false,
    names: NAMES_OF_GROUP,
    columns: &[
        CODE,
        column_of(&group::TITLE),
        KIND,
        column_named("municipality", &group::GROUP_MUNICIPALITY),
        column_of(&group::NETWORK),
    ],
};

/// `org group import` of members: a person or an organisation a row.
pub const MEMBERS: Layout = Layout {
    what: "файл участников групп",
    sheet: "Участники групп",
    brings: &[],
    further: false,
    names: NAMES_OF_MEMBER,
    columns: &[
        CODE,
        SNILS_OF_MEMBER,
        column(
            "name",
            "ФИО",
            &[
                "Ф.И.О",
                "Ф. И. О",
                "ФИО участника",
                "Участник",
                "ФИО педагога",
                "Фамилия Имя Отчество",
                "Фамилия, имя, отчество",
            ],
            Need::OneOf("member"),
            "участник — человек",
            "",
        ),
        SURNAME_OF_MEMBER,
        GIVEN,
        PATRONYMIC,
        BORN,
        column(
            "inn",
            "ИНН участника",
            &["ИНН организации", "ИНН"],
            Need::OneOf("member"),
            "участник — организация",
            "",
        ),
        column(
            "org",
            "Организация-участник",
            &[],
            Need::OneOf("member"),
            "участник — организация, если у неё нет ИНН",
            "",
        )
        .holding(CellSort::NameIn(ORGS.table)),
        column_of(&group::JOINED),
        column_of(&group::ENDED),
    ],
};

const SNILS_OF_MEMBER: FileColumn = FileColumn { need: Need::OneOf("member"), ..SNILS };
const SURNAME_OF_MEMBER: FileColumn = FileColumn { need: Need::OneOf("member"), ..SURNAME };

/// `org group import`: a file with «Вид группы» is one of groups, any other one of members.
///
/// # Errors
/// The file is neither; the database can't be used.
pub fn import(store: &Store, today: Day, source: &Source, change: ChangeMode, mode: ImportMode<'_>) -> Result<Plan> {
    let opened = Opened::open(source)?;
    // A map may know more columns than the sign alone has.
    if opened.has(&SIGN) || opened.has(&GROUPS) {
        let mut importer = GroupImporter { change };
        return pipeline::run_sheet(store, today, opened.sheet(&GROUPS)?, &(), &mut importer, mode);
    }
    let mut importer = ByRow { layout: &MEMBERS, enter: enter_member };
    pipeline::run_sheet(store, today, opened.sheet(importer.layout)?, &(), &mut importer, mode)
}

/// The file of groups.
#[derive(Clone, Copy)]
struct GroupImporter {
    /// What another kind or mark of a known group is.
    change: ChangeMode,
}

impl Importer for GroupImporter {
    type Row = Row<'static>;

    fn layout(&self) -> &'static Layout {
        &GROUPS
    }

    fn enter(&mut self, session: &ImportSession<'_>, row: &mut Row<'static>) -> Result<Option<RowResult>> {
        session.step(row, || enter_group(session, row, self.change))
    }
}

/// One row of the groups.
///
/// # Errors
/// Another kind or mark, and nothing is said of what that is; what the store refuses.
fn enter_group(session: &ImportSession<'_>, row: &Row<'_>, change: ChangeMode) -> Result<Option<RowResult>> {
    let draft = GroupDraft {
        code: row.required_text("code").unwrap_or_default(),
        title: row.required_text("title"),
        kind: row.required_text("kind"),
        municipality: row.text("municipality"),
        network: row.flag("network"),
    };
    if !row.is_sound() {
        return Ok(None);
    }
    let groups = session.store.groups();
    let (new, changes) = match groups.of_code(&draft.code)? {
        Some(group) => {
            let draft = news(session, row, &group, draft.clone(), change)?;
            let is_event = draft.has_another_kind(&group) || draft.has_another_mark(&group);
            let changes = match change {
                ChangeMode::Event(from) if is_event => groups.change_from(&group, &draft, from)?,
                _ => groups.amend(&group, &draft)?,
            };
            (false, changes)
        }
        None => {
            groups.add(&draft)?;
            (true, Vec::new())
        }
    };
    Ok(Some(RowResult { who: draft.title.unwrap_or_default(), new, changes }))
}

/// What a row says of a group that wasn't known: what it was of old isn't brought back.
///
/// # Errors
/// Another kind or mark, and nothing is said of what that is: an event and a correction look alike.
fn news(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    group: &Group,
    mut draft: GroupDraft,
    change: ChangeMode,
) -> Result<GroupDraft> {
    if change != ChangeMode::Unsaid {
        return Ok(draft);
    }
    let former = session.store.groups().former(group.id)?;
    if draft.has_another_kind(group)
        && former.iter().any(|was| !draft.has_another_kind(&Group { kind: was.kind.clone(), ..group.clone() }))
    {
        row.warn(format!("прежний вид группы; сейчас это {}, и он не изменён", group.kind));
        draft.kind = None;
    }
    if draft.has_another_mark(group)
        && !former.is_empty()
        && former.iter().any(|was| draft.network == Some(was.network))
    {
        row.warn("прежний признак «Сетевая», он не изменён");
        draft.network = None;
    }
    let yes_no = |flag: bool| if flag { "да" } else { "нет" };
    let told = if draft.has_another_kind(group) {
        format!("вид группы был «{}», а стал «{}»", group.kind, draft.kind.unwrap_or_default())
    } else if draft.has_another_mark(group) {
        format!("«Сетевая»: было {}, а стало {}", yes_no(group.network), yes_no(!group.network))
    } else {
        return Ok(draft);
    };
    Err(Failure::refused(told).ending(Advice::SayEventOrCorrection).into())
}

/// One row of the members.
///
/// # Errors
/// No such group, person or organisation; what the store refuses.
fn enter_member(session: &ImportSession<'_>, row: &Row<'_>) -> Result<Option<RowResult>> {
    let code = row.required_text("code").unwrap_or_default();
    let person = person::draft(row);
    let org = naming(row);
    let (joined, ended) = (row.day("joined"), row.day("ended"));
    if joined.zip(ended).is_some_and(|(joined, ended)| ended < joined) {
        row.defect("ended", "дата выхода раньше даты вступления");
    }
    if !row.is_sound() {
        return Ok(None);
    }
    let Some(group) = session.store.groups().of_code(&code)? else {
        let failure = Failure::refused(format!("нет группы с кодом «{code}»"));
        let failure = failure.hint("сначала загрузите файл групп");
        return Err(failure.absent(group::GROUPS.table, &[[code.as_str()]]).into());
    };
    let named = person.name.is_some() || person.snils.is_some();
    let (party, who, mut changes) = match (named, org) {
        (true, (None, None)) => {
            let Some((known, added)) = person::recognise(session.store, row, &person, None, PersonOrigin::Staff)?
            else {
                return Ok(None);
            };
            (Party::Person(known.id), known.name, added)
        }
        (false, org @ ((Some(_), _) | (_, Some(_)))) => {
            let Some(id) = session.org(&org)? else { return Ok(None) };
            session.warn_if_closed(row.line(), id, ended)?;
            (Party::Org(id), session.store.orgs().of_id(id)?.name, Vec::new())
        }
        (true, _) => refuse!("в строке и человек, и организация: участник — что-то одно"),
        (false, (None, None)) => refuse!("участник не указан: нужны СНИЛС, ФИО или ИНН участника"),
    };
    let member = session.store.groups().put_member(group.id, party, joined, ended)?;
    changes.extend(member.changes);
    Ok(Some(RowResult { who, new: member.is_new, changes }))
}
