//! Reviews: what was submitted, what the expert said, what was corrected after it; and the corrections of programs on their way.

use super::mentoring::{card, imported, paired, turned_away};
use crate::common::Desk;

fn reviews(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(
        line,
        &["id", "org", "subject", "program", "title", "submitted", "verdict", "concluded", "expert", "corrected"],
    )
}

/// What `monitor check` says of reviews on a day.
fn found(desk: &Desk, day: &str) -> Vec<String> {
    let told = desk.run(&format!("monitor check --today {day} --format csv"));
    let rows = told.out.lines().filter(|line| line.contains("review_"));
    rows.map(|row| row.split(',').next().unwrap().replace(':', " ")).collect()
}

#[test]
fn what_is_submitted_is_judged_then_corrected_then_submitted_anew() {
    let desk = paired();
    let told = desk.done("org review add программа --program 1 --date 01.10.2023 --expert Рощина").err;
    assert!(told.contains("Записана рецензия № 1: программа № 1, Школа А, представлено 01.10.2023"), "{told}");
    assert!(told.contains("Эксперт: Рощина Ольга Юрьевна"), "{told}");
    let early = "org review correct 1 --date 02.10.2023";
    desk.refused(early, 1, &["исправлено 02.10.2023 по рецензии, а заключения ещё нет"]);
    let before = "org review conclude 1 --verdict согласовано --date 30.09.2023";
    desk.refused(before, 1, &["заключение дано 30.09.2023, раньше, чем документ представлен: 01.10.2023"]);
    desk.done("org review conclude 1 --verdict 'на доработку' --date 10.10.2023 --remarks 'нет сроков'");
    let twice = "org review conclude 1 --verdict согласовано --date 11.10.2023";
    desk.refused(twice, 1, &["заключение уже есть, возвращено 10.10.2023", "nastavnik org review edit 1"]);
    desk.refused("org review correct 1 --date 09.10.2023", 1, &["раньше, чем дано заключение: 10.10.2023"]);
    desk.done("org review correct 1 --date 20.10.2023 --changes 'указаны сроки'");
    desk.refused("org review correct 1 --date 21.10.2023", 1, &["уже исправлено 20.10.2023"]);
    desk.done("org review add программа --program 1 --date 21.10.2023");
    desk.done("org review conclude 2 --verdict согласовано --date 25.10.2023 --expert 'Лавров И. П., центр развития'");
    assert_eq!(
        reviews(&desk, "org review list --program 1"),
        [
            "1|Школа А|program|1||2023-10-01|returned|2023-10-10|Рощина Ольга Юрьевна|2023-10-20",
            "2|Школа А|program|1||2023-10-21|agreed|2023-10-25|Лавров И. П., центр развития|",
        ]
    );
    let told = card(&desk, "program show 1").join("\n");
    assert!(
        told.contains(
            "представлено 01.10.2023; возвращено 10.10.2023, эксперт Рощина Ольга Юрьевна; замечания: нет сроков; \
             исправлено 20.10.2023: указаны сроки"
        ),
        "{told}"
    );
    let told = card(&desk, "org show 'Школа А'").join("\n");
    assert!(told.contains("программа № 1, представлено 21.10.2023; согласовано 25.10.2023"), "{told}");
    // An expert of the registers in the place of one from outside, and none.
    desk.done("org review edit 2 --expert Иванова");
    assert!(reviews(&desk, "org review list")[1].contains("|Иванова Анна Ильинична|"));
    desk.done("org review edit 2 --expert пусто");
    assert!(reviews(&desk, "org review list")[1].contains("|2023-10-25||"));
    desk.done("org review edit 1 --corrected пусто --changes пусто --verdict пусто --concluded пусто");
    assert_eq!(reviews(&desk, "org review list --open").len(), 1);
    desk.refused("org review show 9", 1, &["нет рецензии с номером 9", "nastavnik org review list"]);
    desk.refused("org review edit 1", 2, &["не указано, что исправить"]);
}

#[test]
fn papers_of_an_organisation_and_materials_are_reviewed_too() {
    let desk = paired().with([
        "org review add положение --org 'Школа А' --date 01.10.2023",
        "org review add 'дорожная карта' --org 2 --date 01.10.2023",
        "org review add 'методические материалы' --org 1 --title 'Дневник наставника' --date 01.10.2023",
        "org review add 'методические материалы' --org 1 --title 'Памятка' --date 01.10.2023",
    ]);
    assert_eq!(reviews(&desk, "org review list --org 1 --subject материалы").len(), 2);
    desk.refused("org review add положение --org 1 --date 01.10.2023", 1, &["уже записано, рецензия № 1"]);
    desk.refused("org review add 'оценочные средства' --org 1 --date 01.10.2023", 2, &["нужно название"]);
    desk.refused("org review add положение --program 1 --date 01.10.2023", 2, &["предмет рецензии — положение"]);
    desk.refused("org review add программа --org 1 --date 01.10.2023", 2, &["нужен --program"]);
    desk.refused("org review add программа --program 7 --date 01.10.2023", 1, &["нет программы с номером «7»"]);
    desk.done("org review conclude 4 --verdict возвращено --date 02.10.2023");
    assert_eq!(reviews(&desk, "org review list --returned").len(), 1);
}

