//! `program correction`: what was corrected in a program on its way, when and why (nozhay-yurt 6.5.1).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::command::field_column::on_card;
use crate::command::org::changed;
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{Day, Secret, name};
use crate::error::Failure;
use crate::intake::program_corrections;
use crate::refuse;
use crate::register::program;
use crate::register::program_correction::{CONTENT, DATED, PROGRAM_CORRECTIONS, REASON};
use crate::report::{Card, Column, List};
use crate::store::Store;
use crate::store::program_correction::{ProgramCorrection, ProgramCorrectionDraft};

/// The commands under `program correction`.
#[derive(Debug, Subcommand)]
pub enum CorrectionCommand {
    /// Imports corrections.
    #[command(
        about = "Загрузить корректировки программ",
        after_help = "Примеры:\n  nastavnik program correction import corrections.csv --dry-run\n  nastavnik program correction import corrections.csv"
    )]
    Import(CorrectionImport),
    /// Enters one.
    #[command(
        about = "Записать корректировку программы: что изменено и почему (Ножай-Юрт, п. 6.5.1)",
        after_help = "Что исправлено по рецензии, записывают у рецензии: nastavnik org review correct.\n\n\
                      Примеры:\n  nastavnik program correction add 7 \"добавлены уроки\" --date 20.01.2025 --reason \"диагностика\"\n  \
                      nastavnik program correction add 8 \"перенесены курсы\" --date 03.02.2025 --reason \"болезнь\""
    )]
    Add(CorrectionAdd),
    /// Corrects one.
    #[command(
        about = "Исправить запись о корректировке программы",
        after_help = "Примеры:\n  nastavnik program correction edit 3 --date 21.01.2025\n  nastavnik program correction edit 3 --reason \"итоги диагностики\"\n\n\
                      Номера записей: nastavnik program correction list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(CorrectionEdit),
    /// Lists them.
    #[command(
        about = "Список корректировок программ",
        after_help = "Примеры:\n  nastavnik program correction list\n  nastavnik program correction list --program 7"
    )]
    List(CorrectionList),
    /// Shows one.
    #[command(
        about = "Карточка корректировки программы",
        after_help = "Примеры:\n  nastavnik program correction show 3\n  nastavnik program correction show 3 --format json"
    )]
    Show(CorrectionShow),
}

/// `program correction import`.
#[derive(Debug, Args)]
pub struct CorrectionImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `program correction add`.
#[derive(Debug, Args)]
pub struct CorrectionAdd {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    program: String,
    #[arg(value_name = "ИЗМЕНЕНИЕ", help = "Что в программе теперь иначе, своими словами")]
    content: String,
    #[arg(long, value_name = "ДАТА", help = "С какого дня")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Почему: результаты диагностики, затруднения, другие обстоятельства")]
    reason: String,
}

/// `program correction edit`.
#[derive(Debug, Args)]
pub struct CorrectionEdit {
    #[arg(value_name = "НОМЕР", help = "Номер записи о корректировке")]
    id: i64,
    #[arg(long, value_name = "ДАТА", help = "С какого дня")]
    date: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Что в программе теперь иначе")]
    content: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Почему")]
    reason: Option<String>,
}

/// `program correction list`.
#[derive(Debug, Default, Args)]
pub struct CorrectionList {
    #[arg(long, value_name = "НОМЕР", help = "Только этой программы")]
    program: Option<String>,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// `program correction show`.
#[derive(Debug, Args)]
pub struct CorrectionShow {
    #[arg(value_name = "НОМЕР", help = "Номер записи о корректировке")]
    id: i64,
}

impl CorrectionCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_corrections()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
        }
    }
}

/// The import of corrections.
pub fn import_of_corrections() -> impl ImportCommand {
    let import = SimpleImport { command: "program correction import", importer: program_corrections::IMPORTER };
    let known = |store: &_, context: &_, school: &_| CorrectionList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl CorrectionAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.program)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата корректировки", &mut outcome)?;
        let draft = ProgramCorrectionDraft {
            dated: Some(self.date),
            content: Some(name::tidy(&self.content)),
            reason: Some(name::tidy(&self.reason)),
        };
        if let Some(id) = store.program_corrections().known(&program, &draft)? {
            refuse!(
                "программа {}: такая корректировка {} уже записана: № {id}; исправить её: nastavnik program correction edit {id}",
                program.number,
                self.date
            );
        }
        let put = store.program_corrections().put(&program, &draft)?;
        outcome
            .messages
            .push(format!("Записана корректировка № {}: программа № {}, {}", put.id, program.number, self.date));
        Ok(outcome)
    }
}

impl CorrectionEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let draft = ProgramCorrectionDraft {
            dated: self.date,
            content: self.content.as_deref().map(name::tidy),
            reason: self.reason.as_deref().map(name::tidy),
        };
        if draft == ProgramCorrectionDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let correction = store.program_corrections().get(self.id)?;
        let mut checked = Outcome::default();
        context.check_day(self.date, "дата корректировки", &mut checked)?;
        let mut changes = store.program_corrections().amend(&correction, &draft)?;
        changes.extend(context.emptied.apply(store, &PROGRAM_CORRECTIONS, correction.id)?);
        let outcome = changed(&format!("Программа № {}, корректировка № {}", correction.program, self.id), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

impl CorrectionList {
    /// Those of the programs of whoever works at a school.
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { school: Some(Rc::clone(school)), ..Self::default() }
    }

    fn run(self, store: &Rc<Store>, _context: &Context) -> Result<Outcome> {
        let program = self.program.as_deref().map(|number| store.programs().named(number)).transpose()?;
        let columns = [
            Column::both("id", "№", |c: &ProgramCorrection| c.id.into()),
            Column::both("program", program::NUMBER.heading, |c| (&c.program).into()),
            field_column::both(DATED, |c| c.dated.into()),
            field_column::both(CONTENT, |c| Secret(&c.content).into()),
            field_column::both(REASON, |c| Secret(&c.reason).into()),
        ];
        let (store, program, school) = (Rc::clone(store), program.map(|program| program.id), self.school);
        Ok(Outcome::report(List::new("Корректировки программ:", columns).counted().walked(move |row| {
            store.program_corrections().each(program, &mut |correction| {
                let is_listed = match &school {
                    Some(school) => school.has_program(&store, correction.program_id)?,
                    None => true,
                };
                if is_listed { row(correction) } else { Ok(()) }
            })
        })))
    }
}

impl CorrectionShow {
    fn run(self, store: &Store) -> Result<Outcome> {
        let correction = store.program_corrections().get(self.id)?;
        let mut card = Card::new(format!("Корректировка программы № {}", correction.program), CONTENT.heading);
        card.datum("id", correction.id);
        card.field("program", program::NUMBER.heading, correction.program);
        on_card(&mut card, DATED, correction.dated);
        on_card(&mut card, CONTENT, Secret(correction.content));
        on_card(&mut card, REASON, Secret(correction.reason));
        Ok(Outcome::report(card.report(Vec::new())))
    }
}
