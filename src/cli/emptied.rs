//! «Пусто» in the place of a value, taken out of the command line before the values are read: every option of a field
//! understands it, whatever its values are.

use std::ffi::OsString;

use clap::Command;

use crate::command::Emptied;

/// The line without what it empties, and that. To build the tree of commands takes as long as to read a small file: it is
/// built for a line that says the word at all.
pub fn taken(tree: impl FnOnce() -> Command, line: Vec<OsString>) -> (Vec<OsString>, Emptied) {
    let values = |word: &OsString| word.to_string_lossy().rsplit('=').next().is_some_and(is_word);
    if !line.iter().any(values) {
        return (line, Emptied::default());
    }
    let options: Vec<_> = Emptied::fields(&words(&tree(), &line)).collect();
    let (mut kept, mut emptied) = (Vec::new(), Vec::new());
    let mut rest = line.into_iter().peekable();
    while let Some(word) = rest.next() {
        let text = word.to_string_lossy();
        let (option, value) = match text.split_once('=') {
            Some((option, value)) => (option, Some(value.to_owned())),
            None => (text.as_ref(), rest.peek().map(|next| next.to_string_lossy().into_owned())),
        };
        let named = option.strip_prefix("--").filter(|_| value.is_some_and(|value| is_word(&value)));
        let mut fields = options.iter().filter(|(_, field)| Some(field.option) == named).copied();
        match fields.next() {
            Some(field) => {
                emptied.push(field);
                emptied.extend(fields);
                if !text.contains('=') {
                    rest.next();
                }
            }
            None => kept.push(word),
        }
    }
    (kept, Emptied::new(emptied))
}

/// The pages of the commands that understand the word say so.
pub fn explained(tree: Command) -> Command {
    page(tree, "")
}

fn page(command: Command, above: &str) -> Command {
    let Some((_, field)) = Emptied::fields(above).find(|(_, field)| !field.is_required) else {
        return command.mut_subcommands(|below| {
            let words = format!("{above} {}", below.get_name());
            page(below, words.trim_start())
        });
    };
    let known = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let said = format!(
        "{known}\n\nСделать поле пустым: слово «{}» вместо значения, например --{} {0}.",
        Emptied::WORD,
        field.option
    );
    command.after_help(said)
}

fn is_word(value: &str) -> bool {
    value.trim().to_lowercase() == Emptied::WORD
}

/// The words of the command that a line names.
fn words(tree: &Command, line: &[OsString]) -> String {
    let (mut page, mut words) = (tree, Vec::new());
    let mut rest = line.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = rest.next() {
        match word.strip_prefix("--") {
            Some(option) => {
                let takes_value = |arg: &&clap::Arg| arg.get_long() == Some(option) && arg.get_action().takes_values();
                if tree.get_arguments().chain(page.get_arguments()).any(|arg| takes_value(&arg)) {
                    rest.next();
                }
            }
            None => {
                if let Some(below) = page.find_subcommand(word.as_ref()) {
                    words.push(below.get_name());
                    page = below;
                }
            }
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    /// The options of the commands that correct rows which choose the row or say how it changes: they hold no value of it.
    const CHOOSING: &[&str] = &[
        "mentor edit --job",
        "mentor edit --no-limit",
        "mentor edit --on",
        "org edit --effective",
        "org edit --until",
        "org group edit --effective",
        "org group edit --job",
        "org group edit --on",
        "org group edit --org",
        "org group edit --person",
        "org staff edit --effective",
        "org staff edit --job",
        "org staff edit --org",
        "pair edit --job",
        "pair edit --despite",
        "pair edit --mentee",
        "program edit --pair",
    ];

    fn others(command: &Command, above: &str, met: &mut BTreeSet<String>) {
        for below in command.get_subcommands() {
            others(below, format!("{above} {}", below.get_name()).trim_start(), met);
        }
        let fields: BTreeSet<_> = Emptied::fields(above).map(|(_, field)| field.option).collect();
        let own: BTreeSet<_> = command.get_arguments().filter_map(clap::Arg::get_long).collect();
        assert!(fields.is_subset(&own), "{above}: {fields:?}");
        if above.ends_with(" edit") {
            met.extend(own.difference(&fields).map(|option| format!("{above} --{option}")));
        }
    }

    #[test]
    fn every_option_of_a_correction_is_a_declared_field() {
        let mut met = BTreeSet::new();
        others(&Cli::command(), "", &mut met);
        assert_eq!(met, CHOOSING.iter().map(|option| (*option).to_owned()).collect());
    }

    #[test]
    fn a_field_is_emptied_in_the_place_of_a_value() {
        let tree = super::super::tree();
        let line = |words: &str| words.split(' ').map(OsString::from).collect::<Vec<_>>();
        for (typed, kept, columns) in [
            ("n pair edit 3 --until пусто", "n pair edit 3", &["planned_end"][..]),
            (
                "n --db pair pair edit 3 --until=Пусто --basis да",
                "n --db pair pair edit 3 --basis да",
                &["planned_end"],
            ),
            ("n org staff edit 3 --pedagogical пусто --born пусто", "n org staff edit 3", &["pedagogical", "born"]),
            ("n org staff edit пусто --org пусто", "n org staff edit пусто --org пусто", &[]),
            ("n pair create --basis пусто", "n pair create --basis пусто", &[]),
            ("n pair edit 3 --until", "n pair edit 3 --until", &[]),
        ] {
            let (rest, emptied) = taken(|| tree.clone(), line(typed));
            assert_eq!(rest, line(kept), "{typed}");
            for column in columns {
                let field = Emptied::fields(&words(&tree, &line(typed))).find(|(_, field)| field.column == *column);
                assert!(field.is_some_and(|(register, field)| emptied.has(register, field)), "{typed}");
            }
            assert_eq!(emptied.is_empty(), columns.is_empty(), "{typed}");
        }
    }
}
