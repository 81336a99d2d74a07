//! Answers of a survey: whose they are, and which of them counts.

use crate::common::Desk;

use super::mentoring::{IVANOVA, KIM, PETROV, card, imported, paired, reasons, school, share, shares, turned_away};

/// The pair with its program approved.
fn entered() -> Desk {
    paired().with(["program approve 1 --date 01.09.2023"])
}

const ANSWERS: &str = "Номер пары;Роль;СНИЛС;Дата;Балл;Этап";

#[test]
fn an_answer_has_its_role_its_day_and_a_whole_score() {
    let desk = paired();
    let row = |row: &str| format!("{ANSWERS}\n{row}\n");
    for score in ["11", "-1", "8,5", "8.0", "восемь", "1e1"] {
        let told = format!("file.csv:2:5: «Балл»: «{score}» — ожидается целое число от 0 до 10");
        turned_away(&desk, "monitor survey", &row(&format!("1;наставник;;20.05.2024;{score};")), &[&told]);
    }
    turned_away(
        &desk,
        "monitor survey",
        &row(
            "1;куратор;;20.05.2024;8;\n1;наставник;;16.06.2024;8;\n1;наставник;;;;\n;наставник;;20.05.2024;8;\n99;наставник;;20.05.2024;8;\n1;;;20.05.2024;8;до",
        ),
        &[
            "file.csv:2:2: «Роль»: «куратор» — допустимо: наставник, наставляемый",
            "file.csv:3:4: «Дата»: «16.06.2024» — дата в будущем",
            "file.csv:4:4: «Дата» — не заполнено",
            "file.csv:4:5: «Балл» — не заполнено",
            "file.csv:5:1: «Номер пары» — не заполнено",
            "file.csv:6:1: «Номер пары»: «99» — нет пары с номером «99»; список пар: nastavnik pair list",
            "file.csv:7:2: «Роль» — не заполнено",
            "file.csv:7:6: «Этап»: «до» — допустимо: вход, выход",
        ],
    );
    imported(
        &desk,
        "monitor survey",
        &row("1;наставник;;15.06.2024;0;Выход\n1;Наставляемый;;15.06.2024;10;exit\n1;mentee;;01.09.2023;5;на входе"),
    );
    assert_eq!(
        desk.cells("monitor survey show", &["pair", "role", "person", "date", "score", "stage"]),
        ["1|mentee|3|2023-09-01|5|entry", "1|mentor|1|2024-06-15|0|exit", "1|mentee|3|2024-06-15|10|exit"]
    );
    assert!(
        card(&desk, "pair show 1").contains(&"15.06.2024|наставник, Иванова Анна Ильинична: 0 из 10, выход".to_owned())
    );
}

#[test]
fn an_answer_is_of_somebody_in_the_pair() {
    let desk = school().with([
        "pair create --mentor Рощина --mentee Петров --mentee Ким --number 1",
        "pair create --mentor Иванова --mentee Кац --number 2",
    ]);
    turned_away(
        &desk,
        "monitor survey",
        &format!(
            "{ANSWERS}\n1;наставляемый;;20.05.2024;8;\n1;наставляемый;{IVANOVA};20.05.2024;8;\n1;наставник;{PETROV};20.05.2024;8;\n2;наставник;{PETROV};20.05.2024;8;\n1;наставляемый;123;20.05.2024;8;\n"
        ),
        &[
            "file.csv:2:3: «СНИЛС» — в паре 1 несколько наставляемых: укажите СНИЛС",
            "file.csv:3:3: «СНИЛС»: «11223344595» — в паре 1 нет наставляемого с таким СНИЛС",
            // Рощина's СНИЛС isn't known, but this one is known to be another's.
            "file.csv:4:3: «СНИЛС»: «90010000794» — СНИЛС не принадлежит наставнику пары 1: Рощина Ольга Юрьевна",
            "file.csv:5:3: «СНИЛС»: «90010000794» — СНИЛС не принадлежит наставнику пары 2: Иванова Анна Ильинична",
            "file.csv:6:3: «СНИЛС»: «123» — в СНИЛС 11 цифр, а здесь 3",
        ],
    );
    imported(
        &desk,
        "monitor survey",
        &format!(
            "{ANSWERS}\n1;наставляемый;{KIM};20.05.2024;8;\n1;наставник;;20.05.2024;8;\n2;наставник;{IVANOVA};20.05.2024;8;\n2;наставляемый;;20.05.2024;8;\n"
        ),
    );
    assert_eq!(desk.cells("monitor survey show --pair 1", &["name"]), ["Рощина Ольга Юрьевна", "Ким Вера Юрьевна"]);
    assert_eq!(desk.cells("monitor survey show", &["pair"]).len(), 4);
    desk.refused("monitor survey show --pair 99", 1, &["нет пары с номером «99»"]);
}

