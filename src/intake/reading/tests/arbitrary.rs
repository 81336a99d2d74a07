//! Whatever bytes come: no panic, no hang, and what is handed out keeps to its bounds.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;

use super::super::record::{CELL, COLUMNS, Record, Records};
use super::super::{Encoding, Layout, Opened, SheetItem, Source};
use super::LAYOUTS;
use crate::domain::Day;
use crate::intake::importer::ReadRow;
use crate::intake::staff::{self, StaffRow};

/// Encodings to be named by the user, and none.
const NAMED: [Option<Encoding>; 6] = [
    None,
    Some(Encoding::Utf8),
    Some(Encoding::Windows1251),
    Some(Encoding::Utf16Le),
    Some(Encoding::Utf16Be),
    Some(Encoding::Cp866),
];

/// Reads a table to its end, in every way in which a row can be asked.
fn read(opened: Opened, layout: &'static Layout) {
    let headings = opened.headings(layout).unwrap_or_default();
    assert!(headings.len() <= COLUMNS);
    let Ok(mut sheet) = opened.sheet(layout) else { return };
    let today = Day::new(2026, 11, 22).unwrap();
    let mut last = 0;
    let mut first: Vec<usize> = Vec::new();
    let outcome = sheet.each(today, |found, share| {
        assert!((0.0..=1.0).contains(&share), "{share}");
        match found {
            SheetItem::Row(row) => {
                assert!(row.line() > last, "{} after {last}", row.line());
                last = row.line();
                first.push(last);
                assert!(row.record.cells.len() <= COLUMNS && row.record.cells.iter().all(|cell| cell.len() <= CELL));
                for column in layout.columns {
                    let field = column.field;
                    let _ = (
                        row.text(field),
                        row.required_day(field),
                        row.birth(field),
                        row.flag(field),
                        row.integer(field),
                    );
                }
                let _ = row.further();
                if std::ptr::eq(layout, &staff::LAYOUT) {
                    let mut told = StaffRow::read(row, &Default::default());
                    assert_eq!((told.line(), told.is_sound()), (last, told.take_remarks().defects.is_empty()));
                }
            }
            SheetItem::Flawed(defects) => {
                assert!(!defects.is_empty());
                for defect in defects {
                    assert!(defect.line > 0 && defect.value.is_none_or(|value| value.chars().count() <= 81));
                }
            }
        }
        true
    });
    let _ = (outcome.map_err(|failure| assert!(!failure.message.is_empty())), sheet.notes());
    // A second pass tells the same.
    let mut again = Vec::new();
    let _ = sheet.each(today, |found, _| {
        again.extend(match found {
            SheetItem::Row(row) => Some(row.line()),
            SheetItem::Flawed(_) => None,
        });
        true
    });
    assert_eq!(first, again);
}

fn read_text(bytes: &[u8], named: Option<Encoding>, layout: &'static Layout) {
    let start = Instant::now();
    if let Ok(opened) = Opened::of_text("x.csv", bytes.to_vec(), named) {
        read(opened, layout);
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{} bytes took {:?}", bytes.len(), start.elapsed());
}

/// What is done to the bytes of a sound file.
#[derive(Debug, Clone)]
enum Stroke {
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index, Index),
    Double(Index, Index),
    End(Index),
}

impl Stroke {
    fn strike(&self, bytes: &mut Vec<u8>) {
        let place = |index: &Index, bytes: &Vec<u8>| index.index(bytes.len() + 1);
        let span = |a: &Index, b: &Index, bytes: &Vec<u8>| {
            let (a, b) = (place(a, bytes), place(b, bytes));
            a.min(b)..a.max(b).min(a.min(b) + 300)
        };
        match self {
            Self::Flip(at, byte) => {
                let at = place(at, bytes);
                bytes.get_mut(at).into_iter().for_each(|old| *old = *byte);
            }
            Self::Insert(at, new) => {
                let at = place(at, bytes);
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Cut(a, b) => _ = bytes.drain(span(a, b, bytes)),
            Self::Double(a, b) => {
                let span = span(a, b, bytes);
                let (end, again) = (span.end, bytes[span].to_vec());
                bytes.splice(end..end, again);
            }
            Self::End(at) => bytes.truncate(place(at, bytes)),
        }
    }
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let signs = prop::sample::select(vec![
        "\"",
        "\"\"",
        ";",
        ",",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\u{feff}",
        "\n\n",
        ";;;;;;;;",
        "Итого",
        "ФИО",
        "1;2;3;4;5;6;7;8;9;10;11;12;13",
        "31.02.2020",
        "я",
        "#Н/Д",
        "####",
        "=\"00101\"",
        "01.01.0001",
        "__________",
        "М.П.",
        "Директор",
        "1E+05",
        "31/12/2020",
    ]);
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Stroke::Flip(at, byte)),
        6 => (any::<Index>(), signs).prop_map(|(at, new)| Stroke::Insert(at, new.as_bytes().to_vec())),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Stroke::Cut(a, b)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Stroke::Double(a, b)),
        1 => any::<Index>().prop_map(Stroke::End),
    ]
}

