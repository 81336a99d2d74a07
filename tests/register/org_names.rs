//! An organisation is found by its ИНН and by every name that it bears or bore; a name only finds, and a branch is told from
//! its parent by name.

use super::two_schools::district;
use crate::common::Desk;

fn renamed() -> Desk {
    district().with([
        "org edit 2 --name 'МБОУ «Лицей „Маяк“»' --short 'Лицей «Маяк»' --effective 01.09.2022",
        "org edit 3 --name 'МАДОУ «ЦРР „Росток“»' --kind 'дополнительное образование' --effective 01.09.2022",
    ])
}

const OLD: &str = "ИНН;Наименование;Краткое наименование;Вид;Руководитель\n\
    7707083893;МБОУ «СОШ № 1» с. Ясное;СОШ № 1;школа;\n\
    7736050003;МБОУ «СОШ № 2» с. Тихое;СОШ № 2;школа;Ёлкина Вера Юрьевна\n\
    ;Детский сад «Ромашка»;;детский сад;\n";

#[test]
fn the_old_register_renames_nothing_back() {
    let desk = renamed();
    let shown = || desk.cells("org list", &["name", "short_name", "kind", "head"]);
    desk.write("old.csv", OLD);
    let told = desk.done("org import old.csv");
    assert_eq!(
        shown(),
        [
            "МБОУ «Лицей „Маяк“»|Лицей «Маяк»|general|Ёлкина Вера Юрьевна",
            "МАДОУ «ЦРР „Росток“»||additional|",
            "МБОУ «СОШ № 1» с. Ясное|СОШ № 1|general|",
        ]
    );
    for words in [
        "прежнее наименование; сейчас это МБОУ «Лицей „Маяк“», и оно не изменено: строка 3",
        "прежнее наименование; сейчас это МАДОУ «ЦРР „Росток“», и оно не изменено: строка 4",
        "прежний вид (детский сад); сейчас это дополнительное образование, и он не изменён: строка 4",
    ] {
        assert!(told.err.contains(words), "{words}\n{told:#?}");
    }
    // Not even where the file tells of events or corrects.
    for how in ["--effective 01.09.2023", "--correct"] {
        desk.write("two.csv", "ИНН;Наименование;Вид\n7736050003;МБОУ «СОШ № 2» с. Тихое;школа\n");
        desk.done(&format!("org import two.csv {how}"));
        assert_eq!(shown()[0], "МБОУ «Лицей „Маяк“»|Лицей «Маяк»|general|Ёлкина Вера Юрьевна", "{how}");
    }
}

#[test]
fn another_name_or_kind_is_an_event_or_a_correction() {
    let row = "ИНН;Наименование;Вид\n7736050003;МБОУ «Гимназия»;СПО\n";
    let desk = district();
    desk.write("new.csv", row);
    desk.refused(
        "org import new.csv",
        1,
        &[
            "new.csv:2: наименование было «МБОУ «СОШ № 2» с. Тихое», а стало «МБОУ «Гимназия»»",
            "--effective ДАТА",
            "--correct",
        ],
    );
    desk.write("kind.csv", "ИНН;Наименование;Вид\n7736050003;СОШ № 2;СПО\n");
    desk.refused("org import kind.csv", 1, &["вид организации", "был «школа», а стал «СПО»"]);
    let on = |desk: &Desk, day: &str| {
        desk.cells(&format!("monitor indicators P3 --by org --as-of {day}"), &["org", "org_kind"])
    };
    let told = desk.done("org import new.csv --effective 01.09.2022");
    assert!(told.out.contains("Вид           школа → СПО (с 01.09.2022)"), "{told:#?}");
    assert!(on(&desk, "31.08.2022").contains(&"МБОУ «СОШ № 2» с. Тихое|general".into()));
    assert!(on(&desk, "01.09.2022").contains(&"МБОУ «Гимназия»|vocational".into()));
    // The same file again says nothing new, whatever it is called.
    for how in ["", "--effective 01.09.2022", "--correct"] {
        assert!(desk.done(&format!("org import new.csv {how}")).err.contains("изменений нет"), "{how}");
    }
    let desk = district();
    desk.write("new.csv", row);
    desk.done("org import new.csv --correct");
    assert!(on(&desk, "31.08.2022").contains(&"МБОУ «Гимназия»|vocational".into()));
    // A saved plan keeps what was said.
    let desk = district();
    desk.write("new.csv", row);
    desk.done("org import new.csv --effective 01.09.2022 --plan plan.json");
    desk.done("org import --apply plan.json");
    assert!(on(&desk, "31.08.2022").contains(&"МБОУ «СОШ № 2» с. Тихое|general".into()));
}

