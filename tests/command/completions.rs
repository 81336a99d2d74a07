//! `org completions`: a shell asks how a line may go on, and hears nothing but words to type.

use std::fs;
use std::time::{Duration, Instant};

use crate::common::{Desk, Told};

fn district() -> Desk {
    Desk::new().with([
        "org add 'МБОУ «Школа № 7» с. Ключевое' --kind школа --inn 2599002119",
        "org add 'Детский сад «Ручеёк»' --kind preschool --inn 2599002221",
        "org staff add 'Ёлкина Мария Юрьевна' --org 1 --post учитель --hired 01.09.2003",
        "org staff add 'Еланцев Пётр Ильич' --org 1 --post учитель --hired 01.09.2003",
        "org staff add 'Еланцев Олег Ильич' --org 2 --post воспитатель --hired 01.09.2003",
        "org group add РМО-1 'Учителя химии' --kind клуб",
    ])
}

/// The candidates for the last word of a line, as bash gets them.
fn offered(desk: &Desk, words: &[&str]) -> Vec<String> {
    let mut command = desk.command("--");
    command.args(["nastavnik"].iter().chain(words));
    command
        .env("NASTAVNIK_COMPLETE", "bash")
        .env("_CLAP_IFS", "\n")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string());
    let told = Told::of(&mut command);
    assert_eq!((told.code, told.err.as_str()), (0, ""), "{words:?}");
    told.out.lines().filter(|word| !word.starts_with('-')).map(Into::into).collect()
}

#[test]
fn the_file_and_the_program_know_how_a_line_may_go_on() {
    let desk = district();
    for (words, expected) in [
        (&["o"][..], &["org"][..]),
        (&["org", "completions", ""], &["bash", "zsh", "fish", "powershell"]),
        (&["org", "staff", "show", ""], &["Еланцев", "Ёлкина"]),
        (&["org", "staff", "show", "ел"], &["Еланцев"]),
        (&["org", "staff", "list", "--org", "25990021"], &["2599002119"]),
        (&["org", "show", "Школа"], &[]),
        (&["org", "group", "show", "рмо"], &["РМО-1"]),
        (&["org", "group", "add", ""], &[]),
        (&["monitor", "explain", "s8"], &["S8", "S8-all", "S8-both"]),
        (&["monitor", "indicators", "--regulation", "sp"], &["spassky"]),
        // A title of several words would be torn: its code stands for it.
        (&["org", "add", "Дом", "--kind", "д"], &[]),
        (&["org", "add", "Дом", "--kind", "pre"], &["preschool"]),
        (&["org", "add", "Дом", "--kind", "шк"], &["школа"]),
        (&["--format", "x"], &["xlsx"]),
        (&["--db", "другой.db", "org", "staff", "show", ""], &[]),
    ] {
        assert_eq!(offered(&desk, words), expected, "{words:?}");
    }
}

/// Somebody is typing: what can't be known at once isn't waited for, nor told, and no file is made or brought up to date.
#[test]
fn whatever_is_wrong_is_silence() {
    let people = ["org", "staff", "show", ""];
    let bare = Desk::bare();
    assert_eq!(offered(&bare, &people), Vec::<String>::new());
    assert_eq!(bare.files(), Vec::<String>::new());
    bare.write("nastavnik.db", "это не база");
    assert_eq!(offered(&bare, &people), Vec::<String>::new());

    let busy = district();
    let writer = busy.sql();
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let begun = Instant::now();
    assert_eq!(offered(&busy, &people), Vec::<String>::new());
    assert!(begun.elapsed() < Duration::from_secs(5), "it waited for {:?}", begun.elapsed());

    let old = district();
    old.sql().execute_batch("PRAGMA user_version = 4").unwrap();
    let before = old.bytes();
    assert_eq!(offered(&old, &people), Vec::<String>::new());
    assert!(old.bytes() == before && old.files() == ["nastavnik.db"], "{:?}", old.files());
}

#[test]
fn bash_takes_the_script() {
    let desk = district();
    desk.done("org completions bash --output подсказки.sh");
    let script = fs::read_to_string(desk.path("подсказки.sh")).unwrap();
    assert_eq!(desk.done("org completions bash").out, script);
    let typed = "source ./подсказки.sh; COMP_WORDS=(nastavnik org staff show Ел); COMP_CWORD=4; \
                 _clap_complete_nastavnik nastavnik Ел show; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = std::process::Command::new("bash");
    bash.args(["--norc", "-c", typed]).current_dir(desk.folder()).env("NASTAVNIK_DB", desk.db());
    // Where there is no bash there is nothing to ask.
    if let Ok(output) = bash.output() {
        assert_eq!(String::from_utf8_lossy(&output.stdout), "Еланцев\n", "{output:?}");
    }
    for shell in ["zsh", "fish", "powershell"] {
        let script = desk.done(&format!("org completions {shell}")).out;
        assert!(script.contains("NASTAVNIK_COMPLETE") && script.contains("nastavnik"), "{script}");
    }
    desk.refused("org completions bash --format csv", 2, &["сценарий", "--format"]);
    desk.refused("org completions cmd", 2, &["bash, zsh, fish, powershell"]);
}
