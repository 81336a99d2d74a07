//! `pair agreement`: the agreements to mentors' contracts, or why none is due (nozhay-yurt 2.5; ст. 351.8 ТК РФ).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::command::field_column::on_card;
use crate::command::org::changed;
use crate::command::{
    Context, FileArgs, ImportCommand, Outcome, SchoolImport, SimpleImport, TemplateSchool, field_column,
};
use crate::domain::{Day, Secret};
use crate::error::Failure;
use crate::intake::agreements;
use crate::phrase;
use crate::refuse;
use crate::register::agreement::{self, AGREEMENTS};
use crate::register::pair;
use crate::report::{Card, Column, List};
use crate::store::Store;
use crate::store::agreement::{Agreement, AgreementDraft};

/// The commands under `pair agreement`.
#[derive(Debug, Subcommand)]
pub enum AgreementCommand {
    /// Imports agreements.
    #[command(
        about = "Загрузить соглашения с наставниками",
        after_help = "Примеры:\n  nastavnik pair agreement import agreements.csv --dry-run\n  nastavnik pair agreement import agreements.csv"
    )]
    Import(AgreementImport),
    /// Enters one.
    #[command(
        about = "Записать дополнительное соглашение с наставником или основание, по которому оно не требуется",
        after_help = "Примеры:\n  nastavnik pair agreement add 12 --number 7 --date 30.08.2024 --pay \"3000 руб. в месяц\"\n  \
                      nastavnik pair agreement add 13 --ground \"наставничество — обязанность по должности\""
    )]
    Add(AgreementAdd),
    /// Corrects one.
    #[command(
        about = "Исправить соглашение",
        after_help = "Примеры:\n  nastavnik pair agreement edit 3 --until 31.05.2025\n  nastavnik pair agreement edit 3 --number 8 --form очно\n\n\
                      Номера записей: nastavnik pair agreement list. Лишнюю запись уберёт nastavnik org undo."
    )]
    Edit(AgreementEdit),
    /// Lists them.
    #[command(
        about = "Список соглашений с наставниками",
        after_help = "Примеры:\n  nastavnik pair agreement list\n  nastavnik pair agreement list --pair 12"
    )]
    List(AgreementList),
    /// Shows one.
    #[command(
        about = "Карточка соглашения",
        after_help = "Примеры:\n  nastavnik pair agreement show 3\n  nastavnik pair agreement show 3 --format json"
    )]
    Show(AgreementShow),
}

/// `pair agreement import`.
#[derive(Debug, Args)]
pub struct AgreementImport {
    #[command(flatten)]
    file: FileArgs,
}

/// `pair agreement add`.
#[derive(Debug, Args)]
pub struct AgreementAdd {
    #[arg(value_name = "ПАРА", help = "Номер пары")]
    pair: String,
    #[command(flatten)]
    fields: AgreementFields,
}

/// `pair agreement edit`.
#[derive(Debug, Args)]
pub struct AgreementEdit {
    #[arg(value_name = "НОМЕР", help = "Номер записи о соглашении")]
    id: i64,
    #[command(flatten)]
    fields: AgreementFields,
}

/// `pair agreement list`.
#[derive(Debug, Args)]
pub struct AgreementList {
    #[arg(long, value_name = "ПАРА", help = "Только этой пары")]
    pair: Option<String>,
    #[arg(skip)]
    school: Option<Rc<TemplateSchool>>,
}

/// `pair agreement show`.
#[derive(Debug, Args)]
pub struct AgreementShow {
    #[arg(value_name = "НОМЕР", help = "Номер записи о соглашении")]
    id: i64,
}

/// What is said of an agreement.
#[derive(Debug, Args)]
struct AgreementFields {
    #[arg(long, value_name = "НОМЕР", help = "Номер соглашения")]
    number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата соглашения")]
    date: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Содержание работы по наставничеству")]
    content: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Первый день работы")]
    since: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Последний день работы")]
    until: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Форма выполнения работы")]
    form: Option<String>,
    #[arg(long, value_name = "ТЕКСТ", help = "Доплата: размер и условия, как в соглашении")]
    pay: Option<String>,
    #[arg(
        long,
        value_name = "ТЕКСТ",
        help = "Основание, по которому соглашение не требуется (например, письмо Роструда от 02.10.2025 № ТЗ/7300-6-1)"
    )]
    ground: Option<String>,
}

impl AgreementCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.file.run(context, import_of_agreements()),
            Self::Add(args) => context.write(|store| args.run(store, context)),
            Self::Edit(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
        }
    }
}

/// The import of agreements.
pub fn import_of_agreements() -> impl ImportCommand {
    let import = SimpleImport { command: "pair agreement import", importer: agreements::IMPORTER };
    let known = |store: &_, context: &_, school: &_| AgreementList::of_school(school).run(store, context);
    SchoolImport { import, known }
}

