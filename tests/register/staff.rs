//! The staff by hand and by file: what is past stays as it was, and nothing is guessed.

use super::two_schools::{district, figures, names};
use crate::common::Desk;

#[test]
fn past_figures_never_move() {
    let desk = district().with([
        "org group add К1 'Клуб наставников' --kind клуб",
        "org group join К1 --person Иванова --date 01.09.2022",
        "org group join К1 --person Кац --date 01.09.2022",
        "org group add С1 'Проект «Маяк»' --kind 'сетевой проект' --network",
        "org group join С1 --org 'СОШ № 2' --date 01.09.2022",
        "mentor add Иванова --date 01.09.2022",
        "mentor add Кац --date 01.09.2022",
    ]);
    let before = figures(&desk, "31.05.2023");
    let behind = names(&desk, "31.05.2023");
    let mut today = figures(&desk, "15.06.2024");
    for line in [
        "org staff transfer Иванова --to 'СОШ № 2' --date 01.09.2023 --number 31",
        "org staff transfer Петров --to 'СОШ № 1' --date 01.09.2023 --post 'заместитель директора'",
        "mentor retire Кац --date 31.08.2023",
        "mentor retire Иванова --date 31.12.2023",
        "org group leave К1 --person Кац --date 31.08.2023",
        "org staff dismiss Кац --date 31.08.2023",
        "org group leave С1 --org 'СОШ № 2' --date 31.08.2023",
        "org staff add 'Новикова Ольга Павловна' --org 2 --post учитель --hired 01.09.2023",
        "mentor add Новикова --date 01.09.2023",
    ] {
        desk.done(line);
        assert_eq!(figures(&desk, "31.05.2023"), before, "{line}");
        let changed = figures(&desk, "15.06.2024");
        assert!(changed != today, "{line}: isn't seen today");
        today = changed;
    }
    assert_eq!(names(&desk, "31.05.2023"), behind);
    // The last day still counts, the next one doesn't.
    for (day, s2) in [("31.08.2023", "2|4"), ("01.09.2023", "2|3")] {
        assert_eq!(
            desk.cells(&format!("monitor indicators S2 --as-of {day}"), &["numerator", "denominator"]),
            [s2],
            "{day}"
        );
    }
}

#[test]
fn a_transfer_closes_one_period_and_opens_another() {
    let desk = district();
    let work = |name: &str| {
        desk.cells(&format!("org staff list --all --org {name}"), &["name", "post", "number", "hired", "dismissed"])
    };
    let told = desk.done("org staff transfer Иванова --to 'СОШ № 2' --date 01.09.2023");
    assert!(told.err.contains("по 31.08.2023 → МБОУ «СОШ № 2» с. Тихое (учитель) с 01.09.2023"), "{told:?}");
    assert!(work("1").contains(&"Иванова Анна Ильинична|учитель|7|2015-09-01|2023-08-31".into()));
    assert!(
        work("2").contains(&"Иванова Анна Ильинична|учитель||2023-09-01|".into()),
        "a number is the organisation's own"
    );
    // Within one organisation: the number stays, a new post is needed.
    desk.refused("org staff transfer Кац --to 1 --date 01.09.2023", 1, &["перевод ничего не меняет"]);
    desk.done("org staff transfer Кац --to 1 --date 01.09.2023 --post 'заместитель директора'");
    assert!(work("1").contains(&"Кац Лев Маркович|учитель|12|2019-08-15|2023-08-31".into()));
    assert!(work("1").contains(&"Кац Лев Маркович|заместитель директора|12|2023-09-01|".into()));
    // The school's file names the first «Дата приёма» beside the present post: nothing new.
    desk.write("staff.csv", "Табельный номер;ФИО;Организация;Должность;Дата приёма\n12;Кац Лев Маркович;СОШ № 1;заместитель директора;15.08.2019\n");
    assert!(desk.done("org staff import staff.csv").err.contains("изменений нет"));
    // Before the work began, after it ended, to nowhere.
    desk.refused("org staff transfer Петров --to 2 --date 01.09.2018", 1, &["действующей на 31.08.2018"]);
    desk.done("org staff dismiss Петров --date 31.12.2023");
    desk.refused("org staff transfer Петров --to 2 --date 01.02.2024", 1, &["действующей на 31.01.2024"]);
    desk.refused(
        "org staff dismiss Петров --date 31.10.2023",
        1,
        &["увольнение уже записано: Петров Пётр Петрович, 31.12.2023"],
    );
}

