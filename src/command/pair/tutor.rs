//! `pair tutor`: who accompanies which pair beside its mentor (nozhay-yurt 5.2). `pair join --as тьютор` enters one, `pair leave` ends it.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::command::org::changed;
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{Day, Secret, number};
use crate::error::Failure;
use crate::intake::tutors;
use crate::register::person;
use crate::register::tutor::{self, TUTORS};
use crate::report::{Card, Column, List, Object};
use crate::store::Store;
use crate::store::tutor::{Tutor, TutorDraft};

/// The commands under `pair tutor`.
#[derive(Debug, Subcommand)]
pub enum TutorCommand {
    /// Imports tutors.
    #[command(
        about = "Загрузить тьюторов пар",
        after_help = "Примеры:\n  nastavnik pair tutor import tutors.csv --dry-run\n  nastavnik pair tutor import tutors.csv"
    )]
    Import(TutorImport),
    /// Corrects one.
    #[command(
        about = "Исправить запись о тьюторе пары",
        after_help = "Примеры:\n  nastavnik pair tutor edit 3 --joined 01.10.2024\n  nastavnik pair tutor edit 3 --left 31.05.2025\n\n\
                      Номера записей: nastavnik pair tutor list --all. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(TutorEdit),
    /// Lists them.
    #[command(
        about = "Список тьюторов пар",
        after_help = "Примеры:\n  nastavnik pair tutor list\n  nastavnik pair tutor list --all --output тьюторы.xlsx\n\n\
                      Включает тьютора nastavnik pair join ПАРА ЧЕЛОВЕК --as тьютор, выход записывает nastavnik pair leave."
    )]
    List(TutorList),
}

/// `pair tutor import`.
#[derive(Debug, Args)]
pub struct TutorImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `pair tutor edit`.
#[derive(Debug, Args)]
pub struct TutorEdit {
    #[arg(value_name = "НОМЕР", help = "Номер записи о тьюторе")]
    id: i64,
    #[arg(long, value_name = "ДАТА", help = "Дата включения")]
    joined: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата выхода")]
    left: Option<Day>,
}

/// `pair tutor list`.
#[derive(Debug, Args)]
pub struct TutorList {
    #[arg(long, value_name = "ПАРА", help = "Только этой пары")]
    pair: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе с прежними")]
    all: bool,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl TutorCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_tutors()),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
        }
    }
}

/// The import of tutors.
pub fn import_of_tutors() -> impl ImportCommand {
    let import = SimpleImport { command: "pair tutor import", importer: tutors::IMPORTER };
    let known = |store: &_, context: &_, school: &_| TutorList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

/// The pairs whose tutor somebody is or was, on the person's card.
pub fn tutored_on_card(card: &mut Card, tutored: Vec<Tutor>) {
    card.each("tutored", tutored, |of_pair| {
        let days = Some(of_pair.days().to_string()).filter(|days| !days.is_empty());
        let text = days.map_or_else(|| "тьютор".to_owned(), |days| format!("тьютор {days}"));
        let object = Object::default()
            .with("number", of_pair.pair.clone())
            .with(tutor::JOINED.name, of_pair.joined)
            .with(tutor::ENDED.name, of_pair.ended);
        (format!("№ {}", of_pair.pair), text.into(), object)
    });
}

impl TutorEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let tutor = store.tutors().get(self.id)?;
        let draft = TutorDraft { person_id: tutor.who.id, joined: self.joined, ended: self.left };
        if draft.joined.is_none() && draft.ended.is_none() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let mut checked = Outcome::default();
        context.check_day(draft.joined, "дата включения", &mut checked)?;
        context.check_plan(draft.ended, "дата выхода")?;
        let mut changes = store.tutors().amend(&tutor, &draft)?;
        let joins = context.emptied.has(&TUTORS, &tutor::JOINED);
        changes.extend(context.emptied.apply(store, &TUTORS, tutor.id)?);
        if joins {
            store.tutors().check_first_day(&store.pairs().named(&tutor.pair)?, tutor.who.id, None)?;
        }
        let outcome = changed(&format!("Пара № {}, тьютор {}", tutor.pair, tutor.who.name), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

impl TutorList {
    /// Those of the pairs of a school, and of whoever works there.
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { pair: None, as_of: None, all: true, school: Some(Rc::clone(school)) }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let pair = self.pair.as_deref().map(|number| store.pairs().named(number)).transpose()?;
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let title = match &pair {
            Some(pair) => format!("Тьюторы пары № {} {when}:", pair.number),
            None => format!("Тьюторы пар {when}:"),
        };
        let columns = [
            Column::both("id", "№", |listed: &Tutor| listed.id.into()),
            field_column::both(tutor::PAIR, |listed| (&listed.pair).into()),
            Column::data("person", "№ человека", |listed| listed.who.id.into()),
            field_column::both(person::NAME, |listed| (&listed.who).into()),
            field_column::short(tutor::JOINED, |listed| listed.joined.into()),
            field_column::short(tutor::ENDED, |listed| listed.ended.into()),
            field_column::data(person::SNILS, |listed| listed.snils.as_deref().map(number::snils_shown).into()),
            field_column::data(person::BORN, |listed| Secret(listed.born).into()),
        ];
        let (store, pair, school) = (Rc::clone(store), pair.map(|pair| pair.id), self.school);
        let names = store.people().names_on(day)?;
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.tutors().each(pair, &mut |tutor| {
                let is_of =
                    |school: &Rc<TemplateSchool>| school.is_named(tutor.org.as_deref()) || school.employs(&tutor.who);
                if !(self.all || tutor.is_there_on(day)) || !school.as_ref().is_none_or(is_of) {
                    return Ok(());
                }
                row(Tutor { who: names.of(tutor.who), ..tutor })
            })
        })))
    }
}
