//! Every command that the program or its papers name is there: with its path, and with its options. A text may name it as it
//! is typed (`nastavnik org list`) or by its path alone (`org staff edit`); what stands for a value is left as it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::sources::{Source, sources};
use crate::common::commands;

/// The commands, each with its options.
struct Known {
    paths: BTreeSet<Vec<String>>,
    options: Vec<(Vec<String>, BTreeSet<String>)>,
}

/// A text in which commands may be named, and where it stands.
struct Text {
    place: String,
    text: String,
}

impl Known {
    fn of_tree() -> Self {
        let root = nastavnik::cli::tree();
        let of =
            |command: &clap::Command| command.get_arguments().filter_map(clap::Arg::get_long).map(Into::into).collect();
        // clap adds these by itself, and the general options go with every command.
        let mut general: BTreeSet<String> = of(&root);
        general.extend(["help".to_owned(), "version".to_owned()]);
        let options = commands().iter().map(|(path, command)| (path.clone(), &of(command) | &general)).collect();
        Self { paths: commands().into_iter().map(|(path, _)| path).collect(), options }
    }

    /// Whether the command has the option; of no command in particular, whether any has it.
    fn has_option(&self, path: Option<&[String]>, option: &str) -> bool {
        self.options.iter().any(|(of, options)| path.is_none_or(|path| path == of) && options.contains(option))
    }

    /// What is wrong with the commands and options that a text names, and how many it names.
    fn faults(&self, text: &str) -> (Vec<String>, usize) {
        let (mut faults, mut named) = (Vec::new(), 0);
        for line in text.lines() {
            let words: Vec<_> = line.split_whitespace().collect();
            let mut command: Option<Vec<String>> = None;
            let mut at = 0;
            while at < words.len() {
                let program = usize::from(bare(words[at]) == "nastavnik" && !ends(words[at]));
                // `nastavnik help КОМАНДА` asks for the page of a command.
                let help = usize::from(program == 1 && words.get(at + 1).is_some_and(|word| bare(word) == "help"));
                let path = self.path(&words[at + program + help..]);
                if program == 1 || path.len() > 1 {
                    at += program + help + path.len();
                    let next = words.get(at).map(|word| bare(word)).filter(|word| is_word(word));
                    match next.filter(|_| !ends(words[at - 1]) && self.has_below(&path)) {
                        Some(word) => faults.push(format!("«{}» has no command «{word}»: {line}", path.join(" "))),
                        None => named += usize::from(!path.is_empty()),
                    }
                    command = Some(path).filter(|path| !path.is_empty());
                } else {
                    if let Some(option) = option(words[at]) {
                        named += 1;
                        if !self.has_option(command.as_deref(), option) {
                            let of = command.as_ref().map_or("no command".to_owned(), |path| path.join(" "));
                            faults.push(format!("«{of}» has «--{option}»: {line}"));
                        }
                    }
                    at += 1;
                }
                // What follows may be about another command.
                if ends(words[at - 1]) {
                    command = None;
                }
            }
        }
        (faults, named)
    }

    fn has_below(&self, path: &[String]) -> bool {
        self.paths.iter().any(|longer| longer.len() > path.len() && longer.starts_with(path))
    }

    /// The longest path with which words begin.
    fn path(&self, words: &[&str]) -> Vec<String> {
        let mut path = Vec::new();
        for word in words {
            path.push(bare(word).to_owned());
            if !self.paths.contains(&path) {
                path.pop();
                break;
            }
            if ends(word) {
                break;
            }
        }
        path
    }
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '{' && c != '}')
}

/// Whether a sentence, a bracket or a quotation ends with a word.
fn ends(word: &str) -> bool {
    word.ends_with([';', ')', '»', '`', ',', ':', '.', '|'])
}

fn is_word(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && !word.starts_with('-')
}

/// The name of an option.
fn option(word: &str) -> Option<&str> {
    let (_, name) = word.split_once("--")?;
    let name = name.split(|c: char| !c.is_ascii_lowercase() && c != '-').next()?;
    Some(name.trim_end_matches('-')).filter(|name| !name.is_empty())
}

/// CSS writes the names of its variables as a command line writes options.
const STYLE_SHEETS: &[&str] = &["report/html/style.rs"];

