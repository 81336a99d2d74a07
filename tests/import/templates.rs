//! Templates for schools: workbooks to be filled in, of every import of the tree.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use quick_xml::events::Event;

use crate::common::hand_made::typed_on;
use crate::common::workbook::{shown, whole_text};
use crate::common::{Desk, commands};
use crate::house::round_trip::{OF_WORKBOOKS, REGISTERS};

/// A day on which all examples are in the past.
const TODAY: &str = "2025-06-01";

/// A check of a workbook: its kind, the column where it stands, the cells of its list, whether something else may be typed.
#[derive(Debug, PartialEq)]
struct Check {
    kind: String,
    list: String,
    is_soft: bool,
    says: String,
}

/// The commands that write a template, those whose files need one another in the order of their need.
fn imports() -> Vec<String> {
    let has_template = |command: &clap::Command| command.get_arguments().any(|arg| arg.get_long() == Some("template"));
    let mut found: Vec<_> =
        commands().into_iter().filter(|(_, c)| has_template(c)).map(|(path, _)| path.join(" ")).collect();
    found.retain(|import| import != OF_WORKBOOKS);
    let order = |import: &String| REGISTERS.iter().position(|(_, known)| known == import);
    assert!(found.iter().all(|import| order(import).is_some()), "{found:?}");
    found.sort_by_key(order);
    found
}

/// Writes the templates of an import; returns the kind of each with its name.
fn templates(desk: &Desk, import: &str) -> Vec<(String, String)> {
    let told = desk.done(&format!("{import} --template t.xlsx"));
    let written = told.err.lines().filter_map(|line| line.strip_prefix("Записан шаблон: "));
    let parts = written.map(|line| line.rsplit_once(", ").unwrap().0.split_once(" — ").unwrap());
    parts.map(|(name, kind)| (kind.to_owned(), name.to_owned())).collect()
}

