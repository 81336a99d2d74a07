//! Who needs a mentor: the lists of curators, their yearly confirmation, and who is proposed for them.

use crate::common::Desk;

/// Two schools; today is 15.06.2024.
fn desk() -> Desk {
    Desk::new().with([
        "org add 'СОШ № 1' --kind школа",
        "org add 'Лицей' --kind школа",
        "org staff add 'Ёлкина Вера Ильинична' --org 1 --post учитель --hired 01.09.2015 --born 12.05.1990 --teaching-since 01.09.2012",
        "org staff add 'Кац Лев Маркович' --org 2 --post учитель --hired 01.09.2022 --teaching-since 01.09.2022",
        "org staff add 'Ким Анна' --org 1 --post учитель --hired 01.09.2023 --teaching-since 01.09.2005",
    ])
}

/// A list without people's keys.
fn listed(desk: &Desk, line: &str) -> Vec<String> {
    desk.cells(line, &["id", "name", "org", "reason", "date", "removed", "mentored"])
}

#[test]
fn a_need_stands_from_its_first_day_to_its_last() {
    let desk = desk().with([
        "org needs add Кац --need 'Молодой педагог' --date 15.06.2024",
        "org needs add Ёлкина --org 1 --need дефициты --subject 'цифровые средства' --reverse да --date 01.09.2022",
        "org needs add Ким --org 1 --need 'вновь прибывший' --date 01.09.2023",
        "org needs close Ёлкина --date 14.06.2024",
        "pair create --number 1 --mentor Ёлкина --mentee Ким --order-number 5 --order-date 15.06.2024",
    ]);
    assert_eq!(
        listed(&desk, "org needs list"),
        ["1|Кац Лев Маркович|Лицей|novice|2024-06-15||false", "3|Ким Анна|СОШ № 1|new_post|2023-09-01||true",]
    );
    assert_eq!(
        listed(&desk, "org needs list --org 'СОШ № 1' --as-of 14.06.2024"),
        [
            "2|Ёлкина Вера Ильинична|СОШ № 1|deficits|2022-09-01|2024-06-14|false",
            "3|Ким Анна|СОШ № 1|new_post|2023-09-01||false"
        ]
    );
    assert_eq!(desk.cells("org needs list --without-mentor", &["id"]), ["1"]);
    assert_eq!(desk.cells("org needs list --all", &["id"]).len(), 3);
    let shown = desk.done("org needs show 3").out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("Пара № 1 Ёлкина Вера Ильинична, действует"), "{shown}");
    let person = desk.done("org staff show Ёлкина").out;
    assert!(person.contains("№ 2: профессиональные дефициты, СОШ № 1"), "{person}");
    let school = desk.done("org show Лицей").out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(school.contains("Нужен наставник 1, без действующей пары 1; перечень не подтверждался"), "{school}");
    desk.refused("org needs show 9", 1, &["нет записи с номером 9", "nastavnik org needs list"]);
}

#[test]
fn nobody_stands_twice_at_once_in_one_list() {
    let desk = desk().with(["org needs add Ёлкина --org 1 --need 'по желанию' --date 01.09.2023"]);
    desk.refused(
        "org needs add Ёлкина --org 1 --need дефициты --date 01.02.2024",
        1,
        &["в эти дни уже в перечне этой организации: № 1, с 01.09.2023", "nastavnik org needs edit 1"],
    );
    // In the list of another school she may stand, where she has a second job.
    desk.done(
        "org staff add 'Ёлкина Вера Ильинична' --org 2 --post психолог --hired 01.09.2023 --side --born 12.05.1990",
    );
    desk.done("org needs add Ёлкина --org 2 --need дефициты --date 01.02.2024");
    desk.refused("org needs close Ёлкина --date 31.05.2024", 1, &["в перечнях нескольких организаций", "--org"]);
    desk.done("org needs close Ёлкина --org 1 --date 31.01.2024");
    desk.done("org needs close Ёлкина --date 31.05.2024");
    desk.refused("org needs close Ёлкина --date 31.05.2024", 1, &["в перечне нуждающихся в наставнике нет"]);
    desk.done("org needs add Ёлкина --org 1 --need дефициты --date 01.02.2024");
    desk.refused("org needs edit 3 --date 31.01.2024", 1, &["№ 1, с 01.09.2023 по 31.01.2024"]);
    desk.refused("org needs edit 3 --removed 31.05.2024", 1, &["снимает с него nastavnik org needs close"]);
    desk.refused("org needs edit 3", 2, &["не указано, что исправить"]);
    let told = desk.done("org needs edit 1 --removed 30.01.2024 --need 'после перерыва'").err;
    assert!(told.contains("Причина: собственное желание → после перерыва"), "{told}");
    assert!(told.contains("Снято: 31.01.2024 → 30.01.2024"), "{told}");
    desk.refused(
        "org needs add Кац --need 'по желанию' --date 31.08.2022",
        1,
        &["на 31.08.2022 нет основного места работы", "--org ОРГАНИЗАЦИЯ"],
    );
    let told = desk.done("org needs add Кац --org 1 --need 'по желанию' --date 01.09.2023").err;
    assert!(told.contains("у человека «Кац Лев Маркович» нет записи о работе в этой организации: СОШ № 1"), "{told}");
}

