//! Whatever a command changes, `org undo` takes back exactly, and an undoing is undone as exactly. The commands are found in
//! the tree, so that a new one can't be forgotten.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{Desk, commands, words};
use rusqlite::Connection;
use rusqlite::types::Value;

/// Everything in a file but the journal, row by row.
fn dump(file: &Connection) -> BTreeMap<String, Vec<Vec<Value>>> {
    let mut tables = file
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('entries', 'changes') AND name NOT GLOB 'sqlite_*'")
        .unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let rows = |name: &String| {
        let mut statement = file.prepare(&format!("SELECT * FROM {name} ORDER BY id")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect()).unwrap();
        rows.map(Result::unwrap).collect()
    };
    names.iter().map(|name| (name.clone(), rows(name))).collect()
}

/// The number of the last entry.
fn last(desk: &Desk) -> i64 {
    desk.sql().query_row("SELECT max(id) FROM entries", [], |row| row.get(0)).unwrap()
}

const STAFF: &str = "ФИО;СНИЛС;Дата рождения;Организация;Должность;Дата приёма\n\
    Иванова Анна Ильинична;112-233-445 95;12.05.1990;Школа А;учитель физики;01.09.2015\n\
    Новикова Нина Петровна;;01.02.1999;Школа Б;педагог-психолог;01.09.2023\n";

/// A district with something of everything.
fn world() -> Desk {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа --inn 7707083893 --opened 01.09.1990",
        "org add 'Школа Б' --kind школа --inn 7736050003",
        "org adopt 'Школа А' --order-number 1 --order-date 01.09.2021 --curator 'Иванова Анна' --curator-date 01.09.2021",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --snils 11223344595 --born 12.05.1990 --number 7",
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015 --snils 90010000794",
        "org staff add 'Сидорова Вера Ивановна' --org 2 --post учитель --hired 01.09.2022",
        "org group add А РМО --kind 'методическое объединение'",
        "org group join А --person Иванова --date 01.09.2021",
        "mentor add Иванова --date 01.09.2021",
        "pair create --number 1 --mentor Иванова --mentee Петров --order-number 5 --order-date 01.09.2021",
        "program draft --number 1 --pair 1 --start 05.09.2021 --finish 31.05.2022",
        "program draft --number 2 --pair 1 --start 05.09.2022 --finish 31.05.2023",
        "program approve 2 --date 04.09.2022",
    ]);
    desk.write("orgs.csv", "Наименование;Вид;ИНН;Руководитель\nШкола А;школа;7707083893;Кац Лев Львович\nДом творчества;дополнительное образование;;\n")
        .write("staff.csv", STAFF)
        .write("mentors.csv", "ФИО;Дата включения;Категория\nПетров Пётр Петрович;01.09.2022;педагог\nКузнецов Кузьма Кузьмич;01.09.2022;предприятие\n")
        .write("groups.csv", "Код группы;Название;Вид группы\nА;РМО учителей;методическое объединение\nК;Клуб;клуб\n")
        .write("pairs.csv", "Номер пары;Наставник;Наставляемый;Дата начала;Дата согласия наставника\n1;Иванова Анна Ильинична;Петров Пётр Петрович;01.09.2021;02.09.2021\n2;Иванова Анна Ильинична;Сидорова Вера Ивановна;01.09.2022;\n")
        .write("programs.csv", "Номер программы;Номер пары;Начало;Окончание;Дата утверждения\n1;1;05.09.2021;31.05.2022;04.09.2021\n3;1;05.09.2023;31.05.2024;\n")
        .write("answers.csv", "Номер пары;Роль;СНИЛС;Дата;Балл;Что помогло?\n1;наставник;112-233-445 95;20.05.2022;9;беседы\n");
    desk
}

/// The commands that change rows, each with one or more ways to do so in the world above; parted by ` && `, the first ones
/// prepare.
const CHANGING: &[&str] = &[
    "org add 'Школа В' --kind школа --municipality 'Другой район'",
    "org edit 'Школа А' --name 'Школа А имени Б' --head 'Кац Лев Львович' --site https://school.example",
    "org close 'Школа А' --date 31.05.2024",
    "org import orgs.csv",
    "org staff import staff.csv --correct",
    "org staff import staff.csv --effective 01.09.2023 --dismiss-absent 31.05.2024",
    "org staff add 'Новикова Нина Петровна' --org 2 --post логопед --hired 01.09.2023",
    "org staff edit Петров --born 01.02.1980 --sex мужской",
    "org staff edit Петров --name 'Кац Пётр Петрович' --effective 01.09.2022",
    "org staff transfer Петров --to 2 --date 01.09.2023",
    "org staff dismiss Петров --date 31.05.2024",
    "org staff consent Иванова --given 01.09.2021",
    "org staff consent Иванова --given 01.09.2021 && org staff consent Иванова --withdrawn 31.05.2024",
    "org adopt 'Школа Б' --order-number 7 --order-date 01.09.2022 --monitoring 31.05.2023",
    "org adopt 'Школа А' --curator 'Петров Пётр' --curator-date 01.09.2023",
    "org group import groups.csv",
    "org group add Б Клуб --kind клуб --network",
    "org group join А --person Петров --date 01.09.2022",
    "org group join А --org 2 --date 01.09.2022",
    "org group leave А --person Иванова --date 31.05.2023",
    "org group kind 'дискуссионный клуб' --community",
    "mentor import mentors.csv",
    "mentor add Петров --date 01.09.2022",
    "mentor retire Иванова --date 31.05.2024",
    "pair import pairs.csv",
    "pair create --number 2 --mentor Петров --mentee Сидорова --order-number 6 --order-date 01.09.2022",
    "pair close 1 --date 31.05.2024 --reason 'переезд'",
    "pair form 'наставник – стажёр'",
    "program import programs.csv",
    "program draft --number 3 --pair 1 --start 05.09.2023 --finish 31.05.2024",
    "program approve 1 --date 04.09.2021",
    "program complete 2 --date 31.05.2023",
    "program cancel 2 --date 31.01.2023 --reason 'болезнь'",
    "monitor survey import answers.csv",
    "org staff dismiss Петров --date 31.05.2024 && org undo",
];

