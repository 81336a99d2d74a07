//! What is told of a person besides work: a surname that changes, a start of work that is known by the tenure only.

use crate::common::Desk;

fn world() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org staff add 'Иванова Анна Ильинична' --org 1 --post учитель --hired 01.09.2022 --born 12.05.1990 --teaching-since 01.09.2022",
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015",
    ])
}

const WED: &str = "org staff edit Иванова --name 'Ким Анна Ильинична' --effective 01.07.2023";

#[test]
fn a_new_surname_from_a_day_keeps_the_old_one() {
    let desk = world();
    let told = desk.done(WED).err;
    assert!(told.contains("ФИО: Иванова Анна Ильинична → Ким Анна Ильинична"), "{told}");
    assert!(told.contains("Прежняя фамилия: – → Иванова Анна Ильинична по 30.06.2023"), "{told}");
    let card = desk.cells("org staff show Ким", &["field", "value"]);
    assert!(card.contains(&"Прежняя фамилия|Иванова Анна Ильинична по 30.06.2023".into()), "{card:?}");
    // Found by the old name too, in full and in part.
    for sought in ["Иванова", "'Иванова Анна Ильинична'"] {
        assert!(desk.done(&format!("org staff show {sought}")).out.starts_with("Ким Анна Ильинична"), "{sought}");
    }
    desk.done("org staff edit Ким --name 'Рощина Анна Ильинична' --effective 01.07.2024");
    let card = desk.cells("org staff show 1", &["field", "value"]);
    let former: Vec<_> = card.iter().filter(|line| line.starts_with("Прежняя фамилия")).collect();
    assert_eq!(
        former,
        ["Прежняя фамилия|Иванова Анна Ильинична по 30.06.2023", "Прежняя фамилия|Ким Анна Ильинична по 30.06.2024"]
    );
}

/// Whoever asks for a past day meets people under the names that they bore on it, and in the order of those names.
#[test]
fn on_a_past_day_people_bear_the_names_of_that_day() {
    let desk = world().with([
        WED,
        "org staff edit Ким --name 'Яшина Анна Ильинична' --effective 01.07.2024",
        "pair create --mentor Петров --mentee Ким --number 1 --order-number 1 --order-date 01.10.2022",
    ]);
    desk.write("answers.csv", "Номер пары;Роль;Дата;Балл\n1;наставляемый;20.05.2023;8\n");
    desk.done("monitor survey import answers.csv");
    let (first, then) = ("Иванова Анна Ильинична", "Ким Анна Ильинична");
    for (line, day, name) in [
        ("monitor explain P3", "30.06.2023", first),
        ("monitor explain P3", "01.07.2023", then),
        ("monitor explain S8-all --outside", "01.07.2023", "СОШ № 1"),
        ("monitor explain N4-any --outside", "20.05.2023", first),
        ("monitor explain N4-all --outside", "20.05.2023", first),
        ("monitor explain P3 --versus P1", "30.06.2023", first),
        ("org staff list", "30.06.2023", first),
    ] {
        let names = desk.cells(&format!("{line} --as-of {day}"), &["name"]);
        assert!(names.iter().any(|cell| cell == name), "{line} {day}: {names:?}");
        assert!(names.iter().all(|cell| cell == name || !cell.contains("Анна")), "{line} {day}: {names:?}");
    }
    let of_person = desk.done("monitor explain P3 --person Яшина --as-of 30.06.2023").out;
    assert!(of_person.contains(first) && !of_person.contains("Яшина"), "{of_person}");
    let pairs = desk.cells("pair list --as-of 30.06.2023 --by-mentee", &["mentee"]);
    assert_eq!(pairs, [first]);
    assert_eq!(desk.cells("pair list --as-of 01.07.2024", &["mentees"]), ["Яшина Анна Ильинична"]);
    // Of whom two periods tell something different, the name is the newer period's.
    let compared = desk.cells("monitor compare 2021 2023-H1 N1-all", &["name"]);
    assert_eq!(compared, [first]);
    // The surname of July is on its way, and the check is made in June.
    let check = desk.run("monitor check --format csv").out;
    assert!(check.contains(then) && !check.contains("Яшина"), "{check}");
    // The order of a list is that of the names of the day: Яшина would stand below Петров.
    let names = desk.cells("monitor explain P3 --as-of 30.06.2023", &["name"]);
    assert_eq!(names, [first, "Петров Пётр Петрович"]);
}

#[test]
fn without_a_day_a_name_is_corrected() {
    let desk = world();
    desk.done("org staff edit Иванова --name 'Иванцова Анна Ильинична'");
    assert!(!desk.done("org staff show 1").out.contains("Прежняя фамилия"));
    desk.refused("org staff show 'Иванова Анна'", 1, &["нет человека «Иванова Анна»"]);
    desk.refused("org staff edit 1 --effective 01.07.2023", 2, &["--name"]);
}

#[test]
fn only_a_surname_changes_and_one_after_another() {
    let desk = world().with([WED]);
    for (line, told) in [
        ("--name 'Ким Нина Ильинична' --effective 01.07.2024", "с даты меняют только фамилию, а имя — нет"),
        ("--name 'Рощина Анна Ильинична' --effective 30.06.2023", "прежняя фамилия записана по 30.06.2023"),
        ("--name 'Рощина Анна Ильинична' --effective 01.07.2023", "прежняя фамилия записана по 30.06.2023"),
        ("--name 'Рощина Анна Ильинична' --effective 12.05.1990", "человек родился 12.05.1990"),
        ("--name 'Рощина Анна Ильинична' --effective 01.07.2026", "дата больше чем на год впереди"),
        ("--name 'Иванова Анна Ильинична'", "прежнее имя человека № 1: если фамилия снова такая, укажите --effective"),
    ] {
        desk.refused(&format!("org staff edit Ким {line}"), 1, &[told]);
    }
    let told = desk.done("org staff edit Ким --name 'КИМ Анна Ильинична' --effective 01.07.2024");
    assert!(told.err.contains("изменений нет"), "{told:?}");
    desk.done("org staff edit Ким --name 'Иванова Анна Ильинична' --effective 02.07.2023");
    assert!(desk.done("org staff show 1").out.starts_with("Иванова Анна Ильинична"));
}

