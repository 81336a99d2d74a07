//! Posts («должности») and whether they are pedagogical, by the nomenclature of постановление Правительства РФ
//! от 21.02.2022 № 225. The list is data: `post.txt` beside this file.

mod wording;

use self::wording::{Rest, rest_of, words_of};
use super::{ClosedSet, name};

const NOMENCLATURE: &str = include_str!("post.txt");

/// The parts of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chapter {
    /// Pedagogical workers.
    Teachers,
    /// Heads and deputies.
    Heads,
    /// What the nomenclature doesn't have, and everybody knows: cooks and accountants.
    Others,
}

/// What a part of a post is: «учитель химии» and «заведующий» of «учитель химии, заведующий».
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PostPart {
    /// A title, and whether it is pedagogical.
    Title(bool),
    /// What is taught, how much, in which category: it adds nothing.
    Aside,
    /// Nobody knows.
    Unknown,
}

/// Titles behind which stands what is taught, whatever that is called.
const TEACHING: [&str; 9] = [
    "учитель",
    "преподаватель",
    "старший преподаватель",
    "преподаватель-организатор",
    "мастер производственного обучения",
    "педагог дополнительного образования",
    "тренер-преподаватель",
    "концертмейстер",
    "инструктор по физической культуре",
];

/// Whether a post is pedagogical: yes, no (a head, a deputy, a cook), or `None` where nobody knows.
///
/// A post is known by its whole title, or by its title with a subject or a class behind it: «учитель математики», «воспитатель
/// младшей группы», but not «методист по охране труда». Common shortenings are known: «соц. педагог», «зам. директора». Of a post
/// that joins several, all must agree, in whatever order they stand.
pub fn pedagogical(post: &str) -> Option<bool> {
    let words = words_of(post);
    if let PostPart::Title(answer) = post_part(&words, false) {
        return Some(answer);
    }
    let mut answers = Vec::new();
    for words in words.split([',', ';', '/', '+', '(', ')']).map(str::trim).filter(|words| !words.is_empty()) {
        match post_part(words, answers.last() == Some(&true)) {
            PostPart::Title(answer) => answers.push(answer),
            PostPart::Aside => {}
            PostPart::Unknown => return None,
        }
    }
    let first = *answers.first()?;
    answers.iter().all(|answer| *answer == first).then_some(first)
}

/// What words are; `is_behind` says whether a pedagogical title stands before them.
fn post_part(words: &str, is_behind: bool) -> PostPart {
    let best = titles()
        .filter_map(|(title, chapter)| Some((rest_of(words, &title)?, title, chapter)))
        .max_by_key(|(_, title, _)| title.len());
    let Some((rest, title, chapter)) = best else {
        return match wording::rest(words, false) {
            Rest::Aside => PostPart::Aside,
            Rest::Subject if is_behind => PostPart::Aside,
            _ => PostPart::Unknown,
        };
    };
    let is_known = match (chapter, wording::rest(rest, chapter != Chapter::Teachers)) {
        (_, Rest::Aside) => true,
        (_, Rest::AnotherPost) => false,
        (Chapter::Teachers, Rest::Subject) => true,
        (Chapter::Teachers, Rest::Anything) => TEACHING.contains(&title.as_str()),
        (Chapter::Heads | Chapter::Others, Rest::Subject | Rest::Anything) => true,
    };
    if is_known { PostPart::Title(chapter == Chapter::Teachers) } else { PostPart::Unknown }
}

/// The keys of all titles, each with its chapter.
fn titles() -> impl Iterator<Item = (String, Chapter)> {
    let mut chapter = Chapter::Teachers;
    NOMENCLATURE.lines().filter_map(move |line| {
        if line.starts_with("# III.") {
            chapter = Chapter::Others;
        } else if line.starts_with("# II.") {
            chapter = Chapter::Heads;
        }
        (!line.is_empty() && !line.starts_with('#')).then(|| (name::key(line), chapter))
    })
}

