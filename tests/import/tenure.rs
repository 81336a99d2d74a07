//! The pedagogical tenure in a staff file, where nobody knows the day when the work began.

use crate::common::Desk;

/// One school. Today is 15.06.2024.
fn district() -> Desk {
    Desk::new().with(["org add 'СОШ № 1' --kind школа"])
}

const HEADER: &str = "ФИО;Дата рождения;Организация;Должность;Дата приёма";

fn file(desk: &Desk, headings: &str, cells: &str) {
    let row = "Ромашкина Анна Петровна;12.05.1990;СОШ № 1;учитель;01.09.2020";
    desk.write("f.csv", format!("{HEADER};{headings}\n{row};{cells}\n"));
}

/// The start of work and the months of its spread that come of a file.
fn start(headings: &str, cells: &str, options: &str) -> String {
    let desk = district();
    file(&desk, headings, cells);
    desk.done(&format!("org staff import f.csv {options}"));
    desk.cells("org staff list", &["teaching_since", "teaching_spread"]).remove(0)
}

#[test]
fn a_tenure_is_counted_back_from_its_day() {
    for (headings, cells, options, expected) in [
        ("Педагогический стаж;Стаж на дату", "3 г. 5 мес.;01.06.2024", "", "2021-01-01|1"),
        ("Педагогический стаж на 01.09.2023", "3", "", "2020-09-01|12"),
        ("стаж педагогической работы (на 1 сентября 2023 г.)", "3 года", "", "2020-09-01|12"),
        ("Педстаж, полных лет", "3", "--tenure-on 01.09.2023", "2020-09-01|12"),
        ("Стаж работы педагогического работника по специальности", "11 лет", "--tenure-on 01.06.2024", "2013-06-01|12"),
        // The row's own day goes before the heading's, and that before the option's.
        ("Пед. стаж на 01.09.2023;Стаж на дату", "3;01.06.2024", "--tenure-on 01.01.2020", "2021-06-01|12"),
        ("Пед. стаж на 01.09.2023;Стаж на дату", "3;", "--tenure-on 01.01.2020", "2020-09-01|12"),
        ("Стаж (пед.);Начало педагогической деятельности", "3;", "--tenure-on 01.09.2023", "2020-09-01|12"),
        // A date is more exact; a tenure that agrees with it says nothing.
        ("Стаж (пед.);Начало педагогической деятельности", "3;15.08.2020", "--tenure-on 01.09.2023", "2020-08-15|"),
        ("Стаж (пед.);Начало педагогической деятельности", "3;15.08.2020", "", "2020-08-15|"),
        ("Стаж (пед.)", "", "", "|"),
        ("Стаж (пед.)", "без стажа", "--tenure-on 01.06.2024", "2024-06-01|1"),
    ] {
        assert_eq!(start(headings, cells, options), expected, "{headings}: {cells} {options}");
    }
}

#[test]
fn a_tenure_that_cannot_be_true_is_refused() {
    let desk = district();
    for (headings, cells, options, told) in [
        (
            "Стаж (пед.)",
            "3",
            "",
            "f.csv:2:6: «Стаж (пед.)»: «3» — неизвестно, на какой день указан стаж; добавьте столбец «Стаж на дату» или \
             укажите параметр --tenure-on ДАТА",
        ),
        (
            "Стаж (пед.);Начало педагогической деятельности",
            "3;01.09.2012",
            "--tenure-on 01.09.2023",
            "f.csv:2:6: «Стаж (пед.)»: «3» — по стажу на 01.09.2023 работа начата с 02.09.2019 по 01.09.2020, а указано её \
             начало 01.09.2012; исправьте стаж или дату начала",
        ),
        (
            "Стаж (пед.)",
            "21",
            "--tenure-on 11.05.2024",
            "f.csv:2:6: «Стаж (пед.)»: «21» — по стажу на 11.05.2024 работа начата не позже 11.05.2003, до 14 лет: родился \
             12.05.1990",
        ),
        (
            "Стаж (пед.);Стаж на дату",
            "0;01.09.2024",
            "",
            "f.csv:2:6: «Стаж (пед.)»: «0» — на 01.09.2024 стажа ещё нет: по нему работа начинается 01.09.2024",
        ),
        ("Стаж (пед.)", "3,5", "--tenure-on 01.09.2023", "«3,5» — дробный стаж неоднозначен: запишите годы и месяцы"),
        ("Стаж (пед.)", "01.09.2012", "", "«01.09.2012» — ожидается стаж, а здесь дата: её место в столбце «Начало"),
        ("Стаж (пед.);Стаж на дату", "3;31.02.2024", "", "f.csv:2:7: «Стаж на дату»: «31.02.2024» — такого дня нет"),
        ("Стаж (пед.) на 01.09.2042", "3", "", "f.csv: «Стаж (пед.) на 01.09.2042» — дата больше чем на год впереди"),
        ("Стаж (пед.)", "3", "--tenure-on 01.09.2042", "стаж на 01.09.2042: дата больше чем на год впереди"),
    ] {
        file(&desk, headings, cells);
        let told = told.replace("             ", "");
        desk.refused(&format!("org staff import f.csv {options}"), 1, &[&told]);
    }
    // On the birthday itself it is just possible.
    assert_eq!(start("Стаж (пед.)", "20", "--tenure-on 12.05.2024"), "2004-05-12|12");
}
