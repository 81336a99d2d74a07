//! `program measure`: the two-stage monitoring of programs (nozhay-yurt 7.2–7.5).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::mentee_choice::ProgramMenteeChoice;
use super::row_choice::ProgramRowChoice;
use crate::command::org::changed;
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column, register,
};
use crate::domain::{Day, Decimal, MeasureDirection, SurveyStage, name, number};
use crate::error::Failure;
use crate::intake::measurements;
use crate::refuse;
use crate::register::measure::MEASURES;
use crate::register::{measure, program};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::measure::Measurement;
use crate::store::program::ProgramRowsSought;

/// The commands under `program measure`.
#[derive(Debug, Subcommand)]
pub enum MeasureCommand {
    /// Imports measurements.
    #[command(
        about = "Загрузить замеры",
        after_help = "Примеры:\n  nastavnik program measure import measures.csv --dry-run\n  nastavnik program measure import measures.csv"
    )]
    Import(MeasureImport),
    /// Enters one.
    #[command(
        about = "Записать замер показателя на входе в программу или на выходе",
        after_help = "Примеры:\n  nastavnik program measure add 7 \"Качество адаптации\" --stage вход --value 6,5 --date 15.09.2024\n  \
                      nastavnik program measure add 7 успеваемость --stage выход --value 78 --date 25.05.2025"
    )]
    Add(MeasureAdd),
    /// Corrects one.
    #[command(
        about = "Исправить замер",
        after_help = "Примеры:\n  nastavnik program measure edit 3 --value 73\n  nastavnik program measure edit 3 --date 16.09.2024\n\n\
                      Номера замеров: nastavnik program measure list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(MeasureEdit),
    /// Lists them.
    #[command(
        about = "Список замеров",
        after_help = "Примеры:\n  nastavnik program measure list --program 7\n  nastavnik program measure list --org \"СОШ № 8\" --format excel --output measures.csv"
    )]
    List(MeasureList),
    /// Lists what is measured, or adds to it.
    #[command(
        about = "Показатели мониторинга: список или свой показатель",
        after_help = "Примеры:\n  nastavnik program measure kind\n  nastavnik program measure kind \"Посещаемость уроков\" --unit % --direction рост"
    )]
    Kind(MeasureKindArgs),
}

/// `program measure import`.
#[derive(Debug, Args)]
pub struct MeasureImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `program measure add`.
#[derive(Debug, Args)]
pub struct MeasureAdd {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    program: String,
    #[arg(value_name = "ПОКАЗАТЕЛЬ", help = "Название показателя или его часть")]
    measure: String,
    #[command(flatten)]
    mentee: ProgramMenteeChoice,
    #[arg(long, value_name = "ЭТАП", help = "Вход или выход")]
    stage: SurveyStage,
    #[arg(long, value_name = "ЧИСЛО", allow_hyphen_values = true, help = "Значение, до двух знаков после запятой")]
    value: Decimal,
    #[arg(long, value_name = "ДАТА", help = "День замера")]
    date: Day,
}

/// `program measure edit`.
#[derive(Debug, Args)]
pub struct MeasureEdit {
    #[arg(value_name = "НОМЕР", help = "Номер замера")]
    id: i64,
    #[arg(long, value_name = "ЧИСЛО", allow_hyphen_values = true, help = "Значение")]
    value: Option<Decimal>,
    #[arg(long, value_name = "ДАТА", help = "День замера")]
    date: Option<Day>,
}

/// `program measure list`.
#[derive(Debug, Default, Args)]
pub struct MeasureList {
    #[arg(long, value_name = "НОМЕР", help = "Только этой программы")]
    program: Option<String>,
    #[command(flatten)]
    whose: ProgramRowChoice,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только тех, кто сегодня работает в этой организации")]
    org: Option<String>,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// `program measure kind`.
#[derive(Debug, Args)]
pub struct MeasureKindArgs {
    #[arg(value_name = "НАЗВАНИЕ", requires_all = ["unit", "direction"], help = "Новый показатель; не указан — список")]
    title: Option<String>,
    #[arg(long, value_name = "ЕДИНИЦА", requires = "title", help = "В чём считается: %, баллы, чел.")]
    unit: Option<String>,
    #[arg(long, value_name = "НАПРАВЛЕНИЕ", requires = "title", help = "Что лучше: рост или снижение")]
    direction: Option<MeasureDirection>,
}

impl MeasureCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_measurements()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Kind(args) => args.run(context),
        }
    }
}

