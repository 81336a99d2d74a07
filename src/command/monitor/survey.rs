//! `monitor survey`: what the participants of pairs answer (nozhay-yurt 7.2, 7.7 (4), (5)).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::survey_add::SurveyAdd;
use crate::command::org::{Moved, changed};
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{Day, Secret, SurveyStage, number};
use crate::error::Failure;
use crate::intake::answers::AnswerImporter;
use crate::register::person;
use crate::register::survey::{self, ANSWERS};
use crate::report::{Column, List};
use crate::store::Store;
use crate::store::answer::{Answer, AnswerCorrection};

/// The commands under `monitor survey`.
#[derive(Debug, Subcommand)]
pub enum SurveyCommand {
    /// Imports answers.
    #[command(
        about = "Загрузить ответы",
        after_help = "Примеры:\n  nastavnik monitor survey import answers.csv --dry-run\n  nastavnik monitor survey import answers.csv"
    )]
    Import(SurveyImportArgs),
    /// Enters one.
    #[command(
        about = "Записать ответ",
        after_help = "Примеры:\n  nastavnik monitor survey add 12 --role наставник --date 20.05.2025 --score 9\n  \
                      nastavnik monitor survey add 12 --role наставляемый --person 16 --date 20.05.2025 --score 8"
    )]
    Add(SurveyAdd),
    /// Shows answers.
    #[command(
        about = "Ответы: все или одной пары",
        after_help = "Примеры:\n  nastavnik monitor survey show\n  nastavnik monitor survey show --pair 12"
    )]
    Show(SurveyShow),
    /// Corrects one.
    #[command(
        about = "Исправить ответ",
        after_help = "Примеры:\n  nastavnik monitor survey edit 7 --score 8\n  nastavnik monitor survey edit 7 --date 20.05.2025 --stage выход\n\n\
                      Номера ответов: nastavnik monitor survey show."
    )]
    Edit(SurveyEdit),
    /// Removes one.
    #[command(
        about = "Удалить ответ, которого не было",
        after_help = "Примеры:\n  nastavnik monitor survey remove 7\n  nastavnik monitor survey remove 7 --reason \"ответ другой пары\"\n\n\
                      Номера ответов: nastavnik monitor survey show. Удалённое вернёт nastavnik org undo."
    )]
    Remove(SurveyRemove),
}

/// `monitor survey edit`.
#[derive(Debug, Args)]
pub struct SurveyEdit {
    #[arg(value_name = "НОМЕР", help = "Номер ответа")]
    id: i64,
    #[arg(long, value_name = "БАЛЛ", help = "Балл, целое число от 0 до 10", value_parser = survey::score)]
    score: Option<i64>,
    #[arg(long, value_name = "ДАТА", help = "Дата ответа")]
    date: Option<Day>,
    #[arg(long, value_name = "ЭТАП", help = "Этап: вход или выход")]
    stage: Option<SurveyStage>,
}

/// `monitor survey remove`.
#[derive(Debug, Args)]
pub struct SurveyRemove {
    #[arg(value_name = "НОМЕР", help = "Номер ответа")]
    id: i64,
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
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

impl SurveyCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::Remove(args) => context.write(|store| args.run(store)),
        }
    }
}

impl SurveyImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, import_of_answers())
    }
}

/// The import of a survey.
pub fn import_of_answers() -> impl ImportCommand {
    let import = SimpleImport { command: "monitor survey import", importer: AnswerImporter::default() };
    let known = |store: &_, _: &_, school: &Rc<_>| SurveyShow::of_school(school).run(store);
    SchoolImport { import, known }
}

impl SurveyShow {
    /// What the staff of a school answered.
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { pair: None, school: Some(Rc::clone(school)) }
    }

    fn run(self, store: &Rc<Store>) -> Result<Outcome> {
        let pair = self.pair.as_deref().map(|number| store.pairs().named(number)).transpose()?;
        let title = match &pair {
            Some(pair) => format!("Ответы пары № {}:", pair.number),
            None => "Ответы:".to_owned(),
        };
        let columns = [
            field_column::both(survey::PAIR, |answer: &Answer| (&answer.pair).into()),
            field_column::both(survey::ROLE, |answer| answer.role.into()),
            Column::data("person", "№", |answer| answer.who.id.into()),
            field_column::both(person::NAME, |answer| (&answer.who).into()),
            field_column::both(survey::DATED, |answer| answer.dated.into()),
            field_column::both(survey::SCORE, |answer| answer.score.into()),
            field_column::both(survey::STAGE, |answer| answer.stage.into()),
            Column::data("further", "Другие вопросы", |answer| Secret(&answer.further).into()),
            field_column::data(person::SNILS, |answer| answer.snils.as_deref().map(number::snils_shown).into()),
            Column::both("id", "№ ответа", |answer| answer.id.into()),
        ];
        let (store, pair) = (Rc::clone(store), pair.map(|pair| pair.id));
        let is_listed = move |answer: &Answer| self.school.as_ref().is_none_or(|school| school.employs(&answer.who));
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.answers().each(pair, &mut |answer| if is_listed(&answer) { row(answer) } else { Ok(()) })
        })))
    }
}

impl SurveyEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let correction = AnswerCorrection { dated: self.date, score: self.score, stage: self.stage };
        if correction == AnswerCorrection::default() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить: --score, --date или --stage").into());
        }
        if let Some(day) = self.date {
            day.not_after(context.today).map_err(|why| Failure::refused(format!("дата ответа {day}: {why}")))?;
        }
        let answer = store.answers().get(self.id)?;
        let mut changes = store.answers().amend(&answer, &correction)?;
        changes.extend(context.emptied.apply(store, &ANSWERS, answer.id)?);
        let mut outcome = changed(&answer_in_words(&answer), &changes);
        if !changes.is_empty() {
            outcome
                .warnings
                .extend(Moved::answers()?.since(self.date.map_or(answer.dated, |day| day.min(answer.dated))));
        }
        Ok(outcome)
    }
}

impl SurveyRemove {
    fn run(self, store: &Store) -> Result<Outcome> {
        let answer = store.answers().get(self.id)?;
        store.answers().remove(&answer)?;
        let mut outcome = Outcome::done(format!("Удалён ответ № {}: {}", answer.id, answer_in_words(&answer)));
        outcome.warnings.extend(Moved::answers()?.since(answer.dated));
        Ok(outcome)
    }
}

/// Whose answer it is.
fn answer_in_words(answer: &Answer) -> String {
    format!("пара № {}, {} {}, {}", answer.pair, answer.role, answer.who.name, answer.dated)
}