/// A sound file of staff in an encoding.
fn staff_file(encoding: Encoding) -> Vec<u8> {
    let text = include_str!("../../../../tests/fixtures/staff.csv");
    match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => [encoding.mark(), &encoding.encoded(text)].concat(),
        _ => encoding.encoded(text),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_table_or_a_refusal(
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        named in prop::sample::select(NAMED.to_vec()),
        layout in prop::sample::select(LAYOUTS.to_vec()),
    ) {
        read_text(&bytes, named, layout);
    }

    #[test]
    fn a_spoilt_file_is_a_table_or_a_refusal(
        strokes in prop::collection::vec(stroke(), 1..12),
        encoding in prop::sample::select(NAMED.to_vec()),
        named in any::<bool>(),
    ) {
        let mut bytes = staff_file(encoding.unwrap_or(Encoding::Utf8));
        strokes.iter().for_each(|stroke| stroke.strike(&mut bytes));
        read_text(&bytes, encoding.filter(|_| named), &staff::LAYOUT);
    }

    /// Lines of headings, in any order, twice, over two lines, between titles.
    #[test]
    fn any_lines_of_headings_are_a_header_or_a_refusal(
        layout in prop::sample::select(LAYOUTS.to_vec()),
        lines in prop::collection::vec(prop::collection::vec((any::<Index>(), 0..8_u8), 0..16), 1..24),
        delimiter in prop::sample::select(vec![";", "\t", ","]),
    ) {
        let words: Vec<&str> = layout.columns.iter().flat_map(|c| std::iter::once(&c.heading).chain(c.synonyms)).copied().collect();
        let cell = |(word, dress): &(Index, u8)| match dress {
            0 => String::new(),
            1 => "1".to_owned(),
            2 => format!("\"{}", word.get(&words)),
            3 => word.get(&words).to_uppercase().replace(' ', "\n "),
            4 => "Сведения".to_owned(),
            _ => format!("\"{}\"", word.get(&words)),
        };
        let text: String = lines.iter().map(|line| line.iter().map(cell).collect::<Vec<_>>().join(delimiter) + "\r\n").collect();
        read_text(text.as_bytes(), None, layout);
    }

    /// The records of a text are its text: nothing is lost between them, and each begins on its own line.
    #[test]
    fn records_stand_one_after_another(text in "([aя;\",\t\r\n ]|\"\"|\r\n|\"\n){0,80}", delimiter in prop::sample::select(vec![b';', b',', b'\t', 0])) {
        let records: Vec<Record<'_>> = Records::resume(&text, delimiter, 0, 1).collect();
        let ends = |between: &str| matches!(between, "\n" | "\r" | "\r\n" | "");
        let mut at = 0;
        for record in &records {
            let from = record.raw.as_ptr() as usize - text.as_ptr() as usize;
            prop_assert!(ends(&text[at..from]), "{:?} is lost", &text[at..from]);
            let before = text[..from].replace("\r\n", "\n");
            prop_assert_eq!(record.line, 1 + before.matches(['\r', '\n']).count());
            prop_assert_eq!(record.width, record.cells.len());
            at = from + record.raw.len();
        }
        prop_assert!(ends(&text[at..]), "{:?} is lost", &text[at..]);
    }
}

