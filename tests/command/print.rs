//! `pair print`: the papers of pairs say what the file knows, in the words of a template that may be replaced.

use std::fs;

use crate::common::Desk;
use crate::common::paper::{edited, paper, paragraphs};

/// A school with two pairs without an order and one with; another school.
fn desk() -> Desk {
    Desk::new().at("2024-09-05").with([
        "org add 'МБОУ «СОШ № 7» с. Дальнее' --kind школа --short 'СОШ № 7' --inn 7707083893 --head 'Лосев Ян Янович'",
        "org add 'СОШ № 8' --kind школа --inn 7736050003",
        "org adopt 'СОШ № 7' --order-number 4-ОД --order-date 12.01.2024 --regulation-date 15.01.2024 --curator 'Осина Вера' --curator-date 12.01.2024",
        "org staff add 'Рысь Анна Юрьевна' --org 'СОШ № 7' --post Учитель --subject физика --hired 01.09.2010",
        "org staff add 'Ёж Пётр Ильич' --org 'СОШ № 7' --post 'учитель химии' --subject химии --hired 01.09.2023",
        "org staff add 'Лань Ольга' --org 'СОШ № 7' --post тьютор --hired 01.09.2023",
        "org staff add 'Барсук Иван' --org 'СОШ № 8' --post методист --hired 01.09.2012",
        "org staff add 'Выдра Нина' --org 'СОШ № 7' --post педагог-психолог --hired 01.09.2022",
        "pair create --number 1 --mentor Рысь --mentee Ёж --form 'педагог–педагог' --kind традиционное --start 09.09.2024 --until 31.05.2025 --mentor-consent 02.09.2024 --mentee-consent 02.09.2024",
        "pair create --number 2 --mentor Барсук --mentee Лань --mentee Выдра --kind 'в группе' --org 'СОШ № 7'",
        "pair create --number 10 --mentor Рысь --mentee Лань --order-number 7/1 --order-date 02.09.2024",
        "pair create --number 11 --mentor Барсук --mentee Выдра --org 'СОШ № 8' --despite 'другая тема'",
    ])
}

#[test]
fn an_order_names_the_pairs_that_have_none() {
    let desk = desk();
    let told = desk.done("pair print order --org 'СОШ № 7' --number 12-ОД --date 05.09.2024 --output п.docx");
    assert!(told.err.contains("нет даты чьего-либо согласия") && told.err.contains("пары № 2"), "{}", told.err);
    let found = paper(&desk.path("п.docx"));
    assert_eq!(
        found.paragraphs[..4],
        ["МБОУ «СОШ № 7» с. Дальнее", "ПРИКАЗ", "05.09.2024\t№ 12-ОД", "О закреплении наставнических пар (групп)"]
    );
    assert_eq!(
        found.rows[..3],
        [
            ["№", "Наставник", "Наставляемые", "Форма и вид наставничества", "Срок работы"].map(String::from).to_vec(),
            [
                "1",
                "Рысь Анна Юрьевна, учитель, физика",
                "Ёж Пётр Ильич, учитель химии",
                "педагог – педагог; традиционное",
                "с 09.09.2024 по 31.05.2025"
            ]
            .map(String::from)
            .to_vec(),
            ["2", "Барсук Иван, методист, СОШ № 8", "Лань Ольга, тьютор; Выдра Нина, педагог-психолог", "в группе", ""]
                .map(String::from)
                .to_vec(),
        ]
    );
    let signed: Vec<_> = found.rows[4..].iter().map(|row| row[..3].join("|")).collect();
    assert_eq!(
        signed,
        [
            "1|Рысь Анна Юрьевна|наставник",
            "2|Ёж Пётр Ильич|наставляемый",
            "3|Барсук Иван|наставник",
            "4|Лань Ольга|наставляемый",
            "5|Выдра Нина|наставляемый",
        ]
    );
    let text = found.paragraphs.join("\n");
    assert!(text.contains("Куратор: Осина Вера.") && text.contains("\tЛосев Ян Янович"), "{text}");
    assert!(
        text.contains(
            "Основание: приказ о внедрении системы наставничества № 4-ОД от 12.01.2024; положение о наставничестве от 15.01.2024; письменные согласия участников."
        ),
        "{text}"
    );
}

