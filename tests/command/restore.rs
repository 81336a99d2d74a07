//! A copy in the place of the file: checked before, agreed to, atomic; whatever it replaces is kept.

use std::fs;
use std::path::Path;

use crate::common::Desk;
use crate::common::dump::{assert_same, dump};
use rusqlite::Connection;

const KEPT: &str = "nastavnik.db-backups/2024-06-15-000000-restore.db";
const BYTES: &str = "nastavnik.db-backups/2024-06-15-000000-damaged.db";

fn state(path: &Path) -> Vec<String> {
    dump(&Connection::open(path).unwrap())
}

/// A file, a copy of it, and a change since.
fn desk() -> Desk {
    Desk::new().with([
        "org add 'Школа А' --kind школа",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015",
        "org backup copy.db",
        "org add 'Школа Б' --kind школа",
    ])
}

#[test]
fn the_file_is_as_the_copy_has_it_and_the_former_is_kept() {
    let desk = desk();
    let (former, copy) = (state(&desk.db()), fs::read(desk.path("copy.db")).unwrap());
    let told = desk.refused(
        "org restore copy.db",
        1,
        &[
            "будет заменена копией «copy.db»; ничего не сделано",
            "сейчас в базе: Лесной район, последняя запись журнала № 4 от 15.06.2024; 2 организации, 1 человек, 0 пар",
            "в копии: Лесной район, последняя запись журнала № 3 от 15.06.2024; 1 организация, 1 человек",
            "--yes",
        ],
    );
    assert!(told.err.contains("ничего не сделано"));
    assert_eq!(desk.files(), ["copy.db", "nastavnik.db"]);
    let told = desk.done("org restore copy.db --yes");
    assert!(told.err.contains("восстановлена из копии"), "{told:#?}");
    assert!(told.err.contains("1 организация, 1 человек, 0 пар"), "{told:#?}");
    assert!(told.err.contains("вернуть её: nastavnik org restore ") && told.err.contains(KEPT), "{told:#?}");
    assert_same("the file", &state(&desk.path("copy.db")), &state(&desk.db()));
    assert_same("the former", &former, &state(&desk.path(KEPT)));
    assert_eq!(fs::read(desk.path("copy.db")).unwrap(), copy, "the copy is only read");
    let told = desk.done(&format!("org restore {KEPT} --yes"));
    assert!(
        told.err.contains("-restore.db» от 15.06.2024\nТеперь в ней: Лесной район")
            && told.err.contains("2 организации"),
        "{told:#?}"
    );
    assert_same("back again", &former, &state(&desk.db()));
    assert_eq!(desk.files(), ["copy.db", "nastavnik.db", "nastavnik.db-backups"], "no draft is left");
}

#[test]
fn a_copy_that_is_not_sound_is_refused() {
    let desk = desk();
    let copy = fs::read(desk.path("copy.db")).unwrap();
    let changed = |name: &str, sql: &str| {
        desk.write(name, &copy);
        Connection::open(desk.path(name)).unwrap().execute_batch(sql).unwrap();
    };
    let mut torn = copy.clone();
    let half = torn.len() / 8192 * 4096;
    torn[half..half + 8192].fill(0x55);
    desk.write("torn.db", torn)
        .write("short.db", &copy[..copy.len() / 2])
        .write("text.db", "Ким Анна;учитель\n".repeat(99));
    desk.write("empty.db", "");
    changed("newer.db", "PRAGMA user_version = 99");
    changed("foreign.db", "PRAGMA application_id = 7");
    changed("broken.db", "PRAGMA foreign_keys = OFF; DELETE FROM people");
    changed("crooked.db", "DROP TRIGGER mentees_self");
    changed("sly.db", "CREATE TRIGGER sly AFTER INSERT ON people BEGIN DELETE FROM pairs; END");
    for (name, words) in [
        ("torn.db", &["копия «torn.db» не годится, база не тронута", "другую копию"][..]),
        ("short.db", &["копия «short.db» не годится"]),
        ("text.db", &["«text.db» — не база nastavnik"]),
        ("empty.db", &["«empty.db» — не база nastavnik"]),
        ("newer.db", &["версия 99, а эта программа знает версии по"]),
        ("foreign.db", &["«foreign.db» — не база nastavnik"]),
        ("broken.db", &["ссылается на то, чего нет"]),
        ("crooked.db", &["схему изменила другая программа: триггер mentees_self: нет в базе"]),
        ("sly.db", &["триггер sly: есть в базе, но программа этого не создаёт"]),
        ("no.db", &["«no.db»", "нет такого файла"]),
        (".", &["не файл"]),
        ("nastavnik.db", &["это и есть база"]),
        ("./nastavnik.db", &["это и есть база"]),
    ] {
        desk.refused(&format!("org restore {name} --yes"), 1, words);
    }
    assert!(!desk.path("nastavnik.db-backups").exists());
    assert!(desk.files().iter().all(|name| !name.starts_with('.')), "{:?}", desk.files());
    #[cfg(unix)]
    {
        fs::hard_link(desk.db(), desk.path("link.db")).unwrap();
        desk.refused("org restore link.db --yes", 1, &["это и есть база"]);
    }
}

