//! `monitor gap`: how many more each share needs, who is nearest, and that the commands that it tells reach what is planned.

use crate::common::Desk;
use crate::common::small_district::district;

/// The commands of the rows, with the words that a person would fill in.
fn filled(commands: &[String], number: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, command) in commands.iter().enumerate() {
        let number = format!("{number}{at}");
        let said = command
            .replace("НАСТАВНИК", "Мудрова")
            .replace("НОМЕР_ПРИКАЗА", "9")
            .replace("НОМЕР_ПАРЫ", &number)
            .replace("НОМЕР_ПРОГРАММЫ", &number)
            .replace("НАЧАЛО", "01.03.2024")
            .replace("ОКОНЧАНИЕ", "31.12.2024")
            .replace("ДАТА", "01.03.2024")
            .replace("ГРУППА", "С")
            .replace("ФИО", "Иванов")
            .replace("БАЛЛ", "9");
        let said = said.replace("pair create", &format!("pair create --number {number}"));
        let said = said.replace("program draft --pair", &format!("program draft --number {number} --pair"));
        lines.extend(said.split(" && ").map(|line| line.strip_prefix("nastavnik ").unwrap().to_owned()));
    }
    lines
}

fn status(desk: &Desk, code: &str) -> Vec<String> {
    desk.cells(&format!("monitor indicators {code}"), &["stratum", "to_target", "status"])
}

#[test]
fn the_first_of_the_list_reach_what_is_planned() {
    let desk = district();
    assert_eq!(status(&desk, "N1"), ["general|2|below", "additional|1|below", "|2|below"]);
    let rows = desk.cells("monitor gap N1", &["stratum", "to_target", "rank", "name", "missing", "reasons"]);
    assert_eq!(
        rows,
        [
            "general|2|1|Сидорова Ольга Юрьевна|2|нет приказа о закреплении пары; программа не утверждена",
            "general|2|2|Орлова Нина Петровна|2|нет приказа о закреплении пары; программа не утверждена",
            "additional|1|1|Дроздов Лев Львович|2|нет приказа о закреплении пары; программа не утверждена",
        ]
    );
    let commands = filled(&desk.cells("monitor gap N1", &["command"]), "Г");
    let desk = desk.with(commands);
    assert_eq!(status(&desk, "N1"), ["general|0|met", "additional|0|met", "|0|met"]);
    assert_eq!(desk.cells("monitor gap N1", &["code"]), [""; 0], "nothing is short any more");
    assert!(desk.done("monitor gap N1").out.contains("Ниже плана ничего нет"));
}

#[test]
fn who_lacks_less_comes_first_and_the_command_fits_what_is_there() {
    let desk = district().with([
        // An order without a program; a pair without an order; a program that isn't approved yet.
        "pair create --number 7 --mentor Мудрова --mentee Орлова --order-number 7 --order-date 01.02.2024",
        "pair create --number 8 --mentor Мудрова --mentee Сидорова --start 01.02.2024",
        "pair create --number 9 --mentor Мудрова --mentee Дроздов --order-number 9 --order-date 01.02.2024",
        "program draft --number П9 --pair 9 --start 05.02.2024 --finish 31.12.2024",
    ]);
    let rows = desk.cells("monitor gap N1 --all", &["stratum", "name", "missing", "command"]);
    let with_program = |pair: &str, id: &str| {
        format!(
            "nastavnik program draft --pair {pair} --mentee {id} --start НАЧАЛО --finish ОКОНЧАНИЕ && nastavnik program approve \
             НОМЕР_ПРОГРАММЫ --date ДАТА"
        )
    };
    let units = desk.cells("monitor explain N1", &["unit", "name"]);
    let id = |name: &str| units.iter().find_map(|row| row.strip_suffix(&format!("|{name}")).map(str::to_owned));
    let (orlova, sidorova) = (id("Орлова Нина Петровна").unwrap(), id("Сидорова Ольга Юрьевна").unwrap());
    assert_eq!(rows[0], format!("general|Орлова Нина Петровна|1|{}", with_program("7", &orlova)));
    assert_eq!(
        rows[1],
        format!(
            "general|Сидорова Ольга Юрьевна|2|nastavnik pair edit 8 --order-number НОМЕР_ПРИКАЗА --order-date ДАТА && {}",
            with_program("8", &sidorova)
        )
    );
    assert_eq!(rows[3], "additional|Дроздов Лев Львович|1|nastavnik program approve П9 --date ДАТА");
    // Of whom nothing is known stands at the end, with what makes it known.
    assert!(rows[2].starts_with("general|Белов Иван Ильич|") && rows[2].contains("--born ДАТА"), "{rows:?}");
    // The table tells the lines first, and the commands as lines to be copied.
    let told = desk.done("monitor gap N1").out;
    assert!(told.contains("N1, школы: 1 из 3, 33,3 %; план 70 %; ещё 2"), "{told}");
    assert!(told.contains(&format!("№ {orlova}: nastavnik program draft --pair 7")), "{told}");
    // Of one organisation, and by what one's own plan says of it.
    desk.done("monitor target set N1 100 --year 2024 --org 'Школа Б'");
    assert_eq!(desk.cells("monitor gap N1 --org 'Школа Б'", &["to_target", "name"]), ["1|Орлова Нина Петровна"]);
    let by_org = desk.cells("monitor gap N1 --by org", &["org", "to_target"]);
    assert_eq!(by_org, ["Дом творчества|1", "Школа А|1", "Школа Б|1"]);
}

