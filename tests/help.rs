//! Every help page: it fits a terminal of 80 columns, and its examples are commands that the program understands.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// In a folder without a database.
fn run(args: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("help");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("an empty folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_nastavnik"));
    command.current_dir(folder).args(args).env("COLUMNS", "80").env("NASTAVNIK_DB", "nastavnik.db");
    command.output().expect("it starts")
}

/// The words of a line as a shell takes them: quotes keep spaces.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted, mut word) = (Vec::new(), false, String::new());
    for sign in line.chars().chain([' ']) {
        match sign {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            sign => word.push(sign),
        }
    }
    words
}

/// The page of a command and those below it; returns how many examples there were.
fn check(command: &[&str]) -> usize {
    let name = command.join(" ");
    let args: Vec<_> = command.iter().copied().chain(["--help"]).collect();
    let page = String::from_utf8(run(&args).stdout).expect("UTF-8");
    for line in page.lines().filter(|line| !line.starts_with("Использование: ")) {
        assert!(line.chars().count() <= 80, "{name}: wider than 80 columns: {line}");
    }
    let section = |heading: &str| -> Vec<&str> {
        let from = page.lines().skip_while(|line| *line != heading).skip(1);
        from.take_while(|line| line.starts_with("  ")).collect()
    };
    let examples = section("Примеры:");
    for example in &examples {
        let said = words(example);
        assert_eq!(said.first().map(String::as_str), Some("nastavnik"), "{name}: {example}");
        let output = run(&said[1..].iter().map(String::as_str).collect::<Vec<_>>());
        let talk = String::from_utf8_lossy(&output.stderr);
        assert_ne!(output.status.code(), Some(2), "{name}: {example}: {talk}");
    }
    let commands: Vec<_> = section("Команды:").iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(!commands.is_empty() || !examples.is_empty(), "{name}: no examples");
    let below = commands.iter().map(|below| check(&[command, &[below]].concat()));
    examples.len() + below.sum::<usize>()
}

#[test]
fn every_help_page() {
    assert!(check(&[]) > 50);
}