#[test]
fn what_nobody_knows_is_filled_in_by_hand() {
    let desk = desk().with(["pair create --number 3 --mentor Рысь --mentee Барсук --org 'СОШ № 8'"]);
    desk.done("pair print order --org 'СОШ № 8' --output п.docx");
    let text = paragraphs(&desk.path("п.docx")).join("\n");
    for blank in ["«___» ____________ 20___ г.\t№ ________", "Куратор: ____________________.", "\t____________________"]
    {
        assert!(text.contains(blank), "{blank}: {text}");
    }
}

#[test]
fn an_order_that_is_stored_is_printed_once_more() {
    let desk = desk();
    desk.done("pair join 10 Выдра --date 03.09.2024 --order-number 9 --order-date 03.09.2024");
    desk.done("pair print order --org 'СОШ № 7' --order 7/1 --output п.docx");
    let found = paper(&desk.path("п.docx"));
    assert!(found.paragraphs.contains(&"02.09.2024\t№ 7/1".to_owned()), "{found:#?}");
    let people: Vec<_> = found.rows[1..2].iter().map(|row| row[1..3].join("|")).collect();
    // Who joined by an order of his own stands in that.
    assert_eq!(people, ["Рысь Анна Юрьевна, учитель, физика|Лань Ольга, тьютор"]);
    desk.refused("pair print order --org 'СОШ № 7' --order 99 --output п.docx", 1, &["нет пар с приказом № 99"]);
    desk.refused("pair print order --org 'СОШ № 8' --order 7/1", 1, &["нет пар с приказом № 7/1"]);
    desk.done("pair create --number 12 --mentor Барсук --mentee Лань --order-number 7/1 --order-date 01.09.2023 --org 'СОШ № 7' --despite 'другая тема'");
    desk.refused("pair print order --org 'СОШ № 7' --order 7/1", 1, &["несколько: 01.09.2023, 02.09.2024", "--date"]);
    desk.done("pair print order --org 'СОШ № 7' --order 7/1 --date 01.09.2023 --output п.docx");
    desk.done("pair edit 1 --order-number 1 --order-date 05.09.2024");
    desk.done("pair edit 2 --order-number 1 --order-date 05.09.2024");
    desk.refused("pair print order --org 'СОШ № 7'", 1, &["нет пар без приказа о закреплении", "--order НОМЕР"]);
}

/// Other forms than a document are the list of its pairs.
#[test]
fn the_list_of_an_order_is_one_of_its_pairs() {
    let desk = desk();
    assert_eq!(
        desk.done("pair print order --org 'СОШ № 7' --format csv").out,
        "number,mentor,mentees,form,kind,planned_end\n\
         1,\"Рысь Анна Юрьевна, учитель, физика\",\"Ёж Пётр Ильич, учитель химии\",педагог – педагог,traditional,2025-05-31\n\
         2,\"Барсук Иван, методист, СОШ № 8\",\"Лань Ольга, тьютор; Выдра Нина, педагог-психолог\",,group,\n"
    );
}

#[test]
fn a_consent_is_a_page_of_its_own() {
    let desk = desk();
    desk.done("pair print consent --org 'СОШ № 7' --output с.docx");
    let told = paragraphs(&desk.path("с.docx"));
    let count = |text: &str| told.iter().filter(|line| line.as_str() == text).count();
    // The first pair has both consents.
    assert_eq!([count("СОГЛАСИЕ"), count("Роль: наставник"), count("Роль: наставляемый")], [5, 2, 3], "{told:#?}");
    assert_eq!(count("Организация: МБОУ «СОШ № 7» с. Дальнее"), 5);
    assert!(count("Наставляемые: Лань Ольга, тьютор; Выдра Нина, педагог-психолог") == 3);
    let body = fs::read(desk.path("с.docx")).unwrap();
    desk.done("pair print consent 1 --all --output с.docx");
    let told = paragraphs(&desk.path("с.docx"));
    assert!(told.contains(&"Должность: учитель, физика".to_owned()), "{told:#?}");
    assert!(told.contains(&"Подпись  ____________________\tДата: 02.09.2024".to_owned()), "{told:#?}");
    assert!(body != fs::read(desk.path("с.docx")).unwrap());
    desk.refused("pair print consent 1 --output с.docx", 1, &["уже записаны", "--all"]);
    desk.refused("pair print consent 99", 1, &["нет пары с номером «99»"]);
}