/// The import of measurements.
pub fn import_of_measurements() -> impl ImportCommand {
    let import = SimpleImport { command: "program measure import", importer: measurements::IMPORTER };
    let known = |store: &Rc<Store>, context: &_, school: &_| MeasureList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl MeasureAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.program)?;
        let who = self.mentee.find(store, &program, context.today)?;
        let measure = store.find_row(&MEASURES, &self.measure)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "день замера", &mut outcome)?;
        let sought = ProgramRowsSought { program: Some(program.id), person: Some(who.id) };
        let mut same = None;
        store.measurements().each(sought, &mut |known| {
            if known.measure_id == measure && known.stage == self.stage {
                same = Some(known);
            }
            Ok(())
        })?;
        if let Some(known) = same {
            refuse!("такой замер уже записан: № {}, {}, {} {}", known.id, known.measure, known.stage, known.value);
        }
        let told = (self.value, self.date);
        let put = store.measurements().put(&program, who.id, measure, self.stage, told)?;
        let entered = store.measurements().get(put.id)?;
        outcome.messages.push(format!(
            "Записан замер № {}: программа № {}, {}, {}, {} {} ({})",
            put.id, program.number, who.name, entered.measure, entered.stage, entered.value, entered.unit
        ));
        Ok(outcome)
    }
}

impl MeasureEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        if self.value.is_none() && self.date.is_none() {
            return Err(Failure::usage("нечего исправлять: укажите --value или --date").into());
        }
        let known = store.measurements().get(self.id)?;
        let mut checked = Outcome::default();
        context.check_day(self.date, "день замера", &mut checked)?;
        let changes = store.measurements().amend(known.id, self.value, self.date)?;
        let outcome = changed(&format!("Замер № {}", known.id), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

impl MeasureList {
    /// The measurements of whoever works at a school.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { school: Some(Rc::clone(school)), ..Self::default() }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let sought = self.whose.sought(store, self.program.as_deref(), context.today)?;
        let school = TemplateSchool::meant(store, self.org.as_deref(), self.school, context.today)?;
        let columns = [
            Column::both("id", "№", |m: &Measurement| m.id.into()),
            Column::both("program", program::NUMBER.heading, |m| (&m.program).into()),
            Column::both("mentee", "Наставляемый", |m| (&m.who).into()),
            field_column::both(measure::MEASURE, |m| (&m.measure).into()),
            field_column::both(measure::UNIT, |m| (&m.unit).into()),
            field_column::both(measure::STAGE, |m| m.stage.into()),
            field_column::both(measure::VALUE, |m| m.value.into()),
            field_column::both(measure::DATED, |m| m.dated.into()),
            Column::data("mentee_snils", "СНИЛС наставляемого", |m| {
                m.snils.as_deref().map(number::snils_shown).into()
            }),
        ];
        let store = Rc::clone(store);
        Ok(Outcome::report(List::new("Замеры:", columns).counted().walked(move |row| {
            store.measurements().each(sought, &mut |found| {
                let is_listed = school.as_ref().is_none_or(|school| school.employs(&found.who));
                if is_listed { row(found) } else { Ok(()) }
            })
        })))
    }
}

impl MeasureKindArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        let (Some(title), Some(unit), Some(direction)) = (&self.title, &self.unit, self.direction) else {
            return context
                .read(|store| Ok(Outcome::report(register::list(store, &MEASURES, "Показатели мониторинга:", None))));
        };
        context.write(|store| {
            let title = name::tidy(title);
            let id = store.measurements().add_measure(&title, &name::tidy(unit), direction)?;
            Ok(Outcome::done(format!("Заведён показатель № {id}: {title} ({}, {direction})", name::tidy(unit))))
        })
    }
}
