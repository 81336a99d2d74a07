//! «Наш акт»: of which acts reports speak if nothing is said, and acts of one's own that the file keeps.

use crate::common::small_district::district;

const OWN: &str = "code = \"lesnoy\"\nshort = \"Наш план\"\ntitle = \"План Лесного района\"\n\n[[indicator]]\ncode = \"L1\"\n\
    clause = \"п. 3\"\ntitle = \"Доля педагогов, закреплённых приказом\"\nunit = \"teacher\"\nkinds = [\"general\"]\n\
    condition = [\"закреплён приказом\"]\n";

#[test]
fn reports_speak_of_the_acts_that_are_ours() {
    let desk = district();
    let codes = |desk: &crate::common::Desk, line: &str| {
        let mut codes = desk.cells(line, &["code"]);
        codes.dedup();
        codes
    };
    assert!(codes(&desk, "monitor indicators").contains(&"N1".to_owned()));
    desk.done("monitor setting acts spassky");
    assert_eq!(codes(&desk, "monitor indicators"), ["S1", "S2", "S3", "S7", "S8"]);
    assert!(codes(&desk, "monitor explain ALL").iter().all(|code| code.starts_with('S')));
    assert!(codes(&desk, "monitor compare 2023 2024").iter().all(|code| code.starts_with('S')));
    desk.done("monitor export --out files");
    assert!(
        desk.path("files").read_dir().unwrap().all(|file| !file
            .unwrap()
            .file_name()
            .to_string_lossy()
            .contains("nozhay"))
    );
    desk.done("monitor run --add year --export runs --since 01.01.2023");
    desk.done("monitor run");
    let run = std::fs::read_to_string(desk.path("runs/2023_all_1.csv")).unwrap();
    assert!(run.contains("\nS2,") && !run.contains("\nN1,"), "{run}");
    // Whatever is asked for by its code or by its act is told all the same.
    assert_eq!(codes(&desk, "monitor indicators N2"), ["N2"]);
    assert_eq!(codes(&desk, "monitor indicators --regulation partizansky"), ["P1", "P2", "P3"]);
    let acts = desk.cells("monitor setting acts", &["code", "reported", "own"]);
    assert_eq!(acts, ["partizansky|false|false", "nozhay-yurt|false|false", "spassky|true|false"]);
    desk.done("monitor setting acts --all");
    assert!(codes(&desk, "monitor indicators").contains(&"N1".to_owned()));
    desk.done("org undo");
    assert_eq!(codes(&desk, "monitor indicators"), ["S1", "S2", "S3", "S7", "S8"]);
    desk.refused("monitor setting acts lesnoy", 2, &["акта «lesnoy» нет", "spassky"]);
}

#[test]
fn an_act_of_ones_own_is_kept_in_the_file() {
    let desk = district();
    desk.write("own.toml", OWN);
    desk.refused("monitor indicators L1", 2, &["показателя «L1» нет"]);
    let shares = desk.cells("monitor indicators --act own.toml --keep", &["code", "numerator", "denominator"]);
    assert_eq!(shares, ["L1|3|7"], "a fact is called by its Russian title, too");
    std::fs::remove_file(desk.path("own.toml")).unwrap();
    assert_eq!(desk.cells("monitor indicators L1", &["regulation", "numerator"]), ["lesnoy|3"]);
    assert!(desk.done("monitor passport L1").out.contains("План Лесного района"));
    desk.done("monitor setting acts lesnoy spassky");
    let mut codes = desk.cells("monitor indicators", &["code"]);
    codes.dedup();
    assert_eq!(codes, ["S1", "S2", "S3", "S7", "S8", "L1"]);
    assert!(desk.done("org history").out.contains("monitor setting acts"));
    // A newer text takes the place of the kept one, and may be tried before.
    desk.write("own.toml", OWN.replace("закреплён приказом", "in_community"));
    assert_eq!(desk.cells("monitor indicators --act own.toml", &["code", "numerator"]), ["L1|1"]);
    assert_eq!(desk.cells("monitor indicators L1", &["numerator"]), ["3"]);
    desk.done("monitor setting acts --act own.toml --keep");
    assert_eq!(desk.cells("monitor indicators L1", &["numerator"]), ["1"]);
    desk.done("org undo");
    assert_eq!(desk.cells("monitor indicators L1", &["numerator"]), ["3"]);
    desk.done("monitor setting acts --remove lesnoy");
    desk.refused("monitor indicators L1", 2, &["показателя «L1» нет"]);
    desk.refused("monitor setting acts --remove lesnoy", 1, &["своего акта «lesnoy» в базе нет"]);
    desk.refused("monitor setting acts --keep", 2, &["--act"]);
    desk.write("all.toml", OWN.replace("lesnoy", "all"));
    desk.refused("monitor setting acts --act all.toml --keep", 1, &["не годится для имени файла"]);
}

#[test]
fn the_facts_are_listed_in_russian() {
    let desk = district();
    let facts = desk.cells("monitor facts", &["unit", "fact", "title"]);
    assert!(facts.contains(&"teacher|novice|молодой специалист".to_owned()), "{facts:?}");
    assert!(facts.contains(&"org|curator|куратор".to_owned()), "{facts:?}");
    assert!(desk.cells("monitor facts org", &["unit"]).iter().all(|unit| unit == "org"));
    desk.refused("monitor facts parrot", 2, &["единицы «parrot» нет", "teacher"]);
    let passport = desk.done("monitor passport P2").out;
    assert!(passport.contains("молодой специалист") && !passport.contains("novice"), "{passport}");
}

