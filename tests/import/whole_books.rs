//! Workbooks with a sheet a register: recognised, taken in the order of their need, told as one, filled in and sent back.

use std::collections::BTreeSet;
use std::fs;

use crate::common::dump::{assert_same, dump};
use crate::common::hand_made::{hand_made_book, typed_on};
use crate::common::workbook::{sheets, shown};
use crate::common::{Desk, commands};
use crate::house::round_trip::OF_WORKBOOKS;

/// Imports that aren't a school's business, and why.
const OF_THE_DISTRICT: &[(&str, &str)] = &[
    ("org post import", "the dictionary of posts is one for all schools"),
    ("monitor target import", "it is the district that plans"),
];

/// A day on which all days of these files are in the past.
const TODAY: &str = "2025-06-01";

/// A district of two schools, of which one has somebody in every register.
fn two_schools() -> Desk {
    Desk::new().at(TODAY).with([
        "org add 'МБОУ «СОШ № 3»' --kind школа --inn 2599000136 --short 'СОШ № 3'",
        "org add 'МБОУ «СОШ № 4»' --kind школа --inn 2599000143 --short 'СОШ № 4'",
        "org staff add 'Ким Ян Львович' --org 1 --post учитель --hired 01.09.2012 --born 05.06.1985 --snils '900-000-001 82'",
        "org staff add 'Кац Лев Маркович' --org 1 --post методист --hired 01.09.2023 --born 07.08.2000",
        "org staff add 'Ли Го' --org 2 --post учитель --hired 01.09.2023 --born 09.10.2001",
        "mentor add 'Ким Ян Львович' --date 01.10.2023",
        "pair create --mentor 'Ким Ян Львович' --mentee 'Кац Лев Маркович' --start 01.10.2023",
        "pair create --mentor 'Ким Ян Львович' --mentee 'Ли Го' --start 01.10.2023",
        "org staff absence add 'Кац Лев Маркович' --kind 'длительный отпуск' --from 01.06.2024",
        "pair join 2 'Кац Лев Маркович' --as тьютор --date 02.10.2023",
        "pair agreement add 1 --number 7 --date 30.09.2023",
        "pair release add 1 Ким --date 02.10.2023 --from 03.10.2023 --substitute 'Ли Го'",
        "program draft --pair 1 --start 01.10.2023 --finish 31.05.2024",
        "program need add 1 'Не знает нового стандарта'",
        "program task add 1 'Прочесть стандарт' --need 1",
        "program measure add 1 'Качество адаптации' --stage вход --value 6,5 --date 12.10.2023",
        "program stage 1 подготовительный --since 01.10.2023 --until 15.10.2023",
        "program correction add 1 'открытые уроки' --date 20.01.2024 --reason 'итоги диагностики'",
        "org review add программа --program 1 --date 20.09.2023 --expert 'Ли Го'",
        "org group add РМО-1 'РМО химиков' --kind 'методическое объединение'",
        "org group join РМО-1 --person 'Ким' --date 01.09.2024",
        "org group join РМО-1 --org 1 --date 01.09.2024",
        "monitor survey add 1 --role наставник --date 20.05.2025 --score 9",
    ])
}

/// What is said of refused rows, a line each, without the indentation.
fn refusals(said: &str) -> Vec<&str> {
    said.lines()
        .map(str::trim)
        .filter(|line| line.contains(", лист «") && !line.ends_with("ничего не записано"))
        .collect()
}

#[test]
fn every_import_of_a_school_has_its_sheet() {
    let desk = Desk::bare();
    let kinds = |import: &str| -> BTreeSet<String> {
        let told = desk.done(&format!("{import} --columns --format json")).out;
        let rows: Vec<serde_json::Value> = serde_json::from_str(&told).unwrap();
        rows.iter().map(|row| row["file"].as_str().unwrap().to_owned()).collect()
    };
    let has_template = |command: &clap::Command| command.get_arguments().any(|arg| arg.get_long() == Some("template"));
    let imports = commands().into_iter().filter(|(_, command)| has_template(command)).map(|(path, _)| path.join(" "));
    let imports: Vec<_> = imports.filter(|import| import != OF_WORKBOOKS).collect();
    assert!(imports.len() > 8, "{imports:?}");
    let all = imports.iter().filter(|import| OF_THE_DISTRICT.iter().all(|(other, _)| other != import));
    let all: BTreeSet<_> = all.flat_map(|import| kinds(import)).collect();
    assert_eq!(all, kinds(OF_WORKBOOKS), "left: of all imports, right: of workbooks");
}

