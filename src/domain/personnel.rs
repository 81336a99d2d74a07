//! Personnel numbers («табельный номер»): the writing is the organisation's, but a spreadsheet eats the zeros before it.

/// What of a personnel number tells it from others: all but the zeros before it.
pub fn significant(number: &str) -> &str {
    number.trim_start_matches('0')
}

/// Whether two writings are one number, but for the zeros before it.
pub fn is_same(one: &str, other: &str) -> bool {
    significant(one) == significant(other)
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn zeros_before_a_number_tell_nothing() {
        assert!(is_same("0012", "12") && is_same("00", "0") && is_same("А-012", "А-012"));
        assert!(!is_same("120", "12") && !is_same("А-012", "А-12"));
    }
}
