//! The options of an import: what is shown before, what is refused and comes back, what a plan keeps, who is absent.

use std::fs;

use crate::common::{Desk, Told};
use serde_json::Value;

const STAFF: &str = "ФИО;СНИЛС;Дата рождения;Организация;Должность;Дата приёма";
const ANNA: &str = "Иванова Анна Ильинична;112-233-445 95;12.05.1990;СОШ № 1;учитель;01.09.2015";
const PETR: &str = "Петров Пётр Петрович;;03.02.1996;СОШ № 1;учитель химии;01.09.2018";
const LEV: &str = "Кац Лев Маркович;;01.02.2001;СОШ № 2;учитель;15.08.2019";
const NINA: &str = "Ким Нина Сергеевна;;07.07.1988;СОШ № 2;учитель;01.09.2020";
/// Of these rows two are wrong, each in one cell.
const COPIES: &str = "nastavnik.db-backups";
const BAD_DATE: &str = "Орлова Яна Олеговна;;05.05.1991;СОШ № 1;учитель;31.02.2022";
const BAD_POST: &str = "Рощина Ольга Юрьевна;;03.03.1969;СОШ № 1;;01.09.1992";

/// Two schools without staff.
fn bare() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «СОШ № 1» с. Ясное' --kind школа --short 'СОШ № 1'",
        "org add 'МБОУ «СОШ № 2» с. Тихое' --kind школа --short 'СОШ № 2'",
    ])
}

/// Two people in each of them.
fn schools() -> Desk {
    let desk = bare();
    desk.write("staff.csv", table(&[ANNA, PETR, LEV, NINA])).done("org staff import staff.csv --quiet");
    desk
}

fn table(rows: &[&str]) -> String {
    format!("{STAFF}\n{}\n", rows.join("\n"))
}

/// Gives Петров the number by which a file means his employment, whatever it says of his post.
const NUMBER: &str = "org staff edit Петров --number 12";

/// A file in which he has another post.
fn transferred(post: &str) -> String {
    format!("{STAFF};Табельный номер\n{};12\n", PETR.replace("учитель химии", post))
}

/// The plan of a command in json.
fn plan(told: &Told) -> Vec<Value> {
    serde_json::from_str(&told.out).unwrap_or_else(|error| panic!("{error}\n{told:#?}"))
}

/// Some columns of a plan, parted by `|`.
fn told(plan: &[Value], columns: &[&str]) -> Vec<String> {
    let cell = |row: &Value, column: &str| match &row[column] {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    plan.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join("|")).collect()
}

fn names(desk: &Desk) -> Vec<String> {
    let mut names = desk.cells("org staff list", &["name"]);
    names.sort();
    names
}

// ------------------------------------------------------------------------------------------------------ the dry run

#[test]
fn a_dry_run_shows_every_state_even_of_a_file_with_defects() {
    let desk = schools();
    let new = "Белова Вера Ильинична;;01.01.1980;СОШ № 1;учитель;01.09.2022";
    let changed = PETR.replace("Петров Пётр Петрович;", "Петров Пётр Петрович;900-100-007 94");
    desk.write("a.csv", table(&[new, &changed, BAD_DATE, BAD_POST]));
    let dry =
        desk.refused("org staff import a.csv --dry-run --format json", 1, &["a.csv: 2 ошибки, ничего не записано"]);
    assert_eq!(
        told(&plan(&dry), &["state", "record", "field", "new", "line", "org"]),
        [
            "new|Белова Вера Ильинична|||2|МБОУ «СОШ № 1» с. Ясное",
            "changed|Петров Пётр Петрович|СНИЛС|90010000794|3|",
            "refused||||4|",
            "refused||||5|",
            "absent|Иванова Анна Ильинична||||МБОУ «СОШ № 1» с. Ясное",
        ]
    );
    let reasons = told(&plan(&dry), &["reason"]);
    assert!(reasons[2].starts_with("«Дата приёма»: «31.02.2022» — "), "{reasons:?}");
    assert!(dry.err.contains("нет в файле: 1 запись о работе; среди них могут быть"), "{dry:#?}");
    assert!(dry.err.contains("1 новая запись, изменено: 1, без изменений: 0, отказано: 2"), "{dry:#?}");
    let table = desk.run("org staff import a.csv --dry-run");
    assert!(table.out.lines().all(|line| line.chars().count() <= 80), "{}", table.out);
    for word in ["новая запись", "изменение", "нет в файле", "отказано", "строка 4", "– → 90010000794", "с 01.09.2015"]
    {
        assert!(table.out.contains(word), "{word}\n{}", table.out);
    }
}

#[test]
fn several_files_stand_apart_and_together() {
    let desk = bare();
    desk.write("a.csv", table(&[ANNA, PETR])).write("b.csv", table(&[LEV]));
    let dry = desk.done("org staff import a.csv b.csv --dry-run");
    let headings: Vec<_> = dry.out.lines().filter(|line| line.ends_with(".csv")).collect();
    assert_eq!(headings, ["a.csv", "b.csv"]);
    assert!(dry.err.contains("\nвсего по 2 файлам: проверка, ничего не записано: 3 новые записи"), "{dry:#?}");
    let done = desk.done("org staff import a.csv b.csv");
    assert!(done.err.contains("всего по 2 файлам: записано: 3 новые записи"), "{done:#?}");
    assert_eq!(done.out, "", "new records are counted, not listed");
}

// ----------------------------------------------------------------------------------------------- the valid rows

