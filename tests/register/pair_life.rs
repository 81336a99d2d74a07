//! The life of a pair: another mentor takes it over, an order prolongs it, and its limits hold on every way in.

use crate::common::Desk;

fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add 'Лицей' --kind школа",
        "org staff add 'Ёлкина Вера Ильинична' --org 1 --post учитель --hired 01.09.2010",
        "org staff add 'Бор Инна Яновна' --org 1 --post учитель --hired 01.09.2012",
        "org staff add 'Кац Лев Маркович' --org 1 --post учитель --hired 01.09.2023",
        "org staff add 'Ким Анна Львовна' --org 1 --post учитель --hired 01.09.2023",
        "org staff add 'Ли Мир Олегович' --org 1 --post учитель --hired 01.09.2023",
        "mentor add Ёлкина --date 01.09.2023 --capacity 2",
        "mentor add Бор --date 01.09.2023 --capacity 1",
    ])
}

/// Two pairs of one mentor, a program and a schedule under the first.
fn with_pairs() -> Desk {
    desk().with([
        "pair create --number 1 --mentor Ёлкина --mentee Кац --order-number 5 --order-date 04.09.2023 --until 31.05.2024 --kind традиционное",
        "pair create --number 2 --mentor Ёлкина --mentee Ким --order-number 5 --order-date 04.09.2023 --until 31.05.2024",
        "program draft --number П1 --pair 1 --start 11.09.2023 --finish 31.05.2024",
        "program approve П1 --date 08.09.2023",
        "pair meet add 1 --date 02.10.2023",
        "pair meet add 1 --due 05.02.2024 --due 04.03.2024",
    ])
}

