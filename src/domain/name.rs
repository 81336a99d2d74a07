//! Names of people and organisations: how they are kept, and the key by which they are compared.

/// Surplus spaces (no-break ones too) and control characters gone; the rest as it stands.
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The key by which names are compared: small letters, ё as е, single spaces.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in tidy(text).chars() {
        match c {
            'а'..='я' | ' '..='@' | 'a'..='z' => out.push(c),
            'ё' | 'Ё' => out.push('е'),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

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

/// A person's name as a file gives it: tidy, each part with a capital letter if it was typed all small or all large.
///
/// # Errors
/// A Russian reason: initials instead of a name, signs that no name has, a single word.
pub fn person(text: &str) -> Result<String, String> {
    let name = tidy(text);
    if name.split(' ').count() < 2 {
        return Err("ожидаются фамилия, имя и отчество (если есть)".into());
    }
    if name.contains('.') {
        return Err("инициалы не годятся: нужны имя и отчество полностью".into());
    }
    if let Some(sign) = name.chars().find(|c| !c.is_alphabetic() && !" -'’`()".contains(*c)) {
        return Err(format!("в имени не бывает знака «{sign}»"));
    }
    Ok(name.split(' ').map(part).collect::<Vec<_>>().join(" "))
}

fn part(word: &str) -> String {
    let uniform = word.chars().all(|c| !c.is_lowercase()) || word.chars().all(|c| !c.is_uppercase());
    if !uniform || ["оглы", "кызы", "оглу", "заде"].contains(&word.to_lowercase().as_str()) {
        return word.to_owned();
    }
    word.split('-')
        .map(|piece| {
            let mut letters = piece.chars();
            let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
            first + &letters.as_str().to_lowercase()
        })
        .collect::<Vec<_>>()
        .join("-")
}

/// The names of `known` that are most like `sought`, best first, at most three: for «did you mean» only.
pub fn nearest<'a>(sought: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<(f64, &str)> = known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&org_key(sought), &org_key(name)), name))
        .filter(|(score, _)| *score > 0.75)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_what_people_mean() {
        assert_eq!(key("  Ёлкина\u{a0} АННА  Петровна"), "елкина анна петровна");
        assert_eq!(org_key("МБОУ «СОШ № 8» с. Спасское"), org_key("мбоу \"СОШ №8\" с.Спасское"));
        assert_ne!(org_key("МБОУ СОШ № 8"), org_key("МБОУ СОШ № 18"));
    }

    #[test]
    fn a_person_has_a_whole_name() {
        assert_eq!(person("ИВАНОВА-ПЕТРОВА  анна Ильинична").as_deref(), Ok("Иванова-Петрова Анна Ильинична"));
        assert_eq!(person("Мамедов Али Вели оглы").as_deref(), Ok("Мамедов Али Вели оглы"));
        assert!(person("Иванова А. П.").is_err());
        assert!(person("Иванова").is_err());
        assert!(person("Иванова 2 Анна").is_err());
    }

    #[test]
    fn a_slip_finds_its_neighbours() {
        assert_eq!(nearest("СОШ № 9", ["СОШ № 8", "Ромашка"]), ["СОШ № 8"]);
    }
}
