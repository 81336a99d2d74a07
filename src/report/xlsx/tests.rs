#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use calamine::{Data, DataType, ExcelDateTime, ExcelDateTimeType, Reader, Xlsx, open_workbook_from_rs};

use super::*;
use crate::domain::{Day, Names, Percent, Secret, Share};
use crate::report::tests::{CellRow, at, rendering, report, written};
use crate::report::{Card, Column, Format, List, ReportBook, Value};

fn bytes(report: Report) -> Vec<u8> {
    let mut out = Vec::new();
    report.write(rendering(Format::Xlsx, 0, &Names::default()), &mut out).unwrap();
    out
}

/// The sheets of a workbook, as another reader sees them: names with rows.
fn sheets(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let rows = book.worksheet_range(&name).unwrap();
            (name, rows.rows().map(<[Data]>::to_vec).collect())
        })
        .collect()
}

/// A part of the workbook as it stands in the archive.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

fn texts(all: &[&str]) -> Report {
    let rows = all.iter().map(|text| vec![Value::from((*text).to_owned())]).collect();
    report(vec![Column::both("name", "Имя", at::<0>)], rows)
}

fn of_kinds() -> Report {
    let columns = vec![
        Column::both("name", "ФИО", at::<0>),
        Column::both("inn", "ИНН", at::<1>),
        Column::both("born", "Дата рождения", at::<2>),
        Column::data("count", "Учтено", at::<3>),
        Column::both("percent", "%", at::<4>),
        Column::both("target", "План", at::<5>),
        Column::both("main", "Основное", at::<6>),
        Column::table("share", "Доля", at::<7>),
        Column::json("only", at::<7>),
    ];
    let share = Share { part: 1999, whole: 2000 };
    let row: CellRow = vec![
        "Ким".into(),
        "0101001234".into(),
        Day::new(1996, 2, 29).into(),
        12_i64.into(),
        Value::Percent(share),
        Percent::parse("66,67").unwrap().into(),
        true.into(),
        Value::Share(share),
    ];
    let mut none = vec![Value::Empty; 8];
    none[4] = Value::Percent(Share::default());
    List::new("Люди на 01.09.2024: 2", columns).notes(vec!["Порог — 7 баллов".into()]).of(vec![row, none])
}

#[test]
fn each_kind_of_value_is_a_cell_of_its_kind() {
    let all = sheets(bytes(of_kinds()));
    let (name, rows) = &all[0];
    assert_eq!(name, "Люди на 01.09.2024");
    let heading: Vec<_> = rows[0].iter().map(ToString::to_string).collect();
    assert_eq!(heading, ["ФИО", "ИНН", "Дата рождения", "Учтено", "%", "План", "Основное"]);
    assert_eq!(rows[1][0], Data::String("Ким".into()));
    assert_eq!(rows[1][1], Data::String("0101001234".into()));
    let Data::DateTime(day) = &rows[1][2] else { panic!("{:?}", rows[1][2]) };
    assert_eq!(day.to_ymd_hms_milli(), (1996, 2, 29, 0, 0, 0, 0));
    assert_eq!(rows[1][3], Data::Float(12.0));
    assert_eq!(rows[1][4], Data::Float(0.999), "never all where somebody is missing");
    assert_eq!(rows[1][5], Data::Float(0.6667));
    assert_eq!(rows[1][6], Data::String("да".into()));
    assert!(rows.len() == 2 || rows[2].iter().all(DataType::is_empty), "{rows:?}");
    assert_eq!(all[1].0, "О файле");
    assert_eq!(all[1].1[0][0], Data::String("Люди на 01.09.2024".into()));
    assert_eq!(all[1].1[1][0], Data::String("Порог — 7 баллов".into()));
}

#[test]
fn a_list_is_ready_for_a_screen_and_for_paper() {
    let bytes = bytes(of_kinds());
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in [
        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>",
        "<autoFilter ref=\"A1:G3\"/>",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<oddHeader>&amp;LЛюди на 01.09.2024</oddHeader>",
        "<oddFooter>&amp;CСтр. &amp;P из &amp;N</oddFooter>",
        "numberStoredAsText=\"1\"",
    ] {
        assert!(sheet.contains(wanted), "{wanted}: {sheet}");
    }
    let book = part(&bytes, "xl/workbook.xml");
    assert!(book.contains("_xlnm.Print_Titles") && book.contains("$1:$1"), "{book}");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("formatCode=\"0.0\\ %\"") && styles.contains("formatCode=\"dd.mm.yyyy\""), "{styles}");
}