impl AgreementFields {
    /// What is said, once its days are looked at.
    fn draft(self, context: &Context, outcome: &mut Outcome) -> Result<AgreementDraft, Failure> {
        context.check_day(self.date, "дата соглашения", outcome)?;
        context.check_day(self.since, "начало работы", outcome)?;
        context.check_plan(self.until, "окончание работы")?;
        Ok(AgreementDraft {
            number: self.number,
            dated: self.date,
            content: self.content,
            since: self.since,
            until: self.until,
            form: self.form,
            pay: self.pay,
            ground: self.ground,
        })
    }
}

impl AgreementAdd {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pairs().named(&self.pair)?;
        let mut outcome = Outcome::default();
        let draft = self.fields.draft(context, &mut outcome)?;
        if let Some(id) = store.agreements().known(pair.id, &draft)? {
            refuse!(
                "у пары № {} уже есть запись {}: № {id}; исправить её: nastavnik pair agreement edit {id}",
                pair.number,
                draft.dated.map_or("об основании".into(), |day| format!("о соглашении от {day}"))
            );
        }
        let put = store.agreements().put(pair.id, &draft)?;
        outcome.messages.push(format!(
            "Записано соглашение № {}: пара № {}, {}: {}",
            put.id,
            pair.number,
            pair.mentor.name,
            draft.in_brief()
        ));
        Ok(outcome)
    }
}

impl AgreementEdit {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let agreement = store.agreements().get(self.id)?;
        let mut checked = Outcome::default();
        let draft = self.fields.draft(context, &mut checked)?;
        if draft == AgreementDraft::default() && context.emptied.is_empty() {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let mut changes = store.agreements().amend(agreement.id, &draft)?;
        changes.extend(context.emptied.apply(store, &AGREEMENTS, agreement.id)?);
        let outcome = changed(&format!("Соглашение № {}, пара № {}", agreement.id, agreement.pair), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}

impl AgreementList {
    /// Those of the pairs of a school.
    fn of_school(school: &Rc<TemplateSchool>) -> Self {
        Self { pair: None, school: Some(Rc::clone(school)) }
    }

    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let pair = self.pair.as_deref().map(|number| store.pairs().named(number)).transpose()?;
        let title = match &pair {
            Some(pair) => format!("Соглашения пары № {}:", pair.number),
            None => "Соглашения с наставниками:".to_owned(),
        };
        let columns = [
            Column::both("id", "№", |listed: &Agreement| listed.id.into()),
            field_column::both(agreement::PAIR, |listed| (&listed.pair).into()),
            field_column::both(pair::MENTOR, |listed| (&listed.mentor).into()),
            Column::table("agreement", "Соглашение", |listed| listed.text.in_brief().into()),
            field_column::data(agreement::NUMBER, |listed| (&listed.text.number).into()),
            field_column::data(agreement::DATED, |listed| listed.text.dated.into()),
            field_column::both(agreement::SINCE, |listed| listed.text.since.into()),
            field_column::both(agreement::UNTIL, |listed| listed.text.until.into()),
            field_column::data(agreement::GROUND, |listed| Secret(&listed.text.ground).into()),
            field_column::data(agreement::CONTENT, |listed| Secret(&listed.text.content).into()),
            field_column::data(agreement::FORM, |listed| (&listed.text.form).into()),
            field_column::data(agreement::PAY, |listed| Secret(&listed.text.pay).into()),
        ];
        let (store, pair, school) = (Rc::clone(store), pair.map(|pair| pair.id), self.school);
        let names = store.people().names_on(context.today)?;
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.agreements().each(pair, &mut |agreement| {
                let is_of = |school: &Rc<TemplateSchool>| -> Result<bool> {
                    let is_told = school.is_named(agreement.org.as_deref()) || school.employs(&agreement.mentor);
                    let mentees = || store.pairs().mentees(agreement.pair_id);
                    Ok(is_told || mentees()?.iter().any(|mentee| school.employs(&mentee.who)))
                };
                if !school.as_ref().map_or(Ok(true), is_of)? {
                    return Ok(());
                }
                row(Agreement { mentor: names.of(agreement.mentor), ..agreement })
            })
        })))
    }
}

impl AgreementShow {
    fn run(self, store: &Store) -> Result<Outcome> {
        let Agreement { id, pair: number, mentor, text, .. } = store.agreements().get(self.id)?;
        let title = phrase!["Соглашение с наставником, пара № ", number.as_str(), ": ", mentor.clone()];
        let mut card = Card::new(title, "Соглашение");
        card.field("id", "Номер записи", id);
        on_card(&mut card, agreement::PAIR, number);
        on_card(&mut card, pair::MENTOR, mentor);
        on_card(&mut card, agreement::NUMBER, text.number);
        on_card(&mut card, agreement::DATED, text.dated);
        on_card(&mut card, agreement::CONTENT, text.content.map(Secret));
        on_card(&mut card, agreement::SINCE, text.since);
        on_card(&mut card, agreement::UNTIL, text.until);
        on_card(&mut card, agreement::FORM, text.form);
        on_card(&mut card, agreement::PAY, text.pay.map(Secret));
        on_card(&mut card, agreement::GROUND, text.ground.map(Secret));
        Ok(Outcome::report(card.report(Vec::new())))
    }
}