#[test]
fn the_last_answer_of_a_period_counts() {
    let desk = entered().with([
        "pair create --mentor Рощина --mentee Ким --number 2 --order-number 16-ОД --order-date 01.12.2023",
        "program draft --number 2 --pair 2 --start 01.12.2023 --finish 31.05.2024",
        "program approve 2 --date 01.12.2023",
    ]);
    imported(
        &desk,
        "monitor survey",
        &format!(
            "{ANSWERS}\n1;наставляемый;;20.12.2023;9;вход\n1;наставляемый;;01.03.2024;6;\n1;наставляемый;;20.05.2024;7;выход\n\
             1;наставник;;20.05.2024;6;\n2;наставляемый;;10.01.2024;10;\n2;наставник;;10.01.2024;7;\n"
        ),
    );
    assert_eq!(shares(&desk, &["N4", "N5"], "--period 2024"), ["2 из 2", "1 из 2"]);
    assert_eq!(shares(&desk, &["N4", "N5"], "--period 01.01.2024..19.05.2024"), ["1 из 2", "1 из 1"]);
    assert_eq!(shares(&desk, &["N4", "N5"], "--period 11.01.2024..31.03.2024"), ["0 из 1", "0 из 0"]);
    // What is said before the program is no satisfaction with it.
    assert_eq!(shares(&desk, &["N4", "N4-any", "N5"], "--period 2023"), ["0 из 0", "1 из 1", "0 из 0"]);
    assert_eq!(shares(&desk, &["N4-all", "N5-all"], "--period 2024"), ["2 из 2", "1 из 2"]);
    assert_eq!(shares(&desk, &["N4-any", "N5-any"], "--period 2024"), ["2 из 3", "1 из 2"]);
    assert_eq!(shares(&desk, &["N4-mean", "N5-mean"], "--period 2024"), ["17 из 20", "13 из 20"]);
    assert_eq!(shares(&desk, &["N4-mean"], "--period 01.01.2024..19.05.2024"), ["16 из 20"]);
    assert_eq!(
        reasons(&desk, "N5", "--period 2024"),
        ["Рощина Ольга Юрьевна|counted|балл 7 из 10", "Иванова Анна Ильинична|not_counted|балл ниже 7 из 10: 6"]
    );
    // A mentor's answer stands where the mentee works.
    let orgs = desk.cells("monitor explain N5 --period 2024", &["name", "org"]);
    assert_eq!(orgs, ["Рощина Ольга Юрьевна|Дом творчества", "Иванова Анна Ильинична|Школа А"]);
    let strata = desk.cells("monitor indicators N4 --period 2024", &["stratum", "numerator", "denominator"]);
    assert_eq!(strata, ["general|1|1", "additional|1|1", "|2|2"]);
}

/// Every answer of the period is told of, and whoever says nothing.
#[test]
fn whose_answer_does_not_count_is_told() {
    let desk = entered().with([
        "pair create --mentor Рощина --mentee Кац --number 2 --order-number 16-ОД --order-date 01.09.2023",
        "pair create --mentor Рощина --mentee Ким --number 3",
    ]);
    imported(
        &desk,
        "monitor survey",
        &format!(
            "{ANSWERS}\n1;наставляемый;;20.01.2024;9;вход\n1;наставляемый;;01.03.2024;6;\n1;наставляемый;;20.05.2024;7;выход\n\
             2;наставляемый;;20.05.2024;9;\n2;наставник;;20.05.2024;5;\n3;наставляемый;;20.05.2024;4;выход\n"
        ),
    );
    let mut told = desk.cells("monitor explain N4 --outside", &["pair", "answered", "stage", "result", "reason"]);
    told.sort();
    assert_eq!(
        told,
        [
            "1|2024-01-20|entry|outside|ответ этапа «вход»: он дан до программы",
            "1|2024-03-01||outside|есть более поздний ответ этого участника в отчётном периоде",
            "1|2024-05-20|exit|counted|балл 7 из 10",
            "2|2024-05-20||outside|отвечает не наставляемый",
            "2|2024-05-20||outside|приказ есть, программа не утверждена",
            // No order, so no day on which the main workplace would tell the organisation.
            "3|2024-05-20|exit|outside|неизвестно, к какой организации относится участие: у пары она не указана, а основного места работы на дату приказа у наставляемого нет",
        ]
    );
    desk.done("pair edit 3 --org 'Дом творчества'");
    let told = desk.cells("monitor explain N4 --outside", &["pair", "org", "reason"]);
    assert!(told.contains(&"3|Дом творчества|нет приказа о закреплении пары, действующего в отчётном периоде".into()));
    // Each answer is held against itself, a silent mentor against nothing.
    let told = desk.cells("monitor explain N4-any --versus N4", &["pair", "answered", "result", "versus_result"]);
    assert_eq!(
        told,
        [
            "2|2024-05-20|counted|outside",
            "1|2024-01-20|counted|outside",
            "3|2024-05-20|not_counted|outside",
            "1|2024-03-01|not_counted|outside"
        ]
    );
    let told = desk.cells("monitor explain N5-all --versus N5", &["name", "result", "reason", "versus_result"]);
    assert_eq!(told, ["Иванова Анна Ильинична|not_counted|нет ответа за отчётный период|outside"]);
    let told = desk.cells("monitor explain N4-all --versus N4", &["name"]);
    assert!(told.is_empty(), "{told:?}");
    let told = desk.cells("monitor compare 2023 2024 N4", &["name", "before", "after"]);
    assert_eq!(told, ["Петров Пётр Петрович|outside|counted"]);
}

