//! Commands and undoings in any order against a model that knows nothing of the journal: it compares what is in the file before
//! and after each command, and expects an undoing to take back just that.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write;

use crate::common::Desk;
use proptest::prelude::*;
use proptest::sample::select;
use rusqlite::types::Value;

/// A row of a table.
type Key = (String, i64);
/// Its fields as text. One that refers says which row under that id it means.
type Fields = BTreeMap<String, String>;
/// Everything in the file but for the journal.
type World = BTreeMap<Key, Fields>;
/// The rows that are other ones after a command: as they were, as they are.
type Diff = BTreeMap<Key, (Option<Fields>, Option<Fields>)>;

/// Where the model keeps which of the rows that had an id it is.
const SELF: &str = "#";

/// Rows that stay where others need them, and what refers to them.
const SHARED: &[(&str, &[(&str, &str)])] = &[
    ("posts", &[("employments", "post_id")]),
    ("municipalities", &[("orgs", "municipality_id"), ("groups", "municipality_id"), ("district", "municipality_id")]),
];

/// An entry of the journal as the model knows it.
struct Deed {
    line: String,
    diff: Diff,
    undoes: Option<i64>,
}

struct Model {
    desk: Desk,
    world: World,
    /// The references of the schema: table and column, what to.
    references: BTreeMap<(String, String), String>,
    deeds: BTreeMap<i64, Deed>,
    /// Rows that the model has told apart so far.
    rows: usize,
    /// The ids that were given so far.
    given: BTreeSet<Key>,
}