#[test]
fn the_bounds_are_exact() {
    let of = |text: &str| {
        let mut sheet = Opened::of_text("x.csv", text.into(), None).unwrap().sheet(&super::PEOPLE).unwrap();
        let (rows, defects) = super::rows(&mut sheet);
        (rows.len(), defects.told())
    };
    // A cell of 64 KiB, bare and in quotes; a sign more.
    for (size, rows) in [(CELL, 1), (CELL + 1, 0)] {
        assert_eq!(of(&format!("ФИО;Должность\nКац;{}\n", "x".repeat(size))).0, rows, "{size}");
    }
    assert_eq!(of(&format!("ФИО;Должность\nКац;\"{}\"\n", "x".repeat(CELL - 2))).0, 1);
    let (rows, told) = of(&format!("ФИО;Должность\nКац;\"{}\"\nЛев;завуч\n", "x\n".repeat(CELL / 2)));
    assert!(
        rows == 1 && told[0].starts_with("x.csv:2:2: «Должность»") && told[0].contains("кавычка открыта"),
        "{told:?}"
    );
    // A thousand columns, with and without a heading; one more.
    for (count, is_read) in [(COLUMNS, true), (COLUMNS + 1, false)] {
        let header = format!("ФИО;Должность{}", ";x".repeat(count - 2));
        let opened = Opened::of_text("x.csv", header.clone().into(), None).unwrap();
        assert_eq!(opened.sheet(&super::PEOPLE).is_ok(), is_read, "{count}");
        let beside = format!("ФИО;Должность\nКац;завуч{}\n", ";".repeat(count - 2));
        assert_eq!(of(&beside).0, usize::from(is_read), "{count}");
    }
    // A line of a MiB is read on; a longer one is refused before it is held.
    let line = |cells: usize| format!("ФИО;Должность\nКац;завуч\n{}\n", "x;".repeat(cells));
    let wide = Opened::of_text("x.csv", line(400_000).into(), None).unwrap().sheet(&super::PEOPLE);
    assert!(wide.unwrap().each(Day::new(2026, 11, 22).unwrap(), |_, _| true).is_ok());
    let endless = Opened::of_text("x.csv", line(4_000_000).into(), None).unwrap().sheet(&super::PEOPLE);
    let failure = endless.unwrap().each(Day::new(2026, 11, 22).unwrap(), |_, _| true).unwrap_err();
    assert_eq!(failure.message, "x.csv: строка 3 длиннее 1 МиБ: это не таблица");
}

/// Texts that make a careless reader look at everything again and again.
#[test]
fn nothing_takes_more_than_its_share_of_time() {
    for piece in
        ["\"", "\"\"\"", "\"a\n", "a;\"b\"c\n", "\"\"\n", ";", "\r", "x\"\"\"\";\"", "\"a\"\"\n", "Итого\n", "\u{feff}"]
    {
        let text = format!("ФИО;Должность\n{}", piece.repeat(60_000 / piece.len()));
        read_text(text.as_bytes(), None, &super::PEOPLE);
    }
}

/// What cargo-fuzz does where there is a nightly compiler (see fuzz/README.md), without one: as long as is said in
/// `WALK_SECONDS`, by default a minute. Run: `cargo test --lib arbitrary -- --ignored`.
#[test]
#[ignore = "as long as one likes"]
fn a_long_walk() {
    let seconds = std::env::var("WALK_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let until = Instant::now() + Duration::from_secs(seconds);
    let books = [
        "staff.xls",
        "quirks.xls",
        "staff.xlsx",
        "quirks.xlsx",
        "staff.ods",
        "quirks.ods",
        "staff.xlsb",
        "quirks.xlsb",
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::default());
    let mut counts = (0_u64, 0_u64);
    while Instant::now() < until {
        let draw = (prop::collection::vec(stroke(), 1..20), any::<Index>(), any::<Index>(), any::<bool>(), 0..20_u8);
        let (strokes, which, layout, named, book) =
            proptest::strategy::ValueTree::current(&draw.new_tree(&mut runner).unwrap());
        if book == 0 {
            let name = which.get(&books);
            let home = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
            let mut bytes = std::fs::read(format!("{home}{name}")).unwrap();
            strokes.iter().for_each(|stroke| stroke.strike(&mut bytes));
            let path = folder.path().join("book");
            std::fs::write(&path, bytes).unwrap();
            if let Ok(opened) = Opened::open(&Source::of(&path)) {
                read(opened, &staff::LAYOUT);
            }
            counts.1 += 1;
        } else {
            let encoding = *which.get(&NAMED);
            let mut bytes = staff_file(encoding.unwrap_or(Encoding::Utf8));
            strokes.iter().for_each(|stroke| stroke.strike(&mut bytes));
            read_text(&bytes, encoding.filter(|_| named), LAYOUTS[layout.index(LAYOUTS.len())]);
            counts.0 += 1;
        }
    }
    assert!(counts.0 > 0 && counts.1 > 0, "{counts:?}");
}
