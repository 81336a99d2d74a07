//! `mentor`: the register of mentors (Spassky (2), nozhay-yurt 6.3).

mod add;
mod edit;
mod mentored;
mod portfolio;
mod profile;

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::pair::tutored_on_card;
use super::person_choice::NamesakeChoice;
use super::{Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column};
use crate::domain::{Day, MentorCategory, Secret, number};
use crate::error::Failure;
use crate::intake::mentors;
use crate::phrase;
use crate::register::mentor;
use crate::register::person;
use crate::report::{Card, Column, List, Object};
use crate::store::Store;
use crate::store::mentor::Mentor;

/// The commands under `mentor`.
#[derive(Debug, Subcommand)]
pub enum MentorCommand {
    /// Imports the register.
    #[command(
        about = "Загрузить реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor import mentors.csv --dry-run\n  nastavnik mentor import mentors.csv"
    )]
    Import(MentorImportArgs),
    /// Enters a mentor.
    #[command(
        about = "Включить в реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor add Ромашкина --date 01.11.2024\n  nastavnik mentor add \"Станков Пётр\" --category предприятие --date 01.11.2024"
    )]
    Add(add::MentorAdd),
    /// Corrects a registration.
    #[command(
        about = "Исправить включение в реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor edit Ромашкина --subject химия --capacity 3\n  \
                      nastavnik mentor edit 15 --registered 01.11.2023 --on 01.12.2023\n\n\
                      Исправляется последнее включение; более раннее назовёт --on: день, в который оно действовало.\n\
                      Это исправление ошибок: исключает из реестра nastavnik mentor retire."
    )]
    Edit(edit::MentorEdit),
    /// Lists the register.
    #[command(
        about = "Реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor list\n  nastavnik mentor list --all --format excel --output mentors.csv"
    )]
    List(MentorList),
    /// Shows a mentor.
    #[command(
        about = "Карточка наставника",
        after_help = "Примеры:\n  nastavnik mentor show Ромашкина\n  nastavnik mentor show 15"
    )]
    Show(MentorShow),
    /// What a mentor has done.
    #[command(
        about = "Портфолио наставника: наставляемые, программы, объединения — для аттестации на «педагога-наставника»",
        after_help = "Примеры:\n  nastavnik mentor portfolio Ромашкина --output портфолио.docx\n  nastavnik mentor portfolio --print-template templates/\n\nБез --output — список наставляемых"
    )]
    Portfolio(portfolio::MentorPortfolio),
    /// Takes a mentor out.
    #[command(
        about = "Исключить из реестра наставников",
        after_help = "Примеры:\n  nastavnik mentor retire Ромашкина --date 31.05.2025\n  nastavnik mentor retire 15 --date 31.05.2025"
    )]
    Retire(MentorRetire),
}

/// `mentor import`.
#[derive(Debug, Args)]
pub struct MentorImportArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// `mentor list`.
#[derive(Debug, Args)]
pub struct MentorList {
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе с исключёнными")]
    all: bool,
    #[arg(long, value_name = "КАТЕГОРИЯ", help = "Только этой категории: педагог, предприятие, студент, обучающийся")]
    category: Option<MentorCategory>,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// `mentor show`.
#[derive(Debug, Args)]
pub struct MentorShow {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
}

/// `mentor retire`.
#[derive(Debug, Args)]
pub struct MentorRetire {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "ДАТА", help = "Последний день в реестре")]
    date: Day,
}

impl MentorCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Portfolio(args) => args.run(context),
            Self::Retire(args) => context.write(|store| args.run(store, context)),
        }
    }
}

impl MentorImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, import_of_mentors())
    }
}