impl Model {
    fn new(desk: Desk) -> Self {
        let references = {
            let sql = desk.sql();
            let mut query = sql
                .prepare(
                    "SELECT s.name, f.\"from\", f.\"table\" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f \
                     WHERE s.type = 'table' AND s.name <> 'changes'",
                )
                .unwrap();
            let found = query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).unwrap();
            found.map(Result::unwrap).collect()
        };
        let mut model =
            Self { desk, world: World::new(), references, deeds: BTreeMap::new(), rows: 0, given: BTreeSet::new() };
        model.world = model.read(&Diff::new());
        model
    }

    fn entries(&self) -> Vec<i64> {
        let sql = self.desk.sql();
        let mut query = sql.prepare("SELECT id FROM entries ORDER BY id").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// What is in the file now. A row that wasn't there a moment ago is a new one, unless it was to come `back`.
    fn read(&mut self, back: &Diff) -> World {
        let sql = self.desk.sql();
        let broken: i64 = sql.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
        let sound: String = sql.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!((broken, sound.as_str()), (0, "ok"));
        // A program always has somebody in each pair under which it runs.
        let empty: i64 = sql
            .query_row(
                "SELECT count(*) FROM program_pairs l WHERE NOT EXISTS \
                 (SELECT 1 FROM program_people q JOIN mentees m ON m.person_id = q.person_id \
                  WHERE q.program_id = l.program_id AND m.pair_id = l.pair_id)",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(empty, 0, "{}", self.story());
        let mut tables = sql
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('entries', 'changes', 'numbers')",
            )
            .unwrap();
        let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let mut world = World::new();
        for table in tables {
            let mut query = sql.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let names: Vec<String> = query.column_names().map(str::to_owned).collect();
            let mut rows = query.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let cell = |(at, name): (usize, &String)| (name.clone(), said(row.get(at).unwrap()));
                let mut fields: Fields = names.iter().enumerate().map(cell).collect();
                let key = (table.clone(), row.get("id").unwrap());
                let known = self.world.get(&key).or(back.get(&key).and_then(|(_, now)| now.as_ref()));
                let this = known.map(|row| row[SELF].clone()).unwrap_or_else(|| {
                    assert!(self.given.insert(key.clone()), "{key:?} was another row once");
                    self.rows += 1;
                    self.rows.to_string()
                });
                fields.insert(SELF.to_owned(), this);
                world.insert(key, fields);
            }
        }
        let which: BTreeMap<Key, String> = world.iter().map(|(key, row)| (key.clone(), row[SELF].clone())).collect();
        for ((table, _), row) in &mut world {
            for (column, value) in row.iter_mut() {
                let Some(parent) = self.references.get(&(table.clone(), column.clone())) else { continue };
                if let Ok(id) = value.parse::<i64>() {
                    let this = &which[&(parent.clone(), id)];
                    write!(value, " = {this}").unwrap();
                }
            }
        }
        world
    }

    /// A command that may be refused.
    fn run(&mut self, line: &str) {
        let (bytes, entries) = (self.desk.bytes(), self.entries());
        let told = self.desk.run(line);
        assert!([0, 1, 2, 3].contains(&told.code), "{line}\n{told:#?}");
        assert!(!told.err.contains("внутренняя ошибка"), "{line}\n{told:#?}");
        let is_tried = line.contains("--dry-run");
        if [1, 2].contains(&told.code) || is_tried {
            assert!(bytes == self.desk.bytes(), "{line}: the file has changed\n{told:#?}");
            return;
        }
        let after = self.read(&Diff::new());
        let diff = diff(&self.world, &after);
        let new: Vec<_> = self.entries().into_iter().filter(|id| !entries.contains(id)).collect();
        assert_eq!(new.len(), usize::from(!diff.is_empty()), "{line}: an entry is for what was changed\n{told:#?}");
        self.world = after;
        if let [id] = new[..] {
            self.note(id, line, diff, None);
        }
    }

    fn note(&mut self, id: i64, line: &str, diff: Diff, undoes: Option<i64>) {
        let count =
            |is: fn(&(Option<Fields>, Option<Fields>)) -> bool| diff.values().filter(|row| is(row)).count() as i64;
        let ours: [i64; 2] = [count(|row| row.0.is_none()), count(|row| row.1.is_none())];
        let sql = "SELECT added, removed, changed FROM entries WHERE id = ?1";
        let read = |row: &rusqlite::Row<'_>| Ok(([row.get::<_, i64>(0)?, row.get(1)?], row.get::<_, i64>(2)?));
        let (said, changed) = self.desk.sql().query_row(sql, [id], read).unwrap();
        assert_eq!(said, ours, "{line}: rows added, removed");
        // A field that went to and fro counts.
        assert!(changed >= count(|row| row.0.is_some() && row.1.is_some()), "{line}");
        self.deeds.insert(id, Deed { line: line.to_owned(), diff, undoes });
    }

    /// Undoes an entry, if it lets itself be undone; returns whether it did.
    fn undo(&mut self, id: i64) -> bool {
        let line = format!("org undo {id}");
        let bytes = self.desk.bytes();
        let told = self.desk.run(&line);
        let (deed, is_undone) = (&self.deeds[&id], self.is_undone(id));
        let what = format!("{line}: {}\n{told:#?}\n{}", deed.line, self.story());
        // Whatever was done last was done to what is there.
        let latest = self.deeds.last_key_value().unwrap().0;
        if told.code != 0 {
            assert_eq!(told.code, 1, "{what}");
            assert!(bytes == self.desk.bytes(), "the file has changed: {what}");
            assert!(told.err.lines().count() > 1, "nothing is named: {what}");
            assert!(id != *latest || is_undone, "refused: {what}");
            return false;
        }
        assert!(!is_undone, "undone twice: {what}");
        let back = inverse(&deed.diff);
        let expected = applied(&self.world, &back).unwrap_or_else(|why| panic!("{why}: {what}"));
        let after = self.read(&back);
        let (lacks, has) = (only(&expected, &after), only(&after, &expected));
        assert_eq!(lacks, has, "left: expected, right: found: {what}");
        let diff = diff(&self.world, &after);
        self.world = after;
        let entry = *self.entries().last().unwrap();
        self.note(entry, &line, diff, Some(id));
        true
    }

    /// Whether there is an undoing of it that isn't undone.
    fn is_undone(&self, id: i64) -> bool {
        self.deeds.iter().any(|(by, deed)| deed.undoes == Some(id) && !self.is_undone(*by))
    }

    /// A limit that is exceeded today is overruled, or `monitor check` tells of it: never is it exceeded in silence. Of people who
    /// left nothing, whose pairs end by nothing but what is said of them.
    fn no_limit_is_exceeded_in_silence(&self) {
        let sql = self.desk.sql();
        let exceeded = "SELECT h.name FROM mentors m JOIN people h ON h.id = m.person_id WHERE m.capacity < \
            (SELECT count(DISTINCT t.person_id) FROM pairs p JOIN mentees t ON t.pair_id = p.id WHERE p.mentor_id = m.person_id \
             AND p.ended IS NULL AND t.ended IS NULL AND p.id NOT IN (SELECT pair_id FROM overrules WHERE broken = 'capacity') \
             AND t.person_id NOT IN (SELECT person_id FROM employments WHERE dismissed IS NOT NULL)) \
            AND m.retired IS NULL AND m.person_id NOT IN (SELECT person_id FROM employments WHERE dismissed IS NOT NULL)";
        let mut query = sql.prepare(exceeded).unwrap();
        let exceeded: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let told = self.desk.run("monitor check --only mentor_overloaded --format csv").out;
        for name in exceeded {
            assert!(told.contains(&name), "{name} has too many mentees\n{told}\n{}", self.story());
        }
    }

    /// The last one in force that is no undoing.
    fn last(&self) -> Option<i64> {
        let mut deeds = self.deeds.iter().rev();
        deeds.find(|(id, deed)| deed.undoes.is_none() && !self.is_undone(**id)).map(|(id, _)| *id)
    }

    fn story(&self) -> String {
        self.deeds.iter().map(|(id, deed)| format!("{id}: {}\n", deed.line)).collect()
    }
}

