//! СНИЛС and ИНН: digits with check digits.

use std::ops::RangeInclusive;

use super::Secret;

/// What to do with a number that stands for none.
const PLACEHOLDER: &str = "впишите настоящий или оставьте ячейку пустой";
/// Up to here a СНИЛС has no check number.
const HIGHEST_UNCHECKED: &str = "001001998";

/// What a spreadsheet does to long numbers, and what helps.
const AS_TEXT: &str = "задайте столбцу формат «Текстовый» и впишите номер заново";

/// Reads a СНИЛС in any punctuation and returns its 11 digits.
///
/// # Errors
/// A Russian reason: wrong length, a placeholder instead of a number, or the check number doesn't fit; where a spreadsheet has
/// spoilt the number, how to mend it.
pub fn snils(text: &str) -> Result<String, String> {
    let digits = digits(text)?;
    if digits.len() != 11 {
        let lost = lost_zeros(text, 7..=10);
        return Err(format!("в СНИЛС 11 цифр, а здесь {}{lost}", digits.len()));
    }
    if is_one_digit(&digits[..9]) {
        return Err(format!("такой СНИЛС никому не выдан: {PLACEHOLDER}"));
    }
    if is_snils(&digits) {
        Ok(digits)
    } else {
        Err("контрольное число СНИЛС не сходится".into())
    }
}

/// Whether the check number of 11 digits fits.
fn is_snils(digits: &str) -> bool {
    let (number, check) = digits.split_at(9);
    // The check number exists for numbers above 001-001-998 only.
    if number <= HIGHEST_UNCHECKED {
        return true;
    }
    let sum: u32 = number.bytes().zip((1..=9).rev()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    sum % 101 % 100 == check.bytes().fold(0, |told, b| told * 10 + u32::from(b - b'0'))
}

/// A number as a cell has it, and whether it lacks the noughts at its beginning, which a spreadsheet takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNumber {
    /// All its digits.
    pub digits: String,
    /// Whether noughts were put back.
    pub is_restored: bool,
}

/// Reads a СНИЛС from a cell: as [`snils`], and a bare number without its noughts at the beginning where the check number says
/// that it is a СНИЛС.
///
/// # Errors
/// As [`snils`].
pub fn snils_of_cell(text: &str) -> Result<CellNumber, String> {
    let restored = restored(text, 9..=10, 11).filter(|digits| &digits[..9] > HIGHEST_UNCHECKED && is_snils(digits));
    of_cell(restored, || snils(text))
}

/// Reads an ИНН from a cell: as [`inn`], and a bare number without its nought at the beginning where the check digits say that
/// it is an ИНН. No region has the number 00.
///
/// # Errors
/// As [`inn`].
pub fn inn_of_cell(text: &str) -> Result<CellNumber, String> {
    let restored = restored(text, 9..=9, 10).or_else(|| restored(text, 11..=11, 12)).filter(|digits| is_inn(digits));
    of_cell(restored, || inn(text))
}

fn of_cell(restored: Option<String>, whole: impl FnOnce() -> Result<String, String>) -> Result<CellNumber, String> {
    match restored {
        Some(digits) => Ok(CellNumber { digits, is_restored: true }),
        None => whole().map(|digits| CellNumber { digits, is_restored: false }),
    }
}

/// A bare number of one of these lengths with the noughts that make it `whole` digits long.
fn restored(text: &str, lengths: RangeInclusive<usize>, whole: usize) -> Option<String> {
    let is_short = is_plain(text) && lengths.contains(&text.len()) && !text.starts_with('0') && !is_one_digit(text);
    is_short.then(|| format!("{text:0>whole$}"))
}

/// Reads a number that isn't checked, such as a personnel number: any text, unless a spreadsheet has rounded it away. `7,0` is 7.
///
/// # Errors
/// A Russian reason: what stands there is `1E+05`.
pub fn unspoilt(text: &str) -> Result<String, String> {
    let is_rounded = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('+') && is_power(text);
    if is_rounded { Err(not_digits(text)) } else { Ok(whole(text).to_owned()) }
}

/// A whole number without the noughts that a spreadsheet wrote behind its decimal sign: `7` for `7,0`. Other texts stay.
pub fn whole(text: &str) -> &str {
    if is_decimal(text) { text.split([',', '.']).next().unwrap_or(text) } else { text }
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
    if !matches!(digits.len(), 10 | 12) {
        let n = digits.len();
        let lost = if n == 11 { lost_zeros(text, 11..=11) } else { lost_zeros(text, 9..=9) };
        return Err(format!("в ИНН 10 или 12 цифр, а здесь {n}{lost}"));
    }
    if is_one_digit(&digits) {
        return Err(format!("такой ИНН никому не выдан: {PLACEHOLDER}"));
    }
    if is_inn(&digits) {
        Ok(digits)
    } else {
        Err("контрольная цифра ИНН не сходится".into())
    }
}