/// The import of the register of mentors.
pub(super) fn import_of_mentors() -> impl ImportCommand {
    let import = SimpleImport { command: "mentor import", importer: mentors::IMPORTER };
    let known = |store: &_, context: &_, school: &_| MentorList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl MentorList {
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { as_of: None, all: false, category: None, school: Some(Rc::clone(school)) }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let columns = [
            Column::both("person", "№", |m: &Mentor| m.who.id.into()),
            field_column::both(person::NAME, |m| (&m.who).into()),
            field_column::both(mentor::ORG, |m| (&m.org).into()),
            field_column::both(mentor::CATEGORY, |m| m.category.into()),
            field_column::data(mentor::SUBJECT, |m| (&m.subject).into()),
            field_column::data(mentor::CAPACITY, |m| m.capacity.into()),
            field_column::short(mentor::REGISTERED, |m| m.registered.into()),
            Column::both_if(self.all, mentor::RETIRED.name, mentor::RETIRED.short, |m| m.retired.into()),
            field_column::data(person::SNILS, |m| m.snils.as_deref().map(number::snils_shown).into()),
            field_column::data(person::BORN, |m| Secret(m.born).into()),
            Column::data("org_inn", "ИНН организации", |m| (&m.org_inn).into()),
        ];
        let columns: Vec<_> = columns.into_iter().chain(profile::profile_columns()).collect();
        let store = Rc::clone(store);
        Ok(Outcome::report(List::new(format!("Реестр наставников {when}:"), columns).counted().walked(move |row| {
            store.mentors().each((!self.all).then_some(day), &mut |mentor| {
                let is_of = |school: &TemplateSchool| {
                    school.employs(&mentor.who) || school.is_named(mentor.org.as_ref().map(|org| &*org.full))
                };
                let is_listed = (self.all || mentor.open_on(day))
                    && self.category.is_none_or(|category| category == mentor.category)
                    && self.school.as_deref().is_none_or(is_of);
                if is_listed { row(mentor) } else { Ok(()) }
            })
        })))
    }
}

impl MentorShow {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = self.namesake.find(store, &self.person, context.today)?;
        let registrations = store.mentors().registrations(person.id)?;
        if registrations.is_empty() {
            return Err(Failure::refused(format!("{} не состоит в реестре наставников", person.name))
                .hint(format!("карточка человека: nastavnik org staff show {}", person.id))
                .nameless(Failure::refused("этот человек не состоит в реестре наставников"))
                .into());
        }
        let mut card = Card::new(phrase![person.who(), ", наставник"], "");
        card.datum("id", person.id);
        card.datum("name", person.who());
        for m in &registrations {
            card.heading(m.days().to_string());
            card.line(mentor::CATEGORY.heading, m.category.title());
            m.org.iter().for_each(|org| card.line(mentor::ORG.heading, &*org.full));
            m.subject.iter().for_each(|subject| card.line(mentor::SUBJECT.heading, subject));
            let limit = m.capacity.map_or("без ограничения".into(), |n| n.to_string());
            card.line(mentor::CAPACITY.heading, limit);
            profile::profile_lines(&mut card, &m.profile);
        }
        card.objects("registrations", registrations.into_iter().map(registration));
        let tutored = store.tutors().of_person(person.id)?;
        if !tutored.is_empty() {
            card.heading("Тьютор в парах");
        }
        tutored_on_card(&mut card, tutored);
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

/// A registration for programs.
pub fn registration(mentor: Mentor) -> Object {
    let object = Object::default()
        .with("category", mentor.category)
        .with("org", mentor.org.map(|org| org.full.to_string()))
        .with("subject", mentor.subject)
        .with("capacity", mentor.capacity)
        .with("registered", mentor.registered)
        .with("retired", mentor.retired);
    profile::profile_fields(object, mentor.profile)
}

impl MentorRetire {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = self.namesake.find(store, &self.person, self.date)?;
        let mut outcome =
            Outcome::done(format!("Последний день в реестре наставников — {}: {}", self.date, person.name));
        context.check_day(Some(self.date), "дата исключения", &mut outcome)?;
        store.mentors().retire(person.id, self.date)?;
        Ok(outcome)
    }
}
