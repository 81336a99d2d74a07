//! `org workbook`: a workbook with a sheet a register, as a school fills it in.

use std::cell::RefCell;
use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::change_args::{self, ChangeArgs};
use super::group::import_of_groups;
use super::import::import_of_orgs;
use super::needs::import_of_needs;
use super::review::import_of_reviews;
use super::staff_absence::import_of_absences;
use super::staff_import::import_of_staff;
use crate::command::file::refusal_of_book;
use crate::command::mentor::import_of_mentors;
use crate::command::monitor::import_of_answers;
use crate::command::pair::{
    import_of_agreements, import_of_meetings, import_of_pairs, import_of_releases, import_of_tutors,
};
use crate::command::program::{
    import_of_corrections, import_of_deficits, import_of_measurements, import_of_programs, import_of_tasks,
};
use crate::command::{AllFiles, BatchEnd, Context, FileArgs, ImportCommand, Options, Outcome, TemplateSchool};
use crate::domain::Day;
use crate::error::{Advice, Failure};
use crate::intake::reading::{Layout, Opened, Source};
use crate::intake::{ImportMode, Plan, RefusedRecords};
use crate::store::Store;
use crate::store::staff::ChangeMode;

/// The commands under `org workbook`.
#[derive(Debug, Subcommand)]
pub enum WorkbookCommand {
    /// Imports workbooks.
    #[command(
        about = "Загрузить книги организаций: по листу на каждый реестр",
        after_help = "Листы узнаются по именам («Сотрудники», «Пары» …), иначе по заголовкам столбцов; чего нет в книге, то не меняется.\n\
                      Сначала загружаются организации и сотрудники всех книг, затем то, что на них ссылается. Всё записывается\n\
                      вместе или не записывается совсем, и одна команда nastavnik org undo отменит всю загрузку.\n\n\
                      Примеры:\n  nastavnik org workbook import --template книга.xlsx --org \"СОШ № 8\"\n  \
                      nastavnik org workbook import книги --dry-run\n  nastavnik org workbook import книги --accept-valid --rejects отказы"
    )]
    Import(WorkbookImportArgs),
}

/// `org workbook import`.
#[derive(Debug, Args)]
#[command(mut_arg("org", |arg| arg.help("С --template: вписать в книгу то, что об этой организации известно; без него — организация сотрудников, у которых в книге её нет")))]
#[command(mut_arg("sheet", |arg| arg.help("Загрузить один этот лист; '*' — и те листы, которых в книге несколько на один реестр")))]
pub struct WorkbookImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[command(flatten)]
    change: ChangeArgs,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with = "apply",
        help = "На какой день указан педагогический стаж, если в книге этого нет"
    )]
    tenure_on: Option<Day>,
    #[arg(
        long,
        value_name = "ТЕКСТ",
        conflicts_with = "apply",
        help = "Причина иного срока, если в книге есть программы короче 3 месяцев или длиннее года"
    )]
    reason: Option<String>,
    #[arg(
        long,
        value_name = "ПРИЧИНА",
        conflicts_with = "apply",
        help = "Записать пары вопреки пределам (предельное число наставляемых, вторая пара тех же людей)"
    )]
    despite: Option<String>,
}

/// What its options say.
#[derive(Clone, Default)]
struct WorkbookOptions {
    change: ChangeMode,
    tenure_on: Option<Day>,
    org: Option<String>,
    reason: Option<String>,
    despite: Option<String>,
}

/// The import of a whole workbook.
struct WorkbookImport {
    options: WorkbookOptions,
    parts: Vec<WorkbookPart>,
    /// What the sheets so far have refused.
    refused: RefCell<RefusedRecords>,
}

/// The import of one register.
struct WorkbookPart {
    import: Box<dyn ImportCommand>,
    /// Whether there was a table for it.
    is_used: bool,
}

impl WorkbookCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// As [`FileArgs::run`].
    pub fn run(self, context: &Context) -> Result<Outcome> {
        let Self::Import(args) = self;
        args.run(context)
    }
}

impl WorkbookImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(day) = self.tenure_on {
            day.not_too_far(context.today).map_err(|why| Failure::refused(format!("стаж на {day}: {why}")))?;
        }
        let (tenure_on, reason, org) = (self.tenure_on, self.reason, self.file.org().map(str::to_owned));
        let (change, despite) = (self.change.mode(context)?, self.despite);
        let options = WorkbookOptions { change, tenure_on, org, reason, despite };
        self.file.run(context, WorkbookImport::of(options))
    }
}

