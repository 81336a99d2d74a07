//! `org staff absence`: who is away for long, why, from when to when.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::register::changed;
use crate::command::person_choice::NamesakeChoice;
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{AbsenceKind, Day, DaySpan, Secret, number};
use crate::error::Failure;
use crate::intake::absences;
use crate::refuse;
use crate::register::absence::LEAVES;
use crate::register::{absence, employment, person};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::absence::{Absence, AbsenceDraft};

/// The commands under `org staff absence`.
#[derive(Debug, Subcommand)]
pub enum AbsenceCommand {
    /// Imports absences.
    #[command(
        about = "Загрузить отсутствия",
        after_help = "Примеры:\n  nastavnik org staff absence import absences.csv --dry-run\n  nastavnik org staff absence import absences.csv"
    )]
    Import(AbsenceImport),
    /// Enters one.
    #[command(
        about = "Записать отсутствие",
        after_help = "Примеры:\n  nastavnik org staff absence add Ромашкина --kind \"отпуск по уходу за ребёнком\" --from 01.03.2025\n  \
                      nastavnik org staff absence add 15 --kind \"длительный отпуск\" --from 01.09.2024 --to 31.08.2025"
    )]
    Add(AbsenceAdd),
    /// Corrects one, or ends it.
    #[command(
        about = "Исправить отсутствие или указать его последний день",
        after_help = "Примеры:\n  nastavnik org staff absence edit 3 --to 31.08.2025\n  nastavnik org staff absence edit 3 --kind \"военная служба\" --from 01.07.2025\n\n\
                      Номера отсутствий: nastavnik org staff absence list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(AbsenceEdit),
    /// Lists them.
    #[command(
        about = "Список отсутствий",
        after_help = "Примеры:\n  nastavnik org staff absence list\n  nastavnik org staff absence list --all --format excel --output absences.csv"
    )]
    List(AbsenceList),
}

/// `org staff absence import`.
#[derive(Debug, Args)]
pub struct AbsenceImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `org staff absence add`.
#[derive(Debug, Args)]
pub struct AbsenceAdd {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "ВИД", help = "Отпуск по уходу за ребёнком, длительный отпуск, военная служба или иное")]
    kind: AbsenceKind,
    #[arg(long, value_name = "ДАТА", help = "Первый день")]
    from: Day,
    #[arg(long, value_name = "ДАТА", help = "Последний день; не указан — ещё отсутствует")]
    to: Option<Day>,
}

/// `org staff absence edit`.
#[derive(Debug, Args)]
pub struct AbsenceEdit {
    #[arg(value_name = "НОМЕР", help = "Номер отсутствия")]
    id: i64,
    #[arg(long, value_name = "ВИД", help = "Вид отсутствия")]
    kind: Option<AbsenceKind>,
    #[arg(long, value_name = "ДАТА", help = "Первый день")]
    from: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    to: Option<Day>,
}

/// `org staff absence list`.
#[derive(Debug, Args)]
pub struct AbsenceList {
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только этой организации")]
    org: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Отсутствующие на дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Все отсутствия, и прошлые")]
    all: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl AbsenceCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_absences()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
        }
    }
}

/// The import of absences.
pub fn import_of_absences() -> impl ImportCommand {
    let import = SimpleImport { command: "org staff absence import", importer: absences::IMPORTER };
    let known = |store: &_, context: &_, school: &_| AbsenceList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl AbsenceAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = self.namesake.find(store, &self.person, self.from)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.from), "первый день отсутствия", &mut outcome)?;
        check_end(self.to, context)?;
        let before = store.absences().of_person(person.id)?;
        if let Some(same) = before.iter().find(|absence| absence.began == self.from) {
            refuse!("отсутствие с {} уже записано: № {}, {}, {}", self.from, same.id, person.name, same.kind);
        }
        let draft = AbsenceDraft { kind: Some(self.kind), began: Some(self.from), ended: self.to };
        let put = store.absences().put(person.id, &draft)?;
        let days = DaySpan::new(self.from, self.to).to_string();
        outcome.messages.push(format!("Записано отсутствие № {}: {}, {} {days}", put.id, person.name, self.kind));
        if !store.staff().employments_of(person.id)?.iter().any(|work| work.open_on(self.from)) {
            outcome.warnings.push(format!("на {} у человека «{}» нет записи о работе", self.from, person.name));
        }
        Ok(outcome)
    }
}

impl AbsenceEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        if self.kind.is_none() && self.from.is_none() && self.to.is_none() && context.emptied.is_empty() {
            return Err(Failure::usage("нечего исправлять: укажите --kind, --from или --to").into());
        }
        let absence = store.absences().get(self.id)?;
        check_end(self.to, context)?;
        let draft = AbsenceDraft { kind: self.kind, began: self.from, ended: self.to };
        let mut changes = store.absences().amend(&absence, &draft)?;
        changes.extend(context.emptied.apply(store, &LEAVES, absence.id)?);
        let mut outcome = changed(&absence.who.name, &changes);
        context.check_day(self.from, "первый день отсутствия", &mut outcome)?;
        Ok(outcome)
    }
}

/// A last day typed by hand: it is planned, and so may lie further ahead than other days.
fn check_end(day: Option<Day>, context: &Context) -> Result<(), Failure> {
    let Some(day) = day else { return Ok(()) };
    day.not_beyond_plans(context.today)
        .map_err(|why| Failure::refused(format!("последний день отсутствия {day}: {why}")))?;
    Ok(())
}

impl AbsenceList {
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { org: None, as_of: None, all: false, school: Some(Rc::clone(school)) }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let columns = [
            Column::both("id", "№", |a: &Absence| a.id.into()),
            Column::data("person", "№ человека", |a| a.who.id.into()),
            field_column::both(person::NAME, |a| (&a.who).into()),
            field_column::both(employment::ORG, |a| (&a.org).into()),
            field_column::both(absence::KIND, |a| a.kind.into()),
            field_column::both(absence::BEGAN, |a| a.began.into()),
            field_column::both(absence::ENDED, |a| a.ended.into()),
            field_column::data(person::SNILS, |a| a.snils.as_deref().map(number::snils_shown).into()),
            field_column::data(person::BORN, |a| Secret(a.born).into()),
        ];
        let (store, is_all) = (Rc::clone(store), self.all);
        Ok(Outcome::report(List::new(format!("Отсутствия {when}:"), columns).counted().walked(move |row| {
            store.absences().each((!is_all).then_some(day), &mut |absence| {
                let is_listed = (is_all || absence.days().covers(day))
                    && org.is_none_or(|org| absence.org_id == Some(org))
                    && self.school.as_ref().is_none_or(|school| school.employs(&absence.who));
                if is_listed { row(absence) } else { Ok(()) }
            })
        })))
    }
}
