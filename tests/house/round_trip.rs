//! A register that was exported imports back and changes nothing; into a new database it brings the same rows.

use crate::common::Desk;
use crate::common::dump::{assert_same, dump};

/// The lists that an import reads back, in the order in which a new database needs them.
const REGISTERS: &[(&str, &str)] = &[
    ("org list --all", "org import"),
    ("org staff list --all", "org staff import"),
    ("mentor list --all", "mentor import"),
    ("org group list", "org group import"),
    ("org group show М1", "org group import"),
    ("org group show С1", "org group import"),
    ("pair list --all --by-mentee", "pair import"),
    ("program list --by-mentee", "program import"),
    ("monitor survey show", "monitor survey import"),
];

/// A district with everything that a register can hold: past employments, a transfer, a number given anew, a former name,
/// a start of work known by the tenure, editions of papers, a curator who was replaced, a group of mentees, people without
/// any number.
fn district() -> Desk {
    let desk = Desk::new().with([
        "org add 'МБОУ \"СОШ № 1\" с. Ясное' --kind школа --short 'СОШ № 1' --inn 7707083893 --opened 01.09.1990 \
         --address='-1 этаж; ул. Школьная, 1' --head 'Ёлкин Пётр Ильич' --site 'sosh1.example'",
        "org add 'Детский сад «Ромашка»' --kind 'детский сад' --municipality 'Тихий район'",
        "org add 'Артель «Наставник»' --kind предприятие --inn 7736050003",
        "org add 'СОШ № 3' --kind школа --opened 01.09.1980",
        "org close 'СОШ № 3' --date 31.08.2020",
        "org adopt 'СОШ № 1' --order-number 15-ОД --order-date 01.09.2020 --regulation-date 02.09.2020 --curator 'Ким Нина Сергеевна' --curator-date 01.09.2020",
        "org adopt 'СОШ № 1' --order-number 16-ОД --order-date 01.09.2022 --road-map-date 03.09.2022 --curator 'Кац Лев Маркович' --curator-date 01.09.2022",
        "org adopt 'Ромашка' --order-date 01.10.2021",
        // Known by every key; renamed from a day on; transferred within the organisation and out of it.
        "org staff add 'Иванова Анна Ильинична' --org 'СОШ № 1' --post учитель --hired 01.09.2015 --born 12.05.1990 --snils 11223344595 --number 7 --sex ж --teaching-since 01.09.2012 --subject физика",
        "org staff edit Иванова --name 'Смирнова Анна Ильинична' --effective 01.09.2021",
        "org staff transfer Смирнова --to 'СОШ № 1' --date 01.09.2022 --post 'заместитель директора'",
        "org staff transfer Смирнова --to Ромашка --date 01.09.2023 --post воспитатель",
        // The number of one who left was given to another.
        "org staff add 'Кац Лев Маркович' --org 'СОШ № 1' --post учитель --hired 15.08.2019 --number 12",
        "org staff dismiss Кац --date 31.08.2022",
        "org staff add 'Соколов Олег Игоревич' --org 'СОШ № 1' --post учитель --hired 01.09.2023 --number 12",
        // Nothing but a name; a second workplace; a post that the nomenclature doesn't know, and one that is overruled.
        "org staff add 'Ёлкина-Ким Вера' --org Ромашка --post воспитатель --hired 01.09.2020",
        "org staff add 'Ёлкина-Ким Вера' --org 'СОШ № 1' --post сторож --hired 01.02.2021 --side",
        "org staff add 'Оглы Рашид Ахмед оглы' --org 'СОШ № 1' --post 'мастер на все руки' --hired 01.09.2010 --born 01.01.1970 --pedagogical да",
        "org staff add 'Петров Пётр Петрович' --org 'СОШ № 1' --post учитель --hired 01.09.2018 --born 03.02.1996 --pedagogical нет",
        "org staff add 'Рощина Ольга Юрьевна' --org 'СОШ № 1' --post учитель --hired 01.09.2018 --snils 90010000794",
        "mentor add Смирнова --date 01.09.2019 --subject физика --capacity 2",
        "mentor retire Смирнова --date 31.08.2021",
        "mentor add Смирнова --date 01.09.2022",
        "mentor add 'Станков Павел Ильич' --org Артель --category предприятие --date 01.09.2022",
        "org group add М1 'Методисты № 1' --kind 'методическое объединение'",
        "org group add С1 '=Сеть' --kind 'сетевой проект' --network --municipality 'Тихий район'",
        "org group join М1 --person Смирнова",
        "org group join М1 --person Петров --date 01.09.2020",
        "org group leave М1 --person Петров --date 31.05.2021",
        "org group join М1 --person Петров --date 01.09.2022",
        "org group join С1 --org 'СОШ № 1' --date 01.09.2022",
        "org group join С1 --org Ромашка",
        "pair create --number 1 --mentor Смирнова --mentee Петров --order-number 15 --order-date 01.09.2022 --mentor-consent 30.08.2022 --mentee-consent 31.08.2022 --form 'учитель–учитель' --model 'опытный педагог–молодой специалист' --kind традиционное --basis 'заявление'",
        "pair create --number 2/б --mentor Смирнова --mentee Петров --mentee Рощина --mentee Соколов --kind 'в группе' --start 01.09.2023",
        "pair create --number 3 --mentor 'Станков Павел Ильич' --mentee 'Серов Иван' --form 'работодатель–ученик' --start 01.10.2023",
        "pair close 3 --date 31.12.2023 --reason 'окончил школу'",
        "program draft --number П1 --pair 1 --start 01.09.2022 --finish 31.05.2023 --title 'Первый год'",
        "program approve П1 --date 05.09.2022",
        "program complete П1 --date 30.05.2023",
        "program draft --number П2 --pair 2/б --start 01.09.2023 --finish 30.09.2023 --reason 'краткий курс'",
        "program draft --number П3 --mentee Кац --start 01.09.2023 --finish 31.05.2024",
    ]);
    desk.write(
        "answers.csv",
        "Номер пары;Роль;СНИЛС;ФИО;Дата;Балл;Этап;Что мешало?\n\
         1;наставник;;;20.05.2023;8;выход;время; и место\n\
         2/б;наставляемый;;Петров Пётр Петрович;20.05.2024;10;;\n\
         2/б;наставляемый;900-100-007 94;;20.05.2024;0;вход;ничего\n"
            .replace("время; и место", "\"время; и место\""),
    );
    desk.done("monitor survey import answers.csv");
    let db = desk.sql();
    db.execute_batch(
        "UPDATE people SET teaching_since = '2018-09-02', teaching_spread = 12 WHERE name = 'Петров Пётр Петрович'; \
         UPDATE people SET teaching_since = '2010-09-01', teaching_spread = 1 WHERE name = 'Рощина Ольга Юрьевна';",
    )
    .unwrap();
    desk
}

