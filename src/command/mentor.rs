//! `mentor`: the register of mentors (Spassky (2), nozhay-yurt 6.3).

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Card, Context, FileArgs, Outcome, SimpleImport, span};
use crate::domain::{Day, MentorCategory, Secret, name, number};
use crate::error::Failure;
use crate::intake::mentors;
use crate::report::{Column, Report, Value};
use crate::store::Store;
use crate::store::mentor::MentorDraft;
use crate::store::staff::PersonDraft;
use crate::{phrase, refuse};

/// The commands under `mentor`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Imports the register.
    #[command(
        about = "Загрузить реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor import mentors.csv --dry-run\n  nastavnik mentor import mentors.csv"
    )]
    Import(ImportArgs),
    /// Enters a mentor.
    #[command(
        about = "Включить в реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor add Ромашкина --date 01.11.2024\n  nastavnik mentor add \"Станков Пётр\" --category предприятие --date 01.11.2024"
    )]
    Add(Add),
    /// Lists the register.
    #[command(
        about = "Реестр наставников",
        after_help = "Примеры:\n  nastavnik mentor list\n  nastavnik mentor list --all --format excel --output mentors.csv"
    )]
    List(List),
    /// Shows a mentor.
    #[command(
        about = "Карточка наставника",
        after_help = "Примеры:\n  nastavnik mentor show Ромашкина\n  nastavnik mentor show 15"
    )]
    Show(Show),
    /// Takes a mentor out.
    #[command(
        about = "Исключить из реестра наставников",
        after_help = "Примеры:\n  nastavnik mentor retire Ромашкина --date 31.05.2025\n  nastavnik mentor retire 15 --date 31.05.2025"
    )]
    Retire(Retire),
}

/// `mentor import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// `mentor add`.
#[derive(Debug, Args)]
pub struct Add {
    #[arg(
        value_name = "ЧЕЛОВЕК",
        help = "Номер, СНИЛС или часть имени; новый наставник с предприятия или обучающийся — ФИО полностью"
    )]
    person: String,
    #[arg(long, value_name = "ДАТА", help = "Дата включения")]
    date: Day,
    #[arg(
        long,
        value_name = "КАТЕГОРИЯ",
        default_value = "педагог",
        help = "Категория: педагог, предприятие, обучающийся"
    )]
    category: MentorCategory,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Номер, ИНН или часть наименования")]
    org: Option<String>,
    #[arg(long, value_name = "ПРЕДМЕТ", help = "Предмет")]
    subject: Option<String>,
    #[arg(long, value_name = "ЧИСЛО", help = "Предельное число наставляемых; не указано — без ограничения")]
    capacity: Option<i64>,
}

/// `mentor list`.
#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе с исключёнными")]
    all: bool,
}

/// `mentor show`.
#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
}

/// `mentor retire`.
#[derive(Debug, Args)]
pub struct Retire {
    #[arg(value_name = "ЧЕЛОВЕК", help = "Номер, СНИЛС или часть имени")]
    person: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день в реестре")]
    date: Day,
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
            Self::Retire(args) => context.write(|store| args.run(store, context)),
        }
    }
}

impl ImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, SimpleImport { command: "mentor import", importer: mentors::IMPORTER })
    }
}

impl Add {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let org = self.org.as_deref().map(|org| store.find_org(org)).transpose()?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата включения", &mut outcome)?;
        let outside = self.category != MentorCategory::Teacher;
        let (person, full) = match store.people().find(&self.person) {
            Ok(person) => (person.id, person.name),
            Err(error) if outside => {
                let full = name::person(&self.person).map_err(|_| error)?;
                let draft = PersonDraft { name: Some(full.clone()), ..PersonDraft::default() };
                if !store.people().namesakes(&draft)?.is_empty() {
                    refuse!("людей с именем «{full}» несколько: укажите номер");
                }
                (store.people().add(&draft)?, full)
            }
            Err(error) => return Err(error),
        };
        // Whoever left the register may come back, but only after that: a past period stays as it was.
        let mut before = store.registrations(person)?.into_iter();
        if let Some(m) = before.find(|m| m.retired.is_none_or(|last| self.date <= last)) {
            match m.retired {
                None => refuse!("{full} уже состоит в реестре наставников с {}", m.registered),
                Some(last) => refuse!(
                    "{full}: пребывание в реестре наставников с {} по {last} уже записано; включить снова можно позже {last}",
                    m.registered
                ),
            }
        }
        store.put_mentor(
            person,
            &MentorDraft {
                org_id: org.map(|org| org.id),
                category: Some(self.category),
                subject: self.subject,
                capacity: self.capacity,
                registered: Some(self.date),
                retired: None,
            },
        )?;
        outcome.said.push(format!("Записано включение в реестр наставников с {}: № {person} {full}", self.date));
        Ok(outcome)
    }
}

impl List {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let mut mentors = store.mentors()?;
        mentors.retain(|m| self.all || m.open_on(day));
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let title = format!("Реестр наставников {when}: {}", mentors.len()).into();
        let rows = mentors.into_iter().map(|m| {
            vec![
                m.who.id.into(),
                m.who.into(),
                m.org.into(),
                Value::Code(m.category.code(), m.category.title()),
                m.subject.into(),
                m.capacity.into(),
                m.registered.into(),
                m.retired.into(),
                m.snils.map(|snils| number::snils_shown(&snils)).into(),
                Secret(m.born).into(),
                m.org_inn.into(),
            ]
        });
        Ok(Outcome::report(Report {
            title,
            columns: vec![
                Column::both("person", "№"),
                Column::both("name", "ФИО"),
                Column::both("org", "Организация"),
                Column::both("category", "Категория"),
                Column::data("subject", "Предмет"),
                Column::data("capacity", "Предельное число наставляемых"),
                Column::both("registered", "Включён"),
                if self.all {
                    Column::both("retired", "Исключён")
                } else {
                    Column::data("retired", "Исключён")
                },
                Column::data("snils", "СНИЛС"),
                Column::data("born", "Дата рождения"),
                Column::data("org_inn", "ИНН организации"),
            ],
            rows: Box::new(rows),
            grouped: false,
            notes: Vec::new(),
        }))
    }
}

impl Show {
    fn run(self, store: &Store) -> Result<Outcome> {
        let person = store.people().find(&self.person)?;
        let registrations = store.registrations(person.id)?;
        if registrations.is_empty() {
            return Err(Failure::refused(format!("{} не состоит в реестре наставников", person.name))
                .hint(format!("карточка человека: nastavnik org staff show {}", person.id))
                .nameless(Failure::refused("этот человек не состоит в реестре наставников"))
                .into());
        }
        let mut card = Card::default();
        for m in registrations {
            let period = span(Some(m.registered), m.retired);
            card.line(&period, "Категория", Some(m.category.title()));
            card.line(&period, "Организация", m.org);
            card.line(&period, "Предмет", m.subject);
            card.line(
                &period,
                "Предельное число наставляемых",
                Some(m.capacity.map_or("без ограничения".into(), |n| n.to_string())),
            );
        }
        Ok(Outcome::report(card.report(phrase![person.who(), ", наставник"])))
    }
}

impl Retire {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let person = store.people().find(&self.person)?;
        let mut outcome =
            Outcome::said(format!("Последний день в реестре наставников — {}: {}", self.date, person.name));
        context.check_day(Some(self.date), "дата исключения", &mut outcome)?;
        store.retire(person.id, self.date)?;
        Ok(outcome)
    }
}
