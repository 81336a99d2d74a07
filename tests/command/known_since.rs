//! The first day of knowledge: a figure of an earlier day says that whoever left before it isn't known.

use crate::common::Desk;

const STAFF: &str = "ФИО;Организация;Должность;Дата приёма\nКим Анна Львовна;Лицей;учитель;01.09.2010\n";

/// The reports that tell figures, of a day.
const REPORTS: &[&str] = &[
    "monitor indicators S2 --as-of",
    "monitor explain S2 --as-of",
    "monitor export --out export --as-of",
    "org show --as-of",
    "org show Лицей --as-of",
];

/// Of which day each report says that the registers begin with it.
fn told(desk: &Desk, day: &str) -> Vec<bool> {
    let warns = |report: &&str| {
        let told = desk.done(&format!("{report} {day}"));
        let nameless = desk.done(&format!("{report} {day} --no-names --quiet"));
        let is_told = told.err.contains("Внимание: сведения ведутся с ");
        assert_eq!(nameless.err.contains("сведения ведутся с "), is_told, "{nameless:?}");
        is_told
    };
    REPORTS.iter().map(warns).collect()
}

#[test]
fn the_day_is_that_of_the_first_import() {
    let desk = Desk::new()
        .with(["org add Лицей --kind школа", "org staff add 'Кац Лев' --org 1 --post учитель --hired 01.09.2000"]);
    desk.write("staff.csv", STAFF);
    assert_eq!(told(&desk, "01.01.2010"), [false; 5], "nobody knows since when");
    let desk = desk.at("2024-06-20").with(["org staff import staff.csv"]);
    assert_eq!(told(&desk, "19.06.2024"), [true; 5]);
    assert_eq!(told(&desk, "20.06.2024"), [false; 5]);
    let said = desk.done("monitor indicators S2 --as-of 31.12.2023").err;
    assert!(
        said.contains(
            "сведения ведутся с 20.06.2024: кто уволился раньше, неизвестно, и 31.12.2023 сосчитаны только те"
        ),
        "{said}"
    );
    // What was taken back is no knowledge; what the journal forgets stays known.
    desk.done("org undo");
    assert_eq!(told(&desk, "19.06.2024"), [false; 5]);
    let desk = desk.with(["org undo 5"]).at("2024-09-20");
    desk.done("org history --prune-before 01.09.2024 --yes");
    assert_eq!(told(&desk, "19.06.2024"), [true; 5]);
    assert_eq!(told(&desk, "20.06.2024"), [false; 5]);
}

#[test]
fn the_day_that_is_said_goes_before() {
    let desk = Desk::bare().with(["org init --name Район --since 01.09.2020", "org add Лицей --kind школа"]);
    desk.write("staff.csv", STAFF);
    desk.done("org staff import staff.csv");
    assert_eq!(told(&desk, "31.08.2020"), [true; 5]);
    assert_eq!(told(&desk, "01.09.2020"), [false; 5]);
    desk.done("monitor setting since 01.09.2015");
    assert_eq!(told(&desk, "31.08.2020"), [false; 5]);
    assert_eq!(desk.done("monitor setting since").err, "Сведения ведутся с 01.09.2015\n");
    desk.done("org undo");
    assert_eq!(told(&desk, "31.08.2020"), [true; 5]);
    desk.refused("monitor setting since 16.06.2024", 1, &["дата в будущем"]);
    desk.refused("org init --name Район --db b.db --since 16.06.2024", 2, &["дата в будущем"]);
}

/// A scheduler's log says it too, of each period that lies so far back, and ends as it would otherwise.
#[test]
fn the_exports_of_a_schedule_say_it() {
    let desk = Desk::bare().with([
        "org init --name Район --since 01.09.2020",
        "org add Лицей --kind школа",
        "monitor run --add year S2 --export export --since 01.01.2019",
    ]);
    let told = desk.at("2021-02-01").done("monitor run").err;
    for line in told.lines() {
        let is_early = line.contains("31.12.2019 сосчитаны");
        assert_eq!(line.contains("сведения ведутся с 01.09.2020"), is_early, "{told}");
    }
    assert_eq!(told.matches("Внимание").count(), 1, "{told}");
    assert!(told.contains("Внимание: 01.02.2021 2019: сведения ведутся с 01.09.2020"), "{told}");
}
