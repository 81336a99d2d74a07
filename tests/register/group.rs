//! Groups: their kinds and their dated members.

use super::two_schools::district;

#[test]
fn groups_have_kinds_and_dated_members() {
    let desk = district();
    desk.refused(
        "org group add Л1 Лаборатория --kind лаборатория",
        1,
        &["вида группы «лаборатория» нет; есть: методическое объединение", "org group kind"],
    );
    desk.done("org group kind Лаборатория --community");
    desk.refused("org group kind лаборатория", 1, &["такой вид группы уже есть"]);
    assert!(desk.cells("org group kind", &["title", "community"]).contains(&"Лаборатория|true".into()));
    desk.done("org group add Л1 'Лаборатория опыта' --kind лаборатория");
    desk.done("org group add Л2 'Проект опыта' --kind 'сетевой проект' --network");
    desk.refused(
        "org group show опыта",
        1,
        &["под «опыта» подходит несколько групп", "Л1  Лаборатория опыта", "укажите код"],
    );
    desk.done("org group join л1 --person Кац --date 01.09.2022");
    assert!(
        desk.done("org group join Л2 --org 'СОШ № 2'").err.ends_with("в группе Л2 (Проект опыта) с самого начала\n")
    );
    desk.refused("org group join Л2 --org 2", 1, &["уже состоит в группе Л2 (Проект опыта) с самого начала\n"]);
    assert_eq!(
        desk.cells("org group show Л1", &["party", "name", "joined", "ended"]),
        ["person|Кац Лев Маркович|2022-09-01|"]
    );
    assert_eq!(
        desk.cells("org group list", &["code", "kind", "network", "members"]),
        ["Л1|Лаборатория|false|1", "Л2|сетевой проект|true|1"]
    );
    // A community of the district's own counts, from the first day to the last, and for every period that they touch.
    let s3 = |when: &str| desk.cells(&format!("monitor indicators S3 {when}"), &["numerator"]).remove(0);
    desk.done("org group leave Л1 --person Кац --date 31.05.2023");
    for (when, part) in [
        ("--as-of 31.08.2022", "0"),
        ("--as-of 01.09.2022", "1"),
        ("--as-of 31.05.2023", "1"),
        ("--as-of 01.06.2023", "0"),
        ("--period 2023", "1"),
        ("--period 2024", "0"),
    ] {
        assert_eq!(s3(when), part, "{when}");
    }
    desk.refused("org group leave Л1 --person Кац --date 30.06.2023", 1, &["не состоит в группе"]);
    // Back again: another membership, the first one stays.
    for date in ["", "--date 31.05.2023", "--date 01.09.2021"] {
        let said = ["с 01.09.2022 по 31.05.2023 уже записано", "нужна дата вступления позже 31.05.2023"];
        desk.refused(&format!("org group join Л1 --person Кац {date}"), 1, &said);
    }
    desk.done("org group join Л1 --person Кац --date 01.09.2023");
    assert_eq!(desk.cells("org group show Л1", &["joined", "ended"]), ["2023-09-01|", "2022-09-01|2023-05-31"]);
    desk.refused("org group join Л1 --date 01.09.2023", 2, &["не хватает"]);
}

#[test]
fn the_days_of_a_membership_are_corrected() {
    let desk = district().with([
        "org group add К1 'Клуб наставников' --kind клуб",
        "org group join К1 --person Кац --date 01.09.2020",
        "org group leave К1 --person Кац --date 31.05.2021",
        "org group join К1 --person Кац --date 01.09.2022",
        "org group join К1 --org 'СОШ № 2'",
    ]);
    let shown = || desk.cells("org group show К1", &["name", "joined", "ended"]);
    let told = desk.done("org group edit К1 --person Кац --joined 15.09.2022").err;
    for line in [
        "Клуб наставников: Кац Лев Маркович: Дата вступления: 01.09.2022 → 15.09.2022",
        "исправление меняет и прошлые отчёты (за даты между 01.09.2022 и 15.09.2022): P1, P3, S3",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let told = desk.done("org group edit К1 --person Кац --on 01.09.2020 --joined 01.10.2020 --left 30.06.2021").err;
    assert!(told.contains("Дата выхода: 31.05.2021 → 30.06.2021"), "{told}");
    let told = desk.done("org group edit К1 --org 'СОШ № 2' --joined 01.09.2021").err;
    assert!(told.contains("МБОУ «СОШ № 2» с. Тихое: Дата вступления: – → 01.09.2021"), "{told}");
    assert_eq!(
        shown(),
        [
            "Кац Лев Маркович|2022-09-15|",
            "МБОУ «СОШ № 2» с. Тихое|2021-09-01|",
            "Кац Лев Маркович|2020-10-01|2021-06-30"
        ]
    );
    for (day, part) in [("30.09.2020", "0"), ("30.06.2021", "1"), ("14.09.2022", "0"), ("15.09.2022", "1")] {
        assert_eq!(desk.cells(&format!("monitor indicators S3 --as-of {day}"), &["numerator"]), [part], "{day}");
    }
    for (line, code, said) in [
        ("org group edit К1 --person Кац", 2, "не указано, что исправить: --joined или --left"),
        ("org group edit К1 --joined 01.09.2022", 2, "участник не указан"),
        ("org group edit К1 --person Кац --org 1 --joined 01.09.2022", 2, "не сочетается"),
        ("org group edit К1 --person Кац --joined 01.09.2022 --title Клуб", 2, "исправляют отдельно"),
        ("org group edit К1 --person Кац --left 31.05.2023", 1, "выход записывает nastavnik org group leave"),
        (
            "org group edit К1 --person Кац --joined 30.06.2021",
            1,
            "участие в группе «Клуб наставников» с 01.10.2020 по 30.06.2021 уже записано",
        ),
        ("org group edit К1 --person Кац --on 01.10.2020 --left 30.09.2020", 1, "дата выхода раньше даты вступления"),
        (
            "org group edit К1 --person Кац --on 31.12.2021 --joined 01.09.2020",
            1,
            "не состоит в группе К1 (Клуб наставников) на 31.12.2021",
        ),
        ("org group edit К1 --person Кац --joined 01.09.2030", 1, "дата вступления 01.09.2030"),
        ("org group edit К1 --person Петров --joined 01.09.2022", 1, "не состоит в группе"),
    ] {
        desk.refused(line, code, &[said]);
    }
    // An organisation that was closed by the day on which it comes.
    desk.done("org close Ромашка --date 31.08.2022");
    let closed = "организация закрыта 31.08.2022: Детский сад «Ромашка»";
    assert!(!desk.done("org group join К1 --org Ромашка --date 31.08.2022").err.contains(closed));
    assert!(desk.done("org group edit К1 --org Ромашка --joined 01.09.2022").err.contains(closed));
}
