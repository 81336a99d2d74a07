//! The arguments and the course that all imports share: one transaction, however many files.

mod batch;
mod books_told;
mod file_origin;
mod import_command;
mod inputs;
mod outcome;
mod plan_line;
mod refused;
mod rejected_rows;
mod result;
mod safety_copy;
mod saved_plan;
mod school_import;
mod template;
mod template_book;
mod template_school;
mod whole_book;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;

use self::batch::{Batch, InputFile};
use self::safety_copy::SafetyCopy;
use super::{Context, Outcome, word};
use crate::disk::{FileToRead, FileToWrite, PlaceToWrite, SparedFile};
use crate::error::Failure;
use crate::intake::reading::{Encoding, Map, is_stdin};

pub use self::batch::SHOWN;
pub use self::import_command::{AllFiles, BatchEnd, ImportCommand, Options, SimpleImport};
pub use self::plan_line::{AbsentWork, PlanLine, RowState};
pub use self::school_import::SchoolImport;
pub use self::template_school::TemplateSchool;
pub use self::whole_book::refusal as refusal_of_book;

/// Which files, how they are read, and what is to come of it.
#[derive(Debug, Args)]
pub struct FileArgs {
    #[arg(
        value_name = "ФАЙЛ",
        required_unless_present_any = ["columns", "template", "apply"],
        help = "Книги (.xlsx, .xlsb, .xls, .ods) или файлы CSV, папки с ними или образцы вида 'staff/*.xlsx': все вместе или ни \
                одного; «-» — стандартный ввод"
    )]
    paths: Vec<FileToRead>,
    #[arg(
        long,
        value_name = "КОДИРОВКА",
        help = "Кодировка файла, если она распознана неверно: utf-8, windows-1251, cp866, koi8-r, utf-16le, utf-16be"
    )]
    encoding: Option<Encoding>,
    #[arg(
        long,
        value_name = "ЛИСТ",
        help = "Лист книги, если таблица есть на нескольких; '*' — все листы с такой таблицей"
    )]
    sheet: Option<String>,
    #[arg(long, value_name = "СООТВЕТСТВИЕ", help = "Файл строк «заголовок = столбец» для незнакомых заголовков")]
    map: Option<FileToRead>,
    #[arg(
        long,
        value_name = "СООТВЕТСТВИЕ",
        conflicts_with_all = ["map", "dry_run", "accept_valid", "rejects", "plan"],
        help = "Записать заготовку для --map по заголовкам файла"
    )]
    map_template: Option<FileToWrite>,
    #[arg(long, help = "Только проверить и показать изменения, ничего не записывая")]
    dry_run: bool,
    #[arg(long, help = "Загрузить верные строки и без отказанных; код завершения тогда 3")]
    accept_valid: bool,
    #[arg(
        long,
        value_name = "ОТКАЗЫ",
        help = "Записать отказанные строки в новый файл того же вида со столбцом «Ошибка», или в папку (имя без окончания; если её нет, будет создана): имя-отказы.csv; прежний файл не заменяется, новый получает номер: отказы-2.csv"
    )]
    rejects: Option<PlaceToWrite>,
    #[arg(long, value_name = "ПЛАН", help = "Только проверить и сохранить план загрузки в файл")]
    plan: Option<FileToWrite>,
    #[arg(
        long,
        value_name = "ПЛАН",
        conflicts_with_all = ["paths", "encoding", "sheet", "map", "map_template", "dry_run", "accept_valid", "rejects", "plan"],
        help = "Выполнить сохранённый план, если с тех пор ничего не изменилось"
    )]
    apply: Option<FileToRead>,
    #[arg(long, help = "Показать, какие столбцы может иметь файл")]
    columns: bool,
    #[arg(
        long,
        value_name = "ШАБЛОН",
        conflicts_with_all = ["paths", "apply", "columns"],
        help = "Записать пустой файл с заголовками: .xlsx — книга для школы, с примером, списками и проверками; .csv — только заголовки"
    )]
    template: Option<FileToWrite>,
    #[arg(
        long,
        value_name = "ОРГАНИЗАЦИЯ",
        conflicts_with_all = ["apply", "columns"],
        help = "Вписать в шаблон то, что об этой организации известно: номер, ИНН или часть наименования"
    )]
    org: Option<String>,
}

impl FileArgs {
    /// The organisation that is named beside the files.
    pub fn org(&self) -> Option<&str> {
        self.org.as_deref()
    }

