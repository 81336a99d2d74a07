//! The district's dictionary of posts: what it says goes before the nomenclature.

use crate::common::Desk;

const STAFF: &str = "ФИО;Организация;Должность;Дата приёма;Начало педагогической деятельности\n\
    Ёлкина Вера Ильинична;СОШ № 1;координатор проектов;01.09.2021;01.09.2021\n\
    Кац Лев Маркович;СОШ № 1;учитель;01.09.2021;01.09.2021\n\
    Дуб Олег Юрьевич;СОШ № 1;Учитель на час;01.09.2021;01.09.2021\n";

fn desk() -> Desk {
    let desk = Desk::new().with(["org add 'СОШ № 1' --kind школа"]);
    desk.write("staff.csv", STAFF);
    desk
}

/// How many teachers the share of Spassky (2) has in its denominator, and how many of whom nobody knows.
fn teachers(desk: &Desk) -> Vec<String> {
    desk.cells("monitor indicators S2", &["denominator", "unknown"])
}

#[test]
fn an_answer_of_the_district_holds_for_what_is_there_and_for_what_comes() {
    // What was said before the file came, in other letters and spaces.
    let desk = desk().with(["org post set 'УЧИТЕЛЬ  на час' --pedagogical нет", "org staff import staff.csv"]);
    assert_eq!(teachers(&desk), ["1|1"], "the teacher; the coordinator is unknown, the hourly one is none");
    let unknown = desk.cells("org post list --unknown", &["title", "pedagogical"]);
    assert_eq!(unknown, ["координатор проектов|"]);
    let told = desk.done("org post set 'координатор проектов' --stands-for педагог-организатор").err;
    assert!(told.contains("Педагогическая: – → да"), "{told}");
    assert!(told.contains("показатели изменились и за прошлые даты"), "{told}");
    assert_eq!(teachers(&desk), ["2|0"]);
    desk.done("org undo");
    assert_eq!(teachers(&desk), ["1|1"], "taken back");
}

#[test]
fn a_file_is_a_dictionary() {
    let desk = desk().with(["org staff import staff.csv"]);
    desk.write(
        "posts.csv",
        "Должность;Педагогическая;Должность по номенклатуре\nКоординатор проектов;да;Педагог-организатор\nзавуч;нет;\n",
    );
    let told = desk.done("org post import posts.csv").err;
    assert!(told.contains("записано: 1 новая запись, изменено: 1, без изменений: 0"), "{told}");
    let posts = desk.cells("org post list", &["title", "pedagogical", "stands_for"]);
    assert_eq!(
        posts,
        ["завуч|false|", "координатор проектов|true|Педагог-организатор", "учитель|true|", "Учитель на час|true|"]
    );
    assert_eq!(teachers(&desk), ["3|0"]);
    desk.write("bad.csv", "Должность;Педагогическая;Должность по номенклатуре\nновая;может быть;слон\n;да;\n");
    desk.refused(
        "org post import bad.csv",
        1,
        &[
            "bad.csv:2:2: «Педагогическая»: «может быть» — ожидается да или нет",
            "bad.csv:2:3: «Должность по номенклатуре»: «слон» — такой должности в номенклатуре нет",
            "bad.csv:3:1: «Должность» — не заполнено",
        ],
    );
}

#[test]
fn a_post_says_something_or_nothing_happens() {
    let desk = desk();
    desk.refused("org post set завуч", 2, &["--pedagogical"]);
    desk.refused("org post set завуч --stands-for слон", 2, &["такой должности в номенклатуре нет"]);
    // The district may know better than the nomenclature.
    desk.done("org post set завуч --stands-for заместитель --pedagogical да");
    assert_eq!(desk.cells("org post list", &["title", "pedagogical", "stands_for"]), ["завуч|true|Заместитель"]);
    let told = desk.done("org history --of post:завуч").out;
    assert!(told.contains("org post set: должность завуч"), "{told}");
}
