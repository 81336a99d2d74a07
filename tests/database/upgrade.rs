//! A file of an older version, opened by any command, becomes one of the present version: the same as a new file, with
//! the rows that it had.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::Desk;
use crate::common::dump::{assert_same, dump};
use nastavnik::store::APPLICATION_ID;
use nastavnik::store::schema::{PAGE, SchemaNotes, VERSION};
use rusqlite::Connection;

/// The schema of each older version, from 1 on, as the program of that time wrote it.
const OLDER: &[&str] = &[
    include_str!("../fixtures/schema-1.sql"),
    include_str!("../fixtures/schema-2.sql"),
    include_str!("../fixtures/schema-3.sql"),
    include_str!("../fixtures/schema-4.sql"),
    include_str!("../fixtures/schema-5.sql"),
    include_str!("../fixtures/schema-6.sql"),
];

/// Rows that every version can hold.
const ROWS: &str = "
    INSERT INTO municipalities (id, name, key) VALUES (1, 'Лесной район', 'лесной район');
    INSERT INTO district (id, municipality_id) VALUES (1, 1);
    INSERT INTO orgs (id, inn, name, key, kind, municipality_id) VALUES (1, '7707083893', 'СОШ № 1', 'сош №1', 'general', 1);
    INSERT INTO people (id, snils, name, key, sex, born, teaching_since) VALUES
        (1, '11223344595', 'Иванова Анна Ильинична', 'иванова анна ильинична', 'female', '1990-05-12', '2022-09-01'),
        (2, NULL, 'Петров Пётр Петрович', 'петров петр петрович', NULL, NULL, NULL);
    INSERT INTO posts (id, title, key, pedagogical) VALUES (1, 'учитель', 'учитель', 1);
    INSERT INTO employments (id, person_id, org_id, post_id, hired, main) VALUES (1, 1, 1, 1, '2022-09-01', 1), (2, 2, 1, 1, '2015-09-01', 1);
    INSERT INTO mentors (id, person_id, category, registered) VALUES (1, 2, 'teacher', '2021-09-01');
    INSERT INTO pairs (id, number, number_key, mentor_id, started) VALUES (1, '1', '1', 2, '2022-09-01');
    INSERT INTO mentees (id, pair_id, person_id) VALUES (1, 1, 1);
";

/// Rows of the tables that were made anew since, in no order.
const REBUILT: &str = "
    INSERT INTO documents (id, org_id, kind, number, dated) VALUES (4, 1, 'order', '15', '2021-09-01');
    INSERT INTO monitoring_dates (document_id, due) VALUES (4, '2024-05-31'), (4, '2023-12-25');
    INSERT INTO programs (id, number, number_key, starts, finishes) VALUES (7, '7', '7', '2022-09-01', '2023-08-31');
    INSERT INTO program_people (program_id, person_id) VALUES (7, 2), (7, 1);
    INSERT INTO program_pairs (program_id, pair_id) VALUES (7, 1);
    INSERT INTO answers (id, pair_id, role, person_id, dated, score) VALUES (3, 1, 'mentee', 1, '2023-05-20', 9);
    INSERT INTO replies (answer_id, question, reply) VALUES (3, 'Что помогло?', 'Всё'), (3, 'Что мешало?', '');
";

/// A schedule that was removed, one that holds and what it has made, since version 3.
const SCHEDULED: &str = "
    INSERT INTO schedules (id, period, folder, format, since, removed) VALUES (2, 'year', '/a', 'csv', '2022-01-01', '2023-01-10');
    INSERT INTO schedules (id, period, folder, format, codes, since) VALUES (5, 'month', '/b', 'json', 'S2 S7', '2023-02-01');
    INSERT INTO runs (id, schedule_id, ends, made, below) VALUES (9, 5, '2023-02-28', '2023-03-01', 1), (4, 2, '2022-12-31', '2023-01-01', 0);
