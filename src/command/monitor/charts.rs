//! What `monitor` shows as charts: shares against what was planned, and how they went from one period to another.

use std::rc::Rc;

use super::figure_row::{FigureRow, figure_rows};
use crate::domain::Reference;
use crate::indicator::{Catalogue, Figures, Judgement, Measure};
use crate::report::{BarChart, ChartFigure, ReportChart, TrendChart, TrendLine};

/// The shares of the whole, a chart an act.
pub fn share_charts(catalogue: &Catalogue, figures: &Rc<Figures>) -> Vec<ReportChart> {
    let totals: Vec<_> = figure_rows(catalogue, figures, None).filter(|row| row.line.stratum.is_none()).collect();
    let of_act = |rows: &[FigureRow]| {
        let bars = rows.iter().map(|row| (row.texts.heading.clone(), row.figure())).collect::<Vec<_>>();
        let has_plan = bars.iter().any(|(_, figure)| figure.target.is_some());
        let title = format!("{}: {}", rows[0].texts.act.1, if has_plan { "доли и план" } else { "доли" });
        ReportChart::Bars(BarChart { title, bars })
    };
    totals.chunk_by(|one, next| one.texts.act == next.texts.act).map(of_act).collect()
}

/// The line of a measure from one of two days to the other.
pub fn trend_line(measure: &Measure, heading: String, periods: [Reference; 2], judged: [&Judgement; 2]) -> TrendLine {
    let point = |(when, judged): (Reference, &Judgement)| ChartFigure {
        share: judged.share(),
        target: measure.target(None, None, when.day),
        unknown: judged.unknown() as u64,
    };
    TrendLine { name: heading, points: periods.into_iter().zip(judged).map(point).collect() }
}

/// The lines of two periods; those of one day are told apart by their beginning.
pub fn trend_chart([before, after]: [Reference; 2], lines: Vec<TrendLine>) -> ReportChart {
    let dates = match before.day == after.day {
        true => [before, after].map(|period| format!("с {}", period.from)),
        false => [before, after].map(|period| period.day.to_string()),
    };
    ReportChart::Trend(TrendChart { title: "Доли: было и стало".into(), dates: dates.into(), lines })
}
