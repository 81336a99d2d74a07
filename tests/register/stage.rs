//! Stages of programs: five, one after another.

use crate::common::Desk;

fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 3' --kind школа",
        "org staff add 'Ким Ян Львович' --org 1 --post учитель --hired 01.09.2012",
        "org staff add 'Ли Анна' --org 1 --post учитель --hired 01.09.2023",
        "pair create --number 1 --mentor Ким --mentee Ли --start 01.09.2023",
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.05.2024",
    ])
}

/// The stages that a list shows.
fn listed(desk: &Desk) -> Vec<String> {
    desk.cells("program stage 1", &["stage", "since", "until"])
}

#[test]
fn stages_come_one_after_another() {
    let desk = desk();
    let clause = "(Ножай-Юрт, п. 5.1)";
    desk.refused(
        "program stage 1 результативный --since 01.05.2024",
        1,
        &["этап «результативный» — после этапа «подготовительный», а он не отмечен", clause],
    );
    desk.done("program stage 1 подготовительный --since 01.09.2023");
    desk.refused(
        "program stage 1 проектировочный --since 31.08.2023",
        1,
        &["этап «подготовительный» с 01.09.2023", clause],
    );
    desk.done("program stage 1 'Проектировочный этап' --since 20.09.2023");
    // The end of the first comes later, and not after the second has begun.
    desk.refused(
        "program stage 1 подготовительный --until 21.09.2023",
        1,
        &["этап «подготовительный» с 01.09.2023 по 21.09.2023, а этап «проектировочный» с 20.09.2023", clause],
    );
    desk.done("program stage 1 подготовительный --until 20.09.2023");
    desk.done("program stage 1 проектировочный --until 30.09.2023");
    desk.done("program stage 1 реализационный --since 01.10.2023 --until 30.04.2024");
    desk.refused(
        "program stage 1 реализационный --since 29.09.2023",
        1,
        &["этап «проектировочный» с 20.09.2023 по 30.09.2023"],
    );
    desk.refused("program stage 1 рефлексивно-аналитический", 2, &["--since или --until"]);
    desk.refused(
        "program stage 1 рефлексивно-аналитический --until 15.05.2024",
        1,
        &["ещё не начат: укажите его первый день"],
    );
    desk.done("program stage 1 рефлексивно-аналитический --since 01.05.2024");
    assert_eq!(
        listed(&desk),
        [
            "preparatory|2023-09-01|2023-09-20",
            "design|2023-09-20|2023-09-30",
            "implementation|2023-10-01|2024-04-30",
            "reflexive|2024-05-01|"
        ]
    );
    let told = desk.done("program stage 1 реализационный --since 02.10.2023 --until пусто").err;
    for change in ["Начало этапа: 01.10.2023 → 02.10.2023", "Окончание этапа: 30.04.2024 → –"]
    {
        assert!(told.contains(&format!("Программа № 1, этап «реализационный»: {change}")), "{told}");
    }
    let card = desk.done("program show 1").out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(card.contains("рефлексивно-аналитический с 01.05.2024"), "{card}");
    desk.done("org undo");
    assert_eq!(listed(&desk)[2], "implementation|2023-10-01|2024-04-30");
}

#[test]
fn a_file_brings_stages() {
    let desk = desk();
    let header = "№ программы;Название этапа;Дата начала;Дата окончания";
    desk.write(
        "stages.csv",
        format!("{header}\n1;Подготовительный этап;01.09.2023;15.09.2023\n1;проектный;16.09.2023;\n"),
    );
    assert!(desk.done("program import stages.csv").err.contains("записано: 2 новые записи"));
    desk.write(
        "stages.csv",
        format!("{header}\n1;проектировочный;16.09.2023;30.09.2023\n1;рефлексивный;01.05.2024;\n"),
    );
    desk.refused(
        "program import stages.csv",
        1,
        &["stages.csv:3: программа 1: этап «рефлексивно-аналитический» — после этапа «реализационный»"],
    );
    assert_eq!(listed(&desk), ["preparatory|2023-09-01|2023-09-15", "design|2023-09-16|"]);
}
