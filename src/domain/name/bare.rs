//! The bare key of an organisation's name: what is left when everything is gone that people write now so, now so.

use super::{alike, cyrillic, is_cyrillic, is_latin, key, tidied};

/// Legal forms, which say nothing of which school it is.
const FORMS: &str = "моу мбоу мкоу маоу мобу моку моау мноу му мбу мку мау гоу гбоу гкоу гаоу гобу гоку гоау гу гбу гку гау \
    кгбоу кгкоу кгаоу кгобу кгбу кгку кгау огбоу огкоу огаоу огбу огку огау фгоу фгбоу фгкоу фгаоу фгбу гпоу \
    гбпоу гкпоу гапоу кгбпоу кгкпоу кгапоу огбпоу огкпоу огапоу фгбпоу мудо мбудо мкудо маудо мбоудо мкоудо \
    маоудо моудо мбоудод моудод мбудод гудо гбудо гкудо гаудо чоу ноу чу чпоу ано аноо анпоо";

/// Legal forms of kindergartens: of «МБДОУ № 8» nothing else tells that it is one.
const PRESCHOOL: &str = "доу мдоу мбдоу мкдоу мадоу мдобу мдоку мдоау гдоу гбдоу гкдоу гадоу фгбдоу фгкдоу чдоу ндоу";

/// The words of a legal form that is written out; the last of them is one of the two nouns.
const FORM_WORDS: &str = "муниципальное государственное федеральное краевое областное республиканское городское районное окружное \
    частное негосударственное казенное бюджетное автономное некоммерческое образовательное \
    общеобразовательное дошкольное профессиональное автономная некоммерческая частная образовательная \
    общеобразовательная дошкольная профессиональная";
const NOUNS: &str = "учреждение организация";

/// What may follow a legal form and belongs to it.
const TAILS: &[&str] = &[
    "дополнительного образования детей",
    "дополнительного профессионального образования",
    "дополнительного образования",
    "высшего образования",
    "дод",
    "дпо",
    "до",
];

/// Wordings of which one stands for the other; longer ones first.
const PAIRS: &[(&str, &str)] = &[
    ("с углубленным изучением отдельных предметов", "с уиоп"),
    ("средняя общеобразовательная школа", "сош"),
    ("основная общеобразовательная школа", "оош"),
    ("начальная общеобразовательная школа", "нош"),
    ("детско юношеская спортивная школа", "дюсш"),
    ("центр внешкольной работы", "цвр"),
    ("центр детского творчества", "цдт"),
    ("центр развития ребенка", "црр"),
    ("дом детского творчества", "ддт"),
    ("детская школа искусств", "дши"),
    ("детская музыкальная школа", "дмш"),
    ("детский сад", KINDERGARTEN),
    ("детсад", KINDERGARTEN),
    ("д / с", KINDERGARTEN),
    ("имени", "им"),
    ("город", "г"),
    ("село", "с"),
    ("села", "с"),
    ("поселок", "п"),
    ("поселка", "п"),
    ("пос", "п"),
    ("деревня", "д"),
    ("деревни", "д"),
];
const KINDERGARTEN: &str = "дс";

/// The key by which an organisation is sought when [`org_key`](super::org_key) finds none: quotes, dots, hyphens, № and N,
/// the legal form («МБОУ», in letters or in words) and the long or the short wording of its kind («СОШ») don't matter; every
/// number and every other word does. `None` where no word is left.
pub fn bare_key(title: &str) -> Option<String> {
    let mut words = words(title);
    // What one step takes away may bring two words together that only the next step knows.
    loop {
        let next = step(&words);
        if next == words {
            break;
        }
        words = next;
    }
    words.iter().any(|word| word.starts_with(char::is_alphabetic)).then(|| words.join(" "))
}

/// The runs of letters and of digits in a name, as keys; and the slash, of which «д/с» is made.
fn words(title: &str) -> Vec<String> {
    let title = tidied(title);
    let is_russian = title.chars().any(is_cyrillic);
    let sort = |c: char| if c.is_numeric() { 1 } else { usize::from(c.is_alphabetic() || c == '\'') * 2 };
    let mut words: Vec<String> = Vec::new();
    let mut before = 0;
    for c in title.chars().filter(|c| *c != '№' && !('\u{300}'..='\u{36f}').contains(c)) {
        match (sort(c), words.last_mut()) {
            (0, _) if c == '/' => words.push("/".into()),
            (0, _) => {}
            (now, Some(word)) if now == before => word.push(c),
            _ => words.push(c.into()),
        }
        before = sort(c);
    }
    // A whole word typed on the Latin keyboard: «MAOY».
    let is_slip = |word: &str| is_russian && word.chars().all(|c| is_latin(c) && alike(c).is_some());
    let russian = |word: String| match is_slip(&word) {
        true => word.chars().filter_map(alike).collect(),
        false => cyrillic(&word).into_owned(),
    };
    words.into_iter().map(|word| key(&russian(word))).collect()
}

fn step(words: &[String]) -> Vec<String> {
    let words = shortened(words);
    let has_kind = words.iter().any(|word| word == KINDERGARTEN);
    let mut out: Vec<String> = Vec::new();
    let mut rest = &words[..];
    while let Some((word, behind)) = rest.split_first() {
        if let Some((form, is_preschool)) = form(rest) {
            out.extend((is_preschool && !has_kind).then(|| KINDERGARTEN.to_owned()));
            let tail = TAILS.iter().find_map(|tail| starts(&rest[form..], tail));
            rest = &rest[form + tail.unwrap_or(0)..];
            continue;
        }
        let is_number_sign = ["n", "no", "номер"].contains(&word.as_str());
        let is_kept = word != "/" && !(is_number_sign && behind.first().is_some_and(|next| is_number(next)));
        out.extend(is_kept.then(|| word.clone()));
        rest = behind;
    }
    out
}

/// With the short wording for the long one.
fn shortened(words: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = words;
    while let Some((word, behind)) = rest.split_first() {
        match PAIRS.iter().find_map(|(long, short)| Some((starts(rest, long)?, short))) {
            Some((length, short)) => {
                out.extend(short.split(' ').map(str::to_owned));
                rest = &rest[length..];
            }
            None => {
                out.push(word.clone());
                rest = behind;
            }
        }
    }
    out
}

/// How many words the legal form at the start has, and whether it is that of a kindergarten.
fn form(words: &[String]) -> Option<(usize, bool)> {
    let first = words.first()?.as_str();
    let stands_in = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    if stands_in(FORMS, first) || stands_in(PRESCHOOL, first) {
        return Some((1, stands_in(PRESCHOOL, first)));
    }
    let length = words.iter().take_while(|word| stands_in(FORM_WORDS, word)).count();
    let is_form = length > 0 && words.get(length).is_some_and(|noun| stands_in(NOUNS, noun));
    is_form.then(|| (length + 1, words[..length].iter().any(|word| word.starts_with("дошкольн"))))
}

/// How many words a wording has, if it stands at the start.
fn starts(words: &[String], wording: &str) -> Option<usize> {
    let length = wording.split(' ').count();
    let is_there = wording.split(' ').eq(words.iter().take(length).map(String::as_str));
    is_there.then_some(length)
}

fn is_number(word: &str) -> bool {
    word.starts_with(char::is_numeric)
}
