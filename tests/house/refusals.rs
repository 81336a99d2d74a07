//! Bad input: what can't be used is refused in Russian, with the right exit code, and nothing is changed.

use std::fs;
use std::process::Stdio;

use super::round_trip::OF_WORKBOOKS;
use crate::common::{Desk, TODAY, commands};
use rusqlite::Connection;

/// A command line for each command of the tree that works without a subcommand: whatever it demands is filled in.
pub fn lines() -> Vec<String> {
    let mut lines = Vec::new();
    for (path, command) in commands() {
        if command.get_subcommands().next().is_some() {
            continue;
        }
        let mut line = path.join(" ");
        // Of a group that demands one of its arguments, the first.
        let of_groups = command.get_groups().filter(|group| group.is_required_set());
        let first: Vec<_> = of_groups.filter_map(|group| group.get_args().next().cloned()).collect();
        for arg in command.get_arguments() {
            let name = arg.get_value_names().map(|names| names[0].to_string()).unwrap_or_default();
            // An import demands its file unless it is only asked for the columns.
            let file = arg.is_positional() && name == "ФАЙЛ";
            if !arg.is_required_set() && !first.contains(arg.get_id()) && !file {
                continue;
            }
            let value = if file { "1".into() } else { value(&name, arg) };
            match arg.get_long() {
                Some(long) => line.push_str(&format!(" --{long} '{value}'")),
                None => line.push_str(&format!(" '{value}'")),
            }
        }
        lines.push(line);
    }
    lines
}

/// A value that an argument takes, tried until clap is content with one.
fn value(name: &str, arg: &clap::Arg) -> String {
    if let Some(known) = arg.get_possible_values().first() {
        return known.get_name().to_owned();
    }
    let tried = [
        "1",
        TODAY,
        "Иванова Анна Ильинична",
        "школа",
        "S2",
        "да",
        "7707083893",
        "11223344595",
        "2024",
        "50",
        "армия",
        "наставник",
        "дефициты",
        "вход",
        "рост",
        "анкета",
        "курсы",
        "подготовительный",
        "положение",
        "согласовано",
    ];
    let arg = if arg.is_positional() { arg.clone().index(1) } else { arg.clone() };
    let alone = clap::Command::new("one").arg(arg.clone().required(false).global(false));
    let fits = |text: &&&str| {
        let line = match arg.get_long() {
            Some(long) => vec!["one".to_owned(), format!("--{long}={text}")],
            None => vec!["one".to_owned(), (**text).to_owned()],
        };
        alone.clone().try_get_matches_from(line).is_ok()
    };
    let found = tried.iter().find(fits).unwrap_or_else(|| panic!("no value fits <{name}>"));
    (*found).to_owned()
}

/// The commands that need no file: `init` and `restore` make one, passports and facts are pages of the program itself, and so is
/// what a shell is told.
const WITHOUT_FILE: &[&str] = &["org init", "org restore", "monitor passport", "monitor facts", "org completions"];

fn with_file() -> impl Iterator<Item = String> {
    lines().into_iter().filter(|line| !WITHOUT_FILE.iter().any(|start| line.starts_with(start)))
}

#[test]
fn a_mistyped_name_creates_nothing() {
    let desk = Desk::bare();
    for line in with_file() {
        let told = desk.refused(&line, 4, &["нет файла базы", "nastavnik org init --name"]);
        assert!(told.err.contains("nastavnik.db"), "{line}");
        assert_eq!(desk.files(), Vec::<String>::new(), "{line}");
    }
    desk.refused("--db нет/такой.db org list", 4, &["нет файла базы «нет/такой.db»"]);
    desk.refused("org init --name Район --db нет/такой.db", 4, &["нет такого файла или папки"]);
    assert_eq!(desk.files(), Vec::<String>::new());
}

/// A file that isn't ours: what lies there, what is said.
fn strangers() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = |name: &str, sql: &str| {
        let path = folder.path().join(name);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        fs::read(path).unwrap()
    };
    let ours = Desk::new();
    ours.sql().pragma_update(None, "user_version", 99).unwrap();
    let newer = ours.bytes();
    let mut damaged = Desk::new().bytes();
    let half = damaged.len() / 2;
    damaged.truncate(half);
    damaged[4096..].fill(0xAA);
    vec![
        ("a text", "ФИО;Должность\nИванова Анна;учитель\n".repeat(100).into_bytes(), "не база nastavnik"),
        ("a short text", b"hello".to_vec(), "не база nastavnik"),
        ("an empty file", Vec::new(), "не база nastavnik"),
        ("a foreign database", sqlite("a.db", "CREATE TABLE t (x)"), "не база nastavnik"),
        ("a foreign mark", sqlite("b.db", "PRAGMA application_id = 7; CREATE TABLE t (x)"), "не база nastavnik"),
        ("a newer file", newer, "версии 99"),
        ("a damaged file", damaged, "повреждён"),
    ]
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_alone() {
    for (what, bytes, said) in strangers() {
        let desk = Desk::bare();
        desk.write("nastavnik.db", bytes);
        for line in ["org list", "org add 'Школа А' --kind школа", "monitor indicators", "org staff list"] {
            let mut told = desk.refused(line, 4, &[said]);
            told.err = told.err.replace(desk.folder().to_str().unwrap(), "");
            assert!(
                crate::common::latin(&told.err)
                    .iter()
                    .all(|word| ["nastavnik", "db", "org", "check", "restore"].contains(word)),
                "{what}: {}",
                told.err
            );
            assert_eq!(desk.files(), ["nastavnik.db"], "{what}");
        }
        desk.refused("org init --name Район", 1, &["уже есть, он не тронут"]);
    }
    let desk = Desk::bare();
    fs::create_dir(desk.db()).unwrap();
    for line in ["org list", "org add 'Школа А' --kind школа"] {
        desk.refused(line, 4, &["папка, а не файл базы", "--db ФАЙЛ"]);
    }
    desk.refused("org init --name Район", 1, &["уже есть"]);
}

