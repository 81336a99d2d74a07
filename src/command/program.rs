//! `program`: personalised programs (nozhay-yurt 1.6, 7.7 *).

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Context, FileArgs, ImportCommand, Options, Outcome, span};
use crate::domain::{Day, Phrase, ProgramOutcome, Secret, name, number, plural};
use crate::error::Failure;
use crate::intake::programs::{self, Programs};
use crate::intake::reading::{Layout, Source};
use crate::intake::{self, Mode, Plan};
use crate::report::{Card, Column, List, Object};
use crate::store::program::{Program, ProgramDraft, ProgramInFull, ProgramMentee};
use crate::store::{PutRow, Store};
use crate::{phrase, refuse};

/// The commands under `program`.
#[derive(Debug, Subcommand)]
pub enum ProgramCommand {
    /// Imports programs.
    #[command(
        about = "Загрузить файл программ",
        after_help = "Примеры:\n  nastavnik program import programs.csv --dry-run\n  nastavnik program import programs.csv"
    )]
    Import(ProgramImportArgs),
    /// Enters a draft, or links one to a pair.
    #[command(
        about = "Записать проект программы или связать программу с парой",
        after_help = "Примеры:\n  nastavnik program draft --pair 12 --start 01.09.2024 --finish 31.05.2025\n  nastavnik program draft --number 7 --pair 14"
    )]
    Draft(ProgramDraftArgs),
    /// Approves a program.
    #[command(
        about = "Утвердить программу",
        after_help = "Примеры:\n  nastavnik program approve 7 --date 05.09.2024\n  nastavnik program approve 8 --date 05.09.2024"
    )]
    Approve(ProgramApprove),
    /// Lists the programs.
    #[command(
        about = "Список программ",
        after_help = "Примеры:\n  nastavnik program list\n  nastavnik program list --by-mentee --format excel --output programs.csv"
    )]
    List(ProgramList),
    /// Shows a program.
    #[command(
        about = "Карточка программы",
        after_help = "Примеры:\n  nastavnik program show 7\n  nastavnik program show 7 --format json"
    )]
    Show(ProgramShow),
    /// Completes a program.
    #[command(
        about = "Завершить программу",
        after_help = "Примеры:\n  nastavnik program complete 7 --date 31.05.2025\n  nastavnik program complete 8 --date 20.05.2025"
    )]
    Complete(ProgramComplete),
    /// Cancels a program.
    #[command(
        about = "Отменить программу",
        after_help = "Примеры:\n  nastavnik program cancel 7 --date 15.01.2025 --reason \"наставляемый уволился\"\n  nastavnik program cancel 8 --date 15.01.2025 --reason \"смена наставника\""
    )]
    Cancel(ProgramCancel),
}

/// `program import`.
#[derive(Debug, Args)]
pub struct ProgramImportArgs {
    #[command(flatten)]
    file: FileArgs,
    #[arg(
        long,
        value_name = "ТЕКСТ",
        conflicts_with = "apply",
        help = "Причина иного срока, если в файле есть программы короче 3 месяцев или длиннее года"
    )]
    reason: Option<String>,
}

/// `program draft`.
#[derive(Debug, Args)]
pub struct ProgramDraftArgs {
    #[arg(long, value_name = "НОМЕР", help = "Номер программы; не указан — следующий по порядку")]
    number: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "Номер пары, в которой идёт программа")]
    pair: Option<String>,
    #[arg(
        long,
        value_name = "ЧЕЛОВЕК",
        help = "Наставляемый; не указан — все наставляемые пары, а в записанной программе — названные в ней"
    )]
    mentee: Vec<String>,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Название")]
    title: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Начало")]
    start: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Окончание")]
    finish: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина иного срока, чем от 3 месяцев до 1 года")]
    reason: Option<String>,
}

/// `program approve`.
#[derive(Debug, Args)]
pub struct ProgramApprove {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Дата утверждения")]
    date: Day,
}

/// `program list`.
#[derive(Debug, Args)]
pub struct ProgramList {
    #[arg(long, help = "Строка на каждого наставляемого: такой список можно загрузить обратно")]
    by_mentee: bool,
}

/// `program show`.
#[derive(Debug, Args)]
pub struct ProgramShow {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
}

/// `program complete`.
#[derive(Debug, Args)]
pub struct ProgramComplete {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
}

/// `program cancel`.
#[derive(Debug, Args)]
pub struct ProgramCancel {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина отмены")]
    reason: String,
}

impl ProgramCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self {
            Self::Import(args) => args.run(context),
            Self::Draft(args) => context.write(|store| args.run(store, context)),
            Self::Approve(args) => context.write(|store| args.run(store, context)),
            Self::List(args) => context.read(|store| args.run(store, context)),
            Self::Show(args) => context.read(|store| args.run(store, context)),
            Self::Complete(args) => {
                context.write(|store| end(store, context, &args.number, ProgramOutcome::Completed, args.date, None))
            }
            Self::Cancel(args) => context.write(|store| {
                end(store, context, &args.number, ProgramOutcome::Cancelled, args.date, Some(&args.reason))
            }),
        }
    }
}

