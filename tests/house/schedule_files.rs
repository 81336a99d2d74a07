//! The files of `examples/schedule`: a scheduler understands them, and the program understands what they call.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::words;
use quick_xml::Reader;
use quick_xml::events::Event;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/schedule")
}

/// A file of the folder; what Windows wrote is UTF-16.
fn read(name: &str) -> String {
    let bytes = fs::read(folder().join(name)).unwrap();
    match bytes.strip_prefix(b"\xff\xfe") {
        Some(wide) => {
            let units: Vec<_> = wide.chunks(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes).unwrap(),
    }
}

fn files() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    files
}

/// The program's command lines in a text: from its name, or its path, to the end of the line or a redirection.
fn calls(text: &str) -> Vec<Vec<String>> {
    let is_program = |word: &String| {
        let name = word.rsplit(['/', '\\', '=']).next().unwrap_or_default();
        ["nastavnik", "nastavnik.exe"].contains(&name)
    };
    let mut calls = Vec::new();
    for line in text.lines().filter(|line| line.contains("monitor run") && !line.contains("Description")) {
        let words = words(line);
        // After `sudo -u` the user's name is the same word.
        let program = words.iter().rposition(is_program).unwrap();
        let call = words[program..].iter().take_while(|word| !word.starts_with("2>"));
        calls.push(call.cloned().collect());
    }
    calls
}

#[test]
fn every_command_line_is_understood() {
    let mut found = BTreeMap::new();
    for name in files() {
        for call in calls(&read(&name)) {
            assert!(call.ends_with(&["run".into()]) || call.contains(&"run".into()), "{name}: {call:?}");
            if let Err(error) = nastavnik::cli::tree().try_get_matches_from(&call) {
                panic!("{name}: {call:?}\n{error}");
            }
            *found.entry(name.clone()).or_insert(0) += 1;
        }
    }
    let found: Vec<_> = found.iter().map(|(name, calls)| format!("{name} {calls}")).collect();
    assert_eq!(found, ["README.md 8", "crontab 1", "nastavnik.cmd 1", "nastavnik.service 1"]);
}

#[test]
fn every_file_is_named_in_the_readme() {
    let page = read("README.md");
    for name in files().iter().filter(|name| *name != "README.md") {
        assert!(page.contains(&format!("({name})")), "{name}");
    }
}

/// One field of a crontab: `*`, a number, a range, a list, a step.
fn fits(field: &str, least: u32, most: u32) -> bool {
    field.split(',').all(|part| {
        let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
        let number = |text: &str| text.parse().is_ok_and(|n: u32| (least..=most).contains(&n));
        let ranged = match range.split_once('-') {
            Some((from, to)) => number(from) && number(to),
            None => range == "*" || number(range),
        };
        ranged && step.is_none_or(|step| step.parse().is_ok_and(|n: u32| n > 0))
    })
}

#[test]
fn cron_reads_its_table() {
    assert!(fits("*/15", 0, 59) && fits("1-5,0", 0, 7) && !fits("60", 0, 59) && !fits("x", 0, 59));
    let table = read("crontab");
    assert!(table.ends_with('\n'), "cron passes over a line without an end");
    let mut jobs = 0;
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let setting = line.split_once('=').filter(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
        if setting.is_some() {
            continue;
        }
        let fields: Vec<_> = line.splitn(6, ' ').collect();
        for (field, (least, most)) in fields.iter().zip([(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)]) {
            assert!(fits(field, least, most), "{line}: {field}");
        }
        assert!(!fields[5].contains('%'), "cron would end the command there: {line}");
        jobs += 1;
    }
    assert_eq!(jobs, 1);
    assert!(table.contains("\nCONTENT_TYPE=\"text/plain; charset=UTF-8\"\n"), "else its mail can't be read");
}

/// A unit file: section and key to the value.
fn unit(name: &str) -> BTreeMap<String, String> {
    let (mut section, mut unit) = (String::new(), BTreeMap::new());
    for line in read(name).lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[') {
            section = heading.trim_end_matches(']').into();
        } else {
            let (key, value) = line.split_once('=').unwrap();
            unit.insert(format!("{section}.{key}"), value.into());
        }
    }
    unit
}

#[test]
fn systemd_reads_its_units() {
    let (service, timer) = (unit("nastavnik.service"), unit("nastavnik.timer"));
    assert_eq!(service["Service.Type"], "oneshot");
    assert_eq!(service["Service.ExecStart"], "/usr/local/bin/nastavnik monitor run");
    assert_eq!(timer["Timer.OnCalendar"], "*-*-* 03:30:00");
    assert_eq!(timer["Timer.Persistent"], "true");
    assert_eq!(timer["Install.WantedBy"], "timers.target");
    // Where there is systemd, it says so itself; it wants the program to be there.
    let stage = tempfile::tempdir().unwrap();
    let units = ["nastavnik.service", "nastavnik.timer"].map(|name| {
        let text = read(name).replace("/usr/local/bin/nastavnik", env!("CARGO_BIN_EXE_nastavnik"));
        fs::write(stage.path().join(name), text).unwrap();
        stage.path().join(name)
    });
    let Ok(told) = Command::new("systemd-analyze").arg("verify").args(&units).output() else { return };
    let said = String::from_utf8_lossy(&told.stderr);
    // Of other units of this machine, and of a machine that systemd doesn't run, nothing is asked here.
    let ours: Vec<_> = said.lines().filter(|line| line.contains("nastavnik.")).collect();
    assert_eq!(ours, Vec::<&str>::new());
}

#[test]
fn windows_reads_its_task() {
    let text = read("nastavnik-task.xml");
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n"), "as the scheduler itself saves it");
    let mut reader = Reader::from_str(&text);
    let (mut open, mut leaves) = (Vec::new(), BTreeMap::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => open.push(tag.name().0.to_owned()),
            Event::End(_) => _ = open.pop(),
            Event::Text(text) => {
                let text = text.to_string();
                if !text.trim().is_empty() {
                    leaves.insert(open.join("/"), text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    assert_eq!(leaves["Task/Actions/Exec/Command"], r"C:\nastavnik\nastavnik.cmd");
    assert_eq!(leaves["Task/Settings/StartWhenAvailable"], "true");
    assert_eq!(leaves["Task/Settings/MultipleInstancesPolicy"], "IgnoreNew");
    assert_eq!(leaves["Task/Triggers/CalendarTrigger/StartBoundary"], "2024-01-01T03:30:00");

    let batch = fs::read(folder().join("nastavnik.cmd")).unwrap();
    assert!(batch.is_ascii(), "whatever the code page");
    assert!(batch.split(|byte| *byte == b'\n').all(|line| line.is_empty() || line.ends_with(b"\r")));
}
