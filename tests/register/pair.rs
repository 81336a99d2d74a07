//! Pairs as commands and files enter them, and what they do to the figures of any day.

use super::mentoring::{
    IVANOVA, PETROV, card, column, imported, paired, pairs, reasons, school, share, shares, teacher, turned_away,
};
use crate::common::Desk;

#[test]
fn nobody_mentors_himself() {
    let desk = school();
    let clause = "наставник и наставляемый — один человек (Ножай-Юрт, п. 1.6)";
    desk.refused("pair create --mentor Иванова --mentee Иванова", 1, &[clause]);
    desk.refused("pair create --mentor Иванова --mentee Петров --mentee 1 --kind 'в группе'", 1, &[clause]);
    let header = "Номер пары;СНИЛС наставника;Наставник;СНИЛС наставляемого;Наставляемый";
    for row in [
        "1;;Иванова Анна Ильинична;;иванова анна ильинична",
        &format!("1;{IVANOVA};;;Иванова Анна Ильинична"),
        &format!("1;112-233-445 95;;{IVANOVA};"),
    ] {
        turned_away(&desk, "pair", &format!("{header}\n{row}\n"), &[&format!("file.csv:2: {clause}")]);
    }
    assert!(pairs(&desk).is_empty());
}

#[test]
fn a_group_has_two_mentees_or_more() {
    let desk = school();
    let alone = "вид «в группе» — от двух наставляемых, а здесь 1 наставляемый (Ножай-Юрт, п. 4.6)";
    desk.refused("pair create --mentor Иванова --mentee Петров --kind 'в группе'", 1, &[alone]);
    desk.refused("pair create --mentor Иванова --mentee Петров --mentee 3 --kind групповое", 1, &[alone]);
    desk.done("pair create --mentor Иванова --mentee Петров --mentee Кац --kind 'в группе' --number 1");

    let header = "Номер пары;Наставник;Наставляемый;Вид\n";
    let row = |number: &str, mentee: &str, kind: &str| format!("{number};Рощина Ольга Юрьевна;{mentee};{kind}\n");
    let first = row("Г-2", "Петров Пётр Петрович", "в группе");
    turned_away(&desk, "pair", &format!("{header}{first}"), &[&format!("file.csv:2: пара Г-2: {alone}")]);
    // The number is one however it is typed, and the rows needn't stand together.
    let other = row("3", "Ким Вера Юрьевна", "");
    let second = row("г-2 ", "Кац Лев Маркович", "в группе");
    imported(&desk, "pair", &format!("{header}{first}{other}{second}"));
    // A file may also make a group of a pair that is there.
    turned_away(
        &desk,
        "pair",
        &format!("{header}{}", row("3", "Ким Вера Юрьевна", "наставничество в группе")),
        &[&format!("file.csv:2: пара 3: {alone}")],
    );
    imported(&desk, "pair", &format!("{header}{}", row("3", "Иванова Анна Ильинична", "наставничество в группе")));
    assert_eq!(
        pairs(&desk),
        [
            "1|Иванова Анна Ильинична|Петров Пётр Петрович, Кац Лев Маркович",
            "3|Рощина Ольга Юрьевна|Ким Вера Юрьевна, Иванова Анна Ильинична",
            "Г-2|Рощина Ольга Юрьевна|Петров Пётр Петрович, Кац Лев Маркович",
        ]
    );
}

/// One defect, one line: what it entails isn't told as another.
#[test]
fn a_row_that_fails_doesnt_make_its_group_too_small() {
    let desk = school();
    let told = "file.csv:3: наставляемый: нет человека «Кац Лев Львович»; есть Кац Лев Маркович";
    let rows =
        "1;Иванова Анна Ильинична;Петров Пётр Петрович;в группе;;\n1;Иванова Анна Ильинична;Кац Лев Львович;в группе;;";
    let header = "Номер пары;Наставник;Наставляемый;Вид;Дата начала;Дата прекращения";
    turned_away(&desk, "pair", &format!("{header}\n{rows}\n"), &[told]);
    let rows = rows.replace("Львович;в группе;;", "Маркович;в группе;скоро;");
    turned_away(
        &desk,
        "pair",
        &format!("{header}\n{rows}\n"),
        &["file.csv:3:5: «Дата начала»: «скоро» — ожидается дата"],
    );
    let rows = "1;Иванова Анна Ильинична;Петров Пётр Петрович;;01.09.2023;31.08.2023";
    turned_away(
        &desk,
        "pair",
        &format!("{header}\n{rows}\n"),
        &["file.csv:2:6: «Дата прекращения»: «31.08.2023» — пара прекращена раньше, чем начата"],
    );
}

