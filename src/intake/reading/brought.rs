//! What the rows of a kind of table bring that rows of other tables name: people, pairs, organisations.

use crate::domain::name;

/// A kind of record that a file brings.
#[derive(Debug, PartialEq, Eq)]
pub struct Brought {
    /// The table of the database.
    pub table: &'static str,
    /// By what others name it: each a field, or several whose texts stand side by side.
    pub named_by: &'static [&'static [&'static str]],
}

/// Texts side by side as a name that is compared: a СНИЛС by its digits, all else as the name of an organisation is.
pub fn name_key(texts: &[String]) -> String {
    texts.iter().map(|text| text_key(text)).collect::<Vec<_>>().join(" ")
}

fn text_key(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_snils = digits.len() == 11 && text.chars().all(|c| c.is_ascii_digit() || c == '-' || c.is_whitespace());
    if is_snils { digits } else { name::org_key(text.trim()) }
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn a_name_is_compared_as_people_write_it() {
        let key = |texts: &[&str]| name_key(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(key(&["900-000-001 82"]), key(&["90000000182"]));
        assert_eq!(key(&["Алёхина", "Вера", "Ильинична"]), key(&["АЛЕХИНА Вера Ильинична"]));
        assert_ne!(key(&["12", "Ким Ян"]), key(&["1", "Ким Ян"]));
    }
}
