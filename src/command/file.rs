//! The arguments and the course that all imports share: one transaction, however many files.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::{Context, Outcome};
use crate::domain::plural;
use crate::error::{Failure, Kind};
use crate::intake::{Encoding, Layout, Mode, Need, Plan, Source};
use crate::report::{Column, Format, Report, Row};
use crate::store::{Store, refusal};

/// Which files, and how they are read.
#[derive(Debug, Args)]
pub struct FileArgs {
    #[arg(
        value_name = "ФАЙЛ",
        required_unless_present = "columns",
        help = "Файлы CSV: все вместе или ни одного; «-» — стандартный ввод"
    )]
    paths: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "КОДИРОВКА",
        help = "Кодировка файла, если она распознана неверно: utf-8, windows-1251, cp866, koi8-r, utf-16le, utf-16be"
    )]
    encoding: Option<Encoding>,
    #[arg(long, help = "Только проверить и показать изменения, ничего не записывая")]
    dry_run: bool,
    #[arg(long, help = "Показать, какие столбцы может иметь файл")]
    columns: bool,
}

impl FileArgs {
    /// Imports the files as one transaction; or tells the columns of their layouts.
    ///
    /// # Errors
    /// Any file is refused: the defects of all are told, and nothing is kept.
    pub fn run(
        &self,
        context: &Context,
        layouts: &[&'static Layout],
        mut import: impl FnMut(&Store, &Source, Mode<'_>) -> Result<Plan>,
    ) -> Result<Outcome> {
        if self.columns {
            return Ok(Outcome::report(columns(layouts)));
        }
        context.write(|store| {
            let mut plans = Vec::new();
            let mut refused = Vec::new();
            for path in &self.paths {
                let source = Source { encoding: self.encoding, ..Source::of(path) };
                match import(store, &source, Mode::default()).and_then(|plan| Ok(plan.sound()?)) {
                    Ok(plan) => plans.push(plan),
                    Err(error) => match refusal::of(&error) {
                        failure if failure.kind == Kind::Refused => refused.push(failure),
                        _ => return Err(error),
                    },
                }
            }
            if refused.is_empty() {
                Ok(self.outcome(plans, context))
            } else {
                Err(together(refused, self.paths.len()).into())
            }
        })
    }

    /// What an import came to: the changes as a result, the counts as talk.
    fn outcome(&self, plans: Vec<Plan>, context: &Context) -> Outcome {
        let mut outcome = Outcome { keep: !self.dry_run, ..Outcome::default() };
        let mut rows: Vec<Row> = Vec::new();
        for plan in plans {
            outcome.said.extend(plan.notes.iter().cloned().chain([plan.said(self.dry_run)]));
            for entry in plan.entries.iter().filter(|entry| self.dry_run || !entry.changes.is_empty()) {
                let who = entry.who.as_str();
                rows.extend(entry.new.then(|| vec![who.into(), "новая запись".into(), "".into(), "".into()]));
                let changes = entry.changes.iter();
                rows.extend(
                    changes.map(|c| vec![who.into(), c.heading.into(), c.old.as_str().into(), c.new.as_str().into()]),
                );
            }
            outcome.warnings.extend(plan.warnings);
        }
        // A program always gets its result; a person only where there is something to see.
        let told = !rows.is_empty() || context.format != Format::Table;
        outcome.report = told.then(|| Report {
            title: if self.dry_run { "Что изменит файл" } else { "Что изменил файл" }.into(),
            columns: vec![
                Column::both("record", "Запись"),
                Column::both("field", "Поле"),
                Column::both("old", "Было"),
                Column::both("new", "Стало"),
            ],
            rows: Box::new(rows.into_iter()),
            grouped: false,
            notes: Vec::new(),
        });
        outcome
    }
}

/// The refusals of several files as one.
fn together(mut refused: Vec<Failure>, files: usize) -> Failure {
    if files == 1 {
        return refused.remove(0);
    }
    let bad = plural::form(refused.len() as u64, "файле", "файлах", "файлах");
    let mut failure = Failure::refused(format!("ошибки в {} {bad} из {files}, ничего не записано", refused.len()));
    for one in refused {
        failure.hints.push(one.message);
        failure.hints.extend(one.hints.into_iter().map(|hint| format!("  {hint}")));
    }
    failure
}

/// The columns that a file may have.
fn columns(layouts: &[&'static Layout]) -> Report {
    let rows = layouts.iter().flat_map(|layout| {
        layout.columns.iter().map(|column| {
            let need = match column.need {
                Need::Required => "обязателен",
                Need::OneOf(_) => "один из таких",
                Need::With(_) => "вместе с другим",
                Need::Optional => "",
            };
            vec![
                layout.what.into(),
                column.heading.into(),
                need.into(),
                column.meaning.into(),
                column.example.into(),
                column.synonyms.join("; ").into(),
            ]
        })
    });
    Report {
        title: "Столбцы: порядок, регистр букв и ё/е не важны".into(),
        columns: vec![
            Column::both("file", "Файл"),
            Column::both("heading", "Заголовок"),
            Column::both("required", "Нужен"),
            Column::both("meaning", "Что в нём"),
            Column::both("example", "Пример"),
            Column::data("synonyms", "Другие заголовки"),
        ],
        rows: Box::new(rows.collect::<Vec<Row>>().into_iter()),
        grouped: true,
        notes: Vec::new(),
    }
}
