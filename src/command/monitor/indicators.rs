//! `monitor indicators`: the shares, as a table for people and as rows for programs.

use std::rc::Rc;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::charts::share_charts;
use super::figure_row;
use super::figure_row::{FigureRow, figure_rows};
use super::knowledge::unknown_before;
use super::rule_args::RuleArgs;
use super::selection::{MeasureArgs, PeriodArgs};
use super::workbook;
use crate::command::{Context, Outcome, field_column};
use crate::error::{EXIT_ATTENTION, EXIT_DONE};
use crate::indicator::{By, Catalogue, Figures, Measure};
use crate::register::{employment, org, target};
use crate::report::{Column, Format, List, Report, Value};
use crate::store::Store;

/// `monitor indicators`.
#[derive(Debug, Args)]
pub struct MonitorIndicators {
    #[command(flatten)]
    selection: MeasureArgs,
    #[command(flatten)]
    when: PeriodArgs,
    #[command(flatten)]
    rules: RuleArgs,
    #[arg(
        long,
        value_name = "РАЗРЕЗ",
        help = "Строка на каждую организацию (org), вид организаций (kind) или муниципалитет (municipality)"
    )]
    by: Option<ByArg>,
    #[arg(long, help = "Завершить с кодом 3, если хоть одна доля ниже плана")]
    fail_below: bool,
    #[arg(long, requires = "act", help = "К --act: сохранить этот акт в базе")]
    keep: bool,
}

/// `--by`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ByArg {
    /// An organisation.
    #[value(alias = "организация")]
    Org,
    /// A kind of organisation.
    #[value(alias = "вид")]
    Kind,
    /// A municipality.
    #[value(alias = "муниципалитет")]
    Municipality,
}

impl From<ByArg> for By {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Org => Self::Org,
            ByArg::Kind => Self::Kind,
            ByArg::Municipality => Self::Municipality,
        }
    }
}

impl MonitorIndicators {
    /// Computes them, and keeps the user's own act if that is asked for.
    pub fn run(self, context: &Context) -> Result<Outcome> {
        match self.keep {
            false => context.read(|store| self.compute(store, context)),
            true => context.write_nameless(|store| {
                let kept = self.selection.keep(store, context.today)?;
                Ok(Outcome { messages: kept.messages, ..self.compute(store, context)? })
            }),
        }
    }

    fn compute(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let when = self.when.seen(context)?;
        let (catalogue, measures) = self.selection.measures(store, when.day)?;
        let by = self.by.map(By::from);
        let figures = Rc::new(Figures::compute(self.rules.orgs(store, when)?, measures)?);
        let below = self.fail_below && !below(&figures, by).is_empty();
        let exit = if below { EXIT_ATTENTION } else { EXIT_DONE };
        let warnings = unknown_before(store, when.day)?.into_iter().collect();
        let mut told = report(&catalogue, Rc::clone(&figures), by);
        match context.format {
            Format::Xlsx => {
                told = told.with_book(workbook::book(store, &catalogue, &figures, by, &notes(&figures))?);
            }
            // Of a breakdown each row has a bar of its own.
            Format::Docx | Format::Html if by.is_none() => told = told.with_charts(share_charts(&catalogue, &figures)),
            _ => {}
        }
        Ok(Outcome { exit, warnings, ..Outcome::report(told) })
    }
}

/// The codes of the measures that miss their target in any line.
pub fn below(figures: &Figures, by: Option<By>) -> Vec<String> {
    let misses = |at: usize, measure: &Measure| {
        figures.lines(at, by).iter().any(|line| {
            figure_row::target(measure, line, figures)
                .is_some_and(|target| line.tally.share().meets(target) == Some(false))
        })
    };
    let all = figures.counted.iter().enumerate();
    all.filter(|(at, (measure, _))| misses(*at, measure)).map(|(_, (measure, _))| measure.code.clone()).collect()
}

/// The figures as a result. Its csv columns are an interface: additions at the end only.
pub fn report(catalogue: &Catalogue, figures: Rc<Figures>, by: Option<By>) -> Report {
    let when = figures.when;
    let mut title = format!("Показатели на {} (период {} – {})", when.day, when.from, when.to);
    if when.from == when.to {
        title = format!("Показатели на {}", when.day);
    }
    let notes = notes(&figures);
    let mut columns = match by {
        None => vec![
            Column::table("act", "Акт", |row: &FigureRow| (&row.texts.act.1).into()),
            Column::table("in_brief", "Разрез", |row| row.in_brief().into()),
            Column::table("heading", "Показатель", |row| (&row.texts.heading).into()),
        ],
        Some(_) => vec![
            Column::table("heading", "Показатель", |row: &FigureRow| (&row.texts.heading).into()),
            Column::table("label", "Где", |row| row.label().into()),
        ],
    };
    columns.extend([
        Column::table("share", "Охвачено", |row: &FigureRow| Value::Share(row.share())),
        Column::data("code", "Код", |row| (&row.measure().code).into()),
        Column::data("title", "Показатель", |row| (&row.measure().title).into()),
        Column::data("regulation", "Акт", |row| (&row.texts.act.0).into()),
        Column::data("clause", "Пункт", |row| (&row.measure().clause).into()),
        Column::data("from", "Начало периода", |row| row.figures.when.from.into()),
        Column::data("to", "Конец периода", |row| row.figures.when.to.into()),
        Column::data("ref", "Отчётная дата", |row| row.figures.when.day.into()),
        field_column::data(org::MUNICIPALITY, |row| row.municipality().into()),
        field_column::data(employment::ORG, |row| row.org().map(|org| &org.name).into()),
        field_column::data(target::KIND, |row| row.line.kind.into()),
        Column::data("stratum", "Разрез", |row| row.stratum()),
        Column::data("numerator", "Числитель", |row| row.share().part.into()),
        Column::data("denominator", "Знаменатель", |row| row.share().whole.into()),
        Column::data("unknown", "Нет данных", |row| row.line.tally.unknown.into()),
        Column::both("percent", "%", |row| Value::Percent(row.share())),
        Column::both("target", "План", |row| row.target().into()),
        Column::both("to_target", "До плана", |row| row.to_target().into()),
        Column::data("status", "Выполнение плана", |row| row.status()),
        Column::data("source", "Источник", |row| row.source()),
        Column::data("org_inn", "ИНН организации", |row| {
            row.org().and_then(|org| org.inn.as_ref()).into()
        }),
        Column::table("unknown_shown", "Нет данных", |row| {
            Some(row.line.tally.unknown).filter(|unknown| *unknown > 0).into()
        }),
        Column::data("settings", "Настройки", |row| row.settings().into()),
    ]);
    if by.is_some() {
        columns.push(Column::bars("bar", |row| Value::Bar(row.figure())));
    }
    let list = List::new(title, columns).notes(notes);
    if by.is_some() { list.grouped() } else { list.titled() }.of(figure_rows(catalogue, &figures, by))
}

/// What must be said beside the figures, each once.
fn notes(figures: &Figures) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for note in figures.counted.iter().flat_map(|(measure, _)| measure.notes(&figures.rules)) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}
