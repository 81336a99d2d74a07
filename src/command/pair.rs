//! `pair`: mentors with their mentees, and the orders that fix them (nozhay-yurt 2.7, 4, 5.2).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::program::program_object;
use super::{Context, FileArgs, Outcome, SimpleImport, span};
use crate::domain::{Day, Model, PairKind, Phrase, Secret, Who, name, number};
use crate::intake::pairs::Pairs;
use crate::report::{Card, Column, Format, List, Object};
use crate::store::Store;
use crate::store::form as pair_form;
use crate::store::pair::{Mentee, Pair, PairDraft};
use crate::store::staff::{PersonDraft, PersonOrigin};
use crate::{phrase, refuse};

/// The commands under `pair`.
#[derive(Debug, Subcommand)]
pub enum PairCommand {
    /// Imports pairs.
    #[command(
        about = "Загрузить файл пар и групп",
        after_help = "Примеры:\n  nastavnik pair import pairs.csv --dry-run\n  nastavnik pair import pairs.csv"
    )]
    Import(PairImportArgs),
    /// Enters a pair.
    #[command(
        about = "Записать пару или группу",
        after_help = "Примеры:\n  nastavnik pair create --mentor Ромашкина --mentee Васильков --form \"педагог–педагог\"\n  nastavnik pair create --mentor 15 --mentee 16 --mentee 17 --kind \"в группе\""
    )]
    Create(PairCreate),
    /// Lists the pairs.
    #[command(
        about = "Список пар и групп",
        after_help = "Примеры:\n  nastavnik pair list\n  nastavnik pair list --all --by-mentee --format excel --output pairs.csv"
    )]
    List(PairList),
    /// Shows a pair.
    #[command(
        about = "Карточка пары",
        after_help = "Примеры:\n  nastavnik pair show 12\n  nastavnik pair show 12 --format json"
    )]
    Show(PairShow),
    /// Ends a pair.
    #[command(
        about = "Прекратить пару",
        after_help = "Примеры:\n  nastavnik pair close 12 --date 31.05.2025 --reason \"программа выполнена\"\n  nastavnik pair close 13 --date 31.05.2025"
    )]
    Close(PairClose),
    /// Lists the forms, or enters one.
    #[command(
        about = "Формы наставничества: список, или записать свою форму",
        after_help = "Примеры:\n  nastavnik pair form\n  nastavnik pair form \"ветеран – молодой педагог\" --mentor-outside"
    )]
    Form(PairFormArgs),
}

/// `pair import`.
#[derive(Debug, Args)]
pub struct PairImportArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// `pair create`.
#[derive(Debug, Args)]
pub struct PairCreate {
    #[arg(long, value_name = "ЧЕЛОВЕК", help = "Наставник: номер, СНИЛС или часть имени")]
    mentor: String,
    #[arg(long, value_name = "ЧЕЛОВЕК", required = true, help = "Наставляемый; для группы повторите параметр")]
    mentee: Vec<String>,
    #[arg(long, value_name = "НОМЕР", help = "Номер пары; не указан — следующий по порядку")]
    number: Option<String>,
    #[arg(long, value_name = "ФОРМА", help = "Форма наставничества; список: nastavnik pair form")]
    form: Option<String>,
    #[arg(long, value_name = "МОДЕЛЬ", help = "Модель (Ножай-Юрт, п. 4.3)")]
    model: Option<Model>,
    #[arg(
        long,
        value_name = "ВИД",
        help = "Вид: традиционное, в группе, виртуальное, краткосрочное, реверсивное, ситуационное, скоростное"
    )]
    kind: Option<PairKind>,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа о закреплении")]
    order_number: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата приказа о закреплении")]
    order_date: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата согласия наставника")]
    mentor_consent: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата согласия наставляемого (всех наставляемых группы)")]
    mentee_consent: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата начала; не указана — дата приказа")]
    start: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Основание")]
    basis: Option<String>,
}

