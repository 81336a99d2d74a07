//! What becomes of a table that somebody opens in a spreadsheet and saves again: another form, the same meaning.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chrono::NaiveDate;

/// What a spreadsheet and the hands of people do to a table. None of it changes what the table says.
#[derive(Debug, Clone, Copy)]
pub enum Habit {
    /// What looks like a number becomes one: the zeros before it are gone, and СНИЛС loses its signs.
    ZerosDropped,
    /// Days become the numbers of days that a spreadsheet keeps.
    DaysAsNumbers,
    /// Empty cells behind each row, empty rows behind the table, with or without signs between the cells.
    EmptyCellsBehind,
    /// The empty cells at the end of a row are not written.
    EmptyCellsCut,
    /// Counts are saved as fractions: `7,0`. (A СНИЛС, an ИНН or a score saved so is refused, by name.)
    NumbersAsFractions,
    /// Spaces before, behind and within, also those that don't break.
    Spaces,
}

/// All of them.
pub const HABITS: &[Habit] = &[
    Habit::ZerosDropped,
    Habit::DaysAsNumbers,
    Habit::EmptyCellsBehind,
    Habit::EmptyCellsCut,
    Habit::NumbersAsFractions,
    Habit::Spaces,
];

/// How the headings of numbers begin: those of documents, and counts.
const NUMBERS: &[&str] = &["снилс", "инн", "табельный номер"];
const COUNTS: &[&str] = &["табельный номер", "предельное число", "точность"];

/// How the table is saved.
#[derive(Debug, Clone, Copy)]
pub enum SavedAs {
    /// UTF-8 with a mark, semicolons.
    Utf8,
    /// As Excel saves «CSV» in Russia: windows-1251.
    Windows,
    /// «Текст Юникод»: UTF-16 with tabs.
    Utf16,
    /// A workbook: numbers and days are numbers.
    Book,
}

/// All of them.
pub const SAVED: &[SavedAs] = &[SavedAs::Utf8, SavedAs::Windows, SavedAs::Utf16, SavedAs::Book];

/// A table of text, the header first.
pub type Table = Vec<Vec<String>>;

/// Reads what `--format excel` wrote.
pub fn read(bytes: &[u8]) -> Table {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

impl Habit {
    /// The table as it leaves the spreadsheet.
    pub fn applied(self, mut table: Table) -> Table {
        let headings: Vec<String> = table[0].iter().map(|heading| heading.to_lowercase()).collect();
        let begins = |at: usize, starts: &[&str]| {
            headings.get(at).is_some_and(|heading| starts.iter().any(|start| heading.starts_with(start)))
        };
        for row in &mut table[1..] {
            for (at, cell) in row.iter_mut().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                *cell = match self {
                    Self::ZerosDropped if begins(at, NUMBERS) => without_zeros(cell),
                    Self::DaysAsNumbers => as_number_of_days(cell).unwrap_or_else(|| cell.clone()),
                    Self::NumbersAsFractions if begins(at, COUNTS) && digits(cell) => format!("{cell},0"),
                    Self::NumbersAsFractions if is_number_of_days(cell) => format!("{cell},0"),
                    Self::Spaces => format!("\u{a0} {}  ", cell.replace(' ', " \u{a0}")),
                    _ => cell.clone(),
                };
            }
            if matches!(self, Self::EmptyCellsCut) {
                while row.len() > 1 && row.last().is_some_and(String::is_empty) {
                    row.pop();
                }
            }
        }
        if matches!(self, Self::EmptyCellsBehind) {
            let width = headings.len() + 3;
            table.extend([vec![], vec![String::new()], vec![]]);
            table.iter_mut().for_each(|row| row.resize(width, String::new()));
        }
        table
    }
}

/// Whether a day became a number before.
fn is_number_of_days(cell: &str) -> bool {
    cell.len() == 5 && cell.parse::<u32>().is_ok_and(|days| (10_000..73_050).contains(&days))
}

fn digits(cell: &str) -> bool {
    cell.bytes().all(|b| b.is_ascii_digit())
}

fn without_zeros(cell: &str) -> String {
    let bare: String = cell.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    let number = bare.trim_start_matches('0');
    if digits(&bare) && !number.is_empty() { number.to_owned() } else { cell.to_owned() }
}

/// Days are counted from 30 December 1899, by everybody but old Macs.
fn as_number_of_days(cell: &str) -> Option<String> {
    let day = NaiveDate::parse_from_str(cell, "%d.%m.%Y").ok()?;
    let days = day.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30)?).num_days();
    // What lies so far back is no day in a cell without the format of days, and nobody took it for one.
    (10_000..73_050).contains(&days).then(|| days.to_string())
}

impl SavedAs {
    /// The name of the file and its bytes; `None` where the text has signs that the encoding lacks.
    pub fn file(self, table: &Table) -> Option<(&'static str, Vec<u8>)> {
        match self {
            Self::Utf8 => Some(("saved.csv", ["\u{feff}".as_bytes(), delimited(table, b';').as_bytes()].concat())),
            Self::Windows => {
                let text = delimited(table, b';');
                let (bytes, _, is_lossy) = encoding_rs::WINDOWS_1251.encode(&text);
                (!is_lossy).then(|| ("saved.csv", bytes.into_owned()))
            }
            Self::Utf16 => {
                let text = format!("\u{feff}{}", delimited(table, b'\t'));
                Some(("saved.txt", text.encode_utf16().flat_map(u16::to_le_bytes).collect()))
            }
            Self::Book => Some(("saved.xlsx", book(table))),
        }
    }
}

fn delimited(table: &Table, sign: u8) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(sign)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    table.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// A workbook of one sheet, whose cells are numbers where they look like numbers, days where they look like days.
fn book(table: &Table) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut sheet = String::new();
    for row in table {
        sheet += "<row>";
        for cell in row {
            let number = cell.strip_suffix(",0").unwrap_or(cell);
            let is_plain = digits(number) && !number.starts_with('0') && number.len() < 15;
            if let Some(days) = as_number_of_days(cell) {
                write!(sheet, "<c s=\"1\"><v>{days}</v></c>").unwrap();
            } else if is_plain && !number.is_empty() {
                write!(sheet, "<c><v>{number}</v></c>").unwrap();
            } else if cell.is_empty() {
                sheet += "<c/>";
            } else {
                let text = cell.replace('&', "&amp;").replace('<', "&lt;");
                write!(sheet, "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>").unwrap();
            }
        }
        sheet += "</row>";
    }
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: String| format!("<Relationships xmlns=\"{package}/relationships\">{all}</Relationships>");
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
        ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Лист1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(relation("r1", "worksheet", "worksheets/sheet1.xml") + &relation("r2", "styles", "styles.xml")),
        ),
        // The second format is one of days.
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}