/// Exports a register; the file has at least so many rows.
fn exported(desk: &Desk, list: &str, file: &str) -> usize {
    let told = desk.done(&format!("{list} --format excel --output {file}"));
    assert_eq!(told.out, "", "{list}");
    std::fs::read_to_string(desk.path(file)).unwrap().lines().count() - 1
}

#[test]
fn an_exported_register_changes_nothing() {
    let desk = district();
    for (list, import) in REGISTERS {
        let before = (desk.bytes(), dump(&desk.sql()));
        let rows = exported(&desk, list, "f.csv");
        assert!(rows > 0, "{list}");
        for line in [format!("{import} f.csv --dry-run"), format!("{import} f.csv")] {
            let told = desk.done(&line);
            assert!(
                told.err.contains(&format!("f.csv: изменений нет, строк без изменений: {rows}\n")),
                "{list}: {told:#?}"
            );
            assert_same(list, &before.1, &dump(&desk.sql()));
            assert!(before.0 == desk.bytes(), "{list}: the bytes have changed");
        }
    }
}

#[test]
fn the_registers_of_the_examples_change_nothing() {
    for (example, today) in [("spassky", "2022-09-08"), ("nozhay-yurt", "2025-01-15")] {
        let desk = Desk::example(example, today);
        let before = dump(&desk.sql());
        for (list, import) in REGISTERS.iter().filter(|(list, _)| !list.contains("group show")) {
            let rows = exported(&desk, list, "f.csv");
            let told = desk.done(&format!("{import} f.csv"));
            assert!(told.err.contains(&format!("строк без изменений: {rows}\n")), "{example}: {list}: {told:#?}");
            assert!(told.err.contains("изменений нет"), "{example}: {list}: {told:#?}");
            assert_same(list, &before, &dump(&desk.sql()));
        }
    }
}

/// The columns that no file brings: ids, and what commands alone enter (the end of a program) or a survey's own headings.
const NOT_BROUGHT: &[&str] = &["№", "Состояние", "Завершена или отменена", "Причина отмены", "Другие вопросы"];

/// An exported register without those columns, a line a row.
fn told(desk: &Desk, list: &str) -> Vec<String> {
    let text = desk.done(&format!("{list} --format excel")).out;
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(&text.as_bytes()[3..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let kept: Vec<_> = (0..rows[0].len()).filter(|at| !NOT_BROUGHT.contains(&&rows[0][*at])).collect();
    rows.iter().map(|row| kept.iter().map(|at| &row[*at]).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn an_exported_register_fills_a_new_database() {
    let old = district();
    let new = Desk::new();
    for (list, import) in REGISTERS {
        let from = exported(&old, list, "f.csv");
        new.write("f.csv", std::fs::read(old.path("f.csv")).unwrap());
        let done = new.done(&format!("{import} f.csv"));
        assert!(done.err.contains(&format!("записано: {from} нов")), "{list}: {done:#?}");
    }
    for (list, _) in REGISTERS {
        assert_same(list, &told(&old, list), &told(&new, list));
    }
    // What a list doesn't show isn't there: earlier papers, former names, the ends of programs.
    let count = |table: &str| -> i64 {
        new.sql().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!(["documents", "curators", "former_names", "programs", "replies"].map(count), [4, 1, 0, 2, 0]);
}