impl ProgramImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, ProgramImport { reason: self.reason })
    }
}

/// The import with its option.
struct ProgramImport {
    reason: Option<String>,
}

impl ImportCommand for ProgramImport {
    fn command(&self) -> &'static str {
        "program import"
    }

    fn layouts(&self) -> Vec<&'static Layout> {
        vec![&programs::LAYOUT]
    }

    fn options(&self) -> Options {
        self.reason.iter().map(|reason| ("reason".to_owned(), reason.clone())).collect()
    }

    fn restore(&mut self, options: &Options) -> Result<(), Failure> {
        self.reason = options.get("reason").cloned();
        Ok(())
    }

    fn import(&mut self, store: &Store, context: &Context, source: &Source, mode: Mode<'_>) -> Result<Plan> {
        intake::run(store, context.today, source, &mut Programs::because(self.reason.clone()), mode)
    }
}

impl ProgramDraftArgs {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let number = match &self.number {
            Some(number) => name::tidy(number),
            None => store.next_program_number()?,
        };
        let mut outcome = Outcome::default();
        let pair = self.pair.as_deref().map(|number| store.pair(number)).transpose()?;
        let mut people = Vec::new();
        for mentee in &self.mentee {
            people.push(store.people().find(mentee)?.id);
        }
        context.check_day(self.start, "начало", &mut outcome)?;
        let PutRow { id, is_new: new, changes } = store.put_program(&ProgramDraft {
            number: number.clone(),
            title: self.title.map(|title| name::tidy(&title)),
            approved: None,
            starts: self.start,
            finishes: self.finish,
            length_reason: self.reason,
        })?;
        if let (Some(pair), true) = (&pair, people.is_empty()) {
            // A text that names its mentees names nobody else by being linked to a further pair.
            let named = store.program_people(id)?;
            let mentees = store.mentees(pair.id)?.into_iter().map(|mentee| mentee.who.id);
            people.extend(mentees.filter(|mentee| named.is_empty() || named.iter().any(|who| who.id == *mentee)));
            if people.is_empty() {
                return Err(Failure::refused(format!(
                    "программа {number} не называет наставляемых пары {}",
                    pair.number
                ))
                .hint("если программа и для них, укажите --mentee")
                .into());
            }
        }
        if new && people.is_empty() {
            return Err(Failure::refused("программа не называет наставляемого")
                .hint("укажите пару (--pair) или наставляемого (--mentee)")
                .into());
        }
        let mut linked = false;
        for person in people {
            linked |= store.link_program(id, person, pair.as_ref().map(|pair| pair.id))?;
        }
        if !new && !linked && changes.is_empty() {
            refuse!("программа {number} уже записана так же");
        }
        let people: Vec<_> = store.program_people(id)?.into_iter().map(|who| who.name).collect();
        let verb =
            if new { "Записан проект программы" } else { "Изменена программа" };
        outcome.messages.push(format!("{verb} № {number}: {}", people.join(", ")));
        if store.program_pairs(id)?.is_empty() {
            outcome
                .warnings
                .push("программа не связана с парой: утвердить её пока нельзя (Ножай-Юрт, п. 7.7 *)".into());
        }
        Ok(outcome)
    }
}

impl ProgramApprove {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.program(&self.number)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата утверждения", &mut outcome)?;
        store.approve_program(&program, self.date)?;
        outcome.messages.push(format!("Программа № {} утверждена {}", program.number, self.date));
        Ok(outcome)
    }
}

/// The programs as a file of programs has them: a row a mentee and pair, the same headings.
fn by_mentee(store: &Rc<Store>, today: Day) -> Result<Outcome> {
    let columns = [
        Column::both("number", "Номер программы", |(m, _): &(ProgramMentee, Day)| {
            (&m.program.number).into()
        }),
        Column::both("pair", "Номер пары", |(m, _)| (&m.pair).into()),
        Column::both("mentee", "Наставляемый", |(m, _)| (&m.who).into()),
        Column::both("approved", "Дата утверждения", |(m, _)| m.program.approved.into()),
        Column::both("starts", "Начало", |(m, _)| m.program.starts.into()),
        Column::both("finishes", "Окончание", |(m, _)| m.program.finishes.into()),
        Column::both("state", "Состояние", |(m, today)| m.program.state(*today).into()),
        Column::data("mentee_snils", "СНИЛС наставляемого", |(m, _)| {
            m.snils.as_deref().map(number::snils_shown).into()
        }),
        Column::data("title", "Название", |(m, _)| Secret(&m.program.title).into()),
        Column::data("length_reason", "Причина иного срока", |(m, _)| {
            Secret(&m.program.length_reason).into()
        }),
        Column::data("ended", "Завершена или отменена", |(m, _)| m.program.ended.into()),
        Column::data("end_reason", "Причина отмены", |(m, _)| Secret(&m.program.end_reason).into()),
    ];
    let left_out = store.count_unlinked_programs()?;
    let store = Rc::clone(store);
    let list = List::new("Персонализированные программы по наставляемым:", columns).counted();
    let mut outcome =
        Outcome::report(list.walked(move |row| store.each_program_mentee(&mut |mentee| row((mentee, today)))));
    if left_out > 0 {
        let programs = plural::count(left_out, "проект программы", "проекта программ", "проектов программ");
        outcome.warnings.push(format!("не показано: {programs} без пары"));
    }
    Ok(outcome)
}

