//! The names of organisations as people write them.

use super::key;

/// The key of an organisation's name: as [`key`], and quotes, dots and the space after № don't matter.
pub fn org_key(text: &str) -> String {
    let bare: String = text
        .chars()
        .map(|c| match c {
            '«' | '»' | '"' | '„' | '“' | '”' | '\'' | '.' => ' ',
            '–' | '—' | '‑' => '-',
            c => c,
        })
        .collect();
    key(&bare.replace('№', " № ")).replace("№ ", "№")
}

/// Whether the key `part` stands in the key `whole` without cutting a number: «СОШ № 1» doesn't stand in «СОШ № 11».
pub fn stands_in(part: &str, whole: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    whole.match_indices(part).any(|(at, _)| {
        let (before, after) = (whole[..at].chars().next_back(), whole[at + part.len()..].chars().next());
        !(digit(before) && digit(part.chars().next()) || digit(after) && digit(part.chars().next_back()))
    })
}

/// The names of `known` that are most like `sought`, best first, at most three: for «did you mean» only.
pub fn nearest<'a>(sought: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let sought = org_key(sought);
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&sought, &org_key(name)), name))
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}
