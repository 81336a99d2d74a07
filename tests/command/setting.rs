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
