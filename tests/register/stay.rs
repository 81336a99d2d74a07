//! Mentees who come to a pair and leave it: the others' order and their figures stay as they were.

use super::mentoring::{card, imported, school, share, teacher, turned_away};
use crate::common::Desk;

/// Three of the four novices of the school in a group, by the order of 1 October.
fn group() -> Desk {
    school().with([
        teacher("Сомов Егор Ильич", 1, "01.02.2001", "01.09.2022", ""),
        teacher("Зимина Нина Львовна", 1, "01.02.2001", "01.09.2022", ""),
        "pair create --number 1 --mentor Иванова --mentee Петров --mentee Кац --mentee Сомов --order-number 7 --order-date 01.10.2023"
            .to_owned(),
    ])
}

fn on(desk: &Desk, day: &str) -> String {
    share(desk, "S7", &format!("--as-of {day}"))
}

const HEADER: &str = "Номер пары;Наставник;Наставляемый;Номер приказа;Дата приказа;Дата прекращения;Дата включения;\
                      Номер приказа о включении;Дата приказа о включении;Дата выхода\n";

fn row(mentee: &str, cells: &str) -> String {
    format!("1;Иванова Анна Ильинична;{mentee};{cells}\n")
}

#[test]
fn whoever_joins_leaves_the_order_of_the_others() {
    let desk = group();
    assert_eq!(on(&desk, "01.11.2023"), "3 из 4");
    // By the column of the pair's order it would be the order of all.
    let order = ":2: пара 1 закреплена другим приказом (№ 7 от 01.10.2023): приказ о включении нового наставляемого пишут в \
                 столбцы «Номер приказа о включении» и «Дата приказа о включении», а приказ всей пары исправляет nastavnik pair edit";
    let file = format!("{HEADER}{}", row("Зимина Нина Львовна", "20;10.12.2023;;;;;"));
    turned_away(&desk, "pair", &file, &[&format!("file.csv{order}")]);
    let own = format!("{HEADER}{}", row("Зимина Нина Львовна", ";;;10.12.2023;20;10.12.2023;"));
    imported(&desk, "pair", &own);
    let figures = |desk: &Desk| ["01.11.2023", "09.12.2023", "10.12.2023"].map(|day| on(desk, day));
    assert_eq!(figures(&desk), ["3 из 4", "3 из 4", "4 из 4"]);
    let again = desk.done("pair import file.csv");
    assert!(again.err.contains("изменений нет"), "{again:?}");

    let by_hand = group()
        .with(["pair join 1 Зимина --date 10.12.2023 --order-number 20 --order-date 10.12.2023 --consent 09.12.2023"]);
    assert_eq!(figures(&by_hand), ["3 из 4", "3 из 4", "4 из 4"]);
    by_hand.refused("pair join 1 Зимина --date 11.12.2023", 1, &["Зимина Нина Львовна уже в паре № 1"]);
    let line = "Наставляемый|Зимина Нина Львовна (№ 7), согласие 09.12.2023, с 10.12.2023, приказ о включении № 20 от 10.12.2023";
    assert!(card(&by_hand, "pair show 1").contains(&line.to_owned()), "{:?}", card(&by_hand, "pair show 1"));
}

