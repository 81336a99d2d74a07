//! `org check`: a sound file says so, whatever is wrong with a file or its rows is named, and a damaged file is no riddle.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::common::{Desk, words};

/// kind, subject, org, finding of each row; the exit code.
fn findings(desk: &Desk) -> (i32, Vec<[String; 4]>) {
    let told = desk.run("org check --format csv");
    let mut reader = csv::Reader::from_reader(told.out.as_bytes());
    let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(header, ["kind", "severity", "subject", "org", "finding", "advice"]);
    let cells = |row: csv::StringRecord| [0, 2, 3, 4].map(|at| row[at].to_owned());
    (told.code, reader.records().map(|row| cells(row.unwrap())).collect())
}

fn kinds(desk: &Desk) -> (i32, Vec<String>) {
    let (code, findings) = findings(desk);
    (code, findings.into_iter().map(|[kind, ..]| kind).collect())
}

/// Two schools, a mentor of the register and a pair with all papers.
fn sound() -> Desk {
    Desk::new().with([
        "org add 'Школа А' --kind школа",
        "org add 'Школа Б' --kind школа",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015",
        "org staff add 'Ли Вера' --org 2 --post учитель --hired 01.09.2023",
        "mentor add Ким --date 01.09.2021",
        "pair create --number 1 --mentor Ким --mentee Ли --order-number 5 --order-date 01.09.2023 \
         --mentor-consent 30.08.2023 --mentee-consent 30.08.2023",
        "org group add К1 Клуб --kind клуб",
        "org group join К1 --person Ким --date 01.09.2022",
    ])
}

#[test]
fn a_sound_file_has_no_findings() {
    let desk = sound();
    let told = desk.done("org check");
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", "Файл базы исправен, замечаний к записям нет\n"));
    assert_eq!(findings(&desk), (0, vec![]));
    assert_eq!(desk.files(), ["nastavnik.db"]);
}

