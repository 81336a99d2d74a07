//! `org check`: a sound file says so, whatever is wrong with a file is named, and a damaged file is no riddle.

use std::fs::File;
use std::time::{Duration, SystemTime};

use crate::common::Desk;

const SOUND: &str = "Файл базы исправен; что требует внимания в записях, покажет nastavnik monitor check\n";

/// kind, subject, org, finding of each row; the exit code.
fn findings(desk: &Desk) -> (i32, Vec<[String; 4]>) {
    let told = desk.run("org check --format csv");
    let mut reader = csv::Reader::from_reader(told.out.as_bytes());
    let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header, ["kind", "severity", "subject", "org", "finding", "advice"]);
    let cells = |row: csv::StringRecord| [0, 2, 3, 4].map(|at| row[at].to_owned());
    (told.code, reader.records().map(|row| cells(row.unwrap())).collect())
}

fn kinds(desk: &Desk) -> (i32, Vec<String>) {
    let (code, findings) = findings(desk);
    (code, findings.into_iter().map(|[kind, ..]| kind).collect())
}

/// Two schools, a mentor of the register and a pair with all papers.
fn sound() -> Desk {
    Desk::new().with([
        "org add 'Школа А' --kind школа",
        "org add 'Школа Б' --kind школа",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015",
        "org staff add 'Ли Вера' --org 2 --post учитель --hired 01.09.2023",
        "mentor add Ким --date 01.09.2021",
        "pair create --number 1 --mentor Ким --mentee Ли --order-number 5 --order-date 01.09.2023 \
         --mentor-consent 30.08.2023 --mentee-consent 30.08.2023",
        "org group add К1 Клуб --kind клуб",
        "org group join К1 --person Ким --date 01.09.2022",
    ])
}

#[test]
fn a_sound_file_has_no_findings() {
    let desk = sound();
    let told = desk.done("org check");
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", SOUND));
    assert_eq!(findings(&desk), (0, vec![]));
    assert_eq!(desk.files(), ["nastavnik.db"]);
}

/// A search key that isn't that of its name is the file's affair: the row can't be found.
#[test]
fn a_wrong_search_key_is_told() {
    for (change, finding) in [
        (
            "UPDATE people SET key = 'кин анна' WHERE id = 1",
            ["search_key", "человек № 1: Ким Анна", "", "ключ «кин анна», а должен быть «ким анна»"],
        ),
        (
            "UPDATE orgs SET short_name = 'А' WHERE id = 1",
            ["search_key", "организация № 1: А", "А", "ключ «», а должен быть «а»"],
        ),
    ] {
        let desk = sound();
        desk.sql().execute_batch(change).unwrap();
        assert_eq!(findings(&desk), (3, vec![finding.map(str::to_owned)]), "{change}");
    }
}

/// A killed command leaves its unfinished file, with people in it; one that is still written is nobody's business.
#[test]
fn what_killed_commands_left_behind_is_told() {
    let desk = sound();
    desk.write(".nastavnik-aB1", "x").write(".nastavnik-now", "x").write("nastavnik-list.csv", "x");
    let old = SystemTime::now() - Duration::from_secs(7200);
    File::options().write(true).open(desk.path(".nastavnik-aB1")).unwrap().set_modified(old).unwrap();
    let told = desk.run("org check --format csv");
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(told.out.contains("unfinished_file") && told.out.contains(".nastavnik-aB1"), "{told:#?}");
    assert!(!told.out.contains("-now") && !told.out.contains("list.csv"), "{told:#?}");
}

#[test]
fn a_schema_that_was_changed_is_told() {
    for (change, subject, finding) in [
        ("DROP INDEX people_by_birth", "указатель people_by_birth", "нет в базе"),
        ("DROP TRIGGER mentees_self", "триггер mentees_self", "нет в базе"),
        ("DROP TABLE runs", "таблица runs", "нет в базе"),
        ("DROP VIEW staff", "представление staff", "нет в базе"),
        ("CREATE TABLE notes (x)", "таблица notes", "программа этого не создаёт"),
        ("CREATE INDEX mine ON people (sex)", "указатель mine", "программа этого не создаёт"),
        ("ALTER TABLE people ADD COLUMN shoe_size INTEGER", "таблица people", "лишнее определение «shoe_size INTEGER»"),
        (
            "DROP INDEX people_by_birth; CREATE INDEX people_by_birth ON people (born)",
            "указатель people_by_birth",
            "нет определения «teaching_since», «teaching_spread»",
        ),
    ] {
        let desk = sound();
        desk.sql().execute_batch(change).unwrap();
        let (code, found) = findings(&desk);
        assert_eq!(code, 4, "{change}");
        let told = found.iter().find(|[_, told, ..]| told == subject);
        let told = told.unwrap_or_else(|| panic!("{change}: {found:?}"));
        assert!(told[0] == "schema" && told[3].contains(finding), "{change}: {told:?}");
    }
}

