//! `org group list`, `org group show`: the groups, and the members of one.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
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
            Column::both("code", group::CODE.short, |(group, _): &(Group, i64)| (&group.code).into()),
            Column::both("title", group::TITLE.heading, |(group, _)| (&group.title).into()),
            Column::both("kind", group::KIND.short, |(group, _)| (&group.kind).into()),
            Column::both("network", group::NETWORK.heading, |(group, _)| group.network.into()),
            Column::both("members", "Участников", |(_, members)| (*members).into()),
            Column::data("municipality", group::GROUP_MUNICIPALITY.heading, |(group, _)| (&group.municipality).into()),
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
        let columns = [
            Column::both("party", "Вид участника", |(m, _): &(Member, Rc<str>)| match m.party {
                Party::Person(_) => Value::Code("person", "человек"),
                Party::Org(_) => Value::Code("org", "организация"),
            }),
            Column::both("id", "№", |(m, _)| {
                let (Party::Person(id) | Party::Org(id)) = m.party;
                id.into()
            }),
            Column::both("name", "Имя или наименование", |(m, _)| (&m.name).into()),
            Column::both("joined", group::JOINED.short, |(m, _)| m.joined.into()),
            Column::both("ended", group::ENDED.short, |(m, _)| m.ended.into()),
            Column::data("code", group::CODE.heading, |(_, code)| code.into()),
            Column::data("snils", person::SNILS.heading, |(m, _)| m.snils.as_deref().map(number::snils_shown).into()),
            Column::data("person", person::NAME.heading, |(m, _)| m.person().into()),
            Column::data("born", person::BORN.heading, |(m, _)| Secret(m.born).into()),
            Column::data("org_inn", "ИНН участника", |(m, _)| (&m.inn).into()),
            Column::data("org", "Организация-участник", |(m, _)| m.org().into()),
        ];
        let (store, code) = (Rc::clone(store), Rc::<str>::from(group.code));
        Ok(Outcome::report(
            List::new(title, columns)
                .counted()
                .walked(move |row| store.groups().each_member(group.id, &mut |member| row((member, Rc::clone(&code))))),
        ))
    }
}