/// The commands that change nothing: they leave the very bytes of the file.
const READING: &[&str] = &[
    "org list",
    "org show 1",
    "org staff list",
    "org staff show Иванова",
    "org group list",
    "org group show А",
    "org history",
    "mentor list",
    "mentor show Иванова",
    "pair list",
    "pair show 1",
    "program list",
    "program show 1",
    "monitor indicators",
    "monitor explain S2",
    "monitor passport",
    "monitor export --out export",
    "monitor survey show --pair 1",
];

/// What isn't undone but by other means, and why.
const OTHERWISE: &[(&str, &str)] =
    &[("org init", "it makes the file"), ("org staff erase", "what it destroys must not come back: tests/erase.rs")];

/// The words of a command line that name the command.
fn leaf(line: &str, leaves: &BTreeSet<String>) -> String {
    let words = words(line);
    let found = (1..=words.len().min(3)).rev().map(|n| words[..n].join(" ")).find(|path| leaves.contains(path));
    found.unwrap_or_else(|| panic!("no such command: {line}"))
}

/// The commands that do something themselves.
fn leaves() -> BTreeSet<String> {
    let own = commands().into_iter().filter(|(path, command)| !path.is_empty() && !command.has_subcommands());
    own.map(|(path, _)| path.join(" ")).filter(|path| !path.ends_with("help")).collect()
}

#[test]
fn every_command_is_known_to_change_or_to_read() {
    let leaves = leaves();
    let lines = CHANGING.iter().map(|line| line.rsplit(" && ").next().unwrap()).chain(READING.iter().copied());
    let known: BTreeSet<_> =
        lines.map(|line| leaf(line, &leaves)).chain(OTHERWISE.iter().map(|(path, _)| (*path).to_owned())).collect();
    assert!(leaves.len() > 40, "the tree wasn't walked: {leaves:?}");
    assert_eq!(known, leaves, "left: the commands of these lists, right: those of the program");
}

#[test]
fn every_change_is_undone_and_done_again() {
    let (origin, leaves) = (world(), leaves());
    for line in CHANGING {
        let (prepare, line) = line.rsplit_once(" && ").unwrap_or(("", line));
        fs::create_dir_all(origin.path("kept")).unwrap();
        fs::copy(origin.db(), origin.path("kept/db")).unwrap();
        let desk = &origin;
        prepare.split(" && ").filter(|line| !line.is_empty()).for_each(|line| _ = desk.done(line));
        let before = dump(&desk.sql());
        desk.done(&format!("{line} {}", if line.contains("--reason") { "" } else { "--reason 'так надо'" }));
        let after = dump(&desk.sql());
        assert_ne!(before, after, "{line}: nothing was changed");
        let entry = last(desk);
        let (command, reason): (String, Option<String>) = desk
            .sql()
            .query_row("SELECT command, reason FROM entries WHERE id = ?1", [entry], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .unwrap();
        assert_eq!(command, leaf(line, &leaves));
        assert!(reason.is_some(), "{line}");
        desk.done(&format!("org history {entry}"));
        desk.done(&format!("org undo {entry}"));
        assert_eq!(dump(&desk.sql()), before, "{line}: not undone");
        desk.done(&format!("org undo {}", last(desk)));
        assert_eq!(dump(&desk.sql()), after, "{line}: not done again");
        desk.done(&format!("org undo {entry}"));
        assert_eq!(dump(&desk.sql()), before, "{line}: not undone a second time");
        let broken: Vec<String> = {
            let file = desk.sql();
            let mut check = file.prepare("PRAGMA foreign_key_check").unwrap();
            check.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(broken, Vec::<String>::new(), "{line}");
        fs::copy(origin.path("kept/db"), origin.db()).unwrap();
    }
}

#[test]
fn whatever_only_reads_leaves_no_entry() {
    let desk = world();
    let bytes = desk.bytes();
    for line in READING {
        desk.done(line);
        assert!(desk.bytes() == bytes, "{line}");
    }
}