#[test]
fn whoever_leaves_does_not_end_the_pair() {
    let desk = group();
    let [first, second] = [row("Петров Пётр Петрович", ";;;;;;"), row("Кац Лев Маркович", ";;31.10.2023;;;;")];
    let told = "file.csv:3: строки пары 1 расходятся: поле «Дата прекращения» заполнено не в каждой (ср. строку 2): если вышел \
                один, укажите «Дата выхода», если прекращена вся пара — все её строки или nastavnik pair close";
    turned_away(&desk, "pair", &format!("{HEADER}{first}{second}"), &[told]);
    let told = "file.csv:2: пара 1 прекращается, а названы не все её наставляемые: если вышел один, укажите «Дата выхода», если \
                прекращена вся пара — все её строки или nastavnik pair close";
    turned_away(&desk, "pair", &format!("{HEADER}{second}"), &[told]);
    imported(&desk, "pair", &format!("{HEADER}{}", row("Кац Лев Маркович", ";;;;;;31.10.2023")));
    assert_eq!(["31.10.2023", "01.11.2023"].map(|day| on(&desk, day)), ["3 из 4", "2 из 4"]);

    let by_hand = group().with(["pair leave 1 Кац --date 31.10.2023 --reason 'перевод в другую школу'"]);
    assert_eq!(["31.10.2023", "01.11.2023"].map(|day| on(&by_hand, day)), ["3 из 4", "2 из 4"]);
    by_hand.refused("pair leave 1 Кац --date 30.11.2023", 1, &["Кац Лев Маркович: в паре № 1 по 31.10.2023"]);
    by_hand.refused(
        "pair leave 1 Рощина --date 30.11.2023",
        1,
        &["в паре 1 нет наставляемого «Рощина»", "nastavnik pair show"],
    );
    // Back again, after that day.
    by_hand.refused("pair join 1 Кац --date 31.10.2023", 1, &["Кац Лев Маркович в паре № 1 по 31.10.2023"]);
    by_hand.done("pair join 1 Кац --date 01.02.2024");
    assert_eq!(["31.01.2024", "01.02.2024"].map(|day| on(&by_hand, day)), ["2 из 4", "3 из 4"]);
    // With the last one the pair should end.
    let told = by_hand.with(["pair leave 1 Кац --date 31.05.2024", "pair leave 1 Сомов --date 31.05.2024"]);
    let told = told.done("pair leave 1 Петров --date 31.05.2024");
    assert!(told.err.contains("в паре № 1 не осталось наставляемых: прекратите её (nastavnik pair close)"), "{told:?}");
}

#[test]
fn the_first_day_finds_both_at_work() {
    let desk = school().with(["org staff dismiss Рощина --date 31.12.2023"]);
    let told = |whose: &str, day: &str| format!("пара 5: на первый день ({day}) у {whose} нет места работы");
    let create = |mentor: &str, mentee: &str, more: &str| {
        format!("pair create --number 5 --mentor {mentor} --mentee {mentee} {more}")
    };
    let (left, none) = ("наставника Рощина Ольга Юрьевна", "наставляемого Петров Пётр Петрович");
    desk.refused(&create("Рощина", "Петров", "--start 01.01.2024"), 1, &[&told(left, "01.01.2024"), "org staff show"]);
    desk.refused(
        &create("Рощина", "Петров", "--order-number 1 --order-date 09.01.2024"),
        1,
        &[&told(left, "09.01.2024")],
    );
    desk.refused(
        &create("Иванова", "Петров", "--start 31.08.2022"),
        1,
        &[&told("наставника Иванова Анна Ильинична", "31.08.2022")],
    );
    // Of people who have left since it goes in.
    desk.done(&create("Рощина", "Петров", "--start 31.12.2023"));
    desk.refused("pair join 5 Кац --date 01.01.2024", 1, &[&told(left, "01.01.2024")]);
    desk.refused("pair edit 5 --start 01.01.2024", 1, &[&told(left, "01.01.2024")]);
    desk.refused("pair edit 5 --mentee Петров --joined 10.01.2024", 1, &[&told(left, "10.01.2024")]);
    desk.done("org staff edit Петров --hired 10.09.2022");
    let header = "Номер пары;Наставник;Наставляемый;Дата начала;Дата включения\n";
    let file = format!("{header}6;Иванова Анна Ильинична;Петров Пётр Петрович;09.09.2022;\n");
    let told = format!("file.csv:2: {}", told(none, "09.09.2022").replace("пара 5", "пара 6"));
    let told = format!(
        "{told}; проверьте дату начала или включения и даты приёма и увольнения: nastavnik org staff show ЧЕЛОВЕК"
    );
    turned_away(&desk, "pair", &file, &[&told]);
    imported(&desk, "pair", &file.replace(";09.09.2022;", ";09.09.2022;10.09.2022"));
    // People from outside work nowhere here.
    desk.done("mentor add 'Станков Павел Ильич' --category предприятие --date 01.09.2022");
    desk.done("pair create --mentor Станков --mentee Кац --start 01.10.2022");
    desk.done(
        "pair create --mentor 'Ёлкин Пётр Ильич' --mentee 'Серов Иван' --form работодатель–ученик --start 01.10.2022",
    );
}

