//! The order in which people list what has numbers in its name: «СОШ № 2» before «СОШ № 10».

use std::cmp::Ordering;

/// A sign of a name, or a whole number; numbers come first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum KeyPart<'a> {
    /// As many digits, without leading zeros, and which.
    Number(usize, &'a str),
    Sign(char),
}

struct KeyParts<'a>(&'a str);

impl<'a> Iterator for KeyParts<'a> {
    type Item = KeyPart<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        // «№ 1» and «1» are one number.
        let text = self.0.trim_start_matches('№');
        let first = text.chars().next()?;
        if !first.is_ascii_digit() {
            self.0 = &text[first.len_utf8()..];
            return Some(KeyPart::Sign(first));
        }
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        self.0 = &text[end..];
        let digits = text[..end].trim_start_matches('0');
        Some(KeyPart::Number(digits.len(), digits))
    }
}

/// Which of two search keys comes first.
pub fn counted(one: &str, other: &str) -> Ordering {
    KeyParts(one).cmp(KeyParts(other)).then_with(|| one.cmp(other))
}

/// A search key by which a list stands as people count: what is sorted by it makes it once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedKey(pub String);

impl Ord for CountedKey {
    fn cmp(&self, other: &Self) -> Ordering {
        counted(&self.0, &other.0)
    }
}

impl PartialOrd for CountedKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::org_key;
    use super::*;

    #[test]
    fn as_people_count() {
        let listed = [
            "7",
            "007а",
            "Детский сад № 3",
            "МБОУ «СОШ № 1»",
            "МБОУ СОШ №2 \"Лесная\"",
            "МБОУ СОШ 9",
            "МБОУ \"СОШ № 10\"",
            "МБОУ «СОШ № 010» с. Ясное",
            "МБОУ «СОШ № 16»",
            "МБОУ «СОШ „Ёлочка“»",
            "МБОУ «СОШ „Журавль“»",
        ];
        let mut sorted: Vec<_> = listed.iter().rev().collect();
        sorted.sort_by(|one, other| counted(&org_key(one), &org_key(other)));
        assert_eq!(sorted, listed.iter().collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn it_is_an_order(texts in prop::collection::vec("[ а-в№0-2]{0,6}", 3)) {
            let [a, b, c] = [&texts[0], &texts[1], &texts[2]];
            prop_assert_eq!(counted(a, b), counted(b, a).reverse());
            prop_assert_eq!(counted(a, b) == Ordering::Equal, a == b);
            if counted(a, b).is_le() && counted(b, c).is_le() {
                prop_assert!(counted(a, c).is_le());
            }
        }

        #[test]
        fn numbers_stand_by_their_value(one: u64, other: u64) {
            prop_assert_eq!(counted(&format!("№{one}"), &format!("№{other}")), one.cmp(&other));
        }
    }
}