#[test]
fn a_mistake_on_each_sheet_is_told_by_its_place() {
    let desk = two_schools();
    desk.write(
        "ш3.xlsx",
        hand_made_book(&[
            // What needs others stands before them here; the order of the sheets doesn't matter.
            ("Опрос", "Номер пары;Роль;Дата;Балл\n1;наставник;21.05.2025;11\n7;наставник;21.05.2025;9\n".into()),
            ("Программы", "Номер программы;Номер пары;Начало;Окончание\nП7;7;01.09.2024;31.05.2025\n".into()),
            ("Пары", "Номер пары;Наставник;Наставляемый;Дата начала\n7;Пух Роза Ильинична;Кац Лев Маркович;01.09.2024\n".into()),
            ("Наставники", "ФИО;Дата включения\nПух Роза Ильинична;01.09.2024\nЗимина Ева Павловна;01.09.2024\n".into()),
            ("Отсутствия", "ФИО;Вид отсутствия;С\nПух Роза Ильинична;длительный отпуск;01.09.2024\nКац Лев Маркович;прогул;01.09.2024\n".into()),
            (
                "Сотрудники",
                "ФИО;Организация;Должность;Дата приёма\nЛи Мир Ильич;СОШ № 3;учитель;01.09.2024\n\
                 Пух Роза Ильинична;СОШ № 3;учитель;31.02.2024\n"
                    .into(),
            ),
            ("Организации", "Наименование;Вид;ИНН\nМБОУ «СОШ № 3»;школа;2599000137\n".into()),
            ("Участники групп", "Код группы;ФИО\nРМО-9;Ким Ян Львович\n".into()),
        ]),
    );
    let told = desk.refused("org workbook import ш3.xlsx", 1, &["ошибки на 8 листах из 8, ничего не записано"]).err;
    assert_eq!(
        refusals(&told),
        [
            "ш3.xlsx, лист «Организации»:2:C: «ИНН»: «2599000137» — контрольная цифра ИНН не сходится",
            "ш3.xlsx, лист «Сотрудники»:3:D: «Дата приёма»: «31.02.2024» — такого дня нет в календаре: проверьте дату",
            // Who stands in the refused row has no mistake of his own elsewhere.
            "ш3.xlsx, лист «Отсутствия»:2: нет человека «Пух Роза Ильинична»: отказана строка 3 (лист «Сотрудники»), исправьте её",
            "ш3.xlsx, лист «Отсутствия»:3:B: «Вид отсутствия»: «прогул» — допустимо: отпуск по уходу за ребёнком, длительный отпуск, военная служба, иное",
            "ш3.xlsx, лист «Наставники»:2: нет человека «Пух Роза Ильинична»: отказана строка 3 (лист «Сотрудники»), исправьте её",
            "ш3.xlsx, лист «Наставники»:3: нет человека «Зимина Ева Павловна»; сначала загрузите файл сотрудников",
            "ш3.xlsx, лист «Пары»:2: наставник: нет человека «Пух Роза Ильинична»: отказана строка 3 (лист «Сотрудники»), исправьте её",
            "ш3.xlsx, лист «Программы»:2:B: «Номер пары»: «7» — нет пары с номером «7»: отказана строка 2 (лист «Пары»), исправьте её",
            "ш3.xlsx, лист «Участники групп»:2: нет группы с кодом «РМО-9»; сначала загрузите файл групп",
            "ш3.xlsx, лист «Опрос»:2:D: «Балл»: «11» — ожидается целое число от 0 до 10",
            "ш3.xlsx, лист «Опрос»:3:A: «Номер пары»: «7» — нет пары с номером «7»: отказана строка 2 (лист «Пары»), исправьте её",
        ],
        "{told}"
    );
    // The valid rows alone; the others each in a file that is named after its sheet, and goes back by the same command.
    let told = desk.run("org workbook import ш3.xlsx --accept-valid --rejects отказы");
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(
        told.err.contains("ш3.xlsx: записано: 1 новая запись, изменено: 0, без изменений: 0, отказано: 11"),
        "{told:#?}"
    );
    let names: BTreeSet<_> = fs::read_dir(desk.path("отказы"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 8, "{names:?}");
    let corrected = [
        ("Сотрудники", "31.02.2024", "01.09.2024"),
        ("Отсутствия", "Кац Лев Маркович;прогул", "Ли Го;иное"),
        ("Наставники", "Зимина Ева Павловна", "Кац Лев Маркович"),
        ("Участники-групп", "РМО-9", "РМО-1"),
        ("Опрос", "11", "10"),
        ("Организации", "2599000137", "2599000136"),
    ];
    for (sheet, wrong, right) in corrected {
        let path = desk.path(&format!("отказы/ш3-{sheet}-отказы.csv"));
        fs::write(&path, fs::read_to_string(&path).unwrap().replace(wrong, right)).unwrap();
    }
    let told = desk.done("org workbook import отказы");
    assert!(
        told.err.contains("всего по 8 файлам: записано: 9 новых записей, изменено: 0, без изменений: 2"),
        "{told:#?}"
    );
    desk.refused("org workbook import ш3.xlsx --rejects о.csv", 2, &["листов несколько", "папку"]);
}

#[test]
fn a_sheet_that_is_not_read_is_told_once() {
    let desk = two_schools();
    let pairs = "Номер пары;Наставник;Наставляемый;Дата начала\n7;Пух Роза Ильинична;Кац Лев Маркович;01.09.2024\n\
                 8;Ким Ян Львович;Рид Ян Ильич;01.09.2024\n9;Ким Ян Львович;Ли Го;31.02.2024\n";
    let staff = "ФИО;Организация;Кем;Дата приёма\nПух Роза Ильинична;СОШ № 3;учитель;01.02.2024\n";
    desk.write("ш.xlsx", hand_made_book(&[("Сотрудники", staff.into()), ("Пары", pairs.into())]));
    let told = desk.refused(
        "org workbook import ш.xlsx",
        1,
        &["--template образец.xlsx", "столбцы файла: ФИО, Организация, Кем"],
    );
    assert_eq!(
        refusals(&told.err),
        [
            "ш.xlsx, лист «Сотрудники»: в заголовке (строка 1) нет столбца «Должность»",
            "ш.xlsx, лист «Пары»:2, 3: строку не проверить: таблица не прочитана (лист «Сотрудники»)",
            "ш.xlsx, лист «Пары»:4:D: «Дата начала»: «31.02.2024» — такого дня нет в календаре: проверьте дату",
        ]
    );
}

/// Two workbooks that bring a district: what one names, the other has.
fn of_a_new_district(desk: &Desk) {
    desk.write(
        "книги/а.xlsx",
        hand_made_book(&[
            ("Лист1", "Номер пары;Наставник;Наставляемый;Дата начала;Дата включения\nП-1;Ким Ян Львович;Ли Го;01.10.2023;02.10.2023\n".into()),
            (" ПАРЫ  (старые)", "Заметка;Кто\nне забыть;Ким\n".into()),
            ("Cотрудники", "ФИО;Организация;Должность;Дата приёма\nЛи Го;СОШ № 4;учитель;01.09.2023\n".into()),
            ("Участники  Групп", "Код группы;ФИО\nК-1;Ким Ян Львович\n".into()),
            ("Пустой", String::new()),
            ("Программы", "Номер программы;Номер пары;Начало;Окончание\n".into()),
            ("опрос:", "Номер пары;Роль;Дата;Балл\nП-1;наставляемый;20.05.2025;8\n".into()),
        ]),
    );
    desk.write(
        "книги/б.xlsx",
        hand_made_book(&[
            ("Группы", "Код группы;Название;Вид группы\nК-1;Клуб;клуб\n".into()),
            ("Наставники", "ФИО;Дата включения\nКим Ян Львович;01.10.2023\n".into()),
            ("Кадры", "ФИО;Организация;Должность;Дата приёма\nКим Ян Львович;СОШ № 3;учитель;01.09.2012\n".into()),
            ("Организации", "Наименование;Вид\nСОШ № 3;школа\nСОШ № 4;школа\n".into()),
            ("Списки", "Список\nда\n".into()),
        ]),
    );
}

#[test]
fn books_are_taken_in_the_order_of_their_need_and_undone_as_one() {
    let desk = Desk::new().at(TODAY);
    fs::create_dir(desk.path("книги")).unwrap();
    of_a_new_district(&desk);
    let before = dump(&desk.sql());
    let dry = desk.done("org workbook import книги --dry-run --format json");
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&dry.out).unwrap().len(), 9, "{dry:#?}");
    let told = desk.done("org workbook import книги").err;
    assert_eq!(
        told.lines().filter(|line| !line.contains("Перед загрузкой")).take(6).collect::<Vec<_>>(),
        [
            "книги/а.xlsx: записано: 4 новые записи, изменено: 0, без изменений: 0",
            "  Сотрудники — новых: 1; Пары — новых: 1; Участники групп — новых: 1; Опрос — новых: 1",
            "книги/б.xlsx: записано: 5 новых записей, изменено: 0, без изменений: 0",
            "  Организации — новых: 2; Сотрудники — новых: 1; Наставники — новых: 1; Группы — новых: 1",
            "всего по 2 файлам: записано: 9 новых записей, изменено: 0, без изменений: 0",
            "Внимание: книги/а.xlsx, лист « ПАРЫ  (старые)»: неизвестно, что на нём; пропущен",
        ],
        "{told}"
    );
    assert!(!told.contains("Списки") && !told.contains("Пустой"), "{told}");
    assert_eq!(desk.cells("pair list --by-mentee", &["number", "mentor", "mentee"]), ["П-1|Ким Ян Львович|Ли Го"]);
    let entries = desk.cells("org history", &["command", "source"]);
    assert_eq!(entries[0], "org workbook import|а.xlsx, б.xlsx");
    desk.done("org undo");
    assert_same("undone", &before, &dump(&desk.sql()));
    // A plan of it does the same, once.
    desk.done("org workbook import книги --plan план.json");
    desk.done("org workbook import --apply план.json");
    assert_eq!(desk.rows("monitor survey show").len(), 1);
}

