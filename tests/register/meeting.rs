//! Meetings of pairs: a log, and a schedule that was set beforehand.

use crate::common::Desk;

fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org staff add 'Ёлкина Вера Ильинична' --org 1 --post учитель --hired 01.09.2010",
        "org staff add 'Кац Лев Маркович' --org 1 --post учитель --hired 01.09.2023",
        "org staff add 'Ким Анна Львовна' --org 1 --post учитель --hired 01.09.2023",
        "pair create --number 1 --mentor Ёлкина --mentee Кац --order-number 5 --order-date 04.09.2023 --kind краткосрочное",
        "pair create --number 2 --mentor Ёлкина --mentee Ким --order-number 5 --order-date 04.09.2023",
    ])
}

fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["id", "pair", "date", "due", "form", "state"])
}

/// What a command shows, however its columns are filled.
fn shown(desk: &Desk, line: &str) -> String {
    desk.done(line).out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_schedule_is_set_beforehand_and_tells_what_is_due() {
    let desk = desk();
    let card = shown(&desk, "pair show 1");
    assert!(card.contains("Состоялось встреч нет"), "{card}");
    assert!(card.contains("графика нет, а вид «краткосрочное» его требует (Ножай-Юрт, п. 4.6)"), "{card}");
    // Another kind is asked for none.
    assert!(!desk.done("pair show 2").out.contains("По графику"));
    assert!(desk.run("monitor check --format csv").out.contains("schedule_missing"));
    desk.done("pair meet add 1 --due 02.10.2023 --due 06.11.2023 --due 13.06.2024 --due 15.06.2024 --due 09.09.2024 --topic 'цель месяца'");
    assert!(!desk.run("monitor check --format csv").out.contains("schedule_missing"));
    desk.done("pair meet edit 1 --date 02.10.2023 --form очно --lesson '5 «А», дроби' --minutes '№ 1'");
    desk.done("pair meet edit 2 --date 13.11.2023 --form дистанционно");
    desk.done("pair meet add 1 --date 20.11.2023");
    assert_eq!(
        listed(&desk, "pair meet list 1"),
        [
            "1|1|2023-10-02|2023-10-02|in_person|held",
            "2|1|2023-11-13|2023-11-06|remote|held",
            "6|1|2023-11-20|||held",
            "3|1||2024-06-13||overdue",
            // On the day itself it is still ahead.
            "4|1||2024-06-15||ahead",
            "5|1||2024-09-09||ahead",
        ]
    );
    assert_eq!(listed(&desk, "pair meet list --overdue"), ["3|1||2024-06-13||overdue"]);
    let told = shown(&desk, "pair meet list 1");
    assert!(told.contains("Состоялось: 3 встречи, последняя 20.11.2023"), "{told}");
    assert!(told.contains("По графику: впереди 2, ближайшая 15.06.2024; не отмечено 1, с 13.06.2024"), "{told}");
    let card = shown(&desk, "pair show 1");
    assert!(card.contains("Состоялось 3 встречи, последняя 20.11.2023"), "{card}");
    assert!(card.contains("13.11.2023 № 2: состоялась (по графику 06.11.2023), дистанционно, цель месяца"), "{card}");
    let object: serde_json::Value = serde_json::from_str(&desk.done("pair show 1 --format json").out).unwrap();
    assert_eq!((&object["meetings_held"], &object["meetings_overdue"]), (&3.into(), &1.into()));
    assert_eq!((&object["last_meeting"], &object["next_meeting"]), (&"2023-11-20".into(), &"2024-06-15".into()));
    assert_eq!(object["meetings"][0]["lesson"], "5 «А», дроби");
    let found = desk.run("monitor check --format csv").out;
    assert!(found.contains("встреча № 3 по графику на 13.06.2024 не отмечена"), "{found}");
    // What the schedule had after the end of the pair is off, and nobody asks for it.
    desk.done("pair close 1 --date 14.06.2024");
    let states = desk.cells("pair meet list 1", &["id", "state"]);
    assert_eq!(states, ["1|held", "2|held", "6|held", "3|overdue", "4|dropped", "5|dropped"]);
    desk.done("pair meet edit 5 --topic 'не понадобилась'");
}

#[test]
fn a_pair_meets_while_it_lasts() {
    let desk = desk();
    for (line, told) in [
        ("pair meet add 1 --date 03.09.2023", "встреча 03.09.2023: пара № 1 действует с 04.09.2023"),
        ("pair meet add 1 --due 03.09.2023", "встреча 03.09.2023: пара № 1 действует с 04.09.2023"),
        ("pair meet add 1 --date 16.06.2024", "дата встречи 16.06.2024: дата в будущем"),
        ("pair meet add 1 --due 16.06.2029", "больше чем на пять лет впереди"),
        ("pair meet add 3 --date 04.09.2023", "нет пары с номером «3»"),
        ("pair meet edit 7 --date 04.09.2023", "нет встречи с номером 7"),
    ] {
        desk.refused(line, 1, &[told]);
    }
    desk.refused("pair meet add 1", 2, &["--due"]);
    desk.done("pair meet add 1 --date 04.09.2023");
    desk.done("pair meet add 1 --date 31.05.2024");
    // The other way round: the pair isn't made shorter than its meetings, by whatever way.
    desk.refused("pair close 1 --date 30.05.2024", 1, &["пара № 1: встреча № 2 была 31.05.2024, позже её конца"]);
    desk.refused("pair edit 1 --start 05.09.2023", 1, &["пара № 1: встреча № 1 была 04.09.2023, раньше её начала"]);
    desk.write(
        "pairs.csv",
        "Номер пары;Наставник;Наставляемый;Дата прекращения\n1;Ёлкина Вера Ильинична;Кац Лев Маркович;30.05.2024\n",
    );
    desk.refused("pair import pairs.csv", 1, &["pairs.csv:2: пара № 1: встреча № 2 была 31.05.2024, позже её конца"]);
    desk.done("pair close 1 --date 31.05.2024");
    desk.refused("pair edit 1 --ended 30.05.2024", 1, &["встреча № 2 была 31.05.2024"]);
    desk.refused("pair meet add 1 --date 01.06.2024", 1, &["пара № 1 действует с 04.09.2023 по 31.05.2024"]);
    desk.refused("pair meet edit 1 --date 01.06.2024", 1, &["пара № 1 действует с 04.09.2023 по 31.05.2024"]);
    desk.done("pair reopen 1");
    desk.done("pair meet add 1 --date 01.06.2024");
    // Work that ended before is a finding, as it is of answers.
    desk.done("org staff dismiss Кац --date 31.05.2024");
    let found = desk.run("monitor check --format csv").out;
    assert!(found.contains("встреча № 3 была 01.06.2024, а участие закончилось 31.05.2024"), "{found}");
}

#[test]
fn a_file_brings_the_schedule_and_later_what_became_of_it() {
    let desk = desk();
    desk.write("встречи.csv", "№ пары;Дата встречи;План\n1;;02.10.2023\n1;;06.11.2023\n2;05.10.2023;\n");
    desk.done("pair meet import встречи.csv");
    desk.write(
        "встречи.csv",
        "Номер пары;Дата;По графику;Форма встречи;Тема;Посещённый урок;Протокол\n\
         1;03.10.2023;02.10.2023;онлайн;цели;;\n1;06.11.2023;06.11.2023;Очно;;урок в 6 «Б»;№ 2\n2;05.10.2023;;;знакомство;;\n",
    );
    desk.done("pair meet import встречи.csv");
    assert_eq!(
        listed(&desk, "pair meet list"),
        ["1|1|2023-10-03|2023-10-02|remote|held", "2|1|2023-11-06|2023-11-06|in_person|held", "3|2|2023-10-05|||held"]
    );
    let card = shown(&desk, "pair meet show 2");
    assert!(card.contains("Посещённый урок урок в 6 «Б»"), "{card}");
    assert!(desk.done("org history --of meeting:2").out.contains("06.11.2023"));
}