#[test]
fn the_same_rows_are_the_same_bytes() {
    let first = bytes(of_kinds());
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(first == bytes(of_kinds()));
}

#[test]
fn a_long_text_makes_its_row_higher() {
    let long = "наставничество в образовании ".repeat(8);
    let sheet = part(&bytes(texts(&["Ким", &long])), "xl/worksheets/sheet1.xml");
    let row = sheet.split("<row r=\"3\"").nth(1).unwrap();
    let height: f64 = row.split("ht=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    // 232 signs in lines of 40, broken between words.
    assert!((90.0..=120.0).contains(&height), "{height}");
    assert!(!sheet.split("<row r=\"2\"").nth(1).unwrap().split('>').next().unwrap().contains("ht="), "{sheet}");
}

#[test]
fn whatever_a_text_says_it_is_that_text() {
    let all = [
        "=cmd|'/c calc'!A1",
        "+7 900",
        "@SUM(A1)",
        "]]>",
        "<w:p>&amp;\"",
        "_x0041_",
        "_x005F_x0041_",
        "а\u{1}\u{b}\u{1f}б",
        "а\u{fffe}б",
        "строка\nдругая",
        "  с краю  ",
        "😀",
        "00101",
        "1e5",
        "31.12",
    ];
    let bytes = bytes(texts(&all));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    let rows = &sheets(bytes)[0].1;
    let read: Vec<_> = rows[1..].iter().map(|row| row[0].to_string()).collect();
    assert_eq!(read, all);
}

/// The headings of `--columns` are ours, but a question of a survey is whatever somebody wrote.
#[test]
fn a_heading_is_a_text_too() {
    let columns = vec![("a", "=1+1"), ("b", ""), ("c", "А")];
    let report =
        Report::of_cells("", columns, |row: &CellRow, at| row[at].clone(), |write| write(vec![Value::Empty; 3]));
    let bytes = bytes(report);
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
    let all = sheets(bytes);
    assert_eq!(all[0].0, "Список");
    assert_eq!(all[0].1[0][0], Data::String("=1+1".into()));
}

#[test]
fn an_empty_list_has_its_headings() {
    let all = sheets(bytes(texts(&[])));
    assert_eq!(all[0].1, [[Data::String("Имя".into())]]);
}

#[test]
fn a_card_stands_in_blocks() {
    let mut card = Card::new("Пара № 1: Ким", "Пара");
    card.field("number", "Номер", "1");
    card.heading("Участники");
    card.field("mentee", "Наставляемый", "=Пак");
    let all = sheets(bytes(card.report(vec!["Срок истёк".into()])));
    let rows: Vec<Vec<String>> = all[0].1.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(all[0].0, "Пара № 1");
    assert_eq!(
        rows,
        [
            ["Пара № 1: Ким", ""],
            ["", ""],
            ["Пара", ""],
            ["Номер", "1"],
            ["", ""],
            ["Участники", ""],
            ["Наставляемый", "=Пак"]
        ]
    );
    assert_eq!(all[1].1[1][0], Data::String("Срок истёк".into()));
}

/// In a card as in a list: what is no text is none for a workbook, and the words stand wherever people read.
#[test]
fn days_and_numbers_of_a_card_are_what_they_are() {
    let card = || {
        let mut card = Card::new("Ким", "Человек");
        card.field("born", "Дата рождения", Secret(Day::new(1996, 2, 3)));
        card.field("hired", "Дата приёма", Day::new(2020, 9, 1));
        card.field("old", "Давно", Day::new(1900, 2, 28));
        card.field("pairs", "Пар", 3_usize);
        card.field("share", "Доля", Value::Percent(Share { part: 1, whole: 8 }));
        card.field("none", "Доля ничего", Value::Percent(Share { part: 0, whole: 0 }));
        card.field("number", "Номер", "007");
        card.report(Vec::new())
    };
    let all = sheets(bytes(card()));
    let day = |serial: f64| Data::DateTime(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false));
    let text = |text: &str| Data::String(text.into());
    let values: Vec<Data> = all[0].1[3..].iter().map(|row| row[1].clone()).collect();
    // 35,098 days from 30 December 1899 to 3 February 1996, 44,075 to 1 September 2020.
    let expected = [
        day(35_098.0),
        day(44_075.0),
        text("28.02.1900"),
        Data::Float(3.0),
        Data::Float(0.125),
        text("–"),
        text("007"),
    ];
    assert_eq!(values, expected);
    let csv = written(card(), Format::Excel);
    for line in ["Дата рождения;03.02.1996", "Дата приёма;01.09.2020", "Пар;3", "Доля;12,5 %", "Номер;007"]
    {
        assert!(csv.contains(line), "{line}: {csv}");
    }
}