/// What a row is changed to, and the findings that follow.
#[test]
fn every_kind_of_finding_is_found() {
    let ann = "№ 1 Ким Анна";
    let vera = "№ 2 Ли Вера";
    let cases: &[(&str, [&str; 4])] = &[
        (
            "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (1, 2, 1, '2020-01-01', 1)",
            [
                "several_main",
                ann,
                "Школа А",
                "основных мест работы 2: Школа А с 01.09.2015; Школа Б с 01.01.2020; считается самое раннее",
            ],
        ),
        (
            "UPDATE orgs SET closed = '2024-05-31' WHERE id = 2",
            ["closed_org", vera, "Школа Б", "работает с 01.09.2023, а организация закрыта 31.05.2024"],
        ),
        (
            "UPDATE mentors SET retired = '2024-06-14'",
            ["mentor_outside_register", ann, "Школа А", "наставник пары № 1 не состоит в реестре наставников"],
        ),
        (
            "UPDATE pairs SET mentor_consent = NULL",
            ["mentor_consent", ann, "Школа А", "пара № 1: нет даты согласия наставника"],
        ),
        (
            "UPDATE mentees SET consent = NULL",
            ["mentee_consent", vera, "Школа Б", "пара № 1: нет даты согласия наставляемого"],
        ),
        (
            "UPDATE pairs SET mentor_consent_withdrawn = '2024-06-15'",
            ["mentor_consent", ann, "Школа А", "пара № 1: согласие наставника отозвано 15.06.2024"],
        ),
        (
            "UPDATE mentees SET consent_withdrawn = '2024-06-01'",
            ["mentee_consent", vera, "Школа Б", "пара № 1: согласие наставляемого отозвано 01.06.2024"],
        ),
        (
            "UPDATE pairs SET order_dated = NULL",
            ["order_incomplete", "пара № 1, наставник Ким Анна", "Школа Б", "приказ № 5 без даты"],
        ),
        (
            "UPDATE pairs SET order_number = NULL",
            ["order_incomplete", "пара № 1, наставник Ким Анна", "Школа Б", "приказ от 01.09.2023 без номера"],
        ),
        (
            "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 1; DELETE FROM members; \
             UPDATE pairs SET ended = '2024-05-31'",
            [
                "registration_outlives",
                ann,
                "Школа А",
                "последний день работы — 31.05.2024, а из реестра наставников не исключён(а)",
            ],
        ),
        (
            "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 1; UPDATE mentors SET retired = '2024-05-31'; \
             UPDATE pairs SET ended = '2024-05-31'; UPDATE members SET ended = '2024-06-01'",
            [
                "membership_outlives",
                ann,
                "Школа А",
                "последний день работы — 31.05.2024, а участие в группе «Клуб» завершено 01.06.2024",
            ],
        ),
        (
            "UPDATE mentees SET order_number = '20'",
            ["own_order_incomplete", "пара № 1, наставляемый Ли Вера", "Школа Б", "приказ о включении № 20 без даты"],
        ),
        (
            "UPDATE mentees SET order_dated = '2023-10-01'",
            [
                "own_order_incomplete",
                "пара № 1, наставляемый Ли Вера",
                "Школа Б",
                "приказ о включении от 01.10.2023 без номера",
            ],
        ),
        (
            "UPDATE pairs SET planned_end = '2024-05-31'",
            ["pair_expired", "пара № 1, наставник Ким Анна", "Школа Б", "срок истёк 31.05.2024, а пара не прекращена"],
        ),
        (
            "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 1; UPDATE mentors SET retired = '2024-05-31'; \
             UPDATE members SET ended = '2024-05-31'",
            [
                "pair_outlives",
                "пара № 1, наставляемый Ли Вера",
                "Школа Б",
                "последний день работы наставника — 31.05.2024, а пара не прекращена",
            ],
        ),
        (
            "UPDATE employments SET dismissed = '2024-05-31' WHERE person_id = 2; UPDATE pairs SET ended = '2024-06-10'",
            [
                "pair_outlives",
                "пара № 1, наставляемый Ли Вера",
                "Школа Б",
                "последний день работы наставляемого в этой организации — 31.05.2024, а записанный конец участия — 10.06.2024",
            ],
        ),
        (
            "UPDATE pairs SET started = '2023-08-01', ended = '2023-08-31'",
            [
                "pair_never_in_force",
                "пара № 1, наставляемый Ли Вера",
                "Школа Б",
                "действует с 01.09.2023 (приказ или включение), а закончилось 31.08.2023",
            ],
        ),
        (
            "INSERT INTO pairs (number, number_key, mentor_id, order_number, order_dated, mentor_consent) \
             VALUES ('2', '2', 1, '6', '2023-10-01', '2023-09-30'); \
             INSERT INTO mentees (pair_id, person_id, consent) VALUES (2, 2, '2023-09-30')",
            [
                "pair_twice",
                "пары № 1 и № 2, наставляемый Ли Вера",
                "Школа Б",
                "наставник и наставляемый на 15.06.2024 состоят в двух парах",
            ],
        ),
        (
            "UPDATE pairs SET ended = '2024-05-31'; \
             INSERT INTO answers (pair_id, role, person_id, dated, score) VALUES (1, 'mentee', 2, '2024-06-01', 9)",
            [
                "answer_after_end",
                "пара № 1, наставляемый Ли Вера",
                "",
                "ответ от 01.06.2024, а участие закончилось 31.05.2024",
            ],
        ),
        (
            "INSERT INTO programs (number, number_key, starts, finishes, approved) \
             VALUES ('7', '7', '2023-09-01', '2024-05-31', '2024-06-01')",
            ["approved_after_finish", "программа № 7", "", "утверждена 01.06.2024, а закончилась 31.05.2024"],
        ),
        (
            "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-01')",
            ["consent_withdrawn", vera, "Школа Б", "согласие отозвано 01.06.2024, персональные данные не удалены"],
        ),
        (
            "INSERT INTO erasures (person_id, dated) VALUES (1, '2024-06-02'); \
             INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
            ["erased_again", vera, "Школа А", "та же работа с 01.09.2015 (учитель) уже записана: Ким Анна"],
        ),
        (
            "INSERT INTO programs (number, number_key, starts, finishes) VALUES ('7', '7', '2023-09-01', '2024-08-31')",
            [
                "program_without_pair",
                "программа № 7",
                "",
                "программа идёт, но не связана ни с одной парой: вошедшим в наставничество по ней никто не считается",
            ],
        ),
        (
            "UPDATE people SET key = 'кин анна' WHERE id = 1",
            ["search_key", "человек № 1: Ким Анна", "", "ключ «кин анна», а должен быть «ким анна»"],
        ),
        (
            "UPDATE orgs SET short_name = 'А' WHERE id = 1",
            ["search_key", "организация № 1: А", "А", "ключ «», а должен быть «а»"],
        ),
    ];
    for (change, finding) in cases {
        let desk = sound();
        desk.sql().execute_batch(change).unwrap();
        assert_eq!(findings(&desk), (3, vec![finding.map(str::to_owned)]), "{change}");
    }
}

