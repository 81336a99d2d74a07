//! Sentences on a terminal: wrapped between words at its width. A file or a pipe gets each in one line.

use std::io;

use terminal_size::{Height, Width, terminal_size_of};
use textwrap::{Options, WordSeparator, WordSplitter, fill};

/// Narrower than this nothing can be read anyway.
const LEAST: usize = 40;
/// How much further to the right a sentence goes on than it began.
const INDENT: usize = 2;

/// The width of the terminal to which sentences go; `None`: they go elsewhere.
pub fn width() -> Option<usize> {
    terminal_size_of(io::stderr()).map(|(Width(width), _)| usize::from(width).max(LEAST))
}

/// How many lines of sentences the terminal shows.
pub fn height() -> Option<usize> {
    terminal_size_of(io::stderr()).map(|(_, Height(height))| usize::from(height))
}

/// A sentence as it is shown: what a person may copy, a command or the path of a file, is broken only where it has a space.
pub fn shown(sentence: &str, width: Option<usize>) -> String {
    let Some(width) = width else { return sentence.to_owned() };
    let words = sentence.trim_start_matches(' ');
    let indent = sentence.len() - words.len();
    let (first, further) = (" ".repeat(indent), " ".repeat(indent + INDENT));
    let options = Options::new(width)
        .initial_indent(&first)
        .subsequent_indent(&further)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    fill(words, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_wrapped_between_words() {
        let copy = "Прежняя база сохранена; вернуть её: nastavnik org restore nastavnik.db-backups/2024-11-01.db";
        assert_eq!(shown(copy, None), copy, "a pipe gets one line");
        assert_eq!(
            shown(copy, Some(60)),
            "Прежняя база сохранена; вернуть её: nastavnik org restore\n  nastavnik.db-backups/2024-11-01.db"
        );
    }

    #[test]
    fn what_stands_below_goes_on_below() {
        assert_eq!(
            shown("  3:8: «Дата приёма»: «31.02.2024» — такого дня нет в календаре", Some(40)),
            "  3:8: «Дата приёма»: «31.02.2024» —\n    такого дня нет в календаре"
        );
    }

    #[test]
    fn a_long_path_is_left_whole() {
        let path = "папка/".repeat(20);
        assert_eq!(shown(&format!("в файле {path}"), Some(40)), format!("в файле\n  {path}"));
        assert_eq!(shown("«СОШ\u{a0}№\u{a0}1» есть", Some(10)), "«СОШ\u{a0}№\u{a0}1»\n  есть");
    }
}
