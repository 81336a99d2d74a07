//! What programs, web forms and people do to a table on its way: a habit is read for what it means, or refused by its name.

use crate::common::Desk;

const HEADER: &str = "ФИО;Организация;Должность;Дата приёма";

fn school() -> Desk {
    Desk::new().with(["org add 'МБОУ «СОШ № 5» с. Луговое' --kind школа --short 'СОШ № 5' --inn 7707083893"])
}

/// Imports a staff file with these further headings, whose rows are told by what stands under them.
fn staff(desk: &Desk, headings: &str, cells: &[&str]) -> crate::common::Told {
    let names = ["Лугова Анна Ильинична", "Полева Вера Юрьевна", "Рощин Пётр Львович"];
    let rows = cells.iter().zip(names).map(|(cells, name)| format!("{name};СОШ № 5;учитель;01.09.2015;{cells}\n"));
    desk.write("f.csv", format!("{HEADER};{headings}\n{}", rows.collect::<String>()));
    desk.run("org staff import f.csv")
}

#[test]
fn an_error_of_a_spreadsheet_is_an_error_in_a_text_too() {
    let desk = school();
    let told = staff(&desk, "Табельный номер;Предмет", &["########;#ЗНАЧ!", "6;#Н/Д", "7;#REF!"]);
    assert_eq!(told.code, 1, "{told:#?}");
    for words in [
        "f.csv:2:5: «Табельный номер»: «########» — столбец был слишком узким",
        "f.csv: «Предмет» — в ячейке ошибка формулы; исправьте формулу или впишите значение:",
        "2:6: «#ЗНАЧ!»",
        "3:6: «#Н/Д»",
        "4:6: «#REF!»",
    ] {
        assert!(told.err.contains(words), "{words}\n{}", told.err);
    }
    let told = staff(&desk, "Табельный номер;Кабинет", &["1E+05;#Н/Д"]);
    assert!(told.err.contains("f.csv:2:5: «Табельный номер»: «1E+05» — номер записан как округлённое"), "{told:#?}");
    assert_eq!(staff(&desk, "Табельный номер;Кабинет", &["5;#Н/Д"]).code, 0, "nobody asks for that column");
}

