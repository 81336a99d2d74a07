//! `monitor indicators` as a workbook: its sheets say what the lists say.

use calamine::{Data, DataType};

use crate::common::workbook::{BookSheet, sheets, shown, whole_text};
use crate::common::{Desk, Told};

fn desk() -> Desk {
    Desk::example("nozhay-yurt", "2024-12-31")
}

fn book(desk: &Desk, line: &str) -> (Vec<BookSheet>, Told) {
    let told = desk.done(&format!("{line} --output книга.xlsx"));
    (sheets(&desk.path("книга.xlsx")), told)
}

/// Some columns of a sheet by their headings, the cells of a row parted by `|`.
fn cells(sheet: &BookSheet, headings: &[&str]) -> Vec<String> {
    let place = |heading: &&str| sheet.rows[0].iter().position(|cell| shown(cell) == *heading);
    let places: Vec<_> =
        headings.iter().map(|h| place(h).unwrap_or_else(|| panic!("no «{h}» in {}", sheet.name))).collect();
    let row = |row: &Vec<Data>| places.iter().map(|at| shown(&row[*at])).collect::<Vec<_>>().join("|");
    sheet.rows[1..].iter().map(row).collect()
}

fn names(book: &[BookSheet]) -> Vec<&str> {
    book.iter().map(|sheet| sheet.name.as_str()).collect()
}

#[test]
fn the_sheets_say_what_the_lists_say() {
    let desk = desk();
    let (book, told) = book(&desk, "monitor indicators --regulation nozhay-yurt");
    assert_eq!(told.out, "");
    let expected = ["Показатели", "По организациям", "Диаграмма", "N1", "N2", "N3", "N4", "N5", "О файле"];
    assert_eq!(names(&book), expected);
    let counts = ["code", "numerator", "denominator", "unknown"];
    assert_eq!(
        cells(&book[0], &["Код", "Учтено", "Всего", "Нет данных"]),
        desk.cells("monitor indicators --regulation nozhay-yurt", &counts)
    );
    assert_eq!(
        cells(&book[1], &["Код", "ИНН", "Учтено", "Всего", "Нет данных"]),
        desk.cells(
            "monitor indicators --regulation nozhay-yurt --by org",
            &["code", "org_inn", "numerator", "denominator", "unknown"]
        )
    );
    // Shares are numbers: 0.721 is shown as «72,1 %».
    let percents = desk.cells("monitor indicators --regulation nozhay-yurt", &["percent"]);
    let place = book[0].rows[0].iter().position(|cell| shown(cell) == "Доля").unwrap();
    for (row, percent) in book[0].rows[1..].iter().zip(&percents) {
        let part = row[place].as_f64().unwrap();
        assert!((part * 100.0 - percent.parse::<f64>().unwrap()).abs() < 1e-9, "{part}, {percent}");
    }
    // Each name stands behind a share.
    for (sheet, code) in book[3..8].iter().zip(["N1", "N2", "N3", "N4", "N5"]) {
        assert_eq!(
            cells(sheet, &["№", "Результат"]),
            desk.cells(&format!("monitor explain {code}"), &["unit", "result"])
                .iter()
                .map(|row| row
                    .replace("not_counted", "не учтён")
                    .replace("counted", "учтён")
                    .replace("unknown", "нет данных"))
                .collect::<Vec<_>>(),
            "{code}"
        );
        let headings: Vec<_> = sheet.rows[0].iter().map(shown).collect();
        let all: std::collections::BTreeSet<_> = headings.iter().collect();
        assert_eq!(all.len(), headings.len(), "{code}: a heading twice: {headings:?}");
    }
    assert!(cells(&book[3], &["Причина"]).iter().any(|reason| reason.contains("приказ")));
}

#[test]
fn the_chart_stands_beside_the_totals() {
    let desk = desk();
    let (book, _) = book(&desk, "monitor indicators --regulation nozhay-yurt");
    assert_eq!(cells(&book[2], &["Код"]), ["N1", "N2", "N3", "N4", "N5"]);
    let text = whole_text(&desk.path("книга.xlsx"));
    for wanted in ["Диаграмма!$A$2:$A$6", "Диаграмма!$B$2:$B$6", "Диаграмма!$C$2:$C$6", "<c:barChart>"]
    {
        assert!(text.contains(wanted), "{wanted}");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let desk = desk();
    let (book, _) = book(&desk, "monitor indicators N1 --readings --period 2024");
    let about: Vec<String> =
        book.last().unwrap().rows.iter().map(|row| row.iter().map(shown).collect::<Vec<_>>().join("|")).collect();
    let program = format!("Программа|nastavnik {}", env!("CARGO_PKG_VERSION"));
    for wanted in ["Период|01.01.2024 – 31.12.2024", "Отчётная дата|31.12.2024", "Прочтение|N1-all: ", "Акт|", &program]
    {
        assert!(about.iter().any(|line| line.starts_with(wanted)), "{wanted}: {about:#?}");
    }
    let text = whole_text(&desk.path("книга.xlsx"));
    assert!(text.contains("2000-01-01T"), "a moment of the clock would make other bytes");
}

#[test]
fn a_breakdown_has_a_sheet_of_its_own() {
    let desk = desk();
    for (by, sheet) in [("kind", "По видам организаций"), ("municipality", "По муниципалитетам")]
    {
        let (book, _) = book(&desk, &format!("monitor indicators N1 --by {by}"));
        assert_eq!(names(&book)[1], sheet);
        assert_eq!(
            cells(&book[1], &["Учтено", "Всего"]),
            desk.cells(&format!("monitor indicators N1 --by {by}"), &["numerator", "denominator"])
        );
    }
    // What programs and the text for Excel get is as it was.
    assert!(desk.done("monitor indicators N1 --format excel").out.starts_with("\u{feff}Код;Показатель;Акт;"));
}
