//! A process that is killed at any moment leaves the state before the command or the one after it, nothing between; what it
//! said is done stays done. `NASTAVNIK_KILLS=5000 NASTAVNIK_PEOPLE=20000 cargo test --release crash::` kills more, and
//! larger.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crate::common::Desk;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// A command that is killed, and what must hold around it.
struct Case {
    name: &'static str,
    /// A desk on which the command is about to be run.
    desk: Desk,
    line: &'static str,
    /// The files that it writes besides the database: whole, or as they were.
    written: &'static [&'static str],
}

/// The bytes of a file, if it is there.
type Bytes = Option<Vec<u8>>;

/// As many kills in all.
fn kills() -> u64 {
    std::env::var("NASTAVNIK_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(80)
}

/// As many in the larger file; from 10,000 on the first of them are entered in another way.
fn people() -> usize {
    std::env::var("NASTAVNIK_PEOPLE").ok().and_then(|n| n.parse().ok()).unwrap_or(500)
}

/// A staff file of so many people of two schools, whose subject is told.
fn staff(people: usize, subject: &str) -> String {
    let mut text = "Табельный номер;СНИЛС;ФИО;Дата рождения;Организация;Должность;Предмет;Дата приёма\n".to_owned();
    for n in 0..people {
        let digits = format!("{:09}", 100_000_000 + n);
        let sum: usize = digits.bytes().enumerate().map(|(at, digit)| (9 - at) * usize::from(digit - b'0')).sum();
        let (year, month, day, school) = (1960 + n % 40, 1 + n / 40 % 12, 1 + n / 480 % 28, 1 + n % 2);
        text += &format!(
            "{n};{digits}{:02};{}{}ина {} {}овна;{day:02}.{month:02}.{year};Школа {school};учитель;{subject};01.09.2022\n",
            sum % 101 % 100,
            ["Ром", "Кал", "Бер", "Сос", "Лип", "Руч", "Пол"][n % 7],
            ["ашк", "ёзк", "енк", "янк", "овк"][n / 7 % 5],
            ["Анна", "Вера", "Нина", "Инна"][n / 35 % 4],
            ["Петр", "Иван", "Антон"][n / 140 % 3],
        );
    }
    text
}

fn cases() -> Vec<Case> {
    let schools = || {
        let desk = Desk::new().with(["org add 'Школа 1' --kind школа", "org add 'Школа 2' --kind школа"]);
        desk.write("few.csv", staff(200, "физика")).write("many.csv", staff(people(), "химия"));
        desk
    };
    let old = Desk::bare();
    let file = old.sql();
    file.execute_batch(include_str!("../fixtures/schema-1.sql")).unwrap();
    file.execute_batch(
        "INSERT INTO municipalities (id, name, key) VALUES (1, 'Район', 'район');
         INSERT INTO district VALUES (1, 1);
         INSERT INTO orgs (id, name, key, kind, municipality_id) VALUES (1, 'Школа', 'школа', 'general', 1);
         WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2000)
         INSERT INTO people (name, key) SELECT 'Человек ' || n, 'человек ' || n FROM n;",
    )
    .unwrap();
    file.pragma_update(None, "application_id", nastavnik::store::APPLICATION_ID).unwrap();
    file.pragma_update(None, "user_version", 1).unwrap();
    drop(file);
    let case = |name, desk, line, written| Case { name, desk, line, written };
    vec![
        case("first import", schools(), "org staff import many.csv", &[][..]),
        case("import", schools().with(["org staff import few.csv"]), "org staff import many.csv --correct", &[]),
        case(
            "export",
            schools().with(["org staff import many.csv", "org staff list --format csv --output list.csv"]),
            "org staff list --format excel --output list.csv",
            &["list.csv"],
        ),
        case(
            "undo",
            schools().with(["org staff import few.csv", "org staff import many.csv --correct"]),
            "org undo",
            &[],
        ),
        case(
            "erase",
            schools().with(["org staff import many.csv", "org staff dismiss 1 --date 31.05.2024"]),
            "org staff erase 1 --yes",
            &[],
        ),
        case("upgrade", old, "org list", &[]),
        case("backup", schools().with(["org staff import many.csv"]), "org backup copy.db", &["copy.db"]),
        case(
            "restore",
            schools().with(["org staff import few.csv", "org backup copy.db", "org staff import many.csv --correct"]),
            "org restore copy.db --yes",
            &[],
        ),
        case(
            "nightly run",
            schools().with(["org staff import few.csv", "monitor run S2 --add month --export . --since 2024-05-01"]),
            "monitor run",
            &["2024-05_selected_1.csv"],
        ),
    ]
}