#[test]
fn a_new_file_never_replaces_one() {
    let desk = Desk::new();
    desk.refused(
        "org init --name 'Другой район'",
        1,
        &["nastavnik.db» уже есть, он не тронут", "укажите другое имя: --db"],
    );
    desk.refused("--db новая.db org init --name ' '", 2, &["название района пусто"]);
    assert_eq!(desk.files(), ["nastavnik.db"], "no draft is left");
}

fn school() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «СОШ № 8» с. Спасское' --kind школа --short 'СОШ № 8' --inn 7707083893",
        "org add 'МБОУ «СОШ № 18» с. Ясное' --kind школа --short 'СОШ № 18'",
        "org add 'Детский сад «Ромашка»' --kind 'детский сад'",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --born 12.05.1990",
        "org staff add 'Иванова Анна Петровна' --org 2 --post учитель --hired 01.09.2015 --born 12.05.1985",
        "org staff add 'Кац Лев Маркович' --org 1 --post учитель --hired 01.09.2015",
    ])
}

#[test]
fn a_name_is_unknown_or_ambiguous_everywhere_alike() {
    let desk = school();
    // The command lines of the tree, with one argument that names an organisation or a person put in place.
    let mut orgs = 0;
    let mut people = 0;
    for line in with_file() {
        let words = crate::common::words(&line);
        for (path, command) in commands() {
            if command.get_subcommands().next().is_some()
                || !words.starts_with(&path)
                || path.len() + 4 < words.len() && path.is_empty()
            {
                continue;
            }
            if path.join(" ") != words[..path.len()].join(" ") {
                continue;
            }
            for arg in command.get_arguments().filter(|arg| arg.is_positional() && arg.is_required_set()) {
                let name = arg.get_value_names().map(|names| names[0].to_string()).unwrap_or_default();
                let (unknown, ambiguous, near) = match name.as_str() {
                    "ОРГАНИЗАЦИЯ" => ("СОШ № 9", "МБОУ", "похожее наименование: СОШ № 8"),
                    "ЧЕЛОВЕК" => ("Иванова Анна Ивановна", "Иванова", "похожее имя: Иванова Анна"),
                    _ => continue,
                };
                let with = |text: &str| {
                    let mut words = words.clone();
                    words[path.len()] = text.to_owned();
                    words.iter().map(|word| format!("'{word}' ")).collect::<String>()
                };
                if name == "ОРГАНИЗАЦИЯ" {
                    orgs += 1;
                    desk.refused(
                        &with(ambiguous),
                        1,
                        &["«МБОУ» — это 2 организации", "    1  МБОУ «СОШ № 8» с. Спасское", "    2  МБОУ"],
                    );
                    desk.refused(&with("99"), 1, &["нет организации с номером или ИНН 99"]);
                } else {
                    people += 1;
                    desk.refused(
                        &with(ambiguous),
                        1,
                        &["«Иванова» — это 2 человека", "    1  Иванова Анна Ильинична, 1990 г. р.", "СОШ № 18"],
                    );
                    desk.refused(&with("99"), 1, &["нет человека с номером 99"]);
                    desk.refused(&with("90010000794"), 1, &["нет человека с таким СНИЛС"]);
                }
                desk.refused(&with(unknown), 1, &[&format!("«{unknown}»"), near]);
                desk.refused(&with(" "), 1, &["не назван"]);
            }
        }
    }
    assert!(orgs >= 3 && people >= 5, "{orgs} commands name an organisation, {people} a person");
}

#[test]
fn a_name_may_be_short_where_it_is_one() {
    let desk = school();
    for name in ["1", "7707083893", "сош №8", "Спасское", "МБОУ \"СОШ № 8\" с.Спасское"]
    {
        assert!(desk.done(&format!("org show '{name}'")).out.contains("с. Спасское"), "{name}");
    }
    for name in ["3", "Кац", "лев", "КАЦ ЛЕВ МАРКОВИЧ"] {
        assert!(desk.done(&format!("org staff show '{name}'")).out.starts_with("Кац Лев Маркович"), "{name}");
    }
}

/// The program waits five seconds for another one that writes, and then gives up.
#[test]
fn a_locked_file_is_waited_for_and_then_told() {
    let desk = Desk::new();
    let other = desk.sql();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.done("org list");
    let start = std::time::Instant::now();
    // The file isn't read here: closing it would free the lock, which is this process's.
    let line = "org add 'Школа А' --kind школа";
    let waiting = format!("{line} --wait 4 --quiet");
    desk.run(&waiting).is_refusal(line, 4, &["база занята: с ней работает другая программа", "повторите"]);
    assert!(start.elapsed().as_secs() >= 4, "it has patience");
    other.execute_batch("ROLLBACK").unwrap();
    assert!(desk.rows("org list").is_empty());
    desk.done(line);
}