#[test]
fn one_to_one_with_two_is_worth_a_word() {
    let desk = school();
    let told = desk.done("pair create --mentor Иванова --mentee Петров --mentee Кац --kind 'один на один'");
    assert!(told.err.contains("Внимание: пара 1: вид «традиционное» — один на один, а наставляемых 2"), "{told:?}");
}

#[test]
fn a_reversive_pair_whose_mentor_is_older_is_worth_a_word() {
    let desk = school();
    let word = "вид «реверсивное», но наставник старше наставляемого (Ножай-Юрт, п. 4.6)";
    let older = desk.done("pair create --mentor Иванова --mentee Петров --kind реверсивное");
    assert!(older.err.contains(&format!("Внимание: пара 1: {word}")), "{older:?}");
    let younger = desk.done("pair create --mentor Петров --mentee Иванова --kind реверсивное");
    assert!(!younger.err.contains("Внимание"), "{younger:?}");
    desk.done("org staff edit Рощина --born 12.05.1975");
    let same_day = desk.done("pair create --mentor Иванова --mentee Рощина --kind реверсивное");
    assert!(!same_day.err.contains("Внимание"), "{same_day:?}");

    let header = "Номер пары;Наставник;Наставляемый;Вид\n";
    let told = imported(
        &desk,
        "pair",
        &format!(
            "{header}7;Иванова Анна Ильинична;Кац Лев Маркович;реверсивное наставничество\n8;Кац Лев Маркович;Иванова Анна Ильинична;реверсивное\n"
        ),
    );
    assert!(told.err.contains(&format!("Внимание: file.csv: пара 7: {word}: строка 2")), "{told:?}");
    assert_eq!(told.err.matches("Внимание").count(), 1, "{told:?}");
}

#[test]
fn a_pair_starts_on_the_day_of_its_order() {
    let desk = school().with([
        "pair create --mentor Иванова --mentee Петров --number 1 --order-number 1 --order-date 05.09.2023",
        "pair create --mentor Иванова --mentee Кац --number 2 --order-date 05.09.2023 --start 01.09.2023",
        "pair create --mentor Рощина --mentee Кац --number 3",
    ]);
    let header = "Номер пары;Наставник;Наставляемый;Номер приказа;Дата приказа;Дата начала\n";
    let who = "Иванова Анна Ильинична;Ким Вера Юрьевна";
    // The same people in three pairs: each says why.
    let thrice = header.replace("Дата начала", "Дата начала;Вторая пара тех же людей, причина");
    let rows = format!("4;{who};7;06.09.2023;;тема\n5;{who};7;06.09.2023;01.09.2023;тема\n6;{who};7;;;тема\n");
    imported(&desk, "pair", &format!("{thrice}{rows}"));
    let started = |desk: &Desk| column(desk, "started");
    assert_eq!(started(&desk), ["1|2023-09-05", "2|2023-09-01", "3|", "4|2023-09-06", "5|2023-09-01", "6|"]);
    // The order may come later; a start that is known isn't moved by another date of the order.
    imported(&desk, "pair", &format!("{header}6;{who};;07.09.2023;\n4;{who};;09.09.2023;\n5;{who};;;08.09.2023\n"));
    assert_eq!(started(&desk)[3..], ["4|2023-09-06", "5|2023-09-08", "6|2023-09-07"]);
}

#[test]
fn a_pair_ends_once_and_not_before_it_begins() {
    let desk = paired();
    desk.refused("pair close 1 --date 31.08.2023", 1, &["пара прекращена раньше, чем начата"]);
    desk.refused("pair close 99 --date 31.08.2024", 1, &["нет пары с номером «99»", "nastavnik pair list"]);
    desk.refused("pair close 1 --date 15.06.2026", 1, &["больше чем на год впереди"]);
    let ahead = desk.done("pair close 1 --date 15.06.2025 --reason 'программа выполнена'");
    assert!(ahead.err.contains("Внимание: дата прекращения 15.06.2025 — в будущем"), "{ahead:?}");
    desk.refused("pair close 1 --date 31.05.2024", 1, &["пара № 1 уже прекращена 15.06.2025"]);
    assert!(card(&desk, "pair show 1").contains(&"Причина прекращения|программа выполнена".to_owned()));
    // The very day of the beginning is a pair of one day.
    desk.done("pair create --mentor Рощина --mentee Кац --number 2 --start 01.09.2023");
    desk.done("pair close 2 --date 01.09.2023");
    assert!(card(&desk, "pair show 2").contains(&"Действует|с 01.09.2023 по 01.09.2023".to_owned()));
}

