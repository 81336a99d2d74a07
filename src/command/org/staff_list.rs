//! `org staff list`: who works where, as what.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome};
use crate::domain::{Day, Secret, number};
use crate::register::employment;
use crate::register::person;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::staff::Colleague;

/// `org staff list`.
#[derive(Debug, Args)]
pub struct StaffList {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только этой организации")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Работающие на дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Все записи о работе, и прошлые")]
    all: bool,
}

impl StaffList {
    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let dismissed = if self.all { "Уволен" } else { "Дата увольнения" };
        let columns = [
            Column::both("org", employment::ORG.heading, |s: &Colleague| (&s.org).into()),
            Column::both("person", "№", |s| s.who.id.into()),
            Column::both("name", person::NAME.heading, |s| (&s.who).into()),
            Column::both("post", employment::POST.heading, |s| (&s.post).into()),
            Column::both("hired", employment::HIRED.heading, |s| s.hired.into()),
            Column::both_if(self.all, "dismissed", dismissed, |s| s.dismissed.into()),
            Column::data("main", employment::MAIN.heading, |s| s.main.into()),
            Column::data("pedagogical", "Педагогическая должность", |s| s.pedagogical.into()),
            Column::data("number", employment::NUMBER.heading, |s| Secret(&s.number).into()),
            Column::data("snils", person::SNILS.heading, |s| s.snils.as_deref().map(number::snils_shown).into()),
            Column::data("sex", person::SEX.heading, |s| s.sex.into()),
            Column::data("born", person::BORN.heading, |s| Secret(s.born).into()),
            Column::data("subject", employment::SUBJECT.heading, |s| (&s.subject).into()),
            Column::data("teaching_since", person::TEACHING_SINCE.heading, |s| s.teaching_since.into()),
            Column::data("org_inn", "ИНН организации", |s| (&s.org_inn).into()),
            Column::data("mentor", "В реестре наставников", |s| s.mentor.into()),
            Column::data("teaching_spread", person::TEACHING_SPREAD.heading, |s| s.teaching_spread.into()),
            Column::data("declared", employment::PEDAGOGICAL.heading, |s| s.declared.into()),
        ];
        let list = List::new(format!("Сотрудники {when}: записей о работе"), columns).counted().grouped();
        let (store, day) = (Rc::clone(store), (!self.all).then_some(day));
        Ok(Outcome::report(list.walked(move |row| store.staff().each(org, day, row))))
    }
}