/// Whose copy it is, and how new, is told by the copy itself and not by the disk's clock.
#[test]
fn another_districts_copy_is_told() {
    let desk = desk();
    desk.done("org init --name 'Дальний район' --db other.db");
    let words = ["в копии: Дальний район, последняя запись журнала № 1 от 15.06.2024", "названия районов разные"];
    let told = desk.refused("org restore other.db", 1, &words);
    assert!(told.err.contains("копией «other.db»; "), "no date of the disk: {told:#?}");
}

/// Who was erased since comes back with the copy: said before and after, by number.
#[test]
fn who_was_erased_since_is_told() {
    let desk = desk().with([
        "org staff dismiss Ким --date 01.06.2024",
        "org staff add 'Пак Вера' --org 1 --post учитель --hired 01.09.2015",
        "org staff dismiss Пак --date 01.06.2024",
    ]);
    for line in ["org staff erase Ким --yes", "org staff erase Пак --yes"] {
        let told = desk.run(line);
        assert!([0, 3].contains(&told.code), "{told:#?}");
    }
    let words = "в копии есть персональные данные, удалённые с тех пор: № 1 (15.06.2024);";
    let told = desk.refused("org restore copy.db", 1, &[words]);
    assert!(!told.err.contains("Ким"), "{told:#?}");
    let told = desk.done("org restore copy.db --yes");
    assert_eq!(told.err.matches("org staff erase").count(), 1, "{told:#?}");
    assert!(told.err.contains("Внимание: персональные данные № 1, удалённые 15.06.2024, снова в базе"), "{told:#?}");
    desk.with(["org staff dismiss 1 --date 01.06.2024"]).run("org staff erase 1 --yes");
}

/// The commands that are suggested can be typed as they stand.
#[test]
fn a_suggested_command_holds_a_path_with_spaces() {
    let desk = desk();
    fs::create_dir(desk.path("мои копии")).unwrap();
    let told = desk.done("org backup 'мои копии/-x.db'");
    assert!(told.err.contains("nastavnik org restore \"мои копии/-x.db\"\n"), "{told:#?}");
    desk.done("org restore \"мои копии/-x.db\" --yes");
    let told = desk.done("org backup -- -x.db");
    assert!(told.err.contains("nastavnik org restore ./-x.db\n"), "{told:#?}");
    desk.done("org restore ./-x.db --yes");
}

/// A writer of the copy was killed: its journal lies beside it.
#[test]
fn a_copy_with_a_journal_is_read_as_it_was_before_the_torn_change() {
    let desk = desk();
    let (bytes, journal) = torn(&desk.path("copy.db"));
    let torn = Desk::bare();
    torn.write("copy.db", &bytes).write("copy.db-journal", &journal);
    torn.done("org restore copy.db");
    assert_same("rolled back", &state(&desk.path("copy.db")), &state(&torn.db()));
    assert_eq!(fs::read(torn.path("copy.db")).unwrap(), bytes, "the copy is only read");
    assert_eq!(fs::read(torn.path("copy.db-journal")).unwrap(), journal);
}

/// The bytes of a file in the midst of a large change, and its hot journal; the file itself is as it was in the end.
fn torn(path: &Path) -> (Vec<u8>, Vec<u8>) {
    let before = fs::read(path).unwrap();
    let db = Connection::open(path).unwrap();
    // A cache of few pages spills into the file before the commit.
    db.execute_batch(
        "PRAGMA cache_size = 2; BEGIN; UPDATE people SET name = name || 'х'; UPDATE orgs SET name = name || 'х'",
    )
    .unwrap();
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) \
                INSERT INTO posts (title, key) SELECT 'п' || i, 'п' || i FROM n";
    db.execute_batch(many).unwrap();
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    let torn = (fs::read(path).unwrap(), fs::read(journal).unwrap());
    assert_ne!(torn.0, before, "nothing was spilt");
    // To read the file has loosened the lock, and there is nobody else.
    db.execute_batch("ROLLBACK").unwrap();
    drop(db);
    assert_eq!(fs::read(path).unwrap(), before);
    torn
}

