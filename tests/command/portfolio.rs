//! `mentor portfolio`: whom a mentor has mentored, counted by hand.

use crate::common::Desk;
use crate::common::paper::paper;

/// A mentor with a pupil of the trade of two years, one who left, a group of two of this year and a student in practice.
fn desk() -> Desk {
    Desk::new().at("2025-01-20").with([
        "org add 'МБОУ «СОШ № 7» с. Дальнее' --kind школа --short 'СОШ № 7' --inn 7707083893",
        "org staff add 'Рысь Анна Юрьевна' --org 'СОШ № 7' --post Учитель --subject физика --hired 01.09.2010 --teaching-since 01.09.2008",
        "org staff add 'Ёж Пётр Ильич' --org 'СОШ № 7' --post 'учитель химии' --hired 01.09.2022",
        "org staff add 'Лань Ольга' --org 'СОШ № 7' --post тьютор --hired 01.09.2023",
        "org staff transfer Лань --to 'СОШ № 7' --date 01.12.2024 --post методист",
        "org staff add 'Выдра Нина' --org 'СОШ № 7' --post педагог-психолог --hired 01.09.2022",
        "org staff dismiss Выдра --date 31.12.2024",
        "mentor add Рысь --date 01.09.2022 --qualification высшая --qualified 25.12.2021 --competences 'ЕГЭ; «опыты»' --phone 8-000",
        "org group add К1 'Клуб молодых' --kind клуб",
        "org group join К1 --person Рысь --date 01.10.2022",
        "pair create --number 1 --mentor Рысь --mentee Ёж --form 'педагог–педагог' --order-number 5 --order-date 01.09.2022",
        "pair close 1 --date 31.08.2024",
        "pair create --number 2 --mentor Рысь --mentee Лань --mentee Выдра --kind 'в группе' --order-number 7 --order-date 02.09.2024",
        "pair create --number 3 --mentor Рысь --mentee 'Белкин Олег' --form 'учитель–студент' --start 10.10.2024",
        "pair create --number 4 --mentor Ёж --mentee Лань",
        "program draft --number 1 --pair 1 --start 01.09.2022 --finish 31.05.2023",
        "program approve 1 --date 05.09.2022",
        "program complete 1 --date 31.05.2023",
        "program draft --number 2 --pair 2 --start 02.09.2024 --finish 31.05.2025",
    ])
}