/// The string literals of a source.
fn literals(source: &Source) -> Vec<String> {
    if STYLE_SHEETS.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let code = source.code.join("\n").replace("'\"'", "");
    let mut literals = Vec::new();
    let mut rest = code.as_str();
    while let Some((_, after)) = rest.split_once('"') {
        let mut literal = String::new();
        let mut chars = after.char_indices();
        let mut end = after.len();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    end = at + 1;
                    break;
                }
                '\\' => match chars.next() {
                    Some((_, 'n')) => literal.push('\n'),
                    Some((_, '\n')) | None => {}
                    Some((_, c)) => literal.push(c),
                },
                c => literal.push(c),
            }
        }
        literals.push(literal);
        rest = &after[end..];
    }
    literals
}

/// What a paper shows as typed: the lines of fenced blocks, and what stands between backticks. Other programs have their
/// own options.
fn typed(paper: &str) -> String {
    let mut is_fenced = false;
    let mut typed = Vec::new();
    for line in paper.lines() {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        } else if is_fenced {
            typed.push(line);
        } else {
            typed.extend(line.split('`').skip(1).step_by(2));
        }
    }
    let others = ["cargo ", "git ", "$ cargo ", "$ git "];
    typed.retain(|line| !others.iter().any(|other| line.trim_start().starts_with(other)));
    typed.join("\n")
}

/// Files of an ending in a folder and below it.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|of| of == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// All texts: literals, pages of data, papers.
fn texts() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for source in sources() {
        let of = |text| Text { place: format!("src/{}", source.path), text };
        texts.extend(literals(&source).into_iter().map(of));
    }
    let whole = |path: &PathBuf| (path.display().to_string(), fs::read_to_string(path).unwrap());
    for path in ["sql", "toml"].iter().flat_map(|ending| files(&root.join("src"), ending)) {
        let (place, text) = whole(&path);
        texts.push(Text { place, text });
    }
    // Not the change log: it tells what has gone, too.
    let mut papers = files(&root.join("docs"), "md");
    papers
        .extend(["README.md", "CONTRIBUTING.md"].map(|name| root.join(name)).into_iter().filter(|path| path.exists()));
    for path in papers {
        let (place, text) = whole(&path);
        // What the guide shows as typed is run, slips too, and what it shows as answered is compared.
        let is_run = path.starts_with(root.join("docs/guide"));
        let text = if is_run { text.split("```").step_by(2).collect() } else { text };
        texts.push(Text { place, text: typed(&text) });
    }
    texts
}

#[test]
fn every_named_command_can_be_typed() {
    let known = Known::of_tree();
    let mut wrong = Vec::new();
    let mut count = 0;
    for Text { place, text } in texts() {
        let (faults, named) = known.faults(&text);
        wrong.extend(faults.into_iter().map(|fault| format!("{place}: {fault}")));
        count += named;
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 300, "the texts weren't read: {count}");
}

#[test]
fn a_slip_is_found_wherever_it_stands() {
    let known = Known::of_tree();
    let faults = |text: &str| known.faults(text).0.len();
    for sound in [
        "список групп: nastavnik org group list",
        "исправьте её (org staff edit) или повторите с параметром --correct",
        "выполнить: nastavnik {} --apply {path}",
        "nastavnik org history --of person:12; nastavnik org undo НОМЕР --help",
        "the pair is new, the organisation too",
    ] {
        assert_eq!(faults(sound), 0, "{sound}");
    }
    for slip in [
        "список групп: nastavnik org groups list",
        "повторите с параметром --corect",
        "(nastavnik org staf)",
        "nastavnik org list --correct",
        "org adopt --curators",
    ] {
        assert_eq!(faults(slip), 1, "{slip}");
    }
}

/// Below the layer of commands an advice is a value, and only data names a command: the declarations of registers, the
/// columns for which an option of `org staff import` may stand, the pages (which aren't code).
#[test]
fn no_code_below_the_commands_names_one() {
    const MAY_NAME: &[&str] = &["main.rs", "cli", "command", "register", "intake/staff.rs", "intake/tenure.rs"];
    let known = Known::of_tree();
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !MAY_NAME.iter().any(|start| source.path.starts_with(start))) {
        let named = literals(source).into_iter().filter(|literal| known.faults(literal).1 > 0);
        wrong.extend(named.map(|literal| format!("src/{}: {literal}", source.path)));
    }
    assert_eq!(wrong, Vec::<String>::new());
}
