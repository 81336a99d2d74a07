//! `monitor check`: what in the registers needs a person, what it moves, and which command mends it.

mod rows;
mod waivers;

use anyhow::Result;
use clap::Args;

use self::rows::{CheckedRow, report, rows};
use self::waivers::WaiverCommand;
use super::selection::{OwnActArgs, PeriodArgs};
use crate::command::{Context, Outcome};
use crate::domain::Severity;
use crate::error::EXIT_ATTENTION;
use crate::indicator::{OrgsOnDay, mended_shares};
use crate::report::Format;
use crate::store::Store;
use crate::store::worklist::{self, WorkDay};

/// `monitor check`, and what is done with findings.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct MonitorCheck {
    #[command(subcommand)]
    deed: Option<WaiverCommand>,
    #[command(flatten)]
    list: CheckList,
}

/// `monitor check`.
#[derive(Debug, Args)]
struct CheckList {
    #[arg(
        long,
        value_name = "ЗАМЕЧАНИЕ",
        value_delimiter = ',',
        conflicts_with = "except",
        help = "Только эти замечания, все их строки: слова через запятую, как в итоге под таблицей"
    )]
    only: Vec<String>,
    #[arg(long, value_name = "ЗАМЕЧАНИЕ", value_delimiter = ',', help = "Все замечания, кроме этих")]
    except: Vec<String>,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только об этой организации: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[arg(
        long,
        value_name = "ВАЖНОСТЬ",
        default_value = "warning",
        hide_default_value = true,
        help = "С какой важности код завершения — 3: note, warning или error; не указана — warning"
    )]
    fail_on: Severity,
    #[arg(
        long,
        value_name = "ДНЕЙ",
        default_value_t = 30,
        hide_default_value = true,
        help = "Через сколько дней после приёма молодому специалисту нужен наставник; не указано — 30"
    )]
    mentor_within: u32,
    #[arg(long, help = "И отложенные замечания")]
    waived: bool,
}

/// For when things are looked for today: the shares are those of this year.
fn work_day(context: &Context, mentor_within: u32) -> Result<WorkDay> {
    Ok(WorkDay { today: context.today, from: PeriodArgs::this_year().seen(context)?.from, mentor_within })
}

impl MonitorCheck {
    /// Runs the command.
    ///
    /// # Errors
    /// The file can't be used; whatever the command refuses.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self.deed {
            Some(deed) => deed.run(context),
            None => context.read(|store| self.list.run(store, context)),
        }
    }
}

impl CheckList {
    /// Looks for what there is to do.
    fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        let kinds = worklist::chosen(&self.only, &self.except)?;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let when = PeriodArgs::this_year().seen(context)?;
        let day = work_day(context, self.mentor_within)?;
        let mut items = store.worklist().items(&kinds, day)?;
        if let Some(org) = &org {
            items.retain(|item| item.org == Some(org.id));
        }
        let measures: Vec<_> = OwnActArgs::none().catalogue(store, when.day)?.reported_measures();
        let orgs = OrgsOnDay::new(store, when)?;
        let shares = mended_shares(&orgs, &measures, &store.worklist().mended(&items, day)?)?;
        let mut rows = rows(items, &measures, shares, &orgs);
        let waivers = store.worklist().waivers()?;
        rows.iter_mut().for_each(|row| row.put_off(&waivers, context.today));
        let all = rows.len();
        if !self.waived {
            rows.retain(CheckedRow::is_open);
        }
        let mut outcome = Outcome::default();
        let is_asked_for_all = self.only.is_empty() && self.except.is_empty() && org.is_none();
        let is_grave = |row: &CheckedRow| row.is_open() && row.item.kind.is_as_grave_as(self.fail_on);
        if rows.iter().any(is_grave) {
            outcome.exit = EXIT_ATTENTION;
        } else if !rows.is_empty() {
            outcome.messages.push(format!("Замечаний важности «{}» и выше нет", self.fail_on));
        } else if all > 0 {
            outcome.messages.push("Открытых замечаний к записям нет; отложенные покажет --waived".into());
        } else if is_asked_for_all {
            outcome.messages.push("Замечаний к записям нет".into());
        } else {
            outcome.messages.push("Таких замечаний к записям нет".into());
        }
        if !rows.is_empty() || context.format != Format::Table {
            let is_table = context.format == Format::Table;
            outcome.report = Some(report(rows, is_table, is_table && self.only.is_empty()));
        }
        Ok(outcome)
    }
}