#[test]
fn a_reference_to_nothing_is_told() {
    let desk = sound();
    desk.sql().execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM posts").unwrap();
    let (code, found) = findings(&desk);
    assert_eq!(code, 4);
    let told = |id: u32| {
        ["reference", &format!("employments, строка {id}"), "", "ссылается на строку таблицы posts, которой нет"]
            .map(str::to_owned)
    };
    assert_eq!(found, [told(1), told(2)]);
}

/// Any page of a file may be lost: the command tells it, in Russian, and names the last copy.
#[test]
fn a_damaged_file_is_told() {
    let desk = sound().with(["org backup"]);
    let bytes = desk.bytes();
    let mut told_pages = 0;
    for at in (0..bytes.len() / 4096).step_by(5) {
        let mut torn = bytes.clone();
        // The header says whose file it is: without it nobody can tell.
        let from = if at == 0 { 100 } else { at * 4096 };
        torn[from..(at + 1) * 4096].fill(0x55);
        desk.write("nastavnik.db", &torn);
        let told = desk.run("org check");
        if told.code == 0 {
            continue; // a page that is free holds nothing
        }
        told_pages += 1;
        assert_eq!(told.code, 4, "page {at}: {told:#?}");
        assert!(told.out.contains("Файл повреждён"), "page {at}: {told:#?}");
        let last = "последняя копия рядом с базой: nastavnik org restore";
        assert!(told.err.contains(last) && told.err.contains("2024-06-15-000000-manual.db"), "page {at}: {told:#?}");
        assert!(desk.bytes() == torn, "page {at}: the file has changed");
    }
    assert!(told_pages > 5, "{told_pages}");
    desk.write("nastavnik.db", &bytes[..bytes.len() / 2]);
    assert_eq!(kinds(&desk).0, 4);
}

#[test]
fn an_index_that_has_lost_a_row_is_told() {
    let desk = sound();
    let file = desk.sql();
    let sql = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX people_key ON people (key, born) WHERE id = 1' \
               WHERE name = 'people_key'";
    file.execute_batch(sql).unwrap();
    drop(file);
    desk.sql().execute_batch("REINDEX people_key").unwrap();
    let sql = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX people_key ON people (key, born)' \
               WHERE name = 'people_key'";
    desk.sql().execute_batch(sql).unwrap();
    let (code, found) = findings(&desk);
    assert_eq!(code, 4);
    assert!(found.iter().any(|[_, _, _, told]| told == "строки 2 нет в указателе people_key"), "{found:?}");
}

#[test]
fn a_file_that_is_not_ours_is_refused() {
    let desk = Desk::bare();
    desk.refused("org check", 4, &["нет файла базы"]);
    desk.write("nastavnik.db", "Ким Анна;учитель\n".repeat(99));
    desk.refused("org check", 4, &["не база nastavnik"]);
    let desk = Desk::new();
    desk.sql().pragma_update(None, "user_version", 99).unwrap();
    desk.refused("org check", 4, &["версии 99"]);
}

/// Without names people are told apart all the same.
#[test]
fn nobody_is_named_where_nobody_is_to_be() {
    let desk = sound();
    desk.sql().execute_batch("UPDATE people SET key = 'ли верра' WHERE id = 2").unwrap();
    let told = desk.run("org check --format csv --no-names");
    assert_eq!(told.code, 3, "{told:#?}");
    for word in ["Ли Вера", "верра"] {
        assert!(!told.out.contains(word), "«{word}» in {told:#?}");
    }
}

/// What is wrong in the registers is told by the other command, and there alone.
#[test]
fn the_registers_are_not_its_business() {
    let desk = sound();
    desk.sql().execute_batch("UPDATE pairs SET mentor_consent = NULL, order_dated = NULL").unwrap();
    let told = desk.done("org check");
    assert_eq!(told.out, "");
    assert!(told.err.contains("nastavnik monitor check"), "{told:#?}");
    let led = ["nastavnik monitor check --only mentor_consent"];
    desk.refused("org check --only mentor_consent", 2, &led);
    desk.refused("org check --only consent", 2, &["нет замечания «consent»", "search_key — ", "unfinished_file — "]);
    let none = desk.done("org check --only search_key");
    assert_eq!((none.out.as_str(), none.err.as_str()), ("", "Файл базы исправен, таких замечаний нет\n"));
}
