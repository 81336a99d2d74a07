//! The words of a paper as the main part of a document: `word/document.xml`.

use crate::report::block_bar::{IN_CHART, IN_COLUMN, block_bar};
use crate::report::document::{
    ColumnContent, Document, DocumentBlock, DocumentCell, DocumentRow, DocumentTable, ParagraphLook,
};
use crate::report::markup::text;

/// The twentieths of a point between the margins, upright and on the long side.
const UPRIGHT: usize = 9638;
const WIDE: usize = 14570;
/// A row with more signs than this may go over the end of a page: it could be longer than one.
const WHOLE_ROW: usize = 1500;

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";
/// Margins of 30, 10, 20 and 20 mm; the page on its long side is bound above. The first page has no number.
const UPRIGHT_PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:right=\"567\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
    <w:titlePg/></w:sectPr></w:body></w:document>";
const WIDE_PAGE: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
    <w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
    <w:pgMar w:top=\"1701\" w:right=\"1134\" w:bottom=\"567\" w:left=\"1134\" w:header=\"851\" w:footer=\"567\" w:gutter=\"0\"/>\
    <w:titlePg/></w:sectPr></w:body></w:document>";

/// The whole part.
pub(super) fn xml(paper: &Document) -> String {
    let room = if paper.is_wide { WIDE } else { UPRIGHT };
    let mut out = String::from(START);
    for block in &paper.blocks {
        match block {
            DocumentBlock::Paragraph(look, words) => paragraph(style(*look), words, &mut out),
            DocumentBlock::Sides(left, right) => {
                let tab = format!(
                    "<w:tabs><w:tab w:val=\"right\" w:pos=\"{room}\"/></w:tabs><w:spacing w:before=\"240\" w:after=\"120\"/>"
                );
                let end = "</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">";
                let words = format!("{}{end}{}", text(left), text(right));
                push_paragraph("PaperLine", &tab, &words, &mut out);
            }
            DocumentBlock::Table(table) => push_table(table, room, &mut out),
            DocumentBlock::Chart(chart) => {
                paragraph("PaperHeading", chart.title(), &mut out);
                let beside = "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"60\"/>";
                push_paragraph("PaperRemark", beside, &text(chart.legend()), &mut out);
                push_table(&chart.table(), room, &mut out);
                // Two tables one below the other would be one.
                paragraph("PaperRemark", "", &mut out);
            }
            DocumentBlock::Statement(statement) => paragraph("PaperLine", &format!("{{%p {statement} %}}"), &mut out),
            DocumentBlock::PageBreak => {
                out.push_str("<w:p><w:pPr><w:pStyle w:val=\"PaperRemark\"/><w:pageBreakBefore/></w:pPr></w:p>")
            }
        }
    }
    if matches!(paper.blocks.last(), Some(DocumentBlock::Table(_)) | None) {
        // A text ends with a paragraph.
        paragraph("PaperRemark", "", &mut out);
    }
    out.push_str(if paper.is_wide { WIDE_PAGE } else { UPRIGHT_PAGE });
    out
}

fn style(look: ParagraphLook) -> &'static str {
    match look {
        ParagraphLook::Title => "PaperTitle",
        ParagraphLook::Kind => "PaperKind",
        ParagraphLook::Topic => "PaperTopic",
        ParagraphLook::Body => "PaperBody",
        ParagraphLook::Line => "PaperLine",
        ParagraphLook::Heading => "PaperHeading",
        ParagraphLook::Remark => "PaperRemark",
    }
}

fn paragraph(style: &str, words: &str, out: &mut String) {
    push_paragraph(style, "", &text(words), out);
}

/// A paragraph with words that are markup already.
fn push_paragraph(style: &str, properties: &str, words: &str, out: &mut String) {
    out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>"));
    if !words.is_empty() {
        out.push_str(&format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>"));
    }
    out.push_str("</w:p>");
}

fn push_table(table: &DocumentTable, room: usize, out: &mut String) {
    let widths = widths(table, room);
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"PaperTable\"/><w:tblW w:w=\"{room}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    ));
    widths.iter().for_each(|width| out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>")));
    out.push_str("</w:tblGrid>");
    if table.has_header {
        out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            push_cell("PaperCellHead", *width, 1, &column.heading, out);
        }
        out.push_str("</w:tr>");
    }
    for row in &table.rows {
        match row {
            DocumentRow::Cells(cells) => push_row(table, &widths, cells, out),
            DocumentRow::Group(words) => push_whole_row("PaperCellGroup", &widths, words, out),
            DocumentRow::Each(each, cells) => {
                push_whole_row("PaperCell", &widths, &format!("{{%tr for {each} %}}"), out);
                push_row(table, &widths, cells, out);
                push_whole_row("PaperCell", &widths, "{%tr endfor %}", out);
            }
        }
    }
    out.push_str("</w:tbl>");
}

fn push_row(table: &DocumentTable, widths: &[usize], cells: &[DocumentCell], out: &mut String) {
    let is_whole = cells.iter().map(|cell| cell.words().len()).sum::<usize>() <= WHOLE_ROW;
    out.push_str(if is_whole { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" } else { "<w:tr>" });
    for ((cell, column), width) in cells.iter().zip(&table.columns).zip(widths) {
        match cell {
            DocumentCell::Words(words) if column.content == ColumnContent::Numbers => {
                push_cell("PaperCellRight", *width, 1, words, out)
            }
            DocumentCell::Words(words) => push_cell("PaperCell", *width, 1, words, out),
            // Beside a heading it is a column, else the chart itself.
            DocumentCell::Bar(figure) => {
                let cells = if table.has_header { IN_COLUMN } else { IN_CHART };
                push_cell("PaperCellBar", *width, 1, &block_bar(figure, cells), out);
            }
        }
    }
    out.push_str("</w:tr>");
}

/// A row of one cell, which isn't parted from the next row.
fn push_whole_row(style: &str, widths: &[usize], words: &str, out: &mut String) {
    out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    push_cell(style, widths.iter().sum(), widths.len(), words, out);
    out.push_str("</w:tr>");
}

fn push_cell(style: &str, width: usize, columns: usize, words: &str, out: &mut String) {
    out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
    if columns > 1 {
        out.push_str(&format!("<w:gridSpan w:val=\"{columns}\"/>"));
    }
    out.push_str("</w:tcPr>");
    paragraph(style, words, out);
    out.push_str("</w:tc>");
}

/// The columns by their shares, together as wide as the page.
fn widths(table: &DocumentTable, room: usize) -> Vec<usize> {
    let all: usize = table.columns.iter().map(|column| column.share).sum::<usize>().max(1);
    let mut widths: Vec<usize> = table.columns.iter().map(|column| room * column.share / all).collect();
    let rest = room - widths.iter().sum::<usize>();
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    widths
}