#[test]
fn a_file_brings_a_list_and_who_was_taken_off() {
    let desk = desk();
    desk.write(
        "list.csv",
        "ОО;Фамилия;Имя;Отчество;Дата рождения;Причина включения;Включён в перечень;Снят с перечня\n\
         СОШ № 1;Елкина;Вера;Ильинична;12.05.1990;профессиональные затруднения;01.09.2022;\nЛицей;Кац;Лев;Маркович;;молодой специалист;01.09.2022;\n",
    );
    desk.done("org needs import list.csv");
    desk.write(
        "list.csv",
        "Организация;ФИО;Причина;Дата;Предмет;Реверсивная пара;Снято\nСОШ № 1;Ёлкина Вера Ильинична;дефициты;01.09.2022;химия;да;31.05.2023\n\
         Лицей;Кац Лев Маркович;молодой специалист;01.09.2022;;;\n",
    );
    let told = desk.done("org needs import list.csv").err;
    assert!(told.contains("изменено: 1, без изменений: 1"), "{told}");
    assert_eq!(
        desk.cells("org needs list --all", &["name", "reason", "subject", "reverse", "removed"]),
        ["Кац Лев Маркович|novice|||", "Ёлкина Вера Ильинична|deficits|химия|true|2023-05-31"]
    );
    let history = desk.done("org history --of need:1").out;
    assert!(history.contains("31.05.2023"), "{history}");
}

#[test]
fn a_list_is_confirmed_at_least_once_a_year() {
    let desk = desk().with(["org needs add Кац --org Лицей --need 'молодой специалист' --date 15.06.2023"]);
    desk.done("monitor check --only needs_unconfirmed");
    // Drawn up over a year ago.
    desk.done("org needs edit 1 --date 14.06.2023");
    let told = desk.run("monitor check --only needs_unconfirmed --format csv");
    assert_eq!(told.code, 3);
    let out = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("перечень ведётся с 14.06.2023 и ни разу не подтверждён"), "{out}");
    let told = desk.done("org needs confirm --org Лицей --date 14.06.2023").err;
    assert!(told.contains("подтверждён на 14.06.2023: Лицей (1 человек, без действующей пары 1)"), "{told}");
    let out = desk
        .run("monitor check --only needs_unconfirmed --format csv")
        .out
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(out.contains("перечень подтверждён 14.06.2023: это делают не реже одного раза в год"), "{out}");
    desk.done("org needs confirm --org Лицей --date 15.06.2023");
    desk.done("monitor check --only needs_unconfirmed");
    // The list of nobody is one too; two words belong together.
    desk.done("org needs confirm --org 1 --date 01.06.2024");
    assert_eq!(
        desk.cells("org needs confirm", &["org", "confirmed"]),
        ["Лицей|2023-06-15", "Лицей|2023-06-14", "СОШ № 1|2024-06-01"]
    );
    desk.refused("org needs confirm --org 1", 2, &["--date"]);
    desk.refused("org needs confirm --org 1 --date 01.06.2024", 1, &["на 01.06.2024 уже подтверждён"]);
    // A year after 29.02. is 28.02.; the day after it is too late.
    for (today, code) in [("2025-02-28", 0), ("2025-03-01", 3)] {
        let leap = Desk::new()
            .at("2024-06-15")
            .with(["org add 'СОШ № 1' --kind школа", "org needs confirm --org 1 --date 29.02.2024"]);
        assert_eq!(leap.at(today).run("monitor check --only needs_unconfirmed").code, code, "{today}");
    }
}

