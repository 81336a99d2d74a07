//! Two records of one person become one: everything of the one is the other's, and can be taken back.

use std::collections::{BTreeSet, HashMap};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::common::Desk;
use crate::common::district::district;
use crate::common::dump::{assert_same, dump};

/// One teacher whom two files wrote otherwise, with something in every register; and a colleague.
fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add Лицей --kind школа",
        "org staff add 'Ивнова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --born 12.05.1990 --sex ж",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --born 12.05.1991 --snils 12345678964 --number 7 \
         --teaching-since 01.09.2012",
        "org staff add 'Кац Лев Маркович' --org 1 --post учитель --hired 01.09.2010",
        "org staff add 'Иванова Анна Ильинична' --org 2 --post методист --hired 01.02.2020 --side --snils 12345678964",
        "mentor add 2 --date 01.09.2020 --subject физика",
        "org staff consent 2 --given 01.09.2015",
        "org staff absence add 2 --kind декрет --from 01.03.2022 --to 31.08.2023",
        "org group add К Клуб --kind клуб",
        "org group join К --person 2 --date 01.09.2021",
        "pair create --number 1 --mentor 2 --mentee Кац --order-number 1 --order-date 01.09.2021",
        "pair create --number 2 --mentor Кац --mentee 2 --order-number 2 --order-date 01.09.2020",
        "program draft --number 1 --pair 2 --start 01.09.2020 --finish 31.05.2021",
    ])
}