#[test]
fn a_former_name_finds_the_organisation() {
    let desk = renamed();
    for name in ["'Детский сад «Ромашка»'", "Ромашка", "'МБОУ СОШ № 2 с. Тихое'", "'СОШ № 2'", "'сош №2'", "Тихое"]
    {
        assert!(desk.done(&format!("org show {name}")).out.contains("Прежде"), "{name}");
    }
    desk.write(
        "staff.csv",
        "ФИО;ИНН организации;Организация;Должность;Дата приёма\n\
         Щукин Лев Ильич;7736050003;СОШ № 2;учитель;01.09.2020\n\
         Карпов Лев Ильич;;Детский сад «Ромашка»;воспитатель;01.09.2020\n\
         Лещов Лев Ильич;7707083893;СОШ № 2;учитель;01.09.2020\n",
    );
    desk.refused(
        "org staff import staff.csv",
        1,
        &["staff.csv:4", "ИНН и наименование принадлежат разным организациям"],
    );
    let told = desk.run("org staff import staff.csv --accept-valid");
    assert!(told.err.contains("организация «Детский сад «Ромашка»» — это МАДОУ «ЦРР „Росток“»"), "{told:#?}");
    assert_eq!(desk.cells("org staff list --org Росток", &["name"]), ["Карпов Лев Ильич"]);
    // Who bears a name comes before whoever bore it.
    let told = desk.done("org add 'СОШ № 2' --kind школа --municipality 'Город Сосновск'");
    assert!(told.err.contains("так же называется или называлась № 2 МБОУ «Лицей „Маяк“»"), "{told:#?}");
    assert!(desk.done("org show 'СОШ № 2'").out.contains("Город Сосновск"));
    // The short name of one that is there is no new organisation.
    let told = desk.done("org add 'СОШ № 1' --kind школа");
    assert!(told.err.contains("так же называется или называлась № 1") && told.err.contains("org undo"), "{told:#?}");
    desk.done("org undo");
    desk.write("short.csv", "Наименование;Вид\nСОШ № 1;школа\n");
    assert!(desk.done("org import short.csv").err.contains("изменений нет"));
}

