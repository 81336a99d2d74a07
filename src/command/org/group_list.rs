//! `org group list`, `org group show`: the groups, and the members of one.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{Secret, number};
use crate::register::group;
use crate::register::person;
use crate::report::{Column, List, Value};
use crate::store::Store;
use crate::store::group::{Group, Member, Party};

/// `org group list`.
#[derive(Debug, Args)]
pub struct GroupList {}

impl GroupList {
    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let today = context.today;
        let columns = [
            field_column::short(group::CODE, |(group, _): &(Group, i64)| (&group.code).into()),
            field_column::both(group::TITLE, |(group, _)| (&group.title).into()),
            field_column::short(group::KIND, |(group, _)| (&group.kind).into()),
            field_column::both(group::NETWORK, |(group, _)| group.network.into()),
            Column::both("members", "Участников", |(_, members)| (*members).into()),
            field_column::data(group::GROUP_MUNICIPALITY, |(group, _)| (&group.municipality).into()),
        ];
        let store = Rc::clone(store);
        let list = List::new(format!("Группы на {today}:"), columns).counted();
        Ok(Outcome::report(list.walked(move |row| store.groups().each(today, row))))
    }
}

/// `org group show`.
#[derive(Debug, Args)]
pub struct GroupShow {
    #[arg(value_name = "ГРУППА", help = "Код или часть названия")]
    group: String,
}

impl GroupShow {
    /// Runs the command.
    pub fn run(self, store: &Rc<Store>) -> Result<Outcome> {
        let group = store.groups().find(&self.group)?;
        let network = if group.network { ", сетевая" } else { "" };
        let title = format!("{}: {} ({}{network}), записей об участии", group.code, group.title, group.kind);
        let (store, code) = (Rc::clone(store), Rc::<str>::from(group.code));
        Ok(Outcome::report(
            List::new(title, member_columns())
                .counted()
                .walked(move |row| store.groups().each_member(group.id, &mut |member| row((member, Rc::clone(&code))))),
        ))
    }
}

/// Who of a school, and whether the school itself, is in which group today.
pub fn members_of_school(store: &Rc<Store>, context: &Context, school: &Rc<TemplateSchool>) -> Outcome {
    let (store, school, today) = (Rc::clone(store), Rc::clone(school), context.today);
    let is_listed = move |member: &Member| {
        let is_of_school = match member.party {
            Party::Person(id) => school.employs_person(id),
            Party::Org(id) => school.org.id == id,
        };
        is_of_school && member.ended.is_none_or(|last| last >= today)
    };
    Outcome::report(List::new("Участники групп:", member_columns()).walked(move |row| {
        let mut groups = Vec::new();
        store.groups().each(today, &mut |(group, _)| {
            groups.push((group.id, Rc::<str>::from(group.code)));
            Ok(())
        })?;
        groups.into_iter().try_for_each(|(id, code)| {
            store.groups().each_member(id, &mut |member| match is_listed(&member) {
                true => row((member, Rc::clone(&code))),
                false => Ok(()),
            })
        })
    }))
}

/// A member with the code of the group.
fn member_columns() -> [Column<(Member, Rc<str>)>; 11] {
    [
        Column::both("party", "Вид участника", |(m, _): &(Member, Rc<str>)| match m.party {
            Party::Person(_) => Value::Code("person", "человек"),
            Party::Org(_) => Value::Code("org", "организация"),
        }),
        Column::both("id", "№", |(m, _)| {
            let (Party::Person(id) | Party::Org(id)) = m.party;
            id.into()
        }),
        Column::both("name", "Имя или наименование", |(m, _)| (&m.name).into()),
        field_column::short(group::JOINED, |(m, _)| m.joined.into()),
        field_column::short(group::ENDED, |(m, _)| m.ended.into()),
        field_column::data(group::CODE, |(_, code)| code.into()),
        field_column::data(person::SNILS, |(m, _)| m.snils.as_deref().map(number::snils_shown).into()),
        Column::data("person", person::NAME.heading, |(m, _)| m.person().into()),
        field_column::data(person::BORN, |(m, _)| Secret(m.born).into()),
        Column::data("org_inn", "ИНН участника", |(m, _)| (&m.inn).into()),
        Column::data("org", "Организация-участник", |(m, _)| m.org().into()),
    ]
}
