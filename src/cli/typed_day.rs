//! Days as people type them: whatever a file may have, and «вчера».

use std::env;
use std::ffi::OsString;

use clap::builder::ValueParser;
use clap::{Arg, Command, value_parser};

use crate::domain::{Day, DayCells, Epoch};

/// The tree in which every option for a day understands them, as far as a line goes into it: no other page will be read.
pub fn understood(command: Command, today: Day, line: &[OsString]) -> Command {
    let of_day = ValueParser::from(value_parser!(Day)).type_id();
    let parser = ValueParser::new(move |text: &str| Day::typed(text, today));
    let of_birth = ValueParser::new(move |text: &str| DayCells { epoch: Epoch::default(), today }.birth(text));
    page(command, line, &|arg| match arg.get_value_parser().type_id() == of_day {
        true if arg.get_id() == "born" => arg.value_parser(of_birth.clone()),
        true => arg.value_parser(parser.clone()),
        false => arg,
    })
}

fn page(command: Command, line: &[OsString], understood: &dyn Fn(Arg) -> Arg) -> Command {
    command.mut_args(understood).mut_subcommands(|below| match line.iter().any(|word| word == below.get_name()) {
        true => page(below, line, understood),
        false => below,
    })
}

/// The day that counts as today, looked up before the line is read: other words of it are reckoned from that day.
pub fn today(line: &[OsString], clock: Day) -> Day {
    let mut words = line.iter().map(|word| word.to_string_lossy());
    let mut said = env::var("NASTAVNIK_TODAY").ok();
    while let Some(word) = words.next() {
        match word.split_once('=') {
            Some(("--today", day)) => said = Some(day.to_owned()),
            None if word == "--today" => said = words.next().map(Into::into),
            _ => {}
        }
    }
    // What isn't a day is refused when the line is read.
    said.and_then(|day| Day::typed(&day, clock).ok()).unwrap_or(clock)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn line(words: &str) -> Vec<OsString> {
        words.split(' ').map(Into::into).collect()
    }

    #[test]
    fn a_day_is_reckoned_from_the_day_that_is_said() {
        let day = Day::new(2025, 3, 1).unwrap();
        let other = Day::new(2026, 11, 27).unwrap();
        assert_eq!(today(&line("nastavnik --today 01.03.2025 org list"), other), day);
        assert_eq!(today(&line("nastavnik org list --today=2025-03-01"), other), day);
        assert_eq!(today(&line("nastavnik org list --today вчера"), other), other.previous());
        for (typed, expected) in
            [("вчера", "2025-02-28"), ("15 октября 2024", "2024-10-15"), ("30.12.24", "2024-12-30")]
        {
            let words = ["nastavnik", "mentor", "retire", "7", "--date", typed].map(OsString::from);
            let matches = understood(super::super::tree(), day, &words).try_get_matches_from(words).unwrap();
            let leaf = matches.subcommand().unwrap().1.subcommand().unwrap().1;
            assert_eq!(leaf.get_one::<Day>("date").unwrap().iso(), expected, "{typed}");
        }
    }
}
