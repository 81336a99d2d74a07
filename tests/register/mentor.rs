//! The register of mentors: who comes, goes and comes back.

use super::two_schools::district;

#[test]
fn mentors_come_go_and_come_back() {
    let desk = district();
    desk.refused("mentor add 'Станков Пётр Ильич' --date 01.09.2022", 1, &["нет человека «Станков Пётр Ильич»"]);
    desk.done("mentor add 'Станков Пётр Ильич' --category предприятие --date 01.09.2022 --capacity 2");
    desk.done("mentor add Иванова --date 01.09.2022");
    desk.refused("mentor add Иванова --date 01.09.2023", 1, &["уже состоит в реестре наставников с 01.09.2022"]);
    desk.done("mentor retire Иванова --date 31.05.2023");
    desk.refused("mentor retire Иванова --date 31.05.2023", 1, &["не состоит в реестре наставников"]);
    for date in ["31.05.2023", "01.09.2021"] {
        let said = ["с 01.09.2022 по 31.05.2023 уже записано", "включить снова можно позже 31.05.2023"];
        desk.refused(&format!("mentor add Иванова --date {date}"), 1, &said);
    }
    desk.done("mentor add Иванова --date 01.09.2023");
    let columns = ["name", "category", "registered", "retired"];
    assert_eq!(
        desk.cells("mentor list", &columns),
        ["Иванова Анна Ильинична|teacher|2023-09-01|", "Станков Пётр Ильич|enterprise|2022-09-01|"]
    );
    assert_eq!(desk.cells("mentor list --all", &columns).len(), 3);
    assert_eq!(desk.cells("mentor list --as-of 30.06.2023", &["name"]), ["Станков Пётр Ильич"]);
    for (day, part) in
        [("31.08.2022", "0"), ("01.09.2022", "1"), ("31.05.2023", "1"), ("01.06.2023", "0"), ("01.09.2023", "1")]
    {
        assert_eq!(desk.cells(&format!("monitor indicators S2 --as-of {day}"), &["numerator"]), [part], "{day}");
    }
    assert!(desk.done("mentor show Станков").out.contains("предприятие"));
    desk.refused("mentor show Кац", 1, &["не состоит в реестре наставников", "org staff show 3"]);
    // A leaver who stays in the register is worth a word.
    assert!(
        desk.done("org staff dismiss Иванова --date 31.05.2024")
            .err
            .contains("не завершено: реестр наставников; завершить: nastavnik mentor retire 1 --date 31.05.2024")
    );
}

