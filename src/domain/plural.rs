//! 1 пара, 2 пары, 5 пар.

/// The number with the word in the form that it needs: `one` пара, `few` пары, `many` пар.
pub fn count(n: u64, one: &str, few: &str, many: &str) -> String {
    format!("{n} {}", form(n, one, few, many))
}

/// The form of the word alone.
pub fn form<'a>(n: u64, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn teens_take_the_genitive_plural() {
        let said: Vec<_> = [0, 1, 2, 5, 11, 12, 21, 22, 111, 1001].map(|n| count(n, "пара", "пары", "пар")).into();
        assert_eq!(
            said,
            ["0 пар", "1 пара", "2 пары", "5 пар", "11 пар", "12 пар", "21 пара", "22 пары", "111 пар", "1001 пара"]
        );
    }
}
