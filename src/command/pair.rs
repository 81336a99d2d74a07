//! `pair`: mentors with their mentees, and the orders that fix them (nozhay-yurt 2.7, 4, 5.2).

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Card, Context, FileArgs, Outcome, SimpleImport, span};
use crate::domain::{Day, Model, PairKind, Phrase, Secret, Who, name, number};
use crate::intake::pairs::Pairs;
use crate::report::{Column, Report, Value};
use crate::store::Store;
use crate::store::form as pair_form;
use crate::store::pair::{Pair, PairDraft};
use crate::store::staff::PersonDraft;
use crate::store::staff::PersonOrigin;
use crate::{phrase, refuse};

/// The commands under `pair`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Imports pairs.
    #[command(
        about = "Загрузить файл пар и групп",
        after_help = "Примеры:\n  nastavnik pair import pairs.csv --dry-run\n  nastavnik pair import pairs.csv"
    )]
    Import(ImportArgs),
    /// Enters a pair.
    #[command(
        about = "Записать пару или группу",
        after_help = "Примеры:\n  nastavnik pair create --mentor Ромашкина --mentee Васильков --form \"педагог–педагог\"\n  nastavnik pair create --mentor 15 --mentee 16 --mentee 17 --kind \"в группе\""
    )]
    Create(Create),
    /// Lists the pairs.
    #[command(
        about = "Список пар и групп",
        after_help = "Примеры:\n  nastavnik pair list\n  nastavnik pair list --all --by-mentee --format excel --output pairs.csv"
    )]
    List(List),
    /// Shows a pair.
    #[command(
        about = "Карточка пары",
        after_help = "Примеры:\n  nastavnik pair show 12\n  nastavnik pair show 12 --format json"
    )]
    Show(Show),
    /// Ends a pair.
    #[command(
        about = "Прекратить пару",
        after_help = "Примеры:\n  nastavnik pair close 12 --date 31.05.2025 --reason \"программа выполнена\"\n  nastavnik pair close 13 --date 31.05.2025"
    )]
    Close(Close),
    /// Lists the forms, or enters one.
    #[command(
        about = "Формы наставничества: список, или записать свою форму",
        after_help = "Примеры:\n  nastavnik pair form\n  nastavnik pair form \"ветеран – молодой педагог\" --mentor-outside"
    )]
    Form(Form),
}

/// `pair import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    file: FileArgs,
}

/// `pair create`.
#[derive(Debug, Args)]
pub struct Create {
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
pub struct List {
    #[arg(long, value_name = "ДАТА", help = "На какую дату; по умолчанию на сегодня")]
    as_of: Option<Day>,
    #[arg(long, help = "Вместе с прекращёнными")]
    all: bool,
    #[arg(long, help = "Строка на каждого наставляемого: такой список можно загрузить обратно")]
    by_mentee: bool,
}

/// `pair show`.
#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
}

/// `pair close`.
#[derive(Debug, Args)]
pub struct Close {
    #[arg(value_name = "НОМЕР", help = "Номер пары")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина прекращения")]
    reason: Option<String>,
}

/// `pair form`.
#[derive(Debug, Args)]
pub struct Form {
    #[arg(value_name = "НАЗВАНИЕ", help = "Новая форма наставничества")]
    title: Option<String>,
    #[arg(long, requires = "title", help = "Наставник может быть не из сотрудников")]
    mentor_outside: bool,
    #[arg(long, requires = "title", help = "Наставляемый может быть не из сотрудников")]
    mentee_outside: bool,
}

impl Command {
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

impl ImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, SimpleImport { command: "pair import", importer: Pairs::default() })
    }
}

