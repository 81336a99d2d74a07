//! One staff file, saved in every way in which schools save it, makes one and the same database.

use std::fs;
use std::path::Path;

use encoding_rs::{IBM866, UTF_8, WINDOWS_1251};

use crate::common::Desk;
use crate::common::dump::{assert_same, dump};

/// The rows of `tests/fixtures/quirks.*`, which `make.py` writes.
const ROWS: &[[&str; 11]] = &[
    ["Список работников (на 01.09.2022)", "", "", "", "", "", "", "", "", "", ""],
    [
        "№ п/п",
        "Таб. №",
        "ФИО",
        "Дата рождения",
        "СНИЛС",
        "Организация",
        "Должность",
        "Предмет",
        "Дата приёма",
        "Дата увольнения",
        "Основное место работы",
    ],
    [
        "1",
        "0012",
        "Ёлкина-Ким Анна Ильинична",
        "12.05.1990",
        "112-233-445 95",
        "МБОУ \"СОШ № 1\" с. Ясное",
        "учитель",
        "физика, астрономия",
        "01.09.2015",
        "",
        "да",
    ],
    [
        "2",
        "13",
        "Оглы Рашид Ахмед оглы",
        "31.12.1975",
        "90010000794",
        "МБОУ \"СОШ №1\" с. Ясное",
        "педагог-психолог",
        "",
        "20.08.2010",
        "31.05.2022",
        "нет",
    ],
    [
        "3",
        "",
        "СЁМИН ПЁТР",
        "29.02.2000",
        "",
        "\"Маяк\" центр творчества",
        "педагог дополнительного образования",
        "труд; технология",
        "11.01.2021",
        "",
        "",
    ],
    [
        "4",
        "14/б",
        "Ли Ян",
        "",
        "900-100-476 18",
        "Гимназия № 2 им. Н. А. Ёжикова",
        "учитель",
        "клуб \"Что? Где? Когда?\"",
        "01.09.1998",
        "",
        "да",
    ],
    [
        "5",
        "15",
        "Иванов\u{a0} Пётр  Ильич",
        "28.06.1998",
        "",
        "Гимназия № 2 им. Н. А. Ёжикова",
        "учитель",
        "русский язык\nи литература",
        "15.10.2019",
        "",
        "да",
    ],
];

/// How a text is written.
struct Dress {
    delimiter: char,
    end: &'static str,
    /// Every cell in quotes, or only those that need them.
    quoted: bool,
    /// `sep=;` first.
    sep: bool,
    /// What is said of it: the encoding is recognised, or the option names it.
    option: &'static str,
    encode: fn(&str) -> Vec<u8>,
}

impl Dress {
    fn text(&self) -> String {
        let needs = |cell: &str| cell.starts_with('"') || cell.contains([self.delimiter, '\n']);
        let cell = |cell: &str| {
            let text = cell.replace('\n', self.end);
            if self.quoted || needs(cell) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
        };
        let line = |row: &[&str; 11]| row.map(cell).join(&self.delimiter.to_string()) + self.end;
        let sep = if self.sep { format!("sep={}{}", self.delimiter, self.end) } else { String::new() };
        sep + &ROWS.iter().map(line).collect::<String>()
    }
}

fn bare(text: &str) -> Vec<u8> {
    UTF_8.encode(text).0.into_owned()
}

fn marked(text: &str) -> Vec<u8> {
    [b"\xEF\xBB\xBF", text.as_bytes()].concat()
}