#[test]
fn of_several_open_main_places_the_earliest_counts() {
    let desk = district().with([
        "org staff add 'Иванова Анна Ильинична' --org 2 --post учитель --hired 01.09.2021 --snils 11223344595",
        "org staff edit Ким --snils 90010000794",
        "org staff add 'Ким Нина Сергеевна' --org 1 --post учитель --hired 01.09.2019 --snils 90010000794 --side",
    ]);
    assert!(desk.done("org staff edit 'Ким Нина' --org 1 --subject химия").err.contains("Предмет: – → химия"));
    let by_org = |day: &str| {
        let cells = desk.cells(&format!("monitor indicators S2 --by org --as-of {day}"), &["org", "denominator"]);
        cells.into_iter().map(|cell| cell[cell.len() - 1..].to_owned()).collect::<Vec<_>>()
    };
    // Иванова, Петров, Кац in the first school; in the second Ким, not Иванова; Ёлкина is a head.
    assert_eq!(by_org("31.12.2021"), ["3", "1"]);
    assert_eq!(
        desk.cells("monitor indicators S2 --as-of 31.12.2021", &["denominator"]),
        ["4"],
        "one person is one teacher"
    );
    let main = desk.cells("org staff list", &["name", "org_inn", "main"]);
    assert!(main.contains(&"Иванова Анна Ильинична|7707083893|true".into()), "{main:?}");
    assert!(main.contains(&"Иванова Анна Ильинична|7736050003|false".into()), "{main:?}");
    // When the first one ends, the other one counts, from the next day.
    desk.done("org staff dismiss Иванова --org 1 --date 31.08.2022");
    assert_eq!(by_org("31.08.2022"), ["3", "1"]);
    assert_eq!(by_org("01.09.2022"), ["2", "2"]);
    desk.refused(
        "org staff dismiss 'Ким Нина' --org 3 --date 31.08.2022",
        1,
        &["нет записи о работе в этой организации"],
    );
}

const STAFF: &str = "Табельный номер;СНИЛС;ФИО;Дата рождения;ИНН организации;Должность;Предмет;Дата приёма;Начало педагогической деятельности";

/// A row of staff after those of `district`: the row, what is said of it; `None`, if it is accepted.
const ROWS: &[(&str, &str, Option<&str>)] = &[
    (
        "a changed post",
        "12;;Кац Лев Маркович;;7707083893;методист;;15.08.2019;",
        Some("должность была «учитель», а стала «методист»: если человек переведён"),
    ),
    (
        "СНИЛС and number of different people",
        "7;90010000794;Иванова Анна Ильинична;;7707083893;учитель;;01.09.2015;",
        Some("СНИЛС и табельный номер 7 принадлежат разным людям (Иванова Анна Ильинична)"),
    ),
    (
        "СНИЛС of one, number of another",
        "12;11223344595;Иванова Анна Ильинична;;7707083893;учитель;;01.09.2015;",
        Some("СНИЛС и табельный номер 12 принадлежат разным людям (Кац Лев Маркович)"),
    ),
    (
        "a number under another name",
        "12;;Соколов Олег Игоревич;;7707083893;учитель;;15.08.2019;",
        Some("табельный номер 12 в этой организации записан за другим именем: Кац Лев Маркович"),
    ),
    (
        "a name with birth date of another СНИЛС: two whole СНИЛС are two people",
        ";90010000794;Иванова Анна Ильинична;12.05.1990;7736050003;учитель;;01.09.2023;",
        None,
    ),
    (
        "СНИЛС of one, name with birth date of another",
        ";11223344595;Петров Пётр Петрович;03.02.1996;7707083893;учитель химии;;01.09.2018;",
        Some("ФИО с датой рождения и другие ключи строки принадлежат разным людям"),
    ),
    (
        "a namesake in the same school",
        ";;Кац Лев Маркович;;7707083893;учитель;;01.09.2023;",
        Some("в этой организации уже есть Кац Лев Маркович (№ 3)"),
    ),
    (
        "an ИНН that nobody has",
        ";;Кац Лев Маркович;;500100732259;учитель;;01.09.2023;",
        Some("staff.csv:2:5: «ИНН организации»: «500100732259» — нет организации с ИНН 500100732259"),
    ),
    (
        "a birth in the future",
        ";;Соколов Олег Игоревич;01.01.2025;7707083893;учитель;;01.09.2023;",
        Some("staff.csv:2:4: «Дата рождения»: «01.01.2025» — дата в будущем"),
    ),
    (
        "over a year ahead",
        ";;Соколов Олег Игоревич;;7707083893;учитель;;16.06.2025;",
        Some("staff.csv:2:8: «Дата приёма»: «16.06.2025» — дата больше чем на год впереди"),
    ),
    ("the same again", "12;;Кац Лев Маркович;;7707083893;учитель;;15.08.2019;", None),
    (
        "a married name under the same СНИЛС",
        "7;112-233-445 95;Смирнова Анна Ильинична;12.05.1990;7707083893;учитель;;01.09.2015;",
        None,
    ),
    ("a subject more", ";;Петров Пётр Петрович;03.02.1996;7707083893;учитель химии;химия;01.09.2018;", None),
    (
        "a birth date of his own, everything else the same",
        ";;Петров Пётр Петрович;04.03.1980;7707083893;учитель химии;;01.09.2018;",
        Some("Петров Пётр Петрович (№ 2) с той же должностью и датой приёма уже есть, но с другой датой рождения"),
    ),
    (
        "another one with a birth date of his own",
        ";;Петров Пётр Петрович;04.03.1980;7707083893;учитель химии;;01.09.2005;",
        None,
    ),
    (
        "the number of one who left, given anew",
        "12;;Соколов Олег Игоревич;;7707083893;учитель;;01.09.2023;",
        Some("записан за другим именем"),
    ),
];

