//! Values that mean no good: in through every door, out through every format, and nobody obeys them.

use std::fs;

use super::workbooks::is_of_several;
use crate::common::paper::paragraphs;
use crate::common::workbook::{agree, sheets};
use crate::common::{Desk, Told};

/// What strangers put into cells: formulas, orders to a terminal, signs that hide or turn the line, SQL, paths.
const HOSTILE: &[&str] = &[
    "=1+1",
    "+7 900",
    "-5 этаж",
    "@SUM(A1)",
    "\t=1",
    "\r\n=cmd|'/c calc'!A1",
    "=HYPERLINK(\"http://x.example\";\"y\")",
    "а;=1+1;б",
    "＝1＋1",
    "＠SUM",
    "－1",
    " =1",
    "\"=1\"",
    "'=1",
    "''=1",
    "\u{1b}[31mкрасный\u{1b}[0m",
    "\u{1b}]0;title\u{7}хвост",
    "бой\u{9b}2J\u{7f}",
    "\u{202e}тёрвоп",
    "из\u{2066}оля\u{2069}ция",
    "ноль\u{200b}ширины\u{200d}",
    "мяг\u{ad}кий",
    "\u{61c}метка\u{200f}",
    "тег\u{e0041}\u{e007f}",
    "вар\u{fe0f}иант\u{e0100}",
    "анно\u{fff9}тация\u{fffb}",
    "стро\u{2028}ка\u{2029}",
    "хан\u{3164}гыль",
    "'; DROP TABLE people; --",
    "x\" OR 1=1 --",
    "%_*?[a]",
    "../../../etc/passwd",
    "..\\..\\windows",
    "/tmp/nastavnik-hostile",
    "C:\\nastavnik",
    "CON",
    "$(touch pwned)`touch pwned`",
    "{0}%s%n\\x41",
];

/// Whether a terminal obeys a sign or hides it: the test's own list.
fn is_bad(c: char) -> bool {
    (c.is_control() && c != '\n')
        || "\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{3164}\u{feff}\u{fffa}".contains(c)
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn check_terminal(what: &str, text: &str) {
    let bad: Vec<_> = text.chars().filter(|c| is_bad(*c)).collect();
    assert!(bad.is_empty(), "{what}: {bad:?}\n{text:?}");
}

/// Runs a command line with words that no quoting changes.
fn run(desk: &Desk, line: &str, words: &[&str]) -> Told {
    let told = Told::of(desk.command(line).args(words));
    check_terminal(&format!("{line} {words:?}"), &told.err);
    assert!([0, 1, 2].contains(&told.code), "{line} {words:?}: {told:?}");
    told
}

/// A table as a file, every cell in quotes.
fn table(header: &str, rows: &[Vec<String>]) -> String {
    let quoted = |cells: &[String]| {
        cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(";") + "\n"
    };
    let header: Vec<_> = header.split('|').map(str::to_owned).collect();
    quoted(&header) + &rows.iter().map(|row| quoted(row)).collect::<String>()
}

fn base() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа --inn 7707083893",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2015 --snils 11223344595",
        "org staff add 'Петров Пётр' --org 1 --post учитель --hired 01.09.2018 --born 03.02.1996",
        "pair create --number 1 --mentor Иванова --mentee Петров --order-number 1 --order-date 01.09.2020",
        "pair agreement add 1 --date 31.08.2020",
        "org staff add 'Ким Ян' --org 1 --post учитель --hired 01.09.2018",
        "pair join 1 Ким --as тьютор --date 01.09.2020",
        "pair release add 1 Иванова --date 01.10.2020 --from 02.10.2020 --substitute Ким",
        "program draft --number 1 --pair 1 --start 01.09.2020 --finish 31.05.2021",
        "org group add К Клуб --kind клуб",
        "org review add программа --program 1 --date 01.09.2020",
        "org needs add Петров --org 1 --need дефициты --date 01.09.2020",
        "org needs add Иванова --org 1 --need дефициты --date 01.09.2020",
    ])
}

