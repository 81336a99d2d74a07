//! The values of a staff file: what goes in and as what, what is refused and with which words. Nothing is guessed.

use crate::common::Desk;

const ORDINARY: &str = "Табельный номер;ФИО;Дата рождения;Организация;Должность;Дата приёма";

/// Five organisations, two of which differ in the legal form only. Today is 15.06.2024.
fn district() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «СОШ № 1» с. Ясное' --kind школа --short 'СОШ № 1' --inn 7707083893",
        "org add 'МБОУ «СОШ № 2» с. Тихое' --kind школа --inn 7736050003",
        "org add 'МБДОУ «Детский сад № 3 «Ромашка»' --kind 'детский сад'",
        "org add 'МКОУ «ООШ № 4»' --kind школа",
        "org add 'МАОУ «ООШ № 4»' --kind школа --municipality 'Город Сосновск'",
    ])
}

/// The values under one heading of a file, each in a row of its own, as the list of the staff has them in `columns`.
fn taken(heading: &str, values: &[&str], columns: &[&str]) -> Vec<String> {
    let desk = district();
    let rows = values.iter().zip(101..).map(|(value, number)| row(heading, value, number));
    desk.write("f.csv", format!("{}\n{}", header(heading), rows.collect::<String>()));
    desk.done("org staff import f.csv");
    let mut listed = desk.cells("org staff list --all", &[&["number"], columns].concat());
    listed.sort();
    listed.iter().map(|line| line.split_once('|').unwrap().1.to_owned()).collect()
}

/// What is said of a value under a heading; nothing may be written.
fn refused(heading: &str, value: &str) -> String {
    let desk = district();
    desk.write("f.csv", format!("{}\n{}", header(heading), row(heading, value, 101)));
    let told = desk.refused("org staff import f.csv", 1, &[]).err;
    told.lines().nth(1).unwrap_or_default().trim().to_owned()
}

fn header(heading: &str) -> String {
    match ORDINARY.split(';').any(|known| known == heading) {
        true => ORDINARY.into(),
        false => format!("{ORDINARY};{heading}"),
    }
}

fn row(heading: &str, value: &str, number: usize) -> String {
    let letter = char::from_u32('А' as u32 + (number - 101) as u32).unwrap();
    let cell = |known: &str| match known {
        known if known == heading && value.contains(';') => format!("\"{value}\""),
        known if known == heading => value.to_owned(),
        "Табельный номер" => number.to_string(),
        "ФИО" => format!("Ромашкин{letter} Анна Петровна"),
        "Дата рождения" => "12.05.1990".into(),
        "Организация" => "СОШ № 1".into(),
        "Должность" => "учитель".into(),
        "Дата приёма" => "01.09.2020".into(),
        other => panic!("{other}"),
    };
    header(heading).split(';').map(cell).collect::<Vec<_>>().join(";") + "\n"
}

fn check_taken(heading: &str, column: &str, cases: &[(&str, &str)]) {
    let (values, expected): (Vec<_>, Vec<_>) = cases.iter().copied().unzip();
    assert_eq!(taken(heading, &values, &[column]), expected, "{heading}");
}

fn check_refused(heading: &str, place: usize, cases: &[(&str, &str)]) {
    for (value, why) in cases {
        let shown = value.trim();
        let expected = format!("f.csv:2:{place}: «{heading}»: «{shown}» — {why}");
        assert_eq!(refused(heading, value), expected);
    }
}