#[test]
fn a_list_shows_the_pairs_of_its_day() {
    let desk = paired().with([
        "pair create --mentor Рощина --mentee Кац --number 2 --start 01.03.2024",
        "pair create --mentor Рощина --mentee Ким --number 3",
        "pair close 1 --date 15.04.2024",
    ]);
    let on = |day: &str| desk.cells(&format!("pair list --as-of {day}"), &["number"]).concat();
    assert_eq!(on("31.08.2023"), "3");
    assert_eq!(on("01.09.2023"), "13");
    assert_eq!(on("29.02.2024"), "13");
    assert_eq!(on("01.03.2024"), "123");
    assert_eq!(on("15.04.2024"), "123");
    assert_eq!(on("16.04.2024"), "23");
    assert_eq!(desk.cells("pair list", &["number"]).concat(), "23");
    assert_eq!(pairs(&desk).len(), 3);
}

#[test]
fn a_number_is_one_pair() {
    let desk = paired();
    desk.refused("pair create --mentor Рощина --mentee Кац --number ' 1 '", 1, &["пара с номером 1 уже есть"]);
    let told = ["file.csv:2: пара 1 уже записана с другим наставником: Иванова Анна Ильинична"];
    turned_away(&desk, "pair", "Номер пары;Наставник;Наставляемый\n1;Рощина Ольга Юрьевна;Кац Лев Маркович\n", &told);
    desk.refused("pair show 2", 1, &["нет пары с номером «2»"]);
    desk.done("pair create --mentor Рощина --mentee Кац");
    assert!(pairs(&desk).contains(&"2|Рощина Ольга Юрьевна|Кац Лев Маркович".to_owned()));
}

#[test]
fn the_rows_of_a_pair_agree() {
    let desk = school();
    for (heading, one, other) in [
        ("Форма", "учитель–учитель", "руководитель ОО–учитель"),
        ("Модель", "опытный педагог–молодой специалист", "опытный предметник–неопытный предметник"),
        ("Вид", "в группе", "виртуальное"),
        ("Номер приказа", "15", "16"),
        ("Дата приказа", "01.09.2023", "02.09.2023"),
        ("Дата согласия наставника", "01.09.2023", "02.09.2023"),
        ("Дата начала", "01.09.2023", "02.09.2023"),
        ("Дата прекращения", "01.06.2024", "02.06.2024"),
        ("Основание", "заявление", "решение"),
    ] {
        let header = format!("Номер пары;Наставник;Наставляемый;{heading}");
        let row = |mentee: &str, value: &str| format!("\n1;Иванова Анна Ильинична;{mentee};{value}");
        let (first, second) = (row("Петров Пётр Петрович", one), row("Кац Лев Маркович", other));
        let told = |line| {
            format!("file.csv:{line}: строки пары 1 расходятся: поле «{heading}» не такое, как в строке {}", line - 1)
        };
        turned_away(&desk, "pair", &format!("{header}{first}{second}\n"), &[&told(3)]);
        if heading == "Дата прекращения" {
            // Who left alone has a «Дата выхода»: an empty cell says that the pair goes on.
            continue;
        }
        // An empty cell disagrees with nothing and hides nothing.
        let silent = row("Ким Вера Юрьевна", "");
        turned_away(&desk, "pair", &format!("{header}{silent}{first}{second}\n"), &[&told(4)]);
        desk.done(&format!(
            "pair import {} --dry-run",
            desk.write("good.csv", format!("{header}{first}{silent}\n")).path("good.csv").display()
        ));
    }
    let header = "Номер пары;Наставник;Наставляемый;Форма;Дата прекращения;Причина прекращения";
    let rows = "1;Иванова Анна Ильинична;Петров Пётр Петрович;;;\n1;Рощина Ольга Юрьевна;Кац Лев Маркович;;;\n\
                2;Иванова Анна Ильинична;Кац Лев Маркович;;01.06.2024;срок\n2;Иванова Анна Ильинична;Ким Вера Юрьевна;;01.06.2024;спор";
    turned_away(
        &desk,
        "pair",
        &format!("{header}\n{rows}\n"),
        &[
            "file.csv:3: строки пары 1 расходятся: поле «Наставник» не такое, как в строке 2",
            "file.csv:5: строки пары 2 расходятся: поле «Причина прекращения» не такое, как в строке 4",
        ],
    );
    // The same in other words is the same.
    let rows = "1;Иванова Анна Ильинична;Петров Пётр Петрович;учитель – учитель;;\n1;ИВАНОВА Анна Ильинична;Кац Лев Маркович;Учитель-учитель;;";
    imported(&desk, "pair", &format!("{header}\n{rows}\n"));
    assert_eq!(column(&desk, "form"), ["1|педагог – педагог"]);
}