#[test]
fn the_same_pair_twice_is_refused_and_the_same_people_too_unless_for_a_reason() {
    let desk = group();
    let same = "pair create --mentor Иванова --mentee Петров --mentee Кац --mentee Сомов --order-number 7 --order-date 01.10.2023";
    desk.refused(same, 1, &["такая пара уже есть: № 1"]);
    let again = "pair create --mentor Иванова --mentee Кац --order-number 9 --order-date 01.11.2023";
    desk.refused(again, 1, &["наставник и наставляемый Кац", "уже вместе в паре № 1 (Ножай-Юрт, п. 5.2)", "--despite"]);
    desk.done(&format!("{again} --despite 'другая тема'"));
    let other = desk.done("pair create --mentor Рощина --mentee Кац --order-number 9 --order-date 01.11.2023");
    assert!(!other.err.contains("Внимание"), "{other:?}");
}

#[test]
fn a_pair_is_corrected_by_hand() {
    let desk = group();
    let changed =
        desk.done("pair edit 1 --order-number 7-ОД --org 'Дом творчества' --until 31.08.2024 --basis заявление");
    for line in ["Пара № 1: Номер приказа: 7 → 7-ОД", "Организация: – → Дом творчества", "Срок: – → 31.08.2024"]
    {
        assert!(changed.err.contains(line), "{line}\n{changed:?}");
    }
    desk.done("pair edit 1 --mentee Кац --mentee-consent 30.09.2023 --joined 02.10.2023");
    assert_eq!(["01.10.2023", "02.10.2023"].map(|day| on(&desk, day)), ["2 из 4", "3 из 4"]);
    desk.refused("pair edit 1", 2, &["не указано, что исправить"]);
    desk.refused("pair edit 1 --joined 02.10.2023", 2, &["--mentee"]);
    desk.refused("pair edit 1 --ended 31.05.2024", 1, &["прекращает её nastavnik pair close"]);
    desk.refused("pair edit 1 --until 15.06.2030", 1, &["больше чем на пять лет впереди"]);
    desk.refused("pair reopen 1", 1, &["пара № 1 не прекращена"]);
    desk.done("pair close 1 --date 31.01.2024 --reason ошибка");
    assert_eq!(on(&desk, "01.02.2024"), "0 из 4");
    desk.done("pair edit 1 --ended 29.02.2024");
    assert_eq!(["29.02.2024", "01.03.2024"].map(|day| on(&desk, day)), ["3 из 4", "0 из 4"]);
    desk.done("pair reopen 1");
    assert_eq!(on(&desk, "01.03.2024"), "3 из 4");
    let state = |day: &str| desk.cells(&format!("pair list --all --as-of {day}"), &["state"]).concat();
    assert_eq!(
        ["30.09.2023", "01.10.2023", "31.08.2024", "01.09.2024"].map(state),
        ["draft", "in_force", "in_force", "expired"]
    );
}

/// Namesakes are told apart by their birth dates; a file says which of its two people isn't found.
#[test]
fn namesakes_in_a_file_of_pairs() {
    let desk = school().with([teacher("Кац Лев Маркович", 2, "05.05.1999", "01.09.2022", "")]);
    let header = "Номер пары;Наставник;Наставляемый;Дата рождения наставляемого;Дата начала\n";
    let row = |born: &str| format!("{header}1;Иванова Анна Ильинична;Кац Лев Маркович;{born};01.09.2023\n");
    desk.write("file.csv", row("")).refused(
        "pair import file.csv",
        1,
        &["file.csv:2: наставляемый: ", "укажите СНИЛС или дату рождения"],
    );
    imported(&desk, "pair", &row("05.05.1999"));
    let excel = desk.done("pair list --all --by-mentee --format excel --output back.csv");
    assert_eq!(excel.code, 0);
    let again = desk.done("pair import back.csv");
    assert!(again.err.contains("изменений нет"), "{again:?}");
}
