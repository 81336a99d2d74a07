//! The paper as a page for a browser: one file that asks for nothing else, and may not (its style is the only one allowed). It
//! prints on A4 with the margins of a document, and follows the reader's light or dark.

mod chart;
mod script;
mod style;
mod svg;

use std::io::Write;

use self::script::{SCRIPT, SCRIPT_HASH};
use self::style::{STYLE, STYLE_HASH};
use self::svg::small_bar_drawing;
use super::document::{
    ColumnContent, Document, DocumentBlock, DocumentCell, DocumentRow, DocumentTable, ParagraphLook,
};
use super::filling::Filling;
use super::markup::text;
use super::{Report, Unwritten};
use crate::domain::Names;

/// A table of more rows than these is searched and sorted.
const SHORT_TABLE: usize = 7;

/// Writes the report's own paper, or the report as one.
pub(super) fn write(mut report: Report, names: &Names, out: &mut impl Write) -> Result<(), Unwritten> {
    let mut paper = match report.document.take() {
        Some(paper) => paper,
        None => Document::of_report(report, names)?,
    };
    let mut body = PageBody::default();
    paper.blocks.iter().for_each(|block| body.push_block(block));
    let (script_policy, script) = match body.has_long_table {
        true => (format!("; script-src 'sha256-{SCRIPT_HASH}'"), format!("<script>{SCRIPT}</script>")),
        false => Default::default(),
    };
    let body = match paper.fields.take() {
        None => body.html,
        Some(fields) => {
            let filled = Filling::new(&fields, names, text).filled(&body.html);
            filled.map_err(|failure| Unwritten::Unread(failure.into()))?
        }
    };
    let class = if paper.is_wide { " class=\"wide\"" } else { "" };
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"ru\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'{script_policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"nastavnik\">\n<title>{}</title>\n<style>{STYLE}</style></head>\n\
         <body><main{class}>\n{body}</main>{script}</body></html>\n",
        text(&paper.title)
    )?;
    Ok(())
}

/// What stands on the page, as it is written.
#[derive(Default)]
struct PageBody {
    html: String,
    has_title: bool,
    /// Whether a table is so long that people look for something in it.
    has_long_table: bool,
    /// How many tables there are.
    tables: usize,
    /// How many drawings there are.
    drawn: usize,
}

impl PageBody {
    fn push_block(&mut self, block: &DocumentBlock) {
        match block {
            DocumentBlock::Paragraph(look, words) => self.push_paragraph(*look, words),
            DocumentBlock::Sides(left, right) => {
                let sides =
                    format!("<p class=\"sides\"><span>{}</span> <span>{}</span></p>\n", text(left), text(right));
                self.html.push_str(&sides);
            }
            DocumentBlock::Table(table) => self.push_table(table),
            DocumentBlock::Chart(chart) => self.html.push_str(&chart.html(&mut self.drawn)),
            DocumentBlock::Statement(statement) => self.html.push_str(&format!("{{% {statement} %}}")),
            DocumentBlock::PageBreak => self.html.push_str("<hr>\n"),
        }
    }

    fn push_paragraph(&mut self, look: ParagraphLook, words: &str) {
        let (tag, class) = match look {
            // One thing is what the page is about.
            ParagraphLook::Title if !self.has_title => ("h1", ""),
            ParagraphLook::Title => ("h2", " class=\"title\""),
            ParagraphLook::Kind => ("p", " class=\"kind\""),
            ParagraphLook::Topic => ("p", " class=\"topic\""),
            ParagraphLook::Body => ("p", " class=\"body\""),
            ParagraphLook::Line => ("p", ""),
            ParagraphLook::Heading => ("h2", ""),
            ParagraphLook::Remark => ("p", " class=\"remark\""),
        };
        self.has_title |= look == ParagraphLook::Title;
        self.html.push_str(&format!("<{tag}{class}>{}</{tag}>\n", text(words)));
    }

    fn push_table(&mut self, table: &DocumentTable) {
        self.tables += 1;
        // Each region of a page has a name of its own.
        let name = match self.tables {
            1 => "Таблица".to_owned(),
            number => format!("Таблица {number}"),
        };
        // A table that is wider than a telephone is moved by itself, with the keyboard too.
        let is_long = table.is_sortable && table.rows.iter().filter(|row| row.is_of_cells()).count() > SHORT_TABLE;
        self.has_long_table |= is_long;
        let class = if is_long { "table long" } else { "table" };
        self.html.push_str(&format!(
            "<div class=\"{class}\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table>\n"
        ));
        if table.has_header {
            self.html.push_str("<thead><tr>");
            for column in &table.columns {
                let sort = if is_long { column.content.sort_attribute() } else { "" };
                self.html.push_str(&format!("<th scope=\"col\"{sort}>{}</th>", text(&column.heading)));
            }
            self.html.push_str("</tr></thead>\n");
        }
        self.html.push_str("<tbody>\n");
        for (at, row) in table.rows.iter().enumerate() {
            match row {
                DocumentRow::Cells(cells) => self.push_row(table, cells),
                DocumentRow::Group(words) => {
                    // What stands under a heading is sorted under it.
                    if at > 0 {
                        self.html.push_str("</tbody>\n<tbody>\n");
                    }
                    let columns = table.columns.len();
                    self.html.push_str(&format!(
                        "<tr><th colspan=\"{columns}\" scope=\"rowgroup\">{}</th></tr>\n",
                        text(words)
                    ));
                }
                DocumentRow::Each(each, cells) => {
                    self.html.push_str(&format!("{{% for {each} %}}"));
                    self.push_row(table, cells);
                    self.html.push_str("{% endfor %}");
                }
            }
        }
        self.html.push_str("</tbody></table></div>\n");
    }

    fn push_row(&mut self, table: &DocumentTable, cells: &[DocumentCell]) {
        self.html.push_str("<tr>");
        for (at, (cell, column)) in cells.iter().zip(&table.columns).enumerate() {
            // Of a card the first cell names what the second tells.
            let words = match cell {
                DocumentCell::Words(words) => text(words),
                DocumentCell::Bar(figure) => small_bar_drawing(figure),
            };
            let (start, end) = match (at, table.has_header, column.content) {
                (0, false, _) => ("<th scope=\"row\">", "</th>"),
                (_, _, ColumnContent::Numbers) => ("<td class=\"number\">", "</td>"),
                _ => ("<td>", "</td>"),
            };
            self.html.push_str(&format!("{start}{words}{end}"));
        }
        self.html.push_str("</tr>\n");
    }
}

impl DocumentRow {
    fn is_of_cells(&self) -> bool {
        matches!(self, Self::Cells(_))
    }
}

impl ColumnContent {
    /// How a page's script reads the cells; bars say what stands beside them.
    const fn sort_attribute(self) -> &'static str {
        match self {
            Self::Words => " data-sort=\"words\"",
            Self::Numbers => " data-sort=\"number\"",
            Self::Days => " data-sort=\"day\"",
            Self::Bars => "",
        }
    }
}

#[cfg(test)]
mod tests;
