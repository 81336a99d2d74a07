//! СНИЛС and ИНН: digits with check digits.

/// Reads a СНИЛС in any punctuation and returns its 11 digits.
///
/// # Errors
/// A Russian reason: wrong length, or the check number doesn't fit.
pub fn snils(text: &str) -> Result<String, String> {
    let digits = digits(text)?;
    if digits.len() != 11 {
        return Err(format!("в СНИЛС 11 цифр, а здесь {}", digits.len()));
    }
    let (number, check) = digits.split_at(9);
    // The check number exists for numbers above 001-001-998 only.
    if number > "001001998" {
        let sum: u32 = number.bytes().zip((1..=9).rev()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
        if format!("{:02}", sum % 101 % 100) != check {
            return Err("контрольное число СНИЛС не сходится".into());
        }
    }
    Ok(digits)
}

/// 11 digits as people write them: `123-456-789 64`.
pub fn snils_shown(digits: &str) -> String {
    match (digits.get(..3), digits.get(3..6), digits.get(6..9), digits.get(9..)) {
        (Some(a), Some(b), Some(c), Some(d)) => format!("{a}-{b}-{c} {d}"),
        _ => digits.to_owned(),
    }
}

/// Reads the ИНН of an organisation (10 digits) or of an entrepreneur (12) and returns its digits.
///
/// # Errors
/// A Russian reason: wrong length, or a check digit doesn't fit.
pub fn inn(text: &str) -> Result<String, String> {
    let digits = digits(text)?;
    let value: Vec<u32> = digits.bytes().map(|b| u32::from(b - b'0')).collect();
    let fits =
        |weights: &[u32], at: usize| weights.iter().zip(&value).map(|(w, d)| w * d).sum::<u32>() % 11 % 10 == value[at];
    let right = match value.len() {
        10 => fits(&[2, 4, 10, 3, 5, 9, 4, 6, 8], 9),
        12 => fits(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 10) && fits(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11),
        n => return Err(format!("в ИНН 10 или 12 цифр, а здесь {n}")),
    };
    if right { Ok(digits) } else { Err("контрольная цифра ИНН не сходится".into()) }
}

fn digits(text: &str) -> Result<String, String> {
    let kept: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if kept.is_empty() || !kept.bytes().all(|b| b.is_ascii_digit()) {
        return Err("ожидаются только цифры".into());
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        assert_eq!(snils("112-233-445 95").as_deref(), Ok("11223344595"));
        assert!(snils("112-233-445 96").is_err());
        assert!(snils("112-233-445").is_err());
        assert_eq!(snils_shown("11223344595"), "112-233-445 95");
        assert_eq!(inn("7707083893").as_deref(), Ok("7707083893"));
        assert_eq!(inn("500100732259").as_deref(), Ok("500100732259"));
        assert!(inn("7707083894").is_err());
        assert!(inn("770708389").is_err());
    }
}