";
const OF_SCHEDULED: &[(&str, &[&str])] = &[
    (
        "SELECT id, format, codes, removed FROM schedules ORDER BY id",
        &["Integer(2)|Text(\"csv\")|Null|Text(\"2023-01-10\")", "Integer(5)|Text(\"json\")|Text(\"S2 S7\")|Null"],
    ),
    (
        "SELECT id, schedule_id, made, below FROM runs ORDER BY id",
        &[
            "Integer(4)|Integer(2)|Text(\"2023-01-01\")|Integer(0)",
            "Integer(9)|Integer(5)|Text(\"2023-03-01\")|Integer(1)",
        ],
    ),
];

/// What must be in them afterwards, whatever they look like.
const OF_REBUILT: &[(&str, &[&str])] = &[
    (
        "SELECT document_id, due FROM monitoring_dates ORDER BY due",
        &["Integer(4)|Text(\"2023-12-25\")", "Integer(4)|Text(\"2024-05-31\")"],
    ),
    (
        "SELECT program_id, person_id FROM program_people ORDER BY person_id",
        &["Integer(7)|Integer(1)", "Integer(7)|Integer(2)"],
    ),
    ("SELECT program_id, pair_id FROM program_pairs", &["Integer(7)|Integer(1)"]),
    (
        "SELECT answer_id, question, reply FROM replies ORDER BY question",
        &["Integer(3)|Text(\"Что мешало?\")|Text(\"\")", "Integer(3)|Text(\"Что помогло?\")|Text(\"Всё\")"],
    ),
    ("SELECT count(*) FROM form_wordings WHERE form_id IN (SELECT id FROM forms)", &["Integer(20)"]),
];

/// The rows of a whole district as the program of version 4 entered them, and the shares that it made of them on 15.01.2025.
const ROWS_OF_4: &str = include_str!("../fixtures/nozhay-yurt-4.sql");
const FIGURES_OF_4: &str = include_str!("../fixtures/nozhay-yurt-4.csv");

/// A desk with that district in a file of an older version: whatever columns it had then.
fn old_district(version: usize) -> Desk {
    let desk = Desk::bare().at("2025-01-15");
    let of_4 = desk.path("of-4.db");
    let source = Connection::open(&of_4).unwrap();
    source.execute_batch(OLDER[3]).unwrap();
    source.execute_batch(ROWS_OF_4).unwrap();
    drop(source);
    let file = desk.sql();
    file.execute_batch(OLDER[version - 1]).unwrap();
    file.execute("ATTACH ?1 AS later", [of_4.to_str().unwrap()]).unwrap();
    let tables = "SELECT later.name FROM later.sqlite_schema later JOIN main.sqlite_schema USING (name) \
                  WHERE later.type = 'table' AND name NOT IN ('group_kinds', 'forms', 'form_wordings') ORDER BY later.rowid";
    let mut statement = file.prepare(tables).unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for table in &tables {
        let columns = format!(
            "SELECT group_concat('\"' || name || '\"') FROM main.pragma_table_info('{table}') \
             WHERE name IN (SELECT name FROM pragma_table_info('{table}', 'later'))"
        );
        let columns: String = file.query_row(&columns, [], |row| row.get(0)).unwrap();
        file.execute(&format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM later.{table}"), []).unwrap();
    }
    assert!(tables.len() > 15, "{tables:?}");
    file.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    file.pragma_update(None, "user_version", version as u32).unwrap();
    drop(statement);
    file.execute("DETACH later", []).unwrap();
    desk
}

/// What the step to version 5 changes on purpose in that district, counted by hand. Of S8 only schools are left. Mentee № 7 went to
/// «Эдельвейс» after 30.06.2023, and the pair of the former school, which nobody ended, is no pair of the new one.
fn is_changed_on_purpose(key: &str) -> Option<&'static str> {
    const TRANSFERRED: &[(&str, &str)] = &[
        ("P1", "2|3|0"),
        ("P1-incl", "2|3|0"),
        ("P2", "1|3|0"),
        ("P2-age", "1|3|0"),
        ("P2-age-incl", "1|3|0"),
        ("N1", "1|6|0"),
        ("N1-incl", "1|6|0"),
        ("N1-novice", "1|3|0"),
        ("N1-novice-incl", "1|3|0"),
        ("N2", "1|3|0"),
    ];
    let (code, org) = key.split_once('|').unwrap();
    let is_of_edelweiss = org.contains("Эдельвейс");
    if code == "S8" && ["МБДОУ", "МБУ ДО"].iter().any(|kind| org.starts_with(kind)) {
        return Some("");
    }
    TRANSFERRED.iter().find(|(changed, _)| is_of_edelweiss && *changed == code).map(|(_, figures)| *figures)
}

