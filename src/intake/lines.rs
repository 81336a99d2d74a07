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

/// `строка 14`, `строки 14, 18, 20–25`.
pub fn named(lines: &[usize]) -> String {
    format!("{} {}", if lines.len() == 1 { "строка" } else { "строки" }, shown(lines))
}

#[cfg(test)]
mod tests {
    use super::{named, shown};

    #[test]
    fn runs_are_joined() {
        assert_eq!(shown(&[14, 18, 20, 21, 22, 25, 26]), "14, 18, 20–22, 25, 26");
        assert_eq!(named(&[3]), "строка 3");
        assert_eq!(named(&[1, 2]), "строки 1, 2");
    }
}