#[test]
fn an_agreement_is_a_page_with_what_is_known_and_blanks() {
    let desk = desk().with([
        "pair agreement add 10 --number 4 --date 02.09.2024 --content 'помощь с & уроками' --since 03.09.2024 --until 31.05.2025 --form очно --pay '2000 <руб.>'",
    ]);
    // Of the pair that has one none is printed; the mentor of another school has his contract there.
    desk.done("pair print agreement --org 'СОШ № 7' --output д.docx");
    let found = paragraphs(&desk.path("д.docx"));
    let kind = "ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ № ________";
    assert_eq!(found.iter().filter(|line| line.starts_with("ДОПОЛНИТЕЛЬНОЕ СОГЛАШЕНИЕ")).count(), 2, "{found:?}");
    for line in [
        kind,
        "Работодатель: МБОУ «СОШ № 7» с. Дальнее",
        "Руководитель: Лосев Ян Янович",
        "Работник: Рысь Анна Юрьевна",
        "Должность: учитель, физика",
        "Наставляемые: Ёж Пётр Ильич, учитель химии",
        "3. Срок работы: с 09.09.2024 по 31.05.2025",
        "2. Содержание работы: ____________________",
        "Работодатель: СОШ № 8",
        "Руководитель: ____________________",
        "Работник: Барсук Иван",
        "Наставляемые: Лань Ольга, тьютор, МБОУ «СОШ № 7» с. Дальнее; Выдра Нина, педагог-психолог, МБОУ «СОШ № 7» с. Дальнее",
    ] {
        assert!(found.iter().any(|known| known == line), "{line}\n{found:#?}");
    }
    desk.done("pair print agreement 10 --all --output д.docx");
    let found = paragraphs(&desk.path("д.docx")).join("\n");
    for words in [
        "СОГЛАШЕНИЕ № 4",
        "02.09.2024",
        "Приказ о закреплении: № 7/1 от 02.09.2024.",
        "2. Содержание работы: помощь с & уроками",
        "3. Срок работы: с 03.09.2024 по 31.05.2025",
        "4. Форма выполнения работы: очно",
        "5. Размер и условия оплаты: 2000 <руб.>",
    ] {
        assert!(found.contains(words), "{words}\n{found}");
    }
    desk.refused("pair print agreement 10 --output д.docx", 1, &["уже записаны", "--all"]);
    let desk =
        desk.with(["pair agreement add 1 --ground 'по должности'", "pair agreement add 2 --ground 'по должности'"]);
    desk.refused("pair print agreement --org 'СОШ № 7'", 1, &["уже записаны у всех пар"]);
    desk.refused("pair print agreement 1 --all", 1, &["пара № 1: соглашение не требуется", "pair agreement show 2"]);
}

#[test]
fn a_release_from_duties_is_an_order_of_its_own() {
    let desk = desk();
    desk.refused("pair print release 1", 1, &["нет освобождений", "nastavnik pair release add"]);
    let desk = desk.with([
        "pair release add 1 Ёж --number 31 --date 02.09.2024 --from 09.09.2024 --to 10.09.2024 --substitute 'Лань Ольга' --purpose 'урок & разбор'",
        "pair release add 1 Рысь --date 02.09.2024 --from 03.09.2024 --substitute 'Выдра Нина'",
    ]);
    desk.done("pair print release --org 'СОШ № 7' --output о.docx");
    let found = paragraphs(&desk.path("о.docx"));
    for line in [
        "МБОУ «СОШ № 7» с. Дальнее",
        "02.09.2024\t№ 31",
        "Участник: Ёж Пётр Ильич, учитель химии (наставляемый)",
        "Период: с 09.09.2024 по 10.09.2024",
        "Мероприятие: урок & разбор",
        "Замещает: Лань Ольга",
        "Руководитель  ____________________\tЛосев Ян Янович",
    ] {
        assert!(found.iter().any(|known| known == line), "{line}\n{found:#?}");
    }
    let count = |found: &[String]| found.iter().filter(|line| line.as_str() == "ПРИКАЗ").count();
    assert_eq!(count(&found), 1, "one is over: {found:#?}");
    desk.done("pair print release 1 --all --output о.docx");
    let found = paragraphs(&desk.path("о.docx"));
    assert!(count(&found) == 2 && found.contains(&"02.09.2024\t№ ________".to_owned()), "{found:#?}");
    assert!(found.contains(&"Мероприятие: ____________________".to_owned()), "{found:#?}");
    assert_eq!(
        desk.cells("pair print release 1 --all", &["number", "name", "decision_number", "to"]),
        ["1|Рысь Анна Юрьевна||2024-09-03", "1|Ёж Пётр Ильич|31|2024-09-10"]
    );
}