#[test]
fn models_and_kinds_have_their_spellings() {
    let spellings = [
        (
            "model",
            "experienced",
            &["опытный педагог–молодой специалист", "«Опытный педагог — молодой специалист»", "experienced"][..],
        ),
        (
            "model",
            "leader",
            &[
                "Лидер педагогического сообщества–педагог, испытывающий профессиональные затруднения в сфере коммуникации",
                "лидер педагогического сообщества - педагог, испытывающий затруднения",
            ],
        ),
        ("model", "innovator", &["педагог-новатор–консервативный педагог", "Педагог–новатор — консервативный педагог"]),
        ("model", "subject", &["опытный предметник–неопытный предметник"]),
        (
            "kind",
            "traditional",
            &[
                "традиционное (один на один)",
                "Традиционное",
                "один-на-один",
                "традиционная форма наставничества («один-на-один»)",
            ],
        ),
        ("kind", "virtual", &["виртуальное", "дистанционное", "Виртуальное (дистанционное) наставничество"]),
        (
            "kind",
            "short_term",
            &["краткосрочное (целеполагающее)", "краткосрочное или целеполагающее", "целеполагающее"],
        ),
        ("kind", "situational", &["Ситуационное", "ситуационное наставничество"]),
        ("kind", "speed", &["скоростное", "СКОРОСТНОЕ  наставничество"]),
    ];
    let desk = school();
    for (field, code, words) in spellings {
        for word in words {
            let heading = if field == "model" { "Модель" } else { "Вид" };
            desk.done(&format!("pair create --mentor Иванова --mentee Петров --number К --{field} '{word}'"));
            assert_eq!(column(&desk, field), [format!("К|{code}")], "{word}");
            let again = imported(
                &desk,
                "pair",
                &format!(
                    "Номер пары;Наставник;Наставляемый;{heading}\nк;Иванова Анна Ильинична;Петров Пётр Петрович;\"{word}\"\n"
                ),
            );
            assert!(again.err.contains("изменений нет"), "{word}: {again:?}");
            desk.sql().execute_batch("DELETE FROM mentees; DELETE FROM pairs").unwrap();
        }
    }
    desk.refused(
        "pair create --mentor Иванова --mentee Петров --kind новое",
        2,
        &["допустимо: традиционное, в группе"],
    );
}

/// Pupils, students and employers stand in no staff file.
#[test]
fn people_from_outside_are_entered_once_and_no_teachers() {
    let desk = school();
    // A pupil has the name of a teacher; by file and by command that is somebody else.
    let header = "Номер пары;СНИЛС наставника;Наставник;СНИЛС наставляемого;Наставляемый;Форма\n";
    let rows = "1;;Станков Павел Ильич;;Кац Лев Маркович;работодатель – ученик\n\
                2;;Станков Павел Ильич;20000000321;Белова Яна Львовна;работодатель–студент\n\
                3;;Иванова Анна Ильинична;;Кац Лев Маркович;учитель–ученик\n\
                4;;белова яна львовна;;Серов Иван;студент–ученик\n";
    imported(&desk, "pair", &format!("{header}{rows}"));
    let people = || desk.sql().query_row("SELECT count(*) FROM people", [], |row| row.get::<_, u32>(0)).unwrap();
    assert_eq!(people(), 5 + 4, "five teachers; Станков, Кац, Белова, Серов");
    let again = desk.done("pair import file.csv");
    assert!(again.err.contains("изменений нет"), "{again:?}");
    let id = |name: &str, teacher: bool| -> i64 {
        let not = if teacher { "" } else { "NOT" };
        let sql = format!(
            "SELECT id FROM people p WHERE name = ?1 AND {not} EXISTS (SELECT 1 FROM employments WHERE person_id = p.id)"
        );
        desk.sql().query_row(&sql, [name], |row| row.get(0)).unwrap()
    };
    let mentee = |number: &str| -> i64 {
        let sql =
            "SELECT m.person_id FROM mentees m JOIN pairs p ON p.id = m.pair_id WHERE p.number = ?1 ORDER BY m.id DESC";
        desk.sql().query_row(sql, [number], |row| row.get(0)).unwrap()
    };
    let (pupil, kats) = (id("Кац Лев Маркович", false), id("Кац Лев Маркович", true));
    assert_eq!((mentee("1"), mentee("3")), (pupil, pupil));
    // Under a form of teachers the same name is the teacher.
    imported(&desk, "pair", &format!("{header}5;;Иванова Анна Ильинична;;Кац Лев Маркович;учитель–учитель\n"));
    assert_eq!(mentee("5"), kats);

    desk.done("pair create --number 6 --mentor Иванова --mentee 'кац лев маркович' --form 'учитель – ученик' --despite 'другая форма'");
    assert_eq!(mentee("6"), pupil);
    desk.done("pair create --number 7 --mentor Станков --mentee 'Рощина Ольга Юрьевна' --form 'работодатель – ученик'");
    assert_eq!(mentee("7"), id("Рощина Ольга Юрьевна", false));
    desk.done("pair create --number 8 --mentor Станков --mentee Серов --form 'работодатель – ученик'");
    assert_eq!(mentee("8"), id("Серов Иван", false));
    desk.done("pair create --number 9 --mentor 'Новый Глеб Ильич' --mentee 4 --form 'работодатель – студент'");
    assert_eq!((mentee("9"), people()), (4, 5 + 6));
    // A number and a part of a name mean somebody known; whom the form expects among the staff, must be there.
    desk.refused(
        "pair create --mentor Станков --mentee Неизвестный --form 'работодатель – ученик'",
        1,
        &["нет человека"],
    );
    desk.refused(
        "pair create --mentor 'Чужой Олег Ильич' --mentee Серов --form 'учитель – ученик'",
        1,
        &["нет человека"],
    );
    desk.refused("pair create --mentor 'Чужой Олег Ильич' --mentee Петров", 1, &["нет человека «Чужой Олег Ильич»"]);
    assert_eq!(people(), 5 + 6);
    // Nobody from outside is a teacher in a share.
    assert_eq!(share(&desk, "S7", "--as-of 15.06.2024"), "0 из 2");
}

