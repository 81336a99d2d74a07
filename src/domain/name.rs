//! Names of people and organisations: how they are kept, and the keys by which they are compared.

use std::borrow::Cow;

mod bare;
mod counted;
mod inflect;
pub mod likeness;
mod mention;
mod org;
mod person;
mod status;
/// The text with a capital letter at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;

pub use bare::bare_key;
pub use counted::{CountedKey, counted};
pub use mention::{HIDDEN, Hidden, Mentions};
pub use org::{nearest, org_key, stands_in};
pub use person::{erased, erased_name, person};

/// Surplus spaces (no-break ones too), control and invisible characters gone, й and ё in one piece; the rest as it stands.
pub fn tidy(text: &str) -> String {
    tidied(text).into_owned()
}

/// As [`tidy`], without a copy of what is tidy already: nearly every cell.
pub fn tidied(text: &str) -> Cow<'_, str> {
    if is_tidy(text) { text.into() } else { tidied_at_length(text).into() }
}

fn is_tidy(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let fine = match c {
            ' ' => before != ' ',
            '!'..='~' | 'А'..='я' | 'ё' | 'Ё' | '№' | '«' | '»' => true,
            _ => !is_gap(c) && !is_invisible(c) && !is_mark(c),
        };
        if !fine {
            return false;
        }
        before = c;
    }
    before != ' ' || text.is_empty()
}

fn tidied_at_length(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_gap(c) {
            gap = true;
        } else if !is_invisible(c) {
            let before = out.chars().next_back().filter(|_| !gap);
            if let Some(whole) = before.and_then(|letter| in_one_piece(letter, c)) {
                out.pop();
                out.push(whole);
                continue;
            }
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Soft hyphens, joiners, marks of direction and of byte order, which come along with text from web pages.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// A sign over the letter before it.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Some systems write й as и with a breve and ё as е with two dots.
fn in_one_piece(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('и' | 'й', '\u{306}') => Some('й'),
        ('И' | 'Й', '\u{306}') => Some('Й'),
        ('е' | 'ё', '\u{308}') => Some('ё'),
        ('Е' | 'Ё', '\u{308}') => Some('Ё'),
        _ => None,
    }
}

/// Latin letters and the Cyrillic ones that look the same.
const LOOK_ALIKES: [(char, char); 21] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('Ë', 'Ё'),
    ('ë', 'ё'),
];

/// The Cyrillic letter that looks like a Latin one.
fn alike(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|(latin, _)| *latin == c).map(|(_, cyrillic)| *cyrillic)
}

/// The text with Latin look-alikes inside Cyrillic words made Cyrillic: «Ивaнова» typed with a Latin a.
///
/// A word without a Cyrillic letter stays, and so does one in which another Latin letter stands.
pub fn cyrillic(text: &str) -> Cow<'_, str> {
    let mixed = |word: &str| word.chars().any(is_cyrillic) && word.chars().any(is_latin);
    // All Latin letters with signs over them begin with one of these bytes, and no Russian letter does.
    let may_be_latin = |b: u8| b.is_ascii_alphabetic() || matches!(b, 0xc3..=0xca | 0xe1 | 0xe2);
    if !text.bytes().any(may_be_latin) || !text.split(' ').any(mixed) {
        return text.into();
    }
    let repaired = |word: &str| {
        let whole: String = word.chars().map(|c| alike(c).unwrap_or(c)).collect();
        if mixed(word) && !mixed(&whole) { whole } else { word.to_owned() }
    };
    text.split(' ').map(repaired).collect::<Vec<_>>().join(" ").into()
}

/// Letters of Russian and of the other languages of Russia.
fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c) && c.is_alphabetic()
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, 'À'..='ʯ' | 'Ḁ'..='ỿ' | 'Ⱡ'..='Ɀ') && c.is_alphabetic())
}

/// The key by which names are compared: small letters without accents, ё as е, single spaces, Latin look-alikes inside
/// Cyrillic words as Cyrillic. The key of a key is the same.
pub fn key(text: &str) -> String {
    plain_key(text).unwrap_or_else(|| key_at_length(text))
}

/// The key of a tidy text of Russian letters, digits and signs, in one pass.
fn plain_key(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        out.push(match c {
            'а'..='я' => c,
            'А'..='Я' => char::from_u32(u32::from(c) + 32)?,
            'ё' | 'Ё' => 'е',
            ' ' if before == ' ' => return None,
            ' '..='@' => c,
            _ => return None,
        });
        before = c;
    }
    (before != ' ' || text.is_empty()).then_some(out)
}

fn key_at_length(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in cyrillic(&tidied(text)).chars().flat_map(char::to_lowercase).filter(|c| !is_mark(*c)) {
        if c == ' ' {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        out.push(if c == 'ё' { 'е' } else { c });
    }
    out
}
