//! A school with pairs and programs, and what the tests of pairs, forms, programs and surveys ask of it.

use crate::common::{Desk, Told};

pub const IVANOVA: &str = "11223344595";

pub const PETROV: &str = "90010000794";

pub const KIM: &str = "20000000220";

/// A school and a house of creativity: two experienced teachers, three novices and one whose start nobody knows.
pub fn school() -> Desk {
    Desk::new().with([
        "org add 'Школа А' --kind школа".to_owned(),
        "org add 'Дом творчества' --kind 'дополнительное образование'".to_owned(),
        teacher("Иванова Анна Ильинична", 1, "12.05.1975", "01.09.1998", &format!("--snils {IVANOVA}")),
        teacher("Рощина Ольга Юрьевна", 1, "03.03.1969", "01.09.1992", ""),
        teacher("Петров Пётр Петрович", 1, "01.02.2000", "01.09.2022", &format!("--snils {PETROV}")),
        teacher("Кац Лев Маркович", 1, "01.02.2001", "01.09.2022", ""),
        teacher("Ким Вера Юрьевна", 2, "01.02.2001", "01.09.2022", &format!("--snils {KIM}")),
    ])
}

pub fn teacher(name: &str, org: u8, born: &str, since: &str, more: &str) -> String {
    format!(
        "org staff add '{name}' --org {org} --post учитель --hired 01.09.2022 --born {born} --teaching-since {since} {more}"
    )
}

/// The school with Петров in pair 1, by an order, and with a draft of a program.
pub fn paired() -> Desk {
    school().with([
        "pair create --mentor Иванова --mentee Петров --number 1 --order-number 15-ОД --order-date 01.09.2023",
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.05.2024",
    ])
}

pub fn imported(desk: &Desk, command: &str, content: &str) -> Told {
    desk.write("file.csv", content).done(&format!("{command} import file.csv"))
}

/// Refuses a file with exactly these lines of defects.
pub fn turned_away(desk: &Desk, command: &str, content: &str, defects: &[&str]) {
    let told = desk.write("file.csv", content).refused(&format!("{command} import file.csv"), 1, defects);
    let lines = told.err.lines().count();
    assert!(told.err.contains(&format!("file.csv: {} ошиб", defects.len())), "{content}\n{}", told.err);
    assert_eq!(lines, defects.len() + 1, "{content}\n{}", told.err);
}

/// «числитель из знаменателя» of a share over the whole file.
pub fn share(desk: &Desk, code: &str, when: &str) -> String {
    shares(desk, &[code], when).remove(0)
}

/// The share of each code, in the order of the codes.
pub fn shares(desk: &Desk, codes: &[&str], when: &str) -> Vec<String> {
    let line = format!("monitor indicators {} {when}", codes.join(" "));
    let rows = desk.cells(&line, &["code", "numerator", "denominator"]);
    let of = |code: &&str| {
        // The total stands below its strata; a share of schools alone is one row.
        let row = rows.iter().rfind(|row| row.split('|').next() == Some(code)).unwrap_or_else(|| panic!("{rows:?}"));
        row.split('|').skip(1).collect::<Vec<_>>().join(" из ")
    };
    codes.iter().map(of).collect()
}

/// Who isn't counted, with the reason.
pub fn reasons(desk: &Desk, code: &str, when: &str) -> Vec<String> {
    desk.cells(&format!("monitor explain {code} {when}"), &["name", "result", "reason"])
}

pub fn card(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["field", "value"])
}

pub fn pairs(desk: &Desk) -> Vec<String> {
    desk.cells("pair list --all", &["number", "mentor", "mentees"])
}

/// One column of the pairs that a list of all shows.
pub fn column(desk: &Desk, column: &str) -> Vec<String> {
    desk.cells("pair list --all", &["number", column])
}
