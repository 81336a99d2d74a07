//! The entry of very many comes to what an entry row by row comes to, whatever the rows have in common.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rusqlite::Connection;

use super::super::ImportMode;
use super::super::orgs::OrgImporter;
use super::super::reading::Source;
use super::*;
use crate::store::journal::EntryDraft;
use crate::store::{Access, Store};

const ORGS: &str = "ИНН;Наименование;Вид\n2599000111;Школа 1;школа\n2599000129;Школа 2;школа\n";
const HEADER: &str = "Табельный номер;СНИЛС;ФИО;Дата рождения;Организация;Должность;Дата приёма;Пол";

/// What a file came to: its refusals, or everybody with all their work, told without ids.
#[derive(Debug, PartialEq)]
enum Came {
    Refused(Vec<String>),
    Stored(u64, u64, u64, Vec<Vec<String>>),
}

fn came(rows: &[String], large: u64) -> Came {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Source::of(path)
    };
    let db = folder.path().join("d.db");
    Store::create(&db, "Район", None, &EntryDraft::test()).unwrap();
    let today = Day::new(2026, 11, 22).unwrap();
    let store = Store::open(&db, Access::Import, crate::domain::Moment::of_clock()).unwrap();
    let mut importer = OrgImporter::new(ChangeMode::Unsaid);
    importer.import(&store, today, &file("o.csv", ORGS), ImportMode::default()).unwrap();
    let text = format!("{HEADER}\n{}\n", rows.join("\n"));
    let mut staff = StaffImporter::default();
    staff.staff.large = large;
    let plan = staff.import(&store, today, &file("s.csv", &text), ImportMode::default()).unwrap();
    if plan.defects.count() > 0 {
        let folder = format!("{}/", folder.path().display());
        let told = |line: String| line.replace(&folder, "").split(" (№").next().unwrap().to_owned();
        return Came::Refused(plan.defects.told().into_iter().map(told).collect());
    }
    store.commit(&EntryDraft::test()).unwrap();
    let sql = "SELECT p.id, format('%s|%s|%s|%s', p.snils, p.name, p.born, p.sex), \
               format('%s|%s|%s|%s', e.org_id, e.number, t.title, e.hired) FROM people p \
               LEFT JOIN employments e ON e.person_id = p.id LEFT JOIN posts t ON t.id = e.post_id";
    let connection = Connection::open(&db).unwrap();
    let mut people: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let mut statement = connection.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let person = people.entry(row.get(0).unwrap()).or_insert_with(|| vec![row.get(1).unwrap()]);
        person.push(row.get(2).unwrap());
    }
    let mut people: Vec<_> = people.into_values().collect();
    people.iter_mut().for_each(|person| person[1..].sort());
    people.sort();
    let indexes = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('people', 'employments')";
    assert_eq!(connection.query_row(indexes, [], |row| row.get(0)), Ok(11), "an index wasn't made again");
    Came::Stored(plan.new, plan.changed, plan.same, people)
}

/// A row of few different values: almost every two rows have something in common.
fn row() -> impl Strategy<Value = String> {
    let of = |words: &'static [&'static str]| prop::sample::select(words);
    (
        of(&["", "", "1", "2", "3", "4"]),
        of(&["", "", "900-000-001 82", "900-000-002 83", "900-000-003 84", "900-000-004 85"]),
        of(&["Ким Анна", "Ким Анна Петровна", "Кац Лев", "Лисина Анна Петровна", "Ли Ян"]),
        of(&["", "01.01.1980", "02.02.1990"]),
        of(&["Школа 1", "Школа 2"]),
        of(&["учитель", "воспитатель"]),
        of(&["01.09.2010", "01.09.2020"]),
        of(&["", "ж"]),
    )
        .prop_map(|(number, snils, name, born, org, post, hired, sex)| {
            format!("{number};{snils};{name};{born};{org};{post};{hired};{sex}")
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn very_many_at_once_are_the_same_as_row_by_row(rows in prop::collection::vec(row(), 1..7)) {
        prop_assert_eq!(came(&rows, 0), came(&rows, u64::MAX));
    }
}