fn said(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Integer(n) => n.to_string(),
        Value::Text(text) => format!("«{text}»"),
        other => panic!("{other:?}"),
    }
}

fn diff(before: &World, after: &World) -> Diff {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let pairs = keys.into_iter().map(|key| (key.clone(), (before.get(key).cloned(), after.get(key).cloned())));
    pairs.filter(|(_, (old, new))| old != new).collect()
}

fn inverse(diff: &Diff) -> Diff {
    diff.iter().map(|(key, (old, new))| (key.clone(), (new.clone(), old.clone()))).collect()
}

/// The world after a diff: field by field, so that what became of other fields meanwhile stays.
fn applied(world: &World, diff: &Diff) -> Result<World, String> {
    let mut after = world.clone();
    for (key, (old, new)) in diff {
        match (old, new) {
            (Some(old), Some(new)) => {
                let row = after.get_mut(key).ok_or_else(|| format!("{key:?} is gone"))?;
                for (column, value) in new.iter().filter(|(column, value)| old[*column] != **value) {
                    let was = row.insert(column.clone(), value.clone());
                    if was.as_ref() != Some(&old[column]) {
                        return Err(format!("{key:?} {column}: {was:?}, not {:?}", old[column]));
                    }
                }
            }
            (None, Some(new)) => {
                if after.insert(key.clone(), new.clone()).is_some() {
                    return Err(format!("{key:?} is there already"));
                }
            }
            (_, None) => match after.remove(key) {
                Some(row) if Some(&row) == old.as_ref() => {}
                Some(row) => return Err(format!("{key:?} is {row:?}, not {old:?}")),
                None if SHARED.iter().any(|(table, _)| *table == key.0) => {}
                None => return Err(format!("{key:?} is gone")),
            },
        }
    }
    for (table, children) in SHARED {
        for (key, (old, _)) in diff.iter().filter(|(key, (_, new))| key.0 == *table && new.is_none()) {
            let Some(row) = old else { continue };
            let value = format!("{} = {}", key.1, row[SELF]);
            let needs = |((table, _), fields): (&Key, &Fields)| {
                children.iter().any(|(child, column)| child == table && fields[*column] == value)
            };
            if world.contains_key(key) && after.iter().any(needs) {
                after.insert(key.clone(), row.clone());
            }
        }
    }
    Ok(after)
}