#[test]
fn a_registration_is_corrected() {
    let desk = district().with([
        "mentor add Иванова --date 01.09.2020 --subject физика --capacity 2",
        "mentor retire Иванова --date 31.05.2022",
        "mentor add Иванова --date 01.09.2022",
        "org add Завод --kind предприятие",
    ]);
    let columns = ["registered", "retired", "category", "org", "subject", "capacity"];
    // The last one is meant.
    let told = desk.done(
        "mentor edit Иванова --org 'СОШ № 1' --category предприятие --subject химия --registered 15.09.2022 --capacity 3",
    );
    for line in [
        "Иванова Анна Ильинична: Организация: – → МБОУ «СОШ № 1» с. Ясное",
        "Иванова Анна Ильинична: Категория: педагог → предприятие",
        "Иванова Анна Ильинична: Предмет: – → химия",
        "Иванова Анна Ильинична: Предельное число наставляемых: – → 3",
        "Иванова Анна Ильинична: Дата включения: 01.09.2022 → 15.09.2022",
        "исправление меняет и прошлые отчёты (за даты между 01.09.2022 и 15.09.2022): S2",
    ] {
        assert!(told.err.contains(line), "{line}: {}", told.err);
    }
    assert_eq!(
        desk.cells("mentor list --all", &columns),
        ["2020-09-01|2022-05-31|teacher||физика|2", "2022-09-15||enterprise|МБОУ «СОШ № 1» с. Ясное|химия|3"]
    );
    // An earlier one by a day of it, by its other day too; a limit may go.
    desk.done("mentor edit Иванова --on 31.05.2022 --retired 30.06.2022 --no-limit");
    desk.done("mentor edit Иванова --on 01.09.2020 --registered 01.10.2020");
    assert_eq!(desk.cells("mentor list --as-of 30.06.2022", &columns), ["2020-10-01|2022-06-30|teacher||физика|"]);
    for (day, part) in [("30.09.2020", "0"), ("01.10.2020", "1"), ("30.06.2022", "1"), ("14.09.2022", "0")] {
        assert_eq!(desk.cells(&format!("monitor indicators S2 --as-of {day}"), &["numerator"]), [part], "{day}");
    }
    assert!(desk.done("mentor edit Иванова --capacity 3").err.contains("изменений нет"));
    for (line, code, said) in [
        ("mentor edit Иванова", 2, "не указано, что исправить"),
        ("mentor edit Иванова --capacity 2 --no-limit", 2, "не сочетается"),
        ("mentor edit Иванова --capacity 0", 1, "предельное число наставляемых — целое число больше нуля"),
        ("mentor edit Иванова --registered 30.06.2022", 1, "с 01.10.2020 по 30.06.2022 уже записано"),
        ("mentor edit Иванова --on 01.10.2020 --retired 15.09.2022", 1, "с 15.09.2022 уже записано"),
        ("mentor edit Иванова --on 01.10.2020 --retired 30.09.2020", 1, "исключения из реестра раньше даты включения"),
        ("mentor edit Иванова --retired 31.05.2024", 1, "исключает из него nastavnik mentor retire"),
        ("mentor edit Иванова --on 01.08.2022 --subject химия", 1, "не состоит в реестре наставников на 01.08.2022"),
        ("mentor edit Иванова --registered 01.09.2030", 1, "дата включения 01.09.2030"),
        ("mentor edit Кац --subject химия", 1, "не состоит в реестре наставников"),
        ("mentor edit Кузнецов --subject химия", 1, "нет человека «Кузнецов»"),
    ] {
        desk.refused(line, code, &[said]);
    }
    // An organisation that was closed by then.
    desk.done("org close Завод --date 31.08.2022");
    let closed = "организация закрыта 31.08.2022: Завод";
    assert!(desk.done("mentor edit Иванова --org Завод").err.contains(closed));
    assert!(
        desk.done("mentor add 'Станков Пётр Ильич' --category предприятие --org Завод --date 01.09.2022")
            .err
            .contains(closed)
    );
    assert!(!desk.done("mentor edit Иванова --on 01.10.2020 --org Завод").err.contains(closed));
}

#[test]
fn a_student_is_a_category_of_its_own() {
    let desk = district().with(["org add Педколледж --kind СПО"]);
    desk.write("mentors.csv", "ФИО;Организация;Категория;Дата включения\nСеров Иван Глебович;Педколледж;Студент;01.09.2022\nКац Лев Маркович;Педколледж;студент;01.09.2022\nЮрский Лев Ильич;СОШ № 1;ученик;01.09.2022\n");
    desk.done("mentor import mentors.csv");
    desk.done("mentor add 'Белая Яна Львовна' --category студент --org Педколледж --date 01.10.2022");
    // A student is nobody of the staff, whatever the name.
    assert_eq!(
        desk.cells("mentor list", &["person", "name", "category"]),
        [
            "9|Белая Яна Львовна|student",
            "7|Кац Лев Маркович|student",
            "6|Серов Иван Глебович|student",
            "8|Юрский Лев Ильич|pupil"
        ]
    );
    let excel = desk.done("mentor list --format excel").out;
    assert!(excel.contains("Серов Иван Глебович") && excel.contains(";студент;"), "{excel}");
    // On the first day in a pair a student needs no work, a teacher does.
    desk.done(
        "pair create --number 1 --mentor Серов --mentee 'Кузьмин Глеб' --form 'студент–ученик' --start 01.10.2022",
    );
    desk.done("pair create --number 2 --mentor Белая --mentee Петров --start 01.10.2022");
    desk.refused("pair create --mentor Ёлкина --mentee Петров --start 01.10.2009", 1, &["нет места работы"]);
    // It is in no share of teachers.
    assert_eq!(desk.cells("monitor indicators S2 --as-of 01.11.2022", &["numerator"]), ["0"]);
}
