//! A workbook that the program wrote, as another reader sees it; and whether it says what the text for Excel says.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

use super::Desk;
use nastavnik::domain::formula;

/// A sheet: its name and its rows, all of one width.
pub struct BookSheet {
    pub name: String,
    pub rows: Vec<Vec<Data>>,
}

/// All sheets of a workbook in their order. No cell has a formula.
pub fn sheets(path: &Path) -> Vec<BookSheet> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes[..])).unwrap();
    let all = book.sheet_names().into_iter().map(|name| {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().next().is_none(), "{}: «{name}» has formulas", path.display());
        let range = book.worksheet_range(&name).unwrap();
        BookSheet { name, rows: range.rows().map(<[Data]>::to_vec).collect() }
    });
    all.collect()
}

/// All that a workbook says, its properties and headers too.
pub fn whole_text(path: &Path) -> String {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
        text.push('\n');
    }
    text
}

/// A cell as the text for Excel writes it, where that can be told from the cell alone.
pub fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{day:02}.{month:02}.{year:04}")
        }
        other => panic!("no such cell is written: {other:?}"),
    }
}

/// Whether a cell says what a field of the text for Excel says.
fn is_same(field: &str, cell: &Data) -> bool {
    let text = shown(cell);
    if formula::unguarded(field) == formula::unguarded(&text) {
        return true;
    }
    // «95,7» under the heading «%» is 0.957, shown as «95,7 %».
    // What was measured is the number itself.
    let number = field.replace(',', ".").parse::<f64>();
    matches!((cell, number), (Data::Float(cell), Ok(said)) if [*cell, cell * 100.0].iter().any(|it| (it - said).abs() < 1e-9))
}

/// Runs a command that prints a list or a card, as text for Excel and as a workbook: both say the same. Returns how many days are
/// days in the workbook; nothing, if the command prints nothing.
pub fn agree(desk: &Desk, line: &str) -> Option<usize> {
    let told = desk.run(&format!("{line} --format excel"));
    let same = desk.run(&format!("{line} --output книга.xlsx"));
    assert_eq!((told.code, ""), (same.code, same.out.as_str()), "{line}: {same:#?}");
    if told.out.is_empty() {
        assert!(!desk.path("книга.xlsx").exists(), "{line}: a workbook of nothing");
        return None;
    }
    let text = told.out.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    let fields: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let all = sheets(&desk.path("книга.xlsx"));
    let rows = &all[0].rows;
    fs::remove_file(desk.path("книга.xlsx")).unwrap();
    if fields[0].iter().eq(["Раздел", "Поле", "Значение"]) {
        // A card: the same labels and values, in blocks under their headings.
        let said: Vec<_> = rows.iter().map(|row| row.iter().map(shown).collect::<Vec<_>>()).collect();
        let mut at = 0;
        for field in &fields[1..] {
            let pair = |row: &Vec<String>| [0, 1].map(|n| row.get(n).cloned().unwrap_or_default());
            let found = said[at..].iter().position(|row| {
                let [label, value] = pair(row);
                label == formula::unguarded(&field[1]) && formula::unguarded(&value) == formula::unguarded(&field[2])
            });
            at += 1 + found.unwrap_or_else(|| panic!("{line}: «{field:?}» isn't there: {said:#?}"));
        }
        return Some(0);
    }
    let mut days = 0;
    assert!(rows.len() <= fields.len(), "{line}: {} rows, {} lines", rows.len(), fields.len());
    for (number, record) in fields.iter().enumerate() {
        for (at, field) in record.iter().enumerate() {
            let cell = rows.get(number).and_then(|row| row.get(at)).unwrap_or(&Data::Empty);
            assert!(is_same(field, cell), "{line}: row {number}, «{}»: {field:?}, {cell:?}", &fields[0][at]);
            days += usize::from(matches!(cell, Data::DateTime(_)));
        }
        let more = rows.get(number).map_or(0, |row| row.len().saturating_sub(record.len()));
        assert_eq!(more, 0, "{line}: row {number} has cells without a heading");
    }
    Some(days)
}
