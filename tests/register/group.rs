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