#[test]
fn a_portfolio_says_what_the_file_knows() {
    let desk = desk();
    desk.write("о.csv", "Номер пары;Роль;ФИО;Дата;Балл;Этап\n1;наставляемый;Ёж Пётр Ильич;05.09.2022;1;вход\n1;наставляемый;Ёж Пётр Ильич;31.05.2023;9;выход\n2;наставляемый;Лань Ольга;15.01.2025;8;\n2;наставник;Рысь Анна Юрьевна;15.01.2025;2;\n");
    desk.done("monitor survey import о.csv");
    assert_eq!(
        desk.cells("mentor portfolio Рысь", &["number", "mentee", "title", "since", "until", "order"]),
        [
            "1|Ёж Пётр Ильич|учитель химии, МБОУ «СОШ № 7» с. Дальнее|2022-09-01|2024-08-31|№ 5 от 01.09.2022",
            "2|Лань Ольга|тьютор, МБОУ «СОШ № 7» с. Дальнее|2024-09-02||№ 7 от 02.09.2024",
            "2|Выдра Нина|педагог-психолог, МБОУ «СОШ № 7» с. Дальнее|2024-09-02|2024-12-31|№ 7 от 02.09.2024",
            "3|Белкин Олег||2024-10-10||",
        ]
    );
    desk.done("mentor portfolio Рысь --output п.docx");
    let found = paper(&desk.path("п.docx"));
    for said in [
        "Фамилия, имя, отчество: Рысь Анна Юрьевна",
        "Должность и место работы: учитель, физика, МБОУ «СОШ № 7» с. Дальнее",
        "Педагогическая работа с: 01.09.2008",
        "Квалификационная категория: высшая, с 25.12.2021",
        "В муниципальном реестре наставников: с 01.09.2022",
        "Компетенции: ЕГЭ; «опыты»",
        // Four people in three pairs; now only Лань: Ёж's pair is over, Выдра has left, the student has no order.
        "Пар и групп: 3; наставляемых: 4, из них сейчас: 1; утверждено программ: 1, завершено: 1.",
        // (9 + 8) / 2, the answer at the entry and the mentor's own left out.
        "Удовлетворённость наставляемых: 8,5 из 10 по 2 ответам.",
    ] {
        assert!(found.paragraphs.iter().any(|line| line == said), "{said}: {:#?}", found.paragraphs);
    }
    assert!(!found.paragraphs.iter().any(|line| line.contains("8-000") || line.starts_with("Достижения")));
    let rows: Vec<_> = found.rows.iter().map(|row| row.join("|")).collect();
    let program = "№ 1, утверждена 05.09.2022, завершена 31.05.2023";
    for said in [
        &format!(
            "1|Ёж Пётр Ильич, учитель химии, МБОУ «СОШ № 7» с. Дальнее|с 01.09.2022 по 31.08.2024|педагог – педагог|№ 5 от 01.09.2022|{program}"
        ),
        "3|Выдра Нина, педагог-психолог, МБОУ «СОШ № 7» с. Дальнее|с 02.09.2024 по 31.12.2024|в группе|№ 7 от 02.09.2024|№ 2, не утверждена",
        "1|Белкин Олег|с 10.10.2024|учитель – студент||",
        "1|Клуб молодых|с 01.10.2022",
    ] {
        assert!(rows.iter().any(|row| row == said), "{said}: {rows:#?}");
    }
    desk.refused(
        "mentor portfolio Лань",
        1,
        &["Лань Ольга: нет ни записи в реестре наставников, ни пар", "org staff show"],
    );
    desk.refused("mentor portfolio", 2, &["ЧЕЛОВЕК"]);
}

#[test]
fn what_is_not_developed_stands_below_what_is() {
    let desk = desk();
    let columns = ["form", "kind", "model", "pairs", "mentees", "developed"];
    let told = desk.cells("pair list --by-form --as-of 01.10.2024", &columns);
    // Pair 1 is over, pair 3 hasn't begun; Лань is in both that are left, one of which has no first day.
    assert_eq!(told[..2], ["|group||1|2|true", "|||1|1|true"]);
    let undeveloped: Vec<_> = told[2..].iter().collect();
    assert_eq!(undeveloped.len(), 10 + 6 + 4, "forms, kinds and models: {undeveloped:#?}");
    assert!(undeveloped.iter().all(|row| row.ends_with("|0|0|false")));
    assert!(told.contains(&"работодатель – студент – ученик|||0|0|false".to_owned()));
    let told = desk.cells("pair list --by-form --all", &columns);
    assert_eq!(told[..2], ["педагог – педагог|||1|1|true", "учитель – студент|||1|1|true"]);
    desk.refused("pair list --by-form --by-mentee", 2, &["не сочетается"]);
}

#[test]
fn a_register_of_one_category() {
    let desk = desk().with(["mentor add 'Станков Павел' --category предприятие --date 01.09.2024"]);
    let columns = ["name", "qualification", "qualified", "phone"];
    assert_eq!(desk.cells("mentor list --category предприятие", &columns), ["Станков Павел|||"]);
    assert_eq!(desk.cells("mentor list --category педагог", &columns), ["Рысь Анна Юрьевна|highest|2021-12-25|8-000"]);
    let card = desk.done("mentor show Рысь").out;
    for said in ["высшая, с 25.12.2021", "8-000", "ЕГЭ; «опыты»"] {
        assert!(card.contains(said), "{card}");
    }
}