#[test]
fn names() {
    check_taken(
        "ФИО",
        "name",
        &[
            ("ИВАНОВА  АННА\u{a0}ПЕТРОВНА", "Иванова Анна Петровна"),
            ("ёлкина вера юрьевна", "Ёлкина Вера Юрьевна"),
            ("Петpов Пeтр", "Петров Петр"),
            ("Иванова - Петрова Анна", "Иванова-Петрова Анна"),
            ("О’Коннор Шон", "О'Коннор Шон"),
            ("МАМЕДОВ АЛИ ВЕЛИ ОГЛЫ", "Мамедов Али Вели оглы"),
            ("Ким Анна Ильинична.", "Ким Анна Ильинична"),
            ("Сурьяти –", "Сурьяти"),
            ("Smith John", "Smith John"),
        ],
    );
    check_refused(
        "ФИО",
        2,
        &[
            ("Иванова А.П.", "инициалы не годятся: нужны имя и отчество полностью"),
            ("Иванова А П", "инициалы не годятся: нужны имя и отчество полностью"),
            (
                "Сурьяти",
                "ожидаются фамилия, имя и отчество (если есть); если имя у человека одно, поставьте после него тире: «Сурьяти -»",
            ),
            ("Иванова Анна 2", "в имени не бывает знака «2»"),
            ("Иванова Анна (?)", "в имени не бывает знака «?»"),
            ("Иванова AHHA", "слово «AHHA» набрано латинскими буквами: наберите его русскими"),
            ("ИвaноваZ Анна", "в слове «ИвaноваZ» смешаны русские и латинские буквы"),
        ],
    );
    assert_eq!(refused("ФИО", ""), "f.csv:2:2: «ФИО» — не заполнено");
}

#[test]
fn look_alikes_are_told_and_spelling_makes_no_other_person() {
    let desk = district();
    desk.write("f.csv", format!("{ORDINARY}\n{}", row("ФИО", "Ёлкина Вера Юрьевна", 101)));
    desk.done("org staff import f.csv");
    for spelling in ["елкина вера юрьевна", "ЁЛКИНА  ВЕРА ЮРЬЕВНА.", "Ёлкинa Вeра Юрьевна"]
    {
        desk.write("f.csv", format!("{ORDINARY}\n{}", row("ФИО", spelling, 101)));
        let told = desk.done("org staff import f.csv").err;
        assert!(told.contains("изменений нет, строк без изменений: 1"), "{told}");
        assert_eq!(told.contains("латинские буквы в ФИО заменены"), spelling.contains('a'), "{told}");
    }
    assert_eq!(desk.cells("org staff list", &["name"]), ["Ёлкина Вера Юрьевна"]);
}

#[test]
fn a_name_in_columns() {
    let desk = district();
    let file = |header: &str, row: &str| {
        desk.write("f.csv", format!("{header};Организация;Должность;Дата приёма\n{row};СОШ № 1;тьютор;01.09.2020\n"));
    };
    file("Фамилия;Имя Отчество", "Кац;Лев Маркович");
    desk.done("org staff import f.csv");
    file("фамилия;имя;отчество", "СУРЬЯТИ;-;–");
    desk.done("org staff import f.csv");
    file("фамилия;имя;отчество (при наличии)", "-;Девика;-");
    desk.done("org staff import f.csv");
    assert_eq!(desk.cells("org staff list", &["name"]), ["Девика", "Кац Лев Маркович", "Сурьяти"]);
    for (cells, told) in [
        ("Кац;;Маркович", "f.csv:2:2: «Имя» — не заполнено"),
        (";Лев;Маркович", "f.csv:2:1: «Фамилия» — не заполнено"),
        ("Кац;;", "f.csv:2:1: «Фамилия»: «Кац» — ожидаются фамилия, имя и отчество"),
        ("Кац;Л.;М.", "f.csv:2:1: «Фамилия»: «Кац» — инициалы не годятся"),
        (";;", "f.csv:2:1: «Фамилия» — не заполнено"),
    ] {
        file("Фамилия;Имя;Отчество", cells);
        desk.refused("org staff import f.csv", 1, &[told]);
    }
}