impl WorkbookOptions {
    /// The imports of the registers, each behind those whose records its rows name.
    fn parts(&self) -> Vec<Box<dyn ImportCommand>> {
        vec![
            Box::new(import_of_orgs(self.change)),
            Box::new(import_of_staff(self.change, self.tenure_on, self.org.clone())),
            Box::new(import_of_absences()),
            Box::new(import_of_mentors()),
            Box::new(import_of_needs()),
            Box::new(import_of_pairs(self.despite.clone())),
            Box::new(import_of_tutors()),
            Box::new(import_of_meetings()),
            Box::new(import_of_agreements()),
            Box::new(import_of_releases()),
            Box::new(import_of_programs(self.reason.clone())),
            Box::new(import_of_deficits()),
            Box::new(import_of_tasks()),
            Box::new(import_of_measurements()),
            Box::new(import_of_corrections()),
            Box::new(import_of_reviews()),
            Box::new(import_of_groups(self.change)),
            Box::new(import_of_answers()),
        ]
    }
}

impl WorkbookImport {
    fn of(options: WorkbookOptions) -> Self {
        let part = |import| WorkbookPart { import, is_used: false };
        Self { parts: options.parts().into_iter().map(part).collect(), refused: RefCell::default(), options }
    }
}

impl ImportCommand for WorkbookImport {
    fn command(&self) -> &'static str {
        "org workbook import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        self.parts.iter().flat_map(|part| part.import.layouts()).collect()
    }

    fn takes_whole_books(&self) -> bool {
        true
    }

    fn takes_org(&self) -> bool {
        true
    }

    fn known_rows(
        &self,
        store: &Rc<Store>,
        context: &Context,
        school: &Rc<TemplateSchool>,
        layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        let of_kind = |part: &&WorkbookPart| part.takes(layout.sheet);
        let part = self.parts.iter().find(of_kind);
        part.map_or(Ok(None), |part| part.import.known_rows(store, context, school, layout))
    }

    fn options(&self) -> Options {
        let WorkbookOptions { change, tenure_on, org, reason, despite } = &self.options;
        let own = [
            tenure_on.map(|day| ("tenure_on".to_owned(), day.iso())),
            org.clone().map(|org| ("org".to_owned(), org)),
            reason.clone().map(|reason| ("reason".to_owned(), reason)),
            despite.clone().map(|reason| ("despite".to_owned(), reason)),
        ];
        change_args::options(*change).into_iter().chain(own.into_iter().flatten()).collect()
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        let tenure_on = options.get("tenure_on").map(|day| Day::parse(day)).transpose().map_err(Failure::refused)?;
        let said = |option: &str| options.get(option).cloned();
        let (org, reason, despite) = (said("org"), said("reason"), said("despite"));
        *self = Self::of(WorkbookOptions { change: change_args::restored(options)?, tenure_on, org, reason, despite });
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        let kind = source.kind.as_deref();
        let Some(part) = self.parts.iter_mut().find(|part| kind.is_some_and(|kind| part.takes(kind))) else {
            refusal_of_book(&Opened::open(source)?, &source.name(), &self.layouts())?;
            return Ok(Plan { name: source.name(), ..Plan::default() });
        };
        part.is_used = true;
        let mode = ImportMode { refused: Some(&self.refused), ..mode };
        part.import.import(store, context, source, mode).map_err(|error| {
            let layouts = part.import.layouts();
            let brings = layouts.iter().filter(|layout| Some(layout.sheet) == kind).flat_map(|layout| layout.brings);
            self.refused.borrow_mut().take_unread(&source.name(), brings);
            as_of_book(error)
        })
    }

    fn conclude(&mut self, store: &Store, context: &Context, all: &AllFiles) -> Result<BatchEnd> {
        let mut end = BatchEnd::default();
        for part in self.parts.iter_mut().filter(|part| part.is_used) {
            let of_part = part.import.conclude(store, context, all)?;
            end.messages.extend(of_part.messages);
            end.lines.extend(of_part.lines);
            end.warnings.extend(of_part.warnings);
            end.refusal = end.refusal.or(of_part.refusal);
        }
        Ok(end)
    }
}

impl WorkbookPart {
    /// Whether it takes tables of a kind.
    fn takes(&self, kind: &str) -> bool {
        self.import.layouts().iter().any(|layout| layout.sheet == kind)
    }
}

/// A refusal of a sheet, which no map of columns helps: one map can't speak of several kinds of table.
fn as_of_book(error: anyhow::Error) -> anyhow::Error {
    error.downcast::<Failure>().map_or_else(
        |other| other,
        |mut failure| {
            for advice in &mut failure.advice {
                if matches!(advice, Advice::MapColumns) {
                    *advice = Advice::FollowTemplate;
                }
            }
            failure.into()
        },
    )
}
