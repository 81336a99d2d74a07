//! One small district, fixed, with whose figures are counted by hand: every indicator and every reading of its act.

use crate::common::Desk;
use crate::common::small_district::district;

/// Code, numerator, denominator, unknown, of the year 2024 up to 15 June.
const FIGURES: &[(&str, u32, u32, u32)] = &[
    // Иванова, Орлова, Дроздов, Нежина; Орлова has nothing; of Белов nothing is known.
    ("P1", 3, 4, 1),
    ("P1-incl", 3, 4, 1),
    // Сидорова beside them, who is no novice.
    ("P1-young", 3, 5, 1),
    // Кузнецов in place of Сидорова; Иванова and Нежина entered.
    ("P2", 2, 5, 1),
    ("P2-incl", 2, 6, 1),
    ("P2-order", 3, 5, 1),
    ("P2-age", 2, 4, 1),
    ("P2-age-incl", 2, 4, 1),
    // Of nine teachers Сидорова, Белов and Дроздов; Лютиков may be one.
    ("P3", 3, 9, 1),
    ("N1", 1, 4, 1),
    ("N1-incl", 1, 5, 1),
    ("N1-novice", 1, 3, 1),
    ("N1-novice-incl", 1, 3, 1),
    ("N1-all", 1, 8, 1),
    ("N1-preschool", 2, 5, 1),
    ("N2", 1, 4, 1),
    ("N2-incl", 1, 5, 1),
    ("N2-preschool", 2, 5, 1),
    ("N3", 1, 3, 0),
    ("N3-order", 2, 3, 0),
    ("N3-current", 0, 2, 1),
    ("N3-preschool", 2, 4, 0),
    ("S1", 1, 2, 0),
    ("S1-order", 2, 2, 0),
    ("S1-current", 0, 1, 1),
    ("S2", 1, 7, 1),
    ("S3", 1, 7, 1),
    // Мудрова, Петров and Кузнецов beside Сидорова.
    ("S3-pairs", 4, 7, 1),
    ("S7", 2, 3, 1),
    ("S7-incl", 3, 4, 1),
    ("S7-supported", 2, 3, 1),
    ("S7-age", 1, 3, 1),
    ("S7-age-incl", 2, 4, 1),
];

#[test]
fn the_figures_of_a_small_district_counted_by_hand() {
    let desk = district();
    let codes: Vec<_> = FIGURES.iter().map(|(code, ..)| *code).collect();
    let line = format!("monitor indicators {}", codes.join(" "));
    let told = desk.cells(&line, &["code", "stratum", "numerator", "denominator", "unknown"]);
    let totals: Vec<_> = told.into_iter().filter(|row| row.split('|').nth(1) == Some("")).collect();
    let expected: Vec<_> =
        FIGURES.iter().map(|(code, part, whole, unknown)| format!("{code}||{part}|{whole}|{unknown}")).collect();
    assert_eq!(totals, expected);
}