#[test]
fn valid_rows_go_in_without_the_others_on_demand() {
    let desk = bare();
    desk.write("a.csv", table(&[ANNA, BAD_DATE, PETR, BAD_POST]));
    desk.refused("org staff import a.csv", 1, &["ничего не записано"]);
    let before = desk.bytes();
    let dry = desk.run("org staff import a.csv --accept-valid --dry-run");
    assert_eq!((dry.code, desk.bytes() == before), (3, true), "{dry:#?}");
    assert!(dry.err.contains("\nОшибка: a.csv: 2 ошибки, отказано: 2 строки, остальные будут записаны\n"), "{dry:#?}");
    let done = desk.run("org staff import a.csv --accept-valid --quiet");
    assert_eq!(done.code, 3, "{done:#?}");
    assert!(done.err.contains("\nОшибка: a.csv: 2 ошибки, отказано: 2 строки, остальные записаны\n"), "{done:#?}");
    assert!(done.err.contains("a.csv:3:6: «Дата приёма»") && done.err.contains("a.csv:5:5: «Должность»"), "{done:#?}");
    assert_eq!(names(&desk), ["Иванова Анна Ильинична", "Петров Пётр Петрович"]);
    // Where nothing is refused, nobody is needed.
    desk.write("b.csv", table(&[LEV]));
    desk.done("org staff import b.csv --accept-valid");
    // Of several files each gives what is valid; one that is no table refuses all.
    desk.write("c.csv", table(&[NINA])).write("d.csv", "просто текст\n");
    let before = desk.bytes();
    let told = desk.run("org staff import a.csv c.csv d.csv --accept-valid");
    assert_eq!((told.code, desk.bytes() == before), (1, true), "{told:#?}");
    assert!(told.err.contains("ошибки в 2 файлах из 3, ничего не записано"), "{told:#?}");
    let told = desk.run("org staff import a.csv c.csv --accept-valid");
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(told.err.contains("ошибки в 1 файле из 2, остальное записано"), "{told:#?}");
    assert_eq!(names(&desk).len(), 4);
}

#[test]
fn a_pair_is_whole_without_the_row_that_is_refused() {
    let desk = schools();
    let pairs = "Номер пары;Наставник;Наставляемый;Номер приказа;Дата приказа;Дата согласия наставляемого\n\
                 1;Иванова Анна Ильинична;Петров Пётр Петрович;15;01.09.2023;\n\
                 1;Иванова Анна Ильинична;Кац Лев Маркович;15;01.09.2023;31.02.2023\n\
                 2;Иванова Анна Ильинична;Ким Нина Сергеевна;16;01.09.2023;\n";
    desk.write("pairs.csv", pairs);
    desk.refused("pair import pairs.csv", 1, &["pairs.csv:3:6"]);
    let told = desk.run("pair import pairs.csv --accept-valid --rejects bad.csv");
    assert_eq!(told.code, 3, "{told:#?}");
    assert_eq!(desk.cells("pair list", &["number", "mentees"]), ["1|Петров Пётр Петрович", "2|Ким Нина Сергеевна"]);
    let bad = fs::read_to_string(desk.path("bad.csv")).unwrap();
    desk.write("bad.csv", bad.replace(";31.02.2023;", ";28.02.2023;"));
    desk.done("pair import bad.csv");
    let both = desk.cells("pair list", &["mentees"]).remove(0);
    assert!(both.contains("Кац Лев Маркович") && both.contains("Петров Пётр Петрович"), "{both}");
}

// ------------------------------------------------------------------------------------------------- the refused rows

