//! Figures that are looked at side by side. A command tells the figures; a page draws them, a document and a terminal say them in signs.

use crate::domain::{Percent, Share};

/// A share with what was planned: how long its bar is, how high its point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartFigure {
    /// How many of how many.
    pub share: Share,
    /// What was planned.
    pub target: Option<Percent>,
    /// Of how many units nobody can know it.
    pub unknown: u64,
}

/// Bars, each from 0 to 100 %, with a mark where the plan is.
#[derive(Debug, Clone)]
pub struct BarChart {
    /// What they are.
    pub title: String,
    /// What each is of.
    pub bars: Vec<(String, ChartFigure)>,
}

/// How shares went from one date to the next.
#[derive(Debug, Clone)]
pub struct TrendChart {
    /// What they are.
    pub title: String,
    /// The dates, from the first to the last.
    pub dates: Vec<String>,
    /// A line a share.
    pub lines: Vec<TrendLine>,
}

/// A share on each of the dates.
#[derive(Debug, Clone)]
pub struct TrendLine {
    /// Whose it is.
    pub name: String,
    /// As many as there are dates.
    pub points: Vec<ChartFigure>,
}

/// What stands above a list on a page or in a document.
#[derive(Debug, Clone)]
pub enum ReportChart {
    /// Bars against what was planned.
    Bars(BarChart),
    /// Dated figures.
    Trend(TrendChart),
}

impl ChartFigure {
    /// «71,4 % (40 из 56)», or why there is no percentage.
    pub(super) fn said(&self) -> String {
        match (self.share.whole, self.unknown) {
            (0, 0) => format!("нет базы ({})", self.share),
            (0, _) => "нет данных".into(),
            _ => format!("{} ({})", self.share.percent_shown(), self.share),
        }
    }

    /// The same where there is little room.
    pub(super) fn said_in_brief(&self) -> String {
        match (self.share.whole, self.unknown) {
            (0, 0) => "нет базы".into(),
            (0, _) => "нет данных".into(),
            _ => self.share.percent_shown(),
        }
    }

    /// What was planned, and whether it is so.
    pub(super) fn plan_said(&self) -> Option<String> {
        let target = self.target?;
        Some(match self.share.meets(target) {
            Some(true) => format!("план {target} выполнен"),
            Some(false) => format!("план {target} не выполнен"),
            None => format!("план {target}"),
        })
    }

    /// Everything of it in one sentence.
    pub(super) fn told(&self) -> String {
        [Some(self.said()), self.plan_said()].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl ReportChart {
    /// What it is.
    pub(super) fn title(&self) -> &str {
        match self {
            Self::Bars(chart) => &chart.title,
            Self::Trend(chart) => &chart.title,
        }
    }

    /// Whether anything was planned.
    pub(super) fn has_plan(&self) -> bool {
        match self {
            Self::Bars(chart) => chart.bars.iter().any(|(_, figure)| figure.target.is_some()),
            Self::Trend(chart) => chart.lines.iter().flat_map(|line| &line.points).any(|point| point.target.is_some()),
        }
    }

    /// Whether there is anything to be seen.
    pub(super) fn shows_anything(&self) -> bool {
        match self {
            Self::Bars(chart) => !chart.bars.is_empty(),
            Self::Trend(chart) => !chart.lines.is_empty(),
        }
    }
}
