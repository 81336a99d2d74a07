//! One small district, fixed, whose figures are counted by hand: tests/law/readings.rs. Its names stand behind the tests of `monitor`.

use super::Desk;

/// A teacher by line: name, organisation, birth, first day of pedagogical work; an empty cell is unknown.
const TEACHERS: &[(&str, u8, &str, &str)] = &[
    // Under 35 and in the second year; entered.
    ("Иванова Анна Ильинична", 1, "01.01.1995", "01.09.2022"),
    // On the reference date 35 years old and exactly three years at work; ordered in a group.
    ("Петров Пётр Петрович", 1, "15.06.1989", "15.06.2021"),
    // Under 35 with a long service; in a club.
    ("Сидорова Ольга Юрьевна", 1, "01.01.1990", "01.09.2010"),
    // Over 50 in the first year; ordered in a group.
    ("Кузнецов Олег Маркович", 1, "01.02.1970", "01.09.2023"),
    // The mentor of them all.
    ("Мудрова Вера Павловна", 1, "01.02.1970", "01.09.1995"),
    // Nothing is known; in a methods union.
    ("Белов Иван Ильич", 1, "", ""),
    // Under 35, in the second year; nothing.
    ("Орлова Нина Петровна", 2, "01.02.1996", "01.09.2022"),
    // The same in additional education; in the council of mentors.
    ("Дроздов Лев Львович", 3, "01.02.1998", "10.01.2022"),
    // The same in a kindergarten; entered.
    ("Нежина Яна Олеговна", 4, "01.02.1999", "01.09.2023"),
];

/// The district on 15 June 2024. The orders are of February: none of them is there in 2023.
pub fn district() -> Desk {
    let mut lines: Vec<String> = [
        "org add 'Школа А' --kind школа",
        "org add 'Школа Б' --kind школа",
        "org add 'Дом творчества' --kind 'дополнительное образование'",
        "org add 'Детский сад' --kind 'детский сад'",
        // The curator left, the road map has run out.
        "org staff add 'Волкова Инна Юрьевна' --org 1 --post учитель --hired 01.09.2015 --born 01.02.1980 --teaching-since 01.09.2003",
        "org staff dismiss Волкова --date 31.05.2024",
        "org adopt 1 --order-date 01.09.2021 --regulation-date 01.09.2021 --road-map-date 01.09.2021 \
         --road-map-until 31.12.2023 --curator 'Волкова Инна Юрьевна' --curator-date 01.09.2021",
        // Everything, but nobody has told the road map's term.
        "org adopt 2 --order-date 01.09.2021 --regulation-date 01.09.2021 --road-map-date 01.09.2021 --curator 'Кац Яна' --curator-date 01.09.2021",
        // The order was repealed.
        "org adopt 3 --order-date 01.09.2021 --regulation-date 01.09.2021 --road-map-date 01.09.2021 --road-map-until 31.12.2025 \
         --curator 'Кац Инна' --curator-date 01.09.2021",
        "org adopt 3 --order-repealed 14.06.2024",
        "org adopt 4 --order-date 01.09.2021 --regulation-date 01.09.2021 --road-map-date 01.09.2021 --road-map-until 31.12.2025 \
         --curator 'Кац Алла' --curator-date 01.09.2021",
    ]
    .map(str::to_owned)
    .to_vec();
    for (name, org, born, since) in TEACHERS {
        let told = |option: &str, day: &str| if day.is_empty() { String::new() } else { format!(" {option} {day}") };
        let hired = if since.is_empty() { "01.09.2015" } else { since };
        let (born, since) = (told("--born", born), told("--teaching-since", since));
        lines.push(format!("org staff add '{name}' --org {org} --post учитель --hired {hired}{born}{since}"));
    }
    lines.extend(
        [
            // Nobody knows the post; not young, no novice.
            "org staff add 'Лютиков Семён Ильич' --org 2 --post 'мастер на все руки' --hired 01.09.2000 --born 01.02.1970 --teaching-since 01.09.2000",
            "mentor add Мудрова --date 01.09.2021",
            "org group add К 'Клуб' --kind клуб",
            "org group add М 'Союз' --kind 'методическое объединение'",
            "org group add С 'Совет' --kind 'совет наставников'",
            "org group join К --person Сидорова --date 01.09.2022",
            "org group join М --person Белов --date 01.09.2022",
            "org group join С --person Дроздов --date 01.09.2022",
            "pair create --number 1 --mentor Мудрова --mentee Иванова --order-number 1 --order-date 01.02.2024",
            "program draft --number 1 --pair 1 --start 05.02.2024 --finish 31.12.2024",
            "program approve 1 --date 05.02.2024",
            "pair create --number 2 --mentor Мудрова --mentee 'Петров Пётр' --mentee Кузнецов --kind 'в группе' --order-number 2 --order-date 01.02.2024",
            "pair create --number 3 --mentor Мудрова --mentee Нежина --order-number 3 --order-date 01.02.2024",
            "program draft --number 3 --pair 3 --start 05.02.2024 --finish 31.12.2024",
            "program approve 3 --date 05.02.2024",
        ]
        .map(str::to_owned),
    );
    Desk::new().with(lines)
}
