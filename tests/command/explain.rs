//! Who stands behind a figure: the reasons counted, what people are judged by, who is outside, one person, two readings, all
//! codes at once; and two periods side by side.

use crate::common::small_district::district;

fn contains(rows: &[String], wanted: &[&str]) {
    for row in wanted {
        assert!(rows.iter().any(|told| told == row), "«{row}» is missing\n{rows:#?}");
    }
}

#[test]
fn the_reasons_are_counted_first() {
    let told = district().done("monitor explain N2").out;
    let lines: Vec<_> = told.lines().collect();
    let at = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}\n{told}"));
    assert!(at("Не учтены 3: нет приказа о закреплении пары — 2") < at("Учтены: 1"), "{told}");
    assert!(told.replace('\n', " ").contains("приказ есть, программа не утверждена — 1"), "{told}");
    assert!(at("Нет данных, вне расчёта 1: нет даты начала") < at("Учтены: 1"), "{told}");
    at("1 из 4, 25,0 %");
}

#[test]
fn post_age_and_tenure_stand_beside_the_name() {
    let desk = district();
    let told = desk.done("monitor explain N1").out;
    for words in ["Должность,", "возраст, стаж", "учитель, 34 года,", "стаж 13"] {
        assert!(told.contains(words), "«{words}» isn't in\n{told}");
    }
    let columns = ["name", "post", "born", "teaching_since"];
    contains(&desk.cells("monitor explain N1", &columns), &["Сидорова Ольга Юрьевна|учитель|1990-01-01|2010-09-01"]);
    let header = desk.done("monitor explain N1 --format csv").out.lines().next().unwrap().to_owned();
    assert!(header.starts_with("code,unit,name,org,result,reason,clause,post,born,teaching_since"), "{header}");
    // Nobody's birth date where nobody is named.
    assert!(desk.cells("monitor explain N1 --no-names", &["born"]).iter().all(String::is_empty));
    let clauses = desk.cells("monitor explain S2", &["clause"]);
    assert!(clauses.iter().all(|clause| clause == "Спасский, раздел 1 (2)"), "{clauses:?}");
}

#[test]
fn the_post_that_nobody_knows_is_named() {
    let told = district().cells("monitor explain S2", &["name", "result", "reason"]);
    contains(&told, &["Лютиков Семён Ильич|unknown|неизвестно, педагогическая ли должность: мастер на все руки"]);
}

#[test]
fn whoever_is_outside_is_listed_with_the_reason() {
    let desk = district().with(["org staff add 'Главный Ян Ильич' --org 1 --post директор --hired 01.09.2015"]);
    let rows = desk.cells("monitor explain N1 --outside", &["name", "result", "reason"]);
    contains(
        &rows,
        &[
            "Мудрова Вера Павловна|outside|35 лет и старше",
            "Нежина Яна Олеговна|outside|показатель не считает организации такого вида: детский сад",
            "Главный Ян Ильич|outside|должность не педагогическая: директор",
            "Лютиков Семён Ильич|outside|35 лет и старше",
            "Орлова Нина Петровна|not_counted|нет приказа о закреплении пары",
        ],
    );
    // The share is the same, whoever else is listed.
    assert!(desk.done("monitor explain N1 --outside").out.contains("1 из 4"));
}

#[test]
fn one_person_by_every_code() {
    let desk = district();
    let rows = desk.cells("monitor explain --person Мудрова", &["code", "name", "result", "reason"]);
    contains(
        &rows,
        &[
            "P1|Мудрова Вера Павловна|outside|35 лет и старше",
            "N2|Мудрова Вера Павловна|outside|педагогический стаж три года и больше",
            "S2|Мудрова Вера Павловна|counted|",
            "S3|Мудрова Вера Павловна|not_counted|не состоит в наставнической группе, сообществе или клубе",
            "N4|Мудрова Вера Павловна|outside|нет ответа за отчётный период",
        ],
    );
    assert!(!rows.iter().any(|row| row.starts_with("N3|") || row.starts_with("S8|")), "{rows:?}");
    let gone = desk.cells("monitor explain --person Волкова", &["code", "result", "reason"]);
    contains(&gone, &["P3|outside|на отчётную дату уже не работает"]);
    let readings = desk.cells("monitor explain N1 --person 'Петров Пётр'", &["code", "result"]);
    assert_eq!(readings, ["N1|outside"]);
    desk.refused("monitor explain", 2, &["КОД"]);
}