/// The columns of an import, by the kind of its file: headings with what is said of their need and with examples.
fn declared(desk: &Desk, import: &str) -> BTreeMap<String, Vec<(String, String, String)>> {
    let told = desk.done(&format!("{import} --columns --format json")).out;
    let mut files: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for row in serde_json::from_str::<Vec<serde_json::Value>>(&told).unwrap() {
        let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        files.entry(text("file")).or_default().push((text("heading"), text("required"), text("example")));
    }
    files
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The checks of the first sheet, by the letters of their columns.
fn checks(bytes: &[u8]) -> BTreeMap<String, Check> {
    let sheet = part(bytes, "xl/worksheets/sheet1.xml");
    let mut reader = quick_xml::Reader::from_str(&sheet);
    let mut found = BTreeMap::new();
    let (mut column, mut is_list) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "dataValidation" => {
                let value = |name: &str| {
                    let all = tag.attributes().map(Result::unwrap);
                    let mut own = all.filter(|attribute| attribute.key.as_ref() == name);
                    own.next().map(|attribute| attribute.value.into_owned()).unwrap_or_default()
                };
                let (from, to) = value("sqref").split_once(':').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
                column = from.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
                assert_eq!((from, to), (format!("{column}2"), format!("{column}1048576")));
                assert_eq!((value("showErrorMessage"), value("allowBlank")), ("1".into(), "1".into()), "{column}");
                let check = Check {
                    kind: value("type"),
                    list: String::new(),
                    is_soft: value("errorStyle") == "warning",
                    says: format!("{}: {}", value("errorTitle"), value("error")),
                };
                assert!(found.insert(column.clone(), check).is_none(), "{column}: two checks");
            }
            Event::Start(tag) => is_list = tag.name().as_ref() == "formula1",
            Event::Text(text) if is_list => {
                found.get_mut(&column).unwrap().list = text.to_string();
                is_list = false;
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

type Book = Xlsx<Cursor<Vec<u8>>>;

fn book(bytes: &[u8]) -> Book {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

/// The rows of a sheet as text.
fn rows(book: &mut Book, sheet: &str) -> Vec<Vec<String>> {
    book.worksheet_range(sheet).unwrap().rows().map(|row| row.iter().map(shown).collect()).collect()
}

/// The choices to which a check of a list points.
fn choices(book: &mut Book, check: &Check) -> Vec<String> {
    let (sheet, cells) =
        check.list.replace(['\'', '$'], "").split_once('!').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let (from, to) = cells.split_once(':').unwrap();
    let place = |cell: &str| {
        let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
        let column = letters.bytes().fold(0, |all, letter| all * 26 + usize::from(letter - b'A') + 1) - 1;
        (cell[letters.len()..].parse::<usize>().unwrap() - 1, column)
    };
    let (from, to) = (place(from), place(to));
    let range = book.worksheet_range(&sheet).unwrap();
    let at = |row: usize| range.get_value((row as u32, from.1 as u32)).cloned().unwrap_or(Data::Empty);
    assert_eq!(shown(&at(to.0 + 1)), "", "the list goes on");
    (from.0..=to.0).map(|row| shown(&at(row))).collect()
}

fn letters(place: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap());
    if place < 26 { letter.to_string() } else { format!("{}{letter}", letters(place / 26 - 1)) }
}

/// The workbook with a text in a cell of its first sheet, as if somebody had typed it there.
fn typed(bytes: &[u8], cell: &str, text: &str) -> Vec<u8> {
    typed_on(bytes, 1, cell, text)
}

#[test]
fn a_template_says_of_each_column_what_belongs_there() {
    let desk = Desk::new().at(TODAY).with(["org add 'Школа А' --kind школа --inn 2599000136"]);
    let (mut dates, mut lists) = (0, 0);
    for import in imports() {
        let declared = declared(&desk, &import);
        let written = templates(&desk, &import);
        assert_eq!(written.iter().map(|(kind, _)| kind).collect::<Vec<_>>(), declared.keys().collect::<Vec<_>>());
        for (kind, name) in written {
            let bytes = fs::read(desk.path(&name)).unwrap();
            fs::remove_file(desk.path(&name)).unwrap();
            let mut book = book(&bytes);
            let names = book.sheet_names();
            let rows = rows(&mut book, &names[0]);
            let checks = checks(&bytes);
            let [headings, example] = &rows[..] else { panic!("{kind}: {rows:?}") };
            let mut marked = 0;
            let mut known = declared[&kind].iter();
            for (place, heading) in headings.iter().enumerate() {
                let bare = heading.trim_end_matches(['*', '\u{a0}']);
                let (_, need, cell) =
                    known.find(|(known, ..)| known == bare).unwrap_or_else(|| panic!("{kind}: {heading}"));
                assert_eq!(
                    need == "обязателен" || need == "один из таких",
                    heading.ends_with('*'),
                    "{kind}: {heading}"
                );
                assert!(need != "обязателен" || !heading.ends_with("**"), "{kind}: {heading}");
                let shown = &example[place];
                marked += usize::from(shown == &format!("Пример: {cell}"));
                let is_alike = shown.ends_with(cell.as_str()) || (bare == "Пол" && shown == "женский");
                assert!(is_alike && (shown.is_empty() == cell.is_empty()), "{kind}: {heading}: {shown}, {cell}");
                let check = checks.get(&letters(place));
                if bare.starts_with("Дата") || ["С", "По", "Начало", "Окончание", "Срок"].contains(&bare)
                {
                    let check = check.unwrap_or_else(|| panic!("{kind}: {heading} has no check"));
                    assert_eq!((check.kind.as_str(), check.is_soft), ("date", false), "{kind}: {heading}");
                    assert!(check.says.starts_with("Нужна дата: ") && check.says.contains(bare), "{check:?}");
                    dates += 1;
                }
                if let Some(check) = check.filter(|check| check.kind == "list") {
                    let choices = choices(&mut book, check);
                    assert!(
                        !choices.is_empty() && choices.iter().all(|choice| !choice.is_empty()),
                        "{kind}: {heading}"
                    );
                    assert!(
                        check.is_soft || cell.is_empty() || choices.contains(shown),
                        "{kind}: {heading}: {choices:?}"
                    );
                    lists += 1;
                }
            }
            assert_eq!(marked, 1, "{kind}: {example:?}");
            // A note a heading.
            let notes = part(&bytes, "xl/comments1.xml");
            assert_eq!(notes.matches("<comment ").count(), headings.len(), "{kind}");
            assert!(
                whole_text_of(&desk, &bytes).contains("state=\"hidden\"") == checks.values().any(|c| c.kind == "list")
            );
            // No line of the advice can be taken for the header of a table.
            assert_eq!(names[1], "Как заполнять", "{kind}");
            let advice = book.worksheet_range("Как заполнять").unwrap();
            assert!(advice.width() == 1 && advice.height() > headings.len() + 8, "{kind}");
        }
    }
    assert!(dates > 25 && lists > 15, "{dates} {lists}");
}

fn whole_text_of(desk: &Desk, bytes: &[u8]) -> String {
    desk.write("whole.xlsx", bytes);
    let text = whole_text(&desk.path("whole.xlsx"));
    fs::remove_file(desk.path("whole.xlsx")).unwrap();
    text
}

#[test]
fn a_template_goes_back_as_it_is_and_filled_and_a_mistake_is_told_by_its_cell() {
    let desk = Desk::new().at(TODAY);
    for import in imports() {
        for (kind, name) in templates(&desk, &import) {
            let bytes = fs::read(desk.path(&name)).unwrap();
            // Left as it is.
            let before = desk.bytes();
            let told = desk.done(&format!("{import} {name}"));
            assert!(told.err.contains("изменений нет") && !told.err.contains("Внимание"), "{kind}: {told:#?}");
            assert!(told.err.contains("пропущен пример из шаблона: строка 2"), "{kind}: {told:#?}");
            assert_eq!(before, desk.bytes(), "{kind}");
            fs::remove_file(desk.path(&name)).unwrap();
            let mut book = book(&bytes);
            let sheet = book.sheet_names().remove(0);
            let rows = rows(&mut book, &sheet);
            let place = rows[1].iter().position(|cell| cell.starts_with("Пример: ")).unwrap();
            let cell = format!("{}2", letters(place));
            let filled = |text: &str| typed(&bytes, &cell, text);
            let text = rows[1][place].strip_prefix("Пример: ").unwrap();
            // Half filled: somebody else's value behind the word.
            desk.write("f.xlsx", filled("Пример: Ничего похожего"));
            let place_said = format!("f.xlsx:2:{}: «{}", letters(place), rows[0][place].replace('\u{a0}', " "));
            desk.refused(&format!("{import} f.xlsx"), 1, &[&place_said, "не пример из шаблона", "сотрите это слово"]);
            // A slip in one cell that has a check.
            let checks = checks(&bytes);
            let is_checked = |at: &usize| {
                let check = checks.get(&letters(*at)).filter(|check| !check.is_soft);
                check.is_some() && !rows[1][*at].is_empty()
            };
            let wrong = (0..rows[0].len()).find(is_checked).unwrap_or_else(|| panic!("{kind}: nothing is checked"));
            desk.write("f.xlsx", typed(&filled(text), &format!("{}2", letters(wrong)), "как-нибудь"));
            let place_said = format!("f.xlsx:2:{}: «{}", letters(wrong), rows[0][wrong].replace('\u{a0}', " "));
            desk.refused(&format!("{import} f.xlsx"), 1, &[&place_said, "«как-нибудь»"]);
            // The example itself is a row that goes in, once it isn't called one.
            desk.write("f.xlsx", filled(text));
            let told = desk.done(&format!("{import} f.xlsx"));
            assert!(told.err.contains("записано: 1 нов") && !told.err.contains("пример"), "{kind}: {told:#?}");
        }
        if import == "org staff import" {
            // The examples of pairs speak of a second person, that of tutors of a third one.
            desk.done(
                "org staff add 'Осокин Ян Львович' --org 1 --post учитель --hired 01.09.2022 --snils '900-000-003 84'",
            );
            desk.done("org staff add 'Лютикова Вера Ильинична' --org 1 --post учитель --hired 01.09.2022 --snils '900-000-002 83'");
        }
    }
}

#[test]
fn the_lists_are_those_of_the_database() {
    let desk = Desk::new().at(TODAY);
    let mut orgs: Vec<String> = (1..=9).map(|n| format!("Школа имени такого-то выпускника № {n}")).collect();
    orgs.push("=1+1 & «<b>]]>»".into());
    for org in &orgs {
        desk.done(&format!("org add '{org}' --kind школа"));
    }
    desk.done("org add 'Закрытая школа' --kind школа");
    desk.done("org edit 'Закрытая школа' --closed 01.09.2020");
    desk.done("org staff add 'Ким Ян Львович' --org 1 --post 'тьютор класса' --hired 01.09.2022");
    let told = desk.done("org staff import --template t.xlsx");
    assert!(told.err.contains("«Организация» — 10 значений, «Должность» — 1 значение"), "{told:#?}");
    let bytes = fs::read(desk.path("t.xlsx")).unwrap();
    let (mut book, checks) = (book(&bytes), checks(&bytes));
    let sheet = book.sheet_names().remove(0);
    let headings = rows(&mut book, &sheet).remove(0);
    let mut list = |heading: &str| {
        let place = headings.iter().position(|known| known.trim_end_matches(['*', '\u{a0}']) == heading).unwrap();
        let check = &checks[&letters(place)];
        let mut choices = choices(&mut book, check);
        choices.sort();
        (check.is_soft, choices)
    };
    orgs.sort();
    let (is_soft, offered) = list("Организация");
    assert!(is_soft && offered.concat().chars().count() > 255);
    assert_eq!(offered, orgs);
    assert_eq!(list("Должность"), (true, vec!["тьютор класса".to_owned()]));
    assert_eq!(list("Пол"), (false, vec!["женский".to_owned(), "мужской".to_owned()]));
    assert_eq!(list("Основное место работы"), (false, vec!["да".to_owned(), "нет".to_owned()]));
    // The same again is the same bytes.
    desk.done("org staff import --template again.xlsx");
    assert!(bytes == fs::read(desk.path("again.xlsx")).unwrap());
}

#[test]
fn a_template_needs_no_database() {
    let desk = Desk::bare();
    let told = desk.done("org staff import --template t.xlsx");
    assert!(told.err.contains("нет списков её организаций и должностей"), "{told:#?}");
    assert_eq!(desk.files(), ["t.xlsx"]);
    let bytes = fs::read(desk.path("t.xlsx")).unwrap();
    let (mut book, checks) = (book(&bytes), checks(&bytes));
    // The nomenclature is law, not data.
    let posts = checks.values().find(|check| check.is_soft).unwrap();
    assert!(choices(&mut book, posts).contains(&"Педагог-психолог".to_owned()));
    desk.done("org init --name 'Лесной район'");
    assert!(desk.done("org staff import t.xlsx").err.contains("пропущен пример из шаблона"));
    // All sheets, too: the others have no table.
    let told = desk.done("org staff import t.xlsx --sheet '*'");
    assert!(told.err.contains("пропущен пример из шаблона") && !told.err.contains("Списки"), "{told:#?}");
}

#[test]
fn the_name_of_a_template_says_what_it_is() {
    let desk = Desk::new();
    for name in ["t.xls", "t.ods", "t.docx", "t.json", "t.html"] {
        desk.refused(&format!("org staff import --template {name}"), 2, &[name, "таких шаблонов", "t.xlsx", "t.csv"]);
    }
    desk.refused("org staff import --template -", 2, &["имя файла"]);
    desk.done("org staff import --template t.XLSX");
    desk.refused("org staff import --template t.XLSX", 1, &["уже есть, он не тронут"]);
    assert!(fs::read(desk.path("t.XLSX")).unwrap().starts_with(b"PK"));
}

/// The rows below the headings of the first sheet, by the name of its template.
fn prefilled(desk: &Desk, import: &str, org: &str, name: &str) -> Vec<Vec<String>> {
    desk.done(&format!("{import} import --template {name} --org '{org}'"));
    let mut book = book(&fs::read(desk.path(name)).unwrap());
    let sheet = book.sheet_names().remove(0);
    rows(&mut book, &sheet)
}

/// A district of two schools with something of every register that is a school's.
fn two_schools() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «СОШ № 3»' --kind школа --inn 2599000136 --short 'СОШ № 3'",
        "org add 'МБОУ «СОШ № 4»' --kind школа --inn 2599000143 --short 'СОШ № 4'",
        "org staff add 'Ким Ян Львович' --org 1 --post учитель --hired 01.09.2012 --born 05.06.1985 --snils '900-000-001 82'",
        "org staff add 'Кац Лев Маркович' --org 1 --post методист --hired 01.09.2023 --born 07.08.2000",
        "org staff add 'Ли Го' --org 2 --post учитель --hired 01.09.2023 --born 09.10.2001",
        "org staff add 'Бок Ада Юрьевна' --org 2 --post учитель --hired 01.09.2010 --born 01.02.1980",
        "org staff dismiss 4 --date 31.05.2024",
        "org staff absence add 'Кац Лев Маркович' --kind 'длительный отпуск' --from 01.06.2024",
        "mentor add 'Ким Ян Львович' --date 01.10.2023",
        "org needs add 'Ли Го' --org 2 --need 'молодой специалист' --date 01.10.2023",
        "pair create --mentor 'Ким Ян Львович' --mentee 'Кац Лев Маркович' --start 01.10.2023",
        "pair create --mentor 'Ким Ян Львович' --mentee 'Ли Го' --start 01.10.2023",
        "pair meet add 1 --date 12.10.2023",
        "pair meet add 2 --due 12.10.2024",
        "program draft --pair 1 --start 01.10.2023 --finish 31.05.2024",
        "program draft --pair 2 --start 01.10.2023 --finish 31.05.2024",
    ])
}