#[test]
fn everything_of_the_one_becomes_the_others() {
    let desk = desk();
    let before = (desk.bytes(), dump(&desk.sql()));
    let plan = desk.cells("org staff merge 1 2 --dry-run", &["deed", "record", "field", "kept", "other"]);
    assert_eq!(
        plan,
        [
            "дополняется|человек|СНИЛС|123-456-789 64|123-456-789 64",
            "различается|человек|ФИО|Ивнова Анна Ильинична|Иванова Анна Ильинична",
            "различается|человек|Дата рождения|1990-05-12|1991-05-12",
            "дополняется|человек|Начало педагогической деятельности|2012-09-01|2012-09-01",
            "переносится|согласие на обработку персональных данных|||",
            "есть у обеих, остаётся одна|работа|||",
            "дополняется|работа|Табельный номер|7|7",
            "переносится|работа|||",
            "переносится|отсутствие|||",
            "переносится|участник группы|||",
            "переносится|наставник|||",
            "переносится|пара|||",
            "переносится|наставляемый|||",
            "переносится|наставляемый программы|||",
        ]
    );
    assert!(before.0 == desk.bytes(), "a dry run");
    let told = desk.done("org staff merge 1 2").err;
    for words in [
        "Записи объединены: № 2 Иванова Анна Ильинична теперь № 1 Ивнова Анна Ильинична",
        "Дата рождения: остаётся «12.05.1990», было и «12.05.1991»",
        "nastavnik org undo 16",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let work = desk.cells("org staff list --all", &["person", "name", "org", "post", "number", "snils"]);
    let expected = [
        "1|Ивнова Анна Ильинична|Лицей|методист||123-456-789 64",
        "1|Ивнова Анна Ильинична|СОШ № 1|учитель|7|123-456-789 64",
        "3|Кац Лев Маркович|СОШ № 1|учитель||",
    ];
    let mut work = work;
    work.sort();
    assert_eq!(work, expected);
    assert_eq!(desk.cells("mentor list", &["person"]), ["1"]);
    assert_eq!(desk.cells("org staff absence list --all", &["person"]), ["1"]);
    assert_eq!(desk.cells("pair list --all --by-mentee", &["number", "mentor", "mentee"]).len(), 2);
    // A file that has the name of the other goes on finding the person.
    desk.write("staff.csv", "ФИО;Дата рождения;Организация;Должность;Дата приёма\nИванова Анна Ильинична;12.05.1990;Лицей;методист;01.02.2020\n");
    let told = desk.done("org staff import staff.csv --dry-run").err;
    assert!(told.contains("без изменений: 1"), "{told}");
    desk.done("org undo");
    assert_same("undone", &before.1, &dump(&desk.sql()));
    desk.done("org undo 17");
    assert_eq!(desk.cells("mentor list", &["person"]), ["1"]);
}

#[test]
fn what_would_break_a_rule_is_listed_and_nothing_changes() {
    let desk = desk().with([
        "mentor add 1 --date 01.09.2021",
        "org staff absence add 1 --kind иное --from 01.06.2023 --to 30.06.2023",
        "pair create --number 3 --mentor 1 --mentee 2 --order-number 3 --order-date 01.09.2022",
        "org staff consent 1 --given 01.09.2020",
        "org staff add 'Кац Лев Маркович' --org 2 --post учитель --hired 01.09.2010 --snils 11223344595",
    ]);
    desk.refused(
        "org staff merge 1 2",
        1,
        &[
            "ничего не изменено",
            "в эти дни у человека уже записано другое отсутствие",
            "наставник Иванова Анна Ильинична: этот человек уже состоит в реестре наставников",
            "согласие на обработку персональных данных Иванова Анна Ильинична: у этого человека уже есть действующее согласие",
            "пара № 3: это её наставник и наставляемый",
        ],
    );
    desk.refused("org staff merge 2 2", 1, &["одна и та же запись"]);
    desk.refused("org staff merge 2 4", 1, &["разные СНИЛС (123-456-789 64 и 112-233-445 95): это два человека"]);
    desk.refused("org staff merge 2 9", 1, &["нет человека с номером 9"]);
}

/// In the district that has something of everything, any two that may be made one are, and come back to the byte.
#[test]
fn whoever_is_made_one_comes_apart_again() {
    let desk = district();
    let before = dump(&desk.sql());
    let people = {
        let db = desk.sql();
        let mut query =
            db.prepare("SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM erasures) ORDER BY id").unwrap();
        query.query_map([], |row| row.get::<_, i64>(0)).unwrap().map(Result::unwrap).collect::<Vec<_>>()
    };
    // Of all tables that name people.
    let references = {
        let db = desk.sql();
        let sql = "SELECT s.name, f.\"from\" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f WHERE f.\"table\" = 'people'";
        let mut query = db.prepare(sql).unwrap();
        let found = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
        found.map(Result::unwrap).collect::<Vec<_>>()
    };
    assert!(references.len() > 10, "{references:?}");
    let mut moved = BTreeSet::new();
    let mut merged = 0;
    for pair in people.iter().flat_map(|one| people.iter().map(move |two| (*one, *two))).filter(|(one, two)| one != two)
    {
        // Every fifth of them is enough.
        if (pair.0 * 7 + pair.1) % 5 != 0 {
            continue;
        }
        let line = format!("org staff merge {} {}", pair.0, pair.1);
        let count = |(table, column): &(String, String), who: i64| -> i64 {
            desk.sql()
                .query_row(&format!("SELECT count(*) FROM {table} WHERE {column} = ?1"), [who], |row| row.get(0))
                .unwrap()
        };
        let held: Vec<_> = references.iter().filter(|reference| count(reference, pair.1) > 0).cloned().collect();
        let told = desk.run(&line);
        if told.code == 1 {
            assert_same(&line, &before, &dump(&desk.sql()));
            continue;
        }
        assert_eq!(told.code, 0, "{line}\n{told:#?}");
        assert_eq!(references.iter().map(|reference| count(reference, pair.1)).sum::<i64>(), 0, "{line}: left behind");
        assert!(held.iter().all(|reference| count(reference, pair.0) > 0), "{line}");
        moved.extend(held);
        merged += 1;
        desk.done("org undo");
        assert_same(&line, &before, &dump(&desk.sql()));
    }
    assert!(merged > 5, "{merged}");
    let never: Vec<_> =
        references.iter().filter(|reference| !moved.contains(*reference) && reference.0 != "erasures").collect();
    assert_eq!(never, Vec::<&(String, String)>::new(), "what names people and was never moved");
}

/// Tables in which somebody stands but once in some respect: the column that names the person, found in the unique indexes.
fn told_once(db: &Connection) -> Vec<(String, String)> {
    let sql = "SELECT DISTINCT s.name, f.\"from\" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f \
               JOIN pragma_index_list(s.name) i LEFT JOIN sqlite_schema x ON x.name = i.name \
               WHERE f.\"table\" = 'people' AND i.\"unique\" AND instr(x.sql, f.\"from\") ORDER BY s.rowid";
    let mut query = db.prepare(sql).unwrap();
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// Enters everything that is told once of a person for another one too; the names of the tables that had something.
fn tell_of(db: &Connection, other: i64, person: i64) -> BTreeSet<String> {
    let tables = told_once(db);
    let mut copied: HashMap<(String, i64), i64> = HashMap::new();
    let mut told = BTreeSet::new();
    let below = [("replies".to_owned(), "answer_id".to_owned())];
    for (table, column) in tables.iter().chain(&below) {
        let columns = {
            let sql = "SELECT c.name, f.\"table\" FROM pragma_table_info(?1) c \
                       LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = c.name WHERE c.name <> 'id'";
            let mut query = db.prepare(sql).unwrap();
            let found = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            found.map(Result::unwrap).collect::<Vec<(String, Option<String>)>>()
        };
        let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let rows = {
            let mut query = db.prepare(&format!("SELECT id, {} FROM {table} ORDER BY id", names.join(", "))).unwrap();
            let width = names.len();
            let found = query.query_map([], |row| {
                Ok((row.get::<_, i64>(0)?, (1..=width).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>()?))
            });
            found.unwrap().map(Result::unwrap).collect::<Vec<_>>()
        };
        for (id, mut values) in rows {
            let at = names.iter().position(|name| name == column).unwrap();
            let is_meant = match &values[at] {
                Value::Integer(named) if table == "replies" => copied.contains_key(&("answers".to_owned(), *named)),
                named => *named == Value::Integer(person),
            };
            if !is_meant {
                continue;
            }
            for (value, (name, parent)) in values.iter_mut().zip(&columns) {
                let Value::Integer(named) = *value else { continue };
                if name == column && table != "replies" {
                    *value = Value::Integer(other);
                } else if let Some(copy) = parent.clone().and_then(|parent| copied.get(&(parent, named))) {
                    *value = Value::Integer(*copy);
                }
            }
            let marks = vec!["?"; names.len()].join(", ");
            let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(", "));
            match db.execute(&sql, params_from_iter(values)) {
                Ok(_) => _ = copied.insert((table.clone(), id), db.last_insert_rowid()),
                // A pair has one tutor at a time, whoever it is: two records can't tell of the same days.
                Err(error) => assert!(error.to_string().contains("tutors_apart"), "{table}: {error}"),
            }
            told.insert(table.clone());
        }
    }
    told
}

/// Two records of one person may both tell what there can be once only, a task or a deficit of one program, an answer with its
/// replies: of each one is left, and nothing else is otherwise than if it had been told once.
#[test]
fn what_both_records_tell_alike_stands_once() {
    let desk = district();
    let before = dump(&desk.sql());
    let people: Vec<i64> = {
        let db = desk.sql();
        let mut query =
            db.prepare("SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM erasures) ORDER BY id").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let mut told = BTreeSet::new();
    for person in people {
        let db = desk.sql();
        let columns = "name, key, sex, born, teaching_since, teaching_spread";
        db.execute(&format!("INSERT INTO people ({columns}) SELECT {columns} FROM people WHERE id = ?1"), [person])
            .unwrap();
        let other = db.last_insert_rowid();
        told.extend(tell_of(&db, other, person));
        drop(db);
        desk.done(&format!("org staff merge {person} {other}"));
        assert_same(&format!("№ {person}"), &before, &dump(&desk.sql()));
    }
    let all = told_once(&desk.sql()).into_iter().map(|(table, _)| table).filter(|table| table != "erasures");
    let all: BTreeSet<_> = all.chain(["replies".to_owned()]).collect();
    assert!(all.len() > 12 && all.contains("tasks"), "{all:?}");
    assert_eq!(told, all, "left: what somebody has in the district, right: what is told once");
}
