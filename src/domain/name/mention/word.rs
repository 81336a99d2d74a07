//! The words of a text, as far as a name may be made of them.

use crate::domain::name::{is_mark, key};

/// A run of letters in a text.
#[derive(Debug)]
pub(super) struct Word {
    pub start: usize,
    pub end: usize,
    pub key: String,
    pub is_capital: bool,
    pub is_shouted: bool,
}

/// What may stand between a surname and a given name.
pub(super) fn is_gap(between: &str) -> bool {
    between.chars().all(|c| c.is_whitespace() || "._-".contains(c)) && between.chars().count() <= 3
}

pub(super) fn is_initial(word: &Word) -> bool {
    word.is_capital && word.key.chars().count() == 1
}

/// Whether somebody's given name stands at a word: a capital letter right behind a surname, or a patronymic after it.
pub(super) fn is_a_name(text: &str, words: &[Word], before: usize, at: usize) -> bool {
    const PATRONYMIC: [&str; 8] = ["ович", "евич", "ьич", "овн", "евн", "ичн", "оглы", "кызы"];
    let is_apart = text[words[before].end..words[at].start].chars().all(char::is_whitespace);
    let is_capital = words[at].is_capital && !words[at].is_shouted && words[at].key.chars().count() > 2;
    let patronymic = words.get(at + 1).is_some_and(|next| {
        text[words[at].end..next.start] == *" " && PATRONYMIC.iter().any(|mark| next.key.contains(mark))
    });
    is_apart && (is_capital || patronymic)
}

/// The words of a text, parted at hyphens too.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_letter = c.is_alphabetic() || (start.is_some() && is_mark(c)) || (start.is_some() && c == '\'');
        match (start, is_letter) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = text[from..at].trim_end_matches('\'');
                let is_capital = word.chars().next().is_some_and(char::is_uppercase);
                let is_shouted = word.chars().all(|c| !c.is_lowercase());
                words.push(Word { start: from, end: from + word.len(), key: key(word), is_capital, is_shouted });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Where these digits stand, as a whole number: with spaces, hyphens and the like between them.
pub(super) fn numbers(text: &str, digits: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        if c.is_ascii_digit() && !before.is_ascii_digit() {
            let (mut run, mut end, mut gap) = (String::new(), start, 0);
            for (at, c) in text[start..].char_indices() {
                match c {
                    '0'..='9' if run.len() < digits.len() || gap == 0 => {
                        run.push(c);
                        (end, gap) = (start + at + 1, 0);
                    }
                    c if c.is_alphanumeric() || gap > 0 => break,
                    _ => gap += 1,
                }
            }
            if run == digits {
                found.push((start, end));
            }
        }
        before = c;
    }
    found
}
