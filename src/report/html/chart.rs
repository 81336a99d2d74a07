//! Charts on a page: a drawing a bar or a line, each with its words beside it, which wrap on a telephone and part at the end of a sheet.

use super::svg::{SvgNames, bar_drawing, trend_drawing};
use crate::report::ReportChart;
use crate::report::chart::{BarChart, TrendChart};
use crate::report::markup::text;

impl ReportChart {
    /// The chart as a part of a page; `drawn` counts the drawings, each of which has names of its own.
    pub(super) fn html(&self, drawn: &mut usize) -> String {
        let body = match self {
            Self::Bars(chart) => bars_html(chart, drawn),
            Self::Trend(chart) => trend_html(chart, drawn),
        };
        let (title, legend) = (text(self.title()), text(self.legend()));
        format!("<section class=\"chart\">\n<h2>{title}</h2>\n<p class=\"remark\">{legend}</p>\n{body}</section>\n")
    }
}

/// What stands beside a drawing isn't read aloud twice.
fn bars_html(chart: &BarChart, drawn: &mut usize) -> String {
    let mut out = String::from("<ul class=\"bars\">\n");
    for (name, figure) in &chart.bars {
        *drawn += 1;
        let drawing = bar_drawing(figure, &SvgNames { number: *drawn, title: name, said: figure.told() });
        let plan = figure.plan_said().map(|plan| format!(" <span>{}</span>", text(&plan))).unwrap_or_default();
        out.push_str(&format!(
            "<li><p aria-hidden=\"true\"><span class=\"name\">{}</span> <b>{}</b>{plan}</p>{drawing}</li>\n",
            text(name),
            text(&figure.said())
        ));
    }
    out + "</ul>\n"
}

fn trend_html(chart: &TrendChart, drawn: &mut usize) -> String {
    let mut out = String::from("<ul class=\"trends\">\n");
    for line in &chart.lines {
        *drawn += 1;
        let said: Vec<_> =
            chart.dates.iter().zip(&line.points).map(|(date, figure)| format!("{date}: {}", figure.told())).collect();
        let names = SvgNames { number: *drawn, title: &line.name, said: said.join("; ") };
        let drawing = trend_drawing(line, &chart.dates, &names);
        out.push_str(&format!("<li><p aria-hidden=\"true\">{}</p>{drawing}</li>\n", text(&line.name)));
    }
    out + "</ul>\n"
}
