//! Every help page of the tree: Russian, narrow enough, with examples that the program understands.

use std::collections::BTreeSet;

use crate::common::{Desk, Told, commands, words};
use nastavnik::domain::{Cycle, Severity};
use nastavnik::indicator::Catalogue;
use nastavnik::intake::reading::Encoding;
use nastavnik::report::Format;
use nastavnik::store::worklist;

/// What a Russian reader of help pages knows by its own name.
const PROPER: &[&str] = &[
    "nastavnik",
    "CSV",
    "XLSX",
    "Excel",
    "Word",
    "UTF-8",
    "NASTAVNIK_DB",
    "NASTAVNIK_WAIT",
    "NASTAVNIK_TODAY",
    "help",
    "ALL",
    "Windows",
];

/// What belongs to a shell.
const OF_SHELLS: &[&str] = &["Tab", "PowerShell", "$PROFILE", "Out-String", "Invoke-Expression", "source"];

/// Everything that a person may have to type: commands, options, codes.
pub fn typed() -> BTreeSet<String> {
    let mut typed: BTreeSet<String> = PROPER.iter().chain(OF_SHELLS).map(|word| (*word).to_owned()).collect();
    for (path, command) in commands() {
        typed.extend(path);
        for arg in command.get_arguments() {
            typed.extend(arg.get_long().map(Into::into));
            typed.extend(arg.get_possible_values().iter().map(|value| value.get_name().to_owned()));
        }
    }
    let catalogue = Catalogue::known().unwrap();
    typed.extend(catalogue.acts.into_iter().map(|act| act.code));
    typed.extend(catalogue.measures.into_iter().map(|measure| measure.code));
    typed.extend(Format::ALL.iter().map(|format| format.code().to_owned()));
    typed.extend(Cycle::ALL.iter().map(|cycle| cycle.code().to_owned()));
    typed.extend(Severity::ALL.iter().map(|severity| severity.code().to_owned()));
    typed.extend(worklist::kinds().unwrap().iter().map(|kind| kind.code.to_owned()));
    typed.extend(Encoding::ALL.iter().map(|encoding| encoding.name().to_owned()));
    typed
}

/// Words of three Latin letters or more that nobody has to type: options begin with a dash, files have an ending.
pub fn english(page: &str, typed: &BTreeSet<String>) -> Vec<String> {
    let page = page.replace("https://", "");
    page.split(|c: char| c.is_whitespace() || "«»[](){}<>,:;?=…\"|".contains(c))
        .filter(|word| !word.starts_with('-') && !word.trim_end_matches('.').contains(['.', '/']))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_alphabetic)))
        .filter(|word| !typed.contains(*word))
        .map(Into::into)
        .collect()
}

/// The examples of a page as its author wrote them, before clap breaks the lines.
fn examples(command: &clap::Command) -> Vec<String> {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let after = after.split_once("Примеры:\n").map(|(_, examples)| examples.to_owned()).unwrap_or_default();
    after.lines().map(str::trim).take_while(|line| line.starts_with("nastavnik ")).map(Into::into).collect()
}

#[test]
fn every_page_is_russian_and_narrow() {
    let desk = Desk::bare();
    let typed = typed();
    let pages = commands();
    assert!(pages.len() > 30, "the tree wasn't walked: {}", pages.len());
    for (turn, (path, command)) in pages.into_iter().enumerate() {
        let path = path.join(" ");
        let page = desk.done(&format!("{path} --help"));
        assert_eq!(page.err, "", "{path}");
        // One option for all, and one place that sets it.
        if turn % 4 == 0 {
            assert_eq!(desk.done(&format!("{path} -h")).out, page.out, "{path}: one page, short or long");
        }
        let unknown = english(&page.out, &typed);
        assert!(unknown.is_empty(), "{path}: {unknown:?}\n{}", page.out);
        for line in page.out.lines() {
            assert!(
                line.chars().count() <= 80 || line.starts_with("Использование: "),
                "{path}: a line of {}: {line}",
                line.chars().count()
            );
            assert_eq!(line.trim_end(), line, "{path}: spaces at the end");
        }
        for part in ["Использование: nastavnik", "Общие параметры:", "--help", "Примеры:\n"]
        {
            assert!(page.out.contains(part), "{path}: no «{part}»\n{}", page.out);
        }
        // Every option and argument says what it is.
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.chars().any(|c| ('А'..='я').contains(&c)), "{path}: {} says nothing", arg.get_id());
            let names = arg.get_value_names().unwrap_or_default();
            let latin = names.iter().any(|name| name.chars().any(|c| c.is_ascii_alphabetic()));
            assert!(!latin || !arg.get_action().takes_values(), "{path}: {} has the value {names:?}", arg.get_id());
        }
        assert!(command.get_about().is_some_and(|about| !about.to_string().ends_with('.')), "{path}");
    }
    assert_eq!(desk.files(), Vec::<String>::new());
}

