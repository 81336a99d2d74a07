//! Who is who where files of schools are careless: numbers that a spreadsheet has shortened, jobs whose number has changed, people
//! who look like others, words in the place of a name.

use crate::common::Desk;

const HEADER: &str = "Табельный номер;СНИЛС;ФИО;Дата рождения;Организация;Должность;Дата приёма\n";

/// Two schools, and the staff that rows tell of.
fn school(rows: &str) -> Desk {
    let desk = Desk::new();
    desk.write("o.csv", "Наименование;Вид\nСОШ № 1;школа\nСОШ № 2;школа\n").done("org import o.csv");
    desk.write("a.csv", format!("{HEADER}{rows}\n")).done("org staff import a.csv");
    desk
}

/// What a file of these rows comes to.
fn import(desk: &Desk, rows: &str, options: &str) -> String {
    desk.write("b.csv", format!("{HEADER}{rows}\n"));
    desk.done(&format!("org staff import b.csv {options}")).err
}

fn refused(desk: &Desk, rows: &str, words: &[&str]) {
    desk.write("b.csv", format!("{HEADER}{rows}\n"));
    desk.refused("org staff import b.csv", 1, words);
}

fn work(desk: &Desk) -> Vec<String> {
    desk.cells("org staff list --all", &["number", "name", "post", "hired", "dismissed"])
}

#[test]
fn zeros_that_a_spreadsheet_ate_make_no_second_job() {
    let rows =
        "0001;;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015\n0012;;Кац Лев Маркович;;СОШ № 1;учитель;01.09.2015";
    let desk = school(rows);
    let told = import(&desk, &rows.replace("0001", "1").replace("0012", "12"), "");
    assert!(told.contains("изменений нет"), "{told}");
    assert_eq!(work(&desk).len(), 2);
    assert!(work(&desk).iter().any(|row| row.starts_with("0001|")), "the stored writing stays");
    // Two numbers that differ only so: the name tells whose it is, and without one nobody does.
    let desk =
        school("1;;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015\n001;;Кац Лев Маркович;;СОШ № 2;учитель;01.09.2015");
    desk.done("org staff transfer Кац --to 1 --date 01.09.2020 --number 001");
    assert!(import(&desk, "1;;Кац Лев Маркович;;СОШ № 1;учитель;01.09.2020", "").contains("изменений нет"));
    refused(&desk, "01;;Ли Ян Львович;;СОШ № 1;учитель;01.09.2021", &["табельный номер 01", "у нескольких людей"]);
}

#[test]
fn another_number_is_no_second_job_by_that_alone() {
    let desk = school("1;;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель химии;01.09.2005");
    let told = import(&desk, "77;;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель химии;01.09.2005", "");
    assert!(told.contains("табельный номер у той же работы был записан другой: исправлен: строка 2"), "{told}");
    assert_eq!(work(&desk), ["77|Ким Анна Петровна|учитель химии|2005-09-01|"]);
    // Another post, and no number in the file: a transfer or a mistake, and only a person knows which.
    let now = ";;Ким Анна Петровна;12.05.1980;СОШ № 1;директор;01.09.2005";
    refused(
        &desk,
        now,
        &["b.csv:2: уже работает в этой организации: учитель химии с 01.09.2005", "--effective", "--correct"],
    );
    import(&desk, now, "--effective 01.09.2023");
    assert_eq!(
        work(&desk),
        ["77|Ким Анна Петровна|учитель химии|2005-09-01|2023-08-31", "77|Ким Анна Петровна|директор|2023-09-01|"]
    );
    // After a dismissal it is another employment.
    desk.done("org staff dismiss Ким --date 31.05.2024");
    import(&desk, ";;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель химии;01.06.2024", "");
    assert_eq!(work(&desk).len(), 3);
}

#[test]
fn two_rows_of_one_person_are_two_jobs() {
    let desk = school("1;;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2005");
    // The second row comes first: it waits until the other has told that the stored job goes on.
    let rows = ";;Ким Анна Петровна;12.05.1980;СОШ № 1;методист;01.09.2010\n1;;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2005";
    let told = import(&desk, rows, "");
    assert_eq!(work(&desk).len(), 2);
    assert!(told.contains("несколько основных мест работы сразу"), "{told}");
    assert!(import(&desk, rows, "").contains("изменений нет"));
}

