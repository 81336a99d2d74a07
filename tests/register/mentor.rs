//! The register of mentors: who comes, goes and comes back.

use super::two_schools::district;

#[test]
fn mentors_come_go_and_come_back() {
    let desk = district();
    desk.refused("mentor add 'Станков Пётр Ильич' --date 01.09.2022", 1, &["нет человека «Станков Пётр Ильич»"]);
    desk.done("mentor add 'Станков Пётр Ильич' --category предприятие --date 01.09.2022 --capacity 2");
    desk.done("mentor add Иванова --date 01.09.2022");
    desk.refused("mentor add Иванова --date 01.09.2023", 1, &["уже состоит в реестре наставников с 01.09.2022"]);
    desk.done("mentor retire Иванова --date 31.05.2023");
    desk.refused("mentor retire Иванова --date 31.05.2023", 1, &["не состоит в реестре наставников"]);
    for date in ["31.05.2023", "01.09.2021"] {
        let said = ["с 01.09.2022 по 31.05.2023 уже записано", "включить снова можно позже 31.05.2023"];
        desk.refused(&format!("mentor add Иванова --date {date}"), 1, &said);
    }
    desk.done("mentor add Иванова --date 01.09.2023");
    let columns = ["name", "category", "registered", "retired"];
    assert_eq!(
        desk.cells("mentor list", &columns),
        ["Иванова Анна Ильинична|teacher|2023-09-01|", "Станков Пётр Ильич|enterprise|2022-09-01|"]
    );
    assert_eq!(desk.cells("mentor list --all", &columns).len(), 3);
    assert_eq!(desk.cells("mentor list --as-of 30.06.2023", &["name"]), ["Станков Пётр Ильич"]);
    for (day, part) in
        [("31.08.2022", "0"), ("01.09.2022", "1"), ("31.05.2023", "1"), ("01.06.2023", "0"), ("01.09.2023", "1")]
    {
        assert_eq!(desk.cells(&format!("monitor indicators S2 --as-of {day}"), &["numerator"]), [part], "{day}");
    }
    assert!(desk.done("mentor show Станков").out.contains("предприятие"));
    desk.refused("mentor show Кац", 1, &["не состоит в реестре наставников", "org staff show 3"]);
    // A leaver who stays in the register is worth a word.
    assert!(
        desk.done("org staff dismiss Иванова --date 31.05.2024")
            .err
            .contains("не завершено: реестр наставников; завершить: nastavnik mentor retire 1 --date 31.05.2024")
    );
}