impl Create {
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
        outcome.said.push(format!(
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

impl List {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let day = self.as_of.unwrap_or(context.today);
        let mut pairs = store.pairs()?;
        pairs.retain(|pair| self.all || pair.open_on(day));
        let when = if self.all { "за всё время".into() } else { format!("на {day}") };
        let title = format!("Пары и группы {when}: {}", pairs.len());
        if self.by_mentee {
            return by_mentee(store, title, pairs);
        }
        let mut rows = Vec::new();
        for pair in pairs {
            let mentees = store.mentees(pair.id)?.into_iter().map(|m| m.who);
            rows.push(vec![
                pair.number.clone().into(),
                pair.mentor.clone().into(),
                Phrase::list(mentees).into(),
                pair.order().into(),
                pair.started.into(),
                pair.ended.into(),
                pair.form.into(),
                pair.model.map_or(Value::Empty, |m| Value::Code(m.code(), m.title())),
                pair.kind.map_or(Value::Empty, |k| Value::Code(k.code(), k.title())),
                pair.order_number.into(),
                pair.order_dated.into(),
            ]);
        }
        Ok(Outcome::report(Report {
            title: title.into(),
            columns: vec![
                Column::both("number", "№"),
                Column::both("mentor", "Наставник"),
                Column::both("mentees", "Наставляемые"),
                Column::table("order", "Приказ"),
                Column::both("started", "Начало"),
                if self.all {
                    Column::both("ended", "Прекращена")
                } else {
                    Column::data("ended", "Дата прекращения")
                },
                Column::data("form", "Форма"),
                Column::data("model", "Модель"),
                Column::data("kind", "Вид"),
                Column::data("order_number", "Номер приказа"),
                Column::data("order_date", "Дата приказа"),
            ],
            rows: Box::new(rows.into_iter()),
            grouped: false,
            notes: Vec::new(),
        }))
    }
}

/// The pairs as a file of pairs has them: a row a mentee, the same headings.
fn by_mentee(store: &Store, title: String, pairs: Vec<Pair>) -> Result<Outcome> {
    let shown = |snils: Option<String>| snils.map(|snils| number::snils_shown(&snils));
    let mut rows = Vec::new();
    for pair in pairs {
        let mentor_snils = shown(store.people().get(pair.mentor.id)?.snils);
        for mentee in store.mentees(pair.id)? {
            rows.push(vec![
                pair.number.as_str().into(),
                pair.mentor.clone().into(),
                mentee.who.clone().into(),
                pair.started.into(),
                pair.ended.into(),
                mentor_snils.clone().into(),
                shown(store.people().get(mentee.who.id)?.snils).into(),
                pair.form.clone().into(),
                pair.model.map_or(Value::Empty, |m| Value::Code(m.code(), m.title())),
                pair.kind.map_or(Value::Empty, |k| Value::Code(k.code(), k.title())),
                pair.order_number.clone().into(),
                pair.order_dated.into(),
                pair.mentor_consent.into(),
                mentee.consent.into(),
                Secret(pair.end_reason.clone()).into(),
                Secret(pair.basis.clone()).into(),
            ]);
        }
    }
    Ok(Outcome::report(Report {
        title: title.into(),
        columns: vec![
            Column::both("number", "Номер пары"),
            Column::both("mentor", "Наставник"),
            Column::both("mentee", "Наставляемый"),
            Column::both("started", "Дата начала"),
            Column::both("ended", "Дата прекращения"),
            Column::data("mentor_snils", "СНИЛС наставника"),
            Column::data("mentee_snils", "СНИЛС наставляемого"),
            Column::data("form", "Форма"),
            Column::data("model", "Модель"),
            Column::data("kind", "Вид"),
            Column::data("order_number", "Номер приказа"),
            Column::data("order_date", "Дата приказа"),
            Column::data("mentor_consent", "Дата согласия наставника"),
            Column::data("mentee_consent", "Дата согласия наставляемого"),
            Column::data("end_reason", "Причина прекращения"),
            Column::data("basis", "Основание"),
        ],
        rows: Box::new(rows.into_iter()),
        grouped: false,
        notes: Vec::new(),
    }))
}

impl Show {
    fn run(self, store: &Store) -> Result<Outcome> {
        let pair = store.pair(&self.number)?;
        let mut card = Card::default();
        let main = "Пара";
        card.line(main, "Форма", pair.form.clone());
        card.line(main, "Модель", pair.model.map(|m| m.title()));
        card.line(main, "Вид", pair.kind.map(|k| k.title()));
        card.line(main, "Приказ о закреплении", Some(pair.order().unwrap_or_else(|| "нет".into())));
        card.line(main, "Действует", Some(span(pair.started, pair.ended)).filter(|span| !span.is_empty()));
        card.line(main, "Причина прекращения", pair.end_reason.clone().map(Secret));
        card.line(main, "Основание", pair.basis.clone().map(Secret));
        let consent = |day: Option<Day>| day.map_or("согласия нет".into(), |day| format!("согласие {day}"));
        let with = |who: Who, day| {
            let id = who.id;
            phrase![who, format!(" (№ {id}), {}", consent(day))]
        };
        card.line("Участники", "Наставник", Some(with(pair.mentor.clone(), pair.mentor_consent)));
        for mentee in store.mentees(pair.id)? {
            card.line("Участники", "Наставляемый", Some(with(mentee.who, mentee.consent)));
        }
        for program in store.programs_under(pair.id)? {
            let approved =
                program.approved.map_or("не утверждена".into(), |day| format!("утверждена {day}"));
            let period = span(Some(program.starts), Some(program.finishes));
            card.line("Программы", &format!("№ {}", program.number), Some(format!("{period}, {approved}")));
        }
        for answer in store.answers(Some(pair.id))? {
            let stage = answer.stage.map(|s| format!(", {s}")).unwrap_or_default();
            let role = answer.role.to_string();
            let text = phrase![role, ", ", answer.who, format!(": {} из 10{stage}", answer.score)];
            card.line("Ответы", &answer.dated.to_string(), Some(text));
        }
        Ok(Outcome::report(card.report(phrase!["Пара № ", pair.number, ": ", pair.mentor])))
    }
}

impl Close {
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
        outcome.said.push(format!("Пара № {} прекращена {}: {}", pair.number, self.date, pair.mentor.name));
        Ok(outcome)
    }
}

impl Form {
    fn run(self, store: &Store) -> Result<Outcome> {
        if let Some(title) = &self.title {
            store.add_form(title, self.mentor_outside, self.mentee_outside)?;
            return Ok(Outcome::said(format!("Записана форма наставничества: {}", name::tidy(title))));
        }
        let forms = store.forms()?.into_iter();
        let rows = forms.map(|f| vec![f.title.into(), f.mentor_outside.into(), f.mentee_outside.into()]);
        Ok(Outcome::report(Report {
            title: "Формы наставничества".into(),
            columns: vec![
                Column::both("title", "Форма"),
                Column::both("mentor_outside", "Наставник не из сотрудников"),
                Column::both("mentee_outside", "Наставляемый не из сотрудников"),
            ],
            rows: Box::new(rows),
            grouped: false,
            notes: Vec::new(),
        }))
    }
}
