//! `org review`: what organisations submit to be reviewed, what the expert says, and what is corrected after it
//! (nozhay-yurt 6.2; kuzbass 4.2, 5.2).

use anyhow::Result;
use clap::{Args, Subcommand};

use super::changed;
use super::review_card::ReviewShow;
use super::review_list::ReviewList;
use crate::command::{Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport};
use crate::domain::{Day, ReviewSubject, Verdict, Who, name};
use crate::error::Failure;
use crate::intake::reviews;
use crate::refuse;
use crate::register::review::REVIEWS;
use crate::store::Store;
use crate::store::review::{Expert, ReviewDraft, Reviewed};

/// The commands under `org review`.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Imports reviews.
    #[command(
        about = "Загрузить файл рецензий",
        after_help = "Примеры:\n  nastavnik org review import reviews.csv --dry-run\n  nastavnik org review import reviews.csv"
    )]
    Import(ReviewImport),
    /// Enters what was submitted.
    #[command(
        about = "Записать, что документ представлен на рецензию",
        after_help = "Представлено снова, после исправлений, — это новая запись.\n\n\
                      Примеры:\n  nastavnik org review add программа --program 7 --date 01.10.2024\n  \
                      nastavnik org review add положение --org \"СОШ № 8\" --date 01.10.2024 --expert Ромашкина\n  \
                      nastavnik org review add материалы --org 3 --title \"Дневник\" --date 01.10.2024"
    )]
    Add(ReviewAdd),
    /// Enters the verdict.
    #[command(
        about = "Записать заключение рецензии: согласовано или возвращено",
        after_help = "Примеры:\n  nastavnik org review conclude 3 --verdict согласовано --date 10.10.2024\n  \
                      nastavnik org review conclude 4 --verdict возвращено --date 10.10.2024 --remarks \"нет сроков\""
    )]
    Conclude(ReviewConclude),
    /// Tells what was corrected.
    #[command(
        about = "Отметить, что документ исправлен по замечаниям рецензии",
        after_help = "Примеры:\n  nastavnik org review correct 4 --date 20.10.2024 --changes \"указаны сроки\"\n  \
                      nastavnik org review correct 5 --date 21.10.2024"
    )]
    Correct(ReviewCorrect),
    /// Corrects a review.
    #[command(
        about = "Исправить запись о рецензии",
        after_help = "Примеры:\n  nastavnik org review edit 3 --submitted 02.10.2024\n  nastavnik org review edit 3 --expert \"Ландыш О. П.\"\n\n\
                      Номера рецензий: nastavnik org review list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(ReviewEdit),
    /// Lists the reviews.
    #[command(
        about = "Список рецензий: что представлено, что согласовано, что возвращено",
        after_help = "Примеры:\n  nastavnik org review list --open\n  nastavnik org review list --org \"СОШ № 8\" --subject положение"
    )]
    List(ReviewList),
    /// Shows a review.
    #[command(
        about = "Карточка рецензии",
        after_help = "Примеры:\n  nastavnik org review show 3\n  nastavnik org review show 3 --format json"
    )]
    Show(ReviewShow),
}

/// `org review import`.
#[derive(Debug, Args)]
pub struct ReviewImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `org review add`.
#[derive(Debug, Args)]
pub struct ReviewAdd {
    #[arg(
        value_name = "ПРЕДМЕТ",
        help = "Дорожная карта, положение, программа, методические материалы или оценочные средства"
    )]
    subject: ReviewSubject,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Чей это документ; у программы — кто её представил")]
    org: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "Номер программы")]
    program: Option<String>,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Название методических материалов или оценочных средств")]
    title: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Когда представлено")]
    date: Day,
    #[arg(long, value_name = "ЭКСПЕРТ", help = "Кто рецензирует: человек из базы или имя эксперта со стороны")]
    expert: Option<String>,
}

