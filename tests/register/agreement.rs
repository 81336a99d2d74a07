//! Agreements to mentors' contracts: what they say, and why none is due.

use super::mentoring::{card, imported, paired, turned_away};
use crate::common::Desk;

const HEADER: &str = "Номер пары;Номер соглашения;Дата соглашения;Содержание;Начало;Окончание;Форма;Доплата;Основание, по которому соглашение не требуется\n";

fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["pair", "agreement_number", "agreement_date", "since", "until", "pay", "ground"])
}

#[test]
fn a_pair_has_agreements_or_the_ground_why_none_is_due() {
    let desk = paired().with([
        "pair create --mentor Рощина --mentee Кац --number 2",
        "pair agreement add 1 --number 7 --date 30.08.2023 --content 'помощь в подготовке уроков' --since 01.09.2023 --until 31.05.2024 \
         --form 'очно, раз в неделю' --pay '3000 руб. в месяц'",
        "pair agreement add 2 --ground 'наставничество — обязанность старшего методиста'",
    ]);
    assert_eq!(
        listed(&desk, "pair agreement list"),
        [
            "1|7|2023-08-30|2023-09-01|2024-05-31|3000 руб. в месяц|",
            "2||||||наставничество — обязанность старшего методиста",
        ]
    );
    assert_eq!(listed(&desk, "pair agreement list --pair 2").len(), 1);
    let told = card(&desk, "pair agreement show 1");
    for line in ["Дата соглашения|30.08.2023", "Форма|очно, раз в неделю", "Доплата|3000 руб. в месяц"]
    {
        assert!(told.contains(&line.to_owned()), "{told:?}");
    }
    // It is one or the other, by whatever way.
    let one = "либо соглашение с его сведениями, либо основание";
    desk.refused("pair agreement edit 2 --pay '100 руб.'", 1, &[one]);
    desk.refused("pair agreement edit 1 --date пусто", 1, &["нет ни даты соглашения, ни основания"]);
    desk.refused(
        "pair agreement add 2 --ground 'иное'",
        1,
        &["у пары № 2 уже есть запись об основании: № 2", "edit 2"],
    );
    desk.refused("pair agreement show 9", 1, &["нет соглашения с номером записи 9", "nastavnik pair agreement list"]);
    desk.refused("pair agreement edit 1", 2, &["не указано, что исправить"]);
    // The next year's agreement stands beside this one's; a day may be put right.
    desk.done("pair agreement add 1 --number 12 --date 30.08.2024 --since 01.09.2024 --until 31.05.2025");
    let told = desk.done("pair agreement edit 3 --date 31.08.2024 --until 30.06.2025").err;
    assert!(told.contains("Дата соглашения: 30.08.2024 → 31.08.2024"), "{told}");
    desk.refused("pair agreement edit 3 --date 30.08.2023", 1, &["у этой пары уже есть соглашение этой даты"]);
    desk.refused("pair agreement edit 3 --until 31.08.2024", 1, &["соглашение кончается раньше, чем начинается"]);
}

#[test]
fn a_file_brings_agreements_and_corrects_them() {
    let desk = paired().with(["pair create --mentor Рощина --mentee Кац --number 2/а"]);
    imported(
        &desk,
        "pair agreement",
        &format!(
            "{HEADER}1;7;30.08.2023;уроки;01.09.2023;31.05.2024;очно;2000 руб.;\n2/А;;;;;;;;обязанность по должности\n"
        ),
    );
    // The same pair and date is the same agreement; an empty cell erases nothing.
    let again = imported(
        &desk,
        "pair agreement",
        &format!("{HEADER}1;7-д;30.08.2023;;;;;2500 руб.;\n2/а;;;;;;;;по должности\n"),
    );
    assert!(again.err.contains("изменено: 2"), "{again:?}");
    assert_eq!(
        listed(&desk, "pair agreement list"),
        ["1|7-д|2023-08-30|2023-09-01|2024-05-31|2500 руб.|", "2/а||||||по должности"]
    );
    turned_away(
        &desk,
        "pair agreement",
        &format!("{HEADER}3;1;30.08.2023;;;;;;\n1;8;;;;;;;\n1;8;31.08.2023;;;;;;по должности\n"),
        &[
            "file.csv:2:1: «Номер пары»: «3» — нет пары с номером «3»",
            "file.csv:3: нет ни даты соглашения, ни основания, по которому оно не требуется",
            "file.csv:4: либо соглашение с его сведениями, либо основание",
        ],
    );
}