#[test]
fn a_filled_book_goes_back_and_only_what_is_corrected_changes() {
    let desk = crate::common::district::district();
    for org in ["1", "2", "3"] {
        let told = desk.done(&format!("{OF_WORKBOOKS} --template {org}.xlsx --org {org}"));
        assert!(
            told.err.contains("19 листов") && told.err.contains("Вписано то, что известно об организации"),
            "{told:#?}"
        );
    }
    let before = desk.bytes();
    let told = desk.done(&format!("{OF_WORKBOOKS} 1.xlsx 2.xlsx 3.xlsx")).err;
    assert!(told.contains("всего по 3 файлам: изменений нет, строк без изменений: "), "{told}");
    assert!(!told.contains("пропущен"), "{told}");
    assert!(before == desk.bytes(), "the bytes have changed");
    let desk = two_schools();
    let told = desk.done(&format!("{OF_WORKBOOKS} --template т.xlsx --org 'СОШ № 3'"));
    let filled = "«Организации» — 1 строка, «Сотрудники» — 2 строки, «Отсутствия» — 1 строка, «Наставники» — 1 строка, \
                  «Пары» — 2 строки, «Тьюторы» — 1 строка, «Соглашения» — 1 строка, «Освобождения» — 1 строка, «Программы» — 1 строка, «Этапы программ» — 1 строка, \
                  «Дефициты» — 1 строка, «Задачи» — 1 строка, «Замеры» — 1 строка, «Корректировки» — 1 строка, «Рецензии» — 1 строка, «Участники групп» — 2 строки, «Опрос» — 1 строка";
    assert!(told.err.contains(filled) && told.err.contains("только этой организации"), "{told:#?}");
    let book = sheets(&desk.path("т.xlsx"));
    let names: Vec<_> = book.iter().map(|sheet| sheet.name.as_str()).collect();
    let registers = [
        "Организации",
        "Сотрудники",
        "Отсутствия",
        "Наставники",
        "Нужен наставник",
        "Пары",
        "Тьюторы",
        "Встречи",
        "Соглашения",
        "Освобождения",
        "Программы",
        "Этапы программ",
        "Дефициты",
        "Задачи",
        "Замеры",
        "Корректировки",
        "Рецензии",
        "Участники групп",
        "Опрос",
    ];
    assert_eq!(names, [&registers[..], &["Как заполнять", "Списки"]].concat());
    // One cell of the answers, and nothing else.
    let score = book[18].rows[0].iter().position(|cell| shown(cell).starts_with("Балл")).unwrap();
    let cell = format!("{}2", char::from(b'A' + u8::try_from(score).unwrap()));
    desk.write("т.xlsx", typed_on(&fs::read(desk.path("т.xlsx")).unwrap(), 19, &cell, "7"));
    let told = desk.done(&format!("{OF_WORKBOOKS} т.xlsx"));
    assert!(told.err.contains("т.xlsx: записано: 0 новых записей, изменено: 1, без изменений: 19"), "{told:#?}");
    assert!(told.out.contains("9 → 7") || told.err.contains("9 → 7"), "{told:#?}");
    assert_eq!(desk.cells("monitor survey show", &["score"]), ["7"]);
}