/// `org review conclude`.
#[derive(Debug, Args)]
pub struct ReviewConclude {
    #[arg(value_name = "НОМЕР", help = "Номер рецензии")]
    id: i64,
    #[arg(long, value_name = "ЗАКЛЮЧЕНИЕ", help = "Согласовано или возвращено")]
    verdict: Verdict,
    #[arg(long, value_name = "ДАТА", help = "Когда дано заключение")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Замечания: что предлагается исправить")]
    remarks: Option<String>,
    #[arg(long, value_name = "ЭКСПЕРТ", help = "Кто рецензировал: человек из базы или имя эксперта со стороны")]
    expert: Option<String>,
}

/// `org review correct`.
#[derive(Debug, Args)]
pub struct ReviewCorrect {
    #[arg(value_name = "НОМЕР", help = "Номер рецензии")]
    id: i64,
    #[arg(long, value_name = "ДАТА", help = "Когда документ исправлен")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Что исправлено")]
    changes: Option<String>,
}

/// `org review edit`.
#[derive(Debug, Args)]
pub struct ReviewEdit {
    #[arg(value_name = "НОМЕР", help = "Номер рецензии")]
    id: i64,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Название материалов")]
    title: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Когда представлено")]
    submitted: Option<Day>,
    #[arg(long, value_name = "ЗАКЛЮЧЕНИЕ", help = "Согласовано или возвращено")]
    verdict: Option<Verdict>,
    #[arg(long, value_name = "ДАТА", help = "Когда дано заключение")]
    concluded: Option<Day>,
    #[arg(long, value_name = "ЭКСПЕРТ", help = "Человек из базы или имя эксперта со стороны")]
    expert: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Замечания")]
    remarks: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Когда документ исправлен")]
    corrected: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Что исправлено")]
    changes: Option<String>,
}

impl ReviewCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_reviews()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Conclude(args) => context.write(|store| args.run(store, context)),
            Self::Correct(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
        }
    }
}

/// The import of reviews.
pub fn import_of_reviews() -> impl ImportCommand {
    let import = SimpleImport { command: "org review import", importer: reviews::IMPORTER };
    let known = |store: &_, context: &_, school: &_| ReviewList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl ReviewAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let reviewed = self.reviewed(store)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "день, когда представлено,", &mut outcome)?;
        let draft = ReviewDraft {
            title: self.title.as_deref().map(name::tidy),
            submitted: Some(self.date),
            expert: self.expert.as_deref().map(|text| expert(store, text)).transpose()?,
            ..ReviewDraft::default()
        };
        if let Some(known) = store.reviews().known(&reviewed, &draft)? {
            refuse!(
                "{}, представлено {}: уже записано, рецензия № {}; представленное снова имеет другую дату",
                known.about(),
                self.date,
                known.id
            );
        }
        let put = store.reviews().put(&reviewed, &draft)?;
        let review = store.reviews().get(put.id)?;
        let whose = review.org.as_ref().map(|org| format!(", {org}")).unwrap_or_default();
        outcome.messages.push(format!(
            "Записана рецензия № {}: {}{whose}, представлено {}",
            put.id,
            review.about(),
            self.date
        ));
        outcome.messages.extend(review.expert.as_ref().map(told_expert));
        Ok(outcome)
    }

    /// What is submitted.
    fn reviewed(&self, store: &Store) -> Result<Reviewed> {
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?.map(|org| org.id);
        match (self.subject, &self.program, org) {
            (ReviewSubject::Program, Some(number), org) => {
                Ok(Reviewed::Program(Box::new(store.programs().named(number)?), org))
            }
            (ReviewSubject::Program, None, _) => {
                Err(Failure::usage("не указано, на какую программу рецензия: нужен --program").into())
            }
            (subject, Some(_), _) => {
                Err(Failure::usage(format!("--program указан, а предмет рецензии — {subject}")).into())
            }
            (_, None, None) => Err(Failure::usage("не указано, чей это документ: нужна --org").into()),
            (ReviewSubject::Materials | ReviewSubject::Assessment, None, _) if self.title.is_none() => {
                Err(Failure::usage(format!("{}: нужно название (--title)", self.subject)).into())
            }
            (subject, None, Some(org)) => Ok(Reviewed::OfOrg(org, subject)),
        }
    }
}

