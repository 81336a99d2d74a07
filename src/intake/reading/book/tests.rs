//! Whole workbooks: the fixtures of independent writers, and what is left of them when they are damaged.

use std::io::Write;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn only_sheet(bytes: Vec<u8>) -> Vec<BookRow> {
    let mut book = Book::open(bytes).unwrap();
    let sheets = book.sheets();
    assert_eq!(sheets.len(), 1, "{sheets:?}");
    book.rows(&sheets[0]).unwrap().rows
}

fn refusal(bytes: Vec<u8>) -> Failure {
    match Book::open(bytes) {
        Ok(mut book) => {
            let sheets = book.sheets();
            book.rows(&sheets[0]).unwrap_err()
        }
        Err(failure) => failure,
    }
}

/// Opens and reads whatever there is; that it comes back at all is the point.
fn survives(bytes: Vec<u8>) {
    let failures = match Book::open(bytes) {
        Ok(mut book) => book.sheets().iter().filter_map(|sheet| book.rows(sheet).err()).collect(),
        Err(failure) => vec![failure],
    };
    for failure in failures {
        assert!(failure.message.chars().any(|c| ('а'..='я').contains(&c)) && !failure.hints.is_empty(), "{failure:?}");
    }
}

/// A ZIP of these parts.
fn archive<'a>(parts: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A fixture with its parts changed, sound as an archive.
fn remade(name: &str, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(fixture(name))).unwrap();
    let names: Vec<String> = from.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        std::io::copy(&mut from.by_name(name).unwrap(), &mut bytes).unwrap();
        change(name, bytes)
    };
    let parts: Vec<_> = names.iter().map(|name| (name.as_str(), part(name))).collect();
    archive(parts)
}

fn replaced(name: &str, part: &str, from: &str, to: &str) -> Vec<u8> {
    remade(name, |at, bytes| {
        let text = String::from_utf8_lossy(&bytes);
        if at == part {
            assert!(text.contains(from), "{text}");
        }
        if at == part { text.replace(from, to).into_bytes() } else { bytes }
    })
}

fn ods(table: &str) -> Vec<u8> {
    let page = format!("<d><table:table table:name=\"Лист1\">{table}</table:table></d>");
    let mime = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    archive([("mimetype", mime), ("content.xml", page.into_bytes())])
}

#[test]
fn all_formats_of_one_table_are_its_csv() {
    let csv = String::from_utf8(fixture("staff.csv")).unwrap();
    let expected: Vec<Vec<&str>> =
        csv.lines().map(|line| line.trim_end_matches(';').split(';').collect::<Vec<_>>()).collect();
    for name in ["staff.xlsx", "staff.xlsb", "staff.xls", "staff.ods"] {
        let rows = only_sheet(fixture(name));
        let cells: Vec<_> = rows.iter().map(|row| row.cells.clone()).collect();
        assert_eq!(cells, expected, "{name}");
        assert!(rows.iter().zip(1..).all(|(row, line)| row.line == line && row.errors.is_empty()), "{name}");
    }
}

#[test]
fn rows_and_places_are_those_of_excel() {
    let row = |line, cells: &[&str], errors: &[usize]| BookRow {
        line,
        cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
        errors: errors.to_vec(),
        ..BookRow::default()
    };
    let expected = [
        row(4, &["", "", "раз", "#N/A"], &[3]),
        row(5, &["", "", "", "", "#DIV/0!"], &[4]),
        row(6, &["", "", "01.09.2021 08:30:00", "0.5", "  две\nстроки "], &[]),
    ];
    assert_eq!(only_sheet(fixture("oddities.xlsx")), expected);
    let expected = [row(4, &["", "", "01.09.2021"], &[]), row(5, &["", "", "", "#N/A"], &[3])];
    assert_eq!(only_sheet(fixture("oddities.xls")), expected, "1904, too");
    assert_eq!(only_sheet(fixture("epoch1904.xlsx")), [row(1, &["01.09.2021"], &[])]);
}

#[test]
fn a_hidden_sheet_counts_when_there_is_no_other() {
    let hidden = replaced("oddities.xlsx", "xl/workbook.xml", "state=\"visible\"", "state=\"hidden\"");
    let mut book = Book::open(hidden).unwrap();
    assert_eq!(book.sheets(), ["Ошибки"]);
    let failure = book.rows("Лист1").unwrap_err();
    assert_eq!(failure.message, "в книге нет листа «Лист1»");
    assert_eq!(failure.hints, ["листы книги: «Ошибки»"]);
}