/// What is only worth knowing asks for nobody: the exit says that all is well.
#[test]
fn a_long_program_and_an_overdue_task_are_notes() {
    let desk = sound().with([
        "program draft --number 9 --pair 1 --start 01.09.2023 --finish 02.09.2024 --reason 'два класса'",
        "program task add 9 'Показать уроки' --mentee Ли --due 14.06.2024",
        "program task add 9 'Собрать отзывы' --due 15.06.2024",
    ]);
    let told = findings(&desk);
    let long =
        "с 01.09.2023 по 02.09.2024, а программа длится от 3 месяцев до 1 года (Ножай-Юрт, п. 1.6); причина записана";
    let overdue = "задача № 1: срок 14.06.2024 прошёл, а что она выполнена, не отмечено";
    let expected = [
        ["program_long", "программа № 9", "", long],
        ["task_overdue", "программа № 9, наставляемый Ли Вера", "", overdue],
    ];
    assert_eq!(told, (0, expected.map(|row| row.map(str::to_owned)).to_vec()));
    // A year to the day is none, nor is what was done.
    let desk = desk.with(["program edit 9 --finish 01.09.2024", "program task done 1 --date 14.06.2024"]);
    assert_eq!(findings(&desk), (0, Vec::new()));
}

/// The same rows a day earlier, in the past, or with the paper that was missing, are none.
#[test]
fn what_is_settled_is_no_finding() {
    for change in [
        "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (1, 2, 1, '2020-01-01', 0)",
        "INSERT INTO employments (person_id, org_id, post_id, hired, main, dismissed) VALUES (1, 2, 1, '2020-01-01', 1, '2024-06-14')",
        "INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (1, 2, 1, '2024-06-16', 1)",
        "UPDATE orgs SET closed = '2024-06-15' WHERE id = 2",
        "UPDATE mentors SET retired = '2024-06-15'",
        "UPDATE pairs SET mentor_consent = NULL, order_dated = NULL, ended = '2024-06-14'; UPDATE mentees SET consent = NULL",
        "UPDATE pairs SET mentor_consent_withdrawn = '2024-06-16'; UPDATE mentees SET consent_withdrawn = '2024-06-16'",
        "UPDATE employments SET dismissed = '2024-06-15' WHERE person_id = 1",
        "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-16')",
        "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2022-08-30', '2023-06-01'), (2, '2023-08-30', NULL)",
        "INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-01'); \
         INSERT INTO erasures (person_id, dated) VALUES (2, '2024-06-02')",
        "INSERT INTO programs (number, number_key, starts, finishes) VALUES ('7', '7', '2022-09-01', '2024-06-14')",
        // Two who began on one day, but were born on different ones; two who are both erased.
        "INSERT INTO erasures (person_id, dated) VALUES (1, '2024-06-02'); \
         UPDATE people SET born = '198' || id || '-01-01'; \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
        "INSERT INTO erasures (person_id, dated) VALUES (1, '2024-06-02'), (2, '2024-06-02'); \
         INSERT INTO employments (person_id, org_id, post_id, hired, main) VALUES (2, 1, 1, '2015-09-01', 0)",
    ] {
        let desk = sound();
        desk.sql().execute_batch(change).unwrap();
        assert_eq!(findings(&desk), (0, vec![]), "{change}");
    }
}

/// A killed command leaves its unfinished file, with people in it; one that is still written is nobody's business.
#[test]
fn what_killed_commands_left_behind_is_told() {
    let desk = sound();
    desk.write(".nastavnik-aB1", "x").write(".nastavnik-now", "x").write("nastavnik-list.csv", "x");
    let old = SystemTime::now() - Duration::from_secs(7200);
    File::options().write(true).open(desk.path(".nastavnik-aB1")).unwrap().set_modified(old).unwrap();
    let told = desk.run("org check --format csv");
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(told.out.contains("unfinished_file") && told.out.contains(".nastavnik-aB1"), "{told:#?}");
    assert!(!told.out.contains("-now") && !told.out.contains("list.csv"), "{told:#?}");
}

