//! `org staff import`: the files of schools, and who isn't in them any more.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::staff_list::StaffList;
use super::{change_args, erased_again, staff_absent, staff_moved};
use crate::command::{AllFiles, BatchEnd, Context, FileArgs, ImportCommand, Options, Outcome, TemplateSchool};
use crate::domain::{Day, shell_word};
use crate::error::Failure;
use crate::indicator::Catalogue;
use crate::intake::reading::{Layout, Source};
use crate::intake::staff::{self, StaffImporter};
use crate::intake::tenure;
use crate::intake::warning::Warning;
use crate::intake::{ImportMode, Plan};
use crate::register::person;
use crate::store::Store;
use crate::store::staff::ChangeMode;

/// `org staff import`.
#[derive(Debug, Args)]
#[command(mut_arg("org", |arg| arg.help("Организация всех строк файла: номер, ИНН или часть наименования; с --template — в шаблон вписываются её сотрудники")))]
pub struct StaffImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[arg(long, conflicts_with = "apply", help = "Изменённые должности считать исправлением ошибок прежних записей")]
    correct: bool,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with_all = ["correct", "apply"],
        help = "Изменения должностей, предметов, фамилий считать событиями: так стало с этой даты"
    )]
    effective: Option<Day>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with_all = ["accept_valid", "apply"],
        help = "Уволить тех, кто работает в организациях из файлов, но в файлах не назван; дата — последний день работы"
    )]
    dismiss_absent: Option<Day>,
    #[arg(
        long,
        value_name = "ДАТА",
        conflicts_with = "apply",
        help = "На какой день указан педагогический стаж, если в файле этого нет"
    )]
    tenure_on: Option<Day>,
}

/// The import with what its rows have said so far.
struct StaffImport {
    dismiss_absent: Option<Day>,
    org: Option<String>,
    importer: StaffImporter,
    /// The last employment before the first file.
    before: Option<i64>,
}

impl StaffImportArgs {
    /// Imports the files.
    ///
    /// # Errors
    /// As [`FileArgs::run`].
    pub fn run(self, context: &Context) -> Result<Outcome> {
        if let Some(day) = self.effective {
            day.not_too_far(context.today).map_err(|why| Failure::refused(format!("изменения с {day}: {why}")))?;
        }
        if let Some(day) = self.tenure_on {
            day.not_too_far(context.today).map_err(|why| Failure::refused(format!("стаж на {day}: {why}")))?;
        }
        let importer = StaffImporter::new(change_args::mode(self.effective, self.correct), self.tenure_on);
        let org = self.file.org().map(str::to_owned);
        let import = StaffImport { dismiss_absent: self.dismiss_absent, org, importer, before: None };
        self.file.run(context, import)
    }
}

/// The import of staff, where a change to a known work is what the mode says; `org` is the organisation of rows that name none.
pub fn import_of_staff(change: ChangeMode, tenure_on: Option<Day>, org: Option<String>) -> impl ImportCommand {
    StaffImport { dismiss_absent: None, org, importer: StaffImporter::new(change, tenure_on), before: None }
}

impl ImportCommand for StaffImport {
    fn command(&self) -> &'static str {
        "org staff import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![&staff::LAYOUT]
    }

    fn options(&self) -> Options {
        let dismiss = self.dismiss_absent.map(|day| ("dismiss_absent".to_owned(), day.iso()));
        let org = self.org.clone().map(|org| ("org".to_owned(), org));
        let tenure = self.importer.tenure_on.map(|day| ("tenure_on".to_owned(), day.iso()));
        let mode = change_args::options(self.importer.staff().mode());
        mode.into_iter().chain([dismiss, org, tenure].into_iter().flatten()).collect()
    }

    fn takes_org(&self) -> bool {
        true
    }

    fn known_rows(
        &self,
        store: &Rc<Store>,
        context: &Context,
        school: &Rc<TemplateSchool>,
        _layout: &'static Layout,
    ) -> Result<Option<Outcome>> {
        StaffList::of_school(school).run(store, context).map(Some)
    }

    fn is_far_reaching(&self) -> bool {
        self.dismiss_absent.is_some()
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        let day = |name: &str| options.get(name).map(|day| Day::parse(day)).transpose().map_err(Failure::refused);
        self.dismiss_absent = day("dismiss_absent")?;
        self.org = options.get("org").cloned();
        self.importer = StaffImporter::new(change_args::restored(options)?, day("tenure_on")?);
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: ImportMode<'_>) -> Result<Plan> {
        self.importer.org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        if self.before.is_none() {
            self.before = Some(store.staff().last_employment()?);
        }
        let mut plan = self.importer.import(store, context.today, source, mode)?;
        let lost = plan.lacks.iter().map(|field| lost_column(field)).collect::<Result<Vec<_>, Failure>>()?;
        plan.warnings.extend(lost.into_iter().map(|what| Warning { what, file: plan.name.clone(), lines: Vec::new() }));
        Ok(plan)
    }

    fn conclude(&mut self, store: &Store, context: &Context, all: &AllFiles) -> Result<BatchEnd> {
        let mut end = staff_absent::conclude(&self.importer, self.dismiss_absent, store, context, all)?;
        if let Some(before) = self.before {
            end.warnings.extend(erased_again::warnings(store, before)?);
            staff_moved::tell(store, before, &mut end)?;
        }
        if let Some(post) = self.importer.unknown_post() {
            end.messages.push(format!(
                "указать, педагогическая ли должность (да или нет): nastavnik org post set {} --pedagogical да",
                shell_word(post)
            ));
        }
        Ok(end)
    }
}

/// What can't be counted without a column.
fn lost_column(field: &str) -> Result<String, Failure> {
    let (heading, facts): (_, &[&str]) = if field == person::BORN.column {
        (format!("«{}»", person::BORN.heading), &["young", "young_inclusive"])
    } else {
        (format!("«{}» или «{}»", person::TEACHING_SINCE.heading, tenure::TENURE.heading), &["novice"])
    };
    let codes = Catalogue::known()?.indicators_with(facts).join(", ");
    Ok(format!(
        "нет столбца {heading}: новых людей из этого файла нельзя учесть в долях {codes}, они будут «неизвестны»"
    ))
}
