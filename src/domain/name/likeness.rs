//! Whether two names are nearly alike: perhaps one person, written twice. Nobody is taken for another by it; people are told.

/// Letters in which two writings of one name may differ.
const TYPOS: usize = 2;
/// The shortest name, without spaces, of which so many letters are few.
const LONG: usize = 10;

/// Whether two keys of names differ by a slip of the fingers: a letter or two, or where the words part.
pub fn is_slip(one: &str, other: &str) -> bool {
    let solid = |key: &str| key.replace(' ', "");
    let (one, other) = (solid(one), solid(other));
    let most = if one.chars().count() < LONG { 1 } else { TYPOS };
    strsim::osa_distance(&one, &other) <= most
}

/// Whether they have the same words in another order: «анна петровна ромашкина».
pub fn is_reordered(one: &str, other: &str) -> bool {
    let sorted = |key: &str| {
        let mut words: Vec<_> = key.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    one != other && sorted(one) == sorted(other)
}

/// Whether they are the same but for the surname, which stands first; a patronymic must be there.
pub fn has_another_surname(one: &str, other: &str) -> bool {
    let rest = |key: &str| key.split_once(' ').map(|(_, rest)| rest.to_owned()).filter(|rest| rest.contains(' '));
    rest(one).is_some() && rest(one) == rest(other)
}

/// Whether one of them lacks the patronymic that the other has.
pub fn lacks_patronymic(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.split(' ').count() == 2 && long.starts_with(&format!("{short} "))
}

/// Whether two people of one birthday may be one, by their names.
pub fn may_be_one(one: &str, other: &str) -> bool {
    one == other || is_slip(one, other) || is_reordered(one, other) || lacks_patronymic(one, other)
}

/// The other orders of the words of a key, if they are two or three.
pub fn other_orders(key: &str) -> Vec<String> {
    match key.split(' ').collect::<Vec<_>>()[..] {
        [a, b] => vec![format!("{b} {a}")],
        [a, b, c] => {
            [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]].iter().map(|words| words.join(" ")).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_letter_or_two() {
        for (one, other) in [
            ("семенова наталия юрьевна", "семенова наталья юрьевна"),
            ("васильков иван ильич", "васильков иван ильйч"),
            ("ромашкинаанна петровна", "ромашкина анна петровна"),
        ] {
            assert!(is_slip(one, other), "{one}, {other}");
        }
        assert!(!is_slip("ли ян", "ли юн го"));
        assert!(!is_slip("семенов валентин петрович", "семенова валентина петровна"));
    }

    #[test]
    fn words_may_stand_otherwise_or_be_others() {
        assert!(is_reordered("анна петровна ромашкина", "ромашкина анна петровна"));
        assert!(!is_reordered("ромашкина анна", "ромашкина анна"));
        assert!(has_another_surname("ким анна петровна", "кац анна петровна"));
        assert!(
            !has_another_surname("ким анна", "кац анна")
                && !has_another_surname("ким анна петровна", "кац инна петровна")
        );
        assert!(
            lacks_patronymic("ким анна", "ким анна петровна") && !lacks_patronymic("ким анна", "ким инна петровна")
        );
        assert!(other_orders("а б в").contains(&"б в а".to_owned()));
        assert_eq!(other_orders("а б в").len(), 5);
    }
}