#[test]
fn an_older_file_comes_to_the_same_figures() {
    let mut reader = csv::Reader::from_reader(FIGURES_OF_4.as_bytes());
    let mut changed = 0;
    let expected: BTreeMap<String, String> = reader
        .records()
        .map(Result::unwrap)
        .filter_map(|row| {
            let key = format!("{}|{}|{}", &row[0], &row[1], &row[2]);
            let figures = is_changed_on_purpose(&key).map(str::to_owned);
            changed += usize::from(figures.is_some());
            let figures = figures.unwrap_or_else(|| format!("{}|{}|{}", &row[3], &row[4], &row[5]));
            (!figures.is_empty()).then_some((key, figures))
        })
        .collect();
    assert_eq!((expected.len(), changed), (307, 14));
    for version in 1..=OLDER.len() {
        let desk = old_district(version);
        let line = "monitor indicators --readings --by org";
        let told = desk.cells(line, &["code", "org", "stratum", "numerator", "denominator", "unknown"]);
        let found: BTreeMap<String, String> = told
            .iter()
            .map(|row| {
                row.match_indices('|').nth(2).map(|(at, _)| (row[..at].to_owned(), row[at + 1..].to_owned())).unwrap()
            })
            .collect();
        for (key, figures) in &expected {
            assert_eq!(found.get(key), Some(figures), "version {version}: {key}");
        }
        assert!(found.keys().all(|key| !key.starts_with("S8|МБДОУ")), "version {version}");
    }
}

/// A desk with a file of an older version on it.
fn old(version: usize) -> Desk {
    let desk = Desk::bare();
    let file = desk.sql();
    file.execute_batch(OLDER[version - 1]).unwrap();
    file.execute_batch(ROWS).unwrap();
    file.execute_batch(REBUILT).unwrap();
    if version >= 3 {
        file.execute_batch(SCHEDULED).unwrap();
    }
    file.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    file.pragma_update(None, "user_version", version as u32).unwrap();
    desk
}

/// Every row of a query, its cells as text parted by `|`.
fn rows(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let cell = |value: rusqlite::types::Value| format!("{value:?}");
    let rows = statement
        .query_map([], |row| (0..columns).map(|at| row.get(at).map(cell)).collect::<rusqlite::Result<Vec<_>>>())
        .unwrap();
    rows.map(|row| row.unwrap().join("|")).collect()
}

/// A stored statement without comments and with single spaces; of a table its definitions in any order.
fn normal(sql: &str) -> Vec<String> {
    let bare: String = sql.lines().map(|line| format!("{} ", line.split("--").next().unwrap_or_default())).collect();
    let mut bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    for sign in ["(", ")", ","] {
        bare = bare.replace(&format!(" {sign}"), sign).replace(&format!("{sign} "), sign);
    }
    // The commas between definitions are those inside the outermost parentheses only.
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in bare.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        match c {
            ',' if depth == 1 => parts.push(String::new()),
            '(' if depth == 1 && parts.len() == 1 => parts.push(String::new()),
            ')' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    parts.sort();
    parts
}

/// Everything of a file's schema that another one must have too, by its kind and name.
fn schema(connection: &Connection) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let mut statement =
        connection.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").unwrap();
    let stored = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)));
    for (kind, name, sql) in stored.unwrap().map(Result::unwrap) {
        found.insert(format!("{kind} {name}"), normal(&sql).into_iter().collect());
        if kind == "table" {
            let columns = "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo";
            found.insert(
                format!("columns {name}"),
                rows(connection, &format!("{columns}('{name}')")).into_iter().collect(),
            );
            let indexes = "SELECT i.name, i.\"unique\", i.partial, x.seqno, x.name FROM pragma_index_list";
            let indexes = format!("{indexes}('{name}') i JOIN pragma_index_xinfo(i.name) x");
            found.insert(format!("indexes {name}"), rows(connection, &indexes).into_iter().collect());
            let references = "SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list";
            found.insert(
                format!("references {name}"),
                rows(connection, &format!("{references}('{name}')")).into_iter().collect(),
            );
        }
    }
    found
}