#[test]
fn an_answer_may_be_corrected() {
    let desk = entered();
    imported(&desk, "monitor survey", &format!("{ANSWERS}\n1;наставляемый;;20.05.2024;6;\n"));
    assert_eq!(share(&desk, "N4", "--period 2024"), "0 из 1");
    let told = imported(&desk, "monitor survey", &format!("{ANSWERS}\n1;наставляемый;;20.05.2024;8;выход\n"));
    assert!(told.err.contains("изменено: 1"), "{told:?}");
    for cell in ["пара 1, наставляемый, 20.05.2024", "Балл", "Этап"] {
        assert!(told.out.contains(cell), "{cell}: {told:?}");
    }
    assert_eq!(desk.cells("monitor survey show", &["score", "stage"]), ["8|exit"]);
    assert_eq!(share(&desk, "N4", "--period 2024"), "1 из 1");
    // An empty cell erases nothing.
    assert!(
        imported(&desk, "monitor survey", &format!("{ANSWERS}\n1;наставляемый;;20.05.2024;8;\n"))
            .err
            .contains("изменений нет")
    );
    assert_eq!(desk.cells("monitor survey show", &["stage"]), ["exit"]);
}

#[test]
fn further_questions_are_kept() {
    let desk = paired();
    let header = "Номер пары;Роль;Дата;Балл;Что мешало?;Комментарий;Комментарий";
    let file = format!("{header}\n1;наставляемый;20.05.2024;8;время;=1+1;нет\n1;наставник;20.05.2024;9;;;всё хорошо\n");
    let told = imported(&desk, "monitor survey", &file);
    assert!(told.err.contains("другие вопросы: «Что мешало?»"), "{told:?}");
    assert_eq!(
        desk.cells("monitor survey show", &["role", "further"]),
        ["mentor|Комментарий (2): всё хорошо", "mentee|Комментарий: =1+1; Комментарий (2): нет; Что мешало?: время"]
    );
    assert!(imported(&desk, "monitor survey", &file).err.contains("изменений нет"));
    let corrected = imported(&desk, "monitor survey", &file.replace("время", "расстояние"));
    assert!(corrected.out.contains("время → Что мешало?:"), "{corrected:?}");
    assert!(desk.cells("monitor survey show", &["further"])[1].ends_with("Что мешало?: расстояние"));
    turned_away(
        &desk,
        "monitor survey",
        "Номер пары;Роль;Дата;Балл;;Что мешало?\n1;наставник;20.05.2024;9;да;нет\n",
        &["file.csv:2: вопрос пуст"],
    );
}