#[test]
fn open_document_keeps_its_ways() {
    let rows = only_sheet(ods(r#"
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row table:number-rows-repeated="2">
          <table:table-cell table:number-columns-repeated="2"/>
          <table:table-cell office:value-type="string" table:number-columns-repeated="2"><office:annotation><text:p>нет</text:p></office:annotation>
            <text:p>А<text:s text:c="2"/>&amp;&#1041;<text:span>В</text:span></text:p><text:p>Г</text:p></table:table-cell>
        </table:table-row>
        <table:table-row>
          <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
          <table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>
          <table:table-cell office:value-type="date" office:date-value="2021-09-01T08:30:00"><text:p>1 сен</text:p></table:table-cell>
          <table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></table:table-cell>
        </table:table-row>"#));
    let twice = ["", "", "А  &БВ\nГ", "А  &БВ\nГ"];
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 5, 6]);
    assert_eq!((&rows[0].cells, &rows[1].cells), (&rows[1].cells, &rows[0].cells));
    assert_eq!(rows[0].cells, twice);
    assert_eq!(rows[2].cells, ["#N/A", "#DIV/0!", "01.09.2021 08:30:00", "0.5"]);
    assert_eq!(rows[2].errors, [0, 1]);
}

/// The lines of the rows that are hidden on the only sheet.
fn hidden(bytes: Vec<u8>) -> Vec<usize> {
    only_sheet(bytes).iter().filter(|row| row.is_hidden).map(|row| row.line).collect()
}

#[test]
fn hidden_rows_are_known_in_every_format() {
    let sheet = "xl/worksheets/sheet1.xml";
    assert_eq!(hidden(replaced("staff.xlsx", sheet, "<row r=\"4\"", "<row hidden=\"1\" r=\"4\"")), [4]);
    // The record of a row: its number, six further fields of two bytes, its flags.
    let mut xls = fixture("staff.xls");
    let at = xls.windows(6).position(|bytes| bytes == [0x08, 0x02, 0x10, 0, 3, 0]).unwrap();
    xls[at + 16] |= 0x20;
    assert_eq!(hidden(xls), [4]);
    let row = [0_u8, 25, 3, 0, 0, 0];
    let xlsb = remade("staff.xlsb", |name, mut bytes| {
        if name == "xl/worksheets/sheet1.bin" {
            let at = bytes.windows(6).position(|window| window == row).unwrap();
            bytes[at + 2 + 11] |= 0x10;
        }
        bytes
    });
    assert_eq!(hidden(xlsb), [4]);
    let row = |visibility: &str| {
        format!(
            "<table:table-row{visibility}><table:table-cell office:value-type=\"string\"><text:p>а</text:p></table:table-cell></table:table-row>"
        )
    };
    let rows = [row(""), row(" table:visibility=\"filter\""), row(" table:visibility=\"collapse\"")].concat();
    assert_eq!(hidden(ods(&rows)), [2, 3]);
    for name in ["staff.xlsx", "staff.xlsb", "staff.xls", "staff.ods"] {
        assert_eq!(hidden(fixture(name)), [0_usize; 0], "{name}");
    }
}

#[test]
fn merged_cells_are_known_in_every_format() {
    let merges = |bytes: Vec<u8>| {
        let mut book = Book::open(bytes).unwrap();
        let sheets = book.sheets();
        book.rows(&sheets[0]).unwrap().merges
    };
    let expected = [Merge { top: 2, bottom: 4, left: 1 }];
    let merged = "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B3:C5\"/></mergeCells>";
    assert_eq!(merges(replaced("staff.xlsx", "xl/worksheets/sheet1.xml", "</sheetData>", merged)), expected);
    // After the cells (0x92) an area: its first and last row, its first and last column.
    let xlsb = remade("staff.xlsb", |name, mut bytes| {
        if name == "xl/worksheets/sheet1.bin" {
            let at = bytes
                .windows(5)
                .position(|window| window == [0x92, 1, 0, 0x97, 4])
                .map_or_else(|| bytes.windows(3).position(|window| window == [0x92, 1, 0]).unwrap() + 3, |at| at + 3);
            let area = [2_u32, 4, 1, 2].map(u32::to_le_bytes).concat();
            bytes.splice(at..at, [&[0xB0, 1, 16], area.as_slice()].concat());
        }
        bytes
    });
    assert_eq!(merges(xlsb), expected);
    let covered = "<table:table-row><table:table-cell/></table:table-row>".repeat(2);
    let table = format!(
        "{covered}<table:table-row><table:table-cell/><table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"3\" \
         table:number-columns-spanned=\"2\"><text:p>а</text:p></table:table-cell></table:table-row>{covered}"
    );
    assert_eq!(merges(ods(&table)), expected);
}