#[test]
fn who_takes_part_must_be_known() {
    let desk = school().with([teacher("Кац Лев Маркович", 2, "01.01.1980", "01.09.2001", "")]);
    let header = "Номер пары;СНИЛС наставника;Наставник;СНИЛС наставляемого;Наставляемый\n";
    turned_away(
        &desk,
        "pair",
        &format!(
            "{header}1;;;;Петров Пётр Петрович\n2;;Иванова Анна Ильинична;;\n3;;Иванова А. И.;;Петров Пётр Петрович\n4;;Иванова Анна Ильинична;;Кац Лев Маркович\n5;20000000119;;{PETROV};\n6;;Иванова Анна Ильинична;;Петров Пётр\n"
        ),
        &[
            "file.csv:2: наставник не указан: нет ни СНИЛС, ни ФИО",
            "file.csv:3: наставляемый не указан: нет ни СНИЛС, ни ФИО",
            "file.csv:4:3: «Наставник»: «Иванова А. И.» — инициалы не годятся",
            "file.csv:5: наставляемый: людей с именем «Кац Лев Маркович» несколько: укажите СНИЛС",
            "file.csv:6: наставник: нет человека с таким СНИЛС",
            "file.csv:7: наставляемый: нет человека «Петров Пётр»; есть Петров Пётр Петрович",
        ],
    );
    desk.refused(
        "pair create --mentor Иванова --mentee Кац",
        1,
        &["«Кац» — это 2 человека", "Школа А", "Дом творчества"],
    );
}

/// What ends on a day holds on that day: a period that begins then still counts it, one that begins the day after doesn't.
#[test]
fn the_end_of_a_pair_moves_no_past_figure() {
    let desk = paired().with(["program approve 1 --date 05.09.2023"]);
    let codes = ["P2", "N2", "S7"];
    // N2 and P2 take the house of creativity in, S7 the schools alone.
    let (counted, ordered, none) =
        (["1 из 3", "1 из 3", "1 из 2"], ["0 из 3", "0 из 3", "1 из 2"], ["0 из 3", "0 из 3", "0 из 2"]);
    assert_eq!(shares(&desk, &codes, "--as-of 31.08.2023"), none, "the day before the order");
    assert_eq!(shares(&desk, &codes, "--as-of 01.09.2023"), ordered, "the day of the order");
    assert_eq!(shares(&desk, &codes, "--as-of 04.09.2023"), ordered);
    assert_eq!(shares(&desk, &codes, "--as-of 05.09.2023"), counted, "the day of the approval");
    assert_eq!(shares(&desk, &codes, "--period 2024"), counted);

    desk.done("pair close 1 --date 31.01.2024");
    assert_eq!(shares(&desk, &codes, "--as-of 31.01.2024"), counted);
    assert_eq!(shares(&desk, &codes, "--period 31.01.2024..31.05.2024"), counted);
    assert_eq!(shares(&desk, &codes, "--as-of 01.02.2024"), none);
    assert_eq!(shares(&desk, &codes, "--period 01.02.2024..31.05.2024"), none);
    assert_eq!(shares(&desk, &codes, "--period 2024"), counted, "it still lasted in January");
    assert_eq!(shares(&desk, &codes, "--as-of 31.12.2023"), counted);
}

