//! The name of a person, as a file gives it.

use super::{alike, cyrillic, is_cyrillic, is_latin, key, status, tidied};

/// Parts of a patronymic or of a surname that begin with a small letter; as they stand alone, and with a capital.
const PARTICLES: [(&str, &str); 10] = [
    ("оглы", "Оглы"),
    ("оглу", "Оглу"),
    ("углы", "Углы"),
    ("угли", "Угли"),
    ("улы", "Улы"),
    ("уулу", "Уулу"),
    ("кызы", "Кызы"),
    ("гызы", "Гызы"),
    ("кизи", "Кизи"),
    ("заде", "Заде"),
];

const WHOLE: &str = "ожидаются фамилия, имя и отчество (если есть)";
const ONE: &str =
    "ожидаются фамилия, имя и отчество (если есть); если имя у человека одно, поставьте после него тире: «Сурьяти -»";
const INITIALS: &str = "инициалы не годятся: нужны имя и отчество полностью";

/// How many letters and signs a name may have: a longer text is a sentence or a whole list.
const LONGEST: usize = 100;

/// A person's name: tidy, each part with a capital letter if it was typed all small or all large, «оглы» and its like small,
/// hyphens without spaces round them, one kind of apostrophe, no full stop at the end.
///
/// A word is Cyrillic or Latin as a whole. Where no letter is certainly Latin, a word of look-alikes alone («AHHA») may be
/// either, and is refused.
///
/// # Errors
/// A Russian reason: more than [`LONGEST`] signs, initials instead of a name, signs that no name has, letters of two scripts in one word, a single name
/// where no dash behind it says that the person has no other.
/// A word of a status, as «вакансия», is no name.
pub fn person(text: &str) -> Result<String, String> {
    if text.len() > LONGEST && text.chars().nth(LONGEST).is_some() {
        return Err(format!("в имени больше {LONGEST} знаков: проверьте, что в этой ячейке"));
    }
    if let Some(id) = erased(text) {
        return Ok(erased_name(id));
    }
    let name = if is_plain(text) { text.to_owned() } else { at_length(text)? };
    match status::of(&name) {
        Some(word) => Err(format!("«{word}» — не имя человека: уберите это слово, а если человека нет — всю строку")),
        None => Ok(name),
    }
}

/// The name of somebody whose data were destroyed: another for each, so that lists stay readable.
pub fn erased_name(id: i64) -> String {
    format!("Удалённое лицо {id}")
}

/// The number in such a name.
pub fn erased(name: &str) -> Option<i64> {
    // Nearly every name is told by its first letter.
    if !name.trim_start().starts_with(['У', 'у']) {
        return None;
    }
    key(name).strip_prefix("удаленное лицо ")?.parse().ok()
}

/// Whether a name is written as it is kept: «Иванова-Петрова Анна Ильинична». Nearly all are.
pub(super) fn is_plain(text: &str) -> bool {
    let mut words = 0;
    for word in text.split(' ') {
        let is_part = |part: &str| {
            let mut letters = part.chars();
            let capital = letters.next().is_some_and(|c| matches!(c, 'А'..='Я' | 'Ё'));
            // Of two bytes each: a capital and at least one more.
            capital && part.len() > 2 && letters.all(|c| matches!(c, 'а'..='я' | 'ё'))
        };
        if !word.split('-').all(is_part) || (words > 0 && PARTICLES.iter().any(|(_, capital)| *capital == word)) {
            return false;
        }
        words += 1;
    }
    words > 1
}