#[test]
fn people_get_headings_and_what_to_do() {
    let desk = sound();
    desk.sql().execute_batch("UPDATE pairs SET mentor_consent = NULL; UPDATE mentees SET consent = NULL").unwrap();
    let told = desk.run("org check");
    assert_eq!(told.code, 3, "{told:#?}");
    for words in ["Проверка базы: 2 замечания", "\nНет согласия наставника: 1\n", "\nНет согласия наставляемого: 1\n"]
    {
        assert!(told.out.contains(words), "no «{words}» in {told:#?}");
    }
    let excel = desk.run("org check --format excel").out;
    assert!(excel.contains("Замечание;Важность;Запись;Организация;Что обнаружено;Что сделать"), "{excel}");
    assert!(excel.contains("nastavnik pair edit"), "{excel}");
}

#[test]
fn a_schema_that_was_changed_is_told() {
    for (change, subject, finding) in [
        ("DROP INDEX people_by_birth", "указатель people_by_birth", "нет в базе"),
        ("DROP TRIGGER mentees_self", "триггер mentees_self", "нет в базе"),
        ("DROP TABLE runs", "таблица runs", "нет в базе"),
        ("DROP VIEW staff", "представление staff", "нет в базе"),
        ("CREATE TABLE notes (x)", "таблица notes", "программа этого не создаёт"),
        ("CREATE INDEX mine ON people (sex)", "указатель mine", "программа этого не создаёт"),
        ("ALTER TABLE people ADD COLUMN shoe_size INTEGER", "таблица people", "лишнее определение «shoe_size INTEGER»"),
        (
            "DROP INDEX people_by_birth; CREATE INDEX people_by_birth ON people (born)",
            "указатель people_by_birth",
            "нет определения «teaching_since», «teaching_spread»",
        ),
    ] {
        let desk = sound();
        desk.sql().execute_batch(change).unwrap();
        let (code, found) = findings(&desk);
        assert_eq!(code, 4, "{change}");
        let told = found.iter().find(|[_, told, ..]| told == subject);
        let told = told.unwrap_or_else(|| panic!("{change}: {found:?}"));
        assert!(told[0] == "schema" && told[3].contains(finding), "{change}: {told:?}");
    }
}

#[test]
fn a_reference_to_nothing_is_told() {
    let desk = sound();
    desk.sql().execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM posts").unwrap();
    let (code, found) = findings(&desk);
    assert_eq!(code, 4);
    let told = |id: u32| {
        ["reference", &format!("employments, строка {id}"), "", "ссылается на строку таблицы posts, которой нет"]
            .map(str::to_owned)
    };
    assert_eq!(found, [told(1), told(2)]);
}

/// Any page of a file may be lost: the command tells it, in Russian, and names the last copy.
#[test]
fn a_damaged_file_is_told() {
    let desk = sound().with(["org backup"]);
    let bytes = desk.bytes();
    let mut told_pages = 0;
    for at in (0..bytes.len() / 4096).step_by(5) {
        let mut torn = bytes.clone();
        // The header says whose file it is: without it nobody can tell.
        let from = if at == 0 { 100 } else { at * 4096 };
        torn[from..(at + 1) * 4096].fill(0x55);
        desk.write("nastavnik.db", &torn);
        let told = desk.run("org check");
        if told.code == 0 {
            continue; // a page that is free holds nothing
        }
        told_pages += 1;
        assert_eq!(told.code, 4, "page {at}: {told:#?}");
        assert!(told.out.contains("Файл повреждён"), "page {at}: {told:#?}");
        let last = "последняя копия рядом с базой: nastavnik org restore";
        assert!(told.err.contains(last) && told.err.contains("2024-06-15-000000-manual.db"), "page {at}: {told:#?}");
        assert!(desk.bytes() == torn, "page {at}: the file has changed");
    }
    assert!(told_pages > 5, "{told_pages}");
    desk.write("nastavnik.db", &bytes[..bytes.len() / 2]);
    assert_eq!(kinds(&desk).0, 4);
}

#[test]
fn an_index_that_has_lost_a_row_is_told() {
    let desk = sound();
    let file = desk.sql();
    let sql = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX people_key ON people (key, born) WHERE id = 1' \
               WHERE name = 'people_key'";
    file.execute_batch(sql).unwrap();
    drop(file);
    desk.sql().execute_batch("REINDEX people_key").unwrap();
    let sql = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX people_key ON people (key, born)' \
               WHERE name = 'people_key'";
    desk.sql().execute_batch(sql).unwrap();
    let (code, found) = findings(&desk);
    assert_eq!(code, 4);
    assert!(found.iter().any(|[_, _, _, told]| told == "строки 2 нет в указателе people_key"), "{found:?}");
}