fn only(one: &World, other: &World) -> Vec<(Key, Fields)> {
    let rows = one.iter().filter(|(key, row)| other.get(*key) != Some(*row));
    rows.map(|(key, row)| (key.clone(), row.clone())).collect()
}

#[derive(Debug, Clone)]
enum Step {
    Run(String),
    /// A file, and the command that takes it.
    Import(String, String),
    /// An entry from the last one back.
    Undo(usize),
    /// The last one, that undoing, and once more.
    There,
}

const NAMES: &[&str] = &["Иванова Анна Ильинична", "Петров Пётр Петрович", "Сидорова Вера Ивановна", "Кац Лев Львович"];
const SURNAMES: &[&str] = &["Смирнова Анна Ильинична", "Кац Вера Ивановна", "Ким Анна Ильинична"];
const SNILS: &[&str] = &["11223344595", "90010000794", "08765430300"];
const POSTS: &[&str] = &["учитель", "логопед", "воспитатель", "психолог"];
const DAYS: &[&str] =
    &["01.09.2015", "01.09.2019", "31.08.2021", "01.09.2021", "01.09.2022", "31.05.2023", "01.02.2024"];
const PLACES: &[&str] = &["Другой район", "Третий район", "Лесной район"];
const ORGS: &[&str] = &["Школа А", "Школа Б"];

fn one(of: &'static [&'static str]) -> impl Strategy<Value = &'static str> + Clone {
    select(of)
}

fn maybe(of: &'static [&'static str]) -> impl Strategy<Value = &'static str> + Clone {
    prop_oneof![Just(""), select(of)]
}

/// A parameter that may be left out.
fn option(name: &'static str, of: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    maybe(of).prop_map(move |value| if value.is_empty() { String::new() } else { format!(" {name} '{value}'") })
}

