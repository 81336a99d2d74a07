//! Programs: their length, approval and end, and what they do to the figures of any day.

use super::mentoring::{IVANOVA, KIM, PETROV, card, imported, paired, reasons, school, share, shares, turned_away};
use crate::common::Desk;

#[test]
fn a_program_lasts_three_months_to_a_year() {
    let desk = paired();
    let clause = "программа рассчитана на срок от 3 месяцев до 1 года (Ножай-Юрт, п. 1.6)";
    let header = "Номер программы;Номер пары;Начало;Окончание\n";
    // Too short by a day, just long enough; just short enough, too long by a day.
    for (start, short, least, most, long) in [
        ("01.09.2022", "29.11.2022", "30.11.2022", "01.09.2023", "02.09.2023"),
        ("30.11.2023", "27.02.2024", "28.02.2024", "30.11.2024", "01.12.2024"),
        ("29.02.2024", "27.05.2024", "28.05.2024", "28.02.2025", "01.03.2025"),
    ] {
        for finish in [short, long] {
            let told = format!("с {start} по {finish} — {clause}");
            let line = format!("program draft --pair 1 --number П --start {start} --finish {finish}");
            desk.refused(&line, 1, &[&told, "--reason"]);
            let told = format!("file.csv:2: программа П: {told}; если иной срок обоснован, укажите причину: --reason");
            turned_away(&desk, "program", &format!("{header}П;1;{start};{finish}\n"), &[&told]);
        }
        for (at, finish) in [least, most].into_iter().enumerate() {
            desk.done(&format!("program draft --pair 1 --number {start}-{at} --start {start} --finish {finish}"));
            imported(&desk, "program", &format!("{header}{start}-ф{at};1;{start};{finish}\n"));
        }
    }
    desk.refused("program draft --pair 1 --finish 31.05.2024", 1, &["нет начала или окончания"]);
    desk.refused("program draft --number 1 --finish 01.10.2023", 1, &[clause]);
}

#[test]
fn another_length_has_its_reason() {
    let desk = paired();
    desk.done("program draft --number 2 --pair 1 --start 01.09.2023 --finish 31.10.2023 --reason 'декретный отпуск'");
    assert!(card(&desk, "program show 2").contains(&"Причина иного срока|декретный отпуск".to_owned()));
    // Of a file the reason is that of the programs which need one.
    desk.write(
        "file.csv",
        "Номер программы;Номер пары;Начало;Окончание\n3;1;01.09.2023;31.10.2023\n4;1;01.09.2023;31.05.2024\n",
    );
    desk.refused("program import file.csv", 1, &["file.csv:2: программа 3", "п. 1.6"]);
    desk.done("program import file.csv --reason 'краткий курс'");
    assert_eq!(
        desk.cells("program list", &["number", "length_reason"]),
        ["1|", "2|декретный отпуск", "3|краткий курс", "4|"]
    );
    assert!(desk.done("program show 2").out.contains("декретный отпуск"));
    assert!(!desk.done("program show 4").out.contains("Причина иного срока"));
    // A reason that is kept needn't be told again.
    assert!(desk.done("program import file.csv").err.contains("изменений нет"));
    desk.done("program draft --number 2 --finish 30.10.2023");
}

#[test]
fn only_a_program_of_a_pair_is_approved() {
    let desk = school().with(["program draft --mentee Петров --number 7 --start 01.09.2023 --finish 31.05.2024"]);
    let told = "программа 7 не связана ни с одной парой: утверждается программа наставнической пары или группы (Ножай-Юрт, п. 7.7 *)";
    desk.refused("program approve 7 --date 05.09.2023", 1, &[told, "nastavnik program draft --number"]);
    desk.refused("program approve 8 --date 05.09.2023", 1, &["нет программы с номером «8»"]);
    desk.refused("program complete 7 --date 31.05.2024", 1, &["не утверждена: завершить можно только утверждённую"]);

    desk.done("pair create --mentor Иванова --mentee Петров --number 1");
    desk.done("program draft --number 7 --pair 1");
    desk.refused("program approve 7 --date 16.06.2025", 1, &["больше чем на год впереди"]);
    desk.done("program approve 7 --date 05.09.2023");
    desk.refused("program approve 7 --date 06.09.2023", 1, &["программа 7 уже утверждена 05.09.2023"]);

    let header = "Номер программы;Номер пары;Дата утверждения;Начало;Окончание\n";
    turned_away(
        &desk,
        "program",
        &format!("{header}8;;05.09.2023;01.09.2023;31.05.2024\n9;99;05.09.2023;01.09.2023;31.05.2024\n"),
        &[
            "file.csv:2:2: «Номер пары» — программа утверждается для пары или группы (Ножай-Юрт, п. 7.7 *)",
            "file.csv:3:2: «Номер пары»: «99» — нет пары с номером «99»; список пар: nastavnik pair list",
        ],
    );
    desk.write("file.csv", "Номер программы;Дата утверждения;Начало;Окончание\n8;05.09.2023;01.09.2023;31.05.2024\n")
        .refused("program import file.csv", 1, &["«Номер пары»"]);
}