/// A digest of what lies in the file after any rollback that is due; it must be sound.
fn state(db: &Path) -> u64 {
    let file = Connection::open(db).unwrap();
    for (pragma, good) in [("integrity_check", Some("ok")), ("foreign_key_check", None)] {
        let mut statement = file.prepare(&format!("PRAGMA {pragma}")).unwrap();
        let said: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(said, Vec::from_iter(good.map(str::to_owned)), "{pragma}");
    }
    let version: i64 = file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let mut hasher = DefaultHasher::new();
    version.hash(&mut hasher);
    let mut tables = file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    for table in tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
        let mut statement = file.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for at in 0..columns {
                match row.get_ref(at).unwrap() {
                    ValueRef::Integer(n) => n.hash(&mut hasher),
                    ValueRef::Text(text) => text.hash(&mut hasher),
                    other => format!("{other:?}").hash(&mut hasher),
                }
            }
        }
        table.hash(&mut hasher);
    }
    hasher.finish()
}

/// Everything in a folder, by name; files of a name of the moment are nobody's.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries
        .filter(|entry| !name(entry).starts_with(".nastavnik-"))
        .map(|e| (name(&e), fs::read(e.path()).unwrap()))
        .collect()
}

fn put(folder: &Path, kept: &BTreeMap<String, Vec<u8>>) {
    fs::read_dir(folder).unwrap().map(Result::unwrap).for_each(|entry| {
        let _ = fs::remove_file(entry.path()).or_else(|_| fs::remove_dir_all(entry.path()));
    });
    kept.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
}

/// Numbers that nobody foresees, but for the seed that a failure tells.
struct Dice(u64);

impl Dice {
    /// Between 0 and 1.
    fn roll(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Runs the command and kills it after a while; returns whether it said that it is done.
fn killed(desk: &Desk, line: &str, after: Duration) -> bool {
    // What is said goes to files: a killed process has no time to close a pipe.
    let said = File::create(desk.path(".nastavnik-said")).unwrap();
    let mut child = desk.command(line).stdout(Stdio::null()).stderr(said).spawn().unwrap();
    thread::sleep(after);
    let done = child.try_wait().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(done.is_none_or(|done| done.success()), "{line}");
    done.is_some() || !fs::read(desk.path(".nastavnik-said")).unwrap().is_empty()
}

#[test]
fn a_kill_at_any_moment_leaves_before_or_after() {
    let seed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos() as u64 | 1;
    let mut dice = Dice(seed);
    let cases = cases();
    let each = kills().div_ceil(cases.len() as u64);
    for Case { name, desk, line, written } in &cases {
        let kept = files(desk.folder());
        let bytes = |names: &[&str]| names.iter().map(|name| fs::read(desk.path(name)).ok()).collect::<Vec<Bytes>>();
        let (before, files_before) = (state(&desk.db()), bytes(written));
        let begun = Instant::now();
        desk.done(line);
        let whole = begun.elapsed();
        let (after, files_after) = (state(&desk.db()), bytes(written));
        let (mut befores, mut afters) = (0, 0);
        for round in 0..each {
            put(desk.folder(), &kept);
            let told = format!("{name}, round {round}, seed {seed}");
            let is_told_done = killed(desk, line, whole.mul_f64(dice.roll() * 1.1));
            let found = state(&desk.db());
            assert!(found == before || found == after, "{told}: something between");
            let found_files = bytes(written);
            assert!(found_files == files_before || found_files == files_after, "{told}: a file is something between");
            if is_told_done {
                assert!(found == after && found_files == files_after, "{told}: it was said to be done, and is lost");
            }
            if found == before {
                befores += 1
            } else {
                afters += 1
            }
            // Nothing of the killed command is in the way of the next one.
            if found == before && found_files == files_before && round % 5 == 0 {
                desk.done(line);
                assert!(state(&desk.db()) == after && bytes(written) == files_after, "{told}: it can't be done again");
            }
        }
        // The moments were spread over the command: otherwise nothing was tried.
        let is_changing = before != after;
        assert!(!is_changing || befores > 0, "{name}: never killed in time ({befores}, {afters})");
    }
}
