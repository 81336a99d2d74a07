//! What a result is as a workbook, where it is more than one list: sheets, a chart, and what is told of the file. Other formats don't
//! look at it.

use super::{Document, Report, ReportChart};

/// The sheets of a workbook in their order; the last one, «О файле», tells what the file is.
#[derive(Default)]
pub struct ReportBook {
    pub(super) sheets: Vec<BookPart>,
    pub(super) about: Vec<(&'static str, String)>,
}

/// A sheet with its name.
pub(super) struct BookPart {
    pub name: String,
    pub report: Report,
    pub bars: Option<Bars>,
}

/// Bars beside a short list: its first column names them, others say how long they are.
pub struct Bars {
    /// Above the chart.
    pub title: String,
    /// The names of the columns whose figures are bars.
    pub figures: &'static [&'static str],
}

impl ReportBook {
    /// A book with one more sheet.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, report: Report) -> Self {
        self.sheets.push(BookPart { name: name.into(), report, bars: None });
        self
    }

    /// The same with bars beside the list.
    #[must_use]
    pub fn with_bars(mut self, name: impl Into<String>, report: Report, bars: Bars) -> Self {
        self.sheets.push(BookPart { name: name.into(), report, bars: Some(bars) });
        self
    }

    /// What is told of the file: what a line is about, and what it says.
    #[must_use]
    pub fn about(mut self, about: &'static str, said: impl Into<String>) -> Self {
        self.about.push((about, said.into()));
        self
    }
}

impl Report {
    /// The report that is a book of several sheets as a workbook.
    #[must_use]
    pub fn with_book(self, book: ReportBook) -> Self {
        Self { book: Some(book), ..self }
    }

    /// The report with charts above its list in a document or a page.
    #[must_use]
    pub fn with_charts(self, charts: Vec<ReportChart>) -> Self {
        Self { charts: charts.into_iter().filter(ReportChart::shows_anything).collect(), ..self }
    }

    /// The report that is a paper of its own as a document or a page.
    #[must_use]
    pub fn with_document(self, document: Document) -> Self {
        Self { document: Some(document), ..self }
    }
}
