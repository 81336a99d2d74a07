//! The one terminal escaper: text that files brought in must not command the terminal, turn the line around or hide in it.

use std::borrow::Cow;

/// Signs that are no control characters and yet aren't what they seem: they turn the direction of the text, have no width
/// or no shape. Unicode calls most of them Format (Cf) or Default_Ignorable_Code_Point.
const UNSEEN: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),       // soft hyphen
    ('\u{34f}', '\u{34f}'),     // combining grapheme joiner
    ('\u{600}', '\u{605}'),     // Arabic number signs
    ('\u{61c}', '\u{61c}'),     // Arabic letter mark
    ('\u{6dd}', '\u{6dd}'),     // Arabic end of ayah
    ('\u{70f}', '\u{70f}'),     // Syriac abbreviation mark
    ('\u{890}', '\u{891}'),     // Arabic pound and piastre marks
    ('\u{8e2}', '\u{8e2}'),     // Arabic disputed end of ayah
    ('\u{115f}', '\u{1160}'),   // Hangul fillers
    ('\u{17b4}', '\u{17b5}'),   // Khmer inherent vowels
    ('\u{180b}', '\u{180f}'),   // Mongolian variation selectors
    ('\u{200b}', '\u{200f}'),   // zero-width space and joiners, direction marks
    ('\u{2028}', '\u{202e}'),   // line and paragraph separators, embeddings, overrides
    ('\u{2060}', '\u{206f}'),   // word joiner, invisible operators, isolates
    ('\u{2800}', '\u{2800}'),   // an empty Braille cell
    ('\u{3164}', '\u{3164}'),   // Hangul filler
    ('\u{fe00}', '\u{fe0f}'),   // variation selectors
    ('\u{feff}', '\u{feff}'),   // byte order mark
    ('\u{ffa0}', '\u{ffa0}'),   // halfwidth Hangul filler
    ('\u{fff0}', '\u{fffb}'),   // interlinear annotation
    ('\u{110bd}', '\u{110bd}'), // Kaithi number sign
    ('\u{110cd}', '\u{110cd}'), // Kaithi number sign above
    ('\u{13430}', '\u{1343f}'), // Egyptian hieroglyph format controls
    ('\u{1bca0}', '\u{1bca3}'), // shorthand format controls
    ('\u{1d173}', '\u{1d17a}'), // musical symbol controls
    ('\u{e0000}', '\u{e0fff}'), // tags, variation selectors
];

/// The text with line breaks and tabs as spaces, and everything else that a terminal would obey or not show as a visible
/// mark: ESC as `␛`, a bidirectional control as `<U+202E>`.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{7f}' => out.push('␡'),
            // The control pictures stand in the order of the controls.
            '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            c if is_unseen(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Whether a terminal would obey a sign or show nothing in its place.
pub(super) fn is_unseen(c: char) -> bool {
    // Russian and Latin letters, digits and signs: nearly every sign of nearly every text.
    if matches!(c, ' '..='~' | 'А'..='я' | 'ё' | 'Ё') {
        return false;
    }
    c.is_control() || UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        assert!(matches!(escape("МБОУ «СОШ № 1»"), Cow::Borrowed(_)));
        assert_eq!(escape("\u{1b}[31mкрасный\u{7}"), "␛[31mкрасный␇");
        assert_eq!(escape("а\r\nб\nв\tг"), "а б в г");
        assert_eq!(escape("\u{202e}txt\u{2066}\u{200f}\u{61c}"), "<U+202E>txt<U+2066><U+200F><U+061C>");
        assert_eq!(escape("\u{9b}2J\u{7f}\0"), "<U+009B>2J␡␀");
    }

    #[test]
    fn nothing_hides() {
        assert_eq!(escape("Ки\u{200b}м\u{ad}\u{feff}"), "Ки<U+200B>м<U+00AD><U+FEFF>");
        assert_eq!(escape("а\u{2028}б\u{2029}\u{85}"), "а<U+2028>б<U+2029><U+0085>");
        assert_eq!(
            escape("\u{fff9}х\u{fffb}\u{e0041}\u{fe0f}\u{e0100}"),
            "<U+FFF9>х<U+FFFB><U+E0041><U+FE0F><U+E0100>"
        );
        // What only looks unusual is shown: an accent, a no-break space, another script, a small picture.
        for text in ["й и\u{306}", "№\u{a0}1", "Әлия 王 עברית", "😀"] {
            assert!(matches!(escape(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