/// The same list, whether its rows are packed while they are read or not, and on however many sheets it stands.
#[test]
fn a_list_that_is_longer_than_a_sheet_goes_on_in_the_next() {
    let rows = |count: i64| {
        let row = |number: i64| -> CellRow {
            let note = if number == 7 {
                "длинный текст ".repeat(9)
            } else {
                format!("=записка {number:02}")
            };
            vec![number.into(), Day::new(2024, 9, 1).into(), note.into(), if number == 5 { "" } else { "0101" }.into()]
        };
        (1..=count).map(row).collect()
    };
    let of = |count, limits| {
        let columns = vec![
            Column::both("number", "Номер", at::<0>),
            Column::both("day", "Дата", at::<1>),
            Column::both("note", "Заметка", at::<2>),
            Column::both("code", "Код", at::<3>),
        ];
        let mut out = Vec::new();
        let report = report(columns, rows(count));
        write_limited(report, &rendering(Format::Xlsx, 0, &Names::default()), &mut out, limits).unwrap();
        out
    };
    let heading = ["Номер", "Дата", "Заметка", "Код"].map(|heading| Data::String(heading.into()));
    for (sample, rows_of_sheet, count, expected) in [
        (1000, 1_048_576, 12, vec![12]),
        (4, 1_048_576, 12, vec![12]),
        (4, 6, 12, vec![5, 5, 2]),
        (4, 6, 10, vec![5, 5]),
        (2, 2, 3, vec![1, 1, 1]),
        (4, 5, 4, vec![4]),
    ] {
        let limits = SheetLimits { sample, rows: rows_of_sheet };
        let bytes = of(count, limits);
        assert!(bytes == of(count, limits), "the same rows are the same bytes");
        let all = sheets(bytes.clone());
        let lengths: Vec<_> = all.iter().map(|(_, rows)| rows.len() - 1).collect();
        assert_eq!(lengths, expected, "{limits:?}");
        let mut number = 0.0;
        for (name, rows) in &all {
            assert_eq!(rows[0], heading, "{name}");
            for row in &rows[1..] {
                number += 1.0;
                let note = if number == 7.0 {
                    "длинный текст ".repeat(9)
                } else {
                    format!("=записка {number:02}")
                };
                assert_eq!((&row[0], row[2].to_string()), (&Data::Float(number), note), "{name}");
                let Data::DateTime(day) = &row[1] else { panic!("{name}: {row:?}") };
                assert_eq!(day.as_f64(), 45_536.0, "{name}");
                assert_eq!(row[3], if number == 5.0 { Data::Empty } else { Data::String("0101".into()) }, "{name}");
            }
        }
        assert_eq!(number, count as f64);
        for (number, length) in (1..).zip(&expected) {
            let sheet = part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
            assert_eq!(sheet.contains("tabSelected"), number == 1, "{sheet}");
            assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<cols>"), "{sheet}");
            assert!(sheet.contains(&format!("<autoFilter ref=\"A1:D{}\"/>", length + 1)), "{sheet}");
            assert_eq!(sheet.matches("<row ").count(), length + 1, "{sheet}");
        }
        let book = part(&bytes, "xl/workbook.xml");
        assert_eq!(book.matches("_xlnm.Print_Titles").count(), expected.len(), "{book}");
        let tall: String = (1..=expected.len()).map(|n| part(&bytes, &format!("xl/worksheets/sheet{n}.xml"))).collect();
        // A narrow column of the first four rows breaks the long text into a line a word.
        let height = if sample > 7 { 60 } else { 270 };
        assert_eq!(tall.contains(&format!(" ht=\"{height}\" customHeight=\"1\">")), count >= 7, "{tall}");
    }
}