pub(super) fn at_length(text: &str) -> Result<String, String> {
    let plain: String = tidied(text).chars().map(usual).collect();
    let repaired = cyrillic(&plain);
    let name = repaired.trim_end_matches(['.', ',', ' ']);
    let mut words: Vec<String> = Vec::new();
    for word in name.split(' ').filter(|word| !word.is_empty()) {
        // A hyphen holds together what stands round it: «Иванова - Петрова».
        match words.last_mut() {
            Some(before) if before.ends_with('-') || word.starts_with('-') => before.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    // Dashes behind a name say that there is no more of it.
    let is_all = words.last().is_some_and(|last| last.ends_with('-'));
    if let Some(last) = words.last_mut().filter(|_| is_all) {
        last.truncate(last.trim_end_matches('-').len());
    }
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        return Err(WHOLE.into());
    }
    if name.contains('.') {
        return Err(INITIALS.into());
    }
    words.iter().try_for_each(|word| check(word))?;
    check_script(&words)?;
    if words.len() == 1 {
        return if is_all { Ok(name_part(&words[0], 0)) } else { Err(ONE.into()) };
    }
    if has_initials(&words) {
        return Err(INITIALS.into());
    }
    Ok(words.iter().enumerate().map(|(at, word)| name_part(word, at)).collect::<Vec<_>>().join(" "))
}

/// One kind of dash and one kind of apostrophe.
fn usual(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '’' | '‘' | '`' | '´' | 'ʼ' | '′' => '\'',
        c => c,
    }
}

/// Letters, in brackets perhaps, with hyphens and apostrophes between them.
fn check(word: &str) -> Result<(), String> {
    let is_letter = |c: &char| is_cyrillic(*c) || is_latin(*c);
    if let Some(sign) = word.chars().find(|c| !is_letter(c) && !"-'()".contains(*c)) {
        return Err(format!("в имени не бывает знака «{sign}»"));
    }
    for part in word.split(['-', '\'']) {
        if part.chars().all(|c| !is_letter(&c)) {
            return Err(format!("в «{word}» лишний дефис или апостроф"));
        }
        if part.chars().any(is_cyrillic) && part.chars().any(is_latin) {
            return Err(format!("в слове «{word}» смешаны русские и латинские буквы"));
        }
    }
    Ok(())
}

fn check_script(words: &[String]) -> Result<(), String> {
    if words.iter().any(|word| word.chars().any(|c| is_latin(c) && alike(c).is_none())) {
        return Ok(());
    }
    match words.iter().find(|word| word.chars().any(is_latin)) {
        Some(word) => Err(format!("слово «{word}» набрано латинскими буквами: наберите его русскими")),
        None => Ok(()),
    }
}

/// Single letters, and two capitals among words that aren't all capitals. A surname of one letter is real («О Анна Петровна»),
/// but only a patronymic tells it from an initial.
fn has_initials(words: &[String]) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let is_shouted = |word: &str| word.chars().all(|c| !c.is_lowercase());
    let all_shouted = words.iter().all(|word| is_shouted(word));
    words.iter().enumerate().any(|(at, word)| match letters(word) {
        1 => at > 0 || words.len() < 3,
        2 => at > 0 && !all_shouted && word.chars().all(char::is_uppercase),
        _ => false,
    })
}

/// A word with its capitals; `at` is its place in the name.
fn name_part(word: &str, at: usize) -> String {
    let small = word.to_lowercase();
    let is_particle = |part: &str| PARTICLES.iter().any(|(particle, _)| *particle == part);
    if at > 0 && is_particle(&small) {
        return small;
    }
    if !word.chars().all(|c| !c.is_lowercase()) && !word.chars().all(|c| !c.is_uppercase()) {
        return word.to_owned();
    }
    let capitals = |(place, part): (usize, &str)| match place > 0 && is_particle(part) {
        true => part.to_owned(),
        false => part.split('\'').enumerate().map(|(i, piece)| piece_of(part, i, piece)).collect::<Vec<_>>().join("'"),
    };
    small.split('-').enumerate().map(capitals).collect::<Vec<_>>().join("-")
}

/// Behind an apostrophe a capital follows only a single letter: «О'Коннор», but «Лук'яненко».
fn piece_of(part: &str, at: usize, piece: &str) -> String {
    let before = part.split('\'').next().unwrap_or_default();
    if at > 1 || (at == 1 && before.chars().count() > 1) {
        return piece.to_owned();
    }
    let first = piece.find(char::is_alphabetic).unwrap_or(0);
    let (bracket, letters) = piece.split_at(first);
    let mut letters = letters.chars();
    let capital = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{bracket}{capital}{}", letters.as_str())
}