#[test]
fn a_row_is_a_known_person_a_new_one_or_refused() {
    for (what, row, said) in ROWS {
        let desk = district();
        desk.write("staff.csv", format!("{STAFF}\n{row}\n"));
        match said {
            Some(said) => {
                let at = if said.starts_with("staff.csv:2:") { said } else { "staff.csv:2: " };
                _ = desk.refused("org staff import staff.csv", 1, &["staff.csv: 1 ошибка", at, said])
            }
            None => {
                let before = desk.bytes();
                let dry = desk.done("org staff import staff.csv --dry-run");
                assert_eq!(before, desk.bytes(), "{what}: a dry run changes nothing");
                let done = desk.done("org staff import staff.csv");
                let same = done.err.contains("изменений нет");
                assert_eq!(same, *what == "the same again", "{what}: {done:?}");
                assert!(same || done.err.contains("записано"), "{what}: {done:?}");
                assert!(
                    same || dry.err.contains("проверка, ничего не записано") && !dry.out.is_empty(),
                    "{what}: {dry:?}"
                );
                let after = desk.bytes();
                assert!(desk.done("org staff import staff.csv").err.contains("изменений нет"), "{what}: twice");
                assert_eq!(after, desk.bytes(), "{what}: twice changes nothing");
            }
        }
    }
    // Once the holder has left, his number may be another's.
    let desk = district().with(["org staff dismiss Кац --date 31.08.2022"]);
    desk.write("staff.csv", format!("{STAFF}\n12;;Соколов Олег Игоревич;;7707083893;учитель;;01.09.2023;\n"));
    desk.done("org staff import staff.csv");
}

#[test]
fn a_changed_post_is_corrected_only_on_demand() {
    let desk = district();
    desk.write("staff.csv", format!("{STAFF}\n12;;Кац Лев Маркович;;7707083893;методист;;15.08.2019;\n"));
    desk.refused("org staff import staff.csv", 1, &["--correct", "--effective"]);
    let told = desk.done("org staff import staff.csv --correct --format csv");
    let row = told.out.lines().nth(1).unwrap();
    assert!(told.out.starts_with("record,field,old,new,state,"), "{told:?}");
    assert_eq!(row, "Кац Лев Маркович,Должность,учитель,методист,changed,staff.csv,2,,,,");
    assert_eq!(
        desk.cells("org staff list --all", &["name", "post"]).iter().filter(|cell| cell.starts_with("Кац")).count(),
        1
    );
    assert!(desk.done("org staff import staff.csv").err.contains("изменений нет"));
}

