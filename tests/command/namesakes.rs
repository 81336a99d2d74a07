//! Of several people of one name nobody is taken by chance: a command lists them with their numbers and changes nothing, and
//! where somebody works tells whom it means.

use crate::common::Desk;

/// Two of one name in two schools; the second once worked in the first school too.
fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add 'СОШ № 2' --kind школа",
        "org staff add 'Белова Ольга Ивановна' --org 'СОШ № 1' --post 'учитель химии' --hired 01.09.2015 --born 12.05.1990 --number 7",
        "org staff add 'Белова Ольга Ивановна' --org 'СОШ № 2' --post психолог --hired 01.09.2018 --born 03.02.1996",
        "org staff add 'Белова Инна Олеговна' --org 'СОШ № 2' --post 'учитель физики' --hired 01.09.2019 --born 03.02.1991",
        "org staff add 'Белова Ольга Ивановна' --org 'СОШ № 1' --post логопед --hired 01.09.2012 --born 03.02.1996",
        "org staff dismiss 2 --org 'СОШ № 1' --date 31.08.2014",
        "org staff add 'Ким Нина Сергеевна' --org 'СОШ № 2' --post учитель --hired 01.09.2020",
        "pair create --number 1 --mentor Ким --mentee 1 --order-number 1 --order-date 01.09.2021",
        "org group add Г Клуб --kind клуб",
    ])
}

const NAMESAKES: [&str; 3] = [
    "«Белова Ольга Ивановна» — это 2 человека",
    "1  Белова Ольга Ивановна, 1990 г. р., СОШ № 1",
    "2  Белова Ольга Ивановна, 1996 г. р., СОШ № 2",
];

#[test]
fn a_name_of_several_changes_nothing() {
    let desk = desk();
    for line in [
        "org staff show WHO",
        "org staff edit WHO --sex ж",
        "org staff transfer WHO --to 'СОШ № 2' --date 01.09.2023",
        "org staff dismiss WHO --date 01.09.2023",
        "org staff merge WHO 3",
        "org staff merge 3 WHO",
        "org staff consent WHO --given 01.09.2023",
        "org staff absence add WHO --kind иное --from 01.09.2023",
        "org needs add WHO --need дефициты --date 01.09.2023",
        "org needs close WHO --date 01.09.2023",
        "org staff erase WHO --yes",
        "org group join Г --person WHO --date 01.09.2023",
        "org group leave Г --person WHO --date 01.09.2023",
        "mentor add WHO --date 01.09.2023",
        "mentor add WHO --date 01.09.2023 --category предприятие",
        "mentor edit WHO --subject химия",
        "mentor show WHO",
        "mentor retire WHO --date 01.09.2023",
        "pair create --mentor WHO --mentee Ким",
        "pair create --mentor Ким --mentee WHO",
        "pair join 1 WHO --date 01.09.2023",
        "pair handover 1 --to WHO --date 01.09.2023",
        "program draft --number 1 --pair 1 --mentee WHO --start 01.09.2023 --finish 31.05.2024",
        "monitor explain S2 --person WHO",
        "org history --of person:WHO",
    ] {
        desk.refused(&line.replace("WHO", "'Белова Ольга Ивановна'"), 1, &NAMESAKES);
    }
    // Nor in a pair, though in it each has a number.
    desk.done("pair create --number 2 --mentor Ким --mentee 1 --mentee 2 --order-number 1 --order-date 01.09.2021 --despite 'группа'");
    for line in ["pair leave 2 WHO --date 01.09.2023", "pair edit 2 --mentee WHO --mentee-consent 01.09.2021"] {
        let told = ["несколько наставляемых", "1  Белова Ольга Ивановна", "2  Белова Ольга Ивановна"];
        desk.refused(&line.replace("WHO", "Белова"), 1, &told);
    }
    // Nor is somebody from outside new where the names of several are meant.
    for line in [
        "mentor add WHO --date 01.09.2023 --category предприятие",
        "pair create --mentor WHO --mentee Ким --form работодатель–студент",
        "pair create --mentor Ким --mentee WHO --form учитель–ученик",
    ] {
        desk.refused(&line.replace("WHO", "'Белова Ольга'"), 1, &NAMESAKES[1..]);
    }
}