#[cfg(unix)]
mod unix {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(desk: &Desk, name: &str) -> u32 {
        fs::metadata(desk.path(name)).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn personal_data_are_for_the_owner_alone() {
        let desk = school().with([
            "org staff list --format excel --output staff.csv",
            "monitor indicators --format json --output figures.json",
            "monitor export --out files",
        ]);
        fs::write(desk.path("old.csv"), "old").unwrap();
        fs::set_permissions(desk.path("old.csv"), Permissions::from_mode(0o666)).unwrap();
        desk.done("org staff list --output old.csv");
        let exported = fs::read_dir(desk.path("files"))
            .unwrap()
            .map(|e| format!("files/{}", e.unwrap().file_name().to_string_lossy()));
        for name in ["nastavnik.db", "staff.csv", "figures.json", "old.csv"].map(Into::into).into_iter().chain(exported)
        {
            assert_eq!(mode(&desk, &name), 0o600, "{name}");
        }
    }

    /// Whoever runs as root writes anywhere: there is nothing to be seen then.
    #[test]
    fn what_may_not_be_written_is_told() {
        let desk = school();
        fs::create_dir(desk.path("closed")).unwrap();
        fs::set_permissions(desk.path("closed"), Permissions::from_mode(0o555)).unwrap();
        if fs::write(desk.path("closed/probe"), "").is_ok() {
            return;
        }
        desk.refused("--db closed/a.db org init --name Район", 4, &["нет прав"]);
        desk.refused("org list --output closed/a.csv", 4, &["нет прав"]);
        desk.refused("monitor export --out closed/files", 4, &["нет прав"]);
        desk.write("people.csv", "ФИО\n");
        fs::set_permissions(desk.path("people.csv"), Permissions::from_mode(0o000)).unwrap();
        desk.refused("org staff import people.csv", 1, &["нет прав на чтение файла"]);
        fs::set_permissions(desk.db(), Permissions::from_mode(0o444)).unwrap();
        desk.refused("org add 'Школа А' --kind школа", 4, &[]);
    }

