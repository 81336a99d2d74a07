//! What is dated stays dated: an organisation renamed, of another kind, closed; a group that became «Сетевая». An event moves
//! no past figure; a correction says which ones it moves.

use super::two_schools::{district, figures, names};
use crate::common::Desk;

const DAYS: [&str; 4] = ["31.12.2019", "31.12.2021", "31.08.2022", "31.12.2022"];

/// What a day's reports say, figures and names.
fn reports(desk: &Desk, day: &str) -> [Vec<Vec<String>>; 2] {
    [figures(desk, day), names(desk, day)]
}

fn org_on(desk: &Desk, day: &str) -> String {
    desk.cells(&format!("monitor indicators P3 --by org --as-of {day}"), &["org", "org_kind"]).join("; ")
}

#[test]
fn an_event_moves_no_past_figure() {
    let desk = district();
    let before = DAYS.map(|day| reports(&desk, day));
    let told = desk
        .done("org edit 'СОШ № 2' --name 'ГБПОУ «Тихий колледж»' --short Колледж --kind СПО --effective 01.09.2022");
    for line in [
        "Наименование: МБОУ «СОШ № 2» с. Тихое → ГБПОУ «Тихий колледж» (с 01.09.2022)",
        "Краткое наименование: СОШ № 2 → Колледж (с 01.09.2022)",
        "Вид: школа → СПО (с 01.09.2022)",
    ] {
        assert!(told.err.contains(line), "{line}: {told:#?}");
    }
    assert!(!told.err.contains("Внимание"), "{told:#?}");
    for (day, before) in DAYS.into_iter().zip(&before).take(3) {
        assert_eq!(reports(&desk, day), *before, "{day}");
    }
    assert_ne!(reports(&desk, DAYS[3]), before[3]);
    // Names and kinds are those of the day; the last day of the old ones is the day before.
    for (day, school) in [("31.08.2022", "2"), ("01.09.2022", "1")] {
        assert_eq!(desk.cells(&format!("monitor indicators S1 --as-of {day}"), &["denominator"]), [school], "{day}");
    }
    assert!(org_on(&desk, "31.08.2022").contains("МБОУ «СОШ № 2» с. Тихое|general"), "{}", org_on(&desk, "31.08.2022"));
    assert!(org_on(&desk, "01.09.2022").contains("ГБПОУ «Тихий колледж»|vocational"));
    // Back again is another event.
    desk.done("org edit колледж --kind школа --effective 01.01.2023");
    assert!(org_on(&desk, "31.12.2022").contains("ГБПОУ «Тихий колледж»|vocational"));
    assert!(org_on(&desk, "01.01.2023").contains("ГБПОУ «Тихий колледж»|general"));
    for (day, before) in DAYS.into_iter().zip(&before).take(3) {
        assert_eq!(reports(&desk, day), *before, "{day}");
    }
}

#[test]
fn an_event_has_its_place() {
    let desk = district();
    let refused = |line: &str, words: &[&str]| _ = desk.refused(line, 1, words);
    refused(
        "org edit 1 --head 'Кац Лев Маркович' --effective 01.09.2022",
        &["с даты меняются наименование", "прежние"],
    );
    refused("org edit 1 --name 'МБОУ \"СОШ №1\" с. Ясное' --effective 01.09.2022", &["с даты меняются"]);
    refused(
        "org edit 1 --kind СПО --effective 01.09.1990",
        &["не позже открытия организации (01.09.1990)", "уберите --effective"],
    );
    desk.done("org edit 1 --kind СПО --effective 02.09.1990");
    for day in ["02.09.1990", "01.01.1991"] {
        let line = format!("org edit 1 --name 'Колледж' --effective {day}");
        match day {
            "02.09.1990" => refused(&line, &["действуют с 02.09.1990", "возможно позже", "указано 02.09.1990"]),
            _ => _ = desk.done(&line),
        }
    }
    desk.done("org close 2 --date 31.08.2023");
    refused("org edit 2 --kind СПО --effective 01.09.2023", &["а организация закрыта 31.08.2023"]);
    desk.done("org edit 2 --kind СПО --effective 31.08.2023");
    refused("org edit 3 --kind школа --effective 31.12.2025", &["больше чем на год впереди"]);
    // An undoing goes from the last to the first.
    let told = desk.refused("org undo 10", 1, &["11"]);
    assert!(told.err.contains("СОШ № 1") || told.err.contains("Колледж"), "{told:#?}");
}

