//! `program need`: professional deficits of mentees, which programs are there to answer (nozhay-yurt 1.6, 5.2).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::card::task_line;
use super::mentee_choice::ProgramMenteeChoice;
use super::row_choice::ProgramRowChoice;
use crate::command::field_column::on_card;
use crate::command::org::changed;
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{Day, DeficitMethod, Secret, name, number};
use crate::error::Failure;
use crate::intake::deficits;
use crate::refuse;
use crate::register::deficit::DEFICITS;
use crate::register::{deficit, program};
use crate::report::{Card, Column, List};
use crate::store::Store;
use crate::store::deficit::{Deficit, DeficitDraft};

/// The commands under `program need`.
#[derive(Debug, Subcommand)]
pub enum NeedCommand {
    /// Imports deficits.
    #[command(
        about = "Загрузить профессиональные дефициты",
        after_help = "Примеры:\n  nastavnik program need import deficits.csv --dry-run\n  nastavnik program need import deficits.csv"
    )]
    Import(NeedImport),
    /// Enters one.
    #[command(
        about = "Записать профессиональный дефицит наставляемого",
        after_help = "Примеры:\n  nastavnik program need add 7 \"Теряется на уроке\" --method \"посещённый урок\" --date 20.09.2024\n  \
                      nastavnik program need add 8 \"Не ведёт электронный журнал\" --mentee Ромашкина --method анкета"
    )]
    Add(NeedAdd),
    /// Corrects one.
    #[command(
        about = "Исправить профессиональный дефицит",
        after_help = "Примеры:\n  nastavnik program need edit 3 --method диагностика\n  nastavnik program need edit 3 --date 21.09.2024\n\n\
                      Номера дефицитов: nastavnik program need list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(NeedEdit),
    /// Lists them.
    #[command(
        about = "Список профессиональных дефицитов",
        after_help = "Примеры:\n  nastavnik program need list --program 7\n  nastavnik program need list --org \"СОШ № 8\" --output дефициты.docx"
    )]
    List(NeedList),
    /// Shows one.
    #[command(
        about = "Карточка профессионального дефицита",
        after_help = "Примеры:\n  nastavnik program need show 3\n  nastavnik program need show 3 --format json"
    )]
    Show(NeedShow),
}

/// `program need import`.
#[derive(Debug, Args)]
pub struct NeedImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `program need add`.
#[derive(Debug, Args)]
pub struct NeedAdd {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    program: String,
    #[arg(value_name = "ДЕФИЦИТ", help = "Чего не хватает наставляемому, своими словами")]
    deficit: String,
    #[command(flatten)]
    mentee: ProgramMenteeChoice,
    #[arg(
        long,
        value_name = "СПОСОБ",
        help = "Как выявлен: посещённый урок, анкета, диагностика, собственный запрос или иное"
    )]
    method: Option<DeficitMethod>,
    #[arg(long, value_name = "ДАТА", help = "Когда выявлен")]
    date: Option<Day>,
}

/// `program need edit`.
#[derive(Debug, Args)]
pub struct NeedEdit {
    #[arg(value_name = "НОМЕР", help = "Номер дефицита")]
    id: i64,
    #[arg(long, value_name = "ДЕФИЦИТ", help = "Чего не хватает наставляемому")]
    deficit: Option<String>,
    #[arg(long, value_name = "СПОСОБ", help = "Как выявлен")]
    method: Option<DeficitMethod>,
    #[arg(long, value_name = "ДАТА", help = "Когда выявлен")]
    date: Option<Day>,
}

/// `program need list`.
#[derive(Debug, Default, Args)]
pub struct NeedList {
    #[arg(long, value_name = "НОМЕР", help = "Только этой программы")]
    program: Option<String>,
    #[command(flatten)]
    whose: ProgramRowChoice,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только тех, кто сегодня работает в этой организации")]
    org: Option<String>,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// `program need show`.
#[derive(Debug, Args)]
pub struct NeedShow {
    #[arg(value_name = "НОМЕР", help = "Номер дефицита")]
    id: i64,
}

impl NeedCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_deficits()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
        }
    }
}

