//! A text as one word of a command line that a person is told to type.

/// The text as it stands, or in quotes where a shell would part it or read something else.
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:,+=@".contains(c) || (cfg!(windows) && c == '\\');
    match text.chars().all(is_plain) && !text.is_empty() {
        true => text.to_owned(),
        // Between double quotes a Unix shell still reads these.
        false if cfg!(unix) && text.contains(['"', '$', '`', '\\', '!']) => {
            format!("'{}'", text.replace('\'', "'\\''"))
        }
        false => format!("\"{text}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_it_holds_it_is_one_word() {
        for (text, expected) in [
            ("К-1", "К-1"),
            ("2/б", "2/б"),
            ("Школа молодого педагога", "\"Школа молодого педагога\""),
            ("«Клуб»", "\"«Клуб»\""),
            ("а;б", "\"а;б\""),
            ("", "\"\""),
        ] {
            assert_eq!(shell_word(text), expected);
        }
        #[cfg(unix)]
        assert_eq!(shell_word("Клуб \"Рост\" $5"), "'Клуб \"Рост\" $5'");
    }
}
