//! Tasks of programs: which deficit they answer, when they are late, what is the individual route.

use crate::common::Desk;

/// A program of one mentee with a deficit, and one of two.
fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 3' --kind школа",
        "org add 'Лицей № 4' --kind школа",
        "org staff add 'Ким Ян Львович' --org 1 --post учитель --hired 01.09.2012",
        "org staff add 'Ёжикова Юлия Яновна' --org 1 --post учитель --hired 01.09.2023 --snils 11223344595",
        "org staff add 'Ли Анна' --org 2 --post учитель --hired 01.09.2023",
        "pair create --number 1 --mentor Ким --mentee Ёжикова --start 01.09.2023",
        "pair create --number 2 --mentor Ким --mentee Ёжикова --mentee 'Ли Анна' --kind 'в группе' --start 01.09.2023 --despite 'общая группа'",
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.05.2024",
        "program draft --number 2 --pair 2 --start 01.09.2023 --finish 31.05.2024",
        "program need add 1 'Теряется на уроке'",
        "program need add 2 'Не знает программ' --mentee 'Ли Анна'",
    ])
}

/// The tasks that a list shows.
fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["id", "mentee", "task", "due", "done", "state"])
}

#[test]
fn a_task_answers_a_deficit_of_its_own_mentee() {
    let desk = desk();
    desk.done("program task add 1 'Посетить урок' --need 1 --set 05.09.2023 --due 30.09.2023");
    desk.done("program task add 2 'Изучить программу' --need 2");
    desk.done("program task add 2 'Прийти на педсовет'");
    desk.refused("program task add 1 'Читать' --need 2", 1, &["дефицит № 2 — программы 2, а задача — программы 1"]);
    desk.refused("program task add 2 'Читать' --need 2 --mentee Ёжикова", 1, &["дефицит № 2 — другого наставляемого"]);
    desk.refused("program task edit 3 --need 2", 1, &["дефицит № 2 — другого наставляемого программы 2"]);
    desk.refused("program task add 1 'Читать' --need 9", 1, &["нет профессионального дефицита с номером 9"]);
    assert_eq!(
        desk.cells("program task list", &["id", "program", "mentee", "deficit"]),
        ["1|1|Ёжикова Юлия Яновна|Теряется на уроке", "2|2|Ли Анна|Не знает программ", "3|2||"]
    );
    let card = desk.done("program need show 1").out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(card.contains("№ 1 Посетить урок (задача, срок 30.09.2023; просрочена)"), "{card}");
    // What is for all mentees is for each of them, and of each one's school.
    let ids = |line: &str| desk.cells(&format!("program task list {line}"), &["id"]).join(" ");
    assert_eq!(ids("--person Ёжикова"), "1 3");
    assert_eq!(ids("--person 'Ли Анна'"), "2 3");
    assert_eq!(ids("--org 'Лицей № 4'"), "2 3");
    assert_eq!(ids("--org 'СОШ № 3' --program 2"), "3");
}

#[test]
fn a_task_is_late_from_the_day_after_its_term_and_never_done_before_it_was_set() {
    let desk = desk();
    desk.done("program task add 1 'Посетить урок' --set 05.09.2023 --due 30.09.2023 --responsible наставник");
    desk.done("program task add 1 'Вести журнал' --set 05.09.2023 --due 15.06.2024");
    desk.refused(
        "program task done 1 --date 04.09.2023",
        1,
        &["задача выполнена 04.09.2023, раньше, чем поставлена: 05.09.2023"],
    );
    desk.refused(
        "program task add 1 'Читать' --set 05.09.2023 --due 04.09.2023",
        1,
        &["срок задачи 04.09.2023 истекает раньше"],
    );
    // Today is the last day of the second.
    assert_eq!(
        listed(&desk, "program task list --overdue"),
        ["1|Ёжикова Юлия Яновна|Посетить урок|2023-09-30||overdue"]
    );
    assert_eq!(listed(&desk, "program task list --overdue --as-of 30.09.2023"), Vec::<String>::new());
    let told = desk.done("program task done 1 --date 02.10.2023 --result 'разобран'").err;
    assert!(told.contains("Задача № 1 программы № 1 выполнена 02.10.2023, позже срока 30.09.2023"), "{told}");
    desk.refused("program task done 1 --date 03.10.2023", 1, &["задача № 1 уже выполнена 02.10.2023"]);
    assert_eq!(
        listed(&desk, "program task list"),
        [
            "1|Ёжикова Юлия Яновна|Посетить урок|2023-09-30|2023-10-02|late",
            "2|Ёжикова Юлия Яновна|Вести журнал|2024-06-15||due"
        ]
    );
    assert_eq!(listed(&desk, "program task list --as-of 01.10.2023")[0].rsplit('|').next(), Some("overdue"));
    // A day that was wrong goes, and what it barred comes in the same command.
    desk.done("program task edit 1 --set пусто --done 01.09.2023");
    assert_eq!(listed(&desk, "program task list")[0].rsplit('|').next(), Some("done"));
}

#[test]
fn the_individual_route_is_all_but_plain_tasks() {
    let desk = desk().with([
        "program task add 1 'Посетить урок'",
        "program task add 1 'Курсы по ФГОС' --kind КПК --due 31.03.2024",
        "program task add 1 'Формирующее оценивание' --kind самообразование",
        "program task add 2 'Первая категория' --kind аттестация --mentee 'Ли Анна' --due 01.02.2024",
    ]);
    let route = |line: &str| desk.cells(&format!("program route {line}"), &["id", "kind", "task"]);
    assert_eq!(
        route(""),
        ["2|course|Курсы по ФГОС", "3|self_education|Формирующее оценивание", "4|attestation|Первая категория"]
    );
    assert_eq!(route("1 --person Ёжикова").len(), 2);
    assert_eq!(route("2"), ["4|attestation|Первая категория"]);
}

#[test]
fn a_file_tells_of_a_task_again_and_a_task_that_recurs_has_terms() {
    let desk = desk();
    let header = "Номер программы;ФИО;Дефицит;Мероприятие;Срок выполнения;Отметка о выполнении";
    desk.write("tasks.csv", format!("{header}\n1;;теряется на  УРОКЕ;Посетить урок;31.10.2023;\n1;;;Посетить урок;30.11.2023;\n2;;;Прийти на педсовет;;\n"));
    assert!(desk.done("program task import tasks.csv").err.contains("записано: 3 новые записи"));
    // Months later, with what was done; the term that wasn't known comes too.
    desk.write(
        "tasks.csv",
        format!("{header}\n1;;;Посетить урок;31.10.2023;30.10.2023\n2;;;Прийти на педсовет;31.01.2024;\n"),
    );
    assert!(desk.done("program task import tasks.csv").err.contains("записано: 0 новых записей, изменено: 2"));
    desk.write("tasks.csv", format!("{header}\n2;;;Прийти на педсовет;;30.01.2024\n1;;;Посетить урок;;30.11.2023\n2;;Не знает программ;Читать;;\n"));
    desk.refused(
        "program task import tasks.csv",
        1,
        &[
            "tasks.csv:3: таких задач в программе 2, с разными сроками: укажите срок",
            "tasks.csv:4:3: «Дефицит»: «Не знает программ» — чей дефицит, не указано: задача — для всех наставляемых",
        ],
    );
    assert_eq!(
        desk.cells("program task list", &["task", "due", "done", "deficit"]),
        [
            "Посетить урок|2023-10-31|2023-10-30|Теряется на уроке",
            "Посетить урок|2023-11-30||",
            "Прийти на педсовет|2024-01-31||",
        ]
    );
}
