//! Texts within XML: nothing in them is a tag, and what XML can't hold is a visible mark.

use super::escape;

/// The text as it stands between two tags.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in escape(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // The two that are neither controls nor signs.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(text("<w:p>]]>&amp;\"'"), "&lt;w:p&gt;]]&gt;&amp;amp;&quot;'");
        assert_eq!(text("а\u{1}б\u{ffff}в\u{b}"), "а␁б\u{fffd}в␋");
    }
}