#[test]
fn an_answer_is_corrected_and_removed() {
    let desk = paired();
    let row = |row: &str| format!("{ANSWERS};Что помогло?\n{row}\n");
    imported(
        &desk,
        "monitor survey",
        &row(
            "1;наставляемый;;20.05.2024;9;выход;беседы\n1;наставляемый;;21.05.2024;2;;\n1;наставник;;20.05.2024;8;;уроки",
        ),
    );
    let columns = ["id", "role", "date", "score", "stage", "further"];
    let told = desk.done("monitor survey edit 1 --score 4 --date 19.05.2024 --stage вход").err;
    for line in [
        "пара № 1, наставляемый Петров Пётр Петрович, 20.05.2024: Балл: 9 → 4",
        "Дата: 20.05.2024 → 19.05.2024",
        "Этап: выход → вход",
        "исправление меняет и прошлые отчёты за даты с 19.05.2024: N4, N5",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let told = desk.done("monitor survey remove 3 --reason 'ответил другой человек'").err;
    assert!(told.contains("Удалён ответ № 3: пара № 1, наставник"), "{told}");
    assert_eq!(
        desk.cells("monitor survey show", &columns),
        ["1|mentee|2024-05-19|4|entry|Что помогло?: беседы", "2|mentee|2024-05-21|2||"]
    );
    for (line, code, said) in [
        ("monitor survey edit 1", 2, "не указано, что исправить"),
        ("monitor survey edit 1 --score 11", 2, "ожидается целое число от 0 до 10"),
        ("monitor survey edit 1 --stage до", 2, "допустимо: вход, выход"),
        ("monitor survey edit 1 --date 21.05.2024", 1, "такой ответ уже есть"),
        ("monitor survey edit 1 --date 16.06.2024", 1, "дата ответа 16.06.2024: дата в будущем"),
        ("monitor survey edit 3 --score 5", 1, "нет ответа с номером 3"),
        ("monitor survey remove 3", 1, "ответы с номерами: nastavnik monitor survey show"),
    ] {
        desk.refused(line, code, &[said]);
    }
    // What is removed comes back with its further questions.
    desk.done("org undo");
    assert_eq!(
        desk.cells("monitor survey show", &["id", "further"]),
        ["1|Что помогло?: беседы", "3|Что помогло?: уроки", "2|"]
    );
}

#[test]
fn an_answer_on_paper_is_added_by_hand() {
    let desk = entered();
    let told = desk.done("monitor survey add 1 --role наставляемый --date 20.05.2024 --score 9 --stage выход");
    assert!(
        told.err.contains("Записан ответ № 1: пара № 1, наставляемый Петров Пётр Петрович, 20.05.2024, балл 9"),
        "{told:#?}"
    );
    let told =
        desk.done("monitor survey add 1 --role mentor --person Иванова --date 20.05.2024 --score 0 --format json").out;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["id"], &told["register"]), (&2.into(), &"answer".into()), "{told}");
    let columns = ["id", "pair", "role", "name", "date", "score", "stage"];
    assert_eq!(
        desk.cells("monitor survey show", &columns),
        ["2|1|mentor|Иванова Анна Ильинична|2024-05-20|0|", "1|1|mentee|Петров Пётр Петрович|2024-05-20|9|exit",]
    );
    assert_eq!(share(&desk, "N4", "--period 2024"), "1 из 1");
    for (line, code, said) in [
        ("1 --role наставляемый --date 16.06.2024 --score 9", 1, "дата ответа 16.06.2024: дата в будущем"),
        ("1 --role наставляемый --date 21.05.2024 --score 11", 2, "ожидается целое число от 0 до 10"),
        ("1 --role куратор --date 21.05.2024 --score 9", 2, "допустимо: наставник, наставляемый"),
        ("1 --role наставник --date 21.05.2024 --score 9 --stage до", 2, "допустимо: вход, выход"),
        ("99 --role наставник --date 21.05.2024 --score 9", 1, "нет пары с номером «99»"),
        (
            "1 --role наставник --person Петров --date 21.05.2024 --score 9",
            1,
            "наставник пары № 1 — Иванова Анна Ильинична",
        ),
        ("1 --role наставляемый --person Иванова --date 21.05.2024 --score 9", 1, "нет наставляемого «Иванова»"),
        ("1 --role наставляемый --date 20.05.2024 --score 3", 1, "nastavnik monitor survey edit 1"),
    ] {
        desk.refused(&format!("monitor survey add {line}"), code, &[said]);
    }
    // A group has several mentees: one of them answers.
    desk.done("org staff add 'Ким Ольга Юрьевна' --org 1 --post учитель --hired 01.09.2023");
    desk.done("pair join 1 'Ким Ольга' --date 02.10.2023");
    desk.refused(
        "monitor survey add 1 --role наставляемый --date 22.05.2024 --score 9",
        1,
        &["несколько наставляемых", "--person"],
    );
    desk.done("monitor survey add 1 --role наставляемый --person 'Ким Ольга' --date 22.05.2024 --score 9");
    desk.done("org undo");
    assert_eq!(desk.cells("monitor survey show", &["id"]), ["2", "1"]);
    let history = desk.done("org history").out;
    assert!(history.contains("monitor survey add"), "{history}");
}
