//! `program`: personalised programs (nozhay-yurt 1.6, 7.7 *).

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Card, Context, FileArgs, ImportCommand, Options, Outcome, span};
use crate::domain::{Day, Phrase, ProgramOutcome, Secret, name, number, plural};
use crate::error::Failure;
use crate::intake::programs::{self, Programs};
use crate::intake::reading::{Layout, Source};
use crate::intake::{self, Mode, Plan};
use crate::report::{Column, Report};
use crate::store::program::ProgramDraft;
use crate::store::{PutRow, Store};
use crate::{phrase, refuse};

/// The commands under `program`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Imports programs.
    #[command(
        about = "Загрузить файл программ",
        after_help = "Примеры:\n  nastavnik program import programs.csv --dry-run\n  nastavnik program import programs.csv"
    )]
    Import(ImportArgs),
    /// Enters a draft, or links one to a pair.
    #[command(
        about = "Записать проект программы или связать программу с парой",
        after_help = "Примеры:\n  nastavnik program draft --pair 12 --start 01.09.2024 --finish 31.05.2025\n  nastavnik program draft --number 7 --pair 14"
    )]
    Draft(Draft),
    /// Approves a program.
    #[command(
        about = "Утвердить программу",
        after_help = "Примеры:\n  nastavnik program approve 7 --date 05.09.2024\n  nastavnik program approve 8 --date 05.09.2024"
    )]
    Approve(Approve),
    /// Lists the programs.
    #[command(
        about = "Список программ",
        after_help = "Примеры:\n  nastavnik program list\n  nastavnik program list --by-mentee --format excel --output programs.csv"
    )]
    List(List),
    /// Shows a program.
    #[command(
        about = "Карточка программы",
        after_help = "Примеры:\n  nastavnik program show 7\n  nastavnik program show 7 --format json"
    )]
    Show(Show),
    /// Completes a program.
    #[command(
        about = "Завершить программу",
        after_help = "Примеры:\n  nastavnik program complete 7 --date 31.05.2025\n  nastavnik program complete 8 --date 20.05.2025"
    )]
    Complete(Complete),
    /// Cancels a program.
    #[command(
        about = "Отменить программу",
        after_help = "Примеры:\n  nastavnik program cancel 7 --date 15.01.2025 --reason \"наставляемый уволился\"\n  nastavnik program cancel 8 --date 15.01.2025 --reason \"смена наставника\""
    )]
    Cancel(Cancel),
}

/// `program import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
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
pub struct Draft {
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
pub struct Approve {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Дата утверждения")]
    date: Day,
}

/// `program list`.
#[derive(Debug, Args)]
pub struct List {
    #[arg(long, help = "Строка на каждого наставляемого: такой список можно загрузить обратно")]
    by_mentee: bool,
}

/// `program show`.
#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
}

/// `program complete`.
#[derive(Debug, Args)]
pub struct Complete {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
}

/// `program cancel`.
#[derive(Debug, Args)]
pub struct Cancel {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "ДАТА", help = "Последний день")]
    date: Day,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина отмены")]
    reason: String,
}

impl Command {
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

impl ImportArgs {
    fn run(self, context: &Context) -> Result<Outcome> {
        self.file.run(context, Import { reason: self.reason })
    }
}

/// The import with its option.
struct Import {
    reason: Option<String>,
}

impl ImportCommand for Import {
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

impl Draft {
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
        outcome.said.push(format!("{verb} № {number}: {}", people.join(", ")));
        if store.program_pairs(id)?.is_empty() {
            outcome
                .warnings
                .push("программа не связана с парой: утвердить её пока нельзя (Ножай-Юрт, п. 7.7 *)".into());
        }
        Ok(outcome)
    }
}

impl Approve {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.program(&self.number)?;
        let mut outcome = Outcome::default();
        context.check_day(Some(self.date), "дата утверждения", &mut outcome)?;
        store.approve_program(&program, self.date)?;
        outcome.said.push(format!("Программа № {} утверждена {}", program.number, self.date));
        Ok(outcome)
    }
}

