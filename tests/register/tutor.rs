//! A tutor beside the mentor: who, in which pair, from when to when (nozhay-yurt 5.2). No share asks for one.

use super::mentoring::{card, imported, paired, turned_away};
use crate::common::Desk;

fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["pair", "name", "joined", "left"])
}

#[test]
fn a_tutor_comes_beside_the_mentor_and_goes() {
    let desk = paired();
    desk.refused("pair join 1 Рощина --as тьютор --date 31.08.2023", 1, &["пара № 1 начата 01.09.2023"]);
    let desk = desk.with(["pair join 1 Рощина --as тьютор --date 02.10.2023"]);
    let clause = "(Ножай-Юрт, п. 5.2)";
    desk.refused("pair join 1 Иванова --as тьютор --date 01.10.2023", 1, &["наставник пары № 1", clause]);
    desk.refused("pair join 1 Петров --as тьютор --date 01.10.2023", 1, &["наставляемый пары № 1", clause]);
    desk.refused("pair join 1 Рощина --date 01.11.2023", 1, &["не её наставляемый", clause]);
    desk.refused(
        "pair join 1 Кац --as тьютор --date 01.11.2023",
        1,
        &["уже есть тьютор Рощина Ольга Юрьевна с 02.10.2023", "pair leave ПАРА ТЬЮТОР"],
    );
    desk.refused("pair join 1 Кац --as тьютор --date 01.11.2023 --consent 31.10.2023", 2, &["--consent"]);
    desk.refused("pair join 1 Кац --as помощник --date 01.11.2023", 2, &["наставляемый, тьютор"]);
    desk.done("pair leave 1 Рощина --as тьютор --date 31.01.2024");
    desk.refused("pair leave 1 Рощина --as тьютор --date 01.02.2024", 1, &["тьютор пары № 1 по 31.01.2024"]);
    desk.done("pair join 1 Кац --as тьютор --date 01.02.2024");
    let told = card(&desk, "pair show 1").join("\n");
    assert!(told.contains("Тьютор|Рощина Ольга Юрьевна (№ 2), с 02.10.2023 по 31.01.2024"), "{told}");
    assert!(told.contains("Тьютор|Кац Лев Маркович (№ 4), с 01.02.2024"), "{told}");
    let of_person = card(&desk, "org staff show Кац").join("\n");
    assert!(of_person.contains("№ 1|тьютор с 01.02.2024"), "{of_person}");
    let both = ["1|Рощина Ольга Юрьевна|2023-10-02|2024-01-31", "1|Кац Лев Маркович|2024-02-01|"];
    assert_eq!(listed(&desk, "pair tutor list --all"), both);
    assert_eq!(listed(&desk, "pair tutor list --as-of 31.01.2024"), [both[0]]);
    // The list of pairs names whoever is there on its day.
    for (day, tutor) in [("01.10.2023", ""), ("31.01.2024", "Рощина Ольга Юрьевна"), ("01.02.2024", "Кац Лев Маркович")]
    {
        assert_eq!(desk.cells(&format!("pair list --as-of {day}"), &["tutor"]), [tutor], "{day}");
    }
    desk.refused("pair tutor edit 2 --joined 31.01.2024", 1, &["тьютор в паре один"]);
    desk.refused("pair tutor edit 2 --joined пусто", 1, &["тьютор в паре один"]);
    desk.refused("pair tutor edit 9 --left 01.02.2024", 1, &["nastavnik pair tutor list"]);
    desk.refused("pair tutor edit 2", 2, &["не указано, что исправить"]);
    desk.done("pair tutor edit 1 --left 15.01.2024");
    desk.done("pair close 1 --date 31.05.2024");
    // With the pair the tutor is over too: nothing is to be told.
    assert_eq!(listed(&desk, "pair tutor list --as-of 01.06.2024"), [""; 0]);
    assert_eq!(desk.cells("pair list --all", &["tutor"]), ["Кац Лев Маркович"], "who was there when it ended");
    desk.refused("pair join 1 Рощина --as тьютор --date 01.06.2024", 1, &["пара № 1 прекращена 31.05.2024"]);
}

#[test]
fn a_tutor_has_work_on_the_first_day_and_the_check_finds_whoever_has_none() {
    let desk = paired().with(["org staff add 'Юнусова Зара' --org 1 --post педагог-психолог --hired 01.11.2023"]);
    desk.refused(
        "pair join 1 Юнусова --as тьютор --date 31.10.2023",
        1,
        &["на первый день (31.10.2023) у тьютора Юнусова Зара нет места работы"],
    );
    let desk = desk.with([
        "pair join 1 Юнусова --as тьютор --date 01.11.2023",
        // It turns out later that she came a month later, and she goes while the pair lasts.
        "org staff edit Юнусова --hired 01.12.2023",
        "org staff dismiss Юнусова --date 29.02.2024",
    ]);
    let found = |only: &str| desk.run(&format!("monitor check --only {only} --format json")).out;
    let told = found("tutor_without_work");
    assert!(told.contains("на первый день тьютора в паре, 01.11.2023, у него нет места работы"), "{told}");
    let told = found("tutor_outlives");
    assert!(told.contains("последний день работы — 29.02.2024, а тьютор в паре и дальше"), "{told}");
    desk.done("pair tutor edit 1 --joined 01.12.2023 --left 29.02.2024");
    assert_eq!([found("tutor_without_work"), found("tutor_outlives")], ["[]\n"; 2]);
    desk.done("pair close 1 --date 31.01.2024");
    let told = found("tutor_outlives");
    assert!(told.contains("пара прекращена 31.01.2024, а тьютор в ней по 29.02.2024"), "{told}");
}