#[test]
fn a_file_that_is_not_ours_is_refused() {
    let desk = Desk::bare();
    desk.refused("org check", 4, &["нет файла базы"]);
    desk.write("nastavnik.db", "Ким Анна;учитель\n".repeat(99));
    desk.refused("org check", 4, &["не база nastavnik"]);
    let desk = Desk::new();
    desk.sql().pragma_update(None, "user_version", 99).unwrap();
    desk.refused("org check", 4, &["версии 99"]);
}

/// The advice names commands that there are.
#[test]
fn the_advice_can_be_followed() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/check/registers.sql")).unwrap();
    let known: Vec<String> = crate::common::commands().into_iter().map(|(path, _)| path.join(" ")).collect();
    let mut named = 0;
    for advice in page.lines().filter(|line| line.starts_with("-- advice: ")) {
        for rest in advice.split("nastavnik ").skip(1) {
            let text: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == ' ').collect();
            let path = words(&text).join(" ");
            assert!(known.contains(&path), "{advice}: no «{path}»");
            named += 1;
        }
    }
    assert!(named >= 8, "{named}");
}

/// Without names people are told apart all the same.
#[test]
fn nobody_is_named_where_nobody_is_to_be() {
    let desk = sound();
    desk.sql().execute_batch("UPDATE pairs SET mentor_consent = NULL, order_dated = NULL; UPDATE people SET key = 'ли верра' WHERE id = 2").unwrap();
    let told = desk.run("org check --format csv --no-names");
    assert_eq!(told.code, 3, "{told:#?}");
    for word in ["Ким", "Ли Вера", "верра"] {
        assert!(!told.out.contains(word), "«{word}» in {told:#?}");
    }
    assert!(told.out.contains("№ 1 Лицо") && told.out.contains("наставник Лицо"), "{told:#?}");
}

#[test]
fn findings_are_grouped_and_asked_for_by_their_word() {
    let desk = sound();
    let names = "Ада Алла Вера Дина Зоя Инна Кира Лада Лия Майя Нина Ольга Рая Яна";
    let file: String = names.split(' ').map(|name| format!("Новикова {name};Школа А;учитель;01.09.2020\n")).collect();
    desk.write("staff.csv", format!("ФИО;Организация;Должность;Дата приёма\n{file}"));
    desk.done("org staff import staff.csv");
    // Fourteen mentors of nobody's register, each without a consent, and one error among them.
    for person in 3..=16 {
        desk.done(&format!("pair create --number {person} --mentor {person} --mentee 2 --order-number 5 --order-date 01.09.2023 --mentee-consent 30.08.2023"));
    }
    desk.sql()
        .execute_batch("INSERT INTO consents (person_id, given, withdrawn) VALUES (2, '2023-08-30', '2024-06-01')")
        .unwrap();
    let told = desk.run("org check");
    assert_eq!(told.code, 3);
    let lines: Vec<_> = told.out.lines().collect();
    let at = |text: &str| {
        lines.iter().position(|line| line.starts_with(text)).unwrap_or_else(|| panic!("{text}: {told:#?}"))
    };
    assert!(lines[0].starts_with("Проверка базы: 29 замечаний"), "{told:#?}");
    let errors = at("Согласие на обработку персональных данных отозвано, данные не удалены: 1");
    assert!(errors < at("Наставник пары не состоит в реестре: 14"), "{told:#?}");
    assert_eq!(told.out.matches("нет даты согласия наставника").count(), 10, "{told:#?}");
    let words = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("показаны первые 10 из 14, все: nastavnik org check --only mentor_consent"), "{words}");

    let only = desk.run("org check --only mentor_consent");
    assert_eq!((only.code, only.out.matches("нет даты согласия наставника").count()), (3, 14), "{only:#?}");
    assert!(!only.out.contains("отозвано") && !only.out.contains("показаны"), "{only:#?}");
    let except = desk.run("org check --except mentor_consent,mentor_outside_register --format csv");
    assert_eq!((except.code, except.out.lines().count()), (3, 2), "{except:#?}");
    // What isn't there is no finding any more, whatever else is wrong.
    let none = desk.done("org check --only closed_org");
    assert_eq!((none.out.as_str(), none.err.as_str()), ("", "Файл базы исправен, таких замечаний к записям нет\n"));
    desk.refused("org check --only consent", 2, &["нет замечания «consent»", "mentor_consent — "]);

    let json: serde_json::Value = serde_json::from_str(&desk.run("org check --format json").out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 29);
    assert!(json.as_array().unwrap().iter().all(|row| row["schema"] == 1), "{json}");
}