#[test]
fn a_formula_of_a_text_is_the_text() {
    let desk = school();
    staff(&desk, "Табельный номер;СНИЛС", &[r#""=""00101""";"=""112-233-445 95""""#]);
    assert_eq!(desk.cells("org staff list", &["number", "snils"]), ["00101|112-233-445 95"]);
}

#[test]
fn a_placeholder_is_no_number_on_any_path() {
    let desk = school();
    let why = "такой СНИЛС никому не выдан: впишите настоящий или оставьте ячейку пустой";
    for number in ["000-000-000 00", "00000000000", "111-111-111 45"] {
        let told = staff(&desk, "СНИЛС", &[number]);
        assert_eq!(told.code, 1, "{told:#?}");
        assert!(told.err.contains(&format!("f.csv:2:5: «СНИЛС»: «{number}» — {why}")), "{}", told.err);
    }
    let add =
        "org staff add 'Лугова Анна Ильинична' --org 'СОШ № 5' --post учитель --hired 01.09.2015 --snils 00000000000";
    desk.refused(add, 2, &["такой СНИЛС никому не выдан"]);
    desk.refused("org add 'Гимназия № 2' --kind школа --inn 0000000000", 2, &["такой ИНН никому не выдан"]);
    desk.write("o.csv", "Наименование;Вид;ИНН\nГимназия № 2;школа;0000000000\n");
    desk.refused("org import o.csv", 1, &["o.csv:2:3: «ИНН»: «0000000000» — такой ИНН никому не выдан"]);
    desk.write("m.csv", "СНИЛС;Дата включения\n000 000 000 00;01.09.2020\n");
    assert!(desk.run("mentor import m.csv").err.contains("m.csv"), "whichever file");
}

#[test]
fn noughts_that_excel_took_are_put_back_and_told() {
    // 012-345-678: 0·9+1·8+2·7+3·6+4·5+5·4+6·3+7·2+8·1 = 120, less 101 is 19.
    let desk = school();
    let told = staff(&desk, "СНИЛС", &["1234567819", "112-233-445 95"]);
    assert_eq!(told.code, 0, "{told:#?}");
    let words = "СНИЛС без нулей в начале дополнен ими: контрольное число сходится: строка 2";
    assert!(told.err.replace('\n', " ").contains(words), "{}", told.err);
    let mut listed = desk.cells("org staff list", &["snils"]);
    listed.sort();
    assert_eq!(listed, ["012-345-678 19", "112-233-445 95"]);
    // What was typed by hand, and what doesn't agree, isn't mended.
    assert!(staff(&desk, "СНИЛС", &["1234567820"]).err.contains("а здесь 10: Excel мог убрать нули в начале"));
    assert_eq!(desk.run("org staff edit 1 --snils 1234567819").code, 2);
    desk.write("o.csv", "Наименование;Вид;ИНН\nГимназия № 2;школа;123456788\n");
    assert!(desk.done("org import o.csv").err.contains("ИНН без нулей в начале дополнен ими"));
    assert!(desk.cells("org list", &["inn"]).contains(&"0123456788".to_owned()));
}

#[test]
fn a_text_is_no_name() {
    let desk = school();
    let text = "Лугова Анна Ильинична ".repeat(5);
    let told = staff(&desk, "Кабинет", &["1"]);
    assert_eq!(told.code, 0, "{told:#?}");
    desk.write("f.csv", format!("{HEADER}\n{text};СОШ № 5;учитель;01.09.2015\n"));
    desk.refused("org staff import f.csv", 1, &["f.csv:2:1: «ФИО»", "в имени больше 100 знаков"]);
    let add = format!("org staff add '{text}' --org 'СОШ № 5' --post учитель --hired 01.09.2015");
    assert_ne!(desk.run(&add).code, 0);
}

/// A pair of two in one school.
fn pair() -> Desk {
    let desk = school();
    staff(&desk, "Дата рождения", &["12.05.1980", "13.06.1999"]);
    desk.write("m.csv", "ФИО;Дата включения\nЛугова Анна Ильинична;01.09.2021\n");
    desk.write(
        "p.csv",
        "Номер пары;Наставник;Наставляемый;Форма;Номер приказа;Дата приказа\n\
         1;Лугова Анна Ильинична;Полева Вера Юрьевна;педагог – педагог;1;01.10.2022\n",
    );
    desk.with(["mentor import m.csv", "pair import p.csv"])
}

#[test]
fn an_answer_of_a_form_has_a_time_that_is_dropped() {
    let desk = pair();
    desk.write(
        "a.csv",
        "Номер пары;Роль;Дата;Балл\n\
         1;наставляемый;2022/10/20 10:14:15 AM GMT+3;8\n\
         1;наставник;30.12.2022 14:05:11;9\n\
         1;наставник;20.10.2022, 10:14;7\n",
    );
    desk.done("monitor survey import a.csv");
    let mut listed = desk.cells("monitor survey show", &["role", "date", "score"]);
    listed.sort();
    assert_eq!(listed, ["mentee|2022-10-20|8", "mentor|2022-10-20|7", "mentor|2022-12-30|9"]);
}

#[test]
fn two_answers_of_one_day_that_contradict_are_refused() {
    let desk = pair();
    let file = |rows: &str| desk.write("a.csv", format!("Номер пары;Роль;Дата;Балл;Что понравилось\n{rows}"));
    file("1;наставляемый;20.10.2022;3;всё\n1;наставник;20.10.2022;9;\n1;наставляемый;20.10.2022;9;всё\n");
    let told = "a.csv:4: поле «Балл» не такое, как в строке 2: об одном ответе (пара 1, наставляемый, 20.10.2022)";
    desk.refused("monitor survey import a.csv", 1, &["1 ошибка", told, "сказано разное"]);
    file("1;наставляемый;20.10.2022;3;всё\n1;наставляемый;20.10.2022;3;ничего\n");
    desk.refused("monitor survey import a.csv", 1, &["a.csv:3: поле «Что понравилось» не такое, как в строке 2"]);
    file("1;наставляемый;20.10.2022;3;всё\n1;наставляемый;20.10.2022;3;\n1;наставляемый;21.10.2022;9;\n");
    desk.done("monitor survey import a.csv");
}

/// A staff file of two sound rows with this further line between them.
fn with_line(desk: &Desk, header: &str, line: &str) -> crate::common::Told {
    let row = |name: &str| format!("{name};СОШ № 5;учитель;01.09.2015\n");
    desk.write("f.csv", format!("{header}\n{}{line}\n{}", row("Лугова Анна Ильинична"), row("Полева Вера Юрьевна")));
    desk.run("org staff import f.csv")
}

#[test]
fn tables_of_other_programs_are_named_with_what_to_save_instead() {
    let desk = school();
    let dbf =
        [&b"\x03\x7A\x09\x01\x01\0\0\0\x41\0\x1F\0"[..], &[0; 20], b"FIO\0\0\0\0\0\0\0\0C", &[0; 20], b"\r"].concat();
    for (name, bytes, words) in [
        ("f.dbf", dbf, ["это таблица DBF, а нужна таблица: книга Excel или CSV", "Книга Excel (*.xlsx)"]),
        ("f.mxl", b"MOXCEL\0\x08\0\x01\0\x0B".to_vec(), ["это табличный документ 1С (MXL)", "Лист Excel (*.xlsx)"]),
    ] {
        desk.write(name, bytes);
        desk.refused(&format!("org staff import {name}"), 1, &words);
    }
}

#[test]
fn a_byte_that_does_not_belong_is_told_with_its_place() {
    let desk = school();
    let line = "Полева Вера Юрьевна;СОШ № 5;".as_bytes();
    let good = format!("{HEADER}\nЛугова Анна Ильинична;СОШ № 5;учитель;01.09.2015\n");
    desk.write("f.csv", [good.as_bytes(), line, b"\xF3\xF7;01.09.2016\n"].concat());
    let told = desk.refused("org staff import f.csv", 1, &["f.csv: строка 3, столбец 3, после «"]);
    assert!(told.err.contains("не читается в кодировке utf-8"), "{}", told.err);
}

#[test]
fn letters_taken_for_others_are_recognised() {
    let desk = school();
    let text = format!("{HEADER}\nЛугова Анна Ильинична;СОШ № 5;учитель;01.09.2015\n");
    for (name, table) in [("cp866", encoding_rs::IBM866), ("koi8-r", encoding_rs::KOI8_R)] {
        desk.write("f.csv", table.encode(&text.replace('№', "N")).0);
        let hint = format!("похоже, это кодировка {name}: повторите с параметром --encoding {name}");
        let told = desk.refused("org staff import f.csv", 1, &[]).err;
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(&hint), "{told}");
    }
    // Two bytes a letter, and nothing that says so.
    desk.write("f.csv", text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    assert!(desk.done("org staff import f.csv").err.contains("кодировка utf-16le"));
}

#[test]
fn a_row_in_another_sign_than_its_header_is_named() {
    let desk = school();
    let told = with_line(&desk, HEADER, "Рощин Пётр Львович,СОШ № 5,учитель,01.09.2016");
    assert_eq!(told.code, 1, "{told:#?}");
    assert!(told.err.contains("f.csv:3: ячейки разделены знаком «,», а в заголовке — знаком «;»"), "{}", told.err);
    let told = with_line(&desk, HEADER, "Рощин Пётр Львович\tСОШ № 5\tучитель\t01.09.2016");
    assert!(told.err.contains("f.csv:3: ячейки разделены знаком табуляция"), "{}", told.err);
    // A title of a section has its commas too.
    assert_eq!(with_line(&desk, HEADER, "Учителя математики, физики, химии, биологии;;;").code, 0);
}

#[test]
fn signatures_below_a_table_are_told_and_no_rows() {
    let desk = school();
    let rows = "Лугова Анна Ильинична;СОШ № 5;учитель;01.09.2015\n";
    let below = "Итого: 1;;;\n;;;\nДиректор школы;;Ромашкин А. П.;\n;«01» сентября 2025 г.;;\nИсполнитель: Ким А. И.;;тел. 2-22-22;\nМ.П.;;;\n";
    desk.write("f.csv", format!("{HEADER}\n{rows}{below}"));
    let told = desk.done("org staff import f.csv").err;
    assert!(told.contains("пропущены итоги: строка 3"), "{told}");
    assert!(told.contains("пропущены подписи: строки 5–8"), "{told}");
    desk.write(
        "f.csv",
        format!("{HEADER}\n{rows}Директор _____________ Ромашкин А. П.;;;\n;;Делопроизводитель ____;Ким А. И.\n"),
    );
    assert!(desk.done("org staff import f.csv").err.contains("пропущены подписи: строки 3, 4"));
    // A head among the staff is no signature, below a total either.
    desk.write(
        "f.csv",
        "Должность;ФИО;Организация;Дата приёма\nИтого;;;\nДиректор;Рощин Пётр Львович;СОШ № 5;01.09.2010\nДиректор;Ким Анна;;\n",
    );
    let told = desk.run("org staff import f.csv");
    assert!(told.code == 1 && told.err.contains("f.csv:4"), "{told:#?}");
    assert!(!told.err.contains("f.csv:3"), "{told:#?}");
}

#[test]
fn tenure_in_three_columns_under_one_heading() {
    for (over, under) in [
        ("Стаж", "общий;педагогический;в учреждении"),
        ("Стаж работы (лет)", "общий;пед.;в данной организации"),
        ("Стаж:", "общий;педагогической работы;в должности"),
    ] {
        let desk = school();
        desk.write(
            "f.csv",
            format!(
                "{HEADER};{over};;\n;;;;{under}\n1;2;3;4;5;6;7\nЛугова Анна Ильинична;СОШ № 5;учитель;01.09.2015;20;12;9\n"
            ),
        );
        let told = desk.run("org staff import f.csv --tenure-on 01.09.2023");
        assert_eq!(told.code, 0, "{over}: {told:#?}");
        assert_eq!(desk.cells("org staff list", &["teaching_since"]), ["2011-09-01"], "{over}");
    }
    // Where the second line says nothing of ours, the columns under the first are told as unused.
    let desk = school();
    desk.write(
        "f.csv",
        format!(
            "{HEADER};Стаж;;\n;;;;общий;в школе;в должности\nЛугова Анна Ильинична;СОШ № 5;учитель;01.09.2015;20;12;9\n"
        ),
    );
    assert!(desk.done("org staff import f.csv").err.contains("№ 7 без заголовка"));
}

#[test]
fn a_side_job_is_told_in_many_ways() {
    for (heading, side, main) in [
        ("Совместительство", "да", "нет"),
        ("По совместительству", "внутреннее", "-"),
        ("Осн./совм.", "внутр. совм.", "осн."),
        ("Место работы основное", "нет", "да"),
        ("Основное место работы", "внешний совместитель", "основное"),
        ("Внешний совместитель", "+", "-"),
        ("Вид занятости", "совм.", "основное место работы"),
    ] {
        let desk = school();
        let told = staff(&desk, heading, &[side, main]);
        assert_eq!(told.code, 0, "{heading}: {told:#?}");
        let listed = desk.cells("org staff list --all", &["name", "main"]);
        assert_eq!(listed, ["Лугова Анна Ильинична|false", "Полева Вера Юрьевна|true"], "{heading}");
    }
    // A school's own word for it is turned by the map.
    let desk = school();
    desk.write("m.txt", "Работает ещё где-то = Совместительство\n");
    staff(&desk, "Работает ещё где-то", &["да"]);
    desk.done("org undo");
    desk.done("org staff import f.csv --map m.txt");
    assert_eq!(desk.cells("org staff list --all", &["main"]), ["false"]);
    let told = staff(&desk, "Основное место работы;Совместительство", &["да;да"]);
    assert!(told.code == 1 && told.err.contains("f.csv:2:6: «Совместительство»"), "{told:#?}");
}

#[test]
fn headings_of_1c_and_of_schools_are_known() {
    let desk = school();
    desk.write(
        "f.csv",
        "Сотрудник;Наименование ДОУ;Должность;Дата приема в учреждение;Сотрудник.Дата рождения;Дата начала пед. деятельности;\
         Физическое лицо.СНИЛС;Таб. №\n\
         Лугова Анна Ильинична;СОШ № 5;воспитатель;01.09.2015;12.05.1980;01.09.2001;112-233-445 95;12\n",
    );
    let told = desk.done("org staff import f.csv").err;
    assert!(!told.contains("не использованы"), "{told}");
    assert_eq!(
        desk.cells("org staff list", &["born", "teaching_since", "snils", "number"]),
        ["1980-05-12|2001-09-01|112-233-445 95|12"]
    );
    desk.write("m.csv", "ФИО наставника;Дата рождения наставника;Место работы наставника;Дата назначения наставником\nЛугова Анна Ильинична;12.05.1980;СОШ № 5;01.09.2020\n");
    let told = desk.done("mentor import m.csv").err;
    assert!(!told.contains("не использованы"), "{told}");
}

#[test]
fn a_column_that_shares_need_is_missed_aloud() {
    let desk = school();
    let told = staff(&desk, "Кабинет", &["1"]).err;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("Внимание: f.csv: нет столбца «Дата рождения»"), "{told}");
    assert!(told.contains("в долях N1, P1, они"), "{told}");
    assert!(told.contains("нет столбца «Начало педагогической деятельности» или «Педагогический стаж»"), "{told}");
    assert!(told.contains("в долях N2, P1, P2, S7, они"), "{told}");
    // Who is known already lacks nothing by that.
    assert!(!staff(&desk, "Кабинет", &["1"]).err.contains("нет столбца"));
    assert!(!staff(&desk, "Дата рождения;Педстаж на 01.09.2023", &["12.05.1980;5"]).err.contains("нет столбца"));
}

#[test]
fn alike_warnings_are_one_line() {
    let desk = school();
    let posts = ["куратор", "координатор", "хранитель", "модератор", "наладчик", "осветитель"];
    let rows = posts
        .iter()
        .zip('А'..)
        .map(|(post, letter)| format!("Лугов{letter} Анна Ильинична;СОШ № 5;{post};01.09.2015\n"));
    desk.write("f.csv", format!("{HEADER}\n{}", rows.collect::<String>()));
    let told = desk.done("org staff import f.csv").err;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(told.matches("нет в номенклатуре").count(), 1, "{told}");
    assert!(told.contains("6 строк: "), "{told}");
    assert!(told.contains(" и ещё 3"), "{told}");
}
