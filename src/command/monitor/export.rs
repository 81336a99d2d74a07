//! `monitor export`: dated files, one an act and one with everything, each replaced at one stroke.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::indicators::report;
use super::knowledge::unknown_before;
use super::rule_args::RuleArgs;
use super::selection::{ALL_ACTS, OwnActArgs, PeriodArgs, names_a_file};
use crate::command::{Context, Outcome, unwritten};
use crate::disk::FolderToWrite;
use crate::domain::{Period, Reference};
use crate::indicator::{Act, Figures, Measure};
use crate::report::{Format, Rendering};
use crate::store::{Store, refusal};

/// `monitor export`.
#[derive(Debug, Args)]
pub struct MonitorExport {
    #[arg(long, value_name = "ПАПКА", help = "Папка для файлов; если её нет, будет создана")]
    out: FolderToWrite,
    #[command(flatten)]
    when: PeriodArgs,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    own: OwnActArgs,
}

impl MonitorExport {
    /// Writes the files.
    pub fn run(self, store: &Store, context: &Context) -> Result<Outcome> {
        context.no_field_is_chosen()?;
        let format = match context.format {
            Format::Table => Format::Csv,
            other => other,
        };
        let ending = format.ending();
        let when = self.when.seen(context)?;
        let catalogues = self.own.catalogue(store, when.day)?;
        let catalogue = &catalogues.catalogue;
        // Before anything is written: a refusal leaves no files.
        for Act { code, .. } in &catalogue.acts {
            names_a_file(code)?;
        }
        store.look_through_before_export(&context.db)?;
        std::fs::create_dir_all(&self.out).map_err(|e| refusal::of_io(&e, "создать папку", &self.out))?;
        let mut outcome = Outcome::default();
        outcome.warnings.extend(unknown_before(store, when.day)?);
        let is_exported = |act: usize| self.own.is_given() || catalogues.is_reported(act);
        let default = |m: &&Measure| m.reading.is_none() && is_exported(m.act);
        let measures = catalogue.measures.iter().filter(default).cloned().collect();
        let figures = Figures::compute(self.rules.orgs(store, when)?, measures)?;
        let acts = catalogue.acts.iter().enumerate().filter(|(at, _)| is_exported(*at));
        let acts = acts.map(|(at, act)| (Some(at), act.code.as_str()));
        let rendering = Rendering { format, width: 0, names: &context.names, scratch: &self.out };
        for (act, name) in acts.chain([(None, ALL_ACTS)]) {
            let of_act = |m: &Measure| act.is_none_or(|act| act == m.act);
            let figures = Rc::new(figures.some(of_act));
            let path = self.out.join(format!("{}_{name}.{ending}", dated(when)));
            context
                .files
                .write(&path, |out| report(catalogue, figures, None).write(rendering, out))
                .map_err(|error| unwritten(error, "записать", &path))?;
            outcome.messages.push(format!("Записано: {}", path.display()));
        }
        Ok(outcome)
    }
}

/// How the names of the files begin: the reference date and the period, as `--period` reads it; of a single day the day alone. Two
/// periods of one day share no name.
fn dated(when: Reference) -> String {
    let (day, period) = (when.day.iso(), Period { from: when.from, to: when.to });
    if period == Period::day(when.day) { day } else { format!("{day}_{}", period.name()) }
}