/// Everything that can be typed, with every value; returns how much was taken.
fn type_all(desk: &Desk) -> usize {
    let mut taken = 0;
    for (n, value) in HOSTILE.iter().enumerate() {
        let with = |option: &str| format!("--{option}={value}");
        let number = format!("--number={n}{value}");
        let lines: &[(&str, &[&str])] = &[
            (
                "org add --kind школа",
                &[&with("short"), &with("address"), &with("head"), &with("site"), &with("municipality"), "--", value],
            ),
            ("org edit 1", &[&with("head"), &with("address")]),
            ("org adopt 1 --order-date 01.09.2021", &[&with("results"), &with("order-number")]),
            ("org adopt 1", &[&with("curator"), "--correct", "--curator-date=01.09.2021"]),
            ("org staff add --org 1 --hired 01.09.2020 --post учитель", &["--", value]),
            ("org staff edit Петров", &[&with("subject"), &with("number"), &with("post"), &with("reason")]),
            ("mentor add Иванова --date 01.09.2020", &[&with("subject")]),
            ("mentor retire Иванова --date 01.10.2020", &[]),
            ("org needs edit 1", &[&with("subject")]),
            ("org post set --pedagogical да", &["--", value]),
            ("org group add --kind клуб", &["--", value, value]),
            ("org group kind", &["--", value]),
            ("pair form", &["--", value]),
            (
                "pair create --mentor Иванова --mentee Петров --order-date 01.09.2020",
                &[&number, &with("basis"), &with("order-number"), &with("despite")],
            ),
            ("pair meet add 1 --date 01.10.2020", &[&with("topic"), &with("lesson"), &with("minutes")]),
            ("pair close --date 01.09.2021", &[&with("reason"), "--", &format!("{n}{value}")]),
            ("pair release edit 1", &[&with("number"), &with("substitute"), &with("purpose")]),
            ("pair agreement edit 1", &[&with("number"), &with("content"), &with("form"), &with("pay")]),
            ("program need add 1", &["--", value]),
            ("program measure kind --direction рост", &[&with("unit"), "--", value]),
            ("program correction add 1 --date 01.10.2020", &[&with("reason"), "--", value]),
            ("org review edit 1", &[&with("title"), &with("remarks"), &with("expert")]),
            ("program edit 1", &[&with("goals"), &with("directions"), &with("resources"), &with("strengths")]),
            ("program task add 1", &[&with("responsible"), "--", value]),
            ("program task done 1 --date 01.10.2020", &[&with("result")]),
            (
                "program draft --pair 1 --start 01.09.2020 --finish 01.10.2020",
                &[&number, &with("title"), &with("reason")],
            ),
        ];
        for (line, words) in lines {
            // The doors are many and alike: each value goes through every fourth one, an organisation's and a pair's always.
            let is_turn =
                (n + line.len()).is_multiple_of(4) || line.starts_with("org add") || line.starts_with("pair c");
            taken += usize::from(is_turn && run(desk, line, words).code == 0);
        }
    }
    taken
}

/// The cells of a row that carries a value; its number tells one row from another.
type RowOf<'a> = &'a dyn Fn(usize, &str) -> Vec<String>;