#[test]
fn what_waits_for_long_is_found_until_it_is_submitted_anew() {
    let desk = paired().with([
        "org review add программа --program 1 --date 01.10.2023",
        "org review add положение --org 2 --date 02.10.2023",
        "org review conclude 2 --verdict возвращено --date 03.10.2023",
    ]);
    assert_eq!(found(&desk, "31.10.2023"), Vec::<String>::new(), "thirty days are no longer than thirty days");
    assert_eq!(found(&desk, "01.11.2023"), ["review_open 1"]);
    assert_eq!(found(&desk, "03.11.2023"), ["review_unmended 2", "review_open 1"]);
    desk.done("org review correct 2 --date 04.11.2023");
    assert_eq!(found(&desk, "04.11.2023"), ["review_open 1"]);
    desk.done("org review add программа --program 1 --date 04.11.2023");
    assert_eq!(found(&desk, "05.11.2023"), Vec::<String>::new());
}

#[test]
fn a_file_brings_reviews_and_says_more_of_them() {
    let desk = paired();
    let header =
        "Организация;Предмет;Номер программы;Название;Представлено;Заключение;Дата заключения;Эксперт;Замечания\n";
    let rows = "Школа А;Программа;1;;01.10.2023;;;Рощина Ольга Юрьевна;\n\
                Школа А;Методические материалы;;Памятка;01.10.2023;;;Лавров И. П., центр;\n";
    imported(&desk, "org review", &format!("{header}{rows}"));
    let row = "Школа А;программа;1;;01.10.2023;возвращена на доработку;05.10.2023;;нет сроков\n";
    let again = imported(&desk, "org review", &format!("{header}{row}"));
    assert!(again.err.contains("изменено: 1"), "{again:?}");
    assert_eq!(
        reviews(&desk, "org review list"),
        [
            "2|Школа А|materials||Памятка|2023-10-01|||Лавров И. П., центр|",
            "1|Школа А|program|1||2023-10-01|returned|2023-10-05|Рощина Ольга Юрьевна|",
        ]
    );
    // A program tells by itself whose it is; of namesakes the СНИЛС tells.
    imported(&desk, "org review", "Предмет;Номер программы;Представлено\nпрограмма;1;01.12.2023\n");
    assert!(reviews(&desk, "org review list")[2].contains("|Школа А|program|1||2023-12-01"));
    desk.done("org staff add 'Рощина Ольга Юрьевна' --org 2 --post учитель --hired 01.09.2023 --born 01.02.1990");
    let of_namesake = format!("{header}Школа А;положение;;;01.10.2023;;;Рощина Ольга Юрьевна;\n");
    let said =
        "file.csv:2:8: «Эксперт»: «Рощина Ольга Юрьевна» — людей с этим именем несколько: укажите СНИЛС эксперта";
    turned_away(&desk, "org review", &of_namesake, &[said]);
    // The stored expert stays whoever it was, by the name alone.
    let told = imported(&desk, "org review", &format!("{header}{rows}"));
    assert!(told.err.contains("изменений нет"), "{told:?}");
}

#[test]
fn a_program_is_corrected_on_its_way() {
    let desk = paired().with([
        "program correction add 1 'добавлены открытые уроки' --date 20.01.2024 --reason 'итоги диагностики'",
        "program correction add 1 'перенесены курсы' --date 15.12.2023 --reason 'болезнь наставляемого'",
    ]);
    let listed = |desk: &Desk| desk.cells("program correction list --program 1", &["id", "date", "content", "reason"]);
    assert_eq!(
        listed(&desk),
        [
            "2|2023-12-15|перенесены курсы|болезнь наставляемого",
            "1|2024-01-20|добавлены открытые уроки|итоги диагностики",
        ]
    );
    let told = card(&desk, "program show 1").join("\n");
    assert!(told.contains("20.01.2024: добавлены открытые уроки; причина: итоги диагностики"), "{told}");
    let same = "program correction add 1 'перенесены  курсы' --date 15.12.2023 --reason другая";
    desk.refused(same, 1, &["такая корректировка 15.12.2023 уже записана: № 2", "nastavnik program correction edit 2"]);
    desk.refused("program correction add 1 курсы --date 15.12.2023", 2, &["--reason"]);
    desk.done("program correction edit 2 --date 16.12.2023 --reason 'карантин'");
    assert_eq!(listed(&desk)[0], "2|2023-12-16|перенесены курсы|карантин");
    desk.done("program approve 1 --date 01.09.2023");
    desk.done("program complete 1 --date 31.05.2024");
    let late = "программа 1 завершена 31.05.2024: корректировки 01.06.2024 у неё быть не может";
    desk.refused("program correction add 1 курсы --date 01.06.2024 --reason карантин", 1, &[late]);
    desk.refused("program correction edit 2 --date 01.06.2024", 1, &[late]);
    let header = "Номер программы;Дата;Корректировка;Основание\n";
    turned_away(
        &desk,
        "program correction",
        &format!("{header}1;01.06.2024;курсы;карантин\n"),
        &[&format!("file.csv:2: {late}")],
    );
    imported(&desk, "program correction", &format!("{header}1;16.12.2023;перенесены курсы;болезнь\n"));
    assert_eq!(listed(&desk)[0], "2|2023-12-16|перенесены курсы|болезнь");
}