#[test]
fn two_whole_snils_are_two_people() {
    let desk = school("1;900-100-007 94;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2005");
    let told = import(&desk, "2;900-100-014 93;Ким Анна Петровна;12.05.1980;СОШ № 2;учитель;01.09.2005", "");
    assert!(told.contains("у № 1 те же ФИО и дата рождения, но другой СНИЛС: записан другой человек"), "{told}");
    assert_eq!(desk.cells("org staff list", &["person", "snils"]).len(), 2);
    // Without a СНИЛС nobody knows which of the two a row means.
    refused(&desk, ";;Ким Анна Петровна;12.05.1980;СОШ № 2;педагог-психолог;01.09.2010", &["укажите СНИЛС"]);
}

#[test]
fn a_birth_date_is_not_overwritten_in_silence() {
    let desk = school("1;;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2005");
    let now = "1;;Ким Анна Петровна;12.05.1981;СОШ № 1;учитель;01.09.2005";
    refused(&desk, now, &["дата рождения записана другая: 12.05.1980, а в строке 12.05.1981", "--correct"]);
    import(&desk, now, "--correct");
    assert_eq!(desk.cells("org staff list", &["born"]), ["1981-05-12"]);
}

#[test]
fn whoever_looks_like_somebody_is_told_of() {
    let desk = school(
        ";;Ромашкина Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2015\n\
         ;;Семенова Наталия Юрьевна;;СОШ № 1;учитель;01.09.2012\n;;Васильков Иван Ильич;;СОШ № 1;учитель;01.09.2015",
    );
    for (row, other) in [
        (";;Анна Петровна Ромашкина;;СОШ № 1;учитель;01.09.2016", "на № 1 Ромашкина Анна Петровна (те же слова имени)"),
        (
            ";;Семенова Наталья Юрьевна;;СОШ № 1;учитель;01.09.2012",
            "на № 2 Семенова Наталия Юрьевна (те же организация",
        ),
        (";;Васильков Иван Ильйч;;СОШ № 1;учитель;01.09.2015", "на № 3 Васильков Иван Ильич (те же организация"),
        (";;Лютикова Анна Петровна;12.05.1980;СОШ № 2;учитель;01.09.2020", "(та же дата рождения)"),
    ] {
        desk.write("b.csv", format!("{HEADER}{row}\n"));
        let told = desk.done("org staff import b.csv --dry-run").err;
        assert!(told.contains("похожие на записанных раньше") && told.contains(other), "{row}: {told}");
    }
    let told =
        desk.done("org staff add 'Лютикова Анна Петровна' --org 2 --post учитель --hired 01.09.2020 --born 12.05.1980");
    assert!(told.err.contains("похоже на № 1 Ромашкина Анна Петровна (та же дата рождения)"), "{told:?}");
    // Somebody whose old name is in the file is no other person's slip.
    let both = ";;Семенова Наталья Юрьевна;;СОШ № 1;учитель;01.09.2012\n;;Семенова Наталия Юрьевна;;СОШ № 1;учитель;01.09.2012";
    assert!(!import(&desk, both, "").contains("похожие"));
}

#[test]
fn words_of_a_status_and_side_jobs_are_told() {
    let desk = school(";;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015");
    for name in
        ["Вакантная ставка", "нет данных", "Ромашкина Анна Петровна декрет", "Белова Вера Ивановна (совместитель)"]
    {
        refused(&desk, &format!(";;{name};;СОШ № 1;учитель;01.09.2015"), &["не имя человека"]);
    }
    for post in ["Преподаватель, внешний совместитель", "учитель (совм.)"] {
        let row = format!(";;Белова Вера Ивановна;;СОШ № 1;{post};01.09.2015");
        refused(&desk, &row, &["о совместительстве", "«Основное место работы»"]);
    }
}

