//! `pair release`: who of a pair is let off duties, by whose decision, for which days, and who stands in (nozhay-yurt 1.7).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::command::org::changed;
use crate::command::person_choice::NamesakeChoice;
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{Day, Secret, number};
use crate::error::Failure;
use crate::intake::releases;
use crate::refuse;
use crate::register::person;
use crate::register::release::{self, RELEASES};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::release::{Release, ReleaseDraft};

/// The commands under `pair release`.
#[derive(Debug, Subcommand)]
pub enum ReleaseCommand {
    /// Imports releases.
    #[command(
        about = "Загрузить освобождения от обязанностей",
        after_help = "Примеры:\n  nastavnik pair release import releases.csv --dry-run\n  nastavnik pair release import releases.csv"
    )]
    Import(ReleaseImport),
    /// Enters one.
    #[command(
        about = "Записать решение об освобождении участника пары от обязанностей (Ножай-Юрт, п. 1.7)",
        after_help = "Примеры:\n  nastavnik pair release add 12 Ромашкина --date 10.02.2025 --from 12.02.2025 --substitute Ландыш\n  \
                      nastavnik pair release add 12 16 --date 10.02.2025 --from 12.02.2025 --substitute Ландыш"
    )]
    Add(ReleaseAdd),
    /// Corrects one.
    #[command(
        about = "Исправить освобождение от обязанностей",
        after_help = "Примеры:\n  nastavnik pair release edit 3 --to 14.02.2025\n  nastavnik pair release edit 3 --number 31 --purpose \"открытый урок\"\n\n\
                      Номера записей: nastavnik pair release list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(ReleaseEdit),
    /// Lists them.
    #[command(
        about = "Список освобождений от обязанностей",
        after_help = "Примеры:\n  nastavnik pair release list\n  nastavnik pair release list --pair 12"
    )]
    List(ReleaseList),
}

/// `pair release import`.
#[derive(Debug, Args)]
pub struct ReleaseImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `pair release add`.
#[derive(Debug, Args)]
pub struct ReleaseAdd {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    pair: String,
    #[arg(
        value_name = "УЧАСТНИК",
        help = "Кто освобождён: наставник или наставляемый пары; номер, СНИЛС или часть имени"
    )]
    person: String,
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "НОМЕР", help = "Номер решения (приказа) руководителя")]
    number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата решения")]
    date: Day,
    #[arg(long, value_name = "ДАТА", help = "Первый день освобождения")]
    from: Day,
    #[arg(long, value_name = "ДАТА", help = "Последний день; не указан — один день")]
    to: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Кто замещает освобождённого")]
    substitute: String,
    #[arg(long, value_name = "ТЕКСТ", help = "Мероприятие программы, для которого освобождён")]
    purpose: Option<String>,
}

/// `pair release edit`.
#[derive(Debug, Args)]
pub struct ReleaseEdit {
    #[arg(value_name = "НОМЕР", help = "Номер записи об освобождении")]
    id: i64,
    #[arg(long, value_name = "НОМЕР", help = "Номер решения")]
    number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата решения")]
    date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Первый день освобождения")]
    from: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Последний день освобождения")]
    to: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Кто замещает освобождённого")]
    substitute: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Мероприятие программы")]
    purpose: Option<String>,
}

/// `pair release list`.
#[derive(Debug, Args)]
pub struct ReleaseList {
    #[arg(long, value_name = "ПАРА", help = "Только этой пары")]
    pair: Option<String>,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl ReleaseCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_releases()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
        }
    }
}

/// The import of releases.
pub fn import_of_releases() -> impl ImportCommand {
    let import = SimpleImport { command: "pair release import", importer: releases::IMPORTER };
    let known = |store: &_, context: &_, school: &_| ReleaseList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl ReleaseAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.pair)?;
        let person = self.namesake.find(store, &self.person, self.from)?;
        let draft = ReleaseDraft {
            number: self.number,
            dated: Some(self.date),
            began: Some(self.from),
            ended: Some(self.to.unwrap_or(self.from)),
            substitute: Some(self.substitute),
            purpose: self.purpose,
        };
        let mut outcome = Outcome::default();
        check_days(&draft, context, &mut outcome)?;
        if let Some(id) = store.releases().known(&pair, person.id, &draft)? {
            refuse!(
                "освобождение с {} уже записано: № {id}, {}; исправить его: nastavnik pair release edit {id}",
                self.from,
                person.name
            );
        }
        let put = store.releases().put(&pair, person.id, &draft)?;
        outcome.messages.push(format!(
            "Записано освобождение № {}: пара № {}, {} {}",
            put.id,
            pair.number,
            person.name,
            draft.days()
        ));
        Ok(outcome)
    }
}

impl ReleaseEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let release = store.releases().get(self.id)?;
        let draft = ReleaseDraft {
            number: self.number,
            dated: self.date,
            began: self.from,
            ended: self.to,
            substitute: self.substitute,
            purpose: self.purpose,
        };
        if draft == ReleaseDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let mut checked = Outcome::default();
        check_days(&draft, context, &mut checked)?;
        let mut changes = store.releases().amend(release.id, &draft)?;
        changes.extend(context.emptied.apply(store, &RELEASES, release.id)?);
        let outcome = changed(&format!("Пара № {}, {}", release.pair, release.who.name), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

fn check_days(draft: &ReleaseDraft, context: &Context, outcome: &mut Outcome) -> Result<(), Failure> {
    context.check_day(draft.dated, "дата решения", outcome)?;
    context.check_plan(draft.began, "первый день освобождения")?;
    context.check_plan(draft.ended, "последний день освобождения")
}

impl ReleaseList {
    /// Those of the pairs of a school.
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { pair: None, school: Some(Rc::clone(school)) }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let pair = self.pair.as_deref().map(|number| store.pairs().named(number)).transpose()?;
        let title = match &pair {
            Some(pair) => format!("Освобождения от обязанностей, пара № {}:", pair.number),
            None => "Освобождения от обязанностей:".to_owned(),
        };
        let columns = [
            Column::both("id", "№", |listed: &Release| listed.id.into()),
            field_column::both(release::PAIR, |listed| (&listed.pair).into()),
            Column::data("person", "№ человека", |listed| listed.who.id.into()),
            field_column::both(person::NAME, |listed| (&listed.who).into()),
            field_column::both(release::NUMBER, |listed| (&listed.text.number).into()),
            field_column::both(release::DATED, |listed| listed.text.dated.into()),
            field_column::both(release::BEGAN, |listed| listed.text.began.into()),
            field_column::both(release::ENDED, |listed| listed.text.ended.into()),
            field_column::both(release::SUBSTITUTE, |listed| Secret(&listed.text.substitute).into()),
            field_column::data(release::PURPOSE, |listed| Secret(&listed.text.purpose).into()),
            field_column::data(person::SNILS, |listed| listed.snils.as_deref().map(number::snils_shown).into()),
            field_column::data(person::BORN, |listed| Secret(listed.born).into()),
        ];
        let (store, pair, school) = (Rc::clone(store), pair.map(|pair| pair.id), self.school);
        let names = store.people().names_on(context.today)?;
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.releases().each(pair, &mut |release| {
                let is_of = |school: &Rc<TemplateSchool>| {
                    school.is_named(release.org.as_deref()) || school.employs(&release.who)
                };
                if !school.as_ref().is_none_or(is_of) {
                    return Ok(());
                }
                row(Release { who: names.of(release.who), ..release })
            })
        })))
    }
}