/// A chart beside a list that is packed while it is read, a card before it and sheets behind it.
#[test]
fn a_long_list_stands_among_other_sheets() {
    let names = Names::default();
    let figures = || {
        let row = |number: i64| -> CellRow {
            vec![format!("Школа {number}").into(), Value::Percent(Share { part: 1, whole: 2 })]
        };
        report(
            vec![Column::both("org", "ОО", at::<0>), Column::both("percent", "%", at::<1>)],
            (1..9).map(row).collect(),
        )
    };
    let mut card = Card::new("Пара № 1", "Пара");
    card.field("number", "Номер", "1");
    let bars = || Bars { title: "Доли".into(), figures: &["percent"] };
    let book = ReportBook::default()
        .with("Карточка", card.report(Vec::new()))
        .with_bars("Доли", figures(), bars())
        .with("Ещё", figures())
        .about("Период", "2024/25");
    let mut out = Vec::new();
    let limits = SheetLimits { sample: 3, ..SheetLimits::default() };
    write_limited(figures().with_book(book), &rendering(Format::Xlsx, 0, &names), &mut out, limits).unwrap();
    assert!(part(&out, "xl/worksheets/sheet2.xml").contains("<drawing r:id=\"rId1\"/>"));
    assert!(part(&out, "xl/charts/chart1.xml").contains("Доли!$B$2:$B$9"));
    let chart = |sample| {
        let mut out = Vec::new();
        let limits = SheetLimits { sample, ..SheetLimits::default() };
        let book = ReportBook::default().with_bars("Доли", figures(), bars());
        write_limited(figures().with_book(book), &rendering(Format::Xlsx, 0, &names), &mut out, limits).unwrap();
        part(&out, "xl/charts/chart1.xml")
    };
    // Whoever shows a chart without reckoning takes what stands in it.
    let short = chart(1000);
    assert!(short.contains("<c:pt idx=\"7\"><c:v>Школа 8</c:v></c:pt>") && !short.contains("idx=\"8\""), "{short}");
    assert_eq!(short.matches("<c:v>0.5</c:v>").count(), 8, "{short}");
    assert!(!chart(3).contains("<c:v>0.5</c:v>"));
    let all = sheets(out);
    let found: Vec<_> = all.iter().map(|(name, rows)| (name.as_str(), rows.len())).collect();
    assert_eq!(found, [("Карточка", 4), ("Доли", 9), ("Ещё", 9), ("О файле", 1)]);
    assert_eq!(all[2].1[0], ["ОО", "%"].map(|heading| Data::String(heading.into())));
    assert_eq!(all[2].1[8], [Data::String("Школа 8".into()), Data::Float(0.5)]);
}

/// What can't be read in the middle of a long list ends it, and what can't be written too.
#[test]
fn a_long_list_that_breaks_off_is_no_workbook() {
    let names = Names::default();
    let limits = SheetLimits { sample: 2, ..SheetLimits::default() };
    let broken = || {
        let columns = vec![Column::both("name", "Имя", at::<0>)];
        List::new("Люди", columns).walked(|row| {
            (0..50).try_for_each(|_| row(vec![Value::from("Ким".to_owned())]))?;
            anyhow::bail!("диск вынут")
        })
    };
    let mut out = Vec::new();
    let written = write_limited(broken(), &rendering(Format::Xlsx, 0, &names), &mut out, limits);
    assert!(matches!(&written, Err(Unwritten::Unread(error)) if error.to_string() == "диск вынут"), "{written:?}");
    assert!(out.is_empty());

    // A file that nobody may write to, in the place of a full disk.
    let unwritable = File::open("Cargo.toml").unwrap();
    let mut archive = BookArchive::new(unwritable);
    let told = (0..200).map(|at| {
        archive.begin_sheet(format!("{at}.xml"))?;
        archive.push_markup(vec![b'x'; 100_000])
    });
    assert!(told.collect::<io::Result<()>>().is_err());
}

/// Neither a panic nor half a file where nothing can be written.
#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let mut out = Vec::new();
    let names = Names::default();
    let scratch = std::path::Path::new("target/none");
    let nowhere = Rendering { scratch, ..rendering(Format::Xlsx, 0, &names) };
    let written = texts(&["Ким"]).write(nowhere, &mut out);
    assert!(matches!(written, Err(Unwritten::Unplaced(error)) if error.kind() == io::ErrorKind::NotFound));
    assert!(out.is_empty());
}
