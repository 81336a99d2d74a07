//! Drawings within a page: how a figure becomes lengths and points. Colours are the page's; nothing is told by colour alone.

use std::fmt::Write as _;

use crate::report::ChartFigure;
use crate::report::chart::TrendLine;
use crate::report::markup::text;

/// Where a drawing's names are found in the page.
pub(super) struct SvgNames<'a> {
    /// The number of the drawing.
    pub number: usize,
    /// What it is of.
    pub title: &'a str,
    /// What it shows, in words.
    pub said: String,
}

/// The height of a bar with the mark of the plan, and of the bar itself, which stands in the middle.
const BAR: (u32, u32) = (20, 12);
/// The same beside a text.
const SMALL_BAR: (u32, u32) = (14, 8);

/// A trend is drawn in a field of 240 × 112; what is on it stands between these.
const LEFT: i64 = 36;
const RIGHT: i64 = 204;
/// In tenths, as shares are.
const ALL: i64 = 240;
const NONE: i64 = 840;
/// Where the dates stand, and how far a value stands above its point.
const DATES: i64 = 102;
const ABOVE: i64 = 80;
/// Half of the mark of a plan.
const MARK: i64 = 11;

/// A bar, as wide as what it stands in.
pub(super) fn bar_drawing(figure: &ChartFigure, names: &SvgNames<'_>) -> String {
    let SvgNames { number, title, said } = names;
    let mut out = format!(
        "<svg class=\"bar\" role=\"img\" aria-labelledby=\"t{number}\" aria-describedby=\"d{number}\" width=\"100%\" height=\"{}\">\
         <title id=\"t{number}\">{}</title><desc id=\"d{number}\">{}</desc>",
        BAR.0,
        text(title),
        text(said)
    );
    push_bar(figure, BAR, &mut out);
    out + "</svg>"
}

/// A bar beside a text that says the same.
pub(super) fn small_bar_drawing(figure: &ChartFigure) -> String {
    let mut out = format!("<svg class=\"bar\" aria-hidden=\"true\" width=\"100%\" height=\"{}\">", SMALL_BAR.0);
    push_bar(figure, SMALL_BAR, &mut out);
    out + "</svg>"
}

fn push_bar(figure: &ChartFigure, (height, thick): (u32, u32), out: &mut String) {
    let top = (height - thick) / 2;
    let tenths = figure.share.tenths();
    let class = if tenths.is_some() { "track" } else { "track unknown" };
    let _ = write!(out, "<rect class=\"{class}\" y=\"{top}\" width=\"100%\" height=\"{thick}\"/>");
    if let Some(tenths) = tenths.filter(|tenths| *tenths > 0) {
        let width = decimal(tenths as i64);
        let _ = write!(out, "<rect class=\"fill\" y=\"{top}\" width=\"{width}%\" height=\"{thick}\"/>");
    }
    if let Some(target) = figure.target {
        let at = target.plain();
        for class in ["halo", "plan"] {
            let _ = write!(out, "<line class=\"{class}\" x1=\"{at}%\" x2=\"{at}%\" y2=\"{height}\"/>");
        }
    }
}

/// How a share went.
pub(super) fn trend_drawing(line: &TrendLine, dates: &[String], names: &SvgNames<'_>) -> String {
    let SvgNames { number, title, said } = names;
    let mut out = format!(
        "<svg class=\"trend\" role=\"img\" aria-labelledby=\"t{number}\" aria-describedby=\"d{number}\" viewBox=\"0 0 240 112\">\
         <title id=\"t{number}\">{}</title><desc id=\"d{number}\">{}</desc>\
         <path class=\"scale\" d=\"M24 24H216M24 84H216\"/>",
        text(title),
        text(said)
    );
    let count = line.points.len().min(dates.len());
    let across = |at: usize| match count {
        0 | 1 => (LEFT + RIGHT) / 2,
        _ => LEFT + (RIGHT - LEFT) * at as i64 / (count as i64 - 1),
    };
    let target = |at: usize, figure: &ChartFigure| {
        let hundredths = figure.target?.hundredths() as i64;
        Some((across(at), height_of(hundredths / 10)))
    };
    let value = |at: usize, figure: &ChartFigure| Some((across(at), height_of(figure.share.tenths()? as i64)));
    let points = || line.points.iter().take(count).enumerate();
    let targets: Vec<_> = points().map(|(at, figure)| target(at, figure)).collect();
    let mut plan = path_through(&targets);
    for (x, y) in targets.iter().flatten() {
        let _ = write!(plan, "M{} {y}H{}", x - MARK, x + MARK);
    }
    let values: Vec<_> = points().map(|(at, figure)| value(at, figure)).collect();
    let way = path_through(&values);
    if !way.is_empty() {
        let _ = write!(out, "<path class=\"way\" d=\"{way}\"/>");
    }
    if !plan.is_empty() {
        let _ = write!(out, "<path class=\"planned\" d=\"{plan}\"/>");
    }
    for ((at, figure), date) in points().zip(dates) {
        let x = across(at);
        let (date, told, brief) = (text(date), text(&figure.told()), text(&figure.said_in_brief()));
        let _ = write!(out, "<g><title>{date}: {told}</title>");
        let label = match figure.share.tenths().map(|tenths| tenths_of_height(tenths as i64)) {
            Some(y) => {
                let _ = write!(out, "<circle cx=\"{x}\" cy=\"{}\" r=\"3.5\"/>", decimal(y));
                y - ABOVE
            }
            None => NONE - ABOVE,
        };
        let label = decimal(label);
        let _ = write!(
            out,
            "<text class=\"value\" x=\"{x}\" y=\"{label}\">{brief}</text><text x=\"{x}\" y=\"{DATES}\">{date}</text></g>"
        );
    }
    out + "</svg>"
}