#[test]
fn a_program_ends_once() {
    let desk = paired().with(["program approve 1 --date 05.09.2023"]);
    desk.refused("program complete 1 --date 31.08.2023", 1, &["начинается 01.09.2023: завершить её раньше нельзя"]);
    desk.refused("program cancel 1 --date 31.12.2023", 2, &["--reason"]);
    desk.done("program cancel 1 --date 31.12.2023 --reason 'смена наставника'");
    let state = card(&desk, "program show 1");
    for line in ["Состояние|отменена", "Последний день|31.12.2023", "Причина отмены|смена наставника"]
    {
        assert!(state.contains(&line.to_owned()), "{line}: {state:?}");
    }
    desk.refused("program complete 1 --date 31.05.2024", 1, &["программа 1 уже отменена 31.12.2023"]);
    desk.refused("program cancel 1 --date 31.05.2024 --reason нет", 1, &["программа 1 уже отменена 31.12.2023"]);
    // A draft may be dropped, and then isn't approved any more.
    desk.done("program draft --number 2 --pair 1 --start 01.09.2023 --finish 31.05.2024");
    desk.done("program cancel 2 --date 01.10.2023 --reason 'не нужна'");
    desk.refused("program approve 2 --date 02.10.2023", 1, &["программа 2 уже отменена"]);
    let states = |desk: &Desk| desk.cells("program list", &["number", "state"]);
    desk.done("program draft --number 3 --pair 1 --start 01.09.2023 --finish 15.06.2024");
    assert_eq!(states(&desk), ["1|отменена", "2|отменена", "3|проект"]);
    desk.done("program approve 3 --date 05.09.2023");
    assert_eq!(states(&desk)[2], "3|утверждена");
    let desk = desk.at("2024-06-16");
    assert_eq!(states(&desk)[2], "3|срок истёк");
    desk.done("program complete 3 --date 31.05.2024");
    assert_eq!(states(&desk)[2], "3|завершена");
}

#[test]
fn the_rows_of_a_program_agree() {
    let desk = school().with(["pair create --mentor Иванова --mentee Петров --mentee Ким --number 1"]);
    let header = "Номер программы;Номер пары;СНИЛС наставляемого;Название;Дата утверждения;Начало;Окончание\n";
    let first = format!("1;1;{PETROV};Шаг;05.09.2023;01.09.2023;31.05.2024\n");
    for other in [
        "1;1;S;Мост;05.09.2023;01.09.2023;31.05.2024\n",
        "1;1;S;Шаг;06.09.2023;01.09.2023;31.05.2024\n",
        "1;1;S;Шаг;05.09.2023;02.09.2023;31.05.2024\n",
        "1;1;S;;;01.09.2023;30.05.2024\n",
    ] {
        let told = ["file.csv:3: строки программы 1 расходятся со строкой 2"];
        turned_away(&desk, "program", &format!("{header}{first}{}", other.replace('S', KIM)), &told);
    }
    // The third row against the second, where the first says nothing of it.
    let silent = format!("1;1;{KIM};;;01.09.2023;31.05.2024\n");
    let other = first.replace("Шаг", "Мост");
    let told = ["file.csv:4: строки программы 1 расходятся со строкой 3"];
    turned_away(&desk, "program", &format!("{header}{silent}{first}{other}"), &told);
    imported(&desk, "program", &format!("{header}{silent}{first}"));
    assert_eq!(
        desk.cells("program list", &["number", "mentees", "title", "approved"]),
        ["1|Ким Вера Юрьевна, Петров Пётр Петрович|Шаг|2023-09-05"]
    );
}