impl ProgramList {
    fn run(self, store: &Rc<Store>, context: &Context) -> Result<Outcome> {
        let today = context.today;
        if self.by_mentee {
            return by_mentee(store, today);
        }
        let columns = [
            Column::both("number", "№", |(p, _): &(ProgramInFull, Day)| (&p.program.number).into()),
            Column::both("mentees", "Наставляемые", |(p, _)| Phrase::list(p.people.iter().cloned()).into()),
            Column::both("pairs", "Пары", |(p, _)| (&p.pairs).into()),
            Column::both("approved", "Утверждена", |(p, _)| p.program.approved.into()),
            Column::both("starts", "Начало", |(p, _)| p.program.starts.into()),
            Column::both("finishes", "Окончание", |(p, _)| p.program.finishes.into()),
            Column::both("state", "Состояние", |(p, today)| p.program.state(*today).into()),
            Column::data("title", "Название", |(p, _)| Secret(&p.program.title).into()),
            Column::data("length_reason", "Причина иного срока", |(p, _)| {
                Secret(&p.program.length_reason).into()
            }),
            Column::data("ended", "Завершена или отменена", |(p, _)| p.program.ended.into()),
            Column::data("end_reason", "Причина отмены", |(p, _)| Secret(&p.program.end_reason).into()),
        ];
        let store = Rc::clone(store);
        Ok(Outcome::report(
            List::new("Персонализированные программы:", columns)
                .counted()
                .walked(move |row| store.each_program(&mut |program| row((program, today)))),
        ))
    }
}

impl ProgramShow {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.program(&self.number)?;
        let mut card = Card::new(format!("Программа № {}", program.number), "Программа");
        card.datum("number", program.number.as_str().to_owned());
        card.field("title", "Название", program.title.clone().map(Secret));
        card.line("Срок", span(Some(program.starts), Some(program.finishes)));
        card.datum("starts", program.starts);
        card.datum("finishes", program.finishes);
        card.field("length_reason", "Причина иного срока", program.length_reason.clone().map(Secret));
        let approved = program.approved.map_or("нет".into(), |day| day.to_string());
        card.field_told("approved", "Утверждена", program.approved, Some(approved));
        card.field("state", "Состояние", program.state(context.today));
        card.datum("outcome", program.outcome);
        card.field("ended", "Последний день", program.ended);
        card.field("end_reason", "Причина отмены", program.end_reason.clone().map(Secret));
        card.heading("Наставляемые");
        card.each("mentees", store.program_people(program.id)?, |who| {
            (format!("№ {}", who.id), who.clone().into(), who.into())
        });
        card.heading("Пары");
        let numbers = store.program_pairs(program.id)?;
        let pairs = numbers.iter().map(|number| store.pair(number)).collect::<Result<Vec<_>>>()?;
        card.each("pairs", pairs, |pair| {
            let order = pair.order().map_or("приказа нет".into(), |order| format!("приказ {order}"));
            let text = phrase!["наставник ", pair.mentor.clone(), ", ", order];
            let object = Object::default()
                .with("number", pair.number.clone())
                .with_object("mentor", pair.mentor.into())
                .with("order_number", pair.order_number)
                .with("order_date", pair.order_dated);
            (format!("№ {}", pair.number), text, object)
        });
        Ok(Outcome::report(card.report(Vec::new())))
    }
}

/// A program for programs.
pub fn program_object(program: Program) -> Object {
    Object::default()
        .with("number", program.number)
        .with("title", program.title.map(Secret))
        .with("approved", program.approved)
        .with("starts", program.starts)
        .with("finishes", program.finishes)
        .with("outcome", program.outcome)
        .with("ended", program.ended)
}

/// Completes or cancels a program.
fn end(
    store: &Store,
    context: &Context,
    number: &str,
    outcome: ProgramOutcome,
    day: Day,
    reason: Option<&str>,
) -> Result<Outcome> {
    let program = store.program(number)?;
    let mut done = Outcome::default();
    context.check_day(Some(day), "последний день", &mut done)?;
    store.end_program(&program, outcome, day, reason)?;
    done.messages.push(format!("Программа № {} {} {day}", program.number, outcome.title()));
    Ok(done)
}