/// The file itself was torn by a crash: what is kept is its last whole state.
#[test]
fn a_hot_journal_of_the_file_is_rolled_back_first() {
    let desk = desk();
    let former = state(&desk.db());
    let (bytes, journal) = torn(&desk.db());
    desk.write("nastavnik.db", bytes).write("nastavnik.db-journal", journal);
    desk.done("org restore copy.db --yes");
    assert_same("the file", &state(&desk.path("copy.db")), &state(&desk.db()));
    assert_same("the former", &former, &state(&desk.path(KEPT)));
    assert!(!desk.path("nastavnik.db-journal").exists());
}

#[test]
fn a_damaged_file_gives_way_and_its_bytes_are_kept() {
    let whole = desk();
    let (sound, copy) = (whole.bytes(), fs::read(whole.path("copy.db")).unwrap());
    let mut middle = sound.clone();
    middle[8192..16384].fill(0x55);
    let mut root = sound.clone();
    root[100..4096].fill(0x55);
    let cut = sound[..5000].to_vec();
    for (what, bytes) in [("pages", middle), ("the schema", root), ("the end", cut)] {
        let desk = Desk::bare();
        desk.write("nastavnik.db", &bytes).write("copy.db", &copy);
        let told = desk.done("org restore copy.db --yes");
        assert!(told.err.contains("была повреждена"), "{what}: {told:#?}");
        assert!(told.err.contains(BYTES), "{what}: {told:#?}");
        assert_same(what, &state(&desk.path("copy.db")), &state(&desk.db()));
        assert!(fs::metadata(desk.path(BYTES)).unwrap().len() >= 4096, "{what}");
        assert!(!desk.run("org check").err.contains("повреждён"), "{what}");
    }
}

#[test]
fn a_missing_file_is_made_and_a_strange_one_left_alone() {
    let whole = desk();
    let desk = Desk::bare();
    desk.write("copy.db", fs::read(whole.path("copy.db")).unwrap());
    // A journal that has lost its file would be rolled back into the new one.
    desk.write("nastavnik.db-journal", torn(&whole.db()).1);
    desk.done("org restore copy.db");
    assert_same("the file", &state(&desk.path("copy.db")), &state(&desk.db()));
    assert_eq!(desk.files(), ["copy.db", "nastavnik.db", "nastavnik.db-backups"]);

    for (what, bytes) in [("a text", b"hello".to_vec()), ("nothing", Vec::new())] {
        let desk = Desk::bare();
        desk.write("copy.db", fs::read(whole.path("copy.db")).unwrap()).write("nastavnik.db", bytes);
        desk.refused("org restore copy.db --yes", 4, &["не база nastavnik, файл не тронут", "переименуйте"]);
        assert_eq!(desk.files(), ["copy.db", "nastavnik.db"], "{what}");
    }
    let desk = Desk::bare();
    desk.write("copy.db", fs::read(whole.path("copy.db")).unwrap());
    desk.sql().execute_batch("CREATE TABLE t (x)").unwrap();
    desk.refused("org restore copy.db --yes", 4, &["не база nastavnik, файл не тронут"]);
}

/// Whoever works with the file keeps it; whoever only has it open sees the new rows.
#[test]
fn other_connections_see_the_one_or_the_other() {
    let desk = desk();
    let other = desk.sql();
    let count = || other.query_row("SELECT count(*) FROM orgs", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count(), 2);
    desk.done("org restore copy.db --yes");
    assert_eq!(count(), 1);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let line = format!("org restore {KEPT} --yes --wait 0");
    desk.run(&line).is_refusal(&line, 4, &["база занята"]);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(count(), 1);
}

/// The copies that are kept are as many as ever, and the one that is restored is never among those that go.
#[test]
fn the_copy_that_is_restored_stays() {
    let desk = desk().with(["org backup --keep 1"]);
    let line = "org restore nastavnik.db-backups/2024-06-15-000000-manual.db --yes";
    desk.done(line);
    assert!(desk.path("nastavnik.db-backups/2024-06-15-000000-manual.db").exists());
    assert!(desk.path(KEPT).exists());
}
