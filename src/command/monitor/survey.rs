//! `monitor survey`: what the participants of pairs answer (nozhay-yurt 7.2, 7.7 (4), (5)).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::command::{Context, FileArgs, Outcome, SimpleImport};
use crate::domain::{Secret, number};
use crate::intake::answers::AnswerImporter;
use crate::register::person;
use crate::register::survey;
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::answer::Answer;

/// The commands under `monitor survey`.
#[derive(Debug, Subcommand)]
pub enum SurveyCommand {
    /// Imports answers.
    #[command(
        about = "Загрузить ответы",
        after_help = "Примеры:\n  nastavnik monitor survey import answers.csv --dry-run\n  nastavnik monitor survey import answers.csv"
    )]
    Import(SurveyImportArgs),
    /// Shows answers.
    #[command(
        about = "Ответы: все или одной пары",
        after_help = "Примеры:\n  nastavnik monitor survey show\n  nastavnik monitor survey show --pair 12"
    )]
    Show(SurveyShow),
}

/// `monitor survey import`.
#[derive(Debug, Args)]
pub struct SurveyImportArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// `monitor survey show`.
#[derive(Debug, Args)]
pub struct SurveyShow {
    #[arg(long, value_name = "НОМЕР", help = "Только этой пары")]
    pair: Option<String>,
}

impl SurveyCommand {
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

impl SurveyImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, SimpleImport { command: "monitor survey import", importer: AnswerImporter::default() })
    }
}

impl SurveyShow {
    fn run(self, store: &Rc<Store>) -> Result<Outcome> {
        let pair = self.pair.as_deref().map(|number| store.pairs().named(number)).transpose()?;
        let title = match &pair {
            Some(pair) => format!("Ответы пары № {}:", pair.number),
            None => "Ответы:".to_owned(),
        };
        let columns = [
            Column::both("pair", survey::PAIR.heading, |answer: &Answer| (&answer.pair).into()),
            Column::both("role", survey::ROLE.heading, |answer| answer.role.into()),
            Column::data("person", "№", |answer| answer.who.id.into()),
            Column::both("name", person::NAME.heading, |answer| (&answer.who).into()),
            Column::both("date", survey::DATED.heading, |answer| answer.dated.into()),
            Column::both("score", survey::SCORE.heading, |answer| answer.score.into()),
            Column::both("stage", survey::STAGE.heading, |answer| answer.stage.into()),
            Column::data("further", "Другие вопросы", |answer| Secret(&answer.further).into()),
            Column::data("snils", person::SNILS.heading, |answer| {
                answer.snils.as_deref().map(number::snils_shown).into()
            }),
        ];
        let (store, pair) = (Rc::clone(store), pair.map(|pair| pair.id));
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| store.answers().each(pair, row))))
    }
}