/// The import of deficits.
pub fn import_of_deficits() -> impl ImportCommand {
    let import = SimpleImport { command: "program need import", importer: deficits::IMPORTER };
    let known = |store: &_, context: &_, school: &_| NeedList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl NeedAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.program)?;
        let who = self.mentee.find(store, &program, context.today)?;
        let text = name::tidy(&self.deficit);
        let mut outcome = Outcome::default();
        context.check_day(self.date, "дата выявления", &mut outcome)?;
        let known = store.deficits().of_program(program.id)?;
        if let Some(same) = known.iter().find(|same| same.who.id == who.id && name::key(&same.text) == name::key(&text))
        {
            refuse!("программа {}: такой дефицит уже записан: № {}, {}", program.number, same.id, who.name);
        }
        let draft = DeficitDraft { text: Some(text), method: self.method, found: self.date };
        let put = store.deficits().put(&program, who.id, &draft)?;
        outcome.messages.push(format!(
            "Записан профессиональный дефицит № {}: программа № {}, {}",
            put.id, program.number, who.name
        ));
        Ok(outcome)
    }
}

impl NeedEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let text = self.deficit.as_deref().map(name::tidy);
        let draft = DeficitDraft { text, method: self.method, found: self.date };
        if draft == DeficitDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage("нечего исправлять: укажите --deficit, --method или --date").into());
        }
        let deficit = store.deficits().get(self.id)?;
        let mut checked = Outcome::default();
        context.check_day(self.date, "дата выявления", &mut checked)?;
        let mut changes = store.deficits().amend(&deficit, &draft)?;
        changes.extend(context.emptied.apply(store, &DEFICITS, deficit.id)?);
        let outcome = changed(&format!("Дефицит № {}", deficit.id), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

impl NeedList {
    /// The deficits of whoever works at a school.
    pub fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { school: Some(Rc::clone(school)), ..Self::default() }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let sought = self.whose.sought(store, self.program.as_deref(), context.today)?;
        let school = TemplateSchool::meant(store, self.org.as_deref(), self.school, context.today)?;
        let columns = [
            Column::both("id", "№", |d: &Deficit| d.id.into()),
            Column::both("program", program::NUMBER.heading, |d| (&d.program).into()),
            Column::both("mentee", "Наставляемый", |d| (&d.who).into()),
            field_column::both(deficit::DEFICIT, |d| Secret(&d.text).into()),
            field_column::both(deficit::METHOD, |d| d.method.into()),
            field_column::both(deficit::FOUND, |d| d.found.into()),
            Column::data("mentee_snils", "СНИЛС наставляемого", |d| {
                d.snils.as_deref().map(number::snils_shown).into()
            }),
        ];
        let store = Rc::clone(store);
        Ok(Outcome::report(List::new("Профессиональные дефициты:", columns).counted().walked(move |row| {
            store.deficits().each(sought, &mut |deficit| {
                let is_listed = school.as_ref().is_none_or(|school| school.employs(&deficit.who));
                if is_listed { row(deficit) } else { Ok(()) }
            })
        })))
    }
}

impl NeedShow {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let deficit = store.deficits().get(self.id)?;
        let mut card = Card::new(format!("Профессиональный дефицит № {}", deficit.id), deficit::DEFICIT.heading);
        card.datum("id", deficit.id);
        on_card(&mut card, deficit::DEFICIT, Secret(deficit.text));
        card.field("mentee", "Наставляемый", deficit.who);
        card.field("program", program::NUMBER.heading, deficit.program);
        on_card(&mut card, deficit::METHOD, deficit.method);
        on_card(&mut card, deficit::FOUND, deficit.found);
        card.heading("Задачи, которые отвечают на него");
        card.each("tasks", store.tasks().answering(deficit.id)?, |task| task_line(task, context.today));
        Ok(Outcome::report(card.report(Vec::new())))
    }
}
