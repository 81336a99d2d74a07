//! A result as a paper: paragraphs, tables and lines to sign, whatever a file makes of them. A paper of its own, an order, has
//! places for its facts: the same words are the template that people may replace.

mod chart_table;
mod fields;
mod of_report;

use std::path::PathBuf;

pub use fields::{DocumentField, DocumentFields};

use super::{ChartFigure, ReportChart};

/// What is printed.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What a file manager or the window of a browser calls it.
    pub(super) title: String,
    /// Whether its pages lie on their long side.
    pub(super) is_wide: bool,
    pub(super) blocks: Vec<DocumentBlock>,
    /// What stands in its places `{{ … }}`; `None`: its words are what they are, whatever they look like.
    pub(super) fields: Option<DocumentFields>,
    /// A template of the user's own for the same fields.
    pub(super) template: Option<DocumentTemplate>,
}

/// A file of somebody's own, a `.docx`, whose places are filled.
#[derive(Debug, Clone)]
pub struct DocumentTemplate {
    /// Where it lies, for whoever must mend it.
    pub path: PathBuf,
    /// The file.
    pub bytes: Vec<u8>,
}

/// One thing below another.
#[derive(Debug, Clone)]
pub(super) enum DocumentBlock {
    Paragraph(ParagraphLook, String),
    /// The ends of one line: the date and the number, the post and the name.
    Sides(String, String),
    Table(DocumentTable),
    Chart(ReportChart),
    /// A statement of the template in a line of its own: «for пара in пары», «endfor».
    Statement(String),
    PageBreak,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParagraphLook {
    /// Whose paper it is, and what it is called: bold, in the middle.
    Title,
    /// The kind of the paper: «ПРИКАЗ».
    Kind,
    /// What an order is about, in a narrow block on the left.
    Topic,
    /// A sentence of the text.
    Body,
    /// A line on the left.
    Line,
    /// Above a part.
    Heading,
    /// Below a table or a line to sign.
    Remark,
}

/// A table, as wide as the page.
#[derive(Debug, Clone, Default)]
pub(super) struct DocumentTable {
    pub columns: Vec<DocumentColumn>,
    /// Whether the headings stand above it: a card has none.
    pub has_header: bool,
    /// Whether its rows may stand in another order: none is of the one above it.
    pub is_sortable: bool,
    pub rows: Vec<DocumentRow>,
}

#[derive(Debug, Clone)]
pub(super) struct DocumentColumn {
    pub heading: String,
    /// Its part of the width, against those of the others.
    pub share: usize,
    pub content: ColumnContent,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnContent {
    Words,
    Numbers,
    Days,
    Bars,
}

#[derive(Debug, Clone)]
pub(super) enum DocumentRow {
    Cells(Vec<DocumentCell>),
    /// One cell across, above those that it unites.
    Group(String),
    /// A row for each thing of a list of the template: «пара in пары».
    Each(String, Vec<DocumentCell>),
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum DocumentCell {
    Words(String),
    Bar(ChartFigure),
}

impl DocumentCell {
    /// Its words; those beside it say what a bar says.
    pub fn words(&self) -> &str {
        match self {
            Self::Words(words) => words,
            Self::Bar(_) => "",
        }
    }
}

impl Document {
    /// A paper with nothing on it, whose places will be filled with these.
    pub fn new(title: impl Into<String>, fields: DocumentFields) -> Self {
        Self { title: title.into(), fields: Some(fields), ..Self::default() }
    }

    /// With a template of the user's own in the place of what follows.
    #[must_use]
    pub fn by_template(self, template: Option<DocumentTemplate>) -> Self {
        Self { template, ..self }
    }

    /// Whose paper it is.
    #[must_use]
    pub fn heading(self, text: &str) -> Self {
        self.paragraph(ParagraphLook::Title, text)
    }

    /// The kind of the paper.
    #[must_use]
    pub fn kind(self, text: &str) -> Self {
        self.paragraph(ParagraphLook::Kind, text)
    }

    /// What it is about.
    #[must_use]
    pub fn topic(self, text: &str) -> Self {
        self.paragraph(ParagraphLook::Topic, text)
    }

    /// The heading of a part.
    #[must_use]
    pub fn part(self, text: &str) -> Self {
        self.paragraph(ParagraphLook::Heading, text)
    }

    /// A sentence of its text.
    #[must_use]
    pub fn sentence(self, text: &str) -> Self {
        self.paragraph(ParagraphLook::Body, text)
    }

    /// A line on the left.
    #[must_use]
    pub fn line(self, text: &str) -> Self {
        self.paragraph(ParagraphLook::Line, text)
    }

    /// A remark in small letters.
    #[must_use]
    pub fn remark(self, text: &str) -> Self {
        self.paragraph(ParagraphLook::Remark, text)
    }

    /// The two ends of a line.
    #[must_use]
    pub fn sides(self, left: &str, right: &str) -> Self {
        self.with(DocumentBlock::Sides(left.into(), right.into()))
    }

    /// A statement of the template.
    #[must_use]
    pub fn statement(self, statement: &str) -> Self {
        self.with(DocumentBlock::Statement(statement.into()))
    }

    /// What follows stands on a new page.
    #[must_use]
    pub fn page_break(self) -> Self {
        self.with(DocumentBlock::PageBreak)
    }

    /// A table with a row for each thing of a list, «пара in пары»: its headings, each column's part of the width, and what
    /// stands in it.
    #[must_use]
    pub fn table_of(self, each: &str, columns: &[(&str, usize, &str)]) -> Self {
        let cells = columns.iter().map(|(_, _, cell)| DocumentCell::Words((*cell).into())).collect();
        let column = |(heading, share, _): &(&str, usize, &str)| DocumentColumn {
            heading: (*heading).into(),
            share: *share,
            content: ColumnContent::Words,
        };
        let columns = columns.iter().map(column).collect();
        self.with(DocumentBlock::Table(DocumentTable {
            columns,
            has_header: true,
            is_sortable: false,
            rows: vec![DocumentRow::Each(each.into(), cells)],
        }))
    }

    fn paragraph(self, look: ParagraphLook, text: &str) -> Self {
        self.with(DocumentBlock::Paragraph(look, text.into()))
    }

    fn with(mut self, block: DocumentBlock) -> Self {
        self.blocks.push(block);
        self
    }
}