fn le(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn be(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

/// In a page of 256 letters; all of the file's must be among them.
fn of_page(text: &str, page: &'static encoding_rs::Encoding) -> Vec<u8> {
    let (bytes, _, lost) = page.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn windows(text: &str) -> Vec<u8> {
    of_page(text, WINDOWS_1251)
}

fn dos(text: &str) -> Vec<u8> {
    of_page(text, IBM866)
}

const fn dress(delimiter: char, end: &'static str, encode: fn(&str) -> Vec<u8>) -> Dress {
    Dress { delimiter, end, quoted: false, sep: false, option: "", encode }
}

const DRESSES: &[Dress] = &[
    dress(';', "\n", bare),
    dress(';', "\r\n", marked),
    dress('\t', "\r\n", le),
    dress('\t', "\n", be),
    dress(';', "\r\n", windows),
    Dress { option: " --encoding cp866", ..dress(';', "\r\n", dos) },
    dress(',', "\n", bare),
    dress(';', "\r", bare),
    dress('\t', "\r", windows),
    Dress { sep: true, ..dress(';', "\r\n", windows) },
    Dress { sep: true, ..dress(',', "\r\n", le) },
    Dress { quoted: true, ..dress(',', "\r\n", marked) },
    Dress { quoted: true, ..dress('\t', "\n", bare) },
    Dress { quoted: true, sep: true, ..dress(';', "\r", be) },
];

/// A district with the organisations of the file; nobody works there yet.
fn district() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «СОШ № 1» с. Ясное' --kind школа",
        "org add '«Маяк» центр творчества' --kind 'дополнительное образование'",
        "org add 'Гимназия № 2 им. Н. А. Ёжикова' --kind школа",
    ])
}

#[test]
fn a_file_in_any_dress_makes_the_same_database() {
    let empty = district().bytes();
    let desk = Desk::bare();
    let mut files: Vec<(String, &str)> = Vec::new();
    for (at, dress) in DRESSES.iter().enumerate() {
        let name = format!("{at}.csv");
        desk.write(&name, (dress.encode)(&dress.text()));
        files.push((name, dress.option));
    }
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for ending in ["xlsx", "xls", "ods", "xlsb"] {
        // What a file is shows in its first bytes, whatever its name.
        for name in [format!("quirks.{ending}"), format!("{ending}.csv")] {
            fs::copy(fixtures.join(format!("quirks.{ending}")), desk.path(&name)).unwrap();
            files.push((name, ""));
        }
    }
    // Line ends of every kind in one file.
    let mixed: Vec<_> = DRESSES[0].text().replace("язык\nи", "язык и").lines().map(str::to_owned).collect();
    let ends = ["\r\n", "\r", "\n"].into_iter().cycle();
    desk.write("mixed.csv", mixed.into_iter().zip(ends).map(|(line, end)| line + end).collect::<String>());
    files.push(("mixed.csv".into(), ""));

    let mut first: Option<Vec<String>> = None;
    for (name, option) in &files {
        desk.write("nastavnik.db", &empty);
        let told = desk.done(&format!("org staff import {name}{option}"));
        assert!(told.err.contains(&format!("{name}: записано: 5 новых записей, изменено: 0")), "{name}: {told:#?}");
        let now = dump(&desk.sql());
        assert_same(name, first.get_or_insert_with(|| now.clone()), &now);
    }
    assert_eq!(
        desk.cells(
            "org staff list --all",
            &["org", "name", "post", "hired", "dismissed", "main", "number", "snils", "born", "subject"]
        ),
        [
            "Гимназия № 2 им. Н. А. Ёжикова|Иванов Пётр Ильич|учитель|2019-10-15||true|15||1998-06-28|русский язык и литература",
            "Гимназия № 2 им. Н. А. Ёжикова|Ли Ян|учитель|1998-09-01||true|14/б|900-100-476 18||клуб \"Что? Где? Когда?\"",
            "«Маяк» центр творчества|Сёмин Пётр|педагог дополнительного образования|2021-01-11||true|||2000-02-29|труд; технология",
            "МБОУ «СОШ № 1» с. Ясное|Ёлкина-Ким Анна Ильинична|учитель|2015-09-01||true|0012|112-233-445 95|1990-05-12|физика, астрономия",
            "МБОУ «СОШ № 1» с. Ясное|Оглы Рашид Ахмед оглы|педагог-психолог|2010-08-20|2022-05-31|false|13|900-100-007 94|1975-12-31|",
        ]
    );
    // The same people in another dress are the same people.
    for (name, option) in &files {
        let told = desk.done(&format!("org staff import {name}{option}"));
        assert!(told.err.contains(&format!("{name}: изменений нет, строк без изменений: 5")), "{name}: {told:#?}");
    }
}