#[test]
fn a_template_is_printed_edited_and_used() {
    let desk = desk();
    let order = "pair print order --org 'СОШ № 7' --output п.docx";
    let told = desk.done("pair print order --print-template образец.docx");
    assert!(told.err.contains("--use-template образец.docx"), "{}", told.err);
    desk.refused("pair print order --print-template образец.docx", 1, &["уже есть, он не тронут"]);
    desk.refused("pair print order --print-template образец.csv", 2, &["кончается на .docx"]);
    desk.done(order);
    let own = paragraphs(&desk.path("п.docx"));
    desk.done(&format!("{order} --use-template образец.docx"));
    assert_eq!(paragraphs(&desk.path("п.docx")), own, "the printed template makes the same");
    // Word cuts a place into runs, and people write their own words.
    desk.write(
        "свой.docx",
        edited(&desk.path("образец.docx"), |text| {
            let torn = "{{ рук</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:t>оводитель }}";
            text.replace("{{ руководитель }}", torn).replace("ПРИКАЗ", "РАСПОРЯЖЕНИЕ")
        }),
    );
    desk.done(&format!("{order} --use-template свой.docx"));
    let told = paragraphs(&desk.path("п.docx"));
    assert!(told[1] == "РАСПОРЯЖЕНИЕ" && told.iter().any(|line| line.ends_with("\tЛосев Ян Янович")), "{told:#?}");
    // Beside the database it needn't be named, and one that is named comes before.
    let told = desk.done("pair print order --print-template templates/");
    assert!(told.err.contains("templates/order.docx") && told.err.contains("рядом с базой"), "{}", told.err);
    fs::copy(desk.path("свой.docx"), desk.path("templates/order.docx")).unwrap();
    let told = desk.done(order);
    assert!(told.err.contains("Образец: ") && paragraphs(&desk.path("п.docx"))[1] == "РАСПОРЯЖЕНИЕ", "{}", told.err);
    desk.done(&format!("{order} --use-template образец.docx"));
    assert_eq!(paragraphs(&desk.path("п.docx"))[1], "ПРИКАЗ");
    desk.refused(
        "pair print order --org 'СОШ № 7' --output templates/order.docx",
        2,
        &["исходный файл, его нельзя заменить"],
    );
    desk.refused("pair print order --org 'СОШ № 7' --use-template свой.docx", 2, &["образец документа Word"]);
}

#[test]
fn what_is_wrong_with_a_template_is_told() {
    let desk = desk();
    desk.done("pair print order --print-template образец.docx");
    desk.write("п.docx", "of yesterday");
    let order = "pair print order --org 'СОШ № 7' --output п.docx --use-template";
    for (from, to, words) in [
        (
            "{{ куратор }}",
            "{{ куратр }}",
            &["свой.docx", "неизвестное поле «куратр»", "организация, муниципалитет, дата, номер"][..],
        ),
        ("{{ пара.период }}", "{{ пара.срк }}", &["неизвестное поле «срк»", "полей строки", "наставляемые, форма"]),
        ("{%tr endfor %}", "", &["не закончено", "endfor"]),
        ("{{ руководитель }}", "{{ руководитель", &["не закончено в своём абзаце", "{{ руководитель"]),
        ("{{ дата }}", "{% set х = 1 %}", &["не разобрать: {% set х = 1 %}"]),
    ] {
        desk.write("свой.docx", edited(&desk.path("образец.docx"), |text| text.replacen(from, to, 1)));
        desk.refused(&format!("{order} свой.docx"), 1, words);
    }
    desk.write("свой.docx", "ФИО;Должность\n");
    desk.refused(&format!("{order} свой.docx"), 1, &["это не документ Word (.docx)", "--print-template"]);
    desk.refused(&format!("{order} нет.docx"), 4, &["прочитать образец «нет.docx»"]);
    assert_eq!(fs::read_to_string(desk.path("п.docx")).unwrap(), "of yesterday");
}