    /// Imports the files as one transaction; or does what is asked for in its place.
    ///
    /// # Errors
    /// Any file is refused: the defects of all are told, and nothing is kept. The options don't go together, or name a file
    /// that can't be read or written.
    pub fn run(self, context: &Context, mut import: impl ImportCommand) -> Result<Outcome> {
        if self.org.is_some() && self.template.is_none() && !import.takes_org() {
            return Err(Failure::usage(
                "--org вписывает сведения об организации в шаблон: укажите и --template ФАЙЛ.xlsx",
            )
            .into());
        }
        if self.columns {
            return Ok(Outcome::report(template::columns(&import.layouts())));
        }
        if import.takes_whole_books() && (self.map.is_some() || self.map_template.is_some()) {
            return Err(Failure::usage("соответствие столбцов составляется для одной таблицы, а в книге их несколько")
                .hint("назовите столбцы в книге так, как в образце, или загрузите её лист той командой, которая берёт такую таблицу, с --map и --sheet")
                .into());
        }
        context.no_field_is_chosen()?;
        if let Some(path) = &self.template {
            return template::write(path, self.org.as_deref(), &import, context);
        }
        if let Some(path) = &self.apply {
            return saved_plan::apply(path, context, &mut import);
        }
        if let Some(path) = &self.map_template {
            let [file] = &self.paths[..] else {
                return Err(Failure::usage("заготовка соответствия составляется по одному файлу").into());
            };
            return Ok(template::write_map(
                path,
                &InputFile::of(&**file).source(&self.how()?),
                &import.layouts(),
                context,
            )?);
        }
        let batch = self.batch(context, &import)?;
        if self.plan.is_some() && batch.inputs.iter().any(|input| is_stdin(&input.path)) {
            return Err(Failure::usage("стандартный ввод нельзя прочитать ещё раз, план по нему не выполнить")
                .hint("сохраните данные в файл и укажите его")
                .into());
        }
        let plan = self.plan.map(PathBuf::from);
        plan.as_ref().map_or(Ok(()), |path| saved_plan::check_place(path, context))?;
        context.import(|store| {
            let state = store.state()?;
            let copy = SafetyCopy::take(store, context, &batch, import.is_far_reaching())?;
            let result = batch.run(store, context, &mut import)?;
            let saved = match &plan {
                Some(path) if batch.accepts(&result) => {
                    saved_plan::SavedPlan::of(&batch, &result, state, context, &import)?.write(path, &context.files)?;
                    Some(path)
                }
                _ => None,
            };
            let mut outcome = batch.outcome(result, context)?;
            match (saved, &plan) {
                (Some(path), _) => outcome.messages.push(format!(
                    "План записан: {}; выполнить его: nastavnik {} --apply {}",
                    path.display(),
                    import.command(),
                    word(path)
                )),
                (None, Some(_)) => outcome.messages.push("План не записан: он содержит ошибки".into()),
                (None, None) => {}
            }
            copy.keep_if_wanted(store, context, &mut outcome)?;
            Ok(outcome)
        })
    }

    fn how(&self) -> Result<batch::ReadOptions, Failure> {
        let map = self.map.as_ref().map(|path| Map::open(path)).transpose()?.map(Arc::new);
        let map_path = self.map.clone().map(Into::into);
        Ok(batch::ReadOptions { encoding: self.encoding, sheet: self.sheet.clone(), map, map_path })
    }

    fn batch(&self, context: &Context, import: &impl ImportCommand) -> Result<Batch, Failure> {
        let how = self.how()?;
        let files = inputs::found(self.paths.iter().map(|path| &**path))?;
        let layouts = import.layouts();
        let are_all = how.sheet.as_deref() == Some(batch::ALL_SHEETS);
        let (mut notes, mut passed_over) = (Vec::new(), Vec::new());
        let inputs = if import.takes_whole_books() {
            let books = whole_book::by_kind(files, &how, &layouts)?;
            passed_over = books.passed_over;
            books.inputs
        } else if are_all {
            let (inputs, of_sheets) = inputs::by_sheet(files, &how, &layouts)?;
            notes = of_sheets;
            inputs
        } else {
            files
        };
        let batch = Batch {
            inputs,
            notes,
            passed_over,
            how,
            accept_valid: self.accept_valid,
            dry_run: self.dry_run || self.plan.is_some(),
            whole: self.dry_run || self.plan.is_some(),
            rejects: self.rejects.clone().map(Into::into),
        };
        for input in batch.inputs.iter().filter(|input| !is_stdin(&input.path)) {
            context.files.spare(SparedFile::Input(input.path.clone()))?;
        }
        batch.check_rejects(context)?;
        Ok(batch)
    }
}