#[test]
fn a_branch_bears_its_parents_number() {
    let desk = district()
        .with(["org add 'Филиал в Лужках' --kind школа --short 'СОШ Лужки' --parent 'СОШ № 1' --inn 7707083893"]);
    assert_eq!(
        desk.cells("org list --kind школа", &["inn", "name", "parent"])[2],
        "7707083893|Филиал в Лужках|МБОУ «СОШ № 1» с. Ясное"
    );
    let told = desk.refused("org show 7707083893", 1, &["2 организации", "Филиал в Лужках"]);
    assert!(told.err.contains("МБОУ «СОШ № 1» с. Ясное"), "{told:#?}");
    desk.refused("org edit Лужки --inn 7736050003", 1, &["филиал носит ИНН головной организации"]);
    desk.refused("org edit 2 --parent 1", 1, &["у филиала нет своего ИНН"]);
    desk.refused(
        "org add 'Филиал филиала' --kind школа --parent Лужки",
        1,
        &["головная организация сама не бывает филиалом"],
    );
    // The name decides; without one nobody knows.
    let staff = |org: &str| {
        format!(
            "ФИО;ИНН организации;Организация;Должность;Дата приёма\nЩукин Лев Ильич;7707083893;{org};учитель;01.09.2020\n"
        )
    };
    desk.write("none.csv", staff(""))
        .write("branch.csv", staff("Филиал в Лужках"))
        .write("other.csv", staff("СОШ № 2"));
    desk.refused(
        "org staff import none.csv",
        1,
        &["ИНН 7707083893 носит и филиал: укажите наименование", "Филиал в Лужках"],
    );
    desk.refused("org staff import other.csv", 1, &["принадлежат разным организациям"]);
    desk.done("org staff import branch.csv");
    assert_eq!(desk.cells("org staff list --org Лужки", &["name"]), ["Щукин Лев Ильич"]);
    // Out and in again, here and in a new file, whichever row comes first.
    desk.done("org close 'СОШ № 2' --date 31.08.2023 --successor 'СОШ № 1'");
    desk.done("org list --all --format excel --output orgs.csv");
    assert!(desk.done("org import orgs.csv").err.contains("изменений нет, строк без изменений: 4"));
    let lines = std::fs::read_to_string(desk.path("orgs.csv")).unwrap();
    let (head, rows) = lines.split_once("\r\n").unwrap();
    let mut rows: Vec<_> = rows.lines().collect();
    for _ in 0..2 {
        rows.reverse();
        let new = Desk::new();
        new.write("orgs.csv", format!("{head}\r\n{}\r\n", rows.join("\r\n")));
        assert!(new.done("org import orgs.csv").err.contains("записано: 4 нов"));
        let shown = |desk: &Desk| desk.cells("org list --all", &["inn", "name", "parent", "successor", "closed"]);
        assert_eq!(shown(&new), shown(&desk));
    }
    // Whose parent comes with no row is refused.
    let new = Desk::new();
    new.write("one.csv", "Наименование;Вид;Головная организация\nФилиал;школа;СОШ № 9\n");
    new.refused("org import one.csv", 1, &["one.csv:2", "нет организации «СОШ № 9»"]);
}

#[test]
fn what_a_branch_has_is_listed_with_its_parents_number_and_comes_back() {
    let desk = district().with([
        "org add 'Филиал в Лужках' --kind школа --short Лужки --parent 'СОШ № 1'",
        "org staff add 'Щукин Лев Ильич' --org Лужки --post учитель --hired 01.09.2020 --born 03.02.1990",
        "org staff add 'Белов Олег Ильич' --org Лужки --post учитель --hired 01.09.2020 --born 04.02.1990",
        "mentor add Щукин --org Лужки --date 01.09.2021",
        "org group add С1 Сеть --kind 'сетевой проект' --network",
        "org group join С1 --org Лужки --date 01.09.2021",
        "pair create --mentor Щукин --mentee Белов --org Лужки --order-number 1 --order-date 01.09.2021",
    ]);
    for (list, import) in [
        ("org staff list", "org staff import"),
        ("mentor list", "mentor import"),
        ("org group show С1", "org group import"),
        ("pair list --by-mentee", "pair import"),
    ] {
        desk.done(&format!("{list} --format excel --output list.csv"));
        let text = std::fs::read_to_string(desk.path("list.csv")).unwrap();
        let of_branch = text.lines().find(|line| line.contains("Филиал в Лужках")).unwrap();
        assert!(of_branch.contains("7707083893"), "{list}: {of_branch}");
        let told = desk.done(&format!("{import} list.csv")).err;
        assert!(told.contains("изменений нет"), "{list}: {told}");
    }
}