/// The file with two wrong rows comes back in its own layout; corrected, it goes in as it stands.
#[test]
fn refused_rows_come_back_in_the_layout_and_encoding_of_the_file() {
    let head = format!("Сведения о работниках;;;;;\n{STAFF}\n");
    let rows = [ANNA, BAD_DATE, PETR, BAD_POST].join("\n");
    let text = format!("{head}{rows}\nИтого: 4;;;;;\n");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let cp1251 = |text: &str| encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let plain = |text: &str| text.as_bytes().to_vec();
    type Encode = fn(&str) -> Vec<u8>;
    let all: [(&str, &str, &str, &str, Encode); 5] = [
        ("utf-8", "", ";", "\n", plain),
        ("utf-8 with a mark", "\u{feff}", ",", "\r\n", plain),
        ("windows-1251", "", ";", "\r\n", cp1251),
        ("utf-16", "\u{feff}", "\t", "\r\n", utf16),
        ("utf-8 of an old Mac", "", "\t", "\r", plain),
    ];
    for (what, mark, delimiter, end, encode) in all {
        let desk = bare();
        let laid = |text: &str| encode(&format!("{mark}{}", text.replace(';', delimiter).replace('\n', end)));
        desk.write("a.csv", laid(&text));
        let line = "org staff import a.csv --rejects bad.csv";
        desk.refused(line, 1, &["отказанные строки — в файле bad.csv", "--accept-valid"]);
        let bytes = fs::read(desk.path("bad.csv")).unwrap();
        for told in [STAFF, BAD_DATE, BAD_POST] {
            let piece = encode(&told.replace(';', delimiter));
            assert!(bytes.windows(piece.len()).any(|part| part == piece), "{what}: {told}");
        }
        let other = encode(&ANNA.replace(';', delimiter));
        assert!(!bytes.windows(other.len()).any(|part| part == other), "{what}");
        assert!(bytes.starts_with(&laid(STAFF)), "{what}: the mark and the header come first");
        // A second round over the refused rows alone names the same mistakes, and the column is replaced.
        desk.refused(
            "org staff import bad.csv --rejects again.csv",
            1,
            &["bad.csv: 2 ошибки", "bad.csv:2:6", "bad.csv:3:5"],
        );
        assert_eq!(fs::read(desk.path("again.csv")).unwrap(), bytes, "{what}");
        let corrected = replaced(&bytes, &encode("31.02.2022"), &encode("28.02.2022"), 1);
        let empty = format!("СОШ № 1{delimiter}{delimiter}01");
        let filled = format!("СОШ № 1{delimiter}учитель{delimiter}01");
        let corrected = replaced(&corrected, &encode(&empty), &encode(&filled), 1);
        desk.write("bad.csv", corrected);
        let done = desk.done("org staff import bad.csv");
        assert!(done.err.contains("записано: 2 новые записи"), "{what}: {done:#?}");
        assert!(!done.err.contains("не загружаются"), "{what}: {done:#?}");
    }
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8], times: usize) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|part| part == from).unwrap();
    assert_eq!(times, 1);
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn refused_rows_of_a_workbook_come_back_as_csv() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for name in ["staff.xlsx", "staff.xls", "staff.ods"] {
        let desk = Desk::new().at("2024-06-15").with([
            "org add 'МБОУ «СОШ № 3»' --kind школа --inn 2599000136",
            "org staff add 'Приморцева Дарья Андреевна' --org 1 --post методист --hired 15.10.2019 --number 124 \
             --snils '900-100-546 15' --born 28.06.1998",
        ]);
        desk.write(name, fs::read(fixtures.join(name)).unwrap());
        let told = desk.run(&format!("org staff import {name} --accept-valid --rejects bad.csv"));
        assert_eq!(told.code, 3, "{told:#?}");
        let bad = fs::read_to_string(desk.path("bad.csv")).unwrap();
        assert!(bad.starts_with("\u{feff}Табельный номер;Фамилия;"), "{bad}");
        assert!(bad.contains(";Основное место работы;Ошибка\r\n124;Приморцева;Дарья;Андреевна;"), "{bad}");
        assert_eq!(bad.lines().count(), 2, "{bad}");
        // Nothing in the file was wrong but for the change: it goes in as it stands.
        let done = desk.done("org staff import bad.csv --correct");
        assert!(done.out.contains("методист → Учитель"), "{done:#?}");
        assert!(desk.done(&format!("org staff import {name} --correct")).err.contains("изменений нет"), "{name}");
    }
}

#[test]
fn lines_that_cannot_be_parted_come_back_as_they_stand() {
    let desk = bare();
    let open = "Орлова Яна Олеговна;;05.05.1991;\"СОШ № 1;учитель;01.09.2022";
    let few = "Рощина Ольга Юрьевна;03.03.1969;СОШ № 1;учитель;01.09.1992";
    desk.write("a.csv", table(&[open, few, ANNA]));
    desk.refused("org staff import a.csv --rejects bad.csv", 1, &["a.csv:2", "a.csv:3"]);
    let bad = fs::read_to_string(desk.path("bad.csv")).unwrap();
    let again = desk.refused("org staff import bad.csv --rejects again.csv", 1, &["bad.csv:2", "bad.csv:3"]);
    assert!(again.err.contains("bad.csv: 2 ошибки"), "{again:#?}");
    // The reason of the first round has gone, that of the second stands in its place.
    let twice = fs::read_to_string(desk.path("again.csv")).unwrap();
    assert_eq!(twice.lines().count(), 3, "{twice}");
    for (once, twice) in bad.lines().zip(twice.lines()) {
        assert_eq!(once.rsplit_once(';').unwrap().0, twice.rsplit_once(';').unwrap().0);
    }
    let corrected = bad.replace(";\"СОШ № 1;", ";СОШ № 1;").replace("Юрьевна;03", "Юрьевна;;03");
    desk.write("bad.csv", corrected);
    assert!(desk.done("org staff import bad.csv").err.contains("2 новые записи"));
}

/// Somebody works in the file of refused rows: whatever is imported meanwhile, it stays, and what is told to be typed works as it
/// stands.
#[test]
fn a_file_of_refused_rows_is_never_replaced() {
    let desk = bare();
    desk.write("a.csv", table(&[ANNA, BAD_DATE])).write("b.csv", table(&[BAD_POST, BAD_DATE]));
    let line = |file: &str| format!("org staff import {file} --accept-valid --rejects r.csv");
    let refused = |line: &str, words: &str| {
        let told = desk.run(line);
        assert!(told.code == 3 && told.err.contains(words), "{line}: {told:#?}");
    };
    refused(
        &line("a.csv"),
        "отказанные строки — в файле r.csv: исправьте их и загрузите этот файл с теми же параметрами",
    );
    let first = fs::read(desk.path("r.csv")).unwrap();
    // The same rows again need no second file.
    refused(&line("a.csv"), "в файле r.csv (он уже есть, в нём те же строки): исправьте");
    refused(&line("r.csv"), "в файле r.csv (он уже есть, в нём те же строки): исправьте");
    // Others do, and so do the same once the file was changed.
    refused(&line("b.csv"), "в файле r-2.csv (r.csv уже есть, он не тронут): исправьте");
    let second = fs::read_to_string(desk.path("r-2.csv")).unwrap();
    let half = second.replace("31.02.2022", "28.02.2022");
    desk.write("r-2.csv", &half);
    refused(&line("r-2.csv"), "в файле r-3.csv (");
    assert_eq!(fs::read(desk.path("r.csv")).unwrap(), first);
    assert_eq!(fs::read_to_string(desk.path("r-2.csv")).unwrap(), half);
    let third = fs::read_to_string(desk.path("r-3.csv")).unwrap();
    assert!(third.contains(BAD_POST) && third.lines().count() == 2, "{third}");
    assert_eq!(desk.files(), ["a.csv", "b.csv", "nastavnik.db", COPIES, "r-2.csv", "r-3.csv", "r.csv"]);
}