    #[test]
    fn a_closed_pipe_ends_quietly() {
        let desk = Desk::example("spassky", "2022-09-08");
        for line in [
            "org staff list --format csv",
            "monitor explain S2 --format json",
            "org staff list",
            "org staff list --format excel",
        ] {
            let mut child = desk.command(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            drop(child.stdout.take());
            let output = child.wait_with_output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
            assert_eq!(output.status.code(), Some(0), "{line}");
        }
        // Talk that nobody hears changes nothing about the work done.
        let mut child = desk.command("org add 'Школа Б' --kind школа").stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stderr.take());
        assert_eq!(child.wait().unwrap().code(), Some(0));
        assert!(desk.done("org list").out.contains("Школа Б"));
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let desk = school();
    fs::create_dir(desk.path("folder")).unwrap();
    desk.refused("org list --output folder", 2, &["«folder» — папка, а нужно имя файла"]);
    desk.refused("org list --output нет/a.csv", 4, &["нет такого файла или папки"]);
    desk.write("file", "");
    desk.refused("monitor export --out file", 2, &["«file» — файл, а нужна папка"]);
    desk.refused("monitor export --out file/export", 4, &["не удалось создать папку"]);
}

/// What the imports below build upon.
fn ready() -> Desk {
    school().with([
        "org group add К1 Клуб --kind клуб",
        "pair create --number 1 --mentor Кац --mentee 'Иванова Анна Ильинична' --order-number 5 --order-date 01.09.2021",
        "program draft --number 1 --pair 1 --start 05.09.2021 --finish 31.05.2022",
    ])
}

/// The imports: the command, the header, a good row.
const IMPORTS: &[(&str, &str, &str)] = &[
    ("org import", "Наименование;Вид;Дата открытия;ИНН", "Школа А;школа;01.09.1990;7736050003"),
    (
        "org staff import",
        "ФИО;Дата рождения;Организация;Должность;Дата приёма",
        "Ким Вера Юрьевна;12.05.1990;СОШ № 8;учитель;01.09.2020",
    ),
    (
        "mentor import",
        "ФИО;Организация;Категория;Дата включения;Предельное число наставляемых",
        "Кац Лев Маркович;СОШ № 8;педагог;01.09.2021;3",
    ),
    ("org group import", "Код группы;Название;Вид группы;Сетевая", "К2;Клуб;клуб;да"),
    ("org group import", "Код группы;ФИО;Дата вступления;Дата выхода", "К1;Кац Лев Маркович;01.09.2021;31.05.2022"),
    (
        "pair import",
        "Номер пары;Наставник;Наставляемый;Вид;Номер приказа;Дата приказа",
        "2;Кац Лев Маркович;Иванова Анна Петровна;традиционное;5;01.09.2021",
    ),
    (
        "program import",
        "Номер программы;Номер пары;Начало;Окончание;Дата утверждения",
        "2;1;05.09.2021;31.05.2022;04.09.2021",
    ),
    ("monitor survey import", "Номер пары;Роль;Дата;Балл;Этап", "1;наставник;20.05.2022;8;выход"),
    ("org post import", "Должность;Педагогическая;Должность по номенклатуре", "завуч;нет;Заместитель"),
    ("org staff absence import", "ФИО;Вид отсутствия;С;По", "Кац Лев Маркович;длительный отпуск;01.09.2021;31.08.2022"),
    (
        "program need import",
        "Номер программы;Наставляемый;Дефицит;Способ выявления;Дата",
        "1;Иванова Анна Ильинична;Не умеет;урок;01.09.2021",
    ),
    (
        "org needs import",
        "Организация;ФИО;Причина;Дата;Снято",
        "СОШ № 8;Кац Лев Маркович;молодой специалист;01.09.2021;31.05.2022",
    ),
    ("pair meet import", "Номер пары;Дата;По графику;Форма;Тема", "1;12.10.2021;10.10.2021;очно;план урока"),
    (
        "pair agreement import",
        "Номер пары;Номер соглашения;Дата соглашения;Начало;Окончание",
        "1;7;31.08.2021;01.09.2021;31.05.2022",
    ),
    (
        "pair release import",
        "Номер пары;ФИО;Дата решения;С;По;Кто замещает",
        "1;Кац Лев Маркович;10.10.2021;12.10.2021;12.10.2021;Иванова",
    ),
    (
        "program task import",
        "Номер программы;Дефицит;Задача;Вид задачи;Поставлена;Срок;Выполнено",
        "1;;Вести журнал;;01.09.2021;30.09.2021;29.09.2021",
    ),
    ("program import", "Номер программы;Этап программы;Начало этапа;Окончание этапа", "1;подготовительный;01.09.2021;"),
    (
        "program measure import",
        "Номер программы;Показатель;Этап;Значение;Дата",
        "1;Успеваемость обучающихся;вход;72,5;01.09.2021",
    ),
    (
        "program correction import",
        "Номер программы;Дата;Что изменено;Причина",
        "1;10.10.2021;открытые уроки;итоги диагностики",
    ),
    (
        "org review import",
        "Организация;Предмет;Название;Представлено;Заключение;Дата заключения;Исправлено",
        "СОШ № 8;оценочные средства;Тест;01.09.2021;возвращено;05.09.2021;10.09.2021",
    ),
    (
        "pair tutor import",
        "Номер пары;ФИО;Дата включения тьютора;Дата выхода тьютора",
        "1;Иванова Анна Петровна;01.10.2021;31.05.2022",
    ),
    ("monitor target import", "Код показателя;Год;Вид организации;План, %", "N1;2025;школа;75,5"),
];

#[test]
fn every_import_of_the_tree_is_in_the_table() {
    for (path, _) in commands().into_iter().filter(|(path, _)| path.last().is_some_and(|last| last == "import")) {
        let path = path.join(" ");
        // Its rows are those of the others.
        if path == OF_WORKBOOKS {
            continue;
        }
        let at: Vec<_> = (0..IMPORTS.len()).filter(|at| IMPORTS[*at].0 == path).collect();
        assert!(!at.is_empty(), "{path}: add a good row to IMPORTS and flawed ones to FLAWED");
        assert!(at.iter().all(|at| FLAWED.iter().any(|(of, ..)| of == at)), "{path}: add flawed rows to FLAWED");
    }
}

#[test]
fn what_is_no_table_is_refused() {
    let desk = ready();
    fs::create_dir(desk.path("folder.csv")).unwrap();
    desk.write("empty.csv", "")
        .write("blank.csv", "\n \n\n")
        .write("signs.csv", ";;\n;;\n")
        .write("book.csv", b"PK\x03\x04\x14\x00\x06\x00");
    desk.write("zero.csv", b"a\0b\0").write("other.csv", "Показатель;Доля\nS2;44\n").write("doc.csv", b"%PDF-1.7");
    for (command, header, row) in IMPORTS {
        for (file, said) in [
            ("none.csv", "none.csv: нет такого файла"),
            ("folder.csv", "folder.csv: в папке нет таблиц"),
            ("empty.csv", "empty.csv: файл пуст"),
            ("blank.csv", "blank.csv: файл пуст"),
            ("signs.csv", "строка заголовков не найдена"),
            ("book.csv", "book.csv: "),
            ("doc.csv", "doc.csv: это документ PDF"),
            ("zero.csv", "нулевые байты"),
            ("other.csv", "строка заголовков не найдена"),
        ] {
            desk.refused(&format!("{command} {file}"), 1, &[said]);
        }
        // A header alone is a table without rows.
        desk.write("header.csv", format!("{header}\n"));
        assert!(desk.done(&format!("{command} header.csv")).err.contains("изменений нет"), "{command}");
        // The same good row from a file and from standard input.
        let piped = desk.fed(&format!("{command} - --dry-run"), &format!("{header}\n{row}\n"));
        assert_eq!(piped.code, 0, "{command}\n{piped:#?}");
        let short = row.rsplit_once(';').unwrap().0;
        desk.write("ragged.csv", format!("{header}\n{row}\n{short}\n"));
        let few = format!("ожидается {}; проверьте разделители", header.split(';').count());
        desk.refused(&format!("{command} ragged.csv"), 1, &["ragged.csv:3: в строке ", &few]);
    }
}

/// A good row first, then flawed ones: what is told of each, in the order of the lines.
const FLAWED: &[(usize, &str, &[&str])] = &[
    (
        18,
        "9;10.10.2021;уроки;итоги\n1;31.02.2021;;",
        &[
            "file.csv:3:1: «Номер программы»: «9» — нет программы с номером «9»",
            "file.csv:4:2: «Дата»: «31.02.2021» — такого дня нет в календаре",
            "file.csv:4:3: «Что изменено» — не заполнено",
            "file.csv:4:4: «Причина» — не заполнено",
        ],
    ),
    (
        19,
        "СОШ № 9;положение;;01.09.2021;;;\nСОШ № 8;стихи;;;;;\nСОШ № 8;положение;;01.09.2021;согласовано;31.08.2021;\n\
         СОШ № 8;положение;;01.09.2021;;;05.09.2021\nСОШ № 8;методические материалы;;01.09.2021;;;\n\
         СОШ № 8;программа;;01.09.2021;;;",
        &[
            "file.csv:3:1: «Организация»: «СОШ № 9» — ",
            "file.csv:4:2: «Предмет»: «стихи» — допустимо: дорожная карта, положение, программа",
            "file.csv:4:4: «Представлено» — не заполнено",
            "file.csv:5:6: «Дата заключения»: «31.08.2021» — заключение дано раньше, чем документ представлен",
            "file.csv:6: исправлено 05.09.2021 по рецензии, а заключения ещё нет",
            "file.csv:7:3: «Название» — не заполнено",
            "file.csv:8: ",
        ],
    ),
    (
        20,
        "9;Иванова Анна Петровна;01.10.2021;\n1;;01.10.2021;\n1;Иванова Анна Петровна;02.10.2022;01.10.2022\n\
         1;Иванова Анна Петровна;31.09.2022;\n1;Кац Лев Маркович;01.06.2022;\n1;Иванова Анна Петровна;01.09.2020;30.06.2021",
        &[
            "file.csv:3:1: «Номер пары»: «9» — нет пары с номером «9»",
            "file.csv:4:2: «ФИО» — не заполнено",
            "file.csv:5:4: «Дата выхода тьютора»: «01.10.2022» — тьютор вышел из пары раньше, чем включён в неё",
            "file.csv:6:3: «Дата включения тьютора»: «31.09.2022» — такого дня нет в календаре",
            "file.csv:7: тьютор пары — не её наставник и не её наставляемый (Ножай-Юрт, п. 5.2)",
            "file.csv:8: пара № 1 начата 01.09.2021: тьютора с 01.09.2020 в ней быть не может",
        ],
    ),
    (
        21,
        "Щ1;2025;школа;75\nN1;вчера;школа;75\nN1;2025;цирк;75\nN1;2025;детский сад;75\nN2;1999;;80\n;2025;;\nN2;2025;;101",
        &[
            "file.csv:3:1: «Код показателя»: «Щ1» — такого показателя нет; какие есть: nastavnik monitor passport",
            "file.csv:4:2: «Год»: «вчера» — ожидается целое число",
            "file.csv:5:3: «Вид организации»: «цирк» — допустимо: школа",
            "file.csv:6:3: «Вид организации»: «детский сад» — показатель не считает организации этого вида",
            "file.csv:7: год плана — от 2000 до 2100",
            "file.csv:8:1: «Код показателя» — не заполнено",
            "file.csv:8:4: «План, %» — не заполнено",
            "file.csv:9: план — от 0 до 100 процентов",
        ],
    ),
    (
        14,
        "9;Кац Лев Маркович;10.10.2021;12.10.2021;12.10.2021;Иванова\n1;;10.10.2021;12.10.2021;12.10.2021;Иванова\n\
         1;Кац Лев Маркович;13.10.2021;12.10.2021;11.10.2021;\n1;Кац Лев Маркович;;31.02.2021;12.10.2021;Иванова",
        &[
            "file.csv:3:1: «Номер пары»: «9» — нет пары с номером «9»",
            "file.csv:4:2: «ФИО» — не заполнено",
            "file.csv:5:4: «С»: «12.10.2021» — освобождение начинается раньше, чем принято решение (Ножай-Юрт, п. 1.7)",
            "file.csv:5:5: «По»: «11.10.2021» — освобождение кончается раньше, чем начинается",
            "file.csv:5:6: «Кто замещает» — не заполнено",
            "file.csv:6:3: «Дата решения» — не заполнено",
            "file.csv:6:4: «С»: «31.02.2021» — такого дня нет в календаре",
        ],
    ),
    (
        17,
        "9;Срок адаптации;вход;3;01.09.2021\n1;Сон;вход;3;01.09.2021\n1;;середина;много;31.09.2021\n1;Срок адаптации;;;01.09.2031\n\
         1;Успеваемость обучающихся;выход;80;31.08.2021",
        &[
            "file.csv:3:1: «Номер программы»: «9» — нет программы с номером «9»",
            "file.csv:4:2: «Показатель»: «Сон» — такого показателя нет: его нужно сначала завести",
            "file.csv:5:2: «Показатель» — не заполнено",
            "file.csv:5:3: «Этап»: «середина» — допустимо: вход, выход",
            "file.csv:5:4: «Значение»: «много» — ожидается число, не больше двух знаков после запятой",
            "file.csv:5:5: «Дата»: «31.09.2021» — такого дня нет в календаре",
            "file.csv:6:3: «Этап» — не заполнено",
            "file.csv:6:4: «Значение» — не заполнено",
            "file.csv:6:5: «Дата»: «01.09.2031» — дата в будущем",
            "file.csv:7: замер на выходе 31.08.2021 раньше замера на входе 01.09.2021 (Ножай-Юрт, п. 7.2)",
        ],
    ),
    (
        16,
        "9;подготовительный;01.09.2021;\n1;первый;31.09.2021;скоро\n1;;;\n1;проектировочный;02.10.2021;01.10.2021\n1;реализационный;01.11.2021;\n\
         1;проектировочный;31.08.2021;",
        &[
            "file.csv:3:1: «Номер программы»: «9» — нет программы с номером «9»",
            "file.csv:4:2: «Этап программы»: «первый» — допустимо: подготовительный, проектировочный, реализационный",
            "file.csv:4:3: «Начало этапа»: «31.09.2021» — такого дня нет в календаре",
            "file.csv:4:4: «Окончание этапа»: «скоро» — ожидается дата",
            "file.csv:5:2: «Этап программы» — не заполнено",
            "file.csv:5:3: «Начало этапа» — не заполнено",
            "file.csv:6:4: «Окончание этапа»: «01.10.2021» — этап закончился раньше, чем начался",
            "file.csv:7: программа 1: этап «реализационный» — после этапа «проектировочный», а он не отмечен",
            "file.csv:8: программа 1: этап «проектировочный» с 31.08.2021, а этап «подготовительный» с 01.09.2021",
        ],
    ),
    (
        15,
        "9;;Читать;;;;\n1;Не умеет;Читать;;;;\n1;;;игра;31.09.2021;скоро;31.09.2021\n1;;Читать;;02.09.2021;;01.09.2021\n1;;Читать;;02.09.2021;01.09.2021;",
        &[
            "file.csv:3:1: «Номер программы»: «9» — нет программы с номером «9»",
            "file.csv:4:2: «Дефицит»: «Не умеет» — такой дефицит этого наставляемого в программе не записан",
            "file.csv:5:3: «Задача» — не заполнено",
            "file.csv:5:4: «Вид задачи»: «игра» — допустимо: задача, курсы, семинар",
            "file.csv:5:5: «Поставлена»: «31.09.2021» — такого дня нет в календаре",
            "file.csv:5:6: «Срок»: «скоро» — ожидается дата",
            "file.csv:5:7: «Выполнено»: «31.09.2021» — такого дня нет в календаре",
            "file.csv:6:7: «Выполнено»: «01.09.2021» — задача выполнена раньше, чем поставлена",
            "file.csv:7: срок задачи 01.09.2021 истекает раньше, чем она поставлена: 02.09.2021",
        ],
    ),
    (
        10,
        "9;;Не умеет;;\n1;Кац Лев Маркович;;догадка;31.09.2021\n;;Не умеет;;\n1;Ким;Не умеет;;скоро",
        &[
            "file.csv:3:1: «Номер программы»: «9» — нет программы с номером «9»",
            "file.csv:4:3: «Дефицит» — не заполнено",
            "file.csv:4:4: «Способ выявления»: «догадка» — допустимо: посещённый урок, анкета, диагностика",
            "file.csv:4:5: «Дата»: «31.09.2021» — такого дня нет в календаре",
            "file.csv:5:1: «Номер программы» — не заполнено",
            "file.csv:6:5: «Дата»: «скоро» — ожидается дата",
            "file.csv:6:2: «Наставляемый»: «Ким» — ожидаются фамилия, имя и отчество",
        ],
    ),
    (
        11,
        "СОШ № 8;Кац Лев Маркович;лень;31.02.2021;\nСОШ № 9;Кац Лев Маркович;;;\n;Кац Лев Маркович;по желанию;01.09.2022;31.08.2022\n\
         СОШ № 8;Кац Лев Маркович;дефициты;31.05.2022;\nСОШ № 8;Никто Нил Нилович;дефициты;01.09.2021;",
        &[
            "file.csv:3:3: «Причина»: «лень» — допустимо: молодой специалист, новое место или должность, после перерыва",
            "file.csv:3:4: «Дата»: «31.02.2021» — такого дня нет в календаре",
            "file.csv:4:3: «Причина» — не заполнено",
            "file.csv:4:4: «Дата» — не заполнено",
            "file.csv:4:1: «Организация»: «СОШ № 9» — нет организации «СОШ № 9»",
            "file.csv:5:5: «Снято»: «31.08.2022» — дата снятия с перечня раньше даты включения",
            "file.csv:6: в эти дни уже в перечне этой организации: № 1, с 01.09.2021 по 31.05.2022",
            "file.csv:7: нет человека «Никто Нил Нилович»",
        ],
    ),
    (
        12,
        "1;12.11.2050;;во сне;\n;31.02.2022;;;\n2;12.10.2021;;;\n1;;;очно;\n1;31.08.2021;;;\n1;;30.08.2021;;\n1;13.10.2021;10.10.2021;;",
        &[
            "file.csv:3:2: «Дата»: «12.11.2050» — встреча ещё не состоялась: заранее назначенный день пишут в столбец «По графику»",
            "file.csv:3:4: «Форма»: «во сне» — допустимо: очно, дистанционно",
            "file.csv:4:1: «Номер пары» — не заполнено",
            "file.csv:4:2: «Дата»: «31.02.2022» — такого дня нет в календаре",
            "file.csv:5:1: «Номер пары»: «2» — нет пары с номером «2»",
            "file.csv:6:2: «Дата» — не заполнено: нужна дата встречи или её день по графику",
            "file.csv:7: встреча 31.08.2021: пара № 1 действует с 01.09.2021",
            "file.csv:8: встреча 30.08.2021: пара № 1 действует с 01.09.2021",
            "file.csv:9: встреча пары № 1 по графику на 10.10.2021 уже записана: № 1, состоялась 12.10.2021",
        ],
    ),
    (
        13,
        "9;8;31.08.2021;;\n;8;31.08.2021;;\n1;8;31.02.2021;01.09.2021;31.08.2021\n1;8;;;",
        &[
            "file.csv:3:1: «Номер пары»: «9» — нет пары с номером «9»",
            "file.csv:4:1: «Номер пары» — не заполнено",
            "file.csv:5:3: «Дата соглашения»: «31.02.2021» — такого дня нет в календаре",
            "file.csv:5:5: «Окончание»: «31.08.2021» — соглашение кончается раньше, чем начинается",
            "file.csv:6: нет ни даты соглашения, ни основания, по которому оно не требуется",
        ],
    ),
    (
        9,
        "Кац Лев Маркович;отпуск;31.02.2021;31.08.2022\nКац Лев Маркович;;;31.08.2032\n;иное;01.09.2019;31.08.2019\n\
         Кац Лев Маркович;иное;01.08.2022;",
        &[
            "file.csv:3:2: «Вид отсутствия»: «отпуск» — допустимо: отпуск по уходу за ребёнком, длительный отпуск, военная",
            "file.csv:3:3: «С»: «31.02.2021» — такого дня нет в календаре",
            "file.csv:4:2: «Вид отсутствия» — не заполнено",
            "file.csv:4:3: «С» — не заполнено",
            "file.csv:4:4: «По»: «31.08.2032» — дата больше чем на пять лет впереди",
            "file.csv:5:4: «По»: «31.08.2019» — отсутствие закончилось раньше, чем началось",
            "file.csv:6: в эти дни уже записано другое отсутствие: № 1, длительный отпуск с 01.09.2021 по 31.08.2022",
        ],
    ),
    (
        8,
        ";да;\nкоординатор;наверно;слон",
        &[
            "file.csv:3:1: «Должность» — не заполнено",
            "file.csv:4:2: «Педагогическая»: «наверно» — ожидается да или нет",
            "file.csv:4:3: «Должность по номенклатуре»: «слон» — такой должности в номенклатуре нет",
        ],
    ),
    (
        0,
        ";школа;;\nШкола Б;цирк;31.02.1990;770708389\n\"Школа\nВ\";школа;скоро;\nШкола Г;школа;01.01.2050;",
        &[
            "file.csv:3:1: «Наименование» — не заполнено",
            "file.csv:4:2: «Вид»: «цирк» — допустимо: школа",
            "file.csv:4:3: «Дата открытия»: «31.02.1990» — такого дня нет в календаре",
            "file.csv:4:4: «ИНН»: «770708389» — в ИНН 10 или 12 цифр, а здесь 9",
            "file.csv:5:3: «Дата открытия»: «скоро» — ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД",
            "file.csv:7:3: «Дата открытия»: «01.01.2050» — дата больше чем на год впереди",
        ],
    ),
    (
        1,
        "Ким В. Ю.;12.05.2090;СОШ № 8;;32.09.2020\nКим Вера;;СОШ № 9;учитель;01.09.2020\nКим Вера;;;учитель;\nКим;;СОШ № 8;учитель;01.09.2020",
        &[
            "file.csv:3:2: «Дата рождения»: «12.05.2090» — дата в будущем",
            "file.csv:3:1: «ФИО»: «Ким В. Ю.» — инициалы не годятся",
            "file.csv:3:4: «Должность» — не заполнено",
            "file.csv:3:5: «Дата приёма»: «32.09.2020» — такого дня нет в календаре",
            "file.csv:4:3: «Организация»: «СОШ № 9» — нет организации «СОШ № 9»; похожее наименование",
            "file.csv:5:5: «Дата приёма» — не заполнено",
            "file.csv:5: не указана организация",
            "file.csv:6:1: «ФИО»: «Ким» — ожидаются фамилия, имя и отчество",
        ],
    ),
    (
        2,
        "Никто Нигде;;друг;01.09.2021;много\nНикто Нигде Никогда;;педагог;01.09.2021;\nКац Лев Маркович;СОШ № 18;;01.09.2021;\nКац Лев Маркович;;;;",
        &[
            "file.csv:3:3: «Категория»: «друг» — допустимо: педагог, предприятие, студент, обучающийся",
            "file.csv:3:5: «Предельное число наставляемых»: «много» — ожидается целое число",
            "file.csv:4: нет человека «Никто Нигде Никогда»",
            "file.csv:5: нет человека «Кац Лев Маркович» среди сотрудников этой организации",
            "file.csv:6:4: «Дата включения» — не заполнено",
        ],
    ),
    (
        3,
        "К3;;клуб;может\n;Клуб;клуб;\nК4;Клуб;кружок;",
        &[
            "file.csv:3:2: «Название» — не заполнено",
            "file.csv:3:4: «Сетевая»: «может» — ожидается да или нет",
            "file.csv:4:1: «Код группы» — не заполнено",
            "file.csv:5: вида группы «кружок» нет; есть: методическое объединение",
        ],
    ),
    (
        4,
        "К9;Кац Лев Маркович;01.09.2021;\nК1;Никто Нигде;31.09.2021;скоро\nК1;;01.09.2021;\nК1;Кац Лев Маркович;01.09.2023;31.08.2023",
        &[
            "file.csv:3: нет группы с кодом «К9»",
            "file.csv:4:3: «Дата вступления»: «31.09.2021» — такого дня нет в календаре",
            "file.csv:4:4: «Дата выхода»: «скоро» — ожидается дата",
            "file.csv:5: участник не указан",
            "file.csv:6:4: «Дата выхода»: ",
        ],
    ),
    (
        5,
        ";Кац Лев Маркович;Иванова Анна Петровна;;;\n3;Никто Нигде;Иванова Анна Петровна;;;\n4;Кац Лев Маркович;Иванова Анна Петровна;медленное;;скоро\n\
         5;Кац Лев Маркович;Кац Лев Маркович;;;\n2;Иванова Анна Петровна;Иванова Анна Ильинична;;;",
        &[
            "file.csv:3:1: «Номер пары» — не заполнено",
            "file.csv:4: наставник: нет человека «Никто Нигде»",
            "file.csv:5:4: «Вид»: «медленное» — допустимо: традиционное",
            "file.csv:5:6: «Дата приказа»: «скоро» — ожидается дата",
            "file.csv:6: наставник и наставляемый — один человек",
            "file.csv:7: строки пары 2 расходятся: поле «Наставник» не такое, как в строке 2",
        ],
    ),
    (
        6,
        "3;;05.09.2021;31.05.2022;\n4;9;05.09.2021;31.05.2022;\n5;1;05.09.2021;06.09.2021;\n6;1;31.09.2021;;да\n7;1;05.09.2021;04.09.2021;",
        &[
            "file.csv:3:2: «Номер пары» — программа утверждается для пары или группы",
            "file.csv:4:2: «Номер пары»: «9» — нет пары с номером «9»",
            "file.csv:5: программа 5: с 05.09.2021 по 06.09.2021 — программа рассчитана на срок от 3 месяцев до 1 года",
            "file.csv:6:3: «Начало»: «31.09.2021» — такого дня нет в календаре",
            "file.csv:6:4: «Окончание» — не заполнено",
            "file.csv:6:5: «Дата утверждения»: «да» — ожидается дата",
            "file.csv:7: программа 7: окончание 04.09.2021 раньше начала 05.09.2021",
        ],
    ),
    (
        7,
        "9;наставник;20.05.2022;8;\n1;друг;20.05.2032;11;середина\n1;;;;",
        &[
            "file.csv:3:1: «Номер пары»: «9» — нет пары с номером «9»",
            "file.csv:4:2: «Роль»: «друг» — допустимо: наставник, наставляемый",
            "file.csv:4:3: «Дата»: «20.05.2032» — дата в будущем",
            "file.csv:4:4: «Балл»: «11» — ожидается целое число от 0 до 10",
            "file.csv:4:5: «Этап»: «середина» — допустимо: вход, выход",
            "file.csv:5:2: «Роль» — не заполнено",
            "file.csv:5:3: «Дата» — не заполнено",
            "file.csv:5:4: «Балл» — не заполнено",
        ],
    ),
];

#[test]
fn all_defects_of_a_file_are_told_at_once() {
    let desk = ready();
    for (import, rows, told) in FLAWED {
        let (command, header, good) = IMPORTS[*import];
        desk.write("file.csv", format!("{header}\n{good}\n{rows}\n"));
        for dry in ["", " --dry-run", " --quiet"] {
            let said = desk.refused(&format!("{command} file.csv{dry}"), 1, told);
            let count = told.len();
            assert!(
                said.err.contains(&format!("file.csv: {count} ошиб")),
                "{command}: not {count} defects\n{}",
                said.err
            );
        }
        // The good row alone goes in.
        desk.write("good.csv", format!("{header}\n{good}\n"));
        assert!(desk.done(&format!("{command} good.csv")).err.contains("1 новая запись"), "{command}");
    }
}

/// What is done, refused and misspelt, each with its code (docs/definitions.md).
#[test]
fn the_exit_code_says_who_must_act() {
    let desk = school();
    for (line, code) in [
        ("org list", 0),
        ("--help", 0),
        ("--version", 0),
        ("monitor indicators", 0),
        ("monitor indicators --fail-below N3 --period 2024", 3),
        ("monitor indicators --fail-below S2", 0),
        ("org show 99", 1),
        ("monitor indicators --period 2025", 1),
        ("org", 2),
        ("", 2),
        ("org lst", 2),
        ("org list --format xml", 2),
        ("monitor indicators Z9", 2),
        ("monitor indicators --regulation none", 2),
        ("monitor indicators --period 24", 2),
        ("monitor indicators --period 2024 --as-of 01.01.2024", 2),
        ("org show 1 2", 2),
        ("--db none.db org list", 4),
    ] {
        let told = desk.run(line);
        assert_eq!(told.code, code, "{line}\n{told:#?}");
        assert_eq!(told.code == 0 || told.code == 3, !told.out.is_empty() && told.err.is_empty(), "{line}\n{told:#?}");
    }
}
