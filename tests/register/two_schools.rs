//! Two schools, a kindergarten and five people, for the tests of organisations, staff, groups and mentors.

use crate::common::Desk;

/// Two schools, a kindergarten and five people.
pub fn district() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «СОШ № 1» с. Ясное' --kind школа --short 'СОШ № 1' --inn 7707083893 --opened 01.09.1990",
        "org add 'МБОУ «СОШ № 2» с. Тихое' --kind школа --short 'СОШ № 2' --inn 7736050003",
        "org add 'Детский сад «Ромашка»' --kind 'детский сад'",
        "org staff add 'Иванова Анна Ильинична' --org 'СОШ № 1' --post учитель --hired 01.09.2015 --born 12.05.1990 --snils 11223344595 --number 7",
        "org staff add 'Петров Пётр Петрович' --org 'СОШ № 1' --post 'учитель химии' --hired 01.09.2018 --born 03.02.1996",
        "org staff add 'Кац Лев Маркович' --org 'СОШ № 1' --post учитель --hired 15.08.2019 --number 12",
        "org staff add 'Ёлкина Вера Юрьевна' --org 'СОШ № 2' --post директор --hired 01.09.2010",
        "org staff add 'Ким Нина Сергеевна' --org 'СОШ № 2' --post учитель --hired 01.09.2020",
    ])
}

/// The figures of a date, all codes, organisation by organisation.
pub fn figures(desk: &Desk, day: &str) -> Vec<Vec<String>> {
    desk.rows(&format!("monitor indicators --by org --as-of {day}"))
}

/// Who stands behind them, by name.
pub fn names(desk: &Desk, day: &str) -> Vec<Vec<String>> {
    desk.rows(&format!("monitor explain ALL --as-of {day}"))
}