#[test]
fn two_readings_differ_by_names() {
    let rows = district().cells(
        "monitor explain N1 --versus N1-novice",
        &["name", "result", "reason", "versus", "versus_result", "versus_reason"],
    );
    assert_eq!(
        rows,
        [
            "Сидорова Ольга Юрьевна|not_counted|нет приказа о закреплении пары|N1-novice|outside|педагогический стаж три года и больше"
        ]
    );
    let rows = district().cells("monitor explain S7 --versus S7-incl", &["name", "result", "versus_result"]);
    assert_eq!(rows, ["Петров Пётр Петрович|outside|counted"]);
}

#[test]
fn only_what_judges_the_same_is_compared() {
    let desk = district();
    let told = desk.refused(
        "monitor explain N1 --versus N3",
        2,
        &["N1 и N3 не сравнить", "педагогический работник", "организация"],
    );
    assert!(
        told.err.contains("с N1 сравниваются: ") && told.err.contains("N1-incl") && told.err.contains("S7"),
        "{told:#?}"
    );
    assert!(!told.err.contains("N3-order") && !told.err.contains("N4"), "{told:#?}");
    desk.refused("monitor explain n1 --versus n4", 2, &["N1 и N4 не сравнить", "ответ участника"]);
    desk.refused("monitor explain N4-all --versus S7", 2, &["участник пары", "N4", "N5-any"]);
    desk.refused("monitor explain S1 --versus P1", 2, &["с S1 сравниваются: ", "N3-order"]);
    // Answers and participants are of the same people in the same pairs.
    desk.done("monitor explain N4 --versus N4-all");
    desk.done("monitor explain N3 --versus S1-order");
}

#[test]
fn all_codes_come_in_one_file() {
    let desk = district();
    let rows = desk.cells("monitor explain ALL", &["code"]);
    for code in ["P1", "N1", "N3", "S2", "S7"] {
        assert!(rows.iter().any(|row| row == code), "{code}");
    }
    assert!(!rows.iter().any(|row| row.contains('-')), "readings come with --readings");
    assert!(desk.cells("monitor explain ALL --readings", &["code"]).iter().any(|row| row == "N1-incl"));
}

#[test]
fn two_periods_side_by_side() {
    let desk = district();
    let rows = desk.cells("monitor compare 2023 2024 N2", &["code", "name", "org", "before", "after", "reason"]);
    assert_eq!(
        rows,
        [
            "N2|Иванова Анна Ильинична|Школа А|not_counted|counted|нет приказа о закреплении пары на отчётную дату: он издан или наставляемый включён в неё позже",
            "N2|Петров Пётр Петрович|Школа А|not_counted|outside|педагогический стаж три года и больше",
        ]
    );
    let rows = desk.cells("monitor compare 2023 2024 S2 N3", &["code", "name", "before", "after"]);
    // Волкова has left; the curator with her, and the order of the third was repealed.
    assert_eq!(
        rows,
        [
            "S2|Волкова Инна Юрьевна|not_counted|outside",
            "N3|Дом творчества|counted|not_counted",
            "N3|Школа А|counted|not_counted",
        ]
    );
    let totals = desk.cells(
        "monitor compare 2023 2024 N2 --totals",
        &[
            "code",
            "before_numerator",
            "before_denominator",
            "before_percent",
            "after_numerator",
            "after_denominator",
            "after_percent",
        ],
    );
    assert_eq!(totals, ["N2|0|5|0.0|1|4|25.0"]);
    assert!(desk.done("monitor compare 2023 2024 N2").out.contains("N2: было 0 из 5 (0,0 %), стало 1 из 4 (25,0 %)"));
    desk.refused("monitor compare 2024 2030", 1, &["период"]);
}