/// The titles of the nomenclature as a closed set: a title is its own code.
pub const SET: ClosedSet = ClosedSet {
    titled: |title| of_nomenclature(title).map(|title| (title, title)),
    parse: |text| of_nomenclature(text).ok_or_else(|| "такой должности в номенклатуре нет".into()),
    titles: || nomenclature().collect(),
};

fn of_nomenclature(text: &str) -> Option<&'static str> {
    nomenclature().find(|title| name::key(title) == name::key(text))
}

/// The titles of the nomenclature as it writes them.
fn nomenclature() -> impl Iterator<Item = &'static str> {
    let nomenclature = NOMENCLATURE.split("# III.").next().unwrap_or_default();
    nomenclature.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::{SET, pedagogical};

    #[test]
    fn a_title_with_a_subject_or_a_class_is_known() {
        for post in [
            "учитель математики",
            "Учитель-логопед",
            "ПЕДАГОГ-ПСИХОЛОГ",
            "Старший воспитатель",
            "Заведующий кафедрой",
            "учитель (математика)",
            "Учитель, математика",
            "Преподаватель первой квалификационной категории",
            "учитель высшей категории",
            "педагог – психолог",
            "Педагог -организатор",
            "Пeдагог-психолог",
            "Советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
            "преподаватель-организатор ОБЖ",
            "Учитель/классный руководитель",
            "Преподаватель, внешний совместитель",
            "учитель (совм.)",
            "учитель (0,5 ст.)",
            "преподаватель сварочного производства",
            "воспитатель подготовительной группы",
            "воспитатель группы «Солнышко»",
            "воспитатель ГПД",
            "методист по дошкольному образованию",
            "учитель химии, учитель биологии",
            "учитель, педагог-организатор",
            "соц. педагог",
            "педагог доп. образования",
            "педагог доп.образования",
            "муз. руководитель",
            "муз. рук.",
            "ст. воспитатель",
            "учитель нач. классов",
            "педагог-психолог, 1 ставка",
        ] {
            assert_eq!(pedagogical(post), Some(true), "{post}");
        }
    }

    #[test]
    fn heads_and_those_who_help_are_not_pedagogical() {
        for post in [
            "Директор",
            "Заместитель директора по УВР",
            "зам. директора по УВР",
            "Зам.директора по АХЧ",
            "и. о. директора",
            "Заведующий",
            "Заведующая хозяйством",
            "повар",
            "завхоз",
            "библиотекарь",
            "помощник воспитателя",
            "секретарь учебной части",
            "рабочий по комплексному обслуживанию здания",
        ] {
            assert_eq!(pedagogical(post), Some(false), "{post}");
        }
    }

    #[test]
    fn the_first_word_alone_says_nothing() {
        for post in [
            "учительница",
            "",
            "педагог",
            "первая категория",
            "психолог",
            "методист по охране труда",
            "ассистент (помощник) по оказанию технической помощи инвалидам и лицам с ОВЗ",
            "воспитатель-помощник",
            "учитель-помощник",
            "помощник учителя",
        ] {
            assert_eq!(pedagogical(post), None, "{post}");
        }
    }

    #[test]
    fn of_joint_posts_the_order_does_not_matter() {
        for (one, other) in [
            ("учитель", "заместитель директора"),
            ("учитель химии", "директор"),
            ("повар", "воспитатель"),
            ("учитель", "что-то ещё неведомое"),
        ] {
            for sign in [", ", "/", " + ", "; "] {
                let (post, reversed) = (format!("{one}{sign}{other}"), format!("{other}{sign}{one}"));
                assert_eq!((pedagogical(&post), pedagogical(&reversed)), (None, None), "{post}");
            }
        }
        assert_eq!(pedagogical("директор (учитель)"), None);
        assert_eq!(pedagogical("учитель и заместитель директора"), None);
        assert_eq!(pedagogical("заместитель директора, завхоз"), Some(false));
    }

    #[test]
    fn only_the_nomenclature_is_stood_for() {
        assert!((SET.parse)("педагог-организатор").is_ok());
        assert!((SET.parse)("повар").is_err());
    }
}