/// `pair list`.
#[derive(Debug, Args)]
pub struct PairList {
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе с прекращёнными")]
    all: bool,
    #[arg(long, help = "Строка на каждого наставляемого: такой список можно загрузить обратно")]
    by_mentee: bool,
}

/// `pair show`.
#[derive(Debug, Args)]
pub struct PairShow {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
}

/// `pair close`.
#[derive(Debug, Args)]
pub struct PairClose {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина прекращения")]
    reason: Option<String>,
}

/// `pair form`.
#[derive(Debug, Args)]
pub struct PairFormArgs {
    #[arg(value_name = "НАЗВАНИЕ", help = "Новая форма наставничества")]
    title: Option<String>,
    #[arg(long, requires = "title", help = "Наставник может быть не из сотрудников")]
    mentor_outside: bool,
    #[arg(long, requires = "title", help = "Наставляемый может быть не из сотрудников")]
    mentee_outside: bool,
}

impl PairCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Create(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store)),
            Self::Close(args) => context.write(|store| args.run(store, context)),
            Self::Form(args) if args.title.is_some() => context.write(|store| args.run(store)),
            Self::Form(args) => context.read(|store| args.run(store)),
        }
    }
}

impl PairImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, SimpleImport { command: "pair import", importer: Pairs::default() })
    }
}

impl PairCreate {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let number = match &self.number {
            Some(number) => name::tidy(number),
            None => store.next_pair_number()?,
        };
        if store.pair_of_number(&number)?.is_some() {
            refuse!("пара с номером {number} уже есть");
        }
        let form = self.form.as_deref().map(|form| store.form(form)).transpose()?;
        let mut outcome = Outcome::default();
        let origin = |side: fn(&pair_form::Form) -> PersonOrigin| form.as_ref().map_or(PersonOrigin::Staff, side);
        let mentor = someone(store, &self.mentor, origin(pair_form::Form::mentor_origin), &mut outcome)?;
        for (day, what) in [
            (self.order_date, "дата приказа"),
            (self.start, "дата начала"),
            (self.mentor_consent, "дата согласия наставника"),
            (self.mentee_consent, "дата согласия наставляемого"),
        ] {
            context.check_day(day, what, &mut outcome)?;
        }
        let pair = store.put_pair(&PairDraft {
            number: number.clone(),
            mentor_id: mentor,
            form: self.form,
            model: self.model,
            kind: self.kind,
            order_number: self.order_number,
            order_dated: self.order_date,
            mentor_consent: self.mentor_consent,
            started: self.start,
            ended: None,
            end_reason: None,
            basis: self.basis,
        })?;
        for mentee in &self.mentee {
            let person = someone(store, mentee, origin(pair_form::Form::mentee_origin), &mut outcome)?;
            store.put_mentee(pair.id, person, self.mentee_consent)?;
        }
        outcome.warnings.extend(store.check_pair(&number)?);
        let mentees: Vec<_> = store.mentees(pair.id)?.into_iter().map(|m| m.who.name).collect();
        outcome.messages.push(format!(
            "Записана пара № {number}: {} → {}",
            store.people().get(mentor)?.name,
            mentees.join(", ")
        ));
        Ok(outcome)
    }
}

/// The person on one side: known, or new where the form puts somebody there whom no staff file brings.
fn someone(store: &Store, text: &str, origin: PersonOrigin, outcome: &mut Outcome) -> Result<i64> {
    let full = name::person(text).ok().filter(|_| origin != PersonOrigin::Staff);
    let Some(full) = full else { return Ok(store.people().find(text)?.id) };
    let draft = PersonDraft { name: Some(full.clone()), ..PersonDraft::default() };
    if let Some(known) = store.people().recognise(&draft, None, origin)? {
        return Ok(known.id);
    }
    match store.people().find(text) {
        Ok(like) if name::key(&like.name) != name::key(&full) => Ok(like.id),
        _ => {
            outcome.warnings.push(format!("записан новый человек: {full}"));
            store.people().add(&draft)
        }
    }
}