#[test]
fn every_older_version_is_kept_here() {
    assert_eq!(OLDER.len() + 1, VERSION as usize, "commit the former schema.sql to tests/fixtures");
}

/// `-- since:` beside a table is the version that brought it: the files of the versions before have none.
#[test]
fn a_table_is_in_the_files_since_its_version() {
    let notes = SchemaNotes::read(PAGE).unwrap();
    for (version, page) in (1..).zip(OLDER) {
        let file = Connection::open_in_memory().unwrap();
        file.execute_batch(page).unwrap();
        for (table, since) in &notes.tables {
            let is_there = file.prepare(&format!("SELECT 1 FROM {table}")).is_ok();
            assert_eq!(is_there, *since <= version, "{table}, said to be there since version {since}: {version}");
        }
    }
}

/// A council of mentors is a mentoring community since version 5.
const BUT_THE_COUNCIL: &str = " WHERE key <> 'совет наставников'";

#[test]
fn an_older_file_becomes_like_a_new_one_and_keeps_its_rows() {
    for version in 1..=OLDER.len() {
        let desk = old(version);
        let kept = |file: &Connection| {
            let people = "SELECT id, snils, name, key, sex, born, teaching_since FROM people";
            let tables =
                ["municipalities", "orgs", "employments", "mentors", "pairs", "mentees", "forms", "group_kinds"];
            // What they had then: a later version may have given them columns.
            let then = Connection::open_in_memory().unwrap();
            then.execute_batch(OLDER[version - 1]).unwrap();
            let columns = |table| {
                let sql = format!("SELECT group_concat(name, ', ') FROM pragma_table_info('{table}')");
                then.query_row(&sql, [], |row| row.get::<_, String>(0)).unwrap()
            };
            let tables = tables.map(|table| {
                let but_one = if table == "group_kinds" { BUT_THE_COUNCIL } else { "" };
                rows(file, &format!("SELECT {} FROM {table}{but_one}", columns(table)))
            });
            [vec![rows(file, people)], tables.to_vec()].concat()
        };
        let before = kept(&desk.sql());
        assert_eq!(desk.cells("org staff list", &["name"]), ["Иванова Анна Ильинична", "Петров Пётр Петрович"]);
        let (file, fresh) = (desk.sql(), Desk::new().sql());
        assert_eq!(rows(&file, "PRAGMA user_version"), [format!("Integer({})", VERSION)]);
        assert_eq!(schema(&file), schema(&fresh), "version {version}");
        assert_eq!(kept(&file), before, "version {version}");
        for (pragma, good) in [("integrity_check", "Text(\"ok\")"), ("foreign_key_check", "")] {
            assert_eq!(rows(&file, &format!("PRAGMA {pragma}")).join(""), good);
        }
        assert_eq!(rows(&file, "SELECT count(*) FROM people WHERE teaching_spread IS NULL"), ["Integer(2)"]);
        let council = "SELECT community FROM group_kinds WHERE key = 'совет наставников'";
        assert_eq!(rows(&file, council), ["Integer(1)"], "version {version}");
        let scheduled = if version >= 3 { OF_SCHEDULED } else { &[] };
        for (sql, expected) in OF_REBUILT.iter().chain(scheduled) {
            assert_eq!(rows(&file, sql), *expected, "version {version}: {sql}");
        }
        assert_eq!(desk.run("org check").code, 0, "the schema is as a new one's");
        assert_eq!(desk.run("monitor check").code, 3, "the rows have findings");
    }
}

