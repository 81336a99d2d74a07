//! The one terminal escaper: text that files brought in must not command the terminal or turn the line around.

use std::borrow::Cow;

/// The text with line breaks and tabs as spaces, and everything else that a terminal would obey as a visible mark:
/// ESC as `␛`, a bidirectional control as `<U+202E>`.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{7f}' => out.push('␡'),
            // The control pictures stand in the order of the controls.
            '\0'..='\x1f' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            c if commands(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
        || matches!(c, '\u{2028}' | '\u{2029}')
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
}
