//! Workbooks that no library wrote: their parts by hand, and what somebody typed into one.

use std::io::{Cursor, Read, Write};

/// A workbook of sheets: the title of each and its lines.
pub fn hand_made_book(sheets: &[(&str, String)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let line = |line: &str| format!("<row>{}</row>", line.split(';').map(cell).collect::<String>());
    let sheet = |text: &String| {
        let rows: String = text.lines().map(line).collect();
        format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>")
    };
    let listed = |(at, (title, _)): (usize, &(&str, String))| {
        format!("<sheet name=\"{title}\" sheetId=\"{0}\" r:id=\"r{0}\"/>", at + 1)
    };
    let related = |at: usize| {
        format!("<Relationship Id=\"r{0}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>", at + 1)
    };
    let relations = |all: String| format!("<Relationships xmlns=\"{package}/relationships\">{all}</Relationships>");
    let titles: String = sheets.iter().enumerate().map(listed).collect();
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), format!("<Types xmlns=\"{package}/content-types\"/>")),
        (
            "_rels/.rels".to_owned(),
            relations(format!("<Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>")),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{titles}</sheets></workbook>"),
        ),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations((0..sheets.len()).map(related).collect())),
    ];
    let part = |(at, (_, text)): (usize, &(&str, String))| (format!("xl/worksheets/sheet{}.xml", at + 1), sheet(text));
    parts.extend(sheets.iter().enumerate().map(part));
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A workbook with a text in a cell of one of its sheets, counted from 1, as if somebody had typed it there.
pub fn typed_on(bytes: &[u8], sheet: usize, cell: &str, text: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            let sheet = String::from_utf8(content).unwrap();
            let (before, rest) = sheet.split_once(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no {cell}"));
            let after = match rest.split_once('>') {
                Some((tag, after)) if tag.ends_with('/') => after,
                _ => rest.split_once("</c>").unwrap().1,
            };
            content = format!("{before}<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>{after}").into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}