fn line() -> impl Strategy<Value = String> {
    let (who, org, group) = (1..7_i64, 1..3_i64, select(&["А", "К"][..]));
    let number = 1..4_i64;
    let day = one(DAYS);
    prop_oneof![
        4 => (one(NAMES), org.clone(), one(POSTS), day.clone(), option("--snils", SNILS), option("--born", &["12.05.1990", "01.02.1980"]))
            .prop_map(|(name, org, post, day, snils, born)| {
                format!("org staff add '{name}' --org {org} --post {post} --hired {day}{snils}{born}")
            }),
        3 => (who.clone(), option("--snils", SNILS), option("--sex", &["ж", "м"]), option("--born", &["12.05.1990", "01.02.1980"]),
            option("--post", POSTS))
            .prop_map(|(who, snils, sex, born, post)| format!("org staff edit {who}{snils}{sex}{born}{post} --main да")),
        2 => (who.clone(), one(SURNAMES), option("--effective", DAYS))
            .prop_map(|(who, name, day)| format!("org staff edit {who} --name '{name}'{day}")),
        2 => (who.clone(), org.clone(), day.clone(), option("--post", POSTS))
            .prop_map(|(who, org, day, post)| format!("org staff transfer {who} --to {org} --date {day}{post}")),
        2 => (who.clone(), day.clone()).prop_map(|(who, day)| format!("org staff dismiss {who} --date {day}")),
        1 => (who.clone(), day.clone()).prop_map(|(who, day)| format!("org staff consent {who} --given {day}")),
        1 => (who.clone(), day.clone()).prop_map(|(who, day)| format!("org staff consent {who} --withdrawn {day}")),
        1 => (who.clone(), day.clone(), option("--to", DAYS))
            .prop_map(|(who, day, to)| format!("org staff absence add {who} --kind иное --from {day}{to}")),
        1 => (1..4_i64, day.clone()).prop_map(|(id, day)| format!("org staff absence edit {id} --to {day}")),
        1 => (one(&["Школа В", "Школа Г"]), option("--municipality", PLACES))
            .prop_map(|(name, place)| format!("org add '{name}' --kind школа{place}")),
        2 => (org.clone(), option("--municipality", PLACES), option("--head", NAMES), option("--name", &["Школа А", "Школа Д"]))
            .prop_map(|(org, place, head, name)| format!("org edit {org}{place}{head}{name} --kind школа")),
        1 => (org.clone(), option("--curator", NAMES), day.clone(), option("--monitoring", DAYS))
            .prop_map(|(org, curator, day, due)| {
                format!("org adopt {org} --order-number 7 --order-date {day}{due}{curator} --curator-date {day}")
            }),
        2 => (who.clone(), day.clone()).prop_map(|(who, day)| format!("mentor add {who} --date {day}")),
        1 => (who.clone(), day.clone()).prop_map(|(who, day)| format!("mentor retire {who} --date {day}")),
        3 => (number.clone(), who.clone(), who.clone(), day.clone()).prop_map(|(number, mentor, mentee, day)| {
            format!("pair create --number {number} --mentor {mentor} --mentee {mentee} --order-number 5 --order-date {day}")
        }),
        1 => (number.clone(), day.clone()).prop_map(|(number, day)| format!("pair close {number} --date {day}")),
        1 => number.clone().prop_map(|number| format!("pair reopen {number}")),
        2 => (number.clone(), who.clone(), day.clone(), 4..7_i64, option("--despite", &["больше некому"]))
            .prop_map(|(number, who, day, new, despite)| {
                format!("pair handover {number} --to {who} --date {day} --new-number {new} --order-number 6 --order-date {day}{despite}")
            }),
        1 => (number.clone(), day.clone(), one(DAYS))
            .prop_map(|(number, day, until)| format!("pair renew {number} --until {until} --order-number 7 --order-date {day}")),
        1 => (number.clone(), who.clone(), day.clone())
            .prop_map(|(number, who, day)| format!("pair join {number} {who} --date {day} --order-number 8 --order-date {day}")),
        1 => (number.clone(), who.clone(), day.clone())
            .prop_map(|(number, who, day)| format!("pair leave {number} {who} --date {day}")),
        1 => (number.clone(), day.clone(), option("--due", DAYS))
            .prop_map(|(number, day, due)| format!("pair meet add {number} --date {day}{due}")),
        1 => who.clone().prop_map(|who| format!("mentor edit {who} --capacity 1")),
        1 => (number.clone(), number.clone())
            .prop_map(|(number, pair)| format!("program draft --number {number} --pair {pair} --start 05.09.2022 --finish 31.05.2023")),
        1 => (number.clone(), day.clone()).prop_map(|(number, day)| format!("program approve {number} --date {day}")),
        1 => (number, day.clone()).prop_map(|(number, day)| format!("program complete {number} --date {day}")),
        1 => (group.clone(), one(&["клуб", "сообщество"])).prop_map(|(code, kind)| format!("org group add {code} Группа --kind {kind}")),
        2 => (group.clone(), who.clone(), day.clone())
            .prop_map(|(code, who, day)| format!("org group join {code} --person {who} --date {day}")),
        1 => (group, who, day).prop_map(|(code, who, day)| format!("org group leave {code} --person {who} --date {day}")),
    ]
}

/// A file with a header, and rows of cells.
fn file(header: &'static str, row: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(row, 1..4).prop_map(move |rows| format!("{header}\n{}\n", rows.join("\n")))
}

