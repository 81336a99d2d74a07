//! Headers of files as they are really used: what they carry goes in, what they lack is told in one message.

use std::io::{Cursor, Write};

use crate::common::Desk;

/// One school. Today is 15.06.2024.
fn district() -> Desk {
    Desk::new().with(["org add 'МБОУ «СОШ № 1» с. Ясное' --kind школа --short 'СОШ № 1' --inn 7707083893"])
}

const COLUMNS: [&str; 10] =
    ["name", "born", "sex", "post", "subject", "hired", "teaching_since", "teaching_spread", "snils", "pedagogical"];

/// Both messages for a file without «Дата приёма» and an organisation; then the file with «Дата приёма», for the one school.
fn lacks_both_and_goes_in(name: &str, lacking: &[u8], whole: &[u8]) -> (Vec<String>, String) {
    let desk = district();
    desk.write(name, lacking);
    desk.refused(
        &format!("org staff import {name}"),
        1,
        &[
            "нет столбцов «ИНН организации» или «Организация», «Дата приёма»",
            "«ИНН организации» или «Организация»: вместо столбца можно указать параметр --org ОРГАНИЗАЦИЯ",
        ],
    );
    desk.refused(&format!("org staff import {name} --org 1"), 1, &["нет столбца «Дата приёма»"]);
    desk.write(name, whole);
    let told = desk.done(&format!("org staff import {name} --org 'СОШ № 1' --tenure-on 01.09.2023")).err;
    (desk.cells("org staff list", &COLUMNS), told)
}

#[test]
fn the_regional_file_of_belgorod() {
    let header = "фамилия;имя отчество;электронная почта;телефон;дата рождения;образование;какое учреждение закончил;год окончания;\
                  должность (преподаваемый предмет);руководящая должность;педагогическая нагрузка;стаж педагогической работы;\
                  стаж руководящей работы;стаж в занимаемой должности ;стаж в занимаемой руководящей должности ;\
                  наличие квалификационной категории учителя;дата присвоения для учителя;\
                  наличие квалификационной категории руководителя;дата присвоения для руководителя;\
                  государственные награды (год, название);отраслевые награды (год, название);\
                  дата окончания последнего курсового обучения;место обучения"
        .replace(&" ".repeat(18), "");
    let rows = [
        "Ромашкина;Анна Петровна;a@b.example;(4722)55-22-33;21.11.1969г.;высшее;;1991;учитель (математика);;18;32;;12;;высшая;21.11.2019;;;;\"2005, почетное звание \"\"…\"\"\";;",
        "ИВАНОВ;ПЁТР ПЕТРОВИЧ;;;12.05.90;;;;учитель физики;;;5;;;;Вторая;;;;;;;",
    ];
    let file = |header: &str, last: &str| {
        let lines: Vec<_> = rows.iter().map(|row| format!("{row}{last}")).collect();
        encoding_rs::WINDOWS_1251.encode(&format!("{header}\r\n{}\r\n", lines.join("\r\n"))).0.into_owned()
    };
    let whole = file(&format!("{header};Дата приёма"), ";01.09.2015");
    let (staff, told) = lacks_both_and_goes_in("h1.csv", &file(&header, ""), &whole);
    assert_eq!(
        staff,
        [
            "Иванов Пётр Петрович|1990-05-12||учитель физики||2015-09-01|2018-09-01|12||true",
            "Ромашкина Анна Петровна|1969-11-21||учитель|математика|2015-09-01|1991-09-01|12||true",
        ]
    );
    assert!(told.contains("кодировка windows-1251, разделитель «;», заголовок в строке 1"), "{told}");
}