/// Whether the check digits of 10 or 12 digits fit.
fn is_inn(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let sum = |weights: &[u32]| weights.iter().zip(bytes).map(|(w, b)| w * u32::from(b - b'0')).sum::<u32>();
    let fits = |weights: &[u32], at: usize| sum(weights) % 11 % 10 == u32::from(bytes[at] - b'0');
    match digits.len() {
        10 => fits(&[2, 4, 10, 3, 5, 9, 4, 6, 8], 9),
        _ => fits(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 10) && fits(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8], 11),
    }
}

/// One digit again and again is no number: it fills a cell that must be filled.
fn is_one_digit(digits: &str) -> bool {
    let first = digits.bytes().next();
    digits.bytes().all(|digit| Some(digit) == first)
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
    if is_power(text) {
        format!("номер записан как округлённое число, часть цифр потеряна: {AS_TEXT}")
    } else {
        "ожидаются только цифры".into()
    }
}

fn is_power(text: &str) -> bool {
    text.split_once(['E', 'e', 'Е', 'е']).is_some_and(|(number, power)| {
        is_plain(power.trim_start_matches(['+', '-']))
            && number.bytes().all(|b| b.is_ascii_digit() || b",.".contains(&b))
    })
}

/// A hint for a bare number that is only a little short.
fn lost_zeros(text: &str, lengths: RangeInclusive<usize>) -> &'static str {
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
    fn a_placeholder_was_never_issued() {
        for text in ["000-000-000 00", "00000000000", "111-111-111 45", "111-111-111 11", "999-999-999 99"] {
            assert!(snils(text).is_err_and(|why| why.starts_with("такой СНИЛС никому не выдан")), "{text}");
            assert_eq!(snils_of_cell(text), snils(text).map(|digits| CellNumber { digits, is_restored: false }));
        }
        for text in ["0000000000", "000000000000", "1111111111", "5555555555"] {
            assert!(inn(text).is_err_and(|why| why.starts_with("такой ИНН никому не выдан")), "{text}");
        }
        assert!(
            snils_of_cell("0").is_err() && snils_of_cell("000000000").is_err() && inn_of_cell("000000000").is_err()
        );
    }

    #[test]
    fn noughts_that_a_spreadsheet_took_are_put_back_where_the_check_digits_agree() {
        // Of 023456789 the sum is 2·8+3·7+4·6+5·5+6·4+7·3+8·2+9·1 = 156, and 156 mod 101 is 55; of 002345678 it is 112: 11.
        for (text, digits) in [("2345678955", "02345678955"), ("234567811", "00234567811")] {
            let whole = Ok(CellNumber { digits: digits.into(), is_restored: true });
            assert_eq!(snils_of_cell(text), whole, "{text}");
        }
        // Of 012345678 the sum of the ИНН's weights is 0·2+1·4+2·10+3·3+4·5+5·9+6·4+7·6+8·8 = 228, and 228 mod 11 is 8.
        assert_eq!(inn_of_cell("123456788"), Ok(CellNumber { digits: "0123456788".into(), is_restored: true }));
        for text in ["2345678956", "234-567-89 55", "23456789", "100199800"] {
            assert!(snils_of_cell(text).is_err(), "{text}");
        }
        assert!(inn_of_cell("123456789").is_err() && inn_of_cell("12345678").is_err());
        assert!(snils("2345678955").is_err(), "typed by hand it is a slip");
        assert_eq!(
            snils_of_cell("112-233-445 95"),
            Ok(CellNumber { digits: "11223344595".into(), is_restored: false })
        );
    }

    #[test]
    fn what_was_rounded_is_no_personnel_number() {
        assert!(unspoilt("1E+05").is_err() && unspoilt("1,2Е+10").is_err());
        for text in ["101", "0012", "5Е", "12-Е", "7E2", "Е+1"] {
            assert_eq!(unspoilt(text).as_deref(), Ok(text));
        }
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
        assert_eq!(["7,0", "007.00", "7,5", "12.05", "7"].map(whole), ["7", "007", "7,5", "12.05", "7"]);
        assert_eq!(unspoilt("7,0").as_deref(), Ok("7"));
        assert_eq!(snils("нет"), Err("ожидаются только цифры".into()));
        assert_eq!(snils("-"), Err("ожидаются цифры".into()));
    }
}