impl PairList {
    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let title = format!("Пары и группы {when}:");
        let store = Rc::clone(store);
        let is_meant = move |pair: &Pair| self.all || pair.open_on(day);
        if self.by_mentee {
            // As a file of pairs has them: a row a mentee, the same headings. The title counts the pairs.
            let mut pairs = 0;
            if context.format == Format::Table {
                store.each_pair(&mut |pair, _| {
                    pairs += u64::from(is_meant(&pair));
                    Ok(())
                })?;
            }
            return Ok(Outcome::report(List::new(format!("{title} {pairs}"), by_mentee()).walked(move |row| {
                store.each_pair(&mut |pair, mentees| {
                    let pair = Rc::new(pair);
                    let mentees = mentees.into_iter().filter(|_| is_meant(&pair));
                    mentees.map(|mentee| (Rc::clone(&pair), mentee)).try_for_each(&mut *row)
                })
            })));
        }
        let ended = if self.all { "Прекращена" } else { "Дата прекращения" };
        let columns = [
            Column::both("number", "№", |(pair, _): &(Pair, Vec<Mentee>)| (&pair.number).into()),
            Column::both("mentor", "Наставник", |(pair, _)| (&pair.mentor).into()),
            Column::both("mentees", "Наставляемые", |(_, mentees)| {
                Phrase::list(mentees.iter().map(|mentee| mentee.who.clone())).into()
            }),
            Column::table("order", "Приказ", |(pair, _)| pair.order().into()),
            Column::both("started", "Начало", |(pair, _)| pair.started.into()),
            Column::both_if(self.all, "ended", ended, |(pair, _)| pair.ended.into()),
            Column::data("form", "Форма", |(pair, _)| (&pair.form).into()),
            Column::data("model", "Модель", |(pair, _)| pair.model.into()),
            Column::data("kind", "Вид", |(pair, _)| pair.kind.into()),
            Column::data("order_number", "Номер приказа", |(pair, _)| (&pair.order_number).into()),
            Column::data("order_date", "Дата приказа", |(pair, _)| pair.order_dated.into()),
        ];
        Ok(Outcome::report(List::new(title, columns).counted().walked(move |row| {
            store.each_pair(&mut |pair, mentees| if is_meant(&pair) { row((pair, mentees)) } else { Ok(()) })
        })))
    }
}

/// The columns of a file of pairs.
fn by_mentee() -> [Column<(Rc<Pair>, Mentee)>; 16] {
    [
        Column::both("number", "Номер пары", |(pair, _)| (&pair.number).into()),
        Column::both("mentor", "Наставник", |(pair, _)| (&pair.mentor).into()),
        Column::both("mentee", "Наставляемый", |(_, mentee)| (&mentee.who).into()),
        Column::both("started", "Дата начала", |(pair, _)| pair.started.into()),
        Column::both("ended", "Дата прекращения", |(pair, _)| pair.ended.into()),
        Column::data("mentor_snils", "СНИЛС наставника", |(pair, _)| {
            pair.mentor_snils.as_deref().map(number::snils_shown).into()
        }),
        Column::data("mentee_snils", "СНИЛС наставляемого", |(_, mentee)| {
            mentee.snils.as_deref().map(number::snils_shown).into()
        }),
        Column::data("form", "Форма", |(pair, _)| (&pair.form).into()),
        Column::data("model", "Модель", |(pair, _)| pair.model.into()),
        Column::data("kind", "Вид", |(pair, _)| pair.kind.into()),
        Column::data("order_number", "Номер приказа", |(pair, _)| (&pair.order_number).into()),
        Column::data("order_date", "Дата приказа", |(pair, _)| pair.order_dated.into()),
        Column::data("mentor_consent", "Дата согласия наставника", |(pair, _)| {
            pair.mentor_consent.into()
        }),
        Column::data("mentee_consent", "Дата согласия наставляемого", |(_, mentee)| {
            mentee.consent.into()
        }),
        Column::data("end_reason", "Причина прекращения", |(pair, _)| {
            Secret(&pair.end_reason).into()
        }),
        Column::data("basis", "Основание", |(pair, _)| Secret(&pair.basis).into()),
    ]
}

