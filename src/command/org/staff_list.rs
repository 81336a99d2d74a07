//! `org staff list`: who works where, as what.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, TemplateSchool, field_column};
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
    /// Who works at a school.
    pub fn of_school(school: &TemplateSchool) -> Self {
        Self { org: Some(school.org.id.to_string()), as_of: None, all: false }
    }

    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let dismissed = if self.all { employment::DISMISSED.short } else { employment::DISMISSED.heading };
        let columns = [
            field_column::both(employment::ORG, |s: &Colleague| (&s.org).into()),
            Column::both("person", "№", |s| s.who.id.into()),
            field_column::both(person::NAME, |s| (&s.who).into()),
            field_column::both(employment::POST, |s| (&s.post).into()),
            field_column::both(employment::HIRED, |s| s.hired.into()),
            Column::both_if(self.all, employment::DISMISSED.name, dismissed, |s| s.dismissed.into()),
            field_column::data(employment::MAIN, |s| s.main.into()),
            Column::data("pedagogical", "Педагогическая должность", |s| s.pedagogical.into()),
            field_column::data(employment::NUMBER, |s| Secret(&s.number).into()),
            field_column::data(person::SNILS, |s| s.snils.as_deref().map(number::snils_shown).into()),
            field_column::data(person::SEX, |s| s.sex.into()),
            field_column::data(person::BORN, |s| Secret(s.born).into()),
            field_column::data(employment::SUBJECT, |s| (&s.subject).into()),
            field_column::data(person::TEACHING_SINCE, |s| s.teaching_since.into()),
            Column::data("org_inn", "ИНН организации", |s| (&s.org_inn).into()),
            Column::data("mentor", "В реестре наставников", |s| s.mentor.into()),
            field_column::data(person::TEACHING_SPREAD, |s| s.teaching_spread.into()),
            field_column::data(employment::PEDAGOGICAL, |s| s.declared.into()),
        ];
        let list = List::new(format!("Сотрудники {when}: записей о работе"), columns).counted().grouped();
        let (store, day) = (Rc::clone(store), (!self.all).then_some(day));
        Ok(Outcome::report(list.walked(move |row| store.staff().each(org, day, row))))
    }
}