#[test]
fn a_program_of_a_group_counts_for_whom_it_names() {
    let desk = school().with([
        "pair create --mentor Иванова --mentee Петров --mentee Ким --mentee Кац --number Г --kind 'в группе' --order-number 3 --order-date 01.09.2023",
    ]);
    let header = "Номер программы;Номер пары;СНИЛС наставляемого;Дата утверждения;Начало;Окончание\n";
    let row = |snils: &str| format!("1;Г;{snils};05.09.2023;01.09.2023;31.05.2024\n");
    turned_away(
        &desk,
        "program",
        &format!("{header}{}{}", row(""), row(IVANOVA)),
        &[
            "file.csv:2:3: «СНИЛС наставляемого» — в паре Г несколько наставляемых: укажите СНИЛС",
            "file.csv:3:3: «СНИЛС наставляемого»: «11223344595» — в паре Г нет наставляемого с таким СНИЛС",
        ],
    );
    imported(&desk, "program", &format!("{header}{}{}", row(PETROV), row(KIM)));
    assert_eq!(desk.cells("program list", &["mentees", "pairs"]), ["Ким Вера Юрьевна, Петров Пётр Петрович|Г"]);
    assert_eq!(
        reasons(&desk, "P2", "--as-of 15.05.2024"),
        [
            "Ким Вера Юрьевна|counted|",
            "Петров Пётр Петрович|counted|",
            "Кац Лев Маркович|not_counted|приказ есть, программа не утверждена",
        ]
    );
    // By command a program names the whole group, or the one who is named.
    desk.done("program draft --pair Г --number 2 --start 01.09.2023 --finish 31.05.2024");
    desk.done("program draft --pair Г --number 3 --mentee Кац --start 01.09.2023 --finish 31.05.2024");
    assert_eq!(
        desk.cells("program list", &["mentees"])[1..],
        ["Кац Лев Маркович, Ким Вера Юрьевна, Петров Пётр Петрович", "Кац Лев Маркович"]
    );
    desk.done("program approve 3 --date 10.09.2023");
    assert_eq!(share(&desk, "P2", "--as-of 15.05.2024"), "3 из 3");
    assert_eq!(share(&desk, "P2", "--as-of 09.09.2023"), "2 из 3");
    desk.refused(
        "program draft --pair Г --number 4 --mentee Рощина --start 01.09.2023 --finish 31.05.2024",
        1,
        &["не наставляемый указанной пары"],
    );
}

/// «ordered and program approved, both of the same pair».
#[test]
fn the_order_and_the_program_are_of_one_pair() {
    let desk = school().with([
        "pair create --mentor Иванова --mentee Петров --number 1 --order-number 15 --order-date 01.09.2023",
        "pair create --mentor Рощина --mentee Петров --number 2",
        "program draft --pair 2 --number 7 --start 01.09.2023 --finish 31.05.2024",
        "program approve 7 --date 05.09.2023",
    ]);
    let on = "--as-of 15.05.2024";
    assert_eq!(shares(&desk, &["P2", "N2", "S7"], on), ["0 из 3", "0 из 3", "1 из 2"]);
    let told = "приказ есть, программа не утверждена для этой пары: она относится к другой";
    assert!(reasons(&desk, "N2", on).contains(&format!("Петров Пётр Петрович|not_counted|{told}")));
    // The order of the program's own pair comes by file; then both are of one pair.
    imported(
        &desk,
        "pair",
        "Номер пары;Наставник;Наставляемый;Номер приказа;Дата приказа\n2;Рощина Ольга Юрьевна;Петров Пётр Петрович;16;10.09.2023\n",
    );
    assert_eq!(shares(&desk, &["P2", "N2", "S7"], on), ["1 из 3", "1 из 3", "1 из 2"]);
    assert_eq!(share(&desk, "N2", "--as-of 09.09.2023"), "0 из 3");
    assert_eq!(share(&desk, "N2", "--as-of 10.09.2023"), "1 из 3");
    // Nor does the mentor enter by it.
    assert!(!reasons(&desk, "P2", on).iter().any(|row| row.starts_with("Иванова") || row.starts_with("Рощина")));
}