#[test]
fn a_list_of_a_day_has_the_names_of_that_day() {
    let desk = district().with([
        "mentor add Иванова --org 'СОШ № 1' --date 01.09.2020",
        "org staff absence add Иванова --kind иное --from 01.09.2021",
        "org staff edit Иванова --name 'Петрова Анна Ильинична' --effective 01.03.2022",
        "org staff edit Петрова --name 'Сомова Анна Ильинична' --effective 01.03.2023",
        "org edit 'СОШ № 1' --name 'Лицей «Маяк»' --short Маяк --effective 01.09.2022",
    ]);
    for (day, name, org) in [
        ("28.02.2022", "Иванова Анна Ильинична", "МБОУ «СОШ № 1» с. Ясное"),
        ("01.03.2022", "Петрова Анна Ильинична", "МБОУ «СОШ № 1» с. Ясное"),
        ("31.08.2022", "Петрова Анна Ильинична", "МБОУ «СОШ № 1» с. Ясное"),
        ("01.09.2022", "Петрова Анна Ильинична", "Лицей «Маяк»"),
        ("01.03.2023", "Сомова Анна Ильинична", "Лицей «Маяк»"),
    ] {
        for list in ["org staff list", "mentor list", "org staff absence list"] {
            let rows = desk.cells(&format!("{list} --as-of {day}"), &["person", "name", "org"]);
            assert!(rows.contains(&format!("1|{name}|{org}")), "{list} {day}: {rows:?}");
        }
        // An old list brings no old name back.
        desk.done(&format!("org staff list --as-of {day} --format excel --output old.csv"));
        let told = desk.done("org staff import old.csv").err;
        assert!(told.contains("изменений нет"), "{day}: {told}");
        desk.done(&format!("mentor list --as-of {day} --format excel --output old.csv"));
        let told = desk.done("mentor import old.csv").err;
        assert!(told.contains("изменений нет"), "{day}: {told}");
    }
    // In the order of that day's names; without a day those of today.
    assert_eq!(
        desk.cells("org staff list --org 1 --as-of 28.02.2022", &["name"]),
        ["Иванова Анна Ильинична", "Кац Лев Маркович", "Петров Пётр Петрович"]
    );
    for list in ["org staff list --org 1", "org staff list --org 1 --all"] {
        assert_eq!(
            desk.cells(list, &["name"]),
            ["Кац Лев Маркович", "Петров Пётр Петрович", "Сомова Анна Ильинична"],
            "{list}"
        );
    }
}

#[test]
fn whatever_goes_on_in_a_closed_organisation_is_told() {
    let desk = district().with([
        "org add Артель --kind предприятие",
        "org close Артель --date 31.08.2023 --successor 'СОШ № 1'",
        "org group add С1 Сеть --kind 'сетевой проект' --network",
    ]);
    let closed = "организация закрыта 31.08.2023, преемник — № 1 МБОУ «СОШ № 1» с. Ясное: Артель";
    desk.write("mentors.csv", "ФИО;Организация;Категория;Дата включения;Дата исключения\nСтанков Пётр Ильич;Артель;предприятие;01.09.2020;31.08.2023\nГайкин Лев Ильич;Артель;предприятие;01.09.2020;\n")
        .write("members.csv", "Код группы;Организация-участник;Дата вступления;Дата выхода\nС1;Артель;01.09.2020;31.05.2021\nС1;Артель;01.09.2021;01.09.2023\n")
        .write("pairs.csv", "Номер пары;Наставник;Наставляемый;Организация;Дата начала;Дата прекращения\n1;Иванова Анна Ильинична;Петров Пётр Петрович;Артель;01.09.2021;31.08.2023\n2;Иванова Анна Ильинична;Кац Лев Маркович;Артель;01.09.2021;\n");
    for (import, file) in [("mentor", "mentors"), ("org group", "members"), ("pair", "pairs")] {
        let told = desk.done(&format!("{import} import {file}.csv")).err;
        assert_eq!(told.matches(closed).count(), 1, "{told}");
        assert!(told.contains(&format!("{closed}: строка 3")), "{told}");
    }
    for (line, is_told) in [
        ("mentor add Кац --org Артель --date 31.08.2023", false),
        ("mentor edit Кац --registered 01.09.2023", false),
        ("mentor edit Кац --org Артель --subject химия", true),
        (
            "pair create --number 3 --mentor Иванова --mentee Кац --org Артель --start 01.09.2023 --despite 'второй предмет'",
            true,
        ),
        ("pair edit 3 --org Артель --start 31.08.2023", false),
        ("org group join С1 --org Артель --date 02.09.2023", true),
    ] {
        assert_eq!(desk.done(line).err.contains(closed), is_told, "{line}");
    }
}