/// The program as a document says what the file knows: who, what is lacking, what is to be done, the route, the stages.
#[test]
fn a_program_is_a_document() {
    let desk = desk().with([
        "program draft --number 5 --pair 2 --start 09.09.2024 --finish 31.05.2025 --title 'Первый год' --goals 'Урок без потерь' --strengths 'знают детей'",
        "program need add 5 'Теряется на <уроке>' --mentee Лань --method 'посещённый урок' --date 12.09.2023",
        "program task add 5 'Посетить уроки' --need 1 --due 31.10.2024 --responsible наставник",
        "program task add 5 'Курсы по ФГОС' --kind курсы --due 31.03.2025",
        "program stage 5 подготовительный --since 02.09.2024 --until 08.09.2024",
    ]);
    desk.done("program print 5 --output п.docx");
    let found = paper(&desk.path("п.docx"));
    let text = found.paragraphs.join("\n");
    for line in [
        "МБОУ «СОШ № 7» с. Дальнее\n",
        "УТВЕРЖДЕНА приказом от «___» ____________ 20___ г. № ________",
        "ПЕРСОНАЛИЗИРОВАННАЯ ПРОГРАММА НАСТАВНИЧЕСТВА № 5\nПервый год",
        "Наставник: Барсук Иван, методист, СОШ № 8 (пара № 2)",
        "Наставляемый: Выдра Нина, педагог-психолог\nНаставляемый: Лань Ольга, тьютор",
        "Вид наставничества: в группе\nСрок реализации: с 09.09.2024 по 31.05.2025",
        "Цели: Урок без потерь\nСильные стороны наставляемого: знают детей",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let rows: Vec<_> = found.rows.iter().map(|row| row.join("|")).collect();
    for row in [
        "1|Лань Ольга|Теряется на <уроке>|посещённый урок, 12.09.2023",
        "1|Посетить уроки|31.10.2024|наставник|",
        "1|курсы|Курсы по ФГОС|31.03.2025|",
        "1|подготовительный|с 02.09.2024 по 08.09.2024",
        "5|результативный|",
        "2|Лань Ольга|",
    ] {
        assert!(rows.contains(&row.to_owned()), "{row}\n{rows:#?}");
    }
    assert!(!text.contains("Корректировки"), "{text}");
    let desk = desk.with([
        "program approve 5 --date 05.09.2024 --number 12-ОД",
        "program correction add 5 'Добавлены <открытые> уроки' --date 20.09.2024 --reason 'итоги диагностики'",
        "org review add программа --program 5 --date 01.09.2024",
        "org review conclude 1 --verdict возвращено --date 03.09.2024 --remarks 'нет сроков'",
        "org review correct 1 --date 04.09.2024 --changes 'указаны сроки'",
    ]);
    desk.done("program print 5 --output у.docx");
    let found = paper(&desk.path("у.docx"));
    let text = found.paragraphs.join("\n");
    assert!(text.contains("УТВЕРЖДЕНА приказом от 05.09.2024 № 12-ОД"), "{text}");
    let rows: Vec<_> = found.rows.iter().map(|row| row.join("|")).collect();
    for row in [
        "1|04.09.2024|указаны сроки|рецензия № 1 от 03.09.2024",
        "2|20.09.2024|Добавлены <открытые> уроки|итоги диагностики",
    ] {
        assert!(rows.contains(&row.to_owned()), "{row}\n{rows:#?}");
    }
    // The words may be somebody's own.
    desk.done("program print --print-template templates/");
    assert!(desk.path("templates/program.docx").exists());
    assert_eq!(desk.cells("program print 5", &["id", "kind", "due"]), ["1|task|2024-10-31", "2|course|2025-03-31"]);
}
