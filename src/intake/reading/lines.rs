//! Line numbers as people list them.

/// Ascending line numbers, runs of three and more joined: `14, 18, 20–25`.
pub fn shown(lines: &[usize]) -> String {
    lines
        .chunk_by(|a, b| *b == a + 1)
        .flat_map(|run| match run {
            [first, .., last] if run.len() > 2 => vec![format!("{first}–{last}")],
            few => few.iter().map(usize::to_string).collect(),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many lines are listed.
const LISTED: usize = 20;

/// `строка 14`, `строки 14, 18, 20–25`; of very many the first.
pub fn named(lines: &[usize]) -> String {
    let word = if lines.len() == 1 { "строка" } else { "строки" };
    match lines.len().saturating_sub(LISTED) {
        0 => format!("{word} {}", shown(lines)),
        more => format!("{word} {} и ещё {more}", shown(&lines[..LISTED])),
    }
}

/// The letters of a column in a workbook, from the place counted from 0: A, B … Z, AA.
pub fn letters(place: usize) -> String {
    let last = char::from(b'A' + (place % 26) as u8);
    if place < 26 { last.into() } else { letters(place / 26 - 1) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{letters, named, shown};

    #[test]
    fn columns_of_a_workbook_go_by_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn runs_are_joined() {
        assert_eq!(shown(&[14, 18, 20, 21, 22, 25, 26]), "14, 18, 20–22, 25, 26");
        assert_eq!(named(&[3]), "строка 3");
        assert_eq!(named(&[1, 2]), "строки 1, 2");
    }
}
