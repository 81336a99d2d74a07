//! `monitor run`: what is due is made once, with the figures of its own period, whatever happened in between.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{Desk, Told};
use nastavnik::domain::{Cycle, Day};
use proptest::prelude::*;

const NAMES: [&str; 4] = ["Берёзина", "Вязов", "Грачёва", "Дроздов"];

/// A school with three teachers, one of them a mentor.
fn school() -> Desk {
    Desk::new().at("2023-03-01").with([
        "org add 'Школа А' --kind школа",
        "org staff add 'Берёзина Анна Ильинична' --org 1 --post учитель --hired 01.09.2015",
        "org staff add 'Вязов Пётр Ильич' --org 1 --post учитель --hired 01.09.2015",
        "org staff add 'Грачёва Вера Ильинична' --org 1 --post учитель --hired 01.09.2015",
        "mentor add Берёзина --date 01.10.2022",
    ])
}

/// What was entered later: two mentors more, one of them for a while; a fourth teacher.
const LATER: &[&str] = &[
    "--today 2023-12-01 mentor add Грачёва --date 01.11.2023",
    "--today 2024-02-10 mentor retire Вязов --date 01.02.2024",
    "--today 2024-03-05 org staff add 'Дроздов Иван Ильич' --org 1 --post учитель --hired 01.03.2024",
];

/// The files of a folder, by name.
fn listed(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    files
}

/// Numerator and denominator of the only row of a file.
fn share(desk: &Desk, file: &str) -> (String, String) {
    let mut reader = csv::Reader::from_path(desk.path(file)).unwrap();
    let header = reader.headers().unwrap().clone();
    let place = |name| header.iter().position(|h| h == name).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1, "{file}");
    (rows[0][place("numerator")].into(), rows[0][place("denominator")].into())
}

fn runs(desk: &Desk) -> Vec<String> {
    let connection = desk.sql();
    let mut statement = connection.prepare("SELECT schedule_id || ' ' || ends FROM runs ORDER BY 1").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// Not everything was made, and these words were said.
fn is_partial(told: &Told, words: &[&str]) {
    assert_eq!(told.code, 4, "{told:#?}");
    words.iter().for_each(|word| assert!(told.err.contains(word), "{word}: {told:#?}"));
}

#[test]
fn a_period_is_exported_on_the_day_after_its_last_and_never_again() {
    let desk = school().with(["monitor run --add half-year S2 --export export"]);
    let said = |today: &str| desk.done(&format!("--today {today} monitor run")).err;
    for early in ["2023-03-01", "2023-06-30"] {
        let told = said(early);
        assert!(told.contains("выгружать нечего; следующая выгрузка — 2023-H1, срок 01.07.2023"), "{told}");
    }
    assert_eq!(listed(&desk.path("export")), [""; 0]);
    let told = said("2023-07-01");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("01.07.2023 2023-H1 → "), "{told}");
    assert!(told.ends_with("2023-H1_selected_1.csv: показателей 1\n"), "{told}");
    let bytes = desk.bytes();
    for again in ["2023-07-01", "2023-12-31"] {
        assert!(said(again).contains("выгружать нечего"), "{again}");
    }
    assert!(bytes == desk.bytes(), "nothing due, nothing written");
    assert_eq!(listed(&desk.path("export")), ["2023-H1_selected_1.csv"]);
    assert_eq!(desk.done("--quiet --today 2024-01-01 monitor run").err, "");
    assert_eq!(listed(&desk.path("export")), ["2023-H1_selected_1.csv", "2023-H2_selected_1.csv"]);
}

/// Three half-years were missed. Each gets the figures of its own last day: by hand, and as they were told at the time.
#[test]
fn what_was_missed_is_made_up_one_by_one() {
    let desk = school().with(["mentor add Вязов --date 01.03.2023", "monitor run --add half-year S2 --export export"]);
    let then = desk.done("--today 2023-07-01 monitor indicators S2 --period 2023-H1 --format csv").out;
    let desk = desk.with(LATER);

    let told = desk.done("--today 2024-07-10 monitor run");
    let periods: Vec<_> = told.err.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(periods, ["2023-H1", "2023-H2", "2024-H1"], "{}", told.err);
    assert_eq!(told.out, "");
    // 30.06.2023: Берёзина and Вязов of three. 31.12.2023: Грачёва too. 30.06.2024: Вязов no longer, Дроздов works.
    for (file, part, whole) in [("2023-H1", "2", "3"), ("2023-H2", "3", "3"), ("2024-H1", "2", "4")] {
        assert_eq!(share(&desk, &format!("export/{file}_selected_1.csv")), (part.into(), whole.into()), "{file}");
    }
    assert_eq!(fs::read_to_string(desk.path("export/2023-H1_selected_1.csv")).unwrap(), then);
    assert_eq!(runs(&desk), ["1 2023-06-30", "1 2023-12-31", "1 2024-06-30"]);
    let files = listed(&desk.path("export"));
    assert_eq!(files, ["2023-H1_selected_1.csv", "2023-H2_selected_1.csv", "2024-H1_selected_1.csv"]);
    // Nobody is named, neither in the log nor in the files.
    let written: String = files.iter().map(|f| fs::read_to_string(desk.path("export").join(f)).unwrap()).collect();
    for name in NAMES {
        assert!(!format!("{}{written}{files:?}", told.err).contains(name), "{name}");
    }
}

