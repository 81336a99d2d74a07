//! What a spreadsheet would run instead of showing it, and the apostrophe that makes it text again.

use std::borrow::Cow;

/// Signs with which a formula begins, in full width too: some editions of Excel take those for the same.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet may take a text for a formula. What programs drop before they look, such as spaces and quotes, is
/// looked through; a text that begins with a tab or a line break is never trusted.
pub fn is_active(text: &str) -> bool {
    let skipped = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\'' | '"' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
    };
    // An apostrophe before it may be one of ours: without it the text is active too.
    text.trim_start_matches('\'').starts_with(['\t', '\r', '\n']) || text.trim_start_matches(skipped).starts_with(SIGNS)
}

/// The text with an apostrophe before it, if it is active.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_active(text) { format!("'{text}").into() } else { text.into() }
}

/// The text as it was before [`guarded`].
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_active(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whatever_a_program_would_run_is_text() {
        for active in [
            "=1+1",
            "+7 900",
            "-5",
            "-",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\nа",
            " =1",
            "\"=1",
            "'=1",
            "' \u{a0}=1",
            "＝1",
            "－5",
            "\u{feff}=1",
            "=cmd|'/c calc'!A1",
        ] {
            assert!(is_active(active), "{active:?}");
            assert_eq!(guarded(active), format!("'{active}"));
        }
        for inert in ["", "Иванова", "а=1", "'", "'Ромашка'", "№ 5", "5-Б", "«=»", "–"] {
            assert_eq!(guarded(inert), inert);
        }
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(text in "['\" \t\n=+@＝а-]{0,6}.{0,4}") {
            let written = guarded(&text);
            prop_assert_eq!(unguarded(&written), &text);
            prop_assert!(!is_active(&text) || written.starts_with('\''));
        }
    }
}