#[test]
fn explain_names_the_missing_paper() {
    let desk = paired();
    let of_kac = "pair create --mentor Рощина --mentee Кац --number 2";
    let refused = &["приказ № 16 без даты", "(Ножай-Юрт, п. 2.7, 7.7 *)", "--order-date"];
    desk.refused(&format!("{of_kac} --order-number 16"), 1, refused);
    desk.refused("pair join 1 Кац --date 01.10.2023 --order-number 16", 1, refused);
    desk.refused("pair handover 1 --to Рощина --date 01.10.2023 --order-number 16", 1, refused);
    desk.done("pair edit 1 --order-number 15/1");
    desk.done("pair edit 1 --order-number 15-ОД");
    // A file brings an order as it is: the check finds what is wanting.
    let row = "Номер пары;Наставник;Наставляемый;Номер приказа\n2;Рощина Ольга Юрьевна;Кац Лев Маркович;16\n";
    imported(&desk, "pair", row);
    let desk = desk.with([
        "pair create --mentor Рощина --mentee Ким --number 3 --order-date 01.09.2023",
        "program draft --pair 2 --number 2 --start 01.09.2023 --finish 31.05.2024",
        "program approve 2 --date 05.09.2023",
    ]);
    // An order is a number and a date; a program without such an order is nothing yet.
    let on = "--as-of 15.05.2024";
    let rows = |code: &str| reasons(&desk, code, on);
    assert_eq!(
        rows("N2"),
        [
            "Ким Вера Юрьевна|not_counted|нет приказа о закреплении пары: не указан его номер или дата",
            "Кац Лев Маркович|not_counted|нет приказа о закреплении пары: не указан его номер или дата",
            "Петров Пётр Петрович|not_counted|приказ есть, программа не утверждена",
        ]
    );
    assert_eq!(
        rows("S7"),
        [
            "Петров Пётр Петрович|counted|",
            "Кац Лев Маркович|not_counted|нет приказа о закреплении пары: не указан его номер или дата"
        ]
    );
    desk.done("program approve 1 --date 05.09.2023");
    imported(
        &desk,
        "pair",
        "Номер пары;Наставник;Наставляемый;Дата приказа\n2;Рощина Ольга Юрьевна;Кац Лев Маркович;01.09.2023\n",
    );
    assert_eq!(
        reasons(&desk, "N2", on),
        [
            "Кац Лев Маркович|counted|",
            "Петров Пётр Петрович|counted|",
            "Ким Вера Юрьевна|not_counted|нет приказа о закреплении пары: не указан его номер или дата",
        ]
    );
    let clauses = desk.cells(&format!("monitor explain N2 {on}"), &["code", "org", "clause"]);
    assert_eq!(clauses[2], "N2|Дом творчества|Ножай-Юрт, п. 7.7 (2)");
}

#[test]
fn readings_stand_beside_the_definition() {
    // Another novice, who isn't young: P2 counts him, P2-age doesn't; Рощина is neither.
    let desk = paired().with([
        teacher("Дубов Егор Ильич", 1, "01.01.1980", "01.09.2022", ""),
        teacher("Ясенев Олег Ильич", 1, "15.05.1989", "01.09.2022", ""),
        "program approve 1 --date 05.09.2023".to_owned(),
        "pair create --mentor Иванова --mentee Дубов --number 2 --order-number 1 --order-date 01.09.2023".to_owned(),
    ]);
    let of = |code: &str| {
        let rows = desk.cells(
            &format!("monitor indicators {code} --readings --as-of 15.05.2024"),
            &["code", "stratum", "numerator", "denominator"],
        );
        rows.into_iter().filter(|row| row.contains("||") || code == "S7").collect::<Vec<_>>()
    };
    let has = |code: &str, rows: &[&str]| {
        let told = of(code);
        assert!(rows.iter().all(|row| told.iter().any(|told| told == row)), "{told:?}");
    };
    has("P2", &["P2||1|5", "P2-age||1|3", "P2-age-incl||1|4"]);
    has("N1", &["N1||1|3", "N1-incl||1|4", "N1-novice||1|3", "N1-novice-incl||1|4"]);
    has("N2", &["N2||1|5"]);
    has("S7", &["S7||2|4", "S7-age||1|2", "S7-age-incl||1|3"]);
}

/// A good file, a bad row, where the bad row is at fault.
const FILES: &[(&str, &str, &str, &str)] = &[
    (
        "pair",
        "Номер пары;Наставник;Наставляемый;Форма;Вид;Номер приказа;Дата приказа;Дата согласия наставляемого\n\
         1;Иванова Анна Ильинична;Петров Пётр Петрович;учитель–учитель;в группе;15;01.09.2023;30.08.2023\n\
         1;Иванова Анна Ильинична;Кац Лев Маркович;педагог – педагог;групповое;;;31.08.2023\n\
         2;Станков Павел Ильич;Серов Иван;работодатель–ученик;;;;\n",
        "3;Рощина Ольга Юрьевна;Никто Нигде;;;;;\n",
        "bad.csv:5: ",
    ),
    (
        "program",
        "Номер программы;Номер пары;СНИЛС наставляемого;Дата утверждения;Начало;Окончание\n\
         1;1;90010000794;05.09.2023;01.09.2023;31.05.2024\n2;2;;;01.09.2023;31.05.2024\n",
        "3;99;;;01.09.2023;31.05.2024\n",
        "bad.csv:4:",
    ),
    (
        "monitor survey",
        "Номер пары;Роль;СНИЛС;Дата;Балл;Вопрос\n1;наставник;;20.05.2024;8;да\n2;наставляемый;;20.05.2024;3;\n",
        "2;наставляемый;;20.05.2024;12;\n",
        "bad.csv:4:5: «Балл»: «12» — ",
    ),
];

