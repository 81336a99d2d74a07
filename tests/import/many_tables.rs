//! Many tables at once: a folder, a pattern that no shell unfolds, all sheets of a book.

use std::fs;

use crate::common::Desk;
use crate::common::hand_made::hand_made_book as book;

const HEADER: &str = "ФИО;Организация;Должность;Дата приёма";

fn district() -> Desk {
    Desk::new().with(["org add 'СОШ № 5' --kind школа", "org add 'СОШ № 6' --kind школа"])
}

fn row(name: &str, school: u8) -> String {
    format!("{name};СОШ № {school};учитель;01.09.2015\n")
}

/// A folder of two tables with what lies beside tables.
fn with_folder() -> Desk {
    let desk = district();
    fs::create_dir(desk.path("кадры")).unwrap();
    desk.write("кадры/школа 5.csv", format!("{HEADER}\n{}", row("Лугова Анна Ильинична", 5)));
    desk.write("кадры/школа 6.CSV", format!("{HEADER}\n{}", row("Полева Вера Юрьевна", 6)));
    desk.write("кадры/~$школа 6.xlsx", "занято");
    desk.write("кадры/.тайный.csv", "не таблица");
    desk.write("кадры/письмо.docx", "не таблица");
    desk
}

#[test]
fn a_folder_is_all_its_tables() {
    let desk = with_folder();
    let told = desk.done("org staff import кадры").err;
    assert!(told.contains("всего по 2 файлам"), "{told}");
    assert_eq!(desk.cells("org staff list", &["name"]), ["Лугова Анна Ильинична", "Полева Вера Юрьевна"]);
    fs::create_dir(desk.path("пусто")).unwrap();
    desk.refused("org staff import пусто", 1, &["пусто: в папке нет таблиц", ".xlsx"]);
}

#[test]
fn a_pattern_is_unfolded_by_the_program() {
    let desk = with_folder();
    let told = desk.done("org staff import 'кадры/*.csv'").err;
    assert!(told.contains("всего по 2 файлам"), "{told}");
    assert_eq!(desk.rows("org staff list").len(), 2);
    desk.refused("org staff import 'кадры/*.ods'", 1, &["кадры/*.ods: под этот образец не подходит ни один файл"]);
    // A file of that very name is a file; what two arguments name is taken once.
    desk.write("[1].csv", format!("{HEADER}\n{}", row("Рощин Пётр Львович", 5)));
    desk.done("org staff import '[1].csv'");
    let told = desk.done("org staff import кадры 'кадры/школа ?.csv'").err;
    assert!(told.contains("всего по 2 файлам"), "{told}");
}

#[test]
fn all_sheets_of_a_book_are_one_import() {
    let desk = district();
    let table = |rows: &str| format!("Список;;;\n{HEADER}\n{rows}");
    let first = table(&(row("Лугова Анна Ильинична", 5) + &row("Полева Вера Юрьевна", 5)));
    let sheets = |second: &str| {
        book(&[("Школа 5", first.clone()), ("Справка", "Прочтите;это\n".into()), ("Школа 6", table(second))])
    };
    desk.write("к.xlsx", sheets(&row("Рощин Пётр Львович", 6)));
    desk.refused("org staff import к.xlsx", 1, &["такая таблица есть на 2 листах книги"]);
    let told = desk.done("org staff import к.xlsx --sheet '*'").err;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "к.xlsx, лист «Справка»: такой таблицы на нём нет, пропущен",
        "к.xlsx, лист «Школа 5»: записано: 2 новые записи",
        "к.xlsx, лист «Школа 6»: записано: 1 новая запись",
        "всего по 2 таблицам: записано: 3 новые записи",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // One transaction, and places with their sheet.
    desk.write("к.xlsx", sheets("Рощин Пётр Львович;СОШ № 6;учитель;31.02.2015\n"));
    let words = ["к.xlsx, лист «Школа 6»:3:D: «Дата приёма»: «31.02.2015»"];
    desk.refused("org staff import к.xlsx --sheet '*'", 1, &words);
    // Who is on no sheet works no more.
    desk.write(
        "к.xlsx",
        book(&[
            ("Школа 5", table(&row("Лугова Анна Ильинична", 5))),
            ("Школа 6", table(&row("Рощин Пётр Львович", 6))),
        ]),
    );
    desk.done("org staff import к.xlsx --sheet '*' --dismiss-absent 31.05.2024");
    assert_eq!(desk.cells("org staff list", &["name"]), ["Лугова Анна Ильинична", "Рощин Пётр Львович"]);
}

#[test]
fn a_saved_plan_of_all_sheets_is_carried_out() {
    let desk = district();
    let table = |name: &str, school: u8| format!("{HEADER}\n{}", row(name, school));
    let sheets = [("А", table("Лугова Анна Ильинична", 5)), ("Б", table("Рощин Пётр Львович", 6))];
    desk.write("к.xlsx", book(&sheets));
    desk.done("org staff import к.xlsx --sheet '*' --plan п.json");
    assert!(desk.rows("org staff list").is_empty());
    desk.done("org staff import --apply п.json");
    assert_eq!(desk.rows("org staff list").len(), 2);
    desk.refused("org staff import - --sheet '*'", 2, &["все листы книги нельзя взять из стандартного ввода"]);
}