#[test]
fn a_file_of_pairs_names_the_tutor() {
    let desk = paired();
    let header = "Номер пары;Наставник;Наставляемый;Тьютор;Тьютор с\n";
    let row = "1;Иванова Анна Ильинична;Петров Пётр Петрович";
    turned_away(&desk, "pair", &format!("{header}{row};Нетакова Ия;\n"), &["тьютор: "]);
    turned_away(
        &desk,
        "pair",
        &format!("{header}{row};;01.10.2023\n"),
        &["«Тьютор с»: «01.10.2023» — тьютор не указан"],
    );
    turned_away(
        &desk,
        "pair",
        &format!(
            "{header}{row};Кац Лев Маркович;\n2;Рощина Ольга Юрьевна;Кац Лев Маркович;Петров Пётр Петрович;\n2;Рощина Ольга Юрьевна;Ким Вера Юрьевна;Иванова Анна Ильинична;\n"
        ),
        &["строки пары 2 расходятся: поле «Тьютор» не такое, как в строке 3"],
    );
    imported(&desk, "pair", &format!("{header}{row};Кац Лев Маркович;01.10.2023\n"));
    assert_eq!(listed(&desk, "pair tutor list"), ["1|Кац Лев Маркович|2023-10-01|"]);
    let again = imported(&desk, "pair", &format!("{header}{row};Кац Лев Маркович;02.10.2023\n"));
    assert!(again.err.contains("изменено: 1"), "another first day is a correction: {again:?}");
    turned_away(
        &desk,
        "pair",
        &format!("{header}{row};Рощина Ольга Юрьевна;01.11.2023\n"),
        &["у пары № 1 в эти дни уже есть тьютор Кац Лев Маркович с 02.10.2023"],
    );
    let back = desk.done("pair list --by-mentee --format csv").out;
    assert!(imported(&desk, "pair", &back).err.contains("изменений нет"), "{back}");
}

#[test]
fn whoever_continues_the_pair_has_its_tutor() {
    let desk = paired().with([
        "pair join 1 Кац --as тьютор --date 02.10.2023",
        "pair handover 1 --to Рощина --date 15.01.2024 --order-number 7 --order-date 12.01.2024",
    ]);
    let told = ["1|Кац Лев Маркович|2023-10-02|2024-01-14", "2|Кац Лев Маркович|2024-01-15|"];
    assert_eq!(listed(&desk, "pair tutor list --all"), told);
    desk.done("org undo");
    assert_eq!(listed(&desk, "pair tutor list --all"), ["1|Кац Лев Маркович|2023-10-02|"]);
    // The tutor becomes the mentor: there is none in the pair that continues.
    let done = desk.done("pair handover 1 --to Кац --date 15.01.2024 --order-number 7 --order-date 12.01.2024");
    assert!(done.err.contains("Кац Лев Маркович: теперь наставник, тьютора у пары № 2 нет"), "{done:?}");
    assert_eq!(listed(&desk, "pair tutor list --all"), [told[0]]);
}

#[test]
fn a_tutor_moves_no_figure_and_is_one_person_after_a_merger() {
    let desk = paired().with([
        "program approve 1 --date 30.08.2023",
        // The same person once more, and somebody else.
        "org staff add 'Рощина Ольга' --org 2 --post методист --hired 01.09.2022",
        "pair create --mentor Иванова --mentee Кац --number 2 --order-number 16 --order-date 01.09.2023",
    ]);
    let figures = |desk: &Desk| desk.done("monitor indicators --by org --as-of 31.12.2023 --readings --format csv").out;
    let before = figures(&desk);
    let desk = desk.with([
        "pair join 1 2 --as тьютор --date 02.10.2023",
        "pair join 2 6 --as тьютор --date 01.10.2023",
        "pair leave 1 2 --as тьютор --date 31.10.2023",
        "pair join 1 6 --as тьютор --date 01.11.2023",
    ]);
    assert!(before == figures(&desk));
    let tutors = |desk: &Desk| desk.cells("pair tutor list --all", &["pair", "person", "joined", "left"]);
    desk.refused("org staff merge 1 6", 1, &["тьютор пары — не её наставник"]);
    desk.done("org staff merge 2 6");
    assert_eq!(tutors(&desk), ["1|2|2023-10-02|2023-10-31", "1|2|2023-11-01|", "2|2|2023-10-01|"]);
    desk.done("org undo");
    assert_eq!(tutors(&desk), ["1|2|2023-10-02|2023-10-31", "1|6|2023-11-01|", "2|6|2023-10-01|"]);
    // Whoever still is a tutor isn't erased.
    desk.done("org staff dismiss 6 --date 31.05.2024");
    let refused = desk.refused("org staff erase 6 --yes", 1, &["тьютор пары № 1", "pair leave 1 6 --as тьютор --date"]);
    assert!(refused.err.contains("тьютор пары № 2"), "{refused:?}");
    let desk =
        desk.with(["pair leave 1 6 --as тьютор --date 31.05.2024", "pair leave 2 6 --as тьютор --date 31.05.2024"]);
    desk.done("org staff erase 6 --yes");
    assert_eq!(tutors(&desk), ["1|2|2023-10-02|2023-10-31", "1|6|2023-11-01|2024-05-31", "2|6|2023-10-01|2024-05-31"]);
    assert!(!desk.done("pair show 2").out.contains("Рощина"));
}