impl PairShow {
    fn run(self, store: &Store) -> Result<Outcome> {
        let pair = store.pair(&self.number)?;
        let mut card = Card::new(phrase!["Пара № ", pair.number.as_str(), ": ", pair.mentor.clone()], "Пара");
        let (order, period) = (pair.order(), span(pair.started, pair.ended));
        card.datum("number", pair.number);
        card.field("form", "Форма", pair.form);
        card.field("model", "Модель", pair.model);
        card.field("kind", "Вид", pair.kind);
        card.line("Приказ о закреплении", order.unwrap_or_else(|| "нет".into()));
        card.datum("order_number", pair.order_number);
        card.datum("order_date", pair.order_dated);
        if !period.is_empty() {
            card.line("Действует", period);
        }
        card.datum("started", pair.started);
        card.datum("ended", pair.ended);
        card.field("end_reason", "Причина прекращения", pair.end_reason.map(Secret));
        card.field("basis", "Основание", pair.basis.map(Secret));
        card.heading("Участники");
        let told = |role: &str, who: Who, consent: Option<Day>| {
            let agreed = consent.map_or("согласия нет".into(), |day| format!("согласие {day}"));
            let text = phrase![who.clone(), format!(" (№ {}), {agreed}", who.id)];
            (role.to_owned(), text, Object::from(who).with("consent", consent))
        };
        let (role, text, mentor) = told("Наставник", pair.mentor, pair.mentor_consent);
        card.line(role, text);
        card.object("mentor", mentor);
        card.each("mentees", store.mentees(pair.id)?, |mentee| told("Наставляемый", mentee.who, mentee.consent));
        card.heading("Программы");
        card.each("programs", store.programs_under(pair.id)?, |program| {
            let approved =
                program.approved.map_or("не утверждена".into(), |day| format!("утверждена {day}"));
            let text = format!("{}, {approved}", span(Some(program.starts), Some(program.finishes)));
            (format!("№ {}", program.number), text.into(), program_object(program))
        });
        card.heading("Ответы");
        card.each("answers", store.answers(pair.id)?, |answer| {
            let stage = answer.stage.map(|s| format!(", {s}")).unwrap_or_default();
            let score = format!(": {} из 10{stage}", answer.score);
            let text = phrase![answer.role.title(), ", ", answer.who.clone(), score];
            let object = Object::default()
                .with("date", answer.dated)
                .with("role", answer.role)
                .with("person", answer.who.id)
                .with("name", answer.who)
                .with("score", answer.score)
                .with("stage", answer.stage);
            (answer.dated.to_string(), text, object)
        });
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

impl PairClose {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let pair = store.pair(&self.number)?;
        if let Some(ended) = pair.ended {
            refuse!("пара № {} уже прекращена {ended}", pair.number);
        }
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата прекращения", &mut outcome)?;
        store.put_pair(&PairDraft {
            number: pair.number.clone(),
            mentor_id: pair.mentor.id,
            ended: Some(self.date),
            end_reason: self.reason,
            ..PairDraft::default()
        })?;
        outcome.messages.push(format!("Пара № {} прекращена {}: {}", pair.number, self.date, pair.mentor.name));
        Ok(outcome)
    }
}

impl PairFormArgs {
    fn run(self, store: &Store) -> Result<Outcome> {
        if let Some(title) = &self.title {
            store.add_form(title, self.mentor_outside, self.mentee_outside)?;
            return Ok(Outcome::done(format!("Записана форма наставничества: {}", name::tidy(title))));
        }
        let columns = [
            Column::both("title", "Форма", |form: &pair_form::Form| (&form.title).into()),
            Column::both("mentor_outside", "Наставник не из сотрудников", |form| {
                form.mentor_outside.into()
            }),
            Column::both("mentee_outside", "Наставляемый не из сотрудников", |form| {
                form.mentee_outside.into()
            }),
        ];
        Ok(Outcome::report(List::new("Формы наставничества", columns).of(store.forms()?)))
    }
}