/// A file of each kind with every value in every text cell; the words behind the command are those of a dry run or not.
fn import_all(desk: &Desk, options: &str) {
    let kinds: &[(&str, &str, RowOf<'_>)] = &[
        (
            "org import",
            "Наименование|Краткое наименование|Вид|Адрес|Руководитель|Сайт",
            &|n, v| vec![format!("{v}{n}"), format!("{v} {n}"), "школа".into(), v.into(), v.into(), v.into()],
        ),
        ("org import", "Наименование|Вид", &|_, v| vec![v.into(), v.into()]),
        (
            "org staff import",
            "ФИО|Организация|Должность|Предмет|Табельный номер|Дата приёма",
            &|n, v| {
                vec!["Ким Анна".into(), "СОШ № 1".into(), v.into(), v.into(), format!("{v}-{n}"), "01.09.2020".into()]
            },
        ),
        (
            "org staff import",
            "ФИО|Организация|Должность|Дата приёма|СНИЛС",
            &|_, v| vec![v.into(), v.into(), v.into(), v.into(), v.into()],
        ),
        ("mentor import", "ФИО|СНИЛС|Предмет|Дата включения", &|_, v| {
            vec!["Иванова Анна Ильинична".into(), "112-233-445 95".into(), v.into(), "01.09.2022".into()]
        }),
        ("mentor import", "ФИО|Категория|Дата включения", &|_, v| {
            vec![v.into(), v.into(), v.into()]
        }),
        ("org group import", "Код группы|Название|Вид группы", &|n, v| {
            vec![format!("{v}/{n}"), v.into(), "клуб".into()]
        }),
        ("org group import", "Код группы|ФИО|Дата вступления", &|_, v| {
            vec![v.into(), v.into(), v.into()]
        }),
        (
            "pair import",
            "Номер пары|СНИЛС наставника|Наставляемый|Форма|Номер приказа|Дата приказа|Основание",
            &|n, v| {
                let mentee = "Петров Пётр".into();
                vec![
                    format!("ф{n}{v}"),
                    "11223344595".into(),
                    mentee,
                    String::new(),
                    v.into(),
                    "01.09.2021".into(),
                    v.into(),
                ]
            },
        ),
        ("pair import", "Номер пары|Наставник|Наставляемый|Форма", &|_, v| {
            vec![v.into(); 4]
        }),
        (
            "program import --reason так",
            "Номер программы|Номер пары|Название|Начало|Окончание",
            &|n, v| vec![format!("ф{n}{v}"), "1".into(), v.into(), "01.09.2021".into(), "01.11.2021".into()],
        ),
        ("program import", "Номер программы|Номер пары|Начало|Окончание", &|_, v| vec![v.into(); 4]),
        (
            "monitor survey import",
            "Номер пары|Роль|Дата|Балл|=1+1\u{202e} вопрос\u{1b}[1m",
            &|n, v| {
                vec![
                    "1".into(),
                    "наставник".into(),
                    format!("{:02}.{:02}.2022", n % 28 + 1, n / 28 + 1),
                    "9".into(),
                    v.into(),
                ]
            },
        ),
        (
            "program need import",
            "Номер программы|Дефицит|Способ выявления",
            &|_, v| vec!["1".into(), v.into(), String::new()],
        ),
        ("program need import", "Номер программы|Наставляемый|Дефицит", &|_, v| {
            vec![v.into(); 3]
        }),
        ("monitor survey import", "Номер пары|Роль|Дата|Балл", &|_, v| vec![v.into(); 4]),
        (
            "program measure import",
            "Номер программы|Показатель|Этап|Значение|Дата",
            &|_, v| vec!["1".into(), v.into(), "вход".into(), v.into(), "01.10.2020".into()],
        ),
        (
            "program correction import",
            "Номер программы|Дата|Что изменено|Причина",
            &|_, v| vec!["1".into(), "01.10.2020".into(), v.into(), v.into()],
        ),
        (
            "org review import",
            "Организация|Предмет|Название|Представлено|Эксперт|Замечания",
            &|_, v| vec!["СОШ № 1".into(), "положение".into(), v.into(), "01.10.2020".into(), v.into(), v.into()],
        ),
        (
            "program task import",
            "Номер программы|Задача|Ответственный|Результат",
            &|_, v| vec!["1".into(), v.into(), v.into(), v.into()],
        ),
    ];
    for (at, (command, header, row)) in kinds.iter().enumerate() {
        let rows: Vec<_> = HOSTILE.iter().enumerate().map(|(n, value)| row(n, value)).collect();
        let file = format!("файл{at}.csv");
        desk.write(&file, table(header, &rows));
        for format in ["table", ["csv", "excel", "json"][at % 3]] {
            let line = format!("{command} {file} {options} --format {format}");
            let told = Told::of(&mut desk.command(&line));
            assert!([0, 1, 3].contains(&told.code), "{line}: {told:?}");
            check_terminal(&line, &told.err);
            check_output(&line, format, &told.out);
            if !options.contains("--dry-run") {
                break;
            }
        }
    }
}

/// What every format keeps to.
fn check_output(line: &str, format: &str, out: &str) {
    match format {
        "table" | "json" | "html" => check_terminal(line, out),
        "excel" => check_excel(line, out.as_bytes()),
        _ => {}
    }
}

/// No cell that a spreadsheet would run, the headings among them.
fn check_excel(what: &str, bytes: &[u8]) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    for row in reader(bytes, b';').records() {
        for cell in &row.unwrap() {
            let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || is_bad(c));
            let is_number = seen.parse::<i64>().is_ok();
            assert!(is_number || !seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{what}: {cell:?}");
            assert!(!cell.starts_with(['\t', '\r', '\n']), "{what}: {cell:?}");
        }
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(bytes)
}

/// The lists and cards, once each kind of thing is there.
fn outputs(desk: &Desk) -> Vec<String> {
    let mut lines: Vec<String> = [
        "org list --all",
        "org show",
        "org staff list --all",
        "org staff show Петров",
        "org staff show Иванова",
        "org staff absence list --all",
        "org needs list --all",
        "org post list",
        "monitor target list",
        "monitor gap --all",
        "monitor trend N1",
        "monitor setting list",
        "org group list",
        "org group show К",
        "org group kind",
        "org history",
        "org history --of org:1",
        "org history --of person:Петров",
        "mentor list --all",
        "mentor show Иванова",
        "pair list --all",
        "pair list --all --by-mentee",
        "pair show 1",
        "pair meet list",
        "pair meet show 1",
        "pair form",
        "pair suggest",
        "pair print order --org 1 --order 1 --date 01.09.2020",
        "pair print consent 1 --all",
        "mentor portfolio Иванова",
        "pair release list",
        "pair tutor list --all",
        "pair agreement list",
        "pair agreement show 1",
        "pair print agreement 1 --all",
        "pair print release 1 --all",
        "program list",
        "program list --by-mentee",
        "program show 1",
        "program need list",
        "program need show 1",
        "program task list",
        "program task show 1",
        "program route",
        "program schedule --period 2020-2021",
        "program print 1",
        "program measure kind",
        "program correction list",
        "program correction show 1",
        "org review list",
        "org review show 1",
        "monitor effect",
        "program stage",
        "monitor check --fail-on error",
        "monitor check waivers",
        "monitor survey show",
        "monitor indicators --by org",
        "monitor indicators --by municipality",
        "monitor explain S1",
        "monitor explain S8",
        "monitor explain P3",
    ]
    .map(str::to_owned)
    .into();
    let last = desk.rows("org list --all").len();
    lines.extend((1..=last).step_by(29).map(|id| format!("org show {id}")));
    lines
}

/// The cells of a column as the database has them, in the order of their ids.
fn stored(desk: &Desk, sql: &str) -> Vec<String> {
    let connection = desk.sql();
    let mut statement = connection.prepare(sql).unwrap();
    let mut all: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    all.sort();
    all
}

#[test]
fn whatever_is_entered_nobody_obeys_it() {
    let desk = base();
    let taken = type_all(&desk);
    assert!(taken > 5 * HOSTILE.len(), "the values don't get in: {taken}");
    import_all(&desk, "--dry-run");
    import_all(&desk, "--accept-valid");
    // Programs read every line; people see it in two of the other formats, by turns.
    for (turn, line) in outputs(&desk).into_iter().enumerate() {
        let mut cells = Vec::new();
        for format in ["csv", "json", ["table", "excel", "html"][turn % 3]] {
            let told = desk.done(&format!("{line} --format {format}"));
            check_terminal(&line, &told.err);
            check_output(&format!("{line} --format {format}"), format, &told.out);
            cells.push(told.out);
        }
        if turn % 2 == 1 {
            desk.done(&format!("{line} --output документ.docx"));
            // A tab parts the ends of a line that the document has of its own.
            check_terminal(&line, &paragraphs(&desk.path("документ.docx")).join("\n").replace('\t', " "));
            fs::remove_file(desk.path("документ.docx")).unwrap();
        // A workbook says what the text for Excel says, and none of it is a formula.
        } else if is_of_several(&line) {
            desk.done(&format!("{line} --output книга.xlsx"));
            assert!(sheets(&desk.path("книга.xlsx")).len() > 1, "{line}");
        } else {
            assert!(agree(&desk, &line).is_some(), "{line}");
        }
        // What one program reads another reads too.
        let csv: Vec<csv::StringRecord> = reader(cells[0].as_bytes(), b',').records().map(Result::unwrap).collect();
        let json: Vec<serde_json::Value> = match serde_json::from_str(&cells[1]).unwrap() {
            serde_json::Value::Array(rows) => rows,
            // A card tells programs fields and people sentences.
            card => {
                assert!(card.as_object().is_some_and(|card| !card.is_empty()), "{line}: {card}");
                continue;
            }
        };
        assert_eq!(csv.len() - 1, json.len(), "{line}");
        for (row, object) in csv[1..].iter().zip(&json) {
            for (name, cell) in csv[0].iter().zip(row) {
                if let serde_json::Value::String(text) = &object[name] {
                    assert_eq!(text, cell, "{line}: {name}");
                }
            }
        }
    }
    // Programs get what is stored, sign by sign.
    for (line, column, sql) in [
        ("org list --all", "name", "SELECT name FROM orgs"),
        ("org list --all", "head", "SELECT ifnull(head, '') FROM orgs"),
        ("org list --all", "address", "SELECT ifnull(address, '') FROM orgs"),
        ("org group list", "title", "SELECT title FROM groups"),
        ("pair list --all", "number", "SELECT number FROM pairs"),
        ("pair list --all --by-mentee", "basis", "SELECT ifnull(basis, '') FROM pairs"),
        ("program list", "title", "SELECT ifnull(title, '') FROM programs"),
    ] {
        let told = desk.done(&format!("{line} --format csv")).out;
        let rows: Vec<csv::StringRecord> = reader(told.as_bytes(), b',').records().map(Result::unwrap).collect();
        let at = rows[0].iter().position(|name| name == column).unwrap();
        let mut cells: Vec<_> = rows[1..].iter().map(|row| row[at].to_owned()).collect();
        cells.sort();
        assert_eq!(cells, stored(&desk, sql), "{line}: {column}");
        assert!(cells.iter().any(|cell| cell.contains('=')), "{line}: {column}: nothing hostile came so far");
    }
    // Nothing ran, nothing lies anywhere, all tables are there.
    let files = desk.files();
    assert!(files.iter().all(|file| file.starts_with("файл") || file.starts_with("nastavnik.db")), "{files:?}");
    assert!(!std::path::Path::new("/tmp/nastavnik-hostile").exists());
    assert_eq!(stored(&desk, "PRAGMA integrity_check"), ["ok"]);
}

/// An export for Excel that is imported again brings the very values, formulas or not.
#[test]
fn what_excel_is_kept_from_comes_back() {
    let old = base();
    for (n, value) in HOSTILE.iter().enumerate() {
        let name = format!("Школа № {n}");
        run(&old, "org add --kind школа", &[&format!("--head={value}"), &format!("--address={value}"), "--", &name]);
    }
    // A file brings no sign that is seen by nobody: what was typed with one isn't what comes back.
    old.sql().execute_batch("UPDATE orgs SET head = trim(head), address = head").unwrap();
    for line in ["org list --all --format excel --output f.csv", "org list --all --output f.xlsx"] {
        let told = old.done(line);
        assert_eq!(told.out, "");
        let file = if line.ends_with("xlsx") { "f.xlsx" } else { "f.csv" };
        let told = old.done(&format!("org import {file} --format csv"));
        for changed in told.out.lines().skip(1) {
            let odd = |c: char| is_bad(c) || c == '\r' || c == '\t';
            assert!(changed.contains(odd) || HOSTILE.iter().any(|value| value.contains(odd)), "{changed}");
        }
    }
    let plain: Vec<_> =
        HOSTILE.iter().filter(|value| !value.contains(is_bad) && !value.contains(['\n', '\t'])).collect();
    let heads = stored(&old, "SELECT head FROM orgs WHERE head IS NOT NULL");
    assert!(plain.len() > 20);
    for value in plain {
        assert!(heads.iter().any(|head| head == value.trim()), "{value:?}: {heads:?}");
    }
}

/// Refused rows go back for Excel: neither do they run there.
#[test]
fn refused_rows_do_not_run() {
    let desk = base();
    let rows: Vec<_> =
        HOSTILE.iter().map(|v| vec![(*v).to_owned(), "СОШ № 1".into(), (*v).to_owned(), "31.02.2020".into()]).collect();
    desk.write("f.csv", table("ФИО|Организация|Должность|Дата приёма", &rows));
    // A line that can't be parted as the headings want it.
    let misfit = "=1+1;СОШ № 1;учитель;01.09.2020;=2;\"=3\"\n";
    desk.write("f.csv", fs::read_to_string(desk.path("f.csv")).unwrap() + misfit);
    fs::create_dir(desk.path("отказы")).unwrap();
    let told = desk.run("org staff import f.csv --rejects отказы --accept-valid");
    assert_eq!(told.code, 3, "{told:?}");
    check_terminal("rejects", &told.err);
    let written = desk.path("отказы/f-отказы.csv");
    check_excel("rejects", &fs::read(&written).unwrap());
    let again = desk.run("org staff import отказы/f-отказы.csv --dry-run");
    assert_eq!(again.code, 1);
    let shown = |told: &Told| told.err.matches("СОШ").count();
    assert_eq!(shown(&told), shown(&again));
    desk.done("org staff import --template шаблон.csv");
    check_excel("template", &fs::read(desk.path("шаблон.csv")).unwrap());
}

/// What is sought is text: no wildcard, no SQL.
#[test]
fn a_search_is_only_a_text() {
    let desk = base();
    for sought in ["%", "_", "*", "' OR 1=1 --", "\" OR \"\"=\"", "Иван%", "П_тров", "NEAR", "a*", "\\", "[А-Я]"]
    {
        for line in ["org staff show", "org show", "org group show", "pair show", "program show", "mentor show"] {
            let told = run(&desk, line, &["--", sought]);
            assert_eq!(told.code, 1, "{line} {sought}: {told:?}");
            assert_eq!(told.out, "");
        }
    }
    run(&desk, "org add --kind школа", &["--", "Школа % и _"]);
    assert_eq!(run(&desk, "org show", &["--", "% и _"]).code, 0);
}

/// A name of a file is a text too: it is shown without obeying it, and what is written beside keeps to its folder.
#[cfg(unix)]
#[test]
fn names_of_files_stay_where_they_belong() {
    let desk = base();
    fs::create_dir(desk.path("сюда")).unwrap();
    let file = "\u{1b}[31m\u{202e}..;=1.csv";
    desk.write(file, "ФИО;Организация;Должность;Дата приёма\n=1;../../x;../y;31.02.2020\n");
    let told = run(&desk, "org staff import --rejects сюда", &["--", file]);
    assert_eq!(told.code, 1, "{told:?}");
    let inside: Vec<_> = fs::read_dir(desk.path("сюда")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(inside, ["\u{1b}[31m\u{202e}..;=1-отказы.csv"]);
    // An act of one's own names the file of its export.
    for code in ["../x", "a/b", "..", "", "a\\b", "\u{202e}x", "all"] {
        let act = format!(
            "code = {code:?}\ntitle = \"Положение\"\n[[indicator]]\ncode = \"L1\"\ntitle = \"Доля\"\nclause = \"п. 1\"\nunit = \"org\"\n\
             population = []\ncondition = [\"adopted\"]\n"
        );
        desk.write("act.toml", act);
        let told = run(&desk, "monitor export --out сюда --act act.toml", &[]);
        assert_eq!((told.code, told.out.as_str()), (1, ""), "{code}: {told:?}");
    }
    assert_eq!(fs::read_dir(desk.path("сюда")).unwrap().count(), 1);
    assert_eq!(desk.files().len(), 4, "{:?}", desk.files());
}

#[cfg(unix)]
mod targets {
    use std::os::unix::fs::{FileTypeExt, symlink};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn a_link_to_nowhere_makes_no_file_elsewhere() {
        let (desk, elsewhere) = (base(), tempfile::TempDir::new().unwrap());
        for line in ["org list --output", "org staff import --template", "monitor export --out ."] {
            let name = if line.contains("export") { "2024-06-15_2024_all.csv" } else { "out.csv" };
            let named = [name];
            let target = elsewhere.path().join("new");
            symlink(&target, desk.path(name)).unwrap();
            let told = run(&desk, line, if line.contains("export") { &[] } else { &named });
            assert!(!target.exists(), "{line}: {told:?}");
            let is_link = fs::symlink_metadata(desk.path(name)).unwrap().is_symlink();
            // A template is never laid over anything; a result takes the link's place.
            assert_eq!(
                (told.code, is_link),
                if line.contains("template") { (1, true) } else { (0, false) },
                "{line}: {told:?}"
            );
            fs::remove_file(desk.path(name)).unwrap();
        }
    }

    #[test]
    fn a_pipe_is_written_into_and_stays_a_pipe() {
        let desk = base();
        let pipe = desk.path("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = Command::new("cat").arg(&pipe).stdout(Stdio::piped()).spawn().unwrap();
        let told = desk.done("org list --format csv --output pipe");
        assert_eq!(told.out, "");
        let read = String::from_utf8(reader.wait_with_output().unwrap().stdout).unwrap();
        assert_eq!(read, desk.done("org list --format csv").out);
        assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    }
}
