//! `monitor target`: the district's own planned values, and where they are shown.

use crate::common::small_district::district;

#[test]
fn ones_own_target_holds_until_the_next_one_and_goes_before_the_acts() {
    let desk = district().with([
        "monitor target set N1 60 --year 2023",
        "monitor target set n1 33,5 --year 2025",
        "monitor target set N1 90 --year 2024 --kind школа",
        "monitor target set N1 10 --year 2024 --org 'Школа Б'",
    ]);
    let targets = |line: &str| desk.cells(&format!("monitor indicators N1 {line}"), &["stratum", "target"]);
    // Before the first of one's own the act's own holds: 25 in 2022.
    assert_eq!(targets("--as-of 31.12.2022"), ["general|25", "additional|25", "|25"]);
    assert_eq!(targets("--as-of 31.12.2023"), ["general|60", "additional|60", "|60"]);
    // The kind has its own, so the whole keeps that of all.
    assert_eq!(targets("--as-of 15.06.2024"), ["general|90", "additional|60", "|60"]);
    let desk = desk.at("2026-01-31");
    let later = desk.cells("monitor indicators N1 --as-of 30.01.2026", &["stratum", "target"]);
    assert_eq!(later, ["general|90", "additional|33.5", "|33.5"], "the act's targets end in 2024");
    let by_org = desk.cells("monitor indicators N1 --by org --as-of 30.01.2026", &["org", "target"]);
    assert_eq!(by_org, ["Дом творчества|33.5", "Школа А|90", "Школа Б|10"]);
    // Readings have the targets of their indicator; others have none.
    let readings = desk.cells("monitor indicators N1-all S2 --as-of 30.01.2026", &["code", "target"]);
    assert!(readings.contains(&"N1-all|33.5".to_owned()) && readings.contains(&"S2|".to_owned()), "{readings:?}");
    let passport = desk.done("monitor passport N1").out;
    for said in ["с 2025 года", "33,5 %", "школа: 90 %", "Школа Б: 10 %", "2024 год"] {
        assert!(passport.contains(said), "«{said}» isn't in\n{passport}");
    }
    // The chart of the page, the workbook and the table take it from the same place.
    desk.done("monitor indicators N1 --as-of 30.01.2026 --output shares.html");
    assert!(std::fs::read_to_string(desk.path("shares.html")).unwrap().contains("33,5"));
}

#[test]
fn targets_are_set_changed_and_taken_out() {
    let desk = district();
    let listed = |desk: &crate::common::Desk| {
        desk.cells("monitor target list", &["id", "code", "year", "org_kind", "org", "percent"])
    };
    assert_eq!(desk.done("monitor target set N3 95 --year 2025").err, "Записан план № 1: N3: с 2025 года 95 %\n");
    assert_eq!(desk.done("monitor target set N3 97 --year 2025").err, "Изменён план № 1: N3: с 2025 года 97 %\n");
    assert_eq!(desk.done("monitor target set N3 97 --year 2025").err, "План № 1 уже такой: N3: с 2025 года 97 %\n");
    desk.done("monitor target set S2 15 --org 2");
    assert_eq!(listed(&desk), ["1|N3|2025|||97", "2|S2|2024||Школа Б|15"]);
    desk.done("monitor target remove 1");
    assert_eq!(listed(&desk), ["2|S2|2024||Школа Б|15"]);
    desk.done("org undo");
    assert_eq!(listed(&desk).len(), 2);
    assert!(desk.done("org history --of target:1").out.contains("97"));
    desk.refused("monitor target remove 9", 1, &["планового значения № 9 нет"]);
    desk.refused("monitor target set Щ1 50", 2, &["показателя «Щ1» нет"]);
    desk.refused("monitor target set N1 50 --kind 'детский сад'", 1, &["N1 не считает организации вида «детский сад»"]);
    desk.refused("monitor target set N1 50 --org 4", 1, &["N1 не считает"]);
    desk.refused("monitor target set N1 50 --org 1 --kind школа", 2, &["не сочетается"]);
    desk.write("targets.csv", "Показатель;С года;Организация;План\nN3;2025;;97\nS2;2026;Школа Б;20\nN1;2025;;70,25\n");
    desk.done("monitor target import targets.csv");
    assert_eq!(
        listed(&desk),
        ["4|N1|2025|||70.25", "1|N3|2025|||97", "2|S2|2024||Школа Б|15", "3|S2|2026||Школа Б|20"]
    );
    desk.write("small.csv", "Показатель;Год;План\nn3;2025;97\n");
    desk.refused("monitor target import small.csv", 1, &["код пишется так: N3"]);
}