#[test]
fn a_file_goes_in_whole_once_or_not_at_all() {
    let desk = school();
    for (command, good, bad, line) in FILES {
        desk.write("good.csv", good).write("bad.csv", format!("{good}{bad}"));
        let before = desk.bytes();
        let dry = desk.done(&format!("{command} import good.csv --dry-run"));
        assert!(dry.err.contains("проверка, ничего не записано"), "{dry:?}");
        assert!(dry.out.contains("новая запись"), "{dry:?}");
        assert!(before == desk.bytes(), "{command}: a dry run has changed the file");
        desk.refused(&format!("{command} import bad.csv"), 1, &["ничего не записано", line]);
        desk.refused(&format!("{command} import bad.csv --dry-run"), 1, &[line]);

        let told = desk.done(&format!("{command} import good.csv"));
        assert!(told.err.contains("записано: "), "{told:?}");
        let stored = desk.bytes();
        assert!(before != stored, "{command}");
        for again in [format!("{command} import good.csv"), format!("{command} import good.csv --dry-run")] {
            let told = desk.done(&again);
            assert!(told.err.contains("изменений нет"), "{told:?}");
            assert!(stored == desk.bytes(), "{again}: the file has changed");
        }
    }
    // A changed cell is a change, and no new record.
    let (command, good, ..) = FILES[0];
    let told =
        imported(&desk, command, &good.replace(";15;01.09.2023", ";16;01.09.2023").replace("31.08.2023", "29.08.2023"));
    assert!(told.err.contains("записано: 0 новых записей, изменено: 2"), "{told:?}");
    assert!(told.out.contains("Номер приказа") && told.out.contains("Дата согласия наставляемого"), "{told:?}");
}

/// Of an end by notice its day is told, and three working days lie between them, whichever of the two is said last.
#[test]
fn an_end_by_notice_has_its_three_working_days() {
    let desk = paired();
    let late = "не раньше 16.05.2024 (ТК РФ, ст. 351.8)";
    let end = "--ending 'по уведомлению' --notice 13.05.2024";
    desk.refused(&format!("pair close 1 --date 15.05.2024 {end}"), 1, &[late, "шестидневной недели"]);
    desk.done(&format!("pair close 1 --date 16.05.2024 {end} --reason 'просьба наставника'"));
    let told = card(&desk, "pair show 1");
    for line in
        ["Вид прекращения|по уведомлению", "Дата уведомления|13.05.2024", "Причина прекращения|просьба наставника"]
    {
        assert!(told.contains(&line.to_owned()), "{told:?}");
    }
    desk.refused("pair edit 1 --ended 15.05.2024", 1, &[late]);
    desk.refused("pair edit 1 --notice 14.05.2024", 1, &["не раньше 17.05.2024"]);
    let header = "Номер пары;Наставник;Наставляемый;Дата прекращения;Вид прекращения;Дата уведомления\n";
    let row = |rest: &str| format!("{header}1;Иванова Анна Ильинична;Петров Пётр Петрович;{rest}\n");
    turned_away(&desk, "pair", &row("16.05.2024;по уведомлению;14.05.2024"), &["не раньше 17.05.2024"]);
    imported(&desk, "pair", &row("20.05.2024;по уведомлению;15.05.2024"));
    // Another kind of end has no notice; taken back, the pair has neither.
    desk.done("pair edit 1 --ending 'наставник выбыл'");
    let told = desk.done("pair list --all --by-mentee --format csv --fields number,ended,ending,notified").out;
    assert!(told.contains("1,2024-05-20,mentor_left,\n"), "{told}");
    desk.done("pair reopen 1");
    let told =
        desk.done("pair list --all --by-mentee --format csv --fields number,ended,end_reason,ending,notified").out;
    assert!(told.contains("1,,,,\n"), "{told}");
}

