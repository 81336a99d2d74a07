//! How sentences reach a person: to stderr, wrapped at the width of a terminal, with colour where that is shown.

use std::io::Write;
use std::path::Path;

use anstyle::AnsiColor;

use super::screen;
use crate::command::{Message, advice, word};
use crate::domain::Names;
use crate::error::{EXIT_UNAVAILABLE, Failure};
use crate::report::escape;

/// The first words of what follows the program's name in a command that somebody is told to type.
const TOP: [&str; 5] = ["org", "mentor", "pair", "program", "monitor"];

/// What it must know to speak.
#[derive(Debug, Clone, Default)]
pub struct Voice {
    /// Whether what was done isn't said.
    pub is_quiet: bool,
    /// Whether people are named.
    pub names: Names,
    /// `--db` as it was typed: without it a command that somebody is told to type would take another file.
    db: Option<String>,
}

impl Voice {
    /// People named or not, nothing else known yet.
    pub fn of(names: Names) -> Self {
        Self { names, ..Self::default() }
    }

    /// With the file, if it was named on the command line, and whether what was done is to be said.
    #[must_use]
    pub fn about(self, db: Option<&Path>, is_quiet: bool) -> Self {
        Self { db: db.map(word), is_quiet, ..self }
    }

    /// Says a sentence; where nobody listens any more, that is no reason to stop.
    pub fn say(&self, notice: Message<'_>) {
        let mut talk = anstream::stderr().lock();
        let _ = match notice {
            Message::Done(_) if self.is_quiet => Ok(()),
            Message::Done(text) => writeln!(talk, "{}", self.sentence(text)),
            Message::Warning(text) => writeln!(talk, "{}", self.headed("Внимание:", AnsiColor::Yellow, text)),
        };
    }

    /// Tells an error and what to do about it; returns the exit code.
    pub fn tell(&self, failure: &Failure) -> u8 {
        let mut talk = anstream::stderr().lock();
        let failure = advice::told(failure.clone());
        let said = failure.nameless.as_deref().filter(|_| !self.names.are_told()).unwrap_or(&failure);
        let message = self.headed("Ошибка:", AnsiColor::Red, &said.message);
        let hints: Vec<_> = said.hints.iter().map(|hint| self.sentence(&format!("  {hint}"))).collect();
        let _ = writeln!(talk, "{message}");
        let _ = hints.iter().try_for_each(|hint| writeln!(talk, "{hint}"));
        // What scrolled away above a long list is said once more below it.
        let lines: usize = hints.iter().map(|hint| hint.lines().count()).sum();
        if screen::height().is_some_and(|height| lines + 2 > height) {
            let _ = writeln!(talk, "{message}");
        }
        if talk.flush().is_err() { EXIT_UNAVAILABLE } else { failure.exit_code() }
    }

    /// A sentence as stderr shows it.
    pub fn sentence(&self, text: &str) -> String {
        screen::shown(&escape(&self.with_db(text)), screen::width())
    }

    /// A sentence behind a word that catches the eye. The colour goes where it is shown: a file or `NO_COLOR` leaves it out.
    fn headed(&self, word: &str, colour: AnsiColor, text: &str) -> String {
        let style = colour.on_default().bold();
        self.sentence(&format!("{word} {text}")).replacen(word, &format!("{style}{word}{style:#}"), 1)
    }

    /// The commands in a text as they work when typed as they stand.
    fn with_db(&self, text: &str) -> String {
        let Some(db) = &self.db else { return text.to_owned() };
        TOP.iter().fold(text.to_owned(), |text, top| {
            text.replace(&format!("nastavnik {top} "), &format!("nastavnik --db {db} {top} "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_to_type_names_the_file_that_was_named() {
        let told = "вернуться к ней: nastavnik org restore x.db; nastavnik monitor run";
        assert_eq!(Voice::default().sentence(told), told);
        let voice = Voice::default().about(Some(Path::new("мой район.db")), false);
        assert_eq!(
            voice.sentence(told),
            "вернуться к ней: nastavnik --db \"мой район.db\" org restore x.db; nastavnik --db \"мой район.db\" monitor run"
        );
    }
}
