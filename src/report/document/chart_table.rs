//! A chart as a table of bars made of signs: it stays text, whatever becomes of the document.

use super::{ColumnContent, DocumentCell, DocumentColumn, DocumentRow, DocumentTable};
use crate::report::{ChartFigure, ReportChart};

/// The parts of the width of what a bar is of, of the bar, of the figure and of the plan.
const SHARES: [usize; 4] = [29, 25, 19, 15];

impl ReportChart {
    /// The table; it has no headings, for each cell says what it is.
    pub(in crate::report) fn table(&self) -> DocumentTable {
        let columns = if self.has_plan() { SHARES.len() } else { SHARES.len() - 1 };
        let row = |name: &str, figure: &ChartFigure| {
            let words = [name.to_owned(), figure.said(), figure.plan_said().unwrap_or_default()];
            let [name, said, plan] = words.map(DocumentCell::Words);
            let mut cells = vec![name, DocumentCell::Bar(*figure), said, plan];
            cells.truncate(columns);
            DocumentRow::Cells(cells)
        };
        let rows = match self {
            Self::Bars(chart) => chart.bars.iter().map(|(name, figure)| row(name, figure)).collect(),
            Self::Trend(chart) => {
                let of_line = chart.lines.iter().flat_map(|line| {
                    let points = chart.dates.iter().zip(&line.points).map(|(date, figure)| row(date, figure));
                    std::iter::once(DocumentRow::Group(line.name.clone())).chain(points)
                });
                of_line.collect()
            }
        };
        let column =
            |share: &usize| DocumentColumn { heading: String::new(), share: *share, content: ColumnContent::Words };
        DocumentTable {
            columns: SHARES[..columns].iter().map(column).collect(),
            has_header: false,
            is_sortable: false,
            rows,
        }
    }

    /// What is to be known to read it.
    pub(in crate::report) fn legend(&self) -> &'static str {
        match (self, self.has_plan()) {
            (Self::Bars(_), false) => "Полоса – доля от 0 до 100 %.",
            (Self::Bars(_), true) => "Полоса – доля от 0 до 100 %, черта – план.",
            (Self::Trend(_), false) => "От 0 до 100 %.",
            (Self::Trend(_), true) => "От 0 до 100 %; пунктир или черта – план.",
        }
    }
}