#[test]
fn a_kindergarten_is_a_stratum_of_its_own_where_a_reading_counts_it() {
    let told = district().cells("monitor indicators N1 N1-preschool", &["code", "stratum", "numerator", "denominator"]);
    let expected = [
        "N1|general|1|3",
        "N1|additional|0|1",
        "N1||1|4",
        "N1-preschool|general|1|3",
        "N1-preschool|additional|0|1",
        "N1-preschool|preschool|1|1",
        "N1-preschool||2|5",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_curator_who_left_is_none_and_the_reason_says_so() {
    let desk = district();
    let told = desk.cells("monitor explain N3", &["name", "result", "reason"]);
    assert!(told.contains(&"Школа А|not_counted|куратор в организации больше не работает".to_owned()), "{told:?}");
    assert!(
        told.contains(&"Дом творчества|not_counted|нет приказа о внедрении или его дата не указана".to_owned()),
        "{told:?}"
    );
    // On the last day of work she is still in office, and so she is once somebody takes her back.
    assert_eq!(desk.cells("monitor indicators S1 --as-of 31.05.2024", &["numerator", "denominator"]), ["2|2"]);
    assert_eq!(desk.cells("monitor indicators S1 --as-of 01.06.2024", &["numerator", "denominator"]), ["1|2"]);
    desk.done("org staff add 'Волкова Инна Юрьевна' --org 1 --post методист --hired 10.06.2024 --born 01.02.1980");
    assert_eq!(desk.cells("monitor indicators S1", &["numerator", "denominator"]), ["2|2"]);
    // The days between stay what they were; a new surname hides neither them nor that she leaves again.
    let desk = desk.at("2024-09-10");
    desk.done("org staff edit Волкова --name 'Лисова Инна Юрьевна' --effective 01.08.2024");
    desk.done("org staff dismiss Лисова --date 30.08.2024 --org 1");
    let numerators = [("31.05", 2), ("01.06", 1), ("09.06", 1), ("10.06", 2), ("30.08", 2), ("31.08", 1)];
    let check = || {
        for (day, counted) in numerators {
            let told = desk.cells(&format!("monitor indicators S1 --as-of {day}.2024"), &["numerator"]);
            assert_eq!(told, [counted.to_string()], "{day}");
        }
    };
    check();
    // Nor does an erasure, which leaves no name of hers.
    desk.done("org staff erase Лисова --yes");
    check();
    assert!(!desk.done("org show 1").out.contains("Волкова"));
}

/// Two main jobs of one day: the figures don't ask in which order the rows stand.
#[test]
fn the_order_of_rows_decides_nothing() {
    const HEADER: &str = "ФИО;Организация;Должность;Дата приёма;Дата рождения\n";
    for rows in [
        // A head and a teacher in one school; the same post in two schools; two posts that both teach.
        ["Гай Ян;Школа А;Директор;01.09.2015;12.05.1980", "Гай Ян;Школа А;учитель истории;01.09.2015;12.05.1980"],
        ["Гай Ян;Школа А;учитель;01.09.2015;12.05.1980", "Гай Ян;Лицей;учитель;01.09.2015;12.05.1980"],
        ["Гай Ян;Школа А;сторож;01.09.2015;12.05.1980", "Гай Ян;Школа А;Директор;01.09.2015;12.05.1980"],
        ["Гай Ян;Школа А;методист;01.09.2015;12.05.1980", "Гай Ян;Школа А;тьютор;01.09.2015;12.05.1980"],
    ] {
        let figures = |rows: [&str; 2]| {
            let desk = Desk::new().with(["org add 'Школа А' --kind школа", "org add Лицей --kind школа"]);
            desk.write("staff.csv", format!("{HEADER}{}\n{}\n", rows[0], rows[1])).done("org staff import staff.csv");
            let shares = desk.cells("monitor indicators S2 --by org", &["org", "denominator", "unknown"]);
            (shares, desk.cells("monitor explain S2 --outside", &["name", "org", "result", "reason", "post"]))
        };
        assert_eq!(figures(rows), figures([rows[1], rows[0]]), "{rows:?}");
    }
}

#[test]
fn nearly_all_is_not_a_hundred_per_cent() {
    let desk =
        Desk::new().with(["org add 'Школа А' --kind школа", "org group add М Союз --kind 'методическое объединение'"]);
    let name = |at: usize| {
        let letter = |n: usize| char::from_u32('а' as u32 + (n % 32) as u32).unwrap();
        format!("Учителева Анна {}{}{}овна", 'Б', letter(at / 32), letter(at))
    };
    let mut staff = "ФИО;Организация;Должность;Дата приёма;Дата рождения\n".to_owned();
    let mut members = "Код группы;ФИО\n".to_owned();
    for at in 0..1001 {
        staff += &format!("{};Школа А;учитель;01.09.2015;12.05.1980\n", name(at));
        members += &if at > 0 { format!("М;{}\n", name(at)) } else { String::new() };
    }
    desk.write("staff.csv", staff).done("org staff import staff.csv --accept-valid --yes");
    desk.write("members.csv", members).done("org group import members.csv");
    assert_eq!(desk.cells("monitor indicators P3", &["numerator", "denominator", "percent"]), ["1000|1001|99.9"]);
    let told = desk.done("monitor explain P3 --quiet").out;
    assert!(told.contains("1000 из 1001, 99,9 %"), "{}", told.lines().last().unwrap_or_default());
}