#[test]
fn whoever_hasnt_answered_is_told() {
    let desk = district();
    // Nobody has answered yet: there is no share, but there is whom to ask. Иванова entered, and so her mentor did.
    let rows = desk.cells("monitor gap N4 N5", &["code", "stratum", "name", "reasons", "command"]);
    let ask = |role: &str| format!("nastavnik monitor survey add 1 --role {role}");
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[0].starts_with("N4|general|Иванова Анна Ильинична|нет ответа за отчётный период"), "{rows:?}");
    assert!(rows[0].contains(&ask("наставляемый --person")), "{rows:?}");
    assert!(rows[1].starts_with("N5|general|Мудрова Вера Павловна") && rows[1].contains(&ask("наставник")), "{rows:?}");
    // A low score lacks but one thing; a later answer mends it.
    desk.done("monitor survey add 1 --role наставляемый --date 20.05.2024 --score 3");
    let rows = desk.cells("monitor gap N4", &["stratum", "to_target", "name", "missing", "reasons"]);
    assert_eq!(rows[0], "general|1|Иванова Анна Ильинична|1|балл ниже 7 из 10");
    let line =
        desk.cells("monitor gap N4", &["command"]).swap_remove(0).replace("ДАТА", "01.06.2024").replace("БАЛЛ", "9");
    desk.done(line.strip_prefix("nastavnik ").unwrap());
    assert_eq!(desk.cells("monitor gap N4", &["code"]), [""; 0]);
}

#[test]
fn what_no_command_mends_is_said_to_be_out_of_reach() {
    // «Первые три года работы» is a condition of this reading: nobody becomes a novice again.
    let desk = district().with(["monitor target set P1-young 100 --year 2024"]);
    let told = desk.done("monitor gap P1-young").out.replace('\n', " ");
    assert!(told.contains("P1-young: план не достичь: нужно ещё"), "{told}");
    // Organisations are units too.
    let rows = desk.cells("monitor gap N3", &["stratum", "name", "reasons", "command"]);
    assert!(
        rows.iter().any(
            |row| row.starts_with("general|Школа А|куратор в организации больше не работает|nastavnik org adopt 1")
        ),
        "{rows:?}"
    );
    let additional = rows.iter().find(|row| row.starts_with("additional|")).unwrap();
    assert!(additional.contains("nastavnik org adopt 3 --order-number НОМЕР_ПРИКАЗА --order-date ДАТА"), "{rows:?}");
}

#[test]
fn mending_the_named_reason_moves_that_person_and_nobody_else() {
    let desk = district().with([
        "pair create --number 7 --mentor Мудрова --mentee Орлова --order-number 7 --order-date 01.02.2024",
        "pair create --number 8 --mentor Мудрова --mentee Сидорова --start 01.02.2024",
    ]);
    let verdicts = |desk: &Desk| desk.cells("monitor explain N1", &["name", "result", "reason"]);
    let moved = |before: &[String], after: &[String]| -> Vec<String> {
        after.iter().filter(|row| !before.contains(row)).cloned().collect()
    };
    let before = verdicts(&desk);
    // The first command of whoever lacks two things brings the next reason.
    let commands = desk.cells("monitor gap N1", &["command"]);
    let (order, _) = commands[1].split_once(" && ").unwrap();
    let desk = desk.with(filled(&[order.to_owned()], "А"));
    let ordered = verdicts(&desk);
    assert_eq!(moved(&before, &ordered), ["Сидорова Ольга Юрьевна|not_counted|приказ есть, программа не утверждена"]);
    // All commands of somebody make him count.
    let desk = desk.with(filled(&commands[..1], "Б"));
    let entered = verdicts(&desk);
    assert_eq!(moved(&ordered, &entered), ["Орлова Нина Петровна|counted|"]);
    assert_eq!(entered.len(), before.len(), "counted, not counted and unknown are the same people");
}
