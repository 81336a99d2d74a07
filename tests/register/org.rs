//! Organisations: what is entered stays, and a closed one stays in the past; their papers and curators follow one another.

use super::two_schools::{district, figures};

#[test]
fn an_organisation_is_entered_corrected_and_shown() {
    let desk = district();
    let columns = ["inn", "name", "kind", "municipality", "head", "site", "opened"];
    desk.done("org edit 'СОШ № 1' --head 'Ромашкина Анна Петровна' --site https://one.example");
    assert_eq!(
        desk.cells("org list --kind школа", &columns),
        [
            "7707083893|МБОУ «СОШ № 1» с. Ясное|general|Лесной район|Ромашкина Анна Петровна|https://one.example|1990-09-01",
            "7736050003|МБОУ «СОШ № 2» с. Тихое|general|Лесной район|||",
        ]
    );
    let edited = desk.done("org edit 1 --short 'Школа № 1' --head 'Петров Пётр Петрович'");
    assert!(edited.err.contains("Краткое наименование: СОШ № 1 → Школа № 1"), "{edited:?}");
    assert!(edited.err.contains("Руководитель: Ромашкина Анна Петровна → Петров Пётр Петрович"), "{edited:?}");
    assert!(desk.done("org edit 1 --short 'Школа № 1'").err.contains("изменений нет"));
    let card = desk.done("org show 'школа №1'").out;
    for word in ["7707083893", "Петров Пётр Петрович", "https://one.example", "с 01.09.1990"] {
        assert!(card.contains(word), "{word}\n{card}");
    }
    // Another municipality is another place for the same name.
    desk.done("org add 'Детский сад «Ромашка»' --kind 'детский сад' --municipality 'Город Сосновск'");
    desk.refused("org show Ромашка", 1, &["(Лесной район)", "(Город Сосновск)"]);
    assert_eq!(desk.cells("org list --municipality сосновск", &["municipality"]), ["Город Сосновск"]);
    assert!(desk.done("org show").out.contains("Лесной район"));
}

#[test]
fn a_closed_organisation_stays_in_the_past() {
    let desk = district();
    let before = figures(&desk, "31.05.2023");
    let told = desk.done("org close 'СОШ № 2' --date 31.08.2023");
    assert!(told.err.contains("Внимание: в закрытой организации остаётся 2 сотрудника"), "{told:?}");
    assert_eq!(figures(&desk, "31.05.2023"), before);
    assert_eq!(desk.cells("org list", &["id"]).len(), 2);
    assert_eq!(
        desk.cells("org list --all", &["name", "closed"])[1..],
        ["МБОУ «СОШ № 1» с. Ясное|", "МБОУ «СОШ № 2» с. Тихое|2023-08-31"]
    );
    // The last day is a day of work.
    for (day, whole) in [("31.08.2023", "2"), ("01.09.2023", "1")] {
        assert_eq!(desk.cells(&format!("monitor indicators S1 --as-of {day}"), &["denominator"]), [whole], "{day}");
    }
    desk.refused("org close 'СОШ № 2' --date 31.08.2024", 1, &["уже закрыта 31.08.2023"]);
}

#[test]
fn papers_and_curators_follow_one_another() {
    let desk = district();
    let share =
        |day: &str| desk.cells(&format!("monitor indicators S1 --as-of {day}"), &["numerator", "unknown"]).remove(0);
    let reason =
        |day: &str| desk.cells(&format!("monitor explain S1 --org 1 --as-of {day}"), &["result", "reason"]).remove(0);
    assert_eq!(reason("31.12.2021"), "not_counted|нет приказа о внедрении или его дата не указана");
    desk.done("org adopt 1 --order-number 15-ОД --order-date 01.09.2021 --monitoring 31.05.2022,30.12.2022 --results 'рост числа пар'");
    assert_eq!(
        reason("31.12.2021"),
        "not_counted|нет утверждённого положения о наставничестве или его дата не указана"
    );
    desk.done("org adopt 1 --regulation-date 02.09.2021 --road-map-date 03.09.2021");
    assert_eq!(reason("31.12.2021"), "not_counted|не назначен куратор или дата назначения не указана");
    // A curator of whom nobody knows since when is none on any day.
    desk.done("org adopt 1 --curator 'Иванова Анна Ильинична'");
    assert_eq!(reason("31.12.2021"), "not_counted|не назначен куратор или дата назначения не указана");
    assert_eq!(share("31.12.2021"), "0|0");
    desk.done("org adopt 1 --curator 'Иванова Анна Ильинична' --curator-date 06.09.2021 --curator-number 16-ОД");
    for (day, expected) in [("05.09.2021", "0|0"), ("06.09.2021", "1|0"), ("31.12.2021", "1|0")] {
        assert_eq!(share(day), expected, "{day}");
    }
    // Succession: the predecessor ends the day before, and every past day keeps its curator.
    desk.refused("org adopt 1 --curator 'Петров Пётр Петрович'", 1, &["нужна более поздняя дата назначения"]);
    desk.refused("org adopt 1 --curator 'Петров Пётр Петрович' --curator-date 06.09.2021", 1, &["более поздняя"]);
    desk.done("org adopt 1 --curator 'Петров Пётр Петрович' --curator-date 01.03.2023");
    let curators: Vec<(String, String, Option<String>)> = desk
        .sql()
        .prepare("SELECT name, appointed, ended FROM curators ORDER BY appointed")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(
        curators,
        [
            ("Иванова Анна Ильинична".into(), "2021-09-06".into(), Some("2023-02-28".into())),
            ("Петров Пётр Петрович".into(), "2023-03-01".into(), None),
        ]
    );
    assert_eq!(share("28.02.2023"), "1|0");
    let card = desk.done("org show 1").out;
    for word in ["№ 15-ОД от 01.09.2021", "31.05.2022", "рост числа пар", "Петров Пётр Петрович с 01.03.2023"]
    {
        assert!(card.contains(word), "{word}\n{card}");
    }
    assert!(desk.done("org adopt 1 --order-number 15-ОД --order-date 01.09.2021").err.contains("изменений нет"));
    desk.refused("org adopt 1", 2, &["не указано ни одного документа"]);
}
