//! Professional deficits: whose they are, how they were found, and that they go with the person.

use crate::common::Desk;

/// A program of one mentee, and one of three, two of whom bear one name.
fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 3' --kind школа",
        "org add 'Лицей № 4' --kind школа",
        "org staff add 'Ким Ян Львович' --org 1 --post учитель --hired 01.09.2012",
        "org staff add 'Ёжикова Юлия Яновна' --org 1 --post учитель --hired 01.09.2023 --snils 11223344595",
        "org staff add 'Ли Анна' --org 1 --post учитель --hired 01.09.2023 --born 09.10.2001",
        "org staff add 'Ли Анна' --org 2 --post логопед --hired 01.09.2022 --born 01.03.1999 --snils 90010000794",
        "pair create --number 1 --mentor Ким --mentee Ёжикова --start 01.09.2023",
        "pair create --number 2 --mentor Ким --mentee Ёжикова --mentee 3 --mentee 4 --kind 'в группе' --start 01.09.2023 --despite 'общая группа'",
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.05.2024",
        "program draft --number 2 --pair 2 --start 01.09.2023 --finish 31.05.2024",
    ])
}

/// The deficits that a list shows.
fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["id", "program", "mentee", "deficit", "method", "date"])
}

#[test]
fn a_deficit_is_of_a_mentee_whom_the_program_names() {
    let desk = desk();
    desk.done("program need add 1 '  Не ведёт   электронный журнал ' --method 'Посещение урока' --date 12.09.2023");
    desk.refused("program need add 2 'Боится родителей'", 1, &["называет нескольких наставляемых", "--mentee НОМЕР"]);
    desk.refused(
        "program need add 2 'Боится родителей' --mentee Ли",
        1,
        &["под «Ли» подходит несколько", "    3  Ли Анна"],
    );
    desk.refused(
        "program need add 2 'Боится родителей' --mentee Ким",
        1,
        &["не называет наставляемого «Ким»", "program show"],
    );
    desk.done("program need add 2 'Боится родителей' --mentee 4 --method запрос");
    desk.done("program need add 2 'Не ведёт электронный журнал' --mentee 900-100-007-94");
    desk.done("program need add 2 'Боится родителей' --mentee ёж");
    desk.refused("program need add 2 'боится  РОДИТЕЛЕЙ' --mentee 4", 1, &["такой дефицит уже записан: № 2, Ли Анна"]);
    assert_eq!(
        listed(&desk, "program need list"),
        [
            "1|1|Ёжикова Юлия Яновна|Не ведёт электронный журнал|lesson|2023-09-12",
            "4|2|Ёжикова Юлия Яновна|Боится родителей||",
            "2|2|Ли Анна|Боится родителей|request|",
            "3|2|Ли Анна|Не ведёт электронный журнал||",
        ]
    );
    let of = |line: &str| desk.cells(&format!("program need list {line}"), &["id"]).join(" ");
    assert_eq!(of("--program 2"), "4 2 3");
    assert_eq!(of("--person Ёжикова"), "1 4");
    assert_eq!(of("--org 'Лицей № 4'"), "2 3");
    assert_eq!(of("--org 'СОШ № 3' --program 1"), "1");
    let card = desk.done("program show 1").out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        card.contains("№ 1 Ёжикова Юлия Яновна: Не ведёт электронный журнал (посещённый урок 12.09.2023)"),
        "{card}"
    );
}

#[test]
fn a_file_brings_deficits_and_says_later_how_they_were_found() {
    let desk = desk();
    let header = "№ программы;ФИО наставляемого;СНИЛС;Затруднение;Как выявлен;Дата выявления";
    desk.write("needs.csv", format!("{header}\n1;;;Теряется на уроке;;\n2;;900-100-007 94;Теряется на уроке;;\n"));
    assert!(desk.done("program need import needs.csv").err.contains("записано: 2 новые записи"));
    desk.write(
        "needs.csv",
        format!("{header}\n1;;;Теряется на уроке;тест;03.10.2023\n2;;90010000794;Теряется на уроке;;\n"),
    );
    assert!(desk.done("program need import needs.csv").err.contains("изменено: 1, без изменений: 1"));
    assert_eq!(
        listed(&desk, "program need list"),
        ["1|1|Ёжикова Юлия Яновна|Теряется на уроке|diagnostics|2023-10-03", "2|2|Ли Анна|Теряется на уроке||"]
    );
    desk.write(
        "needs.csv",
        format!("{header}\n2;Ли Анна;;Не знает программ;;\n2;;;Не знает программ;;\n1;Ли Анна;;Не знает программ;;\n"),
    );
    desk.refused(
        "program need import needs.csv",
        1,
        &[
            "needs.csv:2:2: «ФИО наставляемого»: «Ли Анна» — программа 2 называет нескольких с именем Ли Анна: укажите СНИЛС",
            "needs.csv:3:3: «СНИЛС» — программа 2 называет нескольких наставляемых: укажите СНИЛС",
            "needs.csv:4:2: «ФИО наставляемого»: «Ли Анна» — программа 1 не называет наставляемого Ли Анна",
        ],
    );
}

#[test]
fn a_deficit_is_corrected_told_and_taken_back() {
    let desk = desk().with(["program need add 1 'Не ведёт журнал' --method анкета --date 12.09.2023"]);
    desk.refused("program need edit 1", 2, &["--deficit, --method или --date"]);
    desk.refused("program need edit 7 --method иное", 1, &["нет профессионального дефицита с номером 7"]);
    let told =
        desk.done("program need edit 1 --deficit 'Не ведёт электронный журнал' --method пусто --date 20.09.2023").err;
    for change in [
        "Дефицит: Не ведёт журнал → Не ведёт электронный журнал",
        "Способ выявления: анкета → –",
        "Дата: 12.09.2023 → 20.09.2023",
    ] {
        assert!(told.contains(&format!("Дефицит № 1: {change}")), "{told}");
    }
    let history = desk.done("org history --of deficit:1").out;
    assert!(history.contains("Не ведёт электронный журнал") && history.contains("анкета"), "{history}");
    desk.done("org undo");
    assert_eq!(
        listed(&desk, "program need list"),
        ["1|1|Ёжикова Юлия Яновна|Не ведёт журнал|questionnaire|2023-09-12"]
    );
}
