//! Copies of the file: whole, checked, never in the place of another; the automatic ones, and which of them go.

use std::fs;
use std::path::Path;

use crate::common::Desk;
use crate::common::dump::{assert_same, dump};
use rusqlite::Connection;

const COPIES: &str = "nastavnik.db-backups";

/// The automatic copies, by name.
fn copies(desk: &Desk) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<_> = fs::read_dir(desk.path(COPIES)).into_iter().flatten().map(name).collect();
    names.sort();
    names
}

fn opened(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

/// A school with ten teachers: a row of `people` and one of `employments` each.
fn school() -> Desk {
    let desk = Desk::new().with(["org add 'Школа А' --kind школа"]);
    desk.write("ten.csv", staff(1..=10, "учитель"));
    desk.done("org staff import ten.csv");
    fs::remove_dir_all(desk.path(COPIES)).unwrap();
    desk
}

/// A staff file: a row a number.
fn staff(numbers: impl IntoIterator<Item = u32>, post: &str) -> String {
    const NAMES: &[&str] =
        &["Анна", "Вера", "Нина", "Алла", "Инна", "Ольга", "Ирина", "Мария", "Дарья", "Елена", "Яна"];
    let row = |n: u32| format!("{n};Ким {} Ивановна;Школа А;{post};01.09.2020\n", NAMES[n as usize % NAMES.len()]);
    let head = "Табельный номер;ФИО;Организация;Должность;Дата приёма\n".to_owned();
    numbers.into_iter().fold(head, |text, n| text + &row(n))
}

#[test]
fn a_copy_has_all_rows_and_takes_no_name_that_is_there() {
    let desk = school();
    let told = desk.done("org backup copy.db");
    assert!(told.err.contains("Снята и проверена копия базы: copy.db"), "{told:#?}");
    assert_same("the copy", &dump(&desk.sql()), &dump(&opened(&desk.path("copy.db"))));
    let bytes = fs::read(desk.path("copy.db")).unwrap();
    desk.refused("org backup copy.db", 2, &["«copy.db» — база SQLite, её нельзя заменить", "другое имя"]);
    desk.refused("org backup nastavnik.db", 2, &["файл базы, его нельзя заменить"]);
    desk.refused("org backup ten.csv", 1, &["«ten.csv» уже есть, он не тронут", "другое имя или папку"]);
    assert_eq!(fs::read(desk.path("copy.db")).unwrap(), bytes);
    // What SQLite left beside another file of the name would be rolled back into the copy.
    desk.write("new.db-journal", "left");
    desk.refused("org backup new.db", 1, &["«new.db-journal» уже есть"]);
    fs::create_dir(desk.path("stick")).unwrap();
    for name in ["stick/nastavnik-2024-06-15-000000.db", "stick/nastavnik-2024-06-15-000000-2.db"] {
        assert!(desk.done("org backup stick").err.contains(name), "{name}");
        assert_same(name, &dump(&desk.sql()), &dump(&opened(&desk.path(name))));
    }
    // A name without an ending is a folder's: it is made, and the copy lies in it under a name with its day.
    for (line, name) in [
        ("org backup копии", "копии/nastavnik-2024-06-15-000000.db"),
        ("org backup копии", "копии/nastavnik-2024-06-15-000000-2.db"),
        ("org backup год/июнь/", "год/июнь/nastavnik-2024-06-15-000000.db"),
    ] {
        assert!(desk.done(line).err.contains(&format!("копия базы: {name}\n")), "{line}");
        assert_same(name, &dump(&desk.sql()), &dump(&opened(&desk.path(name))));
    }
    desk.write("заметки", "x");
    desk.refused("org backup заметки", 1, &["«заметки» уже есть, он не тронут"]);
    desk.refused(
        "org backup no/such.db",
        4,
        &["не удалось снять копию базы в папке «no»", "нет такого файла или папки"],
    );
    assert_eq!(
        desk.files(),
        ["copy.db", "nastavnik.db", "new.db-journal", "stick", "ten.csv", "год", "заметки", "копии"],
        "no draft is left"
    );
}

#[test]
fn a_copy_without_a_name_is_an_automatic_one_and_only_the_last_are_kept() {
    let desk = school();
    let old = |n: u32| format!("2023-01-0{n}-101112-import.db");
    fs::create_dir(desk.path(COPIES)).unwrap();
    let others =
        ["2023-01-01-101112-import.db-journal", "2023-01-01-damaged.db", "2023-01-01-101112-damaged.db", "a.db"];
    for name in others {
        desk.write(&format!("{COPIES}/{name}"), "x");
    }
    for n in 1..=4 {
        desk.write(&format!("{COPIES}/{}", old(n)), "x");
    }
    fs::create_dir(desk.path(&format!("{COPIES}/2023-01-05-101112-import.db"))).unwrap();
    let told = desk.done("org backup --keep 3");
    assert!(
        told.err.contains("хранится: 3") && told.err.contains("Старых автоматических копий удалено: 1\n"),
        "{told:#?}"
    );
    let mut kept: Vec<String> = others.map(Into::into).to_vec();
    kept.extend([old(2), old(3), old(4), "2023-01-05-101112-import.db".into(), "2024-06-15-000000-manual.db".into()]);
    kept.sort();
    assert_eq!(copies(&desk), kept);
    // It holds from now on, and a copy with a name of its own is none of these.
    desk.done("org backup mine.db");
    assert_eq!(copies(&desk), kept);
    let desk = desk.at("2024-06-16").with(["org backup", "org backup --share 0"]);
    assert!(copies(&desk).contains(&old(2)), "{:?}", copies(&desk));
    assert_same(
        "the copy",
        &dump(&desk.sql()),
        &dump(&opened(&desk.path(&format!("{COPIES}/2024-06-16-000000-manual-2.db")))),
    );
    desk.write("one.csv", staff([11], "учитель"));
    desk.done("org staff import one.csv");
    assert!(!copies(&desk).contains(&old(2)) && copies(&desk).contains(&old(3)), "{:?}", copies(&desk));
    // A clock that has gone back makes no copy that is gone at once.
    let told = desk.done("org backup --keep 1");
    assert!(told.err.contains("Старых автоматических копий удалено: 2\n"), "{told:#?}");
    let desk = desk.at("2021-01-01");
    desk.write("one.csv", staff([11], "воспитатель"));
    desk.done("org staff import one.csv --correct");
    let ours = |word: &str| copies(&desk).into_iter().filter(|name| name.contains(word)).collect::<Vec<_>>();
    assert!(ours("-import").contains(&"2021-01-01-000000-import.db".to_owned()), "{:?}", copies(&desk));
    assert_eq!(ours("-manual").len(), 4, "none that somebody asked for is gone");
}

#[test]
fn ten_are_kept_at_first() {
    let desk = school().with(["org backup --share 0"]);
    for n in 1..=12 {
        desk.write("one.csv", staff([1], if n % 2 == 0 { "учитель" } else { "воспитатель" }));
        desk.done("org staff import one.csv --correct");
    }
    let mut kept: Vec<_> = (3..=12).map(|n| format!("2024-06-15-000000-import-{n}.db")).collect();
    kept.push("2024-06-15-000000-manual.db".into());
    kept.sort_by_key(|name| (name.len(), name.clone()));
    let mut found = copies(&desk);
    found.sort_by_key(|name| (name.len(), name.clone()));
    assert_eq!(found, kept);
}

#[test]
fn settings_take_numbers_within_reason() {
    let desk = school();
    for line in ["org backup --keep 0", "org backup --keep 1001", "org backup --share 101", "org backup --share -1"] {
        let told = desk.run(line);
        assert_eq!(told.code, 2, "{line}: {told:#?}");
    }
    assert_eq!(desk.files(), ["nastavnik.db", "ten.csv"]);
    assert!(desk.done("org backup --share 0").err.contains("перед каждой загрузкой"));
    assert!(desk.done("org backup --share 55").err.contains("более 55 % записей"));
    let stored: Vec<(String, i64)> = {
        let file = desk.sql();
        let mut all = file.prepare("SELECT name, value FROM settings").unwrap();
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(stored, [("backup_share".to_owned(), 55)]);
}

#[test]
fn an_import_that_changes_much_is_preceded_by_a_copy() {
    let desk = school();
    let before = dump(&desk.sql());
    desk.write("all.csv", staff(1..=10, "воспитатель"));
    for line in ["org staff import all.csv --correct --dry-run", "org staff import all.csv --correct --plan plan.json"]
    {
        let told = desk.run(line);
        assert_eq!(told.code, 0, "{told:#?}");
        assert!(!told.err.contains("копия базы") && !desk.path(COPIES).exists(), "{line}: {told:#?}");
    }
    let told = desk.done("org staff import --apply plan.json");
    let name = format!("{COPIES}/2024-06-15-000000-import.db");
    assert!(
        told.err.contains("Перед загрузкой снята копия базы; вернуться к ней: nastavnik org restore ")
            && told.err.contains(&name),
        "{told:#?}"
    );
    assert_same("the copy", &before, &dump(&opened(&desk.path(&name))));
    // The same again changes nothing, one more of ten changes little.
    desk.write("one.csv", staff([11], "воспитатель"));
    for line in ["org staff import all.csv --correct", "org staff import one.csv"] {
        assert!(!desk.done(line).err.contains("копия базы"), "{line}");
    }
    assert_eq!(copies(&desk), ["2024-06-15-000000-import.db"]);
    // Standard input may be of any size, and a file of any size may dismiss everybody.
    let told = desk.fed("org staff import - --correct", &staff(1..=10, "учитель"));
    assert!(told.err.contains("2024-06-15-000000-import-2.db"), "{told:#?}");
    let told = desk.done("org staff import one.csv --dismiss-absent 01.06.2024");
    assert!(told.err.contains("2024-06-15-000000-import-3.db"), "{told:#?}");
    assert_eq!(copies(&desk).len(), 3);
}

#[test]
fn the_share_is_settled_in_the_file() {
    let desk = school().with(["org backup stick.db --share 0"]);
    desk.write("one.csv", staff([11], "учитель"));
    let told = desk.done("org staff import one.csv");
    assert!(told.err.contains("2024-06-15-000000-import.db"), "{told:#?}");
    assert!(!desk.done("org staff import one.csv").err.contains("копия базы"), "nothing has changed");
    desk.done("org backup other.db --share 100");
    desk.write("all.csv", staff(1..=10, "воспитатель"));
    assert!(!desk.done("org staff import all.csv --correct").err.contains("копия базы"));
}

#[test]
fn a_refused_import_and_the_first_one_leave_no_copy() {
    let desk = school();
    desk.write("bad.csv", staff(1..=10, "воспитатель") + "12;Ким;Школа Б;учитель;01.09.2020\n");
    desk.refused("org staff import bad.csv --correct", 1, &["bad.csv"]);
    assert_eq!(desk.files(), ["bad.csv", "nastavnik.db", "ten.csv"]);
    let desk = Desk::new();
    desk.write("orgs.csv", "Наименование;Вид\nШкола А;школа\nШкола Б;школа\n");
    desk.done("org import orgs.csv");
    assert_eq!(desk.files(), ["nastavnik.db", "orgs.csv"]);
}

/// If the copy can't be made, nothing is imported; the folder's name is taken by a file here.
#[test]
fn an_import_without_its_copy_is_refused() {
    let desk = school();
    desk.write(COPIES, "a file");
    desk.write("all.csv", staff(1..=10, "воспитатель"));
    desk.refused("org staff import all.csv --correct", 4, &["не удалось создать папку копий", COPIES, "файл уже есть"]);
    desk.refused("org backup", 4, &["не удалось создать папку копий"]);
    assert_eq!(desk.files(), ["all.csv", "nastavnik.db", COPIES, "ten.csv"]);
}

#[test]
fn a_damaged_file_is_no_copy() {
    let desk = school();
    // A page that nothing but a check reads.
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'replies'";
    let page: i64 = opened(&desk.db()).query_row(root, [], |row| row.get(0)).unwrap();
    let page = page as usize;
    let mut bytes = desk.bytes();
    bytes[(page - 1) * 4096..page * 4096].fill(0xAA);
    desk.write("nastavnik.db", bytes);
    desk.refused("org backup copy.db", 4, &["база повреждена, копия с неё не годится", "nastavnik org check"]);
    assert_eq!(desk.files(), ["nastavnik.db", "ten.csv"]);
}

#[cfg(unix)]
#[test]
fn copies_are_for_the_owner_alone_and_lie_beside_the_file_itself() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = school().with(["org backup copy.db", "org backup"]);
    let mode = |name: &str| fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("copy.db"), 0o600);
    assert_eq!(mode(COPIES), 0o700);
    assert_eq!(mode(&format!("{COPIES}/2024-06-15-000000-manual.db")), 0o600);
    fs::create_dir(desk.path("links")).unwrap();
    symlink(desk.db(), desk.path("links/a.db")).unwrap();
    desk.done("org backup --db links/a.db");
    assert_eq!(copies(&desk).len(), 2);
}