#[test]
fn what_is_no_book_of_registers_is_refused() {
    let desk = two_schools();
    let book = |sheets: &[(&str, &str)]| {
        let sheets: Vec<_> = sheets.iter().map(|(title, text)| (*title, (*text).to_owned())).collect();
        hand_made_book(&sheets)
    };
    let staff = "ФИО;Организация;Должность;Дата приёма\nПух Роза Ильинична;СОШ № 3;учитель;01.02.2024\n";
    desk.write("чужая.xlsx", book(&[("Лист1", "Показатель;Доля\nS2;44\n")]));
    desk.refused(
        "org workbook import чужая.xlsx",
        1,
        &["нет ни одного листа, который программа знает", "«Сотрудники», «Отсутствия»"],
    );
    desk.write("нет.csv", "ФИО;Организация;Должность\nПух;СОШ № 3;учитель\n");
    desk.refused(
        "org workbook import нет.csv",
        1,
        &["нет.csv: похоже на «Сотрудники», но в заголовке (строка 1) нет столбца «Дата приёма»"],
    );
    desk.write("две.xlsx", book(&[("Сотрудники", staff), ("Кадры", staff), ("Пары", "Номер пары\n")]));
    desk.refused(
        "org workbook import две.xlsx",
        1,
        &["«Сотрудники» — на нескольких листах: «Сотрудники», «Кадры»", "--sheet '*'"],
    );
    desk.refused("org workbook import две.xlsx нет.xlsx", 1, &["нет.xlsx: нет такого файла", "на нескольких листах"]);
    assert!(desk.done("org workbook import две.xlsx --sheet кадры --dry-run").err.contains("1 новая запись"));
    desk.write("m.txt", "Кто = ФИО\n");
    desk.refused("org workbook import две.xlsx --map m.txt", 2, &["в книге их несколько"]);
    desk.refused("org workbook import -", 2, &["из стандартного ввода"]);
    desk.refused("org workbook import --template к.csv", 2, &["--template к.xlsx"]);
    desk.refused("--no-names org workbook import --template к.xlsx --org 1", 2, &["--no-names"]);
    assert!(!desk.path("к.xlsx").exists() && !desk.path("к.csv").exists());
}

#[test]
fn an_empty_book_is_filled_by_hand_and_taken() {
    let desk = Desk::new().at(TODAY);
    let told = desk.done("org workbook import --template к.xlsx");
    assert!(told.err.contains("Записана книга: к.xlsx — 20 листов: «Организации», "), "{told:#?}");
    let before = desk.bytes();
    let told = desk.done("org workbook import к.xlsx");
    assert_eq!(told.err, "к.xlsx: изменений нет, строк без изменений: 0\n");
    assert!(before == desk.bytes());
    let book = sheets(&desk.path("к.xlsx"));
    assert!(book[20].rows.iter().any(|row| shown(&row[0]) == "Лист «Пары»"), "each sheet has its advice");
}