#[test]
fn a_program_is_linked_to_a_second_pair_by_hand() {
    let desk = paired().with(["program approve 1 --date 05.09.2023", "pair close 1 --date 31.12.2023"]);
    let later = "--as-of 15.05.2024";
    assert_eq!(share(&desk, "P2", later), "0 из 3");
    desk.done(
        "pair create --mentor Рощина --mentee Петров --mentee Кац --number 2 --order-number 2 --order-date 01.01.2024",
    );
    assert_eq!(share(&desk, "P2", later), "0 из 3");
    desk.done("program draft --number 1 --pair 2");
    // The approved text names Петров; being linked doesn't make it name Кац.
    assert_eq!(desk.cells("program list", &["number", "mentees", "pairs"]), ["1|Петров Пётр Петрович|1, 2"]);
    assert_eq!(shares(&desk, &["P2", "S7"], later), ["1 из 3", "2 из 2"]);
    assert_eq!(share(&desk, "P2", "--as-of 31.12.2023"), "1 из 3");
    desk.refused("program draft --number 1 --pair 2", 1, &["программа 1 уже записана так же"]);
    desk.refused("program draft --number 1 --pair 99", 1, &["нет пары с номером «99»"]);
    desk.done("pair create --mentor Рощина --mentee Ким --number 3");
    desk.refused("program draft --number 1 --pair 3", 1, &["программа 1 не называет наставляемых пары 3", "--mentee"]);
    desk.done("program draft --number 1 --pair 3 --mentee Ким");
    assert_eq!(desk.cells("program list", &["mentees", "pairs"]), ["Ким Вера Юрьевна, Петров Пётр Петрович|1, 2, 3"]);
}

#[test]
fn the_end_of_a_program_moves_no_past_figure() {
    let codes = ["P2", "N2", "S7"];
    let (counted, ordered) = (["1 из 3", "1 из 3", "1 из 2"], ["0 из 3", "0 из 3", "1 из 2"]);
    // By its plan it lasts until 31 May.
    let desk = paired().with(["program approve 1 --date 05.09.2023"]);
    assert_eq!(shares(&desk, &codes, "--as-of 31.05.2024"), counted);
    assert_eq!(shares(&desk, &codes, "--as-of 01.06.2024"), ordered);
    assert_eq!(shares(&desk, &codes, "--period 31.05.2024..15.06.2024"), counted);
    assert_eq!(shares(&desk, &codes, "--period 01.06.2024..15.06.2024"), ordered);
    for end in ["complete 1 --date 31.01.2024", "cancel 1 --date 31.01.2024 --reason отпуск"] {
        let desk = paired().with(["program approve 1 --date 05.09.2023".to_owned(), format!("program {end}")]);
        assert_eq!(shares(&desk, &codes, "--as-of 31.01.2024"), counted, "{end}");
        assert_eq!(shares(&desk, &codes, "--period 31.01.2024..15.06.2024"), counted, "{end}");
        assert_eq!(shares(&desk, &codes, "--as-of 01.02.2024"), ordered, "{end}");
        assert_eq!(shares(&desk, &codes, "--period 01.02.2024..15.06.2024"), ordered, "{end}");
        assert_eq!(shares(&desk, &codes, "--as-of 30.09.2023"), counted, "{end}");
    }
}

/// Numbers are listed as people count, whatever the order in which they came.
#[test]
fn numbers_stand_as_people_count() {
    let desk = Desk::new().with(["org add 'СОШ № 1' --kind школа"]);
    desk.write(
        "s.csv",
        "ФИО;Организация;Должность;Дата приёма\nКим Анна Ильинична;СОШ № 1;учитель;01.09.2015\nКац Лев Маркович;СОШ № 1;учитель;01.09.2020\n",
    )
    .done("org staff import s.csv");
    for (at, number) in ["10", "2", "П-10", "1", "П-9"].into_iter().enumerate() {
        let start = format!("{:02}.09.2023", at + 1);
        desk.done(&format!("pair create --number {number} --mentor Ким --mentee Кац --start {start}"));
        desk.done(&format!("program draft --number {number} --pair {number} --start {start} --finish 31.05.2024"));
        desk.done(&format!("pair close {number} --date {start}"));
    }
    let expected = ["1", "2", "10", "П-9", "П-10"];
    for list in ["pair list --all", "pair list --all --by-mentee", "program list", "program list --by-mentee"] {
        assert_eq!(desk.cells(list, &["number"]), expected, "{list}");
    }
}

