//! Long absences: who is away, why, from when to when.

use crate::common::Desk;

fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add 'Лицей' --kind школа",
        "org staff add 'Ёлкина Вера Ильинична' --org 1 --post учитель --hired 01.09.2015 --born 12.05.1990",
        "org staff add 'Кац Лев Маркович' --org 2 --post учитель --hired 01.09.2015",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2015",
    ])
}

/// The absences that a list shows, without people's keys.
fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["id", "name", "org", "kind", "from", "to"])
}

#[test]
fn a_day_of_an_absence_is_from_the_first_to_the_last() {
    let desk = desk().with([
        "org staff absence add Ёлкина --kind декрет --from 01.03.2023 --to 14.06.2024",
        "org staff absence add Ким --kind 'Длительный отпуск' --from 15.06.2024 --to 14.06.2025",
        "org staff absence add Кац --kind армия --from 15.06.2020 --to 15.06.2024",
    ]);
    let today = listed(&desk, "org staff absence list");
    assert_eq!(
        today,
        ["3|Кац Лев Маркович|Лицей|army|2020-06-15|2024-06-15", "2|Ким Анна|СОШ № 1|long|2024-06-15|2025-06-14"]
    );
    let of_school = listed(&desk, "org staff absence list --org 1 --as-of 14.06.2024");
    assert_eq!(of_school, ["1|Ёлкина Вера Ильинична|СОШ № 1|parental|2023-03-01|2024-06-14"]);
    assert_eq!(listed(&desk, "org staff absence list --all").len(), 3);
    let shown = desk.done("org staff show Ёлкина").out;
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("№ 1: отпуск по уходу за ребёнком с 01.03.2023 по 14.06.2024"), "{shown}");
}

#[test]
fn an_end_that_is_not_known_yet_comes_later_and_nobody_is_away_twice_at_once() {
    let desk = desk().with(["org staff absence add Ёлкина --kind декрет --from 01.03.2023"]);
    desk.refused(
        "org staff absence add Ёлкина --kind иное --from 01.09.2023 --to 30.09.2023",
        1,
        &["№ 1, отпуск по уходу за ребёнком с 01.03.2023, конец не указан", "nastavnik org staff absence edit 1"],
    );
    // The day before it may be of another one, and the day after its end too.
    desk.done("org staff absence add Ёлкина --kind иное --from 01.02.2023 --to 28.02.2023");
    desk.done("org staff absence edit 1 --to 31.08.2023");
    desk.done("org staff absence add Ёлкина --kind иное --from 01.09.2023 --to 30.09.2023");
    desk.refused("org staff absence edit 1 --to 01.09.2023", 1, &["№ 3, иное с 01.09.2023 по 30.09.2023"]);
    desk.refused("org staff absence edit 1 --from 28.02.2023", 1, &["№ 2, иное с 01.02.2023 по 28.02.2023"]);
    desk.refused("org staff absence edit 4 --to 01.09.2023", 1, &["нет отсутствия с номером 4"]);
    desk.refused("org staff absence edit 1", 2, &["--kind, --from или --to"]);
    // A planned end may lie years ahead, anything else not.
    desk.done("org staff absence add Кац --kind иное --from 01.06.2024 --to 14.06.2029");
    desk.refused("org staff absence edit 4 --to 16.06.2029", 1, &["больше чем на пять лет впереди"]);
    desk.refused("org staff absence add Ким --kind иное --from 16.06.2025", 1, &["больше чем на год впереди"]);
    assert_eq!(desk.done("monitor check --only absence_outlives").out, "");
}

#[test]
fn a_file_brings_absences_and_their_ends() {
    let desk = desk();
    desk.write(
        "away.csv",
        "Фамилия;Имя;Отчество;Дата рождения;Вид отпуска;Дата начала;Дата окончания\n\
         Елкина;Вера;Ильинична;12.05.1990;отпуск по уходу за ребенком;01.03.2023;\n\
         Кац;Лев;Маркович;;военная служба;01.07.2023;\n",
    );
    desk.done("org staff absence import away.csv");
    assert_eq!(
        listed(&desk, "org staff absence list --all"),
        ["1|Ёлкина Вера Ильинична|СОШ № 1|parental|2023-03-01|", "2|Кац Лев Маркович|Лицей|army|2023-07-01|"]
    );
    // Years later the same file with the days on which they came back, or are to.
    desk.write(
        "away.csv",
        "ФИО;Дата рождения;Вид отпуска;С;По\n\
         Ёлкина Вера Ильинична;;отпуск по уходу за ребёнком;01.03.2023;28.02.2026\nКац Лев Маркович;;армия;01.07.2023;\n",
    );
    let told = desk.done("org staff absence import away.csv").err;
    assert!(told.contains("изменено: 1, без изменений: 1"), "{told}");
    assert_eq!(
        listed(&desk, "org staff absence list --all")[0],
        "1|Ёлкина Вера Ильинична|СОШ № 1|parental|2023-03-01|2026-02-28"
    );
    let history = desk.done("org history --of absence:1").out;
    assert!(history.contains("изменено   По              28.02.2026"), "{history}");
    desk.write("who.csv", "ФИО;Вид отсутствия;С\nНикто Никита Никитич;иное;01.03.2023\n");
    desk.refused("org staff absence import who.csv", 1, &["who.csv:2: нет человека «Никто Никита Никитич»"]);
}

#[test]
fn an_absence_that_outlives_the_work_is_told() {
    let desk = desk().with([
        "org staff absence add Ёлкина --kind декрет --from 01.03.2023",
        "org staff dismiss Ёлкина --date 31.05.2024",
    ]);
    let told = desk.run("monitor check --only absence_outlives --format csv");
    assert_eq!(told.code, 3);
    let out = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("последний день работы — 31.05.2024, а отсутствие № 1 не завершено"), "{out}");
    desk.done("org staff absence edit 1 --to 31.05.2024");
    desk.done("monitor check --only absence_outlives");
    let told = desk.done("org staff absence add Ёлкина --kind иное --from 01.06.2024 --to 02.06.2024").err;
    assert!(told.contains("на 01.06.2024 у человека «Ёлкина Вера Ильинична» нет записи о работе"), "{told}");
}