#[test]
fn a_year_among_days_is_a_year_in_every_format() {
    let year = |bytes: Vec<u8>| only_sheet(bytes)[2].cells[5].clone();
    assert_eq!(year(replaced("staff.xlsx", "xl/worksheets/sheet1.xml", "<v>27400</v>", "<v>1975</v>")), "1975");
    // A number whole, as its upper half, or as a whole number of 30 bits; the lowest bits say which.
    let writings = |number: u32| {
        let whole = f64::from(number).to_le_bytes();
        [whole.to_vec(), (number << 2 | 2).to_le_bytes().to_vec(), whole[4..].to_vec()]
    };
    let put = |bytes: &mut Vec<u8>| {
        let is_there = |from: &[u8]| bytes.windows(from.len()).position(|window| window == from);
        let mut both = writings(27_400).into_iter().zip(writings(1975));
        let (at, to) = both.find_map(|(from, to)| Some((is_there(&from)?, to))).unwrap();
        bytes[at..at + to.len()].copy_from_slice(&to);
    };
    let xlsb = remade("staff.xlsb", |name, mut bytes| {
        if name == "xl/worksheets/sheet1.bin" {
            put(&mut bytes);
        }
        bytes
    });
    assert_eq!(year(xlsb), "1975");
    let mut xls = fixture("staff.xls");
    put(&mut xls);
    assert_eq!(year(xls), "1975");
    // LibreOffice writes the day that it shows: 1975 days after 30 December 1899.
    assert_eq!(year(replaced("staff.ods", "content.xml", "1975-01-06", "1905-05-28")), "1975");
}