#[test]
fn a_setting_holds_from_its_day_on_and_earlier_figures_stay() {
    let desk = district();
    let shares = |line: &str| desk.cells(&format!("monitor indicators {line}"), &["numerator", "denominator"]);
    let of = |code: &str, day: &str| shares(&format!("{code} --as-of {day}")).pop().unwrap();
    // On 15.06.2024 Петров is 35 on the day, Сидорова is 34, Иванова is 29.
    assert_eq!([of("N1", "15.06.2024"), of("N1", "14.06.2024")], ["1|4", "1|5"]);
    desk.done("monitor setting age-on '1 января' --from 15.06.2024");
    assert_eq!([of("N1", "15.06.2024"), of("N1", "14.06.2024")], ["1|5", "1|5"], "he was 34 on the first of January");
    let told = desk.done("monitor setting age-limit 30 --from 15.06.2024").err;
    assert_eq!(
        told,
        "Предельный возраст — 30 лет: для отчётных дат с 15.06.2024; показатели более ранних дат не меняются\n"
    );
    assert_eq!([of("N1", "15.06.2024"), of("N1", "14.06.2024")], ["1|3", "1|5"]);
    // An option goes before the file, for one run, and the result says so.
    assert_eq!(shares("N1 --as-of 15.06.2024 --age-limit 35 --age-on ref").pop().unwrap(), "1|4");
    let settings = |line: &str| desk.cells(&format!("monitor indicators {line}"), &["settings"]).pop().unwrap();
    assert_eq!(settings("N1 --as-of 15.06.2024 --age-limit 35"), "age-limit=35 (command); age-on=january (2024-06-15)");
    assert_eq!(settings("N1 --as-of 14.06.2024"), "age-limit=35 (program); age-on=ref (program)");
    assert_eq!(settings("N3"), "");
    // What people read says the values.
    let told = desk.done("monitor explain N1 --outside --as-of 15.06.2024").out.replace('\n', " ");
    for said in ["30 лет и старше", "предельный возраст — 30 лет (настройка базы с 15.06.2024); без неё — 35 лет"]
    {
        assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "«{said}» isn't in\n{told}");
    }
    let passport = desk.done("monitor passport N1 --format json").out;
    let passport: serde_json::Value = serde_json::from_str(&passport).unwrap();
    assert_eq!(passport["settings"][0]["value"], "30");
    assert_eq!(passport["settings"][0]["origin"], "настройка базы с 15.06.2024");
    assert!(passport["population"][0]["says"].as_str().unwrap().contains("моложе 30 лет на 1 января"));
    // N2 asks the tenure: three years, or as many as are settled; what has no first day holds for all days.
    assert_eq!([of("N2", "15.06.2024"), of("N2", "14.06.2024")], ["1|4", "1|5"]);
    desk.done("monitor setting novice-years 2");
    assert_eq!([of("N2", "15.06.2024"), of("N2", "14.06.2024")], ["1|3", "1|3"]);
    desk.done("monitor setting novice-years 1 --from 15.06.2024");
    assert_eq!([of("N2", "15.06.2024"), of("N2", "14.06.2024")], ["0|1", "1|3"]);
    let listed = desk.cells("monitor setting list", &["setting", "from", "value", "own", "in_force"]);
    assert_eq!(
        listed,
        [
            "satisfaction||7|false|true",
            "age-limit||35|false|false",
            "age-limit|2024-06-15|30|true|true",
            "novice-years||2|true|false",
            "novice-years|2024-06-15|1|true|true",
            "age-on||ref|false|false",
            "age-on|2024-06-15|january|true|true",
        ]
    );
    desk.done("monitor setting novice-years --remove --from 15.06.2024");
    assert_eq!(of("N2", "15.06.2024"), "1|3");
    desk.done("org undo");
    assert_eq!(of("N2", "15.06.2024"), "0|1");
    assert!(desk.done("org history --of report-setting:1").out.contains("monitor setting age-on"));
    desk.refused("monitor setting satisfaction --remove", 1, &["такой настройки нет", "monitor setting list"]);
    desk.refused("monitor setting satisfaction --from 01.01.2025", 2, &["указана дата без значения"]);
}

#[test]
fn the_threshold_and_the_acts_are_settled_from_a_day_on() {
    let desk = district().with([
        "monitor survey add 1 --role наставляемый --date 20.05.2024 --score 7",
        "monitor survey add 1 --role наставник --date 20.05.2024 --score 9",
        "monitor setting satisfaction 8 --from 01.06.2024",
        "monitor setting acts spassky --from 01.06.2024",
    ]);
    let of =
        |line: &str| desk.cells(&format!("monitor indicators {line}"), &["numerator", "denominator"]).pop().unwrap();
    assert_eq!(of("N4 --period 2024-01-01..2024-05-31"), "1|1");
    assert_eq!(of("N4"), "0|1");
    assert_eq!(of("N4 --satisfaction 7"), "1|1");
    assert_eq!(of("N5"), "1|1");
    let told = desk.done("monitor explain N4").out.replace('\n', " ");
    assert!(told.contains("балл ниже 8 из 10: 7"), "{told}");
    assert!(told.contains("Порог 8 из 10 задан настройкой базы с 01.06.2024"), "{told}");
    let codes = |line: &str| {
        let mut codes = desk.cells(&format!("monitor indicators {line}"), &["regulation"]);
        codes.dedup();
        codes
    };
    assert_eq!(codes("--as-of 15.06.2024"), ["spassky"]);
    assert_eq!(codes("--as-of 31.05.2024"), ["partizansky", "nozhay-yurt", "spassky"]);
    desk.refused("monitor setting acts --from 01.01.2025", 2, &["указана дата без актов"]);
}
