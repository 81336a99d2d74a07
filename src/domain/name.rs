//! Names of people and organisations: how they are kept, and the key by which they are compared.

use std::borrow::Cow;

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

/// Latin letters and the Cyrillic ones that look the same.
const LOOK_ALIKES: [(char, char); 18] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
];

/// The text with Latin look-alikes inside Cyrillic words made Cyrillic: «Ивaнова» typed with a Latin a.
///
/// A word without a Cyrillic letter stays, and so does one in which another Latin letter stands.
pub fn cyrillic(text: &str) -> Cow<'_, str> {
    let mixed = |word: &str| word.chars().any(is_cyrillic) && word.chars().any(|c| c.is_ascii_alphabetic());
    if !text.split(' ').any(mixed) {
        return text.into();
    }
    let alike = |c: char| LOOK_ALIKES.iter().find(|(latin, _)| *latin == c).map_or(c, |(_, cyrillic)| *cyrillic);
    let repaired = |word: &str| {
        let whole: String = word.chars().map(alike).collect();
        if mixed(word) && !mixed(&whole) { whole } else { word.to_owned() }
    };
    text.split(' ').map(repaired).collect::<Vec<_>>().join(" ").into()
}

fn is_cyrillic(c: char) -> bool {
    ('А'..='я').contains(&c) || "Ёё".contains(c)
}

/// The key by which names are compared: small letters, ё as е, single spaces, Latin look-alikes as Cyrillic.
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in cyrillic(&tidy(text)).chars() {
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

/// Whether the key `part` stands in the key `whole` without cutting a number: «СОШ № 1» doesn't stand in «СОШ № 11».
pub fn stands_in(part: &str, whole: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    whole.match_indices(part).any(|(at, _)| {
        let (before, after) = (whole[..at].chars().next_back(), whole[at + part.len()..].chars().next());
        !(digit(before) && digit(part.chars().next()) || digit(after) && digit(part.chars().next_back()))
    })
}

/// A person's name as a file gives it: tidy, each part with a capital letter if it was typed all small or all large.
///
/// # Errors
/// A Russian reason: initials instead of a name, signs that no name has, a single word.
pub fn person(text: &str) -> Result<String, String> {
    let name = cyrillic(&tidy(text)).into_owned();
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
    fn latin_look_alikes_inside_cyrillic_words_are_repaired() {
        assert_eq!(person("Ивaнoва Aнна Пeтpовна").as_deref(), Ok("Иванова Анна Петровна"));
        assert_eq!(org_key("МБОУ «CОШ № 8»"), org_key("МБОУ «СОШ № 8»"));
        assert_eq!(cyrillic("Excel и Word"), "Excel и Word");
        assert_eq!(cyrillic("ИвaноваZ"), "ИвaноваZ", "another Latin letter: not a slip of the layout");
    }

    #[test]
    fn a_part_of_a_name_cuts_no_number() {
        let stands = |part: &str, whole: &str| stands_in(&org_key(part), &org_key(whole));
        assert!(stands("СОШ № 1", "МБОУ «СОШ № 1» с. Ясное") && stands("СОШ", "СОШ № 11") && stands("51", "СОШ № 51"));
        assert!(!stands("СОШ № 1", "МБОУ «СОШ № 11» с. Лесное") && !stands("1", "СОШ № 51"));
        assert!(stands("№ 1", "СОШ № 11 и школа № 1"));
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