/// What an older journal knows of people who are gone is theirs alone from then on.
#[test]
fn numbers_of_the_past_are_not_given_again() {
    for version in [3, 4] {
        let desk = old(version);
        desk.sql()
            .execute_batch(
                "INSERT INTO entries (id, made, command, added, changed, removed, version) VALUES
                     (1, '2024-05-01 10:00:00', 'org staff import', 40, 0, 0, 3), (2, '2024-05-01 10:01:00', 'org undo', 0, 0, 1, 3);
                 INSERT INTO changes (entry_id, relation, row_id, last_id) VALUES (1, 'people', 3, 40), (1, 'mentors', 1, 1);
                 INSERT INTO changes (entry_id, relation, row_id, last_id, old) VALUES (2, 'people', 41, 41, '{\"name\":\"Кац Лев\"}');",
            )
            .unwrap();
        for (name, person) in [("Ким Анна", 42), ("Ли Вера", 43)] {
            desk.done(&format!("org staff add '{name}' --org 1 --post учитель --hired 01.09.2023"));
            let told = desk.cells("org staff list", &["person", "name", "hired"]);
            assert!(told.contains(&format!("{person}|{name}|2023-09-01")), "{version}: {told:?}");
        }
        let sql = "SELECT max(id) FROM employments";
        assert_eq!(
            desk.sql().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(),
            4,
            "no gap where none is needed"
        );
    }
}

#[test]
fn an_older_file_is_stepped_up_once() {
    let desk = old(1);
    desk.done("org list");
    let bytes = desk.bytes();
    desk.done("org list");
    assert_eq!(desk.bytes(), bytes);
}

const COPY: &str = "nastavnik.db-backups/2024-06-15-000000-upgrade.db";

/// Before the first step the older file is copied: the copy opens as what it was.
#[test]
fn the_older_file_is_kept() {
    for version in 1..=OLDER.len() {
        let desk = old(version);
        let before = dump(&desk.sql());
        let told = desk.done("org staff list");
        let present = VERSION;
        assert!(told.err.contains(&format!("База обновлена с версии {version} до {present}")), "{told:#?}");
        assert!(told.err.contains(COPY), "{told:#?}");
        let copy = Connection::open(desk.path(COPY)).unwrap();
        assert_eq!(rows(&copy, "PRAGMA user_version"), [format!("Integer({version})")]);
        assert_same("the copy", &before, &dump(&copy));
        assert_eq!(schema(&copy), schema(&old(version).sql()));
        // Only once.
        assert_eq!(desk.done("org staff list").err, "");
        // The way back: the copy is stepped up on the way.
        desk.done("org add 'Школа Б' --kind школа");
        let told = desk.done(&format!("org restore {COPY} --yes"));
        assert!(
            told.err.contains(&format!("Копия была версии {version}, база обновлена до версии {present}")),
            "{told:#?}"
        );
        assert_eq!(desk.rows("org list").len(), 1);
        assert_eq!(schema(&desk.sql()), schema(&Desk::new().sql()));
        assert_same("the copy is only read", &before, &dump(&copy));
    }
}

/// Rows that no step can take over: another program has removed a program whose people are left.
#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    // The step to version 3 moves those people into another table.
    for version in 1..=2 {
        let desk = old(version);
        desk.sql().execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM programs").unwrap();
        for line in ["org list", "org add 'Школа Б' --kind школа"] {
            let words = ["не обновлена до версии", "файл не изменён", "запись ссылается на другую, которой нет"];
            desk.refused(line, 4, &words);
            assert_eq!(desk.files(), ["nastavnik.db"], "no copy of what hasn't changed");
        }
        // What it is can be seen all the same.
        let told = desk.run("org check");
        assert_eq!(told.code, 4, "{told:#?}");
        assert!(told.out.contains("Ссылки на то, чего нет"), "{told:#?}");
        assert_eq!(desk.files(), ["nastavnik.db"]);
    }
}

/// Another program has set the version back: the step meets columns that are there already. No English to people.
#[test]
fn a_version_that_was_set_back_is_told() {
    let desk = Desk::new();
    desk.sql().pragma_update(None, "user_version", 2).unwrap();
    for line in ["org list", "org check"] {
        let words = ["не обновлена до версии", "файл не изменён", "его изменила другая программа (код SQLite 1)"];
        let told = desk.refused(line, 4, &words);
        assert!(told.err.contains("nastavnik org restore КОПИЯ") && !told.err.contains("org check"), "{told:#?}");
        assert!(!told.err.contains("column"), "{told:#?}");
    }
    assert_eq!(desk.files(), ["nastavnik.db"]);
}