/// `help` is understood wherever a command is expected, and nowhere else.
#[test]
fn help_and_a_command_show_its_page() {
    let desk = Desk::new();
    // Every other command, and one way of three: where the word stands isn't the command's doing.
    for (turn, (path, command)) in commands().into_iter().step_by(2).enumerate() {
        let path = path.join(" ");
        let page = desk.done(&format!("{path} --help"));
        let asked = match (turn % 3, path.rsplit_once(' ')) {
            (0, Some((above, below))) => format!("{above} help {below}"),
            (1, _) => format!("--quiet help {path}"),
            _ => format!("help {path}"),
        };
        assert_eq!(desk.done(&asked), page, "{asked}");
        if command.get_subcommands().next().is_some() {
            assert_eq!(desk.done(&format!("{path} help")), page, "{path}: alone");
        }
    }
    desk.refused("help org staf", 2, &["нет такой команды: «staf»", "может быть, «staff»?"]);
    desk.refused("org show help", 1, &["нет организации «help»"]);
}

/// The pages of the guide stand beside the commands. A command goes first; what is neither names both.
#[test]
fn help_and_a_theme_show_a_page_of_the_guide() {
    let desk = Desk::bare();
    let first = desk.done("help").out;
    for theme in ["С чего начать", "Двадцать файлов за вечер", "Почему 44 %?", "Ошибся: как вернуть"]
    {
        assert!(first.contains(&format!("\n  {theme}\n")), "{theme}\n{first}");
    }
    let page = desk.done("help двадцать");
    assert!(page.out.starts_with("Двадцать файлов за вечер\n"), "{}", page.out);
    assert!(
        page.out.contains("\n$ nastavnik org staff import school-1.csv kindergarten.csv --dry-run\n"),
        "{}",
        page.out
    );
    assert_eq!(page.err, "");
    assert_eq!(desk.done("--quiet help twenty-files"), page);
    assert_eq!(desk.done("help Двадцать файлов за вечер"), page);
    desk.refused("help orgs", 2, &["ни команды, ни темы", "«orgs»", "может быть, «org»?", "Двадцать файлов за вечер"]);
    desk.refused("help вечер", 2, &["Первый вечер", "Двадцать файлов за вечер", "назовите точнее"]);
    let nameless = desk.refused("--no-names help Иванова", 2, &["Почему 44 %?"]);
    assert!(!nameless.err.contains("Иванова"), "{}", nameless.err);
    assert_eq!(desk.files(), Vec::<String>::new());
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_that_cannot_be_shown_is_no_success() {
    let desk = Desk::bare();
    for page in ["org --help", "help двадцать"] {
        let mut command = desk.command(page);
        command.stdout(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let told = Told::of(&mut command);
        assert_eq!(told.code, 4, "{told:#?}");
        assert!(told.err.contains("места"), "{told:#?}");
    }
}

#[test]
fn every_example_is_understood() {
    for (path, command) in commands() {
        let examples = examples(&command);
        let name = path.join(" ");
        assert!(!examples.is_empty(), "{name} has no examples");
        for example in &examples {
            assert!(example.chars().count() <= 98, "{name}: can't be copied from one line: {example}");
            let line = words(example);
            if let Err(error) = nastavnik::cli::tree().try_get_matches_from(&line) {
                panic!("{name}: {example}\n{error}");
            }
            let of_this = line[1..].windows(path.len().max(1)).any(|part| path.is_empty() || part == path);
            assert!(of_this, "{name}: an example of another command: {example}");
        }
        let once: BTreeSet<_> = examples.iter().collect();
        assert_eq!(once.len(), examples.len(), "{name}: an example stands twice");
    }
}

/// A command without its command, and a slip, lead to the page.
#[test]
fn a_slip_leads_to_the_page() {
    let desk = Desk::bare();
    for (path, command) in commands().into_iter().filter(|(_, command)| command.is_subcommand_required_set()) {
        let path = path.join(" ");
        let alone = desk.run(&path);
        let below = command.get_subcommands().next().unwrap().get_name().to_owned();
        assert_eq!(alone.code, 2, "{path}");
        assert!(format!("{}{}", alone.out, alone.err).contains(&below), "{path}: {alone:#?}");
        desk.refused(
            &format!("{path} {below}x"),
            2,
            &[&format!("нет такой команды: «{below}x»"), "может быть", "--help"],
        );
    }
}
