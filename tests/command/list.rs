//! Lists that are written as they are read: what is wrong in the middle is told, and nothing half-made stays.

use std::fs;

use crate::common::Desk;

/// A file whose third row another program has spoilt, in a way that only whoever reads the row sees: it is no text.
fn spoilt() -> Desk {
    let people = ["Анина", "Бунина", "Волина", "Гунина"];
    let add = |name: &str| format!("org staff add '{name} Анна' --org 1 --post учитель --hired 01.09.2020");
    let desk = Desk::new().with(["org add 'Школа А' --kind школа"]).with(people.map(add));
    desk.sql().execute_batch("UPDATE people SET name = CAST(x'ff' AS TEXT) WHERE name LIKE 'Волина%'").unwrap();
    desk
}

/// What breaks a rule of the file is told before anything is read for a result.
#[test]
fn a_value_that_breaks_a_rule_is_told_at_once() {
    for sql in ["UPDATE people SET born = 'весной'", "UPDATE orgs SET kind = 'лавка'"] {
        let desk = Desk::new().with([
            "org add 'Школа А' --kind школа",
            "org staff add 'Анина Анна' --org 1 --post учитель --hired 01.09.2020",
        ]);
        desk.sql().execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {sql}")).unwrap();
        for line in ["org list", "monitor indicators", "monitor export --out export"] {
            desk.refused(line, 4, &["nastavnik.db", "изменила другая программа", "nastavnik org check"]);
        }
        assert!(!desk.path("export").exists());
    }
}

#[test]
fn a_list_that_breaks_off_leaves_the_former_file_and_says_why() {
    let desk = spoilt();
    desk.write("staff", "прежний");
    for format in ["csv", "excel", "json", "table", "xlsx"] {
        let told = desk.run(&format!("org staff list --format {format} --output staff"));
        told.is_refusal(format, 4, &["nastavnik.db", "изменила другая программа", "nastavnik org check"]);
        assert_eq!(fs::read_to_string(desk.path("staff")).unwrap(), "прежний", "{format}");
    }
    assert_eq!(desk.files(), ["nastavnik.db", "staff"]);
    let told = desk.run("org staff list --format csv");
    assert_eq!(told.code, 4, "{told:#?}");
    assert!(told.err.starts_with("Ошибка: ") && told.err.contains("nastavnik.db"), "{told:#?}");
}

#[test]
fn whoever_reads_only_the_beginning_hears_no_complaint() {
    let desk = Desk::example("spassky", "2022-09-08");
    let mut command = desk.command("org staff list --all --format csv");
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr.is_empty()), (Some(0), true), "{done:?}");
}

#[test]
fn a_list_tells_the_number_of_its_rows_to_people() {
    let desk = Desk::new().with([
        "org add 'Школа А' --kind школа",
        "org add 'Школа Б' --kind школа",
        "org close 2 --date 01.06.2024",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2020",
    ]);
    assert!(desk.done("org list").out.starts_with("Организации: 1\n"));
    assert!(desk.done("org list --all").out.starts_with("Организации: 2\n"));
    assert!(desk.done("org staff list").out.starts_with("Сотрудники на 15.06.2024: записей о работе 1\n"));
    assert!(desk.done("mentor list").out.starts_with("Реестр наставников на 15.06.2024: 0\n(пусто)\n"));
}

/// A text under the name of a workbook is one that Excel doesn't open.
#[test]
fn a_text_is_not_called_a_workbook() {
    let desk = Desk::new().with(["org add 'Школа А' --kind школа"]);
    desk.refused("org list --format excel --output a.xlsx", 2, &["имя кончается на .xlsx", "a.csv"]);
    for name in ["A.XLS", "folder/a.ods"] {
        desk.refused(&format!("org list --format excel --output {name}"), 2, &["эта команда не делает", ".xlsx"]);
        assert!(!desk.path(name).exists());
    }
    desk.done("org list --format excel --output a.csv");
}