#[test]
fn a_correction_says_which_past_it_moves() {
    let desk = district();
    let told = desk.done("org edit 2 --kind СПО");
    assert!(told.err.contains("Внимание: исправление меняет и прошлые отчёты за все даты: N1, N2, N3"), "{told:#?}");
    assert!(told.err.contains("S1, S2, S3, S7") && !told.err.contains("P1"), "{told:#?}");
    assert!(told.err.contains("nastavnik org undo") && told.err.contains("--effective ДАТА"), "{told:#?}");
    assert!(org_on(&desk, "31.12.2019").contains("vocational"));
    let told = desk.done("org edit 2 --name 'Колледж'");
    assert!(told.err.contains("наименование исправлено и в прошлых отчётах за все даты"), "{told:#?}");
    // What moves nothing says nothing: another spelling, an enterprise that was a university.
    assert!(!desk.done("org edit 2 --name '«Колледж»'").err.contains("Внимание"));
    assert!(!desk.done("org edit 2 --head 'Кац Лев Маркович' --site c.example").err.contains("Внимание"));
    desk.done("org add Вуз --kind вуз");
    assert!(!desk.done("org edit Вуз --kind предприятие").err.contains("Внимание"));
    let told = desk.done("org edit 1 --opened 01.09.2000");
    assert!(told.err.contains("прошлые отчёты (за даты между 01.09.1990 и 01.09.2000): N3, S1"), "{told:#?}");
    let told = desk.done("org edit 3 --opened 01.09.2000");
    assert!(told.err.contains("прошлые отчёты (за даты до 01.09.2000): S8") || !told.err.contains("Внимание"));
    desk.done("org close 1 --date 31.08.2023");
    let told = desk.done("org edit 1 --closed 31.05.2023");
    assert!(told.err.contains("(за даты между 31.05.2023 и 31.08.2023): N3, S1"), "{told:#?}");
}

/// A file that corrects says as much as a command does.
#[test]
fn a_file_of_corrections_says_which_past_it_moves() {
    let desk = district();
    desk.write("kinds.csv", "ИНН;Наименование;Вид\n7707083893;СОШ № 1;СПО\n7736050003;СОШ № 2;СПО\n");
    for line in ["org import kinds.csv --correct --dry-run", "org import kinds.csv --correct"] {
        let told = desk.done(line).err;
        assert!(told.contains("исправление меняет и прошлые отчёты: N1, N2, N3"), "{told}");
        assert!(told.contains("S1, S2, S3, S7") && told.contains("строки 2, 3"), "{told}");
        assert!(told.contains("загрузите файл с --effective ДАТА"), "{told}");
    }
    desk.write(
        "names.csv",
        "ИНН;Наименование;Вид;Дата открытия\n7707083893;Колледж;СПО;01.09.2000\n7736050003;СОШ № 2;СПО;\n",
    );
    let told = desk.done("org import names.csv --correct").err;
    assert!(told.contains("наименование исправлено и в прошлых отчётах"), "{told}");
    // Of vocational organisations no share asks when they opened.
    assert!(!told.contains("исправление даты"), "{told}");
    let desk = district();
    desk.write("days.csv", "ИНН;Наименование;Вид;Дата открытия\n7707083893;СОШ № 1;школа;01.09.2000\n");
    let told = desk.done("org import days.csv").err;
    assert!(told.contains("исправление даты меняет и прошлые отчёты: N3, S1, S8: строка 2"), "{told}");
    // An event moves nothing that is past; nor does what was already so, nor what is new.
    desk.write("kinds.csv", "ИНН;Наименование;Вид\n7707083893;СОШ № 1;СПО\n;Новая школа;школа\n");
    for line in ["org import kinds.csv --effective 01.09.2023", "org import kinds.csv --correct"] {
        assert!(!desk.done(line).err.contains("прошлы"), "{line}");
    }
    // Groups too.
    desk.done("org group add К1 Клуб --kind клуб");
    desk.write("groups.csv", "Код группы;Название;Вид группы;Сетевая\nК1;Клуб;проблемная группа;да\n");
    let told = desk.done("org group import groups.csv --correct").err;
    for codes in ["исправление меняет и прошлые отчёты: S3;", "исправление меняет и прошлые отчёты: S8;"]
    {
        assert!(told.contains(codes), "{told}");
    }
}

