//! The schedule of training, drawn from the individual routes of programs; and the mark of programs longer than a year.

use crate::common::Desk;
use crate::common::paper::paper;
use crate::register::mentoring::{card, school};

/// Two programs of two schools: one for two mentees, the other for one.
fn routes() -> Desk {
    school().with([
        "pair create --mentor Иванова --mentee Петров --mentee Кац --number 1 --kind 'в группе' --order-number 15-ОД --order-date 01.09.2023",
        "pair create --mentor Рощина --mentee Ким --number 2 --order-number 16-ОД --order-date 01.09.2023",
        "program draft --number 1 --pair 1 --start 01.09.2023 --finish 31.05.2024",
        "program draft --number 2 --pair 2 --start 01.09.2023 --finish 31.05.2024",
        "program task add 1 'Курсы <ФГОС>' --kind курсы --due 20.03.2024 --level регион --responsible завуч",
        "program task add 1 'Семинар физиков' --mentee Петров --kind семинар --due 15.11.2023 --level муниципалитет",
        "program task add 1 'Вести журнал' --mentee Петров --due 15.11.2023",
        "program task add 1 'Тема «Оценка»' --mentee Кац --kind самообразование --due 15.11.2023",
        "program task add 2 'Мастер-класс' --kind семинар --due 10.10.2024",
        "program task add 2 'Вебинар' --kind семинар",
        "program task done 2 --date 16.11.2023 --result 'сертификат'",
    ])
}

fn rows(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["org", "due", "name", "kind", "task", "level", "state", "done", "program"])
}

const OF_YEAR: &str = "program schedule --period 2023-2024 --today 01.12.2023";

#[test]
fn each_mentee_has_a_row_by_school_and_term() {
    let desk = routes();
    let all = [
        "Дом творчества||Ким Вера Юрьевна|seminar|Вебинар||due||2",
        "Школа А|2023-11-15|Петров Пётр Петрович|seminar|Семинар физиков|municipal|late|2023-11-16|1",
        "Школа А|2024-03-20|Кац Лев Маркович|course|Курсы <ФГОС>|regional|due||1",
        "Школа А|2024-03-20|Петров Пётр Петрович|course|Курсы <ФГОС>|regional|due||1",
    ];
    assert_eq!(rows(&desk, OF_YEAR), all);
    assert_eq!(rows(&desk, "program schedule --today 01.12.2023"), all, "without a period it is this school year");
    assert_eq!(rows(&desk, &format!("{OF_YEAR} --org 'Школа А'")), all[1..]);
    assert_eq!(
        rows(&desk, "program schedule --period 2024-2025 --org 2"),
        ["Дом творчества|2024-10-10|Ким Вера Юрьевна|seminar|Мастер-класс||due||2"]
    );
    // Whoever leaves is in the schedule of the days before; what a cancelled program left undone is in none.
    desk.done("org staff dismiss Петров --date 31.12.2023");
    let later = rows(&desk, "program schedule --period 2023-2024 --org 'Школа А' --today 01.02.2024");
    assert_eq!(later, all[1..3]);
    desk.done("program cancel 1 --date 31.01.2024 --reason карантин");
    assert_eq!(rows(&desk, &format!("{OF_YEAR} --org 'Школа А'")), all[1..2]);
    desk.refused("program schedule --org 'Школа Я'", 1, &["Школа Я"]);
}

#[test]
fn the_schedule_is_a_paper_a_page_an_organisation() {
    let desk = routes().with(["org edit 'Школа А' --head 'Лавров Илья Петрович'"]);
    desk.done(&format!("{OF_YEAR} --output график.docx"));
    let found = paper(&desk.path("график.docx"));
    let text = found.paragraphs.join("\n");
    for line in [
        "Дом творчества\nУТВЕРЖДАЮ",
        "Школа А\nУТВЕРЖДАЮ\nРуководитель  ____________________  Лавров Илья Петрович\nГРАФИК",
        "поэтапного повышения квалификации и посещения семинаров с 01.09.2023 по 31.08.2024",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let rows: Vec<_> = found.rows.iter().map(|row| row.join("|")).collect();
    for row in [
        "1|Петров Пётр Петрович, учитель|семинар: Семинар физиков|муниципалитет|15.11.2023||16.11.2023",
        "2|Кац Лев Маркович, учитель|курсы: Курсы <ФГОС>|регион|20.03.2024|завуч|",
    ] {
        assert!(rows.contains(&row.to_owned()), "{row}\n{rows:#?}");
    }
    desk.done("program schedule --print-template templates/");
    assert!(desk.path("templates/schedule.docx").exists());
}

#[test]
fn a_program_longer_than_a_year_is_marked_wherever_it_counts() {
    let desk = routes().with(["program approve 1 --date 01.09.2023", "program approve 2 --date 01.09.2023"]);
    let marked = |desk: &Desk| {
        let listed = desk.cells("program list", &["number", "over_a_year"]);
        let mut counted = desk.cells("monitor explain N2 --as-of 01.12.2023", &["name", "result", "long_program"]);
        counted.sort();
        (listed.join(" "), counted.join(" "))
    };
    let of_year = "Кац Лев Маркович|counted| Ким Вера Юрьевна|counted| Петров Пётр Петрович|counted|";
    assert_eq!(marked(&desk), ("1| 2|".to_owned(), of_year.to_owned()));
    desk.done("program extend 2 --until 01.09.2024");
    assert_eq!(marked(&desk).0, "1| 2|", "a year to the day is no longer than a year");
    desk.refused("program extend 2 --until 02.09.2024", 1, &["от 3 месяцев до 1 года"]);
    desk.done("program extend 2 --until 02.09.2024 --length-reason 'болезнь'");
    let (listed, counted) = marked(&desk);
    assert_eq!(listed, "1| 2|true");
    assert_eq!(counted, of_year.replace("Ким Вера Юрьевна|counted|", "Ким Вера Юрьевна|counted|2"));
    assert!(desk.done("program list").out.contains("Дольше"));
    assert!(desk.done("monitor explain N2 --as-of 01.12.2023").out.contains("дольше"));
    assert!(card(&desk, "program show 2").join("\n").contains("с 01.09.2023 по 02.09.2024, дольше года"));
    // Shares that ask for no program don't speak of it.
    let others = desk.cells("monitor explain S7 --as-of 01.12.2023", &["long_program"]);
    assert!(others.iter().all(String::is_empty), "{others:?}");
}