#[test]
fn where_somebody_works_tells_who_is_meant() {
    let desk = desk();
    let name = "'Белова Ольга Ивановна'";
    // Who works there now comes before whoever once did; a job tells as well.
    for (choice, who) in [
        ("--org 'СОШ № 1'", "1990"),
        ("--org 'СОШ № 2'", "1996"),
        ("--job химии", "1990"),
        ("--job 7", "1990"),
        ("--job логопед", "1996"),
        ("--org 'СОШ № 1' --job логопед", "1996"),
    ] {
        assert!(desk.done(&format!("org staff show {name} {choice}")).out.contains(who), "{choice}");
    }
    desk.refused(&format!("org staff show {name} --job директор"), 1, &NAMESAKES);
    for (line, id) in [
        ("mentor add WHO --org 'СОШ № 2' --date 01.09.2023", 2),
        ("mentor add WHO --job 'учитель химии' --date 01.09.2023", 1),
        ("mentor edit WHO --job психолог --capacity 5", 2),
        ("mentor retire WHO --org 'СОШ № 2' --date 31.05.2024", 2),
        ("org staff edit WHO --job химии --subject химия", 1),
        ("org staff consent WHO --job 7 --given 01.09.2023", 1),
        ("org staff absence add WHO --org 'СОШ № 2' --kind иное --from 01.06.2024", 2),
        ("pair create --mentor Ким --mentee WHO --org 'СОШ № 1' --start 01.09.2023 --despite тема", 1),
        ("org group join Г --person WHO --job психолог --date 01.09.2023", 2),
        ("org group edit Г --person WHO --job психолог --joined 02.09.2023", 2),
        ("org group leave Г --person WHO --job психолог --date 31.05.2024", 2),
        ("pair join 1 WHO --org 'СОШ № 2' --date 01.09.2022", 2),
        ("pair edit 1 --mentee WHO --job психолог --mentee-consent 01.09.2022", 2),
        ("program draft --number 1 --pair 1 --mentee WHO --job химии --start 01.09.2023 --finish 31.05.2024", 1),
        ("monitor survey add 1 --role наставляемый --person WHO --org 'СОШ № 2' --date 20.05.2024 --score 9", 2),
        ("pair leave 1 WHO --job психолог --date 31.05.2024", 2),
        ("org needs add WHO --org 'СОШ № 2' --need дефициты --date 01.09.2023", 2),
        ("org needs close WHO --org 'СОШ № 2' --date 31.05.2024", 2),
        ("org staff transfer WHO --job психолог --to 'СОШ № 1' --date 01.06.2024", 2),
        ("org staff dismiss WHO --job химии --date 31.05.2024", 1),
    ] {
        let entries = |who: i64| desk.rows(&format!("org history --of person:{who}")).len();
        let (before, of_other) = (entries(id), entries(3 - id));
        desk.done(&line.replace("WHO", name));
        assert!(entries(id) > before, "{line}");
        assert_eq!(entries(3 - id), of_other, "{line}: it is of somebody else");
    }
}

/// Every command that takes a person may meet namesakes: it asks for the job.
#[test]
fn every_command_with_a_person_tells_namesakes_apart() {
    let mut met = 0;
    for (words, command) in crate::common::commands() {
        let is_person = |arg: &clap::Arg| {
            let names = arg.get_value_names().unwrap_or_default();
            names.iter().any(|name| ["ЧЕЛОВЕК", "НАСТАВЛЯЕМЫЙ", "НАСТАВНИК"].contains(&name.as_str()))
        };
        if command.get_subcommands().next().is_none() && command.get_arguments().any(is_person) {
            met += 1;
            let has_job = command.get_arguments().any(|arg| arg.get_long() == Some("job"));
            assert!(has_job, "{}: a person, and no --job", words.join(" "));
        }
    }
    assert!(met > 15, "{met}");
}