/// What is told of a program's approval by its card, its list and the shares is one thing.
#[test]
fn a_program_will_be_approved_until_its_day() {
    let desk = paired().with(["program draft --number 7 --pair 1 --start 01.09.2023 --finish 31.08.2024"]);
    let told = desk.done("program approve 7 --date 16.06.2024 --number 41-ОД").err;
    assert!(told.contains("Программа № 7 будет утверждена 16.06.2024, приказ № 41-ОД"), "{told}");
    let on = |desk: &Desk| {
        let of_list = desk.cells("program list", &["number", "state"]);
        let of_list = of_list.iter().find_map(|row| row.strip_prefix("7|").map(str::to_owned)).unwrap();
        let of_card = card(desk, "program show 7");
        let told = |start: &str| of_card.iter().find_map(|line| line.strip_prefix(start).map(str::to_owned)).unwrap();
        [of_list, told("Состояние|"), told("Утверждена|")]
    };
    assert_eq!(on(&desk), ["будет утверждена", "будет утверждена", "будет утверждена 16.06.2024, приказ № 41-ОД"]);
    let desk = desk.at("2024-06-16");
    assert_eq!(on(&desk), ["утверждена", "утверждена", "16.06.2024, приказ № 41-ОД"]);
}

#[test]
fn a_program_has_its_contents_and_at_its_end_a_report() {
    let desk = paired()
        .with(["program draft --number 7 --pair 1 --start 01.09.2023 --finish 31.05.2024 --goals 'Уверенный урок'"]);
    desk.done("program edit 7 --directions 'урок; класс' --resources 'курсы' --strengths 'знает предмет'");
    desk.refused("program report 7", 2, &["--date"]);
    desk.refused(
        "program report 7 --date 31.08.2023",
        1,
        &["отчёт наставника 31.08.2023 раньше начала программы", "п. 5.5"],
    );
    desk.done("program report 7 --reflexion 20.05.2024");
    desk.done("program report 7 --date 25.05.2024");
    desk.refused("program report 7 --date 26.05.2024", 1, &["отчёт наставника уже есть, 25.05.2024", "program edit"]);
    let shown = card(&desk, "program show 7");
    for line in [
        "Цели|Уверенный урок",
        "Направления|урок; класс",
        "Ресурсы|курсы",
        "Сильные стороны|знает предмет",
        "Рефлексия наставляемого|20.05.2024",
        "Отчёт наставника|25.05.2024",
    ] {
        assert!(shown.contains(&line.to_owned()), "{line}: {shown:?}");
    }
    desk.write(
        "file.csv",
        "Номер программы;Номер пары;Начало;Окончание;Дата утверждения;Номер приказа об утверждении;Цели программы\n\
         7;1;01.09.2023;31.05.2024;31.08.2023;41-ОД;\n8;1;01.09.2023;31.05.2024;;;Порядок в классе\n",
    );
    desk.done("program import file.csv");
    assert_eq!(
        desk.cells("program list", &["number", "approval_number", "goals", "reported"])[1..],
        ["7|41-ОД|Уверенный урок|2024-05-25", "8||Порядок в классе|"]
    );
}

#[test]
fn a_program_is_extended_to_a_year_and_longer_with_a_reason() {
    let desk = paired().with(["program draft --number 7 --pair 1 --start 01.09.2023 --finish 31.05.2024"]);
    desk.refused("program extend 7 --until 31.05.2024", 1, &["программа 7 и так идёт по 31.05.2024"]);
    let told = desk.done("program extend 7 --until 01.09.2024").err;
    assert!(told.contains("Программа № 7 продлена: было по 31.05.2024, теперь по 01.09.2024"), "{told}");
    desk.refused("program extend 7 --until 02.09.2024", 1, &["от 3 месяцев до 1 года (Ножай-Юрт, п. 1.6)"]);
    desk.done("program extend 7 --until 31.12.2024 --length-reason 'болезнь наставляемого'");
    assert!(card(&desk, "program show 7").contains(&"Причина иного срока|болезнь наставляемого".to_owned()));
    desk.done("program approve 7 --date 31.08.2023");
    desk.done("program complete 7 --date 10.06.2024");
    desk.refused(
        "program extend 7 --until 31.01.2025",
        1,
        &["программа 7 уже завершена 10.06.2024: продлить её нельзя"],
    );
}