#[test]
fn schedules_have_their_own_files_numbers_and_formats() {
    let desk = school().with([
        "monitor run --add год --export export --since 01.01.2022",
        "monitor run --add school-year --regulation spassky --by org --format excel --export export --since 01.01.2022",
        "monitor run --add quarter s2 С8 --format json --export export --since 30.09.2022",
        "monitor run --add month S2 --export export --since 01.02.2023",
    ]);
    let told = desk.run("monitor run");
    assert_eq!(told.code, 3, "N3 has a plan for 2022: {told:#?}");
    assert_eq!(
        listed(&desk.path("export")),
        [
            "2021-2022_spassky_2.csv",
            "2022-Q3_selected_3.json",
            "2022-Q4_selected_3.json",
            "2022_all_1.csv",
            "2023-02_selected_4.csv"
        ]
    );
    let excel = fs::read(desk.path("export/2021-2022_spassky_2.csv")).unwrap();
    assert!(excel.starts_with(b"\xef\xbb\xbf"));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(desk.path("export/2022-Q4_selected_3.json")).unwrap()).unwrap();
    let codes: Vec<_> = json.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["S2", "S8"]);
    let listed =
        desk.cells("monitor run --list", &["schedule", "period", "codes", "regulation", "by", "format", "last"]);
    assert_eq!(
        listed,
        [
            "1|year||||csv|2022",
            "2|school-year||spassky|org|excel|2021-2022",
            "3|quarter|S2 S8|||json|2022-Q4",
            "4|month|S2|||csv|2023-02"
        ]
    );
    // The number of one that is gone isn't given again: its files stay its own.
    let desk = desk.with(["monitor run --remove 4", "monitor run --add month S2 --export export"]);
    assert_eq!(desk.cells("monitor run --list", &["schedule", "due", "next"])[3], "5|0|2023-04-01");
    desk.refused("monitor run --remove 4", 1, &["расписания № 4 нет", "--list"]);
}

#[test]
fn what_a_schedule_cannot_be_is_refused() {
    let desk = school();
    desk.refused("monitor run --add month", 2, &["--export"]);
    desk.refused("monitor run S2", 2, &["--add"]);
    desk.refused("monitor run --add month S9 --export export", 2, &["показателя «S9» нет"]);
    desk.refused("monitor run --add month --regulation spasskiy --export export", 2, &["акта «spasskiy» нет"]);
    desk.refused("monitor run --add month --export export --since 01.01.2199", 1, &["больше чем на год впереди"]);
    desk.refused("monitor run --add month --export export --list", 2, &["не сочетается"]);
    assert_eq!(desk.files(), ["nastavnik.db"], "no folder was made");
    desk.refused("monitor run --add month --export nastavnik.db", 2, &["файл базы, его нельзя заменить"]);
    let told = desk.done("monitor run");
    assert!(told.err.contains("Внимание: расписаний нет"), "{told:#?}");
}

/// The folder that was named at the desk is found from wherever a scheduler stands.
#[test]
fn the_folder_is_kept_from_the_root() {
    let desk = school().with(["monitor run --add month S2 --export ./export/../export --since 01.02.2023"]);
    let elsewhere = tempfile::tempdir().unwrap();
    let told = Told::of(desk.command("monitor run").current_dir(elsewhere.path()));
    assert_eq!(told.code, 0, "{told:#?}");
    assert_eq!(listed(&desk.path("export")), ["2023-02_selected_1.csv"]);
    assert_eq!(listed(elsewhere.path()), [""; 0]);
}