/// A workbook of one sheet with these rows of text, the first of them at a row and a column (from 1).
fn workbook(first: usize, column: usize, rows: &[&str]) -> Vec<u8> {
    let mut sheet = String::new();
    for (line, row) in (first..).zip(rows) {
        let cell = |(at, text): (usize, &str)| {
            let letter = char::from(b'A' + (at + column - 1) as u8);
            format!("<c r=\"{letter}{line}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let cells: String = row.split('|').map(str::trim).enumerate().map(cell).collect();
        sheet += &format!("<row r=\"{line}\">{cells}</row>");
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
        ("_rels/.rels", relation("r1", "officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Лист1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relation("r1", "worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn the_workbook_of_a_professional_development_service() {
    let header = "Муниципалитет | Место работы | Фамилия | Имя | Отчество | Дата рождения получателя | Пол получателя | СНИЛС | Должность | \
                  Вид деятельности | Предмет | Образование | Серия диплома | Номер диплома | Педагогический стаж | Стаж в должности | \
                  Личный электронный адрес | Номер телефона";
    let row = "Лесной район | МБОУ «СОШ №1» с.Ясное | Ромашкина | Анна | Петровна | 12.05.1990 | Женский | 11223344595 | учитель | \
               педагогическая | физика; химия | высшее | '- | 1 | 6 лет 5 месяцев | 3 | a@b.example | +70000000000";
    let desk = district();
    desk.write("h2.xlsx", workbook(4, 3, &[header, row]));
    desk.refused("org staff import h2.xlsx", 1, &["(строка 4) нет столбца «Дата приёма»", "столбцы файла: "]);
    let with = |row: &str, last: &str| format!("{row} | {last}");
    desk.write("h2.xlsx", workbook(4, 3, &[&with(header, "Дата приёма"), &with(row, "01.09.2020")]));
    let told = desk.done("org staff import h2.xlsx --tenure-on 01.09.2023").err;
    assert!(told.contains("книга Excel, лист «Лист1», заголовок в строке 4"), "{told}");
    assert_eq!(
        desk.cells("org staff list", &COLUMNS),
        ["Ромашкина Анна Петровна|1990-05-12|female|учитель|физика; химия|2020-09-01|2017-04-01|1|112-233-445 95|true"]
    );
    // The places of a workbook are named as Excel names them.
    desk.write("bad.xlsx", workbook(4, 3, &[&with(header, "Дата приёма"), &with(row, "31.02.2020")]));
    desk.refused("org staff import bad.xlsx --tenure-on 01.09.2023", 1, &["bad.xlsx:5:U: «Дата приёма»: «31.02.2020»"]);
}

#[test]
fn the_table_of_a_schools_site() {
    let titles = "ФИО преподавателя, реализующего программу\tДолжность преподавателя\t\
                  Перечень преподаваемых учебных предметов, курсов, дисциплин (модулей)\tУровень образования\tКвалификация\t\
                  Общий стаж работы\tСтаж работы педагогического работника по специальности";
    let machine = "fio\tpost\tteachingDiscipline\tteachingLevel\tteachingQual\tgenExperience\tspecExperience";
    let body = "Начальные классы\t\t\t\t\t\t\nРомашкина Анна Петровна \tПреподаватель первой квалификационной категории\t-\tвысшее\t-\t30\t27\n";
    let dated = body.replace("\t27\n", "\t27\t01.09.2015\n").replace("\t\n", "\t\t\n");
    for header in [titles, machine] {
        let lacking = format!("{header}\n{body}");
        let whole = format!("{header}\tДата приёма\n{dated}");
        let (staff, told) = lacks_both_and_goes_in("h3.csv", lacking.as_bytes(), whole.as_bytes());
        let post = "Преподаватель первой квалификационной категории";
        assert_eq!(staff, [format!("Ромашкина Анна Петровна|||{post}||2015-09-01|1996-09-01|12||true")]);
        assert!(told.contains("пропущены разделы: строка 2 («Начальные классы»)"), "{told}");
    }
}

#[test]
fn the_list_of_rates_of_pay() {
    let file = |heading: &str, cell: &str| {
        format!(
            "Тарификационный список;;;;;;;;;;;\n\
             №;Ф.И.О;Наименование должности, преподаваемый предмет;Образование, наименование и дата окончания образовательного учреждения;\
             Стаж педагогической работы;Разряд;Ставка;Бюджет;;Надбавка;Итого{heading}\n\
             ;;;;;;;Часы;З/плата;;\n1;2;3;4;5;6;7;8;9;10;11\n\
             1;Ромашкина Анна Петровна;Учитель математики;высшее;12;14;1;18;10000,50;0;10000,50{cell}\nИТОГО;;;;;;;18;10000,50;;10000,50\n"
        )
    };
    let whole =
        file(";Дата приёма", ";01.09.2015").replace("\n1;2;3;4;5;6;7;8;9;10;11\n", "\n1;2;3;4;5;6;7;8;9;10;11;12\n");
    let (staff, told) = lacks_both_and_goes_in("h4.csv", file("", "").as_bytes(), whole.as_bytes());
    assert_eq!(staff, ["Ромашкина Анна Петровна|||Учитель математики||2015-09-01|2011-09-01|12||true"]);
    for note in ["вторая строка заголовка: строка 3", "номера столбцов: строка 4", "итоги: строка 6"]
    {
        assert!(told.contains(note), "{note}: {told}");
    }
}

#[test]
fn the_base_of_the_exams() {
    let header = "айди,MO,Код работника,ФИО,Тип документа,Серия,Номер,Телефоны,Почта,Образование,Квалификационная категория,\
                  Должность в ОО,Должность в ППЭ,Прикреплен к ППЭ,Предметная специализация";
    let row =
        "1,Лесной,77,Ромашкина Анна Петровна,1,0000,000000,,,высшее,высшая,Учитель,Организатор,,\"физика; химия; \"";
    let lacking = format!("{header}\n{row}\n");
    let whole = format!("{header},Дата приёма\n{row},01.09.2015\n");
    let (staff, _) = lacks_both_and_goes_in("h5.csv", lacking.as_bytes(), whole.as_bytes());
    assert_eq!(staff, ["Ромашкина Анна Петровна|||Учитель|физика; химия|2015-09-01||||true"]);
}

#[test]
fn all_rows_belong_to_the_organisation_of_the_option() {
    let desk = district().with(["org add 'СОШ № 2' --kind школа --inn 7736050003"]);
    let file = |org: &str| {
        format!(
            "ФИО;Организация;ИНН;Должность;Дата приёма\nКац Лев;{org};учитель;01.09.2020\nКим Анна;;;учитель;01.09.2020\n"
        )
    };
    desk.write("f.csv", file("СОШ № 1;7707083893"));
    desk.refused("org staff import f.csv", 1, &["f.csv:3: не указана организация: нет ни ИНН, ни наименования"]);
    let other = "f.csv:2: строка называет другую организацию, а параметр --org — СОШ № 2";
    desk.refused("org staff import f.csv --org 'СОШ № 2'", 1, &[other]);
    desk.refused("org staff import f.csv --org 'СОШ № 3'", 1, &["нет организации «СОШ № 3»"]);
    desk.done("org staff import f.csv --org 7707083893");
    assert_eq!(desk.cells("org staff list", &["name", "org_inn"]), ["Кац Лев|7707083893", "Ким Анна|7707083893"]);
}