#[test]
fn dates() {
    check_taken(
        "Дата рождения",
        "born",
        &[
            ("12.05.1990", "1990-05-12"),
            ("12.05.90", "1990-05-12"),
            ("12.05.1990г.", "1990-05-12"),
            ("12 мая 1990 г.", "1990-05-12"),
            ("1990-05-12", "1990-05-12"),
            ("1990-05-12T00:00:00", "1990-05-12"),
            ("12.05.1990 0:00", "1990-05-12"),
            ("33005", "1990-05-12"),
        ],
    );
    check_taken(
        "Дата приёма",
        "hired",
        &[
            ("01.09.05", "2005-09-01"),
            ("31/12/2015", "2015-12-31"),
            ("2015/09/01", "2015-09-01"),
            ("30.12.2015 14:05:11", "2015-12-30"),
            ("2015/10/20 10:14:15 AM GMT+3", "2015-10-20"),
            ("20.10.2015, 10:14", "2015-10-20"),
        ],
    );
    check_taken(
        "Дата увольнения",
        "dismissed",
        &[
            ("01.01.0001", ""),
            ("01.01.0001 0:00:00", ""),
            ("  .  .    ", ""),
            ("00.00.0000", ""),
            ("0000-00-00", ""),
            ("00.01.1900", ""),
            ("30.06.2023", "2023-06-30"),
        ],
    );
    assert_eq!(refused("Дата приёма", "01.01.0001"), "f.csv:2:6: «Дата приёма»: «01.01.0001» — не заполнено");
    check_refused(
        "Дата приёма",
        6,
        &[
            ("31.02.2020", "такого дня нет в календаре: проверьте дату"),
            ("01.13.2020", "такого дня нет в календаре: похоже, месяц стоит впереди дня, а нужно ДД.ММ.ГГГГ"),
            ("09/01/2020", "дата неоднозначна: день или месяц впереди? Запишите её как ДД.ММ.ГГГГ"),
            ("01.09.30", "в году две цифры, и ни 1930, ни 2030 год здесь не подходит: запишите год полностью"),
            ("2015", "ожидается дата, а указан только год: добавьте день и месяц"),
            ("с 2015 года", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
            ("31.02", "ожидается дата, а год не указан: запишите ДД.ММ.ГГГГ"),
            ("01.09.2025 и далее", "ожидается дата вида ДД.ММ.ГГГГ или ГГГГ-ММ-ДД"),
        ],
    );
    check_refused(
        "Дата рождения",
        3,
        &[(
            "12.05.20",
            "в году две цифры, и ни 1920, ни 2020 год не даёт возраста от 10 до 99 лет: запишите год полностью",
        )],
    );
}

#[test]
fn numbers() {
    check_taken("СНИЛС", "snils", &[("112-233-445 95", "112-233-445 95")]);
    check_taken("СНИЛС", "snils", &[("11223344595", "112-233-445 95")]);
    check_taken("СНИЛС", "snils", &[("112.233.445–95", "112-233-445 95")]);
    let lost = "Excel мог убрать нули в начале";
    let text = "задайте столбцу формат «Текстовый» и впишите номер заново";
    let decimal = format!("номер записан как число с дробной частью: {text}");
    let rounded = format!("номер записан как округлённое число, часть цифр потеряна: {text}");
    check_refused(
        "СНИЛС",
        7,
        &[
            ("1122334459", &format!("в СНИЛС 11 цифр, а здесь 10: {lost}")),
            ("112-233-445", "в СНИЛС 11 цифр, а здесь 9"),
            ("112-233-445 96", "контрольное число СНИЛС не сходится"),
            ("11223344595,0", &decimal),
            ("1,12233E+10", &rounded),
            ("утерян", "ожидаются только цифры"),
        ],
    );
    check_refused(
        "ИНН организации",
        7,
        &[
            ("770708389", &format!("в ИНН 10 или 12 цифр, а здесь 9: {lost}")),
            ("7707083894", "контрольная цифра ИНН не сходится"),
        ],
    );
}

#[test]
fn organisations_by_name() {
    let (first, second) = ("МБОУ «СОШ № 1» с. Ясное", "МБОУ «СОШ № 2» с. Тихое");
    let kindergarten = "МБДОУ «Детский сад № 3 «Ромашка»";
    check_taken(
        "Организация",
        "org",
        &[
            ("СОШ №1", first),
            ("СОШ 1", first),
            ("Средняя общеобразовательная школа № 1", first),
            ("мбоу „СОШ N 1“ с.Ясное", first),
            (
                "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 2» села Тихое",
                second,
            ),
            ("МКОУ CОШ № 2  с. Тихое", second),
            ("д/с № 3 Ромашка", kindergarten),
            ("МДОУ №3 ‹Ромашка›", kindergarten),
            ("МКОУ ООШ № 4", "МКОУ «ООШ № 4»"),
        ],
    );
    let told = refused("Организация", "Основная общеобразовательная школа № 4");
    for word in [
        "организаций с наименованием",
        "несколько: укажите ИНН",
        "МКОУ «ООШ № 4» (Лесной район)",
        "МАОУ «ООШ № 4» (Город Сосновск)",
    ] {
        assert!(told.contains(word), "{word}: {told}");
    }
    for stranger in ["СОШ № 2", "СОШ № 11", "ООШ № 1", "Лицей № 1", "№ 1"] {
        let told = refused("Организация", stranger);
        let at = format!("f.csv:2:4: «Организация»: «{stranger}» — нет организации «{stranger}»");
        assert!(told.starts_with(&at), "{told}");
    }
    assert!(refused("Организация", "СОШ № 11").contains("похожее наименование: СОШ № 1"));
    // What was taken for what is said, once a name; the command line understands the same.
    let desk = district();
    desk.write(
        "f.csv",
        format!("{ORDINARY}\n{}{}", row("Организация", "СОШ 1", 101), row("Организация", "СОШ 1", 102)),
    );
    let told = desk.done("org staff import f.csv").err;
    assert_eq!(told.matches("организация «СОШ 1» — это МБОУ «СОШ № 1» с. Ясное").count(), 1, "{told}");
    assert!(desk.done("org show 'МКОУ СОШ 2 село Тихое'").out.contains(second));
    desk.refused("org show 'Основная общеобразовательная школа 4'", 1, &["это 2 организации"]);
}

#[test]
fn flags_and_other_words() {
    for (word, main) in
        [("да", "true"), ("+", "true"), ("1", "true"), ("есть", "true"), ("ИСТИНА", "true"), ("True", "true")]
    {
        check_taken("Основное место работы", "main", &[(word, main)]);
    }
    // Beside a main place of another row nothing is the main one twice; alone each row stands for itself.
    check_taken(
        "Основное место работы",
        "main",
        &[("нет", "false"), ("-", "false"), ("0", "false"), ("ЛОЖЬ", "false"), ("совместитель", "false")],
    );
    check_refused("Основное место работы", 7, &[("х", "ожидается да или нет"), ("СОШ № 2", "ожидается да или нет")]);
    check_taken(
        "Занятость",
        "main",
        &[
            ("внешнее совместительство", "false"),
            ("внутр. совм.", "false"),
            ("Основное место работы", "true"),
            ("штатный", "true"),
            ("полная", "true"),
        ],
    );
    check_refused(
        "Занятость",
        7,
        &[
            (
                "договор ГПХ",
                "это не трудовой договор: уберите строку или впишите в столбец «Основное место работы» — нет",
            ),
            ("декрет", "ожидается: основное место работы, внешнее совместительство или внутреннее совместительство"),
        ],
    );
    check_taken(
        "Пол",
        "sex",
        &[
            ("Женский", "female"),
            ("жен.", "female"),
            ("Ж.", "female"),
            ("Мужской", "male"),
            ("муж", "male"),
            ("М", "male"),
            ("M", "male"),
        ],
    );
    check_taken("Предмет", "subject", &[("физика; химия; ", "физика; химия"), ("–", "")]);
}

#[test]
fn posts_are_pedagogical_by_their_title_or_unknown() {
    check_taken(
        "Должность",
        "pedagogical",
        &[
            ("Преподаватель первой квалификационной категории", "true"),
            ("учитель (математика)", "true"),
            ("Педагог – психолог", "true"),
            ("Заместитель директора по УВР", "false"),
            ("педагог доп. образования", "true"),
            ("повар", "false"),
            ("методист по охране труда", ""),
            ("заместитель директора, учитель", ""),
            ("учитель, заместитель директора", ""),
        ],
    );
}