#[test]
fn a_missed_target_needs_a_person() {
    let desk = school().with(["monitor run --add year N3 --export export --since 01.01.2022"]);
    let told = desk.run("--quiet monitor run");
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(told.err.starts_with("Внимание: 01.03.2023 2022 → "), "said in spite of --quiet: {told:#?}");
    assert!(told.err.ends_with("показателей 1, ниже плана 1: N3\n"), "{told:#?}");
    assert_eq!(desk.cells("monitor run --list", &["last", "made", "below"]), ["2022|2023-03-01|1"]);
    assert_eq!(desk.done("monitor run").code, 0, "it was told once");
}

/// One folder is gone: the other schedule goes on, and the next run makes up what was missed.
#[test]
fn a_missing_folder_is_one_schedules_misfortune() {
    let desk = school().with([
        "monitor run --add quarter S2 --export gone --since 01.10.2022",
        "monitor run --add quarter S2 --export here --since 01.10.2022",
    ]);
    fs::remove_dir(desk.path("gone")).unwrap();
    let told = desk.run("--today 2023-04-01 monitor run");
    is_partial(&told, &["Ошибка: не сделано выгрузок: 2 из 4; следующий запуск попробует ещё раз"]);
    assert!(told.err.lines().last().unwrap().starts_with("Ошибка: "), "the sum comes last: {told:#?}");
    let gone = "расписание № 1: не удалось открыть папку «";
    assert_eq!(told.err.matches(gone).count(), 2, "{told:#?}");
    assert!(
        told.err.contains("2022-Q4, расписание № 1") && told.err.contains("нет такого файла или папки"),
        "{told:#?}"
    );
    assert!(!desk.path("gone").exists(), "the place of a network disk stays empty");
    assert_eq!(listed(&desk.path("here")), ["2022-Q4_selected_2.csv", "2023-Q1_selected_2.csv"]);
    assert_eq!(runs(&desk), ["2 2022-12-31", "2 2023-03-31"]);

    fs::create_dir(desk.path("gone")).unwrap();
    let told = desk.done("--today 2023-04-02 monitor run");
    assert_eq!(told.err.lines().count(), 2, "{told:#?}");
    assert_eq!(listed(&desk.path("gone")), ["2022-Q4_selected_1.csv", "2023-Q1_selected_1.csv"]);
}

/// By a clock that was put back nothing is made twice, and what is missing is made up later.
#[test]
fn a_clock_that_was_put_back_is_told() {
    let desk = school().with(["monitor run --add half-year S2 --export export"]);
    desk.done("--today 2024-07-01 monitor run");
    let before = desk.bytes();
    let told = desk.run("--quiet --today 2023-02-01 monitor run");
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(told.err.contains("часы переведены назад: последняя выгрузка сделана 01.07.2024"), "{told:#?}");
    assert!(before == desk.bytes());
    let told = desk.done("--today 2025-01-01 monitor run");
    assert!(told.err.starts_with("01.01.2025 2024-H2 → "), "{told:#?}");
    assert_eq!(told.err.lines().count(), 1);
}

/// A clock that was fast has exported a half-year that runs on: told, and with its undoing due again.
#[test]
fn what_a_fast_clock_has_made_can_be_taken_back() {
    let desk = school().with(["monitor run --add half-year S2 --export export", "--today 2023-07-01 monitor run"]);
    let told = desk.run("--today 2023-03-02 monitor run");
    assert_eq!(told.code, 3, "{told:#?}");
    assert!(told.err.contains("nastavnik org undo"), "{told:#?}");
    let desk = desk.with(["--today 2023-03-02 org undo 8", "--today 2023-03-02 mentor add Вязов --date 02.03.2023"]);
    assert_eq!(desk.done("--today 2023-03-02 monitor run").err.matches(" → ").count(), 0);
    desk.done("--today 2023-07-01 monitor run");
    assert_eq!(share(&desk, "export/2023-H1_selected_1.csv"), ("2".into(), "3".into()));
}