#[test]
fn a_template_may_have_what_is_known_of_a_school() {
    let desk = two_schools();
    let named = |import: &str, org: &str, name: &str, heading: &str| -> Vec<String> {
        let rows = prefilled(&desk, import, org, name);
        let place = rows[0].iter().position(|known| known.trim_end_matches(['*', '\u{a0}']) == heading).unwrap();
        let mut found: Vec<_> = rows[1..].iter().map(|row| row[place].clone()).collect();
        found.sort();
        found
    };
    assert_eq!(named("org", "СОШ № 3", "a.xlsx", "Наименование"), ["МБОУ «СОШ № 3»"]);
    assert_eq!(named("org staff", "2599000136", "b.xlsx", "ФИО"), ["Кац Лев Маркович", "Ким Ян Львович"]);
    assert_eq!(named("org staff", "2", "c.xlsx", "ФИО"), ["Ли Го"], "who was dismissed isn't asked for");
    assert_eq!(named("org staff absence", "СОШ № 3", "d.xlsx", "ФИО"), ["Кац Лев Маркович"]);
    assert_eq!(named("mentor", "СОШ № 3", "e.xlsx", "ФИО"), ["Ким Ян Львович"]);
    assert_eq!(named("org needs", "СОШ № 4", "k.xlsx", "ФИО"), ["Ли Го"]);
    // A pair is of both schools: each looks at it.
    assert_eq!(named("pair", "СОШ № 3", "f.xlsx", "Номер пары"), ["1", "2"]);
    assert_eq!(named("pair", "СОШ № 4", "g.xlsx", "Номер пары"), ["2"]);
    assert_eq!(named("pair meet", "СОШ № 4", "m.xlsx", "По графику"), ["12.10.2024"]);
    assert_eq!(named("program", "СОШ № 4", "h.xlsx", "Номер программы"), ["2"]);
    // Where nothing is known there is the example.
    assert_eq!(named("mentor", "СОШ № 4", "i.xlsx", "ФИО"), ["Пример: Ромашкина Анна Петровна"]);
    let told = desk.done("org staff import --template j.xlsx --org 'СОШ № 3'");
    assert!(told.err.contains("Вписано: 2 строки") && told.err.contains("только этой организации"), "{told:#?}");
    // A birth date is a day, and the sheet is checked below it as above.
    let bytes = fs::read(desk.path("j.xlsx")).unwrap();
    assert!(checks(&bytes).len() > 8);
}