/// A table that the file's version had doesn't come back empty.
#[test]
fn an_older_file_without_a_table_is_told() {
    for (version, table) in [(1, "mentors"), (2, "former_names"), (3, "consents")] {
        let desk = old(version);
        desk.sql().execute_batch(&format!("PRAGMA foreign_keys = OFF; DROP TABLE {table}")).unwrap();
        for line in ["org list", "org check"] {
            let words = ["не обновлена до версии", "файл не изменён", "его изменила другая программа (код SQLite 1)"];
            let told = desk.refused(line, 4, &words);
            assert!(told.err.contains("nastavnik org restore КОПИЯ") && !told.err.contains(table), "{told:#?}");
        }
        assert_eq!(desk.files(), ["nastavnik.db"]);
    }
}

/// So has it where a table or a column is gone.
#[test]
fn a_file_without_a_table_is_told_in_russian() {
    for change in ["DROP TABLE schedules", "ALTER TABLE orgs DROP COLUMN site"] {
        let desk = Desk::new().with(["org add 'Школа А' --kind школа"]);
        desk.sql().execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")).unwrap();
        let told = ["monitor run --list", "org show 1"].map(|line| desk.run(line));
        let told = told.iter().find(|told| told.code == 4).unwrap();
        assert!(told.err.contains("его изменила другая программа"), "{told:#?}");
        assert!(told.err.contains("nastavnik org check"), "{told:#?}");
        assert!(!told.err.contains("no such"), "{told:#?}");
    }
}

/// Without its copy no step is taken; here a file has the name of the folder.
#[test]
fn without_a_copy_no_step_is_taken() {
    let desk = old(1);
    desk.write("nastavnik.db-backups", "a file");
    desk.refused(
        "org list",
        4,
        &["не обновлена до версии", "файл не изменён", "не удалось создать папку копий", "право записи"],
    );
    assert_eq!(rows(&desk.sql(), "PRAGMA user_version"), ["Integer(1)"]);
}

#[cfg(unix)]
#[test]
fn without_room_for_a_copy_no_step_is_taken() {
    let desk = old(2);
    let bytes = desk.bytes();
    let limit = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" org list", bytes.len() / 1024);
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &limit, env!("CARGO_BIN_EXE_nastavnik")]).env("NASTAVNIK_DB", desk.db());
    let told = crate::common::Told::of(&mut command);
    told.is_refusal("org list", 4, &["не обновлена до версии", "файл не изменён", "не удалось снять копию базы"]);
    assert!(desk.bytes() == bytes && desk.files() == ["nastavnik.db"], "{:?}", desk.files());
}

/// Whoever has no right to write is told what is to be done.
#[cfg(unix)]
#[test]
fn an_older_file_for_reading_only_is_told() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    let desk = old(2);
    fs::set_permissions(desk.folder(), Permissions::from_mode(0o555)).unwrap();
    // Root writes anywhere: there is nothing to be seen then.
    if fs::write(desk.path("probe"), "").is_err() {
        desk.refused("org list", 4, &["не обновлена до версии", "файл не изменён", "право записи"]);
    }
    fs::set_permissions(desk.folder(), Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let desk = Desk::new();
    desk.sql().pragma_update(None, "user_version", VERSION + 1).unwrap();
    for line in ["org list", "org add 'Школа Б' --kind школа", "org backup", "org check"] {
        desk.refused(line, 4, &["а эта программа знает версии по", "обновите nastavnik"]);
    }
    assert_eq!(desk.files(), ["nastavnik.db"]);
}

/// The comparison above would find nothing if it compared nothing.
#[test]
fn the_comparison_sees_a_missing_rule() {
    let (desk, fresh) = (Desk::new(), Desk::new());
    assert_eq!(schema(&desk.sql()), schema(&fresh.sql()));
    desk.sql().execute_batch("DROP INDEX people_by_birth; CREATE INDEX people_by_birth ON people (born)").unwrap();
    assert_ne!(schema(&desk.sql()), schema(&fresh.sql()));
    for change in ["DROP TRIGGER mentees_self", "ALTER TABLE people ADD COLUMN shoe_size INTEGER"] {
        let desk = Desk::new();
        desk.sql().execute_batch(change).unwrap();
        assert_ne!(schema(&desk.sql()), schema(&fresh.sql()), "{change}");
    }
}
