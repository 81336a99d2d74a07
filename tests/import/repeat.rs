//! Two threads, one story: a refused row leaves nothing behind, and the same file always comes to the same words.

use crate::common::Desk;
use crate::common::dump::{assert_same, dump};

const HEADER: &str = "СНИЛС;ФИО;Дата рождения;Организация;Должность;Дата приёма;Предмет";

/// A file of so many rows, of which two in three are refused, most of them only when the database is asked: by that time
/// the person, the post or both are entered.
fn many(rows: usize) -> String {
    let mut text = format!("{HEADER}\n");
    for n in 0..rows {
        let name = format!(
            "Иванова{} Анна Петровна",
            "бвгдж".chars().cycle().nth(n % 5).unwrap().to_string().repeat(n / 5 + 1)
        );
        let day = format!("{:02}.{:02}.1990", n % 28 + 1, n / 28 % 12 + 1);
        text += &match n % 6 {
            // One and the same person with another birth date each time, with another post each time.
            0 => format!("112-233-445 95;Ромашкина Анна Петровна;{day};СОШ № 1;должность {n};01.09.2015;\n"),
            1 => format!(";{name};{day};СОШ № {n};учитель;01.09.2015;\n"),
            2 => format!(";{name};{day};СОШ № 1;сторож {n};01.09.2015;химия\n"),
            3 => format!(";{name};31.02.1990;СОШ № 1;учитель;01.09.2015;\n"),
            4 => format!("900-100-007 94;Рощина Ольга Юрьевна;12.05.1990;СОШ № 1;учитель {n};01.09.2015;\n"),
            _ => format!(";{name};{day};СОШ № 1;учитель;01.09.2015;\n"),
        };
    }
    text
}

fn school() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org staff add 'Ромашкина Анна Петровна' --org 'СОШ № 1' --post директор --hired 01.09.2015 --born 12.05.1990 --snils 11223344595",
    ])
}

#[test]
fn a_refused_file_leaves_nothing_behind() {
    let desk = school();
    let before = (desk.bytes(), dump(&desk.sql()));
    desk.write("file.csv", many(900));
    for option in ["", " --dry-run", " --correct", " --effective 01.01.2024"] {
        desk.refused(&format!("org staff import file.csv{option}"), 1, &["ничего не записано"]);
        assert!(before.0 == desk.bytes());
    }
    // A good file beside it isn't entered either; alone it is, and brings its own rows only.
    desk.write("good.csv", format!("{HEADER}\n;Ким Вера Юрьевна;;СОШ № 1;учитель;01.09.2020;\n"));
    desk.refused("org staff import good.csv file.csv", 1, &["ошибки в 1 файле из 2, ничего не записано"]);
    desk.refused("org staff import file.csv good.csv", 1, &["ошибки в 1 файле из 2, ничего не записано"]);
    assert_same("two files", &before.1, &dump(&desk.sql()));
    desk.done("org staff import good.csv");
    let added: Vec<_> = dump(&desk.sql()).into_iter().filter(|line| !before.1.contains(line)).collect();
    let of = |table: &str| added.iter().filter(|line| line.starts_with(table)).count();
    assert_eq!((added.len(), of("people: "), of("employments: "), of("posts: ")), (3, 1, 1, 1), "{added:#?}");
}

#[test]
fn a_file_comes_to_the_same_words_every_time() {
    let desk = school();
    desk.write("file.csv", many(120));
    let first = desk.refused("org staff import file.csv", 1, &["ничего не записано"]);
    for _ in 1..20 {
        let again = desk.run("org staff import file.csv");
        assert_eq!(first, again);
    }
    // In the order of the lines: each message begins with its first line.
    let at = |line: &str| {
        line.trim().trim_start_matches("file.csv:").split([':', ',', '–']).next().unwrap().parse::<usize>()
    };
    let lines: Vec<_> = first.err.lines().filter(|line| line.starts_with("  file.csv:")).flat_map(at).collect();
    assert!(lines.len() > 15 && lines.is_sorted(), "{lines:?}");
    // The warnings and the changes of a file that goes in, as well.
    let good: String = many(120)
        .lines()
        .enumerate()
        .filter(|(n, _)| *n == 0 || [2, 5].contains(&((n - 1) % 6)))
        .map(|(_, line)| format!("{line}\n"))
        .collect();
    desk.write("good.csv", good);
    let empty = desk.bytes();
    let mut told = None;
    for _ in 0..5 {
        let _ = std::fs::remove_dir_all(desk.path("nastavnik.db-backups"));
        desk.write("nastavnik.db", &empty);
        let now = (desk.done("org staff import good.csv"), dump(&desk.sql()));
        assert!(now.0.err.contains("записано: 40 новых записей"), "{now:?}");
        assert_eq!(*told.get_or_insert_with(|| now.clone()), now);
    }
}