/// The programs as a file of programs has them: a row a mentee and pair, the same headings.
fn by_mentee(store: &Store, context: &Context) -> Result<Outcome> {
    let mut rows = Vec::new();
    let mut left_out = 0;
    for program in store.programs()? {
        let named: Vec<_> = store.program_people(program.id)?.into_iter().map(|who| who.id).collect();
        let before = rows.len();
        for number in store.program_pairs(program.id)? {
            let mut mentees = store.mentees(store.pair(&number)?.id)?;
            mentees.retain(|mentee| named.contains(&mentee.who.id));
            for mentee in mentees {
                let snils = store.people().get(mentee.who.id)?.snils;
                rows.push(vec![
                    program.number.as_str().into(),
                    number.as_str().into(),
                    mentee.who.into(),
                    program.approved.into(),
                    program.starts.into(),
                    program.finishes.into(),
                    program.state(context.today).into(),
                    snils.map(|snils| number::snils_shown(&snils)).into(),
                    Secret(program.title.clone()).into(),
                    Secret(program.length_reason.clone()).into(),
                    program.ended.into(),
                    Secret(program.end_reason.clone()).into(),
                ]);
            }
        }
        left_out += u64::from(rows.len() == before);
    }
    let mut outcome = Outcome::report(Report {
        title: format!("Персонализированные программы по наставляемым: {}", rows.len()).into(),
        columns: vec![
            Column::both("number", "Номер программы"),
            Column::both("pair", "Номер пары"),
            Column::both("mentee", "Наставляемый"),
            Column::both("approved", "Дата утверждения"),
            Column::both("starts", "Начало"),
            Column::both("finishes", "Окончание"),
            Column::both("state", "Состояние"),
            Column::data("mentee_snils", "СНИЛС наставляемого"),
            Column::data("title", "Название"),
            Column::data("length_reason", "Причина иного срока"),
            Column::data("ended", "Завершена или отменена"),
            Column::data("end_reason", "Причина отмены"),
        ],
        rows: Box::new(rows.into_iter()),
        grouped: false,
        notes: Vec::new(),
    });
    if left_out > 0 {
        let programs = plural::count(left_out, "проект программы", "проекта программ", "проектов программ");
        outcome.warnings.push(format!("не показано: {programs} без пары"));
    }
    Ok(outcome)
}

impl List {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        if self.by_mentee {
            return by_mentee(store, context);
        }
        let mut rows = Vec::new();
        for program in store.programs()? {
            let people = Phrase::list(store.program_people(program.id)?);
            let state = program.state(context.today);
            rows.push(vec![
                program.number.into(),
                people.into(),
                store.program_pairs(program.id)?.join(", ").into(),
                program.approved.into(),
                program.starts.into(),
                program.finishes.into(),
                state.into(),
                Secret(program.title).into(),
                Secret(program.length_reason).into(),
                program.ended.into(),
                Secret(program.end_reason).into(),
            ]);
        }
        Ok(Outcome::report(Report {
            title: format!("Персонализированные программы: {}", rows.len()).into(),
            columns: vec![
                Column::both("number", "№"),
                Column::both("mentees", "Наставляемые"),
                Column::both("pairs", "Пары"),
                Column::both("approved", "Утверждена"),
                Column::both("starts", "Начало"),
                Column::both("finishes", "Окончание"),
                Column::both("state", "Состояние"),
                Column::data("title", "Название"),
                Column::data("length_reason", "Причина иного срока"),
                Column::data("ended", "Завершена или отменена"),
                Column::data("end_reason", "Причина отмены"),
            ],
            rows: Box::new(rows.into_iter()),
            grouped: false,
            notes: Vec::new(),
        }))
    }
}

impl Show {
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.program(&self.number)?;
        let mut card = Card::default();
        let main = "Программа";
        card.line(main, "Название", program.title.clone().map(Secret));
        card.line(main, "Срок", Some(span(Some(program.starts), Some(program.finishes))));
        card.line(main, "Причина иного срока", program.length_reason.clone().map(Secret));
        card.line(main, "Утверждена", Some(program.approved.map_or("нет".into(), |day| day.to_string())));
        card.line(main, "Состояние", Some(program.state(context.today)));
        card.line(main, "Последний день", program.ended.map(|day| day.to_string()));
        card.line(main, "Причина отмены", program.end_reason.clone().map(Secret));
        for who in store.program_people(program.id)? {
            card.line("Наставляемые", &format!("№ {}", who.id), Some(who));
        }
        for number in store.program_pairs(program.id)? {
            let pair = store.pair(&number)?;
            let order = pair.order().map_or("приказа нет".into(), |order| format!("приказ {order}"));
            card.line("Пары", &format!("№ {number}"), Some(phrase!["наставник ", pair.mentor, ", ", order]));
        }
        Ok(Outcome::report(card.report(format!("Программа № {}", program.number))))
    }
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
    done.said.push(format!("Программа № {} {} {day}", program.number, outcome.title()));
    Ok(done)
}