/// A line from point to point; one that isn't known parts it.
fn path_through(points: &[Option<(i64, String)>]) -> String {
    let mut path = String::new();
    for pair in points.windows(2) {
        if let [Some((x, y)), Some((next_x, next_y))] = pair {
            let _ = write!(path, "M{x} {y}L{next_x} {next_y}");
        }
    }
    path
}

/// How far from the top a share stands, which is told in tenths of a per cent.
fn tenths_of_height(tenths: i64) -> i64 {
    NONE - tenths * (NONE - ALL) / 1000
}

fn height_of(tenths: i64) -> String {
    decimal(tenths_of_height(tenths))
}

/// A number that is told in tenths: `71.4`, `70`.
fn decimal(tenths: i64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::{Percent, Share};

    fn figure(part: u64, whole: u64, target: Option<u32>) -> ChartFigure {
        let target = target.map(|target| Percent::from_hundredths(target).unwrap());
        ChartFigure { share: Share { part, whole }, target, unknown: 0 }
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_and_the_mark_stands_where_the_plan_is() {
        let track = "<svg class=\"bar\" aria-hidden=\"true\" width=\"100%\" height=\"14\"><rect class=\"track\" y=\"3\" width=\"100%\" height=\"8\"/>";
        let fill = |width: &str| format!("<rect class=\"fill\" y=\"3\" width=\"{width}%\" height=\"8\"/>");
        let mark = |at: &str| {
            format!(
                "<line class=\"halo\" x1=\"{at}%\" x2=\"{at}%\" y2=\"14\"/><line class=\"plan\" x1=\"{at}%\" x2=\"{at}%\" y2=\"14\"/>"
            )
        };
        for (one, drawn) in [
            (figure(40, 56, Some(7000)), fill("71.4") + &mark("70")),
            (figure(0, 56, Some(7050)), mark("70.5")),
            (figure(56, 56, Some(10_000)), fill("100") + &mark("100")),
            (figure(1, 2000, None), fill("0.1")),
            (figure(1999, 2000, Some(0)), fill("99.9") + &mark("0")),
        ] {
            assert_eq!(small_bar_drawing(&one), format!("{track}{drawn}</svg>"));
        }
        let drawn = small_bar_drawing(&figure(0, 0, Some(8000)));
        assert!(drawn.contains("class=\"track unknown\"") && !drawn.contains("\"fill\""), "{drawn}");
        assert!(drawn.contains("x1=\"80%\""), "what is planned is known: {drawn}");
    }

    fn trend(points: Vec<ChartFigure>) -> String {
        let dates: Vec<_> = (0..points.len()).map(|at| format!("{}", 2022 + at)).collect();
        let line = TrendLine { name: "Доля".into(), points };
        trend_drawing(&line, &dates, &SvgNames { number: 7, title: "Доля", said: "так".into() })
    }

    #[test]
    fn a_trend_goes_from_point_to_point() {
        let drawn = trend(vec![figure(1, 2, Some(5000)), figure(714, 1000, Some(7000)), figure(3, 3, Some(10_000))]);
        // 100 % is 24 from the top, 0 % is 84; the dates are 84 apart.
        for said in [
            "<path class=\"scale\" d=\"M24 24H216M24 84H216\"/>",
            "<path class=\"way\" d=\"M36 54L120 41.2M120 41.2L204 24\"/>",
            "<path class=\"planned\" d=\"M36 54L120 42M120 42L204 24M25 54H47M109 42H131M193 24H215\"/>",
            "<circle cx=\"120\" cy=\"41.2\" r=\"3.5\"/><text class=\"value\" x=\"120\" y=\"33.2\">71,4 %</text><text x=\"120\" y=\"102\">2023</text>",
            "<g><title>2024: 100,0 % (3 из 3), план 100 % выполнен</title><circle cx=\"204\" cy=\"24\"",
            "<title id=\"t7\">Доля</title><desc id=\"d7\">так</desc>",
        ] {
            assert!(drawn.contains(said), "{said}: {drawn}");
        }
    }

    #[test]
    fn a_trend_is_parted_where_nothing_is_known() {
        let unknown = ChartFigure { unknown: 4, ..figure(0, 0, None) };
        let drawn = trend(vec![figure(1, 2, None), unknown, figure(0, 2, None), figure(2, 2, None)]);
        assert!(drawn.contains("<path class=\"way\" d=\"M148 84L204 24\"/>"), "{drawn}");
        assert!(drawn.contains("y=\"76\">нет данных</text>") && !drawn.contains("cx=\"92\""), "{drawn}");
        assert!(!drawn.contains("planned"), "{drawn}");
        let alone = trend(vec![figure(1, 4, Some(8000))]);
        assert!(alone.contains("<circle cx=\"120\" cy=\"69\"") && !alone.contains("class=\"way\""), "{alone}");
        assert!(alone.contains("d=\"M109 36H131\""), "{alone}");
    }
}