#[test]
fn an_empty_cell_never_erases() {
    let desk = district();
    let full = "7;112-233-445 95;Иванова Анна Ильинична;12.05.1990;7707083893;учитель;физика;01.09.2015;01.09.2012";
    desk.write("full.csv", format!("{STAFF}\n{full}\n"));
    desk.done("org staff import full.csv");
    let before = desk.bytes();
    for row in [
        "7;;Иванова Анна Ильинична;;7707083893;учитель;;01.09.2015;",
        "7;;Иванова Анна Ильинична;–;7707083893;учитель;-;01.09.2015;—",
        ";;Иванова Анна Ильинична;12.05.1990;7707083893;учитель;;01.09.2015;",
        ";11223344595;ИВАНОВА  анна ильинична;;7707083893;Учитель;;2015-09-01;",
    ] {
        desk.write("poor.csv", format!("{STAFF}\n{row}\n"));
        let told = desk.done("org staff import poor.csv");
        assert!(told.err.contains("изменений нет"), "{row}: {told:?}");
        assert_eq!(before, desk.bytes(), "{row}");
    }
    // The same holds for the other files.
    desk.done("org edit 1 --head 'Ромашкина Анна Петровна' --address 'с. Ясное'");
    desk.done("mentor add Иванова --date 01.09.2022 --subject физика --capacity 2");
    desk.done("org group add К1 Клуб --kind клуб --network");
    desk.done("org group join К1 --person Иванова --date 01.09.2022");
    let before = desk.bytes();
    for (command, text) in [
        ("org import", "Наименование;Вид;ИНН;Руководитель;Адрес;Дата открытия\nМБОУ «СОШ № 1» с. Ясное;школа;;;;\n"),
        (
            "mentor import",
            "ФИО;Категория;Предмет;Дата включения;Предельное число наставляемых\nИванова Анна Ильинична;;;01.09.2022;\n",
        ),
        ("org group import", "Код группы;Название;Вид группы;Сетевая\nК1;Клуб;клуб;\n"),
        ("org group import", "Код группы;ФИО;Дата вступления;Дата выхода\nК1;Иванова Анна Ильинична;;\n"),
    ] {
        desk.write("file.csv", text);
        assert!(desk.done(&format!("{command} file.csv")).err.contains("изменений нет"), "{text}");
        assert_eq!(before, desk.bytes(), "{text}");
    }
}

#[test]
fn namesakes_are_different_people() {
    let desk = district();
    let told = desk.done("org staff add 'Кац Лев Маркович' --org 2 --post учитель --hired 01.09.2022");
    assert!(told.err.contains("Внимание: есть тёзка № 3: записан другой человек"), "{told:?}");
    desk.refused("org staff show Кац", 1, &["«Кац» — это 2 человека", "СОШ № 1", "СОШ № 2"]);
    desk.write("staff.csv", "ФИО;Организация;Должность;Дата приёма\nКим Нина Сергеевна;СОШ № 1;учитель;01.09.2021\n");
    let told = desk.done("org staff import staff.csv");
    assert!(told.err.contains("тёзка в другой организации (№ 5), записан как другой человек: строка 2"), "{told:?}");
    // A register doesn't guess which of them is meant.
    desk.write("mentors.csv", "ФИО;Дата включения\nКац Лев Маркович;01.09.2022\n");
    desk.refused(
        "mentor import mentors.csv",
        1,
        &[
            "людей с именем «Кац Лев Маркович» несколько: укажите СНИЛС или дату рождения",
            "есть № 3, МБОУ «СОШ № 1» с. Ясное; есть № 6, МБОУ «СОШ № 2» с. Тихое",
        ],
    );
    desk.write("mentors.csv", "ФИО;Организация;Дата включения\nКац Лев Маркович;СОШ № 2;01.09.2022\n");
    desk.done("mentor import mentors.csv");
    assert_eq!(desk.cells("mentor list", &["person", "name"]), ["6|Кац Лев Маркович"]);
}

#[test]
fn a_person_is_corrected_by_hand() {
    let desk = district();
    let told = desk.done(
        "org staff edit Петров --born 04.02.1996 --sex м --teaching-since 01.09.2018 --subject химия --number 21",
    );
    for word in
        ["Дата рождения: 03.02.1996 → 04.02.1996", "Пол: – → мужской", "Предмет: – → химия", "Табельный номер: – → 21"]
    {
        assert!(told.err.contains(word), "{word}: {told:?}");
    }
    let card = desk.done("org staff show Петров --format csv").out;
    for word in ["04.02.1996", "мужской", "учитель химии, таб. № 21", "с 01.09.2018"] {
        assert!(card.contains(word), "{word}\n{card}");
    }
    assert!(desk.done("org staff edit Петров --sex мужской").err.contains("изменений нет"));
    // A post outside the nomenclature is neither a teacher's nor not: unknown until somebody says.
    let told = desk.done("org staff add 'Орлова Яна Олеговна' --org 1 --post куратор --hired 01.09.2022");
    assert!(told.err.contains("должности «куратор» нет в номенклатуре"), "{told:?}");
    let unknown = || desk.cells("monitor indicators S2", &["denominator", "unknown"]).remove(0);
    assert_eq!(unknown(), "4|1");
    desk.done("org staff edit Орлова --pedagogical да");
    assert_eq!(unknown(), "5|0");
}

