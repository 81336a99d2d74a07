//! `monitor gap`: how many more each share needs for what is planned, who is nearest to being counted, and which command counts them.

use std::rc::Rc;

use anyhow::Result;
use clap::Args;

use super::figure_row::{FigureRow, figure_rows};
use super::gap_row::{GapRow, GapUnits, columns};
use super::indicators::ByArg;
use super::knowledge::unknown_before;
use super::rule_args::RuleArgs;
use super::selection::{MeasureArgs, PeriodArgs};
use crate::command::{Context, Outcome};
use crate::indicator::{By, Catalogue, Figures, Measure, OrgsOnDay, UncountedUnit, uncounted};
use crate::report::{Format, List};
use crate::store::Store;

/// `monitor gap`.
#[derive(Debug, Args)]
pub struct MonitorGap {
    #[command(flatten)]
    selection: MeasureArgs,
    #[arg(long, value_name = "ОРГАНИЗАЦИЯ", help = "Только одной организации: номер, ИНН или часть наименования")]
    org: Option<String>,
    #[arg(
        long,
        value_name = "РАЗРЕЗ",
        conflicts_with = "org",
        help = "Доли каждой организации (org), вида организаций (kind) или муниципалитета (municipality)"
    )]
    by: Option<ByArg>,
    #[arg(long, help = "Всех неучтённых и тех, о ком нет данных, а не только ближайших")]
    all: bool,
    #[command(flatten)]
    when: PeriodArgs,
    #[command(flatten)]
    rules: RuleArgs,
}

impl MonitorGap {
    /// Lists them.
    pub fn run(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let when = self.when.seen(context)?;
        let (catalogue, measures) = self.selection.measures(store, when.day)?;
        let rules = self.rules.rules(store, when.day)?;
        let org = self.org.as_deref().map(|org| store.orgs().find(org)).transpose()?;
        let orgs = || -> Result<OrgsOnDay<'_>> {
            let orgs = match &org {
                Some(org) => OrgsOnDay::of_org(store, when, org.id)?,
                None => OrgsOnDay::new(store, when)?,
            };
            Ok(orgs.judging_by(rules))
        };
        let by = self.by.map(By::from).or(org.as_ref().map(|_| By::Org));
        let figures = Rc::new(Figures::compute(orgs()?, measures)?);
        let short = short_of_target(&catalogue, &figures, by);
        let orgs = orgs()?;
        let found = UncountedUnits::of(&orgs, &catalogue, &short)?;
        let mut rows: Vec<GapRow> = Vec::new();
        let (mut leads, mut notes) = (Vec::new(), Vec::new());
        for line in short {
            let units = found.of_line(&orgs, line);
            if units.is_of_nobody() {
                continue;
            }
            leads.push(units.told());
            notes.extend(units.unreachable());
            rows.extend(units.rows(self.all));
        }
        if leads.is_empty() {
            leads.push("Ниже плана ничего нет".into());
        }
        if context.format == Format::Table {
            notes.extend(commands(&rows));
        }
        let title = format!("Сколько не хватает до плана {}", when.told());
        let warnings = unknown_before(store, when.day)?.into_iter().collect();
        let list = List::new(title, columns()).grouped().lead(leads).notes(notes);
        Ok(Outcome { warnings, ..Outcome::report(list.of(rows)) })
    }
}

/// The lines below what is planned: of a share with strata its strata, and the total where none of them is below. A share of
/// nobody that waits for answers is there too.
fn short_of_target(catalogue: &Catalogue, figures: &Rc<Figures>, by: Option<By>) -> Vec<FigureRow> {
    let is_short = |row: &FigureRow| match (row.target(), row.measure().is_mean()) {
        (Some(target), false) => match row.share().meets(target) {
            Some(meets) => !meets,
            None => row.measure().waiting.is_some(),
        },
        _ => false,
    };
    let lines: Vec<FigureRow> = figure_rows(catalogue, figures, by).filter(is_short).collect();
    let has_stratum = |of: &FigureRow| {
        let same = |row: &&FigureRow| row.measure().code == of.measure().code && row.whole_label() == of.whole_label();
        lines.iter().filter(same).any(|row| row.line.stratum.is_some())
    };
    let is_told: Vec<bool> = lines.iter().map(|row| row.line.stratum.is_some() || !has_stratum(row)).collect();
    lines.into_iter().zip(is_told).filter_map(|(row, is_told)| is_told.then_some(row)).collect()
}

/// Whatever the short shares don't count, by measure.
struct UncountedUnits {
    codes: Vec<String>,
    units: Vec<Vec<UncountedUnit>>,
}

impl UncountedUnits {
    fn of(orgs: &OrgsOnDay<'_>, catalogue: &Catalogue, short: &[FigureRow]) -> Result<Self> {
        let mut measures: Vec<Measure> = Vec::new();
        for row in short {
            let waiting = row.measure().waiting.as_deref().map(|code| catalogue.measure(code)).transpose()?;
            for measure in [Some(row.measure()), waiting].into_iter().flatten() {
                if measures.iter().all(|known| known.code != measure.code) {
                    measures.push(measure.clone());
                }
            }
        }
        let units = if measures.is_empty() { Vec::new() } else { uncounted(orgs, &measures)? };
        Ok(Self { codes: measures.into_iter().map(|measure| measure.code).collect(), units })
    }

    fn of_code(&self, code: &str) -> &[UncountedUnit] {
        let at = self.codes.iter().position(|known| known == code);
        at.map_or(&[], |at| &self.units[at])
    }

    fn of_line(&self, orgs: &OrgsOnDay<'_>, row: FigureRow) -> GapUnits {
        let here = |unit: &&UncountedUnit| row.has_org(&orgs.orgs[unit.place]);
        let units: Vec<_> = self.of_code(&row.measure().code).iter().filter(here).cloned().collect();
        // Who hasn't answered is told first of all by the reading that counts everybody who was asked.
        let waiting = row.measure().waiting.as_deref().map(|code| self.of_code(code)).unwrap_or_default();
        let silent = waiting.iter().filter(|unit| unit.missing.iter().any(|fact| fact.fact == "answered"));
        let silent: Vec<_> = silent.filter(here).cloned().collect();
        GapUnits::new(row, orgs, units, silent)
    }
}

/// The commands of the first rows, as lines to be copied: a table would break them.
fn commands(rows: &[GapRow]) -> Vec<String> {
    const MOST: usize = 20;
    let lines = rows.iter().filter_map(|row| Some(format!("{}, № {}: {}", row.code(), row.unit_id(), row.command()?)));
    let mut lines: Vec<String> = lines.take(MOST).collect();
    if !lines.is_empty() {
        lines.insert(0, "Команды (вместо слов заглавными — свои значения):".into());
    }
    if rows.len() > MOST {
        lines.push("Остальные команды — в файле: --output ИМЯ.xlsx".into());
    }
    lines
}
