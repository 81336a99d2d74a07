//! Help pages in Russian.

use std::ffi::OsString;

use clap::builder::{Resettable, StyledStr};
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, Error};

/// The heading of what every command takes.
const COMMON: &str = "Общие параметры";
/// Wider lines are hard to read.
const WIDTH: usize = 100;
/// The word that asks for a page where a command is expected.
const HELP: &str = "help";
/// After all other options.
const LAST: usize = 900;

/// The command with Russian help pages at every level. Texts, value names and headings that it has are kept.
///
/// `-h` is added everywhere and `-V` at the top. clap's own `help` command would stand in every list, with a tree of its own
/// below it: [`read`] understands the word instead. The result is built, so that nothing can be added to it any more.
pub fn localise(command: Command) -> Command {
    let mut command = page(command).disable_version_flag(true);
    if command.get_version().is_some() {
        command = command.arg(common("version", 'V', ArgAction::Version, "Показать версию").display_order(LAST + 1));
    }
    command.build();
    usage(command)
}

/// Reads a command line. Where a command is expected, `help` asks for the page of what follows: `help org staff` is
/// `org staff --help`, and so is `org help staff`.
///
/// To put pages into Russian takes longer than most commands do. Only a line that `commands` can't read as it stands is read
/// again with `pages`: with those that it names.
///
/// # Errors
/// The line can't be understood, or asks for a page.
pub fn read(commands: Command, pages: impl Fn() -> Command, line: &[OsString]) -> Result<ArgMatches, Error> {
    commands.try_get_matches_from(line).or_else(|_| read_in_russian(localise_named(pages(), line), line.to_vec()))
}

/// [`localise`], but of the pages that a line names: of the others there is only what the pages above them tell.
pub fn localise_named(command: Command, line: &[OsString]) -> Command {
    localise(named_pages(command, line))
}

/// Of a page that a line doesn't name only what the page above it tells of it.
fn named_pages(command: Command, line: &[OsString]) -> Command {
    command.mut_subcommands(|below| {
        if line.iter().any(|word| word == below.get_name()) {
            return named_pages(below, line);
        }
        let told = Command::new(below.get_name().to_owned()).hide(below.is_hide_set());
        match below.get_about() {
            Some(about) => told.about(about.clone()),
            None => told,
        }
    })
}

fn read_in_russian(command: Command, mut line: Vec<OsString>) -> Result<ArgMatches, Error> {
    let Some(at) = line.iter().skip(1).position(|word| word == HELP) else {
        return command.try_get_matches_from(line);
    };
    let is_asked = |error: &Error| {
        error.kind() == ErrorKind::InvalidSubcommand
            && error.get(ContextKind::InvalidSubcommand).is_some_and(|word| word.to_string() == HELP)
    };
    match command.clone().try_get_matches_from(&line) {
        Err(error) if is_asked(&error) => {
            line.remove(at + 1);
            line.push("--help".into());
            command.try_get_matches_from(line)
        }
        read => read,
    }
}

/// One page and those below it, before clap builds them.
fn page(command: Command) -> Command {
    let style = *command.get_styles().get_usage();
    let mut ids: Vec<_> = command.get_arguments().map(|arg| (rank(arg), arg.get_id().clone())).collect();
    // Headings come in the order of their first arguments.
    ids.sort_by_key(|(rank, _)| *rank);
    let command = ids.into_iter().enumerate().fold(command, |command, (at, (_, id))| {
        command.mut_arg(id, |arg| {
            // Under a heading, clap sorts arguments without a display order by their ids.
            let arg = if arg.is_positional() { arg.display_order(at) } else { arg };
            tail(headed(arg))
        })
    });
    command
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{style}Использование:{style:#} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .max_term_width(WIDTH)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading("Команды")
        .subcommand_value_name("КОМАНДА")
        .arg(common("help", 'h', ArgAction::Help, "Показать эту справку").display_order(LAST))
        .mut_subcommands(page)
}

fn common(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(help).help_heading(COMMON)
}

/// Arguments, options, options under a heading of their own, common options.
fn rank(arg: &Arg) -> u8 {
    match arg.get_help_heading() {
        _ if arg.is_global_set() => 3,
        Some(_) => 2,
        None if arg.is_positional() => 0,
        None => 1,
    }
}

fn headed(arg: Arg) -> Arg {
    if arg.get_help_heading().is_some() {
        return arg;
    }
    let heading = match rank(&arg) {
        0 => "Аргументы",
        3 => COMMON,
        _ => "Параметры",
    };
    arg.help_heading(heading)
}

/// Hides clap's English remarks and says the same in Russian after the help.
fn tail(arg: Arg) -> Arg {
    let remarks = remarks(&arg);
    let said = |help: &StyledStr| StyledStr::from(format!("{help} {remarks}").trim().to_owned());
    let help = said(&arg.get_help().cloned().unwrap_or_default());
    let long = arg.get_long_help().map_or(Resettable::Reset, |long| Resettable::Value(said(long)));
    let arg = arg.help(help).long_help(long).hide_env(true);
    // A flag has no value to hide, and clap insists on that.
    let valued = arg.get_action().takes_values();
    arg.hide_default_value(valued).hide_possible_values(valued)
}

fn remarks(arg: &Arg) -> String {
    let mut remarks = Vec::new();
    if arg.get_action().takes_values() {
        let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() && !arg.is_hide_default_value_set() {
            remarks.push(format!("[по умолчанию: {}]", defaults.join(" ")));
        }
        let possible = arg.get_possible_values();
        let possible: Vec<_> =
            possible.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name()).collect();
        if !possible.is_empty() && !arg.is_hide_possible_values_set() {
            remarks.push(format!("[допустимо: {}]", possible.join(", ")));
        }
    }
    if let Some(name) = arg.get_env().filter(|_| !arg.is_hide_env_set()) {
        remarks.push(format!("[переменная: {}]", name.to_string_lossy()));
    }
    remarks.join(" ")
}

/// The usage lines, which clap writes only when the command is built.
fn usage(mut command: Command) -> Command {
    let english = command.render_usage().to_string();
    let lines = english.trim_start_matches("Usage: ").replace("[OPTIONS]", "[ПАРАМЕТРЫ]");
    let lines: Vec<_> = lines.lines().flat_map(folded).collect();
    command.override_usage(lines.join(&format!("\n{:15}", ""))).mut_subcommands(usage)
}

/// A usage line in pieces that fit the page beside «Использование: »; an option stays with its value.
fn folded(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in line.split_whitespace() {
        match parts.last_mut() {
            Some(option) if option.starts_with("--") && !option.contains(' ') && word.starts_with('<') => {
                *option = format!("{option} {word}");
            }
            _ => parts.push(word.to_owned()),
        }
    }
    let mut pieces: Vec<String> = Vec::new();
    for part in parts {
        match pieces.last_mut() {
            Some(piece) if 15 + piece.chars().count() + 1 + part.chars().count() <= WIDTH => {
                *piece = format!("{piece} {part}");
            }
            _ => pieces.push(part),
        }
    }
    pieces
}