/// A crash after the file and before the commit leaves the same file: it is noted. Any other is somebody else's.
#[test]
fn a_file_of_somebody_else_is_not_replaced() {
    let desk = school().with(["monitor run --add month S2 --export export --since 01.02.2023"]);
    let file = desk.path("export/2023-02_selected_1.csv");
    fs::write(&file, "another's").unwrap();
    let told = desk.run("monitor run");
    assert_eq!(told.code, 1, "{told:#?}");
    for words in ["уже есть, а в этой базе он не записан: он не тронут", "не сделано выгрузок: 1 из 1", "переименуйте"]
    {
        assert!(told.err.contains(words), "{told:#?}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "another's");
    assert_eq!(runs(&desk), [""; 0]);
    fs::remove_file(&file).unwrap();
    desk.done("monitor run");
    assert_eq!(share(&desk, "export/2023-02_selected_1.csv"), ("1".into(), "3".into()));
    // The note is lost, the file is there.
    desk.sql().execute_batch("DELETE FROM runs").unwrap();
    desk.done("monitor run");
    assert_eq!(runs(&desk), ["1 2023-02-28"]);
    assert_eq!(listed(&desk.path("export")), ["2023-02_selected_1.csv"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

/// Two databases with schedules of the same number: the folder is one database's.
#[test]
fn a_folder_belongs_to_one_database() {
    let desk = school().with(["monitor run --add month S2 --export export --since 01.02.2023", "monitor run"]);
    desk.done("org init --name 'Дальний район' --db other.db");
    let line = "monitor run --db other.db --add quarter S2 --export export";
    let told = desk.run(line);
    told.is_refusal(line, 1, &["уже лежат файлы другого расписания № 1: «2023-02_selected_1.csv»", "другую папку"]);
    assert_eq!(desk.rows("monitor run --list --db other.db"), Vec::<Vec<String>>::new());
    // Another number, or other files, are no hindrance.
    desk.done("monitor run --add quarter S2 --export export");
    fs::create_dir(desk.path("own")).unwrap();
    fs::write(desk.path("own/заметки_1.csv"), "").unwrap();
    desk.done("monitor run --db other.db --add month S2 --export own");
}

/// Killed in the middle: what has been made was said, with its warning.
#[cfg(unix)]
#[test]
fn each_line_is_told_as_soon_as_it_stands() {
    use std::io::{BufRead, BufReader};
    let desk = school().with(["monitor run --add month N3 --export export --since 01.01.2000"]);
    let mut command = desk.command("--quiet monitor run");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut first).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first.contains("ниже плана 1: N3"), "{first}");
    let made = runs(&desk).len();
    assert!((1..278).contains(&made), "killed in the middle: {made}");
}

#[test]
fn the_list_of_schedules_fits_a_terminal() {
    let desk = school().with([
        "monitor run --add half-year --regulation nozhay-yurt --by municipality --format excel --export export",
        "monitor run --add school-year S2 S7 S8 --by org --export export",
    ]);
    let told = desk.done("monitor run --list");
    for whole in ["nozhay-yurt: все", "S2 S7 S8", "№ 1, полугодие → ", "№ 2, учебный год → ", "муниципалитет"]
    {
        assert!(told.out.contains(whole), "{}", told.out);
    }
}

#[test]
fn the_same_schedule_is_told_by_its_number() {
    let desk =
        school().with(["monitor run --add month S2 --export export", "monitor run --add month S8 --export export"]);
    let line = "monitor run --add month S8 --export export --since 01.01.2023";
    desk.refused(line, 1, &["такое расписание уже есть: № 2", "nastavnik monitor run --remove 2"]);
    desk.refused("monitor run --add week --export export", 2, &["half-year (полугодие), year (год)"]);
}

#[test]
fn two_runs_at_once_share_the_work() {
    let desk = school().with(["monitor run --add month S2 --export export --since 01.01.2020"]);
    let start = || {
        let mut command = desk.command("monitor run");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let mut made = 0;
    for child in [start(), start(), start()] {
        let done = child.wait_with_output().unwrap();
        let told = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(0), "{told}");
        made += told.matches(" → ").count();
    }
    // January 2020 to February 2023.
    assert_eq!((made, runs(&desk).len(), listed(&desk.path("export")).len()), (38, 38, 38));
}

#[test]
fn a_busy_database_is_said_once_and_made_up() {
    let desk = school().with(["monitor run --add month S2 --export export --since 01.01.2023"]);
    let other = desk.sql();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let told = desk.run("monitor run --wait 2");
    is_partial(&told, &["не сделано выгрузок: 2 из 2", "база занята", "повторите через минуту", "--wait"]);
    assert_eq!(told.err.matches("жду до 2 с").count(), 1, "nobody waits twice: {told:#?}");
    assert_eq!(told.err.lines().count(), 5, "{told:#?}");
    assert_eq!(listed(&desk.path("export")), [""; 0]);
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    desk.done("monitor run");
    assert_eq!(listed(&desk.path("export")).len(), 2);
}

/// A full disk, played by a limit on the size of files: first the export doesn't fit, then the commit doesn't.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_made_up() {
    let desk = school().with(["monitor run --add month --regulation spassky --export export --since 01.02.2023"]);
    let limited = |blocks: u32| {
        let mut shell = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" monitor run");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_nastavnik")]);
        Told::of(shell.current_dir(desk.folder()).env("NASTAVNIK_DB", desk.db()).env("NASTAVNIK_TODAY", "2023-03-01"))
    };
    let before = desk.bytes();
    let told = limited(1);
    is_partial(&told, &["2023-02, расписание № 1: не удалось записать «", "файл больше, чем"]);
    assert!(before == desk.bytes());
    assert_eq!(listed(&desk.path("export")), [""; 0], "half a file doesn't stay");
    assert_eq!(desk.files(), ["export", "nastavnik.db"]);

    let told = limited(8);
    is_partial(&told, &["не сделано выгрузок: 1 из 1"]);
    assert_eq!(runs(&desk), [""; 0]);
    let told = desk.done("monitor run");
    assert!(told.err.contains("2023-02 → "), "{told:#?}");
    assert_eq!(listed(&desk.path("export")), ["2023-02_spassky_1.csv"]);
}

// ------------------------------------------------------------------------------------------- due, counted by the day

/// A day as three numbers, and the day after it: a calendar of this page's own.
type Date = (i32, u32, u32);

fn tomorrow((year, month, day): Date) -> Date {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (month, day == last) {
        (12, true) => (year + 1, 1, 1),
        (_, true) => (year, month + 1, 1),
        _ => (year, month, day + 1),
    }
}

/// What people call the period in which a day lies.
fn called(cycle: Cycle, (year, month, _): Date) -> String {
    match cycle {
        Cycle::Month => format!("{year}-{month:02}"),
        Cycle::Quarter => format!("{year}-Q{}", [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][month as usize - 1]),
        Cycle::HalfYear => format!("{year}-{}", if month < 7 { "H1" } else { "H2" }),
        Cycle::Year => year.to_string(),
        Cycle::SchoolYear if month < 9 => format!("{}-{year}", year - 1),
        Cycle::SchoolYear => format!("{year}-{}", year + 1),
    }
}

/// The periods that end on a day from `since` to the day before `today`: those whose name isn't the next day's.
fn over(cycle: Cycle, since: Date, today: Date) -> Vec<String> {
    let mut over = Vec::new();
    let mut day = since;
    while day < today {
        let next = tomorrow(day);
        if called(cycle, day) != called(cycle, next) {
            over.push(called(cycle, day));
        }
        day = next;
    }
    over
}

fn date() -> impl Strategy<Value = Date> {
    (1999..2032, 1..=12_u32, prop_oneof![Just(1), Just(28), Just(31), 1..=31_u32]).prop_map(|(year, month, day)| {
        (year, month, (1..=day).rev().find_map(|d| Day::new(year, month, d).map(Day::day)).unwrap())
    })
}

fn iso((year, month, day): Date) -> String {
    format!("{year}-{month:02}-{day:02}")
}

fn cycle() -> impl Strategy<Value = Cycle> {
    proptest::sample::select(Cycle::ALL)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_periods_that_are_over_are_those_of_a_calendar(cycle in cycle(), since in date(), today in date()) {
        let day = |date: Date| Day::new(date.0, date.1, date.2).unwrap();
        let found: Vec<_> = cycle.over(day(since), day(today)).map(|period| cycle.name(period)).collect();
        prop_assert_eq!(found, over(cycle, since, today));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whenever a scheduler happens to run, everything is there once in the end, and each run makes what is new.
    #[test]
    fn whenever_it_runs_everything_is_made_once(
        cycle in cycle(),
        since in (2022..2024, 1..=12_u32, 1..=28_u32),
        mut days in proptest::collection::vec((2022..2025, 1..=12_u32, 1..=28_u32), 1..4),
    ) {
        days.sort_unstable();
        let desk = Desk::new();
        let add = format!("--today 2024-01-01 monitor run --add {} S2 --export export --since {}", cycle.code(), iso(since));
        desk.done(&add);
        let mut done = 0;
        for today in days {
            let told = desk.done(&format!("--today {} monitor run", iso(today)));
            let due = over(cycle, since, today);
            prop_assert_eq!(told.err.matches(" → ").count(), due.len() - done, "{}", told.err);
            done = due.len();
            let mut files: Vec<_> = due.iter().map(|name| format!("{name}_selected_1.csv")).collect();
            files.sort();
            prop_assert_eq!(listed(&desk.path("export")), files);
        }
    }
}