#[test]
fn a_section_of_side_jobs_is_told() {
    let desk = school(";;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015");
    let header = "ФИО;Организация;Должность;Дата приёма;Основное место работы\n";
    let person = |name: &str, main: &str| format!("{name};СОШ № 2;учитель;01.09.2015;{main}\n");
    let file = |title: &str, mains: [&str; 3]| {
        let rows = ["Кац Лев Маркович", "Белова Вера Ивановна", "Серова Ольга Ильинична"].map(String::from);
        let [first, second, third] = [0, 1, 2].map(|at| person(&rows[at], mains[at]));
        // A title under a title belongs to it; the next section is another.
        format!("{header}Штатные работники;;;;\n{first}{title};;;;\nУчителя;;;;\n{second}Прочие работники;;;;\n{third}")
    };
    for title in ["Внешние совместители", "ВНУТРЕННИЕ СОВМЕСТИТЕЛИ:", "Внешние Совместители", "Совместители (внешние)"]
    {
        desk.write("s.csv", file(title, ["", "", ""]));
        let told =
            desk.refused("org staff import s.csv", 1, &["s.csv:6", "о совместительстве", "Основное место работы"]);
        assert!(!told.err.contains("s.csv:3") && !told.err.contains("s.csv:8"), "{title}: {told:#?}");
    }
    desk.write("s.csv", file("Внешние совместители", ["да", "нет", "да"])).done("org staff import s.csv");
    let mains = desk.cells("org staff list --org 'СОШ № 2'", &["name", "main"]);
    assert_eq!(mains, ["Белова Вера Ивановна|false", "Кац Лев Маркович|true", "Серова Ольга Ильинична|true"]);
    // A change of duties at the main workplace isn't a side job.
    desk.write("s.csv", file("Совмещение должностей", ["да", "", "да"])).done("org staff import s.csv --dry-run");
}

#[test]
fn no_life_is_impossible_on_any_path() {
    let desk = school("1;;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2005");
    refused(&desk, ";;Кац Лев Маркович;01.09.2000;СОШ № 1;учитель;01.09.2010", &["раньше 14 лет"]);
    refused(&desk, ";;Кац Лев Маркович;01.09.2000;СОШ № 1;учитель;01.09.1999", &["не позже рождения"]);
    // The birth date is stored, the day of work comes later, and the other way round.
    refused(&desk, "1;;Ким Анна Петровна;;СОШ № 1;учитель;01.09.1990", &["раньше 14 лет"]);
    desk.refused("org staff edit Ким --born 12.05.1995", 1, &["раньше 14 лет"]);
    desk.refused("org staff edit Ким --teaching-since 01.09.1990", 1, &["раньше 14 лет"]);
    desk.refused(
        "org staff add 'Кац Лев' --org 1 --post учитель --hired 01.09.2010 --born 01.09.2000",
        1,
        &["раньше 14 лет"],
    );
}

#[test]
fn a_list_with_an_erased_person_imports_back() {
    let desk = school(
        "1;900-100-007 94;Ким Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2005\n2;;Кац Лев Маркович;;СОШ № 1;учитель;01.09.2015",
    );
    desk.done("org staff dismiss Кац --date 31.05.2024");
    desk.done("org staff erase Кац --yes --basis отзыв");
    desk.done("org staff list --all --format excel --output list.csv");
    assert!(desk.done("org staff import list.csv").err.contains("изменений нет"));
    refused(&desk, ";;Удалённое лицо 77;;СОШ № 1;учитель;01.09.2005", &["такого удалённого лица здесь нет"]);
}

