//! How schools write posts: shortenings, and what stands behind a title.

use super::super::name;

/// What stands behind a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing, or only how much somebody works, in which category, of which class somebody is the head besides.
    Aside,
    /// A subject or a class.
    Subject,
    /// A word that belongs to another post.
    AnotherPost,
    /// Anything else.
    Anything,
}

/// Shortenings, each with what it stands for.
const SHORT: [(&str, &str); 11] = [
    ("соц.", "социальный "),
    ("доп.", "дополнительного "),
    ("муз.", "музыкальный "),
    ("зам.", "заместитель "),
    ("зав.", "заведующий "),
    ("рук.", "руководитель "),
    ("рук-ль", "руководитель "),
    ("пед.", "педагог "),
    ("преп.", "преподаватель "),
    ("нач.", "начальных "),
    ("физ-ры", "физкультуры "),
];
/// Who acts for somebody has that one's post.
const ACTING: [&str; 4] = ["и.о.", "и. о.", "врио", "исполняющий обязанности"];
const ACTED_FOR: [(&str, &str); 4] = [
    ("директора", "директор"),
    ("заведующего", "заведующий"),
    ("заведующей", "заведующая"),
    ("заместителя", "заместитель"),
];
/// «Старший» is short for it only at the beginning: «0,5 ст.» is a share of a post.
const OLDER: &str = "ст.";

/// How much somebody works, how well, and what is done besides.
const ASIDE: [&str; 24] = [
    "ставк",
    "ст",
    "категор",
    "квалификац",
    "высш",
    "перв",
    "втор",
    "совм",
    "внешн",
    "внутр",
    "основн",
    "классн",
    "руководств",
    "руководитель",
    "соответстви",
    "без",
    "час",
    "нагрузк",
    "временн",
    "врио",
    "по",
    "на",
    "и",
    "№",
];
/// Subjects and classes, by the beginnings of their words.
const SUBJECTS: [&str; 56] = [
    "математик",
    "алгебр",
    "геометри",
    "русск",
    "родн",
    "язык",
    "литератур",
    "чтени",
    "истори",
    "обществ",
    "географи",
    "биологи",
    "хими",
    "физик",
    "физич",
    "физкульт",
    "культур",
    "информатик",
    "икт",
    "музык",
    "музо",
    "изо",
    "изобразит",
    "искусств",
    "технологи",
    "труд",
    "черчени",
    "обж",
    "обзр",
    "безопасност",
    "основ",
    "астрономи",
    "экономик",
    "прав",
    "начальн",
    "иностр",
    "английск",
    "немецк",
    "французск",
    "предмет",
    "дисциплин",
    "класс",
    "групп",
    "гпд",
    "младш",
    "средн",
    "старш",
    "подготов",
    "ясельн",
    "ранн",
    "возраст",
    "продленн",
    "дня",
    "детск",
    "дошкольн",
    "образовани",
];
/// Further words that may stand among them.
const BESIDE: [&str; 14] = [
    "воспитательн",
    "учебн",
    "работ",
    "логопед",
    "коррекц",
    "разновозр",
    "комбинир",
    "интернат",
    "общежити",
    "сад",
    "школ",
    "в",
    "с",
    "для",
];
/// Words of pedagogical posts: behind a title they tell of another one.
const TEACHERS: [&str; 11] = [
    "методист",
    "воспитатель",
    "психолог",
    "учитель",
    "преподаватель",
    "педагог",
    "организатор",
    "вожат",
    "тьютор",
    "тренер",
    "дефектолог",
];
/// Words of other posts. Behind the title of a head they tell only whose head or deputy it is: «заместитель директора».
const OTHERS: [&str; 12] = [
    "директор",
    "заместит",
    "заведующ",
    "завуч",
    "помощник",
    "ассистент",
    "советник",
    "секретар",
    "инспектор",
    "специалист",
    "инженер",
    "охран",
];

/// The key of a post in which shortenings are written out, dashes are hyphens without spaces, and what is in quotes is left out.
pub(super) fn words_of(post: &str) -> String {
    let mut words = name::key(post).replace(['‐', '‑', '‒', '–', '—', '−'], "-").replace(" -", "-").replace("- ", "-");
    while let Some((from, to)) = quoted(&words) {
        words.replace_range(from..to, "");
    }
    if let Some(rest) = words.strip_prefix(OLDER) {
        words = format!("старший {}", rest.trim_start());
    }
    if let Some(rest) = ACTING.iter().find_map(|acting| words.strip_prefix(acting)) {
        words = rest.trim_start().to_owned();
        if let Some((other, title)) = ACTED_FOR.iter().find(|(other, _)| words.starts_with(other)) {
            words.replace_range(..other.len(), title);
        }
    }
    for (short, whole) in SHORT {
        if let Some(at) = words.find(short).filter(|at| *at == 0 || words[..*at].ends_with([' ', '(', ',', '/', '-'])) {
            words.replace_range(at..at + short.len(), whole);
        }
    }
    name::key(&words).replace(" ,", ",").trim_matches(['.', ' ']).to_owned()
}

fn quoted(words: &str) -> Option<(usize, usize)> {
    let from = words.find(['«', '"', '„', '“'])?;
    let behind = from + words[from..].chars().next()?.len_utf8();
    let (at, sign) = words[behind..].char_indices().find(|(_, c)| matches!(c, '»' | '"' | '“' | '”'))?;
    Some((from, behind + at + sign.len_utf8()))
}

/// What stands behind a title, if words begin with it.
pub(super) fn rest_of<'w>(words: &'w str, title: &str) -> Option<&'w str> {
    let rest = words.strip_prefix(title)?;
    (!rest.starts_with(|c: char| c.is_alphanumeric() || c == '-') && !rest.contains([',', ';', '/', '+', '(']))
        .then(|| rest.trim())
}

/// What words behind a title tell; behind that of a head other heads may stand.
pub(super) fn rest(text: &str, is_head: bool) -> Rest {
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '№').filter(|word| !word.is_empty());
    let of = |word: &str, stems: &[&str]| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || stems.iter().any(|stem| match stem.chars().count() {
                // A word as short as this is whole.
                0..3 => word == *stem,
                _ => word.starts_with(stem),
            })
    };
    let is_post = |word: &str| TEACHERS.iter().any(|stem| is_noun(word, stem)) || !is_head && of(word, &OTHERS);
    if words().all(|word| of(word, &ASIDE)) {
        Rest::Aside
    } else if words().any(|word| !word.starts_with(|c: char| c.is_ascii_digit()) && is_post(word)) {
        Rest::AnotherPost
    } else if words().all(|word| of(word, &SUBJECTS) || of(word, &BESIDE) || of(word, &ASIDE)) {
        Rest::Subject
    } else {
        Rest::Anything
    }
}

/// Whether a word is a noun in any case, and no adjective made of it: «воспитателя», but not «воспитательной»; «педагогу», but not
/// «педагогической».
fn is_noun(word: &str, noun: &str) -> bool {
    let stem = noun.trim_end_matches('ь');
    word.strip_prefix(stem)
        .is_some_and(|end| !end.starts_with("ьн") && !end.starts_with("ьск") && !end.contains("ическ"))
}