/// What was the same before the last event was as wrong; what was otherwise is another thing and stays.
#[test]
fn a_correction_goes_back_as_far_as_it_was_so() {
    let desk = district();
    desk.done("org edit 2 --kind СПО --effective 01.09.2022");
    desk.done("org edit 2 --name 'Тихий колледж' --effective 01.09.2023");
    let told = desk.done("org edit 2 --kind 'дополнительное образование'");
    assert!(told.err.contains("прошлые отчёты за даты с 01.09.2022: N1"), "{told:#?}");
    let told_of = |day: &str| org_on(&desk, day);
    for (day, known) in [
        ("31.08.2022", "МБОУ «СОШ № 2» с. Тихое|general"),
        ("31.08.2023", "МБОУ «СОШ № 2» с. Тихое|additional"),
        ("01.09.2023", "Тихий колледж|additional"),
    ] {
        assert!(told_of(day).contains(known), "{day}: {}", told_of(day));
    }
    // What was before is corrected by the last day on which it was so.
    desk.refused("org edit 2 --name 'МБОУ СОШ № 2' --until 30.08.2022", 1, &["есть по 31.08.2022, 31.08.2023"]);
    desk.refused(
        "org edit 1 --name 'МБОУ СОШ № 1' --until 30.08.2022",
        1,
        &["прежних сведений об этой организации нет"],
    );
    desk.refused("org edit 2 --head 'Кац' --until 31.08.2022", 1, &["с --until исправляют только"]);
    desk.done("org edit 2 --name 'МОУ «Тихая школа»' --until 31.08.2022");
    assert!(told_of("31.08.2022").contains("МОУ «Тихая школа»|general"), "{}", told_of("31.08.2022"));
    assert!(told_of("31.08.2023").contains("МБОУ «СОШ № 2» с. Тихое|additional"));
}

#[test]
fn a_group_is_network_from_a_day_on() {
    let desk = district().with([
        "org group add С1 'Проект «Маяк»' --kind 'сетевой проект'",
        "org group join С1 --org 2 --date 01.09.2019",
        "org group join С1 --person Петров --date 01.09.2019",
    ]);
    let covered = |day: &str| desk.cells(&format!("monitor indicators S8-all --as-of {day}"), &["numerator"]).remove(0);
    let before = DAYS.map(|day| reports(&desk, day));
    let told = desk.done("org group edit С1 --network да --effective 01.09.2022");
    assert!(told.err.contains("Сетевая: нет → да (с 01.09.2022)"), "{told:#?}");
    for (day, before) in DAYS.into_iter().zip(&before).take(3) {
        assert_eq!(reports(&desk, day), *before, "{day}");
    }
    assert_eq!([covered("31.08.2022"), covered("01.09.2022")], ["0", "2"]);
    desk.refused("org group edit С1 --network да --effective 01.09.2023", 1, &["с даты меняются вид группы"]);
    desk.refused("org group edit С1 --network нет --effective 01.09.2022", 1, &["действуют с 01.09.2022"]);
    // A community from a day on; whoever was a member before is one of its members.
    let community = |day: &str| desk.cells(&format!("monitor indicators S3 --as-of {day}"), &["numerator"]).remove(0);
    desk.done("org group edit С1 --kind клуб --effective 01.01.2023");
    assert_eq!([community("31.12.2022"), community("01.01.2023")], ["0", "1"]);
    // A correction holds as far back as it was so: the mark since September, the kind since January.
    let told = desk.done("org group edit С1 --network нет");
    assert!(told.err.contains("прошлые отчёты за даты с 01.09.2022: S8;"), "{told:#?}");
    assert_eq!([covered("31.08.2022"), covered("01.09.2022"), covered("01.01.2023")], ["0", "0", "0"]);
    let told = desk.done("org group edit С1 --kind 'творческая группа'");
    assert!(told.err.contains("прошлые отчёты за даты с 01.01.2023: S3;"), "{told:#?}");
    assert_eq!(community("01.01.2023"), "0");
}
