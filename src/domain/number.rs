//! СНИЛС and ИНН: digits with check digits.

use super::Secret;

/// What a spreadsheet does to long numbers, and what helps.
const AS_TEXT: &str = "задайте столбцу формат «Текстовый» и впишите номер заново";

/// Reads a СНИЛС in any punctuation and returns its 11 digits.
///
/// # Errors
/// A Russian reason: wrong length, or the check number doesn't fit; where a spreadsheet has spoilt the number, how to mend it.
pub fn snils(text: &str) -> Result<String, String> {
    let digits = digits(text)?;
    if digits.len() != 11 {
        let lost = lost_zeros(text, 7..=10);
        return Err(format!("в СНИЛС 11 цифр, а здесь {}{lost}", digits.len()));
    }
    let (number, check) = digits.split_at(9);
    // The check number exists for numbers above 001-001-998 only.
    if number > "001001998" {
        let sum: u32 = number.bytes().zip((1..=9).rev()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
        let told = check.bytes().fold(0, |told, b| told * 10 + u32::from(b - b'0'));
        if sum % 101 % 100 != told {
            return Err("контрольное число СНИЛС не сходится".into());
        }
    }
    Ok(digits)
}

/// 11 digits as people write them: `123-456-789 64`; a secret, so that no listing forgets that it is one.
pub fn snils_shown(digits: &str) -> Secret<String> {
    let parts = (digits.get(..3), digits.get(3..6), digits.get(6..9), digits.get(9..));
    Secret(match parts {
        (Some(a), Some(b), Some(c), Some(d)) => format!("{a}-{b}-{c} {d}"),
        _ => digits.to_owned(),
    })
}

/// Reads the ИНН of an organisation (10 digits) or of an entrepreneur (12) in any punctuation and returns its digits.
///
/// # Errors
/// As [`snils`].
pub fn inn(text: &str) -> Result<String, String> {
    let digits = digits(text)?;
    let bytes = digits.as_bytes();
    let sum = |weights: &[u32]| weights.iter().zip(bytes).map(|(w, b)| w * u32::from(b - b'0')).sum::<u32>();
    let fits = |weights: &[u32], at: usize| sum(weights) % 11 % 10 == u32::from(bytes[at] - b'0');
    let right = match digits.len() {
        10 => fits(&[2, 4, 10, 3, 5, 9, 4, 6, 8], 9),
        12 => fits(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 10) && fits(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11),
        n => {
            let lost = if n == 11 { lost_zeros(text, 11..=11) } else { lost_zeros(text, 9..=9) };
            return Err(format!("в ИНН 10 или 12 цифр, а здесь {n}{lost}"));
        }
    };
    if right { Ok(digits) } else { Err("контрольная цифра ИНН не сходится".into()) }
}

/// The digits of a number, without the spaces, hyphens and dots between them.
fn digits(text: &str) -> Result<String, String> {
    let mut kept = String::with_capacity(text.len().min(16));
    for c in text.chars() {
        match c {
            '0'..='9' => kept.push(c),
            ' ' | '-' | '.' | ',' | '/' | '_' | '(' | ')' | '\'' | '№' | '‐'..='―' | '−' => {}
            c if c.is_whitespace() => {}
            _ => return Err(not_digits(text)),
        }
    }
    match () {
        () if kept.is_empty() => Err("ожидаются цифры".into()),
        () if is_decimal(text) => Err(format!("номер записан как число с дробной частью: {AS_TEXT}")),
        () => Ok(kept),
    }
}

/// Only nothing but noughts behind a decimal sign: `12345678901,0`.
fn is_decimal(text: &str) -> bool {
    let parted = text.split_once([',', '.']);
    parted.is_some_and(|(whole, rest)| is_plain(whole) && !rest.is_empty() && rest.bytes().all(|b| b == b'0'))
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `1,23457E+10`: the digits behind the fifth are gone for ever. The letter may be a Russian one.
fn not_digits(text: &str) -> String {
    let is_power = text.split_once(['E', 'e', 'Е', 'е']).is_some_and(|(number, power)| {
        is_plain(power.trim_start_matches(['+', '-']))
            && number.bytes().all(|b| b.is_ascii_digit() || b",.".contains(&b))
    });
    if is_power {
        format!("номер записан как округлённое число, часть цифр потеряна: {AS_TEXT}")
    } else {
        "ожидаются только цифры".into()
    }
}

/// A hint for a bare number that is only a little short.
fn lost_zeros(text: &str, lengths: std::ops::RangeInclusive<usize>) -> &'static str {
    if is_plain(text) && lengths.contains(&text.len()) {
        ": Excel мог убрать нули в начале"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        assert_eq!(snils("112-233-445 95").as_deref(), Ok("11223344595"));
        assert!(snils("112-233-445 96").is_err());
        assert!(snils("112-233-445").is_err());
        assert_eq!(snils_shown("11223344595").0, "112-233-445 95");
        assert_eq!(inn("7707083893").as_deref(), Ok("7707083893"));
        assert_eq!(inn("500100732259").as_deref(), Ok("500100732259"));
        assert!(inn("7707083894").is_err());
        assert!(inn("770708389").is_err());
    }

    #[test]
    fn any_punctuation_will_do() {
        for text in [
            "11223344595",
            "112 233 445 95",
            "112–233–445–95",
            "112.233.445.95",
            "№ 112-233-445/95",
            "112\u{a0}233-445_95",
        ] {
            assert_eq!(snils(text).as_deref(), Ok("11223344595"), "{text}");
        }
        assert_eq!(inn("77-07 083893").as_deref(), Ok("7707083893"));
    }

    #[test]
    fn what_a_spreadsheet_spoils_is_said_to_be_spoilt() {
        let lost = ": Excel мог убрать нули в начале";
        assert_eq!(snils("1122334459"), Err(format!("в СНИЛС 11 цифр, а здесь 10{lost}")));
        assert_eq!(snils("112-233-445"), Err("в СНИЛС 11 цифр, а здесь 9".into()));
        assert_eq!(snils("12345"), Err("в СНИЛС 11 цифр, а здесь 5".into()));
        assert_eq!(inn("770708389"), Err(format!("в ИНН 10 или 12 цифр, а здесь 9{lost}")));
        assert_eq!(inn("50010073225"), Err(format!("в ИНН 10 или 12 цифр, а здесь 11{lost}")));
        for text in ["12345678901,0", "11223344595.00"] {
            assert!(snils(text).is_err_and(|why| why.contains("дробной частью: задайте столбцу формат")), "{text}");
        }
        for text in ["1,23457E+10", "1.12233E10", "1,23457е+10"] {
            assert!(
                snils(text).is_err_and(|why| why.contains("часть цифр потеряна: задайте столбцу формат")),
                "{text}"
            );
        }
        assert_eq!(snils("нет"), Err("ожидаются только цифры".into()));
        assert_eq!(snils("-"), Err("ожидаются цифры".into()));
    }
}
