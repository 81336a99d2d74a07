//! The columns by which files name a person, what a row says of one, and whom it means.

use std::borrow::Cow;

use super::ImportSession;
use super::field_column::column_of;
use anyhow::Result;

use super::reading::{Brought, FileColumn, Need, Row, column};
use crate::domain::name;
use crate::refuse;
use crate::register::person;
use crate::store::pair::Pair;
use crate::store::staff::{NearPerson, Person, PersonDraft, PersonOrigin};
use crate::store::{Change, Store};

/// СНИЛС.
pub const SNILS: FileColumn = column_of(&person::SNILS);
/// «ФИО» in one column.
pub const NAME: FileColumn = FileColumn { need: Need::OneOf("name"), ..column_of(&person::NAME) };
/// «ФИО» in three columns.
pub const SURNAME: FileColumn =
    column("surname", "Фамилия", &["Фамилия сотрудника"], Need::OneOf("name"), "фамилия", "Ромашкина").unasked();
/// The second of the three, or the second of two.
pub const GIVEN: FileColumn = column(
    "given",
    "Имя",
    &["Имя отчество", "Имя, отчество", "Имя и отчество", "Имя сотрудника"],
    Need::With("surname"),
    "имя; можно вместе с отчеством",
    "Анна",
)
.unasked();
/// The third of the three.
pub const PATRONYMIC: FileColumn =
    column("patronymic", "Отчество", &["Отчество сотрудника"], Need::Optional, "отчество", "Петровна").unasked();
/// «Дата рождения».
pub const BORN: FileColumn = column_of(&person::BORN);

/// A row of people brings them, under each of its names.
pub const BRINGS: &[Brought] = &[Brought {
    table: person::PEOPLE.table,
    named_by: &[&["snils"], &["name"], &["surname", "given", "patronymic"], &["surname", "given"]],
}];

/// What a row says of a person.
pub fn draft(row: &Row<'_>) -> PersonDraft {
    PersonDraft { snils: row.snils("snils"), name: full_name(row), born: row.birth("born"), ..PersonDraft::default() }
}

/// Фамилия Имя Отчество, from one column or from two or three. Absent in all is `None`.
fn full_name(row: &Row<'_>) -> Option<String> {
    if row.has_text("name") || !row.has("surname") {
        return with_patronymic(row, self::name(row, "name")?);
    }
    let [surname, given, patronymic] = ["surname", "given", "patronymic"].map(|field| row.text(field));
    // A cell that is empty may have been forgotten; what stands in the next is not to slip into its place.
    let forgotten = match (&surname, &given, &patronymic) {
        (None, None, None) => return None,
        (None, Some(given), patronymic) => (patronymic.is_some() || given.contains(' ')).then_some("surname"),
        (_, None, Some(_)) => Some("given"),
        _ => None,
    };
    if let Some(field) = forgotten {
        row.defect(field, "не заполнено");
        return None;
    }
    if let (Some(given), Some(patronymic)) = (&given, &patronymic)
        && given.split(' ').skip(1).any(|part| name::key(part) == name::key(patronymic))
    {
        row.defect("patronymic", "отчество уже стоит в столбце «Имя»");
        return None;
    }
    let is_all = row.is_dashed("surname") || (row.has("given") && row.is_dashed("given"));
    let dash = is_all.then(|| "-".to_owned());
    let text = [surname, given, patronymic, dash].into_iter().flatten().collect::<Vec<_>>().join(" ");
    warn_of_look_alikes(row, &text);
    name::person(&text).map_err(|why| row.defect("surname", why)).ok()
}

/// A name in one column, where the patronymic may stand in another: «Фамилия Имя» beside «Отчество».
fn with_patronymic(row: &Row<'_>, full: String) -> Option<String> {
    let Some(patronymic) = row.text("patronymic") else { return Some(full) };
    if full.split(' ').skip(2).any(|part| name::key(part) == name::key(&patronymic)) {
        return Some(full);
    }
    if full.split(' ').count() > 2 {
        row.defect("patronymic", format!("отчество не такое, как в ФИО: {full}"));
        return None;
    }
    name::person(&format!("{full} {patronymic}")).map_err(|why| row.defect("patronymic", why)).ok()
}

/// Фамилия Имя Отчество in a column.
pub fn name(row: &Row<'_>, field: &str) -> Option<String> {
    row.parsed(field, |text| {
        warn_of_look_alikes(row, text);
        name::person(text)
    })
}

fn warn_of_look_alikes(row: &Row<'_>, text: &str) {
    // What needs no repair is borrowed.
    if matches!(name::cyrillic(text), Cow::Owned(repaired) if repaired != text) {
        row.warn("латинские буквы в ФИО заменены на такие же русские");
    }
}

/// The known person whom a row names ([`People::recognise`](crate::store::staff::People::recognise)), with what the row adds: a
/// birth date or a СНИЛС that wasn't known.
///
/// # Errors
/// As there; the СНИЛС of one known person stands beside the name of another.
pub fn recognise(
    store: &Store,
    row: &Row<'_>,
    draft: &PersonDraft,
    org: Option<i64>,
    origin: PersonOrigin,
) -> Result<Option<(Person, Vec<Change>)>> {
    let Some(known) = store.people().recognise(draft, org, origin)? else { return Ok(None) };
    if let Some(told) = draft.name.as_ref().filter(|told| name::key(&known.name) != name::key(told)) {
        if !store.people().named(Some(told))?.is_empty() {
            refuse!("СНИЛС принадлежит человеку {}, а ФИО — другому: {told}", known.name);
        }
        row.warn(format!("СНИЛС принадлежит другому имени: {}, а в файле {told}", known.name));
    }
    let added = PersonDraft {
        snils: draft.snils.clone().filter(|_| known.snils.is_none()),
        born: draft.born.filter(|_| known.born.is_none()),
        ..PersonDraft::default()
    };
    let changes = store.people().amend(&known, &added)?;
    Ok(Some((known, changes)))
}

/// The mentee of a pair whom a row names, by СНИЛС or by the cell of a name; that there is none such is the defect of that cell.
///
/// # Errors
/// The file can't be read.
pub fn mentee(
    session: &ImportSession<'_>,
    row: &Row<'_>,
    pair: &Pair,
    snils: Option<&str>,
    (field, full): (&str, Option<&str>),
) -> Result<Option<i64>> {
    let field = if snils.is_some() || full.is_none() { "snils" } else { field };
    session.at_cell(row, field, session.store.pairs().mentee_of(pair, snils, full))
}

/// Enters somebody whom nobody knows yet, and tells so: also of whom he may be a slip of the pen.
///
/// # Errors
/// The file can't be written.
pub fn enter_new(session: &ImportSession<'_>, row: &Row<'_>, draft: &PersonDraft, side: &str) -> Result<i64> {
    let people = session.store.people();
    let id = people.add(draft)?;
    row.warn(match people.near_new(id, draft)? {
        Some(NearPerson { id: known, name, why }) => {
            session.note_near(known, id);
            format!("записан новый человек{side}, похоже на № {known} {name} ({})", why.words())
        }
        None => format!("записан новый человек{side}"),
    });
    Ok(id)
}
