//! `program edit`: a program is corrected, approved or not.

use anyhow::Result;
use clap::Args;

use super::contents::ContentsArgs;
use crate::command::org::changed;
use crate::command::{Context, Outcome};
use crate::domain::{Day, name};
use crate::error::Failure;
use crate::refuse;
use crate::register::program::{PROGRAM_PAIRS, PROGRAMS};
use crate::store::Store;
use crate::store::program::ProgramDraft;

/// `program edit`.
#[derive(Debug, Args)]
pub struct ProgramEdit {
    #[arg(value_name = "НОМЕР", help = "Номер программы")]
    number: String,
    #[arg(long, value_name = "НАЗВАНИЕ", help = "Название")]
    title: Option<String>,
    #[arg(long, value_name = "ДАТА", help = "Дата утверждения, если она записана с ошибкой")]
    approved: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Начало")]
    start: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Окончание")]
    finish: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина иного срока, чем от 3 месяцев до 1 года")]
    length_reason: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "Номер приказа об утверждении")]
    approval_number: Option<String>,
    #[command(flatten)]
    contents: ContentsArgs,
    #[arg(long, value_name = "ДАТА", help = "Дата рефлексии наставляемого, если она записана с ошибкой")]
    reflected: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "Дата отчёта наставника, если она записана с ошибкой")]
    reported: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "День завершения или отмены, если он записан с ошибкой")]
    ended: Option<Day>,
    #[arg(long, value_name = "ТЕКСТ", help = "Причина отмены")]
    cancel_reason: Option<String>,
    #[arg(long, value_name = "НОМЕР", help = "Пара, о которой --since и --until")]
    pair: Option<String>,
    #[arg(long, value_name = "ДАТА", requires = "pair", help = "С какого дня программа идёт в этой паре")]
    since: Option<Day>,
    #[arg(long, value_name = "ДАТА", requires = "pair", help = "По какой день программа идёт в этой паре")]
    until: Option<Day>,
}

impl ProgramEdit {
    /// Runs the command.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let program = store.programs().named(&self.number)?;
        let mut checked = Outcome::default();
        for (day, what) in [
            (self.approved, "дата утверждения"),
            (self.start, "начало"),
            (self.reflected, "рефлексия наставляемого"),
            (self.reported, "отчёт наставника"),
            (self.ended, "последний день"),
            (self.since, "начало в паре"),
            (self.until, "последний день в паре"),
        ] {
            context.check_day(day, what, &mut checked)?;
        }
        if self.approved.is_some() && program.approved.is_none() {
            refuse!("программа {} не утверждена: утверждает её nastavnik program approve", program.number);
        }
        let draft = ProgramDraft {
            number: program.number.clone(),
            title: self.title.as_deref().map(name::tidy),
            approved: self.approved,
            starts: self.start,
            finishes: self.finish,
            length_reason: self.length_reason,
            approval_number: self.approval_number.as_deref().map(name::tidy),
            contents: self.contents.told(),
            reflected: self.reflected,
            reported: self.reported,
        };
        let of_link = self.since.is_some() || self.until.is_some();
        let of_end = self.ended.is_some() || self.cancel_reason.is_some();
        if draft == (ProgramDraft { number: program.number.clone(), ..ProgramDraft::default() })
            && !of_link
            && !of_end
            && context.emptied.is_empty()
        {
            return Err(Failure::usage("не указано, что исправить").into());
        }
        let mut changes = store.programs().put(&draft)?.changes;
        if of_end {
            changes.extend(store.programs().amend_end(&program, self.ended, self.cancel_reason.as_deref())?);
        }
        changes.extend(context.emptied.apply(store, &PROGRAMS, program.id)?);
        let of_link = of_link || context.emptied.has_any(&PROGRAM_PAIRS);
        if let Some(pair) = self.pair.as_deref().filter(|_| of_link) {
            let pair = store.pairs().named(pair)?;
            if let Some(link) = store.programs().link_of(program.id, pair.id)? {
                changes.extend(context.emptied.apply(store, &PROGRAM_PAIRS, link)?);
            }
            changes.extend(store.programs().date_link(program.id, pair.id, self.since, self.until)?);
        }
        let outcome = changed(&format!("Программа № {}", program.number), &changes);
        Ok(Outcome { warnings: checked.warnings, ..outcome })
    }
}