#[test]
fn the_future_is_noted_or_refused() {
    let desk = district();
    // Today is 15 June 2024.
    for (line, what) in [
        ("org staff dismiss Кац --date {}", "дата увольнения"),
        ("org staff transfer Петров --to 2 --date {}", "дата перевода"),
        ("org staff add 'Соколов Олег Игоревич' --org 1 --post учитель --hired {}", "дата приёма"),
        ("org staff edit Ёлкина --teaching-since {}", "начало педагогической деятельности"),
        ("org close 3 --date {}", "дата закрытия"),
        ("org add 'Школа В' --kind школа --opened {}", "дата открытия"),
        ("org adopt 1 --order-date {}", "приказ о внедрении"),
        ("org adopt 2 --curator 'Иванова Анна' --curator-date {}", "назначение куратора"),
        ("mentor add Иванова --date {}", "дата включения"),
        ("mentor retire Иванова --date {}", "дата исключения"),
    ] {
        let far = line.replace("{}", "16.06.2025");
        desk.refused(&far, 1, &[&format!("{what} 16.06.2025: дата больше чем на год впереди")]);
        let near = desk.done(&line.replace("{}", "15.06.2025"));
        assert!(near.err.contains(&format!("Внимание: {what} 15.06.2025 — в будущем")), "{line}: {near:?}");
    }
    desk.refused("org staff edit Ким --born 16.06.2024", 1, &["дата рождения 16.06.2024: дата в будущем"]);
    desk.refused("org staff edit Ким --born 15.06.2024", 1, &["не позже рождения (15.06.2024)"]);
    desk.write("staff.csv", format!("{STAFF}\n;;Орлова Яна Олеговна;;7707083893;учитель;;01.09.2024;\n"));
    assert!(desk.done("org staff import staff.csv").err.contains("дата в будущем (Дата приёма): строка 2"));
    // Nobody works before the day comes.
    assert!(!desk.cells("org staff list", &["name"]).contains(&"Орлова Яна Олеговна".into()));
    assert!(desk.cells("org staff list --as-of 01.09.2024", &["name"]).contains(&"Орлова Яна Олеговна".into()));
}

/// The same file twice, for each kind of file: the second time nothing changes, and that is said.
#[test]
fn the_same_file_twice_changes_nothing() {
    let desk = Desk::example("spassky", "2022-09-08");
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/spassky");
    let before = desk.bytes();
    for (command, file, rows) in [
        ("org import", "organizations.csv", 20),
        ("org staff import", "staff/school-01.csv", 34),
        ("mentor import", "mentors.csv", 31),
        ("org group import", "groups.csv", 4),
        ("org group import", "members.csv", 79),
    ] {
        let told = desk.done(&format!("{command} '{here}/{file}'"));
        assert!(told.err.contains("изменений нет, строк без изменений: "), "{file}: {told:?}");
        assert!(told.out.is_empty(), "{file}");
        let same: u32 =
            told.err.rsplit_once("без изменений: ").unwrap().1.trim().lines().next().unwrap().parse().unwrap();
        assert!(same.abs_diff(rows) <= 1, "{file}: {same} rows");
        assert_eq!(before, desk.bytes(), "{file}");
    }
}

