//! `program list`: the programs, or their mentees as a file of programs has them.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{Day, Phrase, Secret, number, plural};
use crate::register::pair;
use crate::register::program;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::program::{ProgramInFull, ProgramMentee};

/// `program list`.
#[derive(Debug, Args)]
pub struct ProgramList {
    #[arg(long, help = "Строка на каждого наставляемого: такой список можно загрузить обратно")]
    by_mentee: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl ProgramList {
    /// The programs of whoever works at a school.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { by_mentee: true, school: Some(Rc::clone(school)) }
    }

    /// Runs the command.
    pub fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let today = context.today;
        if self.by_mentee {
            return by_mentee(store, today, self.school);
        }
        let has_long = store.programs().has_over_a_year()?;
        let columns = [
            field_column::short(program::NUMBER, |(p, _): &(ProgramInFull, Day)| (&p.program.number).into()),
            Column::both("mentees", "Наставляемые", |(p, _)| Phrase::list(p.people.iter().cloned()).into()),
            Column::both("pairs", "Пары", |(p, _)| (&p.pairs).into()),
            field_column::short(program::APPROVED, |(p, _)| p.program.approved.into()),
            field_column::both(program::STARTS, |(p, _)| p.program.starts.into()),
            field_column::both(program::FINISHES, |(p, _)| p.program.finishes.into()),
            Column::both("state", "Состояние", |(p, today)| p.program.state(*today).into()),
            field_column::data(program::TITLE, |(p, _)| Secret(&p.program.title).into()),
            field_column::data(program::LENGTH_REASON, |(p, _)| Secret(&p.program.length_reason).into()),
            field_column::data(program::ENDED, |(p, _)| p.program.ended.into()),
            field_column::data(program::END_REASON, |(p, _)| Secret(&p.program.end_reason).into()),
            field_column::data(program::APPROVAL_NUMBER, |(p, _)| (&p.program.approval_number).into()),
            field_column::data(program::DIRECTIONS, |(p, _)| Secret(&p.program.contents.directions).into()),
            field_column::data(program::GOALS, |(p, _)| Secret(&p.program.contents.goals).into()),
            field_column::data(program::RESOURCES, |(p, _)| Secret(&p.program.contents.resources).into()),
            field_column::data(program::STRENGTHS, |(p, _)| Secret(&p.program.contents.strengths).into()),
            field_column::data(program::REFLECTED, |(p, _)| p.program.reflected.into()),
            field_column::data(program::REPORTED, |(p, _)| p.program.reported.into()),
            Column::both_if(has_long, "over_a_year", "Дольше года", |(p, _)| {
                p.program.is_over_a_year().then_some(true).into()
            }),
        ];
        let store = Rc::clone(store);
        Ok(Outcome::report(
            List::new("Персонализированные программы:", columns)
                .counted()
                .walked(move |row| store.programs().each(&mut |program| row((program, today)))),
        ))
    }
}

/// The programs as a file of programs has them: a row a mentee and pair, the same headings.
fn by_mentee(store: &Rc<Store>, today: Day, school: Option<Rc<TemplateSchool>>) -> Result<Outcome> {
    let columns = [
        field_column::both(program::NUMBER, |(m, _): &(ProgramMentee, Day)| (&m.program.number).into()),
        Column::both("pair", pair::NUMBER.heading, |(m, _)| (&m.pair).into()),
        Column::both("mentee", "Наставляемый", |(m, _)| (&m.who).into()),
        field_column::both(program::APPROVED, |(m, _)| m.program.approved.into()),
        field_column::both(program::STARTS, |(m, _)| m.program.starts.into()),
        field_column::both(program::FINISHES, |(m, _)| m.program.finishes.into()),
        Column::both("state", "Состояние", |(m, today)| m.program.state(*today).into()),
        Column::data("mentee_snils", "СНИЛС наставляемого", |(m, _)| {
            m.snils.as_deref().map(number::snils_shown).into()
        }),
        field_column::data(program::TITLE, |(m, _)| Secret(&m.program.title).into()),
        field_column::data(program::LENGTH_REASON, |(m, _)| Secret(&m.program.length_reason).into()),
        field_column::data(program::ENDED, |(m, _)| m.program.ended.into()),
        field_column::data(program::END_REASON, |(m, _)| Secret(&m.program.end_reason).into()),
        field_column::data(program::APPROVAL_NUMBER, |(m, _)| (&m.program.approval_number).into()),
        field_column::data(program::DIRECTIONS, |(m, _)| Secret(&m.program.contents.directions).into()),
        field_column::data(program::GOALS, |(m, _)| Secret(&m.program.contents.goals).into()),
        field_column::data(program::RESOURCES, |(m, _)| Secret(&m.program.contents.resources).into()),
        field_column::data(program::STRENGTHS, |(m, _)| Secret(&m.program.contents.strengths).into()),
        field_column::data(program::REFLECTED, |(m, _)| m.program.reflected.into()),
        field_column::data(program::REPORTED, |(m, _)| m.program.reported.into()),
    ];
    let left_out = store.programs().count_unlinked()?;
    let store = Rc::clone(store);
    let list = List::new("Персонализированные программы по наставляемым:", columns).counted();
    let mut outcome = Outcome::report(list.walked(move |row| {
        store.programs().each_mentee(&mut |mentee| {
            let is_listed = school.as_ref().is_none_or(|school| school.employs(&mentee.who));
            if is_listed { row((mentee, today)) } else { Ok(()) }
        })
    }));
    if left_out > 0 {
        let programs = plural::count(left_out, "проект программы", "проекта программ", "проектов программ");
        outcome.warnings.push(format!("не показано: {programs} без пары"));
    }
    Ok(outcome)
}