#[test]
fn a_formula_that_nobody_computed_is_known_in_open_document_too() {
    let rows = only_sheet(ods(r#"<table:table-row><table:table-cell table:formula="of:=DATE(2025;8;31)"/>
           <table:table-cell table:formula="of:=[.A9]" office:value-type="string" office:string-value=""/>
           <table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>
           </table:table-row>"#));
    assert_eq!(rows[0].cells, ["=DATE(2025;8;31)", "", "2"]);
    assert_eq!(rows[0].uncomputed, [0]);
}

#[test]
fn what_is_no_workbook_is_refused_by_name() {
    assert_eq!(refusal(fixture("locked.xlsx")).message, "книга защищена паролем");
    let said = |bytes| refusal(bytes).message;
    assert!(said(fixture("letter.docx")).contains("документ Word"));
    assert!(said(fixture("files.zip")).contains("архив ZIP"));
    let odt = archive([("mimetype", b"application/vnd.oasis.opendocument.text".to_vec())]);
    assert!(said(odt).contains("OpenDocument"));
    let mime = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    let manifest = b"<m><manifest:encryption-data/></m>".to_vec();
    let locked = archive([("mimetype", mime), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(said(locked), "книга защищена паролем");
    let page = crate::intake::reading::container::of(&fixture("page.xls")).unwrap_err().message;
    assert!(page.contains("веб-страница (HTML)"), "{page}");
}

#[test]
fn an_error_that_calamine_does_not_know_is_named() {
    let part = "xl/worksheets/sheet1.xml";
    let failure = refusal(replaced("oddities.xlsx", part, "#DIV/0!", "#SPILL!"));
    assert_eq!(failure.message, "лист «Ошибки»: в строке 4 или следующей за ней ячейка с ошибкой #SPILL!");
}

/// A small file that asks for all memory gets none.
#[test]
fn what_unfolds_without_end_is_refused() {
    let sheet = "xl/worksheets/sheet1.xml";
    let strings = "xl/sharedStrings.xml";
    let dimension = replaced("staff.xlsx", sheet, "<dimension ref=\"A1:M8\"", "<dimension ref=\"A1:XFD1048576\"");
    assert_eq!(only_sheet(dimension).len(), 8, "a claim alone does no harm");
    let long = "я".repeat(40_000);
    for (bytes, words) in [
        (replaced("staff.xlsx", sheet, "r=\"A3\"", "r=\"XFD3\""), "больше 1000 столбцов"),
        (replaced("staff.xlsx", sheet, "r=\"A8\"", "r=\"A1048577\""), "больше 1048576 строк"),
        (replaced("staff.xlsx", strings, "Семёновна", &long), "в строке 3 есть ячейка длиннее 64 КБ"),
        (replaced("staff.xlsx", strings, "uniqueCount=\"", "uniqueCount=\"9999999999"), "повреждена"),
        (
            remade("staff.xlsx", |name, b| if name == "xl/styles.xml" { vec![b' '; 9 << 20] } else { b }),
            "слишком велика",
        ),
    ] {
        let message = refusal(bytes).message;
        assert!(message.contains(words), "{words}: {message}");
    }
    let row = |rows: &str, columns: &str, inner: &str| {
        ods(&format!(
            "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             office:value-type=\"string\" table:number-columns-repeated=\"{columns}\"><text:p>а{inner}</text:p>\
             </table:table-cell></table:table-row>"
        ))
    };
    for (bytes, words) in [
        (row("1", "16384", ""), "больше 1000 столбцов"),
        (row("1048576", "1000", ""), "слишком велика"),
        (row("18446744073709551615", "1", ""), "больше 1048576 строк"),
        (row("1", "1", "<text:s text:c=\"18446744073709551615\"/>"), "слишком велика"),
    ] {
        let message = refusal(bytes).message;
        assert!(message.contains(words), "{words}: {message}");
    }
    // The area that an XLS claims in its record of dimensions; and a cell far off.
    let mut claim = fixture("staff.xls");
    let at = claim.windows(4).position(|bytes| bytes == [0, 2, 14, 0]).unwrap();
    claim[at + 4..at + 16].fill(0xFF);
    assert_eq!(only_sheet(claim).len(), 8);
    let mut far = fixture("staff.xls");
    let at = far.windows(4).rposition(|bytes| bytes == [0xFD, 0, 10, 0]).unwrap();
    far[at + 6..at + 8].fill(0xFF);
    assert!(refusal(far).message.contains("повреждена"));
}

#[test]
fn a_file_cut_short_is_a_refusal() {
    for name in ["staff.xlsx", "staff.xlsb", "staff.xls", "staff.ods", "locked.xlsx"] {
        let whole = fixture(name);
        for len in (4..whole.len()).step_by(whole.len() / 97) {
            survives(whole[..len].to_vec());
        }
    }
}

/// The archive is sound, its parts end too early: readers that wait for a closing tag may wait for ever.
#[test]
fn a_part_cut_short_is_no_endless_wait() {
    for name in ["staff.xlsx", "staff.xlsb", "staff.ods"] {
        for percent in (0..100).step_by(4) {
            survives(remade(name, |part, mut bytes| {
                if part.contains("sheet") || part.contains("content.xml") {
                    bytes.truncate(bytes.len() * percent / 100);
                }
                bytes
            }));
            survives(remade(name, |part, mut bytes| {
                if !part.contains("sheet1") && part != "mimetype" {
                    bytes.truncate(bytes.len() * percent / 100);
                }
                bytes
            }));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn flipped_bytes_are_survived(
        name in prop::sample::select(vec!["staff.xls", "oddities.xls", "staff.xlsx", "staff.ods", "locked.xlsx"]),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = fixture(name);
        for (place, byte) in flips {
            let at = place.index(bytes.len() - 4) + 4;
            bytes[at] = byte;
        }
        survives(bytes);
    }

    #[test]
    fn flipped_bytes_within_parts_are_survived(
        name in prop::sample::select(vec!["staff.xlsb", "staff.xlsx", "staff.ods"]),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let names: Vec<String> = {
            let zip = zip::ZipArchive::new(Cursor::new(fixture(name))).unwrap();
            zip.file_names().map(|name| name.unwrap().into_owned()).collect()
        };
        survives(remade(name, |part, mut bytes| {
            for (which, place, byte) in &flips {
                if names[which.index(names.len())] == part && !bytes.is_empty() {
                    let at = place.index(bytes.len());
                    bytes[at] = *byte;
                }
            }
            bytes
        }));
    }
}