#[test]
fn a_dry_run_tells_all_and_keeps_nothing() {
    let desk = district();
    for (command, text, told) in [
        (
            "org import",
            "Наименование;Вид;Руководитель\nМБОУ «СОШ № 1» с. Ясное;школа;Иванов Иван\nЛицей;школа;\n",
            ["Иванов Иван", "Лицей"],
        ),
        (
            "org staff import",
            "ФИО;Организация;Должность;Дата приёма;Предмет\nКим Нина Сергеевна;СОШ № 2;учитель;01.09.2020;химия\nОрлова Яна;СОШ № 2;учитель;01.09.2022;\n",
            ["химия", "Орлова Яна"],
        ),
    ] {
        desk.write("file.csv", text);
        let before = desk.bytes();
        let dry = desk.done(&format!("{command} file.csv --dry-run"));
        assert!(dry.err.contains("проверка, ничего не записано: 1 новая запись, изменено: 1"), "{dry:?}");
        assert!(told.iter().all(|word| dry.out.contains(word)) && dry.out.contains("новая запись"), "{dry:?}");
        assert_eq!(before, desk.bytes());
        let done = desk.done(&format!("{command} file.csv"));
        assert!(done.err.contains("записано: 1 новая запись, изменено: 1"), "{done:?}");
        assert_ne!(before, desk.bytes());
    }
}

/// One teacher with two jobs in one school and one in another, and a namesake.
fn three_jobs() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add Лицей --kind школа",
        "org staff add 'Журавлёва Анна Ильинична' --org 1 --post 'учитель химии' --hired 01.09.2015 --number 12",
        "org staff add 1 --org 1 --post педагог-организатор --hired 01.09.2018 --side",
        "org staff add 1 --org 2 --post учитель --hired 01.09.2020 --side",
        "org staff add 'Журавлёва Инга Львовна' --org 2 --post тьютор --hired 01.09.2020",
    ])
}

#[test]
fn a_job_is_named_where_there_are_several() {
    let jobs = |desk: &Desk| desk.cells("org staff list --all", &["person", "org", "post", "dismissed", "subject"]);
    let desk = three_jobs();
    // Never silently the main one.
    let several = [
        "несколько мест работы",
        "    1  СОШ № 1: учитель химии, таб. № 12, с 01.09.2015",
        "    3  Лицей: учитель",
        "--job 1",
    ];
    desk.refused("org staff dismiss 1 --date 31.05.2024", 1, &several);
    desk.refused(
        "org staff dismiss 1 --org 1 --date 31.05.2024",
        1,
        &["    2  СОШ № 1: педагог-организатор", "--job 1"],
    );
    desk.refused("org staff dismiss 1 --job учитель --date 31.05.2024 --org 2 --job завуч", 2, &[]);
    desk.refused(
        "org staff dismiss 1 --job завуч --date 31.05.2024",
        1,
        &["не подходит под «завуч»", "    3  Лицей: учитель"],
    );
    // By the number of the record, by the personnel number, by the post, by the post in an organisation.
    for (line, gone) in [
        ("org staff dismiss 1 --job 2 --date 31.05.2024", "1|СОШ № 1|педагог-организатор|2024-05-31|"),
        ("org staff dismiss 1 --job 12 --date 31.05.2024", "1|СОШ № 1|учитель химии|2024-05-31|"),
        (
            "org staff dismiss 1 --org 1 --job организатор --date 31.05.2024",
            "1|СОШ № 1|педагог-организатор|2024-05-31|",
        ),
        ("org staff dismiss 1 --job учитель --date 31.05.2024", "1|Лицей|учитель|2024-05-31|"),
        ("org staff edit 1 --org 1 --job организатор --subject кружок", "1|СОШ № 1|педагог-организатор||кружок"),
        (
            "org staff transfer 1 --job организатор --to 2 --date 01.06.2024",
            "1|СОШ № 1|педагог-организатор|2024-05-31|",
        ),
        ("org staff transfer 1 --from 1 --job 12 --to 2 --date 01.06.2024", "1|СОШ № 1|учитель химии|2024-05-31|"),
    ] {
        let before = jobs(&desk);
        desk.done(line);
        let after = jobs(&desk);
        assert!(after.contains(&gone.to_owned()), "{line}: {after:?}");
        assert!(!before.contains(&gone.to_owned()), "{line}: {before:?}");
        desk.done("org undo");
    }
    // A past job is corrected by its name too.
    desk.done("org staff dismiss 1 --job 2 --date 31.05.2024");
    desk.done("org staff edit 1 --job 2 --dismissed 30.04.2024");
    assert!(jobs(&desk).contains(&"1|СОШ № 1|педагог-организатор|2024-04-30|".to_owned()));
}

#[test]
fn an_organisation_tells_namesakes_apart() {
    let desk = three_jobs();
    desk.refused("org staff edit Журавлёва --subject химия", 1, &["«Журавлёва» — это 2 человека"]);
    let told = desk.done("org staff edit Журавлёва --org 1 --job 12 --subject химия").err;
    assert!(told.contains("Журавлёва Анна Ильинична: Предмет"), "{told}");
    desk.refused("org staff dismiss Журавлёва --org 2 --date 31.05.2024", 1, &["«Журавлёва» — это 2 человека"]);
    desk.done("org staff dismiss 'Журавлёва Инга' --org 2 --date 31.05.2024");
}