/// A folder for refused rows is made where there is none, as that of an export is.
#[test]
fn a_folder_for_refused_rows_is_made() {
    let desk = bare();
    desk.write("a.csv", table(&[ANNA, BAD_DATE])).write("b.csv", table(&[BAD_POST])).write("c.csv", table(&[ANNA]));
    desk.done("org staff import c.csv --rejects пусто");
    assert!(!desk.path("пусто").exists(), "nothing was refused");
    desk.refused(
        "org staff import a.csv b.csv --rejects отказы/июнь",
        1,
        &["отказы/июнь/a-отказы.csv", "отказы/июнь/b-отказы.csv"],
    );
    let rows = fs::read_to_string(desk.path("отказы/июнь/b-отказы.csv")).unwrap();
    // What is refused once more is still of the first file.
    desk.write("отказы/июнь/b-отказы.csv", rows.replace("01.09", "31.02"));
    let again = "org staff import отказы/июнь/b-отказы.csv --rejects отказы/июнь";
    desk.refused(again, 1, &["отказанные строки — в файле отказы/июнь/b-отказы-2.csv ("]);
    desk.refused("org staff import a.csv --rejects новая/", 1, &["новая/a-отказы.csv"]);
    desk.refused("org staff import a.csv --rejects c.csv/отказы", 4, &["c.csv"]);
    assert_eq!(desk.files(), ["a.csv", "b.csv", "c.csv", "nastavnik.db", COPIES, "новая", "отказы"]);
}

