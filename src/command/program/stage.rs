//! `program stage`: when which stage of a program was (nozhay-yurt 5.1).

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use crate::command::org::changed;
use crate::command::{Context, Outcome, TemplateSchool, field_column};
use crate::domain::{Day, DaySpan, ProgramStage};
use crate::error::Failure;
use crate::register::stage::PROGRAM_STAGES;
use crate::register::{program, stage};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::stage::ReachedStage;

/// `program stage`.
#[derive(Debug, Args)]
pub struct ProgramStageArgs {
    #[arg(value_name = "НОМЕР", help = "Номер программы; не указан — список этапов всех программ")]
    number: Option<String>,
    #[arg(
        value_name = "ЭТАП",
        help = "Подготовительный, проектировочный, реализационный, рефлексивно-аналитический или результативный; не указан — список этапов программы"
    )]
    stage: Option<ProgramStage>,
    #[arg(long, value_name = "ДАТА", requires = "stage", help = "Первый день этапа")]
    since: Option<Day>,
    #[arg(long, value_name = "ДАТА", requires = "stage", help = "Последний день этапа")]
    until: Option<Day>,
}

impl ProgramStageArgs {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; there is no such program; the stage is out of order.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match (&self.number, self.stage) {
            (Some(number), Some(stage)) => context.write(|store| self.mark(store, context, number, stage)),
            (number, _) => context.read(|store| list(store, number.as_deref())),
        }
    }

    fn mark(&self, store: &Store, context: &Context, number: &str, stage: ProgramStage) -> Result<Outcome> {
        if self.since.is_none() && self.until.is_none() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, когда был этап: нужны --since или --until").into());
        }
        let program = store.programs().named(number)?;
        let mut outcome = Outcome::default();
        context.check_day(self.since, "первый день этапа", &mut outcome)?;
        context.check_plan(self.until, "последний день этапа")?;
        let put = store.program_stages().put(&program, stage, self.since, self.until)?;
        if put.is_new {
            let days = DaySpan::new(self.since, self.until);
            outcome.messages.push(format!("Программа № {}: этап «{stage}» {days}", program.number));
            return Ok(outcome);
        }
        let mut changes = put.changes;
        changes.extend(context.emptied.apply(store, &PROGRAM_STAGES, put.id)?);
        let told = changed(&format!("Программа № {}, этап «{stage}»", program.number), &changes);
        Ok(Outcome { warnings: outcome.warnings, ..told })
    }
}

fn list(store: &Rc<Store>, number: Option<&str>) -> Result<Outcome> {
    let program = number.map(|number| store.programs().named(number)).transpose()?.map(|program| program.id);
    Ok(listed(store, program, None))
}

/// The stages of the programs of whoever works at a school.
pub fn stages_of_school(store: &Rc<Store>, school: &Rc<TemplateSchool>) -> Outcome {
    listed(store, None, Some(Rc::clone(school)))
}

fn listed(store: &Rc<Store>, program: Option<i64>, school: Option<Rc<TemplateSchool>>) -> Outcome {
    let columns = [
        Column::both("id", "№", |s: &ReachedStage| s.id.into()),
        Column::both("program", program::NUMBER.heading, |s| (&s.program).into()),
        field_column::both(stage::STAGE, |s| s.stage.into()),
        field_column::both(stage::SINCE, |s| s.since.into()),
        field_column::both(stage::UNTIL, |s| s.until.into()),
    ];
    let store = Rc::clone(store);
    Outcome::report(List::new("Этапы программ:", columns).counted().walked(move |row| {
        store.program_stages().each(program, &mut |reached| {
            let is_listed = match &school {
                Some(school) => school.has_program(&store, reached.program_id)?,
                None => true,
            };
            if is_listed { row(reached) } else { Ok(()) }
        })
    }))
}
