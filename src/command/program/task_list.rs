//! `program task list` and `program route`: what is to be done in programs, and the individual routes among it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::row_choice::ProgramRowChoice;
use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{Day, Secret, TaskState, number};
use crate::register::{program, task};
use crate::report::{Column, List, Value};
use crate::store::Store;
use crate::store::task::Task;

/// `program task list`.
#[derive(Debug, Default, Args)]
pub struct TaskList {
    #[arg(long, value_name = "НОМЕР", help = "Только этой программы")]
    program: Option<String>,
    #[command(flatten)]
    shown: ShownTasks,
    #[arg(long, help = "Только просроченные")]
    overdue: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// `program route`.
#[derive(Debug, Args)]
pub struct ProgramRoute {
    #[arg(value_name = "НОМЕР", help = "Номер программы; не указан — маршруты всех программ")]
    program: Option<String>,
    #[command(flatten)]
    shown: ShownTasks,
}

/// Whose tasks, and as of when.
#[derive(Debug, Default, Args)]
struct ShownTasks {
    #[command(flatten)]
    whose: ProgramRowChoice,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только тех, кто на эту дату работает в организации")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Состояние на дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
}

impl TaskList {
    /// The tasks of whoever works at a school.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { school: Some(Rc::clone(school)), ..Self::default() }
    }

    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let is_overdue = self.overdue;
        let is_listed = move |task: &Task, day: Day| !is_overdue || task.state(day) == TaskState::Overdue;
        let title = if is_overdue {
            "Просроченные задачи программ"
        } else {
            "Задачи программ"
        };
        self.shown.list(store, context, title, self.program.as_deref(), self.school, is_listed)
    }
}

impl ProgramRoute {
    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let is_listed = |task: &Task, _: Day| task.kind.is_of_route();
        self.shown.list(store, context, "Индивидуальные маршруты", self.program.as_deref(), None, is_listed)
    }
}

impl ShownTasks {
    fn list(
        &self,
        store: &Rc<Store>,
        context: &Context,
        title: &str,
        program: Option<&str>,
        school: Option<Rc<TemplateSchool>>,
        is_listed: impl Fn(&Task, Day) -> bool + 'static,
    ) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let sought = self.whose.sought(store, program, day)?;
        let school = TemplateSchool::meant(store, self.org.as_deref(), school, day)?;
        let columns = [
            Column::both("id", "№", |(t, _): &(Task, Day)| t.id.into()),
            Column::both("program", program::NUMBER.heading, |(t, _)| (&t.program).into()),
            Column::both("mentee", "Наставляемый", |(t, _)| t.who.as_ref().into()),
            field_column::both(task::KIND, |(t, _)| t.kind.into()),
            field_column::both(task::TASK, |(t, _)| Secret(&t.text).into()),
            field_column::data(task::SET_ON, |(t, _)| t.set_on.into()),
            field_column::both(task::DUE, |(t, _)| t.due.into()),
            field_column::both(task::RESPONSIBLE, |(t, _)| Secret(&t.responsible).into()),
            field_column::both(task::DONE, |(t, _)| t.done.into()),
            Column::both("state", "Состояние", |(t, day)| {
                let state = t.state(*day);
                Value::Code(state.code(), state.title())
            }),
            field_column::data(task::RESULT, |(t, _)| Secret(&t.result).into()),
            field_column::data(task::DEFICIT, |(t, _)| Secret(&t.deficit).into()),
            Column::data("mentee_snils", "СНИЛС наставляемого", |(t, _)| {
                t.snils.as_deref().map(number::snils_shown).into()
            }),
            field_column::data(task::LEVEL, |(t, _)| t.level.into()),
        ];
        let mut programs_here = HashMap::new();
        let store = Rc::clone(store);
        Ok(Outcome::report(List::new(format!("{title} на {day}:"), columns).counted().walked(move |row| {
            store.tasks().each(sought, &mut |task| {
                let is_here = match (&school, &task.who) {
                    (None, _) => true,
                    (Some(school), Some(who)) => school.employs(who),
                    (Some(school), None) => *match programs_here.entry(task.program.clone()) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(new) => {
                            let people = store.programs().people(store.programs().named(&task.program)?.id)?;
                            new.insert(people.iter().any(|who| school.employs(who)))
                        }
                    },
                };
                if is_here && is_listed(&task, day) { row((task, day)) } else { Ok(()) }
            })
        })))
    }
}