#[test]
fn who_bears_a_name_and_who_bore_it_are_told_apart() {
    let desk = world().with([
        WED,
        "org staff add 'Иванова Вера Олеговна' --org 1 --post учитель --hired 01.09.2015 --born 03.02.1980",
    ]);
    let told = desk.refused("org staff show Иванова", 1, &["«Иванова» — это 2 человека"]);
    assert!(told.err.contains("1  Ким Анна Ильинична, прежде Иванова Анна Ильинична, 1990 г. р., СОШ № 1"), "{told:?}");
    assert!(told.err.contains("3  Иванова Вера Олеговна, 1980 г. р., СОШ № 1"), "{told:?}");
    assert!(desk.done("org staff show 'Ким Анна'").out.starts_with("Ким Анна Ильинична"));
}

/// A start that is known by the tenure, as a file may tell it.
fn by_tenure(desk: &Desk, person: i64, latest: &str, months: i64) {
    let sql = "UPDATE people SET teaching_since = ?2, teaching_spread = ?3 WHERE id = ?1";
    assert_eq!(desk.sql().execute(sql, (person, latest, months)).unwrap(), 1);
}

#[test]
fn a_start_by_tenure_is_marked_wherever_it_is_shown() {
    let desk = world();
    by_tenure(&desk, 1, "2022-09-01", 12);
    let card = desk.cells("org staff show 1", &["field", "value"]);
    let start = "Начало педагогической деятельности|с 01.09.2022 (по стажу, с точностью до года)".to_owned();
    assert!(card.contains(&start), "{card:?}");
    let columns = ["name", "teaching_since", "teaching_spread"];
    assert_eq!(
        desk.cells("org staff list", &columns),
        ["Иванова Анна Ильинична|2022-09-01|12", "Петров Пётр Петрович||"]
    );
    assert!(
        desk.done("org staff list --format csv")
            .out
            .lines()
            .next()
            .unwrap()
            .ends_with(",mentor,teaching_spread,declared")
    );
    assert!(!desk.done("org staff list").out.contains("Точность"));
    desk.done("org staff edit 1 --teaching-since 01.03.2022");
    assert_eq!(desk.cells("org staff list", &columns)[0], "Иванова Анна Ильинична|2022-03-01|");
}

/// On 15 June 2024 a novice began after 15 June 2021.
#[test]
fn a_card_counts_only_whom_the_tenure_settles() {
    let desk = world();
    let line = |desk: &Desk, field: &str| {
        let card = desk.cells("org show 1", &["field", "value"]);
        card.iter().find_map(|line| line.strip_prefix(&format!("{field}|")).map(str::to_owned))
    };
    let (novices, rough) = ("Молодых педагогов (стаж до 3 лет)", "Стаж указан слишком грубо, чтобы судить");
    for (latest, months, counted, unsettled) in [
        ("2022-06-15", 12, Some("1 (100,0 %)"), None),
        ("2022-06-14", 12, None, Some("1")),
        ("2021-07-15", 1, Some("1 (100,0 %)"), None),
        ("2021-06-16", 1, None, Some("1")),
        ("2021-06-15", 12, Some("0 (0,0 %)"), None),
    ] {
        by_tenure(&desk, 1, latest, months);
        assert_eq!(line(&desk, novices).as_deref(), counted, "{latest} {months}");
        assert_eq!(line(&desk, rough).as_deref(), unsettled, "{latest} {months}");
    }
    // And a long tenure, over 20 years: begun before 15 June 2004.
    for (latest, long) in [("2004-06-14", Some("1 (100,0 %)")), ("2004-06-15", None), ("2005-06-14", Some("0 (0,0 %)"))]
    {
        by_tenure(&desk, 1, latest, 12);
        assert_eq!(line(&desk, "Стаж более 20 лет").as_deref(), long, "{latest}");
    }
}

/// Three years before the end of 2023 is 31 December 2020.
#[test]
fn a_share_says_whether_a_start_is_missing_or_told_too_roughly() {
    let desk = world().with([
        "org staff add 'Рощина Вера Олеговна' --org 1 --post учитель --hired 01.09.2015",
        "org staff add 'Кац Лев Маркович' --org 1 --post учитель --hired 01.09.2015",
    ]);
    by_tenure(&desk, 1, "2021-06-01", 12);
    by_tenure(&desk, 3, "2021-12-31", 12);
    by_tenure(&desk, 4, "2020-12-31", 1);
    assert_eq!(
        desk.cells("monitor explain S7 --period 2023", &["name", "result", "reason"]),
        [
            "Рощина Вера Олеговна|not_counted|нет приказа о закреплении пары",
            "Иванова Анна Ильинична|unknown|стаж указан слишком грубо, чтобы судить: нужна дата начала педагогической деятельности",
            "Петров Пётр Петрович|unknown|нет даты начала педагогической деятельности",
        ]
    );
    let unknown = "либо стаж указан слишком грубо, чтобы судить";
    assert!(desk.done("monitor passport S7 --format csv").out.contains(unknown));
}