#[test]
fn a_template_of_a_school_goes_back_and_only_what_is_corrected_changes() {
    let desk = crate::common::district::district();
    let mut filled = 0;
    for import in imports() {
        for org in ["1", "2", "3"] {
            let told = desk.run(&format!("{import} --template {org}.xlsx --org {org}"));
            if told.code != 0 {
                told.is_refusal(
                    &import,
                    2,
                    &["нет строк одной организации", &format!("{import} --template {org}.xlsx")],
                );
                continue;
            }
            let before = desk.bytes();
            let back = desk.done(&format!("{import} {org}.xlsx"));
            assert!(back.err.contains("изменений нет"), "{import} of {org}: {back:#?}");
            assert_eq!(before, desk.bytes(), "{import} of {org}");
            filled += usize::from(told.err.contains("Вписано: "));
            fs::remove_file(desk.path(&format!("{org}.xlsx"))).unwrap();
        }
    }
    assert!(filled > 8, "{filled}");
    let desk = two_schools();
    desk.done("org staff import --template t.xlsx --org 'СОШ № 3'");
    let bytes = fs::read(desk.path("t.xlsx")).unwrap();
    let mut known = book(&bytes);
    let rows = rows(&mut known, "Сотрудники");
    let place = |heading: &str| {
        letters(rows[0].iter().position(|known| known.trim_end_matches(['*', '\u{a0}']) == heading).unwrap())
    };
    let row = rows.iter().position(|row| row.contains(&"Кац Лев Маркович".to_owned())).unwrap() + 1;
    desk.write("t.xlsx", typed(&bytes, &format!("{}{row}", place("Должность")), "учитель"));
    let told = desk.done("org staff import t.xlsx --correct");
    assert!(told.err.contains("изменено: 1, без изменений: 1"), "{told:#?}");
    assert_eq!(
        desk.cells("org staff list --org 1", &["name", "post"]),
        ["Кац Лев Маркович|учитель", "Ким Ян Львович|учитель"]
    );
}

#[test]
fn a_school_is_filled_into_a_workbook_alone() {
    let desk = two_schools();
    desk.refused("mentor import --template t.csv --org 1", 2, &["в книгу Excel", "--template t.xlsx"]);
    desk.refused("mentor import --template t.xlsx --org 'СОШ № 9'", 1, &["СОШ № 9"]);
    desk.refused("--no-names mentor import --template t.xlsx --org 1", 2, &["--no-names"]);
    desk.write("m.csv", "ФИО;Дата включения\nЛи Го;01.02.2024\n");
    desk.refused("mentor import m.csv --org 1", 2, &["--org", "--template"]);
    assert!(!desk.path("t.xlsx").exists() && !desk.path("t.csv").exists());
    // Of staff it is the organisation of all rows, as before.
    desk.write("s.csv", "ФИО;Должность;Дата приёма\nДон Ева;учитель;01.02.2024\n");
    assert!(desk.done("org staff import s.csv --org 2").err.contains("записано: 1 новая"));
}