#[test]
fn refused_rows_go_only_where_they_harm_nothing() {
    let desk = bare();
    desk.write("a.csv", table(&[ANNA])).write("b.csv", table(&[BAD_DATE])).write("c.csv", table(&[BAD_POST]));
    fs::create_dir(desk.path("bad")).unwrap();
    desk.refused("org staff import a.csv b.csv --rejects one.csv", 2, &["файлов несколько", "папку"]);
    desk.refused("org staff import b.csv --rejects b.csv", 2, &["исходный файл"]);
    desk.refused("org staff import b.csv --rejects ./bad/../b.csv", 2, &["исходный файл"]);
    desk.refused("org staff import b.csv --rejects nastavnik.db", 2, &["файл базы"]);
    desk.refused("org staff import b.csv --rejects no/such.csv", 4, &["no/such.csv"]);
    desk.refused("org staff import a.csv b.csv c.csv --rejects bad", 1, &["bad/b-отказы.csv", "bad/c-отказы.csv"]);
    let mut written: Vec<_> =
        fs::read_dir(desk.path("bad")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    written.sort();
    assert_eq!(written, ["b-отказы.csv", "c-отказы.csv"]);
    // What something else has written stays.
    let before = fs::read(desk.path("c.csv")).unwrap();
    desk.refused("org staff import b.csv --rejects c.csv", 1, &["файл «c.csv» уже есть"]);
    assert_eq!(fs::read(desk.path("c.csv")).unwrap(), before);
    desk.refused("org staff import b.csv c.csv --rejects bad", 1, &["bad/b-отказы.csv"]);
    // Nothing is refused: nothing is written.
    desk.done("org staff import a.csv --rejects none.csv");
    assert!(!desk.path("none.csv").exists());
    let fed = desk.fed("org staff import - --rejects fed.csv", &table(&[BAD_DATE]));
    assert!(fed.code == 1 && desk.path("fed.csv").exists(), "{fed:#?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(desk.path("fed.csv")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

// -------------------------------------------------------------------------------------------------- plan and apply

#[test]
fn a_plan_is_carried_out_as_it_was_made() {
    let desk = schools().with([NUMBER]);
    desk.write("a.csv", format!("{}{BAD_DATE};\n", transferred("учитель физики")));
    let before = desk.bytes();
    // What can't be carried out isn't saved.
    let told = desk.refused("org staff import a.csv --plan p.json --correct", 1, &["1 ошибка", "План не записан"]);
    assert!(told.out.contains("отказано") && !desk.path("p.json").exists(), "{told:#?}");
    let line = "org staff import a.csv --plan p.json --correct --accept-valid";
    let told = desk.run(line);
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(told.err.contains("выполнить его: nastavnik org staff import --apply p.json"), "{told:#?}");
    assert!(before == desk.bytes(), "a plan changes nothing");
    let saved: Value = serde_json::from_slice(&fs::read(desk.path("p.json")).unwrap()).unwrap();
    assert_eq!((&saved["format"], &saved["command"]), (&1.into(), &"org staff import".into()));
    assert_eq!(saved["today"], crate::common::TODAY);
    assert!(saved["files"][0]["path"].as_str().unwrap().starts_with('/') || cfg!(windows));
    assert_eq!(told.out.matches("изменение").count(), 1);
    let rows = saved["rows"].as_array().unwrap();
    assert_eq!(
        rows.iter().map(|row| row["state"].as_str().unwrap()).collect::<Vec<_>>(),
        ["changed", "refused", "absent"]
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(desk.path("p.json")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let done = desk.run("org staff import --apply p.json --format csv");
    assert_eq!(done.code, 3, "{done:#?}");
    assert!(
        done.out.contains("Петров Пётр Петрович,Должность,учитель химии,учитель физики,changed,a.csv,2"),
        "{done:#?}"
    );
    assert_eq!(desk.cells("org staff list", &["post"]).iter().filter(|post| *post == "учитель физики").count(), 1);
    desk.refused("org staff import --apply p.json", 1, &["база с тех пор изменилась", "--plan"]);
}

#[test]
fn a_plan_is_refused_once_anything_has_changed() {
    let desk = schools();
    let row = "Белова Вера Ильинична;;01.01.1980;СОШ № 1;учитель;01.09.2022";
    desk.write("a.csv", table(&[ANNA, row])).write("map.txt", "Кто = ФИО\n");
    let plan = || desk.done("org staff import a.csv --map map.txt --plan p.json");
    let apply = "org staff import --apply p.json";
    // Written with another row: the file. Written again as it was: no difference.
    plan();
    desk.write("a.csv", table(&[ANNA, row, "Орлова Яна Олеговна;;05.05.1991;СОШ № 1;учитель;01.02.2022"]));
    desk.refused(apply, 1, &["план не выполнен: с тех пор изменён файл a.csv; ничего не записано", "--plan"]);
    desk.write("a.csv", table(&[ANNA]));
    desk.refused(apply, 1, &["изменён файл a.csv"]);
    fs::remove_file(desk.path("a.csv")).unwrap();
    desk.refused(apply, 1, &["план не выполнен: нет файла a.csv"]);
    desk.write("a.csv", table(&[ANNA, row])).write("map.txt", "Кто = ФИО\nОрганизация = -\n");
    desk.refused(apply, 1, &["map.txt"]);
    desk.write("map.txt", "Кто = ФИО\n");
    // Another today matters where it means something else.
    desk.done("org staff add 'Новиков Олег' --org 'СОШ № 1' --post учитель --hired 20.06.2024");
    plan();
    let mut later = desk.command(apply);
    let told = Told::of(later.env("NASTAVNIK_TODAY", "2024-06-21"));
    told.is_refusal(apply, 1, &["план не выполнен: он составлен 15.06.2024", "21.06.2024"]);
    // Another one that doesn't matter is no obstacle; a change in the database is.
    plan();
    desk.done("org edit 1 --head 'Ромашкина Анна Петровна'");
    desk.refused(apply, 1, &["база с тех пор изменилась"]);
    plan();
    let mut later = desk.command(apply);
    let told = Told::of(later.env("NASTAVNIK_TODAY", "2024-06-16"));
    assert_eq!(told.code, 0, "{told:#?}");
    assert!(names(&desk).contains(&"Белова Вера Ильинична".to_owned()));
}

#[test]
fn a_plan_stands_for_itself() {
    let desk = schools();
    desk.write("a.csv", table(&[ANNA]))
        .write("p.json", "{}")
        .write("q.json", "{\"format\": 7}")
        .write("r.json", "план");
    let org = "Наименование;Вид\nЛицей;школа\n";
    desk.write("orgs.csv", org).done("org import orgs.csv --plan o.json");
    desk.refused("org staff import --apply p.json", 1, &["не план загрузки"]);
    desk.refused("org staff import --apply q.json", 1, &["план версии 7"]);
    desk.refused("org staff import --apply r.json", 1, &["не план загрузки"]);
    desk.refused("org staff import --apply none.json", 4, &["none.json"]);
    desk.refused(
        "org staff import --apply o.json",
        1,
        &["план другой команды: org import", "nastavnik org import --apply"],
    );
    desk.refused("org staff import a.csv --apply o.json", 2, &["не сочетается"]);
    for option in
        ["--correct", "--effective 01.09.2024", "--dismiss-absent 01.06.2024", "--accept-valid", "--rejects x"]
    {
        desk.refused(&format!("org staff import --apply o.json {option}"), 2, &["не сочетается"]);
    }
    desk.refused("program import --apply o.json --reason x", 2, &["не сочетается"]);
    desk.refused("org staff import a.csv --plan nastavnik.db", 2, &["файл базы"]);
    desk.refused("org staff import a.csv --plan a.csv", 2, &["исходный файл"]);
    desk.refused("org staff import a.csv --plan orgs.csv", 1, &["файл «orgs.csv» уже есть"]);
    let fed = desk.fed("org staff import - --plan x.json", &table(&[ANNA]));
    fed.is_refusal("org staff import - --plan x.json", 2, &["стандартный ввод"]);
    assert!(!desk.path("x.json").exists());
    desk.done("org import --apply o.json");
    assert!(desk.cells("org list", &["name"]).contains(&"Лицей".to_owned()));
}

#[test]
fn every_import_keeps_its_options_in_a_plan() {
    let desk = schools()
        .with(["pair create --mentor Иванова --mentee Петров --number 1 --order-number 15-ОД --order-date 01.09.2023"]);
    desk.write("p.csv", "Номер программы;Номер пары;Начало;Окончание\n1;1;01.09.2023;01.10.2023\n");
    desk.done("program import p.csv --reason 'срочный перевод' --plan p.json");
    desk.done("program import --apply p.json");
    assert_eq!(desk.cells("program list", &["number", "length_reason"]), ["1|срочный перевод"]);
    desk.write("g.csv", "Код группы;Название;Вид группы\nКЛ-1;Клуб «Урок»;клуб\n");
    desk.done("org group import g.csv --plan g.json");
    desk.done("org group import --apply g.json");
    desk.done(NUMBER);
    desk.write("s.csv", transferred("методист"));
    desk.done("org staff import s.csv --effective 01.06.2024 --dismiss-absent 31.05.2024 --plan s.json");
    desk.done("org staff import --apply s.json");
    assert_eq!(
        desk.cells("org staff list --all --org 1", &["name", "post", "hired", "dismissed"]),
        [
            "Иванова Анна Ильинична|учитель|2015-09-01|2024-05-31",
            "Петров Пётр Петрович|учитель химии|2018-09-01|2024-05-31",
            "Петров Пётр Петрович|методист|2024-06-01|",
        ]
    );
}

// ------------------------------------------------------------------------------------------------------ the absent

#[test]
fn who_is_in_no_file_is_listed() {
    let desk = schools();
    desk.write("one.csv", table(&[ANNA])).write("two.csv", table(&[LEV]));
    // One file says nothing of the school that it doesn't name.
    let one = desk.done("org staff import one.csv --format json");
    let columns = ["state", "record", "org", "post", "hired", "file"];
    assert_eq!(
        told(&plan(&one), &columns),
        ["absent|Петров Пётр Петрович|МБОУ «СОШ № 1» с. Ясное|учитель химии|2018-09-01|"]
    );
    // Two files are read together: whoever is in either is there.
    let both = desk.done("org staff import one.csv two.csv --dry-run");
    for word in ["Нет ни в одном файле", "Петров Пётр Петрович", "Ким Нина Сергеевна"]
    {
        assert!(both.out.contains(word), "{word}\n{}", both.out);
    }
    assert!(both.err.contains("нет ни в одном файле: 2 записи о работе"), "{both:#?}");
    desk.write("rest.csv", table(&[PETR, NINA]));
    assert!(!desk.done("org staff import one.csv two.csv rest.csv").err.contains("нет ни в одном"));
    // Who has left, and who will begin, isn't missed.
    desk.done("org staff dismiss Петров --date 31.05.2024");
    desk.done("org staff add 'Новиков Олег' --org 'СОШ № 1' --post учитель --hired 20.06.2024");
    assert!(!desk.done("org staff import one.csv").err.contains("нет в файле"));
}

#[test]
fn many_absent_are_counted_after_an_import_and_listed_before_it() {
    let desk = bare();
    let row = |n: usize| {
        format!(
            "Иванова Анна {};;{:02}.05.1990;СОШ № 1;учитель;01.09.2015",
            "вгдежзиклмнопрстуфхцчшщэюя".chars().nth(n).unwrap(),
            n + 1
        )
    };
    let rows: Vec<_> = (0..22).map(row).map(|row| row.replace("Анна ", "Анна Ильинична-")).collect();
    let rows: Vec<_> = rows.iter().map(String::as_str).collect();
    desk.write("all.csv", table(&rows)).write("one.csv", table(&rows[..1])).write("two.csv", table(&rows[..2]));
    desk.done("org staff import all.csv");
    let told = desk.done("org staff import one.csv");
    assert_eq!(told.out, "");
    assert!(told.err.contains("нет в файле: 21 запись о работе; кого — покажет --dry-run"), "{told:#?}");
    assert_eq!(desk.done("org staff import one.csv --dry-run").out.matches("нет в файле").count(), 21);
    assert_eq!(desk.done("org staff import two.csv").out.matches("\nнет в файле").count(), 20);
    // Who is dismissed is always listed: that is a change.
    let told = desk.done("org staff import one.csv --dismiss-absent 31.05.2024");
    assert_eq!(told.out.matches("увольнение").count(), 21, "{}", told.out);
}

#[test]
fn the_absent_are_dismissed_on_demand() {
    let desk = schools().with(["mentor add Петров --date 01.09.2022", "org staff dismiss Ким --date 30.06.2024"]);
    desk.write("one.csv", table(&[ANNA, LEV]));
    let line = |day: &str| format!("org staff import one.csv --dismiss-absent {day}");
    desk.refused(&line("31.08.2018"), 1, &["увольнение 31.08.2018 раньше приёма на работу", "Петров Пётр Петрович"]);
    let dry = desk.refused(&format!("{} --dry-run", line("31.08.2018")), 1, &["Петров Пётр Петрович"]);
    assert!(dry.out.contains("Петров"), "{dry:#?}");
    desk.refused(&line("31.08.2026"), 1, &["31.08.2026"]);
    desk.write("two.csv", table(&[NINA]));
    let told = desk.refused("org staff import one.csv two.csv --dismiss-absent 31.08.2018", 1, &["Петров"]);
    assert!(told.err.starts_with("Ошибка: увольнение 31.08.2018 раньше"), "{told:#?}");
    desk.refused(&format!("{} --accept-valid", line("31.05.2024")), 2, &["не сочетается"]);
    // Nor are the refused rows of a file the file.
    desk.write("part.csv", format!("{STAFF};Ошибка\n{ANNA};нет\n"));
    desk.refused("org staff import part.csv --dismiss-absent 31.05.2024", 1, &["лишь часть исходного"]);
    assert!(!desk.done("org staff import part.csv").err.contains("нет в файле"));
    // A row that is refused is no sign of a dismissal.
    desk.write("bad.csv", table(&[ANNA, LEV, &PETR.replace("01.09.2018", "31.02.2018")]));
    let dry = desk.run("org staff import bad.csv --dismiss-absent 31.05.2024 --dry-run");
    assert!(dry.code == 1 && !dry.out.contains("увольнение"), "{dry:#?}");
    let told = desk.done(&format!("{} --format json", line("31.05.2024")));
    assert_eq!(
        self::told(&plan(&told), &["state", "record", "field", "new"]),
        ["absent|Петров Пётр Петрович|Дата увольнения|31.05.2024", "absent|Ким Нина Сергеевна||"]
    );
    assert!(told.err.contains("остаются в реестре наставников: Петров Пётр Петрович"), "{told:#?}");
    assert_eq!(
        desk.cells("org staff list --all", &["name", "dismissed"])[1..],
        ["Петров Пётр Петрович|2024-05-31", "Кац Лев Маркович|", "Ким Нина Сергеевна|2024-06-30"]
    );
}

#[test]
fn an_event_to_come_makes_nobody_absent() {
    let desk = schools().with([NUMBER, "org staff dismiss Иванова --date 31.05.2024"]);
    let told = desk.write("a.csv", transferred("методист")).done("org staff import a.csv --effective 01.09.2024");
    assert!(!told.err.contains("нет в файле"), "{told:#?}");
}

// ------------------------------------------------------------------------------------- sheets, maps and templates

#[test]
fn a_map_teaches_the_headings_of_a_file() {
    let desk = bare();
    let odd = "Кабинет;Человек;Чем занят;С какого дня;Где\n1;Кац Лев Маркович;учитель;01.09.2020;СОШ № 1\n";
    desk.write("odd.csv", odd).write("two.csv", odd);
    desk.refused("org staff import odd.csv", 1, &["строка заголовков не найдена"]);
    desk.refused("org staff import odd.csv two.csv --map-template m.txt", 2, &["по одному файлу"]);
    let told = desk.done("org staff import odd.csv --map-template m.txt");
    assert!(told.err.contains("5 заголовков, из них известно: 0"), "{told:#?}");
    let map = fs::read_to_string(desk.path("m.txt")).unwrap();
    assert!(map.contains("\r\nЧеловек =\r\n") && map.contains("#   Должность (обязателен) — "), "{map}");
    desk.refused("org staff import odd.csv --map-template m.txt", 1, &["уже есть"]);
    // The file isn't changed, and a begun map leaves out what it doesn't name.
    desk.refused("org staff import odd.csv --map m.txt", 1, &["odd.csv: "]);
    let filled = ["Человек = ФИО", "Чем занят = должность", "С какого дня = Дата приема", "Где = Организация"]
        .iter()
        .fold(map, |map, line| {
            map.replace(&format!("\r\n{} =", line.split(" =").next().unwrap()), &format!("\r\n{line}"))
        });
    for (name, bytes) in
        [("m.txt", filled.clone().into_bytes()), ("c.txt", encoding_rs::WINDOWS_1251.encode(&filled[3..]).0.into())]
    {
        desk.write(name, bytes);
        let told = desk.done(&format!("org staff import odd.csv --map {name} --dry-run"));
        // What the map leaves empty is told, as without it.
        assert!(
            told.out.contains("Кац Лев Маркович") && told.err.contains("столбцы не использованы: «Кабинет»"),
            "{told:#?}"
        );
    }
    desk.write("bad.txt", "Человек\nГде = Учреждения\n");
    desk.refused("org staff import odd.csv --map bad.txt", 1, &["bad.txt:1: «Человек»"]);
    desk.refused("org staff import odd.csv --map none.txt", 1, &["none.txt: нет такого файла"]);
    // Of a file that is known in part, what is known is filled in; so is the right one of two kinds.
    desk.write("part.csv", "ФИО;Должность;Кабинет\nКац Лев;учитель;1\n");
    desk.done("org staff import part.csv --map-template part.txt");
    assert!(
        fs::read_to_string(desk.path("part.txt"))
            .unwrap()
            .ends_with("\r\nФИО = ФИО\r\nДолжность = Должность\r\nКабинет =\r\n")
    );
    desk.write("g.csv", "Код группы;Имя группы;Вид группы\nКЛ-1;Клуб «Урок»;клуб\n");
    desk.done("org group import g.csv --map-template g.txt");
    let map = fs::read_to_string(desk.path("g.txt")).unwrap().replace("Имя группы =", "Имя группы = Название");
    desk.write("g.txt", map).done("org group import g.csv --map g.txt");
    assert_eq!(desk.cells("org group list", &["title"]), ["Клуб «Урок»"]);
}

#[test]
fn a_template_is_an_empty_file_that_can_be_imported() {
    let desk = Desk::new();
    let imports = ["org", "org staff", "mentor", "pair", "program need", "monitor survey"];
    for (n, command) in imports.iter().enumerate() {
        let told = desk.done(&format!("{command} import --template t{n}.csv"));
        assert!(told.err.contains(&format!("Записан шаблон: t{n}.csv")), "{told:#?}");
        let text = fs::read_to_string(desk.path(&format!("t{n}.csv"))).unwrap();
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n") && text.lines().count() == 1, "{text}");
        let done = desk.done(&format!("{command} import t{n}.csv"));
        assert!(done.err.contains("изменений нет") && !done.err.contains("не загружаются"), "{done:#?}");
        desk.refused(&format!("{command} import --template t{n}.csv"), 1, &["уже есть, он не тронут"]);
    }
    for (command, name, kind) in [
        ("org group", "g", "групп"),
        ("org group", "g", "участников-групп"),
        ("program", "p", "программ"),
        ("program", "p", "этапов-программ"),
    ] {
        if !desk.path(&format!("{name}-{kind}.csv")).exists() {
            desk.done(&format!("{command} import --template {name}.csv"));
        }
        assert!(desk.done(&format!("{command} import {name}-{kind}.csv")).err.contains("изменений нет"), "{kind}");
    }
    assert!(!desk.path("g.csv").exists());
    desk.refused("org staff import a.csv --template x.csv", 2, &["не сочетается"]);
    desk.refused("org staff import", 2, &["ФАЙЛ"]);
}

#[test]
fn a_sheet_is_named() {
    let desk = Desk::new().with(["org add 'МБОУ «СОШ № 3»' --kind школа --inn 2599000136"]);
    let book = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/staff.xlsx");
    desk.write("staff.xlsx", fs::read(book).unwrap());
    desk.refused("org staff import staff.xlsx --sheet Лист1", 1, &["нет листа «Лист1»", "листы книги: Сотрудники"]);
    desk.done("org staff import staff.xlsx --sheet сотрудники");
    assert_eq!(names(&desk).len(), 5);
}

/// Without a personnel number a changed post, or a changed first day, looks like a second job: it is none in silence.
#[test]
fn a_job_that_has_become_another_is_not_doubled() {
    let header = "ФИО;Дата рождения;Организация;Должность;Дата приёма\n";
    let file = |rows: &str| format!("{header}{rows}\n");
    let before = "Белова Вера Ильинична;01.01.1980;СОШ № 1;учитель;01.09.2010";
    let posts = |desk: &Desk| {
        let mut cells = desk.cells("org staff list --all", &["name", "post", "hired", "dismissed"]);
        cells.retain(|cell| cell.starts_with("Белова"));
        cells
    };
    for (now, correct, event) in [
        (
            "Белова Вера Ильинична;01.01.1980;СОШ № 1;методист;01.09.2010",
            &["Белова Вера Ильинична|методист|2010-09-01|"][..],
            &["Белова Вера Ильинична|учитель|2010-09-01|2024-05-31", "Белова Вера Ильинична|методист|2024-06-01|"][..],
        ),
        (
            "Белова Вера Ильинична;01.01.1980;СОШ № 1;учитель;01.09.2011",
            &["Белова Вера Ильинична|учитель|2011-09-01|"],
            &["Белова Вера Ильинична|учитель|2011-09-01|"],
        ),
    ] {
        for (option, expected) in [("--correct", correct), ("--effective 01.06.2024", event)] {
            let desk = schools();
            desk.write("a.csv", file(before)).done("org staff import a.csv");
            desk.write("b.csv", file(now));
            let said = "b.csv:2: уже работает в этой организации: учитель с 01.09.2010, а в файле этого нет";
            desk.refused("org staff import b.csv", 1, &[said, "--effective", "--correct"]);
            desk.done(&format!("org staff import b.csv {option}"));
            let mut came = posts(&desk);
            came.sort();
            let mut expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
            expected.sort();
            assert_eq!(came, expected, "{option}: {now}");
            // Two rows are two jobs, whatever is said of changes.
            let desk = schools();
            desk.write("a.csv", file(before)).done("org staff import a.csv");
            desk.write("b.csv", file(&format!("{now}\n{before}"))).done(&format!("org staff import b.csv {option}"));
            assert_eq!(posts(&desk).len(), 2, "{option}: {now}");
        }
    }
}

#[test]
fn one_inn_is_not_two_organisations() {
    let desk = Desk::new();
    desk.write("o.csv", "Наименование;Вид;ИНН\nШкола А;школа;2599000111\nШкола Б;школа;2599000111\n");
    desk.refused("org import o.csv", 1, &["o.csv:3: та же организация (по ИНН) в строке 2 названа иначе: Школа А"]);
}

#[test]
fn a_patronymic_beside_the_name_is_part_of_it() {
    let desk = schools();
    let header = "ФИО;Отчество;Организация;Должность;Дата приёма\n";
    let rows = "Кац Лев;Маркович;СОШ № 1;учитель;01.09.2020\nКим Ян Львович;Львович;СОШ № 1;учитель;01.09.2020\n";
    desk.write("a.csv", format!("{header}{rows}")).done("org staff import a.csv");
    let names = desk.cells("org staff list", &["name"]);
    assert!(
        names.contains(&"Кац Лев Маркович".to_owned()) && names.contains(&"Ким Ян Львович".to_owned()),
        "{names:?}"
    );
    desk.write("b.csv", format!("{header}Ли Го Львович;Маркович;СОШ № 1;учитель;01.09.2020\n"));
    desk.refused("org staff import b.csv", 1, &["b.csv:2:2: «Отчество»: «Маркович» — отчество не такое, как в ФИО"]);
}

#[test]
fn a_name_of_a_workbook_is_no_name_for_text() {
    let desk = schools();
    desk.write("s.csv", "ФИО;Организация;Должность;Дата приёма\nКац Лев;СОШ № 1;учитель;01.09.2020\n");
    for option in ["plan", "map-template", "rejects"] {
        desk.refused(&format!("org staff import s.csv --{option} t.xlsx"), 2, &["t.xlsx", ".csv"]);
    }
    desk.refused("org staff import --template -", 2, &["имя файла"]);
    assert!(!desk.path("t.xlsx").exists() && !desk.path("-").exists());
}

#[test]
fn a_patronymic_that_is_missing_is_worth_a_word() {
    let desk = schools();
    let file = |name: &str| {
        format!("ФИО;Дата рождения;Организация;Должность;Дата приёма\n{name};01.01.1980;СОШ № 1;учитель;01.09.2010\n")
    };
    desk.write("a.csv", file("Белова Вера Ильинична")).done("org staff import a.csv");
    desk.write("b.csv", file("Белова Вера"));
    let told = desk.done("org staff import b.csv").err;
    assert!(told.contains("строка 2, Белова Вера, — на № ") && told.contains("(та же дата рождения)"), "{told}");
}