#[test]
fn somebody_who_left_one_school_and_began_in_another_is_told() {
    let desk = school(
        "1;;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015\n2;;Кац Лев Маркович;12.05.1980;СОШ № 1;учитель;01.09.2015\n\
         3;;Белова Вера Ивановна;;СОШ № 2;учитель;01.09.2012",
    );
    let first = "1;;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015\n";
    let second = "3;;Белова Вера Ивановна;;СОШ № 2;учитель;01.09.2012\n7;;Кац Лев Маркович;12.05.1980;СОШ № 2;методист;25.01.2024\n";
    desk.write("1.csv", format!("{HEADER}{first}")).write("2.csv", format!("{HEADER}{second}"));
    let bytes = desk.bytes();
    let told = desk.done("org staff import 1.csv 2.csv").err;
    assert!(
        told.contains(
            "Внимание: перевод? Кац Лев Маркович: СОШ № 1 → СОШ № 2 с 25.01.2024, прежняя работа не закончена"
        )
    );
    let command = "org staff dismiss 2 --org 1 --date 24.01.2024";
    assert!(told.contains(&format!("nastavnik {command}")), "{told}");
    desk.done(command);
    assert_eq!(
        desk.cells("org staff list --all --org 'СОШ № 1'", &["name", "dismissed"])[0],
        "Кац Лев Маркович|2024-01-24"
    );
    // One day for all who are in no file leaves some days doubled.
    desk.write("nastavnik.db", &bytes);
    let told = desk.done("org staff import 1.csv 2.csv --dismiss-absent 31.01.2024").err;
    assert!(
        told.contains("прежняя работа до 31.01.2024: nastavnik org staff edit 2 --org 1 --dismissed 24.01.2024"),
        "{told}"
    );
    desk.done("org staff edit 2 --org 1 --dismissed 24.01.2024");
    // Where both files tell of it, nothing is left to do.
    desk.write("nastavnik.db", &bytes);
    let header = HEADER.replace('\n', ";Дата увольнения\n");
    let first = "1;;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015;\n2;;Кац Лев Маркович;12.05.1980;СОШ № 1;учитель;01.09.2015;20.01.2024\n";
    desk.write("1.csv", format!("{header}{first}"));
    let told = desk.done("org staff import 1.csv 2.csv").err;
    assert!(told.contains("перевод? Кац Лев Маркович: СОШ № 1 → СОШ № 2 с 25.01.2024\n"), "{told}");
    assert!(!told.contains("Внимание: перевод?") && !told.contains("прежняя работа"), "{told}");
    // Who begins for the first time goes nowhere, nor does whoever has another job beside the first.
    let side = format!(
        "{}8;;Ким Анна Петровна;;СОШ № 2;учитель;01.02.2024;нет\n",
        HEADER.replace('\n', ";Основное место работы\n")
    );
    desk.write("2.csv", side);
    assert!(!desk.done("org staff import 2.csv").err.contains("перевод?"));
}

#[test]
fn somebody_new_in_the_other_registers_may_be_somebody_known() {
    let desk = school(";;Ромашкина Анна Петровна;12.05.1980;СОШ № 1;учитель;01.09.2015");
    let mentor = |name: &str, born: &str| {
        format!("ФИО;Дата рождения;Категория;Дата включения\n{name};{born};предприятие;01.09.2023\n")
    };
    for (name, born, why) in [
        ("Ромашкова Анна Петровна", "12.05.1980", "та же дата рождения"),
        ("Ромашкина Анна Петрована", "", "почти то же имя"),
        ("Анна Петровна Ромашкина", "", "те же слова имени"),
    ] {
        desk.write("m.csv", mentor(name, born));
        let told = desk.done("mentor import m.csv --dry-run").err;
        let like = format!("похоже на № 1 Ромашкина Анна Петровна ({why})");
        assert!(told.contains(&format!("записан новый человек, {like}")), "{told}");
    }
    desk.write("m.csv", mentor("Ромашкова Анна Петровна", "13.05.1980"));
    assert!(!desk.done("mentor import m.csv --dry-run").err.contains("похоже"));
    desk.done("org staff add 'Кац Лев Маркович' --org 2 --post учитель --hired 01.09.2020");
    desk.write("p.csv", "Номер пары;Наставник;Наставляемый;Форма;Дата начала\n1;Кац Лев Маркович;Ромашкина Ана Петровна;учитель–ученик;01.09.2023\n");
    let told = desk.done("pair import p.csv").err;
    assert!(told.contains("записан новый человек (наставляемый), похоже на № 1"), "{told}");
    assert!(told.contains("один человек, объединить записи: nastavnik org staff merge 1 3\n"), "{told}");
    desk.done("org staff merge 1 3 --dry-run");
}

#[test]
fn an_unknown_post_comes_with_its_command() {
    let desk = school(";;Ким Анна Петровна;;СОШ № 1;учитель;01.09.2015");
    let rows = ";;Кац Лев Маркович;;СОШ № 1;хранитель «музея»;01.09.2015\n;;Белова Вера Ивановна;;СОШ № 1;смотритель;01.09.2015";
    let told = import(&desk, rows, "");
    let command = "org post set \"хранитель «музея»\" --pedagogical да";
    assert!(told.contains(&format!("nastavnik {command}\n")), "{told}");
    desk.done(command);
}
