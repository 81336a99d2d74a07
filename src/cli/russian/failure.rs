//! Errors of the command line in Russian.

use std::error::Error as _;
use std::num::{IntErrorKind, ParseIntError};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::domain::Names;
use crate::error::Failure;

/// What is wrong with the command line and how to put it right; `None` where clap has a page to show and no error to
/// report: `error.print()` shows it and `error.exit_code()` goes with it.
///
/// What was typed may be a name: without names it isn't repeated.
pub fn failure(error: &Error, names: &Names) -> Option<Failure> {
    let typed = |text: String| if names.are_told() { text } else { "…".into() };
    let mut failure = Failure::usage(message(error, typed)?);
    if names.are_told() {
        failure.hints.extend(suggestions(error));
    }
    let allowed = strings(error, ContextKind::ValidValue);
    if !allowed.is_empty() {
        failure = failure.hint(format!("допустимо: {}", allowed.join(", ")));
    }
    let usage = text(error, ContextKind::Usage);
    if usage.is_empty() {
        // clap doesn't say which command a wrong value belongs to.
        return Some(failure.hint("Подробнее: та же команда с --help"));
    }
    let usage = usage.trim_start_matches("Usage: ").split_whitespace().collect::<Vec<_>>().join(" ");
    let command: Vec<_> = usage.split(' ').take_while(|word| !word.starts_with(['[', '<', '-'])).collect();
    Some(failure.hint(format!("Использование: {usage}")).hint(format!("Подробнее: {} --help", command.join(" "))))
}

fn message(error: &Error, typed: impl Fn(String) -> String) -> Option<String> {
    let argument = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let command = text(error, ContextKind::InvalidSubcommand);
    let actual = text(error, ContextKind::ActualNumValues);
    Some(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::DisplayVersion => {
            return None;
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("у «{argument}» нет значения"),
        ErrorKind::InvalidValue => format!("значение «{}» не подходит для «{argument}»", typed(value)),
        ErrorKind::ValueValidation => {
            format!("значение «{}» не подходит для «{argument}»: {}", typed(value), reason(error))
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("неизвестный параметр «{}»", typed(argument))
        }
        ErrorKind::UnknownArgument => format!("лишнее слово «{}»", typed(argument)),
        ErrorKind::InvalidSubcommand => format!("нет такой команды: «{}»", typed(command)),
        ErrorKind::MissingSubcommand => {
            format!("после «{command}» нужна команда: {}", strings(error, ContextKind::ValidSubcommand).join(", "))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<_> = strings(error, ContextKind::InvalidArg).iter().map(|arg| alternatives(arg)).collect();
            format!("не хватает обязательного: {}", missing.join(", "))
        }
        ErrorKind::ArgumentConflict => conflict(error, if argument.is_empty() { &command } else { &argument }),
        ErrorKind::NoEquals => format!("после «{argument}» нужен знак «=» и значение"),
        ErrorKind::TooManyValues => format!("у «{argument}» лишнее значение «{}»", typed(value)),
        ErrorKind::TooFewValues => {
            format!("у «{argument}» значений {actual}, а нужно не меньше {}", text(error, ContextKind::MinValues))
        }
        ErrorKind::WrongNumberOfValues => {
            format!("у «{argument}» значений {actual}, а нужно {}", text(error, ContextKind::ExpectedNumValues))
        }
        ErrorKind::InvalidUtf8 => "в командной строке есть знаки не в кодировке UTF-8".into(),
        _ => "командную строку не удалось разобрать".into(),
    })
}

/// clap writes a group of options, one of which is needed, as `<--person <X>|--org <Y>>`.
fn alternatives(argument: &str) -> String {
    match argument.strip_prefix("<--").and_then(|rest| rest.strip_suffix('>')) {
        Some(group) => format!("--{}", group.replace('|', " или ")),
        None => argument.to_owned(),
    }
}

fn conflict(error: &Error, argument: &str) -> String {
    let prior = strings(error, ContextKind::PriorArg);
    if prior.iter().any(|prior| prior == argument) {
        return format!("«{argument}» указан дважды");
    }
    let prior: Vec<_> = prior.iter().map(|prior| format!("«{prior}»")).collect();
    format!("«{argument}» не сочетается с {}", if prior.is_empty() { "другими".into() } else { prior.join(", ") })
}

/// Why a value parser refused: our parsers say it in Russian, clap's own for numbers don't.
fn reason(error: &Error) -> String {
    let Some(source) = error.source() else { return "такого значения не бывает".into() };
    if let Some(number) = source.downcast_ref::<ParseIntError>() {
        return match number.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "слишком большое число",
            _ => "ожидается целое число",
        }
        .into();
    }
    let said = source.to_string();
    match said.split_once(" is not in ") {
        Some((_, range)) => {
            format!("ожидается целое число в пределах {}", range.replace("..=", "…").replace("..", "…"))
        }
        None if said.is_ascii() => "такого значения не бывает".into(),
        None => said,
    }
}

/// What was meant, perhaps.
pub fn suggestions(error: &Error) -> Vec<String> {
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .flat_map(|kind| strings(error, kind))
        .map(|near| format!("может быть, «{near}»?"));
    let others = strings(error, ContextKind::Suggested).into_iter().filter_map(|english| {
        // The words to type stand in quotes, the last of them being what to do.
        let typed: Vec<_> = english.split('\'').skip(1).step_by(2).collect();
        Some(match (english.split(' ').next()?, typed.as_slice()) {
            ("to", [.., form]) => format!("если это значение, а не параметр, пишите: {form}"),
            ("subcommand", [command, ..]) => format!("чтобы вызвать команду «{command}», уберите -- перед ней"),
            (_, [.., form]) => format!("может быть, «{form}»?"),
            _ => return None,
        })
    });
    near.chain(others).collect()
}

fn text(error: &Error, kind: ContextKind) -> String {
    error.get(kind).map(ToString::to_string).unwrap_or_default()
}

fn strings(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        None | Some(ContextValue::None) => Vec::new(),
        Some(ContextValue::Strings(all)) => all.clone(),
        Some(ContextValue::StyledStrs(all)) => all.iter().map(ToString::to_string).collect(),
        Some(one) => vec![one.to_string()],
    }
}