#[test]
fn somebody_known_begins_another_job_by_the_number() {
    let desk = Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add Лицей --kind школа",
        "org add Гимназия --kind школа",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015 --snils 11223344595",
    ]);
    let told = desk.done("org staff add 1 --org 2 --post методист --hired 01.02.2020 --side --born 12.05.1990").err;
    assert!(told.contains("Записан приём на работу: № 1 Ким Анна, Лицей"), "{told}");
    desk.done("org staff add '112-233-445 95' --org 1 --post тьютор --hired 01.03.2020 --side");
    let jobs = desk.cells("org staff list --all", &["person", "post", "main", "born"]);
    assert_eq!(jobs, ["1|методист|false|1990-05-12", "1|учитель|true|1990-05-12", "1|тьютор|false|1990-05-12"]);
    desk.refused(
        "org staff add 1 --org 2 --post методист --hired 01.02.2020 --side",
        1,
        &["такая запись о работе уже есть"],
    );
    desk.refused("org staff add 7 --org 2 --post методист --hired 01.02.2020", 1, &["нет человека с номером 7"]);
    // A namesake is told, and the command that makes the two one is typed as it stands.
    let told = desk.done("org staff add 'Ким Анна' --org 3 --post логопед --hired 01.09.2023").err;
    let hint = "org staff merge 1 2";
    assert!(
        told.contains(&format!("есть тёзка № 1: записан другой человек; если это он же: nastavnik {hint}")),
        "{told}"
    );
    desk.done(hint);
    assert_eq!(desk.cells("org staff list --all", &["person"]), ["1"; 4]);
}

#[test]
fn what_is_left_open_and_what_is_not_counted_is_told() {
    let desk = Desk::new().with(["org add 'СОШ № 1' --kind школа", "org add Завод --kind предприятие"]);
    let told = desk.done("org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015").err;
    for words in [
        "нет даты рождения: в показателях P1, N1 этот человек не учтён; указать: nastavnik org staff edit 1 --born ДАТА",
        "нет начала педагогической деятельности: в показателях P1, P2, N2, S7 этот человек не учтён",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for line in [
        "org staff add 'Кац Лев Маркович' --org 1 --post учитель --hired 01.09.2015 --born 12.05.1990 --teaching-since 01.09.2012",
        "org staff add 'Ли Вера' --org 1 --post сторож --hired 01.09.2015",
        "org staff add 'Ли Вера' --org 2 --post учитель --hired 01.10.2015",
    ] {
        let told = desk.done(line).err;
        assert!(!told.contains("не учтён"), "{line}: {told}");
    }
    let desk = desk.with([
        "mentor add 2 --date 01.09.2020",
        "org group add К Клуб --kind клуб",
        "org group join К --person 2",
        "pair create --number 5 --mentor 1 --mentee 2 --order-number 1 --order-date 01.09.2023",
        "pair create --number 6 --mentor 1 --mentee 2 --order-number 1 --order-date 01.09.2022 --despite 'второй предмет'",
        "pair close 6 --date 31.05.2023",
        "program draft --number 9 --pair 5 --start 01.09.2023 --finish 31.08.2024",
        "org adopt 1 --curator 'Кац Лев Маркович' --curator-date 01.09.2022",
    ]);
    let told = desk.done("org staff dismiss 2 --date 31.05.2024").err;
    let lines: Vec<_> = told.lines().filter(|line| line.starts_with("Внимание: ")).collect();
    assert_eq!(
        lines,
        [
            "Внимание: не завершено: группа «Клуб»; завершить: nastavnik org group leave Клуб --person 2 --date 31.05.2024",
            "Внимание: не завершено: реестр наставников; завершить: nastavnik mentor retire 2 --date 31.05.2024",
            "Внимание: не завершено: пара № 5; завершить: nastavnik pair leave 5 2 --date 31.05.2024",
            "Внимание: не завершено: программа № 9 по 31.08.2024; завершить: nastavnik program complete 9 --date 31.05.2024",
            "Внимание: остаётся куратором: СОШ № 1; нового назначает nastavnik org adopt 1 --curator",
        ]
    );
}
