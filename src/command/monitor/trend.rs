//! `monitor trend`: how a share went, from the dated facts: the same definition on any number of past days.

use anyhow::Result;
use clap::Args;

use super::knowledge::unknown_before;
use super::rule_args::RuleArgs;
use super::selection::OwnActArgs;
use crate::command::{Context, Outcome};
use crate::domain::{Cycle, Day, Percent, Period, Reference, Share};
use crate::error::Failure;
use crate::indicator::{Figures, Measure};
use crate::report::{ChartFigure, Column, List, ReportChart, TrendChart, TrendLine, Value};
use crate::store::Store;

/// `monitor trend`.
#[derive(Debug, Args)]
pub struct MonitorTrend {
    #[arg(value_name = "КОД", required = true, help = "Коды показателей или их прочтений")]
    codes: Vec<String>,
    #[arg(
        long,
        value_name = "ПЕРИОД",
        default_value = "month",
        help = "Как часто: month — на конец каждого месяца, quarter — квартала, half-year — полугодия, year — года, school-year — учебного года"
    )]
    every: Cycle,
    #[arg(long, value_name = "ДАТА", help = "С какой даты; не указана — двенадцать последних")]
    from: Option<Day>,
    #[arg(long, value_name = "ДАТА", help = "По какую дату, и на неё тоже; не указана — по сегодня")]
    to: Option<Day>,
    #[command(flatten)]
    rules: RuleArgs,
    #[command(flatten)]
    own: OwnActArgs,
}

/// A share on a day.
struct TrendPoint {
    code: String,
    heading: String,
    when: Reference,
    share: Share,
    unknown: u32,
    target: Option<Percent>,
}

/// So many days are looked at if no first one is said.
const USUAL: usize = 12;
/// And never more: a line of more points says nothing.
const MOST: usize = 400;

impl MonitorTrend {
    /// Computes it.
    pub fn run(&self, store: &Store, context: &Context) -> Result<Outcome> {
        let days = self.days(context.today)?;
        let last = days.last().map_or(context.today, |day| *day);
        let catalogue = self.own.catalogue(store, last)?.catalogue;
        let measures: Vec<Measure> =
            self.codes.iter().map(|code| catalogue.measure(code).cloned()).collect::<Result<_, _>>()?;
        let mut points: Vec<Vec<TrendPoint>> = measures.iter().map(|_| Vec::new()).collect();
        for day in &days {
            // As other reports do by themselves: the calendar year, up to the day.
            let when = Period { from: Period::year_of(*day).from, to: *day }.seen(context.today)?;
            let figures = Figures::compute(self.rules.orgs(store, when)?, measures.clone())?;
            for (points, (measure, count)) in points.iter_mut().zip(&figures.counted) {
                let total = count.total();
                points.push(TrendPoint {
                    code: measure.code.clone(),
                    heading: measure.heading(),
                    when,
                    share: total.share(),
                    unknown: total.unknown,
                    target: measure.target(None, None, when.day),
                });
            }
        }
        let chart = chart(&points);
        let title = match measures.as_slice() {
            [only] => only.heading(),
            _ => "Доли по датам".to_owned(),
        };
        let mut columns = vec![
            Column::data("code", "Код", |point: &TrendPoint| (&point.code).into()),
            Column::both("ref", "Отчётная дата", |point| point.when.day.into()),
            Column::table("share", "Охвачено", |point| Value::Share(point.share)),
            Column::data("numerator", "Числитель", |point| point.share.part.into()),
            Column::data("denominator", "Знаменатель", |point| point.share.whole.into()),
            Column::both("unknown", "Нет данных", |point| point.unknown.into()),
            Column::both("percent", "%", |point| Value::Percent(point.share)),
            Column::both("target", "План", |point| point.target.into()),
            Column::bars("bar", |point| Value::Bar(point.figure())),
        ];
        if measures.len() > 1 {
            columns.insert(0, Column::table("heading", "Показатель", |point: &TrendPoint| (&point.heading).into()));
        }
        let first = days.first().map_or(context.today, |day| *day);
        let warnings = unknown_before(store, first)?.into_iter().collect();
        let mut notes = vec!["На каждую дату — с начала её календарного года, как в других отчётах.".to_owned()];
        let rules = self.rules.rules(store, last)?;
        for note in measures.iter().flat_map(|measure| measure.notes(&rules)) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        let list = List::new(title, columns).notes(notes);
        let list = if measures.len() > 1 { list.grouped() } else { list };
        let rows: Vec<TrendPoint> = points.into_iter().flatten().collect();
        Ok(Outcome { warnings, ..Outcome::report(list.of(rows).with_charts(vec![chart])) })
    }

    /// The days: the ends of the cycle, and the last day asked for.
    fn days(&self, today: Day) -> Result<Vec<Day>, Failure> {
        let to = self.to.unwrap_or(today);
        if to > today {
            return Err(Failure::refused(format!("{to} ещё не наступило: доли считают по прошлым датам")));
        }
        if self.from.is_some_and(|from| from > to) {
            return Err(Failure::usage("первая дата позже последней"));
        }
        let mut days = vec![to];
        // Back from the last one: the day before a period of the cycle is the end of the one before.
        let mut end = self.every.period_of(to).from.previous();
        loop {
            let is_enough = match self.from {
                Some(from) => end < from,
                None => days.len() >= USUAL,
            };
            if is_enough {
                break;
            }
            if days.len() >= MOST {
                let what = format!("дат больше {MOST}: с {end} ещё не все");
                return Err(Failure::refused(what).hint("возьмите даты реже или первую дату позже"));
            }
            days.push(end);
            end = self.every.period_of(end).from.previous();
        }
        days.reverse();
        Ok(days)
    }
}

impl TrendPoint {
    fn figure(&self) -> ChartFigure {
        ChartFigure { share: self.share, target: self.target, unknown: self.unknown.into() }
    }
}

/// A line a measure.
fn chart(points: &[Vec<TrendPoint>]) -> ReportChart {
    let dates = points.first().into_iter().flatten().map(|point| point.when.day.to_string()).collect();
    let line = |points: &Vec<TrendPoint>| TrendLine {
        name: points.first().map_or_else(String::new, |point| point.heading.clone()),
        points: points.iter().map(TrendPoint::figure).collect(),
    };
    ReportChart::Trend(TrendChart {
        title: "Доли по датам".into(), dates, lines: points.iter().map(line).collect()
    })
}