#[test]
fn a_consent_may_be_taken_back_and_given_anew() {
    let desk = paired().with(["pair edit 1 --mentor-consent 30.08.2023 --mentee Петров --mentee-consent 31.08.2023"]);
    desk.done(
        "pair edit 1 --mentor-consent-withdrawn 01.03.2024 --mentee Петров --mentee-consent-withdrawn 02.03.2024",
    );
    let told = card(&desk, "pair show 1").join("\n");
    assert!(told.contains("согласие 30.08.2023, отозвано 01.03.2024"), "{told}");
    assert!(told.contains("согласие 31.08.2023, отозвано 02.03.2024"), "{told}");
    // Whoever took it back is asked for another one, as if there were none.
    let asked = desk.done("pair print consent 1 --format csv --fields role,mentee_consent").out;
    assert_eq!(asked, "role,mentee_consent\nmentor,\nmentee,\n");
    let clause = "согласие наставника отозвано раньше, чем дано (Ножай-Юрт, п. 2.3)";
    desk.refused("pair edit 1 --mentor-consent-withdrawn 29.08.2023", 1, &[clause]);
    desk.done("pair edit 1 --mentor-consent 01.04.2024 --mentee Петров --mentee-consent 01.04.2024");
    let columns = "mentor_consent,mentor_consent_withdrawn,mentee_consent,mentee_consent_withdrawn";
    let told = desk.done(&format!("pair list --by-mentee --format csv --fields {columns}")).out;
    assert_eq!(told, format!("{columns}\n2024-04-01,,2024-04-01,\n"));
}

/// Each paper of a pair with what there is of it, and what is said of those that are missing.
#[test]
fn a_card_tells_the_papers_and_what_does_not_hold_without_them() {
    let desk = school().with(["pair create --mentor Иванова --mentee Петров --number 1"]);
    let papers = |desk: &Desk| -> Vec<String> {
        let told: serde_json::Value = serde_json::from_str(&desk.done("pair show 1 --format json").out).unwrap();
        let word = |value: &serde_json::Value| match value {
            serde_json::Value::Array(all) => all.iter().map(|one| one.as_str().unwrap()).collect::<Vec<_>>().join(" "),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        let fields = ["paper", "standing", "number", "date", "lacks", "blocks"];
        let papers = told["papers"].as_array().unwrap().iter();
        papers.map(|paper| fields.map(|field| word(&paper[field])).join("|")).collect()
    };
    assert_eq!(
        papers(&desk),
        [
            "order|missing||||N1 N2 N4 N5 P2 S7",
            "mentor_consent|missing||||",
            "mentee_consent|missing||||",
            "agreement|missing||||",
            "program|missing||||N1 N2 N4 N5 P2",
        ]
    );
    let told = card(&desk, "pair show 1").join("\n");
    for line in [
        "Приказ о закреплении|нет — наставляемые не закреплены (Ножай-Юрт, п. 2.7); не считается в N1, N2, N4, N5, P2, S7",
        "Согласие наставника|Иванова Анна Ильинична: нет — наставничество поручать нельзя (Ножай-Юрт, п. 2.3; ТК РФ, ст. 351.8)",
        "Соглашение с наставником|Иванова Анна Ильинична: нет — не установлены содержание, срок, форма и оплата работы",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let desk = desk.with([
        "pair edit 1 --order-number 15-ОД --order-date 01.09.2023 --mentor-consent 30.08.2023 --mentee Петров \
         --mentee-consent 31.08.2023",
        // As a school's file may bring it.
        "pair edit 1 --order-date пусто",
        "pair edit 1 --mentee Петров --mentee-consent-withdrawn 01.03.2024",
        "pair agreement add 1 --number 7 --date 30.08.2023 --content уроки --until 31.05.2025 --form очно",
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.05.2024",
        "program approve 1 --date 05.09.2023",
    ]);
    assert_eq!(
        papers(&desk),
        [
            "order|incomplete|15-ОД||дата|N1 N2 N4 N5 P2 S7",
            "mentor_consent|there||2023-08-30||",
            "mentee_consent|withdrawn||2023-08-31||",
            "agreement|incomplete|7|2023-08-30|Доплата|",
            "program|over|1|2023-09-05||N1 N2 N4 N5 P2",
            "report|missing|1|||",
        ]
    );
    // On the last day of a pair that is over its program ran still; who joined by his own order has it.
    let desk = desk.with([
        "pair edit 1 --order-date 01.09.2023 --mentee Петров --join-order-number 3 --join-order-date 01.09.2023",
        "pair agreement edit 1 --pay '2000 руб.'",
        "program report 1 --date 30.05.2024",
        "pair close 1 --date 31.05.2024 --ending выполнена",
    ]);
    assert_eq!(
        papers(&desk),
        [
            "order|there|15-ОД|2023-09-01||",
            "joining_order|there|3|2023-09-01||",
            "mentor_consent|there||2023-08-30||",
            "mentee_consent|withdrawn||2023-08-31||",
            "agreement|there|7|2023-08-30||",
            "program|there|1|2023-09-05||",
            "report|there|1|2024-05-30||",
        ]
    );
    // Whose contract isn't the school's, and of whom it is said why none is due.
    let outside = desk.with(["pair create --mentor Иванова --mentee Кац --number 2 --form 'работодатель–студент'"]);
    let told = card(&outside, "pair show 2").join("\n");
    assert!(told.contains("не требуется: наставник не работник образовательной организации"), "{told}");
}
