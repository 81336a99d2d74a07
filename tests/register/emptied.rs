//! «Пусто» in the place of a value: a field becomes empty by hand, in the commands of all registers.

use crate::common::Desk;

fn told(desk: &Desk, line: &str, words: &[&str]) {
    let told = desk.done(line);
    for word in words {
        assert!(told.err.contains(word), "{line}: {word}\n{told:#?}");
    }
    // One entry, and back.
    let undone = desk.done("org undo").err;
    assert!(!undone.is_empty());
    desk.done(line);
}

#[test]
fn a_field_becomes_empty_and_may_be_undone() {
    let desk = world();
    told(
        &desk,
        "org staff edit Петров --born пусто --teaching-since ПУСТО --snils=пусто --sex пусто",
        &[
            "Дата рождения: 01.02.1980 → –",
            "Начало педагогической деятельности: 01.09.2003 → –",
            "СНИЛС",
            "Пол: мужской → –",
        ],
    );
    told(
        &desk,
        "org staff edit Петров --subject пусто --number пусто --pedagogical пусто",
        &["Предмет: химия → –", "Табельный номер: 7 → –", "Педагогический работник: да → –"],
    );
    desk.done("org staff dismiss Петров --date 31.05.2024");
    told(&desk, "org staff edit Петров --dismissed пусто", &["Дата увольнения: 31.05.2024 → –"]);
    told(
        &desk,
        "org edit 1 --short пусто --address пусто --site пусто --head пусто --opened пусто",
        &["Краткое наименование: Первая → –", "Адрес: с. Ясное → –", "Дата открытия: 01.09.1990 → –"],
    );
    // Its search key goes with a name.
    desk.refused("org show Первая", 1, &["нет организации"]);
    told(
        &desk,
        "mentor edit Петров --subject пусто --capacity пусто --org пусто",
        &["Предмет: химия → –", "Предельное число наставляемых: 2 → –"],
    );
    desk.done("mentor retire Петров --date 31.05.2024");
    told(
        &desk,
        "mentor edit Петров --retired пусто",
        &["Дата исключения: 31.05.2024 → –", "отчёты за даты с 01.06.2024"],
    );
    told(
        &desk,
        "pair edit 1 --until пусто --basis пусто --form пусто --mentor-consent пусто",
        &["Срок: 31.05.2025 → –", "Основание: заявление → –", "Дата согласия наставника: 30.08.2023 → –"],
    );
    told(&desk, "pair edit 1 --mentee Рощина --mentee-consent пусто", &["Дата согласия наставляемого: 30.08.2023 → –"]);
    desk.done("pair close 1 --date 31.05.2024 --reason переезд");
    desk.refused("pair edit 1 --ended пусто", 1, &["причина"]);
    told(&desk, "pair edit 1 --end-reason пусто --ended пусто", &["Дата прекращения: 31.05.2024 → –"]);
    told(
        &desk,
        "program edit 1 --title пусто --approved пусто",
        &["Название: Первые шаги → –", "Дата утверждения: 01.09.2023 → –"],
    );
    told(&desk, "program edit 1 --pair 1 --until пусто", &["В паре по: 31.03.2024 → –"]);
    told(&desk, "org group edit К1 --person Петров --joined пусто", &["Дата вступления: 01.09.2023 → –"]);
    desk.done("org group leave К1 --person Петров --date 31.05.2024");
    told(
        &desk,
        "org group edit К1 --person Петров --left пусто",
        &["Дата выхода: 31.05.2024 → –", "отчёты за даты с 01.06.2024"],
    );
    told(&desk, "org staff absence edit 1 --to пусто", &["По: 31.05.2024 → –"]);
    told(&desk, "monitor survey edit 1 --stage пусто", &["Этап: выход → –"]);
    let history = desk.done("org history").out;
    assert!(history.contains("monitor survey edit"), "{history}");
}

fn world() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «Школа № 1»' --kind школа --short Первая --address 'с. Ясное' --site one.example --head 'Ким О. Ю.' --opened 01.09.1990",
        "org staff add 'Петров Пётр Петрович' --org 1 --post учитель --hired 01.09.2015 --born 01.02.1980 --sex м --teaching-since 01.09.2003 --snils 90000000182 --subject химия --number 7 --pedagogical да",
        "org staff add 'Рощина Анна Ильинична' --org 1 --post учитель --hired 01.09.2022",
        "mentor add Петров --date 01.09.2020 --subject химия --capacity 2 --org 1",
        "pair create --mentor Петров --mentee Рощина --number 1 --form 'педагог–педагог' --order-number 3 --order-date 01.09.2023 --until 31.05.2025 --basis заявление --mentor-consent 30.08.2023 --mentee-consent 30.08.2023",
        "program draft --number 1 --pair 1 --title 'Первые шаги' --start 01.09.2023 --finish 31.05.2024",
        "program approve 1 --date 01.09.2023",
        "program edit 1 --pair 1 --until 31.03.2024",
        "org group add К1 Клуб --kind клуб",
        "org group join К1 --person Петров --date 01.09.2023",
        "org staff absence add Рощина --kind иное --from 01.05.2024 --to 31.05.2024",
        "monitor survey add 1 --role наставник --date 20.05.2024 --score 9 --stage выход",
    ])
}

#[test]
fn what_a_row_must_have_is_never_emptied() {
    let desk = world();
    for (line, field) in [
        ("org staff edit Петров --name пусто", "ФИО"),
        ("org staff edit Петров --hired пусто", "Дата приёма"),
        ("org staff edit Петров --main пусто", "Основное место работы"),
        ("org edit 1 --name пусто", "Наименование"),
        ("org edit 1 --municipality пусто", "Муниципалитет"),
        ("mentor edit Петров --registered пусто", "Дата включения"),
        ("mentor edit Петров --category пусто", "Категория"),
        ("program edit 1 --finish пусто", "Окончание"),
        ("org group edit К1 --title пусто", "Название"),
        ("org group edit К1 --network пусто", "Сетевая"),
        ("org staff absence edit 1 --from пусто", "С"),
        ("monitor survey edit 1 --score пусто", "Балл"),
    ] {
        desk.refused(line, 1, &[&format!("поле «{field}» обязательно: его исправляют, а пустым не делают")]);
    }
    // Whose field it is must be known, and a name of past days has a day.
    desk.refused("pair edit 1 --joined пусто", 2, &["не сделано пустым: Дата включения (--joined, наставляемый)"]);
    desk.refused("org edit 1 --short пусто --effective 01.05.2024", 1, &["краткое наименование"]);
    desk.refused("org edit 1 --short пусто --kind СПО --effective 01.05.2024", 2, &["Краткое наименование"]);
    // The rules of the file hold: the end of a stay in the register would make two of one time.
    desk.done("mentor retire Петров --date 31.05.2022");
    desk.done("mentor add Петров --date 01.09.2023");
    desk.refused("mentor edit Петров --on 01.09.2020 --retired пусто", 1, &["уже состоит в реестре наставников"]);
    desk.done("mentor retire Петров --date 31.05.2024");
    desk.refused("mentor edit Петров --on 01.09.2020 --retired пусто", 1, &["придутся две записи"]);
    // Elsewhere the word is a word like any other.
    desk.done("pair edit 1 --basis 'пусто пока'");
    let help = desk.done("pair edit --help").out;
    assert!(help.contains("слово «пусто» вместо значения"), "{help}");
    assert!(!desk.done("pair create --help").out.contains("слово «пусто»"));
}
