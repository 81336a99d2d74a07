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
