//! `program draft`: a program is entered, changed or linked to a pair.

use anyhow::Result;
use clap::Args;

use super::contents::ContentsArgs;
use crate::command::person_choice::NamesakeChoice;
use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
use crate::error::Failure;
use crate::refuse;
use crate::store::program::{ProgramContents, ProgramDraft};
use crate::store::{PutRow, Store};

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
    #[command(flatten)]
    namesake: NamesakeChoice,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Название")]
    title: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Начало")]
    start: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Окончание")]
    finish: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина иного срока, чем от 3 месяцев до 1 года")]
    reason: Option<String>,
    #[command(flatten)]
    contents: ContentsArgs,
    #[arg(
        long,
        value_name = "ДАТА",
        requires = "pair",
        help = "С какого дня программа идёт в этой паре, если она перешла из другой"
    )]
    since: Option<Day>,
}

impl ProgramDraftArgs {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let number = match &self.number {
            Some(number) => name::tidy(number),
            None => store.programs().next_number()?,
        };
        let mut outcome = Outcome::default();
        let pair = self.pair.as_deref().map(|number| store.pairs().named(number)).transpose()?;
        let mut people = Vec::new();
        for mentee in &self.mentee {
            people.push(self.namesake.find(store, mentee, self.start.unwrap_or(context.today))?.id);
        }
        context.check_day(self.start, "начало", &mut outcome)?;
        context.check_day(self.since, "начало в паре", &mut outcome)?;
        let of_text = self.title.is_some() || self.start.is_some() || self.finish.is_some() || self.reason.is_some();
        let contents = self.contents.told();
        let of_text = of_text || contents != ProgramContents::default();
        if let Some(approved) = store.programs().of_number(&number)?.and_then(|program| program.approved)
            && of_text
        {
            return Err(Failure::refused(format!("программа {number} утверждена {approved}, это уже не проект"))
                .hint(format!("исправить её: nastavnik program edit {number}"))
                .into());
        }
        let PutRow { id, is_new: new, changes } = store.programs().put(&ProgramDraft {
            number: number.clone(),
            title: self.title.map(|title| name::tidy(&title)),
            approved: None,
            starts: self.start,
            finishes: self.finish,
            length_reason: self.reason,
            contents,
            ..ProgramDraft::default()
        })?;
        if let (Some(pair), true) = (&pair, people.is_empty()) {
            // A text that names its mentees names nobody else by being linked to a further pair.
            let named = store.programs().people(id)?;
            let mentees = store.pairs().mentees(pair.id)?.into_iter().map(|mentee| mentee.who.id);
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
            linked |= store.programs().link(id, person, pair.as_ref().map(|pair| pair.id))?;
        }
        let moved = match (&pair, self.since) {
            (Some(pair), Some(since)) => store.programs().date_link(id, pair.id, Some(since), None)?,
            _ => Vec::new(),
        };
        if !new && !linked && changes.is_empty() && moved.is_empty() {
            refuse!("программа {number} уже записана так же");
        }
        let people: Vec<_> = store.programs().people(id)?.into_iter().map(|who| who.name).collect();
        let verb =
            if new { "Записан проект программы" } else { "Изменена программа" };
        outcome.messages.push(format!("{verb} № {number}: {}", people.join(", ")));
        if store.programs().pairs(id)?.is_empty() {
            outcome
                .warnings
                .push("программа не связана с парой: утвердить её пока нельзя (Ножай-Юрт, п. 7.7 *)".into());
        }
        Ok(outcome)
    }
}
