//! Every workbook that any command makes is opened by another reader, and says what the text for Excel says.

use std::fs;
use std::process::Stdio;

use super::no_names::{READS, filled};
use super::output_names::again;
use super::refusals::lines;
use crate::common::district::district;
use crate::common::workbook::{BookSheet, agree, sheets, whole_text};
use crate::common::{Desk, Told};

/// What has sheets of its own, and tests of its own.
const OF_SEVERAL_SHEETS: &[&str] = &["monitor indicators"];

/// Whether a command makes a workbook of several sheets.
pub fn is_of_several(line: &str) -> bool {
    OF_SEVERAL_SHEETS.iter().any(|start| line.starts_with(start))
}

#[test]
fn whatever_is_read_is_a_workbook_too() {
    let desk = district();
    let (mut workbooks, mut days) = (0, 0);
    for (_, templates) in READS {
        for line in filled(&desk, templates).iter().filter(|line| !is_of_several(line)) {
            let found = agree(&desk, line);
            workbooks += usize::from(found.is_some());
            days += found.unwrap_or(0);
        }
    }
    assert!(workbooks > 40 && days > 100, "{workbooks} workbooks, {days} days");
}

/// The commands that change something as well: a plan, a dry run, the columns of a file.
#[test]
fn every_command_of_the_tree_makes_a_sound_workbook_or_none() {
    let desk = district();
    let state = desk.bytes();
    let mut workbooks = 0;
    for line in lines() {
        again(&desk, &state);
        let told = desk.run(&format!("{line} --output a.xlsx"));
        assert!(told.out.is_empty(), "{line}: {told:#?}");
        if desk.path("a.xlsx").exists() {
            let all = sheets(&desk.path("a.xlsx"));
            let is_sound = |sheet: &BookSheet| !sheet.name.is_empty() && !sheet.rows.is_empty();
            assert!(!all.is_empty() && all.iter().all(is_sound), "{line}: nothing is in it");
            workbooks += 1;
        }
        // Nothing passing is left.
        assert!(desk.files().iter().all(|file| !file.starts_with('.')), "{line}: {:?}", desk.files());
    }
    assert!(workbooks > 15, "{workbooks}");
    again(&desk, &state);
    desk.write("f.csv", "Наименование;Вид\nШкола Б;школа\n");
    for line in ["org import f.csv --dry-run", "org import --columns", "org staff import --columns"] {
        assert!(agree(&desk, line).is_some(), "{line}");
    }
}

#[test]
fn a_workbook_goes_into_a_pipe_as_it_goes_into_a_file() {
    let desk = district();
    desk.done("org staff list --all --output a.xlsx");
    let written = fs::read(desk.path("a.xlsx")).unwrap();
    for line in ["org staff list --all --format xlsx", "org staff list --all --format xlsx --output -"] {
        let output = desk.command(line).stdout(Stdio::piped()).output().unwrap();
        assert!(output.status.success() && output.stdout == written, "{line}");
    }
}

/// A terminal gets no bytes of an archive.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_is_no_place_for_a_workbook() {
    let desk = Desk::new().with(["org add 'Школа А' --kind школа"]);
    let program = env!("CARGO_BIN_EXE_nastavnik");
    for line in ["--format xlsx", "--format xlsx --output -"] {
        let mut command = std::process::Command::new("script");
        let typed = format!("{program} org list {line}");
        command.args(["-qec", &typed, "/dev/null"]).current_dir(desk.folder()).stdin(Stdio::null());
        let Ok(output) = command.env("NASTAVNIK_DB", desk.db()).output() else { return };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let code = output.status.code();
        assert!(code == Some(2) && said.contains("книга Excel — не текст") && !said.contains("PK"), "{said}");
    }
}

/// The files of `monitor export`; those of a schedule are for programs.
#[test]
fn an_export_may_be_of_workbooks() {
    let desk = Desk::example("spassky", "2022-09-08");
    desk.done("monitor export --out e --format xlsx");
    let names: Vec<_> = fs::read_dir(desk.path("e")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(names.len() > 2);
    for path in names {
        assert!(path.extension().is_some_and(|end| end == "xlsx"), "{}", path.display());
        assert!(sheets(&path)[0].rows.len() > 1, "{}", path.display());
    }
}

/// A schedule keeps the kind of its files, whatever it is. One that a run left before its note is known by its bytes.
#[test]
fn a_schedule_may_make_workbooks_documents_and_pages() {
    let desk = Desk::example("spassky", "2022-09-08");
    let kinds = ["xlsx", "docx", "html"];
    for kind in kinds {
        desk.done(&format!("monitor run --add year S1 S7 --export e --since 01.12.2021 --format {kind}"));
    }
    desk.done("monitor run");
    let file = |at: usize| desk.path(&format!("e/2021_selected_{}.{}", at + 1, kinds[at]));
    let codes: Vec<_> = sheets(&file(0))[0].rows[1..].iter().map(|row| row[0].to_string()).collect();
    assert_eq!(codes, ["S1", "S7"]);
    assert!(kinds.iter().enumerate().all(|(at, _)| file(at).metadata().unwrap().len() > 1000));
    let told = desk.cells("monitor run --list", &["schedule", "format"]);
    assert_eq!(told, ["1|xlsx", "2|docx", "3|html"]);
    desk.sql().execute_batch("DELETE FROM runs").unwrap();
    desk.done("monitor run");
    assert_eq!(desk.sql().query_row("SELECT count(*) FROM runs", [], |row| row.get::<_, i64>(0)).unwrap(), 3);
}

/// Whatever the disk refuses is told as of any other file, and nothing is left: the temporary files have no names.
#[cfg(unix)]
#[test]
fn a_workbook_that_finds_no_room_leaves_nothing() {
    let desk = Desk::example("spassky", "2022-09-08");
    desk.write("a.xlsx", "of yesterday");
    let files = desk.files();
    for kilobytes in [0, 1, 8, 16] {
        let typed = format!(
            "trap '' XFSZ; ulimit -f {kilobytes}; exec '{}' org staff list --all --output a.xlsx",
            env!("CARGO_BIN_EXE_nastavnik")
        );
        let mut command = std::process::Command::new("bash");
        command.args(["-c", &typed]).current_dir(desk.folder()).env("NASTAVNIK_DB", desk.db());
        let told = Told::of(command.env("NASTAVNIK_TODAY", "2022-09-08").stdin(Stdio::null()));
        assert!(told.code == 4 && told.err.starts_with("Ошибка: "), "{kilobytes}: {told:#?}");
        assert!(!told.err.contains("panicked") && told.err.contains("файл больше"), "{kilobytes}: {told:#?}");
        assert_eq!(
            (fs::read_to_string(desk.path("a.xlsx")).unwrap(), desk.files()),
            ("of yesterday".into(), files.clone())
        );
    }
}

#[test]
fn the_properties_name_nobody_either() {
    let desk = district();
    desk.done("pair show 1 --no-names --output a.xlsx");
    let text = whole_text(&desk.path("a.xlsx"));
    assert!(text.contains("Лицо 1") && !text.contains("Петров"), "{text}");
}