/// What a command shows, however its columns are filled.
fn shown(desk: &Desk, line: &str) -> String {
    desk.done(line).out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shares(desk: &Desk, day: &str) -> Vec<String> {
    desk.cells(&format!("monitor indicators --as-of {day}"), &["code", "numerator", "denominator"])
}

#[test]
fn another_mentor_takes_over_and_what_is_under_way_goes_along() {
    let desk = with_pairs();
    let before = [shares(&desk, "31.01.2024"), shares(&desk, "04.09.2023")];
    let participants =
        desk.cells("pair list --as-of 31.01.2024 --by-mentee", &["number", "mentor", "mentee", "started"]);
    let told = desk.done(
        "pair handover 1 --to Бор --date 01.02.2024 --order-number 9 --order-date 30.01.2024 --new-number 1а --mentor-consent 29.01.2024",
    );
    assert!(told.err.contains("Пара № 1 прекращена 31.01.2024, с 01.02.2024 её продолжает пара № 1а"), "{told:#?}");
    assert!(
        told.err.contains("Перешли программы: № П1") && told.err.contains("Перешло по графику: 2 встречи"),
        "{told:#?}"
    );
    assert_eq!([shares(&desk, "31.01.2024"), shares(&desk, "04.09.2023")], before, "no earlier figure moves");
    assert_eq!(
        desk.cells("pair list --as-of 31.01.2024 --by-mentee", &["number", "mentor", "mentee", "started"]),
        participants
    );
    let pairs = desk.cells(
        "pair list --all --by-mentee",
        &["number", "mentor", "mentee", "started", "ended", "ending", "joined", "kind"],
    );
    assert_eq!(pairs[0], "1|Ёлкина Вера Ильинична|Кац Лев Маркович|2023-09-04|2024-01-31|replaced||traditional");
    assert_eq!(pairs[1], "1а|Бор Инна Яновна|Кац Лев Маркович|2024-02-01|||2024-02-01|traditional");
    // The program is under the old pair until the day before, and under the new one from the day on.
    let links = desk.sql().query_row(
        "SELECT group_concat(p.number || ' ' || ifnull(l.since, '') || ' ' || ifnull(l.until, ''), '; ') \
         FROM program_pairs l JOIN pairs p ON p.id = l.pair_id",
        [],
        |row| row.get::<_, String>(0),
    );
    assert_eq!(links.unwrap(), "1  2024-01-31; 1а 2024-02-01 ");
    assert_eq!(
        desk.cells("pair meet list", &["pair", "date", "due"]),
        ["1|2023-10-02|", "1а||2024-02-05", "1а||2024-03-04"]
    );
    let card = shown(&desk, "pair show 1");
    assert!(card.contains("замена наставника, продолжает пара № 1а"), "{card}");
    // Undone in one go.
    desk.done("org undo");
    assert_eq!(desk.cells("pair list --all", &["number", "ended"]), ["1|", "2|"]);
    assert_eq!(desk.cells("pair meet list", &["pair", "due"]), ["1|", "1|2024-02-05", "1|2024-03-04"]);
}

#[test]
fn what_cannot_be_handed_over_says_why() {
    let desk = with_pairs();
    for (line, told) in [
        ("pair handover 1 --to Ёлкина --date 01.02.2024", "наставник пары № 1 и есть Ёлкина"),
        ("pair handover 1 --to Бор --date 04.09.2023", "пара № 1 начата 04.09.2023"),
        ("pair handover 1 --to Кац --date 01.02.2024", "в паре № 1 — наставляемый (Ножай-Юрт, п. 1.6)"),
        ("pair handover 1 --to Бор --date 02.10.2023", "встреча № 1 была 02.10.2023, позже её конца"),
        ("pair handover 1 --to Бор --date 01.02.2024 --new-number 2", "пара с номером 2 уже есть"),
        ("pair handover 7 --to Бор --date 01.02.2024", "нет пары с номером «7»"),
    ] {
        desk.refused(line, 1, &[told]);
    }
    // The limit of the new mentor holds here too; a reason overrules it.
    desk.done("pair create --number 3 --mentor Бор --mentee Ли --order-number 6 --order-date 05.09.2023");
    desk.refused(
        "pair handover 1 --to Бор --date 01.02.2024",
        1,
        &[
            "пара № 4: предельное число наставляемых у наставника Бор Инна Яновна — 1, а на 15.06.2024 их 2",
            "--despite ПРИЧИНА",
        ],
    );
    let told = desk.done("pair handover 1 --to Бор --date 01.02.2024 --despite 'больше некому'");
    assert!(told.err.contains("приказа о закреплении с номером и датой нет"), "{told:#?}");
    let card = shown(&desk, "pair show 4");
    assert!(card.contains("Вопреки пределу предельное число наставляемых, 15.06.2024: больше некому"), "{card}");
    let listed = desk.cells("pair list --overruled", &["number", "broken", "reason", "dated"]);
    assert_eq!(listed, ["4|capacity|больше некому|2024-06-15"]);
    let found = desk.run("monitor check --format csv").out;
    assert!(found.contains("\nlimit_overruled:1,note,"), "{found}");
    desk.refused("pair handover 1 --to Ли --date 01.03.2024", 1, &["пара № 1 прекращена 31.01.2024"]);
    // Whoever takes the end back has the mentees twice: that is told, and how the handing over itself is taken back.
    let told = desk.done("pair reopen 1 --despite 'наставников двое'").err;
    assert!(told.contains("теперь у наставляемых два наставника") && told.contains("org undo"), "{told}");
}

#[test]
fn an_order_prolongs_pairs_from_its_date_on() {
    let desk = with_pairs();
    let states = |day: &str| desk.cells(&format!("pair list --as-of {day}"), &["number", "state", "renewed_until"]);
    assert_eq!(states("10.06.2024"), ["1|expired|", "2|expired|"]);
    let before = shares(&desk, "10.06.2024");
    let today = shares(&desk, "15.06.2024");
    let order = "--until 31.05.2025 --order-number 40 --order-date 12.06.2024";
    desk.refused("pair renew --until 31.05.2025 --order-number 40 --order-date 12.06.2024", 2, &["--org"]);
    for (line, told) in [
        (
            "pair renew 1 --until 31.05.2024 --order-number 40 --order-date 12.06.2024",
            "новый срок 31.05.2024 не позже прежнего, 31.05.2024",
        ),
        ("pair renew 1 --until 31.05.2025 --order-number 40 --order-date 04.09.2023", "нужна более поздняя дата"),
        ("pair renew 7 --until 31.05.2025 --order-number 40 --order-date 12.06.2024", "нет пары с номером «7»"),
        (
            "pair renew --org Лицей --until 31.05.2025 --order-number 40 --order-date 12.06.2024",
            "нет действующих пар организации «Лицей»",
        ),
    ] {
        desk.refused(line, 1, &[told]);
    }
    let told = desk.done(&format!("pair renew --org 1 {order}"));
    assert!(told.err.contains("Продлены до 31.05.2025 приказом № 40 от 12.06.2024: № 1, № 2"), "{told:#?}");
    let renewed = desk.cells("pair list --renewed", &["number", "order_number", "order_date", "until", "planned_end"]);
    assert_eq!(renewed, ["1|40|2024-06-12|2025-05-31|2024-05-31", "2|40|2024-06-12|2025-05-31|2024-05-31"]);
    // The days before the order stay what they were.
    assert_eq!(states("10.06.2024"), ["1|expired|", "2|expired|"]);
    assert_eq!(states("12.06.2024"), ["1|in_force|2025-05-31", "2|in_force|2025-05-31"]);
    assert_eq!(
        (shares(&desk, "10.06.2024"), shares(&desk, "15.06.2024")),
        (before, today),
        "no figure counts by the term"
    );
    let card = shown(&desk, "pair show 1");
    assert!(card.contains("Продлена до 31.05.2025, приказ № 40 от 12.06.2024"), "{card}");
    let object: serde_json::Value = serde_json::from_str(&desk.done("pair show 1 --format json").out).unwrap();
    assert_eq!(object["renewals"][0]["until"], "2025-05-31");
    // Again: the number was wrong; a former order can't follow.
    desk.done("pair renew 1 --until 31.05.2025 --order-number 40-ОД --order-date 12.06.2024");
    assert!(desk.done("pair show 1").out.contains("№ 40-ОД"));
    desk.refused(
        "pair renew 1 --until 31.05.2026 --order-number 39 --order-date 11.06.2024",
        1,
        &["уже продлена более поздним приказом, от 12.06.2024"],
    );
    // Whoever doesn't work on the date of the order isn't carried over by it.
    desk.done("org undo");
    desk.done("org staff dismiss Ким --date 11.06.2024");
    desk.refused(
        &format!("pair renew 2 {order}"),
        1,
        &["на день приказа о продлении (12.06.2024) у наставляемого Ким"],
    );
}

#[test]
fn the_limits_hold_on_every_way_in() {
    let desk = with_pairs();
    let over = "предельное число наставляемых у наставника Ёлкина Вера Ильинична — 2, а на 15.06.2024 их 3";
    desk.refused(
        "pair create --mentor Ёлкина --mentee Ли --order-number 6 --order-date 01.02.2024",
        1,
        &[over, "(Ножай-Юрт, п. 5.2)"],
    );
    desk.refused("pair join 2 Ли --date 01.02.2024", 1, &[over]);
    desk.write(
        "pairs.csv",
        "Номер пары;Наставник;Наставляемый;Дата начала\n3;Ёлкина Вера Ильинична;Ли Мир Олегович;01.02.2024\n",
    );
    desk.refused("pair import pairs.csv", 1, &["pairs.csv:2: пара № 3: ", over]);
    // One leaves, another comes; who left can't just come back, nor can the day of the end be undone by hand.
    desk.done("pair close 2 --date 10.06.2024");
    desk.done("pair create --number 3 --mentor Ёлкина --mentee Ли --order-number 6 --order-date 11.06.2024");
    desk.refused("pair reopen 2", 1, &[over]);
    desk.refused("pair edit 2 --ended 30.06.2024", 1, &["их 3"]);
    desk.refused("pair edit 2 --ended пусто", 1, &[over]);
    desk.done("pair edit 2 --end-reason 'переезд'");
    // What ends as another begins isn't both.
    desk.write(
        "pairs.csv",
        "Номер пары;Наставник;Наставляемый;Дата начала;Дата прекращения\n\
         4;Ёлкина Вера Ильинична;Ким Анна Львовна;15.06.2024;\n3;Ёлкина Вера Ильинична;Ли Мир Олегович;;14.06.2024\n",
    );
    desk.done("pair import pairs.csv");
    // The same two, once more: refused by whatever way, unless for a reason; exchanged roles are another pair.
    let twice = "наставник и наставляемый Ким Анна Львовна уже вместе в паре № 4";
    desk.refused("pair create --number 5 --mentor Ёлкина --mentee Ким --kind виртуальное", 1, &[twice]);
    desk.refused("pair join 1 Ким --date 15.06.2024", 1, &[twice]);
    desk.refused("pair reopen 3", 1, &["их 3"]);
    desk.done("pair create --number 5 --mentor Ким --mentee Ёлкина --order-number 7 --order-date 15.06.2024 --kind реверсивное");
    desk.refused(
        "pair create --number 6 --mentor Ёлкина --mentee Ким --despite ''",
        1,
        &["причина, по которой предел нарушен, пуста"],
    );
    desk.done("pair create --number 6 --mentor Ёлкина --mentee Ким --kind виртуальное --despite 'отдельная тема'");
    let told = desk.done("pair edit 6 --basis заявление --despite 'лишнее'");
    assert!(told.err.contains("пределы не нарушены: причина не записана"), "{told:#?}");
    desk.write(
        "pairs.csv",
        "Номер пары;Наставник;Наставляемый;Дата начала\n7;Ёлкина Вера Ильинична;Ли Мир Олегович;14.06.2024\n",
    );
    desk.done("pair import pairs.csv --despite 'приказ отдела'");
    let rows = desk.sql().query_row(
        "SELECT group_concat(p.number || ' ' || o.broken || ' ' || o.reason, '; ') FROM overrules o JOIN pairs p ON p.id = o.pair_id",
        [],
        |row| row.get::<_, String>(0),
    );
    assert_eq!(rows.unwrap(), "6 twice отдельная тема; 7 capacity приказ отдела");
    // A limit that is set later is nobody's offence, but it is told.
    desk.done("mentor edit Ёлкина --capacity 1");
    let found = desk.run("monitor check --format csv").out;
    assert!(
        found.contains("\nmentor_overloaded:") && found.contains(",warning,\"наставляемых 2, а предельное число — 1\""),
        "{found}"
    );
    // Whatever makes nothing longer stays possible, and what was just done can be taken back.
    desk.done("pair close 1 --date 15.06.2024");
    desk.done("org undo");
}
