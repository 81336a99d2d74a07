//! `monitor survey`: what the participants of pairs answer (nozhay-yurt 7.2, 7.7 (4), (5)).

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::command::{Context, FileArgs, Outcome, SimpleImport};
use crate::domain::{Secret, number};
use crate::intake::answers;
use crate::report::{Column, Report, Value};
use crate::store::Store;

/// The commands under `monitor survey`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Imports answers.
    #[command(
        about = "Загрузить ответы",
        after_help = "Примеры:\n  nastavnik monitor survey import answers.csv --dry-run\n  nastavnik monitor survey import answers.csv"
    )]
    Import(ImportArgs),
    /// Shows answers.
    #[command(
        about = "Ответы: все или одной пары",
        after_help = "Примеры:\n  nastavnik monitor survey show\n  nastavnik monitor survey show --pair 12"
    )]
    Show(Show),
}

/// `monitor survey import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// `monitor survey show`.
#[derive(Debug, Args)]
pub struct Show {
    #[arg(long, value_name = "НОМЕР", help = "Только этой пары")]
    pair: Option<String>,
}

impl Command {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Show(args) => context.read(|store| args.run(store)),
        }
    }
}

impl ImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, SimpleImport { command: "monitor survey import", importer: answers::IMPORTER })
    }
}

impl Show {
    fn run(self, store: &Store) -> Result<Outcome> {
        let pair = self.pair.as_deref().map(|number| store.pair(number)).transpose()?;
        let answers = store.answers(pair.as_ref().map(|pair| pair.id))?;
        let title = match &pair {
            Some(pair) => format!("Ответы пары № {}: {}", pair.number, answers.len()),
            None => format!("Ответы: {}", answers.len()),
        };
        let rows = answers.into_iter().map(|a| {
            vec![
                a.pair.into(),
                Value::Code(a.role.code(), a.role.title()),
                a.who.id.into(),
                a.who.into(),
                a.dated.into(),
                a.score.into(),
                a.stage.map_or(Value::Empty, |stage| Value::Code(stage.code(), stage.title())),
                Secret(a.further).into(),
                a.snils.map(|snils| number::snils_shown(&snils)).into(),
            ]
        });
        Ok(Outcome::report(Report {
            title: title.into(),
            columns: vec![
                Column::both("pair", "Пара"),
                Column::both("role", "Роль"),
                Column::data("person", "№"),
                Column::both("name", "ФИО"),
                Column::both("date", "Дата"),
                Column::both("score", "Балл"),
                Column::both("stage", "Этап"),
                Column::data("further", "Другие вопросы"),
                Column::data("snils", "СНИЛС"),
            ],
            rows: Box::new(rows),
            grouped: false,
            notes: Vec::new(),
        }))
    }
}