impl ReviewConclude {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let review = store.reviews().get(self.id)?;
        if let Some((verdict, concluded)) = review.text.verdict.zip(review.text.concluded) {
            refuse!(
                "рецензия № {}: заключение уже есть, {verdict} {concluded}; исправить его: nastavnik org review edit {}; \
                 представленное снова — новая рецензия: nastavnik org review add",
                self.id,
                self.id
            );
        }
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата заключения", &mut outcome)?;
        let expert = self.expert.as_deref().map(|text| expert(store, text)).transpose()?;
        let told = expert.as_ref().map(told_expert);
        let draft = ReviewDraft {
            verdict: Some(self.verdict),
            concluded: Some(self.date),
            expert,
            remarks: self.remarks.as_deref().map(name::tidy),
            ..ReviewDraft::default()
        };
        store.reviews().amend(&review, &draft)?;
        outcome.messages.push(format!("Рецензия № {}, {}: {} {}", self.id, review.about(), self.verdict, self.date));
        outcome.messages.extend(told);
        Ok(outcome)
    }
}

impl ReviewCorrect {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let review = store.reviews().get(self.id)?;
        if let Some(day) = review.text.corrected {
            refuse!(
                "рецензия № {}: уже исправлено {day}; изменить запись: nastavnik org review edit {}",
                self.id,
                self.id
            );
        }
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "день, когда исправлено,", &mut outcome)?;
        let draft = ReviewDraft {
            corrected: Some(self.date),
            changes: self.changes.as_deref().map(name::tidy),
            ..ReviewDraft::default()
        };
        store.reviews().amend(&review, &draft)?;
        outcome.messages.push(format!("Рецензия № {}, {}: исправлено {}", self.id, review.about(), self.date));
        Ok(outcome)
    }
}

impl ReviewEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let review = store.reviews().get(self.id)?;
        let draft = ReviewDraft {
            title: self.title.as_deref().map(name::tidy),
            submitted: self.submitted,
            verdict: self.verdict,
            concluded: self.concluded,
            expert: self.expert.as_deref().map(|text| expert(store, text)).transpose()?,
            remarks: self.remarks.as_deref().map(name::tidy),
            corrected: self.corrected,
            changes: self.changes.as_deref().map(name::tidy),
        };
        if draft == ReviewDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let mut checked = Outcome::default();
        context.check_day(self.submitted, "день, когда представлено,", &mut checked)?;
        context.check_day(self.concluded, "дата заключения", &mut checked)?;
        context.check_day(self.corrected, "день, когда исправлено,", &mut checked)?;
        // What is emptied comes first: a day may be wrong only beside another that goes.
        let mut changes = context.emptied.apply(store, &REVIEWS, review.id)?;
        changes.extend(store.reviews().amend(&store.reviews().get(review.id)?, &draft)?);
        let outcome = changed(&format!("Рецензия № {}, {}", review.id, review.about()), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

/// The expert that is typed: somebody of the registers, else a name from outside.
///
/// # Errors
/// Several are like that: the message lists them.
fn expert(store: &Store, text: &str) -> Result<Expert> {
    let people = store.people();
    let like = people.like(text)?;
    if like.is_empty() {
        return Ok(Expert::Outside(name::tidy(text)));
    }
    let person = people.only(text, like)?;
    Ok(Expert::Known(Who::new(person.id, person.name)))
}

fn told_expert(expert: &Expert) -> String {
    match expert {
        Expert::Known(who) => format!("Эксперт: {}", who.name),
        Expert::Outside(name) => format!("Эксперт не из базы: {name}"),
    }
}
