//! A shell asks how a line may go on. Whatever goes wrong then, nothing is said: somebody is typing.

use std::ffi::OsString;

use clap::CommandFactory;
use clap_complete::CompleteEnv;

use super::{Cli, russian};
use crate::command::completion::{ASKED_BY, named_database, offering};

/// Answers the shell, if it was one that called.
pub fn answered(line: &[OsString]) -> bool {
    if std::env::var_os(ASKED_BY).is_none() {
        return false;
    }
    let words: Vec<_> = line.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let db = named_database(&words);
    let tree = || offering(russian::localise(Cli::command()), &db);
    let folder = std::env::current_dir().ok();
    let asked = CompleteEnv::with_factory(tree).var(ASKED_BY).bin("nastavnik");
    asked.try_complete(line.iter().cloned(), folder.as_deref()).unwrap_or(true)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::Path;

    use clap_complete::engine::ArgValueCompleter;

    use super::*;

    /// What names its values when it refuses one has a closed set: how many there are, and which of them aren't offered.
    fn walk_sets(command: &clap::Command, path: &str, closed: &mut usize, without: &mut Vec<String>) {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            let value = clap::Arg::new("value").long("value").value_parser(arg.get_value_parser().clone());
            let refused =
                clap::Command::new("one").arg(value).try_get_matches_from(["one", "--value=нет такого"]).err();
            if refused.is_some_and(|error| error.to_string().contains("допустимо: ")) {
                *closed += 1;
                if arg.get::<ArgValueCompleter>().is_none() && arg.get_possible_values().is_empty() {
                    without.push(format!("{path} {}", arg.get_id()));
                }
            }
        }
        for below in command.get_subcommands() {
            walk_sets(below, &format!("{path} {}", below.get_name()), closed, without);
        }
    }

    #[test]
    fn every_closed_set_is_offered() {
        let (mut closed, mut without) = (0, Vec::new());
        walk_sets(&offering(Cli::command(), Path::new("x.db")), "", &mut closed, &mut without);
        assert_eq!(without, Vec::<String>::new());
        assert!(closed > 15, "the tree wasn't walked: {closed}");
    }

    #[test]
    fn the_file_is_the_one_that_the_line_names() {
        let named = |line: &str| named_database(&line.split(' ').map(Into::into).collect::<Vec<_>>());
        assert_eq!(named("n org --db a.db list"), Path::new("a.db"));
        assert_eq!(named("n --db=b.db org"), Path::new("b.db"));
        assert_eq!(named("n --dbx org --db"), Path::new("nastavnik.db"));
    }
}
