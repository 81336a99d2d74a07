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

/// What spreadsheets show where a formula has no answer, in Russian and in English.
const ERRORS: [&str; 28] = [
    "#Н/Д",
    "#ДЕЛ/0!",
    "#ЗНАЧ!",
    "#ССЫЛ!",
    "#ССЫЛКА!",
    "#ИМЯ?",
    "#ЧИСЛО!",
    "#ПУСТО!",
    "#ПЕРЕНОС!",
    "#ВЫЧИСЛ!",
    "#ПОЛЕ!",
    "#ЗАНЯТО!",
    "#БЛОКИРОВКА!",
    "#N/A",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BUSY!",
    "#BLOCKED!",
    "#CONNECT!",
    "#UNKNOWN!",
    "#GETTING_DATA",
];

/// Whether a text is the error of a formula: `#ССЫЛКА!`, `#N/A`, of LibreOffice `Err:502` or `Ошибка:502`.
pub fn is_error(text: &str) -> bool {
    match text.chars().next() {
        Some('#') => ERRORS.contains(&text.to_uppercase().as_str()),
        Some('E' | 'О') => {
            let number = text.strip_prefix("Err:").or_else(|| text.strip_prefix("Ошибка:"));
            number.is_some_and(|number| number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()))
        }
        _ => false,
    }
}

/// The text behind the trick by which people keep a spreadsheet from taking noughts away: `="00101"`.
pub fn quoted(text: &str) -> Option<Cow<'_, str>> {
    let inside = text.strip_prefix("=\"")?.strip_suffix('"')?;
    let bare = inside.replace("\"\"", "");
    (!bare.contains('"'))
        .then(|| if inside.contains('"') { inside.replace("\"\"", "\"").into() } else { inside.into() })
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
    fn errors_go_by_their_names() {
        for error in ["#Н/Д", "#ССЫЛКА!", "#ДЕЛ/0!", "#имя?", "#REF!", "#DIV/0!", "#N/A", "Err:502", "Ошибка:508"]
        {
            assert!(is_error(error), "{error}");
        }
        for text in ["", "#", "#1", "# Н/Д", "Н/Д", "Err", "Ошибка: нет", "Ошибка:50", "Орлов", "Err:502 и ещё"]
        {
            assert!(!is_error(text), "{text}");
        }
    }

    #[test]
    fn a_formula_of_nothing_but_a_text_is_that_text() {
        assert_eq!(quoted("=\"00101\"").as_deref(), Some("00101"));
        assert_eq!(quoted("=\"МБОУ \"\"Ромашка\"\"\"").as_deref(), Some("МБОУ \"Ромашка\""));
        assert_eq!(quoted("=\"\"").as_deref(), Some(""));
        for other in ["", "00101", "\"00101\"", "=00101", "=\"", "=\"1\"&\"2\"", "=CHAR(\"5\")", "=\"1\"+1"] {
            assert_eq!(quoted(other), None, "{other}");
        }
    }

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