fn import() -> impl Strategy<Value = Step> {
    let day = one(DAYS);
    let staff = (one(NAMES), maybe(SNILS), one(ORGS), one(POSTS), one(DAYS), maybe(&["12.05.1990", "31.02.1990"]));
    let staff = file(
        "ФИО;СНИЛС;Организация;Должность;Дата приёма;Дата рождения",
        staff.prop_map(|(name, snils, org, post, day, born)| format!("{name};{snils};{org};{post};{day};{born}")),
    );
    let how = prop_oneof![
        Just(String::new()),
        Just(" --correct".to_owned()),
        Just(" --dry-run --correct".to_owned()),
        day.clone().prop_map(|day| format!(" --effective {day}")),
        day.clone().prop_map(|day| format!(" --correct --dismiss-absent {day}")),
    ];
    let pairs = (1..4_i64, one(NAMES), one(NAMES), maybe(DAYS), maybe(DAYS), maybe(DAYS));
    let pairs = file(
        "Номер пары;Наставник;Наставляемый;Дата начала;Дата согласия наставника;Дата прекращения",
        pairs.prop_map(|(number, mentor, mentee, start, consent, end)| {
            format!("{number};{mentor};{mentee};{start};{consent};{end}")
        }),
    );
    let programs =
        (1..4_i64, 1..4_i64, maybe(DAYS)).prop_map(|(n, pair, day)| format!("{n};{pair};05.09.2022;31.05.2023;{day}"));
    let programs = file("Номер программы;Номер пары;Начало;Окончание;Дата утверждения", programs);
    let mentors = (one(NAMES), day).prop_map(|(name, day)| format!("{name};{day};педагог"));
    let mentors = file("ФИО;Дата включения;Категория", mentors);
    let valid = || select(&["", " --accept-valid", " --dry-run"][..]);
    prop_oneof![
        4 => (staff, how, select(&["", " --accept-valid"][..]))
            .prop_map(|(text, how, valid)| Step::Import(text, format!("org staff import file.csv --yes{how}{valid}"))),
        2 => (pairs, valid()).prop_map(|(text, how)| Step::Import(text, format!("pair import file.csv --yes{how}"))),
        1 => (programs, valid()).prop_map(|(text, how)| Step::Import(text, format!("program import file.csv --yes{how}"))),
        1 => (mentors, valid()).prop_map(|(text, how)| Step::Import(text, format!("mentor import file.csv --yes{how}"))),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => line().prop_map(Step::Run),
        4 => import(),
        6 => (0..8_usize).prop_map(Step::Undo),
        2 => Just(Step::Undo(0)),
        1 => Just(Step::There),
    ];
    prop::collection::vec(step, 8..30)
}

/// The same without what commands share.
fn own(world: &World) -> Vec<(&Key, &Fields)> {
    world.iter().filter(|(key, _)| SHARED.iter().all(|(table, _)| *table != key.0)).collect()
}

fn check(steps: Vec<Step>) {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",
        "org add 'Школа Б' --kind школа",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015",
        "org staff add 'Петров Пётр Петрович' --org 2 --post логопед --hired 01.09.2015",
    ]);
    let mut model = Model::new(desk);
    let first = model.world.clone();
    for step in steps {
        match step {
            Step::Run(line) => model.run(&line),
            Step::Import(text, line) => {
                model.desk.write("file.csv", text);
                model.run(&line);
            }
            Step::Undo(back) => {
                let entry = model.deeds.keys().rev().nth(back).copied();
                entry.map(|entry| model.undo(entry));
            }
            Step::There => {
                for _ in 0..3 {
                    let entry = model.deeds.last_key_value().map(|(id, _)| *id);
                    assert!(entry.is_none_or(|entry| model.undo(entry)), "{}", model.story());
                }
            }
        }
    }
    model.no_limit_is_exceeded_in_silence();
    // Back to the beginning, as whoever gives no number goes.
    while let Some(entry) = model.last() {
        assert!(model.undo(entry), "{entry}: nothing stands on the last one in force\n{}", model.story());
    }
    assert_eq!(own(&model.world), own(&first), "{}", model.story());
}

fn config() -> ProptestConfig {
    let cases = env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(3);
    ProptestConfig { cases, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_undoing_takes_back_just_what_was_done(steps in steps()) {
        check(steps);
    }
}