#[test]
fn whoever_has_left_is_on_no_list() {
    let desk = desk().with([
        "org needs add Кац --org Лицей --need 'молодой специалист' --date 01.09.2023",
        "org staff dismiss Кац --date 31.05.2024",
    ]);
    let told = desk.run("monitor check --only need_outlives --format csv");
    assert_eq!(told.code, 3);
    let out = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(out.contains("последний день работы в этой организации — 31.05.2024, а запись № 1 не снята"), "{out}");
    desk.refused("org staff erase Кац --yes", 1, &["перечень нуждающихся в наставнике", "org needs close 2 --org 2"]);
    desk.done("org needs close 2 --org 2 --date 31.05.2024");
    desk.done("monitor check --only need_outlives");
}

/// Novices by the law's three years, newcomers of the last one: each boundary from both sides.
#[test]
fn novices_and_newcomers_without_a_mentor_are_proposed() {
    let staff = |name: &str, hired: &str, since: &str, more: &str| {
        format!("org staff add '{name}' --org 1 --post учитель --hired {hired} --teaching-since {since} {more}")
    };
    let desk = Desk::new().with(["org add 'СОШ № 1' --kind школа", "org add 'Отдел' --kind 'орган управления'"]);
    for line in [
        staff("Юный Ян", "01.09.2021", "16.06.2021", ""),
        staff("Зрелый Ян", "01.09.2021", "15.06.2021", ""),
        staff("Новый Ян", "16.06.2023", "01.09.2000", ""),
        staff("Давний Ян", "15.06.2023", "01.09.2000", ""),
        staff("Побочный Ян", "01.09.2023", "01.09.2000", "--side"),
        staff("Парный Ян", "01.09.2023", "01.09.2023", ""),
        staff("Черновой Ян", "01.09.2023", "01.09.2023", ""),
        staff("Записанный Ян", "01.09.2023", "01.09.2023", ""),
        staff("Снятый Ян", "01.09.2023", "01.09.2000", ""),
        staff("Отпускной Ян", "01.09.2023", "01.09.2023", ""),
    ] {
        desk.done(&line);
    }
    let desk = desk.with([
        "org staff add 'Завхоз Ян' --org 1 --post завхоз --hired 01.09.2023 --teaching-since 01.09.2023 --pedagogical нет",
        "org staff add 'Методист Ян' --org 2 --post методист --hired 01.09.2023 --teaching-since 01.09.2023",
        "pair create --number 1 --mentor Давний --mentee Парный --order-number 5 --order-date 01.09.2023",
        "pair create --number 2 --mentor Давний --mentee Черновой",
        "org needs add Записанный --org 1 --need 'по желанию' --date 01.09.2023",
        "org needs add Снятый --org 1 --need 'новая должность' --date 01.09.2023",
        "org needs close Снятый --date 31.05.2024",
        "org staff absence add Отпускной --kind декрет --from 01.05.2024",
    ]);
    let proposed = |line: &str| desk.cells(line, &["name", "org", "reason", "hired"]);
    let all = [
        "Новый Ян|СОШ № 1|new_post|2023-06-16",
        "Черновой Ян|СОШ № 1|novice|2023-09-01",
        "Юный Ян|СОШ № 1|novice|2021-09-01",
    ];
    assert_eq!(proposed("org needs propose"), all);
    assert_eq!(proposed("org needs propose --org 1"), all);
    assert_eq!(proposed("org needs propose --org 2"), Vec::<String>::new());
    // A day before, two more were new or young enough; of that day nothing else differs.
    assert_eq!(proposed("org needs propose --as-of 14.06.2024").len(), 5);
    let before = desk.cells("org needs list --all", &["id"]).len();
    let told = desk.done("org needs propose --create").err;
    assert!(told.contains("Записано № 3: Новый Ян, новое место или должность (СОШ № 1)"), "{told}");
    assert!(told.contains("с 15.06.2024: 3 человека"), "{told}");
    assert_eq!(desk.cells("org needs list --all", &["id"]).len(), before + 3);
    assert_eq!(proposed("org needs propose"), Vec::<String>::new(), "nobody is proposed twice");
    desk.done("org undo");
    assert_eq!(proposed("org needs propose"), all);
}
